"""A prescription: exercises for one patient. Messages about it repeat nothing that a patient could be known by."""

from __future__ import annotations

from typing import Self

from leafletgen.content.dates import Date
from leafletgen.content.model.programme import Chosen, check_repeated
from leafletgen.content.nhs_number import NhsNumber
from leafletgen.errors import Report, did_you_mean
from leafletgen.source.kinds import Choice, Identifier, Integer, Name, Text
from leafletgen.source.records import Definitions, JsonSchema, Kind, ListOf, Record, RecordOf, field, label
from leafletgen.source.yaml import Value
from leafletgen.system.forms import TEXT_SIZES


class PrivateText(Text):
    """Text that no message repeats."""

    def wrong(self, value: Value, report: Report) -> None:
        """Report that something else stands there, without showing it."""
        kind = {"list": ", not a list", "map": ", not a map"}.get(value.kind, "; it is empty")
        report.error(
            "wrong-value", f"{label(value)} must be {self.wants}{kind}", "put text with a colon in quotes", value.place
        )


NO_DATE = "none"
"""In place of a date: there is a line to write it on."""


class DateOrNone(Date):
    """A date, or `NO_DATE` as it is."""

    def read(self, value: Value, report: Report) -> str | None:
        """Return the date when the day exists."""
        if value.kind == "scalar" and value.data.strip().lower() == NO_DATE:
            return NO_DATE
        return super().read(value, report)

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return both forms."""
        return {"anyOf": [super().schema(definitions), {"const": NO_DATE}]}


def is_before(review: str | None, date: str | None) -> bool:
    """Whether a review is before the date, where both are known."""
    return review is not None and date not in (None, NO_DATE) and review < (date or "")


class PrivateRecord(Record):
    """A map whose unknown keys are not repeated: `{name: Example, Sam}` makes a key of a name."""

    @classmethod
    def read(cls, value: Value, report: Report) -> Self | None:
        """Read the map; what is no map is not shown."""
        if value.kind != "map":
            report.error(
                "not-a-map",
                f'{label(value)} must be a map of "key: value" entries',
                "it may have: " + ", ".join(entry.key for entry in cls.fields),
                value.place,
            )
            return None
        record = cls.__new__(cls)
        record.place = value.place
        for key, entry in value.data.items():
            if key not in cls.keys:
                report.error(
                    "unknown-key",
                    "unknown key",
                    did_you_mean(key, sorted(cls.keys)) + "; put text with a comma in quotes",
                    entry.key.place,
                )
        return record if record.fill(value, cls.fields, report) else None

    def __repr__(self) -> str:
        """Return the class alone; a trace may end in a log."""
        return f"{type(self).__name__}(…)"


class Patient(PrivateRecord):
    """Whom the sheet is for; all of it may be left out, and is then written by hand."""

    name: str | None = field(PrivateText(), "The name.", default=None)
    nhs_number: str | None = field(NhsNumber(), "The NHS number; its last digit is checked.", default=None)


class Clinician(PrivateRecord):
    """Who prescribes."""

    name: str | None = field(PrivateText(), "The name.", default=None)
    role: str | None = field(PrivateText(example="Physiotherapist"), "What they are.", default=None)
    contact: str | None = field(PrivateText(example="01632 960 000"), "How to reach them.", default=None)


class Names(Kind[list[Name]]):
    """One name or a list of them."""

    def __init__(self, example: str) -> None:
        """Take an example for messages."""
        self.kind = Identifier(example)
        self.several = ListOf(self.kind)
        self.wants = "a name or a list of names"
        self.example = example

    def read(self, value: Value, report: Report) -> list[Name] | None:
        """Read either form."""
        if value.kind == "list":
            return self.several.read(value, report)
        name = self.kind.read(value, report)
        return None if name is None else [name]

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return both forms."""
        return {"anyOf": [self.kind.schema(definitions), self.several.schema(definitions)]}


class TextSize(Kind[int]):
    """One of the sizes that a sheet's words may have."""

    wants = f"one of {', '.join(map(str, TEXT_SIZES))} (points)"
    example = str(TEXT_SIZES[2])

    def read(self, value: Value, report: Report) -> int | None:
        """Return the size; what else stands there is not shown."""
        text = value.data.strip().lower().removesuffix("pt").strip() if value.kind == "scalar" else ""
        size = next((size for size in TEXT_SIZES if str(size) == text), None)
        if size is None:
            hint = "larger words than a layout's own need a size of these"
            report.error("wrong-value", f"{label(value)} must be {self.wants}", hint, value.place)
        return size

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return the sizes."""
        return {"enum": list(TEXT_SIZES)}


class Prescription(PrivateRecord):
    """Exercises for one patient, from programmes and chosen one by one."""

    patient: Patient | None = field(RecordOf(Patient), "Whom it is for.", default=None)
    clinician: Clinician | None = field(RecordOf(Clinician), "Who prescribes.", default=None)
    date: str | None = field(
        DateOrNone(), 'The day it is given; "none" leaves a line for it; else today.', default=None
    )
    review: str | None = field(Date(), "The day of the next appointment.", default=None)
    goal: str | None = field(PrivateText(), "What the patient wants to reach, in their words.", default=None)
    note: str | None = field(PrivateText(lines=True), "A word to the patient.", default=None)
    programmes: list[Name] = field(
        Names("back-strength"), "Programmes of assets/programmes: one, or a list.", factory=list, key="programme"
    )
    exercises: list[Chosen] = field(
        ListOf(RecordOf(Chosen)), "Exercises: ids, or maps with a dose or a note.", factory=list
    )
    from_programmes: list[Name] = field(
        Names("back-strength"),
        "Programmes that the exercises come from: the sheet names them, and takes no exercise from them.",
        factory=list,
        key="from_programme",
    )
    without: list[Name] = field(Names("bridge"), "Exercises of the programmes to leave out.", factory=list)
    order: str = field(
        Choice("position", "given"), "By position, so that the patient gets up once; or as given.", default="position"
    )
    brand: str | None = field(Identifier("riverside"), "A folder of assets/brands.", default=None)
    layout: str | None = field(Identifier("sheet-2"), "A file of layouts/sheets.", default=None)
    language: Name | None = field(
        Identifier("pl"),
        "The language of the sheet (BCP 47), one that its exercises are translated to; else English.",
        default=None,
    )
    person: str | None = field(Identifier("person"), "Who is drawn.", default=None)
    text_size: int | None = field(
        TextSize(), "The size of the words in points, in place of the layout's.", default=None
    )
    diary: int | None = field(Integer(1, 12), "For how many weeks a diary is printed.", default=None)

    def check(self, value: Value, report: Report) -> None:
        """No exercise stands twice, and the review comes after the date."""
        check_repeated(self.exercises, report)
        if is_before(self.review, self.date):
            report.error(
                "review-before-date", "the review is before the date", "check both dates", value.data["review"].place
            )
