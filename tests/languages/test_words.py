"""The words of a file in the order of its tags are those of the source: nothing lost, turned round or added."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.checker import structure
from tests.languages.documents import KINDS, made
from tests.languages.sampling import LANGUAGES, blocks, sample

#: What tells directions to a program is set by leafletgen itself, and nobody copies it.
_CONTROLS = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufffd]")
_LINK = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_words_in_the_order_of_the_tags(language: str, kind: str) -> None:
    said = _plain(structure.reading_text(made(language, kind).path))
    place, lost = 0, []
    for words in _leaflet(language) if kind == "leaflet" else _sheet(language):
        found = said.find(words, place)
        if found < 0:
            lost.append(words)
        else:
            place = found + len(words)
    assert lost == [], said
    assert not _CONTROLS.search(said)


def _leaflet(language: str) -> Iterator[str]:
    """Yield the words of each text of a leaflet of every block, in their order."""
    for entries in blocks(language).values():
        for entry in entries:
            yield from _words(entry)


def _words(entry: object) -> Iterator[str]:
    if isinstance(entry, str):
        if not entry.startswith("["):  # a title that is said again, with a page that is known later
            yield _plain(_bare(entry))
    elif isinstance(entry, list):
        for part in entry:
            yield from _words(part)
    elif isinstance(entry, dict):
        for key, part in entry.items():
            if key in _SAID:
                yield from _words(part)


#: Keys of blocks whose values are said as they are, in the order of the page.
_SAID = frozenset(
    (
        *("heading", "list", "steps", "text", "key", "quote", "by", "box", "title", "body", "card", "items", "caption"),
        *("table", "header", "rows", "write", "label", "pictures"),
    )
)


def _sheet(language: str) -> Iterator[str]:
    words = sample(language)["exercise"]
    yield _plain(_bare(words["name"]))
    yield from (_plain(_bare(step)) for step in words["steps"])


def _bare(text: str) -> str:
    """A text without its marks."""
    return _LINK.sub(r"\1", text.replace("[@one]", "")).replace("**", "").replace("*", "").replace("10^2^", "10²")


def _plain(text: str) -> str:
    """With one kind of space."""
    return " ".join(text.split())
