"""The words under each mark of a page: its content stream, by the maps of its fonts (ISO 32000-1, 9.10 and 14.6)."""

from __future__ import annotations

import re
import warnings
import zlib
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    import pikepdf

#: Bytes of one page's content, or of a font's map, unpacked, and of all pages; a page of drawings has some 100,000.
_MOST_BYTES: Final = 4_000_000
_MOST_IN_ALL: Final = 60_000_000
#: Marks in marks; ours do not nest.
_MOST_NESTED: Final = 50
#: What says a word, chooses its font, or opens and closes a mark; the thousands of lines of drawings are passed over.
_OPERATORS: Final = "BDC BMC EMC Tf Tj TJ ' \""
_HEX: Final = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_RANGE: Final = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f\s]*)>|\[([^\[\]]*)\])", re.DOTALL)
#: Codes of one range: a font has as many at most.
_MOST_CODES: Final = 65_536


class UnreadableError(Exception):
    """A part of the file cannot be read, or there is more of it than anything of ours has."""


class Stretch(NamedTuple):
    """Words in one face."""

    text: str
    bold: bool = False
    italic: bool = False


class _Font(NamedTuple):
    """What the codes of a font mean, how many bytes each has, and how the face looks."""

    meanings: dict[int, str]
    width: int
    bold: bool
    italic: bool

    def text(self, string: bytes, *, is_reversed: bool) -> str:
        """What a string says; one that is reversed is read from its last code on, the letters of each in order."""
        width = self.width
        codes = [int.from_bytes(string[at : at + width], "big") for at in range(0, len(string), width)]
        if is_reversed:
            codes.reverse()
        return "".join([self.meanings.get(code, "\ufffd") for code in codes])


class _Open(NamedTuple):
    """A mark that is open: its number or that of the one around it, and whether its words are passed over.

    Words that are reversed stand as they are seen, from left to right, and are read from right to left (ISO 32000-1,
    14.8.2.3.3).
    """

    number: int | None
    is_silent: bool
    is_reversed: bool = False


class PageMarks:
    """Reads the pages of one file; the fonts, which they share, are read once."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        """Take the open file."""
        self.pdf = pdf
        self._fonts: dict[tuple[int, int], _Font] = {}
        self._left = _MOST_IN_ALL

    def words(self, index: int) -> dict[int, list[Stretch]]:
        """What is said under each numbered mark of a page, which is counted from 0; artifacts are left out.

        Raises:
            UnreadableError: the page cannot be read.
        """
        import pikepdf

        try:
            page = self.pdf.pages[index].obj
            content = self.pdf.make_stream(self._content(page))
            with warnings.catch_warnings():
                warnings.simplefilter("error")  # content that breaks off is told in no other way
                instructions = pikepdf.parse_content_stream(content, _OPERATORS)
            return _PageReader(self, page).read(instructions)
        except damages() as fault:
            raise UnreadableError(f"page {index + 1} cannot be read") from fault

    def _content(self, page: Any) -> bytes:
        import pikepdf

        contents = page.get("/Contents")
        streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        content = b"\n".join(unpacked(stream) for stream in streams if stream is not None)
        self._left -= len(content)
        if self._left < 0:
            raise UnreadableError("its pages are too full")
        return content

    def font(self, font: Any) -> _Font:
        """A font of the file.

        Raises:
            UnreadableError: nothing says what its codes mean.
        """
        key = font.objgen
        if key not in self._fonts or key == (0, 0):
            self._fonts[key] = _font(font)
        return self._fonts[key]


def damages() -> tuple[type[Exception], ...]:
    """What is raised where an object of a file is missing, or is of another kind than it has to be."""
    import pikepdf

    wrong = (TypeError, ValueError, AttributeError, KeyError, IndexError, RuntimeError)
    return (pikepdf.PdfError, zlib.error, UserWarning, *wrong)


def unpacked(stream: pikepdf.Object) -> bytes:
    """The bytes of a stream, so many at most.

    Raises:
        UnreadableError: there are more, or they are packed in a way that content of ours is not.
    """
    raw, kind = stream.read_raw_bytes(), stream.get("/Filter")
    if kind is not None:
        names = [str(kind)] if str(kind).startswith("/") else [str(one) for one in kind]
        if names != ["/FlateDecode"] or "/DecodeParms" in stream:
            raise UnreadableError("a stream is packed in a way that is not read")
        raw = zlib.decompressobj().decompress(raw, _MOST_BYTES + 1)
    if len(raw) > _MOST_BYTES:
        raise UnreadableError("a stream is too long")
    return bytes(raw)


class _PageReader:
    """Goes through the instructions of one page."""

    def __init__(self, marks: PageMarks, page: Any) -> None:
        self.marks = marks
        resources = page.get("/Resources")
        self.fonts: Any = resources.get("/Font") if resources is not None else None
        self.properties: Any = resources.get("/Properties") if resources is not None else None
        self.said: dict[int, list[Stretch]] = {}
        self.open: list[_Open] = []
        self.face: _Font | None = None

    def read(self, instructions: Any) -> dict[int, list[Stretch]]:
        for instruction in instructions:
            operator, operands = str(instruction.operator), instruction.operands
            if operator in ("BDC", "BMC"):
                self._begin(operands)
            elif operator == "EMC":
                self._end()
            elif operator == "Tf":
                self.face = self.marks.font(self.fonts[str(operands[0])])
            else:
                self._show(operands)
        return self.said

    def _begin(self, operands: Any) -> None:
        import pikepdf

        if len(self.open) >= _MOST_NESTED:
            raise UnreadableError("marks are nested too deep")
        around = self.open[-1] if self.open else _Open(None, False)
        entries = operands[1] if len(operands) > 1 else None
        if isinstance(entries, pikepdf.Name):
            entries = self.properties[str(entries)]
        number, instead = around.number, None
        if entries is not None:
            number = int(entries["/MCID"]) if "/MCID" in entries else number
            instead = str(entries["/ActualText"]) if "/ActualText" in entries else None
        if instead is not None and not around.is_silent:
            self._say(number, Stretch(instead))
        is_silent = around.is_silent or instead is not None or str(operands[0]) == "/Artifact"
        is_reversed = around.is_reversed or str(operands[0]) == "/ReversedChars"
        self.open.append(_Open(number, is_silent, is_reversed))

    def _end(self) -> None:
        if self.open:
            self.open.pop()

    def _show(self, operands: Any) -> None:
        import pikepdf

        if not self.open or self.open[-1].is_silent or self.open[-1].number is None:
            return
        if self.face is None:
            raise UnreadableError("words have no font")
        shown = operands[-1]
        strings = shown if isinstance(shown, pikepdf.Array) else [shown]
        parts = [bytes(part) for part in strings if isinstance(part, pikepdf.String)]
        backwards = self.open[-1].is_reversed
        if backwards:
            parts.reverse()
        text = "".join([self.face.text(part, is_reversed=backwards) for part in parts])
        self._say(self.open[-1].number, Stretch(text, self.face.bold, self.face.italic))

    def _say(self, number: int | None, stretch: Stretch) -> None:
        if number is None or not stretch.text:
            return
        said = self.said.setdefault(number, [])
        if said and said[-1][1:] == stretch[1:]:
            said[-1] = said[-1]._replace(text=said[-1].text + stretch.text)
        else:
            said.append(stretch)


def _font(font: Any) -> _Font:
    if "/ToUnicode" not in font:
        raise UnreadableError("a font does not say what its codes mean")
    name = str(font.get("/BaseFont", ""))
    width = 2 if str(font.get("/Subtype", "")) == "/Type0" else 1
    meanings = _meanings(unpacked(font["/ToUnicode"]))
    return _Font(meanings, width, "Bold" in name, "Italic" in name or "Oblique" in name)


def _meanings(program: bytes) -> dict[int, str]:
    """What each code means (ISO 32000-1, 9.10.3)."""
    meanings: dict[int, str] = {}
    for begun in program.split(b"endbf")[:-1]:
        _, _, section = begun.rpartition(b"beginbf")
        if section.startswith(b"char"):
            parts = _HEX.findall(section)
            meanings.update(
                {int(code, 16): _letters(said) for code, said in zip(parts[::2], parts[1::2], strict=False)}
            )
            continue
        for first, last, said, listed in _RANGE.findall(section):
            codes = range(int(first, 16), min(int(last, 16), int(first, 16) + _MOST_CODES) + 1)
            if listed:
                meanings.update(zip(codes, map(_letters, _HEX.findall(listed)), strict=False))
            else:
                letters = _letters(said)
                meanings.update({code: _further(letters, number) for number, code in enumerate(codes)})
        if len(meanings) > _MOST_CODES:
            raise UnreadableError("a font has too many codes")
    return meanings


def _letters(said: bytes) -> str:
    return bytes.fromhex(said.decode("ascii")).decode("utf-16-be", "replace")


def _further(letters: str, number: int) -> str:
    return letters[:-1] + chr(ord(letters[-1]) + number) if letters else ""
