"""Artwork in the flow, and how it is tied to the figure that it is."""

from copy import copy
from typing import TYPE_CHECKING, Any

from leafletgen.document.element import Element, Extent
from leafletgen.images.artwork import Artwork
from leafletgen.images.paths import rounded
from leafletgen.pages.flow.block import Block

if TYPE_CHECKING:
    from leafletgen.pdf.canvas import TaggedCanvas

#: A picture that misses its page by little is made smaller: by 15 mm and a quarter at most, and to no less than 45 mm
#: high or 60 mm wide; lengths in points.
MOST_LESS = 15 * 72 / 25.4
_LEAST = 0.75
_LEAST_HIGH = 45 * 72 / 25.4
_LEAST_WIDE = 60 * 72 / 25.4


def show(
    canvas: "TaggedCanvas", artwork: Artwork, node: Element | None, box: tuple[float, float, float, float]
) -> None:
    """Paint artwork into a box (x, y, width, height; points) and give its Figure the box; without one it decorates.

    On a mirrored page the box is as far from the right edge, and what is in it is as it was: left stays left.
    Words inside of it are artifacts: the Figure's Alt says what they say (ISO 14289-1, 7.3).
    """
    out = canvas.operators
    x, y, width, height = box = canvas.across(box[0], box[2]), *box[1:]
    if node is None:
        out.append(canvas.begin_artifact())
    else:
        out.append(canvas.begin(node))
        node.measured = Extent(x, y, x + width, y + height)
    artwork.paint(canvas, *box)
    if artwork.worded:
        if node is not None:
            out.append(canvas.end())
            out.append(canvas.begin_artifact(over=True))
        artwork.paint_words(canvas, *box)
    out.append(canvas.end())


class Picture(Block):
    """Artwork in the flow: a Figure when it has an element, else decoration (an artifact)."""

    __slots__ = ("align", "artwork", "frame", "max_height", "node", "share")

    def __init__(
        self,
        artwork: Artwork,
        node: Element | None,
        share: float,
        max_height: float,
        above: float = 0.0,
        below: float = 0.0,
        keep_next: bool = False,
        align: str = "left",
        frame: str = "",
        place: Any = None,
    ) -> None:
        """Share is the part of the column's width; it shrinks where max_height (points) would be passed.

        frame is a colour (three numbers) for a thin round-cornered line around, or empty.
        """
        super().__init__(above, below, keep_next, place)
        self.artwork = artwork
        self.node = node
        self.share = share
        self.max_height = max_height
        self.align = align
        self.frame = frame

    def size(self, width: float) -> tuple[float, float]:
        """Painted width and height in points in a column of ``width`` points."""
        wide = width * self.share
        high = wide * self.artwork.height / self.artwork.width
        if high > self.max_height:
            wide, high = wide * self.max_height / high, self.max_height
        return wide, high

    def measure(self, width: float) -> float:
        """The painted height."""
        return self.size(width)[1]

    def smaller(self, width: float, by: float) -> "Picture | None":
        """The same picture a little smaller, while it can still be made out."""
        high = self.size(width)[1] - by
        return self.at_most(high) if self.may_be(high, width) else None

    def may_be(self, height: float, width: float) -> bool:
        """Whether the picture may be as low as so many points, in a column of so many."""
        wide, high = self.size(width)
        if not max(_LEAST * high, high - MOST_LESS) <= height:
            return False
        return height >= _LEAST_HIGH or wide * height / high >= _LEAST_WIDE

    def at_most(self, height: float) -> "Picture":
        """The same picture, so many points high at most."""
        made = copy(self)
        made.max_height = height
        return made

    def draw(self, canvas: "TaggedCanvas", x: float, top: float, width: float) -> None:
        """Paint inside one mark and give the Figure its box in page coordinates."""
        wide, high = self.size(width)
        if self.align == "centre":
            x += (width - wide) / 2
        out = canvas.operators
        show(canvas, self.artwork, self.node, (x, top - high, wide, high))
        if self.frame:
            out.append(canvas.begin_artifact(over=True))
            out.append(f"{self.frame} RG 0.75 w {rounded(canvas.across(x, wide), top - high, wide, high, 4)} S")
            out.append(canvas.end())
