"""A towel as it is used: pulled straight, round a foot, rolled or folded; its stripes tell it from skin in grey."""

from __future__ import annotations

from leafletgen.figures.geometry import capsule, circle, direction, placed, ray, rectangle, smooth
from leafletgen.figures.people import INK, darker
from leafletgen.figures.picture import LINE, Picture

TOWEL, STRIPE = "#F3F0FA", "#6B4FA0"
_WIDE = 17.0


def pulled_towel(picture: Picture, start: complex, end: complex) -> None:
    """Draw a towel that two hands keep straight, with a stripe along each edge and a hem past the hands."""
    along = direction(start, end)
    length = abs(end - start)
    picture.layer([(placed(rectangle(-9, -_WIDE / 2, length + 9, _WIDE / 2), start, along), TOWEL)])
    for across in (-_WIDE / 4, _WIDE / 4):
        picture.trace([start + ray(along) * complex(x, across) for x in (-7, length + 7)], STRIPE, 2.6)


def loop_behind(picture: Picture, ball: complex, angle: float) -> None:
    """Draw the far half of a towel round the ball of the foot, pulled in a direction in degrees; the foot covers it."""
    start = ball + 4 + 7j
    picture.rod(start, start + ray(angle, 112), darker(TOWEL, 0.85), _WIDE - 2)


def loop_before(picture: Picture, ball: complex, along: float, angle: float) -> None:
    """Draw its near half, over the foot, and what is seen of it under the sole, which points along in degrees."""
    picture.fill(capsule(ball - ray(along, _WIDE / 2), ball + ray(along, _WIDE / 2), 3.4, 3.4), TOWEL, LINE)
    pulled_towel(picture, ball + ray(angle, 9), ball + ray(angle, 118))


def rolled_towel(picture: Picture, middle: complex, radius: float) -> None:
    """Draw a towel that is rolled up, seen from its end, its loose edge on top."""
    flap = smooth(
        [middle + radius * point for point in (0.1 + 1j, 0.75 + 0.86j, 1.15 + 0.35j, 1.08 + 0.1j, 0.6 + 0.6j)]
    )
    picture.layer([(flap, TOWEL), (circle(middle, radius), TOWEL)])
    spiral = [middle + ray(turn, radius * (1 - turn / 660)) for turn in range(60, 620, 40)]
    picture.trace(spiral, STRIPE, 2.4)


def folded_towel(picture: Picture, middle: complex, size: complex) -> None:
    """Draw a towel that lies folded, seen from its edge: soft layers, two stripes, and a fringe at the left."""
    wide, high = size.real / 2, size.imag / 2

    def at(x: float, y: float) -> complex:
        return middle + complex(x * wide, y * high)

    for x, y in ((-1.1, -0.7), (-1.1, -0.3), (-1.08, 0.1), (-1.08, 0.5)):
        picture.trace([at(x, y), at(x + 0.14, y)], INK, 1.6)
    outline = [at(-1, -1), at(-1.02, -0.2), at(-0.94, 0.7), at(-0.5, 0.95), at(0, 0.75), at(0.5, 0.95),
               at(0.95, 0.6), at(1.03, -0.2), at(0.98, -1)]  # fmt: skip
    picture.fill(smooth(outline, flat=True), TOWEL, LINE)
    for x in (-0.72, -0.56):
        picture.trace([at(x, -0.85), at(x + 0.02, 0), at(x + 0.05, 0.75)], STRIPE, 3)
    picture.trace([at(-0.4, -0.25), at(0, -0.4), at(0.5, -0.2), at(0.88, -0.3)], INK, 1.5)
