"""An exercise sheet for one patient on the pages of a layout: head, exercises, safety, diary, and the file.

What identifies the patient goes onto the page and nowhere else: not into metadata, bookmarks or messages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leafletgen.content.model.brand import Brand
from leafletgen.content.model.layout import Layout
from leafletgen.document.element import Element
from leafletgen.document.sheet import SheetDocument
from leafletgen.document.sheet_request import SheetRequest
from leafletgen.errors import Place, Report
from leafletgen.images import PictureStore
from leafletgen.pages.context import MM, Context
from leafletgen.pages.diary import diary_blocks
from leafletgen.pages.exercise_figures import FigureStore
from leafletgen.pages.flow.block import Block, TooTallError
from leafletgen.pages.flow.columns import Column, Placed
from leafletgen.pages.flow.filling import Break, Group, Row, fill, stack_height
from leafletgen.pages.frame import Composed, Page, PageSetter, anchors_of, compose, issued
from leafletgen.pages.furniture import RunningLines
from leafletgen.pages.sheet_cards import CardSheet
from leafletgen.pages.sheet_exercises import ExerciseSetter
from leafletgen.pages.sheet_head import head_blocks
from leafletgen.pages.sheet_parts import ExerciseGroup
from leafletgen.pages.sheet_safety import SafetySetter
from leafletgen.pdf.canvas import TaggedCanvas
from leafletgen.pdf.xmp import Metadata


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
    """Set a sheet; None when an error was reported. The same request gives the same bytes.

    Raises:
        ValueError: the layout is none of a sheet.
    """
    return compose(
        brand, report, lambda: SheetSetter(brand, layout, request, pictures, figures, report, language), producer
    )


class SheetSetter(PageSetter):
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
        """Write the document and set its blocks."""
        rules = layout.sheet
        if rules is None:
            raise ValueError(f"{layout.name} is no layout of a sheet")
        context = Context(brand, layout, pictures, report, None)
        super().__init__(context, layout.place)
        self.rules = rules
        self.layout = layout
        self.request = request
        self.language = language
        self.report = report
        self.document = document = SheetDocument(brand, rules, request, language, report)
        context.check_logos()
        self.cards = CardSheet(context, rules, document.manuscript.phrases) if rules.has_cards else None
        self.footer = RunningLines(context, layout.footer, False, document.fields)
        self.foot = self.foot_of(self.cards.end_height if self.cards is not None else self.footer.height)
        self.exercise_setter = setter = ExerciseSetter(context, rules, figures)
        ending = self._safety()
        header = head_blocks(context, document)
        cell = self._cell()
        self.exercises = [
            setter.exercise(element, cell, first=not number) for number, element in enumerate(document.exercises)
        ]
        rows = self._side_by_side(self.exercises)
        self.counted = {id(row) for row in rows}
        self.flow: list[Block] = [*header, *self._begun(rows, stack_height(header, context.column)), *ending]
        if request.diary:
            self.flow += [Break(), *diary_blocks(context, document)]

    def root(self) -> Element:
        """The document, with what its pages asked for."""
        return self.document.assemble()

    # --- blocks ------------------------------------------------------------------------------------------------

    def _safety(self) -> list[Block]:
        """What stands after the exercises about safety; with cards, most of it is on each of them."""
        if self.cards is not None:
            return self.cards.add_safety(self.document, self.foot)
        self.document.add_safety()
        made = [SafetySetter(self.context).page(section) for section in self.document.safety]
        for said in made:
            # In large print there may be more to say than a page holds.
            said.splits = said.measure(self.context.column) > self._columns(0)[0].height
        return list(made)

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

        Its steps stand on the second page, or go on there. `used` points of the first page are taken by the head.
        """
        room = self._columns(0)[0].height
        for row in rows:
            needed = row.measure(self.context.column)
            if self.cards is None and isinstance(row, ExerciseGroup) and needed > room:
                row.divide(self.context.column, room)
                if used + needed > 2 * room - self.context.size:
                    yield Break()
            used = room
            yield row

    # --- layout ------------------------------------------------------------------------------------------------

    def _columns(self, index: int) -> Sequence[Column]:
        """The columns of a page: one, or one for each card."""
        if self.cards is not None:
            return self.cards.columns(self.foot)
        context = self.context
        top = context.height - context.top
        return [Column(context.left, top, context.column, top - self.foot)]

    def lay_out(self) -> list[Page]:
        """Pages whose columns hold as many exercises as the layout wants at the most, with pictures as large as fit."""
        pages: list[Page] = []
        rest = list(self.flow)
        while rest:
            page: Page = []
            for column in self._columns(len(pages)):
                count = end = 0
                while end < len(rest) and count <= self.rules.down:
                    count += id(rest[end]) in self.counted
                    end += count <= self.rules.down
                filled = fill(rest[:end], column.width, column.height)
                rest = [*filled.rest, *rest[end:]]
                here = [block for block, _ in filled.placed]
                self.exercise_setter.grow(here, column.width, column.height)
                again = fill(here, column.width, column.height)
                page += [Placed(block, column.x, column.top - down, column.width) for block, down in again.placed]
                if not rest or (filled.broken and self.cards is None):
                    break
            pages.append(page)
        return pages

    # --- drawing -----------------------------------------------------------------------------------------------

    def metadata(self, producer: str) -> Metadata:
        """Title and code of the sheet; nothing of the patient."""
        return Metadata(
            title=self.document.title,
            language=self.language,
            author=self.context.brand.name,
            keywords=self.rules.code,
            creator="leafletgen",
            producer=producer,
            created=issued(self.document.issued),
            full_size=self.cards is not None,
        )

    def furnish(self, canvas: TaggedCanvas, page: Page, number: int, pages: int) -> None:
        """Paint the footer, or lines to cut along and what stands on every card."""
        if self.cards is not None:
            self.cards.draw(canvas, page)
        else:
            self.footer.draw(canvas, self.foot - self.over_footer, number, pages)

    def tell_too_tall(self, error: TooTallError) -> None:
        """Report a block that fits no page."""
        self.report.error(
            "block-taller-than-page",
            f"{self._called(error.block)} is {error.height / MM:.0f} mm high, and a page of {self.layout.name} has room"
            f" for {error.room / MM:.0f} mm",
            "shorten its texts, or choose a layout with smaller print or one that prints less of each exercise",
        )

    def tell_broken(self, place: Place | None, word: str) -> None:
        """Report a broken word; which one is not said: it may be the patient's name."""
        self.report.warning(
            "word-broken",
            f"a word of this sheet is broken between its letters in {self.layout.name}",
            "it is wider than its column: write it shorter, or choose a layout with wider columns",
            place,
        )

    def _called(self, block: Block) -> str:
        """What a block is, for a message; of its words only names of exercises, which tell nothing of the patient."""
        anchors = anchors_of(block)
        for exercise in self.exercises:
            # A part of one that goes over two pages.
            if isinstance(exercise, Group) and isinstance(block, Group) and set(block.blocks) <= set(exercise.blocks):
                anchors += anchors_of(exercise)
        names = {
            exercise.anchor: prescribed.exercise.name
            for exercise, prescribed in zip(self.exercises, self.request.prescribed, strict=True)
        }
        found = dict.fromkeys(f'"{names[anchor]}"' for anchor in anchors if anchor in names)
        return f"the exercise {' or '.join(found)}" if found else "a part of this sheet"


class _Nothing(Block):
    """An empty place in a row."""

    def measure(self, width: float) -> float:
        return 0.0

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        return
