"""Places: they compare by file, line and column, and know where what begins there ends."""

import pickle
from pathlib import Path

import pytest

from leafletgen.errors import Place, Report, error
from leafletgen.source.inline import parse_prose
from leafletgen.source.yaml import Value, parse_source
from tests.support.building import ROOT

TEXT = """\
title: "Back pain"   # a comment
list: [one, two]
map:
  plain: several
    lines of it
  block: |
    # no comment
    last

  # a comment
empty:
last: here
"""


def read(text: str = TEXT) -> Value:
    """Return the root of a text."""
    report = Report()
    root = parse_source(text, "a.yaml", report)
    assert root is not None and not report.diagnostics
    return root


def cut_out(text: str, place: Place) -> str:
    """Return what stands between the beginning and the end of a place."""
    assert place.end is not None
    lines = [*text.split("\n"), ""]
    begin = sum(len(line) + 1 for line in lines[: place.line - 1]) + place.column - 1
    end = sum(len(line) + 1 for line in lines[: place.end[0] - 1]) + place.end[1] - 1
    return text[begin:end]


def values(value: Value) -> list[Value]:
    """Return a value, its keys, and all that is in it."""
    kids = list(value.data.values()) if value.kind == "map" else value.data if value.kind == "list" else []
    keys = [kid.key for kid in kids if kid.key is not kid]
    return [value, *keys, *(inner for kid in kids for inner in values(kid))]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (["title"], '"Back pain"'),
        (["list"], "[one, two]"),
        (["list", 0], "one"),
        (["map"], TEXT[TEXT.index("plain:") : TEXT.index("\n\n  # a")]),
        (["map", "plain"], "several\n    lines of it"),
        (["map", "block"], "|\n    # no comment\n    last"),
        (["last"], "here"),
        ([], TEXT.rstrip()),
    ],
)
def test_a_value_ends_after_its_last_character(path: list[str | int], said: str) -> None:
    value = read()
    for step in path:
        value = value.data[step]
    assert cut_out(TEXT, value.place) == said


def test_a_key_ends_before_its_colon() -> None:
    root = read()
    assert cut_out(TEXT, root.data["map"].key.place) == "map"


def test_what_is_empty_ends_where_it_begins() -> None:
    place = read().data["empty"].place
    assert place.end == (place.line, place.column)


@pytest.mark.parametrize("path", sorted(ROOT.glob("leaflets/*.yaml")), ids=lambda path: path.stem)
def test_every_value_of_a_leaflet_ends_in_its_file(path: Path) -> None:
    """What is cut out of the file is the value: a plain one word by word."""
    text = path.read_text("utf-8")
    for value in values(read(text)):
        said = cut_out(text, value.place)
        assert said == said.strip()
        if value.plain:
            assert said.split() == value.data.split()


def test_marks_inside_a_text_have_ends_of_their_own() -> None:
    text = 'body: "See [the page](https://example.org/) and {page:why}, [@one]."\n'
    value = read(text).data["body"]
    prose = parse_prose(value.data, value.place, Report(), value.place_of)
    link = next(span.link for span in prose.spans if span.link)
    assert cut_out(text, link.place) == "](https://example.org/)"
    places = [span.place for span in prose.spans if (span.page_of or span.citation) and span.place]
    assert [cut_out(text, place) for place in places] == ["{page:why}", "[@one]"]


def test_places_compare_and_unpack_by_their_beginning() -> None:
    place = read().data["last"].place
    plain = Place("a.yaml", 12, 7)
    assert (place, hash(place)) == (plain, hash(plain))
    assert place != Place("a.yaml", 12, 8)
    assert place != ("a.yaml", 12, 7, None)
    file, line, column = place
    assert (file, line, column) == ("a.yaml", 12, 7)
    later = Place("b.yaml", 1, 1)
    assert sorted([later, plain, Place("a.yaml", 2, 9)]) == [Place("a.yaml", 2, 9), plain, later]
    assert plain.end is None


def test_a_diagnostic_tells_its_end() -> None:
    place = read().data["title"].place
    found = error("text-empty", "this text is empty", "", place)
    assert found.end == (1, 19)
    data = found.as_data()
    assert (data["line"], data["column"], data["end_line"], data["end_column"]) == (1, 8, 1, 19)
    assert error("text-empty", "this text is empty").as_data()["end_line"] is None


def test_an_end_goes_along_to_another_process_and_the_text_does_not() -> None:
    place = read(f"title: here\nother: {'x' * 5000}\n").data["title"].place
    sent = pickle.dumps(place)
    assert len(sent) < 200
    assert pickle.loads(sent).end == place.end == (1, 12)
