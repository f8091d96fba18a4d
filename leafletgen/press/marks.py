"""What stands beside the pages of a print copy: crop and fold marks, and the line that names the job."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

from leafletgen.fonts.loading import load_face
from leafletgen.fonts.typeface import TypefaceError
from leafletgen.pdf.embedding import font_objects
from leafletgen.press.source import MM, OutputError

if TYPE_CHECKING:
    from pathlib import Path

    import pikepdf

#: Where marks begin and end, in points from the trimmed edge: outside the bleed of 3 mm.
MARKS_FROM = 3.25 * MM
MARKS_TO = 7.25 * MM
#: The size of a job line in points.
LINE_SIZE = 6.0
#: From a page's edge or a mark to the beginning of a job line, in points.
INDENT = 3 * MM


class Box(NamedTuple):
    """A rectangle in points."""

    left: float
    bottom: float
    right: float
    top: float


class LineFont:
    """The typeface of job lines in one print copy; only the characters that were set are embedded."""

    def __init__(self, font: Path) -> None:
        """Read a TrueType file.

        Raises:
            OutputError: the file is missing or cannot be used.
        """
        try:
            self._face = load_face(font)
        except TypefaceError as fault:
            raise OutputError("font-not-usable", f"the font of the job line cannot be used: {fault}") from fault
        self._used: set[str] = set()

    def line(self, head: str, tail: str, left: float, base: float, room: float, grey: float) -> bytes:
        """Operators that set head and tail on one line; a head that is too long for the room ends in "…".

        left, base and room (the width that there is) in points; grey is 0 for black.
        """
        face = self._face
        head, tail = ("".join(c if face.covers(c) and c.isprintable() else "?" for c in text) for text in (head, tail))
        text, kept = head + tail, len(head)
        while face.width(text, LINE_SIZE) > room and kept:
            kept -= 1
            text = head[:kept] + ("…" if face.covers("…") else "...") + tail
        self._used.update(text)
        code = face.word(text)[0].encode("latin-1")
        return f"BT {grey:g} g /Job {LINE_SIZE:g} Tf {left:.2f} {base:.2f} Td (".encode() + code + b") Tj ET\n"

    def embedded(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        """The font as an object of the document, with all characters that were set so far."""
        import pikepdf

        try:
            parts = font_objects(self._face, tuple(self._face.used_codes(self._used | {" "})))
        except (struct.error, IndexError) as fault:
            raise OutputError(
                "font-not-usable", f"the font of the job line cannot be used: {self._face.name} is damaged"
            ) from fault
        descriptor = pikepdf.Object.parse(f"<<{parts.descriptor}>>".encode("latin-1"))
        descriptor.FontFile2 = pdf.make_stream(parts.program, Length1=len(parts.program))
        descendant = pikepdf.Object.parse(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{parts.base_name}/DW 500/W[{parts.widths}]"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity>>".encode()
        )
        descendant.FontDescriptor = pdf.make_indirect(descriptor)
        if parts.to_glyph is not None:
            descendant.CIDToGIDMap = pdf.make_stream(parts.to_glyph)
        font = pikepdf.Object.parse(
            f"<</Type/Font/Subtype/Type0/BaseFont/{parts.base_name}/Encoding/Identity-H>>".encode()
        )
        font.DescendantFonts = pikepdf.Array([pdf.make_indirect(descendant)])
        font.ToUnicode = pdf.make_stream(parts.to_unicode)
        return pdf.make_indirect(font)


def registration(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """The colour of marks, which prints on every plate (ISO 32000-1, 8.6.6.4); on a screen it is black."""
    import pikepdf

    return pdf.make_indirect(
        pikepdf.Object.parse(b"[/Separation/All/DeviceGray<</FunctionType 2/Domain[0 1]/C0[1]/C1[0]/N 1>>]")
    )


def crop_marks(trim: Box, across: bool, upright: bool) -> bytes:
    """Hairlines at the corners of a trimmed page or spread, outside its bleed.

    `across` draws the level ones to its left and right, `upright` the others above and below: marks are drawn where
    the paper has room for them. The colour space `Marks` has to be among the page's resources.
    """
    lines: list[tuple[float, float, float, float]] = []
    if across:
        for y in (trim.bottom, trim.top):
            lines.append((trim.left - MARKS_TO, y, trim.left - MARKS_FROM, y))
            lines.append((trim.right + MARKS_FROM, y, trim.right + MARKS_TO, y))
    if upright:
        for x in (trim.left, trim.right):
            lines += _above_and_below(trim, x)
    return _drawn(lines)


def fold_marks(trim: Box, x: float) -> bytes:
    """Broken hairlines above and below a spread, where it is folded and stapled; x in points."""
    return b"q [2 1.5] 0 d " + _drawn(_above_and_below(trim, x)) + b"Q\n"


def _above_and_below(trim: Box, x: float) -> list[tuple[float, float, float, float]]:
    return [
        (x, trim.bottom - MARKS_TO, x, trim.bottom - MARKS_FROM),
        (x, trim.top + MARKS_FROM, x, trim.top + MARKS_TO),
    ]


def _drawn(lines: list[tuple[float, float, float, float]]) -> bytes:
    paths = "".join(f"{x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S\n" for x0, y0, x1, y1 in lines)
    return f"/Marks CS 1 SCN 0.25 w\n{paths}".encode() if lines else b""
