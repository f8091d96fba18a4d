"""Points as complex numbers, and the outlines that a figure is made of."""

from __future__ import annotations

import cmath
import math
from collections.abc import Sequence

Segment = tuple[str, tuple[complex, ...]]
"""M and L with one point, C with three, Z with none."""
Path = list[Segment]

_CIRCLE = 0.5523
_CLOSE: Segment = ("Z", ())


def ray(angle: float, length: float = 1.0) -> complex:
    """Return the vector of a length in a direction in degrees; 0 points right, 90 up."""
    return cmath.rect(length, math.radians(angle))


def direction(start: complex, end: complex) -> float:
    """Return the direction from one point to another, in degrees."""
    return math.degrees(cmath.phase(end - start))


def normal(angle: float) -> float:
    """Return the same direction between -180 and 180 degrees."""
    return (angle + 180) % 360 - 180


def between(start: complex, end: complex, share: float) -> complex:
    """Return the point at a share of the way."""
    return start + (end - start) * share


def arc(centre: complex, radius: float, start: float, sweep: float) -> Path:
    """Return curves along a circle, from the point where they begin (which is not part of it)."""
    pieces = max(1, math.ceil(abs(sweep) / 121))
    step = sweep / pieces
    handle = radius * 4 / 3 * math.tan(math.radians(step) / 4)
    path: Path = []
    for piece in range(pieces):
        first = ray(start + step * piece)
        last = ray(start + step * (piece + 1))
        path.append(
            (
                "C",
                (
                    centre + first * complex(radius, handle),
                    centre + last * complex(radius, -handle),
                    centre + last * radius,
                ),
            )
        )
    return path


def circle(centre: complex, radius: float) -> Path:
    """Return a full circle."""
    return [("M", (centre + radius,)), *arc(centre, radius, 0, 360), _CLOSE]


def ellipse(centre: complex, wide: float, high: float) -> Path:
    """Return an ellipse with its axes along x and y."""
    return transform(circle(0j, 1.0), lambda point: centre + complex(point.real * wide, point.imag * high))


def capsule(start: complex, end: complex, first: float, last: float) -> Path:
    """Return a tapered tube with round ends of these radii."""
    length = abs(end - start)
    if length <= abs(first - last) + 0.01:
        return circle(start, first) if first > last else circle(end, last)
    along = direction(start, end)
    lean = math.degrees(math.acos((first - last) / length))
    return [
        ("M", (start + ray(along + lean, first),)),
        *arc(start, first, along + lean, 360 - 2 * lean),
        ("L", (end + ray(along - lean, last),)),
        *arc(end, last, along - lean, 2 * lean),
        _CLOSE,
    ]


def stump(start: complex, end: complex, first: float, last: float) -> Path:
    """Return a tapered tube that is flat at its start, which something hides, and round at its end."""
    along = direction(start, end)
    across = ray(along + 90)
    return [
        ("M", (start - across * first,)),
        ("L", (end - across * last,)),
        *arc(end, last, along - 90, 180),
        ("L", (start + across * first,)),
        _CLOSE,
    ]


def polygon(points: Sequence[complex], *, closed: bool = True) -> Path:
    """Return straight lines through points."""
    path: Path = [("M", (points[0],)), *[("L", (point,)) for point in points[1:]]]
    return [*path, _CLOSE] if closed else path


def rectangle(left: float, bottom: float, right: float, top: float) -> Path:
    """Return a rectangle."""
    return polygon([complex(left, bottom), complex(right, bottom), complex(right, top), complex(left, top)])


def smooth(points: Sequence[complex], *, closed: bool = True, flat: bool = False) -> Path:
    """Return a soft curve through points (Catmull-Rom).

    Args:
        points: what it passes.
        closed: whether it comes back to the first point.
        flat: whether it comes back in a straight line, with corners at both ends.
    """
    count = len(points)
    ring = closed and not flat
    around = [points[-1], *points, points[0], points[1]] if ring else [points[0], *points, points[-1]]
    path: Path = [("M", (points[0],))]
    for index in range(count if ring else count - 1):
        before, start, end, after = around[index : index + 4]
        path.append(("C", (start + (end - before) / 6, end - (after - start) / 6, end)))
    return [*path, _CLOSE] if closed else path


def tube(
    start: complex, end: complex, stations: Sequence[tuple[float, float, float]], first: float, last: float
) -> Path:
    """Return a soft limb between two points.

    Args:
        start: where it begins.
        end: where it ends.
        stations: share of the way, width on the left, width on the right.
        first: how far the end bulges before the start.
        last: how far it bulges behind the end.
    """
    along = ray(direction(start, end))
    left = [between(start, end, share) + along * 1j * width for share, width, _ in stations]
    right = [between(start, end, share) - along * 1j * width for share, _, width in stations]
    return smooth([*left, end + along * last, *reversed(right), start - along * first])


def sketch(text: str) -> Path:
    """Read a path in the letters of SVG (absolute M, L, C, Q, Z; y upwards)."""
    path: Path = []
    words = text.replace(",", " ").split()
    index, letter = 0, "M"
    here = 0j
    while index < len(words):
        if words[index] in "MLCQZ":
            letter = words[index]
            index += 1
        if letter == "Z":
            path.append(_CLOSE)
            continue
        count = {"M": 1, "L": 1, "C": 3, "Q": 2}[letter]
        numbers = [float(word) for word in words[index : index + 2 * count]]
        points = [complex(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
        index += 2 * count
        if letter == "Q":
            bend, end = points
            path.append(("C", (here + (bend - here) * 2 / 3, end + (bend - end) * 2 / 3, end)))
        else:
            path.append((letter, tuple(points)))
        here = points[-1]
        letter = "L" if letter == "M" else letter
    return path


def transform(path: Path, move: object) -> Path:
    """Return the path with every point moved."""
    assert callable(move)
    return [(letter, tuple([move(point) for point in points])) for letter, points in path]


def placed(path: Path, origin: complex, angle: float = 0.0, *, flip: bool = False, scale: float = 1.0) -> Path:
    """Return a local path (x along the angle, y to its left) in the drawing; flip mirrors y."""
    turn = ray(angle, scale)
    if flip:
        return [(letter, tuple([origin + point.conjugate() * turn for point in points])) for letter, points in path]
    return [(letter, tuple([origin + point * turn for point in points])) for letter, points in path]


def reach(start: complex, end: complex, upper: float, lower: float, side: int) -> tuple[complex, complex]:
    """Return the joint between and the end of a limb that reaches for a point.

    Args:
        start: shoulder or hip.
        end: where wrist or ankle should be; when it is too far, the limb is straight towards it.
        upper: length of the upper part.
        lower: length of the lower part.
        side: 1 bends to the left of the line, -1 to its right.
    """
    distance = abs(end - start)
    along = direction(start, end)
    if distance > upper + lower - 0.2:
        return start + ray(along, upper), start + ray(along, upper + lower)
    distance = max(distance, abs(upper - lower) + 0.5)
    cosine = (upper * upper + distance * distance - lower * lower) / (2 * upper * distance)
    bend = math.degrees(math.acos(max(-1.0, min(1.0, cosine))))
    middle = start + ray(along + bend * side, upper)
    return middle, middle + ray(direction(middle, end), lower)


def bounds(path: Path) -> tuple[float, float, float, float]:
    """Return left, bottom, right, top of all points (a curve stays within its handles)."""
    points = [point for _, several in path for point in several]
    across = [point.real for point in points]
    up = [point.imag for point in points]
    return min(across), min(up), max(across), max(up)
