"""What a head and shoulders drawn large can do besides turning and nodding: lie down, roll a shoulder, take a hand."""

from __future__ import annotations

from collections.abc import Sequence

from leafletgen.figures.geometry import capsule, rectangle, smooth, transform
from leafletgen.figures.limbs import cloth
from leafletgen.figures.people import INK, Person
from leafletgen.figures.picture import LINE, Picture
from leafletgen.figures.towels import TOWEL

_MAT = "#B9D3DD"
_BACK = -41.0
"""How far behind the middle of the head the back of a lying person's shoulders is, and so the mat."""

_NECKLINE = ((10, -33), (20, -37.5))
_RESTING = ((38, -45), (47, -62), (50, -84), (49, -104))
_BARE_SIDE = ((37, -45), (43, -60), (43, -76), (36, -89), (33, -104))
"""The side of a shirt below its neckline: over an arm that hangs, and without one."""


def rolled(points: Sequence[complex], shoulder: complex, shares: Sequence[float]) -> list[complex]:
    """Return the outline of a trunk whose shoulder has moved; each point follows by its share."""
    return [point + shoulder * share for point, share in zip(points, shares, strict=True)]


def front_shirt(picture: Picture, raised: int, person: Person) -> None:
    """Draw the shirt of a head and shoulders seen from the front.

    Args:
        picture: receives the shapes.
        raised: the side whose arm is up, and so not beside the trunk: -1 the left one, 1 the right one, 0 neither.
        person: whose it is.
    """
    build = person.build

    def outline(side: int) -> list[complex]:
        waist = _BARE_SIDE if side == raised else _RESTING
        return [complex(side * x, y) for x, y in _NECKLINE] + [complex(side * x * build, y) for x, y in waist]

    picture.layer([(smooth([*reversed(outline(-1)), *outline(1)], flat=True), person.shirt)])
    for side in (-1, 1):
        if side != raised:
            picture.trace([complex(side * 33 * build, -82), complex(side * 32 * build, -103)])


def lay_down(picture: Picture) -> None:
    """Lay a head and shoulders seen from the side on the back, head at the left, on a mat with a flat towel."""
    for index, shape in enumerate(picture.shapes):
        picture.shapes[index] = shape._replace(path=transform(shape.path, lambda point: point * 1j))
    towel, under = Picture(), _BACK + LINE
    towel.fill(rectangle(-70, _BACK - 13, 122, _BACK), _MAT, 1.6, INK)
    for layer in range(2):
        height = under + 4 + layer * 7
        towel.fill(capsule(complex(-36, height), complex(26, height), 3.5, 3.5), TOWEL, 1.6)
    picture.beneath(towel.shapes)


def hand_over_head(picture: Picture, palm: complex, shoulder: complex, person: Person) -> None:
    """Draw an arm that comes up from the shoulder and lays its hand over the crown.

    Args:
        picture: receives the shapes.
        palm: where the middle of the hand lies.
        shoulder: where the arm begins; the elbow is on its side.
        person: whose it is.
    """
    side = 1 if shoulder.real > 0 else -1
    wrist = palm + complex(side * 22, 3)
    elbow = shoulder + complex(side * 50, 48)
    skin, along = person.skin, palm - wrist
    along /= abs(along)

    def at(x: float, y: float) -> complex:
        return wrist + along * complex(x, y)

    palm_shape = smooth([at(-4, 6), at(12, 8.5), at(24, 7.5), at(24, -7.5), at(12, -8.5), at(-4, -6)])
    fingers = (
        (at(19, side * 4), at(39, side * 10)),
        (at(21, 0), at(43, side * 2)),
        (at(18, side * -5), at(39, side * -6)),
    )
    picture.layer([
        (capsule(shoulder + (elbow - shoulder) * 0.4, elbow, 10.5, 9.5), skin),
        (capsule(elbow, wrist, 9.5, 6.4), skin),
        (palm_shape, skin),
        *[(capsule(start, tip, 4.8, 4.2), skin) for start, tip in fingers],
    ])  # fmt: skip
    # The line below the sleeve begins where that of the trunk ends.
    cuts = (0.3, 0.0) if side > 0 else (0.0, 0.3)
    cloth(picture, shoulder, elbow, 16 * person.build, 13, 0.6, person.shirt, closed=False, cuts=cuts)
