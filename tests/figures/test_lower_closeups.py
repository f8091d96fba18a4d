"""Close-ups of the lower body, and sticks that stand on stairs."""

from __future__ import annotations

import pytest

from leafletgen.figures.draw import FigureDrawing, draw_poses
from leafletgen.figures.geometry import bounds
from leafletgen.figures.people import ARROW, PEOPLE, darker
from tests.figures.test_figures import pose_of, read

BEN = PEOPLE["ben"]


def drawn(text: str) -> FigureDrawing:
    """Return one pose as Ben shows it."""
    return draw_poses([pose_of(text)], person="ben")[0]


def filled(drawing: FigureDrawing, colour: str) -> list[tuple[float, float, float, float]]:
    """Return how far each shape of a colour reaches: left, bottom, right, top."""
    return [bounds(shape.path) for shape in drawing.shapes if shape.fill == colour]


def test_the_foot_at_the_right_turns_out() -> None:
    """The one at the left stays as it is, and so do both shins."""
    straight, turned = (filled(drawn(f"close_up: {{part: bare-feet, turn: {turn}}}"), BEN.skin) for turn in (0, 40))
    assert min(left for left, *_ in straight) == min(left for left, *_ in turned)
    assert max(box[2] for box in turned) > max(box[2] for box in straight) + 20
    assert max(box[3] for box in turned if box[2] < 0) == max(box[3] for box in straight if box[2] < 0)


def test_a_band_is_in_front_of_the_feet_and_behind_them() -> None:
    """Each strap has an edge, and the one behind is painted first and is darker."""
    strokes = [shape.stroke for shape in drawn("close_up: {part: bare-feet, holds: band}").shapes]
    front, behind = "#D9822B", darker("#D9822B", 0.86)
    assert strokes.index(behind) < strokes.index(front) == len(strokes) - 1


def test_a_tightened_bottom_is_narrower_and_has_hollows() -> None:
    """What is squeezed shows at 45 mm: two lines more, and a narrower outline."""
    loose, tight = (drawn(f"close_up: {{part: hips, squeeze: {press}}}") for press in (0, 1))
    assert len(tight.shapes) == len(loose.shapes) + 2
    widths = [filled(drawing, BEN.shorts)[0] for drawing in (loose, tight)]
    assert widths[1][2] < widths[0][2] - 3


def test_a_hand_pulls_the_toes() -> None:
    """It is painted over the foot, and takes hold at the toes, far from the heel."""
    foot = "close_up: {part: foot, shin: 150, toes: -50, helper: 128}"
    hand = filled(drawn(foot), darker(BEN.skin, 0.9))
    assert len(hand) == 6
    assert min(bottom for _, bottom, _, _ in hand) > 30
    assert not filled(drawn(foot.replace(", helper: 128", "")), darker(BEN.skin, 0.9))


@pytest.mark.parametrize(("size", "foot"), [("", 4), (", size: [100, 0]", 81)])
def test_a_walking_stick_stands_on_a_stair(size: str, foot: float) -> None:
    """With a size it is that long; without one it goes down to the floor."""
    text = f"near_arm: {{to: [30, 181]}}\nprops: [{{prop: walking-stick, at: [30, 181]{size}}}]"
    drawing = draw_poses([pose_of(text)], person="ben")[0]
    lows = [bounds(shape.path)[1] for shape in drawing.shapes if shape.stroke == "#C9A77C"]
    assert min(lows) == foot


def test_words_of_new_close_ups_are_checked() -> None:
    """A squeeze is a share, and an arrow is drawn beside a close-up."""
    assert read("close_up: {part: hips, squeeze: 2}")[1]
    drawing = drawn("close_up: {part: hips}\narrows: [{from: [-120, 0], move: [46, 0]}]")
    assert filled(drawing, ARROW)
