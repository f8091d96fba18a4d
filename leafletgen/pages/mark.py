"""The word across each page of what must not be taken for a released leaflet."""

from __future__ import annotations

from math import atan2, cos, hypot, sin
from typing import TYPE_CHECKING

from leafletgen.pages.context import Context, Style

if TYPE_CHECKING:
    from leafletgen.pages.mark_shape import MarkShape
    from leafletgen.pdf.canvas import TaggedCanvas

#: How much of the paper it covers up: seen at once, and every word under it can still be read.
_OPACITY = 0.16

#: The white edge of each letter, which shows it on a dark cover: its opacity, and its width as a part of the size.
_EDGE_OPACITY = 0.4
_EDGE = 0.008

#: The part of the page's diagonal that it takes, and how large its letters are at most as a part of that.
_LENGTH = 0.62
_HIGHEST = 0.2


class Mark:
    """A word from corner to corner, painted over the page: furniture, which a screen reader passes over."""

    def __init__(self, context: Context, word: str) -> None:
        """Set the word; its size follows from the page's diagonal."""
        self.width, self.height = context.width, context.height
        trial = context.line(word, Style(100.0, context.ink, bold=True, leading=100.0)).natural_width()
        diagonal = hypot(self.width, self.height)
        # A short word, as it is in some languages, would be so high that it covers up half of the page.
        self.size = min(100.0 * _LENGTH * diagonal / trial, _HIGHEST * diagonal)
        style = Style(self.size, context.ink, bold=True, leading=self.size)
        self.text = context.line(word, style)
        self.length = self.text.natural_width() + 1.0
        self.shape: MarkShape | None = None
        if context.language:
            from leafletgen.pages.mark_shape import mark_shape

            self.shape = mark_shape(self.text, self.length)

    def draw(self, canvas: TaggedCanvas) -> None:
        """Paint it on the current page, over what is there."""
        angle = atan2(self.height, self.width)
        across, up = cos(angle), sin(angle)
        state = canvas.use_opacity(_OPACITY, _EDGE_OPACITY)
        canvas.operators.append(canvas.begin_artifact("Pagination", "Watermark"))
        mirrored, canvas.mirrored = canvas.mirrored, False  # what is turned has its own left and right
        if mirrored:
            up = -up
        middle = f"{self.width / 2:.2f} {self.height / 2:.2f}"
        if self.shape is None:
            canvas.operators.append(f"q /{state} gs 2 Tr 1 1 1 RG {self.size * _EDGE:.2f} w")
        else:
            canvas.operators.append(f"q /{state} gs")
        canvas.operators.append(f"{across:.5f} {up:.5f} {-up:.5f} {across:.5f} {middle} cm")
        if self.shape is not None:
            canvas.operators += self.shape.operators(self.size, self.size * _EDGE, self.text.runs[0].fill)
            canvas.operators.append("3 Tr")  # for whoever reads it
        self.text.draw_unmarked(canvas, -self.length / 2, self.text.leading / 2, self.length)
        canvas.operators.append("Q")
        canvas.mirrored = mirrored
        canvas.operators.append(canvas.end())
