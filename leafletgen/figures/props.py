"""Things in the picture: ground, chair, wall, band, weights, and the arrows of movement."""

from __future__ import annotations

import cmath
from functools import partial

from leafletgen.figures import furniture, towels, walking, walls
from leafletgen.figures.cutaway import letter_card, sight_line
from leafletgen.figures.furniture import DARK_WOOD, FLOOR, SHEET, WOOD
from leafletgen.figures.geometry import (
    Path,
    arc,
    capsule,
    circle,
    direction,
    placed,
    polygon,
    ray,
    rectangle,
    sketch,
)
from leafletgen.figures.people import ARROW, INK, PAPER, Person, darker
from leafletgen.figures.picture import LINE, Frame, Picture, Shape
from leafletgen.figures.pose import Arrow, Pose, Prop
from leafletgen.figures.skeleton import Limb, Skeleton, base_of

MAT = "#B9D3DD"
BAND, BALL = "#D9822B", "#7A8FC7"
_BEHIND = frozenset(("chair", "wall", "step", "bed", "table", "counter", "pillow", "doorway", "eight", "tree", "couch"))
_EDGE_ON = 40.0
"""A wall seen from the front that is no wider than this stands beside the person, edge on."""
_IN_HAND = frozenset(("weight", "stick", "ball"))


def ground(pose: Pose, frame: Frame) -> list[Shape]:
    """Return what carries the person, as wide as the frame."""
    _, base = base_of(pose)
    kind = pose.ground or base.ground
    left, bottom, right, top = frame
    wall = next((prop for prop in pose.props if prop.prop == "wall"), None)
    if kind == "none":
        return []
    if kind == "mat-above" or (base.plan and kind == "mat"):
        outline = rectangle(left - 8, bottom - 8, right + 8, top + 8)
        return [Shape(outline, MAT, INK, 1.6)]
    if kind == "mat-aslant":
        near = bottom - 8
        corners = [complex(left + 22, 14), complex(right - 22, 14), complex(right + 8, near), complex(left - 8, near)]
        front = rectangle(left - 8, near - 8, right + 8, near)
        return [Shape(polygon(corners), MAT, INK, 1.6), Shape(front, darker(MAT, 0.86), INK, 1.6)]
    if kind == "mat-behind":
        near = -LINE / 2
        corners = [complex(left - 8, near), complex(right + 8, near), complex(right - 22, 66), complex(left + 22, 66)]
        front = rectangle(left - 8, -9, right + 8, near)
        return [Shape(polygon(corners), MAT, INK, 1.6), Shape(front, darker(MAT, 0.86), INK, 1.6)]
    if kind == "mat":
        return [Shape(rectangle(left - 6, -9, right + 6, -LINE / 2), MAT, INK, 1.6)]
    if kind == "bed":
        top_edge = rectangle(left - 8, -20, right + 8, -LINE / 2)
        legs = [Shape(rectangle(x, -52, x + 9, -20), DARK_WOOD, INK, 1.6) for x in (left + 6, right - 15)]
        return [*legs, Shape(top_edge, SHEET, INK, LINE)]
    edge = right + 4 if wall is None or not isinstance(wall.at, complex) else max(right, wall.at.real + 22)
    return [Shape(polygon([complex(left - 4, -LINE / 2), complex(edge, -LINE / 2)], closed=False), None, FLOOR, 2.4)]


def behind(picture: Picture, skeleton: Skeleton) -> None:
    """Draw what stands behind the person."""
    pose = skeleton.pose
    given = [prop.prop for prop in pose.props]
    for name in skeleton.base.props:
        if name not in given and not {"ball", "bed", "couch"} & set(given):
            _draw(picture, Prop(place=pose.place, prop=name), skeleton)
    for prop in pose.props:
        if prop.behind or prop.prop in _BEHIND:
            _draw(picture, prop, skeleton)
    if not skeleton.front and pose.chest != "front":
        far = skeleton.arms[1]
        for prop in pose.props:
            if prop.prop == "weight" and prop.at is None:
                _weight(picture, _grip(far.end, far.tip), float(prop.angle or 0))


def in_hand(picture: Picture, skeleton: Skeleton, person: Person) -> None:
    """Draw what the hands hold, in front of the trunk."""
    for prop in skeleton.pose.props:
        if _held(prop) and not prop.behind:
            _draw(picture, prop, skeleton)
    needs_stick = person.stick and skeleton.pose.base == "standing" and not skeleton.front and not skeleton.pose.props
    near = skeleton.arms[0]
    if needs_stick and not skeleton.pose.arms and not skeleton.pose.near_arm:
        _walking_stick(picture, _grip(near.end, near.tip))


def in_front(picture: Picture, skeleton: Skeleton, person: Person) -> None:
    """Draw what is in front of everything."""
    for prop in skeleton.pose.props:
        if not prop.behind and prop.prop not in _BEHIND and not _held(prop):
            _draw(picture, prop, skeleton)


def _held(prop: Prop) -> bool:
    return prop.prop in _IN_HAND or (prop.prop == "towel" and prop.to is not None)


def _grip(wrist: complex, tip: float) -> complex:
    return wrist + ray(tip, 9)


def _spot(name: complex | str, skeleton: Skeleton) -> complex:
    """Return a point, or where a part of the body is; a hand holds things in its palm."""
    if isinstance(name, str) and name.endswith("_hand"):
        limb = skeleton.arms[0 if name.startswith(("near", "left")) else 1]
        return _grip(limb.end, limb.tip)
    return skeleton.part(name)


def _leg(name: complex | str | None, skeleton: Skeleton) -> Limb:
    """Return the leg of this foot; the near or left one where none is named."""
    return skeleton.legs[1 if isinstance(name, str) and name.startswith(("far", "right")) else 0]


def _first_of(point: complex | None, otherwise: complex) -> complex:
    return otherwise if point is None else point


def _draw(picture: Picture, prop: Prop, skeleton: Skeleton) -> None:
    place = None if prop.at is None else _spot(prop.at, skeleton)
    middle = None if place is None else place + prop.by
    at = partial(_first_of, middle)
    angle = float(prop.angle or 0)
    size = prop.size
    match prop.prop:
        case "chair":
            furniture.chair(
                picture, middle or prop.by, skeleton, None if size is None else size.imag, turned=abs(angle) == 180
            )
        case "wall" if skeleton.front and (size is None or size.real > _EDGE_ON):
            walls.backdrop(picture, middle or 0j, size or 200 + 340j)
        case "doorway":
            walls.doorway(picture, middle or 0j, size or 150 + 330j, front=skeleton.front)
        case "wall":
            furniture.wall(picture, at(140 + 0j).real, skeleton, size.imag if size is not None else 0.0)
        case "step":
            furniture.step(picture, at(60 + 0j), size or 70 + 36j)
        case "table":
            furniture.table(picture, at(100 + 110j), size or 110 + 110j)
        case "counter":
            furniture.worktop(picture, at(100 + 110j), size or 110 + 168j)
        case "bed":
            furniture.bed(picture, at(0j), size or 240 + 108j)
        case "couch":
            furniture.couch(picture, at(0j), size or 340 + 80j)
        case "pillow":
            wide = size or 60 + 16j
            picture.layer([(furniture.cushion(at(skeleton.head), wide), "#FFFFFF")])
        case "towel" if prop.to is not None:
            towels.pulled_towel(picture, at(skeleton.part("near_hand")), skeleton.part(prop.to))
        case "towel" if size is not None and size.real > size.imag * 2:
            towels.folded_towel(picture, at(skeleton.part("near_hand")), size)
        case "towel" | "towel-roll":
            towels.rolled_towel(picture, at(skeleton.part("near_hand")), (size or 18 + 18j).real / 2)
        case "ball":
            picture.layer([(circle(at(skeleton.part("near_hand")), (size or 26 + 26j).real / 2), BALL)])
        case "weight":
            hands = [middle] if middle is not None else [_grip(limb.end, limb.tip) for limb in skeleton.arms[:1]]
            if middle is None and skeleton.front:
                hands = [_grip(limb.end, limb.tip) for limb in skeleton.arms]
            for point in hands:
                if point is not None:
                    _weight(picture, point, angle)
        case "stick":
            along = ray(angle, (size or 110 + 0j).real / 2)
            point = at(skeleton.part("near_hand"))
            picture.layer([(capsule(point - along, point + along, 3, 3), WOOD)])
        case "walking-stick":
            point = middle or _grip(skeleton.arms[0].end, skeleton.arms[0].tip)
            _walking_stick(picture, point, 4 if size is None else point.imag - size.real)
        case "card":
            letter_card(picture, middle or skeleton.part("near_hand"), angle, (size or 40 + 40j).imag)
        case "sight-line":
            sight_line(picture, middle or skeleton.part("face"), _spot(prop.to or "near_hand", skeleton))
        case "ankle-weight":
            walking.ankle_weight(picture, _leg(prop.at, skeleton))
        case "eight":
            walking.figure_of_eight(picture, middle or 0j, size or 360 + 70j)
        case "tree":
            walking.tree(picture, middle or 150 + 0j, size or 130 + 300j)
        case "band" | "strap":
            start = middle or _spot("near_hand" if not skeleton.front else "left_hand", skeleton)
            end = _spot(prop.to or "right_hand", skeleton)
            _band(picture, start, end, BAND if prop.prop == "band" else "#8FA0A8")


def _band(picture: Picture, start: complex, end: complex, colour: str) -> None:
    picture.line(polygon([start, end], closed=False), INK, 9.5)
    picture.line(polygon([start, end], closed=False), colour, 5.5)
    for point in (start, end):
        picture.layer([(circle(point, 4.5), colour)], 1.6)


def _weight(picture: Picture, middle: complex, angle: float) -> None:
    picture.rod(middle - ray(angle, 20), middle + ray(angle, 20), "#8C979D", 4)
    for across, wide, high, colour in ((-16, 4, 9, "#6E7A82"), (16, 4, 9, "#6E7A82"), (-22, 2.5, 6, "#4A555C"),
                                       (22, 2.5, 6, "#4A555C")):  # fmt: skip
        picture.fill(placed(rectangle(-wide, -high, wide, high), middle + ray(angle, across), angle), colour, LINE)


def _walking_stick(picture: Picture, handle: complex, foot: float = 4.0) -> None:
    """Draw a walking stick from its handle down to the height of its foot."""
    picture.rod(handle + 4j, complex(handle.real + 12, foot), WOOD, 4.6)
    picture.rod(handle + complex(-9, 5), handle + complex(12, 4), WOOD, 5.4)


def add_arrows(picture: Picture, pose: Pose, skeleton: Skeleton | None) -> None:
    """Draw the arrows of movement over everything, with a pale edge."""
    for arrow in pose.arrows:
        origin = arrow.origin if not isinstance(arrow.origin, str) else skeleton.part(arrow.origin) if skeleton else 0j
        _arrow(picture, arrow, origin + arrow.by)


def _arrow(picture: Picture, arrow: Arrow, start: complex) -> None:
    if arrow.turn is not None:
        begin = float(arrow.start or 0)
        line: Path = [("M", (start + ray(begin, arrow.radius),)), *arc(start, arrow.radius, begin, arrow.turn)]
    else:
        assert arrow.move is not None
        end = start + arrow.move
        side = arrow.move / abs(arrow.move) * 1j if arrow.move else 1j
        bend = (start + end) / 2 + side * arrow.curve * 2
        line = sketch(
            f"M {start.real:.1f} {start.imag:.1f} Q {bend.real:.1f} {bend.imag:.1f} {end.real:.1f} {end.imag:.1f}"
        )
    ends = [_head(line)]
    if arrow.both:
        ends.append(_head(_reversed(line)))
    shaft = _shortened(line, arrow.both)
    picture.line(shaft, PAPER, 12)
    for head in ends:
        picture.fill(head, PAPER, 5, PAPER)
    if arrow.against:
        _hollow(picture, shaft, ends)
        return
    picture.line(shaft, ARROW, 7)
    for head in ends:
        picture.fill(head, ARROW)


def _hollow(picture: Picture, shaft: Path, heads: list[Path]) -> None:
    """Draw an arrow of what works against the movement: white with a dark edge, so that it differs in grey too."""
    picture.line(shaft, INK, 9)
    for head in heads:
        picture.fill(head, PAPER, LINE)
    picture.line(shaft, PAPER, 9 - 2 * LINE)


def _reversed(line: Path) -> Path:
    points = [point for _, several in line for point in several][::-1]
    return [("M", (points[0],)), *[("C", (*points[at : at + 3],)) for at in range(1, len(points), 3)]]


def _head(line: Path) -> Path:
    *_, before, end = line[-1][1]
    along = direction(before, end)
    back = end - ray(along, 22)
    return polygon([end, back + ray(along + 90, 13), back + ray(along - 90, 13)])


def _shortened(line: Path, both: bool) -> Path:
    """Return the line without the part that its heads cover."""
    path = list(line)
    first, second, end = path[-1][1]
    back = cmath.rect(20, cmath.phase(end - second))
    path[-1] = ("C", (first, second - back * 0.6, end - back))
    if both:
        start = path[0][1][0]
        ahead = cmath.rect(20, cmath.phase(path[1][1][0] - start))
        path[0] = ("M", (start + ahead,))
        path[1] = ("C", (path[1][1][0] + ahead * 0.6, *path[1][1][1:]))
    return path
