"""A person seen from the side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from leafletgen.figures.cutaway import pelvic_window
from leafletgen.figures.front import chest, chest_arms
from leafletgen.figures.geometry import circle, normal, smooth, stump
from leafletgen.figures.heads import back_head, front_head, head_centre, side_head, side_mouth
from leafletgen.figures.limbs import arm, leg
from leafletgen.figures.people import Person
from leafletgen.figures.picture import Picture
from leafletgen.figures.skeleton import Skeleton

_PELVIS = ((-0.22, 8, 7), (-0.13, 19, 15), (0.02, 23.5, 18.5), (0.17, 20.5, 18.5), (0.27, 11, 11))
_BREATH = ((0.19, 1.0), (0.31, 11.0), (0.42, 10.0), (0.55, 3.0))
_SHIRT = ((0.19, 21, 19.3), (0.42, 17.8, 20.2), (0.68, 20.5, 22.5), (0.84, 19.5, 19), (0.95, 15, 14))


def _turned_head(picture: Picture, person: Person, skeleton: Skeleton) -> None:
    """Draw the head; one that is turned far to the viewer shows its face, one turned far away its back."""
    turn = float(skeleton.pose.turn or 0)
    centre = head_centre(skeleton.neck, skeleton.head, person)
    if turn > 34:
        front_head(picture, person, centre, skeleton.head_angle, 90 - turn, person.head)
    elif turn < -34:
        back_head(picture, person, centre, skeleton.head_angle, person.head, aside=turn > -70)
    else:
        side_head(picture, person, centre, skeleton.head_angle, scale=person.head)
        if skeleton.pose.mouth is not None:
            side_mouth(picture, person, centre, skeleton.head_angle, skeleton.pose.mouth)


def _breath_in(rest: Sequence[tuple[float, float]], breath: float) -> list[tuple[float, float]]:
    """Return how wide the front of a shirt is, hem first, when a breath has raised the tummy to a low, even dome.

    Args:
        rest: shares of the spine and how wide the front is there at rest.
        breath: how much of a full breath is in.
    """
    raised = []
    for share, out in _BREATH:
        (low, first), (high, last) = next(pair for pair in pairwise(rest) if share <= pair[1][0])
        raised.append((share, first + (last - first) * (share - low) / (high - low) + out * breath))
    return [*raised, *rest[2:]]


def draw_side(
    picture: Picture, skeleton: Skeleton, person: Person, between: Callable[[Picture], None] = lambda picture: None
) -> None:
    """Draw a person from the side.

    Args:
        picture: receives the shapes.
        skeleton: the solved pose.
        person: who shows it.
        between: draws what is in front of the trunk and behind the near arm.
    """
    build, spine, pose = person.build, skeleton.spine, skeleton.pose
    facing = pose.chest != "front"
    near_leg, far_leg = skeleton.legs
    lying = pose.base in ("lying-front", "lying-back", "crook-lying")
    if facing:
        near_arm, far_arm = skeleton.arms
        # An arm that the other one hides is not drawn.
        if abs(far_arm.end - near_arm.end) > 9 or abs(far_arm.joint - near_arm.joint) > 9:
            arm(picture, person, far_arm, far=True)
    if abs(far_leg.end - near_leg.end) > 3.5 or abs(far_leg.joint - near_leg.joint) > 3.5:
        leg(picture, person, far_leg, far=True)
    own_belly = person.belly * (0.2 if lying and pose.base == "lying-front" else 1)
    low = own_belly * 0.7 + 5 * pose.belly

    def head() -> None:
        neck = stump(spine.off(0.93, 0), skeleton.neck, 12 * build**0.5, 9.5 * build**0.5)
        picture.layer([(neck, person.skin)])
        _turned_head(picture, person, skeleton)

    if facing:
        head()
    front = [spine.off(share, wide * build + (low / 1.4 if share > 0.1 else 0)) for share, _, wide in _PELVIS]
    back = [spine.off(share, -wide * build) for share, wide, _ in _PELVIS]
    picture.layer([(smooth(front + back[::-1]), person.shorts)])
    flexed = abs(normal(near_leg.upper - skeleton.trunk - 180))
    straight = flexed < 12 or (lying and flexed < 30)
    cuts = (
        (0.5, 0.3)
        if straight and lying
        else (0.5, 0.5)
        if flexed > 115
        else (0.3, 0.3)
        if flexed > 60
        else (0.12, 0.22)
    )
    folded = flexed >= 108
    if not folded:
        leg(picture, person, near_leg, cuts=cuts)
    if not facing:
        chest(picture, person, skeleton)
        chest_arms(picture, person, skeleton)
        return
    bust = person.bust
    extra = {0.19: low, 0.42: own_belly + bust * 0.1, 0.68: bust + own_belly * 0.4, 0.84: bust * 0.4}
    widths = [(share, wide * build + extra.get(share, 0)) for share, _, wide in _SHIRT]
    front = [spine.off(share, wide) for share, wide in (_breath_in(widths, pose.belly) if pose.belly else widths)]
    back = [spine.off(share, -wide * build) for share, wide, _ in _SHIRT]
    top = [spine.off(1.0, 7 * build), spine.off(1.02, 0), spine.off(1.01, -8 * build)]
    # The sleeve covers where the trunk's outline crosses the shoulder.
    picture.joined(
        [
            (circle(near_arm.root, 15 * build), person.shirt),
            (smooth(front + top + back[::-1], flat=True), person.shirt),
        ],
        [],
    )
    if folded:
        leg(picture, person, near_leg, cuts=cuts)
    between(picture)
    if pose.pelvic_floor is not None:
        pelvic_window(picture, skeleton, pose.pelvic_floor)
    arm(picture, person, near_arm)
