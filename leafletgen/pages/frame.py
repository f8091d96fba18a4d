"""What every document on pages has in common: a file from pages, anchors, bookmarks, footers, and what may go wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from leafletgen.content.model.brand import Brand
from leafletgen.document.contents import entries_of
from leafletgen.document.element import Element
from leafletgen.document.manuscript import Entry
from leafletgen.errors import Place, Report
from leafletgen.fonts.typeface import TypefaceError
from leafletgen.pages.context import MM, Context
from leafletgen.pages.flow.block import Block, TooTallError
from leafletgen.pages.flow.columns import Placed
from leafletgen.pages.flow.filling import Row
from leafletgen.pages.furniture import RunningLines
from leafletgen.pdf.canvas import TaggedCanvas
from leafletgen.pdf.drawn import StructureError
from leafletgen.pdf.standard import STANDARDS
from leafletgen.pdf.xmp import Metadata

#: Points from the paper's edge that header and footer keep clear; many printers leave 6.35 mm of it white.
EDGE = 7 * MM

Page = list[Placed]


class Composed(NamedTuple):
    """A finished file."""

    data: bytes
    pages: int
    canvas: TaggedCanvas | None = None
    """What its pages were drawn on, for whoever compares looks; None for a form without pages."""


class PageSetter:
    """Sets one document; what kinds of documents differ in is theirs to fill in.

    Attributes:
        foot: points from the bottom of the page to where the text may end.
        over_footer: points between the text and the footer.
    """

    over_footer = 13.0

    def __init__(self, context: Context, place: Place | None) -> None:
        """Set in a context; place is where a problem is shown that has no place of its own."""
        self.context = context
        self.place = place
        self.foot = 0.0

    def foot_of(self, footer: float) -> float:
        """The foot for a footer that is so many points high."""
        return max(self.context.bottom, EDGE + footer + self.over_footer)

    # --- for each kind of document to fill in -------------------------------------------------------------------

    def root(self) -> Element:
        """The document, whole."""
        raise NotImplementedError

    def entries(self) -> list[Entry]:
        """The headings for bookmarks; they are put there in the order of the pages."""
        return entries_of(self.root())

    def lay_out(self) -> list[Page]:
        """Its pages.

        Raises:
            TooTallError: a block that must stay whole is higher than a page.
        """
        raise NotImplementedError

    def metadata(self, producer: str) -> Metadata:
        """What the file says of itself."""
        raise NotImplementedError

    def furnish(self, canvas: TaggedCanvas, page: Page, number: int, pages: int) -> None:
        """Paint what stands on a page besides its blocks, over them."""
        raise NotImplementedError

    def begin(self, canvas: TaggedCanvas) -> None:
        """Paint what stands on the first page before its blocks."""

    def tell_too_tall(self, error: TooTallError) -> None:
        """Report a block that fits no page."""
        raise NotImplementedError

    def tell_broken(self, place: Place | None, word: str) -> None:
        """Report a word that had to be broken between its letters."""

    # --- for all ------------------------------------------------------------------------------------------------

    def set(self, producer: str) -> Composed:
        """Lay out, draw, write."""
        pages = self.lay_out()
        root = self.root()
        entries = {entry.anchor: entry for entry in self.entries()}
        context = self.context
        standard = STANDARDS[context.layout.standard]
        canvas = TaggedCanvas(root, self.metadata(producer), (context.width, context.height), standard)
        canvas.mirrored = context.rtl
        for number, page in enumerate(pages, 1):
            if number == 1:
                self.begin(canvas)
            self._draw(canvas, page, entries)
            self.furnish(canvas, page, number, len(pages))
            canvas.showPage()
        for place, word in canvas.broken:
            self.tell_broken(place, word)
        return Composed(canvas.bytes(), len(pages), canvas)

    def _draw(self, canvas: TaggedCanvas, page: Page, entries: dict[str, Entry]) -> None:
        for placed in page:
            for anchor in anchors_of(placed.block):
                canvas.anchor(anchor, min(placed.top + 6, self.context.height))
                entry = entries.get(anchor)
                if entry is not None:
                    canvas.outline_entry(entry.words, entry.level - 1, anchor)
            placed.block.draw(canvas, placed.x, placed.top, placed.width)


def compose(brand: Brand, report: Report, make: Callable[[], PageSetter], producer: str) -> Composed | None:
    """Set what `make` makes; None when an error was reported."""
    try:
        setter = make()
        if report.has_errors:
            return None
        try:
            return setter.set(producer)
        except TooTallError as error:
            setter.tell_too_tall(error)
        except StructureError as error:
            first = error.nodes[0] if error.nodes else None
            report.error(
                "structure-not-sound",
                f"{error}: {first.role.value if first else ''}",
                "",
                (first and first.place) or setter.place,
            )
    except TypefaceError as error:
        report.error(
            "font-not-usable",
            f"a font cannot be used: {error}",
            "choose another file in the brand's fonts",
            brand.place,
        )
    return None


def anchors_of(block: Block) -> list[str]:
    """The names of places in a block; what stands side by side is one block."""
    blocks: Sequence[Block] = block.blocks if isinstance(block, Row) else [block]
    return [one.anchor for one in blocks if one.anchor is not None]


def issued(year_and_month: tuple[int, int] | None) -> datetime:
    """The date of creation that a file names: the first of its month of issue, so that the same file has the same."""
    year, month = year_and_month or (2000, 1)
    return datetime(year, month, 1, tzinfo=UTC)


__all__ = ["EDGE", "Composed", "Page", "PageSetter", "RunningLines", "anchors_of", "compose", "issued"]
