"""One patient's line of a clinic's file as a prescription. No message repeats what a patient could be known by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeVar

from leafletgen.content.csv_source import Cell
from leafletgen.content.dates import Date
from leafletgen.content.dose import BANDS, DAYS, SIDES, Dose
from leafletgen.content.dose_short import READERS, is_number
from leafletgen.content.exercises import Exercises
from leafletgen.content.kinds import Name
from leafletgen.content.model.prescription import Clinician, Patient, Prescription, PrivateText
from leafletgen.content.model.programme import Chosen, check_repeated
from leafletgen.content.nhs_number import NhsNumber
from leafletgen.content.schema import Kind, is_identifier
from leafletgen.content.source import Source, Value
from leafletgen.errors import Diagnostic, Place, Report, did_you_mean

_ORDERS = ("position", "given")
_DOSE_WORDS = frozenset(
    (*READERS, *SIDES, *BANDS, *DAYS, "x", "s", "sec", "min", "to", "times_per_day", "days_per_week", "rpe")
)
T = TypeVar("T")


class Row(NamedTuple):
    """One patient's line of the file; its number counts patients from 1, whatever lines they stand in."""

    number: int
    place: Place
    cells: Mapping[str, Cell]
    """What stands under the columns that are used, by field; empty ones are left out."""
    labels: Mapping[str, str]
    """What the file's header calls the fields."""
    faults: tuple[Diagnostic, ...]
    """What is wrong with the row as a whole; its cells are then not looked at."""

    def __repr__(self) -> str:
        """Return the place alone; a trace may end in a log."""
        return f"Row({self.place})"


def prescription_of(row: Row, library: Exercises, report: Report, *, exercises_given: bool = False) -> Prescription:
    """Return what a row prescribes; it is complete only when the report has no error of it.

    Args:
        row: a row without faults.
        library: knows the names that a row may use.
        report: receives all that is wrong, each at its place; ids are repeated where they are near to a known one.
        exercises_given: whether there are exercises from elsewhere.
    """
    reading = _Reading(row, library, report)
    found = len(report.errors)
    programmes, exercises, without = reading.names("programme"), reading.exercises(), reading.names("without")
    if len(report.errors) > found:
        without = []  # of what could not be read, nothing can be left out
    if not exercises_given and not {"programme", "exercises"} & row.cells.keys():
        report.error("this patient has no exercise", 'write some under "exercises" or "programme"', row.place)
    held = Prescription(
        place=row.place,
        patient=Patient(place=row.place, name=reading.text("name"), nhs_number=reading.read("nhs_number", NhsNumber())),
        clinician=Clinician(
            place=row.place,
            name=reading.text("clinician"),
            role=reading.text("clinician_role"),
            contact=reading.text("clinician_contact"),
        ),
        date=reading.date("date"),
        review=reading.date("review"),
        goal=reading.text("goal"),
        note=reading.text("note", lines=True),
        programmes=programmes,
        exercises=exercises,
        without=without,
        order=reading.order(),
        brand=reading.known("brand"),
        layout=reading.known("layout"),
        person=reading.person(),
        diary=reading.diary(),
    )
    check_repeated(held.exercises, report)
    if held.date is not None and held.review is not None and held.review < held.date:
        report.error("the review is before the date", "check both dates", row.cells["review"].place)
    return held


class _Reading:
    """Reads the cells of one row, by the rules of a prescription's file."""

    def __init__(self, row: Row, library: Exercises, report: Report) -> None:
        self.row = row
        self.library = library
        self.report = report

    def read(self, field: str, kind: Kind[T]) -> T | None:
        """Read a cell by the kind of its field; none of these kinds repeats what it reads."""
        cell = self.row.cells.get(field)
        return None if cell is None else kind.read(_value(cell, self.row.labels[field]), self.report)

    def text(self, field: str, *, lines: bool = False) -> str | None:
        cell = self.row.cells.get(field)
        if cell is not None and not lines and "\n" in cell.text.strip():
            self.report.error("this text must stand on one line", "take the line break out of the cell", cell.place)
            return None
        return self.read(field, PrivateText(lines=lines))

    def date(self, field: str) -> str | None:
        cell = self.row.cells.get(field)
        if cell is not None and re.fullmatch(r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}", cell.text.strip()):
            found = Report()
            date = Date().read(_value(cell, self.row.labels[field]), found)
            hint = "for example 2026-11-21: 3/4 is one day in Britain and another in America, so the year comes first"
            self.report.add(Diagnostic(fault.severity, fault.message, hint, fault.place) for fault in found.errors)
            return date
        return self.read(field, Date())

    def order(self) -> str:
        cell = self.row.cells.get("order")
        if cell is None or cell.text in _ORDERS:
            return cell.text if cell else _ORDERS[0]
        self.report.error('"order" must be position or given', did_you_mean(cell.text, _ORDERS), cell.place)
        return _ORDERS[0]

    def diary(self) -> int | None:
        cell = self.row.cells.get("diary")
        if cell is None or (is_number(cell.text) and int(cell.text) <= 12):
            return int(cell.text) if cell else None
        self.report.error('"diary" must be a whole number of weeks from 0 to 12', "for example 2", cell.place)
        return None

    def person(self) -> Name | None:
        cell = self.row.cells.get("person")
        if cell is None:
            return None
        from leafletgen.figures.people import PEOPLE

        if cell.text in PEOPLE:
            return Name.of(cell.text, cell.place)
        # A patient's name may stand here by mistake, and that is near to many a name.
        self.report.error("this is nobody who can be drawn", "one of " + ", ".join(PEOPLE), cell.place)
        return None

    def known(self, field: str) -> Name | None:
        """Return the name of a layout or a brand."""
        cell = self.row.cells.get(field)
        return None if cell is None or not self.check(field, cell.text, cell.place) else Name.of(cell.text, cell.place)

    def names(self, field: str) -> list[Name]:
        """Return ids: semicolons, commas or white space divide them."""
        cell = self.row.cells.get(field)
        if cell is None:
            return []
        what = "programme" if field == "programme" else "exercise"
        found = [(match[0], cell.place_at(match.start())) for match in re.finditer(r"[^\s;,]+", cell.text)]
        return [Name.of(name, place) for name, place in found if self.check(what, name, place)]

    def exercises(self) -> list[Chosen]:
        """Return picks: semicolons or line breaks divide them, or white space where there are none."""
        cell = self.row.cells.get("exercises")
        if cell is None:
            return []
        found = []
        for text, start in _picks(cell.text):
            exercise, colon, short = text.partition(":")
            place = cell.place_at(start)
            dose, after = None, cell.place_at(start + len(exercise) + 1)
            known = self.check("exercise", exercise.strip(), place)
            if colon:
                dose = self.dose(cell, short, start + len(exercise) + 1)
            if known and (dose is not None or not colon):
                chosen = Chosen.of(Name.of(exercise.strip(), place), place, dose)
                chosen.dose_place = after if colon else place
                found.append(chosen)
        return found

    def dose(self, cell: Cell, short: str, start: int) -> Dose | None:
        found = Report()
        dose = Dose.parse_short(
            short, cell.place_at(start), found, lambda part: cell.place_at(start + max(0, short.find(part)))
        )
        self.report.add(_veiled(fault, short) for fault in found.diagnostics)
        return dose

    def check(self, what: str, name: str, place: Place) -> bool:
        """Whether something of this name can be read; a patient's name that stands here by mistake is not repeated."""
        found, workspace = Report(), self.library.workspace
        load = {
            "exercise": self.library.load,
            "programme": self.library.load_programme,
            "layout": workspace.load_sheet_layout,
            "brand": workspace.load_brand,
        }[what]
        if load(name, found, place) is not None:
            return True
        for fault in found.diagnostics:
            if fault.place != place or self.is_plausible(what, name):
                self.report.add([fault])
                continue
            hint = fault.hint
            # Any word of a sentence is found somewhere; an id of several words may be another name of an exercise.
            if what == "exercise" and not ("-" in name and hint.startswith("did you mean")):
                hint = '"leafletgen list exercises" has the names; write ";" between exercises when a dose has spaces'
            self.report.error(f"no {what} has this name", hint, place)
        return False

    def is_plausible(self, what: str, name: str) -> bool:
        """Whether a name is a known one misspelt, so that it is nobody's."""
        library, workspace = self.library, self.library.workspace
        known = {
            "exercise": library.exercise_names,
            "programme": library.programme_names,
            "layout": workspace.sheet_layout_names,
            "brand": workspace.brand_names,
        }[what]
        is_id = is_identifier(name) and name.islower() and len(re.findall("[0-9]", name)) < 4
        return is_id and did_you_mean(name, known()).startswith("did you mean")


def _picks(text: str) -> Iterator[tuple[str, int]]:
    """Yield each pick with the index where it begins; what stands in quotation marks is not divided."""
    divided = re.search(r'[;\n](?=(?:[^"]*"[^"]*")*[^"]*$)', text) is not None
    piece = r'(?:"[^"]*"|[^;\n"]|")+' if divided else r'(?:"[^"]*"|[^\s"]|")+'
    for match in re.finditer(piece, text):
        pick = match[0].strip()
        if pick:
            yield pick, match.start() + len(match[0]) - len(match[0].lstrip())


def _value(cell: Cell, label: str) -> Value:
    """Return a cell as a value of a prescription's file, called as its column is."""
    value = Value.__new__(Value)
    value.kind, value.data, value.plain, value.tag = "scalar", cell.text, False, None
    value.source, value.start, value.end = Source(cell.place.file, ""), 0, 0
    value.line, value.column = cell.place.line, cell.place.column
    key = Value.__new__(Value)
    key.data = " ".join(label.split())[:40]
    value.key = key
    return value


def _veiled(fault: Diagnostic, short: str) -> Diagnostic:
    """Return a dose's fault without the words in it that no dose has: a goal may stand there by mistake."""

    def strange(text: str) -> set[str]:
        words = {word for word in re.findall(r"[^\W\d]+", text.casefold()) if word not in _DOSE_WORDS}
        return words | set(re.findall(r"\d{5,}|\d+ \d+ \d+", text))

    message = re.sub(r'"([^"]*)"', lambda match: '"…"' if strange(match[1]) else match[0], fault.message)
    shown = strange(short) & strange(re.sub(r'"[^"]*"', "", fault.message + fault.hint))
    hint = "for example 3x10,hold=5s,side=each" if shown else fault.hint
    return Diagnostic(fault.severity, message, hint, fault.place)
