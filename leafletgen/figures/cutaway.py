"""The body cut open or seen from above, for what no skin shows: the pelvic floor, and where the eyes look."""

from __future__ import annotations

from collections.abc import Sequence

from leafletgen.figures.geometry import Path, capsule, circle, ellipse, placed, ray, rectangle, sketch, smooth, stump
from leafletgen.figures.people import INK, PAPER, Person, darker
from leafletgen.figures.picture import LINE, Picture
from leafletgen.figures.pose import CloseUp
from leafletgen.figures.skeleton import Skeleton

BONE, MUSCLE, BLADDER = "#EFE3C4", "#C0504A", "#F2D98B"
_TAIL = [(-31, 40), (-41, 14), (-33, -9), (-24, -14), (-23, -8), (-30, 9), (-20, 38)]
"""The lower end of the spine, which curves forwards."""
_PUBIS = [(33, 9), (43, -2), (36, -15), (26, -4)]
_CARD = 46.0


def pelvic_floor(picture: Picture, centre: complex, lean: float, scale: float, lift: float) -> None:
    """Draw a window into a pelvis from its side: two bones, and the muscle that hangs between them.

    Args:
        picture: receives the shapes.
        centre: the middle of the window.
        lean: how far the pelvis is turned from upright, in degrees; plus is anticlockwise.
        scale: 1 for a window that is 108 wide.
        lift: 0 for a muscle at rest, 1 for one that is drawn up.
    """

    def put(path: Path) -> Path:
        return placed(path, centre, lean, scale=scale)

    def shape(points: Sequence[tuple[float, float]]) -> Path:
        return put(smooth([complex(x, y) for x, y in points]))

    line = LINE * max(scale, 0.6)
    picture.fill(put(circle(0j, 54)), PAPER, line)
    rise = 22 * lift
    picture.fill(put(ellipse(complex(8, 9 + rise * 0.55), 17, 14)), BLADDER, line)
    low = -40 + rise * 1.5
    upper = [(-25, -8), (-14, low * 0.8 + 6), (4, low + 10), (20, low * 0.72 + 4), (31, -4)]
    lower = [(34, -13), (21, low * 0.78 - 8), (4, low - 4), (-15, low * 0.85 - 6), (-29, -14)]
    picture.fill(shape([*upper, *lower]), MUSCLE, line)
    for bone in (_TAIL, _PUBIS):
        picture.fill(shape(bone), BONE, line)


def pelvis(picture: Picture, close_up: CloseUp, person: Person) -> None:
    """Draw the middle of a body that sits on a stool, seen from the side, with a window into its pelvis."""
    build = person.build
    thigh = capsule(complex(4, -32), complex(104, -34), 40, 34)
    knee = capsule(complex(90, -34), complex(150, -34), 31, 27)
    shin = stump(complex(148, -130), complex(150, -34), 22, 27)
    trunk = smooth([
        complex(-44 * build, 122), complex(-47 * build, 92), complex(-43 * build, 62), complex(-56, 30),
        complex(-64, -8), complex(-56, -44), complex(-28, -68), complex(20, -70), complex(62, -40), complex(58, 10),
        complex(47 * build + person.belly, 50), complex(46 * build + person.belly, 92), complex(44 * build, 122),
    ], flat=True)  # fmt: skip
    picture.fill(rectangle(-84, -98, 104, -76), "#C9A77C", LINE)
    for x in (-70, 84):
        picture.fill(rectangle(x, -130, x + 12, -98), "#9B7A52", LINE)
    picture.layer([(shin, person.skin), (knee, person.skin)])
    picture.layer([(thigh, person.shorts), (trunk, person.shorts)])
    shirt = smooth([
        complex(-44 * build, 122), complex(-48 * build, 92), complex(-46 * build, 62), complex(-50, 50),
        complex(0, 42), complex(51 * build + person.belly, 48), complex(49 * build + person.belly, 92),
        complex(44 * build, 122),
    ], flat=True)  # fmt: skip
    picture.fill(shirt, person.shirt, LINE)
    pelvic_floor(picture, complex(-4, -12), 0, 1.0, close_up.lift)


def pelvic_window(picture: Picture, skeleton: Skeleton, lift: float) -> None:
    """Draw the window of a whole body seen from the side, where its pelvis is."""
    pelvic_floor(picture, skeleton.spine.off(0.0, 1), skeleton.trunk - 90, 0.6, lift)


def head_above(picture: Picture, close_up: CloseUp, person: Person) -> None:
    """Draw head and shoulders from above, an arm that holds up a card with a letter, and the line of sight to it."""
    build, turn = person.build, float(close_up.turn or 0)
    card = complex(0, 128)
    skin = person.skin
    facing = 90 - turn
    shoulders = smooth([complex(x * build, y) for x, y in (
        (-62, -4), (-52, 14), (-20, 17), (20, 17), (52, 14), (62, -4), (52, -20), (18, -27), (-18, -27), (-52, -20),
    )])  # fmt: skip
    hand = complex(25, 118)
    elbow = complex(56, 70)
    picture.layer([(capsule(complex(52 * build, -2), elbow, 15, 12), skin), (capsule(elbow, hand, 12, 8.5), skin)])
    sleeve = capsule(complex(52 * build, -2), complex(52 * build, -2) * 0.55 + elbow * 0.45, 19, 16)
    picture.layer([(sleeve, person.shirt), (shoulders, person.shirt)])
    picture.layer([(circle(hand, 10.5), skin)])
    letter_card(picture, card, 0.0)
    eyes = ray(facing, 26)
    sight_line(picture, eyes, card - 24j)
    _crown(picture, person, facing)
    picture.layer([(capsule(hand + 2j, hand + complex(-12, 6), 5, 4.4), skin)])


def _crown(picture: Picture, person: Person, facing: float) -> None:
    """Draw a head from above: a nose, two ears, and hair but for the brow."""

    def put(path: Path) -> Path:
        return placed(path, 0j, facing - 90)

    nose = put(sketch("M -6 24 C -5 32 -3 39 0 39 C 3 39 5 32 6 24 Z"))
    ears = [(put(ellipse(complex(side * 27, 1), 5, 7)), person.skin) for side in (-1, 1)]
    picture.joined([*ears, (nose, person.skin), (put(ellipse(0j, 26, 31)), person.skin)], [])
    if person.style == "bun":
        picture.fill(put(circle(-30j, 12)), person.hair, LINE)
    if person.style == "pony":
        picture.fill(put(sketch("M -8 -24 C -12 -44 -4 -58 3 -64 C 12 -52 12 -38 8 -24 Z")), person.hair, LINE)
    tone = darker(person.skin, 0.93) if person.style == "bald" else person.hair
    hair = "M -25 8 C -14 19 14 19 25 8 C 29 -16 18 -32 0 -32 C -18 -32 -29 -16 -25 8 Z"
    picture.fill(put(sketch(hair)), tone, 1.6)


def letter_card(picture: Picture, middle: complex, angle: float, high: float = _CARD) -> None:
    """Draw a card with a large E on it, as who holds it sees it."""
    half = high / 2
    picture.fill(placed(rectangle(-half, -half, half, half), middle, angle), PAPER, LINE)
    bar, arm = high * 0.13, high * 0.28
    for low in (-arm - bar / 2, -bar / 2, arm - bar / 2):
        picture.fill(placed(rectangle(-high * 0.2, low, high * 0.22, low + bar), middle, angle), INK)
    upright = rectangle(-high * 0.2, -arm - bar / 2, -high * 0.2 + bar, arm + bar / 2)
    picture.fill(placed(upright, middle, angle), INK)


def sight_line(picture: Picture, eye: complex, target: complex) -> None:
    """Draw the line along which someone looks, in dashes."""
    way = target - eye
    count = max(2, round(abs(way) / 15))
    for index in range(count):
        start = eye + way * (index + 0.15) / count
        picture.trace([start, start + way * 0.6 / count], INK, 2.6)
