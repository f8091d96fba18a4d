"""A change of words is made where it says the same but for them, and refused where it would do anything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leafletgen.app.checking.edits import applied, keeps, meet
from leafletgen.errors import Report
from leafletgen.rules.finding import Edit
from leafletgen.source.yaml import Value, parse_source

TEXT = """\
# the stool
title: A stool   # a stool at the end
'key stool': "a \\u2019 stool" # seen
other: 'it''s a stool'
folded: >-
  One stool and
  another stool.

  # no comment, a stool
list: [a stool, "b stool"]
body:
  - heading: stool
  - |
    A stool.
    # text, with a stool
  # a comment, stool
  - plain words with a stool
    over two lines, and a stool
  -
"""
#: Which of the stools, counted from 0, are words of a value. The last lines under "|" or ">" that begin with "#" may be
#: text or comments, and are left alone: 8 and 13.
WORDS = (1, 4, 5, 6, 7, 9, 10, 11, 12, 15, 16)


def stool(number: int, new: str = "poo") -> Edit:
    """The change of one of the stools in the text."""
    start = -1
    for _ in range(number + 1):
        start = TEXT.index("stool", start + 1)
    return Edit(start, start + 5, new)


def test_the_text_has_the_stools_that_are_meant() -> None:
    assert TEXT.count("stool") == 17
    assert parse_source(TEXT, "", Report()) is not None


@pytest.mark.parametrize("number", range(17))
def test_words_of_a_value_can_change_and_comments_and_keys_cannot(number: int) -> None:
    assert keeps(TEXT, [stool(number)]) == (number in WORDS)


def test_all_of_them_can_change_at_once() -> None:
    edits = [stool(number) for number in WORDS]
    assert keeps(TEXT, edits)
    assert applied(TEXT, edits).count("poo") == len(edits)
    assert not keeps(TEXT, [*edits, stool(0)])


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("a: one two", "two", "# two"),  # a comment begins
        ("a: one two", " two", ": two"),  # another key
        ("a: one", "one", "'one"),
        ("a: one", "one", ""),  # nothing is left
        ("a: one", "one", "~"),
        ("a: one", "one", "[one]"),
        ("a: one", "one", "- one"),
        ("a: one", "one", "|"),
        ("a: one", "one", "one\n"),
        ("a: one\nb: 2", "one", "one\nc: 3"),
        ("a: 'one'", "one", "it's"),
        ('a: "one"', "one", 'say "one"'),
        ('a: "one"', "one", "\\x41"),
        ('a: "on\\\ne"', "on", "no\\"),
        ("a: [one, two]", "one", "one, three"),
        ("a: [one, two]", "one", "on]e"),
        ("a: {b: one}", "one", "one, c: two"),
        ("a: >-\n  one\n  two", "one\n", ""),  # folded otherwise
        ("a: >-\n  one\n  two", "two", " two"),  # a line that is not folded
        ("a: |\n  one\n", "one", ""),
        ("a: one # note", " #", "#"),
        ("a: 'one'", "'", "'0'"),  # the quote becomes an apostrophe
        ("a: !!str one", "one", "two"),
        ("a: >-\n  one", ">-", ">"),
        ("a: one", "a", "b"),  # a key
        ("a: one", "one", "one"),  # no change
        ("a: one", "one", "\x07"),
        ("- one\n- two", "one\n- two", "three"),
        ("a: one\n# note", "one\n# note", "two"),
    ],
)
def test_what_would_change_more_is_refused(text: str, old: str, new: str) -> None:
    start = text.index(old)
    assert not keeps(text, [Edit(start, start + len(old), new)])


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("a: one", "one", "two three"),
        ("a: one", "", "x"),
        ("a: 'it''s'", "it''s", "it is"),
        ('a: "a\\u2019b"', "\\u2019", "'"),
        ('a: "x  y"', "  ", " "),
        ("a: >-\n  one\n  two", "one", "three"),
        ("a: one\r\nb: two\r\n", "one", "three"),
        ("a: one # note", "one", "two"),
        ("a: 中文 one", "one", "two"),
    ],
)
def test_what_changes_words_alone_is_made(text: str, old: str, new: str) -> None:
    start = text.index(old, text.index(":") + 2)
    assert keeps(text, [Edit(start, start + len(old), new)])


def test_words_can_be_added_at_the_end_of_a_value() -> None:
    assert keeps("a: one\nb: two", [Edit(6, 6, " more"), Edit(13, 13, " more")])


def test_changes_that_meet() -> None:
    assert meet(Edit(0, 3, ""), Edit(2, 4, ""))
    assert meet(Edit(2, 2, "a"), Edit(2, 2, "b"))
    assert not meet(Edit(0, 3, ""), Edit(3, 4, ""))


_WORD = st.sampled_from(["stool", "a", "it", "e.g.", "5pm", "—", "é"])
_SAID = st.lists(_WORD, min_size=1, max_size=6).map(" ".join)
_PIECES = st.sampled_from(
    [
        "#",
        " #",
        ": ",
        ":",
        "'",
        '"',
        "\\",
        "- ",
        "[",
        "]",
        ",",
        "{",
        "|",
        "\n",
        " ",
        "",
        "poo",
        "&",
        "*",
        "!",
        "%",
        "@",
        "`",
    ]
)


@st.composite
def _value(draw: st.DrawFn) -> str:
    said = draw(_SAID)
    form = draw(st.integers(0, 5))
    comment = draw(st.sampled_from(["", "  # NOTE stool"]))
    if form == 0:
        return f"{said}{comment}\n"
    if form == 1:
        return f'"{said}"{comment}\n'
    if form == 2:
        return f"'{said}'{comment}\n"
    if form == 3:
        return f"|\n    {said}\n    {draw(_SAID)}\n"
    if form == 4:
        return f">-\n    {said}\n    {draw(_SAID)}\n"
    return f"[{said}, '{draw(_SAID)}']{comment}\n"


@st.composite
def _document(draw: st.DrawFn) -> str:
    values = draw(st.lists(_value(), min_size=1, max_size=5))
    return "".join(
        f"{draw(st.sampled_from(['', '# NOTE stool' + chr(10)]))}key{n}: {value}" for n, value in enumerate(values)
    )


def _scalars(value: Value) -> list[Value]:
    if value.kind == "scalar":
        return [value]
    inner = value.data.values() if value.kind == "map" else value.data
    return [one for each in inner for one in _scalars(each)]


def _spaceless(text: str) -> str:
    return "".join(text.split())


@given(_document(), st.data())
def test_what_is_kept_differs_by_the_letters_of_the_changes_alone(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(start + 12, len(text))))
    new = data.draw(st.one_of(_PIECES, st.lists(_PIECES, max_size=3).map("".join), st.text(max_size=4)))
    edit = Edit(start, end, new)
    if not keeps(text, [edit]):
        return
    report = Report()
    old, made = parse_source(text, "", report), parse_source(applied(text, [edit]), "", report)
    assert old is not None
    assert made is not None
    before, after = _scalars(old), _scalars(made)
    changed = [(one, other) for one, other in zip(before, after, strict=True) if one.data != other.data]
    assert len(changed) == 1
    was, now = changed[0]
    in_single = text[was.start] == "'"

    def letters(written: str) -> int:
        """How many letters of a value these are: between single quotes, an apostrophe is written as two."""
        return len(_spaceless(written.replace("''", "'") if in_single else written))

    # Every letter that is taken out, or put in, is one of the value's own.
    taken = letters(text[start:end])
    assert len(_spaceless(now.data)) - len(_spaceless(was.data)) == letters(new) - taken
    assert applied(text, [edit]).count("# NOTE stool") == text.count("# NOTE stool")
    assert not any("NOTE" in one.data for one in after)
