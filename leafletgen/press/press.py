"""The press copy: single pages in order, with bleed, crop marks and the boxes that a printer's software reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leafletgen.pages.bleed import BLEED
from leafletgen.press.marks import INDENT, LINE_SIZE, MARKS_FROM, Box, LineFont, crop_marks, registration
from leafletgen.press.source import MM, Source, SourcePage, rectangle

if TYPE_CHECKING:
    from pathlib import Path

#: Room around the trimmed page for bleed, marks and the slug line, in points.
_AROUND = 10 * MM


def press(data: bytes, name: str, *, font: Path) -> bytes:
    """A copy of a PDF for a printing works: each page with 3 mm of bleed, crop marks and a slug line.

    TrimBox is the page as it was, BleedBox 3 mm more on each side (ISO 32000-1, 14.11.2). `name` is the file's name;
    `font` a TrueType file for the slug line.

    Raises:
        OutputError: the PDF cannot be used.
    """
    source = Source(data, name)
    line_font = LineFont(font)
    contents = [
        _content(page, f" · page {number} of {len(source.pages)}", source.shown_as, line_font)
        for number, page in enumerate(source.pages, 1)
    ]
    source.start_copy("press", {})
    embedded, marks = line_font.embedded(source.pdf), registration(source.pdf)
    for page, content in zip(source.pages, contents, strict=True):
        trim = _trim(page)
        resources = {"/XObject": {"/Page": page.form}, "/Font": {"/Job": embedded}, "/ColorSpace": {"/Marks": marks}}
        added = source.add_page(trim.right + _AROUND, trim.top + _AROUND, content, resources)
        added.obj.TrimBox = rectangle(*trim)
        added.obj.BleedBox = rectangle(trim.left - BLEED, trim.bottom - BLEED, trim.right + BLEED, trim.top + BLEED)
    return source.saved()


def _trim(page: SourcePage) -> Box:
    return Box(_AROUND, _AROUND, _AROUND + page.width, _AROUND + page.height)


def _content(page: SourcePage, number: str, shown_as: str, font: LineFont) -> bytes:
    trim = _trim(page)
    tail = f"{number} · press copy · trim {page.size}, bleed 3 mm"
    base = trim.bottom - MARKS_FROM - LINE_SIZE
    return (
        # The form clips itself at the bleed.
        f"q 1 0 0 1 {trim.left:.2f} {trim.bottom:.2f} cm /Page Do Q\n".encode()
        + crop_marks(trim, across=True, upright=True)
        + font.line(shown_as, tail, trim.left + INDENT, base, page.width - 2 * INDENT, grey=0)
    )
