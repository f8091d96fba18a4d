"""What exercises on a sheet are made of: number and name, tick boxes, words beside pictures, the stop sign."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from leafletgen.document.element import Element, PageNumber, Words
from leafletgen.pages.context import Context, Style
from leafletgen.pages.flow.block import Block
from leafletgen.pages.flow.filling import Group, stack_draw, stack_height
from leafletgen.pages.flow.text import Text

if TYPE_CHECKING:
    from leafletgen.pdf.canvas import TaggedCanvas

#: A quarter circle by one Bézier curve.
_ROUND = 0.5523


class NumberedHeading(Block):
    """A white number in a disc, easy to find from across a room, and the exercise's name beside it."""

    __slots__ = ("context", "name", "number", "radius")

    def __init__(self, context: Context, heading: Element, size: float) -> None:
        """The heading's label is the number, which stands apart from its name; size in points."""
        super().__init__(0.0, 0.5 * context.gap, True)
        self.context = context
        label, *name = heading.kids
        fill = context.heading if context.saving else context.on_primary
        number_style = Style(0.9 * size, fill, bold=True, leading=1.5 * size)
        number = context.runs(heading, number_style, kids=[label])
        number[-1].text = number[-1].text.rstrip()
        self.number = context.text_of(number, number_style, align="centre")
        self.number.spaced = True
        name_style = Style(size, context.ink, bold=True, leading=1.2 * size)
        self.name = context.text_of(context.runs(heading, name_style, kids=name), name_style, place=heading.place)
        self.radius = 0.78 * size

    def _inner(self, width: float) -> float:
        return width - 2 * self.radius - 0.5 * self.radius

    def measure(self, width: float) -> float:
        """The disc, or the name when it takes more lines."""
        return max(2 * self.radius, self.name.measure(self._inner(width)))

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Paint the disc as an artifact and the words over it."""
        height, radius = self.measure(width), self.radius
        cx, cy = x + radius, top - height / 2
        bend = radius * _ROUND
        with canvas.artifact():
            curves = (
                f"{cx + radius:.2f} {cy:.2f} m"
                f" {cx + radius:.2f} {cy + bend:.2f} {cx + bend:.2f} {cy + radius:.2f} {cx:.2f} {cy + radius:.2f} c"
                f" {cx - bend:.2f} {cy + radius:.2f} {cx - radius:.2f} {cy + bend:.2f} {cx - radius:.2f} {cy:.2f} c"
                f" {cx - radius:.2f} {cy - bend:.2f} {cx - bend:.2f} {cy - radius:.2f} {cx:.2f} {cy - radius:.2f} c"
                f" {cx + bend:.2f} {cy - radius:.2f} {cx + radius:.2f} {cy - bend:.2f} {cx + radius:.2f} {cy:.2f} c h"
            )
            colour = self.context.primary
            paint = f"{colour} RG 1.5 w {curves} S" if self.context.saving else f"{colour} rg {curves} f"
            canvas.operators.append(paint)
        self.number.draw(canvas, x, cy + self.number.leading / 2, 2 * radius)
        inner = self._inner(width)
        self.name.draw(canvas, x + 2.5 * radius, cy + self.name.measure(inner) / 2, inner)


class TickBoxes(Block):
    """What to tick, and a box for each day under the day's short name: beside it where there is room, else under it."""

    __slots__ = ("_indent", "_least", "context", "days", "label")

    def __init__(self, context: Context, paragraph: Element) -> None:
        """The paragraph's first words say what to tick; each further kid is the name of a day."""
        super().__init__(0.3 * context.gap, 0.5 * context.gap)
        self.context = context
        self.label, *self.days = (self._text(paragraph, kid) for kid in paragraph.kids)
        self._indent = self.label.natural_width() + context.small
        each = max(day.natural_width() for day in self.days) + 0.4 * context.small
        self._least = self._indent + len(self.days) * each

    def _text(self, paragraph: Element, kid: Element | Words | PageNumber) -> Text:
        style = self.context.small_style
        runs = self.context.runs(paragraph, style, kids=[kid])
        runs[-1].text = runs[-1].text.rstrip()
        text = self.context.text_of(runs, style)
        text.spaced = True
        return text

    def _beside(self, width: float) -> float:
        """Points that the label takes of the days' line; 0 where it stands over them."""
        return self._indent if self._least <= width else 0.0

    def _over(self, width: float) -> float:
        """Points that the label takes over the days."""
        return 0.0 if self._beside(width) else self.label.measure(width) + 0.2 * self.context.small

    def measure(self, width: float) -> float:
        """The label, if it stands over them, the days, and boxes under these."""
        return self._over(width) + self.days[0].leading + 1.4 * self.context.small

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Paint boxes as artifacts, each under its day."""
        beside = self._beside(width)
        under = top - self._over(width)
        step = (width - beside) / len(self.days)
        side = 1.2 * self.context.small
        bottom = under - self.days[0].leading - side
        with canvas.artifact():
            canvas.operators.append(f"{self.context.rule} RG 1 w")
            for place in range(len(self.days)):
                left = x + beside + place * step + 1
                canvas.operators.append(f"{left:.2f} {bottom:.2f} {side:.2f} {side:.2f} re S")
        self.label.draw(canvas, x, top, width)
        for place, day in enumerate(self.days):
            day.draw(canvas, x + beside + place * step, under, step)


class ExerciseGroup(Group):
    """An exercise: on one page, or divided after its dose where no page holds it."""

    __slots__ = ()

    def split(self, width: float, height: float) -> tuple[Block, Block] | None:
        """Divide it where the dose and all before it find room."""
        return super().split(width, height) if self.first_height(width) <= height else None


class _Stack:
    """Blocks one under another at a width in points, measured once."""

    def __init__(self, blocks: list[Block], width: float) -> None:
        self.blocks = blocks
        self._heights = [block.measure(width) for block in blocks]
        self._gaps = [max(over.below, under.above) for over, under in pairwise(blocks)]

    def height(self, first: int, last: int) -> float:
        """The height in points of the blocks from one to before another."""
        height = 0.0
        for at in range(first, last):
            height += self._heights[at] + (self._gaps[at - 1] if at > first else 0.0)
        return height


class Beside(Block):
    """Pictures at the left, words at the right; words that find no room there go on under both, in the same order."""

    __slots__ = ("_ways", "gap", "left", "right_width", "units")

    def __init__(self, left: Sequence[Block], units: Sequence[Sequence[Block]], right_width: float, gap: float) -> None:
        """Units are kept whole, and the first one stands at the right always; lengths in points."""
        super().__init__(0.0, units[-1][-1].below)
        self.left = list(left)
        self.units = [list(unit) for unit in units]
        self.right_width = right_width
        self.gap = gap
        self._ways: dict[float, list[tuple[float, float]]] = {}

    def _divisions(self, width: float) -> list[tuple[float, float]]:
        """For one unit at the right, two, …: how high they stand there, and how high what follows under them."""
        known = self._ways.get(width)
        if known is not None:
            return known
        right = _Stack([block for unit in self.units for block in unit], self.right_width)
        under = _Stack(right.blocks, width)
        ways: list[tuple[float, float]] = []
        at = 0
        for count, unit in enumerate(self.units, 1):
            at += len(unit)
            rest = under.height(at, len(under.blocks)) + self._between(count) if count < len(self.units) else 0.0
            ways.append((right.height(0, at), rest))
        self._ways[width] = ways
        return ways

    def _divided(self, width: float) -> tuple[int, float, float]:
        """How many units stand at the right, the height of that row, and of what follows under it."""
        shown = stack_height(self.left, width - self.right_width - self.gap)
        best: tuple[int, float, float] | None = None
        for count, (right, rest) in enumerate(self._divisions(width), 1):
            row = max(shown, right)
            if best is None or row + rest <= best[1] + best[2] + 0.01:
                best = count, row, rest
        assert best is not None
        return best

    def _between(self, count: int) -> float:
        return max(self.units[count - 1][-1].below, self.units[count][0].above, self.left[-1].below)

    def measure(self, width: float) -> float:
        """The row, and what is under it."""
        _, row, rest = self._divided(width)
        return row + rest

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the pictures, the words beside them, and the rest."""
        count, row, rest = self._divided(width)
        left = width - self.right_width - self.gap
        stack_draw(self.left, canvas, x, top, left)
        stack_draw([block for unit in self.units[:count] for block in unit], canvas, x + left + self.gap, top,
                   self.right_width)  # fmt: skip
        if rest:
            under = [block for unit in self.units[count:] for block in unit]
            stack_draw(under, canvas, x, top - row - self._between(count), width)


class StopSign(Block):
    """A text with an eight-sided sign at its left, black and white in a copy as well."""

    __slots__ = ("colour", "side", "text")

    def __init__(self, text: Text, side: float, colour: str) -> None:
        """The sign's height in points; its colour as three numbers."""
        super().__init__(text.above, text.below, place=text.place)
        self.text = text
        self.side = side
        self.colour = colour

    def _indent(self) -> float:
        return 1.35 * self.side

    def measure(self, width: float) -> float:
        """The text's height, or the sign's."""
        return max(self.side, self.text.measure(width - self._indent()))

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Paint the sign as an artifact: an octagon with a bar in it."""
        half, cut = self.side / 2, self.side / 2 * 0.414
        cx, cy = x + half, top - max(self.side, self.text.leading) / 2
        corners = [(-cut, half), (cut, half), (half, cut), (half, -cut), (cut, -half), (-cut, -half), (-half, -cut),
                   (-half, cut)]  # fmt: skip
        path = " ".join(f"{cx + dx:.2f} {cy + dy:.2f} {'l' if at else 'm'}" for at, (dx, dy) in enumerate(corners))
        with canvas.artifact():
            canvas.operators.append(f"{self.colour} rg {path} h f")
            wide, high = 0.6 * self.side, 0.18 * self.side
            canvas.operators.append(f"1 g {cx - wide / 2:.2f} {cy - high / 2:.2f} {wide:.2f} {high:.2f} re f")
        self.text.draw(canvas, x + self._indent(), top, width - self._indent())
