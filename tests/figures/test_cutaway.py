"""What no skin shows, and what practice in walking needs: each is drawn, and moves as it is told."""

from __future__ import annotations

import pytest

from leafletgen.figures import cutaway, walking
from leafletgen.figures.draw import draw_poses, operators
from leafletgen.figures.geometry import bounds
from leafletgen.figures.people import ARROW, INK
from leafletgen.figures.picture import Picture
from tests.figures.test_figures import pose_of


def drawn(text: str) -> str:
    """Return the operators of one pose."""
    return operators(draw_poses([pose_of(text)])[0])


def muscle_at(lift: float) -> tuple[float, float]:
    """Return the lowest and the highest point of the pelvic floor."""
    picture = Picture()
    cutaway.pelvic_floor(picture, 0j, 0, 1.0, lift)
    _, low, _, high = bounds(next(shape.path for shape in picture.shapes if shape.fill == cutaway.MUSCLE))
    return low, high


def test_the_pelvic_floor_rises() -> None:
    """The muscle hangs at rest and comes up when it is squeezed; its ends stay at the bones."""
    slack, drawn_up = muscle_at(0), muscle_at(1)
    assert drawn_up[0] > slack[0] + 15
    assert abs(drawn_up[1] - slack[1]) < 10


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("close_up: {part: pelvis, lift: 0}", "close_up: {part: pelvis, lift: 1}"),
        ("base: sitting\npelvic_floor: 0", "base: sitting\npelvic_floor: 1"),
        ("base: sitting", "base: sitting\npelvic_floor: 0"),
        ("close_up: {part: head-above, turn: -35}", "close_up: {part: head-above, turn: 35}"),
        ("close_up: {part: neck}", "close_up: {part: neck, mouth: open}"),
        ("close_up: {part: neck, mouth: open}", "close_up: {part: neck, mouth: pursed}"),
        ("view: front", "view: front\nribs: 1"),
        ("base: sitting", "base: sitting\nmouth: open"),
        ("turn: 0", "turn: 66"),
        ("turn: 66", "turn: -66"),
        ("turn: -52", "turn: -90"),
        ("props: [{prop: ankle-weight, at: near_foot}]", "props: [{prop: ankle-weight, at: far_foot}]"),
        ("base: sitting\nprops: [{prop: couch, at: [1, 0]}]", "base: sitting"),
    ],
)
def test_each_shows(one: str, other: str) -> None:
    """What a pose says is seen."""
    assert drawn(one) != drawn(other)


def test_a_card_keeps_its_place_while_the_head_turns() -> None:
    """The letter is still: three arms and an upright."""
    pictures = [draw_poses([pose_of(f"close_up: {{part: head-above, turn: {turn}}}")])[0] for turn in (-35, 0, 35)]
    letters = [
        [bounds(shape.path) for shape in picture.shapes if shape.fill == INK and bounds(shape.path)[1] > 100]
        for picture in pictures
    ]
    assert len(letters[0]) == 4
    assert letters[0] == letters[1] == letters[2]


def test_an_eight_has_two_loops_and_says_which_way() -> None:
    """A way on the floor crosses itself, and each loop has an arrow's head."""
    picture = Picture()
    walking.figure_of_eight(picture, 8j, 400 + 84j)
    way, *heads = picture.shapes
    assert bounds(way.path)[0] < -190
    assert bounds(way.path)[2] > 190
    assert [head.fill for head in heads] == [ARROW, ARROW]
    assert [(bounds(head.path)[0] > 0) for head in heads] == [True, False]
