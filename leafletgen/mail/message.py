"""A message as it is sent, and a draft for a mail program: mixed(alternative(text, related(html, pictures)), PDF …).

RFC 2045 to 2049, 2387 (related), 2392 (cid), 5322. Everything is 7-bit and ends its lines in CRLF, whatever the servers
on the way can do. The parts are put together as bytes, as filling an outbox should cost little beside making sheets.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b

from leafletgen.errors import Report
from leafletgen.mail import checks
from leafletgen.mail.attachment_names import attachment_name, name_parameters
from leafletgen.mail.encodings import in_base64, in_quoted_printable
from leafletgen.mail.header_text import mailbox_field, text_field
from leafletgen.mail.parts import Attachment, Body, Message, Picture

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
    marks = _Boundaries(message)
    content = _alternative(message.body, marks)
    if message.attachments:
        content = _multipart("mixed", marks.mixed, [content, *map(_attachment, message.attachments)])
    return "".join(head).encode("ascii") + content


class _Boundaries:
    """The lines between parts; ``=_`` cannot stand in an encoded line of either kind (RFC 2045, 6.7)."""

    def __init__(self, message: Message) -> None:
        """Make them of what the message says, so that one inside another has other lines."""
        said = blake2b(digest_size=15)
        for text in (message.subject, message.body.text, message.body.html, *(one.name for one in message.attachments)):
            said.update(text.encode("utf-8") + b"\0")
        self.mixed, self.alternative, self.related = (f"=_{kind}_{said.hexdigest()}" for kind in "mar")


def _multipart(kind: str, boundary: str, parts: list[bytes]) -> bytes:
    head = f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\n'.encode("ascii")
    line = f"--{boundary}\r\n".encode("ascii")
    # The line before a boundary belongs to it (RFC 2046, 5.1.1).
    return head + line + (b"\r\n" + line).join(parts) + f"\r\n--{boundary}--\r\n".encode("ascii")


def _alternative(body: Body, marks: _Boundaries) -> bytes:
    html = _text("html", body.html)
    if body.pictures:
        html = _multipart('related; type="text/html"', marks.related, [html, *map(_picture, body.pictures)])
    return _multipart("alternative", marks.alternative, [_text("plain", body.text), html])


def _text(kind: str, text: str) -> bytes:
    head = f"Content-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    return head.encode("ascii") + in_quoted_printable(text)


@lru_cache(maxsize=128)  # a clinic's logo and the drawings of exercises stand in many messages
def _picture(picture: Picture) -> bytes:
    name = picture.identifier.partition("@")[0] + ".png"
    head = (
        f'Content-Type: image/png; name="{name}"\r\nContent-Transfer-Encoding: base64\r\n'
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
