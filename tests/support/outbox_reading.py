"""What is in an outbox, read by Python's own parser: whom each message goes to, what it says, and what is attached."""

import json
import re
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path
from typing import NamedTuple


class Read(NamedTuple):
    """A message as a mail program reads it, and the line of the list that it was made of."""

    line: int
    to: str
    """The one address of its envelope, which is that of its header."""
    subject: str
    text: str
    html: str
    pdf: bytes
    message_id: str
    date: str
    data: bytes
    """The message as it goes to the server."""

    @property
    def lasting(self) -> bytes:
        """What is the same whenever it is put in."""
        return re.sub(rb"(?m)^(?:Date|Message-ID): .*\r\n", b"", self.data)


def read_outbox(folder: Path) -> list[Read]:
    """Return the messages of an outbox, by line; each has one recipient and one PDF."""
    return sorted(_read(path.read_bytes()) for path in folder.glob("*.eml"))


def _read(data: bytes) -> Read:
    head, _, rest = data.partition(b"\r\n")
    about = json.loads(head.partition(b": ")[2])
    message = message_from_bytes(rest, policy=SMTP)
    assert not message.defects and message["Cc"] is None and message["Bcc"] is None
    [address] = message["To"].addresses
    assert address.addr_spec == about["to"]
    [attached] = message.iter_attachments()
    assert attached.get_filename() == "exercise-sheet.pdf" and attached.get_content_type() == "application/pdf"
    parts = {part.get_content_type(): part for part in message.walk()}
    return Read(
        about["line"],
        address.addr_spec,
        message["Subject"],
        parts["text/plain"].get_content(),
        parts["text/html"].get_content(),
        attached.get_content(),
        message["Message-ID"],
        message["Date"],
        rest,
    )
