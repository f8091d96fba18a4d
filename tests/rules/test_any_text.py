"""Any text at all: no rule raises, none hangs, and each needs time in proportion to the text."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leafletgen.rules.finding import Finding
from leafletgen.rules.running import FAILED, check_file, compare, comparisons, file_checks, gather, looks_at
from tests.rules.harness import as_file, rules

#: A file may have a million bytes (source.yaml); this is what one paragraph of it can be.
LARGE = 990_000
LONG = 100_000
#: Seconds of the processor that one rule may take for a file of that size: a rule that is not linear needs hours.
BOUND = 15.0
#: What makes a pattern go back and forth, or a list of words look again and again.
NASTY = {
    "one word": "a",
    "short words": "a ",
    "open brackets": "[",
    "brackets and words": "[a ",
    "links that never end": "[a](",
    "links": "[a](#b) ",
    "stars": "*",
    "bold": "**a** ",
    "unpaired bold": "**a ",
    "braces": "{",
    "round brackets": "(",
    "nested citations": "[@a;",
    "full stops": ". ",
    "dots": ".",
    "sentences": "It is so. ",
    "questions": "Why? ",
    "abbreviations": "e.g. i.e. etc. ",
    "digits": "0",
    "numbers": "10 ",
    "phone numbers": "01632 960 000 ",
    "ranges": "5-10-",
    "times": "5:30pm-",
    "percentages": "5% ",
    "dates": "1/2/",
    "capitals": "AB ",
    "hyphens": "a-",
    "apostrophes": "'a",
    "curly apostrophes": "\u2019",
    "underscores": "_a",
    "angles": "<u>",
    "addresses": "www.a.b/",
    "mail": "a@",
    "spaces": "\u00a0 ",
    "combining marks": "e\u0301\u0301",
    "right to left": "\u0627\u0644 \u202e",
    "emoji": "\U0001f469\u200d\U0001f4bb",
    "doubled words": "in in ",
    "negations": "do not ",
    "passives": "is being given by ",
    "health words": "patients with chronic medication ",
    "bullets": "\u2022 ",
}


def _as_yaml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\x7f")


def _leaflet(text: str) -> str:
    """A body with the text in each kind of place."""
    words = _as_yaml(text)
    return f"""\
- heading: {words}
  id: first
- {words}
- text: {words}
- list: [{words}, {words}, {{text: {words}, list: [{words}]}}]
- steps: [{words}]
- key: {words}
- quote: {words}
  by: {words}
- box: {{title: {words}, body: [{words}]}}
- card: {{level: emergency, title: {words}, items: [{words}, {words}], body: [{words}]}}
- image: body-map-back.svg
  alt: {words}
  caption: {words}
- table: {{caption: {words}, header: [{words}, {words}], rows: [[{words}, {words}]]}}
- resources: [{{title: {words}, url: "https://www.example.org", note: {words}}}]
- write: {{label: {words}, lines: 2}}
"""


def _told(found: list[Finding]) -> None:
    assert not [one for one in found if one.rule == FAILED], found
    for one in found:
        assert one.message
        assert one.place.line >= 1
        assert one.place.column >= 1


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=80),
        st.lists(st.sampled_from(sorted(NASTY.values())), min_size=1, max_size=12).map("".join),
        st.text(st.sampled_from("[](){}*_^\\@#.,:;!?'\"-/%&<> a1A\u2019\u00a0\n"), min_size=1, max_size=60),
    )
)
def test_no_rule_raises(text: str) -> None:
    """Whatever stands in every kind of block; each finding has a place and says what is wrong."""
    file = as_file(_leaflet(text))
    _told(check_file(file, rules()))
    _told(compare({file.shown: gather(file, rules())}, rules()))


@pytest.mark.parametrize("name", NASTY)
def test_no_rule_hangs_on_a_long_paragraph(name: str) -> None:
    """A paragraph of what patterns stumble over: a rule that is not linear needs minutes already."""
    _none_is_slow(name, LONG, BOUND * LONG / LARGE)


@pytest.mark.parametrize("name", ["one word", "open brackets", "links", "sentences", "health words", "abbreviations"])
def test_no_rule_hangs_on_a_megabyte(name: str) -> None:
    """A paragraph as long as a file may be."""
    _none_is_slow(name, LARGE, BOUND)


def _none_is_slow(name: str, size: int, bound: float) -> None:
    unit = NASTY[name]
    file = as_file("- " + _as_yaml(unit * (size // len(unit.encode()))))
    for passage in file.passages:  # which is read once for all rules
        assert passage.words is not None
        assert passage.sentences is not None
    slow: dict[str, float] = {}
    for rule in rules().values():
        if not looks_at(rule, file):
            continue
        which = {rule.id: rule}
        begun = time.process_time()
        if rule.id in file_checks():
            _told(check_file(file, which))
        if rule.id in comparisons():
            _told(compare({file.shown: gather(file, which)}, which))
        spent = time.process_time() - begun
        if spent > bound:
            slow[rule.id] = round(spent, 1)
    assert not slow
