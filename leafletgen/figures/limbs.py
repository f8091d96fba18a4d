"""Arms and legs: skin, sleeves, hands and shoes between solved joints."""

from __future__ import annotations

from leafletgen.figures.geometry import (
    Path,
    arc,
    between,
    capsule,
    direction,
    placed,
    polygon,
    ray,
    sketch,
    stump,
    transform,
    tube,
)
from leafletgen.figures.people import INK, Person, darker
from leafletgen.figures.picture import LINE, Picture
from leafletgen.figures.skeleton import BALL, Limb

_SOLE_COLOUR = "#F2F2EE"
_SHOE = sketch(
    "M -9.5 5 C -11.5 -1 -14.5 -5 -14.5 -10 L -14 -16 L 34 -16 C 39.5 -15 38 -8.5 31 -6 C 22 -3.5 15 0 9.5 6 Z"
)
_SOLE = sketch("M -14.7 -12.6 L -14 -16 L 34 -16 C 36.5 -15.8 37.4 -14.5 37.2 -12.6 Z")
_BENDING_SHOE = sketch(
    "M -9.5 5 C -11.5 -1 -14.5 -5 -14.5 -10 L -14 -16 L 20 -16 L 34 -16 C 39.5 -15 38 -8.5 31 -6 C 22 -3.5 15 0 9.5 6 Z"
)
_BENDING_SOLE = sketch("M -14.7 -12.6 L -14 -16 L 20 -16 L 34 -16 C 36.5 -15.8 37.4 -14.5 37.2 -12.6 L 20 -12.6 Z")
_FRONT_SHOE = sketch(
    "M -8.5 6 C -9 -2 -13 -6 -13 -12 C -13 -16 -11 -16 -9 -16 L 9 -16 C 11 -16 13 -16 13 -12 C 13 -6 9 -2 8.5 6 Z"
)
_FRONT_SOLE = sketch("M -13 -12.5 C -13 -16 -11 -16 -9 -16 L 9 -16 C 11 -16 13 -16 13 -12.5 Z")
_CALF = ((0.0, 11.6, 11.4), (0.3, 10.2, 13.0), (0.68, 8.2, 9.8), (1.0, 7.4, 7.4))
_FRONT_CALF = ((0.0, 11.2, 11.2), (0.35, 12.2, 12.2), (0.7, 8.8, 8.8), (1.0, 7.4, 7.4))


_HANDS = {
    "flat": sketch("M -2 6.4 C 8 5.6 19 2.2 27 0 C 30.5 -1.4 29.5 -6.6 26 -7 C 17 -7.6 6 -7.2 -2 -6.4 Z"),
    "open": sketch("M -2 6.2 C 4 7.6 8 8.4 14 8 C 21 8 30 6.5 30 0 C 30 -6.5 21 -8 14 -8.2 C 8 -8.4 4 -7.6 -2 -6.2 Z"),
    "fist": sketch("M -2 6.2 C 2 9 7 10 12 9.4 C 19 8.6 20.5 4 20 -1 C 20 -7 16 -9.4 10 -9.2 C 5 -9 2 -7.5 -2 -6.2 Z"),
    "relaxed": sketch(
        "M -2 6.2 C 5 7.8 12 8.2 17 6.4 C 23 5 30 3.6 30.5 -0.6 C 31 -5 26 -5.6 20 -7.4 C 19 -11 15.5 -12.2 12.5 -10.4"
        " C 9 -8.4 4 -7.4 -2 -6.2 Z"
    ),
}  # fmt: skip


def hand(kind: str, wrist: complex, angle: float, *, flip: bool = False) -> Path:
    """Return the shape of a small hand."""
    return placed(_HANDS[kind], wrist, angle, flip=flip)


def cloth(
    picture: Picture, start: complex, end: complex, first: float, last: float, share: float, colour: str, *,
    closed: bool, cuts: tuple[float, float] = (0.25, 0.25),
) -> None:  # fmt: skip
    """Draw a sleeve or trouser leg that ends flat.

    Args:
        picture: receives the shapes.
        start: the shoulder or hip.
        end: the elbow or knee.
        first: half its width at the start.
        last: half its width at the end of the limb.
        share: how far down it goes.
        colour: its colour.
        closed: whether it has an outline all round; else it is open to the trunk.
        cuts: where the two sides' lines begin when it is open.
    """
    along = ray(direction(start, end))
    hem = between(start, end, share)
    wide = first + (last - first) * share + 1.5
    left, right = start + along * 1j * first, start - along * 1j * first
    far_left, far_right = hem + along * 1j * wide, hem - along * 1j * wide
    round_end = arc(start, first, direction(start, end) + 90, 180)
    shape: Path = [("M", (left,)), *round_end, ("L", (far_right,)), ("L", (far_left,)), ("Z", ())]
    if closed:
        picture.layer([(shape, colour)])
        return
    picture.fill(shape, colour)
    half = LINE / 2 - 0.4  # The line overlaps the cloth, so that rounding leaves no gap.
    up, down, out = along * 1j * half, -along * 1j * half, along * half
    picture.line(
        polygon(
            [
                between(left + up, far_left + up, cuts[0]),
                far_left + up + out,
                far_right + down + out,
                between(right + down, far_right + down, cuts[1]),
            ],
            closed=False,
        ),
        INK,
        LINE,
    )


def arm(picture: Picture, person: Person, limb: Limb, *, far: bool = False, cuts: tuple[float, float] = (0.25, 0.25),
        closed: bool | None = None) -> None:  # fmt: skip
    """Draw an arm with sleeve and hand."""
    build = person.build
    skin = darker(person.skin) if far else person.skin
    shirt = darker(person.shirt) if far else person.shirt
    wide = (8.8 * build, 8.8 * build)
    forearm = tube(limb.joint, limb.end, ((0, *wide), (0.35, 8.8 * build, 8.5 * build), (1, 6.2, 6.2)), wide[0], 5)
    short = abs(limb.end - limb.joint) < 14
    palm = limb.end + ray(limb.tip, 6)
    picture.joined(
        [
            (hand(limb.hand, limb.end, limb.tip, flip=limb.flip), skin),
            (stump(between(limb.root, limb.joint, 0.35), limb.joint, 10.3 * build, 9 * build), skin),
            (capsule(limb.joint, limb.end, wide[0], 7.0) if short else forearm, skin),
        ],
        [
            ([between(limb.root, limb.joint, 0.6), limb.joint, between(limb.joint, limb.end, 0.3)], skin, 17.8 * build),
            ([between(limb.joint, limb.end, 0.8), limb.end, palm], skin, 12.4),
        ],
    )
    share = 0.62 if abs(limb.joint - limb.root) > 30 else 0.8
    cloth(picture, limb.root, limb.joint, 14.5 * build, 11 * build, share, shirt,
          closed=far if closed is None else closed, cuts=cuts)  # fmt: skip


def _bent(path: Path, angle: float) -> Path:
    """Return a shoe, or its sole, whose part before the ball of the foot is turned."""
    turn = ray(angle)
    return transform(path, lambda point: BALL + (point - BALL) * turn if point.real > BALL.real else point)


def leg(picture: Picture, person: Person, limb: Limb, *, far: bool = False, cuts: tuple[float, float] = (0.12, 0.22),
        front: bool = False, closed: bool | None = None) -> None:  # fmt: skip
    """Draw a leg with trouser leg and shoe; front shows the shoe from its toes."""
    build = person.build

    def tone(colour: str) -> str:
        return darker(colour) if far else colour

    calf = [(share, left * build if share < 0.9 else left, right * build if share < 0.9 else right)
            for share, left, right in (_FRONT_CALF if front else _CALF)]  # fmt: skip
    short = abs(limb.end - limb.joint) < 40
    shin = capsule(limb.joint, limb.end, 11.4 * build, 7.6) if short else tube(limb.joint, limb.end, calf,
                                                                             11.6 * build, 7.4)  # fmt: skip
    along, shoe, sole = limb.tip, _SHOE, _SOLE
    if limb.forefoot is not None:
        shoe, sole = (_bent(part, limb.forefoot - limb.tip) for part in (_BENDING_SHOE, _BENDING_SOLE))
    if front:
        along, shoe, sole = limb.tip + 90, _FRONT_SHOE, _FRONT_SOLE
    shape = placed(shoe, limb.end, along)
    hidden = front and abs(limb.joint - limb.root) < 30
    bare = tone(person.skin)
    if hidden:
        # A thigh that points at the viewer is a disc of cloth behind the knee.
        picture.layer([(capsule(limb.root, limb.joint + ray(90, 6), 20 * build, 15.5 * build), tone(person.shorts))])
        picture.joined([(shin, bare), (shape, tone(person.shoe))], [])
    else:
        thigh = stump(between(limb.root, limb.joint, 0.42), limb.joint, 16 * build, 11.8 * build)
        knee = [between(limb.root, limb.joint, 0.72), limb.joint, between(limb.joint, limb.end, 0.22)]
        shapes = [(thigh, bare), (shin, bare), (shape, tone(person.shoe))]
        picture.joined(shapes, [(knee, bare, 23.3 * build)])
    picture.fill(placed(sole, limb.end, along), tone(_SOLE_COLOUR), LINE / 2)
    if hidden:
        return
    cloth(picture, limb.root, limb.joint, (16 if front else 20.5) * build, 13.2 * build, 0.66, tone(person.shorts),
          closed=far if closed is None else closed, cuts=cuts)  # fmt: skip


def lower_leg(picture: Picture, person: Person, limb: Limb) -> None:
    """Draw shin and shoe alone, of a leg whose thigh is hidden."""
    shin = capsule(limb.joint, limb.end, 11 * person.build, 7.6)
    shoe = placed(_FRONT_SHOE, limb.end, limb.tip + 90)
    picture.layer([(shin, person.skin), (shoe, person.shoe)])


def crossed_leg(picture: Picture, person: Person, limb: Limb) -> None:
    """Draw a leg whose ankle lies on the other knee: its shin, and its shoe from the side, are over its own thigh."""
    build = person.build
    picture.fill(stump(between(limb.root, limb.joint, 0.42), limb.joint, 16 * build, 11.8 * build), person.skin, LINE)
    cloth(picture, limb.root, limb.joint, 16 * build, 13.2 * build, 0.66, person.shorts, closed=True)
    stations = [(share, left * build, right * build) for share, left, right in _FRONT_CALF]
    shin = tube(limb.joint, limb.end, stations, 11.6 * build, 7.4)
    picture.joined([(shin, person.skin), (placed(_SHOE, limb.end, limb.tip), person.shoe)], [])
    picture.fill(placed(_SOLE, limb.end, limb.tip), _SOLE_COLOUR, LINE / 2)
