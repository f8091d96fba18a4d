"""Outboxes with messages in them, for whoever sends."""

from leafletgen.errors import Report
from leafletgen.mail.entry import Origin
from leafletgen.mail.outbox import Outbox
from leafletgen.mail.parts import Attachment, Body, Mailbox, Message
from tests.support.mail_servers import SENDER

SUBJECT = "Your exercise sheet"
PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40
#: What stands in these messages, and must stand nowhere else.
PRIVATE = ("patient1", "patient2", "patient3", "Kim", SUBJECT, "Do these")


def fill(outbox: Outbox, number: int = 1, text: str = "Do these.\n", size: int = 0) -> None:
    """Put messages in, to patient1@example.org and so on, from the lines 2 and so on of a list; size adds bytes."""
    report = Report()
    for which in range(1, number + 1):
        to = Mailbox("Kim Sample", f"patient{which}@example.org")
        attached = (Attachment("exercise-sheet.pdf", PDF + bytes(size)),)
        message = Message(to, SUBJECT, Body(text, f"<p>{text}</p>"), attached, SENDER)
        assert outbox.put(message, Origin("patients.csv", which + 1), b"sheet", report) is not None
    assert report.diagnostics == ()
