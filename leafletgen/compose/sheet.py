"""An exercise sheet for one patient: header, exercises, safety, diary, and the finished file.

What identifies the patient goes into the page and nowhere else: not into metadata, bookmarks or messages.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from leafletgen.compose.context import MM, Style
from leafletgen.compose.diary import diary_blocks
from leafletgen.compose.exercise_figures import FigureStore
from leafletgen.compose.furniture import RunningLines
from leafletgen.compose.leaflet import Composed
from leafletgen.compose.sheet_blocks import SheetBlocks
from leafletgen.compose.sheet_context import SheetContext, sheet_fields
from leafletgen.compose.sheet_header import SheetHeader
from leafletgen.compose.sheet_request import SheetRequest
from leafletgen.content.exercise_words import exercise_words
from leafletgen.content.model.brand import Brand
from leafletgen.content.model.layout import Layout, SheetRules
from leafletgen.errors import Report
from leafletgen.images import PictureStore
from leafletgen.pdf.block import Block, TooTallError
from leafletgen.pdf.canvas import TaggedCanvas
from leafletgen.pdf.catalog import StructureError
from leafletgen.pdf.flow import Break, Column, Placed, Row, fill, paginate
from leafletgen.pdf.structure import Node
from leafletgen.pdf.typeface import TypefaceError
from leafletgen.pdf.xmp import Metadata

#: Points between the text and the footer.
_FOOT = 13.0
#: Begins the name of an exercise's place.
_EXERCISE = "exercise-"

__all__ = ["SheetRequest", "compose_sheet"]


def compose_sheet(
    brand: Brand,
    layout: Layout,
    request: SheetRequest,
    pictures: PictureStore,
    figures: FigureStore,
    report: Report,
    producer: str,
    language: str = "en-GB",
) -> Composed | None:
    """Set a sheet; None when an error was reported. The same request gives the same bytes."""
    try:
        setter = _SheetSetter(brand, layout, request, pictures, figures, report, language)
        return None if report.has_errors else setter.set(producer)
    except TypefaceError as fault:
        report.error(f"a font cannot be used: {fault}", "choose another file in the brand's fonts", brand.place)
    except TooTallError as fault:
        report.error(
            f"{_part(fault.block, request)} is {fault.height / MM:.0f} mm high, and a page of {layout.name} has room"
            f" for {fault.room / MM:.0f} mm",
            "shorten its texts, or choose a layout with smaller print or one that prints less of each exercise",
        )
    except StructureError as fault:
        report.error(f"{fault}: {fault.nodes[0].role if fault.nodes else ''}", "", layout.place)
    return None


def _anchors(block: Block) -> list[str]:
    """The names of places in a block; exercises side by side are one block."""
    blocks = block.blocks if isinstance(block, Row) else [block]
    return [one.anchor for one in blocks if one.anchor is not None]


def _part(block: Block, request: SheetRequest) -> str:
    """What a block is, for a message; of what it says only an exercise's name, which tells nothing of the patient."""
    numbers = [int(anchor.removeprefix(_EXERCISE)) for anchor in _anchors(block) if anchor.startswith(_EXERCISE)]
    if not numbers:
        return "a part of this sheet"
    names = " or ".join(f'"{request.prescribed[number - 1].exercise.name}"' for number in numbers)
    return f"the exercise {names}"


class _SheetSetter:
    """Sets one sheet."""

    def __init__(
        self,
        brand: Brand,
        layout: Layout,
        request: SheetRequest,
        pictures: PictureStore,
        figures: FigureStore,
        report: Report,
        language: str,
    ) -> None:
        if brand.sheet is None:
            report.error(
                "this brand says nothing about pain and about when to stop, which every sheet has to say",
                'give it "sheet:" with "pain:", "stop:" and "emergency:"',
                brand.place,
            )
        rules = layout.sheet
        if rules is None:
            raise ValueError(f"{layout.name} is no layout of a sheet")
        self.rules: SheetRules = rules
        self.layout = layout
        self.language = language
        code = brand.code.parse(rules.code)
        if code is None:
            report.error(
                f'the code "{rules.code}" does not fit the brand\'s template {brand.code.template}',
                f"for example {brand.code.example}",
                rules.place,
            )
        self.issued = (code.issued if code is not None else None) or (2000, 1)
        words = exercise_words(language)
        self.title = words["sheet.title"]
        fields = sheet_fields(brand, rules.code, self.title)
        self.context = context = SheetContext(brand, language, fields, layout, pictures, report, None)
        self.words = words
        self.cards_drawn = 0
        self._use_cards()
        self.document = Node("Document")
        self.document.language = language
        header = SheetHeader(context, words, request, self.document, language).blocks()
        blocks = SheetBlocks(context, words, rules, figures, request.person)
        exercises = [
            blocks.exercise(number, one, self.document, self._cell())
            for number, one in enumerate(request.prescribed, 1)
        ]
        self.blocks = blocks
        safety = blocks.safety(self.document, request)
        for group in safety:
            # A card is smaller than what some brands have to say; a page never is.
            group.splits = group.measure(context.column) > self._columns(0)[0].height
        rows = self._side_by_side(exercises)
        self.counted = {id(row) for row in rows}
        self.flow: list[Block] = [*header, *rows, *safety]
        if request.diary:
            names = [one.exercise.name for one in request.prescribed]
            self.flow += [Break(), *diary_blocks(context, words, names, request.diary, self.document)]
        self.footer = RunningLines(context, layout.footer, False)

    def _use_cards(self) -> None:
        """With several cards to a page, a column is a card less its own margins."""
        rules, context = self.rules, self.context
        self.card = (context.width / rules.cards_across, context.height / rules.cards_down)
        if rules.cards_across > 1:
            context.column = self.card[0] - context.left - context.right

    def _cell(self) -> float:
        """The width of one exercise in points."""
        across = self.rules.across
        return (self.context.column - self._gap() * (across - 1)) / across

    def _gap(self) -> float:
        return 1.6 * self.context.size

    def _side_by_side(self, exercises: Sequence[Block]) -> list[Block]:
        across = self.rules.across
        if across == 1:
            return list(exercises)
        rows: list[Block] = []
        for start in range(0, len(exercises), across):
            some = list(exercises[start : start + across])
            while len(some) < across:
                some.append(_Nothing())
            rows.append(Row(some, self._gap(), self.context.gap, self.context.gap))
        return rows

    def _columns(self, index: int) -> list[Column]:
        """The columns of a page: one, or one for each card."""
        context, rules = self.context, self.rules
        foot = max(context.bottom, 5 * MM + 1.3 * self.layout.scale.footer + _FOOT)
        if rules.cards_across * rules.cards_down == 1:
            top = context.height - context.top
            return [Column(context.left, top, context.column, top - foot)]
        wide, high = self.card
        columns = []
        for down in range(rules.cards_down):
            for across in range(rules.cards_across):
                top = context.height - down * high - context.top
                columns.append(Column(across * wide + context.left, top, context.column, high - context.top - foot))
        return columns

    def set(self, producer: str) -> Composed:
        """Lay out, draw, write."""
        one_card = self.rules.cards_across * self.rules.cards_down == 1
        pages = self._pages() if one_card else paginate(self.flow, self._columns)
        year, month = self.issued
        metadata = Metadata(
            title=self.title,
            language=self.language,
            author=self.context.brand.name,
            keywords=self.rules.code,
            creator="leafletgen",
            producer=producer,
            created=datetime(year, month, 1, tzinfo=UTC),
        )
        canvas = TaggedCanvas(self.document, metadata, (self.context.width, self.context.height))
        for number, page in enumerate(pages, 1):
            self._draw(canvas, page, number, len(pages))
        return Composed(canvas.bytes(), len(pages))

    def _pages(self) -> list[list[Placed]]:
        """Pages with as many exercises as the layout wants at the most, and pictures as large as each page allows."""
        pages: list[list[Placed]] = []
        rest = list(self.flow)
        column = self._columns(0)[0]
        while rest:
            count = end = 0
            while end < len(rest) and count <= self.rules.down:
                count += id(rest[end]) in self.counted
                end += count <= self.rules.down
            filled = fill(rest[:end], column.width, column.height)
            rest = [*filled.rest, *rest[end:]]
            here = [block for block, _ in filled.placed]
            self.blocks.grow(here, column.width, column.height)
            again = fill(here, column.width, column.height)
            pages.append([Placed(block, column.x, column.top - down, column.width) for block, down in again.placed])
        return pages

    def _draw(self, canvas: TaggedCanvas, page: list[Placed], number: int, pages: int) -> None:
        context = self.context
        levels = {anchor: (level, words) for level, words, anchor in context.headings}
        for placed in page:
            for anchor in _anchors(placed.block):
                canvas.anchor(anchor, min(placed.top + 6, context.height))
                level, words = levels[anchor]
                canvas.outline_entry(words, level - 1, anchor)
            placed.block.draw(canvas, placed.x, placed.top, placed.width)
        self._draw_cuts(canvas)
        if self.rules.cards_across * self.rules.cards_down > 1:
            self._draw_card_codes(canvas, page)
            canvas.showPage()
            return
        foot = max(context.bottom, 5 * MM + self.footer.height + _FOOT)
        self.footer.draw(canvas, foot - _FOOT, number, pages)
        canvas.showPage()

    def _draw_card_codes(self, canvas: TaggedCanvas, page: list[Placed]) -> None:
        """The code at the foot of every card, because cards are cut apart; numbered through."""
        context = self.context
        style = Style(self.layout.scale.footer, context.ink)
        used = dict.fromkeys((int(placed.x // self.card[0]), self._row_of(placed)) for placed in page)
        for across, down in used:
            self.cards_drawn += 1
            words = self.words["sheet.card"].format(number=self.cards_drawn, code=self.rules.code)
            text = context.text(words, Node("Document"), style)
            base = context.height - (down + 1) * self.card[1] + 5 * MM
            canvas.operators.append(canvas.begin_artifact("Pagination", "Footer"))
            left = across * self.card[0] + context.left
            text.draw_unmarked(canvas, left, base + text.leading, context.column)
            canvas.operators.append(canvas.end())

    def _row_of(self, placed: Placed) -> int:
        return int((self.context.height - placed.top) // self.card[1])

    def _draw_cuts(self, canvas: TaggedCanvas) -> None:
        """Dashed lines to cut or fold along, between cards."""
        rules, context = self.rules, self.context
        if rules.cards_across * rules.cards_down == 1:
            return
        with canvas.artifact():
            out = canvas.operators
            out.append(f"{context.rule} RG 0.5 w [4 3] 0 d")
            for across in range(1, rules.cards_across):
                x = across * self.card[0]
                out.append(f"{x:.2f} 0 m {x:.2f} {context.height:.2f} l S")
            for down in range(1, rules.cards_down):
                y = context.height - down * self.card[1]
                out.append(f"0 {y:.2f} m {context.width:.2f} {y:.2f} l S")
            out.append("[] 0 d")


class _Nothing(Block):
    """An empty place in a row."""

    def measure(self, width: float) -> float:
        return 0.0

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        return
