"""Texts and files as lines of a message."""

import base64
import quopri

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from leafletgen.mail.encodings import in_base64, in_quoted_printable, length_in_base64

#: Texts whose lines end near the length at which one is cut, in a space, a tab, a dot or an escape.
WIDE = st.lists(
    st.builds(
        lambda letter, length, end: letter * length + end,
        st.sampled_from(["a", "ü", "\u2013", "=", " ", "語", "😀"]),
        st.integers(0, 80),
        st.sampled_from(["", " ", "\t", "  ", ".", "=", "\x00", "\x7f"]),
    ),
    max_size=8,
).map("\n".join)


def is_clean(encoded: bytes) -> bool:
    """Whether there are only lines of at most 76 printable characters in ASCII, each with CRLF at its end."""
    lines = encoded.split(b"\r\n")
    return lines[-1] == b"" and all(
        len(line) <= 76 and all(byte == 9 or 32 <= byte < 127 for byte in line) for line in lines
    )


@example("one\rtwo\r\nthree\n\rfour\r")
@given(WIDE | st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_comes_back_and_its_lines_are_short(text: str) -> None:
    encoded = in_quoted_printable(text)
    assert is_clean(encoded)
    wanted = text.replace("\r\n", "\n").replace("\r", "\n")
    wanted += "" if wanted.endswith("\n") else "\n"
    assert quopri.decodestring(encoded.replace(b"\r\n", b"\n")).decode("utf-8") == wanted
    # RFC 2045, 6.7 (3): what an old server takes from the end of a line is nothing of the text.
    assert not any(line.endswith((b" ", b"\t")) for line in encoded.split(b"\r\n"))


@pytest.mark.parametrize("end", [" ", "\t", "  ", "=", ".", "\u00fc", " ."])
@pytest.mark.parametrize("start", ["", "\u00fc", "\u8a9e\u8a9e", "=", " ", "."])
@pytest.mark.parametrize("after", ["", "\n", "\nmore"])
def test_a_line_of_any_length_is_not_too_long_whatever_it_ends_in(start: str, end: str, after: str) -> None:
    """Python's encoder makes 77 or 78 characters of some that end in a space."""
    for length in range(160):
        text = start + "x" * length + end + after
        encoded = in_quoted_printable(text)
        assert is_clean(encoded)
        assert quopri.decodestring(encoded.replace(b"\r\n", b"\n")).decode("utf-8") == text.removesuffix("\n") + "\n"


def test_half_a_character_cannot_be_encoded() -> None:
    with pytest.raises(UnicodeEncodeError):
        in_quoted_printable("\ud83d")


@given(st.binary(max_size=1000))
def test_a_file_comes_back_and_its_length_is_known_before(data: bytes) -> None:
    encoded = in_base64(data)
    assert is_clean(encoded)
    assert base64.b64decode(encoded) == data
    assert length_in_base64(len(data)) == len(encoded)
