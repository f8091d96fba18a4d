"""A layout: page, columns, sizes, furniture and what stands at the back."""

from __future__ import annotations

from copy import copy
from typing import NamedTuple

from leafletgen.errors import Place, Report, did_you_mean
from leafletgen.source.kinds import Choice, Flag, Integer, Number, Text
from leafletgen.source.records import Definitions, JsonSchema, Kind, ListOf, Record, RecordOf, attached, field
from leafletgen.source.yaml import Value
from leafletgen.system.forms import STANDARDS


class Size(NamedTuple):
    """Width and height in mm."""

    width: float
    height: float


SIZES = {"a4": Size(210, 297), "a5": Size(148, 210)}


class PageSize(Kind[Size]):
    """A paper size by name, or width and height in mm."""

    wants = "a4, a5 or [width, height] in mm"
    example = "a5"

    def read(self, value: Value, report: Report) -> Size | None:
        """Return width and height."""
        if value.kind == "scalar" and value.data.lower() in SIZES:
            return SIZES[value.data.lower()]
        if value.kind == "scalar" and not value.is_null:
            report.error(
                "page-size-unknown",
                f'the page size "{value.data}" is unknown',
                did_you_mean(value.data, SIZES),
                value.place,
            )
            return None
        if value.kind == "list" and len(value.data) == 2:
            width, height = [_SIDE.read(side, report) for side in value.data]
            return None if width is None or height is None else Size(width, height)
        self.wrong(value, report)
        return None

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return a name or two numbers."""
        sides = {"type": "array", "items": _SIDE.schema(definitions), "minItems": 2, "maxItems": 2}
        return {"anyOf": [{"enum": list(SIZES)}, sides]}


_SIDE = Number(50, 1000, "mm")
_MARGIN = Number(0, 200, "mm")
_POINTS = Number(4, 200, "pt")


class Margins(Record):
    """What stays free at the edges of the page, in mm."""

    top: float = field(_MARGIN, "At the top.")
    bottom: float = field(_MARGIN, "At the bottom, footer included.")
    left: float = field(_MARGIN, "On the left.")
    right: float = field(_MARGIN, "On the right.")


class Page(Record):
    """Size and margins of the page."""

    size: Size = field(PageSize(), "The paper: a4, a5 or [width, height] in mm.")
    margins_mm: Margins = field(RecordOf(Margins), "The margins in mm.")

    @property
    def width_mm(self) -> float:
        """The width of the page."""
        return self.size.width

    @property
    def height_mm(self) -> float:
        """The height of the page."""
        return self.size.height

    def check(self, value: Value, report: Report) -> None:
        """Margins leave room for a column of text."""
        margins = self.margins_mm
        width = self.width_mm - margins.left - margins.right
        height = self.height_mm - margins.top - margins.bottom
        if width < 40 or height < 60:
            report.error(
                "margins-too-wide",
                f"the margins leave only {width:g} by {height:g} mm for text",
                "make them smaller",
                margins.place,
            )


_LEADING = Number(1, 3)


class ScriptLeading(Record):
    """How far apart lines are at the least in scripts that need more room than Latin letters, as multiples of the size.

    Scripts are named as in ISO 15924.
    """

    arab: float | None = field(_LEADING, "In Arabic letters, but for those of Urdu.", default=None)
    aran: float | None = field(_LEADING, "In Nastaliq, as Urdu is written; 2.3 unless said.", default=None)
    beng: float | None = field(_LEADING, "In Bengali letters.", default=None)
    deva: float | None = field(_LEADING, "In Devanagari, as Hindi is written.", default=None)
    ethi: float | None = field(_LEADING, "In Ethiopic letters, as Tigrinya is written.", default=None)
    gujr: float | None = field(_LEADING, "In Gujarati letters.", default=None)
    guru: float | None = field(_LEADING, "In Gurmukhi, as Panjabi is written.", default=None)
    hans: float | None = field(_LEADING, "In Chinese characters.", default=None)
    taml: float | None = field(_LEADING, "In Tamil letters.", default=None)
    thai: float | None = field(_LEADING, "In Thai letters.", default=None)


class Body(Record):
    """The running text."""

    size: float = field(_POINTS, "Its size in points; 12 is the least for clear print.")
    leading: float = field(_LEADING, "The distance of its lines as a multiple of the size.", default=1.4)
    leading_by_script: ScriptLeading | None = field(
        RecordOf(ScriptLeading), "More than that where a script needs more room.", default=None
    )
    spacing: float = field(
        Number(0.5, 2), "The space between paragraphs, headings and boxes, as a multiple of the usual.", default=1.0
    )


class Scale(Record):
    """Sizes in points, of everything that is not running text."""

    cover_title: float = field(_POINTS, "The title on a cover page.", default=34.0)
    title: float = field(_POINTS, "The title in a masthead.", default=24.0)
    heading1: float = field(_POINTS, "Headings of level 1.", default=19.0)
    heading2: float = field(_POINTS, "Headings of level 2.", default=14.5)
    heading3: float = field(_POINTS, "Headings of level 3.", default=12.0)
    key: float = field(_POINTS, "Key messages.", default=14.0)
    small: float = field(_POINTS, "Captions, credits, references, superscripts.", default=10.0)
    footer: float = field(_POINTS, "Header and footer.", default=9.0)


class Furniture(Record):
    """Three templates on one line of every page, such as {leaflet.code} or Page {page} of {pages}."""

    left: str | None = field(Text(), "On the left.", default=None)
    centre: str | None = field(Text(), "In the middle.", default=None)
    right: str | None = field(Text(), "On the right.", default=None)


class PictureRules(Record):
    """How pictures are set."""

    width_percent: float = field(
        Number(5, 100, "percent"), "The share of the column's width, unless a picture says.", default=80.0
    )
    row_height_mm: float = field(
        Number(10, 300, "mm"), "The greatest height of pictures side by side, in mm.", default=55.0
    )


CLEAR_PRINT = 12.0
LARGE_PRINT = 16.0
"""Points from which print counts as clear, and as large (UK Association for Accessible Formats, G003)."""


#: How large headings are at the most in large print, by the size of the text: as in the layout that is made for it.
_LARGEST = {"cover_title": 2.2, "title": 1.55, "heading1": 1.33, "heading2": 1.22, "heading3": 1.11, "key": 1.11}

BACK_PARTS = (
    "references",
    "contact",
    "feedback",
    "formats",
    "review",
    "authors",
    "copyright",
    "external",
    "example",
)


SHEET_PARTS = (
    *(
        "purpose",
        "pictures",
        "dose",
        "steps",
        "key_points",
        "stop",
        "cautions",
        "note",
        "video",
        "tick_boxes",
    ),
)


#: A part that older layouts have: it said the dose once more, as a row of numbers.
_NUMBERS = "numbers"


class _Part(Choice):
    """A part of an exercise, by name."""

    def read(self, value: Value, report: Report) -> str | None:
        """Return the name; the dose stands for the numbers, so that a layout that had them alone still says it."""
        return "dose" if value.kind == "scalar" and value.data == _NUMBERS else super().read(value, report)


class ShownParts(ListOf[str]):
    """What is printed of each exercise."""

    def __init__(self) -> None:
        """One part at least."""
        super().__init__(_Part(*SHEET_PARTS), at_least=1)

    def read(self, value: Value, report: Report) -> list[str] | None:
        """Return the parts; the one that is no more gets a warning at its place."""
        entries = value.data if value.kind == "list" else []
        there = any(entry.kind == "scalar" and entry.data == "dose" for entry in entries)
        for entry in entries:
            if entry.kind == "scalar" and entry.data == _NUMBERS:
                report.warning(
                    "numbers-no-longer-shown",
                    'a sheet has no row of "numbers" any more',
                    "take it out: the dose says it in words" if there else 'write "dose" in its place, as it is read',
                    entry.place,
                )
        parts = super().read(value, report)
        return parts and list(dict.fromkeys(parts))


class SheetRules(Record):
    """How an exercise sheet is set: how many exercises, what of each, and where."""

    code: str = field(
        Text(example="EX03/0001/11.2026/VERSION1"), "The code of the sheet, in the form of the brand's code template."
    )
    across: int = field(Integer(1, 3), "How many exercises stand side by side.", default=1)
    down: int = field(Integer(1, 6), "How many stand one under another on a page, at the most.", default=3)
    pictures: str = field(
        Choice("beside", "above"),
        "As older layouts have it: where pictures stand is chosen for each exercise, by which way needs less height.",
        default="beside",
    )
    show: list[str] = field(
        ShownParts(),
        "What is printed of each exercise.",
        factory=lambda: ["pictures", "dose", "steps", "key_points", "stop", "note", "video"],
    )
    if_room: list[str] = field(
        ListOf(Choice(*SHEET_PARTS)), "Those of them that are left out where that saves a page.", factory=list
    )
    cards_across: int = field(Integer(1, 4), "Into how many cards the page is cut, across.", default=1)
    cards_down: int = field(Integer(1, 4), "Into how many cards the page is cut, downwards.", default=1)
    fold: bool = field(
        Flag(),
        "Whether a card is folded down its middle: exercises on the left half, name, pain rule and 999 on the right.",
        default=False,
    )

    def check(self, value: Value, report: Report) -> None:
        """Where pictures stand is not a layout's to say any more."""
        if "pictures" in value.data:
            report.warning(
                "pictures-placed-by-shape",
                "a sheet's layout does not say any more where pictures stand",
                "take it out: they stand beside the words or over them, whichever needs less height",
                value.data["pictures"].key.place,
            )

    @property
    def has_cards(self) -> bool:
        """Whether the page is cut into cards."""
        return self.cards_across * self.cards_down > 1


class Layout(Record):
    """How a leaflet or an exercise sheet is set on paper."""

    name: str = attached()
    """The layout's file name without .yaml; set by the library."""

    size_asked_for: float | None = attached()
    """Points of the running text, where these are not the layout's own; set by `in_size`."""

    title: str = field(Text(), "What the layout is, for lists.")
    standard: str = field(
        Choice(*STANDARDS),
        "What its PDFs keep to: PDF/UA-1 and PDF/A-2a, or PDF/UA-2 and PDF/A-4.",
        default=STANDARDS[0],
    )
    page: Page = field(RecordOf(Page), "Size and margins.")
    columns: int = field(Integer(1, 4), "How many columns of text.", default=1)
    column_gap_mm: float = field(Number(0, 50, "mm"), "The space between columns.", default=8.0)
    body: Body = field(RecordOf(Body), "The running text.")
    scale: Scale = field(RecordOf(Scale), "The other sizes in points.", factory=lambda: Scale(place=Place("", 1, 1)))
    smallest: float = field(_POINTS, "Nothing is printed smaller, in points.", default=9.0)
    cover: str = field(Choice("page", "masthead"), "A cover page, or the title over the text.", default="masthead")
    beside: str | None = field(
        Choice("source"),
        "For translated leaflets: each block stands beside that of the leaflet which it translates.",
        default=None,
    )
    ink: str = field(Choice("full", "saving"), "Whether large areas are filled.", default="full")
    header: Furniture | None = field(RecordOf(Furniture), "The line over the text.", default=None)
    footer: Furniture = field(RecordOf(Furniture), "The line under the text.")
    pictures: PictureRules = field(
        RecordOf(PictureRules), "How pictures are set.", factory=lambda: PictureRules(place=Place("", 1, 1))
    )
    qr: bool = field(Flag(), "Whether resources print QR codes.", default=True)
    references: bool = field(Flag(), "Whether reference lists print.", default=True)
    contents_from: int | None = field(
        Integer(1, 999), "Print a contents list from this number of headings.", default=None
    )
    contents_levels: int = field(Integer(1, 3), "How many levels the contents list has.", default=2)
    multiple: int = field(Integer(1, 16), "The number of pages is a multiple of this.", default=1)
    sides: int | None = field(Integer(1, 400), "Warn when there are more pages.", default=None)
    back: list[str] = field(ListOf(Choice(*BACK_PARTS)), "What stands after the body, in this order.", factory=list)
    sheet: SheetRules | None = field(
        RecordOf(SheetRules), "For an exercise sheet: a layout in layouts/sheets.", default=None
    )
    back_page: bool = field(
        Flag(), "Whether the back starts on its own page; the last one of a booklet.", default=False
    )

    def in_standard(self, name: str) -> Layout:
        """The layout in a standard of this name; itself when it has that already."""
        if name == self.standard:
            return self
        other = copy(self)
        other.standard = name
        return other

    def in_size(self, size: float) -> Layout:
        """The layout with its running text in so many points, and all other sizes in proportion.

        In large print nothing is smaller than the text, footers included, and headings are moderate: they take room
        that the text needs. Print that shrinks stops at what is clear.
        """
        if size == self.body.size:
            return self
        is_large = size >= LARGE_PRINT
        other = copy(self)
        other.smallest = size if is_large else min(self.smallest, size)
        other.body, other.scale = copy(self.body), copy(self.scale)
        other.body.size = other.size_asked_for = size
        for entry in Scale.fields:
            old = getattr(self.scale, entry.name)
            new = max(round(2 * old * size / self.body.size) / 2, min(old, CLEAR_PRINT))
            most = size * _LARGEST.get(entry.name, 1.0) if is_large else new
            setattr(other.scale, entry.name, max(other.smallest, min(new, most)))
        return other

    def check(self, value: Value, report: Report) -> None:
        """Nothing is smaller than `smallest`, and the columns are wide enough to read."""
        self.size_asked_for = None
        sizes = [("body.size", self.body.size)]
        sizes += [(f"scale.{entry.name}", getattr(self.scale, entry.name)) for entry in Scale.fields]
        for name, size in sizes:
            if size < self.smallest:
                key = name.partition(".")[2]
                held = value.data.get(name.partition(".")[0])
                report.error(
                    "type-too-small",
                    f"{name} is {size:g} pt, but nothing may be smaller than {self.smallest:g} pt",
                    'make it larger, or "smallest" smaller',
                    held.data[key].place if held and key in held.data else value.place,
                )
