"""Blocks with a ground: panels with border and title band, rules, and lines to write on."""

from typing import TYPE_CHECKING, Any

from leafletgen.images.paths import rounded
from leafletgen.pages.flow.block import Block
from leafletgen.pages.flow.chains import kept_height
from leafletgen.pages.flow.filling import fill, stack_draw, stack_height
from leafletgen.pages.flow.heights import Heights

if TYPE_CHECKING:
    from leafletgen.pdf.canvas import TaggedCanvas


#: So many lines to write on are not divided between pages.
_FEW_LINES = 6


class PanelStyle:
    """How a panel looks; lengths in points, colours as three numbers for ``rg`` and ``RG``, or empty for none."""

    __slots__ = ("band", "border", "border_width", "ground", "padding", "radius")

    def __init__(
        self,
        padding: float,
        ground: str = "",
        border: str = "",
        border_width: float = 0.0,
        band: str = "",
        radius: float = 0.0,
    ) -> None:
        """The band is the ground behind the title."""
        self.padding = padding
        self.ground = ground
        self.border = border
        self.border_width = border_width
        self.band = band
        self.radius = radius


class Panel(Block):
    """A title and a body on a ground of their own; whole on one page unless ``splits``."""

    __slots__ = ("body", "least", "splits", "style", "title")

    def __init__(
        self,
        title: list[Block],
        body: list[Block],
        style: PanelStyle,
        above: float,
        below: float,
        splits: bool,
        place: Any = None,
    ) -> None:
        """Either part may be empty, not both."""
        super().__init__(above, below, False, place)
        self.title = title
        self.body = body
        self.style = style
        self.splits = splits
        #: The least height in points, so that panels side by side can be equal.
        self.least = 0.0

    def reset(self) -> None:
        """Forget what was measured."""
        for block in (*self.title, *self.body):
            block.reset()

    def _inset(self) -> float:
        return self.style.border_width + self.style.padding

    def _inner(self, width: float) -> float:
        return width - 2 * self._inset()

    def _title_height(self, width: float) -> float:
        """With its padding; a title without a band stands in the same space as the body."""
        if not self.title:
            return 0.0
        height = stack_height(self.title, self._inner(width))
        if not self.style.band:
            return height + (self.style.padding * 0.35 if self.body else 0)
        return height + 1.4 * self.style.padding

    def _frame(self) -> float:
        style = self.style
        padding = 0.0 if (style.band and not self.body) else 2 * style.padding
        return 2 * style.border_width + padding

    def measure(self, width: float) -> float:
        """Title, body, padding and border."""
        return max(self.least, self._title_height(width) + stack_height(self.body, self._inner(width)) + self._frame())

    def first_height(self, width: float) -> float:
        """All of a panel that does not split; else title and the first part of the body."""
        if not self.splits or not self.body:
            return self.measure(width)
        return self._title_height(width) + kept_height(self.body, 0, Heights(self._inner(width)))[0] + self._frame()

    def split(self, width: float, height: float) -> tuple[Block, Block] | None:
        """Split the body; the title stays with the first part."""
        if not self.splits:
            return None
        room = height - self._title_height(width) - self._frame()
        filled = fill(self.body, self._inner(width), room, fresh=False)
        if not filled.placed or not filled.rest or filled.placed[-1][0].keep_next:
            return None
        head = [block for block, _ in filled.placed]
        return (
            Panel(self.title, head, self.style, self.above, self.below, True, self.place),
            Panel([], filled.rest, self.style, self.above, self.below, True, self.place),
        )

    def draw(self, canvas: "TaggedCanvas", x: float, top: float, width: float) -> None:
        """Paint the ground as an artifact, then title and body."""
        style = self.style
        height = self.measure(width)
        title_height = self._title_height(width)
        out = canvas.operators
        out.append(canvas.begin_artifact("Layout"))
        half = style.border_width / 2
        left = canvas.across(x, width)
        if style.ground:
            out.append(f"{style.ground} rg " + rounded(left, top - height, width, height, style.radius) + " f")
        if style.band:
            corners = "t" if self.body else "tb"
            band = title_height + style.border_width
            out.append(f"{style.band} rg " + rounded(left, top - band, width, band, style.radius, corners) + " f")
        if style.border:
            path = rounded(left + half, top - height + half, width - 2 * half, height - 2 * half, style.radius)
            out.append(f"{style.border} RG {style.border_width:g} w {path} S")
        out.append(canvas.end())
        inner_x = x + self._inset()
        inner = self._inner(width)
        y = top - style.border_width
        if self.title:
            pad = 0.7 * style.padding if style.band else style.padding
            stack_draw(self.title, canvas, inner_x, y - pad, inner)
            y -= title_height
        stack_draw(self.body, canvas, inner_x, y - style.padding, inner)


class Barred(Block):
    """A block with a bar where its lines begin, kept on one page."""

    __slots__ = ("bar", "colour", "inner")

    def __init__(self, inner: Block, colour: str, bar: float, above: float, below: float, place: Any = None) -> None:
        """Colour as three numbers; the bar's width in points."""
        super().__init__(above, below, False, place)
        self.inner = inner
        self.colour = colour
        self.bar = bar

    def reset(self) -> None:
        """Forget what was measured."""
        self.inner.reset()

    def measure(self, width: float) -> float:
        """The inner block's height."""
        return self.inner.measure(width)

    def draw(self, canvas: "TaggedCanvas", x: float, top: float, width: float) -> None:
        """Paint the bar as an artifact and the block over it."""
        height = self.inner.measure(width)
        with canvas.artifact():
            left = canvas.across(x, self.bar)
            canvas.operators.append(f"{self.colour} rg {left:.2f} {top - height:.2f} {self.bar:g} {height:.2f} re f")
        self.inner.draw(canvas, x, top, width)


class Rule(Block):
    """A thin line across the column, an artifact."""

    __slots__ = ("colour", "thickness")

    def __init__(self, colour: str, thickness: float, above: float, below: float) -> None:
        """Colour as three numbers; thickness in points."""
        super().__init__(above, below)
        self.colour = colour
        self.thickness = thickness

    def measure(self, width: float) -> float:
        """Its thickness."""
        return self.thickness

    def draw(self, canvas: "TaggedCanvas", x: float, top: float, width: float) -> None:
        """Paint it as an artifact."""
        with canvas.artifact():
            left = canvas.across(x, width)
            canvas.operators.append(
                f"{self.colour} rg {left:.2f} {top - self.thickness:.2f} {width:.2f} {self.thickness:g} re f"
            )


class WritingLines(Block):
    """Lines to write on, artifacts; the label above them says what for."""

    __slots__ = ("colour", "count", "spacing")

    def __init__(self, count: int, spacing: float, colour: str, above: float, below: float) -> None:
        """So many lines, ``spacing`` points apart."""
        super().__init__(above, below)
        self.count = count
        self.spacing = spacing
        self.colour = colour

    def measure(self, width: float) -> float:
        """Lines times spacing."""
        return self.count * self.spacing

    def first_height(self, width: float) -> float:
        """All of a few lines, else two."""
        return (self.count if self.count <= _FEW_LINES else 2) * self.spacing

    def split(self, width: float, height: float) -> tuple[Block, Block] | None:
        """Split between lines, two of them left on either side; a few stay together."""
        fitting = min(int(height / self.spacing), self.count - 2)
        if fitting < 2 or self.count <= _FEW_LINES:
            return None
        head = WritingLines(fitting, self.spacing, self.colour, self.above, self.below)
        return head, WritingLines(self.count - fitting, self.spacing, self.colour, self.above, self.below)

    def draw(self, canvas: "TaggedCanvas", x: float, top: float, width: float) -> None:
        """Paint the lines as one artifact."""
        with canvas.artifact():
            canvas.operators.append(f"{self.colour} RG 0.75 w")
            left = canvas.across(x, width)
            for number in range(1, self.count + 1):
                y = top - number * self.spacing + 1
                canvas.operators.append(f"{left:.2f} {y:.2f} m {left + width:.2f} {y:.2f} l S")
