"""Hands drawn large: thumb, spread fingers, the other hand that helps, a fist with a hammer, a punching shoulder."""

from __future__ import annotations

import pytest

from leafletgen.errors import Report
from leafletgen.figures.draw import draw_poses
from leafletgen.figures.geometry import Path, bounds
from leafletgen.figures.people import PAPER, PEOPLE, darker
from leafletgen.figures.picture import Shape
from leafletgen.figures.pose import Pose
from leafletgen.figures.reading import PoseKind
from leafletgen.figures.skeleton import Skeleton
from leafletgen.source.yaml import parse_source

SKIN = PEOPLE["ben"].skin
OTHER_HAND, HELD_BY = darker(SKIN, 0.9), darker(SKIN, 0.72)
HAMMER = "#6E7A82"


def read(text: str) -> tuple[Pose | None, list[str]]:
    """Return the pose and the diagnostics."""
    report = Report()
    root = parse_source(text, "a.yaml", report)
    assert root is not None
    return PoseKind().read(root, report), [str(found) for found in report.diagnostics]


def pose_of(text: str) -> Pose:
    """Return a pose without fault."""
    pose, found = read(text)
    assert not found
    assert pose is not None
    return pose


def shapes_of(close_up: str) -> list[Shape]:
    """Return what is painted of a close-up, in its order."""
    return draw_poses([pose_of(f"close_up: {{{close_up}}}")], person="ben")[0].shapes


def reach_of(close_up: str, colour: str = SKIN) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of everything of a colour."""
    path: Path = [segment for shape in shapes_of(close_up) if shape.fill == colour for segment in shape.path]
    return bounds(path)


def test_fingers_spread_and_the_thumb_stands_off() -> None:
    """Spread fingers make the hand wider at the little finger, and a thumb that stands off at its side."""
    narrow, wide = reach_of("part: palm, thumb: 5"), reach_of("part: palm, thumb: 5, spread: 14")
    assert wide[2] > narrow[2] + 10
    assert reach_of("part: palm, thumb: 60")[0] < narrow[0] - 20


def test_the_back_of_a_hand_has_nails_and_bends_to_both_sides() -> None:
    """Five nails and a table beneath; plus takes the fingers to the thumb's side, which is the picture's left."""
    hand = "part: palm, back: true, table: true, thumb: 14"
    assert sum(shape.fill == PAPER for shape in shapes_of(hand)) == 5
    assert not any(shape.fill == PAPER for shape in shapes_of("part: palm, thumb: 14"))
    to_thumb, straight, to_little = (reach_of(f"{hand}, wrist: {wrist}") for wrist in (20, 0, -26))
    assert to_thumb[0] < straight[0] - 10
    assert to_little[2] > straight[2] + 10
    assert shapes_of(hand)[0].fill not in (SKIN, PAPER)


def test_the_finger_that_is_touched_comes_down() -> None:
    """The longest finger no longer is the top of the hand when the thumb touches it; the others stay."""
    top = reach_of("part: palm")[3]
    assert reach_of("part: palm, touch: middle")[3] < top
    for finger in ("index", "ring", "little"):
        assert reach_of(f"part: palm, touch: {finger}")[3] == pytest.approx(top)
    _, found = read("close_up: {part: palm, touch: toe}")
    assert any('"touch" must be one of' in line for line in found)


@pytest.mark.parametrize("held", ["part: palm, thumb: 60, pinch: 205", "part: finger, pinch: 105"])
def test_the_other_hand_holds_from_both_sides(held: str) -> None:
    """Its finger is painted before what it holds, and its thumb after it."""
    fills = [shape.fill for shape in shapes_of(held)]
    own = [index for index, fill in enumerate(fills) if fill == SKIN]
    other = [index for index, fill in enumerate(fills) if fill == HELD_BY]
    assert other[0] < own[0] < own[-1] < other[-1]


def test_the_other_hand_presses_on_the_back() -> None:
    """A pressing hand lies at the side of the hand's back, over it."""
    hand = "part: hand, wrist: -68, fingers: [5, 5, 0], thumb: 8"
    fills = [shape.fill for shape in shapes_of(f"{hand}, press: 64")]
    assert OTHER_HAND not in [shape.fill for shape in shapes_of(hand)]
    assert max(index for index, fill in enumerate(fills) if fill == SKIN) < fills.index(OTHER_HAND)
    assert reach_of(f"{hand}, press: 64", OTHER_HAND)[2] > reach_of(hand)[2]


def test_the_joint_that_bends_is_held_below_it() -> None:
    """With the end joint alone bent, the other hand is one bone further on."""
    middle = reach_of("part: finger, fingers: [0, 85, 12], pinch: 105", HELD_BY)
    end = reach_of("part: finger, fingers: [0, 0, 60], pinch: 105", HELD_BY)
    assert end[0] > middle[0] + 20


def test_a_fist_turns_the_hammer() -> None:
    """It points up at 0; palm down it lies at the right, palm up at the left."""
    middles = {turn: sum(reach_of(f"part: fist, turn: {turn}", HAMMER)[::2]) / 2 for turn in (-75, 0, 75)}
    assert middles[-75] < -60 < abs(middles[0]) < 10 < 60 < middles[75]
    assert any("the forearm is bent 120°" in line for line in read("close_up: {part: fist, turn: 120}")[1])


def test_a_punch_takes_the_shoulder_along() -> None:
    """Of the arm that punches alone; the trunk stays on the mat."""
    before, after = (
        Skeleton(pose_of(f"base: crook-lying\nnear_arm: {{shoulder: 90, elbow: 0, push: {push}}}")) for push in (0, 1)
    )
    assert after.part("near_hand").imag == pytest.approx(before.part("near_hand").imag + 13, abs=0.5)
    assert after.part("near_shoulder") != before.part("near_shoulder")
    assert after.part("far_shoulder") == before.part("far_shoulder")
    assert after.part("chest") == before.part("chest")
