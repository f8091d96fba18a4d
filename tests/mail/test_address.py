"""Addresses as people type them."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leafletgen.errors import ExitCode, Place, RefusedError, Report
from leafletgen.mail.address import mailbox_of
from leafletgen.mail.message import checked
from leafletgen.mail.parts import Mailbox
from tests.mail.samples import message
from tests.support.processes import BOUND


def refused_as(text: str) -> list[str]:
    """Return the codes that an address is refused with."""
    report = Report()
    assert mailbox_of(text, report) is None
    for one in report.diagnostics:
        letters = [word for word in text.split() if len(word) > 2]
        assert not any(word in one.message for word in letters), "a message repeats what was typed"
    return [one.code for one in report.diagnostics]


@pytest.mark.parametrize(
    ("text", "mailbox"),
    [
        ("sam@example.org", Mailbox("", "sam@example.org")),
        ("  sam@example.org\t", Mailbox("", "sam@example.org")),
        ("<sam@example.org>", Mailbox("", "sam@example.org")),
        ("Sam Example <sam@example.org>", Mailbox("Sam Example", "sam@example.org")),
        ("Sam   Example<sam@example.org>", Mailbox("Sam Example", "sam@example.org")),
        ('"Example, Sam" <sam@example.org>', Mailbox("Example, Sam", "sam@example.org")),
        ("Example, Sam <sam@example.org>", Mailbox("Example, Sam", "sam@example.org")),
        (r'"Sam \"S\" Example" <sam@example.org>', Mailbox('Sam "S" Example', "sam@example.org")),
        ('"a@b" <sam@example.org>', None),
        ("Ju\u0308rgen <sam@example.org>", Mailbox("J\u00fcrgen", "sam@example.org")),
        ("Sam@EXAMPLE.org", Mailbox("", "Sam@example.org")),
        ("sam+leaflets@mail.example.org", Mailbox("", "sam+leaflets@mail.example.org")),
        ("o'neil@example.org", Mailbox("", "o'neil@example.org")),
        ("sam@b\u00fccher.example", Mailbox("", "sam@xn--bcher-kva.example")),
        ("sam@\u4f8b\u3048.example.org", Mailbox("", "sam@xn--r8jz45g.example.org")),
    ],
)
def test_an_address_is_read(text: str, mailbox: Mailbox | None) -> None:
    report = Report()
    assert mailbox_of(text, report) == mailbox
    assert report.has_errors == (mailbox is None)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "email-address-missing"),
        ("  ", "email-address-missing"),
        ("sam", "email-address-not-valid"),
        ("sam@", "email-address-not-valid"),
        ("@example.org", "email-address-not-valid"),
        ("sam@example", "email-address-not-valid"),
        ("sam@@example.org", "email-address-not-valid"),
        ("sam smith@example.org", "email-address-not-valid"),
        ("sam.@example.org", "email-address-not-valid"),
        ("sam@[127.0.0.1]", "email-address-not-valid"),
        ("Sam Example sam@example.org", "email-address-not-valid"),
        ("Sam <sam@example.org> and more", "email-address-not-valid"),
        ("<<sam@example.org>>", "email-address-not-valid"),
        ("desk@clinic.example <sam@example.org>", "email-address-not-valid"),
        ("s" * 65 + "@example.org", "email-address-not-valid"),
        ("s" * 2000, "email-address-not-valid"),
        ("sam@example.org, ann@example.org", "email-address-several"),
        ("sam@example.org;ann@example.org", "email-address-several"),
        ("sam@example.org ann@example.org", "email-address-several"),
        ("Sam <sam@example.org>, Ann <ann@example.org>", "email-address-several"),
        ("j\u00fcrgen@example.org", "email-address-not-ascii"),
        ("sam@clinic.test", "email-address-nowhere"),
        ("sam@LOCALHOST", "email-address-nowhere"),
        ("sam@ward.local.", "email-address-nowhere"),
        ("n" * 101 + " <sam@example.org>", "email-name-too-long"),
        ("sam@example.org\r\nBcc: ann@example.org", "email-address-not-safe"),
        ("Sam\x00 <sam@example.org>", "email-address-not-safe"),
        ("Sam\x85 <sam@example.org>", "email-address-not-safe"),
        ("Sam\u202e <sam@example.org>", "email-address-not-safe"),
        ("Sam\u2066 <sam@example.org>", "email-address-not-safe"),
        ("Sam\u2028 <sam@example.org>", "email-address-not-safe"),
        ("Sam\ud800 <sam@example.org>", "email-address-not-safe"),
    ],
)
def test_what_is_no_address_is_refused_without_repeating_it(text: str, code: str) -> None:
    assert refused_as(text) == [code]


def test_the_fault_is_told_at_its_place_and_by_its_name() -> None:
    report = Report()
    place = Place("patients.csv", 7, 1)
    assert mailbox_of("sam", report, place, "the address of the sender") is None
    (one,) = report.diagnostics
    assert one.place == place
    assert one.message.startswith("the address of the sender ")


PIECES = [
    "sam",
    "@",
    "example",
    ".org",
    " ",
    "<",
    ">",
    ",",
    ";",
    '"',
    "\\",
    "\u00fc",
    "(x)",
    ":",
    "\u202e",
    "\n",
    "=?utf-8?q?x?=",
    "'",
]


@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join) | st.text(max_size=80))
def test_whatever_is_typed_becomes_one_mailbox_that_can_be_sent_to_or_a_fault(text: str) -> None:
    report = Report()
    mailbox = mailbox_of(text, report)
    assert (mailbox is None) == (len(report.errors) == 1)
    if mailbox is not None:
        assert mailbox.address.isascii()
        assert mailbox.address.count("@") == 1
        assert checked(message(to=mailbox, subject="x", attachments=()), None, report)


def test_no_server_is_asked() -> None:
    """In a process of its own, that ends at the first thing it does with a socket."""
    program = (
        "import os, sys\n"
        "sys.addaudithook(lambda event, _: event.startswith('socket.') and os._exit(9))\n"
        "from leafletgen.errors import Report\n"
        "from leafletgen.mail.address import mailbox_of\n"
        "assert mailbox_of('Sam <sam@b\\u00fccher.example>', Report())\n"
        "assert 'dns' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=BOUND)


def test_a_missing_package_is_told_with_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "email_validator", None)
    with pytest.raises(RefusedError, match="email-validator is not installed") as caught:
        mailbox_of("sam@example.org", Report())
    assert caught.value.status is ExitCode.ENVIRONMENT
