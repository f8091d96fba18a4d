"""The shapes of a drawing, as they lie over one another: read back from the page operators that paint it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import hypot, sqrt
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from leafletgen.images.artwork import Drawing

Point = tuple[float, float]
Rgb = tuple[float, float, float]
Matrix = tuple[float, float, float, float, float, float]

#: Straight pieces that stand for a curve.
_PIECES: Final = 8
_TOKEN: Final = re.compile(r"\[[^\]]*\]|[^\s\[\]]+")
_FILLS: Final = frozenset(("f", "f*", "F", "B", "B*", "b", "b*"))
_STROKES: Final = frozenset(("S", "s", "B", "B*", "b", "b*"))
_CLOSES: Final = frozenset(("s", "b", "b*"))
_ENDS: Final = _FILLS | _STROKES | {"n"}


class Shape(NamedTuple):
    """One thing that is painted, in the drawing's units, the origin at the bottom left.

    Attributes:
        outlines: its parts as points, curves as short straight pieces.
        fill, stroke: its colours from 0 to 1, or None.
        width: how wide its line is.
        fill_alpha, stroke_alpha: how much of what is behind they cover.
        odd: whether a part inside another one is a hole (even-odd rule), else by which way it turns.
        box: left, bottom, right, top, its line included.
    """

    outlines: list[list[Point]]
    fill: Rgb | None
    stroke: Rgb | None
    width: float
    fill_alpha: float
    stroke_alpha: float
    odd: bool
    box: tuple[float, float, float, float]

    @property
    def is_line(self) -> bool:
        """Whether it is a line that ends somewhere: no fill, and not led back to where it began."""
        return self.fill is None and self.stroke is not None and all(part[0] != part[-1] for part in self.outlines)

    def fills(self, x: float, y: float) -> bool:
        """Whether its fill is seen at a point."""
        if self.fill is None or not self._boxed(x, y):
            return False
        winding = crossings = 0
        for part in self.outlines:
            last_x, last_y = part[-1]
            for next_x, next_y in part:
                if (last_y > y) != (next_y > y) and x < (next_x - last_x) * (y - last_y) / (next_y - last_y) + last_x:
                    crossings += 1
                    winding += 1 if next_y > last_y else -1
                last_x, last_y = next_x, next_y
        return bool(crossings % 2 if self.odd else winding)

    def lines(self, x: float, y: float) -> bool:
        """Whether its line is seen at a point."""
        if self.stroke is None or not self._boxed(x, y):
            return False
        reach = self.width / 2
        for part in self.outlines:
            for (ax, ay), (bx, by) in zip(part, part[1:] or part, strict=False):
                across, up = bx - ax, by - ay
                length = across * across + up * up
                share = max(0.0, min(1.0, ((x - ax) * across + (y - ay) * up) / length)) if length else 0.0
                if hypot(x - ax - share * across, y - ay - share * up) <= reach:
                    return True
        return False

    def _boxed(self, x: float, y: float) -> bool:
        left, bottom, right, top = self.box
        return left <= x <= right and bottom <= y <= top


def shapes_of(drawing: Drawing) -> list[Shape]:
    """Return what a drawing paints, the lowest first; its words are not among them, for they are painted last."""
    return list(_Reader(drawing.opacities).read(drawing.operators))


class _State(NamedTuple):
    matrix: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    fill: Rgb = (0.0, 0.0, 0.0)
    stroke: Rgb = (0.0, 0.0, 0.0)
    width: float = 1.0
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0


class _Reader:
    """Goes through operators as a viewer does (ISO 32000-1, 8.4 and 8.5)."""

    def __init__(self, opacities: dict[str, tuple[float, float]]) -> None:
        self.opacities = opacities
        self.state = _State()
        self.kept: list[_State] = []
        self.path: list[list[Point]] = []

    def read(self, operators: str) -> Iterator[Shape]:
        held: list[str] = []
        for token in _TOKEN.findall(operators):
            if token[0] in "-.0123456789[/@":
                held.append(token)
                continue
            if token in _ENDS:
                shape = self._shape(token)
                if shape is not None:
                    yield shape
            else:
                self._do(token, held)
            held.clear()

    def _do(self, operator: str, held: Sequence[str]) -> None:
        state = self.state
        if operator in ("m", "l", "c", "v", "y", "h", "re"):
            self._draw(operator, [float(number) for number in held])
        elif operator == "q":
            self.kept.append(state)
        elif operator == "Q":
            self.state = self.kept.pop() if self.kept else state
        elif operator == "cm":
            self.state = state._replace(matrix=_product([float(number) for number in held], state.matrix))
        elif operator == "rg":
            self.state = state._replace(fill=_rgb(held))
        elif operator == "RG":
            self.state = state._replace(stroke=_rgb(held))
        elif operator == "w":
            self.state = state._replace(width=float(held[0]))
        elif operator == "gs":
            fill, stroke = self.opacities.get(held[0].lstrip("/"), (1.0, 1.0))
            self.state = state._replace(fill_alpha=fill, stroke_alpha=stroke)

    def _draw(self, operator: str, numbers: list[float]) -> None:
        points = [self._placed(*numbers[at : at + 2]) for at in range(0, len(numbers), 2)]
        if operator == "re":
            x, y, wide, high = numbers
            corners = ((x, y), (x + wide, y), (x + wide, y + high), (x, y + high), (x, y))
            self.path.append([self._placed(*corner) for corner in corners])
        elif operator == "m":
            self.path.append(points)
        elif not self.path:
            return
        elif operator == "l":
            self.path[-1] += points
        elif operator == "h":
            self.path[-1].append(self.path[-1][0])
        else:
            start = self.path[-1][-1]
            first = start if operator == "v" else points[0]
            second = points[-1] if operator == "y" else points[-2]
            self.path[-1] += _curve(start, first, second, points[-1])

    def _placed(self, x: float, y: float) -> Point:
        a, b, c, d, e, f = self.state.matrix
        return a * x + c * y + e, b * x + d * y + f

    def _shape(self, operator: str) -> Shape | None:
        outlines, self.path = [part for part in self.path if part], []
        fill, stroke = operator in _FILLS, operator in _STROKES
        if not outlines or not (fill or stroke):
            return None
        if operator in _CLOSES:
            outlines[-1].append(outlines[-1][0])
        state = self.state
        a, b, c, d, _, _ = state.matrix
        width = state.width * sqrt(abs(a * d - b * c))
        across = [x for part in outlines for x, _ in part]
        up = [y for part in outlines for _, y in part]
        edge = width / 2 if stroke else 0.0
        box = (min(across) - edge, min(up) - edge, max(across) + edge, max(up) + edge)
        return Shape(
            outlines,
            state.fill if fill else None,
            state.stroke if stroke else None,
            width,
            state.fill_alpha,
            state.stroke_alpha,
            operator.endswith("*"),
            box,
        )


def _rgb(held: Sequence[str]) -> Rgb:
    red, green, blue = (float(number) for number in held[-3:])
    return red, green, blue


def _product(inner: Sequence[float], outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _curve(start: Point, first: Point, second: Point, end: Point) -> Iterator[Point]:
    for step in range(1, _PIECES + 1):
        t = step / _PIECES
        u = 1 - t
        one, two, three, four = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        yield (
            one * start[0] + two * first[0] + three * second[0] + four * end[0],
            one * start[1] + two * first[1] + three * second[1] + four * end[1],
        )
