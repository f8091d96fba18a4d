"""Messages to invented people, for tests."""

from datetime import UTC, datetime, timedelta, timezone
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from leafletgen.mail.parts import Attachment, Body, Mailbox, Message, Picture

SAM = Mailbox("Sam Example", "sam@example.org")
DESK = Mailbox("Northfield Physiotherapy, desk", "desk@clinic.example")
MORNING = datetime(2026, 11, 29, 9, 30, tzinfo=timezone(timedelta(hours=1)))
NOON = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
MESSAGE_ID = "<0123456789abcdef@clinic.example>"
#: Every byte there is, so that a change to one is seen.
PDF = b"%PDF-1.7\n" + bytes(range(256)) * 20 + b"\r\n.\r\n%%EOF\n"
TEXT = "Dear Sam,\n\nÜbungen für zu Hause \u2013 “slowly”.  \n.\nFrom here on\n-- \n" + "long " * 40 + "\n\tend \n"
HTML = (
    '<!DOCTYPE html>\n<html lang="en-GB">\n<body>\n<p style="margin:0">Übungen für zu Hause \u2013 “slowly” = ½</p>\n'
    '<img src="cid:figure-1@leaflet" alt="A bridge">' + "<p>long</p>" * 60 + "\n</body>\n</html>\n"
)
PICTURES = tuple(Picture(f"figure-{number}@leaflet", b"\x89PNG\r\n\x1a\n" + bytes([number]) * 999) for number in (1, 2))
BODY = Body(TEXT, HTML, PICTURES)
NAMES = (
    "exercise-sheet.pdf",
    "Übungen für Zuhause.pdf",
    "Ćwiczenia na plecy.pdf",
    "تمارين للظهر.pdf",
    "背中の運動シート.pdf",
    "Sam's sheet (a; b), 100%.pdf",
    "Frau Maximiliane Hohenstein zu Hause.pdf",
)


def message(**changed: Any) -> Message:
    """Return a message with everything in it, or with some of it changed."""
    attachments = tuple(Attachment(name, PDF + name.encode("utf-8")) for name in NAMES)
    whole = Message(SAM, "Your exercises: Übungen für Zuhause", BODY, attachments, DESK, DESK._replace(name=""))
    return whole._replace(**changed)


def parsed(data: bytes) -> EmailMessage:
    """Return a message as the standard library reads it."""
    found = message_from_bytes(data, policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found
