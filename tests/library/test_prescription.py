"""Prescriptions: what they hold, what they come to, and that no message names a patient."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from leafletgen.cli.wording import option
from leafletgen.content.dates import is_date
from leafletgen.content.model.prescription import Prescription
from leafletgen.content.nhs_number import format_nhs_number, parse_nhs_number
from leafletgen.dose.short import short
from leafletgen.errors import Report, Severity
from leafletgen.languages.dates import spoken_date
from leafletgen.library.exercises import Exercises, Prescribed
from leafletgen.library.prescribing import resolve_prescription
from leafletgen.library.schemas import json_schema
from leafletgen.library.workspace import Workspace
from leafletgen.source.yaml import parse_source
from tests.support.exercise_sample import write_workspace

FULL = """\
patient: {name: Sam Example, nhs_number: 999 000 0018}
clinician: {name: A Physio, role: Physiotherapist, contact: 01632 960 000}
date: 2026-11-21
review: 2026-12-05
goal: Walk to the shops without stopping
programme: back-strength
exercises:
  - bridge
  - {exercise: bird-dog, dose: {sets: 2, reps: 8, hold: 5 s, side: each, times_per_day: 2, days: [mon, wed, fri]},
     note: Keep the kettle in sight}
"""


@pytest.fixture
def library(tmp_path: Path) -> Exercises:
    """Return the exercises of a small workspace."""
    return Exercises(Workspace(write_workspace(tmp_path / "w")))


def read(text: str) -> tuple[Prescription | None, list[str]]:
    """Return the prescription of this text, and what is wrong with it."""
    report = Report()
    root = parse_source(text, "sam.yaml", report)
    found = None if root is None else Prescription.read(root, report)
    return found, [str(fault).removeprefix("sam.yaml:") for fault in report.diagnostics]


def resolved(library: Exercises, text: str = "", **options: list[str] | bool) -> tuple[list[str], list[str]]:
    """Return the exercises of a prescription with their doses, and all diagnostics."""
    report = Report(option)
    root = parse_source(text, "sam.yaml", report) if text else None
    held = None if root is None else Prescription.read(root, report)
    found: list[Prescribed] = resolve_prescription(library, report, held, **options)  # type: ignore[arg-type]
    shown = [f"{one.exercise.identifier} {short(one.dose)}" + (f" ({one.note})" if one.note else "") for one in found]
    return shown, [str(fault) for fault in report.diagnostics if fault.severity is not Severity.NOTE]


def test_everything() -> None:
    """A prescription may hold all of it."""
    found, faults = read(FULL)
    assert found is not None
    assert not faults
    assert found.patient is not None
    assert found.patient.nhs_number == "9990000018"
    assert found.clinician is not None
    assert found.clinician.contact == "01632 960 000"
    assert (found.date, found.review) == ("2026-11-21", "2026-12-05")
    assert found.programmes == ["back-strength"]
    assert [one.exercise for one in found.exercises] == ["bridge", "bird-dog"]
    assert found.exercises[1].note == "Keep the kettle in sight"
    assert found.exercises[1].dose is not None
    assert short(found.exercises[1].dose) == "2x8,hold=5s,side=each,daily=2,days=mon-wed-fri"
    assert "Sam" not in repr(found)
    assert "Sam" not in repr(found.patient)
    jsonschema.validate(yaml.load(FULL, yaml.BaseLoader) | {"exercises": []}, json_schema("prescription"))


def test_everything_is_optional() -> None:
    """A prescription of one exercise is enough."""
    found, faults = read("exercises: [bridge]\n")
    assert found is not None
    assert not faults
    assert found.patient is None
    assert found.order == "position"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "patient: {nhs_number: 999 000 0081}",
            '1:23: error: "nhs_number" is not an NHS number: its last digit does not fit the others\n'
            "  hint: compare it with the patient's record; two digits may be swapped",
        ),
        (
            "patient: {nhs_number: 999 000 001}",
            '1:23: error: "nhs_number" is not an NHS number: it has 9 digits, not 10\n'
            "  hint: write ten digits, such as 999 000 0018",
        ),
        (
            "patient: {nhs_number: Sam}",
            '1:23: error: "nhs_number" is not an NHS number\n  hint: write ten digits, such as 999 000 0018',
        ),
        (
            "patient: {name: [Sam, Example]}",
            '1:17: error: "name" must be text, not a list\n  hint: put text with a colon in quotes',
        ),
        (
            "patient: Sam Example",
            '1:10: error: "patient" must be a map of "key: value" entries\n  hint: it may have: name, nhs_number',
        ),
        (
            "patient: {name: Example, Sam}",
            "1:26: error: unknown key\n  hint: known here: name, nhs_number; put text with a comma in quotes",
        ),
        (
            "patients: {name: Sam}",
            '1:1: error: unknown key\n  hint: did you mean "patient"?; put text with a comma in quotes',
        ),
        (
            "date: 21.11.2026",
            '1:7: error: "date" must be a date (year-month-day)\n  hint: for example 2026-11-21',
        ),
        (
            "date: 2026-02-29",
            '1:7: error: "date" must be a date (year-month-day), and a day that exists\n  hint: for example 2026-11-21',
        ),
        (
            "{date: 2026-11-21, review: 2026-11-20}",
            "1:28: error: the review is before the date\n  hint: check both dates",
        ),
        (
            "exercises: [{exercise: bridge, dose: 2x10,hold=5s}]",
            "1:38: error: a dose with commas in it stands here without quotes\n"
            "  hint: put the dose in quotes: dose: '2x10,hold=5s'",
        ),
        (
            "exercises: ['bridge:2x10']",
            "1:13: error: this entry is no exercise\n  hint: write {exercise: bridge, dose: '2x10'}",
        ),
        (
            "exercises: [bridge, bridge]",
            '1:21: error: "bridge" stands twice\n'
            "  hint: keep one of the two; or give one side=left and the other side=right",
        ),
        (
            "exercises: [{exercise: bridge, dose: {sets: 2}}]",
            "1:45: error: 2 rounds, but of how many or how long is not said\n  hint: write 2x10 or 2x30s",
        ),
    ],
)
def test_faulty_prescription(text: str, fault: str) -> None:
    """A fault is told at its place, and never with what could name the patient."""
    _, faults = read(text)
    assert faults == [fault]
    assert "Sam" not in fault
    assert "999 000 0081" not in fault


def test_no_message_names_the_patient() -> None:
    """Whatever is wrong with these entries, what stands in them is not repeated."""
    shapes = ["[Secret]", "{Secret: 1}", "{a: {Secret: b}}", "Secret: {b}", "2026-Secret", "|\n  Secret\n  Secret"]
    for key in ("patient", "clinician", "date", "review", "goal", "note", "diary"):
        for shape in shapes:
            _, faults = read(f"{key}: {shape}\n")
            if key != "diary":
                assert not [fault for fault in faults if "Secret" in fault]
    for key in ("name", "nhs_number"):
        for shape in shapes[:-1]:
            _, faults = read(f"patient:\n  {key}: {shape}\n")
            assert not [fault for fault in faults if "Secret" in fault]


def test_merging(library: Exercises) -> None:
    """Programmes come first, choices replace what they have, and the order is by position."""
    found, faults = resolved(library, FULL)
    assert not faults
    assert found == [
        "bridge 3x10,daily=1 (Go slowly.)",
        "bird-dog 2x8,hold=5s,side=each,daily=2,days=mon-wed-fri (Keep the kettle in sight)",
        "mini-squat 10,daily=1",
    ]
    found, _ = resolved(library, FULL + "order: given\n")
    assert [one.split()[0] for one in found] == ["mini-squat", "bird-dog", "bridge"]
    found, faults = resolved(
        library, FULL, picks=["bridge:5,hold=10s", "heel-raise"], without=["mini-squat"], keep_order=True
    )
    assert not faults
    assert [one.split()[0] for one in found] == ["bird-dog", "bridge", "heel-raise"]
    assert found[1] == "bridge 5,hold=10s,daily=1 (Go slowly.)"


def test_two_programmes(library: Exercises) -> None:
    """The first of two programmes counts, and a different dose in the second is a warning."""
    found, faults = resolved(library, programmes=["hip", "back-strength", "hip"])
    assert found == [
        "bridge 2x8,daily=1",
        "clamshell 10,side=each,daily=1",
        "bird-dog 2x8,hold=5s,side=each,daily=1",
        "mini-squat 10,daily=1",
    ]
    assert faults == [
        'warning: the programmes "hip" and "back-strength" have "bridge" with different doses; '
        'that of "hip" is printed\n'
        "  hint: choose the dose with --pick bridge:DOSE, or under exercises"
    ]


def test_sides(library: Exercises) -> None:
    """A dose without a side takes that of the exercise; left and right may each have a dose."""
    found, faults = resolved(library, picks=["clamshell:2x12"])
    assert (found, faults) == (["clamshell 2x12,side=each,daily=1"], [])
    both = ["clamshell:10,side=left", "clamshell:2x12,side=right"]
    found, faults = resolved(library, picks=both)
    assert (found, faults) == (["clamshell 10,side=left,daily=1", "clamshell 2x12,side=right,daily=1"], [])
    found, faults = resolved(library, picks=[*both, "clamshell:7,side=left"])
    assert (found, faults) == (["clamshell 7,side=left,daily=1", "clamshell 2x12,side=right,daily=1"], [])
    found, faults = resolved(library, picks=["bridge", *both, "clamshell:7", "heel-raise"], keep_order=True)
    assert (found, faults) == (["bridge 10,daily=1", "clamshell 7,side=each,daily=1", "heel-raise 10,daily=1"], [])
    found, faults = resolved(library, programmes=["hip"], picks=["clamshell:10,side=left"])
    assert (found, faults) == (["bridge 2x8,daily=1", "clamshell 10,side=left,daily=1"], [])


@pytest.mark.parametrize(
    ("text", "options", "fault"),
    [
        (
            "exercises: []",
            {},
            "sam.yaml:1:1: error: this prescription is empty: it has no exercise\n"
            '  hint: name exercises or a programme: "exercises: [bridge]", or --pick bridge, '
            "or --programme back-strength",
        ),
        (
            "exercises: [bridge]\nwithout: bridge",
            {},
            'sam.yaml:2:10: error: "bridge" is chosen and to be left out\n  hint: decide on one of the two',
        ),
        (
            "exercises: [brigde]",
            {},
            'sam.yaml:1:13: error: no exercise is called "brigde"\n  hint: did you mean "bridge"?',
        ),
        (
            "programme: back-strenght",
            {},
            'sam.yaml:1:12: error: no programme is called "back-strenght"\n  hint: did you mean "back-strength"?',
        ),
        (
            "exercises: [{exercise: bridge, dose: '10,side=left'}]",
            {},
            'sam.yaml:1:38: error: the dose says side=left, but "Bridge" is not done on one side\n'
            '  hint: take the side out, or write "sided: true" in the exercise\'s file',
        ),
        ("", {"picks": ["brigde"]}, 'error: no exercise is called "brigde"\n  hint: did you mean "bridge"?'),
        (
            "",
            {"picks": ["bridge:10x3"]},
            'error: --pick bridge:10x3: "10x3" could be 10 rounds of 3 or 3 rounds of 10\n'
            "  hint: write 3x10, or sets=10,reps=3",
        ),
        (
            "",
            {"picks": ["bridge:"]},
            "error: --pick bridge:: this dose is empty\n  hint: for example 3x10 or 30s",
        ),
        (
            "exercises: [bridge]",
            {"without": ["brigde"]},
            'error: no exercise is called "brigde"\n  hint: did you mean "bridge"?',
        ),
        (
            "exercises: [bridge]",
            {"without": ["clamshell"]},
            'warning: "clamshell" is to be left out, but was not chosen\n  hint: take it out of the list',
        ),
        (
            "exercises: [bridge, bird-dog, clamshell, childs-pose, sit-to-stand, mini-squat, heel-raise]",
            {},
            "sam.yaml:1:1: warning: 7 exercises are many: few are done more often and better, and with more than 6 "
            "people give up sooner\n  hint: leave some out with --without, or give them at the next appointment",
        ),
    ],
)
def test_faulty_choice(library: Exercises, text: str, options: dict[str, list[str]], fault: str) -> None:
    """What cannot be printed is an error; what should be thought over is a warning."""
    assert resolved(library, text, **options)[1] == [fault]


@given(st.text(alphabet="0123456789", min_size=9, max_size=9), st.integers(0, 9), st.sampled_from(["", " ", "-"]))
def test_nhs_number(nine: str, last: int, gap: str) -> None:
    """Exactly one last digit fits, or none; a swap of two different neighbours never fits, and ten equal ones never."""
    digits = f"{nine}{last}"
    typed = gap.join((digits[:3], digits[3:6], digits[6:]))
    found = parse_nhs_number(typed)
    weighted = sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), nine, strict=True))
    assert found == (digits if (weighted + last) % 11 == 0 and len(set(digits)) > 1 else None)
    if found:
        assert format_nhs_number(found) == f"{digits[:3]} {digits[3:6]} {digits[6:]}"
        for index in range(9):
            swapped = digits[:index] + digits[index + 1] + digits[index] + digits[index + 2 :]
            assert swapped == digits or parse_nhs_number(swapped) is None


@pytest.mark.parametrize("typed", ["", "999 000 001", "999 000 00188", "999  000 0018", "٩٩٩ 000 0018", "999-000-001X"])
def test_no_nhs_number(typed: str) -> None:
    """Anything but ten digits is none."""
    assert parse_nhs_number(typed) is None


def test_nhs_number_as_it_is_copied() -> None:
    """Spaces, dashes and their typographic forms between the groups do not count."""
    for typed in ("9990000018", "999 000 0018", " 999-000-0018 ", "999\u00a0000\u00a00018", "999\u2013000\u20130018"):
        assert parse_nhs_number(typed) == "9990000018"


def test_dates() -> None:
    """Days exist, leap years included, and are said as people say them."""
    assert is_date("2024-02-29")
    assert is_date("2000-02-29")
    assert not is_date("1900-02-29")
    assert not is_date("2026-04-31")
    assert not is_date("2026-4-1")
    assert not is_date("26-04-01")
    assert spoken_date("2026-11-01", "en-GB") == "1 November 2026"
