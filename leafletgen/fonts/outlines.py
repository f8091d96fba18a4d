"""The outlines of a face's glyphs, for what is painted as a shape and not as letters (OpenType, glyf)."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from leafletgen.fonts.typeface import Typeface

#: How deep glyphs are made of others; a font that goes deeper is taken as it stands.
_DEEPEST: Final = 6
# Flags of points, and of the parts of a glyph that is made of others.
_ON, _SHORT_X, _SHORT_Y, _REPEAT, _SAME_X, _SAME_Y = 1, 2, 4, 8, 16, 32
_WORDS, _OFFSETS, _SCALED, _MORE, _TWO_SCALES, _TURNED = 1, 2, 8, 32, 64, 128


class Point(NamedTuple):
    """A point in units of the font, on the outline or a quadratic curve's control point."""

    x: float
    y: float
    on: bool


Contour = Sequence[Point]


def contours(face: Typeface, glyph: int, depth: int = 0) -> list[Contour]:
    """The closed lines of a glyph; the inside of outer ones is at their right (TrueType)."""
    data, start, end = face.data, *_place(face, glyph)
    if end - start < 10:
        return []
    (count,) = struct.unpack_from(">h", data, start)
    if count >= 0:
        return _simple(data, start + 10, count)
    return [] if depth > _DEEPEST else list(_made_of(face, start + 10, depth))


def _place(face: Typeface, glyph: int) -> tuple[int, int]:
    loca, glyf = face.tables["loca"][0], face.tables["glyf"][0]
    if face.long_offsets:
        start, end = struct.unpack_from(">LL", face.data, loca + 4 * glyph)
    else:
        start, end = (2 * one for one in struct.unpack_from(">HH", face.data, loca + 2 * glyph))
    return glyf + start, glyf + end


def _simple(data: bytes, at: int, count: int) -> list[Contour]:
    ends = struct.unpack_from(f">{count}H", data, at)
    at += 2 * count
    at += 2 + struct.unpack_from(">H", data, at)[0]
    total = ends[-1] + 1 if ends else 0
    flags: list[int] = []
    while len(flags) < total:
        flag = data[at]
        at += 1
        times = 1
        if flag & _REPEAT:
            times += data[at]
            at += 1
        flags += [flag] * times
    axes: list[list[int]] = []
    for short, same in ((_SHORT_X, _SAME_X), (_SHORT_Y, _SAME_Y)):
        places: list[int] = []
        value = 0
        for flag in flags[:total]:
            if flag & short:
                value += data[at] if flag & same else -data[at]
                at += 1
            elif not flag & same:
                value += struct.unpack_from(">h", data, at)[0]
                at += 2
            places.append(value)
        axes.append(places)
    points = [Point(x, y, bool(flag & _ON)) for x, y, flag in zip(*axes, flags, strict=False)]
    return [
        points[start:end]
        for start, end in zip([0, *[one + 1 for one in ends]], [one + 1 for one in ends], strict=False)
    ]


def _made_of(face: Typeface, at: int, depth: int) -> Iterator[Contour]:
    """The outlines of other glyphs, moved and scaled."""
    data, flags = face.data, _MORE
    while flags & _MORE:
        flags, glyph = struct.unpack_from(">HH", data, at)
        x, y = struct.unpack_from(">hh" if flags & _WORDS else ">bb", data, at + 4)
        at += 8 if flags & _WORDS else 6
        a, b, c, d = 1.0, 0.0, 0.0, 1.0
        if flags & _SCALED:
            a = d = struct.unpack_from(">h", data, at)[0] / 16384
            at += 2
        elif flags & _TWO_SCALES:
            a, d = (one / 16384 for one in struct.unpack_from(">hh", data, at))
            at += 4
        elif flags & _TURNED:
            a, b, c, d = (one / 16384 for one in struct.unpack_from(">4h", data, at))
            at += 8
        if not flags & _OFFSETS:
            x = y = 0  # points that are to meet: used by no font of letters that is at hand
        for contour in contours(face, glyph, depth + 1):
            yield [Point(a * one.x + c * one.y + x, b * one.x + d * one.y + y, one.on) for one in contour]


def path(contour: Contour) -> str:
    """A closed line as operators of a PDF, in whole units of the font; quadratic curves become cubic ones."""
    if len(contour) < 2:
        return ""
    points = list(contour)
    if not points[0].on:
        points.insert(0, points[-1] if points[-1].on else _between(points[0], points[-1]))
    first = points[0]
    out = [f"{first.x:.0f} {first.y:.0f} m"]
    at, control = first, None
    for point in [*points[1:], first]:
        if control is None:
            if point.on:
                out.append(f"{point.x:.0f} {point.y:.0f} l")
                at = point
            else:
                control = point
            continue
        end = point if point.on else _between(control, point)
        out.append(_curve(at, control, end))
        at, control = end, None if point.on else point
    return " ".join([*out, "h"])


def _between(one: Point, other: Point) -> Point:
    return Point((one.x + other.x) / 2, (one.y + other.y) / 2, True)


def _curve(start: Point, control: Point, end: Point) -> str:
    first = start.x + (control.x - start.x) * 2 / 3, start.y + (control.y - start.y) * 2 / 3
    second = end.x + (control.x - end.x) * 2 / 3, end.y + (control.y - end.y) * 2 / 3
    return " ".join(f"{one:.0f}" for one in (*first, *second, end.x, end.y)) + " c"


def area(contour: Contour) -> float:
    """Twice the area of its points; less than nothing for an outer line, more for the edge of a hole."""
    return sum(
        one.x * other.y - other.x * one.y for one, other in zip(contour, [*contour[1:], contour[0]], strict=True)
    )


def holes_of(outer: Contour, others: Sequence[Contour]) -> list[Contour]:
    """Of other lines of a glyph, the edges of holes that are within an outer one."""
    left, bottom, right, top = bounds([outer])
    found: list[Contour] = []
    for one in others:
        if area(one) > 0:
            box = bounds([one])
            if left <= box[0] and bottom <= box[1] and box[2] <= right and box[3] <= top:
                found.append(one)
    return found


def bounds(lines: Sequence[Contour]) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of all points."""
    xs = [point.x for line in lines for point in line]
    ys = [point.y for line in lines for point in line]
    return min(xs), min(ys), max(xs), max(ys)
