"""What a dose leaves unsaid: how often comes from the exercise, and is told; what belongs to an amount does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from leafletgen.dose.dose import Dose
from leafletgen.errors import ExitCode, Report, Severity
from leafletgen.languages.dose_sentence import sentence
from leafletgen.languages.exercise_phrases import exercise_words
from leafletgen.library.exercises import Exercises, Prescribed
from leafletgen.library.prescribing import resolve_prescription
from leafletgen.library.workspace import Workspace
from tests.support.building import ROOT
from tests.support.commands import run, write
from tests.support.exercise_sample import exercise_text, write_workspace

WORDS = exercise_words("en-GB")


@pytest.fixture(scope="module")
def shipped() -> Exercises:
    """Return the exercises that are shipped."""
    return Exercises(Workspace(ROOT))


def resolved(
    library: Exercises, *picks: str, programmes: tuple[str, ...] = ()
) -> tuple[list[Prescribed], list[str], list[str]]:
    """Return what picks come to, the notes without their hints, and the other diagnostics."""
    report = Report()
    found = resolve_prescription(library, report, picks=picks, programmes=programmes)
    notes = [one.message for one in report.diagnostics if one.severity is Severity.NOTE]
    return found, notes, [str(one) for one in report.diagnostics if one.severity is not Severity.NOTE]


@pytest.mark.parametrize(
    ("pick", "said", "filled"),
    [
        ("bridge:10", "Do 10. Do this once a day, on 3 days a week.", "how often (once a day, on 3 days a week)"),
        ("bridge:10,daily=2", "Do 10. Do this twice a day.", ""),
        ("bridge:10,days=mon+fri", "Do 10. Do this once a day, on Monday and Friday.", "how often (once a day, on Mon"),
        ("bridge:10,daily=1,days=7", "Do 10. Do this once a day, every day.", ""),
        ("bridge:3x5", "Do 3 rounds of 5. Rest between rounds. Do this once a day, on 3 days a week.", "how often"),
        (
            "clamshell:10",
            "Do 10 on each side. Do this once a day.",
            "how often (once a day) and the side (on each side",
        ),
        ("clamshell:10,daily=1", "Do 10 on each side. Do this once a day.", "the side (on each side)"),
        ("clamshell:10,side=left,daily=3", "Do 10. Do this on your left side only, 3 times a day.", ""),
    ],
)
def test_how_often_comes_from_the_exercise(shipped: Exercises, pick: str, said: str, filled: str) -> None:
    """And rounds, hold, rest and load do not: they belong to the amount that they were written for."""
    (one,), notes, faults = resolved(shipped, pick)
    assert (sentence(one.dose, WORDS), faults) == (said, [])
    assert len(notes) == (1 if filled else 0)
    assert all(filled in note and "from the exercise's own dose" in note for note in notes)


def test_sides_in_turn_come_from_the_exercise(tmp_path: Path) -> None:
    """An exercise whose own sides alternate is told too, in words that no sentence of a dose has."""
    root = write_workspace(tmp_path / "w")
    text = exercise_text(name="Curl", dose="10,side=alternate,daily=1", sided="true")
    write(root / "assets/exercises/curl.yaml", text)
    (one,), notes, faults = resolved(Exercises(Workspace(root)), "curl:8,daily=1")
    assert (one.dose.side, faults) == ("alternate", [])
    assert notes == ['"curl": the side (one side after the other) comes from the exercise\'s own dose']


def test_a_dose_that_is_replaced_comes_first(shipped: Exercises) -> None:
    """In a programme that is done on 2 days a week, a changed amount is done on 2 days a week."""
    found, notes, faults = resolved(shipped, "bridge:8", programmes=("back-strength",))
    bridge = next(one for one in found if one.exercise.identifier == "bridge")
    assert (sentence(bridge.dose, WORDS), faults) == ("Do 8. Do this once a day, on 2 days a week.", [])
    assert notes == ['"bridge": how often (once a day, on 2 days a week) comes from the dose that it replaces']


def test_nothing_is_told_where_nothing_is_filled_in(shipped: Exercises) -> None:
    """The exercise's own dose, and that of a programme, are as they were written."""
    for name in shipped.programme_names():
        found, notes, faults = resolved(shipped, programmes=(name,))
        assert (notes, faults) == ([], []), name
        assert all(one.dose.says_how_often for one in found)


def test_a_dose_without_how_often_anywhere_is_an_error(tmp_path: Path) -> None:
    """It is told at the dose that lacks it, or at the exercise when it is the exercise's own."""
    root = write_workspace(tmp_path / "w")
    write(root / "assets/exercises/curl.yaml", exercise_text(name="Curl", dose="10"))
    library = Exercises(Workspace(root))
    _, _, faults = resolved(library, "curl:8")
    hint = "\n  hint: add how many times a day, or on which days: daily=1, or days=mon-wed-fri"
    assert faults == [f'error: nothing says how often "Curl" is to be done{hint}']
    _, _, faults = resolved(library, "curl")
    assert faults == [f'assets/exercises/curl.yaml:1:1: error: nothing says how often "Curl" is to be done{hint}']
    assert resolved(library, "curl:8,days=2")[2] == []


@pytest.mark.parametrize(
    ("pick", "message"),
    [
        ("calf-stretch:10", '"Calf stretch" is held, and the dose does not say for how long'),
        ("calf-stretch:30s", '"Calf stretch" is held, and the dose does not say for how long'),
        ("heel-toe-walk:10,hold=5s", 'the dose has a hold, but "Heel-toe walk" has no step to hold in'),
    ],
)
def test_a_hold_that_does_not_fit_is_refused(shipped: Exercises, pick: str, message: str) -> None:
    """No sheet says "hold" in its steps and not in its dose, or the other way round."""
    _, _, faults = resolved(shipped, pick)
    assert [fault.partition("\n")[0] for fault in faults] == [f"error: {message}"]


def test_the_command_says_what_it_filled_in(tmp_path: Path) -> None:
    """On the error stream, as a note, which is no warning and fails nothing."""
    result = run("sheet", "--pick", "bridge:10", "-o", tmp_path / "s.pdf", "--workspace", ROOT)
    assert result.exit_code == ExitCode.OK
    assert result.stderr == (
        'note: "bridge": how often (once a day, on 3 days a week) comes from the exercise\'s own dose\n'
        "  hint: the dose leaves it open; say it there to have it otherwise\n"
    )
    write(tmp_path / "p" / "a.yaml", "exercises: [{exercise: bridge, dose: '10'}]\n")
    write(tmp_path / "p" / "b.yaml", "exercises: [bridge]\n")
    result = run("sheet", tmp_path / "p", "--out", tmp_path / "out", "--workspace", ROOT, "--jobs", "1")
    assert result.exit_code == ExitCode.OK
    assert result.stdout.splitlines()[-1] == "2 sheets written, 1 note"
    assert result.stderr.startswith(f'{tmp_path / "p" / "a.yaml"}:1:38: note: "bridge": how often')


def test_how_often_never_changes_what_was_said() -> None:
    """What a dose says itself stays as it is."""
    own = Dose(reps=8, times_per_day=3, days_per_week=2)
    for said in (Dose(reps=5, times_per_day=1), Dose(reps=5, days=("mon",)), Dose(reps=5, days_per_week=4)):
        whole = said.with_how_often(own)
        assert (whole.reps, whole.sets, whole.hold) == (5, 1, None)
        assert whole.times_per_day == (said.times_per_day or 3)
        assert (whole.days, whole.days_per_week) == (said.days, said.days_per_week)
    assert Dose(reps=5).with_how_often(own) == Dose(reps=5, times_per_day=3, days_per_week=2)
