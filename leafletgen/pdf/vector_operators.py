"""Shapes as page operators: numbers as they are written, and the paths of circles, lines and rectangles."""

from collections.abc import Sequence

from leafletgen.pdf.boxes import rounded

Matrix = tuple[float, float, float, float, float, float]

_CIRCLE = 0.5523
#: No coordinate of a drawing is larger; a PDF's integers end at 2^31 (ISO 19005-2, 6.1.13).
LARGEST = 1e6
#: A drawing is at most so many times longer than wide.
RATIO = 1000.0


class VectorError(Exception):
    """The drawing holds something that has no place in a tagged PDF; the message names it."""


def multiply(inner: Sequence[float], outer: Matrix) -> Matrix:
    """The matrix that does what ``inner`` does and then what ``outer`` does."""
    a, b, c, d, e, f = (float(value) for value in inner)
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def number(value: float, places: int = 2) -> str:
    """A number without more digits than it needs.

    Raises:
        VectorError: it is out of all proportion.
    """
    if not abs(float(value)) < LARGEST:
        raise VectorError("a number out of all proportion")
    text = f"{float(value):.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def lines(values: Sequence[float], closed: bool) -> str:
    """Straight lines through points, given as x, y, x, y; nothing for a single point."""
    pairs = [f"{number(x)} {number(y)}" for x, y in zip(values[::2], values[1::2], strict=True)]
    if len(pairs) < 2:
        return ""
    return f"{pairs[0]} m " + " ".join(f"{pair} l" for pair in pairs[1:]) + (" h" if closed else "")


def ellipse(x: float, y: float, rx: float, ry: float) -> str:
    """An ellipse about a point."""
    kx, ky = rx * _CIRCLE, ry * _CIRCLE
    corners = [
        (x + rx, y + ky, x + kx, y + ry, x, y + ry),
        (x - kx, y + ry, x - rx, y + ky, x - rx, y),
        (x - rx, y - ky, x - kx, y - ry, x, y - ry),
        (x + kx, y - ry, x + rx, y - ky, x + rx, y),
    ]
    curves = " ".join(" ".join(number(value) for value in corner) + " c" for corner in corners)
    return f"{number(x + rx)} {number(y)} m {curves} h"


def rectangle(x: float, y: float, width: float, height: float, rx: float, ry: float) -> str:
    """A rectangle, with round corners where a radius is given."""
    if rx or ry:
        return rounded(x, y, width, height, max(rx or 0, ry or 0))
    return " ".join(number(value) for value in (x, y, width, height)) + " re"
