"""Paragraphs that nobody would write: words of both directions, numbers, brackets, bold words and links, in any order.

No sign is lost, added or said twice, and no number is drawn in another order than it is written in.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leafletgen.languages.phrases import words_for
from tests.checker import structure
from tests.languages.sampling import RIGHT_TO_LEFT, sample, written
from tests.support.building import Workshop
from tests.support.drawn_lines import drawn_lines

#: Nothing of these may be broken or turned round.
_NUMBERS = (
    *("01632 960 123", "+44 1632 960 000", "999", "116 123", "P4400/2473", "10:30", "10.30am", "12/03/2026", "5-10"),
    *("3x10", "2.5 mg", "400 mg", "50%", "1,000", "8:30-17:00", "EX03/0001", "38.5"),
)
_LATIN = ("ibuprofen", "NHS", "Riverside", "A&E", "cauda equina", "vitamin B12")
_MARKS = (",", ".", ":", "?", ";")
_LANGUAGES = (*RIGHT_TO_LEFT, "en-GB", "pl", "bn")


class Piece(NamedTuple):
    """A part of a paragraph: as it is written in YAML, as it is read, and the number in it."""

    markup: str
    said: str
    number: str = ""


def _words(language: str) -> tuple[str, ...]:
    """Words of a script without marks round them."""
    source = sample(language) if language != "en-GB" else sample("cy")
    found = re.findall(
        r"[^\W\d_]+(?:[\u064b-\u0652\u200c][^\W\d_]*)*", f"{source['quote']} {source['key']} {source['title']}"
    )
    return tuple(sorted(set(found)))


_ARABIC = {language: _words(language) for language in RIGHT_TO_LEFT}


@st.composite
def _pieces(draw: st.DrawFn, language: str) -> list[Piece]:
    own = _ARABIC.get(language) or _words(language)
    other = _LATIN if language in RIGHT_TO_LEFT else _ARABIC["ar"]
    kinds = st.one_of(
        st.sampled_from(own).map(lambda word: Piece(word, word)),
        st.sampled_from(own).map(lambda word: Piece(word, word)),
        st.sampled_from(other).map(lambda word: Piece(word, word)),
        st.sampled_from(_NUMBERS).map(lambda number: Piece(number, number, number)),
        st.sampled_from(_NUMBERS).map(lambda number: Piece(f"({number})", f"({number})", number)),
        st.sampled_from(_NUMBERS).map(lambda number: Piece(f"**{number}**", number, number)),
        st.sampled_from(_NUMBERS).map(lambda number: Piece(f"[{number}](https://www.example.org)", number, number)),
        st.sampled_from(own).map(lambda word: Piece(f"**{word}**", word)),
        st.sampled_from(own).map(lambda word: Piece(f"({word})", f"({word})")),
        st.sampled_from(other).map(lambda word: Piece(f"[{word}](https://www.example.org)", word)),
    )
    pieces = draw(st.lists(kinds, min_size=1, max_size=14))
    # Two numbers side by side would be another number: something stands between them.
    apart: list[Piece] = []
    for piece in pieces:
        if apart and apart[-1].number and piece.number:
            word = draw(st.sampled_from(own))
            apart.append(Piece(word, word))
        apart.append(piece)
    mark = draw(st.sampled_from(("", *_MARKS)))
    return [*apart[:-1], Piece(apart[-1].markup + mark, apart[-1].said + mark, apart[-1].number)]


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(tmp_path_factory.mktemp("mixed"))


@pytest.mark.parametrize("language", _LANGUAGES)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_mixed_paragraphs(workshop: Workshop, language: str, data: st.DataObject) -> None:
    paragraphs = data.draw(st.lists(_pieces(language), min_size=1, max_size=4))
    text = {
        "code": "P1000/1000/06.2026/VERSION1",
        "title": "T",
        "language": language,
        "brand": "riverside",
        "layouts": ["case"],
        "body": [{"text": " ".join(piece.markup for piece in pieces)} for pieces in paragraphs],
    }
    built = workshop.build(workshop.add_text(f"mixed-{language}", written(text)), "case")
    assert built.path is not None, built.diagnostics
    assert structure.check(built.path) == []
    said = [" ".join(" ".join(piece.said for piece in pieces).split()) for pieces in paragraphs]
    notices = {words_for(one)["draft_translation"] for one in (language, "en")}  # of words nobody has checked
    read = [" ".join(line.split()) for line in structure.reading_text(built.path).splitlines() if line not in notices]
    assert read[-len(said) :] == said
    lines = [line.replace("(", ")") for line in drawn_lines(built.path)]
    for number in {piece.number for pieces in paragraphs for piece in pieces if piece.number}:
        times = sum(piece.number == number for pieces in paragraphs for piece in pieces)
        assert sum(line.count("".join(number.split())) for line in lines) >= times, (number, lines)
