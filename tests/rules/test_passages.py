"""A passage is what a reader reads, and each of its letters stands where it says, however the YAML is written."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from leafletgen.errors import NOWHERE, Report
from leafletgen.rules.letters import letters_of
from leafletgen.rules.markup import FIELD, read_markup
from leafletgen.rules.passage import Passage
from leafletgen.source.inline import composed, parse_prose
from leafletgen.source.kinds import clean_text
from leafletgen.source.yaml import Value, parse_source
from leafletgen.superscripts import PLAIN, RAISED
from tests.rules.harness import applied, as_file

_STYLES = ("plain", "single", "double", "literal", "folded")
_LETTERS = st.text(
    st.sampled_from("ab c.,:#'\"\\-*^[](){}@=é\u0301\u00a0日\u0627\U0001f600&!|>%?x1") | st.characters(codec="utf-8"),
    max_size=40,
)
_MARKUP = st.lists(
    st.sampled_from((
        "word", " ", "  ", ".", ",", "**", "*", "***", "^", "[", "](https://a.org/b_(c))", "](#id)", "]{lang=de}",
        "[@one]", "[@one; @two]", "{page:why}", "{contact.phone}", "\\", "\\*", "\\[", "(", ")", "2", "\n", "é",
        "e\u0301", "]", "{", "}", "; ", "\u1100\u1161", "\u00a0", "[]", "3*4",
    )),
    max_size=14,
).map("".join)  # fmt: skip


def _value(text: str) -> Value | None:
    root = parse_source(text, "tried.yaml", Report())
    return None if root is None or root.kind != "map" else root.data.get("key")


def _written(data: str, style: str, indent: int, end: str) -> str | None:
    """A map with this text, written by another program in this style; None where it cannot be."""
    marks = {"plain": None, "single": "'", "double": '"', "literal": "|", "folded": ">"}
    try:
        text = yaml.dump({"key": data}, default_style=marks[style], allow_unicode=True, width=20, indent=indent)
    except yaml.YAMLError:
        return None
    return text.replace("\n", end)


@settings(max_examples=400)
@given(_LETTERS, st.sampled_from(_STYLES), st.sampled_from((2, 4)), st.sampled_from(("\n", "\r\n")))
@example("two\n\nlines", "folded", 2, "\n")
@example(" begins with a space\nand goes on", "literal", 2, "\n")
@example('it\'s "said"', "single", 2, "\r\n")
@example("a long text that goes on over the end of its line", "double", 2, "\n")
def test_letters_stand_where_it_is_said(data: str, style: str, indent: int, end: str) -> None:
    """What is read again is what the parser read, letter by letter, in every style and with any line ends."""
    text = _written(data, style, indent, end)
    value = None if text is None else _value(text)
    if value is None or value.kind != "scalar":
        return
    letters = letters_of(value)
    assert letters.exact or "\ufffd" in value.data
    _are_in_order(value, letters.starts, letters.ends)


def _are_in_order(value: Value, starts: Sequence[int], ends: Sequence[int]) -> None:
    """Every letter stands after the one before it; one that stands for itself is that letter."""
    text = value.source.text
    assert len(starts) == len(ends) == len(value.data)
    for (start, end), (after, _) in pairwise(zip(starts, ends, strict=True)):
        assert start <= end <= after or (start == after and end >= start)
    for letter, start, end in zip(value.data, starts, ends, strict=True):
        assert value.start <= start < end <= max(value.end, start + 1)
        if end - start == 1:
            assert text[start:end] == letter or letter in "\n " or text[start:end] in "\n\r\x85"


@pytest.mark.parametrize(
    "text",
    [
        "key: >-\n  one two\n  three\n",
        "key: >\n  one\n\n  two\n\n\n",
        "key: >+\n  one\n   more to the right\n  two\n\n",
        "key: |\n    one\n  # no comment\n",
        "key: |2\n   one\n  two\n",
        "key: |-\n\n\n  one\n",
        "key: one two\n  three\n\n  four # a comment\n",
        "key: 'it''s one\n  and two\n\n  three'\n",
        'key: "a\\\n  b \\u00e9 \\x41 \\t\\"q\\"\n  c"\n',
        'key: "a  \n  b"\n',
        "key: [one, two]\n",
        "key: !!str 12\n",
        'key: ! "x y"\n',
        "key: \u00e9\u0301 \U0001f600 x\n",
        "key: >-\r\n  one\r\n  two\r\n",
        "key: >-\n  one\u0085  two\n",
        "key: 'a\u2028  b'\n",
    ],
)
def test_letters_of_what_people_write(text: str) -> None:
    """Forms that no program writes."""
    value = _value(text)
    assert value is not None
    for one in value.data if value.kind == "list" else (value,):
        letters = letters_of(one)
        assert letters.exact, (one.data, text)
        _are_in_order(one, letters.starts, letters.ends)


@settings(max_examples=400)
@given(_MARKUP)
@example("words[@one], and")
@example("( [@one] )")
@example("**a [b** c](https://d.org) [e]{lang=fr} x^2^")
@example("\\\\[a]{lang=de}***b***")
def test_text_is_that_of_the_prose(text: str) -> None:
    """What is read is what the pages print, with a merge field as one character; letters come from themselves."""
    text = composed(text)
    prose = parse_prose(text, NOWHERE, Report())
    filled = prose.substitute({span.field: FIELD for span in prose.spans if span.field})
    read = read_markup(text)
    assert read.text == filled.plain()
    at = list(range(len(text))) if read.at is None else read.at
    assert len(at) == len(read.text)
    assert at == sorted(at)
    for letter, index in zip(read.text, at, strict=True):
        assert text[index] == letter or (letter == FIELD and text[index] == "{") or letter in RAISED
    for start, end in (*read.bold, *read.italic):
        assert 0 <= start < end <= len(read.text)


@settings(max_examples=400)
@given(_MARKUP, st.sampled_from(_STYLES), st.data())
def test_places_and_edits_of_a_passage(text: str, style: str, data: st.DataObject) -> None:
    """Words stand at the place that is said; a change that is offered changes these letters, and nothing else."""
    written = _written(text, style, 2, "\n")
    value = None if written is None else _value(written)
    if value is None or value.kind != "scalar" or not clean_text(value):
        return
    passage = Passage("key", "paragraph", value, "en", markup=True)
    if not passage.text:
        return
    start = data.draw(st.integers(0, len(passage.text)))
    end = data.draw(st.integers(start, len(passage.text)))
    new = data.draw(st.sampled_from(("new", "", "it's", 'say "x"', "a: b", "# c", "*", "- d", "two words", "\u2019")))
    place = passage.place(start, end)
    assert (place.line, place.column) <= (place.end or (place.line, place.column))
    edit = passage.edit(start, end, new)
    if edit is None:
        return
    changed = _value(applied(value.source.text, (edit,)))
    assert changed is not None and changed.kind == "scalar"
    after = Passage("key", "paragraph", changed, "en", markup=True)
    assert after.text == passage.text[:start] + new + passage.text[end:]
    assert [link.target for link in after.links] == [link.target for link in passage.links]


def test_places_in_a_leaflet() -> None:
    """Words have the line and column that an editor shows, through folds, quotes and markup."""
    file = as_file(
        "- >-\n  Take your **tablets with\n  food** each day.\n"
        '- "She said \\"stop\\" and [rang us](tel:01632960000)."\n'
        "- list:\n    - 'It''s one'\n    - two\n"
    )
    first, second, third, fourth = (passage for passage in file.passages if passage.block >= 0)
    assert first.text == "Take your tablets with food each day."
    begin = first.text.index("with food")
    place = first.place(begin, begin + len("with food"))
    assert (place.line - 8, place.column, place.end) == (1, 25, (10, 9))
    assert first.bold == [(10, 27)]
    assert second.text == 'She said "stop" and rang us.'
    assert second.links == [(20, 27, "tel:01632960000")]
    begin = second.text.index("rang")
    assert _words(file.text, second, begin, begin + 7) == "rang us"
    assert _words(file.text, second, 9, 15) == '\\"stop\\"'
    assert (third.text, third.role, third.key) == ("It's one", "entry of a list", "body.3.list.1")
    assert _words(file.text, third, 0, 4) == "It''s"
    assert _words(file.text, fourth, 0, 3) == "two"


def _words(text: str, passage: Passage, start: int, end: int) -> str:
    first, last = passage.stretch(start, end)
    place = passage.place(start, end)
    lines = text.split("\n")
    assert place.end is not None
    assert lines[place.line - 1][place.column - 1 : place.end[1] - 1] == text[first:last]
    return text[first:last]


def test_edits_keep_the_layout() -> None:
    """A change writes what has to be typed there; where it would need other quotes there is none."""
    plain = as_file("- a text without quotes\n").passages[-1]
    assert plain.edit(0, 1, "one") is not None
    assert plain.edit(0, 1, "- one") is None
    assert plain.edit(1, 1, ": ") is None
    single = as_file("- 'in quotes'\n").passages[-1]
    edit = single.edit(0, 2, "it's in")
    assert edit is not None and edit.new == "it''s in"
    double = as_file('- "in quotes"\n').passages[-1]
    edit = double.edit(0, 2, 'an "x" in')
    assert edit is not None and edit.new == 'an \\"x\\" in'
    marked = as_file("- a **bold** word\n").passages[-1]
    assert marked.edit(0, 6, "x") is None, "this would take the stars apart"
    assert marked.edit(2, 6, "thick") is not None
    assert marked.edit(2, 6, "") is None
    assert marked.edit(2, 6, "a**b") is None
    linked = as_file("- see [our page](https://a.org) now\n").passages[-1]
    assert linked.edit(4, 12, "your page") is not None
    assert linked.edit(4, 12, "your] page") is None


def test_words_and_sentences() -> None:
    """What is one word to a reader is one; abbreviations, decimals, times and addresses end no sentence."""
    text = (
        "See Dr. Smith at 5.30pm, e.g. on Monday. Take 1,000 mg of it! Don't wait: www.nhs.uk/a.b has more. "
        "Ring 01632 960 000 (ext. 12) or mid-back@example.org. Is it A. or B.? \u201cYes.\u201d It is approx. 2.5 cm."
    )
    passage = as_file(f"- {yaml.safe_dump(text, allow_unicode=True, width=9999)}").passages[-1]
    words = [word.text for word in passage.words]
    for one in ("Dr", "5.30pm", "e.g.", "1,000", "Don't", "www.nhs.uk/a.b", "mid-back@example.org", "2.5"):
        assert one in words
    assert [passage.text[one.start : one.end] for one in passage.sentences] == [
        "See Dr. Smith at 5.30pm, e.g. on Monday.",
        "Take 1,000 mg of it!",
        "Don't wait: www.nhs.uk/a.b has more.",
        "Ring 01632 960 000 (ext. 12) or mid-back@example.org.",
        "Is it A. or B.?",
        "\u201cYes.\u201d",
        "It is approx. 2.5 cm.",
    ]


def lowered(text: str) -> str:
    """A text with what is raised as letters of the line again."""
    return text.translate(dict(zip(map(ord, RAISED), PLAIN, strict=True)))


def test_every_text_of_the_starters_is_found_exactly() -> None:
    """No text of the starter files has a place that is not known, and words are where they are said to be."""
    from leafletgen.library.workspace import Workspace
    from leafletgen.rules.checked import kind_of, read_file

    root = Path(__file__).parents[2]
    workspace, number = Workspace(root), 0
    for path in (*root.glob("leaflets/**/*.yaml"), *root.glob("assets/*/**/*.yaml")):
        if kind_of(path, root) is None:
            continue
        file = read_file(workspace, path, Report())
        assert file is not None
        for passage in file.passages:
            number += 1
            assert passage.letters.exact, passage
            for word in passage.words:
                first, last = passage.stretch(word.start, word.end)
                written = file.text[first:last]
                if word.text == FIELD:
                    assert written == "{"
                elif written != word.text and word.text.isascii():
                    said = written.replace("''", "'").replace("*", "").replace("^", "").replace("\\", "")
                    assert said in (word.text, lowered(word.text)), (written, word)
    assert number > 5000
