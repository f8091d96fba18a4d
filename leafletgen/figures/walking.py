"""What practice in walking needs: a way on the floor, a weight on the ankle, a tree that says out of doors."""

from __future__ import annotations

from math import cos, pi, sin

from leafletgen.figures.furniture import DARK_WOOD
from leafletgen.figures.geometry import between, circle, direction, placed, polygon, ray, rectangle, smooth
from leafletgen.figures.people import ARROW
from leafletgen.figures.picture import LINE, Picture
from leafletgen.figures.skeleton import Limb

_LEAVES, _CUFF = "#8DB48E", "#4A5560"


def figure_of_eight(picture: Picture, middle: complex, size: complex) -> None:
    """Draw a way in the form of an 8 that lies on the floor, with a head on each loop to say which way to go."""
    count = 16
    points = [
        middle + complex(size.real / 2 * cos(2 * pi * step / count), size.imag / 2 * sin(4 * pi * step / count))
        for step in range(count)
    ]
    way = smooth(points)
    picture.line(way, ARROW, 6)
    for at in (2, 10):
        along = direction(points[at - 1], points[at + 1])
        back = points[at] - ray(along, 13)
        picture.fill(
            polygon([points[at] + ray(along, 10), back + ray(along + 90, 13), back - ray(along + 90, 13)]), ARROW
        )


def ankle_weight(picture: Picture, leg: Limb) -> None:
    """Draw a cuff with a weight in it round the shin, just above the foot."""
    middle = between(leg.end, leg.joint, 0.22)
    along = direction(leg.end, leg.joint)
    picture.fill(placed(rectangle(-11, -13, 11, 13), middle, along), _CUFF, LINE)
    picture.fill(placed(rectangle(-3, -13, 3, 13), middle, along), "#A9B4BC")


def tree(picture: Picture, foot: complex, size: complex) -> None:
    """Draw a tree."""
    high, wide = size.imag, size.real
    picture.fill(rectangle(foot.real - 7, foot.imag, foot.real + 7, foot.imag + high - wide * 0.6), DARK_WOOD, LINE)
    crown = foot + complex(0, high - wide * 0.5)
    rounds = ((-0.24, -0.2), (0.24, -0.2), (0, 0.12))
    picture.layer([(circle(crown + complex(x * wide, y * wide), wide * 0.32), _LEAVES) for x, y in rounds])
