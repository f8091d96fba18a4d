"""One patient's line of a clinic's file as a prescription. No message repeats what a patient could be known by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple, TypeVar

from leafletgen.content.dates import Date
from leafletgen.content.model.prescription import (
    NO_DATE,
    Clinician,
    Patient,
    Prescription,
    PrivateText,
    TextSize,
    is_before,
)
from leafletgen.content.model.programme import Chosen, check_repeated
from leafletgen.content.nhs_number import NhsNumber
from leafletgen.content.privacy import veiled
from leafletgen.dose.dose import Dose
from leafletgen.dose.short import is_number, parse_short
from leafletgen.errors import Diagnostic, Place, Report, Setting, did_you_mean
from leafletgen.library.exercises import Exercises
from leafletgen.patients.clinic_dates import ORDERS, is_written_in_numbers, iso_date
from leafletgen.patients.clinic_names import printed_name
from leafletgen.patients.csv import Cell
from leafletgen.source.kinds import Name
from leafletgen.source.records import Kind
from leafletgen.source.yaml import Source, Value

_DIVIDED = re.compile(r'[;\n](?=(?:[^"]*"[^"]*")*[^"]*$)')
_ORDERS = ("position", "given")
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
    orders: Mapping[str, str]
    """The order of the numbers in the dates of a field, where it is known."""

    def __repr__(self) -> str:
        """Return the place alone; a trace may end in a log."""
        return f"Row({self.place})"


def prescription_of(row: Row, library: Exercises, report: Report, *, exercises_given: bool = False) -> Prescription:
    """Return what a row prescribes; it is complete only when the report has no error of it.

    Args:
        row: a row without faults.
        library: knows the names that a row may use.
        report: receives all that is wrong, each at its place; nothing of a cell is repeated.
        exercises_given: whether there are exercises from elsewhere.
    """
    reading = _Reading(row, library, report)
    found = len(report.errors)
    programmes, exercises, without = reading.names("programme"), reading.exercises(), reading.names("without")
    if len(report.errors) > found:
        without = []  # of what could not be read, nothing can be left out
    if not exercises_given and not {"programme", "exercises"} & row.cells.keys():
        report.error(
            "prescription-empty",
            "this patient has no exercise",
            'write some under "exercises" or "programme"',
            row.place,
        )
    held = Prescription(
        place=row.place,
        patient=Patient(place=row.place, name=reading.name(), nhs_number=reading.read("nhs_number", NhsNumber())),
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
        language=reading.language(),
        person=reading.person(),
        text_size=reading.read("text_size", TextSize()),
        diary=reading.diary(),
    )
    check_repeated(held.exercises, report)
    if is_before(held.review, held.date):
        report.error(
            "review-before-date", "the review is before the date", "check both dates", row.cells["review"].place
        )
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
            self.report.error(
                "text-on-several-lines",
                "this text must stand on one line",
                "take the line break out of the cell",
                cell.place,
            )
            return None
        return self.read(field, PrivateText(lines=lines))

    def name(self) -> str | None:
        text = self.text("name")
        return None if text is None else printed_name(text)

    def date(self, field: str) -> str | None:
        cell = self.row.cells.get(field)
        if cell is None:
            return None
        if field == "date" and cell.text.strip().lower() == NO_DATE:
            return NO_DATE
        order = self.row.orders.get(field, "")
        date = iso_date(cell.text, order)
        if date is not None or re.match(r"\s*[0-9]{4}", cell.text) or not is_written_in_numbers(cell.text):
            return date if date is not None else self.read(field, Date())
        label = self.row.labels[field]
        called = partial(self.report.called, Setting.DATE_ORDER)
        if order:
            self.report.error(
                "date-not-valid",
                f'"{label}" must be a date ({ORDERS[order]}) that exists',
                f"write 2026-11-21, or say {called('dmy, mdy or ymd')} when the file has another order",
                cell.place,
            )
        else:
            self.report.error(
                "date-order-unclear",
                f'"{label}" must be a date (year-month-day)',
                f"write 2026-11-21, or say {called('dmy')}: 3/4 is one day in Britain and another in America",
                cell.place,
            )
        return None

    def order(self) -> str:
        cell = self.row.cells.get("order")
        if cell is None or cell.text in _ORDERS:
            return cell.text if cell else _ORDERS[0]
        self.report.error(
            "wrong-value",
            '"order" must be position or given',
            did_you_mean(cell.text, _ORDERS, are_told=True),
            cell.place,
        )
        return _ORDERS[0]

    def diary(self) -> int | None:
        cell = self.row.cells.get("diary")
        if cell is None or (is_number(cell.text) and int(cell.text) <= 12):
            return int(cell.text) if cell else None
        self.report.error(
            "wrong-value", '"diary" must be a whole number of weeks from 0 to 12', "for example 2", cell.place
        )
        return None

    def person(self) -> Name | None:
        cell = self.row.cells.get("person")
        if cell is None:
            return None
        from leafletgen.figures.people import PEOPLE

        if cell.text in PEOPLE:
            return Name.of(cell.text, cell.place)
        # A patient's name may stand here by mistake, and that is near to many a name.
        self.report.error(
            "person-unknown", "this is nobody who can be drawn", "one of " + ", ".join(PEOPLE), cell.place
        )
        return None

    def language(self) -> Name | None:
        """Return the tag of a language, which may be called by its name."""
        cell = self.row.cells.get("language")
        if cell is None:
            return None
        from leafletgen.library.sheet_languages import report_unknown_language, tag_of

        tag = tag_of(self.library.workspace, cell.text)
        if tag is None:  # a patient's name may stand here by mistake
            report_unknown_language(self.library.workspace, "", self.report, cell.place)
        return None if tag is None else Name.of(tag, cell.place)

    def known(self, field: str) -> Name | None:
        """Return the name of a layout or a brand."""
        cell = self.row.cells.get(field)
        return None if cell is None or not self.check(field, cell.text, cell.place) else Name.of(cell.text, cell.place)

    def names(self, field: str) -> list[Name]:
        """Return ids, for titles too: semicolons divide them, or commas or white space where there is no title."""
        cell = self.row.cells.get(field)
        if cell is None:
            return []
        what = "programme" if field == "programme" else "exercise"
        found = []
        for text, start in _pieces(r"[^;\n]+", cell.text):
            if self.library.identified(what, text) is not None:
                found.append((text, start))
                continue
            listed = [(piece, start + at) for piece, at in _pieces(r"[^,]+", text)]
            if not all(self.library.identified(what, piece) for piece, _ in listed):
                listed = [(piece, start + at) for piece, at in _pieces(r"[^\s,]+", text)]
            found += listed
        read = [(self.library.identified(what, text) or text, cell.place_at(start)) for text, start in found]
        return [Name.of(name, place) for name, place in read if self.check(what, name, place)]

    def exercises(self) -> list[Chosen]:
        """Return picks: semicolons or line breaks divide them, or white space where there are none."""
        cell = self.row.cells.get("exercises")
        if cell is None:
            return []
        found = []
        for text, start in self.picks(cell.text):
            exercise, colon, short = text.partition(":")
            place = cell.place_at(start)
            dose, after = None, cell.place_at(start + len(exercise) + 1)
            name = self.library.identified("exercise", exercise) or exercise.strip()
            known = self.check("exercise", name, place)
            if colon:
                dose = self.dose(cell, short, start + len(exercise) + 1)
            if known and (dose is not None or not colon):
                chosen = Chosen.of(Name.of(name, place), place, dose)
                chosen.dose_place = after if colon else place
                found.append(chosen)
        return found

    def picks(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield each pick; a title has spaces in it, which then divide nothing."""
        if _DIVIDED.search(text) is None:
            titles = list(_pieces(r"[^,]+", text))
            if len(titles) > 1 and all(self.library.identified("exercise", title) for title, _ in titles):
                yield from titles
                return
            if re.search(r"\s", text.strip()) and self.library.identified("exercise", text.partition(":")[0]):
                exercise, colon, _ = text.partition(":")
                # "bridge: 3x10 clamshell" is an id and then more; a title alone, or with its dose, is one pick.
                if " " in exercise.strip() or not colon:
                    yield from _pieces(r"(?s:.+)", text)
                    return
        yield from _picks(text)

    def dose(self, cell: Cell, short: str, start: int) -> Dose | None:
        found = Report()
        dose = parse_short(
            short, cell.place_at(start), found, lambda part: cell.place_at(start + max(0, short.find(part)))
        )
        self.report.add(veiled(fault, short) for fault in found.diagnostics)
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
        if load(Name.of(name, place, private=True), found, place) is not None:
            return True
        for fault in found.diagnostics:
            hint = fault.hint
            # Any word of a sentence is found somewhere; an id of several words may be another name of an exercise.
            sure = fault.code == "name-of-several" or self.is_near(name, hint)
            if what == "exercise" and fault.place == place and not sure:
                hint = '"leafletgen list exercises" has the names; write ";" between exercises when a dose has spaces'
            self.report.add([Diagnostic(fault.code, fault.severity, fault.message, hint, fault.place, fault.forbidden)])
        return False

    def is_near(self, name: str, hint: str) -> bool:
        """Whether a hint can be trusted: the name is nearly an exercise's, or has several words as ids have."""
        known = self.library.exercise_names()
        return hint.startswith("did you mean") and ("-" in name or did_you_mean(name, known).startswith("did you mean"))


def _picks(text: str) -> Iterator[tuple[str, int]]:
    """Yield each pick with the index where it begins; what stands in quotation marks is not divided."""
    divided = _DIVIDED.search(text) is not None
    piece = r'(?:"[^"]*"|[^;\n"]|")+' if divided else r'(?:"[^"]*"|[^\s"]|")+'
    yield from _pieces(piece, text)


def _pieces(pattern: str, text: str) -> Iterator[tuple[str, int]]:
    """Yield what a pattern finds, without white space around it, and where it begins."""
    for match in re.finditer(pattern, text):
        piece = match[0].strip()
        if piece:
            yield piece, match.start() + len(match[0]) - len(match[0].lstrip())


def _value(cell: Cell, label: str) -> Value:
    """Return a cell as a value of a prescription's file, called as its column is."""
    value = Value.__new__(Value)
    value.kind, value.data, value.plain, value.tag = "scalar", cell.text, False, None
    value.source, value.start, value.end = Source(cell.place.file, "", private=True), 0, 0
    value.line, value.column = cell.place.line, cell.place.column
    key = Value.__new__(Value)
    key.data = " ".join(label.split())[:40]
    value.key = key
    return value
