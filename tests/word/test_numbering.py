"""Entries of lists are counted as Word counts them, and have the marks that Word prints."""

from __future__ import annotations

import pytest

from leafletgen.word.reading.labels import shown
from leafletgen.word.reading.names import w
from leafletgen.word.reading.numbering import Numbers
from leafletgen.word.reading.package import Package
from leafletgen.word.reading.styles import Styles
from leafletgen.word.story import Counting, Numbering
from tests.word.lists import DEEP, abstract, bullet, entries, level, listed, num, numbered, starts
from tests.word.make import p

LIST_STYLE = (
    '<w:style w:type="numbering" w:styleId="Steps"><w:name w:val="Steps"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)
HEADINGS = "".join(
    [
        f'<w:style w:type="paragraph" w:styleId="Heading{rank}"><w:name w:val="heading {rank}"/>'
        f'<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for rank in (1, 2)
    ]
)


def marks_of(data: bytes) -> list[Numbering | None]:
    """Return the mark of each paragraph."""
    package = Package.open(data, "lists.docx")
    styles = Styles(package)
    numbers = Numbers(styles)
    root = package.xml(package.document)
    assert root is not None
    return [numbers.next(styles.paragraph(one.find(w("pPr")))) for one in root.iter(w("p"))]


def labels(data: bytes) -> str:
    """Return the labels of all paragraphs, with - for one without a mark."""
    return " ".join([(mark.label or "none") if mark else "-" for mark in marks_of(data)])


def heading(rank: int, inside: str = "") -> str:
    """Return a heading."""
    return p("words", f'<w:pStyle w:val="Heading{rank}"/>{inside}')


@pytest.mark.parametrize(
    ("numbering", "body", "expected"),
    [
        # What LibreOffice 7.4 prints of the same files, too.
        (abstract(0, *DEEP) + num(1, 0),
         entries((1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)),
         "1. 1.1 1.2 1.2.1 1.2.2 1.3 1.3.1 2. 2.1 2.1.1"),
        (abstract(0, *DEEP) + num(1, 0),
         entries((1, 0), (1, 2), (1, 2), (1, 1), (1, 1), (1, 0), (1, 2), (1, 1)),
         "1. 1.1.1 1.1.2 1.2 1.3 2. 2.1.1 2.2"),
        (abstract(0, *DEEP) + num(1, 0), entries((1, 2), (1, 2), (1, 1), (1, 0), (1, 1)), "1.1.1 1.1.2 1.2 2. 2.1"),
        (abstract(0, *DEEP) + num(1, 0) + num(2, 0), entries(1, 1, 0, 1, 2, 2, 1), "1. 2. - 3. 4. 5. 6."),
        (abstract(0, *DEEP) + num(1, 0) + num(2, 0, starts(0, 4)) + num(3, 0, starts(0, 1)),
         entries(1, 1, 0, 2, 2, 3, 3, 1, 2),
         "1. 2. - 4. 5. 1. 2. 3. 4."),
        (abstract(0, *DEEP) + num(1, 0)
         + num(2, 0, f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)", 3)}</w:lvlOverride>'),
         entries(1, 1, 2, 2, 1),
         "1. 2. C) D) 5."),
        (abstract(0, level(0, start=None), level(1, start=0, text="%1.%2")) + num(1, 0),
         entries(1, 1, (1, 1), (1, 1)),
         "0. 1. 1.0 1.1"),
        (abstract(0, level(0, text="Step %1:"), level(1, "none", "Note:"), level(2, text="")) + num(1, 0),
         entries(1, (1, 1), 1, (1, 2)),
         "Step 1: Note: Step 2: none"),
        (abstract(0, *DEEP) + abstract(1, level(0, "lowerLetter", "%1)")) + num(1, 0) + num(2, 1),
         entries(1, 2, 2, 1, 2),
         "1. a) b) 2. c)"),
        (abstract(0, *DEEP) + num(1, 0), entries(1, 9, 1), "1. - 2."),
        # Where LibreOffice does otherwise than ECMA-376 1: a level that starts elsewhere does so again (17.9.26),
        (abstract(0, *DEEP) + num(1, 0) + num(2, 0, starts(1, 5)),
         entries((1, 0), (1, 1), (2, 0), (2, 1), (2, 1), (2, 0), (2, 1)),
         "1. 1.1 2. 2.5 2.6 3. 3.5"),
        # a level restarts after the level that is named, or never (17.9.10),
        (abstract(0, level(0), level(1, text="%1.%2", inside='<w:lvlRestart w:val="0"/>'),
                  level(2, text="%1.%2.%3", inside='<w:lvlRestart w:val="1"/>')) + num(1, 0),
         entries((1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)),
         "1. 1.1 1.1.1 1.2 1.2.2 2. 2.3 2.3.1"),
        # and all numbers of a legal level are decimals (17.9.4).
        (abstract(0, level(0, "upperRoman"), level(1, text="%1.%2", inside="<w:isLgl/>"),
                  level(2, "lowerLetter", "%1.%2.%3")) + num(1, 0),
         entries((1, 0), (1, 1), (1, 2), (1, 0), (1, 1)),
         "I. 1.1 I.1.a II. 2.1"),
        (abstract(0, level(0, "none", ""), level(1, text="%1%2")) + num(1, 0), entries((1, 0), (1, 1)), "none 1"),
    ],
)  # fmt: skip
def test_lists_are_counted_as_word_does(numbering: str, body: str, expected: str) -> None:
    assert labels(listed(numbering, body)) == expected


def test_an_abstract_list_that_names_a_style_is_counted_with_the_list_of_that_style() -> None:
    steps = abstract(0, *DEEP, link='<w:styleLink w:val="Steps"/>')
    linked = abstract(1, link='<w:numStyleLink w:val="Steps"/>')
    data = listed(steps + linked + num(1, 0) + num(2, 1), entries(1, 2, (2, 1), 1), LIST_STYLE)
    assert labels(data) == "1. 2. 2.1 3."
    assert {mark.series for mark in marks_of(data) if mark} == {"0"}


def test_lists_that_name_each_other_in_a_circle_have_no_mark() -> None:
    numbering = abstract(0, link='<w:numStyleLink w:val="Steps"/>') + num(1, 0)
    assert labels(listed(numbering, entries(1), LIST_STYLE)) == "none"


def test_headings_are_numbered_by_their_style_on_the_level_that_names_it() -> None:
    first = level(0, inside='<w:pStyle w:val="Heading1"/>')
    second = level(1, text="%1.%2", inside='<w:pStyle w:val="Heading2"/>')
    body = heading(1) + heading(2) + heading(2) + heading(1, numbered(0)) + heading(1) + heading(2)
    data = listed(abstract(0, first, second) + num(1, 0), body, HEADINGS)
    assert labels(data) == "1. 1.1 1.2 - 2. 2.1"


def test_a_heading_with_numbering_that_shows_nothing_has_no_number() -> None:
    """LibreOffice writes such numbering into its headings."""
    data = listed(abstract(0, level(0, "none", "")) + num(1, 0), heading(1), HEADINGS)
    (mark,) = marks_of(data)
    assert mark is not None
    assert (mark.counting, mark.label) == (Counting.NONE, "")


@pytest.mark.parametrize(
    ("one", "counting", "label"),
    [
        (bullet(0, "\uf0b7", "Symbol"), Counting.BULLET, "•"),
        (bullet(0, "o", "Courier New"), Counting.BULLET, "o"),
        (bullet(0, "\u2013"), Counting.BULLET, "\u2013"),
        (bullet(0, "\uf0a7", "Wingdings"), Counting.BULLET, "▪"),
        (bullet(0, "\uf0fc", "Wingdings"), Counting.TICK, "✓"),
        (bullet(0, "q", "Wingdings"), Counting.TICK, "❑"),
        (bullet(0, "\uf0a8", "Wingdings"), Counting.TICK, "🞎"),
        (bullet(0, "\uf052", "Wingdings 2"), Counting.TICK, "☑"),
        (bullet(0, "☐", "MS Gothic"), Counting.TICK, "☐"),
        (bullet(0, "\uf0fc", "Wingdings", '<w:lvlPicBulletId w:val="0"/>'), Counting.BULLET, "✓"),
        (level(0, "lowerLetter", "%1)"), Counting.LETTER, "a)"),
        (level(0, "upperRoman", "%1)"), Counting.ROMAN, "I)"),
        (level(0, "decimalZero"), Counting.DECIMAL, "01."),
        (level(0, "none", "%1"), Counting.NONE, ""),
        (level(0, text=""), Counting.NONE, ""),
    ],
)
def test_the_kind_of_a_mark_is_told(one: str, counting: Counting, label: str) -> None:
    (mark,) = marks_of(listed(abstract(0, one) + num(1, 0), entries(1)))
    assert mark is not None
    assert (mark.counting, mark.label) == (counting, label)


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        (26, "lowerLetter", "z"),
        (27, "lowerLetter", "aa"),
        (55, "upperLetter", "CCC"),
        (4, "lowerRoman", "iv"),
        (1949, "upperRoman", "MCMXLIX"),
        (0, "lowerRoman", "0"),
        (9, "decimalZero", "09"),
        (11, "ordinal", "11th"),
        (22, "ordinal", "22nd"),
        (1, "cardinalText", "One"),
        (40, "cardinalText", "Forty"),
        (21, "ordinalText", "Twenty-first"),
        (12, "ordinalText", "Twelfth"),
        (30, "ordinalText", "Thirtieth"),
        (100, "ordinalText", "100th"),
        (5, "chicago", "**"),
        (3, "numberInDash", "- 3 -"),
        (20, "decimalEnclosedCircle", "⑳"),
        (21, "decimalEnclosedCircle", "21"),
        (5000, "lowerLetter", "5000"),
        (7, "thaiLetters", "7"),
    ],
)
def test_numbers_are_shown_in_their_format(value: int, form: str, expected: str) -> None:
    assert shown(value, form) == expected


@pytest.mark.parametrize(("pattern", "expected"), [("001, 002, 003, ...", "007"), ("", "7"), ("a, b", "7")])
def test_a_custom_format_says_how_many_digits_there_are(pattern: str, expected: str) -> None:
    assert shown(7, "custom", pattern) == expected


def test_a_mark_without_an_end_is_cut() -> None:
    """Each entry repeats it, so that a file could grow without bounds."""
    body = p("words", numbered(1, 0)) * 2
    found = marks_of(listed(abstract(0, level(0, text="%1." * 10_000)) + num(1, 0), body))
    assert [len(mark.label) for mark in found if mark] == [170, 170]
