"""Subjects and names in a header come back as they were, in many scripts and at any length."""

import re
from collections.abc import Callable
from email import message_from_bytes, policy
from email.headerregistry import AddressHeader, UnstructuredHeader

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leafletgen.mail.header_text import is_safe, mailbox_field, mailbox_reads_back, reads_back, text_field
from leafletgen.mail.parts import Mailbox

WORDS = (
    "Übungen für zu Hause täglich zweimal Rücken",  # de
    "ćwiczenia na plecy codziennie łagodnie",  # pl
    "вправи для спини щодня повільно",  # uk
    "تمارين للظهر في المنزل يوميا",  # ar
    "ymarferion i'r cefn gartref bob dydd ŵ ŷ",  # cy
    "exercices à la maison où l\u2019épaule",  # fr
    "背中の運動 毎日 자세 运动",  # ja, ko, zh
    "रीढ़ की हड्डी के व्यायाम",  # hi
    'your exercises (at home): 2 x 10, slowly; see page_3 =?utf-8?q?x?= ?= "so" 100% \\ <b>',  # en
    "😀 🏴󠁧󠁢󠁷󠁬󠁳󠁿 👩‍⚕️",
)
TEXTS = st.one_of(
    st.lists(st.sampled_from([word for line in WORDS for word in line.split()]), min_size=1, max_size=20).flatmap(
        lambda words: st.sampled_from([" ", "  ", "\u00a0", ", "]).map(lambda between: between.join(words))
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=160),
    st.text(st.sampled_from(' aü語=?_"\\'), min_size=1, max_size=160),
).filter(is_safe)


def lines_of(field: str) -> list[str]:
    """Return the lines of a field, looked at: short, in ASCII, none of them blank."""
    assert field.isascii()
    assert field.endswith("\r\n")
    lines = field.removesuffix("\r\n").split("\r\n")
    assert all(len(line) <= 76 and line.strip() and line.isprintable() for line in lines)
    assert all(line.startswith(" ") for line in lines[1:])
    for word in re.findall(r"=\?utf-8\?.*?\?=", field):
        assert len(word) <= 75
        assert " " not in word.replace("\r\n ", "")
    return lines


def with_default_policy(field: str) -> object:
    """Return a field as the newer reader of the standard library has it."""
    return next(iter(message_from_bytes(field.encode() + b"\r\n", policy=policy.default).values()))


@given(TEXTS)
def test_a_subject_comes_back(text: str) -> None:
    field = text_field("Subject", text)
    assert len(lines_of(field)) >= 1
    assert reads_back(field, text)


@given(TEXTS)
def test_the_newer_reader_has_the_same_words(text: str) -> None:
    header = with_default_policy(text_field("Subject", text))
    assert isinstance(header, UnstructuredHeader)
    # It takes odd spaces at the edge of an encoded word for its own, so that these are not compared.
    assert "".join(str(header).split()) == "".join(text.split())


@pytest.mark.parametrize("words", WORDS)
def test_no_space_is_lost_or_doubled_wherever_a_line_ends(words: str) -> None:
    for length in range(80):
        text = "x" * length + " " + words
        header = with_default_policy(text_field("Subject", text))
        assert str(header) == text.lstrip() or str(header) == text
        assert reads_back(text_field("Subject", text), text)


@given(TEXTS)
def test_a_name_comes_back(name: str) -> None:
    mailbox = Mailbox(name, "sam@example.org")
    field = mailbox_field("Reply-To", mailbox)
    assert len(lines_of(field)) >= 1
    assert mailbox_reads_back(field, mailbox)
    header = with_default_policy(field)
    assert isinstance(header, AddressHeader)
    assert [one.addr_spec for one in header.addresses] == ["sam@example.org"]


@pytest.mark.parametrize(
    ("mailbox", "field"),
    [
        (Mailbox("", "sam@example.org"), "To: sam@example.org\r\n"),
        (Mailbox("Sam Example", "sam@example.org"), "To: Sam Example <sam@example.org>\r\n"),
        (Mailbox("Example, Sam", "sam@example.org"), 'To: "Example, Sam" <sam@example.org>\r\n'),
        (Mailbox('S "X" \\', "sam@example.org"), 'To: "S \\"X\\" \\\\" <sam@example.org>\r\n'),
        (Mailbox("Müller, Jürgen", "j@example.org"), "To: =?utf-8?b?TcO8bGxlciwgSsO8cmdlbg==?= <j@example.org>\r\n"),
    ],
)
def test_a_name_is_quoted_or_encoded_only_where_it_must(mailbox: Mailbox, field: str) -> None:
    assert mailbox_field("To", mailbox) == field


def test_a_subject_in_ascii_stays_readable() -> None:
    text = "Your exercises from Northfield Physiotherapy, and how often to do each of them at home"
    assert text_field("Subject", text) == (
        "Subject: Your exercises from Northfield Physiotherapy, and how often to do\r\n each of them at home\r\n"
    )


UNSAFE = ["\r", "\n", "\x00", "\t", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\u202e", "\u2066", "\ud800", "\ufffe"]


@pytest.mark.parametrize("letter", UNSAFE)
def test_what_could_begin_another_field_is_written_by_nobody(letter: str) -> None:
    assert not is_safe(f"a{letter}b")
    writers: list[Callable[[], str]] = [
        lambda: text_field("Subject", f"a{letter}b"),
        lambda: mailbox_field("To", Mailbox(f"a{letter}b", "sam@example.org")),
        lambda: mailbox_field("To", Mailbox("", f"sam@example.org{letter}b")),
    ]
    for write in writers:
        with pytest.raises(ValueError, match="control character"):
            write()


@pytest.mark.parametrize("letter", ["\u200c", "\u200d", "\u200e", "\u200f", "\u00a0", "\u0301"])
def test_what_scripts_need_is_safe(letter: str) -> None:
    assert is_safe(f"a{letter}b")
