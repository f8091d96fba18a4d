"""What the command line calls the settings that messages from below speak of: its options."""

from leafletgen.errors import Report, Setting

OPTIONS = {
    Setting.ACCEPT: "--accept",
    Setting.APPROVER: "--approved-by",
    Setting.BRAND: "--brand",
    Setting.CLINICIAN: "--clinician",
    Setting.CLINICIAN_CONTACT: "--contact",
    Setting.CLINICIAN_ROLE: "--role",
    Setting.COLUMNS: "--map",
    Setting.CONFORMANCE: "--conformance",
    Setting.DATE: "--date",
    Setting.DATE_ORDER: "--dates",
    Setting.DAY: "--on",
    Setting.DIARY: "--diary",
    Setting.DOTS: "--dpi",
    Setting.FORCE: "--force",
    Setting.GOAL: "--goal",
    Setting.ISSUED: "--issued",
    Setting.KEEP_SENT: "--keep-sent",
    Setting.LANGUAGE: "--language",
    Setting.LAYOUT: "--layout",
    Setting.NHS_NUMBER: "--nhs-number",
    Setting.NOTE: "--note",
    Setting.NOTE_FOR: "--note-for",
    Setting.OUT: "--out",
    Setting.OUTBOX: "--outbox",
    Setting.PAPER: "--paper",
    Setting.PATIENT: "--for",
    Setting.PDF: "--pdf",
    Setting.PERSON: "--person",
    Setting.PICK: "--pick",
    Setting.PRESS: "--press",
    Setting.PROGRAMME: "--programme",
    Setting.RECIPIENT: "--to",
    Setting.REISSUE: "--reissue",
    Setting.REMEMBER_SENT: "--remember-sent",
    Setting.RESEND_UNKNOWN: "--resend-unknown",
    Setting.REVIEW: "--review",
    Setting.ROLE: "--by",
    Setting.SIDE: "--side",
    Setting.SINCE: "--since",
    Setting.SMTP_CA_FILE: "--ca-file",
    Setting.SMTP_FROM: "--from",
    Setting.SMTP_HOST: "--host",
    Setting.SMTP_PASSWORD: "--password",
    Setting.SMTP_PER_MINUTE: "--per-minute",
    Setting.SMTP_PORT: "--port",
    Setting.SMTP_SECURITY: "--security",
    Setting.SMTP_USER: "--user",
    Setting.STRICT: "--strict",
    Setting.SUBJECT: "--subject",
    Setting.TEXT_SIZE: "--text-size",
    Setting.WIDTH: "--width-mm",
    Setting.WITHOUT: "--without",
    Setting.WORKERS: "--jobs",
    Setting.WORKSPACE: "--workspace",
}


def option(setting: Setting, value: str = "") -> str:
    """The option that is a setting, with a value as it is typed after it."""
    return f"{OPTIONS[setting]} {value}" if value else OPTIONS[setting]


def new_report() -> Report:
    """An empty report whose messages speak of options."""
    return Report(option)
