"""A leaflet in one layout: the tree, the pages, and the finished file."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from leafletgen.compose import PRODUCER
from leafletgen.compose.back import BackMatter, printed_blocks, prints_references
from leafletgen.compose.blocks import BlockComposer
from leafletgen.compose.contents import contents_lines
from leafletgen.compose.context import MM, Context, shortened
from leafletgen.compose.front import Front, check_logos
from leafletgen.compose.furniture import RunningLines
from leafletgen.compose.mark import Mark
from leafletgen.content.cross_references import printed_parts, walk
from leafletgen.content.model.blocks import Heading
from leafletgen.content.model.layout import Layout
from leafletgen.errors import Report
from leafletgen.images import PictureStore
from leafletgen.library.workspace import LoadedLeaflet
from leafletgen.pdf.block import Block, TooTallError
from leafletgen.pdf.boxes import Panel, WritingLines
from leafletgen.pdf.canvas import TaggedCanvas
from leafletgen.pdf.catalog import StructureError
from leafletgen.pdf.flow import Break
from leafletgen.pdf.pages import Column, Placed, paginate
from leafletgen.pdf.structure import Node
from leafletgen.pdf.text import Text
from leafletgen.pdf.typeface import TypefaceError
from leafletgen.pdf.xmp import Metadata
from leafletgen.source.inline import Prose
from leafletgen.source.kinds import LONGEST_TEXT

#: Layout passes before page numbers are taken as they are; two are the rule, a third when a number grows a digit.
_PASSES = 5

#: Parts of the space between blocks to try when a last page of a line or two could be saved.
_CLOSER = (0.82, 0.65)

#: Points between the text and the footer; header and footer keep 5 mm from the edge, which printers leave white.
_FOOT = 15.0

#: Points over the footer, its rule included, that a cover leaves free.
_OVER_FOOTER = 8.0

Page = list[Placed]


class Composed(NamedTuple):
    """A finished file."""

    data: bytes
    pages: int


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
    known = len(report.diagnostics)
    try:
        setter = _Setter(loaded, layout, pictures, report)
        if not report.has_errors:
            return setter.set(mark, producer)
    except TypefaceError as fault:
        report.error(f"a font cannot be used: {fault}", "choose another file in the brand's fonts", loaded.brand.place)
    except TooTallError as fault:
        report.error(
            f"this block is {fault.height / 72 * 25.4:.0f} mm high in {layout.name}, and a page has room for"
            f" {fault.room / 72 * 25.4:.0f} mm",
            "it must stay whole on one page: shorten it, or divide it into two blocks",
            fault.block.place or loaded.leaflet.place,
        )
    except StructureError as fault:
        place = fault.nodes[0].place if fault.nodes else None
        report.error(f"{fault}: {fault.nodes[0].role if fault.nodes else ''}", "", place or loaded.leaflet.place)
    assert len(report.diagnostics) > known or report.has_errors
    return None


class _Setter:
    """Sets one document."""

    def __init__(self, loaded: LoadedLeaflet, layout: Layout, pictures: PictureStore, report: Report) -> None:
        self.loaded = loaded
        self.layout = layout
        self.report = report
        self.context = context = Context(
            loaded.brand, loaded.leaflet.language, loaded.fields, layout, pictures, report, loaded.leaflet.place
        )
        check_logos(context)
        context.references = loaded.references
        if prints_references(loaded, layout):
            context.citations = _citations(loaded, layout)
        if not context.citations and loaded.references:
            context.linked = _linked(loaded, layout)
        self.document = Node("Document", loaded.leaflet.place)
        self.document.language = loaded.leaflet.language
        self.header = RunningLines(context, layout.header, True) if layout.header is not None else None
        self.footer = RunningLines(context, layout.footer, False)
        self.foot = max(context.bottom, 5 * MM + self.footer.height + _FOOT)
        self.front = Front(context, loaded, self.document, max(context.bottom, self.foot - _FOOT + _OVER_FOOTER))
        self._notes_heading: Text | None = None
        self.mark: Mark | None = None
        self.contents_node = Node("TOC", loaded.leaflet.place)
        contents_at = len(self.document.kids)
        context.heading_words = {
            found.id: " ".join(found.text.plain().split())
            for found in printed_blocks(loaded.body, layout)
            if isinstance(found, Heading) and found.id
        }
        composer = BlockComposer(context)
        context.level = 1
        self.body = composer.all(loaded.body, self.document)
        back_at = len(self.document.kids)
        context.level = 1
        self.body_headings = len(context.headings)
        self.back = BackMatter(context, loaded, composer, self.document).blocks()
        self.notes_at = back_at if layout.back_page else len(self.document.kids)
        self.contents = self._contents(composer, contents_at)
        self.composer = composer

    def _contents(self, composer: BlockComposer, at: int) -> list[Block]:
        """The contents list, when there are enough headings; its elements go behind the title's."""
        context = self.context
        layout = self.layout
        # The back matter is where it always is; a contents list leads into the body.
        entries = [entry for entry in context.headings[: self.body_headings] if entry[0] <= layout.contents_levels]
        if layout.contents_from is None or len(entries) < layout.contents_from:
            return []
        for levels in range(layout.contents_levels, 0, -1):
            entries = [entry for entry in entries if entry[0] <= levels]
            if _contents_height(entries, context.size) < context.height - context.top - context.bottom:
                break  # with fewer levels only when the list would not fit on one page
        holder = Node("Document")
        heading = composer.heading_text(context.fixed(context.words["contents"]), 1, holder, "contents")
        context.headings.insert(0, context.headings.pop())
        lines = contents_lines(context, self.contents_node, entries)
        self.document.kids[at:at] = [*holder.kids, self.contents_node]
        self.notes_at += 2
        return [heading, *lines]

    def set(self, mark: str, producer: str) -> Composed:
        """Lay out, number, draw, write."""
        pages = self._lay_out()
        self._advise(pages)
        self.mark = Mark(self.context, self.context.words[mark.lower()]) if mark else None
        canvas = TaggedCanvas(self.document, self._metadata(mark, producer), (self.context.width, self.context.height))
        for number, page in enumerate(pages, 1):
            if number == 1:
                self.front.draw(canvas)
            self._draw(canvas, page, number, len(pages))
        for where, word in canvas.broken:
            self.report.warning(
                f'the word "{shortened(word, 40)}" is broken between its letters in {self.layout.name}',
                "it is wider than its column: write it shorter, or with a space or a hyphen",
                where or self.loaded.leaflet.place,
            )
        return Composed(canvas.bytes(), len(pages))

    # --- layout ------------------------------------------------------------------------------------------------

    def _columns(self, index: int) -> Sequence[Column]:
        """The columns of a page that carries text, counted from 0."""
        context = self.context
        foot = self.foot
        head = context.top
        if self.header is not None:
            head = max(head, 5 * MM + self.header.height + _FOOT)
        if index == 0 and not self.front.page:
            head = self.front.masthead_height()
        height = context.height - head - foot
        step = context.column + self.layout.column_gap_mm * MM
        return [
            Column(context.left + number * step, context.height - head, context.column, height)
            for number in range(self.layout.columns)
        ]

    def _lay_out(self) -> list[Page]:
        """Pages with their numbers filled; a last page of a line or two is drawn in by closer spacing if that helps."""
        pages = self._settle()
        if self._ends_short(pages):
            blocks = [*self.contents, *self.body, *self.back]
            spaces = [(block.above, block.below) for block in blocks]
            for part in _CLOSER:
                for block, (above, below) in zip(blocks, spaces, strict=True):
                    block.above, block.below = part * above, part * below
                closer = self._settle()
                if len(closer) < len(pages):
                    return closer
            for block, (above, below) in zip(blocks, spaces, strict=True):
                block.above, block.below = above, below
            pages = self._settle()
        return pages

    def _settle(self) -> list[Page]:
        pages: list[Page] = []
        for _ in range(_PASSES):
            pages = self._pages()
            if not self._number(pages):
                break
        return pages

    def _pages(self) -> list[Page]:
        layout = self.layout
        first = [*self.contents, Break()] if self.contents and self.front.page else self.contents
        apart = layout.back_page and bool(self.back)
        flow = [*first, *self.body] if apart else [*first, *self.body, *self.back]
        shift = 1 if self.front.page else 0
        pages: list[Page] = [[]] if shift else []
        pages += self._paginate(flow, 0 if not shift else 1)
        pages = pages or [[]]  # with every block left out of this layout there is still the title
        back = self._paginate(self.back, 1) if apart else []
        missing = -(len(pages) + len(back)) % layout.multiple
        return [*pages, *self._notes(missing), *back]

    def _paginate(self, blocks: list[Block], offset: int) -> list[Page]:
        return paginate(blocks, lambda index: self._columns(index + offset), _tighten)

    def _notes(self, count: int) -> list[Page]:
        """Pages that fill a booklet up: lines for the patient's own notes."""
        context = self.context
        if not count:
            if self._notes_heading is not None:
                del self.document.kids[self.notes_at]
                self._notes_heading = None
            return []
        if self._notes_heading is None:
            holder = Node("Document")
            self._notes_heading = self.composer.heading_text(context.fixed(context.words["notes"]), 1, holder, "notes")
            self.document.kids[self.notes_at : self.notes_at] = holder.kids
        pages: list[Page] = []
        for number in range(count):
            column = self._columns(1)[0]
            width = context.width - context.left - context.right
            used = self._notes_heading.measure(width) + self._notes_heading.below if not number else 0.0
            spacing = max(25.0, 1.5 * context.leading)
            lines = WritingLines(int((column.height - used) / spacing), spacing, context.rule, 0, 0)
            page = [] if number else [Placed(self._notes_heading, context.left, column.top, width)]
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
        # A list, not any() on the fly: every block takes its new number up.
        return any([block.refresh() for block in self.context.dynamic])

    def _advise(self, pages: list[Page]) -> None:
        layout, place = self.layout, self.loaded.leaflet.place
        if layout.sides is not None and len(pages) > layout.sides:
            self.report.warning(
                f"{len(pages)} pages in {layout.name}, which is meant for {layout.sides}",
                'shorten the text, leave blocks out with "except:", or choose another layout',
                place,
            )
        if self._ends_short(pages):
            self.report.warning(
                f"the last page of {layout.name} holds no more than two lines",
                "shorten the text a little, so that they fit on the page before",
                place,
            )

    def _ends_short(self, pages: list[Page]) -> bool:
        """Whether the last page has but a line or two; a booklet is filled up with pages for notes anyway."""
        if len(pages) < 2 or self.layout.multiple != 1 or not pages[-1]:
            return False
        used: dict[float, float] = {}
        for placed in pages[-1]:
            top, lowest = self._columns(len(pages) - 1)[0].top, placed.top - placed.block.measure(placed.width)
            used[placed.x] = max(used.get(placed.x, 0.0), top - lowest)
        return sum(used.values()) < 3.5 * self.context.leading

    # --- drawing -----------------------------------------------------------------------------------------------

    def _metadata(self, mark: str, producer: str) -> Metadata:
        loaded = self.loaded
        leaflet = loaded.leaflet
        year, month = loaded.code.issued or (2000, 1)
        return Metadata(
            # A screen reader, which passes over the mark on the pages, says the title first.
            title=shortened(f"{mark}: {leaflet.title}", LONGEST_TEXT) if mark else leaflet.title,
            language=leaflet.language,
            author=loaded.brand.name,
            subject=leaflet.summary or leaflet.subtitle or "",
            keywords=shortened(", ".join([leaflet.code, *leaflet.keywords]), LONGEST_TEXT),
            creator="leafletgen",
            producer=producer,
            created=datetime(year, month, 1, tzinfo=UTC),
        )

    def _draw(self, canvas: TaggedCanvas, page: Page, number: int, pages: int) -> None:
        context = self.context
        levels = {anchor: (level, words) for level, words, anchor in context.headings}
        for placed in page:
            anchor = placed.block.anchor
            if anchor is not None:
                canvas.anchor(anchor, min(placed.top + 6, context.height))
                if anchor in levels:
                    level, words = levels[anchor]
                    canvas.outline_entry(words, level - 1, anchor)
            placed.block.draw(canvas, placed.x, placed.top, placed.width)
        if self.header is not None and number != 1:
            self.header.draw(canvas, context.height - 5 * MM, number, pages)
        self.footer.draw(canvas, self.foot - _FOOT, number, pages)
        if self.mark is not None:
            self.mark.draw(canvas)
        canvas.showPage()


def _contents_height(entries: Sequence[tuple[int, str, str]], size: float) -> float:
    return 3 * size + sum((1.8 if level == 1 else 1.4) * size for level, _, _ in entries)


def _citations(loaded: LoadedLeaflet, layout: Layout) -> dict[str, int]:
    """Numbers of the cited references in the order of their first citation in this layout."""
    numbers: dict[str, int] = {}
    for found in printed_parts(walk(loaded.body), layout.name):
        if not isinstance(found, Prose):
            continue
        for span in found.spans:
            if span.citation is not None and span.citation in loaded.references:
                numbers.setdefault(span.citation, len(numbers) + 1)
    return numbers


def _linked(loaded: LoadedLeaflet, layout: Layout) -> frozenset[str | None]:
    """Ids of the headings that something in this layout leads to."""
    found = [part for part in printed_parts(walk(loaded.body), layout.name) if isinstance(part, Prose)]
    return frozenset(
        [span.page_of or (span.link.inside if span.link else None) for prose in found for span in prose.spans]
    ) - {None}


def _tighten(block: Block) -> bool:
    """Set a panel closer, down to a leading of 1.15, so that a long card still fits a page in large print."""
    if not isinstance(block, Panel) or block.splits or block.style.padding <= 4:
        return False
    padding, ratio = (10.0, 1.25) if block.style.padding > 10 else (4.0, 1.15)
    block.style.padding = padding
    todo: list[Block] = [*block.title, *block.body]
    while todo:
        part = todo.pop()
        part.above, part.below = 0.5 * part.above, 0.5 * part.below
        if isinstance(part, Text):
            part.leading = min(part.leading, ratio * part.runs[0].size)
        todo.extend(getattr(part, "body", None) or getattr(part, "blocks", None) or [])
        label = getattr(part, "label", None)
        if isinstance(label, Text):
            label.leading = min(label.leading, ratio * label.runs[0].size)
    return True
