"""What an exercise is known by, and that finding one reads no more than has to be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from leafletgen.app.listing import entries
from leafletgen.errors import Place, Report
from leafletgen.library import index, workspace
from leafletgen.library.exercises import Exercises
from leafletgen.library.prescribing import resolve_prescription
from leafletgen.library.words import words_of
from leafletgen.library.workspace import Workspace
from leafletgen.source.heads import read_head
from leafletgen.source.kinds import Name
from leafletgen.source.yaml import read_source
from tests.support.exercise_sample import EXERCISES, exercise_text, write_workspace


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a small workspace, in which two exercises have a name in common."""
    root = write_workspace(tmp_path / "w")
    for name in ("lift-one", "lift-two"):
        text = exercise_text(name=f"L{name[1:]}", others="Leg lift, " + name.replace("-", " and "))
        (root / "assets" / "exercises" / f"{name}.yaml").write_text(text, "utf-8")
    return root


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Return the files that are read from now on, whole ones and those that are only glanced at."""
    found: dict[str, list[str]] = {"whole": [], "glance": []}

    def reading(path: Path, *arguments: object, **named: object) -> object:
        found["whole"].append(path.stem)
        return read_source(path, *arguments, **named)  # type: ignore[arg-type]

    def glancing(path: Path, *arguments: object) -> object:
        found["glance"].append(path.stem)
        return read_head(path, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(workspace, "read_source", reading)
    monkeypatch.setattr(index, "read_head", glancing)
    return found


@pytest.mark.parametrize(
    ("typed", "identifier"),
    [
        ("bridge", "bridge"),
        (" bridge ", "bridge"),
        ("Bridge", "bridge"),
        ("GLUTE  bridge", "bridge"),
        ("hip-lift", "bridge"),
        ("Child\u2019s Pose", "childs-pose"),
        ("fotal", "childs-pose"),
        ("Lift and two", "lift-two"),
        ("leg lift", None),
        ("glute", None),
        ("", None),
        ("..", None),
    ],
)
def test_an_id_or_a_name_that_one_has_alone(root: Path, typed: str, identifier: str | None) -> None:
    assert Exercises(Workspace(root)).identified("exercise", typed) == identifier


def test_an_id_comes_before_a_name_and_a_name_that_is_another_one_s_too_is_told(root: Path) -> None:
    folder = root / "assets" / "exercises"
    (folder / "hip-lift.yaml").write_text(exercise_text(name="Something"), "utf-8")
    (folder / "z.yaml").write_text(exercise_text(name="Glute bridge"), "utf-8")
    library = Exercises(Workspace(root))
    assert library.identified("exercise", "hip-lift") == "hip-lift"
    assert library.identified("exercise", "hip lift") == "hip-lift"
    assert library.identified("exercise", "Hip-Lift") == "hip-lift"
    assert library.identified("exercise", "glute bridge") is None
    assert [entry.identifier for entry in library.entitled("exercise", "glute bridge")] == ["z", "bridge"]


@pytest.mark.parametrize(
    ("private", "message"),
    [(False, '"leg lift" is the name of 2 exercises'), (True, "this is the name of 2 exercises")],
)
def test_a_name_that_several_have_is_told_with_their_ids(root: Path, private: bool, message: str) -> None:
    report, place = Report(), Place("sam.yaml", 3, 5)
    assert Exercises(Workspace(root)).load(Name.of("leg lift", place, private), report, place) is None
    assert [str(found) for found in report.diagnostics] == [
        f'sam.yaml:3:5: error: {message}\n  hint: choose one by its id: "lift-one" (Lift-one) or "lift-two" (Lift-two)'
    ]


def test_all_faults_of_picks_are_told_at_once(root: Path) -> None:
    report = Report()
    resolve_prescription(
        Exercises(Workspace(root)), report, picks=["brigde", "leg lift", "chlids pose:soon"], without=["hip lfit"]
    )
    assert [found.message for found in report.diagnostics] == [
        '"leg lift" is the name of 2 exercises',
        '"pick: chlids pose:soon": "soon" is no amount',
        'no exercise is called "brigde"',
        'no exercise is called "chlids pose"',
        'no exercise is called "hip lfit"',
    ]


def test_of_ids_nothing_else_is_read(root: Path, read: dict[str, list[str]]) -> None:
    report = Report()
    picks = ["bridge", "bird-dog:2x8,hold=5s"]
    assert len(resolve_prescription(Exercises(Workspace(root)), report, picks=picks, programmes=["hip"])) == 3
    assert sorted(read["whole"]) == ["bird-dog", "bridge", "clamshell", "hip"]
    assert read["glance"] == []


def test_for_a_name_each_file_is_glanced_at_once(root: Path, read: dict[str, list[str]]) -> None:
    picks = ["Glute bridge", "Bird dog", "hip lift:10"]
    assert len(resolve_prescription(Exercises(Workspace(root)), Report(), picks=picks)) == 2
    assert sorted(read["whole"]) == ["bird-dog", "bridge"]
    assert sorted(read["glance"]) == sorted([*EXERCISES, "lift-one", "lift-two"])


def test_a_search_reads_what_it_finds(root: Path, read: dict[str, list[str]]) -> None:
    assert [entry["name"] for entry in entries(Workspace(root), "exercises", Report(), "balasana")] == ["childs-pose"]
    assert read["whole"] == ["childs-pose"]


def test_a_search_tells_of_files_that_it_cannot_look_into(root: Path) -> None:
    (root / "assets" / "exercises" / "broken.yaml").write_text("name: [\n", "utf-8")
    (root / "assets" / "exercises" / "balasana-thing.yaml").write_text("name: Balasana thing\nlevl: 1\n", "utf-8")
    report = Report()
    found = entries(Workspace(root), "exercises", report, "balasana")
    assert [(entry["name"], entry["faulty"]) for entry in found] == [("childs-pose", False), ("balasana-thing", True)]
    assert {str(fault.place).rpartition("/")[2].partition(":")[0] for fault in report.errors} == {
        "broken.yaml",
        "balasana-thing.yaml",
    }


@pytest.mark.parametrize("kind", ["exercises", "programmes"])
def test_what_is_shown_instead_is_told(root: Path, kind: str) -> None:
    report = Report()
    assert entries(Workspace(root), kind, report, "brigde")
    assert [str(found) for found in report.diagnostics] == ['note: nothing is called "brigde"; showing "bridge"']


def test_no_shipped_exercise_has_another_name_that_is_one_s_own() -> None:
    entries = Exercises(Workspace(Path(__file__).parents[2])).entries("exercise")
    own = {tuple(words_of(name)): entry.identifier for entry in entries for name in (entry.name, entry.identifier)}
    clashes = [(entry.identifier, other) for entry in entries for other in entry.other_names
               if own.get(tuple(words_of(other)), entry.identifier) != entry.identifier]  # fmt: skip
    assert clashes == []
