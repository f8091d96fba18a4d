"""Transforms of style sheets as matrices: lengths and angles with units, and parts of a box (CSS Transforms 1)."""

import re
from math import cos, isfinite, pi, radians, sin, tan

from leafletgen.images.svg.operators import UPRIGHT, Matrix, multiply
from leafletgen.images.svg.path import NUMBER
from leafletgen.images.svg.properties import UNITS

_ANGLES = {"deg": 1.0, "rad": 180 / pi, "grad": 0.9, "turn": 360.0, "": 1.0}
_CSS_STEP = re.compile(r"\s*([a-zA-Z0-9]+)\(([^()]*)\)")
_CSS_VALUE = re.compile(rf"({NUMBER})([a-zA-Z]*|%)")
_SIDES = {"left": "0%", "top": "0%", "center": "50%", "right": "100%", "bottom": "100%"}


def css_transform(text: str, wide: float, high: float, letters: float = 16.0) -> Matrix | None:
    """The matrix of a ``transform`` of a style sheet, in a box of this size; None when it is not known.

    Letters is their size, in pixels, which lengths in em are counted of.
    """
    if text.strip().lower() == "none":
        return UPRIGHT
    matrix = UPRIGHT
    at = 0
    while match := _CSS_STEP.match(text, at):
        values = [value for value in re.split(r"[\s,]+", match[2].strip()) if value]
        step = _css_step(match[1].lower(), values, (wide, high), letters)
        if step is None:
            return None
        matrix = multiply(step, matrix)
        at = match.end()
    return None if text[at:].strip() else matrix


def _css_step(name: str, values: list[str], box: tuple[float, float], letters: float) -> Matrix | None:
    count = len(values)
    if name == "matrix" and count == 6:
        given = [_plain(value) for value in values]
        if None in given:
            return None
        a, b, c, d, e, f = (value or 0.0 for value in given)
        return (a, b, c, d, e, f)
    if name in ("translate", "translatex", "translatey") and count <= (2 if name == "translate" else 1) and count:
        first = css_length(values[0], box[1] if name == "translatey" else box[0], letters)
        second = css_length(values[1], box[1], letters) if count == 2 else 0.0
        if first is None or second is None:
            return None
        return (1.0, 0.0, 0.0, 1.0, 0.0, first) if name == "translatey" else (1.0, 0.0, 0.0, 1.0, first, second)
    if name in ("scale", "scalex", "scaley") and count <= (2 if name == "scale" else 1) and count:
        factors = [_factor(value) for value in values]
        first, last = factors[0], factors[-1]
        if first is None or last is None:
            return None
        across, down = {"scale": (first, last), "scalex": (first, 1.0), "scaley": (1.0, first)}[name]
        return (across, 0.0, 0.0, down, 0.0, 0.0)
    if name in ("rotate", "rotatez", "skewx", "skewy", "skew") and count <= (2 if name == "skew" else 1) and count:
        turns = [css_angle(value) for value in values]
        first = turns[0]
        if first is None or None in turns:
            return None
        if name.startswith("rotate"):
            turn = radians(first)
            return (cos(turn), sin(turn), -sin(turn), cos(turn), 0.0, 0.0)
        across, down = (0.0, first) if name == "skewy" else (first, (turns[1] or 0.0) if count == 2 else 0.0)
        return (1.0, tan(radians(down)), tan(radians(across)), 1.0, 0.0, 0.0)
    return None


def css_length(value: str, whole: float, letters: float = 16.0) -> float | None:
    """A length in pixels, or a part of the whole in per cent; None when it is not known.

    Only nothing has no unit.
    """
    match = _CSS_VALUE.fullmatch(value)
    if match is None:
        return None
    number, unit = float(match[1]), match[2].lower()
    if not isfinite(number):
        return None
    if unit == "%":
        return number / 100 * whole
    if unit in ("em", "rem"):
        return number * (letters if unit == "em" else 16.0)
    return None if unit not in UNITS or (number and not unit) else number * UNITS[unit]


def css_angle(value: str) -> float | None:
    """An angle in degrees; None when it is not known."""
    match = _CSS_VALUE.fullmatch(value)
    if match is None or match[2].lower() not in _ANGLES or (not match[2] and float(match[1])):
        return None
    angle = float(match[1]) * _ANGLES[match[2].lower()]
    return angle if isfinite(angle) else None


def css_origin(text: str, left: float, top: float, wide: float, high: float) -> tuple[float, float] | None:
    """The point that a transform turns about, in a box; None when it is not known (CSS Transforms 1, 6)."""
    words = text.lower().split()
    if not 1 <= len(words) <= 3 or (len(words) == 3 and words.pop() not in ("0", "0px")):
        return None
    if words[0] in ("top", "bottom") or (len(words) == 2 and words[1] in ("left", "right")):
        words = ([words[1]] if len(words) == 2 else ["center"]) + [words[0]]
    words = [*words, "center"][:2]
    words = [word + "px" if _plain(word) else word for word in words]  # as the attribute may have them
    x, y = css_length(_SIDES.get(words[0], words[0]), wide), css_length(_SIDES.get(words[1], words[1]), high)
    return None if x is None or y is None else (left + x, top + y)


def _plain(value: str) -> float | None:
    return float(value) if re.fullmatch(NUMBER, value) else None


def _factor(value: str) -> float | None:
    match = re.fullmatch(rf"({NUMBER})(%?)", value)
    return None if match is None else float(match[1]) / (100 if match[2] else 1)
