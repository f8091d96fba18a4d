"""Who is drawn: a programme for children names a child, and a prescription may name somebody else."""

from __future__ import annotations

from pathlib import Path

from leafletgen.errors import Report
from leafletgen.figures.people import PEOPLE
from leafletgen.library.exercises import Exercises
from leafletgen.library.prescribing import resolve_prescription
from leafletgen.library.workspace import Workspace
from tests.support.exercise_sample import write_workspace

ROOT = Path(__file__).parents[2]
FOR_CHILDREN = {"young-knees", "young-heels", "growing-pains"}


def people(library: Exercises, *programmes: str, picks: tuple[str, ...] = ()) -> dict[str, str | None]:
    """Return who is drawn, by exercise."""
    report = Report()
    found = resolve_prescription(library, report, programmes=programmes, picks=picks)
    assert not report.has_errors
    return {one.exercise.identifier: one.person for one in found}


def written(tmp_path: Path, person: str) -> Exercises:
    """Return a small library whose hip programme names somebody."""
    root = write_workspace(tmp_path / "w")
    path = root / "assets" / "programmes" / "hip.yaml"
    path.write_text(path.read_text("utf-8") + f"person: {person}\n", encoding="utf-8")
    return Exercises(Workspace(root))


def test_a_programme_names_who_is_drawn(tmp_path: Path) -> None:
    """Its exercises keep that person where their dose is replaced; others have their own."""
    library = written(tmp_path, "leo")
    assert people(library, "hip") == {"clamshell": "leo", "bridge": "leo"}
    found = people(library, "hip", picks=("clamshell:5,side=each,daily=2", "heel-raise"))
    assert found == {"clamshell": "leo", "bridge": "leo", "heel-raise": None}
    # The first of two programmes that have an exercise counts.
    both = people(library, "back-strength", "hip")
    assert (both["bridge"], both["clamshell"]) == (None, "leo")


def test_nobody_is_told(tmp_path: Path) -> None:
    """A name that is nobody's is an error at its place."""
    report = Report()
    assert written(tmp_path, "leon").load_programme("hip", report) is None
    assert [str(found) for found in report.diagnostics] == [
        'assets/programmes/hip.yaml:4:9: error: nobody is called "leon"\n  hint: did you mean "leo"?'
    ]


def test_programmes_for_children_show_children() -> None:
    """All pictures of their sheets, and of no other programme's."""
    library = Exercises(Workspace(ROOT))
    for programme in library.load_programmes(Report()):
        person = programme.person
        assert (programme.identifier in FOR_CHILDREN) == (person is not None)
        assert person is None or PEOPLE[person].height < 1
        drawn = people(library, programme.identifier)
        assert set(drawn.values()) == {person}
