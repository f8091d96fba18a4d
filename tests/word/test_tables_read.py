"""Tables as they are read: the grid, merges of three kinds, header rows, tables in tables."""

from __future__ import annotations

import pytest

from leafletgen.word.story import Cell, Table
from tests.word.make import docx, p, r, row
from tests.word.stories import read, texts_of


def cell(words: str, properties: str = "") -> str:
    """Return a cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(words)}</w:tc>"


def first_table(body: str) -> Table:
    """Return the first table of a body."""
    return next(block for block in read(docx(body)).story.blocks if isinstance(block, Table))


def grid(made: Table) -> list[list[tuple[str, int, bool]]]:
    """Return the words, the span and whether it goes on of each cell."""
    return [[(" ".join(texts_of(one.blocks)), one.span, one.goes_on) for one in row.cells] for row in made.rows]


def test_cells_cover_columns_and_rows() -> None:
    """w:gridSpan and w:vMerge (17.4.17 and 17.4.84)."""
    rows = [
        row(cell("a", '<w:gridSpan w:val="2"/>'), cell("b", '<w:vMerge w:val="restart"/>')),
        row(cell("c"), cell("d"), cell("", "<w:vMerge/>")),
    ]
    made = first_table(f"<w:tbl>{''.join(rows)}</w:tbl>")
    assert grid(made) == [[("a", 2, False), ("b", 1, False)], [("c", 1, False), ("d", 1, False), ("", 1, True)]]


def test_the_old_merge_across_is_a_span() -> None:
    """w:hMerge, as Word 97 wrote it."""
    cells = (cell("a", '<w:hMerge w:val="restart"/>'), cell("", '<w:hMerge w:val="continue"/>'), cell("b"))
    assert grid(first_table(f"<w:tbl>{row(*cells)}</w:tbl>")) == [[("a", 2, False), ("b", 1, False)]]


def test_columns_left_free_are_known() -> None:
    """w:gridBefore and w:gridAfter; without them the cells would move to the left."""
    free = '<w:gridBefore w:val="1"/><w:gridAfter w:val="2"/>'
    made = first_table(f"<w:tbl>{row('a', properties=free)}</w:tbl>")
    assert (made.rows[0].before, made.rows[0].after) == (1, 2)


def test_header_rows_are_marked() -> None:
    """w:tblHeader may be switched off."""
    rows = row("h", properties="<w:tblHeader/>") + row("x", properties='<w:tblHeader w:val="0"/>') + row("y")
    assert [one.header for one in first_table(f"<w:tbl>{rows}</w:tbl>").rows] == [True, False, False]


def test_a_table_has_an_alt_text() -> None:
    """w:tblCaption is its title, w:tblDescription its description."""
    properties = '<w:tblPr><w:tblCaption w:val="Doses"/><w:tblDescription w:val="By weight"/></w:tblPr>'
    made = first_table(f"<w:tbl>{properties}{row('a')}</w:tbl>")
    assert (made.title, made.description) == ("Doses", "By weight")


def test_a_table_in_a_cell_stands_there() -> None:
    """Its paragraphs count on."""
    inner = f"<w:tbl>{row('b')}</w:tbl>"
    made = first_table(f"<w:tbl><w:tr><w:tc>{p('a')}{inner}{p('c')}</w:tc></w:tr></w:tbl>")
    blocks = made.rows[0].cells[0].blocks
    assert isinstance(blocks[1], Table)
    assert texts_of(blocks) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("shade", "tinted"),
    [
        ('<w:shd w:val="clear" w:fill="FFE0E0"/>', True),
        ('<w:shd w:val="clear" w:fill="auto"/>', False),
        ('<w:shd w:val="clear" w:fill="FFFFFF"/>', False),
        ('<w:shd w:val="pct10" w:fill="auto"/>', True),
        ("", False),
    ],
)
def test_a_ground_is_a_tint(shade: str, tinted: bool) -> None:
    """White and automatic are none."""

    def only(made: Table) -> Cell:
        return made.rows[0].cells[0]

    assert only(first_table(f"<w:tbl>{row(cell('a', shade))}</w:tbl>")).tinted is tinted


def test_a_hidden_row_is_left_out() -> None:
    """Word prints none of it."""
    found = read(docx(f"<w:tbl>{row('a')}{row('b', properties='<w:hidden/>')}</w:tbl>"))
    assert found.texts == ["a"]
    assert found.words("word-hidden") == ["b"]


def test_a_table_of_which_nothing_is_left_is_none() -> None:
    """All of its rows were deleted."""
    found = read(docx(f"<w:tbl>{row('a', properties='<w:del/>')}</w:tbl>" + p("text")))
    assert found.texts == ["text"]
    assert not any(isinstance(block, Table) for block in found.story.blocks)
    assert found.words("word-change-deleted") == ["a"]


def test_something_unknown_between_rows_is_told() -> None:
    """With its words."""
    found = read(docx(f"<w:tbl>{row('a')}<w:strange>{r('lost')}</w:strange></w:tbl>"))
    assert found.words("word-unknown-element") == ["lost"]


@pytest.mark.parametrize("value", ["-3", "many", "99999999999", ""])
def test_a_span_that_is_no_number_is_one(value: str) -> None:
    """A damaged setting harms nobody."""
    span = f'<w:gridSpan w:val="{value}"/>'
    made = first_table(f"<w:tbl>{row(cell('a', span))}</w:tbl>")
    assert made.rows[0].cells[0].span == 1


def test_tables_inside_each_other_without_end_are_told() -> None:
    """Deeper than anybody makes them, their words are told."""
    body = p("core")
    for _ in range(40):
        body = f"<w:tbl><w:tr><w:tc>{body}{p('x')}</w:tc></w:tr></w:tbl>"
    found = read(docx(body))
    assert "core" in " ".join([*found.texts, *found.words("word-too-deep")])


@pytest.mark.parametrize(
    ("shade", "tinted"),
    [
        ('w:val="clear" w:fill="FFFFFF" w:themeFill="background1"', False),
        ('w:val="clear" w:fill="D9D9D9" w:themeFill="background1" w:themeFillShade="D9"', True),
        ('w:val="clear" w:fill="auto" w:themeFill="accent1"', True),
        ('w:val="clear" w:fill="Auto"', False),
        ('w:val="pct10" w:fill="auto"', True),
    ],
)
def test_the_ground_of_a_cell(shade: str, tinted: bool) -> None:
    """White of the theme is none (ECMA-376 1, 17.3.5)."""
    cell = f"<w:tc><w:tcPr><w:shd {shade}/></w:tcPr>{p(r('a'))}</w:tc>"
    [found] = read(docx(f"<w:tbl><w:tblPr/><w:tr>{cell}</w:tr></w:tbl>")).story.blocks
    assert isinstance(found, Table)
    assert found.rows[0].cells[0].tinted is tinted
