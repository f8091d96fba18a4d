"""Messages as bytes: what the standard library reads in them is what was put in."""

import re
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage, MIMEPart
from email.utils import parsedate_to_datetime
from itertools import pairwise
from typing import Any

import pytest

from leafletgen.errors import Report
from leafletgen.mail.message import checked, draft_of, message_of
from leafletgen.mail.parts import Attachment, Body, Mailbox, Message, Picture
from tests.mail.samples import BODY, DESK, HTML, MESSAGE_ID, MORNING, NAMES, PDF, PICTURES, SAM, TEXT, message, parsed


def sent(one: Message) -> bytes:
    """Return a message as it goes to the server."""
    return message_of(one, MESSAGE_ID, MORNING)


def structure(part: MIMEPart) -> Any:
    """Return the types of a part and of all in it."""
    kind = part.get_content_type()
    return [kind, *map(structure, part.iter_parts())] if part.is_multipart() else kind


def content(part: EmailMessage) -> bytes:
    """Return the bytes of a part."""
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)
    return data


def leaves(whole: EmailMessage) -> list[EmailMessage]:
    """Return the parts that hold something."""
    return [part for part in whole.walk() if not part.is_multipart() and isinstance(part, EmailMessage)]


def of_type(whole: EmailMessage, kind: str) -> list[EmailMessage]:
    """Return the parts of one type."""
    return [part for part in leaves(whole) if part.get_content_type() == kind]


@pytest.mark.parametrize("write", [sent, draft_of])
def test_all_parts_are_read_as_they_were_put_in(write: Callable[[Message], bytes]) -> None:
    whole = parsed(write(message()))
    assert structure(whole) == [
        "multipart/mixed",
        ["multipart/alternative", "text/plain", ["multipart/related", "text/html", "image/png", "image/png"]],
        *["application/pdf"] * len(NAMES),
    ]
    (plain,), (html,) = of_type(whole, "text/plain"), of_type(whole, "text/html")
    assert content(plain).decode("utf-8") == TEXT.replace("\n", "\r\n")
    assert content(html).decode("utf-8") == HTML.replace("\n", "\r\n")
    assert {part.get_content_charset() for part in (plain, html)} == {"utf-8"}
    (related,) = (part for part in whole.walk() if part.get_content_type() == "multipart/related")
    assert related["Content-Type"].params["type"] == "text/html"  # RFC 2387, 3.1
    pictures = of_type(whole, "image/png")
    assert [content(part) for part in pictures] == [one.data for one in PICTURES]
    assert [part["Content-ID"] for part in pictures] == [f"<{one.identifier}>" for one in PICTURES]
    assert {part.get_content_disposition() for part in pictures} == {"inline"}
    files = of_type(whole, "application/pdf")
    assert [content(part) for part in files] == [PDF + name.encode("utf-8") for name in NAMES]
    assert [part.get_filename() for part in files] == list(NAMES)
    assert {part.get_content_disposition() for part in files} == {"attachment"}


@pytest.mark.parametrize("write", [sent, draft_of])
def test_the_standard_library_finds_no_defect_but_the_one_for_outlook(write: Callable[[Message], bytes]) -> None:
    for part in parsed(write(message())).walk():
        assert part.defects == []
        # A name in encoded words, which Outlook reads; see name_parameters.
        known = not (part.get_filename() or "").isascii()
        defects = {field: value.defects for field, value in part.items() if value.defects}
        assert list(defects) == (["Content-Type"] if known else [])


@pytest.mark.parametrize("write", [sent, draft_of])
def test_a_message_is_7_bit_with_crlf_and_short_lines(write: Callable[[Message], bytes]) -> None:
    data = write(message(to=Mailbox("Jürgen Müller", "sam@example.org")))
    assert data.isascii()
    assert data.count(b"\r") == data.count(b"\n") == data.count(b"\r\n")
    assert data.endswith(b"\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 998
    for line in data.split(b"\r\n"):
        # Only the name of an attachment in another script is longer: it stands in one piece.
        assert len(line) <= 78 or line.startswith(b" filename*=UTF-8''")


def test_the_fields_of_a_message_stand_in_one_order() -> None:
    whole = parsed(sent(message()))
    assert whole.keys() == [
        *["Date", "From", "To", "Message-ID", "Reply-To", "Subject"],
        *["MIME-Version", "Content-Language", "Content-Type"],
    ]
    assert parsedate_to_datetime(whole["Date"]) == MORNING
    assert whole["Message-ID"] == MESSAGE_ID
    assert whole["From"].addresses[0].display_name == DESK.name
    assert whole["To"].addresses[0].addr_spec == SAM.address
    assert whole["Subject"] == message().subject
    assert whole["Content-Language"] == "en-GB"


def test_a_draft_leaves_to_the_mail_program_what_it_adds() -> None:
    whole = parsed(draft_of(message()))
    assert whole.keys() == [
        *["X-Unsent", "To", "Reply-To", "Subject"],
        *["MIME-Version", "Content-Language", "Content-Type"],
    ]
    assert whole["X-Unsent"] == "1"


def test_the_same_message_gives_the_same_bytes() -> None:
    again = Message(*message())
    assert draft_of(message()) == draft_of(again)
    assert sent(message()) == sent(again)
    assert draft_of(message()) != draft_of(message(subject="Another"))


def test_boundaries_stand_in_no_content_and_begin_no_other() -> None:
    """RFC 2046, 5.1.1: a boundary that begins with another one ends the wrong part for some readers."""
    whole = parsed(draft_of(message()))
    marks = sorted(str(part.get_boundary()) for part in whole.walk() if part.is_multipart())
    assert len(marks) == 3
    assert not any(second.startswith(first) for first, second in pairwise(marks))
    tricky = Body(f"--{marks[0]}\n--{marks[0]}--\n", f"<html><p>--{marks[1]}--</p>\n--{marks[2]}\n</html>\n")
    read = parsed(draft_of(message(body=tricky)))
    assert content(of_type(read, "text/plain")[0]).decode() == tricky.text.replace("\n", "\r\n")
    assert content(of_type(read, "text/html")[0]).decode() == tricky.html.replace("\n", "\r\n")


def test_what_is_not_there_leaves_no_empty_part() -> None:
    bare = parsed(sent(message(attachments=(), body=BODY._replace(pictures=()), reply_to=None)))
    assert structure(bare) == ["multipart/alternative", "text/plain", "text/html"]
    assert "Reply-To" not in bare
    protected = parsed(sent(message(body=Body("Open it with the password.\n", "<html><p>Open it.</p></html>\n"))))
    assert structure(protected)[:2] == ["multipart/mixed", ["multipart/alternative", "text/plain", "text/html"]]
    assert "Content-Language" not in protected


def test_a_language_is_taken_from_the_html_and_nothing_behind_it() -> None:
    for html, language in (
        ("<html dir=rtl lang=ar>", "ar"),
        ('<html lang="en-GB\r\nBcc: x@example.org">', "en-GB"),
        ('<html lang=""><p lang="fr">', None),
        ("<p lang='fr'>", None),
    ):
        head = parsed(draft_of(message(body=Body("a\n", html))))
        assert head["Content-Language"] == language
        assert "Bcc" not in head


def test_a_message_that_is_sent_has_a_sender_a_time_zone_and_an_identifier() -> None:
    for arguments in (
        (message(sender=None), MESSAGE_ID, MORNING),
        (message(), "0123@clinic.example", MORNING),
        (message(), "<0123@clinic.example>\r\nBcc: <x@example.org>", MORNING),
        (message(), MESSAGE_ID, datetime(2026, 11, 29)),
    ):
        with pytest.raises(ValueError, match="has a sender"):
            message_of(*arguments)


def test_every_message_of_these_tests_passes_the_check() -> None:
    report = Report()
    assert checked(message(), 10, report)
    assert report.diagnostics == ()


@pytest.mark.parametrize(("data", "kind"), [(b"\x89PNG" + bytes(9), "png"), (b"\xff\xd8\xff\xe0" + bytes(9), "jpeg")])
def test_a_picture_is_called_what_it_is(data: bytes, kind: str) -> None:
    written = draft_of(message(body=BODY._replace(pictures=(Picture("photo@leaflet", data),))))
    (part,) = [part for part in parsed(written).walk() if part.get_content_maintype() == "image"]
    assert (part.get_content_type(), part.get_filename()) == (f"image/{kind}", f"photo.{kind}")
    assert part.get_payload(decode=True) == data


def test_a_picture_is_encoded_once_for_many_messages() -> None:
    from leafletgen.mail import message as room

    picture = Picture("figure-99@leaflet", b"\x89PNG" + bytes(999))
    before = room._picture.cache_info()
    for name in ("Sam", "Ann", "Kim"):
        draft_of(message(to=Mailbox(name, "sam@example.org"), body=BODY._replace(pictures=(picture,))))
    after = room._picture.cache_info()
    assert (after.misses - before.misses, after.hits - before.hits) == (1, 2)


def test_no_trace_shows_what_a_message_says() -> None:
    bad = message(to=Mailbox("Sam\r\nExample", "sam@example.org"))
    with pytest.raises(ValueError, match="control character") as caught:
        draft_of(bad)
    assert not re.search("Sam|sam@|Übungen", str(caught.value) + repr(bad))


def test_attachments_of_one_size_and_another_person_are_other_bytes() -> None:
    mine, yours = (message(attachments=(Attachment("a.pdf", PDF + end),)) for end in (b"1", b"2"))
    assert draft_of(mine) != draft_of(yours)
