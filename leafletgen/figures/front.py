"""A person seen from the front or from behind, upright or lying."""

from __future__ import annotations

import math
from collections.abc import Callable

from leafletgen.figures.geometry import Path, capsule, circle, normal, placed, ray, sketch, smooth, stump
from leafletgen.figures.heads import back_head, front_head, head_centre
from leafletgen.figures.limbs import arm, crossed_leg, leg, lower_leg
from leafletgen.figures.people import INK, Person
from leafletgen.figures.picture import LINE, Picture
from leafletgen.figures.skeleton import Skeleton

_SIDES = ((0.1, 25), (0.42, 24.5), (0.76, 32), (0.87, 34), (0.955, 23), (1.01, 10))
_PELVIS = ((0.18, 23.5), (0.05, 26.5), (-0.08, 29), (-0.17, 24))


def _trunk(skeleton: Skeleton, person: Person, narrow: float = 1.0) -> Path:
    spine, build = skeleton.spine, person.build
    ribs = skeleton.pose.ribs
    sides = [(share, (wide + (9 if 0.4 < share < 0.8 else 0) * ribs) * build * narrow) for share, wide in _SIDES]
    left = [spine.off(share, -wide) for share, wide in sides]
    right = [spine.off(share, wide) for share, wide in sides]
    return smooth(left + right[::-1], flat=True)


def chest(picture: Picture, person: Person, skeleton: Skeleton, *, behind: bool = False) -> None:
    """Draw neck, head, shirt and collar of a trunk that looks at the viewer or away."""
    spine, build = skeleton.spine, person.build
    twist = math.radians(skeleton.pose.twist or 0)
    narrow = 0.82 if skeleton.pose.base == "lying-side" else math.cos(twist)
    neck = stump(spine.off(0.9, 0), skeleton.neck, 11 * build**0.5, 9.5 * build**0.5)
    picture.layer([(neck, person.skin)])
    turn = float(skeleton.pose.turn or 0)
    centre = head_centre(skeleton.neck, skeleton.head, person)
    if behind:
        back_head(picture, person, centre, skeleton.head_angle, person.head)
    else:
        front_head(picture, person, centre, skeleton.head_angle, turn, person.head)
    # The sleeves cover where the trunk's outline crosses the shoulders.
    shoulders = [circle(limb.root, 15 * build) for limb in skeleton.arms]
    picture.joined([(path, person.shirt) for path in (*shoulders, _trunk(skeleton, person, narrow))], [])
    top, along = spine.at(0.99)
    if behind:
        picture.line(placed(sketch("M -10 2 Q 0 -2 10 2"), top, along - 90))
        inwards = skeleton.pose.squeeze * 5.5
        middle, lean = spine.at(0.7 - 0.02 * skeleton.pose.squeeze)
        for side in (-1, 1):
            x = side * (9.5 - inwards)
            blade = (
                f"M {x + side * 12} 17 Q {x + side * 1} 15 {x} 10 Q {x - side * 2} -4 {x + side * 4} -16"
                f" Q {x + side * 11} -8 {x + side * 14} 4"
            )
            picture.line(placed(sketch(blade), middle, lean - 90), INK, LINE * 0.8)
        return
    collar = top + ray(along - 90, 11 * math.sin(twist))
    picture.fill(placed(sketch("M -10.5 5 C -7 -5 7 -5 10.5 5"), collar, along - 90), person.skin, LINE)


def chest_arms(picture: Picture, person: Person, skeleton: Skeleton) -> None:
    """Draw both arms over the trunk, the one that crosses lower first."""
    order = sorted((0, 1), key=lambda index: -skeleton.arms[index].end.imag)
    for index in order:
        limb = skeleton.arms[index]
        arm(picture, person, limb, cuts=(0.3, 0.0) if index == 0 else (0.0, 0.3))


def draw_front(
    picture: Picture, skeleton: Skeleton, person: Person, between: Callable[[Picture], None] = lambda picture: None
) -> None:
    """Draw a person from the front, from behind, or lying on the side towards the viewer.

    Args:
        picture: receives the shapes.
        skeleton: the solved pose.
        person: who shows it.
        between: draws what is in front of the trunk and behind the arms.
    """
    spine, build = skeleton.spine, person.build
    behind = skeleton.view == "back"
    side = skeleton.pose.base == "lying-side"
    # An arm behind the trunk in the picture: the lower one of a person on the side, or one that is farther away.
    if side:
        arm(picture, person, skeleton.arms[0], far=False, closed=True)
    left = [spine.off(share, -wide * build) for share, wide in _PELVIS]
    right = [spine.off(share, wide * build) for share, wide in _PELVIS]

    def one_leg(index: int) -> None:
        limb = skeleton.legs[index]
        # Toes that point along the shin of a leg on its side are toes that look at the viewer.
        looking = side and abs(normal(limb.tip - limb.lower)) < 4
        toes_ahead = looking or _upright(limb.tip) or not (side or skeleton.base.plan)
        leg(picture, person, limb, far=side and index == 0, front=toes_ahead, closed=True)

    if skeleton.base.plan and skeleton.pose.base == "crook-lying":
        # Raised knees are nearer to us than the trunk; of legs that fall to a side, the lower one comes first.
        picture.layer([(smooth(left + right[::-1]), person.shorts)])
        chest(picture, person, skeleton)
        falls_right = skeleton.legs[1].joint.real - skeleton.legs[1].root.real > 20
        for index in (1, 0) if falls_right else (0, 1):
            one_leg(index)
        between(picture)
        chest_arms(picture, person, skeleton)
        return
    # Thighs that point at the viewer are in front of the hips; from behind they are drawn before the seat.
    short = [index for index in (0, 1) if abs(skeleton.legs[index].joint - skeleton.legs[index].root) < 30]
    ahead = [] if behind else short
    over = [index for index in (0, 1) if ahead and index not in ahead and _crosses(skeleton, index)]
    for index in (0, 1):
        if index not in short and index not in over:
            one_leg(index)
    hips = [(smooth(left + right[::-1]), person.shorts)]
    if behind and short:
        wide = max(21.5, 20 * build)
        seat = capsule(skeleton.legs[0].root - 2, skeleton.legs[1].root + 2, wide, wide)
        hips.append((seat, person.shorts))
    picture.layer(hips)
    if side:
        # The seam between pelvis and upper thigh is not drawn.
        limb = skeleton.legs[1]
        picture.fill(
            capsule(limb.root, limb.root + (limb.joint - limb.root) * 0.3, 17 * build, 15.5 * build), person.shorts
        )
    else:
        for limb in skeleton.legs:
            if abs(limb.joint - limb.root) > 30:
                picture.fill(
                    capsule(limb.root, limb.root + (limb.joint - limb.root) * 0.25, 16 * build, 15.5 * build),
                    person.shorts,
                )
    for index in ahead:
        one_leg(index)
    for index in over:
        crossed_leg(picture, person, skeleton.legs[index])
    chest(picture, person, skeleton, behind=behind)
    between(picture)
    if side:
        arm(picture, person, skeleton.arms[1])
        return
    chest_arms(picture, person, skeleton)


def hidden_legs(picture: Picture, skeleton: Skeleton, person: Person) -> None:
    """Draw the legs of a person who sits with the back to us; the seat and the hips then cover them."""
    if skeleton.view == "back":
        for limb in skeleton.legs:
            if abs(limb.joint - limb.root) < 30:
                lower_leg(picture, person, limb)


def _crosses(skeleton: Skeleton, index: int) -> bool:
    """Whether the ankle of a leg lies on the other thigh, which then is beneath it."""
    ankle, other = skeleton.legs[index].end, skeleton.legs[1 - index]
    return abs(ankle - other.root) < 30


def _upright(tip: float) -> bool:
    return abs((tip + 90 + 180) % 360 - 180) < 40
