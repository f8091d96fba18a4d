"""Lines and pages of the PDF layer by itself: where lines may end, and what stays together on a page."""

import itertools
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leafletgen.document.element import Element, Role
from leafletgen.fonts.typeface import GLUE, Typeface
from leafletgen.pages.flow.block import TOLERANCE, Block, TooTallError
from leafletgen.pages.flow.columns import Column, Placed, paginate
from leafletgen.pages.flow.filling import Break, Group, Item, fill
from leafletgen.pages.flow.table import Table, TableStyle
from leafletgen.pages.flow.text import Line, Run, Text, break_lines
from leafletgen.pdf.canvas import TaggedCanvas
from leafletgen.pdf.xmp import Metadata
from tests.checker import structure

FONTS = Path(__file__).parents[2] / "assets" / "fonts"
NOTO = Typeface.load(FONTS / "NotoSans-Regular.ttf")
BOLD = Typeface.load(FONTS / "NotoSans-Bold.ttf")
BLACK = "0 0 0 rg"
INVISIBLE = ["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"]

_UNESCAPED = {"\\(": "(", "\\)": ")", "\\\\": "\\", "\\r": "\r", "\\n": "\n"}


def run(text: str, face: Typeface = NOTO) -> Run:
    """Return a run of 10 points."""
    return Run(text, face, 10, BLACK, Element(Role.PARAGRAPH))


_PLAIN = run("")


def decode(code: str, face: Typeface) -> str:
    """Read an encoded string back."""
    values = _split(code)
    return "".join(_LETTER_OF[face][pair] for pair in zip(values[::2], values[1::2], strict=True))


def _split(code: str) -> list[str]:
    """Return the bytes of a PDF string, their escapes undone."""
    return [_UNESCAPED.get(part, part) for part in re.findall(r"\\?.", code, re.DOTALL)]


_LETTER_OF = {
    face: {tuple(_split(code)): letter for letter, code in face.codes.items() if code and letter != GLUE}
    for face in (NOTO, BOLD)
}


def said(line: Line, runs: Sequence[Run] = (_PLAIN,)) -> str:
    """Return the words of a line of runs, without the space at its end."""
    return "".join(decode(piece.code, runs[piece.run].face) for piece in line.pieces)


def broken(text: str, width: float) -> list[str]:
    """Break a text of 10 points into the words of its lines."""
    return [said(line) for line in break_lines([run(text)], width)]


# --- where lines end -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("take 10 mg", "10 mg"),
        ("walk for 5 km", "5 km"),
        ("only 30 % of", "30 %"),
        ("phone 01632 960 000", "01632 960 000"),
        ("aaaa bbbb !", "bbbb !"),
        ("aaaa bbbb , c", "bbbb ,"),
        ("aaaa ( bbbb", "( bbbb"),
        ("aaaa « bbbb »", "« bbbb »"),
        ("aaaa bbbb \u2013 c", "bbbb \u2013"),
        ("aaaa b\u00a0c", "b\u00a0c"),
        ("aaaa b\u202fc", "b\u202fc"),
        ("aaaa -5", "-5"),
        ("aaaa 3-4", "3-4"),
        ("aaaa 1/2/2025", "1/2/2025"),
        ("aaaa 120/80", "120/80"),
        ("aaaa (b)", "(b)"),
        ("aaaa b.", "b."),
        ("over 12 weeks or", "12 weeks"),
        ("call NHS 111 if", "NHS 111"),
        ("see page 32 for", "page 32"),
        ("by e-mail or", "e-mail"),
        ("an X-ray of", "X-ray"),
        ("see a.nhs.uk/back-pain-now of", "back-pain-now"),
        ("to the-team@a-b.example.org of", "the-team@a-b.example.org"),
    ],
)
def test_what_stays_on_a_line(text: str, whole: str) -> None:
    """No line ends inside these at any width that they fit on."""
    least = NOTO.width(whole, 10)
    for width in range(int(least) + 1, int(NOTO.width(text, 10)) + 2):
        assert any(whole in line for line in broken(text, width)), (width, broken(text, width))


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("well-known", 40, ["well-", "known"]),
        ("and/or", 25, ["and/", "or"]),
        ("https://www.example.org/path/to", 140, ["https://www.example.org/", "path/to"]),
        ("www.nhs.uk/every-mind-matters", 62, ["www.nhs.uk/", "every-mind-", "matters"]),
        ("one\u2013two", 30, ["one\u2013", "two"]),
        ("one\u200btwo", 25, ["one", "two"]),
        ("one\ntwo", 500, ["one", "two"]),
        ("one\n\ntwo", 500, ["one", "", "two"]),
        ("", 100, [""]),
        ("aaa", 1, ["a", "a", "a"]),
        ("e\u0301e\u0301", 1, ["e\u0301", "e\u0301"]),
        ("aaa bbb ccc", 40, ["aaa bbb", "ccc"]),
    ],
)
def test_where_lines_end(text: str, width: float, lines: list[str]) -> None:
    """A line ends at spaces, after hyphens, dashes and slashes, and between letters in an emergency alone."""
    assert broken(text, width) == lines


def test_break_across_runs() -> None:
    """A word that changes its style halfway is one word; a space between two runs is a place to break."""
    runs = [run("plain "), run("bold", BOLD), run("ly"), run(" and", BOLD)]
    width = NOTO.width("plain ", 10) + BOLD.width("bold", 10) + 1
    assert [said(line, runs) for line in break_lines(runs, width)] == ["plain", "boldly", "and"]
    assert [said(line, runs) for line in break_lines(runs, 200)] == ["plain boldly and"]


def test_lines_but_the_last_end_with_a_space() -> None:
    """Words never run together over a line's end, also at a line break; emergency breaks add no space."""
    assert [line.spaced for line in break_lines([run("aaa bbb\nccc ddd")], 25)] == [True, True, True, False]
    assert [line.spaced for line in break_lines([run("aaaaaa")], 25)][:-1] == [False] * (len(broken("aaaaaa", 25)) - 1)


_LETTERS = sorted(
    letter
    for letter in NOTO.codes.keys() & BOLD.codes.keys()
    if letter != GLUE
    and NOTO.codes[letter]
    and unicodedata.name(letter, "").startswith(("LATIN", "COMBINING", "DIGIT"))
)
_TEXT = st.lists(
    st.one_of(
        st.sampled_from("abcdefg"),
        st.sampled_from(_LETTERS),
        st.sampled_from([" ", " ", "\u00a0", "-", "/", "\u2013", "(", ")", "\\", ".", ",", "5", "\n", *INVISIBLE]),
        st.sampled_from(["www.example.org/a-b", "10 mg", "01632 960 000", "wwwwwwwwwwwwwwwwwwwwwwww"]),
    ),
    max_size=60,
).map("".join)


@given(texts=st.lists(st.tuples(_TEXT, st.booleans()), min_size=1, max_size=4), width=st.floats(1, 300))
@settings(deadline=None)
def test_no_letter_is_lost_and_none_stands_out(texts: list[tuple[str, bool]], width: float) -> None:
    """The lines say what the runs say, at any width, and no line is wider than its column."""
    runs = [run(text, BOLD if bold else NOTO) for text, bold in texts]
    lines = break_lines(runs, width)
    source = "".join(text for text, _ in texts)
    for sign in INVISIBLE:
        source = source.replace(sign, "")
    assert "".join(said(line, runs) + (" " if line.spaced else "") for line in lines).split() == source.split()
    assert "".join("".join(said(line, runs).split()) for line in lines) == "".join(source.split())
    for line in lines:
        words = said(line, runs)
        drawn = sum(runs[piece.run].face.width(decode(piece.code, runs[piece.run].face), 10) for piece in line.pieces)
        assert line.width == pytest.approx(drawn, abs=0.01)
        letters = [letter for letter in words if not unicodedata.combining(letter)]
        assert line.width <= width + 2 * TOLERANCE or len(letters) <= 1 or NOTO.width(words[:1], 10) > width
    # A mark on a letter never begins a line, unless the source has it behind a space or a break.
    for before, after in itertools.pairwise(lines):
        if (
            said(after, runs)[:1]
            and unicodedata.combining(said(after, runs)[0])
            and said(before, runs)
            and not before.spaced
        ):
            assert f"{said(before, runs)[-1]}{said(after, runs)[0]}" not in source


# --- what stays together ---------------------------------------------------------------------------------------------


def text(lines: int, keep_next: bool = False, width: float = 200) -> Text:
    """Return a text of so many lines, 10 points each."""
    block = Text([run("\n".join(f"line {number}" for number in range(lines)))], 10, keep_next=keep_next)
    assert block.measure(width) == 10 * lines
    return block


def pages(blocks: Sequence[Block], height: float) -> list[list[Placed]]:
    """Lay blocks out on pages of a height."""
    return paginate(blocks, lambda index: [Column(0, height, 200, height)])


def heights(blocks: Sequence[Block], height: float) -> list[list[float]]:
    """Return the heights of what stands on each page."""
    return [[placed.block.measure(200) for placed in page] for page in pages(blocks, height)]


def test_widows_and_orphans() -> None:
    """Two lines at least stay at the foot and at the head of a page."""
    assert heights([text(8), text(4)], 100) == [[80, 20], [20]]
    assert heights([text(9), text(4)], 100) == [[90], [40]]
    assert heights([text(6), text(5)], 100) == [[60, 30], [20]]
    assert heights([text(8), text(3)], 100) == [[80], [30]]
    assert heights([text(25)], 100) == [[100], [100], [50]]
    assert heights([text(11)], 100) == [[90], [20]]


def test_heading_goes_on_with_its_text() -> None:
    """A heading, or a chain of them, is never alone at the foot of a page."""
    assert heights([text(8), text(1, keep_next=True), text(4)], 100) == [[80], [10, 40]]
    assert heights([text(7), text(1, keep_next=True), text(4)], 100) == [[70, 10, 20], [20]]
    assert heights([text(7), text(1, True), text(1, True), text(4)], 100) == [[70], [10, 10, 40]]


def test_heading_at_the_end_of_everything() -> None:
    """Blocks that are kept with nothing are still printed."""
    assert heights([text(1, keep_next=True)], 100) == [[10]]
    assert heights([text(9), text(2, keep_next=True)], 100) == [[90], [20]]


def test_group_stays_whole() -> None:
    """A figure goes to the next page with its caption."""
    assert heights([text(6), Group([text(3), text(2)])], 100) == [[60], [50]]
    assert heights([text(6), Group([text(3), text(2)], splits=True)], 100) == [[60, 30], [20]]


def test_too_tall_is_an_error() -> None:
    """What must stay whole and fits no page is named, with its height and the room."""
    group = Group([text(6), text(6)])
    with pytest.raises(TooTallError) as fault:
        pages([text(1), group], 100)
    assert fault.value.block is group
    assert (fault.value.height, fault.value.room) == (120, 100)


def test_page_break() -> None:
    """A break ends the page, also an empty one, and the last one leaves no empty page."""
    assert heights([text(1), Break(), text(2)], 100) == [[10], [20]]
    assert [len(page) for page in pages([text(1), Break()], 100)] == [1]


def test_item_keeps_its_label_with_the_first_part() -> None:
    """A list item's label stands once, beside its first lines."""
    label = text(1)
    item = Item(label, [text(25)], 20, 0, 0, 0)
    parts = [placed.block for page in pages([item], 100) for placed in page]
    assert [part.label is label for part in parts if isinstance(part, Item)] == [True, False, False]


def test_space_between_blocks() -> None:
    """The larger of two distances holds, and none at the top of a page."""
    first, second = text(2), text(2)
    first.below, second.above = 5, 12
    placed = pages([first, second], 100)[0]
    assert [100 - entry.top for entry in placed] == [0, 32]
    first.above = 50
    assert fill([first], 200, 100).placed == [(first, 0.0)]


STYLE = TableStyle(4, 2, "0 0 0", "0.9 0.9 0.9", "")


def cells(root: Element, role: Role, words: Sequence[str], scope: str = "") -> list[Text]:
    """Return a row of cells with their elements."""
    row = root.add(Role.ROW)
    made = []
    for word in words:
        node = row.add(role)
        if scope:
            node.scope = scope
        made.append(Text([Run(word, NOTO, 10, BLACK, node)], 12))
    return made


@pytest.mark.parametrize("lines", [1, 60])
def test_table_repeats_its_header(tmp_path: Path, lines: int) -> None:
    """On every further page the header row is drawn again, as an artifact; a tall row is divided."""
    root = Element(Role.DOCUMENT)
    canvas = TaggedCanvas(root, Metadata("A table", "en"), (240, 240))
    heading = root.heading(1)
    title = Text([Run("A table", NOTO, 10, BLACK, heading)], 12, keep_next=True)
    node = root.add(Role.TABLE)
    header = cells(node.add(Role.HEAD), Role.HEADER, ["Head one", "Head two"], "column")
    body = node.add(Role.ROWS)
    rows = [
        cells(body, Role.CELL, [f"row {number}", "\n".join(f"word {number}" for _ in range(lines))])
        for number in range(30)
    ]
    table = Table(header, rows[: 30 if lines == 1 else 3], STYLE, False, 0, 0)
    if lines > 1:
        del body.kids[3:]
    laid = paginate([title, table], lambda index: [Column(20, 220, 200, 200)])
    assert len(laid) > 2
    for page in laid:
        for placed in page:
            assert placed.block.measure(200) <= 200 + 2 * TOLERANCE
            placed.block.draw(canvas, placed.x, placed.top, placed.width)
        canvas.showPage()
    path = tmp_path / "table.pdf"
    path.write_bytes(canvas.bytes())
    assert structure.check(path) == []
    artifacts = structure.artifact_text(path)
    assert ["Head one" in page for page in artifacts] == [False] + [True] * (len(laid) - 1)
    assert structure.reading_text(path).count("Head one") == 1
    said_rows: list[Any] = structure.reading_text(path).split()
    assert said_rows.count("word") == lines * (30 if lines == 1 else 3)


@given(counts=st.lists(st.tuples(st.integers(1, 30), st.booleans()), min_size=1, max_size=12), room=st.integers(5, 12))
@settings(deadline=None)
def test_flow_loses_nothing(counts: list[tuple[int, bool]], room: int) -> None:
    """Every line of every block is placed once, in order, inside its page."""
    blocks = [text(lines, keep_next=kept and lines < 3) for lines, kept in counts]
    found: dict[int, int] = {}
    for page in pages(blocks, 10 * room):
        y = 10.0 * room
        for placed in page:
            assert placed.top <= y + TOLERANCE
            y = placed.top - placed.block.measure(200)
            assert y >= -2 * TOLERANCE
            assert isinstance(placed.block, Text)
            key = id(placed.block.runs)
            found[key] = found.get(key, 0) + len(placed.block.lines(200))
    assert list(found) == [id(block.runs) for block in blocks]
    assert [found[id(block.runs)] for block in blocks] == [lines for lines, _ in counts]
