"""What whoever asks for sheets says of all of them, and how that comes before what is written of one patient."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from leafletgen.content.model.prescription import Clinician, Patient, Prescription, PrivateText
from leafletgen.errors import NOWHERE, Report, Setting, Wording, plainly
from leafletgen.system.forms import COLUMNS

NO_DATE = "none"
"""In place of a date: there is a line to write it on."""


class Options(NamedTuple):
    """What whoever asks says of every sheet, in place of the prescription; empty text takes it out."""

    programmes: Sequence[str] = ()
    picks: Sequence[str] = ()
    without: Sequence[str] = ()
    name: str | None = None
    clinician: str | None = None
    date: str | None = None
    """Today when neither this nor the prescription says one; none for `NO_DATE`."""
    review: str | None = None
    goal: str | None = None
    note: str | None = None
    person: str | None = None
    layout: str | None = None
    brand: str | None = None
    order: str | None = None
    diary: int | None = None
    columns: int = COLUMNS
    """Of plain text: characters in a line."""
    standard: str | None = None
    """Of PDFs; that of the layout when None."""
    wording: Wording = plainly
    """What the front end calls these settings."""


class Texts:
    """The texts of the options, held to the same rules as those of a file; no message repeats one."""

    def __init__(self, options: Options, report: Report) -> None:
        """Read them; None for what was not said, nothing for what is to be taken out."""
        self.options = options
        self.name = self._read(Setting.PATIENT, options.name, report)
        self.given_clinician = self._read(Setting.CLINICIAN, options.clinician, report)
        self.goal = self._read(Setting.GOAL, options.goal, report)
        self.note = self._read(Setting.NOTE, options.note, report, lines=True)

    @staticmethod
    def _read(setting: Setting, text: str | None, report: Report, *, lines: bool = False) -> str | None:
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
        read = None if value is None else PrivateText(lines=lines).read(value, found)
        for fault in found.diagnostics:
            report.error(fault.code, f"{option}: {fault.message}", fault.hint)
        return read

    def patient(self, held: Prescription | None, report: Report) -> Patient | None:
        """Return whom the sheet is for. A number never stands beside another person's name."""
        kept = held.patient if held else None
        if self.name is None:
            return kept
        number = kept.nhs_number if kept else None
        if kept is not None and number is not None and kept.name is not None and kept.name != self.name:
            number = None
            given = report.called(Setting.PATIENT)
            report.warning(
                "name-of-another-patient",
                f"{given} gives another name than the prescription, so its NHS number is left out",
                "write the number into the prescription of this patient",
            )
        return Patient(place=NOWHERE, name=self.name or None, nhs_number=number)

    def clinician(self, held: Prescription | None) -> Clinician | None:
        """Return who prescribes; role and contact are those of the prescription unless it names someone else."""
        kept = held.clinician if held else None
        if self.given_clinician is None:
            return kept
        same = kept is not None and kept.name in (None, self.given_clinician)
        return Clinician(
            place=NOWHERE,
            name=self.given_clinician or None,
            role=kept.role if kept and same else None,
            contact=kept.contact if kept and same else None,
        )

    def date(self, key: str, kept: str | None, report: Report) -> str | None:
        """Return a date, or what was kept for it; a faulty one may be a date of birth, so it is not repeated."""
        text: str | None = getattr(self.options, key)
        if text is None:
            return kept
        from leafletgen.content.dates import is_date

        text = text.strip()
        if text.lower() in ("", NO_DATE):
            return None
        if not is_date(text):
            report.error(
                "date-not-valid",
                f"{report.called(Setting(key))} must be a date (year-month-day) that exists",
                "for example 2026-11-21",
            )
            return None
        return text
