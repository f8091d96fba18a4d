"""The path data of an SVG file as page operators, as far as they are plain."""

import re
from math import acos, ceil, copysign, cos, degrees, hypot, radians, sin, sqrt

from leafletgen.pdf.vector_operators import number

_NUMBER = r"-?(?:\d+(?:\.\d+)?|\.\d+)"
_NUMBERS = re.compile(_NUMBER)
_COMMANDS = re.compile(r"([A-Za-z])")
#: What stands between numbers; a minus or a second point begins a new one by itself.
_LIST = re.compile(rf"[\s,]*(?:{_NUMBER}[\s,]*)*")
#: How many numbers a command takes at a time.
_TAKES = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "a": 7, "z": 0}

Point = tuple[float, float]


class NotPlainError(Exception):
    """Something that only the whole reader of SVG knows how to draw, or to refuse."""


def subpaths(data: str) -> list[tuple[str, bool]]:
    """The pieces of a path: the operators of each without its end, and whether it is closed.

    Raises:
        NotPlainError: it holds something beside ordinary commands and numbers.
        VectorError: a number is out of all proportion.
    """
    pen = _Pen()
    first, *rest = _COMMANDS.split(data)
    if first.strip():
        raise NotPlainError
    for letter, text in zip(rest[::2], rest[1::2], strict=True):
        takes = _TAKES.get(letter.lower())
        if takes is None or _LIST.fullmatch(text) is None:
            raise NotPlainError
        values = [float(value) for value in _NUMBERS.findall(text)]
        if takes == 0:
            if values:
                raise NotPlainError
            pen.close()
            continue
        if not values or len(values) % takes:
            raise NotPlainError
        command = letter
        for at in range(0, len(values), takes):
            pen.draw(command, values[at : at + takes])
            command = {"m": "l", "M": "L"}.get(command, command)  # further pairs of a move are lines
    return pen.done()


class _Pen:
    """Where a path stands, and what was drawn so far."""

    def __init__(self) -> None:
        self.found: list[tuple[str, bool]] = []
        self.parts: list[str] = []
        self.at: Point = (0.0, 0.0)
        self.start: Point | None = None
        """Where the piece began; None before the first move."""
        self.before: Point | None = None
        """The second control point of the curve that was drawn last, when it was one of C, c, S and s."""

    def draw(self, command: str, values: list[float]) -> None:
        kind = command.lower()
        x, y = self.at
        relative = command == kind
        if kind != "m" and (self.start is None or not self.parts):
            raise NotPlainError  # a path that begins otherwise, or goes on after it was closed
        control: Point | None = None
        if kind == "a":
            self._arc(values, relative)
        elif kind in "hv":
            value = values[0] + ((x if kind == "h" else y) if relative else 0.0)
            self._line(*((value, y) if kind == "h" else (x, value)))
        else:
            base = self.start if kind == "m" and not self.parts and self.start is not None else self.at
            if relative:
                values = [value + base[place % 2] for place, value in enumerate(values)]
            if kind == "m":
                self._move(values[0], values[1])
            elif kind == "l":
                self._line(values[0], values[1])
            elif kind == "q":
                self._quadratic(values)
            else:
                if kind == "s":
                    back = self.before or self.at
                    values = [x + (x - back[0]), y + (y - back[1]), *values]
                control = (values[2], values[3])
                self._curve(values)
        self.before = control

    def close(self) -> None:
        if not self.parts:
            raise NotPlainError
        self.found.append((" ".join(self.parts), True))
        self.parts = []
        self.before = None

    def done(self) -> list[tuple[str, bool]]:
        if self.parts:
            self.found.append((" ".join(self.parts), False))
        return self.found

    def _move(self, x: float, y: float) -> None:
        if self.parts:
            self.found.append((" ".join(self.parts), False))
        self.parts = [f"{number(x)} {number(y)} m"]
        self.at = self.start = (x, y)

    def _line(self, x: float, y: float) -> None:
        self.parts.append(f"{number(x)} {number(y)} l")
        self.at = (x, y)

    def _curve(self, values: list[float]) -> None:
        self.parts.append(" ".join([number(value) for value in values]) + " c")
        self.at = (values[4], values[5])

    def _quadratic(self, values: list[float]) -> None:
        """Raise the degree of a curve: two thirds of the way to its control point from the start, then a third on."""
        (x, y), (cx, cy, ex, ey) = self.at, values
        first = (x + 2 / 3 * (cx - x), y + 2 / 3 * (cy - y))
        second = (first[0] + 1 / 3 * (ex - x), first[1] + 1 / 3 * (ey - y))
        self._curve([*first, *second, ex, ey])

    def _arc(self, values: list[float], relative: bool) -> None:
        rx, ry, turned, large, sweep, x, y = values
        if relative:
            x, y = x + self.at[0], y + self.at[1]
        if turned or large not in (0, 1) or sweep not in (0, 1) or min(rx, ry) < 1e-3:
            raise NotPlainError
        if (x, y) == self.at:
            raise NotPlainError
        for curve in arc(self.at, (x, y), (rx, ry), large == 1, sweep == 1):
            self._curve(curve)


def arc(start: Point, end: Point, radii: Point, large: bool, sweep: bool) -> list[list[float]]:
    """An elliptical arc whose axes are upright as curves of at most a quarter of a turn (SVG 1.1, F.6.5 and F.6.6)."""
    rx, ry = radii
    across, down = 0.5 * (start[0] - end[0]), 0.5 * (start[1] - end[1])
    reach = across * across / (rx * rx) + down * down / (ry * ry)
    if reach > 1:
        larger = sqrt(reach)
        rx, ry = rx * larger, ry * larger
        reach = across * across / (rx * rx) + down * down / (ry * ry)
    square = 1 / reach - 1
    root = sqrt(0.0 if -1e-10 < square < 0 else square)
    if large == sweep:
        root = -root
    aside, below = (root * rx * down) / ry, -(root * ry * across) / rx
    cx, cy = aside + 0.5 * (start[0] + end[0]), below + 0.5 * (start[1] + end[1])
    first = ((across - aside) / rx, (down - below) / ry)
    last = ((-across - aside) / rx, (-down - below) / ry)
    extent = _angle(first, last) % 360
    if not sweep and extent > 0:
        extent -= 360
    # From here angles run against the clock, as they do on paper.
    return _quarters((cx, cy), (rx, ry), -_angle((1, 0), first), -extent)


def _angle(one: Point, other: Point) -> float:
    """From one direction to another, in degrees between -180 and 180 (F.6.5.4)."""
    lengths = hypot(*one) * hypot(*other)
    if not lengths:
        return 0.0
    cosine = (one[0] * other[0] + one[1] * other[1]) / lengths
    side = one[0] * other[1] - one[1] * other[0]
    return degrees(copysign(acos(min(1.0, max(-1.0, cosine))), side))


def _quarters(centre: Point, radii: Point, begin: float, extent: float) -> list[list[float]]:
    (cx, cy), (rx, ry) = centre, radii
    count = 1 if abs(extent) <= 90 else ceil(abs(extent) / 90)
    step = radians(extent / count)
    if not step:
        return []
    kappa = copysign(abs(4 / 3 * (1 - cos(step * 0.5)) / sin(step * 0.5)), step)
    angle = radians(begin)
    after = angle + step
    cosine, sine = cos(angle), sin(angle)
    curves = []
    for place in range(count):
        before_cosine, before_sine = cosine, sine
        angle = after + place * step
        cosine, sine = cos(angle), sin(angle)
        curves.append(
            [
                cx + rx * (before_cosine - kappa * before_sine),
                cy - ry * (before_sine + kappa * before_cosine),
                cx + rx * (cosine + kappa * sine),
                cy - ry * (sine - kappa * cosine),
                cx + rx * cosine,
                cy - ry * sine,
            ]
        )
    return curves
