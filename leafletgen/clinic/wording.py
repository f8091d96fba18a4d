"""What the clinic's pages call the settings that messages speak of: fields and buttons, as they are labelled."""

from leafletgen.errors import Report, Setting

FIELDS = {
    Setting.BRAND: "Brand",
    Setting.CLINICIAN: "Clinician",
    Setting.CLINICIAN_CONTACT: "Contact",
    Setting.CLINICIAN_ROLE: "Role",
    Setting.DATE: "Date",
    Setting.DIARY: "Diary",
    Setting.GOAL: "Goal",
    Setting.LANGUAGE: "Language",
    Setting.LAYOUT: "Layout",
    Setting.NHS_NUMBER: "NHS number",
    Setting.NOTE: "Note to the patient",
    Setting.NOTE_FOR: "Note",
    Setting.PATIENT: "Patient",
    Setting.PERSON: "Person drawn",
    Setting.PICK: "Dose",
    Setting.RECIPIENT: "To",
    Setting.REVIEW: "Next appointment",
    Setting.SUBJECT: "Subject",
    Setting.TEXT_SIZE: "Text size",
}
"""Labels of fields on the sheet page."""
OTHERS = {
    Setting.ACCEPT: "the command line",
    Setting.APPROVER: "who approves a release",
    Setting.COLUMNS: "the columns of a list of patients",
    Setting.CONFORMANCE: "the check of a PDF",
    Setting.DATE_ORDER: "the order of day, month and year",
    Setting.DAY: "the day",
    Setting.DOTS: "the fineness of the picture",
    Setting.FORCE: "the command line",
    Setting.ISSUED: "the month of issue",
    Setting.KEEP_SENT: "how long sent messages are kept",
    Setting.OUT: "the folder to save in",
    Setting.OUTBOX: "the outbox",
    Setting.PAPER: "the paper",
    Setting.PDF: "the PDF",
    Setting.PRESS: "the print copy",
    Setting.PROGRAMME: "a programme of the library",
    Setting.REISSUE: "the reissue",
    Setting.REMEMBER_SENT: "how long it is known what was sent",
    Setting.RESEND_UNKNOWN: "sending again what may have arrived",
    Setting.ROLE: "who signs",
    Setting.SIDE: "the side",
    Setting.SINCE: "the release to compare with",
    Setting.SMTP_CA_FILE: "the certificates",
    Setting.SMTP_FROM: "the sender",
    Setting.SMTP_HOST: "the mail server",
    Setting.SMTP_PASSWORD: "the password of the mail server",
    Setting.SMTP_PER_MINUTE: "the messages a minute",
    Setting.SMTP_PORT: "the port of the mail server",
    Setting.SMTP_SECURITY: "the security of the mail server",
    Setting.SMTP_USER: "who logs in to the mail server",
    Setting.STRICT: "a strict build",
    Setting.WIDTH: "the width of the picture",
    Setting.WITHOUT: 'the button "Remove"',
    Setting.WORKERS: "the number of processes",
    Setting.WORKSPACE: "the workspace",
}
"""What is no field there: buttons, and what only the command line sets."""


def called(setting: Setting, value: str = "") -> str:
    """Return what a page calls a setting, with a value as it is typed into the field."""
    if setting in OTHERS:
        return OTHERS[setting]
    return f'"{value}" in the field "{FIELDS[setting]}"' if value else f'the field "{FIELDS[setting]}"'


def new_report() -> Report:
    """Return an empty report whose messages speak of the page."""
    return Report(called)
