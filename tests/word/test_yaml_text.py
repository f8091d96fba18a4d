"""The YAML of an import: it reads back the same, whatever is in it, and is written as a person writes it."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from leafletgen.errors import Report, Severity
from leafletgen.source.yaml import Value, parse_source
from leafletgen.word.doubts import Doubt, Part, Spot
from leafletgen.word.importing.made import Leaflet, Made
from leafletgen.word.importing.yaml_scalars import WIDTH
from leafletgen.word.importing.yaml_text import written

#: Letters that mean something to YAML, stand where nobody sees them, or end a line for somebody.
_ODD = (
    "-?:,[]{}#&*!|>'\"%@`\\ \n\t~=.\u00a0\u00ad\u2011\u2028\u2029\u0085\u200b\ufeff\u202e\u00b5\u2019\u201c\U0001f600"
)
TEXTS = st.text(st.one_of(st.sampled_from(_ODD), st.characters(exclude_categories=["Cs", "Cc"])))
LONG_TEXTS = st.lists(TEXTS, max_size=60).map(" ".join)
SHORT_TEXTS = st.text(st.sampled_from("ab ?:,#-]"), min_size=1, max_size=5)
SCALARS = st.one_of(
    TEXTS,
    SHORT_TEXTS,
    LONG_TEXTS,
    st.sampled_from(["yes", "null", "~", "1", "2026-11-29", "12:30", "1e3", "0o7", "---"]),
)
KEYS = st.one_of(st.sampled_from(["heading", "list", "rows", "header", "text"]), TEXTS)
DATA = st.recursive(
    SCALARS | st.booleans() | st.integers(0, 99),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=20,
)


def made(head: dict[str, Any], body: list[Any]) -> Leaflet:
    leaflet = Leaflet()
    leaflet.head = {key: Made(value) for key, value in head.items()}
    leaflet.body = [Made(value) for value in body]
    return leaflet


def read(text: str) -> Any:
    report = Report()
    root = parse_source(text, "leaflets/x.yaml", report)
    assert root is not None, report.diagnostics
    return bare(root)


def bare(value: Value) -> Any:
    if value.kind == "list":
        return [bare(each) for each in value.data]
    if value.kind == "map":
        return {key: bare(each) for key, each in value.data.items()}
    return value.data


def as_texts(value: Any) -> Any:
    """As the project reads it: every scalar is its text."""
    if isinstance(value, dict):
        return {key: as_texts(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_texts(each) for each in value]
    return value if isinstance(value, str) else str(value).lower()


@given(
    st.dictionaries(st.sampled_from(["title", "strap", "keywords"]), TEXTS.filter(bool) | st.lists(TEXTS)),
    st.lists(DATA),
)
def test_any_data_reads_back_the_same(head: dict[str, Any], body: list[Any]) -> None:
    back = read(written(made(head, body), ["a comment"]))
    assert back == as_texts({**head, "body": body})


@given(st.lists(LONG_TEXTS))
def test_lines_are_short_where_words_are(body: list[str]) -> None:
    text = written(made({}, body))
    for line in text.split("\n"):
        assert (
            len(line) <= WIDTH or "  " in line.strip() or " " not in line.strip(" -\"'") or '"' in line or "'" in line
        )


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_note_is_a_comment_whatever_it_says(note: str) -> None:
    leaflet = made({}, ["one", "two"])
    leaflet.body[1].notes.append(note)
    assert read(written(leaflet)) == {"body": ["one", "two"]}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Wash your hands.", "- Wash your hands."),
        ("Ring us: 01632 960 111", '- "Ring us: 01632 960 111"'),
        ("10\u00a0minutes, follow\u2011up", '- "10\\u00a0minutes, follow\\u2011up"'),
        (r"Time: \*", r"- 'Time: \*'"),
        ("**Stop.**", '- "**Stop.**"'),
        ("Keep below 25 °C, 10 µg", "- Keep below 25 °C, 10 µg"),
        ("2028", '- "2028"'),
        ("no", '- "no"'),
        ("One.\nTwo.", '- "One.\\nTwo."'),
        ({"list": ["milk", "two eggs"]}, "- list: [milk, two eggs]"),
        ({"list": ["Milk, warm", "eggs"]}, '- list:\n      - Milk, warm\n      - eggs'),
        ({"box": {"title": "Remember", "body": ["Wear it."]}},
         '- box:\n      title: Remember\n      body:\n        - Wear it.'),
        ({"table": {"header": ["A", "B"], "rows": [["1", ""]]}},
         '- table:\n      header: [A, B]\n      rows:\n        - ["1", ""]'),
        ({"list": [{"text": "a", "list": ["b"]}], "start": 3},
         "- list:\n      - text: a\n        list: [b]\n    start: 3"),
    ],
)  # fmt: skip
def test_it_is_written_as_a_person_writes_it(value: Any, expected: str) -> None:
    assert written(made({}, [value])) == f"body:\n  {expected}\n"


@pytest.mark.parametrize("cell", ["Better?", "a?b", "When ?", "?", "a, b", "a]", "{a}", "a:", "a: b", "a #b", "- a"])
def test_cells_in_one_line_read_back_whatever_they_say(cell: str) -> None:
    table = {"table": {"header": [cell, "Yes"], "rows": [["one", cell]]}}
    text = written(made({}, [table]))
    assert yaml.safe_load(text) == {"body": [table]}
    report = Report()
    assert parse_source(text, "tried.yaml", report) is not None
    assert not report.errors


def test_long_prose_is_folded_and_its_lines_kept_where_it_has_some() -> None:
    long = "Stretch your calf every morning. " * 6
    lines = written(made({}, [long.strip(), "Sit up.\n" + long.strip()])).split("\n")
    assert lines[1] == "  - >-"
    assert all(line.startswith("    Stretch") or line.startswith("    ") for line in lines[2:4])
    assert "  - |-" in lines
    assert "    Sit up." in lines


def test_long_prose_with_hard_spaces_is_folded_in_quotes() -> None:
    text = written(made({}, ["Rest for 10\u00a0minutes after each of the exercises. " * 5 + "End"]))
    assert text.count("\\u00a0") == 5
    assert max(map(len, text.split("\n"))) <= WIDTH


def test_notes_stand_before_what_they_are_about_and_doubts_learn_their_line() -> None:
    leaflet = made({"title": "Heel", "code": ""}, [{"heading": "One"}, "Words", "", {"list": [Made("a"), Made("b")]}])
    leaflet.head["code"].notes.append("no code was found: write code:")
    leaflet.body[1].notes.append("look here")
    leaflet.body[2].notes.append("a chart stood here")
    doubts = [Doubt("word-x", Severity.DOUBT, "m", "h", Spot(Part.BODY, number), "") for number in range(4)]
    for block, doubt in zip(leaflet.body, doubts, strict=True):
        block.doubts.append(doubt)
    text = written(leaflet, ["Imported from heel.docx."])
    assert text.split("\n") == [
        "# Imported from heel.docx.",
        "title: Heel",
        "# IMPORT: no code was found: write code:",
        "body:",
        "  - heading: One",
        "  # IMPORT: look here",
        "  - Words",
        "  # IMPORT: a chart stood here",
        "  - list: [a, b]",
        "",
    ]
    assert [doubt.line for doubt in doubts] == [5, 7, 8, 9]
    assert [block.line for block in leaflet.body] == [5, 7, 8, 9]


def test_entries_of_a_list_know_their_lines() -> None:
    entries = [Made("Wear shoes with a soft heel."), Made("Stretch your calf twice a day.")]
    leaflet = made({}, [{"steps": entries}])
    written(leaflet)
    assert [entry.line for entry in entries] == [3, 4]
