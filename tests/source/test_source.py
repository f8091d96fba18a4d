"""YAML reading: places, limits, and text that stays text."""

from __future__ import annotations

from pathlib import Path

import pytest

from leafletgen.errors import Place, Report
from leafletgen.source.yaml import Value, parse_source, read_source


def parse(text: str) -> Value:
    """Parse text that has no fault."""
    report = Report()
    value = parse_source(text, "a.yaml", report)
    assert not report.diagnostics
    assert value is not None
    return value


def faults(text: str) -> list[str]:
    """Return the first line of every diagnostic."""
    report = Report()
    parse_source(text, "a.yaml", report)
    return [str(found).split("\n")[0] for found in report.diagnostics]


@pytest.fixture(params=["c", "python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run a test with the C parser and with the pure Python one."""
    if request.param == "python":
        monkeypatch.setattr("yaml.__with_libyaml__", False)
    return str(request.param)


@pytest.mark.usefixtures("parser")
def test_values_and_keys_know_their_place() -> None:
    """Line and column count from 1; a map's value knows its key's place."""
    root = parse("title: Back pain\nbody:\n  - heading: Why?\n    level: 2\n  - list: [one, 'two']\n")
    assert root.data["title"].place == Place("a.yaml", 1, 8)
    assert root.data["title"].key.place == Place("a.yaml", 1, 1)
    block = root.data["body"].data[0]
    assert block.place == Place("a.yaml", 3, 5)
    assert block.data["level"].place == Place("a.yaml", 4, 12)
    assert block.data["level"].key.place == Place("a.yaml", 4, 5)
    entries = root.data["body"].data[1].data["list"].data
    assert [entry.place.column for entry in entries] == [12, 17]
    assert [entry.plain for entry in entries] == [True, False]


@pytest.mark.usefixtures("parser")
def test_scalars_stay_text() -> None:
    """Norway, dates, octal numbers and telephone numbers are what was typed."""
    root = parse("[no, yes, 2027-04, 2027-04-01, 01632 960 000, 0777, 1.10, 1_000, 12:30:45, null, '~', ~]")
    assert [entry.data for entry in root.data] == [
        "no", "yes", "2027-04", "2027-04-01", "01632 960 000", "0777", "1.10", "1_000", "12:30:45", "null",
        "~", "~",
    ]  # fmt: skip
    assert [entry.is_null for entry in root.data[-3:]] == [True, False, True]


def test_place_of_finds_a_fragment_in_a_folded_value() -> None:
    """A fault inside a long text is told at its own line."""
    root = parse("body:\n  - >-\n    one two\n    three {page:x} four\n")
    assert root.data["body"].data[0].place_of("{page:x}") == Place("a.yaml", 4, 11)
    assert root.data["body"].data[0].place_of("not there") == Place("a.yaml", 2, 5)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["a.yaml:1:1: error: this file is empty"]),
        ("# only a comment\n", ["a.yaml:1:1: error: this file is empty"]),
        ("a: 1\nb: 2\na: 3\n", ['a.yaml:3:1: error: "a" stands twice, here and in line 1']),
        ("a: &x 1\n", ['a.yaml:1:4: error: "x" is an anchor or alias of YAML, which content files do not use']),
        (
            "a: &x [1]\nb: [*x, *x]\n",
            ['a.yaml:1:4: error: "x" is an anchor or alias of YAML, which content files do not use'],
        ),
        ("a: !!python/object:os.system x\n",
         ['a.yaml:1:4: error: the tag "tag:yaml.org,2002:python/object:os.system" means nothing here']),
        ("a: 1\n---\nb: 2\n", ['a.yaml:2:1: error: a second document begins here with "---"']),
        ("[a]: 1\n", ["a.yaml:1:1: error: a key must be a word, not a list or a map"]),
        ('a: "\\x07"\n', ["a.yaml:1:4: error: a control character (U+0007) is written here"]),
        ("a: b\x00c\n", ["a.yaml:1:5: error: a control character (U+0000) stands here"]),
        ("[" * 100_000, ["a.yaml:1:41: error: lists and maps are nested more than 40 deep"]),
        ("a: b: c\n", ["a.yaml:1:5: error: a colon stands where none can"]),
    ],
)  # fmt: skip
def test_refused(text: str, expected: list[str]) -> None:
    """Each fault is one diagnostic at its place, never a traceback."""
    assert faults(text) == expected


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("deep", [41, 999, 1_000, 1_001, 1_100, 5_000, 490_000])
@pytest.mark.parametrize(("opening", "column"), [("[", 41), ("- ", 81), ("[\n", 1), ("{a: ", 161), ("[x, ", 161)])
def test_our_depth_speaks_first(opening: str, column: int, deep: int) -> None:
    """Newer parsers have a depth of their own, and reach it before they tell what stands in front of it."""
    line = 41 if "\n" in opening else 1
    text = opening * min(deep, 950_000 // len(opening))
    assert faults(text) == [f"a.yaml:{line}:{column}: error: lists and maps are nested more than 40 deep"]


@pytest.mark.usefixtures("parser")
def test_what_stands_before_the_depth_is_told_too() -> None:
    """The parser's look ahead hides nothing, and nothing is told twice."""
    deep = "[" * 5_000
    assert faults(f"a: 1\na: 2\nb: {deep}") == [
        'a.yaml:2:1: error: "a" stands twice, here and in line 1',
        "a.yaml:3:43: error: lists and maps are nested more than 40 deep",
    ]
    anchor = 'a.yaml:1:5: error: "b" is an anchor or alias of YAML, which content files do not use'
    assert faults(f"a: [&b 1, {deep}") == [anchor]
    assert faults("[" * 41 + "@") == ["a.yaml:1:41: error: lists and maps are nested more than 40 deep"]


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    "text", ["a: 'b\n", "a: [1, 2\n", "\ta: 1\n", "a:\n\t- b\n", "a: @b\n", "a\nb: c\n", 'a: "\\q"\n', "{a: 1", "%"]
)
def test_syntax_errors_have_a_place_and_a_hint(text: str) -> None:
    """Whatever the parser says becomes a diagnostic with a hint."""
    report = Report()
    assert parse_source(text, "a.yaml", report) is None
    [fault] = report.diagnostics
    assert fault.place is not None
    assert fault.hint


def test_yaml_bomb_is_refused_at_its_first_anchor(tmp_path: Path) -> None:
    """Nothing is expanded."""
    lines = ["a0: &a0 [x, x, x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    path = tmp_path / "bomb.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    report = Report()
    assert read_source(path, "bomb.yaml", report) is None
    assert [str(found.place) for found in report.diagnostics] == ["bomb.yaml:1:5"]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """Missing, too large and not UTF-8 are told in plain words."""
    path = tmp_path / "x.yaml"
    report = Report()
    assert read_source(path, "x.yaml", report) is None
    path.write_bytes(b"a: " + b"x" * 1_000_000)
    assert read_source(path, "x.yaml", report) is None
    path.write_bytes("title: ok\nstrap: caf\u00e9".encode("latin-1"))
    assert read_source(path, "x.yaml", report) is None
    assert [str(found).split("\n")[0] for found in report.diagnostics] == [
        "x.yaml:1:1: error: this file cannot be read: No such file or directory",
        "x.yaml:1:1: error: this file is larger than 1 MB",
        "x.yaml:2:11: error: this file is not UTF-8 text",
    ]


def test_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    """Files from Windows Notepad read as others do."""
    path = tmp_path / "x.yaml"
    path.write_bytes(b"\xef\xbb\xbftitle: a\r\nbody: |\r\n  one\r\n  two\r\n")
    report = Report()
    root = read_source(path, "x.yaml", report)
    assert not report.diagnostics
    assert root is not None
    assert root.data["title"].place == Place("x.yaml", 1, 8)
    assert root.data["body"].data == "one\ntwo\n"
