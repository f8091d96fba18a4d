"""Walls and doorways behind a person, a crossed leg, and heads that lie, roll a shoulder or take a hand."""

from __future__ import annotations

import pytest

from leafletgen.figures.closeups import draw_close_up
from leafletgen.figures.draw import draw_poses
from leafletgen.figures.furniture import WALL, WOOD
from leafletgen.figures.geometry import Path, bounds
from leafletgen.figures.people import PEOPLE
from leafletgen.figures.picture import Picture
from leafletgen.figures.pose import Pose
from leafletgen.figures.props import MAT
from leafletgen.figures.skeleton import Skeleton
from tests.figures.test_figures import ROOT, pose_of, poses_in, read

BEN = PEOPLE["ben"]


def painted(text: str, colour: str) -> list[Path]:
    """Return the paths of one colour in a drawn pose."""
    (drawing,) = draw_poses([pose_of(text)], person="ben")
    return [shape.path for shape in drawing.shapes if shape.fill == colour]


def bust(text: str) -> Picture:
    """Return a head and shoulders drawn large."""
    close_up = pose_of(f"close_up: {{part: neck, {text}}}").close_up
    assert close_up is not None
    picture = Picture()
    draw_close_up(picture, close_up, BEN)
    return picture


def shirt(picture: Picture) -> tuple[float, float, float, float]:
    """Return how far the shirt reaches."""
    return bounds(next(shape.path for shape in picture.shapes if shape.fill == BEN.shirt))


def test_a_wall_stands_behind_who_faces_us() -> None:
    """From the front a wall is as wide as it is said to be, its foot on the ground; from the side it is a strip."""
    (wall,) = painted("{view: front, props: [{prop: wall, at: [0, 0], size: [200, 340]}]}", WALL)
    assert bounds(wall) == (-100, 0, 100, 340)
    (strip,) = painted("{props: [{prop: wall, at: [60, 0]}]}", WALL)
    assert bounds(strip)[0] == 60


def test_a_wall_stands_beside_who_faces_us() -> None:
    """A narrow one is seen edge on, and reaches away from the person on whichever side it is."""
    for edge, far in ((-80, -102), (80, 102)):
        (wall,) = painted(f"{{view: front, props: [{{prop: wall, at: [{edge}, 0], size: [22, 340]}}]}}", WALL)
        assert bounds(wall) == (min(edge, far), 0, max(edge, far), 340)


def test_a_mat_seen_aslant_carries_a_knee_that_comes_to_us() -> None:
    """Its near edge is below the knee; the same knee goes through a mat that is seen from its edge."""
    side = "base: lying-side, left_leg: {hip: 38, knee: 84, shorten: [0.8, 0.85], toes: -10}"
    mat, *_ = painted(f"{{{side}, ground: mat-aslant}}", MAT)
    assert bounds(mat)[1] < Skeleton(pose_of(f"{{{side}, ground: mat-aslant}}")).part("left_knee").imag - 8
    _, found = read(f"{{{side}}}")
    assert any("goes 32 through the ground" in line for line in found)


@pytest.mark.parametrize("view", ["front", "back"])
def test_a_doorway_leaves_its_opening_free(view: str) -> None:
    """Wall on both sides, a frame round the opening; from the side one post."""
    text = f"{{view: {view}, props: [{{prop: doorway, at: [0, 0], size: [150, 330]}}]}}"
    left, right = sorted(bounds(wall) for wall in painted(text, WALL))
    assert left[2] == -75
    assert right[0] == 75
    (frame,) = painted(text, WOOD)
    assert bounds(frame)[3] > 330
    (post,) = painted("{props: [{prop: doorway, at: [34, 0], size: [22, 330]}]}", WOOD)
    assert bounds(post) == (34, 1, 56, 330)


def test_a_lying_head_rests_on_a_mat() -> None:
    """The picture is turned a quarter, head at the left; mat and towel are beneath everything."""
    upright, lying = bust("nod: 0"), bust("nod: 0, lying: true")
    left, bottom, right, top = shirt(upright)
    assert shirt(lying) == pytest.approx((-top, left, -bottom, right))
    beneath = len(lying.shapes) - len(upright.shapes)
    assert beneath > 0
    mat = bounds(lying.shapes[0].path)
    assert mat[3] < min(bounds(shape.path)[1] for shape in lying.shapes[beneath:])


def test_a_nod_leaves_the_head_on_its_towel() -> None:
    """The pair of the library: the back of the head is as high after the nod as before it."""
    hair = PEOPLE["dev"].hair

    def lowest(pose: Pose) -> float:
        (drawing,) = draw_poses([pose], person="dev")
        return min(bounds(shape.path)[1] for shape in drawing.shapes if shape.fill == hair)

    start, nodded = poses_in(ROOT / "assets" / "exercises" / "lying-head-nod.yaml")
    assert abs(lowest(start) - lowest(nodded)) < 2.5


def test_a_pony_tail_is_seen_from_the_front() -> None:
    """It hangs on the side from which the face is turned away."""
    tails = {}
    for turn in (-40, 40):
        (drawing,) = draw_poses([pose_of(f"{{view: front, turn: {turn}}}")], person="lin")
        boxes = [bounds(shape.path) for shape in drawing.shapes if shape.fill == PEOPLE["lin"].hair]
        tails[turn] = min(box[0] for box in boxes), max(box[2] for box in boxes)
    assert tails[-40][1] > 30
    assert tails[-40][0] > -30
    assert tails[40][0] < -30
    assert tails[40][1] < 30


def test_a_breath_in_is_a_low_dome() -> None:
    """The tummy is highest below the middle of the trunk, and the chest stays."""
    rest, full = (painted(f"{{base: crook-lying, belly: {belly}}}", BEN.shirt) for belly in (0, 1))
    tops = [max((point for path in paths for _, points in path for point in points), key=lambda point: point.imag)
            for paths in (rest, full)]  # fmt: skip
    assert tops[1].imag > tops[0].imag + 8
    assert -50 < tops[1].real < -15


def test_a_shoulder_moves_and_the_waist_stays() -> None:
    """The shirt follows the shoulder up, and ends where it ended before."""
    rest, lifted = shirt(bust("nod: 0")), shirt(bust("nod: 0, shoulder: [0, 20]"))
    assert lifted[3] > rest[3]
    assert lifted[1] == rest[1]


def test_a_hand_lies_over_the_crown_or_presses_at_the_side() -> None:
    """A palm that is high up comes from an elbow beside the head; a low one from an elbow below it."""
    lowest = {}
    for height in (4, 27):
        skin = [bounds(shape.path) for shape in bust(f"tilt: 0, hand: [20, {height}]").shapes if shape.fill == BEN.skin]
        lowest[height] = min(box[1] for box in skin if box[2] > 90)  # the arm alone reaches so far out
    assert lowest[27] > lowest[4] + 20


@pytest.mark.parametrize("side", [-1, 1])
@pytest.mark.parametrize("height", [4, 27])
def test_a_raised_arm_does_not_hang_as_well(side: int, height: int) -> None:
    """The shirt is narrower, and has no line of an arm, on the side whose hand is at the head."""
    both, one = bust("tilt: 0"), bust(f"tilt: 0, hand: [{side * 20}, {height}]")
    left, right = ([box[0], box[2]] for box in (shirt(both), shirt(one)))
    index = 1 if side > 0 else 0
    assert abs(right[index]) < abs(left[index]) - 4
    assert right[1 - index] == left[1 - index]


def test_a_mat_behind_carries_shins_that_go_away_from_us() -> None:
    """Its far edge is above the feet of a person who lies on the side with the shins behind the body."""
    *_, finish = poses_in(ROOT / "assets" / "exercises" / "side-plank-knees.yaml")
    (drawing,) = draw_poses([finish], person="ben")
    far = max(bounds(shape.path)[3] for shape in drawing.shapes if shape.fill == MAT)
    skeleton = Skeleton(finish)
    assert all(9 < skeleton.part(name).imag < far for name in ("left_foot", "right_foot", "left_knee"))


def test_a_crossed_shin_is_over_the_thigh() -> None:
    """An ankle that lies on the other thigh is painted after both thighs; of feet on the floor nothing is."""
    crossed = "{base: sitting, view: front, left_leg: {to: [22, 99], shorten: [0.6, 1], toes: 8}}"
    for text in ("{base: sitting, view: front}", crossed):
        (drawing,) = draw_poses([pose_of(text)], person="ben")
        fills = [shape.fill for shape in drawing.shapes]
        last = len(fills) - 1 - fills[::-1].index(BEN.shoe)
        left, _, right, _ = bounds(drawing.shapes[last].path)
        assert (left < 22 < right and drawing.shapes[last].path[0][1][0].imag > 90) is (text == crossed)


def test_a_nod_lowers_the_face() -> None:
    """From the front the eyes go down when the head nods."""

    def eyes(text: str) -> list[complex]:
        return [shape.path[0][1][0] for shape in bust(text).shapes if len(shape.path) == 2 and shape.width == 3.8]

    level, down = eyes("turn: 0"), eyes("turn: 0, nod: 40")
    assert len(level) == len(down) == 2
    assert all(low.imag < high.imag - 5 for low, high in zip(down, level, strict=True))
