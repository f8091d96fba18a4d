"""The other hand of a close-up: it presses against the head, or holds and pulls the fingers."""

from __future__ import annotations

from leafletgen.figures.geometry import between, capsule, ray, smooth, tube
from leafletgen.figures.limbs import cloth
from leafletgen.figures.people import INK, Person, darker
from leafletgen.figures.picture import LINE, Picture

_PALM = (4 - 30j, 13 - 27j, 14 - 8j, 11 + 8j, 10 + 26j, 6 + 36j, 0 + 35j, -1 + 22j, -2 + 6j, -3 - 8j, -2 - 22j)
"""A hand that lies flat against something at its left: from the heel of the hand up to the fingertips and back."""


def pressing_hand(picture: Picture, palm: complex, shoulder: complex, person: Person) -> None:
    """Draw an arm whose elbow is out to the side, and whose flat palm presses against the head.

    Args:
        picture: receives the shapes.
        palm: where the palm touches the head.
        shoulder: the joint that the arm comes from.
        person: whose arm it is.
    """
    away = 1 if palm.real > 0 else -1
    wrist = palm + complex(away * 9, -24)
    elbow = complex(wrist.real + away * 62, shoulder.imag - 6)
    skin = person.skin
    outline = smooth([palm + complex(away * point.real, point.imag) for point in _PALM])
    picture.layer([
        (capsule(between(shoulder, elbow, 0.4), elbow, 13, 12), skin),
        (capsule(elbow, wrist, 12, 8.5), skin),
        (outline, skin),
    ])  # fmt: skip
    for point in (12 + 2j, 11 + 14j):
        # Two short lines tell fingers from a flat board.
        start = palm + complex(away * (point.real - 7), point.imag)
        picture.trace([start, start + complex(away * -1, 14)], INK, 1.5)
    cuts = (0.5, 0.0) if away > 0 else (0.0, 0.5)
    cloth(picture, shoulder, elbow, 18 * person.build, 15, 0.55, person.shirt, closed=False, cuts=cuts)


def pulling_hand(picture: Picture, knuckle: complex, along: float, back: complex, angle: float, person: Person) -> None:
    """Draw a hand round the fingers of the other one, which it pulls towards its own forearm.

    Args:
        picture: receives the shapes.
        knuckle: where the fingers begin that are pulled.
        along: where they point, in degrees.
        back: the direction to the back of that hand.
        angle: where the forearm of the pulling hand is, from the fingers.
        person: whose hands they are.
    """
    skin = darker(person.skin, 0.9)
    tips = knuckle + ray(along, 60)
    palm = tips + back * 20 + ray(along, 2)
    wrist = palm + ray(angle, 34)
    end = wrist + ray(angle, 58)
    picture.layer([
        (tube(end, wrist, ((0, 21, 21), (0.5, 18, 18), (1, 14, 14)), 0, 6), skin),
        (capsule(wrist, palm, 14, 15), skin),
        (capsule(palm, tips + ray(along, 6) - back * 8, 13, 8), skin),
        (capsule(tips + ray(along, 6) - back * 8, tips - ray(along, 16) - back * 15, 8, 6.5), skin),
    ])  # fmt: skip
    thumb = tips - ray(along, 26) + back * 13
    picture.layer([(capsule(palm - ray(along, 4), thumb, 7.5, 6), skin)])
    picture.fill(capsule(palm, palm + (thumb - palm) * 0.3, 7, 6), skin)
    cuff = tube(end - ray(angle, 4), end + ray(angle, 16), ((0, 25, 25), (1, 26, 26)), 0, 0)
    picture.fill(cuff, darker(person.shirt, 0.9), LINE)
