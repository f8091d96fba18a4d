"""An exercise sheet for one patient: header, exercises, safety, diary, and the finished file.

What identifies the patient goes into the page and nowhere else: not into metadata, bookmarks or messages.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from leafletgen.boxes.block import Block, TooTallError
from leafletgen.boxes.columns import Column, Placed
from leafletgen.boxes.flow import Break, Group, Row, fill, stack_height
from leafletgen.boxes.text import Text
from leafletgen.compose.context import MM, Style
from leafletgen.compose.diary import diary_blocks
from leafletgen.compose.exercise_figures import FigureStore
from leafletgen.compose.front import check_logos
from leafletgen.compose.furniture import RunningLines
from leafletgen.compose.sheet_blocks import SheetBlocks
from leafletgen.compose.sheet_cards import CardSafety
from leafletgen.compose.sheet_context import SheetContext, sheet_fields
from leafletgen.compose.sheet_header import SheetHeader
from leafletgen.compose.sheet_request import SheetRequest
from leafletgen.compose.sheet_safety import SafetyBlocks
from leafletgen.content.model.brand import Brand
from leafletgen.content.model.layout import Layout, SheetRules
from leafletgen.document.element import Element, Role
from leafletgen.errors import Place, Report
from leafletgen.fonts.typeface import TypefaceError
from leafletgen.images import PictureStore
from leafletgen.pages.frame import Composed
from leafletgen.pdf.canvas import TaggedCanvas
from leafletgen.pdf.catalog import StructureError
from leafletgen.pdf.xmp import Metadata
from leafletgen.words.exercise_phrases import exercise_words

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
    setter: _SheetSetter | None = None
    try:
        setter = _SheetSetter(brand, layout, request, pictures, figures, report, language)
        return None if report.has_errors else setter.set(producer)
    except TypefaceError as fault:
        report.error(f"a font cannot be used: {fault}", "choose another file in the brand's fonts", brand.place)
    except TooTallError as fault:
        report.error(
            f"{_part(fault.block, setter)} is {fault.height / MM:.0f} mm high, and a page of {layout.name} has room"
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


def _part(block: Block, setter: "_SheetSetter | None") -> str:
    """What a block is, for a message; of what it says only an exercise's name, which tells nothing of the patient."""
    if setter is None:
        return "a part of this sheet"
    anchors = _anchors(block)
    for exercise in setter.exercises:
        # A part of one that goes over two pages.
        if isinstance(exercise, Group) and isinstance(block, Group) and set(block.blocks) <= set(exercise.blocks):
            anchors += _anchors(exercise)
    numbers = [int(anchor.removeprefix(_EXERCISE)) for anchor in anchors if anchor.startswith(_EXERCISE)]
    if not numbers:
        return "a part of this sheet"
    names = " or ".join(f'"{setter.request.prescribed[number - 1].exercise.name}"' for number in numbers)
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
        self.request = request
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
        check_logos(context)
        self.words = words
        self.cards_drawn = 0
        self._use_cards()
        self.footer = RunningLines(context, layout.footer, False)
        self.foot = 5 * MM + (self._card_end_height() if rules.has_cards else self.footer.height)
        self.document = Element(Role.DOCUMENT)
        self.document.language = language
        self.card_safety: CardSafety | None = None
        header = SheetHeader(context, words, request, self.document, language).blocks()
        safety = SafetyBlocks(context, words, request)
        if rules.has_cards and brand.sheet is not None:
            self.card_safety = CardSafety(context, words, request, brand.sheet, self.document, self._card_room())
            self._check_card(brand.sheet.place)
        blocks = SheetBlocks(context, words, rules, figures, request.person)
        header += blocks.ask_first(request.prescribed, self.document)
        exercises = [
            blocks.exercise(number, one, self.document, self._cell())
            for number, one in enumerate(request.prescribed, 1)
        ]
        self.blocks = blocks
        self.exercises = exercises
        ending: list[Block] = []
        if brand.sheet is not None and self.card_safety is not None:
            ending = safety.cards(self.document, self.card_safety.signs, self._columns(0)[0].height)
        elif brand.sheet is not None:
            said = safety.page(self.document, brand.sheet)
            # In large print there may be more to say than a page holds.
            said.splits = said.measure(context.column) > self._columns(0)[0].height
            ending = [said]
        rows = self._side_by_side(exercises)
        self.counted = {id(row) for row in rows}
        self.flow: list[Block] = [*header, *self._begun(rows, stack_height(header, context.column)), *ending]
        if request.diary:
            names = [one.exercise.name for one in request.prescribed]
            self.flow += [Break(), *diary_blocks(context, words, names, request.diary, self.document)]

    def _use_cards(self) -> None:
        """With several cards to a page, a column is a card less its own margins; of a folded one the left half."""
        rules, context = self.rules, self.context
        self.card = (context.width / rules.cards_across, context.height / rules.cards_down)
        if rules.has_cards:
            context.column = self.card[0] / (2 if rules.fold else 1) - context.left - context.right

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

    def _begun(self, rows: Sequence[Block], used: float) -> Iterator[Block]:
        """Yield exercises; one that is higher than a page, as in large print, goes over two pages and not over three.

        Its steps go on to the second page. `used` points of the first page are taken by the head.
        """
        room = self._columns(0)[0].height
        for row in rows:
            needed = row.measure(self.context.column)
            if not self.rules.has_cards and isinstance(row, Group) and needed > room:
                row.splits = True
                if used + needed > 2 * room - self.context.size:
                    yield Break()
            used = room
            yield row

    def _columns(self, index: int) -> list[Column]:
        """The columns of a page: one, or one for each card."""
        context, rules = self.context, self.rules
        foot = max(context.bottom, self.foot + _FOOT)
        if not rules.has_cards:
            top = context.height - context.top
            return [Column(context.left, top, context.column, top - foot)]
        wide, high = self.card
        safety = self._safety_height()
        columns = []
        for down in range(rules.cards_down):
            for across in range(rules.cards_across):
                top = context.height - down * high - context.top
                room = high - context.top - foot - (0.0 if rules.fold else safety)
                columns.append(Column(across * wide + context.left, top, context.column, room))
        return columns

    def _card_room(self) -> float:
        """How high the box of safety may be on a card, in points: all of a folded half, else what it must be."""
        if not self.rules.fold:
            return 0.0
        foot = max(self.context.bottom, self.foot)
        return self.card[1] - self.context.top - foot

    def _check_card(self, place: Place) -> None:
        """What makes a card safe has to fit it."""
        room = self.card[1] - self.context.top - max(self.context.bottom, self.foot)
        needed = self._safety_height()
        if needed > room + self.context.gap:
            self.context.report.error(
                f"what every card says about safety is {needed / MM:.0f} mm high, and a card has {room / MM:.0f} mm",
                "shorten pain: and emergency: in the brand, or choose a layout with larger cards",
                place,
            )

    def _safety_height(self) -> float:
        """The height of the box of safety on a card, with the space over it, in points."""
        if self.card_safety is None:
            return 0.0
        return self.card_safety.measure(self.context.column) + 0.5 * self.context.gap

    def set(self, producer: str) -> Composed:
        """Lay out, draw, write."""
        pages = self._pages()
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
        for place, _ in canvas.broken:
            # Which word is not said: it may be the patient's name.
            self.context.report.warning(
                f"a word of this sheet is broken between its letters in {self.layout.name}",
                "it is wider than its column: write it shorter, or choose a layout with wider columns",
                place,
            )
        return Composed(canvas.bytes(), len(pages))

    def _pages(self) -> list[list[Placed]]:
        """Pages whose columns hold as many exercises as the layout wants at the most, with pictures as large as fit."""
        pages: list[list[Placed]] = []
        rest = list(self.flow)
        while rest:
            page: list[Placed] = []
            for column in self._columns(len(pages)):
                count = end = 0
                while end < len(rest) and count <= self.rules.down:
                    count += id(rest[end]) in self.counted
                    end += count <= self.rules.down
                filled = fill(rest[:end], column.width, column.height)
                rest = [*filled.rest, *rest[end:]]
                here = [block for block, _ in filled.placed]
                self.blocks.grow(here, column.width, column.height)
                again = fill(here, column.width, column.height)
                page += [Placed(block, column.x, column.top - down, column.width) for block, down in again.placed]
                if not rest or (filled.broken and not self.rules.has_cards):
                    break
            pages.append(page)
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
        if self.rules.has_cards:
            self._draw_card_ends(canvas, page)
            canvas.showPage()
            return
        foot = max(context.bottom, self.foot + _FOOT)
        self.footer.draw(canvas, foot - _FOOT, number, pages)
        canvas.showPage()

    def _draw_card_ends(self, canvas: TaggedCanvas, page: list[Placed]) -> None:
        """The code at the foot of every card, numbered through, and what makes it safe: cards are cut apart."""
        context = self.context
        used = dict.fromkeys((int(placed.x // self.card[0]), self._row_of(placed)) for placed in page)
        for across, down in used:
            self.cards_drawn += 1
            text = self._card_end(str(self.cards_drawn))
            high = text.measure(context.column)
            base = context.height - (down + 1) * self.card[1] + 5 * MM
            canvas.operators.append(canvas.begin_artifact("Pagination", "Footer"))
            left = across * self.card[0] + context.left
            text.draw_unmarked(canvas, left, base + high, context.column)
            canvas.operators.append(canvas.end())
            if self.card_safety is not None:
                if self.rules.fold:
                    left += self.card[0] / 2
                    top = context.height - down * self.card[1] - context.top
                else:
                    top = base + high + 0.5 * context.gap + self.card_safety.measure(context.column)
                self.card_safety.draw(canvas, left, top, context.column, first=self.cards_drawn == 1)

    def _card_end(self, number: str) -> Text:
        """The line at the foot of a card."""
        words = self.words["sheet.card"].format(number=number, code=self.rules.code)
        return self.context.text(words, Element(Role.DOCUMENT), Style(self.layout.scale.footer, self.context.ink))

    def _card_end_height(self) -> float:
        """The height of that line, which in a narrow card is several."""
        text = self._card_end("88")
        return 1.3 * self.layout.scale.footer + text.measure(self.context.column) - text.leading

    def _row_of(self, placed: Placed) -> int:
        return int((self.context.height - placed.top) // self.card[1])

    def _draw_cuts(self, canvas: TaggedCanvas) -> None:
        """Dashed lines to cut or fold along, between cards."""
        rules, context = self.rules, self.context
        if not rules.has_cards:
            return
        with canvas.artifact():
            out = canvas.operators
            out.append(f"{context.rule} RG 0.5 w [4 3] 0 d")
            step = self.card[0] / (2 if rules.fold else 1)
            for across in range(1, rules.cards_across * (2 if rules.fold else 1)):
                x = across * step
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
