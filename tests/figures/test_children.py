"""The children among the figures: shorter, slighter, with a larger head, in every pose that an adult can take."""

from __future__ import annotations

import pytest

from leafletgen.figures.draw import FigureDrawing, draw_poses
from leafletgen.figures.geometry import bounds
from leafletgen.figures.people import PEOPLE
from tests.figures.test_figures import pose_of

ADULT = PEOPLE["ben"]
CHILDREN = ["leo", "maya"]


def drawn(text: str, person: str) -> FigureDrawing:
    """Return one pose as somebody shows it."""
    return draw_poses([pose_of(text)], person=person)[0]


def reach(drawing: FigureDrawing, colour: str) -> list[tuple[float, float, float, float]]:
    """Return how far the shapes of a colour reach: left, bottom, right, top."""
    return [bounds(shape.path) for shape in drawing.shapes if shape.fill == colour]


def head_height(drawing: FigureDrawing, skin: str) -> float:
    """Return the height of the topmost shape of skin: the head of a standing person."""
    _, bottom, _, top = max(reach(drawing, skin), key=lambda box: box[3])
    return top - bottom


@pytest.mark.parametrize("name", CHILDREN)
@pytest.mark.parametrize("view", ["side", "front", "back"])
def test_a_child_is_shorter_and_has_a_larger_head(name: str, view: str) -> None:
    """A head goes fewer times into a child than into an adult, seen from any side."""
    child, adult = drawn(f"view: {view}", name), drawn(f"view: {view}", "ben")
    assert 0.78 < child.height / adult.height < 0.9
    share = [
        head_height(drawing, person.skin) / drawing.height
        for drawing, person in ((child, PEOPLE[name]), (adult, ADULT))
    ]
    assert share[0] > 1.15 * share[1]


@pytest.mark.parametrize("name", CHILDREN)
def test_a_child_stands_on_the_same_ground(name: str) -> None:
    """Shoes and props keep their places beside each other: nothing floats, and the hands are on the worktop."""
    text = "near_arm: {to: [42, 181], hand: flat, fingers: -3}\nprops: [{prop: counter, at: [98, 0], size: [112, 172]}]"
    child, adult = drawn(text, name), drawn(text, "ben")
    height = PEOPLE[name].height
    soles = [min(box[1] for box in reach(one, PEOPLE[who].shoe)) for one, who in ((child, name), (adult, "ben"))]
    tops = [max(box[3] for box in reach(one, "#C9A77C")) for one in (child, adult)]
    assert soles[0] == pytest.approx(soles[1] * height)
    assert tops[0] == pytest.approx(tops[1] * height)


def test_bunches_show_from_all_sides() -> None:
    """Two from the front and from behind, one from the side."""
    hair = PEOPLE["maya"].hair
    for view, least in (("side", 2), ("front", 3), ("back", 3)):
        assert len(reach(drawn(f"view: {view}", "maya"), hair)) == least
