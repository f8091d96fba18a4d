"""Columns of a last page: equally high, in order, and divided no more than it helps."""

import pytest

from leafletgen.pages.flow.block import Block
from leafletgen.pages.flow.columns import Column, Placed, paginate
from leafletgen.pages.flow.filling import Break
from leafletgen.pages.flow.text import Text
from tests.pages.test_lines import run
from tests.support.building import Workshop


def columns(index: int) -> list[Column]:
    """Return two columns of ten lines."""
    return [Column(0, 200, 100, 200), Column(120, 200, 100, 200)]


def line(keep_next: bool = False) -> Text:
    """Return a block of one line of 20 points."""
    return Text([run("x")], 20, keep_next=keep_next)


def counts(page: list[Placed]) -> list[int]:
    """Return how many blocks stand in each of two columns."""
    return [sum(placed.x == x for placed in page) for x in (0, 120)]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [(2, [1, 1]), (7, [4, 3]), (12, [6, 6]), (19, [10, 9]), (20, [10, 10]), (1, [1, 0])],
)
def test_last_page_is_balanced(blocks: int, expected: list[int]) -> None:
    """As many lines left as right, or one more."""
    made: list[Block] = [line() for _ in range(blocks)]
    pages = paginate(made, columns)
    assert [counts(page) for page in pages] == [expected]
    assert [placed.block for placed in pages[0]] == made


def test_only_the_last_page_is_balanced() -> None:
    """The pages before are full, and so is none that a break ends."""
    pages = paginate([line() for _ in range(26)], columns)
    assert [counts(page) for page in pages] == [[10, 10], [3, 3]]
    pages = paginate([line(), line(), Break(), line(), line()], columns)
    assert [counts(page) for page in pages] == [[2, 0], [1, 1]]


def test_heading_is_not_the_last_of_a_column() -> None:
    """What stays with the next block goes with it into the second column."""
    pages = paginate([line(), line(), line(True), line(), line()], columns)
    assert [counts(page) for page in pages] == [[2, 3]]


def test_block_is_divided_only_where_it_helps() -> None:
    """A paragraph stays whole when the columns are nearly even without, and is divided when they are not."""
    words = " ".join(["xxxxxxxxxxxxxxxx"] * 8)
    one = Text([run(words)], 20)
    assert len(one.lines(100)) == 8
    (page,) = paginate([one], columns)
    assert [placed.block.measure(100) for placed in page] == [80, 80]
    nearly = [Text([run(words)], 20), Text([run(" ".join(["xxxxxxxxxxxxxxxx"] * 7))], 20)]
    (page,) = paginate(nearly, columns)
    assert [placed.block for placed in page] == nearly


def test_starter_of_two_sides_keeps_its_two_pages(workshop: Workshop) -> None:
    """P4400 still fits its one sheet."""
    path = next(path for path in workshop.add_starters() if path.name == "P4400-mid-back-pain.yaml")
    built = workshop.build(path, "a4-two-sided")
    assert built.pages == 2
    assert built.diagnostics == ()
