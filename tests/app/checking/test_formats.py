"""JSON, GitHub's lines and the lines of a terminal: each finding once, whatever stands in its words."""

import json
import re
from pathlib import Path
from textwrap import wrap

import pytest

from leafletgen.app.checking.as_github import as_github
from leafletgen.app.checking.as_json import as_json
from leafletgen.app.checking.repository import as_address, within_repository
from leafletgen.app.checking.results import Results, in_words
from leafletgen.app.checking.snippets import WIDTH, Texts, quotation, snippet
from leafletgen.cli.check_text import lines, totals
from leafletgen.errors import Place, Severity
from leafletgen.rules.finding import Finding
from leafletgen.rules.reading import TRIAGE
from leafletgen.source.yaml import Source
from tests.app.checking.samples import FILE, finding, results, write_file


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_file(tmp_path)
    return tmp_path


def test_json_has_each_finding_with_both_its_ends() -> None:
    data = json.loads(as_json(results()))
    assert [(one["rule"], one["severity"], one["line"], one["end_line"]) for one in data["diagnostics"]] == [
        ("list-long", "error", 9, 10),
        ("plain-words", "warning", 9, 9),
        ("library-small", "advice", None, None),
    ]
    second = data["diagnostics"][1]
    assert list(second)[:9] == [
        *("file", "line", "column", "end_line", "end_column", "rule", "severity", "message", "hint"),
    ]
    assert (second["file"], second["column"], second["end_column"]) == (FILE, 18, 23)
    assert second["also"] == [{"file": FILE, "line": 8, "column": 14}]
    assert data["diagnostics"][2]["file"] is None
    assert data["waived"][0]["because"] == "people ask for it"
    assert data["counts"] == {"error": 1, "warning": 1, "advice": 1}
    assert data["triage"][0]["flesch_kincaid"] == 9.25


def test_github_reads_each_line_back_as_it_was_meant() -> None:
    hostile = finding(
        "stool", message="50% done\r\n::error::no, this: that", hint="one\ntwo", rule="plain-words", also=()
    )
    odd = hostile._replace(place=Place("leaflets/a,b:c%.yaml", 9, 18, None, (9, 23)))
    told = as_github(results(findings=(odd,)), "content/").decode()
    assert told.count("\n") == 1
    assert told == (
        "::warning file=content/leaflets/a%2Cb%3Ac%25.yaml,line=9,col=18,endLine=9,endColumn=23,title=plain-words"
        "::50%25 done\\x0d\\x0a::error::no, this: that%0Ahint: one\\x0atwo\n"
    )


def test_github_has_a_word_for_each_severity_and_no_column_where_there_are_two_lines() -> None:
    told = as_github(results()).decode().splitlines()
    assert told[0].startswith(f"::error file={FILE},line=9,endLine=10,title=list-long::")
    assert told[1].startswith(f"::warning file={FILE},line=9,col=18,endLine=9,endColumn=23,title=plain-words::")
    assert told[2] == "::notice title=library-small::there are few leaflets"


def test_the_terminal_shows_the_words_by_file_with_a_mark_under_them(root: Path) -> None:
    told = list(lines(results(), Texts(root), colour=False))
    assert told == [
        FILE,
        f'{FILE}:9:5: error: "Look at your stool, 50% of people do; it\'s\\x0a    a sign" is hard [list-long]',
        "     9 | - Look at your stool, 50% of people do; it's …",
        f"       |   {'^' * 42}",
        "  hint: say it plainly",
        f'{FILE}:9:18: warning: "stool" is hard [plain-words]',
        "     9 | - Look at your stool, 50% of people do; it's",
        "       |                ^^^^^",
        f"  and {FILE}:8:14",
        "     8 | - heading: What is it?",
        "       |            ^^^^^^^^^^^",
        "  hint: say it plainly",
        "",
        "the workspace",
        "advice: there are few leaflets [library-small]",
        "",
        "Where to look first, by how hard the words are to read:",
        f"  {FILE}: Flesch-Kincaid grade 9.2, 1,234 words",
        "  leaflets/P2.yaml: Flesch-Kincaid grade 4.0, SMOG grade 7.0, 300 words",
        *(f"  {line}" for line in wrap(TRIAGE, WIDTH)),
        "",
        "3 files: 1 error, 1 warning, 1 piece of advice; 1 can be mended with --fix; 1 waived",
    ]


def test_colours_are_only_on_a_terminal(root: Path) -> None:
    plain = "\n".join(lines(results(), Texts(root), colour=False))
    painted = "\n".join(lines(results(), Texts(root), colour=True))
    assert "\x1b" not in plain
    assert "\x1b[31m\x1b[1merror:\x1b[0m" in painted


@pytest.mark.parametrize(
    ("hidden", "told"),
    [
        ({Severity.ADVICE: 12}, "12 pieces of advice not shown (--severity advice)"),
        ({Severity.ADVICE: 1, Severity.WARNING: 2}, "2 warnings, 1 piece of advice not shown (--severity advice)"),
        ({Severity.WARNING: 2}, "2 warnings not shown (--severity warning)"),
        ({}, ""),
    ],
)
def test_totals_say_what_is_not_shown(hidden: dict[Severity, int], told: str) -> None:
    line = totals(Results("w", 1, (), hidden))
    assert line == f"1 file: nothing to say{'; ' if told else ''}{told}"


def test_numbers_in_words() -> None:
    assert in_words({Severity.ERROR: 1, Severity.WARNING: 1200, Severity.ADVICE: 0}) == "1 error, 1,200 warnings"


def test_a_long_line_is_cut_around_the_words_at_white_space(root: Path) -> None:
    text = f"body:\n  - {'word ' * 40}here is stool and {'more ' * 40}\n"
    write_file(root, text)
    start = text.index("stool")
    part = snippet(Source(FILE, text).place_at(start, start + 5), Texts(root))
    assert part is not None
    assert part.text[part.start : part.start + part.width] == "stool"
    assert part.text.startswith("… word ")
    assert part.text.endswith(" more …")
    assert len(part.text) <= WIDTH + 4


@pytest.mark.parametrize(
    ("before", "columns"),
    [("中文", 4), ("e\u0301t", 2), ("a\u200bb", 8), ("\t", 4), ("a\u202eb", 8)],
    ids=["wide", "combining", "invisible", "tab", "direction"],
)
def test_columns_are_those_of_a_terminal(root: Path, before: str, columns: int) -> None:
    write_file(root, f"x: {before}stool\n")
    part = snippet(Place(FILE, 1, 4 + len(before), None, (1, 9 + len(before))), Texts(root))
    assert part is not None
    assert (part.start, part.width) == (3 + columns, 5)


@pytest.mark.parametrize("place", [Place(FILE, 99, 1), Place("gone.yaml", 1, 1), Place("", 0, 0)])
def test_what_is_no_longer_there_is_not_shown(root: Path, place: Place) -> None:
    assert snippet(place, Texts(root)) is None
    assert list(lines(Results("w", 1, (Finding("r", Severity.ERROR, "m", "", place),)), Texts(root), False))


def test_lines_end_as_the_file_has_them(root: Path) -> None:
    write_file(root, "a: 1\r\nb: stool\r\n")
    part = snippet(Place(FILE, 2, 4, None, (2, 9)), Texts(root))
    assert part is not None
    assert part.text == "b: stool"


def test_a_workspace_in_a_repository_knows_its_folder(tmp_path: Path) -> None:
    inner = tmp_path / "content" / "leaflets here"
    inner.mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    assert within_repository(inner) == "content/leaflets here/"
    assert within_repository(tmp_path) == ""
    assert as_address("content/leaflets here/ü.yaml") == "content/leaflets%20here/%C3%BC.yaml"


def test_a_page_quotes_all_lines_of_the_words_and_some_of_what_is_around_them(root: Path) -> None:
    text = f"body:\r\n  - {'word ' * 40}one two\r\n    three four {'more ' * 40}\r\n"
    write_file(root, text)
    source = Source(FILE, text)
    quoted = quotation(source.place_at(text.index("one"), text.index(" four")), Texts(root))
    assert quoted is not None
    assert quoted.words == "one two\nthree"
    assert re.fullmatch("… (word )+", quoted.before)
    assert re.fullmatch(" four (more )+…", quoted.after)
    assert quotation(Place(FILE, 99, 1, None, (99, 4)), Texts(root)) is None


def test_a_line_of_a_megabyte_costs_no_more_than_a_short_one(root: Path) -> None:
    write_file(root, "body: " + "stool " * 150_000)
    texts = Texts(root)
    parts = [snippet(Place(FILE, 1, 7 + 6 * n, None, (1, 12 + 6 * n)), texts) for n in range(20_000)]
    assert all(part is not None and part.text[part.start : part.start + part.width] == "stool" for part in parts)
