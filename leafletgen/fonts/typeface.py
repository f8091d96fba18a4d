"""A TrueType face: its coverage, its widths, its words encoded once, and the program that is embedded.

A face is written as a Type0 font with two-byte glyph codes (Identity-H), so that any glyph of the face can be
placed, also one that no character maps to, as shaped scripts need. Codes do not depend on the document: a word is
encoded once a process and reused in every document of a batch.
"""

import re
import struct
import sys
from array import array
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from leafletgen.fonts.raised import DRAWN_AND_READ

#: Stands in running text for a space at which no line may end; it is drawn as an ordinary space.
GLUE = "\x01"

_ESCAPES = {0x28: "\\(", 0x29: "\\)", 0x5C: "\\\\", 0x0D: "\\r", 0x0A: "\\n"}
#: Each byte as a PDF literal string has it (ISO 32000-1, 7.3.4.2), as Latin-1 text.
ESCAPED = tuple(_ESCAPES.get(byte, chr(byte)) for byte in range(256))

#: Characters that ask for a behaviour and have no picture (Unicode: Default_Ignorable_Code_Point). They are not drawn.
INVISIBLE = frozenset(
    [0xAD, 0x34F, 0x61C, 0x180E, 0xFEFF]
    + [
        point
        for start, end in ((0x200B, 0x2010), (0x202A, 0x202F), (0x2060, 0x2070), (0xFE00, 0xFE10))
        for point in range(start, end)
    ]
)

#: Longer stretches than this do not come again, and would only fill the memory.
LONGEST_KEPT = 64

#: A word's code, its advance in thousandths of the size, and whether a line may or may not end inside or beside it
#: otherwise than at its spaces.
Word = tuple[str, float, bool]

#: What UAX 14 treats otherwise than letters: digits (a unit may follow), hyphens, dashes, slashes, and
#: punctuation that stands by itself after a space or before one.
SPECIAL = re.compile(r"[\d\-\u2013\u2014/\u200b\u2010]|^[!?:;,.)\]}»]|[(\[{«]$")


class TypefaceError(Exception):
    """A font file that cannot be used; the message says why in words for a person."""


class MissingGlyphError(Exception):
    """A character that the face has no glyph for."""

    def __init__(self, character: str, face: str) -> None:
        """Keep the character and the name of the face."""
        super().__init__(f"{face} has no glyph for {character!r}")
        self.character = character


class Typeface:
    """One TrueType font file, parsed as far as setting and embedding text needs.

    Attributes:
        name: the PostScript name, as the PDF shows it.
        family: the name of the family, as a style sheet says it.
        kerned: whether the face has tables that move letters together or join them, which are not used in setting.
        ascent, descent, cap_height: in thousandths of the size; descent is negative.
        widths: character to advance width in thousandths of the size.
        data, tables, glyph_count, long_offsets, advances: the file and its parts, for embedding.
        codes: character to its two-byte code, escaped for a PDF literal string (as Latin-1 text); those of
            `raised` have one too.
        shaped: whether words are shaped, and their codes a document's own; see `fonts/shaped.py`.
    """

    shaped = False
    prepared: Mapping[str, object] = MappingProxyType({})
    """Words that are set without asking how their letters join or where they stand: names of languages."""

    def __init__(self, data: bytes, shown_as: str = "font") -> None:
        """Parse a TrueType font program.

        Raises:
            TypefaceError: the data is no TrueType font with outlines, or its licence bits forbid embedding.
        """
        self.data = data
        try:
            self._read_tables(shown_as)
        except (struct.error, IndexError, UnicodeDecodeError) as fault:
            raise TypefaceError(f"{shown_as} is damaged: {fault}") from fault
        self._words: dict[str, Word] = {}
        #: Whether words are kept for the next time; not while somebody sets what is said of one person.
        self.keeps = True

    @classmethod
    def load(cls, path: Path) -> "Typeface":
        """Read a face from a .ttf file.

        Raises:
            TypefaceError: the file cannot be read or used.
        """
        try:
            data = path.read_bytes()
        except OSError as fault:
            raise TypefaceError(f"{path.name} cannot be read: {fault.strerror}") from fault
        return cls(data, path.name)

    def _read_tables(self, shown_as: str) -> None:
        data = self.data
        if data[:4] not in (b"\x00\x01\x00\x00", b"true"):
            raise TypefaceError(f"{shown_as} is not a TrueType font (.ttf with glyf outlines)")
        (count,) = struct.unpack_from(">H", data, 4)
        self.tables: dict[str, tuple[int, int]] = {}
        for entry in range(count):
            tag, _, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * entry)
            self.tables[tag.decode("latin-1")] = (offset, length)
        for needed in ("head", "hhea", "hmtx", "maxp", "cmap", "loca", "glyf", "name"):
            if needed not in self.tables:
                raise TypefaceError(f"{shown_as} has no {needed} table, which embedding needs")
        head = self.tables["head"][0]
        (self._units,) = struct.unpack_from(">H", data, head + 18)
        if not self._units:
            raise TypefaceError(f"{shown_as} has no units per em")
        self._scale: float = 1000 / self._units
        scale = self._scale
        self.box = tuple(round(value * scale) for value in struct.unpack_from(">4h", data, head + 36))
        (self.long_offsets,) = struct.unpack_from(">h", data, head + 50)
        ascent, descent = struct.unpack_from(">hh", data, self.tables["hhea"][0] + 4)
        self.ascent: int = round(ascent * scale)
        self.descent: int = round(descent * scale)
        (self.glyph_count,) = struct.unpack_from(">H", data, self.tables["maxp"][0] + 4)
        self.cap_height, self.weight, self.italic_angle = round(0.7 * self.ascent), 400, 0.0
        self._read_style(shown_as)
        self.name = "".join(one for one in self._named(6) if one.isascii() and (one.isalnum() or one in "-_"))
        if not self.name:
            raise TypefaceError(f"{shown_as} has no PostScript name")
        self.family = self._named(16) or self._named(1) or self.name
        self.kerned = not {"GPOS", "GSUB", "kern"}.isdisjoint(self.tables)
        self._read_advances()
        self._read_coverage()

    def _read_style(self, shown_as: str) -> None:
        data = self.data
        if "OS/2" in self.tables:
            offset, length = self.tables["OS/2"]
            version, _, self.weight, _, licence = struct.unpack_from(">HhHHH", data, offset)
            # OpenType OS/2 fsType: 2 = restricted licence embedding, 0x200 = bitmap embedding only.
            if licence & 0x000F == 2 or licence & 0x0200:
                raise TypefaceError(f"{shown_as} does not allow embedding (OS/2 fsType {licence:#06x})")
            if version >= 2 and length >= 90:
                (cap_height,) = struct.unpack_from(">h", data, offset + 88)
                self.cap_height = round(cap_height * self._scale)
        if "post" in self.tables:
            (angle,) = struct.unpack_from(">l", data, self.tables["post"][0] + 4)
            self.italic_angle = angle / 65536

    def _named(self, wanted: int) -> str:
        """One of the names that a face has (OpenType, name table); the English one, where there are several."""
        data, (offset, _) = self.data, self.tables["name"]
        _, count, strings = struct.unpack_from(">HHH", data, offset)
        found = ""
        for entry in range(count):
            platform, _, language, kind, length, start = struct.unpack_from(">6H", data, offset + 6 + 12 * entry)
            if kind == wanted and (not found or (platform == 3 and language == 0x409)):
                raw = data[offset + strings + start : offset + strings + start + length]
                found = raw.decode("utf-16-be" if platform in (0, 3) else "latin-1")
        return found

    def _read_advances(self) -> None:
        data, (offset, _) = self.data, self.tables["hmtx"]
        (metrics,) = struct.unpack_from(">H", data, self.tables["hhea"][0] + 34)
        pairs = array("H", data[offset : offset + 4 * metrics])
        if sys.byteorder == "little":
            pairs.byteswap()
        advances = [value * self._scale for value in pairs[::2]]
        advances += [advances[-1]] * (self.glyph_count - len(advances))
        self.advances: list[float] = advances

    def _read_coverage(self) -> None:
        data, (base, _) = self.data, self.tables["cmap"]
        (count,) = struct.unpack_from(">H", data, base + 2)
        found: dict[int, int] = {}
        for entry in range(count):
            platform, encoding, offset = struct.unpack_from(">HHL", data, base + 4 + 8 * entry)
            if (platform, encoding) in ((3, 1), (3, 10), (0, 3), (0, 4)):
                (form,) = struct.unpack_from(">H", data, base + offset)
                found[form] = base + offset
        if 12 in found:
            glyphs = self._coverage_12(found[12])
        elif 4 in found:
            glyphs = self._coverage_4(found[4])
        else:
            raise TypefaceError(f"{self.name} has no Unicode character map")
        # A private-use character says nothing to a reader (ISO 19005-2, 6.2.11.7.3): it counts as missing.
        glyphs = {
            point: glyph
            for point, glyph in glyphs.items()
            if 0 < glyph < self.glyph_count and not 0xE000 <= point <= 0xF8FF and point < 0xF0000
        }
        # Two characters that share a glyph (a space and a no-break space, say) need two codes, or the text that is
        # copied out of the PDF is not the text that went in: the later one gets a code above the glyph numbers.
        taken: dict[int, int] = {}
        self.glyph_of_code: dict[int, int] = {}
        self.character_of_code: dict[int, str] = {}
        self.codes: dict[str, str] = {}
        self.widths: dict[str, float] = {}
        extra = self.glyph_count
        for point in sorted(glyphs):
            glyph = glyphs[point]
            code = glyph
            if glyph in taken:
                code = extra
                extra += 1
            taken[glyph] = point
            character = chr(point)
            self.glyph_of_code[code] = glyph
            self.character_of_code[code] = character
            self.codes[character] = ESCAPED[code >> 8] + ESCAPED[code & 255]
            self.widths[character] = self.advances[glyph]
        self._code_of = {character: code for code, character in self.character_of_code.items()}
        self._add_raised(extra)
        for point in INVISIBLE:
            self.codes[chr(point)], self.widths[chr(point)] = "", 0.0
            self._code_of.pop(chr(point), None)
        if " " not in self.codes:
            raise TypefaceError(f"{self.name} has no space")
        #: Whether every printable ASCII character is there.
        self.has_ascii = all(chr(point) in self.codes for point in range(32, 127))
        self.codes[GLUE], self.widths[GLUE] = self.codes[" "], self.widths[" "]
        self.space = self.codes[" "]
        self.space_width = self.widths[" "]

    def _add_raised(self, code: int) -> None:
        """Give raised digits and signs codes from a free one on, the same in every document; without room, none."""
        for stand_in, (drawn, read) in DRAWN_AND_READ.items():
            if drawn not in self._code_of:
                continue
            if code > 0xFFFF:
                own = self._code_of[drawn]
            else:
                own, code = code, code + 1
                self.glyph_of_code[own] = self.glyph_of_code[self._code_of[drawn]]
                self.character_of_code[own] = read
            self._code_of[stand_in] = own
            self.codes[stand_in], self.widths[stand_in] = ESCAPED[own >> 8] + ESCAPED[own & 255], self.widths[drawn]

    def _coverage_4(self, offset: int) -> dict[int, int]:
        data = self.data
        (doubled,) = struct.unpack_from(">H", data, offset + 6)
        segments = doubled // 2
        ends = struct.unpack_from(f">{segments}H", data, offset + 14)
        starts = struct.unpack_from(f">{segments}H", data, offset + 16 + doubled)
        deltas = struct.unpack_from(f">{segments}H", data, offset + 16 + 2 * doubled)
        ranges_at = offset + 16 + 3 * doubled
        ranges = struct.unpack_from(f">{segments}H", data, ranges_at)
        glyphs: dict[int, int] = {}
        for segment, (start, end, delta, reach) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
            for point in range(start, min(end, 0xFFFE) + 1):
                if reach:
                    (glyph,) = struct.unpack_from(">H", data, ranges_at + 2 * segment + reach + 2 * (point - start))
                    glyphs[point] = (glyph + delta) & 0xFFFF if glyph else 0
                else:
                    glyphs[point] = (point + delta) & 0xFFFF
        return glyphs

    def _coverage_12(self, offset: int) -> dict[int, int]:
        data = self.data
        (groups,) = struct.unpack_from(">L", data, offset + 12)
        glyphs: dict[int, int] = {}
        for group in range(groups):
            start, end, glyph = struct.unpack_from(">LLL", data, offset + 16 + 12 * group)
            if end > 0x10FFFF or end - start > 0xFFFF:
                raise TypefaceError(f"{self.name} has a damaged character map")
            for step in range(end - start + 1):
                glyphs[start + step] = glyph + step
        return glyphs

    def covers(self, text: str) -> bool:
        """Whether every character of the text can be drawn with this face."""
        return self.codes.keys() >= set(text)

    def check(self, text: str) -> None:
        """See that a text can be set here; that of a shaped face may need a further package."""

    def reach(self, text: str) -> tuple[float, float]:
        """How far the letters of a text go down and up from the line they stand on, in thousandths of the size."""
        low = high = 0.0
        loca, glyf = self.tables["loca"][0], self.tables["glyf"][0]
        for character in set(text):
            code = self._code_of.get(character)
            if code is None:
                continue
            glyph = self.glyph_of_code[code]
            if self.long_offsets:
                start, end = struct.unpack_from(">LL", self.data, loca + 4 * glyph)
            else:
                start, end = (2 * one for one in struct.unpack_from(">HH", self.data, loca + 2 * glyph))
            if end > start:
                _, least, _, most = struct.unpack_from(">4h", self.data, glyf + start + 2)
                low, high = min(low, least * self._scale), max(high, most * self._scale)
        return low, high

    def word(self, text: str, rtl: bool = False) -> Word:
        """The text encoded for a PDF string, its width in thousandths of the size, and whether it is special.

        From right to left its letters are the last one first, and brackets are mirrored.

        Raises:
            MissingGlyphError: a character is not in the face.
        """
        if rtl:
            text = _from_the_left(text)
        word = self._words.get(text)
        if word is None:
            codes, widths = self.codes, self.widths
            try:
                code, advance = "".join([codes[letter] for letter in text]), sum([widths[letter] for letter in text])
            except KeyError as missing:
                raise MissingGlyphError(missing.args[0], self.name) from None
            if len(self._words) > 20_000:  # a batch of many languages must not grow without end
                self._words.clear()
            word = (code, advance, SPECIAL.search(text) is not None)
            if self.keeps and len(text) <= LONGEST_KEPT:
                self._words[text] = word
        return word

    def words(self, texts: list[str], rtl: bool = False) -> list[Word]:
        """Several words at once; see ``word``."""
        if rtl:
            texts = [_from_the_left(text) for text in texts]
        known = self._words
        try:
            return [known[text] for text in texts]
        except KeyError:
            return [known.get(text) or self.word(text) for text in texts]

    def width(self, text: str, size: float) -> float:
        """The width of a text in points at a size in points.

        Raises:
            MissingGlyphError: a character is not in the face.
        """
        return self.word(text)[1] * size / 1000

    def used_codes(self, characters: Iterable[str]) -> list[int]:
        """The glyph codes of the characters, ascending; invisible characters have none."""
        of = self._code_of
        return sorted(of[character] for character in characters if character in of)

    def advance(self, glyph: int) -> int:
        """The advance width of a glyph in units of the font."""
        return round(self.advances[glyph] / self._scale)

    def thousandths(self, units: int) -> float:
        """A length in units of the font in thousandths of the size."""
        return units * self._scale

    def table(self, tag: str) -> bytes:
        """One table of the font file."""
        offset, length = self.tables[tag]
        return self.data[offset : offset + length]


def _from_the_left(text: str) -> str:
    """A text that runs from right to left as it is drawn from the left."""
    from leafletgen.scripts.bidi import mirrored

    return "".join([mirrored(letter) for letter in reversed(text)])
