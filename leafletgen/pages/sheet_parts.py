"""What exercises on a sheet are made of: number and name, tick boxes, the stop sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leafletgen.document.element import Element, PageNumber, Words
from leafletgen.pages.context import Context, Style
from leafletgen.pages.flow.block import TOLERANCE, Block
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
        super().__init__(0.0, 0.35 * context.gap, True)
        self.context = context
        label, *name = heading.kids
        fill = context.heading if context.saving else context.on_primary
        number_style = Style(0.85 * size, fill, bold=True, leading=1.3 * size)
        number = context.runs(heading, number_style, kids=[label])
        number[-1].text = number[-1].text.rstrip()
        self.number = context.text_of(number, number_style, align="centre")
        self.number.spaced = True
        self.number.strut = None  # in the middle of its disc, whatever script stands beside it
        name_style = Style(size, context.ink, bold=True, leading=1.2 * size)
        self.name = context.text_of(context.runs(heading, name_style, kids=name), name_style, place=heading.place)
        self.radius = 0.66 * size

    def _inner(self, width: float) -> float:
        return width - 2 * self.radius - 0.5 * self.radius

    def measure(self, width: float) -> float:
        """The disc, or the name when it takes more lines."""
        return max(2 * self.radius, self.name.measure(self._inner(width)))

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Paint the disc as an artifact and the words over it."""
        height, radius = self.measure(width), self.radius
        cx, cy = canvas.across(x + radius), top - height / 2
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


#: Days are as far apart as if there were so many of them, so that the boxes of all exercises stand in line.
_WEEK = 7


class TickBoxes(Block):
    """What to tick, and boxes for each day under the day's short name: beside it where there is room, else under it."""

    __slots__ = ("_indent", "_least", "_widest", "context", "count", "days", "label")

    def __init__(self, context: Context, paragraph: Element) -> None:
        """The paragraph's first words say what to tick; each further kid is the name of a day.

        Its `lines` are the boxes of a day; four at most, since more find no room.
        """
        super().__init__(0.3 * context.gap, 0.5 * context.gap)
        self.context = context
        self.count = min(max(paragraph.lines, 1), 4)
        self.label, *self.days = (self._text(paragraph, kid) for kid in paragraph.kids)
        self._indent = self.label.natural_width() + context.small
        boxes = self.count * 1.35 * context.small
        self._widest = max(day.natural_width() for day in self.days)
        each = max(boxes, self._widest) + 0.4 * context.small
        self._least = self._indent + max(len(self.days), _WEEK) * each

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

    def _in_line(self, width: float) -> int:
        """How many days stand side by side: a week of them, or as many as have room for their names."""
        week = max(len(self.days), _WEEK)
        room = width - self._beside(width)
        if self._widest + 0.25 * self.context.small <= room / week + TOLERANCE:
            return week
        return max(int(room / (self._widest + 0.4 * self.context.small)), 1)

    def _line(self) -> float:
        """The height of days with the boxes under them."""
        return self.days[0].leading + 1.4 * self.context.small

    def measure(self, width: float) -> float:
        """The label, if it stands over them, the days, and boxes under these."""
        lines = -(-len(self.days) // self._in_line(width))
        return self._over(width) + lines * self._line()

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Paint boxes as artifacts, each under its day."""
        beside = self._beside(width)
        under, in_line = top - self._over(width), self._in_line(width)
        step = (width - beside) / in_line
        side = min(1.2 * self.context.small, step / self.count - 2)
        first = under - self.days[0].leading - side
        with canvas.artifact():
            canvas.operators.append(f"{self.context.rule} RG 1 w")
            for place in range(len(self.days)):
                line, column = divmod(place, in_line)
                bottom = first - line * self._line()
                for box in range(self.count):
                    left = canvas.across(x + beside + column * step + box * 1.12 * side + 1, side)
                    canvas.operators.append(f"{left:.2f} {bottom:.2f} {side:.2f} {side:.2f} re S")
        self.label.draw(canvas, x, top, width)
        for place, day in enumerate(self.days):
            line, column = divmod(place, in_line)
            day.draw(canvas, x + beside + column * step, under - line * self._line(), step)


class StopSign(Block):
    """A text with an eight-sided sign before it, black and white in a copy as well."""

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
        cx, cy = canvas.across(x + half), top - max(self.side, self.text.leading) / 2
        corners = [(-cut, half), (cut, half), (half, cut), (half, -cut), (cut, -half), (-cut, -half), (-half, -cut),
                   (-half, cut)]  # fmt: skip
        path = " ".join(f"{cx + dx:.2f} {cy + dy:.2f} {'l' if at else 'm'}" for at, (dx, dy) in enumerate(corners))
        with canvas.artifact():
            canvas.operators.append(f"{self.colour} rg {path} h f")
            wide, high = 0.6 * self.side, 0.18 * self.side
            canvas.operators.append(f"1 g {cx - wide / 2:.2f} {cy - high / 2:.2f} {wide:.2f} {high:.2f} re f")
        self.text.draw(canvas, x + self._indent(), top, width - self._indent())
