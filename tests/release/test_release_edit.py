"""Writing a new code into a leaflet's file: nothing else of it changes, however the author writes YAML."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leafletgen.errors import Report
from leafletgen.release.edit import with_code
from leafletgen.source.yaml import Value, parse_source

OLD = "P1/22/01.2026/VERSION3"
NEW = "P1/22/11.2026/VERSION4"


def plain(value: Value | None) -> object:
    """Return what YAML says, without its places."""
    assert value is not None
    if value.kind == "map":
        return {key: plain(entry) for key, entry in value.data.items()}
    if value.kind == "list":
        return [plain(entry) for entry in value.data]
    return value.data


def read(text: str) -> dict[str, object]:
    """Return what a leaflet's file says."""
    data = plain(parse_source(text, "leaflets/P1.yaml", Report()))
    assert isinstance(data, dict)
    return data


def edited(text: str, code: str = NEW, review: str | None = None) -> str:
    """Return the text with another code; it must be possible, and nothing may be said."""
    report = Report()
    result = with_code(text, "leaflets/P1.yaml", code, review, report)
    assert not report.diagnostics
    assert result is not None
    return result


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("quote", ["", '"', "'"])
def test_only_the_code_changes(quote: str, newline: str) -> None:
    lines = [
        "# A comment at the top, with  two spaces",
        "title: 'A ''quoted'' title'   # and a comment",
        f"code: {quote}{OLD}{quote}   # the printers know it",
        "",
        "body:",
        f"    - The words {OLD} stand here, and stay.",
        "    - {heading: About,   id: a}",
        "layouts:   [ small ]",
        "#",
    ]
    text = newline.join(lines)
    for ending in ("", newline, newline * 3):
        assert edited(text + ending) == (text + ending).replace(f"code: {quote}{OLD}", f"code: {quote}{NEW}")


@pytest.mark.parametrize(
    "written",
    [
        f"code: {OLD}",
        f"code:    {OLD}",
        f"code:\n  {OLD}",
        f'"code": {OLD}',
        f"'code': '{OLD}'",
        f"? code\n: {OLD}",
        f"code: >-\n  {OLD}",
        f"code: |-\n   {OLD}",
        f"code: !!str {OLD}",
    ],
)
@pytest.mark.parametrize("after", ["", "\n", "\ntitle: T\n", "\n# a comment\ntitle: T\nbody: [Words]"])
@pytest.mark.parametrize("before", ["", "brand: b\n", "---\n"])
def test_wherever_the_code_stands(before: str, written: str, after: str) -> None:
    text = before + written + after
    known = read(text)
    assert known["code"] == OLD
    result = edited(text)
    assert read(result) == {**known, "code": NEW}
    assert result.startswith(before)
    assert result.endswith(after)


@pytest.mark.parametrize("text", [f"{{code: {OLD}, title: T}}", f"{{ title: T,\n  code: '{OLD}' }}\n"])
def test_flow_style(text: str) -> None:
    assert edited(text) == text.replace(OLD, NEW)


def test_a_review_date_takes_the_place_of_the_old_one() -> None:
    text = f"code: {OLD}\nreview: '2026-02' # each two years\ntitle: T\n"
    assert edited(text, review="2028-11") == f"code: {NEW}\nreview: '2028-11' # each two years\ntitle: T\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("indent", ["", "  "])
def test_a_review_date_that_was_not_there_stands_under_the_code(newline: str, indent: str) -> None:
    text = newline.join(f"{indent}{line}" for line in (f"code: {OLD} # known", "title: T", "body: [W]"))
    expected = newline.join(
        f"{indent}{line}" for line in (f"code: {NEW} # known", "review: 2028-11", "title: T", "body: [W]")
    )
    assert edited(text, review="2028-11") == expected


def test_a_review_date_behind_a_code_at_the_end_of_the_file() -> None:
    assert edited(f"title: T\ncode: {OLD}", review="2028-11") == f"title: T\ncode: {NEW}\nreview: 2028-11\n"
    assert edited(f"title: T\ncode: {OLD}\n", review="2028-11") == f"title: T\ncode: {NEW}\nreview: 2028-11\n"


def test_a_review_date_in_front_of_the_code() -> None:
    assert edited(f"review: 2026-02\ncode: {OLD}\n", review="2028-11") == f"review: 2028-11\ncode: {NEW}\n"


def test_an_empty_review_date() -> None:
    result = edited(f"code: {OLD}\nreview:\ntitle: T\n", review="2028-11")
    assert read(result) == {"code": NEW, "review": "2028-11", "title": "T"}


@pytest.mark.parametrize(
    "code", ["P1: 4", "P1 #4", "{P1}", "'P1'", '"P1"', "*P1", "-P1", "P1\\4", "no", "12", "P1: ", "#"]
)
@pytest.mark.parametrize("quote", ["", '"', "'"])
def test_a_code_that_yaml_would_take_for_something_else(code: str, quote: str) -> None:
    text = f"code: {quote}{OLD}{quote}\ntitle: T\n"
    assert read(edited(text, code)) == {"code": code, "title": "T"}


def test_what_cannot_be_written_is_told_and_left() -> None:
    report = Report()
    assert with_code(f"{{code: {OLD}, title: T}}\n", "leaflets/P1.yaml", NEW, "2028-11", report) is None
    (fault,) = report.diagnostics
    assert str(fault) == (
        "leaflets/P1.yaml:1:8: error: the new code cannot be written into this file without changing more\n"
        f'  hint: write "code: {NEW}" and "review: 2028-11" on lines of their own'
    )


@pytest.mark.parametrize("text", ["", "- a list\n", "title: T\n", "title: [\n"])
def test_a_file_without_a_code(text: str) -> None:
    assert with_code(text, "leaflets/P1.yaml", NEW, None, Report()) is None


WORDS = st.text(st.sampled_from("abc é#:'\"\\,-{}[]&*!|>%@`?ß…"), max_size=30)
QUOTES = st.sampled_from(["plain", "single", "double", "folded", "literal", "below"])


def scalar(value: str, style: str, newline: str) -> str:
    """Write a value as an author may."""
    return {
        "plain": value,
        "single": f"'{value}'",
        "double": f'"{value}"',
        "folded": f">-{newline}   {value}",
        "literal": f"|-{newline}  {value}",
        "below": f"{newline}    {value}",
    }[style]


@given(
    styles=st.lists(QUOTES, min_size=2, max_size=2),
    words=st.lists(WORDS, min_size=2, max_size=2),
    order=st.permutations(range(6)),
    newline=st.sampled_from(["\n", "\r\n"]),
    has_review=st.booleans(),
    review=st.none() | st.just("2031-05"),
    comment=st.sampled_from(["", " # seen by X", "  #"]),
    blank=st.integers(0, 2),
    ending=st.sampled_from(["", "\n", "\n\n", "\n# the end", "\n..."]),
    indent=st.sampled_from(["", " "]),
)
def test_any_style_of_writing(
    styles: list[str],
    words: list[str],
    order: list[int],
    newline: str,
    has_review: bool,
    review: str | None,
    comment: str,
    blank: int,
    ending: str,
    indent: str,
) -> None:
    single = words[0].replace("'", "''")
    mark = comment if styles[0] in ("plain", "single", "double") else ""
    entries = [
        f"code: {scalar(OLD, styles[0], newline)}{mark}",
        f"title: '{single}'",
        f"# {words[1]}",
        "layouts: [ a,  b ]",
        f"body:{newline}{indent} - Text{newline}{indent} - heading: Top",
        f"review: {scalar('2027-01', styles[1], newline)}" if has_review else "audience: all",
    ]
    joint = newline * (blank + 1)
    text = indent + (joint + indent).join(entries[number] for number in order)
    text += ending.replace("\n", newline) if not (ending.endswith("...") and indent) else ""
    known = read(text)
    result = edited(text, NEW, review)
    assert read(result) == {**known, "code": NEW} | ({} if review is None else {"review": review})
    assert [line for line in re.split("\r?\n", result) if "#" in line] == [
        line.replace(OLD, NEW) for line in re.split("\r?\n", text) if "#" in line
    ]
    if newline == "\r\n":
        assert not re.search("(?<!\r)\n", result)
    if review is None and styles[0] in ("plain", "single", "double", "below"):
        assert result == text.replace(OLD, NEW)
