"""Filling the outbox with a message for each line of a clinic's CSV, beside making the sheets alone.

Both are the command in a process of its own with one worker, over the same file: many patients with six exercises each,
other exercises for each, doses of their own for some, and notes. One writes PDFs into an empty folder, the other puts
messages with the same PDFs into an empty outbox and waits until they are on the disk. Pictures are prepared, and
bytecode is there: the round that is not counted does both.

The clock runs over the whole process. Beside it stands the time that the process itself was at work (user and system),
which other programs of the machine disturb less.
"""

import csv
import os
import re
import shutil
import statistics
import subprocess
import time
from collections.abc import Iterator, Mapping
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path
from typing import Any

from leafletgen.dose.short import short
from leafletgen.errors import Report
from leafletgen.library.exercises import Exercises
from leafletgen.library.workspace import Workspace
from leafletgen.system import clock
from tests.bench import prescriptions
from tests.bench.measuring import CACHE, Times, UnsoundError, goal, our_command, ratio, surroundings, table
from tests.bench.workspace import REPOSITORY, BenchWorkspace

SHEETS, MESSAGES = "leafletgen sheet, PDFs", "leafletgen sheet --email, messages"
PATIENTS = 200
LIMIT = 1.3
_DAY = "2026-11-21"
_SERVER = {"LEAFLETGEN_SMTP_HOST": "mail.example.org", "LEAFLETGEN_SMTP_FROM": "A Clinic <clinic@example.org>"}
#: A dose that is counted and nothing else that a number of repetitions could contradict.
_COUNTED = re.compile(r"([1-4])x([0-9]+)((?:,(?:side|days|daily)=[^,\"]+)*)")


def _doses(root: Path) -> dict[str, re.Match[str]]:
    """The doses of exercises that can be given with other repetitions."""
    library = Exercises(Workspace(root))
    doses = {}
    for name in prescriptions.all_exercises():
        exercise = library.load(name, Report())
        found = _COUNTED.fullmatch(short(exercise.dose)) if exercise is not None and exercise.dose is not None else None
        if found:
            doses[name] = found
    return doses


def _lines(root: Path, patients: int) -> Iterator[list[str]]:
    """The patients: every second exercise that can have one has a dose of its own, every third patient a note."""
    known, doses = prescriptions.all_exercises(), _doses(root)
    for number in range(patients):
        chosen = prescriptions.mixed(number, known)
        for at, name in list(enumerate(chosen))[::2]:
            if dose := doses.get(name):
                chosen[at] = f"{name}:{dose[1]}x{6 + number % 7}{dose[3]}"
        yield [
            prescriptions.patient_name(number),
            prescriptions.nhs_number(number),
            f"patient-{number}@example.org",
            "; ".join(chosen),
            f"Walk for {10 + number} minutes without stopping",
            f"Well done last week. Start with number {1 + number % 6}." if number % 3 == 0 else "",
            "2026-12-05",
        ]


def write_patients(path: Path, root: Path, patients: int) -> None:
    """A clinic's CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["name", "nhs_number", "email", "exercises", "goal", "note", "review"])
        writer.writerows(_lines(root, patients))


def _timed(command: list[str], environment: Mapping[str, str]) -> tuple[float, float]:
    """Seconds by the clock, and of work, of one process.

    Raises:
        UnsoundError: it failed.
    """
    worked, start = sum(os.times()[2:4]), time.perf_counter()
    done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True)
    spent = time.perf_counter() - start
    if done.returncode:
        raise UnsoundError(f"{' '.join(command)} failed: {done.stderr[-2000:]}")
    return spent, sum(os.times()[2:4]) - worked


def _check(sheets: Path, outbox: Path, patients: int) -> dict[str, float]:
    """See that each message has the PDF of its line; how large both are.

    Raises:
        UnsoundError: one is missing, or another one.
    """
    made = {path.read_bytes() for path in sheets.glob("*.pdf")}
    files = sorted(outbox.glob("*.eml"))
    attached = set()
    for path in files:
        message = message_from_bytes(path.read_bytes(), policy=SMTP)
        attached |= {part.get_content() for part in message.iter_attachments()}
    if len(files) != patients or attached != made or len(made) != patients:
        raise UnsoundError(f"{len(files)} messages with {len(attached)} PDFs for {len(made)} sheets")
    return {"PDF": sum(map(len, made)) / patients, "message": sum(path.stat().st_size for path in files) / patients}


def measure(folder: Path, rounds: int, patients: int = PATIENTS) -> dict[str, Any]:
    """Both commands in turns, in an empty folder."""
    bench = BenchWorkspace(folder)
    source, sheets, outbox = folder / "patients.csv", folder / "sheets", folder / "outbox"
    write_patients(source, bench.root, patients)
    environment = {**surroundings(folder / "bytecode"), **_SERVER, clock.VARIABLE: _DAY}
    environment["LEAFLETGEN_STATE"] = str(folder / CACHE / "state")
    common = [*our_command(), "sheet", "--from", str(source), "--workspace", str(bench.root), "--jobs", "1"]
    commands = {SHEETS: [*common, "--out", str(sheets)], MESSAGES: [*common, "--email", "--outbox", str(outbox)]}
    by_clock: Times = {name: [] for name in commands}
    at_work: Times = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            shutil.rmtree(sheets if name == SHEETS else outbox, ignore_errors=True)
            spent, worked = _timed(command, environment)
            if number:
                by_clock[name].append(spent)
                at_work[name].append(worked)
    return {"patients": patients, "clock": by_clock, "work": at_work, "bytes": _check(sheets, outbox, patients)}


def report(facts: dict[str, Any]) -> list[str]:
    """Lines for people."""
    each = 1000 / facts["patients"]
    more = statistics.median(facts["clock"][MESSAGES]) - statistics.median(facts["clock"][SHEETS])
    return [
        f"E-MAIL: {facts['patients']} patients with six exercises each, one worker",
        "",
        table("whole process, by the clock", facts["clock"], (SHEETS,)),
        table("whole process, its own work", facts["work"], (SHEETS,)),
        "",
        goal(f"filling the outbox, at most {LIMIT} of the sheets", ratio(facts["clock"], MESSAGES, SHEETS), LIMIT),
        goal("the same by the work alone", ratio(facts["work"], MESSAGES, SHEETS), LIMIT),
        f"  {each * more:.1f} ms a message beside its sheet; a PDF has {facts['bytes']['PDF'] / 1000:.0f} KB, a message"
        f" {facts['bytes']['message'] / 1000:.0f} KB",
        "",
    ]
