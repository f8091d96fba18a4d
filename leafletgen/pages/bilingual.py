"""A translated leaflet beside the one it was made from, so that a clinician knows what is handed out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leafletgen.content.model.layout import Layout
from leafletgen.document import looks
from leafletgen.document.bilingual import BilingualDocument, Pair, title_of
from leafletgen.document.element import Element, Keep
from leafletgen.document.form import form_of
from leafletgen.document.manuscript import shortened
from leafletgen.errors import Report
from leafletgen.images import PictureStore
from leafletgen.library.workspace import LoadedLeaflet
from leafletgen.pages.bilingual_front import BilingualFront
from leafletgen.pages.blocks import BlockSetter
from leafletgen.pages.care_cards import CardPanel
from leafletgen.pages.context import MM, Context
from leafletgen.pages.flow.block import Block
from leafletgen.pages.flow.columns import Column
from leafletgen.pages.flow.evening import EvenPages
from leafletgen.pages.flow.filling import Break
from leafletgen.pages.flow.heights import Heights
from leafletgen.pages.frame import Page, anchors_of, issued
from leafletgen.pages.furniture import RunningLines
from leafletgen.pages.leaflet_faults import LeafletFaults
from leafletgen.pages.mark import Mark
from leafletgen.pages.side_by_side import SideBySide, side_by_side
from leafletgen.pdf.canvas import TaggedCanvas
from leafletgen.pdf.xmp import Metadata
from leafletgen.source.kinds import LONGEST_TEXT

#: Layout passes before page numbers are taken as they are.
_PASSES = 5


class BilingualSetter(LeafletFaults):
    """Sets one translated leaflet beside its source: this at the left, the translation at the right."""

    over_footer = 15.0

    def __init__(
        self,
        original: LoadedLeaflet,
        loaded: LoadedLeaflet,
        layout: Layout,
        pictures: PictureStore,
        report: Report,
        mark: str,
    ) -> None:
        """Write both documents and set their blocks."""
        self.layout, self.report, self.loaded, self.original = layout, report, loaded, original
        place = loaded.leaflet.place
        page = Context(original.brand, layout, pictures, report, place)
        super().__init__(page, place)
        page.check_logos()
        self.document = document = BilingualDocument(original, loaded, form_of(layout), report)
        document.name_languages()
        self.width, self.gap = page.column, layout.column_gap_mm * MM
        # Each language has its own context: its faces, its direction, and a column of half the width.
        self.contexts = (
            Context(original.brand, layout, pictures, report, original.leaflet.place, original.leaflet.language),
            Context(loaded.brand, layout, pictures, report, place, loaded.leaflet.language),
        )
        self.from_right = (self.contexts[0].rtl, self.contexts[1].rtl)
        for context in self.contexts:
            context.column = (self.width - self.gap) / 2
        self.setters = BlockSetter(self.contexts[0]), BlockSetter(self.contexts[1])
        words = document.source.manuscript.words
        self.footer = RunningLines(page, layout.footer, False, loaded.fields, words)
        self.foot = self.foot_of(self.footer.height)
        self.front = BilingualFront(page, self.contexts, document.front, self.gap, self.width)
        self.flow = [block for unit in _units([*document.body, *document.back]) for block in self._set(unit)]
        self.heights = Heights(self.width)
        self.mark = Mark(page, words[mark.lower()]) if mark else None
        self.mark_words = mark

    def _set(self, unit: Sequence[Pair]) -> list[Block]:
        """The blocks of pairs that are set together."""
        sources = [pair.source for pair in unit if pair.source is not None]
        translations = [pair.translation for pair in unit if pair.translation is not None]
        made = self.setters[0].all(sources), self.setters[1].all(translations)
        breaks = [block for block in (*made[0], *made[1]) if isinstance(block, Break)]
        if breaks:
            return [breaks[0]]
        return side_by_side(*made, self.gap, self.from_right) if made[0] or made[1] else []

    def root(self) -> Element:
        """The document."""
        # Setting a block may have made another element of it, such as a list of a table that is too wide.
        self.document.name_languages()
        return self.document.assemble()

    # --- layout ------------------------------------------------------------------------------------------------

    def _column(self, index: int) -> Column:
        """Where a page has room for both columns, counted from 0; the first page under the masthead."""
        page = self.context
        top = page.height - (page.top if index else self.front.height())
        return Column(page.left, top, self.width, top - self.foot)

    def lay_out(self) -> list[Page]:
        """Its pages, with the numbers of pages that it says."""
        pages: list[Page] = []
        for _ in range(_PASSES):
            spacing = self.layout.body.spacing
            pages = EvenPages(self._column, _tighten, self.heights, spacing).paginate(self.flow) or [[]]
            if not self._number(pages):
                break
        for placed in [placed for page in pages for placed in page]:
            for block in placed.block.blocks if isinstance(placed.block, SideBySide) else ():
                if isinstance(block, CardPanel) and block.further:
                    block.add_title()
        return pages

    def _number(self, pages: list[Page]) -> bool:
        """Fill page references; True when one changed, so that pages must be laid out again."""
        where = {
            anchor: number for number, page in enumerate(pages, 1) for one in page for anchor in anchors_of(one.block)
        }
        changed = False
        for context in self.contexts:
            for run in context.page_runs:
                text = str(where.get(run.page_of or "", 0))
                changed = changed or run.text != text
                run.text = text
        if not changed:
            return False
        self.heights.forget_all()
        return any([block.refresh() for context in self.contexts for block in context.dynamic])

    # --- drawing -----------------------------------------------------------------------------------------------

    def metadata(self, producer: str) -> Metadata:
        """Both titles and the code of the translation."""
        leaflet, original = self.loaded.leaflet, self.original.leaflet
        marked = f"{self.mark_words}: " if self.mark_words else ""
        return Metadata(
            title=shortened(marked + title_of(self.original, self.loaded), LONGEST_TEXT),
            language=original.language,
            author=self.original.brand.name,
            subject=original.summary or original.subtitle or "",
            keywords=shortened(", ".join([leaflet.code, *leaflet.keywords]), LONGEST_TEXT),
            creator="leafletgen",
            producer=producer,
            created=issued(self.loaded.code.issued),
        )

    def begin(self, canvas: TaggedCanvas) -> None:
        """Paint the masthead."""
        self.front.draw(canvas)

    def furnish(self, canvas: TaggedCanvas, page: Page, number: int, pages: int) -> None:
        """Paint footer and mark."""
        self.footer.draw(canvas, self.foot - self.over_footer, number, pages)
        if self.mark is not None:
            self.mark.draw(canvas)


def _units(pairs: Sequence[Pair]) -> Iterator[list[Pair]]:
    """Pairs one by one; pictures with what is said of them together, as they are set."""
    held: list[Pair] = []
    for pair in pairs:
        elements = [one for one in pair if one is not None]
        begins = any(one.look == looks.PICTURES for one in elements)
        if held or begins:
            held.append(pair)
            if any(Keep.END in one.keep for one in elements):
                continue
            yield held
            held = []
            continue
        yield [pair]
    if held:
        yield held


def _tighten(block: Block) -> bool:
    """Let cards that no page holds be divided."""
    return isinstance(block, SideBySide) and block.divides()
