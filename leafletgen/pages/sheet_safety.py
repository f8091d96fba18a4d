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

#: Points of the line around what needs help at once: thicker than any other, so that it shows without colour.
_EMERGENCY_LINE = 2.6


class SafetySetter:
    """Sets sections of safety."""

    def __init__(self, context: Context) -> None:
        """Set for one sheet."""
        self.context = context

    def page(self, section: Element) -> Group:
        """All of it, one group that stays together."""
        context = self.context
        parts: list[Block] = [Rule(context.rule, 0.9, 0, 0.6 * context.gap)]
        for element in section.elements:
            parts += self._part(element)
        group = Group(parts)
        group.above = context.gap
        return group

    def card(self, section: Element) -> Group:
        """Signs on a card of their own."""
        return Group([block for element in section.elements for block in self._part(element)])

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

    def _part(self, element: Element) -> Sequence[Block]:
        context = self.context
        gap = 0.5 * context.gap
        if element.role is Role.HEADING:
            return [self._heading(element)]
        if element.look == looks.PAIN:
            return self._pain(element)
        if element.look == looks.STOP:
            return [context.text(element, context.bold_style, gap, gap)]
        if element.look == looks.EMERGENCY:
            return [self._alarm([context.text(element, context.bold_style)])]
        if element.look == looks.SIGNS:
            return [self._signs(element)]
        if element.look == looks.EXAMPLE:
            return [context.text(text, context.small_style, 0.3 * context.gap) for text in element.elements]
        return [context.text(element, context.body_style)]

    def _heading(self, element: Element) -> Text:
        context = self.context
        style = Style(max(context.layout.scale.heading3, context.size), context.heading, bold=True)
        return context.text(element, style, below=0.4 * context.gap, keep_next=True)

    def _pain(self, group: Element) -> Sequence[Block]:
        """A box for each level, side by side where there is room."""
        context = self.context
        levels = group.elements
        narrow = context.column / len(levels) < 9 * context.size
        bold = Style(max(context.layout.scale.key, context.size), context.ink, bold=True)
        cells: list[Panel] = []
        for number, level in enumerate(levels):
            text = context.text(level, context.body_style, label=bold)
            # Thicker borders as pain grows: the levels differ without colour.
            padding = (0.2 if narrow else 0.5) * context.size
            look = PanelStyle(padding, context.paper, context.primary, 1.0 + 1.2 * number, radius=4)
            cells.append(Panel([], [text], look, 0, 0, False))
        if narrow:
            for cell in cells:
                cell.below = 0.2 * context.gap
            return cells
        each = (context.column - 0.8 * context.size * (len(cells) - 1)) / len(cells)
        tallest = max(cell.measure(each) for cell in cells)
        for cell in cells:
            cell.least = tallest
        return [Row([*cells], 0.8 * context.size, 0, 0.6 * context.gap)]

    def _signs(self, group: Element) -> Panel:
        """A panel for a list of signs: what to do and when, then the signs; never divided."""
        context = self.context
        title, *lists = group.elements
        body: list[Block] = [context.text(title, context.bold_style, below=0.15 * context.gap)]
        for entry in [entry for items in lists for entry in items.elements]:
            label, words = entry.elements
            mark = context.text(label, context.bold_style)
            body.append(Item(mark, [context.text(words, context.body_style)], 0.9 * context.size, 0.0, 0.0, 0.0))
        return self._alarm(body)

    def _alarm(self, body: list[Block]) -> Panel:
        context = self.context
        colour = numbers(context.brand.colours.emergency)
        look = PanelStyle(0.6 * context.size * 0.7, context.paper, colour, _EMERGENCY_LINE, radius=4)
        return Panel([], body, look, 0.5 * context.gap, 0.5 * context.gap, False)
