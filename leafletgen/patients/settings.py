"""What whoever asks for sheets says of all of them, and how that comes before what is written of one patient."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import NamedTuple

from leafletgen.content.model.prescription import NO_DATE, Clinician, Patient, Prescription, PrivateText
from leafletgen.content.nhs_number import NhsNumber
from leafletgen.errors import NOWHERE, Report, Setting, Wording, plainly
from leafletgen.patients.defaults import Defaults
from leafletgen.source.records import Kind
from leafletgen.system.forms import COLUMNS

_LINE = PrivateText()


class Options(NamedTuple):
    """What whoever asks says of every sheet, in place of the prescription; empty text takes it out."""

    programmes: Sequence[str] = ()
    picks: Sequence[str] = ()
    without: Sequence[str] = ()
    name: str | None = None
    nhs_number: str | None = None
    clinician: str | None = None
    clinician_role: str | None = None
    clinician_contact: str | None = None
    date: str | None = None
    """Today when neither this nor the prescription says one; none for `NO_DATE`."""
    review: str | None = None
    goal: str | None = None
    note: str | None = None
    notes_for: Sequence[tuple[str, str]] = ()
    """An exercise by id or name, and a word to the patient about it."""
    person: str | None = None
    layout: str | None = None
    brand: str | None = None
    language: str | None = None
    """By its tag or its name; English, or that of the prescription, when None."""
    text_size: int | None = None
    """Points; that of the prescription, or else of the layout, when None."""
    order: str | None = None
    diary: int | None = None
    columns: int = COLUMNS
    """Of plain text: characters in a line."""
    standard: str | None = None
    """Of PDFs; that of the layout when None."""
    defaults: Defaults = Defaults()
    """What the user's sheets say where neither these nor the prescription do."""
    wording: Wording = plainly
    """What the front end calls these settings."""

    def __repr__(self) -> str:
        """Return the class alone; a trace may end in a log."""
        return f"{type(self).__name__}(…)"


class Texts:
    """The texts of the options, held to the same rules as those of a file; no message repeats one."""

    def __init__(self, options: Options, report: Report) -> None:
        """Read them; None for what was not said, nothing for what is to be taken out."""
        self.options = options
        self.name = _read(Setting.PATIENT, options.name, report)
        self.nhs_number = _read(Setting.NHS_NUMBER, options.nhs_number, report, NhsNumber())
        self.clinician_name = _read(Setting.CLINICIAN, options.clinician, report)
        self.clinician_role = _read(Setting.CLINICIAN_ROLE, options.clinician_role, report)
        self.clinician_contact = _read(Setting.CLINICIAN_CONTACT, options.clinician_contact, report)
        self.goal = _read(Setting.GOAL, options.goal, report)
        lines = PrivateText(lines=True)
        self.note = _read(Setting.NOTE, options.note, report, lines)
        self.notes_for = [(name, _read(Setting.NOTE_FOR, text, report, lines)) for name, text in options.notes_for]

    def to_remember(self) -> Defaults:
        """Return what may be kept for further sheets; what is a patient's is not among it."""
        who = (self.clinician_name, self.clinician_role, self.clinician_contact)
        return Defaults(*who, self.options.layout, self.options.person)

    def patient(self, held: Prescription | None, report: Report) -> Patient | None:
        """Return whom the sheet is for. A number never stands beside another person's name."""
        kept = held.patient if held else None
        if self.name is None and self.nhs_number is None:
            return kept
        self._check_number(kept, report)
        name = self.name if self.name is not None else kept.name if kept else None
        number = self.nhs_number or (kept.nhs_number if kept else None)
        if self.nhs_number is None and kept is not None and number is not None and kept.name not in (None, name):
            number = None
            given = report.called(Setting.PATIENT)
            report.warning(
                "name-of-another-patient",
                f"{given} gives another name than the prescription, so its NHS number is left out",
                "write the number into the prescription of this patient",
            )
        return Patient(place=NOWHERE, name=name or None, nhs_number=number)

    def _check_number(self, kept: Patient | None, report: Report) -> None:
        """Report a number that is not the prescription's, unless the name is another one too."""
        if kept is None or not self.nhs_number or kept.nhs_number in (None, self.nhs_number):
            return
        if not self.name or kept.name in (None, self.name):
            report.error(
                "nhs-number-of-another-patient",
                f"{report.called(Setting.NHS_NUMBER)} gives another number than the prescription",
                "compare both with the patient's record; correct the prescription, or leave the option out",
                kept.place,
            )

    def clinician(self, held: Prescription | None) -> Clinician | None:
        """Return who prescribes: as asked for, else as the prescription says, else by the defaults.

        Role and contact are never those of somebody else than the one who is named.
        """
        kept, usual = held.clinician if held else None, self.options.defaults
        said = [
            (self.clinician_name, self.clinician_role, self.clinician_contact),
            (kept.name, kept.role, kept.contact) if kept is not None else (None, None, None),
            (usual.clinician, usual.clinician_role, usual.clinician_contact),
        ]
        name = _first(names for names, _, _ in said)
        own = [one for one in said if one[0] in (None, name)]
        role, contact = _first(one[1] for one in own), _first(one[2] for one in own)
        if name is None and role is None and contact is None:
            return None
        return Clinician(place=NOWHERE, name=name or None, role=role or None, contact=contact or None)

    def date(self, key: str, kept: str | None, report: Report) -> str | None:
        """Return a date, or what was kept for it; a faulty one may be a date of birth, so it is not repeated."""
        text: str | None = getattr(self.options, key)
        if text is None:
            return None if kept == NO_DATE else kept
        from leafletgen.content.dates import is_date, is_year_out_of_range

        text = text.strip()
        if text.lower() in ("", NO_DATE):
            return None
        if not is_date(text):
            what = "in the years 1900 to 2099" if is_year_out_of_range(text) else "that exists"
            report.error(
                "date-not-valid",
                f"{report.called(Setting(key))} must be a date (year-month-day) {what}",
                "for example 2026-11-21",
            )
            return None
        return text


def _first(values: Iterable[str | None]) -> str | None:
    """Return the first that was said; an empty one takes out what comes after it."""
    return next((value for value in values if value is not None), None)


def _read(setting: Setting, text: str | None, report: Report, kind: Kind[str] = _LINE) -> str | None:
    if text is None or not text.strip():
        return None if text is None else ""
    import json

    from leafletgen.source.yaml import parse_source

    option = report.called(setting)
    found = Report()
    # In a locale that is not UTF-8 the bytes of an accent come as surrogates; what is no UTF-8 at all is refused.
    with suppress(UnicodeDecodeError):
        text = text.encode("utf-8", "surrogateescape").decode("utf-8")
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        report.error(
            "option-not-text", f"{option}: this is not text", "type it again, or put it into a prescription file"
        )
        return None
    # A string of JSON is one of YAML, so that the same reader sees to control characters and length.
    value = parse_source(json.dumps(text, ensure_ascii=False), option, found)
    read = None if value is None else kind.read(value, found)
    for fault in found.diagnostics:
        report.error(fault.code, f"{option}: {fault.message}", fault.hint)
    return read
