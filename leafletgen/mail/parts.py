"""What a message is made of. Most of it is a patient's, so that nothing here shows it in a trace."""

from __future__ import annotations

from typing import Final, NamedTuple

LONGEST_NAME: Final = 40
"""Characters of an attachment's name with its ending: longer ones are written in sections, of which mail programs make
various things."""


class Mailbox(NamedTuple):
    """Whom a message goes to or comes from; the name may be empty, and the address is in ASCII."""

    name: str
    address: str

    def __repr__(self) -> str:
        """Return the class alone; a trace may end in a log."""
        return "Mailbox(…)"


class Picture(NamedTuple):
    """A picture in the HTML part, a PNG or JPEG file; the identifier is what ``cid:`` addresses name."""

    identifier: str
    data: bytes


class Body(NamedTuple):
    """What a message says, in both its forms, each of which stands alone."""

    text: str
    html: str
    """A whole document, whose pictures are ``cid:`` addresses."""
    pictures: tuple[Picture, ...] = ()

    def __repr__(self) -> str:
        """Return the class alone."""
        return "Body(…)"


class Attachment(NamedTuple):
    """A PDF and its name, of at most `LONGEST_NAME` characters."""

    name: str
    data: bytes

    def __repr__(self) -> str:
        """Return the class alone."""
        return "Attachment(…)"


class Message(NamedTuple):
    """One message to one recipient."""

    to: Mailbox
    subject: str
    body: Body
    attachments: tuple[Attachment, ...]
    sender: Mailbox | None = None
    """None in a draft: the mail program knows whose it is."""
    reply_to: Mailbox | None = None

    def __repr__(self) -> str:
        """Return the class alone."""
        return "Message(…)"
