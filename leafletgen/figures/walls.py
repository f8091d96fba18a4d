"""What a person stands in or leans flat against: a wall seen from the front, a doorway."""

from __future__ import annotations

from leafletgen.figures.furniture import WALL, WOOD
from leafletgen.figures.geometry import polygon, rectangle
from leafletgen.figures.people import INK
from leafletgen.figures.picture import LINE, Picture, Shape

_JAMB, _BESIDE, _LINTEL = 16.0, 44.0, 18.0


def backdrop(picture: Picture, middle: complex, size: complex) -> None:
    """Draw a wall behind a person who is seen from the front or from behind; its foot is at the middle's height."""
    left, right = middle.real - size.real / 2, middle.real + size.real / 2
    foot, skirting = middle.imag, middle.imag + 13
    picture.shapes.append(Shape(rectangle(left, foot, right, foot + size.imag), WALL))
    picture.line(polygon([complex(left, skirting), complex(right, skirting)], closed=False), INK, 1.4)


def doorway(picture: Picture, middle: complex, size: complex, *, front: bool) -> None:
    """Draw an open doorway: its opening with the frame from the front, one post of it from the side.

    Args:
        picture: receives the shapes.
        middle: the foot of the middle of the opening; from the side, the foot of the post's left edge.
        size: width and height of the opening; from the side, of the post.
        front: whether it is seen from the front or from behind.
    """
    if not front:
        picture.fill(rectangle(middle.real, 1, middle.real + size.real, size.imag), WOOD, LINE)
        return
    top, half = size.imag, size.real / 2
    outer = half + _JAMB + _BESIDE
    for low, high in ((-outer, -half), (half, outer)):
        wall = rectangle(middle.real + low, 0, middle.real + high, top + _LINTEL)
        picture.shapes.append(Shape(wall, WALL))
    frame = [(-half, 0), (-half, top), (half, top), (half, 0)]
    inner = [complex(middle.real + x, y) for x, y in frame]
    edge = [complex(middle.real + x + (_JAMB if x > 0 else -_JAMB), y + (_LINTEL if y else 0)) for x, y in frame]
    picture.fill(polygon([*edge, *reversed(inner)]), WOOD, LINE)
