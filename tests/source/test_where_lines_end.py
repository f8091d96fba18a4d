"""Where lines must not end, and where a stretch that is too wide is divided: numbers, ranges, codes, addresses."""

import pytest

from leafletgen.pages.flow.block import TooTallError
from leafletgen.pages.flow.columns import Column, paginate
from leafletgen.pages.flow.lines import break_lines
from leafletgen.pages.flow.text import Text
from tests.pages.test_lines import run, said


def ends(text: str, width: float) -> list[str]:
    """Return the lines of a text of 10 points; a # stands at the end of one that ends inside a word."""
    return [said(line) + "#" * line.cut for line in break_lines([run(text)], width)]


@pytest.mark.parametrize(
    "whole",
    [
        "8\u201310",
        "8 \u2013 10",
        "8 - 10",
        "9am\u20135pm",
        "2.5 ml",
        "5 mg/ml",
        "2.5 ml/min",
        "40 mmol/l",
        "5 µg",
        "01632 960 000",
        "(01632) 960 000",
        "+44 (0)20 7946 0000",
        "EC1A 1BB",
        "999 000 0018",
        "120/80",
        "P4396/2462/04.2023/VERSION1",
        "A/B-12",
    ],
)
def test_what_holds_together(whole: str) -> None:
    """At every width that has room for it, it stands in one line; the words around it may go."""
    room = break_lines([run(whole)], 1000)[0].width
    for more in range(0, 60, 2):
        lines = ends(f"take {whole} now", room + more)
        assert any(whole in line for line in lines), lines
        assert not any(line.endswith("#") for line in lines)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mon\u2013Fri", ["Mon\u2013", "Fri"]),
        ("1920—and", ["1920—", "and"]),
        ("and/or", ["and/", "or"]),
        ("well-known", ["well-", "known"]),
    ],
)
def test_where_lines_may_end(text: str, expected: list[str]) -> None:
    """Between letters a dash, a slash and a hyphen end a line."""
    assert ends(text, break_lines([run(text)], 1000)[0].width - 1) == expected


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("01632 960 000", 60, ["01632 960", "000"]),
        ("12\u00a0Long\u00a0Street", 40, ["12 Long", "Street"]),
        ("first.name@hospital.example.org", 80, ["first.name@", "hospital.", "example.org"]),
        ("www.example.org/path?one=two", 90, ["www.example.org/", "path?one=two"]),
        ("abcdefghij", 30, ["abcde#", "fghij"]),
    ],
)
def test_what_is_too_wide(text: str, width: float, expected: list[str]) -> None:
    """It is divided at its spaces first, then after its punctuation, and between letters last."""
    assert ends(text, width) == expected


def heading(text: str) -> Text:
    """Return a block that stays with the next."""
    block = Text([run(text)], 20, keep_next=True)
    block.orphans = block.widows = 99
    return block


def pages_of(blocks: list[Text]) -> list[list[str]]:
    """Lay blocks out on pages of 200 points, and return the words on each."""
    pages = paginate(blocks, lambda index: [Column(0, 200, 400, 200)])
    return [["".join(one.text for one in placed.block.runs) for placed in page] for page in pages]  # type: ignore[attr-defined]


def test_chain_of_headings_flows() -> None:
    """Forty headings fill their pages; none is the last on its page, and the last one stays with its text."""
    chain = [heading(f"h{number}") for number in range(39)]
    assert [len(page) for page in pages_of([*chain, Text([run("text")], 20)])] == [9, 9, 9, 9, 4]
    pages = pages_of([*chain, heading("last"), Text([run("text")], 20)])
    assert [len(page) for page in pages] == [9, 9, 9, 9, 5]
    assert pages[-1][-2:] == ["last", "text"]


def test_chain_after_text_flows() -> None:
    """It begins on the page that it follows on, since no page holds it."""
    pages = pages_of(
        [Text([run("text")], 20), *[heading(f"h{number}") for number in range(18)], Text([run("end")], 20)]
    )
    assert [len(page) for page in pages] == [9, 9, 2]


def test_chain_of_paragraphs_flows() -> None:
    """Paragraphs that a card keeps with it are divided when they are more than a page."""
    words = " ".join(["word"] * 70)
    kept = [Text([run(words)], 20, keep_next=True) for _ in range(6)]
    lines = len(kept[0].lines(400))
    pages = pages_of([*kept, Text([run("card")], 20)])
    assert len(pages) == -(-(6 * lines + 1) // 10)


def test_chain_that_fits_stays_whole() -> None:
    """A chain that fits a page moves on as before."""
    pages = pages_of(
        [
            *[Text([run(f"t{number}")], 20) for number in range(7)],
            heading("a"),
            heading("b"),
            heading("c"),
            Text([run("end")], 20),
        ]
    )
    assert [len(page) for page in pages] == [7, 4]


def test_too_tall_is_still_told() -> None:
    """A block that fits no page is a fault, also at the end of a chain."""
    tall = heading("tall")
    tall.leading, tall.keep_next = 300, False
    with pytest.raises(TooTallError):
        pages_of([heading("over it"), tall])
