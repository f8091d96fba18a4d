"""Names of attachments: short, safe on every system, and read as they are."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leafletgen.mail.attachment_names import attachment_name, name_parameters
from leafletgen.mail.message import draft_of
from leafletgen.mail.parts import Attachment
from tests.mail.samples import message, parsed


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("exercise-sheet.pdf", "exercise-sheet.pdf"),
        ("Übungen für Zuhause.pdf", "Übungen für Zuhause.pdf"),
        ("U\u0308bungen.pdf", "Übungen.pdf"),
        ("sheets/../exercise sheet.pdf", "exercise sheet.pdf"),
        (r"C:\Users\Sam\sheet.pdf", "sheet.pdf"),
        ("sheet.pdf/", "sheet.pdf"),
        (".hidden.pdf", "hidden.pdf"),
        ("...pdf", "pdf"),
        (".pdf", "pdf"),
        ("", "document"),
        ("/", "document"),
        ("\r\n\t", "document"),
        ("  two   spaces .pdf", "two spaces.pdf"),
        ('a\r\nBcc: "x"\u202e|?*.pdf', "a Bcc x.pdf"),
        ("con.pdf", "document con.pdf"),
        ("LPT1.tar.pdf", "document LPT1.tar.pdf"),
        ("console.pdf", "console.pdf"),
        ("Exercises for your back at home, twice a day and slowly.pdf", "Exercises for your back at home.pdf"),
        ("Frau Maximiliane Hohenstein-Übungsbogen.pdf", "Frau Maximiliane Hohenstein.pdf"),
        ("ü" * 50 + ".pdf", "ü" * 36 + ".pdf"),
        ("a" * 35 + "e\u0323\u0301x.pdf", "a" * 35 + ".pdf"),
        ("v1.2 of the sheet", "v1.2 of the sheet"),
    ],
)
def test_a_name_is_made_fit(name: str, kept: str) -> None:
    assert attachment_name(name) == kept


@given(st.text(max_size=120), st.sampled_from(["", ".pdf", ".PDF"]))
def test_any_text_becomes_a_name_that_is_kept(text: str, ending: str) -> None:
    name = attachment_name(text + ending)
    assert 0 < len(name) <= 40
    assert attachment_name(name) == name
    assert unicodedata.is_normalized("NFC", name)
    assert not re.search(r'[\x00-\x1f/\\:*?"<>|\u202a-\u202e\u2066-\u2069]', name)
    assert name == name.strip(" .")
    (part,) = (
        part
        for part in parsed(draft_of(message(attachments=(Attachment(name, b"%PDF"),)))).walk()
        if part.get_content_type() == "application/pdf"
    )
    assert part.get_filename() == name
    assert part["Content-Disposition"].defects == ()
    assert part["Content-Type"].params["name"].split() == name.split()


def test_names_of_one_message_are_kept_apart() -> None:
    first = attachment_name("Übungen.pdf")
    second = attachment_name("übungen.pdf", [first])
    assert [first, second, attachment_name("Übungen.pdf", [first, second])] == [
        "Übungen.pdf",
        "übungen 2.pdf",
        "Übungen 3.pdf",
    ]
    long = "n" * 60 + ".pdf"
    assert attachment_name(long, [attachment_name(long)]) == "n" * 34 + " 2.pdf"


def test_a_name_beyond_ascii_stands_once_and_whole() -> None:
    """Sections (RFC 2231, 3) lose a space in some programs, and a second form is a double to strict readers."""
    for name in ("Übungen für Zuhause.pdf", "語" * 36 + ".pdf"):
        in_type, in_disposition = name_parameters(name)
        assert re.fullmatch(r'name="=\?utf-8\?[bq]\?[^ ]+\?=(\r\n =\?utf-8\?[bq]\?[^ ]+\?=)*"', in_type)
        assert re.fullmatch(r"filename\*=UTF-8''[A-Za-z0-9%._~-]+", in_disposition)
    assert name_parameters("a (b); c.pdf") == ('name="a (b); c.pdf"', 'filename="a (b); c.pdf"')
