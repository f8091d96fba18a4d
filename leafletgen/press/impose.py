"""The imposed copy: a booklet's pages two by two on sheets to be printed, folded and stapled in the middle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from leafletgen.errors import Setting, Wording, plainly
from leafletgen.pages.bleed import BLEED
from leafletgen.press.marks import (
    INDENT,
    LINE_SIZE,
    MARKS_FROM,
    MARKS_TO,
    Box,
    LineFont,
    crop_marks,
    fold_marks,
    registration,
)
from leafletgen.press.paper import PAPERS
from leafletgen.press.source import MM, OutputError, Source, millimetres, rectangle

if TYPE_CHECKING:
    from pathlib import Path

#: More pages than this are too thick to be stapled through the fold.
MOST_PAGES = 64
# Sizes in points are rounded: two A4 pages may be a hundredth wider than an A3 sheet.
_ROUNDED = 0.5 * MM
# A job line that has to lie on the page keeps to the edge that office printers leave white (4 mm or more).
_EDGE_BASE = 1.3 * MM
_EDGE = 4 * MM


class Side(NamedTuple):
    """One side of a sheet: the numbers of the pages on its left and right half, 0 for a blank one."""

    left: int
    right: int


class Sheet(NamedTuple):
    """Both sides of one sheet."""

    front: Side
    back: Side


class _Job(NamedTuple):
    """What the pages are printed on, and how."""

    width: float
    height: float
    trim: Box
    creep: float
    binding: str

    @property
    def spine(self) -> float:
        return self.width / 2

    @property
    def room_across(self) -> float:
        return self.trim.left

    @property
    def room_upright(self) -> float:
        return self.trim.bottom


def sheet_order(pages: int, binding: str = "left") -> list[Sheet]:
    """Which pages stand where, sheet by sheet from the outermost; blanks come at the end.

    With n pages, n a multiple of 4, sheet s (from 0) has n - 2s and 1 + 2s in front, 2 + 2s and n - 1 - 2s behind.
    Bound on the right, for languages that are read from right to left, the halves change places.

    Raises:
        ValueError: there are fewer pages than 1 or more than 64.
    """
    if not 1 <= pages <= MOST_PAGES:
        raise ValueError(f"a stapled booklet has 1 to {MOST_PAGES} pages, not {pages}")
    full = -(-pages // 4) * 4

    def side(left: int, right: int) -> Side:
        left, right = (number if number <= pages else 0 for number in (left, right))
        return Side(right, left) if binding == "right" else Side(left, right)

    return [Sheet(side(full - 2 * s, 1 + 2 * s), side(2 + 2 * s, full - 1 - 2 * s)) for s in range(full // 4)]


def impose(
    data: bytes,
    name: str,
    *,
    font: Path,
    paper: str = "a4",
    creep_mm: float = 0.0,
    binding: str | None = None,
    wording: Wording = plainly,
) -> bytes:
    """A copy of a PDF in the order in which it is printed on both sides, folded and stapled.

    Pages are never scaled. `name` is the file's name; `font` a TrueType file for the job line; `paper` one of
    PAPERS; `creep_mm` how many millimetres the pages of each sheet are moved to the fold more than those of the sheet
    around it; `binding` left or right, or None for the way in which the file is read; `wording` what the front
    end calls its settings.

    Raises:
        OutputError: the PDF cannot be used, or it does not fit the paper, or the creep is too much.
    """
    import pikepdf

    source = Source(data, name)
    job = _planned(source, paper, creep_mm, binding or ("right" if source.from_the_right else "left"), wording)
    sheets = sheet_order(len(source.pages), job.binding)
    line_font = LineFont(font)
    source.start_copy("imposed", {"/Duplex": pikepdf.Name.DuplexFlipShortEdge})
    marks = registration(source.pdf)
    sides = [(number, side) for number, sheet in enumerate(sheets) for side in sheet]
    for number, side in sides:
        _add_side(source, job, side, number * job.creep, marks)
    heights = _line_heights(source, job)
    lines = [
        _lines(source, job, line_font, base, place, len(sheets)) if base is not None else b""
        for place, base in enumerate(heights)
    ]
    embedded = line_font.embedded(source.pdf)
    for page, line in zip(source.pdf.pages, lines, strict=True):
        page.obj.Resources.Font = pikepdf.Dictionary(Job=embedded)
        page.contents_add(line)
    return source.saved()


def fits_twice(data: bytes, name: str, paper: str = "a4") -> bool:
    """Whether two pages of a PDF, of one size, lie beside each other on a paper.

    Raises:
        OutputError: the PDF cannot be used.
    """
    pages = Source(data, name).pages
    width, height = (side * MM for side in PAPERS[paper])
    return all(2 * page.width <= width + _ROUNDED and page.height <= height + _ROUNDED for page in pages)


def _planned(source: Source, paper: str, creep_mm: float, binding: str, wording: Wording) -> _Job:
    """Check what was asked for, and lay the spread in the middle of the paper."""
    name, pages = source.name, source.pages
    if len(pages) > MOST_PAGES:
        raise OutputError(
            "booklet-too-thick",
            f"{name} has {len(pages)} pages: too thick for staples, which hold {MOST_PAGES}",
            "have it bound otherwise: a printing works takes the copy of "
            f'"leafletgen build {wording(Setting.PRESS, "")}"',
        )
    first = pages[0]
    for number, page in enumerate(pages, 1):
        if abs(page.width - first.width) > _ROUNDED or abs(page.height - first.height) > _ROUNDED:
            raise OutputError(
                "pages-differ-in-size",
                f"the pages of {name} differ in size: page 1 has {first.size}, page {number} {page.size}",
                "a booklet has pages of one size",
            )
    width, height = (side * MM for side in PAPERS[paper])
    if 2 * first.width > width + _ROUNDED or first.height > height + _ROUNDED:
        fitting = [
            other
            for other, (long, short) in PAPERS.items()
            if 2 * first.width <= long * MM + _ROUNDED and first.height <= short * MM + _ROUNDED
        ]
        raise OutputError(
            "paper-too-small",
            f"two pages of {first.size} do not fit on {paper.upper()}, which has {millimetres(width, height)}",
            f"use {wording(Setting.PAPER, fitting[0])}"
            if fitting
            else "pages are never scaled; build a smaller layout",
        )
    nested = -(-len(pages) // 4) - 1
    most = BLEED / MM / nested if nested else float("inf")
    if not 0 <= creep_mm <= most + 1e-9:
        raise OutputError(
            "creep-not-possible",
            f"a creep of {creep_mm:g} mm cannot be used for {name}: the innermost of its {nested + 1} sheets may move"
            " by 3 mm at most"
            if creep_mm > 0
            else f"a creep of {creep_mm:g} mm cannot be used",
            f"use {int(most * 100) / 100:g} mm or less; ordinary paper needs about 0.1 mm" if nested else "",
        )
    left, bottom = width / 2 - first.width, (height - first.height) / 2
    trim = Box(left, bottom, left + 2 * first.width, bottom + first.height)
    return _Job(width, height, trim, creep_mm * MM, binding)


def _add_side(source: Source, job: _Job, side: Side, shift: float, marks: Any) -> None:
    """Put two pages beside each other, each moved to the fold by `shift` and cut off there."""
    forms: dict[str, Any] = {}
    content = b""
    trim = job.trim
    around = _around(job)
    for half, number in zip(("Left", "Right"), side, strict=True):
        if not number:
            continue
        page = source.pages[number - 1]
        forms[f"/{half}"] = page.form
        left, right = (around.left, job.spine) if half == "Left" else (job.spine, around.right)
        x = trim.left + shift if half == "Left" else job.spine - shift
        content += (
            f"q {left:.2f} {around.bottom:.2f} {right - left:.2f} {around.top - around.bottom:.2f} re W n "
            f"1 0 0 1 {x:.2f} {trim.bottom:.2f} cm /{half} Do Q\n"
        ).encode()
    content += crop_marks(trim, job.room_across >= MARKS_TO, job.room_upright >= MARKS_TO)
    if job.room_upright >= MARKS_TO:
        content += fold_marks(trim, job.spine)
    resources = {"/XObject": forms, "/ColorSpace": {"/Marks": marks}}
    added = source.add_page(job.width, job.height, content, resources)
    added.obj.TrimBox = rectangle(
        max(trim.left, 0), max(trim.bottom, 0), min(trim.right, job.width), min(trim.top, job.height)
    )
    added.obj.BleedBox = rectangle(*around)


def _around(job: _Job) -> Box:
    """The spread with its bleed, as far as there is paper."""
    trim = job.trim
    return Box(
        max(trim.left - BLEED, 0),
        max(trim.bottom - BLEED, 0),
        min(trim.right + BLEED, job.width),
        min(trim.top + BLEED, job.height),
    )


def _line_heights(source: Source, job: _Job) -> list[float | None]:
    """The base line of each side's job line: outside the trim where the paper has room, else where no ink is.

    A sheet that is as high as the page has nothing outside the trim. There the line lies in the outermost 4 mm of
    the foot, or else of the head, where office printers do not print: it is for the screen, not for the reader of the
    leaflet. A side with ink at both edges has no line.
    """
    from leafletgen.system.raster import opened

    if job.room_upright >= MARKS_TO:
        return [job.trim.bottom - MARKS_FROM - LINE_SIZE] * len(source.pdf.pages)
    heights: list[float | None] = []
    with opened(source.saved()) as pages:
        for index in range(len(pages)):
            free = None
            for base, strip in ((_EDGE_BASE, 0.0), (job.height - _EDGE + _EDGE_BASE, job.height - _EDGE)):
                picture = pages.image(index, 2, crop=(0, strip, 0, job.height - strip - _EDGE), greys=True)
                if not any(picture.histogram()[:250]):
                    free = base
                    break
            heights.append(free)
    return heights


def _lines(source: Source, job: _Job, font: LineFont, base: float, place: int, sheets: int) -> bytes:
    """The job line in two parts, one on each half, so that neither is printed over the fold."""
    pages = len(source.pages)
    blanks = 4 * sheets - pages
    which = f" · sheet {place // 2 + 1} of {sheets}, {'back' if place % 2 else 'front'} · flip on the short edge"
    how = f"{pages} pages" if pages != 1 else "1 page"
    how += f" and {blanks} blank" if blanks else ""
    how += f" · bound on the {job.binding} · " + (f"creep {job.creep / MM:g} mm a sheet" if job.creep else "no creep")
    room = job.trim.right - job.spine - 2 * INDENT
    return font.line(source.shown_as, which, job.trim.left + INDENT, base, room, grey=0.4) + font.line(
        "", how, job.spine + INDENT, base, room, grey=0.4
    )
