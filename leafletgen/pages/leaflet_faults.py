"""What is told of a leaflet's pages when something in it does not fit them."""

from __future__ import annotations

from leafletgen.content.model.layout import Layout
from leafletgen.document.manuscript import shortened
from leafletgen.errors import Place, Report
from leafletgen.pages.context import MM
from leafletgen.pages.flow.block import TooTallError
from leafletgen.pages.frame import PageSetter


class LeafletFaults(PageSetter):
    """Tells what does not fit; the layout and the report are there before anything is set."""

    layout: Layout
    report: Report

    def tell_too_tall(self, error: TooTallError) -> None:
        """Report a block that fits no page."""
        self.report.error(
            "block-taller-than-page",
            f"this block is {error.height / MM:.0f} mm high in {self.layout.name}, and a page has room for"
            f" {error.room / MM:.0f} mm",
            "it must stay whole on one page: shorten it, or divide it into two blocks",
            error.block.place or self.place,
        )

    def tell_broken(self, place: Place | None, word: str) -> None:
        """Report a word that had to be broken between its letters."""
        self.report.warning(
            "word-broken",
            f'the word "{shortened(word, 40)}" is broken between its letters in {self.layout.name}',
            "it is wider than its column: write it shorter, or with a space or a hyphen",
            place or self.place,
        )
