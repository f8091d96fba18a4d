"""An exercise sheet for one patient on the pages of a layout: head, exercises, safety, diary, and the file.

What identifies the patient goes onto the page and nowhere else: not into metadata, bookmarks or messages.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from functools import partial
from sys import intern

from leafletgen.content.model.brand import Brand
from leafletgen.content.model.layout import Layout
from leafletgen.document.element import Element
from leafletgen.document.sheet import SheetDocument
from leafletgen.document.sheet_request import SheetRequest
from leafletgen.errors import Place, Report
from leafletgen.images import PictureStore
from leafletgen.languages.phrases import words_for
from leafletgen.pages.context import MM, Context
from leafletgen.pages.diary import diary_blocks, diary_key
from leafletgen.pages.exercise_figures import FigureStore
from leafletgen.pages.flow.block import Block, TooTallError
from leafletgen.pages.flow.columns import Column, Placed
from leafletgen.pages.flow.filling import Break, Group, fill, stack_height
from leafletgen.pages.flow.panels import Panel
from leafletgen.pages.frame import Composed, Page, PageSetter, anchors_of, compose, issued
from leafletgen.pages.furniture import RunningLines
from leafletgen.pages.sheet_arrangements import ExerciseGroup, Kept
from leafletgen.pages.sheet_cards import CardSheet
from leafletgen.pages.sheet_ends import SheetEnds, Way
from leafletgen.pages.sheet_exercises import ExerciseSetter
from leafletgen.pages.sheet_head import caution_blocks, head_blocks
from leafletgen.pages.sheet_memory import SetDiary, SetExercise, SheetMemory
from leafletgen.pages.sheet_pages import CARD_SCALE, Plan, SheetPages, spread
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
    memory: SheetMemory | None = None,
) -> Composed | None:
    """Set a sheet; None when an error was reported. The same request gives the same bytes, with or without a memory.

    Raises:
        ValueError: the layout is none of a sheet.
    """
    known = SheetMemory() if memory is None else memory
    return compose(
        brand, report, lambda: SheetSetter(brand, layout, request, pictures, figures, report, language, known), producer
    )


class SheetSetter(PageSetter):
    """Sets one sheet."""

    over_footer = 9.0

    def __init__(
        self,
        brand: Brand,
        layout: Layout,
        request: SheetRequest,
        pictures: PictureStore,
        figures: FigureStore,
        report: Report,
        language: str,
        memory: SheetMemory,
    ) -> None:
        """Write the document and set its blocks."""
        rules = layout.sheet
        if rules is None:
            raise ValueError(f"{layout.name} is no layout of a sheet")
        context = Context(brand, layout, pictures, report, None, language)
        super().__init__(context, layout.place)
        self.rules = rules
        self.layout = layout
        self.request = request
        self.language = language
        self.report = report
        self.memory = memory
        memory.begin(brand, layout, context.face(), context.face(True), intern(language))
        taken: dict[Hashable, SetExercise] = {}
        self.document = document = SheetDocument(
            brand, rules, request, language, report, recall=partial(_recalled, memory, taken)
        )
        context.check_logos()
        self.cards = CardSheet(context, rules, document.manuscript.phrases) if rules.has_cards else None
        self.footer = RunningLines(context, layout.footer, False, document.fields, words_for(language))
        self.foot = self.foot_of(self.cards.end_height if self.cards is not None else self.footer.height)
        setter = ExerciseSetter(context, rules, figures)
        self.exercises = [
            taken[key].parts
            if key in taken
            else setter.exercise(element, document.brief_point(number), first=not number)
            for number, (key, element) in enumerate(zip(document.keys, document.exercises, strict=True))
        ]
        self._whole = [list(element.kids) for element in document.exercises]

    def root(self) -> Element:
        """The document, with what its pages asked for."""
        return self.document.assemble()

    # --- layout ------------------------------------------------------------------------------------------------

    def lay_out(self) -> list[Page]:
        """Pages or cards with all that stands on them."""
        diary = self._diary() if self.request.diary else []
        return self._cards(self.cards, diary) if self.cards is not None else self._pages(diary)

    def _diary(self) -> list[Block]:
        """The blocks of the diary, which are added to the document; its tables are never divided."""
        key = diary_key(self.document)
        known = self.memory.diaries.take(key)
        if known is None:
            blocks = diary_blocks(self.context, self.document)
            known = SetDiary(self.document.diary, blocks)
        if not self.report.diagnostics:
            self.memory.diaries.put(key, known)
        self.document.diary = known.elements
        return known.blocks

    def _column(self) -> Column:
        """Where a page has room for text."""
        context = self.context
        top = context.height - context.top
        return Column(context.left, top, context.column, top - self.foot)

    def _pages(self, diary: list[Block]) -> list[Page]:
        context, document, column = self.context, self.document, self._column()
        ends = SheetEnds(context, document)
        grid = (self.rules.across, self.rules.down, 1.2 * context.size, context.gap)
        finder = SheetPages(self.exercises, ends, (column.width, column.height), grid, is_large=context.is_large)
        plan = finder.best()
        if plan.pages:
            pages = [*self._set(finder, plan, column, diary)]
        else:
            pages = self._flowing(finder, ends, diary, plan.way)
        if plan.pages:
            self._remember()
        ends.take(plan.way)
        if plan.way.brief:
            document.shorten([parts.said_briefly for parts in self.exercises])
        return pages

    def _remember(self) -> None:
        """Remember the exercises, none of which was divided, unless there is something to say of the sheet."""
        if self.report.diagnostics:
            return
        for key, element, kids, parts in zip(
            self.document.keys, self.document.exercises, self._whole, self.exercises, strict=True
        ):
            if key is not None:
                self.memory.exercises.put(key, SetExercise(element, kids, parts))

    def _set(self, finder: SheetPages, plan: Plan, column: Column, diary: list[Block]) -> Iterator[Page]:
        """The pages of a plan, and the diary on the last one where that has room, else after it."""
        rows = {id(row) for row in finder.all_rows()}
        for index in range(len(plan.pages)):
            more: list[Block] = []
            if (
                index == len(plan.pages) - 1
                and diary
                and finder.fits(index, plan.pages[index], plan.way, last=True, more=diary)
            ):
                more, diary = diary, []
            blocks = finder.grown(plan, index, more)
            if not plan.pages[index].rows:
                # In large print there may be more to say about safety than a page holds.
                yield from self._filled(_dividing(blocks, column))
                continue
            placed = spread(blocks, rows, column.width, column.height)
            yield [Placed(block, column.x, column.top - down, column.width) for block, down in placed]
        yield from self._filled(diary)

    def _filled(self, blocks: Sequence[Block]) -> Iterator[Page]:
        """Pages filled one after another."""
        column = self._column()
        rest = list(blocks)
        while rest:
            filled = fill(rest, column.width, column.height)
            rest = filled.rest
            yield [Placed(block, column.x, column.top - down, column.width) for block, down in filled.placed]

    def _flowing(self, finder: SheetPages, ends: SheetEnds, diary: list[Block], way: Way) -> list[Page]:
        """Pages filled one after another, where some exercise is higher than a page, as in large print."""
        try:
            return self._flowed(finder, ends, diary, way, loose=False)
        except TooTallError:
            return self._flowed(finder, ends, diary, way, loose=True)

    def _flowed(self, finder: SheetPages, ends: SheetEnds, diary: list[Block], way: Way, *, loose: bool) -> list[Page]:
        """Pages on which an exercise goes over two and not over three: its steps stand on the second, or go on there.

        One that would not even begin on a page, as in the largest print, is divided wherever that helps when it is to
        be loose.
        """
        column = self._column()
        flow = ends.top(way)
        used = stack_height(flow, column.width)
        for number in range(len(self.exercises)):
            row, fits = finder.largest(number, way)
            if not fits and isinstance(row, ExerciseGroup):
                row.divide(column.width, column.height)
                if loose and not row.begins_in(column.width, column.height):
                    row = self._loose(number, way, column)
                if used + row.measure(column.width) > 2 * column.height - self.context.size:
                    flow.append(Break())
            used = column.height
            flow.append(row)
        ending = [*ends.ending(way), *([Break()] if diary else []), *diary]
        return [*self._filled([*flow, *_dividing(ending, column)])]

    def _loose(self, number: int, way: Way, column: Column) -> ExerciseGroup:
        """An exercise of which not even the beginning finds room on a page, divided wherever that helps."""
        exercise = self.exercises[number]
        group = exercise.stacked(column.width, column.height, cautions=not way.merged, brief=way.brief)
        group.divide(column.width, column.height)
        group.loosen()
        return group

    def _cards(self, cards: CardSheet, diary: list[Block]) -> list[Page]:
        """Cards, each with one exercise, whose pictures are as large as it lets them be."""
        safety = cards.add_safety(self.document, self.foot)
        columns = cards.columns(self.foot)
        width, high = columns[0].width, columns[0].height
        finder = SheetPages(self.exercises, None, (width, high), (1, 1, 0.0, 0.0))
        head = [*head_blocks(self.context, self.document), *caution_blocks(self.context, self.document.cautions)]
        # Cards are cut apart: a sentence that asks to stop or to phone must not go on on another one.
        begun: list[Block] = [Group([block]) if block.measure(width) <= high else block for block in head]
        rest: list[Block] = []
        for number in range(len(self.exercises)):
            # What to ask first may take more than a card; the exercise follows where that ends.
            used = self._used(begun, width, high) if begun else 0.0
            row, fits = finder.largest(number, Way(), used)
            if not fits:
                row = finder.largest(number, Way(), smallest=CARD_SCALE)[0]
            rest += [*begun, row]
            begun = []
        rest += [*safety, *([Break()] if diary else []), *diary]
        pages: list[Page] = []
        ids = {id(row) for row in finder.all_rows()}
        while rest:
            page: Page = []
            for column in columns:
                end, count = 0, 0
                while end < len(rest) and count + (id(rest[end]) in ids) <= 1:
                    count += id(rest[end]) in ids
                    end += 1
                filled = fill(rest[:end], column.width, column.height)
                rest = [*filled.rest, *rest[end:]]
                page += [Placed(block, column.x, column.top - down, column.width) for block, down in filled.placed]
                if not rest:
                    break
            pages.append(page)
        self._remember()
        return pages

    def _used(self, begun: Sequence[Block], width: float, high: float) -> float:
        """How much of the last card that these blocks need they take, with some room before what follows."""
        rest = list(begun)
        while (filled := fill(rest, width, high)).rest:
            rest = filled.rest
        return (stack_height(rest, width) + 3 * self.context.leading) % high

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
            if isinstance(block, Group) and exercise.has(block.blocks):
                anchors += [exercise.anchor] if exercise.anchor else []
        names: dict[str | None, str] = {
            exercise.anchor: prescribed.exercise.name
            for exercise, prescribed in zip(self.exercises, self.request.prescribed, strict=True)
        }
        found = dict.fromkeys(f'"{names[anchor]}"' for anchor in anchors if anchor in names)
        return f"the exercise {' or '.join(found)}" if found else "a part of this sheet"


def _recalled(memory: SheetMemory, taken: dict[Hashable, SetExercise], key: Hashable) -> Element | None:
    """An exercise of an earlier sheet, which is noted among those that were taken out of the memory."""
    found = memory.exercises.take(key)
    if found is None:
        return None
    taken[key] = found
    found.element.kids = list(found.kids)
    return found.element


def _dividing(blocks: Sequence[Block], column: Column) -> Sequence[Block]:
    """The blocks, of which those that no page holds may be divided."""
    for block in blocks:
        inner = block.block if isinstance(block, Kept) else block
        if isinstance(inner, Group):
            inner.splits = block.measure(column.width) > column.height
            for part in inner.blocks:
                if isinstance(part, Panel) and part.measure(column.width) > column.height:
                    part.splits = True
    return blocks
