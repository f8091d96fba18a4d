"""Parts of the body drawn large: head and shoulders, hand, foot."""

from __future__ import annotations

from leafletgen.figures.busts import front_shirt, hand_over_head, lay_down, rolled
from leafletgen.figures.cutaway import head_above, pelvis
from leafletgen.figures.feet import feet_from_above
from leafletgen.figures.geometry import (
    Path,
    capsule,
    circle,
    ellipse,
    placed,
    ray,
    rectangle,
    sketch,
    smooth,
    tube,
)
from leafletgen.figures.hands import draw_finger, draw_fist, draw_palm, press
from leafletgen.figures.heads import front_head, side_head, side_mouth
from leafletgen.figures.helping import pressing_hand, pulling_hand
from leafletgen.figures.lower_closeups import draw_bare_feet, draw_hips, draw_pull
from leafletgen.figures.people import INK, Person, darker
from leafletgen.figures.picture import LINE, Picture
from leafletgen.figures.pose import CloseUp
from leafletgen.figures.towels import STRIPE, TOWEL, loop_before, loop_behind

_WOOD, _BALL, _TOWEL, _IRON = "#C9A77C", "#7A8FC7", TOWEL, "#6E7A82"


def draw_close_up(picture: Picture, close_up: CloseUp, person: Person) -> None:
    """Draw a part of the body large; the middle of the head, the wrist, the ankle or the hip is at [0, 0]."""
    hands = {"hand": _hand, "palm": draw_palm, "finger": draw_finger, "fist": draw_fist}
    feet = {"foot": _foot, "feet": feet_from_above, "bare-feet": draw_bare_feet}
    parts = {"neck": _neck, "head-above": head_above, "hips": draw_hips, "pelvis": pelvis, **hands, **feet}
    parts[close_up.part](picture, close_up, person)


def _neck(picture: Picture, close_up: CloseUp, person: Person) -> None:
    tilt, nod = float(close_up.tilt or 0), float(close_up.nod or 0)
    seen_from_side = close_up.turn is None and close_up.tilt is None
    if seen_from_side:
        _side_bust(picture, close_up, person, nod)
        if close_up.lying:
            lay_down(picture)
        return
    build = person.build
    base = -40j
    head = base + ray(90 - tilt, 40)
    picture.layer([(capsule(base - 14j, base + (head - base) * 0.5, 13 * build**0.5, 11 * build**0.5), person.skin)])
    front_head(picture, person, head, 90 - tilt, float(close_up.turn or 0), nod=nod)
    raised = 0 if close_up.hand is None else 1 if close_up.hand.real > 0 else -1
    front_shirt(picture, raised, person)
    picture.fill(placed(sketch("M -11 0 C -8 -11 8 -11 11 0"), -34j), person.skin, LINE)
    if close_up.hand is not None:
        shoulder = complex(raised * 36 * build, -66)
        draw_hand = hand_over_head if close_up.hand.imag > 20 else pressing_hand
        draw_hand(picture, head + close_up.hand, shoulder, person)


def _side_bust(picture: Picture, close_up: CloseUp, person: Person, nod: float) -> None:
    build = person.build
    up = 90 - nod
    head = complex(close_up.slide, 0) + (ray(90 - nod * 0.6, 38) - 38j)
    base = complex(-8, -46)
    top = head + ray(up, -14) + ray(up - 90, -6)
    picture.layer([(capsule(base, top, 14 * build**0.5, 11.5 * build**0.5), person.skin)])
    side_head(picture, person, head, up)
    if close_up.mouth is not None:
        side_mouth(picture, person, head, up, close_up.mouth)
    if close_up.slide < -4 and not close_up.lying:
        # The fold of a tucked chin is what a physiotherapist looks for.
        fold = head + complex(3, -25)
        picture.trace([fold, fold + complex(5, -4.5), fold + complex(11, -4)], INK, 1.7)
    back = [(-20, -34), (-31, -46), (-37 * build, -66), (-37 * build, -88), (-34 * build, -112)]
    front = [(3, -43), (11, -54), (19 * build + person.bust, -74), (22 * build + person.bust, -92), (20 * build, -112)]
    points = [complex(x, y) for x, y in [*reversed(back), *front]]
    points = rolled(points, close_up.shoulder, (0, 0.3, 0.7, 0.7, 0.3, 0.2, 0.5, 0.5, 0.2, 0))
    picture.layer([(smooth(points, flat=True), person.shirt)])
    sleeve = [
        complex(x * build, y) + (close_up.shoulder if y > -100 else close_up.shoulder.real * 0.4)
        for x, y in ((-15, -112), (-17, -88), (-14, -66), (-6, -58), (3, -66), (6, -88), (5, -112))
    ]
    picture.trace(sleeve[:6] + sleeve[6:])
    if close_up.hand is not None:
        pressing_hand(picture, head + close_up.hand, complex(-5, -76), person)


# ---- hand: drawn in units of about half a millimetre of a real hand; the wrist is at [0, 0]


def _finger(base: complex, start: float, bends: list[float], lengths: tuple[float, ...], width: float) -> list[Path]:
    shapes, here, angle, wide = [], base, start, width
    for bend, length in zip(bends, lengths, strict=True):
        angle -= bend
        end = here + ray(angle, length)
        shapes.append(capsule(here, end, wide, wide * 0.9))
        here, wide = end, wide * 0.9
    return shapes


def _grip(picture: Picture, close_up: CloseUp, person: Person) -> None:
    """Draw a hand that holds a ball or a rolled towel, seen from the palm, with the forearm below."""
    skin = person.skin
    along = float(close_up.forearm if close_up.forearm is not None else 78)
    shut = max(0.0, min(1.0, (sum(close_up.fingers) - 60) / 130)) if close_up.fingers else 0.0
    turn = ray(along - 90)

    def at(x: float, y: float) -> complex:
        return turn * complex(x, y)

    def fingers(tips: list[complex], wide: float) -> None:
        for x, tip in zip((-21, -7, 7, 21), tips, strict=True):
            top = at(x * 1.06, 92 - 6 * shut - abs(x + 4) * 0.25)
            picture.layer([(capsule(top, tip, wide, wide * 0.92), skin)])

    picture.layer([(tube(at(0, -105), 0j, ((0, 26, 26), (0.5, 22, 22), (0.85, 18, 18), (1, 17.5, 17.5)), 0, 8), skin),
                   (smooth([at(-17, -6), at(-29, 14), at(-31, 48), at(-29, 74), at(-14, 84), at(8, 85), at(28, 76),
                            at(30, 50), at(26, 20), at(17, -6)]), skin)])  # fmt: skip
    if shut < 0.5:
        # Open fingers stand behind what the hand holds.
        fingers([at(x * 1.55, 122 - abs(x + 4) * 0.6 + (-8 if x > 15 else 0)) for x in (-21, -7, 7, 21)], 7.6)
        picture.fill(capsule(at(-20, 74), at(20, 74), 9, 9), skin)
    middle = at(1, 50)
    if close_up.holds == "ball":
        wide, high = 29 + 4 * shut, 29 - 5 * shut
        picture.layer([(placed(ellipse(0j, wide, high), middle, along - 90), _BALL)])
        shine = [middle + turn * complex(-0.55 * wide, 0.25 * high), middle + turn * complex(-0.3 * wide, 0.6 * high)]
        picture.trace(shine, "#DDE4F4", 4)
    else:
        high = 19 - 3 * shut
        picture.layer([(placed(rectangle(-62, -high, 62, high), middle, along - 90), _TOWEL)])
        for x in (-54, 54):
            picture.trace([middle + turn * complex(x, -high), middle + turn * complex(x, high)], "#9B7A52", 1.8)
    if shut >= 0.5:
        fingers([at(x * 0.98, 60 - 4 * shut + abs(x) * 0.1) for x in (-21, -7, 7, 21)], 8)
    root = at(-25, 16)
    if shut < 0.5:
        knuckle, tip = at(-45, 42), at(-47, 68)
    else:
        knuckle, tip = at(-34, 38), at(-8, 40)
    picture.layer([(capsule(root, knuckle, 11.5, 9), skin), (capsule(knuckle, tip, 9, 7.4), skin)])
    picture.fill(capsule(at(-16, 10), root, 9, 10.3), skin)
    cuff = tube(at(0, -112), at(0, -92), ((0, 30, 30), (1, 29, 29)), 0, 0)
    picture.layer([(cuff, person.shirt)])


def _hand(picture: Picture, close_up: CloseUp, person: Person) -> None:
    if close_up.holds in ("ball", "towel-roll"):
        _grip(picture, close_up, person)
        return
    skin = person.skin
    forearm = float(close_up.forearm or 0)
    wrist = float(close_up.wrist or 0)
    along = forearm + wrist
    bends = [float(angle) for angle in close_up.fingers] or [12.0, 14.0, 8.0]
    fist = bends[0] > 60 and bends[1] > 60 and close_up.holds is None
    elbow = ray(forearm, -105)
    if close_up.table:
        top = -19.5
        picture.layer([(rectangle(-135, top - 12, -14, top), _WOOD)])
    palm_end = ray(along, 48)
    drop = ray(along - 90)
    knuckle = palm_end + drop * 1
    thumb_base = ray(along, 14) + drop * 11
    spread = float(close_up.thumb if close_up.thumb is not None else 22)
    lengths = (27.0, 20.0, 15.0)
    up = close_up.palm == "up"
    sign = -1 if up else 1
    side = drop * sign

    def chain(offset: complex, scale: float, less: float) -> list[Path]:
        angles = [bend * less * sign for bend in bends]
        return _finger(knuckle + offset, along, angles, tuple(length * scale for length in lengths), 8.4 * scale**0.5)

    if close_up.holds is None and close_up.helper is None and close_up.press is None:
        # All fingers of an empty hand show, the little one at the back.
        apart = 5 - 4 * min(1.0, max(0.0, bends[0] / 90))
        for index, scale in ((3, 0.86), (2, 1.02), (1, 1.06)):
            shapes = chain(-side * apart * index, scale, 1 - 0.04 * (apart - 1) / 4)
            picture.layer([(shape, darker(skin, 1 - 0.07 * index)) for shape in shapes])
    else:
        picture.layer([(shape, darker(skin, 0.84)) for shape in chain(-side * 3 + ray(along, 3), 1.0, 0.93)])
    if close_up.helper is not None and close_up.holds is not None:
        # A hand that is full is held from its far side.
        _helper(picture, palm_end + ray(along, 22), float(close_up.helper), person)
    thumb = _finger(thumb_base if not up else ray(along, 14) - drop * 11, along - sign * spread,
                    [sign * -6.0, sign * -10.0], (20.0, 13.0) if fist else (26.0, 19.0), 8.2)  # fmt: skip
    palm = smooth([
        ray(along, -6) - drop * 15.5, ray(along, 22) - drop * 15, ray(along, 50) - drop * 11.5, ray(along, 56),
        ray(along, 48) + drop * 12, ray(along, 24) + drop * 17, ray(along, -6) + drop * 15.5,
    ])  # fmt: skip
    sleeve = tube(elbow, 0j, ((0, 23, 24), (0.45, 20.5, 21), (0.8, 16.5, 16.5), (1, 15.4, 15.4)), 0, 12)
    picture.layer([(sleeve, skin), (palm, skin), *[(shape, skin) for shape in chain(0j, 1.0, 1.0)]])
    if fist:
        # The first finger of a fist lies over the palm.
        picture.fill(circle(ray(along, 37) + side * 18, 12), skin)
        for shape in chain(0j, 1.0, 1.0)[::-1]:
            picture.fill(shape, skin, LINE)
        picture.fill(capsule(ray(along, 34) - side * 2, ray(along, 44) - side * 2, 11, 12), skin)
    picture.layer([(shape, skin) for shape in thumb])
    picture.fill(
        capsule(ray(along, 20) + side * 8, thumb_base if not up else ray(along, 16) - drop * 8, 5.5, 6.5), skin
    )
    if close_up.holds is not None:
        _held(picture, knuckle, along, side)
    cuff = tube(elbow + ray(forearm, -6), elbow + ray(forearm, 16), ((0, 27, 28), (1, 26, 27)), 0, 0)
    picture.layer([(cuff, person.shirt)])
    if close_up.helper is not None and close_up.holds is None:
        _helper(picture, palm_end + ray(along, 22), float(close_up.helper), person)
    if close_up.press is not None:
        press(picture, along, float(close_up.press), person)
    if close_up.pull is not None:
        pulling_hand(picture, knuckle, along - sign * sum(bends[:2]) * 0.5, -side, float(close_up.pull), person)


def _held(picture: Picture, knuckle: complex, along: float, side: complex) -> None:
    """Draw a dumbbell seen from its end."""
    middle = knuckle + side * 22 + ray(along, 8)
    bar = middle - ray(along, 10) - side * 6
    picture.layer([(circle(bar, 16), _IRON)])
    picture.fill(circle(bar, 8.5), "#8C979D", LINE)
    picture.fill(circle(bar, 3), "#4A555C", LINE)


def _helper(picture: Picture, palm: complex, angle: float, person: Person) -> None:
    skin = darker(person.skin, 0.9)
    outwards = ray(angle)
    wrist = palm + outwards * 44
    picture.layer([
        (capsule(palm + outwards * 98, wrist, 20.5, 15), skin),
        (capsule(wrist, palm + outwards * 14, 15, 14), skin),
        *[(capsule(palm + outwards * complex(14, across), palm + outwards * complex(-reach, across), 7, 6.2), skin)
          for across, reach in ((-9, 8), (0, 11), (9, 8))],
    ])  # fmt: skip
    cuff = tube(palm + outwards * 104, palm + outwards * 124, ((0, 25, 25), (1, 26, 26)), 0, 0)
    picture.layer([(cuff, darker(person.shirt, 0.9))])


# ---- foot: seen from its inner side, the ankle at [0, 0]


_BALL_OF_FOOT = 78 - 36j


def _foot(picture: Picture, close_up: CloseUp, person: Person) -> None:
    skin = person.skin
    shin = float(close_up.shin if close_up.shin is not None else 90)
    along = shin - 90 + float(close_up.ankle or 0)
    curl = float(close_up.toes or 0)
    knee = ray(shin, 112)

    def put(path: Path) -> Path:
        return placed(path, 0j, along)

    if close_up.towel is not None:
        _towel_under(picture, close_up.towel)
    if close_up.pull is not None:
        loop_behind(picture, ray(along) * _BALL_OF_FOOT, close_up.pull)
    foot = smooth([
        complex(-15, 14), complex(-25, -6), complex(-30, -22), complex(-27, -34), complex(-14, -38), complex(12, -33),
        complex(36, -33), complex(60, -38), complex(82, -37), complex(86, -27), complex(76, -17), complex(52, -6),
        complex(30, 5), complex(15, 16),
    ])  # fmt: skip
    toe = along - curl * 0.35
    big = [capsule(ray(along) * complex(78, -29), ray(along) * complex(78, -29) + ray(toe, 17), 9, 8)]
    end = ray(along) * complex(78, -29) + ray(toe, 17)
    big.append(capsule(end, end + ray(along - curl, 11), 8, 6.6))
    leg_shape = tube(knee, 0j, ((0, 25, 27), (0.4, 20, 23), (0.8, 16, 16.5), (1, 15.5, 16)), 0, 12)
    others = []
    for index in range(1, 3):
        start = ray(along) * complex(80 - index * 4, -27 + index * 2.5)
        others.append(capsule(start, start + ray(toe - curl * 0.3, 21 - index * 2), 7.4, 6))
    picture.layer([(shape, darker(skin, 0.84)) for shape in others])
    picture.layer([(leg_shape, skin), (put(foot), skin), *[(shape, skin) for shape in big]])
    nail = end + ray(along - curl, 8) + ray(along - curl + 90, 4.5)
    picture.fill(placed(sketch("M -5 2 Q 0 4.5 5 0 L 4 -2.5 Q 0 -1 -5 -1 Z"), nail, along - curl), "#FFFFFF", 1.4)
    picture.trace([put([("M", (complex(-3, 8),))])[0][1][0], put([("M", (complex(5, 2),))])[0][1][0],
                   put([("M", (complex(3, -8),))])[0][1][0]], INK, 1.8)  # fmt: skip
    if close_up.pull is not None:
        loop_before(picture, ray(along) * _BALL_OF_FOOT, along, close_up.pull)
    cuff = tube(knee + ray(shin, 8), knee - ray(shin, 14), ((0, 31, 33), (1, 30, 31)), 0, 0)
    picture.layer([(cuff, person.shorts)])
    if close_up.helper is not None:
        draw_pull(picture, end, toe, float(close_up.helper), person)


def _towel_under(picture: Picture, scrunched: float) -> None:
    floor = -38.0 - LINE
    right = 190 - 48 * scrunched
    if scrunched < 0.2:
        picture.layer([(rectangle(-40, floor - 9, right, floor), _TOWEL)])
        _hem(picture, floor)
        return
    step = (right - 80) / 3
    points = [complex(-40, floor - 9), complex(-40, floor), complex(74, floor)]
    for index in range(3):
        x = 80 + step * index
        points += [complex(x + step * 0.1, floor + 8), complex(x + step * 0.32, floor + 6 + 15 * scrunched),
                   complex(x + step * 0.68, floor + 6 + 15 * scrunched), complex(x + step * 0.9, floor + 8),
                   complex(x + step, floor + 3)]  # fmt: skip
    points += [complex(right, floor - 2), complex(right, floor - 9)]
    picture.layer([(smooth(points, flat=True), _TOWEL)])
    _hem(picture, floor)


def _hem(picture: Picture, floor: float) -> None:
    """Draw the stripes at the near end of a towel, which say what it is."""
    for x in (-32.0, -25.0):
        picture.trace([complex(x, floor - 7.5), complex(x, floor - 1.5)], STRIPE, 3)
