"""Parts of the lower body drawn large: both feet as their owner sees them, a hand on the toes, the hips from behind."""

from __future__ import annotations

from leafletgen.figures.geometry import Path, capsule, ellipse, placed, polygon, ray, sketch, smooth, tube
from leafletgen.figures.people import INK, Person, darker
from leafletgen.figures.picture import LINE, Picture
from leafletgen.figures.pose import CloseUp

_BAND = "#D9822B"
_APART = 46.0
"""How far each ankle is from the middle."""
_INSTEP = [complex(-15, -14), complex(-17, 4), complex(-18, 30), complex(-25, 58), complex(-25, 76), complex(0, 84),
           complex(27, 70), complex(28, 56), complex(20, 30), complex(17, 4), complex(15, -14)]  # fmt: skip
_TOES = ((complex(-15, 74), complex(-16, 97), 9.5), (complex(1, 78), complex(1, 96), 6.8),
         (complex(11, 76), complex(12, 91), 6.2), (complex(19, 71), complex(21, 85), 5.8),
         (complex(25, 65), complex(28, 77), 5.4))  # fmt: skip
"""A right foot from above, its ankle at [0, 0] and its toes up; root, tip and half width of each toe."""


def draw_bare_feet(picture: Picture, close_up: CloseUp, person: Person) -> None:
    """Draw both feet from above, toes up; `turn` turns the one at the right, the right one, outwards."""
    turns = (0.0, float(close_up.turn or 0))
    # The points of both balls of the foot, inside and outside, between which a band is stretched.
    balls = [_put(side, turn, complex(at, 52)) for side, turn in zip((-1, 1), turns, strict=True) for at in (28, 25)]
    if close_up.holds == "band":
        _strap(picture, balls[0] - 13j, balls[2] - 13j, 0.86)
    for side, turn in zip((-1, 1), turns, strict=True):
        _foot(picture, person, side, turn)
    if close_up.holds == "band":
        _strap(picture, balls[0], balls[2], 1.0)


def _put(side: int, turn: float, point: complex) -> complex:
    """Return a point of the right foot where it is in the picture; the left foot mirrors it."""
    turned = point * ray(-turn)
    return complex(side * (turned.real + _APART), turned.imag)


def _foot(picture: Picture, person: Person, side: int, turn: float) -> None:
    skin = person.skin

    def put(path: Path) -> Path:
        return [(letter, tuple([_put(side, turn, point) for point in points])) for letter, points in path]

    ankle = complex(side * _APART, 0)
    shin = tube(ankle - 104j, ankle - 4j, ((0, 25, 25), (0.4, 21, 21), (0.8, 15.5, 15.5), (1, 15, 15)), 0, 14)
    toes = [put(capsule(root, tip, wide, wide * 0.92)) for root, tip, wide in _TOES]
    seams = [([_put(side, turn, root - 9j), _put(side, turn, root + 7j)], skin, wide * 1.8) for root, _, wide in _TOES]
    seams.append(([ankle - 14j, _put(side, turn, 12j)], skin, 29.0))
    picture.joined([(shape, skin) for shape in (shin, *toes, put(smooth(_INSTEP)))], seams)
    for _, tip, wide in _TOES:
        picture.fill(put(ellipse(tip + 2j, wide * 0.5, wide * 0.42)), "#FFFFFF", 1.2)
    picture.layer([(tube(ankle - 112j, ankle - 92j, ((0, 31, 31), (1, 30, 30)), 0, 0), person.shorts)])


def _strap(picture: Picture, left: complex, right: complex, shade: float) -> None:
    line = polygon([left, right], closed=False)
    picture.line(line, INK, 15)
    picture.line(line, darker(_BAND, shade), 15 - 2 * LINE)


def draw_pull(picture: Picture, joint: complex, along: float, angle: float, person: Person) -> None:
    """Draw a hand, seen from its thumb, that pulls toes back.

    Args:
        picture: receives the shapes.
        joint: the joint of the big toe, in front of which the hand takes hold.
        along: where the big toe points.
        angle: from which direction the forearm comes.
        person: whose hand it is.
    """
    skin = darker(person.skin, 0.9)
    ahead, under = ray(along), ray(along - 90)
    palm = joint + ahead * 22 - under * 6
    wrist = palm + ray(angle, 42)
    knuckle, thumb = joint + ahead * 16 + under * 15, joint + ahead * 4 - under * 18
    picture.layer([
        (capsule(palm + ray(angle, 100), wrist, 19, 13.5), skin),
        (capsule(wrist, palm, 13.5, 14), skin),
        (capsule(palm, knuckle, 13, 8.6), skin),
        (capsule(knuckle, joint - ahead * 20 + under * 15, 8.6, 7), skin),
        (capsule(palm - under * 4, thumb, 9, 7.6), skin),
        (capsule(thumb, joint - ahead * 10 - under * 13, 7.6, 6.6), skin),
    ])  # fmt: skip
    cuff = tube(palm + ray(angle, 104), palm + ray(angle, 124), ((0, 25, 25), (1, 26, 26)), 0, 0)
    picture.layer([(cuff, darker(person.shirt, 0.9))])


def draw_hips(picture: Picture, close_up: CloseUp, person: Person) -> None:
    """Draw the hips from behind; `squeeze` presses both sides of the bottom together."""
    build, press = person.build, close_up.squeeze
    wide = (62 - 7 * press) * build
    for side in (-1, 1):
        corners = [(31 - 26 * build, -70), (31 + 26 * build, -70), (29 + 22 * build, -128), (29 - 22 * build, -128)]
        picture.layer([(polygon([complex(side * x, y) for x, y in corners]), person.skin)])
    half = [(40 * build, 52), (50 * build, 22), (wide, -12), (wide, -52), (wide - 3, -94)]
    hem = [complex(wide - 3, -94), complex(4, -92), 0 - 66j, complex(-4, -92), complex(3 - wide, -94)]
    right = [complex(x, y) for x, y in half]
    left = [complex(-x, y) for x, y in reversed(half)]
    picture.layer([(smooth([*right[:-1], *hem, *left[1:]]), person.shorts)])
    shirt = [(42 * build, 112), (38 * build, 84), (43 * build, 44), (-43 * build, 44), (-38 * build, 84),
             (-42 * build, 112)]  # fmt: skip
    picture.layer([(smooth([complex(x, y) for x, y in shirt], flat=True), person.shirt)])
    _bottom(picture, build, press)


def _bottom(picture: Picture, build: float, press: float) -> None:
    """Draw the line between both sides, the fold under each, and the hollow at its side as it tightens."""
    picture.trace([32j, -66j], INK, LINE * (0.9 + 0.9 * press))
    for side in (-1, 1):
        lift, inner = 9 * press, 4 - 2 * press
        fold = f"M {inner} {-44 + lift} C 12 {-58 + lift} 34 {-58 + lift} 46 {-38 + lift}"
        picture.line(_mirrored(sketch(fold), side, build), INK, LINE)
        if press > 0:
            hollow = "M 46 14 C 34 6 34 -14 44 -26"
            picture.line(_mirrored(sketch(hollow), side, build), INK, LINE * press)


def _mirrored(path: Path, side: int, build: float) -> Path:
    return placed(path, 0j, 0 if side > 0 else 180, flip=side < 0, scale=build)
