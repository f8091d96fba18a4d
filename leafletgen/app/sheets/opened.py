"""A prescription as the draft of a screen: what it comes to, row by row, and all that is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from leafletgen.app.sheets.draft import MOST_PROGRAMMES, MOST_ROWS, Draft, Row
from leafletgen.content.model.prescription import Prescription
from leafletgen.content.nhs_number import format_nhs_number
from leafletgen.dose.short import short
from leafletgen.errors import Diagnostic, Report
from leafletgen.library.exercises import Exercises, Prescribed
from leafletgen.library.prescribing import resolve_prescription

_LONGEST = 200_000
"""Characters of a prescription: sixty exercises, each with the longest note, are half of it. More would keep other
windows waiting while it is read."""
SHOWN_AS = "prescription"
"""What messages call the file, whose name may be a patient's."""


class Opened(NamedTuple):
    """What became of a prescription."""

    draft: Draft | None
    """With its programmes and choices merged into rows with whole doses; None when it cannot be read."""
    found: Sequence[Diagnostic]
    """With line and column; nothing that stands there is repeated."""

    def __repr__(self) -> str:
        """Return the class alone; a trace may end in a log."""
        return "Opened(…)"


def opened(text: str, library: Exercises, report: Report) -> Opened:
    """Read a prescription. An exercise that cannot be had is told and left out.

    Args:
        text: YAML.
        library: knows exercises and programmes.
        report: an empty one, which knows what the screen calls its fields.
    """
    if len(text) > _LONGEST:
        report.error("file-too-large", "this is far too long for a prescription", "open the file of one sheet")
        return Opened(None, report.diagnostics)
    held = library.parse_prescription(text, SHOWN_AS, report)
    if held is None or report.has_errors:
        return Opened(None, report.diagnostics)
    programmes = list(dict.fromkeys(map(str, (*held.programmes, *held.from_programmes))))
    if len(held.exercises) > MOST_ROWS or len(programmes) > MOST_PROGRAMMES:
        hint = f"a sheet has at most {MOST_ROWS} exercises, of at most {MOST_PROGRAMMES} programmes"
        report.error("draft-too-long", "this has more exercises or programmes than any sheet", hint)
        return Opened(None, report.diagnostics)
    known = [name for name in programmes if library.load_programme(name, Report()) is not None]
    chosen = held.exercises or known
    prescribed = resolve_prescription(library, report, held) if chosen else []
    return Opened(_draft(held, prescribed, known), report.diagnostics)


def _draft(held: Prescription, prescribed: Sequence[Prescribed], programmes: Sequence[str]) -> Draft:
    rows = [
        Row(str(number), one.exercise.identifier, short(one.dose), one.note or "")
        for number, one in enumerate(prescribed, 1)
    ]
    patient, clinician = held.patient, held.clinician
    number = patient.nhs_number if patient is not None else None
    return Draft(
        rows,
        programmes,
        name=(patient.name if patient is not None else None) or "",
        nhs_number=format_nhs_number(number) if number else "",
        clinician=(clinician.name if clinician is not None else None) or "",
        clinician_role=(clinician.role if clinician is not None else None) or "",
        clinician_contact=(clinician.contact if clinician is not None else None) or "",
        date=held.date or "",
        review=held.review or "",
        goal=held.goal or "",
        note=held.note or "",
        person=held.person or "",
        layout=held.layout or "",
        brand=held.brand or "",
        language=held.language or "",
        text_size=held.text_size,
        diary=held.diary,
    )
