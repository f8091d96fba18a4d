"""What keeps a message from being sent: fields of its header, names in it, its size. Nothing repeats a field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from leafletgen.errors import Report, Setting
from leafletgen.mail.attachment_names import attachment_name
from leafletgen.mail.encodings import in_quoted_printable, length_in_base64
from leafletgen.mail.header_text import (
    LONGEST_PERSON,
    LONGEST_SUBJECT,
    is_safe,
    mailbox_field,
    mailbox_reads_back,
    reads_back,
    text_field,
)
from leafletgen.mail.parts import Mailbox, Message

_MB: Final = 1_000_000
"""Bytes of a megabyte: the smaller of the two meanings, so that what passes here passes servers that mean 1,048,576."""
_HEADS: Final = 600
"""Bytes around each part: its header and a boundary, with a name of 40 characters in any script."""
_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9.-]{1,253}")
#: A merge field that was typed where none is filled in.
_FIELD = re.compile(r"\{[a-z]+\.[a-z_]+\}")
#: What ``cid:`` addresses name (RFC 2392), of letters that need no escape in an address or in a header.
_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}(?:@[A-Za-z0-9][A-Za-z0-9.-]{0,63})?")


def headers(message: Message, report: Report) -> bool:
    """Report every field of a header that cannot be sent, or that would not read back as it is."""
    good = [_mailbox(box, called, report) for called, box in _mailboxes(message)]
    good += [_subject(message.subject, report), _names(message, report), _body(message, report)]
    return all(good)


def is_identifier(text: str) -> bool:
    """Whether a picture can be called that, in the header of its part and in an address in the HTML."""
    return _IDENTIFIER.fullmatch(text) is not None


def _mailboxes(message: Message) -> Iterator[tuple[str, Mailbox]]:
    yield "the recipient", message.to
    if message.sender is not None:
        yield "the sender", message.sender
    if message.reply_to is not None:
        yield "the address for answers", message.reply_to


def _mailbox(box: Mailbox, called: str, report: Report) -> bool:
    if not is_safe(box.name) or not is_safe(box.address):
        report.error(
            "email-header-not-safe",
            f"{called} of the message has a line break, or a character that is not seen, in its name or its address",
            "type it again by hand; what was copied from elsewhere may have such characters in it",
        )
    elif not _ADDRESS.fullmatch(box.address):
        report.error("email-address-not-valid", f"{called} of the message has no address that can be sent to")
    elif len(box.name) > LONGEST_PERSON:
        report.error(
            "email-name-too-long",
            f"the name of {called} has {len(box.name)} characters",
            f"shorten it to {LONGEST_PERSON}",
        )
    elif not mailbox_reads_back(mailbox_field("Reply-To", box), box):
        report.error(
            "email-header-not-kept",
            f"the name of {called} would not arrive as it is written",
            "write it in a simpler way, or send to the address alone",
        )
    else:
        return True
    return False


def _subject(subject: str, report: Report) -> bool:
    if not subject.strip():
        report.error(
            "email-subject-missing",
            "the message has no subject",
            f"write one: for this message with {report.called(Setting.SUBJECT)}, or in the e-mail template",
        )
    elif not is_safe(subject):
        report.error(
            "email-subject-not-safe",
            "the subject of the message has a line break in it, or a character that is not seen",
            "type it again by hand; what was copied from elsewhere may have such characters in it",
        )
    elif len(subject) > LONGEST_SUBJECT:
        report.error(
            "email-subject-too-long",
            f"the subject of the message has {len(subject)} characters, and {LONGEST_SUBJECT} are the most",
            f"shorten {report.called(Setting.SUBJECT)}, or the one in the e-mail template; a phone shows the first 40",
        )
    elif _FIELD.search(subject):
        report.error(
            "email-subject-with-field",
            "the subject of the message has a field in braces, as only e-mail templates have",
            "write the words themselves, or leave the subject to the template",
        )
    elif not reads_back(text_field("Subject", subject), subject):
        report.error(
            "email-subject-not-kept", "the subject would not arrive as it is written", "write it in a simpler way"
        )
    else:
        return True
    return False


def _names(message: Message, report: Report) -> bool:
    good = True
    for number, attachment in enumerate(message.attachments, start=1):
        if attachment_name(attachment.name) != attachment.name:
            good = False
            report.error(
                "email-attachment-name-not-fit",
                f"the name of attachment {number} is too long, or has characters in it that files may not have",
                "give it a short name of letters, digits and spaces",
            )
    for number, picture in enumerate(message.body.pictures, start=1):
        if not is_identifier(picture.identifier):
            good = False
            report.error(
                "email-header-not-safe", f"picture {number} of the message has an identifier that no header can have"
            )
    return good


def _body(message: Message, report: Report) -> bool:
    try:
        message.body.text.encode("utf-8")
        message.body.html.encode("utf-8")
    except UnicodeEncodeError:
        report.error(
            "email-body-not-text", "the text of the message has half a character in it", "type that text again by hand"
        )
        return False
    return True


def size(message: Message, limit_mb: float | None, report: Report) -> bool:
    """Report a message that is larger than a limit in megabytes, as it is sent."""
    if limit_mb is None:
        return True
    limit = limit_mb * _MB
    if _at_most(message) <= limit or (whole := size_as_sent(message)) <= limit:
        return True
    files = sum(len(one.data) for one in message.attachments)
    report.error(
        "email-too-large",
        f"the message would have {_in_mb(whole)} MB, and the limit is {limit_mb:g} MB; "
        f"its attachments have {_in_mb(files)} MB and grow by more than a third on the way",
        "send fewer PDFs in a message, or make their pictures smaller",
    )
    return False


def _in_mb(length: int) -> str:
    return f"{-(-length * 10 // _MB) / 10:.1f}"


def size_as_sent(message: Message) -> int:
    """Return how many bytes a message has as it is sent, or some more: its header is taken as long as one can be."""
    texts = (message.body.text, message.body.html)
    return _files(message) + sum(len(in_quoted_printable(text)) for text in texts)


def _at_most(message: Message) -> int:
    """Return what it cannot exceed: a character has four bytes at most, a byte three letters, and lines end."""
    return _files(message) + 13 * (len(message.body.text) + len(message.body.html))


def _files(message: Message) -> int:
    lengths = [len(one.data) for one in message.attachments] + [len(one.data) for one in message.body.pictures]
    return sum(map(length_in_base64, lengths)) + _HEADS * (len(lengths) + 5)
