"""A leaflet on the pages of a layout: blocks, contents list with page numbers, pages for notes, and the file."""

from __future__ import annotations

from collections.abc import Sequence

from leafletgen.content.model.layout import Layout
from leafletgen.document.element import Element
from leafletgen.document.form import form_of
from leafletgen.document.leaflet import LeafletDocument
from leafletgen.document.manuscript import Entry, shortened
from leafletgen.errors import Report
from leafletgen.images import PictureStore
from leafletgen.library.workspace import LoadedLeaflet
from leafletgen.pages.back import SPACINGS, BackSetter
from leafletgen.pages.blocks import BlockSetter
from leafletgen.pages.care_cards import CardPanel
from leafletgen.pages.contents import contents_lines
from leafletgen.pages.context import MM, Context
from leafletgen.pages.flow.block import Block
from leafletgen.pages.flow.columns import Column, Placed, paginate
from leafletgen.pages.flow.evening import EvenPages
from leafletgen.pages.flow.filling import EMPTY, Break, stack_height
from leafletgen.pages.flow.heights import Heights
from leafletgen.pages.flow.panels import Panel, WritingLines
from leafletgen.pages.flow.text import Text
from leafletgen.pages.frame import EDGE, Composed, Page, compose, issued
from leafletgen.pages.front import Front
from leafletgen.pages.furniture import RunningLines
from leafletgen.pages.leaflet_faults import LeafletFaults
from leafletgen.pages.mark import Mark
from leafletgen.pages.producer import PRODUCER
from leafletgen.pdf.canvas import TaggedCanvas
from leafletgen.pdf.xmp import Metadata
from leafletgen.source.kinds import LONGEST_TEXT

#: Layout passes before page numbers are taken as they are; two are the rule, a third when a number grows a digit.
_PASSES = 5

#: Parts of the space between blocks, and shares of a page that stay empty at most so that what is rather whole is
#: not divided, to try when a last page with little on it or a sheet of a booklet could be saved.
_CLOSER = ((0.82, EMPTY), (0.65, EMPTY))
_CLOSER_IN_SHEETS = ((0.82, EMPTY), (1.0, 0.12), (0.82, 0.12), (0.65, 0.12), (0.82, 0.0), (0.65, 0.0))
#: The share of a last page that is little.
_LITTLE = 0.25
#: The share of it up to which the back is set closer to save the page.
_HALF = 0.6

#: Points over the footer, its rule included, that a cover leaves free.
_OVER_FOOTER = 8.0


def compose_leaflet(
    loaded: LoadedLeaflet,
    layout: Layout,
    pictures: PictureStore,
    report: Report,
    mark: str = "",
    *,
    producer: str = PRODUCER,
) -> Composed | None:
    """Set a leaflet in a layout; None when an error was reported.

    The same leaflet, layout and mark give the same bytes, whenever and wherever they are set. The mark is DRAFT or
    WITHDRAWN, for what must not be taken for a released leaflet. The producer is what the file names as such.
    """
    original = loaded.original
    if layout.beside is None:
        return compose(loaded.brand, report, lambda: LeafletSetter(loaded, layout, pictures, report, mark), producer)
    from leafletgen.document.bilingual import refuse  # few leaflets need it

    if original is None:
        refuse(loaded, layout.name, report)
        return None
    from leafletgen.pages.bilingual import BilingualSetter

    return compose(
        loaded.brand, report, lambda: BilingualSetter(original, loaded, layout, pictures, report, mark), producer
    )


class LeafletSetter(LeafletFaults):
    """Sets one leaflet."""

    over_footer = 15.0

    def __init__(
        self, loaded: LoadedLeaflet, layout: Layout, pictures: PictureStore, report: Report, mark: str
    ) -> None:
        """Write the document and set its blocks."""
        context = Context(loaded.brand, layout, pictures, report, loaded.leaflet.place, loaded.leaflet.language)
        super().__init__(context, loaded.leaflet.place)
        self.loaded = loaded
        self.layout = layout
        self.report = report
        self.mark_words = mark
        self.mark: Mark | None = None
        context.check_logos()
        self.document = document = LeafletDocument(loaded, form_of(layout), report)
        document.back_last = layout.back_page
        fields = loaded.fields
        words = document.manuscript.words
        self.header = RunningLines(context, layout.header, True, fields, words) if layout.header is not None else None
        self.footer = RunningLines(context, layout.footer, False, fields, words)
        self.foot = self.foot_of(self.footer.height)
        owner = "department" if loaded.department else "list of authors"
        under = max(context.bottom, self.foot - self.over_footer + _OVER_FOOTER)
        self.front = Front(context, document.front, under, owner)
        self.setter = setter = BlockSetter(context)
        self.body = setter.all(document.body)
        #: Whether the back is set as on the outside of a booklet from the start.
        self.close = layout.back_page or layout.sides is not None
        self.back = BackSetter(context, setter).blocks(document.back) if self.close else setter.all(document.back)
        self._notes_head: list[Text] = []
        self._noted = 0
        self.heights = Heights(context.column)
        self._known_columns: dict[bool, Sequence[Column]] = {}
        #: The part of the space between blocks that is left, and whether the last page may be as short as it is.
        self.spacing, self.ends = layout.body.spacing, True
        #: The share of a page that stays empty at most so that what is rather whole is not divided.
        self.empty = EMPTY
        self.contents = self._contents()

    def root(self) -> Element:
        """The document, with what its pages asked for."""
        return self.document.assemble()

    def entries(self) -> list[Entry]:
        """The headings for bookmarks."""
        return self.document.manuscript.entries

    def _contents(self) -> list[Block]:
        """The contents list, when there are enough headings; with fewer levels when it would not fit on one page."""
        context, layout, document = self.context, self.layout, self.document
        entries = document.entries(layout.contents_levels)
        if layout.contents_from is None or len(entries) < layout.contents_from:
            return []
        room = context.height - context.top - context.bottom
        levels = layout.contents_levels
        while levels > 1 and _contents_height(document.entries(levels), context.size) >= room:
            levels -= 1
        document.add_contents(levels)
        heading, node = document.contents
        return [self.setter.heading(heading), *contents_lines(context, node)]

    # --- layout ------------------------------------------------------------------------------------------------

    def _columns(self, index: int) -> Sequence[Column]:
        """The columns of a page that carries text, counted from 0."""
        under = index == 0 and not self.front.page
        if under not in self._known_columns:
            self._known_columns[under] = self._columns_under(under)
        return self._known_columns[under]

    def _columns_under(self, masthead: bool) -> Sequence[Column]:
        """The columns of a page, under the masthead or not."""
        context = self.context
        foot = self.foot
        head = context.top
        if self.header is not None:
            head = max(head, EDGE + self.header.height + self.over_footer)
        if masthead:
            head = self.front.masthead_height()
        height = context.height - head - foot
        step = context.column + self.layout.column_gap_mm * MM
        return [
            Column(context.left + number * step, context.height - head, context.column, height)
            for number in range(self.layout.columns)
        ]

    def lay_out(self) -> list[Page]:
        """Its pages; what could be better about them is told."""
        pages = self._fitted()
        for placed in [placed for page in pages for placed in page]:
            if isinstance(placed.block, CardPanel) and placed.block.further:
                placed.block.add_title()
        self._advise(pages)
        if self.mark_words:
            self.mark = Mark(self.context, self.document.manuscript.words[self.mark_words.lower()])
        return pages

    def _fitted(self) -> list[Page]:
        """Pages with their numbers filled; closer spacing draws in a last page with little on it if that helps."""
        pages = self._settle()
        tried = self._closer(pages)
        if not tried:
            return pages
        loose, self.back = self.back, self._close_back()
        usual = self.spacing
        for part, empty in tried:
            self.spacing, self.empty = part * usual, empty
            closer = self._settle()
            if len(closer) < len(pages):
                return closer
        self.back, self.spacing, self.empty, self.ends = loose, usual, EMPTY, False
        return self._settle()

    def _close_back(self) -> list[Block]:
        """The back as it stands on the outside of a booklet, which takes less room."""
        if self.close:
            return self.back
        return BackSetter(self.context, self.setter).blocks(self.document.back)

    def _settle(self) -> list[Page]:
        pages: list[Page] = []
        for _ in range(_PASSES):
            pages = self._pages()
            if not self._number(pages):
                break
        return pages

    def _pages(self) -> list[Page]:
        layout = self.layout
        alone = bool(self.contents) and self.front.page and self._fills_most(self.contents)
        first = [*self.contents, Break()] if alone else self.contents
        apart = layout.back_page and bool(self.back)
        flow = [*first, *self.body] if apart else [*first, *self.body, *self.back]
        shift = 1 if self.front.page else 0
        pages: list[Page] = [[]] if shift else []
        pages += self._paginate(flow, 0 if not shift else 1, self.ends and not apart)
        pages = pages or [[]]  # with every block left out of this layout there is still the title
        back = self._back_pages() if apart else []
        missing = -(len(pages) + len(back)) % layout.multiple
        return [*pages, *self._notes(missing), *back]

    def _fills_most(self, blocks: list[Block]) -> bool:
        """Whether blocks leave less than a quarter of a page, so that it is theirs alone."""
        column = self._columns(1)[0]
        return stack_height(blocks, column.width) > column.height * 0.75

    def _back_pages(self) -> list[Page]:
        """The pages of a back that stands apart: what follows the references on one page, if it fits closer so."""
        pages: list[Page] = []
        for spacing in SPACINGS:
            pages = EvenPages(lambda index: self._columns(index + 1)[0], _tighten, self.heights, spacing).paginate(
                self.back
            )
            if len(pages) == 1:
                break
        return pages

    def _paginate(self, blocks: list[Block], offset: int, ends: bool) -> list[Page]:
        if self.layout.columns == 1:
            pages = EvenPages(
                lambda index: self._columns(index + offset)[0], _tighten, self.heights, self.spacing, ends, self.empty
            )
            return pages.paginate(blocks)
        return paginate(blocks, lambda index: self._columns(index + offset), _tighten, self.spacing, self.heights)

    def _notes(self, count: int) -> list[Page]:
        """Pages that fill a booklet up: lines for the patient's own notes."""
        context = self.context
        self._noted = count
        if not count:
            self.document.notes = []
            self._notes_head = []
            return []
        if not self._notes_head:
            self.document.add_notes()
            heading, told = self.document.notes
            self._notes_head = [self.setter.heading(heading), self.setter.told(told)]
        pages: list[Page] = []
        spacing = max(25.0, 1.5 * context.leading)
        width = context.width - context.left - context.right
        for number in range(count):
            column = self._columns(1)[0]
            page: Page = []
            used = 0.0
            for text in self._notes_head if not number else ():
                page.append(Placed(text, context.left, column.top - used, width))
                used += text.measure(width) + text.below
            lines = WritingLines(int((column.height - used) / spacing), spacing, context.rule, 0, 0)
            page.append(Placed(lines, context.left, column.top - used, width))
            pages.append(page)
        return pages

    def _number(self, pages: list[Page]) -> bool:
        """Fill page references; True when one changed, so that pages must be laid out again."""
        where = {
            placed.block.anchor: number
            for number, page in enumerate(pages, 1)
            for placed in page
            if placed.block.anchor is not None
        }
        changed = False
        for run in self.context.page_runs:
            text = str(where.get(run.page_of or "", 0))
            if run.text != text:
                run.text = text
                changed = True
        if not changed:
            return False
        self.heights.forget_all()
        # A list, not any() on the fly: every block takes its new number up.
        return any([block.refresh() for block in self.context.dynamic])

    def _advise(self, pages: list[Page]) -> None:
        layout, place = self.layout, self.loaded.leaflet.place
        if layout.sides is not None and len(pages) > layout.sides:
            self.report.warning(
                "too-many-pages",
                f"{len(pages)} pages in {layout.name}, which is meant for {layout.sides}",
                'shorten the text, leave blocks out with "except:", or choose another layout',
                place,
            )
        if self._ends_short(pages):
            self.report.warning(
                "last-page-nearly-empty",
                f"the last page of {layout.name} holds no more than two lines",
                "shorten the text a little, so that they fit on the page before",
                place,
            )

    def _closer(self, pages: list[Page]) -> Sequence[tuple[float, float]]:
        """What to try, if the last page has little on it, or if half of a booklet's last sheet is notes."""
        multiple = self.layout.multiple
        if multiple > 1:
            return _CLOSER_IN_SHEETS if len(pages) > multiple and 2 * self._noted >= multiple else ()
        if len(pages) == 1:
            return ()
        used = self._used(pages) / self._columns(len(pages) - 1)[0].height
        if used < (_HALF if self.context.is_large else _LITTLE):
            return _CLOSER if self.close else ((1.0, EMPTY), *_CLOSER)
        return () if self.close or used >= _HALF else ((1.0, EMPTY), *_CLOSER[:1])

    def _ends_short(self, pages: list[Page]) -> bool:
        """Whether the last page has but a line or two; a booklet is filled up with pages for notes anyway."""
        if len(pages) < 2 or self.layout.multiple != 1 or not pages[-1]:
            return False
        return self._used(pages) < 3.5 * self.context.leading

    def _used(self, pages: list[Page]) -> float:
        """How many points of the last page's columns are filled, all together."""
        used: dict[float, float] = {}
        for placed in pages[-1]:
            top, lowest = self._columns(len(pages) - 1)[0].top, placed.top - placed.block.measure(placed.width)
            used[placed.x] = max(used.get(placed.x, 0.0), top - lowest)
        return sum(used.values())

    # --- drawing -----------------------------------------------------------------------------------------------

    def metadata(self, producer: str) -> Metadata:
        """Title, author and code; a screen reader, which passes over the mark on the pages, says the title first."""
        loaded, mark = self.loaded, self.mark_words
        leaflet = loaded.leaflet
        return Metadata(
            title=shortened(f"{mark}: {leaflet.title}", LONGEST_TEXT) if mark else leaflet.title,
            language=leaflet.language,
            author=loaded.brand.name,
            subject=leaflet.summary or leaflet.subtitle or "",
            keywords=shortened(", ".join([leaflet.code, *leaflet.keywords]), LONGEST_TEXT),
            creator="leafletgen",
            producer=producer,
            created=issued(loaded.code.issued),
        )

    def begin(self, canvas: TaggedCanvas) -> None:
        """Paint the cover or the masthead."""
        self.front.draw(canvas)

    def furnish(self, canvas: TaggedCanvas, page: Page, number: int, pages: int) -> None:
        """Paint header, footer and mark."""
        if self.header is not None and number != 1:
            self.header.draw(canvas, self.context.height - EDGE, number, pages)
        self.footer.draw(canvas, self.foot - self.over_footer, number, pages)
        if self.mark is not None:
            self.mark.draw(canvas)


def _contents_height(entries: Sequence[Entry], size: float) -> float:
    return 3 * size + sum((1.8 if entry.level == 1 else 1.4) * size for entry in entries)


def _tighten(block: Block) -> bool:
    """Let a card that no page holds be set as several; any other panel is set closer, down to a leading of 1.15."""
    if isinstance(block, CardPanel) and block.divides:
        divided, block.splits = block.splits, True
        return not divided
    if not isinstance(block, Panel) or block.splits or block.style.padding <= 4:
        return False
    padding, ratio = (10.0, 1.25) if block.style.padding > 10 else (4.0, 1.15)
    block.style.padding = padding
    todo: list[Block] = [*block.title, *block.body]
    while todo:
        part = todo.pop()
        part.above, part.below = 0.5 * part.above, 0.5 * part.below
        if isinstance(part, Text):
            part.tighten(ratio)
        todo.extend(getattr(part, "body", None) or getattr(part, "blocks", None) or [])
        label = getattr(part, "label", None)
        if isinstance(label, Text):
            label.tighten(ratio)
    return True
