"""A message as it is sent, and a draft for a mail program: mixed(alternative(text, related(html, pictures)), PDF …).

RFC 2045 to 2049, 2387 (related), 2392 (cid), 5322. Everything is 7-bit and ends its lines in CRLF, whatever the servers
on the way can do. The parts are put together as bytes, as filling an outbox should cost little beside making sheets.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import Final

from leafletgen.errors import Report
from leafletgen.mail import checks
from leafletgen.mail.attachment_names import attachment_name, name_parameters
from leafletgen.mail.encodings import in_base64, in_quoted_printable
from leafletgen.mail.header_text import mailbox_field, text_field
from leafletgen.mail.parts import Attachment, Message, Picture

__all__ = ["attachment_name", "checked", "draft_of", "message_of"]

_LANGUAGE = re.compile(r"<html\b[^>]*?\slang=[\"']?([A-Za-z0-9]{1,8}(?:-[A-Za-z0-9]{1,8})*)")
_MESSAGE_ID = re.compile(r"<[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9.\[\]:-]+>")


def draft_of(message: Message) -> bytes:
    """Return an .eml that a mail program opens for somebody to send.

    ``X-Unsent: 1`` opens the window for writing. Who sends it, when, and its Message-ID are the mail program's to add.
    The same message gives the same bytes.

    Raises:
        ValueError: `checked` would have refused it.
    """
    head = ["X-Unsent: 1\r\n", mailbox_field("To", message.to)]
    return _written(head, message)


def message_of(message: Message, message_id: str, date: datetime) -> bytes:
    """Return a message as it goes to the server, without the dots of SMTP.

    Args:
        message: what is sent; it names its sender.
        message_id: ``<left@right>``, unlike any other's (RFC 5322, 3.6.4).
        date: now, with its time zone.

    Raises:
        ValueError: `checked` would have refused it, the sender is missing, or the date has no time zone.
    """
    from email.utils import format_datetime

    if message.sender is None or date.tzinfo is None or not _MESSAGE_ID.fullmatch(message_id):
        raise ValueError("a message that is sent has a sender, a date with its time zone, and an identifier")
    head = [f"Date: {format_datetime(date)}\r\n", mailbox_field("From", message.sender)]
    return _written([*head, mailbox_field("To", message.to), f"Message-ID: {message_id}\r\n"], message)


def checked(message: Message, limit_mb: float | None, report: Report) -> bool:
    """Report all that keeps a message from being sent, and return whether there is nothing.

    Args:
        message: in its final form.
        limit_mb: megabytes (of 1,000,000 bytes) that the message may have as it is sent; None sets no limit.
        report: gets the faults, none of which repeats what a field says.
    """
    good = checks.headers(message, report)
    return checks.size(message, limit_mb, report) and good


def _written(head: list[str], message: Message) -> bytes:
    if message.reply_to is not None:
        head.append(mailbox_field("Reply-To", message.reply_to))
    head += [text_field("Subject", message.subject), "MIME-Version: 1.0\r\n"]
    if language := _LANGUAGE.search(message.body.html[:2000]):
        head.append(f"Content-Language: {language[1]}\r\n")
    texts = _Texts(message)
    content = texts.alternative(message.body.pictures)
    if message.attachments:
        attached = [[_attachment(one)] for one in message.attachments]
        content = _multipart("mixed", texts.boundary("mixed"), [content, *attached])
    return b"".join(["".join(head).encode("ascii"), *content])


class _Texts:
    """Both forms of what a message says, encoded, and the boundaries that are made of them."""

    def __init__(self, message: Message) -> None:
        """Encode them."""
        self._plain = in_quoted_printable(message.body.text)
        self._html = in_quoted_printable(message.body.html)
        said = self._plain + self._html + message.subject.encode("utf-8")
        self._digest = sha256(said).hexdigest()[:32]

    def boundary(self, kind: str) -> str:
        """Return a line that stands in no part: ``=_`` is in no encoded line of either kind (RFC 2045, 6.7)."""
        return f"=_{kind}_{self._digest}"

    def alternative(self, pictures: tuple[Picture, ...]) -> list[bytes]:
        """Return both forms, the better one last (RFC 2046, 5.1.4), with the pictures beside the HTML."""
        plain, html = _text("plain", self._plain), _text("html", self._html)
        if pictures:
            parts = [html, *([_picture(one)] for one in pictures)]
            html = _multipart('related; type="text/html"', self.boundary("related"), parts)
        return _multipart("alternative", self.boundary("alternative"), [plain, html])


def _multipart(kind: str, boundary: str, parts: list[list[bytes]]) -> list[bytes]:
    """Return the parts as one; the CRLF before a boundary belongs to it (RFC 2046, 5.1.1)."""
    between = f"\r\n--{boundary}\r\n".encode("ascii")
    pieces = [f'Content-Type: multipart/{kind};\r\n boundary="{boundary}"\r\n'.encode("ascii")]
    for part in parts:
        pieces += (between, *part)
    return [*pieces, f"\r\n--{boundary}--\r\n".encode("ascii")]


def _text(kind: str, encoded: bytes) -> list[bytes]:
    head = f"Content-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    return [head.encode("ascii"), encoded]


#: How a JPEG file begins (ISO/IEC 10918-1, B.1.1.3: the marker of the start of an image).
_JPEG: Final = b"\xff\xd8"


@lru_cache(maxsize=512)  # a clinic's logo and the drawings of exercises stand in many messages
def _picture(picture: Picture) -> bytes:
    if not checks.is_identifier(picture.identifier):
        raise ValueError("the identifier of a picture has a character in it that no header may have")
    kind = "jpeg" if picture.data.startswith(_JPEG) else "png"
    name = f"{picture.identifier.partition('@')[0]}.{kind}"
    head = (
        f'Content-Type: image/{kind}; name="{name}"\r\nContent-Transfer-Encoding: base64\r\n'
        f'Content-ID: <{picture.identifier}>\r\nContent-Disposition: inline; filename="{name}"\r\n\r\n'
    )
    return head.encode("ascii") + in_base64(picture.data)


def _attachment(attachment: Attachment) -> bytes:
    name, filename = name_parameters(attachment.name)
    head = (
        f"Content-Type: application/pdf;\r\n {name}\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Disposition: attachment;\r\n {filename}\r\n\r\n"
    )
    return head.encode("ascii") + in_base64(attachment.data)
