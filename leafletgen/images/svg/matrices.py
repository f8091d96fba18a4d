"""Transforms of SVG as matrices: what the attribute says, in plain numbers and degrees."""

import re
from math import cos, isfinite, radians, sin, tan

from leafletgen.images.svg.operators import UPRIGHT, Matrix, multiply
from leafletgen.images.svg.path import NUMBER

_STEP = re.compile(rf"\s*,?\s*([a-zA-Z]+)\s*\(\s*({NUMBER}(?:(?:\s*,\s*|\s+|(?=[+-])){NUMBER})*)\s*\)")
_NUMBERS = re.compile(NUMBER)


def read_transform(text: str) -> Matrix | None:
    """The matrix of a ``transform`` attribute (SVG 1.1, 7.6); None when it is not right."""
    matrix = UPRIGHT
    at = 0
    while match := _STEP.match(text, at):
        given = [float(value) for value in _NUMBERS.findall(match[2])]
        steps = _steps(match[1], given) if all(map(isfinite, given)) else None
        if steps is None:
            return None
        for step in steps:
            matrix = multiply(step, matrix)
        at = match.end()
    return None if text[at:].strip() else matrix


def _steps(name: str, given: list[float]) -> list[Matrix] | None:
    count = len(given)
    if name == "translate" and count in (1, 2):
        return [(1.0, 0.0, 0.0, 1.0, given[0], given[1] if count == 2 else 0.0)]
    if name == "scale" and count in (1, 2):
        return [(given[0], 0.0, 0.0, given[-1], 0.0, 0.0)]
    if name == "rotate" and count in (1, 3):
        turn = radians(given[0])
        step = (cos(turn), sin(turn), -sin(turn), cos(turn), 0.0, 0.0)
        if count == 1:
            return [step]
        x, y = given[1:]
        return [(1.0, 0.0, 0.0, 1.0, x, y), step, (1.0, 0.0, 0.0, 1.0, -x, -y)]
    if name == "skewX" and count == 1:
        return [(1.0, 0.0, tan(radians(given[0])), 1.0, 0.0, 0.0)]
    if name == "skewY" and count == 1:
        return [(1.0, tan(radians(given[0])), 0.0, 1.0, 0.0, 0.0)]
    if name == "matrix" and count == 6:
        a, b, c, d, e, f = given
        return [(a, b, c, d, e, f)]
    return None


def about(matrix: Matrix, point: tuple[float, float]) -> Matrix:
    """A matrix that turns about a point, not about the corner."""
    x, y = point
    inner = multiply((1.0, 0.0, 0.0, 1.0, -x, -y), matrix)
    return multiply(inner, (1.0, 0.0, 0.0, 1.0, x, y))


def written(matrix: Matrix) -> str:
    """A matrix as an attribute says it."""
    return "matrix(" + " ".join(f"{value:.9g}" for value in matrix) + ")"
