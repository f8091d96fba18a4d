"""Exercises and programmes: reading, finding, ordering, schemas, and what their diagnostics say."""

from __future__ import annotations

from pathlib import Path
from random import Random

import jsonschema
import pytest
import yaml

from leafletgen.content.model.exercise import POSITIONS
from leafletgen.dose.short import short
from leafletgen.errors import Place, Report
from leafletgen.library.exercises import Exercises, Prescribed, order_by_position
from leafletgen.library.prescribing import resolve_prescription
from leafletgen.library.schemas import json_schema
from leafletgen.library.workspace import Workspace
from tests.support.exercise_sample import EXERCISES, exercise_text, write_workspace
from tests.support.shipped import sources

ROOT = Path(__file__).parents[2]
STARTER = sources("assets/exercises")
STARTER_PROGRAMMES = sources("assets/programmes")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a small workspace."""
    return write_workspace(tmp_path / "w")


@pytest.fixture
def library(root: Path) -> Exercises:
    """Return its exercises."""
    return Exercises(Workspace(root))


def faults(root: Path, text: str, name: str = "new") -> list[str]:
    """Return what is wrong with an exercise of this text."""
    (root / "assets" / "exercises" / f"{name}.yaml").write_text(text, encoding="utf-8")
    report = Report()
    exercise = Exercises(Workspace(root)).load(name, report)
    assert (exercise is None) == report.has_errors
    return [str(found).removeprefix(f"assets/exercises/{name}.yaml:") for found in report.diagnostics]


def test_load(library: Exercises) -> None:
    """An exercise has everything its file says, and the paths of its pictures."""
    report = Report()
    bridge = library.load("bridge", report)
    assert bridge is not None
    assert not report.diagnostics
    assert bridge.identifier == "bridge"
    assert short(bridge.dose) == "10,daily=1"
    assert [step.plain() for step in bridge.steps_for(bridge.dose)] == ["Lie down.", "Lift your hips."]
    assert bridge.figure.start.path == library.workspace.root / "assets/images/poses/start.svg"
    assert library.load("bridge", report) is bridge
    assert len(library.load_all(report)) == len(EXERCISES)
    programme = library.load_programme("back-strength", report)
    assert programme is not None
    assert [note.plain() for note in programme.notes] == ["Begin slowly."]
    assert [one.exercise for one in programme.exercises] == ["mini-squat", "bird-dog", "bridge"]
    assert not report.diagnostics


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("brigde", 'did you mean "bridge"?'),
        ("glute-bridge", 'did you mean "bridge"?'),
        ("hip-lift", 'did you mean "bridge" (Bridge)?'),
        ("GLUTE", 'did you mean "bridge" (Bridge)?'),
        ("../bridge", 'did you mean "bridge"?'),
        (
            "..",
            "known here: back-extension, bird-dog, bridge, childs-pose, clamshell, heel-raise, mini-squat, "
            "sit-to-stand",
        ),
    ],
)
def test_unknown_exercise(library: Exercises, name: str, hint: str) -> None:
    """An exercise that does not exist is an error that names the one that was meant, by any of its names."""
    report = Report()
    place = Place("sam.yaml", 3, 5)
    assert library.load(name, report, place) is None
    assert [str(found) for found in report.diagnostics] == [
        f'sam.yaml:3:5: error: no exercise is called "{name}"\n  hint: {hint}'
    ]


def test_unknown_programme(library: Exercises, root: Path) -> None:
    """An unknown programme, and an unknown exercise in one, are told."""
    report = Report()
    assert library.load_programme("back", report) is None
    path = root / "assets" / "programmes" / "bad.yaml"
    path.write_text("name: Bad\naim: None.\nexercises: [bridge, brdige, bridge]\n", encoding="utf-8")
    assert Exercises(Workspace(root)).load_programme("bad", report) is None
    assert [str(found) for found in report.diagnostics] == [
        'error: no programme is called "back"\n  hint: known here: back-strength, hip',
        'assets/programmes/bad.yaml:3:21: error: no exercise is called "brdige"\n  hint: did you mean "bridge"?',
        'assets/programmes/bad.yaml:3:29: error: "bridge" stands twice\n'
        "  hint: keep one of the two; or give one side=left and the other side=right",
    ]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "alt: A person lies on their back.",
            "alt: Picture1",
            '14:16: error: the alt text "Picture1" says nothing about the picture\n'
            "  hint: write what the picture tells the reader, in a sentence",
        ),
        (
            "alt: A person lies on their back.",
            "alt: GEN8159_A",
            '14:16: error: the alt text "GEN8159_A" says nothing about the picture\n'
            "  hint: write what the picture tells the reader, in a sentence",
        ),
        (
            "alt: A person lies on their back.",
            "alt: bridge-start.svg",
            '14:16: error: the alt text "bridge-start.svg" says nothing about the picture\n'
            "  hint: write what the picture tells the reader, in a sentence",
        ),
        (
            "alt: A person lies on their back.",
            "alt: Bridge start",
            '14:16: error: the alt text "Bridge start" does not describe the body\n'
            "  hint: write where the body is and what it does, such as: A person lies on their back with knees bent.",
        ),
        (
            "The hips are lifted off the floor.",
            "A person lies on their back.",
            "15:17: error: start and finish have the same alt text\n  hint: write what changes from one to the other",
        ),
        (
            ", image: poses/start.svg",
            "",
            "14:10: error: this picture is missing: it has no pose and no image\n"
            '  hint: add "pose:" with how the body stands or lies, or "image:" with a file',
        ),
        (
            "poses/start.svg",
            "poses/strat.svg",
            '14:53: error: the image "poses/strat.svg" is not in assets/exercises or assets/images\n'
            '  hint: did you mean "poses/start.svg"?',
        ),
        (
            "  licence: CC0\n",
            "",
            '14:10: error: the image "poses/start.svg" has no licence\n'
            '  hint: write "licence:" beside start and finish: under which licence it may be printed',
        ),
        (
            "dose: 10",
            "dose: 10,side=left",
            '12:10: error: the dose says side=left, but "Bridge" is not done on one side\n'
            '  hint: take the side out, or write "sided: true" in the exercise\'s file',
        ),
        (
            "sided: false",
            "sided: true",
            "12:7: error: this exercise is done on one side at a time, and its dose names no side\n"
            "  hint: write 10,daily=1,side=each",
        ),
        (
            "dose: 10",
            "dose: 2x10,hold=5",
            '12:12: error: "hold" must be a time with its unit, not "5"\n'
            "  hint: write 5s for seconds or 5min for minutes",
        ),
        (
            "lying on back",
            "lying on bed",
            '4:11: error: "position" must be one of lying on back, lying on front, lying on side, hands and '
            'knees, kneeling, sitting, standing, not "lying on bed"\n'
            '  hint: did you mean "lying on side"?',
        ),
        (
            "steps: [Lie down., {hold: Lift your hips and hold., no_hold: Lift your hips.}]",
            "steps: [Lie down.]",
            '9:8: error: "steps" has 1 entry; it needs at least 2 and at most 5\n'
            "  hint: write one entry after each hyphen",
        ),
        ("key_points:", "keypoints:", '10:1: error: unknown key "keypoints"\n  hint: did you mean "key_points"?'),
        (
            "level: 1",
            "level: 1\neasier: [brigde]",
            '8:10: warning: the easier exercise "brigde" does not exist\n  hint: did you mean "bridge"?',
        ),
        (
            "level: 1",
            "level: 1\neasier: [bridge]\nharder: [bridge]",
            '9:10: error: "bridge" is easier and harder\n  hint: take it out of one of the two lists',
        ),
        ("level: 1", "level: 1\neasier: [new]", '8:10: error: "new" is called easier than itself\n  hint: take it out'),
        (
            "It makes",
            "It {leaflt.title} makes",
            '5:13: error: unknown field "{leaflt.title}"\n  hint: did you mean "leaflet.title"?',
        ),
    ],
)
def test_faulty_exercise(root: Path, old: str, new: str, fault: str) -> None:
    """Each fault is told once, at its place, with what to do."""
    text = exercise_text()
    assert old in text
    found = faults(root, text.replace(old, new, 1))
    if "unknown key" in fault:
        found = [one for one in found if "missing" not in one]
    assert found == [fault]


def test_pose_and_image(root: Path) -> None:
    """A pose is read by the figures; with an image as well it is one picture too many."""
    pytest.importorskip("leafletgen.figures.reading")
    text = exercise_text().replace("image: poses/start.svg", "pose: standing")
    assert faults(root, text) == []
    assert faults(root, exercise_text().replace("image: poses/s", "pose: standing, image: poses/s")) == [
        "14:62: error: this picture has a pose and an image\n  hint: keep one of the two"
    ]


def test_order(library: Exercises) -> None:
    """Whatever the order they are given in, the patient changes position as little as can be."""
    exercises = library.load_all(Report())
    for seed in range(20):
        Random(seed).shuffle(exercises)
        ordered = order_by_position(Prescribed(one, one.dose) for one in exercises)
        positions = [one.exercise.position for one in ordered]
        assert list(dict.fromkeys(positions)) == list(POSITIONS)
        standing = [one for one in exercises if one.position == "standing"]
        assert [one.exercise for one in ordered if one.exercise.position == "standing"] == standing


def test_a_programme_may_keep_its_order() -> None:
    """One that leads from exercise to exercise is printed as it stands; beside another one, all are by position."""
    library = Exercises(Workspace(ROOT))
    names = ["getting-up-after-a-fall"]
    kept = [one.exercise.identifier for one in resolve_prescription(library, Report(), programmes=names)]
    assert kept == ["bridge", "sit-to-stand", "step-up", "get-up-from-floor"]
    both = resolve_prescription(library, Report(), programmes=[*names, "neck"])
    assert both == order_by_position(both)
    asked = resolve_prescription(library, Report(), programmes=names, keep_order=False)
    assert asked == order_by_position(asked)
    assert [one.exercise.identifier for one in asked] != kept


@pytest.mark.parametrize("kind", ["exercise", "programme", "prescription"])
def test_schema_is_valid(kind: str) -> None:
    """The published schemas are schemas."""
    jsonschema.Draft202012Validator.check_schema(json_schema(kind))


@pytest.mark.parametrize("path", [*STARTER, *STARTER_PROGRAMMES], ids=lambda path: path.stem)
def test_starter_files_fit_the_schema(path: Path) -> None:
    """What is shipped fits the schema that editors use."""
    schema = json_schema("exercise" if path in STARTER else "programme")
    jsonschema.validate(yaml.load(path.read_text("utf-8"), yaml.BaseLoader) | _typed(path), schema)


def _typed(path: Path) -> dict[str, object]:
    """Return the values of a file that are not text; dates and words such as `on` stay text."""
    read = yaml.safe_load(path.read_text("utf-8"))
    return {key: value for key, value in read.items() if not isinstance(value, str)}


@pytest.mark.skipif(not STARTER, reason="the starter exercises are not there yet")
def test_starter_files_have_no_fault() -> None:
    """Every exercise and programme that is shipped can be printed."""
    library = Exercises(Workspace(ROOT))
    report = Report()
    exercises = library.load_all(report)
    programmes = library.load_programmes(report)
    for programme in programmes:
        resolve_prescription(library, report, programmes=[programme.identifier])
    assert not [str(found) for found in report.diagnostics]
    assert len(exercises) >= 48
    assert len(programmes) >= 10
