"""What is known while a Word file is read: its parts, the place, and what is open there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from leafletgen.word.doubts import Doubts, Part, Spot
from leafletgen.word.reading import fields
from leafletgen.word.reading.changes import Change, Changes
from leafletgen.word.reading.columns import Columns
from leafletgen.word.reading.comments import Comments
from leafletgen.word.reading.listeners import Listeners
from leafletgen.word.reading.names import W
from leafletgen.word.reading.notes import Notes
from leafletgen.word.reading.numbering import Numbers
from leafletgen.word.reading.package import Package
from leafletgen.word.reading.shown_pictures import ShownPictures
from leafletgen.word.reading.styles import Styles
from leafletgen.word.reading.unpacking import damaged_part
from leafletgen.word.story import Block

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from leafletgen.word.reading.line import Line

DEEPEST: Final = 60
"""How many elements that hold others may stand inside each other: more than anybody makes, and no risk for Python."""
BOX: Final = f"{W}txbxContent"


class Ways(NamedTuple):
    """How what holds others is read: blocks, and runs in a paragraph."""

    blocks: Callable[[Reader, Element], list[Block]]
    walk: Callable[[Reader, Line, Element], None]


class Reader:
    """What is known while a file is read.

    Attributes:
        package, styles, numbers, notes, comments: the file's parts.
        doubts: where doubts are told.
        part: the name of the part that is being read; its relationships are looked up there.
        place: what an author calls that part.
        count: the number of its last paragraph.
        page: about which page is being read, by the breaks that Word left; None where it left none.
        before: the spot of the last paragraph that said something.
        target: where words in a w:hyperlink lead.
        listeners: those to the words that are being read: ranges of comments, controls with a name.
        fields, changes: those that are open.
        settled: what controls with a name hold.
        shown: pictures so far.
        inner: parts that are documents inside the document, and were told.
    """

    def __init__(self, package: Package, doubts: Doubts, ways: Ways) -> None:
        """Begin at the main part."""
        self._ways = ways
        self.package = package
        self.doubts = doubts
        self.styles = Styles(package)
        self.numbers = Numbers(self.styles)
        self.notes = Notes(package)
        self.listeners = Listeners()
        self.comments = Comments(package, self.listeners)
        self.part = package.document
        self.place = Part.BODY
        self.count = 0
        self.page: int | None = None
        self.before: Spot | None = None
        self.target = ""
        self.fields = fields.Fields()
        self.changes = Changes(doubts)
        self.settled: dict[str, str] = {}
        self.inner: set[str] = set()
        self.root = self._root()
        body = self.root.find(f"{W}body")
        self.body = self.root if body is None else body
        self.shown = ShownPictures(Columns(self.body))
        self._depth = 0
        self._as_printed = self.root.find(f".//{W}lastRenderedPageBreak") is not None
        self.page = 1 if self._as_printed or _has_breaks(self.root) else None

    def _root(self) -> Element:
        root = self.package.xml(self.part)
        if root is None:
            raise damaged_part(self.package.name, self.part, "is not there")
        return root

    def blocks(self, element: Element) -> list[Block]:
        """Return what stands in an element that holds blocks: a body, a cell, a box, a note, a header.

        A box has its own fields and links: those around it do not reach into it.
        """
        if element.tag != BOX:
            return self._ways.blocks(self, element)
        around = self.fields, self.target
        self.fields, self.target = fields.Fields(), ""
        found = self._ways.blocks(self, element)
        self.fields, self.target = around
        return found

    def walk(self, line: Line, element: Element) -> None:
        """Read all that stands in an element that holds runs."""
        self._ways.walk(self, line, element)

    def within(self, part: str, place: Part, element: Element) -> list[Block]:
        """Return the blocks of an element of another part, whose paragraphs count from 1 in each kind of part."""
        around = self.part, self.place, self.count, self.page, self.before
        self.part, self.place, self.count, self.page, self.before = part, place, 0, None, None
        self.open_fields(element)
        found = self.blocks(element)
        self.changes.settle()
        self.part, self.place, self.count, self.page, self.before = around
        return found

    def open_fields(self, element: Element) -> None:
        """Begin without any field open, and make sure that none that begins here stays open."""
        self.fields = fields.Fields()
        fields.without_strays(element)

    def spot(self, words: str = "") -> Spot:
        """Return the place of the next paragraph."""
        self.count += 1
        return Spot(self.place, self.count, words, self.page)

    def turn(self, line: Line, *, as_printed: bool) -> None:
        """Count a page that ends here: by the breaks of the last printing, where Word left any, else by those made."""
        if self.next_page(as_printed=as_printed) and not line.speaks:
            line.spot.page = self.page

    def next_page(self, *, as_printed: bool) -> bool:
        """Count a page that ends after what was read, and return whether breaks of this kind count."""
        if self.page is None or as_printed is not self._as_printed or self.place is not Part.BODY:
            return False
        self.page += 1
        return True

    def end_paragraph(self, change: Change | None, line: Line) -> None:
        """Let all that listen know that a paragraph ends, and what was done to its mark."""
        self.listeners.hear(" ")
        self.fields.end_paragraph()
        if change is None and self.changes.inside:
            change = self.changes.inside[-1]
        if change is None:
            self.changes.settle()
        else:
            self.changes.mark(change, " ", line.spot)

    def enter(self) -> bool:
        """Go one level deeper; False when that is too deep, and nothing is to be read."""
        if self._depth >= DEEPEST:
            return False
        self._depth += 1
        return True

    def leave(self) -> None:
        """Come back from a level."""
        self._depth -= 1


def _has_breaks(root: Element) -> bool:
    if root.find(f".//{W}pageBreakBefore") is not None or root.find(f".//{W}pPr/{W}sectPr") is not None:
        return True
    return any(one.get(f"{W}type") == "page" for one in root.iter(f"{W}br"))
