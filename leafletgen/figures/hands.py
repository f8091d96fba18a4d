"""Hands drawn large that do more than bend: seen from the palm, one finger held and bent, a fist that turns."""

from __future__ import annotations

from collections.abc import Sequence

from leafletgen.figures.geometry import (
    Path,
    between,
    capsule,
    direction,
    placed,
    polygon,
    ray,
    reach,
    rectangle,
    smooth,
    tube,
)
from leafletgen.figures.people import INK, PAPER, Person, darker
from leafletgen.figures.picture import LINE, Picture
from leafletgen.figures.pose import CloseUp

_WOOD, _EDGE, _IRON = "#C9A77C", "#9B7A52", "#6E7A82"
FINGERS = ("index", "middle", "ring", "little")
_KNUCKLES = (complex(-23, 77), complex(-7.5, 81), complex(8, 79), complex(22.5, 72))
_LENGTHS = (64.0, 71.0, 65.0, 50.0)
_LEANS = (3.0, 1.0, -1.0, -4.0)
"""How far each finger leans to the side of the thumb while the fingers are together, in degrees."""
_TOUCHES = (
    (complex(-28, 108), complex(-45, 95)),
    (complex(-13, 112), complex(-33, 92)),
    (complex(4, 109), complex(-14, 80)),
    (complex(22, 101), complex(7, 66)),
)
"""Where the middle joint and the tip of each finger are when the thumb touches it."""
_PALM = smooth([complex(x, y) for x, y in ((-18, -6), (-30, 12), (-33, 44), (-31, 76), (-16, 85), (6, 86), (24, 79),
                                           (31, 70), (32, 44), (27, 16), (18, -6))])  # fmt: skip
_CREASES = ((complex(-27, 62), complex(-12, 60), complex(6, 50), complex(13, 40)),
            (complex(26, 54), complex(10, 60), complex(-4, 70)))  # fmt: skip


# ---- a hand seen flat: the wrist is at [0, 0], the fingers point up, the thumb is at the left


def draw_palm(picture: Picture, close_up: CloseUp, person: Person) -> None:
    """Draw a hand from its palm or back: fingers spread, thumb out, or thumb and one finger that touch."""
    skin = person.skin
    wrist = ray(float(close_up.wrist or 0))
    touched = FINGERS.index(close_up.touch) if close_up.touch is not None else None
    thumb = float(close_up.thumb if close_up.thumb is not None else 30)
    joints = [joint * wrist for joint in (_thumb_to(touched) if touched is not None else _thumb_out(thumb))]
    held = between(joints[1], joints[2], 0.4)
    if close_up.table:
        picture.layer([(rectangle(-108, -70, 106, 166), _WOOD)])
    if close_up.pinch is not None:
        _pinch_behind(picture, held, float(close_up.pinch), person)
    fingers = [(_KNUCKLES[index] * wrist, tip * wrist) for index, tip in enumerate(_tips(close_up.spread))
               if index != touched]  # fmt: skip
    forearm = tube(complex(0, -74), 0j, ((0, 24, 24), (0.5, 20, 20), (0.85, 17.5, 17.5), (1, 18, 18)), 0, 8)
    paths = [
        *[capsule(knuckle, tip, 8.6, 7.2) for knuckle, tip in fingers],
        forearm,
        placed(_PALM, 0j, direction(0j, wrist)),
    ]
    if touched is None:
        web = polygon([complex(-30, 66) * wrist, joints[1], joints[0], complex(-14, 40) * wrist])
        paths += [web, *_thumb(joints)]
    picture.layer([(path, skin) for path in paths])
    if close_up.back:
        _nails(picture, [*fingers, (joints[2], joints[3])])
    else:
        for line in _CREASES:
            picture.trace([point * wrist for point in line], INK, 1.4)
    if touched is not None:
        middle, tip = (point * wrist for point in _TOUCHES[touched])
        bent = [capsule(_KNUCKLES[touched] * wrist, middle, 8.8, 8.4), capsule(middle, tip, 8.4, 7.2)]
        picture.layer([(path, skin) for path in bent])
        picture.layer([(path, skin) for path in _thumb(joints)])
        picture.fill(capsule(between(joints[0], joints[1], -0.1), between(joints[0], joints[1], 0.75), 10.5, 9.5), skin)
    if close_up.pinch is not None:
        _pinch_before(picture, held, float(close_up.pinch), person)
    picture.layer([(tube(complex(0, -82), complex(0, -62), ((0, 29, 29), (1, 27, 27)), 0, 0), person.shirt)])


def _tips(spread: float) -> list[complex]:
    """Return the finger tips, this many degrees apart from each other."""
    aside = (1.35, 0.35, -0.6, -1.7)
    return [knuckle + ray(90 + lean + spread * away, length - 7.2)
            for knuckle, length, lean, away in zip(_KNUCKLES, _LENGTHS, _LEANS, aside, strict=True)]  # fmt: skip


def _thumb_out(angle: float) -> tuple[complex, complex, complex, complex]:
    """Return root, knuckle, joint and tip of a thumb that stands off by this angle."""
    root = complex(-17, 14)
    knuckle = root + ray(116 + 0.5 * angle, 33)
    joint = knuckle + ray(100 + angle, 25)
    return root, knuckle, joint, joint + ray(98 + angle, 19)


def _thumb_to(finger: int) -> tuple[complex, complex, complex, complex]:
    """Return root, knuckle, joint and tip of a thumb that touches the tip of a finger."""
    root = complex(-16, 14)
    knuckle = root + ray((128, 124, 112, 96)[finger], 33)
    goal = _TOUCHES[finger][1] - ray(direction(knuckle, _TOUCHES[finger][1]), 7)
    joint, tip = reach(knuckle, goal, 25, 19, 1)
    return root, knuckle, joint, tip


def _thumb(joints: Sequence[complex]) -> list[Path]:
    root, knuckle, joint, tip = joints
    return [capsule(root, knuckle, 13, 10.5), capsule(knuckle, joint, 10.2, 9), capsule(joint, tip, 9, 7.6)]


def _nails(picture: Picture, fingers: Sequence[tuple[complex, complex]]) -> None:
    for start, tip in fingers:
        nail = placed(capsule(-3 + 0j, 3 + 0j, 3.8, 3.6), tip, direction(start, tip))
        picture.fill(nail, PAPER, 1.4)


# ---- the other hand, which holds something between finger and thumb


_OTHER = 0.72
"""How much darker the other hand is, so that one can tell whose thumb is whose."""


def _pinch_behind(picture: Picture, place: complex, angle: float, person: Person) -> None:
    """Draw the finger of the other hand, and what is behind what it holds; it comes from this direction."""
    skin, out = darker(person.skin, _OTHER), ray(angle)
    picture.layer([(capsule(place + out * complex(40, -12), place - out * complex(12, 6), 9, 7.6), skin)])


def _pinch_before(picture: Picture, place: complex, angle: float, person: Person) -> None:
    """Draw the back of the other hand, and its thumb across what it holds."""
    skin, out = darker(person.skin, _OTHER), ray(angle)

    def at(x: float, y: float) -> complex:
        return place + out * complex(x, y)

    picture.layer([
        (capsule(at(120, 0), at(84, -2), 20, 15.5), skin),
        (smooth([at(90, 15), at(64, 21), at(38, 17), at(30, 2), at(36, -20), at(62, -24), at(90, -16)]), skin),
        (capsule(at(50, 10), at(20, 13), 11.5, 9.2), skin),
        (capsule(at(20, 13), at(-5, 3), 9, 7.2), skin),
    ])  # fmt: skip
    for y in (-12, -3):
        picture.trace([at(34, y), at(46, y - 1)], INK, 1.6)
    nail = placed(capsule(-3 + 0j, 2 + 0j, 3.6, 3.6), at(-4, 3.4), direction(at(20, 13), at(-5, 3)))
    picture.fill(nail, PAPER, 1.2)
    picture.layer([(tube(at(116, 0), at(138, 0), ((0, 25, 25), (1, 26, 26)), 0, 0), darker(person.shirt, _OTHER))])


def press(picture: Picture, along: float, angle: float, person: Person) -> None:
    """Draw the other hand flat on the back of a hand that points along; its forearm comes from the angle."""
    skin, ahead, out = darker(person.skin, 0.9), ray(along), ray(along + 90)
    wrist, knuckles = ahead * 20 + out * 38, ahead * 60 + out * 25
    thumb = ahead * 34 + out * 24, ahead * 56 + out * 10, ahead * 70 + out * 2
    picture.layer([
        (capsule(wrist + ray(angle, 88), wrist, 20, 14), skin),
        (capsule(wrist, knuckles, 14, 12), skin),
        (capsule(knuckles, ahead * 84 + out * 19, 10.5, 9), skin),
        (capsule(ahead * 84 + out * 19, ahead * 104 + out * 12, 9, 7.4), skin),
        (capsule(thumb[0], thumb[1], 10, 8.4), skin),
        (capsule(thumb[1], thumb[2], 8.4, 7), skin),
    ])  # fmt: skip
    start = wrist + ray(angle, 92)
    picture.layer([(tube(start, start + ray(angle, 20), ((0, 25, 25), (1, 26, 26)), 0, 0), darker(person.shirt, 0.9))])


# ---- one finger of a left hand, seen from the thumb: its knuckle is at [0, 0], the forearm at the left


def draw_finger(picture: Picture, close_up: CloseUp, person: Person) -> None:
    """Draw the first finger; the other hand may hold it below the joint that bends."""
    skin = person.skin
    bends = [float(angle) for angle in close_up.fingers] or [0.0, 0.0, 0.0]
    lengths = (44.0, 32.0, 25.0)
    joints, angle = [0j], 0.0
    for bend, length in zip(bends, lengths, strict=True):
        angle -= bend
        joints.append(joints[-1] + ray(angle, length))
    for index, lift in ((2, 13.0), (1, 7.0)):
        start = complex(-4, lift)
        picture.layer(
            [(capsule(start, start + ray(3 + 2 * index, 88 + 4 * index), 11, 9), darker(skin, 1 - 0.08 * index))]
        )
    part = 1 if bends[1] == 0 and bends[2] != 0 else 0
    held = between(joints[part], joints[part + 1], 0.5)
    if close_up.pinch is not None:
        _pinch_behind(picture, held, float(close_up.pinch), person)
    hand = smooth([complex(x, y) for x, y in ((-112, 20), (-80, 23), (-40, 22), (-6, 17), (8, 8), (7, -10), (-12, -21),
                                              (-50, -27), (-84, -24), (-112, -20))], flat=True)  # fmt: skip
    wide = (13.0, 11.6, 10.4, 8.8)
    finger = [capsule(joints[at], joints[at + 1], wide[at], wide[at + 1]) for at in range(3)]
    picture.layer([(path, skin) for path in (hand, *finger)])
    for at in (1, 2):
        up = ray(direction(joints[at - 1], joints[at]) + 90 - bends[at] / 2, wide[at])
        picture.trace([joints[at] + up * 0.9, joints[at] + up * 0.35], INK, 1.4)
    nail = joints[3] + ray(angle + 90, 5)
    picture.fill(placed(capsule(-6 + 0j, 3 + 0j, 3.4, 3), nail, angle), PAPER, 1.4)
    picture.layer([(capsule(complex(-70, -16), complex(-34, -30), 13, 11), skin),
                   (capsule(complex(-34, -30), complex(-14, -44), 11, 8.4), skin)])  # fmt: skip
    picture.fill(capsule(complex(-76, -8), complex(-62, -13), 10, 11), skin)
    if close_up.pinch is not None:
        _pinch_before(picture, held, float(close_up.pinch), person)
    picture.layer([(tube(complex(-124, 0), complex(-104, 0), ((0, 27, 27), (1, 26, 26)), 0, 0), person.shirt)])


# ---- a right fist on a table, seen from its knuckles


def draw_fist(picture: Picture, close_up: CloseUp, person: Person) -> None:
    """Draw a fist with a hammer, which the forearm turns: 0 has the thumb on top, plus turns the palm down."""
    turn = -float(close_up.turn or 0)
    skin = person.skin

    def put(path: Path) -> Path:
        return placed(path, 0j, turn)

    table = polygon([complex(-100, -34), complex(100, -34), complex(70, 42), complex(-70, 42)])
    picture.layer([(table, _WOOD)])
    picture.fill(rectangle(-100, -44, 100, -34), _EDGE, LINE)
    picture.layer([(capsule(complex(0, 50), complex(0, 4), 27, 23), skin)])
    picture.layer([(tube(complex(0, 76), complex(0, 46), ((0, 36, 36), (1, 32, 32)), 4, 6), person.shirt)])
    picture.layer([(put(capsule(complex(4, -38), complex(4, 92), 5.4, 5.4)), _WOOD)])
    picture.layer([(put(smooth([complex(-22, 86), complex(26, 88), complex(30, 96), complex(26, 106), complex(-4, 106),
                                complex(-24, 98)])), _IRON)])  # fmt: skip
    fingers = [capsule(complex(-15, y), complex(16, y - 1), 8.4, 8) for y in (-22, -8, 6, 20)]
    back = smooth(
        [complex(x, y) for x, y in ((-12, -31), (-25, -22), (-28, 0), (-25, 24), (-12, 31), (0, 20), (0, -20))]
    )
    picture.layer([(put(path), skin) for path in (back, *fingers)])
    for path in fingers:
        picture.fill(put(path), skin, LINE * 0.8)
    picture.layer([(put(capsule(complex(-20, 30), complex(-4, 36), 9.6, 8.6)), skin),
                   (put(capsule(complex(-4, 36), complex(15, 29), 8.4, 7.2)), skin)])  # fmt: skip
