"""Shapes as page operators: numbers as they are written, and the paths of circles, lines and rectangles."""

import re
from collections.abc import Sequence

from leafletgen.images.paths import rounded

Matrix = tuple[float, float, float, float, float, float]
UPRIGHT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_CIRCLE = 0.5523
#: No coordinate of a drawing is larger; a PDF's integers end at 2^31 (ISO 19005-2, 6.1.13).
LARGEST = 1e6
#: A drawing is at most so many times longer than wide.
RATIO = 1000.0


class VectorError(Exception):
    """The drawing holds something that has no place in a PDF; the message names it."""


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


_TAIL = re.compile(r"(?<=\.[0-9])0(?= )")
_NOTHING = re.compile(r"(?<![^ ])-0(?= )")
#: From so many decimal places on Python writes small numbers with an exponent, which PDF has not.
_MANY = 5


def numbers(values: Sequence[float], places: int = 2) -> str:
    """Numbers as ``number`` writes them, with spaces between; all at once, for shapes that come by the thousand.

    Raises:
        VectorError: one is out of all proportion.
    """
    if not (max(values) < LARGEST and min(values) > -LARGEST):
        raise VectorError("a number out of all proportion")
    if places >= _MANY:
        return " ".join([number(value, places) for value in values])
    if places == 2:
        text = ("%.2f " * len(values) % tuple(values)).replace(".00 ", " ")
        text = _TAIL.sub("", text)
    else:
        text = (" ".join([repr(round(value, places)) for value in values]) + " ").replace(".0 ", " ")
    return (_NOTHING.sub("0", text) if "-0 " in text else text)[:-1]


def ellipse(x: float, y: float, rx: float, ry: float, places: int = 2) -> str:
    """An ellipse about a point."""
    kx, ky = rx * _CIRCLE, ry * _CIRCLE
    right, left, low, high = x + rx, x - rx, y + ry, y - ry
    lower = (right, y, right, y + ky, x + kx, low, x, low, x - kx, low, left, y + ky, left, y)
    upper = (left, y - ky, x - kx, high, x, high, x + kx, high, right, y - ky, right, y)
    text = numbers((*lower, *upper), places).split(" ")
    curves = " ".join([" ".join(text[at : at + 6]) + " c" for at in (2, 8, 14, 20)])
    return f"{text[0]} {text[1]} m {curves} h"


def rectangle(x: float, y: float, width: float, height: float, rx: float, ry: float, places: int = 2) -> str:
    """A rectangle, with round corners where radii are given; each is at most half a side (SVG 2, 10.2)."""
    rx, ry = min(rx, width / 2), min(ry, height / 2)
    if not (rx and ry):
        return numbers((x, y, width, height), places) + " re"
    if rx == ry and places == 2 and all(abs(value) < LARGEST for value in (x, y, x + width, y + height)):
        return rounded(x, y, width, height, rx)
    bx, by = rx * (1 - _CIRCLE), ry * (1 - _CIRCLE)
    right, low = x + width, y + height
    steps: list[tuple[float, ...]] = [
        (right - rx, y),
        (right - bx, y, right, y + by, right, y + ry),
        (right, low - ry),
        (right, low - by, right - bx, low, right - rx, low),
        (x + rx, low),
        (x + bx, low, x, low - by, x, low - ry),
        (x, y + ry),
        (x, y + by, x + bx, y, x + rx, y),
    ]
    drawn = " ".join(numbers(step, places) + (" l" if len(step) == 2 else " c") for step in steps)
    return f"{numbers((x + rx, y), places)} m {drawn} h"
