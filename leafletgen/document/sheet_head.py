"""What an exercise sheet begins with: title, logo, whom it is for, and notes; what is not given is left to write."""

from __future__ import annotations

from leafletgen.content.nhs_number import format_nhs_number
from leafletgen.document import looks
from leafletgen.document.element import Element, Role
from leafletgen.document.front import draft_notices, write_logo
from leafletgen.document.sheet_manuscript import SheetManuscript
from leafletgen.document.sheet_request import SheetRequest
from leafletgen.languages.dates import spoken_date
from leafletgen.languages.labels import after_label, joint, label_alone
from leafletgen.languages.labels import label as labelling


def write_head(manuscript: SheetManuscript, request: SheetRequest, language: str, parent: Element) -> None:
    """Append title, programmes, logo and panel."""
    phrases = manuscript.phrases
    title = parent.heading(1)
    title.say(phrases["sheet.title"])
    title.title = phrases["sheet.title"]
    if request.programmes:
        names = joint(manuscript.words["listed"]).join(programme.name for programme in request.programmes)
        manuscript.paragraph(parent, names, look=looks.SUBTITLE)
    if request.unchecked:
        for notice in draft_notices(manuscript):
            manuscript.paragraph(parent, notice, look=looks.SUBTITLE)
    write_logo(manuscript, parent)
    panel = parent.add(Role.SECTION, look=looks.PANEL)
    for look, label, value in _entries(manuscript, request, language):
        write_entry(manuscript, panel, label, value, look)


def _entries(manuscript: SheetManuscript, request: SheetRequest, language: str) -> list[tuple[str, str, str | None]]:
    """Look, label and value of what stands in the panel; a value of None is to be written by hand."""
    phrases, patient, clinician = manuscript.phrases, request.patient, request.clinician
    digits = manuscript.brand.digits
    made = [(looks.NAME, phrases["sheet.name"], patient.name if patient is not None else None)]
    if patient is not None and patient.nhs_number:
        made.append(("", phrases["sheet.nhs_number"], format_nhs_number(patient.nhs_number)))
    made.append(("", phrases["sheet.date"], spoken_date(request.date, language, digits) if request.date else None))
    if request.review:
        made.append(("", phrases["sheet.review"], spoken_date(request.review, language, digits)))
    if clinician is not None:
        who = ", ".join(part for part in (clinician.name, clinician.contact) if part)
        if who:
            role = manuscript.value(clinician.role) if clinician.role else phrases["sheet.clinician"]
            made.append((looks.CLINICIAN, role, who))
    if request.goal:
        made.append((looks.GOAL, phrases["sheet.goal"], request.goal))
    return made


def write_entry(
    manuscript: SheetManuscript, parent: Element, label: str, value: str | None, look: str = "", end: str = "\n"
) -> None:
    """Append a label and its value, or a line to write it on; the look is that of one with a value.

    The end is what parts the two. It has no place, so that no message repeats what is a patient's.
    """
    if value:
        entry = manuscript.labelled(parent, label_alone(manuscript.words, label) + end, None)
        entry.look, entry.personal = look, True
        if look == looks.CLINICIAN:
            manuscript.say_contact(entry, value)
        else:
            manuscript.say(entry, manuscript.value(value))
        return
    group = parent.add(Role.GROUP, look=looks.WRITE)
    told = label if manuscript.form.fields else manuscript.words["write_here"].format(label=label)
    manuscript.labelled(group, label_alone(manuscript.words, told) + (end if end == " " else ""), None)
    writing = group.add(Role.WRITING)
    writing.lines, writing.description = 1, label


def write_notes(manuscript: SheetManuscript, request: SheetRequest, parent: Element) -> None:
    """Append the notes of programmes, each with its name when there are several, and the clinician's."""
    several = len(request.programmes) > 1
    for programme in request.programmes:
        for prose in programme.notes:
            name = labelling(manuscript.words, programme.name) if several else ""
            manuscript.labelled(parent, name, prose, prose.place).look = looks.NOTE
    if request.note:
        note = manuscript.labelled(
            parent, f"{manuscript.phrases['sheet.note']}{after_label(manuscript.words)}", manuscript.value(request.note)
        )
        note.look, note.personal = looks.NOTE, True
