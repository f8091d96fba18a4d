"""The message of a sheet: an e-mail template's words around what the sheet says, and the sheet as a PDF."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from leafletgen.content.email_fields import email_values
from leafletgen.content.model.brand import Brand, BrandEmail
from leafletgen.content.model.email_template import EmailTemplate
from leafletgen.document.edition import Edition
from leafletgen.document.email import email_element
from leafletgen.document.form import TEXT
from leafletgen.document.sheet_edition import sheet_edition
from leafletgen.document.sheet_request import SheetRequest
from leafletgen.errors import Report
from leafletgen.library.workspace import Workspace
from leafletgen.mail.address import mailbox_of
from leafletgen.mail.body import BodyMaker, subject
from leafletgen.mail.message import checked
from leafletgen.mail.parts import Attachment, Mailbox, Message
from leafletgen.mail.subject_line import warn_of_patient
from leafletgen.patients.making import SheetMaker
from leafletgen.patients.preparing import Prepared

NAME: Final = "exercise-sheet.pdf"
"""What the attached sheet is called; never after the patient."""
TEMPLATE: Final = "sheet"
"""The e-mail template of a sheet when none is named."""


class SheetMessages:
    """Writes the messages of sheets one after another; what they share is read and made once."""

    def __init__(self, maker: SheetMaker, template: str = TEMPLATE, subject: str | None = None) -> None:
        """Take what makes the sheets, the name of an e-mail template, and a subject in place of its own."""
        self.maker = maker
        self.template = template
        self.subject = subject
        self.bodies = BodyMaker(maker.pictures)

    def message(
        self, prepared: Prepared, pdf: bytes, to: Mailbox, sender: Mailbox | None, report: Report
    ) -> Message | None:
        """Return the message with a sheet; None after reporting why there is none.

        Args:
            prepared: what the sheet says.
            pdf: the sheet, which is attached.
            to: whose it is.
            sender: from whom; None for a draft.
            report: receives what is wrong with the template, the subject or the size.
        """
        brand, rules, request = prepared.brand, prepared.layout.sheet, prepared.request
        template = self.maker.workspace.load_email_template(brand, self.template, report)
        if template is None or rules is None:
            return None
        sheet = sheet_edition(brand, rules, request, request.language, report, TEXT)
        fields = in_its_words(template, self.maker.workspace, brand, sheet_fields(brand, request, sheet))
        body = self.bodies.body(email_element(template, brand, fields, sheet, report), report)
        if body is None or report.has_errors:
            return None
        held = brand.email_rules
        said = subject(template, brand, fields) if self.subject is None else secured(self.subject, held)
        if self.subject is not None and request.patient is not None:
            warn_of_patient(self.subject, (request.patient.name, request.patient.nhs_number), report)
        reply_to = mailbox_of(held.reply_to, report) if held.reply_to is not None else None
        message = Message(to, said, body, (Attachment(NAME, pdf),), sender, reply_to)
        return message if checked(message, held.limit_mb, report) else None


def secured(typed: str, held: BrandEmail) -> str:
    """Return a subject that was typed, with the brand's mark for its mail server in front; none stays none."""
    line, mark = typed.strip(), held.secure_subject
    return line if not line or not mark or line.casefold().startswith(mark.casefold()) else f"{mark} {line}"


def in_its_words(
    template: EmailTemplate, workspace: Workspace, brand: Brand, fields: Mapping[str, str]
) -> Mapping[str, str]:
    """Return the fields of a message with what English words say of the brand in English.

    Around a sheet in another language stand the words of a template, and no sentence of theirs is half in the other.
    """
    source = workspace.load_brand(brand.identifier, Report()) if template.language.lower().startswith("en") else None
    return fields if source is None else {**fields, **email_values(source)}


def sheet_fields(brand: Brand, request: SheetRequest, sheet: Edition) -> dict[str, str]:
    """Return the merge fields of a sheet's message that have a value."""
    patient, clinician = request.patient, request.clinician
    return email_values(
        brand,
        document_title=sheet.title,
        document_code=sheet.code,
        patient_name=patient.name if patient is not None else None,
        clinician_name=clinician.name if clinician is not None else None,
        clinician_role=clinician.role if clinician is not None else None,
        clinician_contact=clinician.contact if clinician is not None else None,
    )
