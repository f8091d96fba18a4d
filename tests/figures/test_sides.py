"""The limb that the words name is the limb that is drawn: each side of each exercise, in words and in pictures."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leafletgen.content.model.exercise import Exercise
from leafletgen.document.sheet_sides import dose_said, side_shown
from leafletgen.dose.dose import Dose
from leafletgen.errors import ExitCode, Report
from leafletgen.figures.draw import draw_poses, operators
from leafletgen.figures.export import draw_exercise, exercise_svg
from leafletgen.figures.sides import alt_texts
from leafletgen.languages.dose_sentence import sentence
from leafletgen.languages.exercise_phrases import exercise_words
from leafletgen.library.exercises import Exercises, Prescribed
from leafletgen.library.workspace import Workspace
from tests.checker import structure
from tests.dose.test_dose import doses
from tests.support.building import ROOT
from tests.support.commands import run
from tests.support.exercise_sample import exercise_text, write_workspace
from tests.support.sheet_samples import SheetShop, bare_request

WORDS = exercise_words("en-GB")
_REPORT = Report()
LIBRARY = {one.identifier: one for one in Exercises(Workspace(ROOT)).load_all(_REPORT)}
SIDED = sorted(name for name, one in LIBRARY.items() if one.sided)
OTHER = {"left": "right", "right": "left"}


def shows(exercise: Exercise, side: str | None) -> str:
    """Return the side that is drawn for a dose, by the drawing itself: as the file has it, or turned."""
    poses = [drawing.pose for drawing in exercise.figure.drawings if drawing.pose is not None]
    as_written, turned = (
        [operators(drawing) for drawing in draw_poses(poses, exercise.identifier, mirrored=mirrored)]
        for mirrored in (False, True)
    )
    assert as_written != turned
    drawn = draw_exercise(exercise, "finish", None, side)
    own = exercise.figure.shown_side
    assert own is not None
    return {as_written[-1]: own, turned[-1]: OTHER[own]}[operators(drawn)]


def sides_in(text: str) -> set[str]:
    """Return the sides that a text names."""
    return set(re.findall(r"\b(left|right)\b", text.lower()))


@pytest.mark.parametrize("name", SIDED)
def test_each_side_is_drawn_and_said(name: str) -> None:
    exercise = LIBRARY[name]
    assert not _REPORT.diagnostics
    for side in ("left", "right"):
        one = Prescribed(exercise, exercise.dose.with_side(side))
        assert shows(exercise, side) == side
        assert f"on your {side} side only" in dose_said(one, WORDS)
        assert f"{side.capitalize()} means {exercise.side_means}." in dose_said(one, WORDS)
        assert side_shown(one, WORDS) == ""
        texts = alt_texts(exercise.figure, side)
        assert side in sides_in(" ".join(texts)) and not any("{" in text for text in texts)
        # The other limb is named as the other one only: turned about, each word changes its side.
        turned = [re.sub(r"\b(left|right)\b(?! angle)", lambda word: OTHER[word[0]], text) for text in texts]
        assert turned == alt_texts(exercise.figure, OTHER[side])
    for side, follows in (("each", "Then do the"), ("alternate", "comes next"), ("both", "at the same time")):
        one = Prescribed(exercise, Dose(reps=4, side=side, times_per_day=1))
        drawn = shows(exercise, side)
        said = side_shown(one, WORDS)
        assert said.startswith(f"The pictures show the {drawn} side. ") and follows in said
        assert (OTHER[drawn] in sides_in(said)) == (side != "both")
        assert alt_texts(exercise.figure, side) == alt_texts(exercise.figure, drawn)


@given(st.sampled_from(SIDED), doses(), st.sampled_from([None, "left", "right", "each", "both", "alternate"]))
def test_any_dose_says_the_side_that_is_drawn(name: str, dose: Dose, side: str | None) -> None:
    """Whatever the dose: one side in it is the side of the picture and of its alt text, and no step contradicts it."""
    exercise = LIBRARY[name]
    one = Prescribed(exercise, dose.with_side(side))
    alt = " ".join(alt_texts(exercise.figure, one.dose.side))
    if one.dose.side in OTHER:
        assert sides_in(sentence(one.dose, WORDS).partition("Do this")[2]) == {one.dose.side}
        assert shows(exercise, one.dose.side) == one.dose.side
        assert one.dose.side in sides_in(alt)
    steps = " ".join(step.plain() for step in exercise.steps_for(one.dose))
    if exercise.can_hold and not exercise.must_hold:
        assert bool(re.search(r"(^|[ ,])[Hh]old([,.]| at| each| it there|$| for| while)", steps)) == one.dose.holds


@pytest.mark.parametrize("name", ["seated-knee-extension", "clamshell", "neck-rotation", "table-slide"])
def test_a_sheet_has_the_side_that_was_prescribed(tmp_path: Path, name: str) -> None:
    """The file's alt texts name the side, and its pages draw it: left and right differ."""
    shop = SheetShop(tmp_path)
    exercise = shop.library.load(name, Report())
    assert exercise is not None
    contents = {}
    for side in ("left", "right"):
        dose = exercise.dose.with_side(side)
        sheet = shop.make("sheet-3", bare_request([Prescribed(exercise, dose)]), f"{name}-{side}")
        with structure.read(sheet.path) as document:
            alts = [one.text.get("Alt", "") for one in document.elements if one.standard == "Figure"]
        assert set(alt_texts(exercise.figure, side)) <= set(alts)
        contents[side] = sheet.path.read_bytes()
    assert contents["left"] != contents["right"]


def test_picture_files_are_turned_unless_words_are_in_them(tmp_path: Path) -> None:
    """An image says which side it shows; where it may not be mirrored, the sheet says what to do instead."""
    root = write_workspace(tmp_path)
    figure = exercise_text(name="Slide", sided="true", dose="10,side=each,daily=1")
    for name, more in (("turned", ""), ("fixed", "  mirror: false\n")):
        text = figure.replace("  shows: left\n", f"  shows: left\n{more}")
        (root / "assets" / "exercises" / f"{name}.yaml").write_text(text, "utf-8")
    library = Exercises(Workspace(root))
    report = Report()
    turned, fixed = library.load("turned", report), library.load("fixed", report)
    assert turned is not None and fixed is not None and not report.diagnostics
    dose = Dose(reps=10, side="right", times_per_day=1)
    assert side_shown(Prescribed(turned, dose), WORDS) == ""
    assert alt_texts(turned.figure, "right")[-1] == "The right hip is lifted off the floor."
    assert side_shown(Prescribed(fixed, dose), WORDS) == "The pictures show the left side. Do it on the right side."
    assert alt_texts(fixed.figure, "right")[-1] == "The left hip is lifted off the floor."


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("  shows: left\n", "", "14:3: error: this exercise is done on one side, and nothing says which side its"),
        ("  shows: left\n", "  shows: near_leg\n", '14:3: error: an image has no "near_leg"'),
        ("{side} hip", "hip", "15:11: warning: no alt text of these pictures says which side is drawn"),
    ],
)
def test_what_leaves_the_side_open_is_told(tmp_path: Path, old: str, new: str, fault: str) -> None:
    root = write_workspace(tmp_path)
    text = exercise_text(name="Slide", sided="true", dose="10,side=each,daily=1")
    assert old in text
    (root / "assets" / "exercises" / "slide.yaml").write_text(text.replace(old, new), "utf-8")
    report = Report()
    Exercises(Workspace(root)).load("slide", report)
    (found,) = report.diagnostics
    assert str(found).startswith(f"assets/exercises/slide.yaml:{fault}")
    assert found.hint


def test_a_limb_that_a_view_does_not_have_is_refused(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    text = (ROOT / "assets" / "exercises" / "clamshell.yaml").read_text("utf-8")
    text = re.sub(r"shows: \w+", "shows: near_leg", text)
    (root / "assets" / "exercises" / "odd.yaml").write_text(text, "utf-8")
    report = Report()
    assert Exercises(Workspace(root)).load("odd", report) is None
    assert '"near_leg" means nothing in a front view' in str(report.errors[0])


def test_the_figure_command_draws_a_side(tmp_path: Path) -> None:
    """Both sides as SVG, with the side in the description; an exercise without sides has none."""
    found = {}
    for side in ("left", "right"):
        result = run("figure", "clamshell", "--side", side, "-o", tmp_path / f"{side}.svg", "--workspace", ROOT)
        assert result.exit_code == ExitCode.OK, result.stderr
        found[side] = (tmp_path / f"{side}.svg").read_text("utf-8")
        assert f"The {side}" in found[side] or f" {side} " in found[side]
    assert found["left"] != found["right"]
    own = LIBRARY["clamshell"].figure.shown_side
    assert found[str(own)] == exercise_svg(LIBRARY["clamshell"], None)
    result = run("figure", "bridge", "--side", "left", "-o", tmp_path / "b.svg", "--workspace", ROOT)
    assert (result.exit_code, result.stderr.partition("\n")[0]) == (
        ExitCode.USAGE,
        'error: "bridge" is not done on one side',
    )
