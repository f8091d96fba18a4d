"""The path data of an SVG file as page operators, with its box and its narrowest corners."""

import re
from contextlib import suppress
from math import acos, ceil, copysign, cos, degrees, hypot, radians, sin, sqrt
from typing import NamedTuple

from leafletgen.images.svg.operators import numbers

NUMBER = r"[+-]?(?:[0-9]*\.)?[0-9]+(?:[eE][+-]?[0-9]+)?"
_NUMBERS = re.compile(NUMBER)
_COMMANDS = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])")
#: What stands between numbers; a sign or a second point begins a new one by itself.
_LIST = re.compile(rf"[\s,]*(?:{NUMBER}(?:\s*,)?\s*)*")
#: A list that needs no care.
_PLAIN = re.compile("[-0-9. ]*")
#: The seven values of an arc; its two flags are single digits that nothing need part from what follows.
_ARC = re.compile(rf"[\s,]*({NUMBER})" * 3 + r"[\s,]*([01])" * 2 + rf"[\s,]*({NUMBER})" * 2)
#: How many numbers a command takes at a time.
_TAKES = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7, "z": 0}

Point = tuple[float, float]


class NotPlainError(Exception):
    """Something that is not drawn as lines here; the message, if any, names it."""


class Box:
    """The rectangle that holds every point, control points too, of what was drawn."""

    __slots__ = ("bottom", "left", "right", "top")

    def __init__(self) -> None:
        """Hold nothing."""
        self.left = self.top = float("inf")
        self.right = self.bottom = float("-inf")

    def hold(self, values: list[float]) -> None:
        """Take in points, given as x, y, x, y."""
        across, down = values[::2], values[1::2]
        self.left, self.right = min(self.left, min(across)), max(self.right, max(across))
        self.top, self.bottom = min(self.top, min(down)), max(self.bottom, max(down))

    @property
    def extent(self) -> float:
        """The longer of its sides."""
        return max(self.right - self.left, self.bottom - self.top)


class Piece(NamedTuple):
    """A piece of a path: its operators without an end, whether it is closed, its narrowest corner, any length, its box.

    The corner is in degrees between the lines that meet in it; 180 when all is smooth.
    """

    operators: str
    closed: bool
    corner: float
    long: bool
    box: Box


def subpaths(data: str, places: int = 2, corners: bool = True) -> tuple[list[Piece], Box]:
    """The pieces of a path, its numbers with so many decimal places, and their box.

    Corners are measured where they count, which takes as long as all else.

    Raises:
        NotPlainError: it is damaged.
        VectorError: a number is out of all proportion.
    """
    pen = Pen(places, corners)
    first, *rest = _COMMANDS.split(data)
    if first.strip():
        raise NotPlainError("a damaged path")
    for letter, text in zip(rest[::2], rest[1::2], strict=True):
        kind = letter.lower()
        takes = _TAKES[kind]
        values = _arcs(text) if kind == "a" else _values(text)
        if takes == 0:
            if values:
                raise NotPlainError("a damaged path")
            pen.close()
            continue
        if not values or len(values) % takes:
            raise NotPlainError("a damaged path")
        if pen.run(letter, values):
            continue
        command = letter
        for at in range(0, len(values), takes):
            pen.draw(command, values[at : at + takes])
            command = {"m": "l", "M": "L"}.get(command, command)  # further pairs of a move are lines
    return pen.done(), pen.box


def _values(text: str) -> list[float]:
    if _PLAIN.fullmatch(text) is not None and ". " not in text and not text.endswith("."):
        with suppress(ValueError):  # numbers that run together are told apart below
            return list(map(float, text.split()))
    if _LIST.fullmatch(text) is None:
        raise NotPlainError("a damaged path")
    return [float(value) for value in _NUMBERS.findall(text)]


def _arcs(text: str) -> list[float]:
    values: list[float] = []
    at = 0
    while match := _ARC.match(text, at):
        values += map(float, match.groups())
        at = match.end()
    if text[at:].strip():
        raise NotPlainError("a damaged path")
    return values


class Pen:
    """Where a path stands, and what was drawn so far."""

    def __init__(self, places: int, corners: bool = True) -> None:
        """Start without a place to stand on."""
        self.places = places
        self.corners = corners
        self.found: list[Piece] = []
        self.box = Box()
        self.points: list[float] = []
        """Of the piece in hand: x, y, x, y."""
        self.steps: list[str] = []
        """Of the piece in hand: m and l with a point each, c with three."""
        self.at: Point = (0.0, 0.0)
        self.start: Point | None = None
        """Where the piece began; None before the first move."""
        self.before: Point | None = None
        """The last control point, when what was drawn last is a curve of the kind that the next may go on from."""
        self.kind = ""

    def draw(self, command: str, values: list[float]) -> None:
        """Carry out one command with the values of one step.

        Raises:
            NotPlainError: the path does not begin with a move.
        """
        kind = command.lower()
        x, y = self.at
        relative = command == kind
        if kind != "m" and not self.steps:
            if self.start is None:
                raise NotPlainError("a damaged path")
            self._move(*self.start)  # a path that goes on after it was closed sets out from there
        control: Point | None = None
        if kind == "a":
            self._arc(values, relative)
        elif kind in "hv":
            value = values[0] + ((x if kind == "h" else y) if relative else 0.0)
            self._line(*((value, y) if kind == "h" else (x, value)))
        else:
            base = self.start if kind == "m" and not self.steps and self.start is not None else self.at
            if relative:
                values = [value + base[place % 2] for place, value in enumerate(values)]
            if kind == "m":
                self._move(values[0], values[1])
            elif kind == "l":
                self._line(values[0], values[1])
            elif kind in "qt":
                if kind == "t":
                    back = self.before if self.before is not None and self.kind in "qt" else self.at
                    values = [x + (x - back[0]), y + (y - back[1]), *values]
                control = (values[0], values[1])
                self._quadratic(values)
            else:
                if kind == "s":
                    back = self.before if self.before is not None and self.kind in "cs" else self.at
                    values = [x + (x - back[0]), y + (y - back[1]), *values]
                control = (values[2], values[3])
                self._curve(values)
        self.before, self.kind = control, kind

    def run(self, letter: str, values: list[float]) -> bool:
        """Draw lines or curves between points as they are given, all at once; False for any other command."""
        if not self.steps or letter not in "LC":
            return False
        takes = 2 if letter == "L" else 6
        self.points += values
        self.steps += [letter.lower()] * (len(values) // takes)
        self.at = (values[-2], values[-1])
        self.before, self.kind = ((values[-4], values[-3]) if takes == 6 else None), letter.lower()
        return True

    def close(self) -> None:
        """Go back to where the piece began."""
        if not self.steps:
            if self.start is None:
                raise NotPlainError("a damaged path")
            return
        start = self.start
        assert start is not None
        self._end(closed=True)
        self.at = start
        self.before = None

    def done(self) -> list[Piece]:
        """All pieces."""
        self._end(closed=False)
        return self.found

    def _end(self, closed: bool) -> None:
        if len(self.steps) > 1 or (closed and self.steps):  # a move by itself draws nothing
            box = Box()
            box.hold(self.points)
            corner = _narrowest(self.points, self.steps, closed) if self.corners else 180.0
            self.found.append(Piece(self._written(), closed, corner, box.extent > 0, box))
            self.box.hold([box.left, box.top, box.right, box.bottom])
        self.points, self.steps = [], []

    def _written(self) -> str:
        """The operators of the piece; all its numbers are written at once."""
        words = numbers(self.points, self.places).split(" ")
        out: list[str] = []
        at = 0
        for step in self.steps:
            after = at + (6 if step == "c" else 2)
            out += words[at:after]
            out.append(step)
            at = after
        if len(self.steps) == 1:
            out += (*words, "l")  # several points by themselves are not drawn by PDFium
        return " ".join(out)

    def _move(self, x: float, y: float) -> None:
        self._end(closed=False)
        self.points, self.steps = [x, y], ["m"]
        self.at = self.start = (x, y)

    def _line(self, x: float, y: float) -> None:
        self.points += (x, y)
        self.steps.append("l")
        self.at = (x, y)

    def _curve(self, values: list[float]) -> None:
        self.points += values
        self.steps.append("c")
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
        if (x, y) == self.at:
            return  # to be left out (SVG 2, 9.5.1)
        rx, ry = abs(rx), abs(ry)
        if min(rx, ry) < 1e-3:
            self._line(x, y)
            return
        for curve in arc(self.at, (x, y), (rx, ry), turned, large == 1, sweep == 1):
            self._curve(curve)


def _narrowest(points: list[float], steps: list[str], closed: bool) -> float:
    """The narrowest angle in degrees between two lines of a piece that meet; 180 when all is smooth."""
    narrowest = 180.0
    first: Point | None = None
    heading: Point | None = None
    x, y = points[:2]
    at = 2
    begin = (x, y)

    def turn(step: Point) -> None:
        nonlocal narrowest, first
        if heading is None:
            first = step
        else:
            narrowest = min(narrowest, 180 - abs(_angle(heading, step)))

    for step in steps[1:]:
        after = at + (6 if step == "c" else 2)
        way = [(x, y), *zip(points[at:after:2], points[at + 1 : after : 2], strict=True)]
        end = way[-1]
        leaves = next(((to[0] - x, to[1] - y) for to in way[1:] if to != (x, y)), None)
        if leaves is not None:
            turn(leaves)
            heading = next(((end[0] - to[0], end[1] - to[1]) for to in way[-2::-1] if to != end), leaves)
        (x, y), at = end, after
    if closed:
        if (x, y) != begin:
            back = (begin[0] - x, begin[1] - y)
            turn(back)
            heading = back
        if first is not None:
            turn(first)
    return narrowest


def arc(start: Point, end: Point, radii: Point, turned: float, large: bool, sweep: bool) -> list[list[float]]:
    """An elliptical arc, its axes turned by so many degrees, as curves of up to a quarter of a turn (SVG 2, B.2.4)."""
    if not turned % 180 or radii[0] == radii[1]:
        return _upright_arc(start, end, radii, large, sweep)
    cosine, sine = cos(radians(turned)), sin(radians(turned))

    def into(x: float, y: float) -> Point:
        return x * cosine + y * sine, -x * sine + y * cosine

    made = []
    for curve in _upright_arc(into(*start), into(*end), radii, large, sweep):
        back: list[float] = []
        for x, y in zip(curve[::2], curve[1::2], strict=True):
            back += (x * cosine - y * sine, x * sine + y * cosine)
        made.append(back)
    return made


def _upright_arc(start: Point, end: Point, radii: Point, large: bool, sweep: bool) -> list[list[float]]:
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
    """From one direction to another, in degrees between -180 and 180 (SVG 2, B.2.4)."""
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
