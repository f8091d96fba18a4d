"""Prose of a story as markup: it reads back as the very same words in the same styles."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leafletgen.errors import Place, Report
from leafletgen.source.inline import SEEN, Prose, parse_prose
from leafletgen.word.importing.languages import passage, short_tag
from leafletgen.word.importing.marks import escaped
from leafletgen.word.importing.prose import prose, usable
from leafletgen.word.story import NoteMark, PageOf, Piece, Stretch

SMALL = dict(zip("0123456789", "₀₁₂₃₄₅₆₇₈₉", strict=True))
PLACE = Place("a.yaml", 3, 5)


class Letter(NamedTuple):
    """A letter that is seen, and how it looks."""

    letter: str
    bold: bool
    italic: bool
    raised: bool
    language: str
    target: str


def read_back(text: str) -> Prose:
    """Parse markup that has no fault."""
    report = Report()
    read = parse_prose(text, PLACE, report)
    assert not report.diagnostics, (text, report.diagnostics)
    return read


def on_the_line(piece: Stretch) -> str:
    """Return the words of a stretch, lowered digits as small ones where there are digits alone."""
    small = piece.lowered and piece.text.strip().isdigit()
    return "".join([SMALL.get(letter, letter) if small else letter for letter in piece.text])


def letters_read(text: str) -> list[Letter]:
    """Return the seen letters of markup with their styles."""
    return [
        Letter(
            letter,
            span.bold,
            span.italic,
            span.superscript,
            span.language or "",
            "" if span.link is None else span.link.target,
        )
        for span in read_back(text).spans
        for letter in span.text
        if SEEN.search(letter)
    ]


def letters_meant(pieces: Sequence[Piece]) -> list[Letter]:
    """Return the seen letters of stretches with their styles, found without the code under test."""
    meant = []
    for piece in pieces:
        assert isinstance(piece, Stretch)
        text = on_the_line(piece)
        target = (usable(piece.target) or "") if piece.target else ""
        meant += [
            Letter(letter, piece.bold, piece.italic, piece.raised, short_tag(piece.language), target)
            for letter in text
            if SEEN.search(letter)
        ]
    return meant


def comparable(letters: Sequence[Letter]) -> list[Letter]:
    """Return letters without what may be another: the language of what is no letter, the weight of a long number."""
    made = []
    for letter in letters:
        if not letter.letter.isalpha():
            letter = letter._replace(language="")
        if letter.letter.isdigit():
            letter = letter._replace(bold=False, italic=False)
        made.append(letter)
    return made


STRETCHES = st.builds(
    Stretch,
    text=st.text(alphabet="ab 12\n*^[](){}@\\é\xa0\u200b.:-=lpgÄ²µ", max_size=7)
    | st.sampled_from(["{lang=de}", "{page:why}", "[@fn1]", "](http://a.b)", "{brand.name}", "3*4*5", " ", "**", "10"]),
    bold=st.booleans(),
    italic=st.booleans(),
    raised=st.booleans(),
    lowered=st.booleans(),
    language=st.sampled_from(["", "", "de-DE", "cy-GB", "zh-CN", "x-none"]),
    target=st.sampled_from(
        [
            "",
            "",
            "",
            "#why",
            "https://a.b/c_(d)",
            "http://a.b/c)d",
            "www.a.b/[x] y",
            "mailto:a@b.c",
            "tel:01632 960",
            "javascript:x",
            "file:///etc/passwd",
        ]
    ),
)


@given(st.lists(STRETCHES, max_size=9))
@settings(max_examples=400, deadline=None)
def test_markup_reads_back_as_the_same_letters_in_the_same_styles(pieces: list[Stretch]) -> None:
    assert comparable(letters_read(prose(pieces))) == comparable(letters_meant(pieces))


@given(st.lists(STRETCHES, max_size=9))
@settings(max_examples=200, deadline=None)
def test_words_are_parted_by_white_space_where_they_were(pieces: list[Stretch]) -> None:
    meant = "".join([on_the_line(piece) for piece in pieces])
    read = "".join([span.text for span in read_back(prose(pieces)).spans])
    assert unicodedata.normalize("NFC", read).split() == unicodedata.normalize("NFC", meant).split()


@given(st.text(max_size=40))
def test_escaped_words_have_no_mark(text: str) -> None:
    read = read_back(escaped(text))
    assert "".join([span.text for span in read.spans]) == unicodedata.normalize("NFC", text)
    assert len(read.spans) <= 1


@pytest.mark.parametrize(
    ("pieces", "written"),
    [
        ([Stretch("Time:\tmorning * evening [either] {both}")], r"Time: morning \* evening \[either\] \{both\}"),
        ([Stretch("feel "), Stretch("stiff ", bold=True), Stretch("and")], "feel **stiff** and"),
        ([Stretch("a", bold=True), Stretch(" "), Stretch("b", bold=True)], "**a b**"),
        ([Stretch("a", bold=True), Stretch("b", italic=True)], "**a***b*"),
        ([Stretch("a", bold=True), Stretch("b", bold=True, italic=True), Stretch("c", italic=True)], "**a*b**c*"),
        ([Stretch("10"), Stretch("6", raised=True), Stretch(" units of H"), Stretch("2", lowered=True), Stretch("O")],
         "10^6^ units of H₂O"),
        ([Stretch("HbA"), Stretch("1c", lowered=True)], "HbA1c"),
        ([Stretch("19"), Stretch("th of May", raised=True)], "19^th^ ^of^ ^May^"),
        ([Stretch("5"), Stretch("0 mg", bold=True)], "**50 mg**"),
        ([Stretch("1", bold=True), Stretch("0 mg")], "**10** mg"),
        ([Stretch("Ask for "), Stretch("Vitamintropfen ", language="de-DE"), Stretch("now")],
         "Ask for [Vitamintropfen]{lang=de} now"),
        ([Stretch("See "), Stretch("the ", target="http://a.b"), Stretch("NHS", bold=True, target="http://a.b")],
         "See [the **NHS**](http://a.b)"),
        ([Stretch("@home", target="mailto:a@b.c")], r"[\@home](mailto:a@b.c)"),
        ([Stretch("Lies ", language="de"), Stretch("das", language="de", target="#das"), Stretch("!", language="de")],
         "[Lies [das](#das)]{lang=de}!"),
        ([Stretch("one "), Stretch(" two  \n three \n")], "one two\nthree"),
        ([Stretch("Rest.", bold=True), NoteMark("fn1"), Stretch(" Go on", bold=True)], "**Rest.[@fn1] Go on**"),
        ([Stretch("on page "), PageOf("why", "3")], "on page {page:why}"),
        ([Stretch(" ", bold=True)], ""),
        ([], ""),
    ],
)  # fmt: skip
def test_marks_stand_where_an_author_would_set_them(pieces: list[Piece], written: str) -> None:
    assert prose(pieces) == written
    read_back(written)


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("https://www.nhs.uk/a b", "https://www.nhs.uk/a%20b"),
        ("www.nhs.uk", "https://www.nhs.uk"),
        ("tel:01632 960 000", "tel:01632960000"),
        ("mailto:a@b.c?subject=My heel", "mailto:a@b.c?subject=My%20heel"),
        ("#why", "#why"),
        ("https://a.b/{x}|y", "https://a.b/%7Bx%7D%7Cy"),
        ("javascript:alert(1)", None),
        ("file:///C:/old.docx", None),
        ("../other.docx", None),
        ("mailto:nobody", None),
        ("https://", None),
        (f"https://a.b/{'x' * 2000}", None),
    ],
)
def test_an_address_is_one_that_a_leaflet_takes(target: str, address: str | None) -> None:
    assert usable(target) == address


@pytest.mark.parametrize(
    ("tag", "main", "mark"),
    [
        ("de-DE", "en-GB", "de"),
        ("en-US", "en-GB", ""),
        ("cy-GB", "en-GB", "cy"),
        ("zh-TW", "en-GB", "zh-Hant"),
        ("sr-Latn-RS", "en-GB", "sr-Latn"),
        ("x-none", "en-GB", ""),
        ("no such tag", "en-GB", ""),
    ],
)
def test_a_passage_is_marked_by_its_language_without_its_country(tag: str, main: str, mark: str) -> None:
    assert passage(tag, main) == mark
