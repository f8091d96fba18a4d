"""Prescriptions for measuring: one patient by many names, and many patients with exercises of their own."""

from collections.abc import Sequence
from math import gcd
from pathlib import Path

from leafletgen.content.nhs_number import parse_nhs_number
from tests.bench.workspace import REPOSITORY

#: The first six are what a sheet of six has.
CHOSEN = (
    "bridge",
    "bird-dog",
    "cat-stretch",
    "childs-pose",
    "squat-with-weights",
    "clamshell",
    "knee-rolls",
    "sit-to-stand",
)
LAYOUT = "sheet-3"
WEEKS = 2
_FIRST = ("Sam", "Alex", "Priya", "Owen", "Grace", "Tomasz", "Amina", "Rhys", "Ling", "Maria")
_LAST = ("Example", "Sample", "Placeholder", "Specimen", "Instance", "Pattern", "Template", "Model", "Case", "Trial")
_GOALS = (
    "Walk to the shops without stopping",
    "Lift my grandson",
    "Sleep through the night",
    "Get back to gardening",
    "Climb the stairs with a bag in each hand",
)


def patient_name(number: int) -> str:
    """A name that no other number below 10,000 has."""
    return f"{_FIRST[number % 10]} {_LAST[number // 10 % 10]} {number:04d}"


def nhs_number(number: int) -> str:
    """A number that passes the check, from those kept for tests."""
    for tried in range(9990000000 + 90 * number, 9999999999):
        if parse_nhs_number(str(tried)):
            return str(tried)
    raise ValueError(number)


def all_exercises() -> list[str]:
    """The starter's exercises."""
    return sorted(path.stem for path in (REPOSITORY / "assets" / "exercises").glob("*.yaml"))


def mixed(number: int, known: Sequence[str], count: int = 6) -> list[str]:
    """Other exercises for each patient; a step that shares no factor with their number repeats none in a sheet."""
    step = next(step for step in range(9, 99) if gcd(step, len(known)) == 1)
    return [known[(5 * number + step * place) % len(known)] for place in range(count)]


def write_prescription(path: Path, number: int, exercises: Sequence[str]) -> None:
    """A prescription for one patient."""
    lines = [
        f"patient: {{name: {patient_name(number)}, nhs_number: {nhs_number(number)}}}",
        "clinician: {name: A Physio, role: Physiotherapist, contact: 01632 960 000}",
        "date: 2026-11-21",
        "review: 2026-12-05",
        f"goal: {_GOALS[number % len(_GOALS)]}",
        f"layout: {LAYOUT}",
        f"diary: {WEEKS}",
        f"exercises: [{', '.join(exercises)}]",
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def picks(exercises: Sequence[str]) -> list[str]:
    """The same on the command line, where a clinician's phone number cannot be said."""
    options = [option for name in exercises for option in ("--pick", name)]
    return [
        *options,
        *("--for", patient_name(0), "--clinician", "A Physio", "--date", "2026-11-21", "--review", "2026-12-05"),
        *("--goal", _GOALS[0], "--layout", LAYOUT, "--diary", str(WEEKS)),
    ]
