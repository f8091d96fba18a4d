"""What a sheet says about safety, on pages: after the exercises, or on cards that are cut off."""

from __future__ import annotations

from collections.abc import Sequence

from leafletgen.content.model.signs import SheetSigns
from leafletgen.document import looks
from leafletgen.document.element import Element, Role
from leafletgen.document.sheet_safety import SafetyWriter
from leafletgen.pages.context import Context, Style, numbers
from leafletgen.pages.flow.block import Block
from leafletgen.pages.flow.filling import Group, Item, Row, stack_height
from leafletgen.pages.flow.panels import Panel, PanelStyle, Rule
from leafletgen.pages.flow.text import Text

#: From so many ems of width on, what a line holds is said in half of it.
_TWO_LINES = 38.0
#: Points of the line around what needs help at once: thicker than any other, so that it shows without colour.
_EMERGENCY_LINE = 2.6


class Levels(Row):
    """Boxes side by side, as wide as makes them all of least height."""

    __slots__ = ("_widths",)

    def __init__(self, boxes: Sequence[Panel], gap: float, below: float) -> None:
        """Gaps in points."""
        super().__init__([*boxes], gap, 0.0, below)
        self._widths: dict[float, list[float]] = {}

    def _cells(self, width: float) -> list[tuple[Block, float]]:
        widths = self._widths.get(width)
        if widths is None:
            widths = self._widths[width] = self._by_length(width)
            tallest = max(box.measure(wide) for box, wide in zip(self.blocks, widths, strict=True))
            for box in self.blocks:
                assert isinstance(box, Panel)
                box.least = tallest
        return list(zip(self.blocks, widths, strict=True))

    def _by_length(self, width: float) -> list[float]:
        """Widths by how much each has to say, and none less than half of a fair share."""
        free = width - self.gap * (len(self.blocks) - 1)
        said = [sum(len(run.text) for run in _text_in(box).runs) for box in self.blocks]
        least = 0.6 * free / len(said)
        over = [max(length - 0.5 * sum(said) / len(said), 1.0) for length in said]
        return [least + (free - least * len(said)) * more / sum(over) for more in over]


def _text_in(box: Block) -> Text:
    assert isinstance(box, Panel)
    text = box.body[0]
    assert isinstance(text, Text)
    return text


class SafetySetter:
    """Sets sections of safety."""

    def __init__(self, context: Context) -> None:
        """Set for one sheet, in the small size: on most sheets that is the size of all words."""
        self.context = context
        self.size = context.small
        self.style = context.small_style
        self.bold = self.style._replace(bold=True)

    def page(self, section: Element) -> Group:
        """All of it, one group that stays together."""
        context = self.context
        group = Group([Rule(context.rule, 0.9, 0, 0.5 * context.gap), *self._parts(section)])
        group.above = context.gap
        return group

    def card(self, section: Element) -> Group:
        """Signs on a card of their own."""
        return Group(self._parts(section))

    def divided(self, writer: SafetyWriter, lacking: Sequence[SheetSigns], room: float) -> list[list[Element]]:
        """Signs as groups, as many of them on each card as `room` points of height let under a heading.

        They are divided before the document has them; a card has one group at least.
        """
        width = self.context.column
        cards: list[list[Element]] = []
        for group in map(writer.signs, lacking):
            tried = [*cards[-1], group] if cards else []
            parts = self.card(writer.further_signs(tried)).blocks if tried else []
            if parts and stack_height(parts, width) <= room:
                cards[-1].append(group)
            else:
                cards.append([group])
        return cards

    # --- parts -------------------------------------------------------------------------------------------------

    def _parts(self, section: Element) -> list[Block]:
        """All parts, those with signs in one panel."""
        made: list[Block] = []
        signs: list[Block] = []
        for element in section.elements:
            if element.look == looks.SIGNS:
                signs += self._signs(element)
                continue
            if signs:
                made.append(self._alarm(signs))
                signs = []
            if element.look == looks.EXAMPLE and element.elements and made and element is section.elements[-1]:
                made.append(self._beside(made.pop(), self._part(element)))
            elif element.look == looks.EMERGENCY and made and isinstance(made[-1], Text):
                made.append(self._stopping(made.pop(), self._call(element)))
            else:
                made += self._part(element)
        return [*made, self._alarm(signs)] if signs else made

    def _stopping(self, stop: Block, call: Block) -> Block:
        """When to stop, and at its right when to call at once, where lines are long enough for two."""
        context = self.context
        if context.column < _TWO_LINES * self.size:
            return Group([stop, call])
        return Row([stop, call], self.size, 0.4 * context.gap, 0.4 * context.gap)

    def _beside(self, asked: Block, example: Sequence[Block]) -> Block:
        """Whom to ask, and at its right what says that this is an example, where both find room."""
        context = self.context
        texts = [block for block in (asked, *example) if isinstance(block, Text)]
        wide = max(text.natural_width() for text in texts[1:]) + 1.0
        if texts[0] is not asked or texts[0].natural_width() + self.size + wide > context.column:
            return Group([asked, *example])
        return Row([asked, Group(list(example))], self.size, asked.above, 0.0, last_width=wide)

    def _part(self, element: Element) -> Sequence[Block]:
        context = self.context
        gap = 0.35 * context.gap
        if element.role is Role.HEADING:
            return [self._heading(element)]
        if element.look == looks.PAIN:
            return self._pain(element)
        if element.look == looks.STOP:
            return [context.text(element, self.bold, gap, gap)]
        if element.look == looks.EMERGENCY:
            return [self._call(element)]
        if element.look == looks.QUESTIONS:
            return [self._questions(element)]
        if element.look == looks.EXAMPLE:
            return [context.text(text, context.small_style, 0.3 * context.gap) for text in element.elements]
        return [context.text(element, self.style)]

    def _heading(self, element: Element) -> Text:
        context = self.context
        style = Style(
            max(context.layout.scale.heading3, self.size), context.heading, bold=True, leading=1.25 * self.size
        )
        return context.text(element, style, below=0.4 * context.gap, keep_next=True)

    def _pain(self, group: Element) -> Sequence[Block]:
        """A box for each level, side by side where there is room."""
        context = self.context
        levels = group.elements
        narrow = context.column / len(levels) < 11 * self.size
        bold = self.bold
        cells: list[Panel] = []
        for number, level in enumerate(levels):
            runs = context.runs(level, self.style, bold)
            for run in runs:
                run.text = run.text.replace("\n", " ")  # in a box the label stands in the line
            text = context.text_of(runs, self.style, place=level.place)
            # Thicker borders as pain grows: the levels differ without colour.
            padding = (0.12 if narrow else 0.25) * self.size
            look = PanelStyle(padding, context.paper, context.primary, 1.0 + 1.2 * number, radius=4)
            cells.append(Panel([], [text], look, 0, 0, False))
        if narrow:
            for cell in cells:
                cell.below = 0.15 * context.gap
                cell.keep_next = cell is not cells[-1]  # one rule, also where its section goes over two pages
            return cells
        return [Levels(cells, 0.5 * self.size, 0.4 * context.gap)]

    def _call(self, element: Element) -> Panel:
        """When to call at once: a bar of the emergency colour, or a thick line around it where ink is saved."""
        context = self.context
        if context.saving:
            return self._alarm([context.text(element, self.bold)])
        colours = context.brand.colours
        style = self.bold._replace(fill=f"{numbers(colours.on_card)} rg")
        look = PanelStyle(0.3 * self.size, numbers(colours.emergency), radius=4)
        gap = 0.4 * context.gap
        return Panel([], [context.text(element, style)], look, gap, gap, False)

    def _questions(self, element: Element) -> Text:
        """Whom to ask: the number is easy to find from across a room."""
        context = self.context
        size = max(context.layout.scale.key, self.size)
        return context.text(element, Style(size, context.ink, bold=True), 0.2 * context.gap)

    def _signs(self, group: Element) -> list[Block]:
        """A list of signs: what to do and when, then the signs; on one page also where its panel is divided."""
        context = self.context
        title, *lists = group.elements
        body: list[Block] = [context.text(title, self.bold, 0.4 * context.gap, 0.1 * context.gap)]
        for entry in [entry for items in lists for entry in items.elements]:
            label, words = entry.elements
            mark = context.text(label, self.bold)
            body.append(Item(mark, [context.text(words, self.style)], 0.9 * self.size, 0.0, 0.0, 0.0))
        for block in body[:-1]:
            block.keep_next = True
        return body

    def _alarm(self, body: list[Block]) -> Panel:
        context = self.context
        colour = numbers(context.brand.colours.emergency)
        look = PanelStyle(0.35 * self.size, context.paper, colour, _EMERGENCY_LINE, radius=4)
        return Panel([], body, look, 0.4 * context.gap, 0.4 * context.gap, False)
