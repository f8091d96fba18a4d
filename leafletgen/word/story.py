"""What a Word file says, in plain data: blocks in order, before anybody decides what a leaflet makes of them.

Reading settles what Word itself settles: styles through their chains, numbers of lists, accepted changes, fields,
letters of symbol fonts. Importing settles what an author meant: headings and lists by hand, boxes, cards, captions.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple

from leafletgen.superscripts import superscripts
from leafletgen.word.doubts import Spot

REFERS: Final = "#="
"""Before the name of a bookmark: a cross-reference (field REF), whose words are what stands there."""
_LOWERED: Final = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


class Stretch(NamedTuple):
    """Words in one style; a newline in them ends a line. Struck and hidden words are doubts, and stand in none.

    Attributes:
        text: the words, letters of symbol fonts already as Unicode, capitals already written out.
        size: in points; 0 when it is not known.
        language: a BCP 47 tag where Word says one, else "".
        target: where a link leads: an address, or ``#`` and the name of a bookmark, or `REFERS` and its name for a
            cross-reference; "" for none.
    """

    text: str
    bold: bool = False
    italic: bool = False
    raised: bool = False
    lowered: bool = False
    underlined: bool = False
    size: float = 0.0
    language: str = ""
    target: str = ""

    @property
    def on_line(self) -> str:
        """The words on the line of the others: lowered digits as ₂, and what else is lowered, as in HbA1c, as it is."""
        return self.text.translate(_LOWERED) if self.lowered and self.text.strip().isdigit() else self.text


class NoteMark(NamedTuple):
    """The mark of a footnote or an endnote; `name` is its key in `Story.notes`."""

    name: str


class PageOf(NamedTuple):
    """The number of the page on which a bookmark stands, and what Word last showed."""

    bookmark: str
    shown: str


class Anchored(NamedTuple):
    """A picture or a box that hangs on a place among words; `floats` when words flow around it."""

    what: Picture | Box
    floats: bool


Piece = Stretch | NoteMark | PageOf | Anchored


class Counting(StrEnum):
    """How the entries of a list are marked."""

    BULLET = "bullet"
    TICK = "tick"
    """A bullet that is a tick, a cross or an empty box."""
    DECIMAL = "decimal"
    LETTER = "letter"
    ROMAN = "roman"
    NONE = "none"
    """Numbering without a mark (numFmt none)."""


class Numbering(NamedTuple):
    """The mark that Word itself sets before a paragraph.

    Attributes:
        counting: its kind.
        level: from 0.
        value: the number that Word counts to here, restarts and starts already settled.
        label: the mark as Word prints it, such as "3." or "b)".
        series: entries of one list have the same one (the abstract list that numbers them).
    """

    counting: Counting
    level: int
    value: int
    label: str
    series: str


class Kind(StrEnum):
    """What a paragraph's style says that it is."""

    BODY = "body"
    TITLE = "title"
    SUBTITLE = "subtitle"
    HEADING = "heading"
    """By style id, the chain of basedOn, or outlineLvl; its `level` counts from 1."""
    CAPTION = "caption"
    """The style Caption, or a field SEQ in it."""
    CONTENTS = "contents"
    """A line of a table of contents."""
    QUOTE = "quote"


class Paragraph:
    """A paragraph.

    Attributes:
        spot: where it is.
        pieces: what it says.
        kind, level: what its style says that it is; the level of a heading, from 1, else 0.
        style: the name of its style, as Word shows it.
        numbering: the mark that Word sets before it; None when there is none.
        indent: from the left, in points.
        framed: whether it stands in a frame (framePr).
        tinted: whether it has a ground or a border.
        bookmarks: names that links lead to.
    """

    __slots__ = (
        "bookmarks",
        "framed",
        "indent",
        "kind",
        "level",
        "numbering",
        "pieces",
        "spot",
        "style",
        "tinted",
    )

    def __init__(self, spot: Spot) -> None:
        """Begin an empty one."""
        self.spot = spot
        self.pieces: list[Piece] = []
        self.kind = Kind.BODY
        self.level = 0
        self.style = ""
        self.numbering: Numbering | None = None
        self.indent = 0.0
        self.framed = False
        self.tinted = False
        self.bookmarks: list[str] = []

    @property
    def text(self) -> str:
        """Its words without styles; notes, page numbers and what is anchored are left out."""
        return "".join([piece.text for piece in self.pieces if isinstance(piece, Stretch)])

    @property
    def seen(self) -> str:
        """Its words as an author sees them in Word: 10 with a raised 6 is 10⁶, not 106."""
        return "".join([_seen(piece) for piece in self.pieces if isinstance(piece, Stretch)])


def _seen(stretch: Stretch) -> str:
    return superscripts(stretch.text) if stretch.raised else stretch.on_line


class Cell:
    """A cell of a table.

    Attributes:
        blocks: what stands in it.
        span: how many columns it covers.
        goes_on: whether it is covered by the cell above (vMerge).
        tinted: whether it has a ground.
    """

    __slots__ = ("blocks", "goes_on", "span", "tinted")

    def __init__(self) -> None:
        """Begin an empty one."""
        self.blocks: list[Block] = []
        self.span = 1
        self.goes_on = False
        self.tinted = False


class Row:
    """A row of a table: its cells, whether it is a header (tblHeader), and the columns left free on both sides."""

    __slots__ = ("after", "before", "cells", "header")

    def __init__(self) -> None:
        """Begin an empty one."""
        self.cells: list[Cell] = []
        self.header = False
        self.before = 0
        self.after = 0


class Table:
    """A table; `title` and `description` are its alt text in Word."""

    __slots__ = ("description", "rows", "spot", "title")

    def __init__(self, spot: Spot) -> None:
        """Begin an empty one; the spot is that of its first paragraph."""
        self.spot = spot
        self.rows: list[Row] = []
        self.title = ""
        self.description = ""


class BoxForm(StrEnum):
    """What a box is in Word."""

    TEXT_BOX = "text box"
    GROUPED = "text box in a group"
    FRAME = "frame"
    TABLE = "one-cell table"
    COLUMN = "one-column table"
    """A table of one cell in each of its few rows."""
    GROUND = "ground"
    """Paragraphs on a ground or in a border; importing makes such boxes, reading none."""


class Box:
    """Words set apart: where it is, its form in Word, and what stands in it."""

    __slots__ = ("blocks", "form", "spot")

    def __init__(self, spot: Spot, form: BoxForm) -> None:
        """Begin an empty one; the spot is that of the paragraph it hangs on, or its own when it stands alone."""
        self.spot = spot
        self.form = form
        self.blocks: list[Block] = []


class AltFrom(StrEnum):
    """Where a picture's alt text comes from."""

    NOWHERE = ""
    DESCRIPTION = "description"
    TITLE = "title"
    SHAPE = "old picture (VML)"


class Picture:
    """A picture, or what Word shows as one.

    Attributes:
        spot: the paragraph it stands in or hangs on.
        number: from 1, in the order of the file; one for each place, also where the same picture is used again.
        part: the name in the package of the part that holds it, such as "word/media/image1.png"; "" for none.
        data: the bytes as they are in the file; b"" when it is linked or is not there.
        suffix: with its dot, in lower case, by what the bytes are: ".png", ".jpg", ".svg", ".emf" …; "" without bytes.
        stand_in: the PNG beside an SVG; b"" when there is none.
        alt, alt_from: what stands for it, and where that was said.
        automatic: whether the alt text was made by a program ("Description automatically generated").
        decorative: whether Word calls it decorative.
        share: its width as a share of the column, 0 to 1; 0 when it is not known.
        crop: what is cut away on the left, top, right and bottom, as shares of the whole, 0 to 1.
        turn: by how many degrees it is turned clockwise, 0 to 360.
        mirrored: whether left and right are exchanged, before it is turned.
        linked: the address of a picture that is kept elsewhere; of one on somebody's disk the name without folders.
        what: "picture", "chart", "diagram", "object", as messages call it.
        words: what a chart or a diagram says (a:t), which no leaflet can show.
    """

    __slots__ = (
        "alt",
        "alt_from",
        "automatic",
        "crop",
        "data",
        "decorative",
        "linked",
        "mirrored",
        "number",
        "part",
        "share",
        "spot",
        "stand_in",
        "suffix",
        "turn",
        "what",
        "words",
    )

    def __init__(self, spot: Spot) -> None:
        """Begin one of which nothing is known."""
        self.spot = spot
        self.number = 0
        self.part = ""
        self.data = b""
        self.suffix = ""
        self.stand_in = b""
        self.alt = ""
        self.alt_from = AltFrom.NOWHERE
        self.automatic = False
        self.decorative = False
        self.share = 0.0
        self.crop = (0.0, 0.0, 0.0, 0.0)
        self.turn = 0.0
        self.mirrored = False
        self.linked = ""
        self.what = "picture"
        self.words = ""


Block = Paragraph | Table | Box | Picture
"""A picture stands alone here only where no paragraph holds it, as in a group without words."""


class Properties(NamedTuple):
    """The core properties of a Word file; "" for what is not there."""

    title: str = ""
    keywords: str = ""


class Source(NamedTuple):
    """The YAML that a Word file of ours carries, as whoever sent it says.

    Attributes:
        file: the name of its file.
        text: what it says.
        pictures: what the pictures are known by that leafletgen put into the Word file (`own_names.digest`).
    """

    file: str
    text: str
    pictures: frozenset[str] = frozenset()


class Story:
    """All that a Word file says.

    Attributes:
        blocks: the body.
        notes: the blocks of each footnote and endnote that is cited, by name.
        headers, footers: the blocks of each header and footer that is used, each once, in the order of the sections.
        language: the main language as Word says it, such as "en-US"; "" when it says none.
        properties: the core properties.
        source: what `leafletgen build --format docx` left in the file for its way back (see `exporting`), else None.
        settled: content controls with a name, such as "Code", and what they hold.
    """

    __slots__ = ("blocks", "footers", "headers", "language", "notes", "properties", "settled", "source")

    def __init__(self) -> None:
        """Begin an empty one."""
        self.blocks: list[Block] = []
        self.notes: dict[str, list[Block]] = {}
        self.headers: list[list[Block]] = []
        self.footers: list[list[Block]] = []
        self.language = ""
        self.properties = Properties()
        self.source: Source | None = None
        self.settled: dict[str, str] = {}
