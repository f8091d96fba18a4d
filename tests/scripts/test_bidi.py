"""Directions: a line is put in order, and brackets are turned."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leafletgen.scripts.bidi import (
    Stretch,
    levels,
    line_levels,
    logical_stretches,
    mirrored,
    paragraph_level,
    visual_order,
)


@pytest.mark.parametrize(
    ("text", "level"), [("", 0), ("123 - ", 0), ("abc مر", 0), ("123 مر abc", 1), ("\u2066abc\u2069 מ", 1)]
)
def test_paragraph_level(text: str, level: int) -> None:
    assert paragraph_level(text) == level


def test_levels_of_a_line() -> None:
    text = "abc مرح 12 "
    found = levels(text, 0)
    assert found == [0] * 4 + [1] * 4 + [2] * 2 + [0]
    assert line_levels(text, found, 4, 8, 0) == [1, 1, 1, 0]  # a space at a line's end goes with the paragraph (L1)
    assert logical_stretches(found) == [Stretch(0, 4, 0), Stretch(4, 8, 1), Stretch(8, 10, 2), Stretch(10, 11, 0)]
    assert logical_stretches(found, 5, 9) == [Stretch(5, 8, 1), Stretch(8, 9, 2)]
    assert logical_stretches([]) == []
    assert visual_order(logical_stretches(found)) == [0, 2, 1, 3]


def test_each_paragraph_has_the_level_that_is_given() -> None:
    assert levels("ab\nمر", 1) == [2, 2, 1, 1, 1]
    assert levels("ab\nمر", 0) == [0, 0, 0, 1, 1]


def test_what_is_removed_has_the_level_of_what_stands_before() -> None:
    assert levels("مab\u00adc", 1) == [1, 2, 2, 2, 2]
    assert levels("\u200bab", 1) == [1, 2, 2]


@pytest.mark.parametrize(("char", "other"), [("(", ")"), ("»", "«"), ("[", "]"), ("<", ">"), ("a", "a"), ("!", "!")])
def test_mirrored(char: str, other: str) -> None:
    assert mirrored(char) == other


@given(
    st.text(st.sampled_from("ab مر\u06655 ()[]،-\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\n\u0301\u200b")),
    st.sampled_from((0, 1)),
)
def test_any_text_has_a_level_for_each_character(text: str, base: int) -> None:
    found = levels(text, base)
    assert len(found) == len(text)
    assert all(base <= level <= 126 for level in found)
    stretches = logical_stretches(found)
    assert sorted(visual_order(stretches)) == list(range(len(stretches)))
    assert [place for start, end, _ in stretches for place in range(start, end)] == list(range(len(text)))
