"""Turns a ReportLab graphics drawing, as svglib makes it of an SVG file, into plain page operators."""

from collections.abc import Callable
from typing import Any

from reportlab.graphics import shapes

from leafletgen.pdf.artwork import Drawing, Lettering
from leafletgen.pdf.vector_operators import (
    LARGEST,
    RATIO,
    Matrix,
    VectorError,
    ellipse,
    lines,
    multiply,
    number,
    rectangle,
)

#: ISO 19005-2, 6.1.13: at most 28 graphics states inside one another; the page and a shape take some.
_DEEPEST = 20


def from_shapes(drawing: Any) -> Drawing:
    """Operators of a ``reportlab.graphics.shapes.Drawing``; letterings have no faces yet.

    Raises:
        VectorError: an image, a clip path or an unknown shape is inside.
    """
    if not 1 / RATIO < float(drawing.width) / float(drawing.height) < RATIO:
        raise VectorError("a frame that is a thousand times longer than wide")
    collector = _Collector()
    collector.group(drawing, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0))
    opacities = {name: pair for pair, name in collector.opacities.items()}
    return Drawing(
        float(drawing.width), float(drawing.height), "\n".join(collector.out), collector.letterings, opacities
    )


class _Collector:
    def __init__(self) -> None:
        self.out: list[str] = []
        self.depth = 0
        self.letterings: list[Lettering] = []
        self.opacities: dict[tuple[float, float], str] = {}

    def group(self, group: Any, matrix: Matrix) -> None:
        transform: Any = getattr(group, "transform", None) or (1, 0, 0, 1, 0, 0)
        moved = tuple(transform) != (1, 0, 0, 1, 0, 0)
        if moved:
            self.depth += 1
            if self.depth > _DEEPEST:
                raise VectorError(f"more than {_DEEPEST} groups one inside another that are moved or turned")
            numbers = " ".join(number(value, 5) for value in transform)
            self.out.append(f"q {numbers} cm")
            matrix = multiply(tuple(transform), matrix)
        for shape in group.contents:
            if isinstance(shape, shapes.Group):
                self.group(shape, matrix)
            elif isinstance(shape, shapes.String):
                self._lettering(shape, matrix)
            else:
                self._shape(shape)
        if moved:
            self.depth -= 1
            self.out.append("Q")

    def _shape(self, shape: Any) -> None:
        path_of = _PATHS.get(type(shape).__name__)
        if path_of is None or getattr(shape, "isClipPath", False):
            raise VectorError(f"a {type(shape).__name__.lower()} shape" if path_of is None else "a clip path")
        path = path_of(shape)
        if not path:
            return
        fill = getattr(shape, "fillColor", None)
        stroke = getattr(shape, "strokeColor", None)
        width = getattr(shape, "strokeWidth", 1) or 0
        if stroke is not None and not width:
            stroke = None
        if fill is None and stroke is None:
            return
        parts = []
        alpha = (
            _opacity(fill, getattr(shape, "fillOpacity", None)),
            _opacity(stroke, getattr(shape, "strokeOpacity", None)),
        )
        if alpha != (1.0, 1.0):
            name = self.opacities.setdefault(alpha, f"@GS{len(self.opacities)}@")
            parts.append(f"q /{name} gs")
        if fill is not None:
            parts.append(f"{_colour(fill)} rg")
        if stroke is not None:
            cap = getattr(shape, "strokeLineCap", 0) or 0
            join = getattr(shape, "strokeLineJoin", 0) or 0
            parts.append(f"{_colour(stroke)} RG {number(width)} w {cap} J {join} j")
            dash = getattr(shape, "strokeDashArray", None)
            if dash:
                parts.append(f"[{' '.join(number(value) for value in dash)}] 0 d")
        even_odd = "*" if fill is not None and getattr(shape, "fillMode", None) == 0 else ""
        operator = {(True, True): "B", (True, False): "f", (False, True): "S"}[(fill is not None, stroke is not None)]
        parts.append(path + " " + operator + (even_odd if operator != "S" else ""))
        if stroke is not None and getattr(shape, "strokeDashArray", None):
            parts.append("[] 0 d")
        if alpha != (1.0, 1.0):
            parts.append("Q")
        self.out.append(" ".join(parts))

    def _lettering(self, shape: Any, matrix: Matrix) -> None:
        if not shape.text.strip():
            return
        bold = "bold" in str(shape.fontName).lower()
        a, b, c, d, e, f = matrix
        x, y = float(shape.x), float(shape.y)
        placed = (a, b, c, d, a * x + c * y + e, b * x + d * y + f)
        colour = f"{_colour(shape.fillColor)} rg" if shape.fillColor is not None else "0 0 0 rg"
        size = float(shape.fontSize)
        if not 0.01 <= size < LARGEST or not all(abs(value) < LARGEST for value in placed):
            raise VectorError("letters of an impossible size")
        self.letterings.append(Lettering(placed, size, bold, colour, shape.textAnchor or "start", shape.text))


def _colour(colour: Any) -> str:
    return " ".join(number(value, 3) for value in (colour.red, colour.green, colour.blue))


def _opacity(colour: Any, opacity: float | None) -> float:
    if colour is None:
        return 1.0
    return round(float(getattr(colour, "alpha", 1) if opacity is None else opacity), 3)


def _path(shape: Any) -> str:
    """Operators of a Path: 0 moves, 1 draws a line, 2 a curve, 3 closes (reportlab.graphics.shapes.Path)."""
    points = shape.points
    parts: list[str] = []
    at = 0
    for operator in shape.operators:
        count = (2, 2, 6, 0)[operator]
        numbers = " ".join(number(value) for value in points[at : at + count])
        parts.append(f"{numbers} {'mlch'[operator]}".strip())
        at += count
    return " ".join(parts)


_PATHS: dict[str, Callable[[Any], str]] = {
    "Path": _path,
    "NoStrokePath": _path,
    "Rect": lambda shape: rectangle(shape.x, shape.y, shape.width, shape.height, shape.rx, shape.ry),
    "Circle": lambda shape: ellipse(shape.cx, shape.cy, shape.r, shape.r),
    "Ellipse": lambda shape: ellipse(shape.cx, shape.cy, shape.rx, shape.ry),
    "Line": lambda shape: lines((shape.x1, shape.y1, shape.x2, shape.y2), False),
    "PolyLine": lambda shape: lines(shape.points, False),
    "Polygon": lambda shape: lines(shape.points, True),
}
