"""Web page and plain text say what the leaflet's file says: every case, every starter, random leaflets."""

import difflib
import hashlib
import unicodedata

import pytest
from hypothesis import HealthCheck, assume, given, settings

from leafletgen.library.workspace import LoadedLeaflet
from tests.support.building import Workshop, case_names
from tests.support.expected_forms import text_words, web_words, without_lines
from tests.support.forms import loaded_leaflet, page_of, starters, text_of
from tests.support.random_leaflets import leaflets
from tests.support.web_pages import page_faults, said_words

_SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)
_EXAMPLES = 20 if settings().max_examples == 100 else settings().max_examples


def difference(expected: list[str], found: list[str]) -> str:
    """What differs, for a message; empty when nothing does."""
    lines = difflib.unified_diff(expected, found, "source", "form", lineterm="", n=4)
    return "\n".join(list(lines)[:60])


def check(workshop: Workshop, loaded: LoadedLeaflet) -> None:
    """Hold both forms against the content."""
    page = page_of(workshop, loaded)
    assert page_faults(page) == []
    assert difference(web_words(loaded), said_words(page)) == ""
    for columns in (72, 40, 20):
        text = text_of(loaded, columns)
        assert difference(text_words(loaded), without_lines(text)) == ""
        assert text == unicodedata.normalize("NFC", text)
        assert text.endswith("\n") and not text.endswith("\n\n")
        assert not {*text} & {"\r", "\t", "\u00a0", "\u00ad", "\u202e", "\u2067", "\x1b"}


@pytest.mark.parametrize("name", case_names())
def test_case_says_the_same(workshop: Workshop, name: str) -> None:
    check(workshop, loaded_leaflet(workshop, workshop.add_case(name)))


def test_starters_say_the_same(workshop: Workshop) -> None:
    for path in starters(workshop):
        check(workshop, loaded_leaflet(workshop, path))


@settings(max_examples=_EXAMPLES, suppress_health_check=_SLOW, report_multiple_bugs=False)
@given(leaflet=leaflets())
def test_random_leaflets_say_the_same(workshop: Workshop, leaflet: tuple[str, list[str]]) -> None:
    text, _ = leaflet
    assume(len(text) < 200_000)  # a file of more than 1 MB is refused
    path = workshop.add_text("form-" + hashlib.md5(text.encode(), usedforsecurity=False).hexdigest(), text)
    try:
        check(workshop, loaded_leaflet(workshop, path))
    finally:
        path.unlink()


def test_a_citation_right_after_a_quotation_mark(workshop: Workshop) -> None:
    """No space parts it from the mark, as none would part a word."""
    head = "code: P1/1/06.2025/VERSION1\ntitle: Pain\nlanguage: en-GB\nbrand: riverside\nlayouts: [a5-booklet]\n"
    text = head + "references:\n  one: {text: A book}\nbody:\n  - Text.\n  - quote: '[@one] says so.'\n"
    check(workshop, loaded_leaflet(workshop, workshop.add_text("quoted-citation", text)))
