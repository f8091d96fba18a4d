"""Contrast inside drawings: of our own figures, of what is painted as dots, and what is kept of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from leafletgen.content.model.brand import Brand
from leafletgen.errors import Report
from leafletgen.figures.draw import artwork, draw_poses
from leafletgen.library.exercises import Exercises
from leafletgen.library.workspace import Workspace
from leafletgen.rules.accessibility import looks
from leafletgen.rules.accessibility.grounds import seen_in
from tests.support.building import ROOT

OWN = Path(__file__).parents[1] / "pictures"
#: What a line has to have that one has to see (WCAG 2.2, 1.4.11).
LINE = 3.0


@pytest.fixture(scope="module")
def brand() -> Brand:
    """The brand of the starters."""
    found = Workspace(ROOT).load_brand("riverside", Report())
    assert found is not None
    return found


def test_our_own_figures_stand_out() -> None:
    """The lines of every tenth exercise's figures are seen on paper, for every person that is drawn."""
    workspace = Workspace(ROOT)
    exercises = Exercises(workspace)
    for path in sorted((ROOT / "assets" / "exercises").glob("*.yaml"))[::10]:
        exercise = exercises.load(path.stem, Report()) if "." not in path.stem else None
        if exercise is None:
            continue
        poses = [drawing.pose for drawing in exercise.figure.drawings if drawing.pose is not None]
        for figure in draw_poses(poses, exercise.identifier) if poses else ():
            assert seen_in(artwork(figure), (1.0, 1.0, 1.0)).best >= LINE, path.stem


def test_words_over_a_gradient(brand: Brand) -> None:
    """The faintest place that enough of the letters have counts, where a drawing is painted as dots."""
    look = looks.look_at(OWN / "knee-shaded.svg", brand)
    assert look is not None
    assert look.seen is not None
    assert [pair.colour for pair in look.seen.words] == ["#FFFFFF"]
    assert 1.3 < look.seen.words[0].ratio < 2.5


def test_words_over_a_dark_gradient(brand: Brand, tmp_path: Path) -> None:
    """Words that are seen well everywhere are not found."""
    path = tmp_path / "dark.svg"
    path.write_text((OWN / "knee-shaded.svg").read_text("utf-8").replace("#DDDDDD", "#444444"), "utf-8")
    look = looks.look_at(path, brand)
    assert look is not None
    assert look.seen is not None
    assert look.seen.words[0].ratio > 7


def test_a_look_that_is_kept_is_the_same(brand: Brand, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was kept on this computer is what would be found anew."""
    path = OWN / "knee-faint-line.svg"
    first = looks.look_at(path, brand)
    monkeypatch.setattr(looks, "_kept", {})
    again = looks.look_at(path, brand)
    monkeypatch.setattr(looks, "_kept", {})
    monkeypatch.setattr(looks, "kept", lambda _, make: make())
    assert first == again == looks.look_at(path, brand)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\x89PNG\r\n\x1a\n",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    ],
)
def test_damaged_pictures_are_told_elsewhere(brand: Brand, tmp_path: Path, data: bytes) -> None:
    """A picture that cannot be read is told when the leaflet is built, and stops no rule."""
    for name in ("damaged.svg", "damaged.png"):
        (tmp_path / name).write_bytes(data)
        assert looks.look_at(tmp_path / name, brand) is None


def test_pale_words_with_a_dark_outline(brand: Brand, tmp_path: Path) -> None:
    """A line around letters makes them readable on any ground: no pair of colours is told."""
    path = tmp_path / "outlined.svg"
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" width="200" height="100"><text x="60" y="50" '
        'font-size="12" fill="#fff" stroke="#000" stroke-width="3" paint-order="stroke">Nerve root</text></svg>'
    )
    look = looks.look_at(path, brand)
    assert look is not None
    assert look.seen is not None
    assert look.seen.words == []
