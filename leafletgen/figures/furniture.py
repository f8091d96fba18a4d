"""Furniture in the picture: what the person sits, stands and leans on, and holds on to."""

from __future__ import annotations

from leafletgen.figures.geometry import Path, polygon, rectangle, smooth
from leafletgen.figures.people import INK, PAPER
from leafletgen.figures.picture import LINE, Picture, Shape
from leafletgen.figures.skeleton import Skeleton

WOOD, DARK_WOOD, WALL, FLOOR = "#C9A77C", "#9B7A52", "#C9D5DB", "#5B6B74"
SHEET, CUPBOARD = "#E4EAED", "#E4EAED"


def chair(
    picture: Picture, shift: complex, skeleton: Skeleton, height: float | None = None, *, turned: bool = False
) -> None:
    """Draw a chair from its side, or from the front; a stool in a back view."""
    seat = 80 + shift.imag
    back = seat + 80 if height is None else height
    if skeleton.front:
        left, right = -38 + shift.real, 38 + shift.real
        stool = skeleton.view == "back"
        for x in (left + 1, right - 1):
            picture.rod(complex(x, seat + (-6 if stool else 82)), complex(x, 5), WOOD, 8)
        if stool:
            picture.fill(rectangle(left - 4, seat - 12, right + 4, seat), WOOD, LINE)
            return
        picture.fill(rectangle(left, seat + 60, right, seat + 84), WOOD, LINE)
        picture.fill(rectangle(left - 4, seat - 12, right + 4, seat), WOOD, LINE)
        return
    left, right, way = -35.0, 58.0, -1 if turned else 1

    def at(x: float, y: float) -> complex:
        return complex(shift.real + way * x, y)

    picture.rod(at(left + 10, seat - 8), at(left + 4, 4), DARK_WOOD, 7.4)
    picture.rod(at(right - 10, seat - 8), at(right - 6, 4), DARK_WOOD, 7.4)
    picture.rod(at(left + 2, 5), at(left - 4, back), WOOD, 8.2)
    picture.rod(at(right - 4, seat - 6), at(right, 5), WOOD, 8)
    ends = sorted((at(left - 1, 0).real, at(right + 2, 0).real))
    picture.fill(rectangle(ends[0], seat - 12, ends[1], seat - LINE / 2), WOOD, LINE)


def wall(picture: Picture, edge: float, skeleton: Skeleton, height: float) -> None:
    """Draw a wall: in front of the person, or behind the back when it is at the left."""
    top = height or (340.0 if skeleton.base.hip.imag > 150 else 260.0)
    ahead = edge > skeleton.hip.real
    far = edge + 22 if ahead else edge - 22
    picture.shapes.append(Shape(rectangle(min(edge, far), 0, max(edge, far), top), WALL))
    picture.line(polygon([complex(edge, 0), complex(edge, top)], closed=False), INK, 3)


def step(picture: Picture, middle: complex, size: complex) -> None:
    """Draw a step."""
    left, right = middle.real - size.real / 2, middle.real + size.real / 2
    picture.fill(rectangle(left, 0, right, size.imag - LINE / 2), WOOD, LINE)
    picture.fill(rectangle(left, size.imag - 9, right, size.imag - LINE / 2), "#DCC29C", 1.6)


def table(picture: Picture, middle: complex, size: complex) -> None:
    """Draw a table on two legs."""
    left, right = middle.real - size.real / 2, middle.real + size.real / 2
    top = size.imag
    for x in (left + 10, right - 10):
        picture.fill(rectangle(x - 4, 1, x + 4, top - 8), DARK_WOOD, LINE)
    picture.fill(rectangle(left, top - 9, right, top - LINE / 2), WOOD, LINE)


def worktop(picture: Picture, middle: complex, size: complex) -> None:
    """Draw a kitchen worktop on cupboards, which nobody can pull away; a foot fits under them."""
    left, right, top = middle.real - size.real / 2, middle.real + size.real / 2, size.imag
    picture.fill(rectangle(left + 12, 1, right - 12, 16), DARK_WOOD, LINE)
    picture.fill(rectangle(left + 5, 14, right - 5, top - 8), CUPBOARD, LINE)
    doors = max(1, round((size.real - 10) / 75))
    wide, drawer = (size.real - 10) / doors, top - 44
    for index in range(doors):
        start = left + 5 + index * wide
        for low, high in ((20, drawer - 3), (drawer + 3, top - 16)):
            picture.fill(rectangle(start + 6, low, start + wide - 6, high), CUPBOARD, 1.4, FLOOR)
        picture.line(polygon([complex(start + wide / 2 + x, top - 30) for x in (-9, 9)], closed=False), FLOOR, 4)
        handle = start + (wide - 15 if index % 2 == 0 else 15)
        picture.line(polygon([complex(handle, drawer - y) for y in (14, 34)], closed=False), FLOOR, 4)
    picture.fill(rectangle(left, top - 11, right, top - LINE / 2), WOOD, LINE)


def bed(picture: Picture, middle: complex, size: complex) -> None:
    """Draw a bed from its long side, its head end at the left: a base down to the floor, a mattress, a pillow."""
    left, right, top = middle.real - size.real / 2, middle.real + size.real / 2, size.imag
    picture.layer([(cushion(complex(left + 38, top + 6), 56 + 20j), PAPER)])
    picture.fill(rectangle(left + 4, 1, right, top * 0.5), DARK_WOOD, LINE)
    mattress = complex((left + right) / 2 + 3, top * 0.73)
    picture.layer([(cushion(mattress, complex(size.real - 12, top * 0.52)), SHEET)])
    picture.fill(rectangle(left - 8, 1, left + 5, top + 46), WOOD, LINE)


def couch(picture: Picture, middle: complex, size: complex) -> None:
    """Draw a bed from its long side that has no head end and no pillow: one can lie on it either way round."""
    left, right, top = middle.real - size.real / 2, middle.real + size.real / 2, size.imag
    picture.fill(rectangle(left + 4, 1, right - 4, top * 0.5), DARK_WOOD, LINE)
    picture.fill(rectangle(left, top * 0.5, right, top - LINE / 2), SHEET, LINE)


def cushion(middle: complex, size: complex) -> Path:
    """Return the outline of a pillow or mattress."""
    wide, high = size.real / 2, size.imag / 2
    shares = ((-1, -1), (0, -1.05), (1, -1), (1.02, 0), (1, 1), (0, 1.15), (-1, 1), (-1.02, 0))
    return smooth([middle + complex(x * wide, y * high) for x, y in shares])
