"""A picture in the making: shapes in the order they are painted, and how far they reach."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from leafletgen.figures.geometry import Path, bounds, polygon, rectangle, smooth, transform
from leafletgen.figures.people import INK, PAPER

LINE = 2.3
"""The width of outlines, in the units of poses."""

Frame = tuple[float, float, float, float]
"""Left, bottom, right, top."""


class Shape(NamedTuple):
    """One painted path: filled, or drawn as a line of some width.

    One that is neither is a window: what comes after it shows inside its path alone, until an empty path ends that.
    """

    path: Path
    fill: str | None
    stroke: str | None = None
    width: float = 0.0
    counts: bool = True
    """Whether the frame must hold it."""


class Picture:
    """Collects shapes."""

    __slots__ = ("shapes",)

    def __init__(self) -> None:
        """Start with an empty picture."""
        self.shapes: list[Shape] = []

    def layer(self, shapes: Sequence[tuple[Path, str]], width: float = LINE) -> None:
        """Paint shapes that touch: first one outline round all of them, then their fills, so that no seam shows."""
        if len(shapes) == 1:
            path, colour = shapes[0]
            self.shapes.append(Shape(path, colour, INK, width))
            return
        self.shapes.append(Shape([segment for path, _ in shapes for segment in path], None, INK, width * 2))
        self.shapes += [Shape(path, fill) for path, fill in shapes]

    def joined(self, shapes: Sequence[tuple[Path, str]], seams: Sequence[tuple[Sequence[complex], str, float]]) -> None:
        """Paint the pieces of a limb, then cover the lines between them.

        A seam is a line through the joint in the colour of the limb, a little narrower than the limb. This writes
        each outline once, where a layer writes it twice.
        """
        for path, colour in shapes:
            self.fill(path, colour, LINE)
        for points, colour, width in seams:
            self.line(polygon(points, closed=False), colour, width - LINE)

    def fill(self, path: Path, colour: str, line: float = 0.0, ink: str = INK) -> None:
        """Fill a path, with a thin line on its edge where one is asked for."""
        self.shapes.append(Shape(path, colour, ink if line else None, line))

    def line(self, path: Path, colour: str = INK, width: float = LINE) -> None:
        """Draw a line."""
        self.shapes.append(Shape(path, None, colour, width))

    def dot(self, place: complex, radius: float) -> None:
        """Draw a small round dot."""
        self.line([("M", (place,)), ("L", (place,))], INK, radius * 2)

    def rod(self, start: complex, end: complex, colour: str, width: float) -> None:
        """Draw a straight bar with an outline."""
        path = polygon([start, end], closed=False)
        self.line(path, INK, width + LINE * 2)
        self.line(path, colour, width)

    def trace(self, points: Sequence[complex], colour: str = INK, width: float = LINE) -> None:
        """Draw a line through points, soft where there are more than two."""
        self.line(smooth(points, closed=False) if len(points) > 2 else polygon(points, closed=False), colour, width)

    def beneath(self, shapes: Sequence[Shape]) -> None:
        """Put shapes behind everything so far."""
        self.shapes[0:0] = shapes

    def frame(self) -> Frame:
        """Return how far the shapes reach, with their lines."""
        boxes = [(bounds(shape.path), shape.width / 2) for shape in self.shapes if shape.counts and shape.path]
        return (
            min(box[0] - pad for box, pad in boxes),
            min(box[1] - pad for box, pad in boxes),
            max(box[2] + pad for box, pad in boxes),
            max(box[3] + pad for box, pad in boxes),
        )

    def mirrored(self) -> None:
        """Turn left and right."""
        for index, shape in enumerate(self.shapes):
            path = [(letter, tuple([complex(-p.real, p.imag) for p in points])) for letter, points in shape.path]
            self.shapes[index] = shape._replace(path=path)

    def moved(self, scale: float, shift: complex) -> None:
        """Enlarge everything, lines as well, then move it."""
        self.shapes = [
            shape._replace(path=transform(shape.path, lambda point: point * scale + shift), width=shape.width * scale)
            for shape in self.shapes
        ]

    def crop(self, box: Frame) -> None:
        """Show what is in a box alone, with a line round it."""
        left, bottom, right, top = box
        half = LINE * 0.35
        edge = Shape(rectangle(left + half, bottom + half, right - half, top - half), None, INK, LINE * 0.7)
        inner = [shape._replace(counts=False) for shape in self.shapes]
        self.shapes = [Shape(rectangle(*box), None, counts=False), *inner, Shape([], None, counts=False), edge]

    def silhouette(self, fill: str, edge: str) -> list[Shape]:
        """Return the outer form in one pale tone: the ghost of a start pose."""
        paths = [segment for shape in self.shapes if shape.fill is not None for segment in shape.path]
        outline = Shape(paths, None, edge, LINE * 1.6)
        return [outline, *[Shape(shape.path, fill) for shape in self.shapes if shape.fill not in (None, PAPER)]]
