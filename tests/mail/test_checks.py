"""What keeps a message from being sent, told without a word of it."""

from typing import Any

import pytest

from leafletgen.errors import Report
from leafletgen.mail import checks
from leafletgen.mail.message import checked, draft_of, message_of
from leafletgen.mail.parts import Attachment, Body, Mailbox, Message, Picture
from tests.mail.samples import BODY, MESSAGE_ID, MORNING, SAM, message

UNSAFE = {
    **{"CR LF": "\r\n", "CR": "\r", "LF": "\n", "NUL": "\0", "tab": "\t", "escape": "\x1b", "DEL": "\x7f"},
    **{"NEL": "\x85", "C1": "\x9b", "line": "\u2028", "paragraph": "\u2029", "half": "\ud800", "nothing": "\uffff"},
    **{"embedding": "\u202a", "override": "\u202e", "isolate": "\u2066", "end of isolate": "\u2069"},
}
INJECTED = "{}Bcc: ann@example.org"


def with_injection(field: str, letter: str) -> Message:
    """Return a message with more than it should have in one field."""
    bad = f"Sam{letter}Bcc: ann@example.org"
    changed: dict[str, dict[str, Any]] = {
        "name of the recipient": {"to": Mailbox(bad, SAM.address)},
        "address of the recipient": {"to": Mailbox("Sam", f"sam@example.org{letter}")},
        "name of the sender": {"sender": Mailbox(bad, SAM.address)},
        "address of the sender": {"sender": Mailbox("Sam", f"{letter}sam@example.org")},
        "name for answers": {"reply_to": Mailbox(bad, SAM.address)},
        "address for answers": {"reply_to": Mailbox("Sam", f"sam{letter}@example.org")},
        "subject": {"subject": bad},
        "name of an attachment": {"attachments": (Attachment(f"{bad}.pdf", b"%PDF"),)},
        "identifier of a picture": {"body": BODY._replace(pictures=(Picture(bad, b"PNG"),))},
    }
    return message(**changed[field])


FIELDS = [
    "name of the recipient",
    "address of the recipient",
    "name of the sender",
    "address of the sender",
    "name for answers",
    "address for answers",
    "subject",
    "name of an attachment",
    "identifier of a picture",
]


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("letter", UNSAFE.values(), ids=UNSAFE)
def test_a_header_injected_through_any_field_is_refused(field: str, letter: str) -> None:
    bad = with_injection(field, letter)
    report = Report()
    assert not checked(bad, 10, report)
    (fault,) = report.diagnostics
    others = {"attachment": "email-attachment-name-not-fit", "subject": "email-subject-not-safe"}
    wanted = next((code for part, code in others.items() if part in field), "email-header-not-safe")
    assert fault.code == wanted
    assert not any(word in f"{fault.message} {fault.hint}" for word in ("Sam", "sam@", "Bcc", "ann@"))


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("letter", ["\r\n", "\n", "\u2028", "\ud800"])
def test_who_does_not_ask_cannot_write_it_either(field: str, letter: str) -> None:
    bad = with_injection(field, letter)
    with pytest.raises(ValueError, match=r"control character|no header may have|surrogates"):
        message_of(bad, MESSAGE_ID, MORNING)


def codes(one: Message, limit: float | None = 10) -> list[str]:
    """Return what is found in a message."""
    report = Report()
    assert checked(one, limit, report) == (not report.has_errors)
    return [fault.code for fault in report.diagnostics]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"subject": ""}, "email-subject-missing"),
        ({"subject": "  "}, "email-subject-missing"),
        ({"subject": "ü" * 151}, "email-subject-too-long"),
        ({"to": Mailbox("n" * 101, "sam@example.org")}, "email-name-too-long"),
        ({"to": Mailbox("Sam", "")}, "email-address-not-valid"),
        ({"to": Mailbox("Sam", "jürgen@example.org")}, "email-address-not-valid"),
        ({"to": Mailbox("Sam", "sam@example.org, ann@example.org")}, "email-address-not-valid"),
        ({"to": Mailbox("Sam", "sam@example.org> <ann@example.org")}, "email-address-not-valid"),
        ({"attachments": (Attachment("n" * 41, b"%PDF"),)}, "email-attachment-name-not-fit"),
        ({"attachments": (Attachment("../sheet.pdf", b"%PDF"),)}, "email-attachment-name-not-fit"),
        ({"body": Body("half \ud83d\n", "<p>\n")}, "email-body-not-text"),
    ],
)
def test_what_cannot_be_sent_is_told(changed: dict[str, Any], code: str) -> None:
    assert codes(message(**changed)) == [code]


def test_all_faults_are_told_at_once() -> None:
    bad = message(to=Mailbox("a\n", "sam@example.org"), subject="", attachments=(Attachment("a/b.pdf", bytes(9999)),))
    assert sorted(codes(bad, 0.001)) == [
        "email-attachment-name-not-fit",
        "email-header-not-safe",
        "email-subject-missing",
        "email-too-large",
    ]


def test_what_does_not_read_back_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a reader does that doubles a space."""
    monkeypatch.setattr(checks, "text_field", lambda name, text: f"{name}: {text.replace(' ', '  ')}\r\n")
    monkeypatch.setattr(checks, "mailbox_field", lambda name, box: f"{name}: {box.name}x <{box.address}>\r\n")
    assert codes(message(reply_to=None, sender=None)) == ["email-header-not-kept", "email-subject-not-kept"]


def test_the_longest_subject_passes() -> None:
    assert codes(message(subject="語" * 150)) == []


def test_a_field_is_not_sent_in_a_subject() -> None:
    assert codes(message(subject="Exercises for {patient.name}")) == ["email-subject-with-field"]
    assert codes(message(subject="Exercises {at home}")) == []


def of_size(bytes_of_pdf: int) -> Message:
    return message(attachments=(Attachment("sheet.pdf", bytes(bytes_of_pdf)),))


def test_the_limit_is_for_what_is_sent() -> None:
    """7.2 million bytes are 9.9 million in base64; 7.4 million are more than ten."""
    assert len(draft_of(of_size(7_200_000))) < 10_000_000 < len(draft_of(of_size(7_400_000)))
    assert codes(of_size(7_200_000)) == []
    assert codes(of_size(7_400_000), None) == []
    report = Report()
    assert not checked(of_size(7_400_000), 10, report)
    (fault,) = report.diagnostics
    assert fault.code == "email-too-large"
    assert "10.2 MB, and the limit is 10 MB" in fault.message
    assert "attachments have 7.4 MB" in fault.message


@pytest.mark.parametrize("letter", ["a", "ü", "語", "😀", "=", "\n", " \n", "a\n"])
def test_words_alone_can_be_too_many(letter: str) -> None:
    long = message(body=Body(letter * 20_000, "<p>\n"), attachments=())
    written = len(draft_of(long))
    assert codes(long, (written - 1) / 1_000_000) == ["email-too-large"]
    assert codes(long, (written + 8000) / 1_000_000) == []


def test_the_size_is_known_without_writing_it_and_never_too_small() -> None:
    for one in (
        message(),
        of_size(100),
        message(attachments=()),
        message(subject="語" * 150, to=Mailbox("ü" * 100, SAM.address)),
    ):
        written = len(message_of(one, MESSAGE_ID, MORNING))
        assert written <= checks.size_as_sent(one) <= written + 8000
