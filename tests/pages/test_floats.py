"""What follows a floating block comes first, a paragraph gives its last lines, and no page is left nearly empty."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from leafletgen.pages.flow.block import Block
from leafletgen.pages.flow.columns import Column
from leafletgen.pages.flow.evening import LEAST, EvenPages
from leafletgen.pages.flow.filling import Break, fill, leave
from leafletgen.pages.flow.heights import Heights
from leafletgen.pages.flow.panels import WritingLines
from leafletgen.pages.flow.table import Table, TableStyle
from leafletgen.pages.flow.text import Text
from tests.pages.test_lines import run

LINE, PAGE, WIDTH = 20.0, 200.0, 100.0


def text(lines: int, keep_next: bool = False, gives: bool = False) -> Text:
    """Return a paragraph of so many lines; one line is a page's tenth."""
    made = Text([run("\n".join(["x"] * lines))], LINE, keep_next=keep_next)
    made.gives = gives
    return made


def whole(lines: int, floats: bool = False) -> Text:
    """Return a block of so many lines that is not divided."""
    made = text(lines)
    made.orphans = made.widows = 99
    made.floats = floats
    return made


def heading() -> Text:
    """Return what stays with the next block, and what no floating block passes."""
    made = whole(1)
    made.keep_next = made.opens = True
    return made


def pages_of(blocks: Sequence[Block], ends: bool = True) -> list[list[Block]]:
    """Lay blocks out on pages of ten lines."""
    pages = EvenPages(lambda _: Column(0, PAGE, WIDTH, PAGE), leave, Heights(WIDTH), ends=ends).paginate(blocks)
    return [[placed.block for placed in page] for page in pages]


def test_what_follows_a_floating_block_comes_first() -> None:
    """The block begins the next page, and what follows fills the one that it would have left empty."""
    first, figure, second, third = whole(6), whole(5, floats=True), whole(4), whole(2)
    assert pages_of([first, figure, second, third]) == [[first, second], [figure, third]]
    figure.floats = False
    assert pages_of([first, figure, second, third]) == [[first], [figure, second], [third]]


def test_floating_blocks_keep_their_order() -> None:
    """The second stands after the first, though it would have fitted."""
    first, high, low, after = whole(6), whole(5, floats=True), whole(2, floats=True), whole(4)
    assert pages_of([first, high, low, after]) == [[first, after], [high, low]]


def test_no_floating_block_comes_into_another_section() -> None:
    """A heading of a section ends the page on which a block waits; so does a break."""
    first, figure, opening, after = whole(5), whole(6, floats=True), heading(), whole(2)
    assert pages_of([first, figure, opening, after]) == [[first], [figure, opening, after]]
    assert pages_of([first, figure, Break(), after]) == [[first], [figure], [after]]


def test_little_room_is_left_empty() -> None:
    """Where nearly nothing would be left empty, a floating block simply goes on to the next page."""
    first, figure, after = whole(9), whole(5, floats=True), whole(1)
    assert pages_of([first, figure, after]) == [[first], [figure, after]]


def test_paragraph_gives_its_last_lines() -> None:
    """Two lines go on with the table that it leads to; one that may not be divided goes on as a whole."""
    first, leading, table = whole(4), text(5, keep_next=True, gives=True), whole(5)
    (before, after) = pages_of([first, leading, table])
    assert [block.measure(WIDTH) / LINE for block in before] == [4, 3]
    assert [block.measure(WIDTH) / LINE for block in after] == [2, 5]
    leading.gives = False
    assert pages_of([first, leading, table]) == [[first], [leading, table]]


def test_end_of_a_chain_that_no_page_holds_goes_on_alone() -> None:
    """Heading and words fill up the page before a card that leaves no room for them."""
    first, title, words, card = whole(5), heading(), whole(2), whole(9)
    words.keep_next = True
    assert pages_of([first, title, words, card]) == [[first, title, words], [card]]


def test_nearly_empty_page_takes_from_the_one_before() -> None:
    """A page that a high block would leave nearly empty begins earlier, and no page is added."""
    blocks = [*[whole(2) for _ in range(6)], whole(9)]
    assert [len(page) for page in pages_of(blocks)] == [4, 2, 1]
    assert [len(page) for page in pages_of(blocks[:-1])] == [5, 1]
    assert [len(page) for page in pages_of(blocks[:-1], ends=False)] == [4, 2]
    assert 2 / 10 < LEAST <= 4 / 10


def test_page_is_closer_where_more_fits() -> None:
    """The space between blocks is less on a page that so has room for one more, and no less than that takes."""
    blocks = [whole(1) for _ in range(10)]
    for block in blocks:
        block.below = 3.0
    pages = EvenPages(lambda _: Column(0, PAGE, WIDTH, PAGE), leave, Heights(WIDTH)).paginate(blocks)
    assert [len(page) for page in pages] == [9, 1]
    assert {round(first.top - second.top, 2) for first, second in pairwise(pages[0])} == {LINE + 0.8 * 3.0}


def test_spacing_is_a_part_of_the_space() -> None:
    """The half of it is left between two blocks."""
    first, second = whole(1), whole(1)
    first.below = 10.0
    assert [down for _, down in fill([first, second], WIDTH, PAGE, spacing=0.5).placed] == [0.0, LINE + 5.0]


def test_heights_are_measured_once_until_forgotten() -> None:
    """What changed has to be taken out."""
    heights, block = Heights(WIDTH), text(3)
    assert (heights[block], heights.first(block)) == (3 * LINE, 3 * LINE)
    block.leading = 10.0
    assert (heights[block], heights.first(block)) == (3 * LINE, 3 * LINE)
    heights.forget(block)
    assert (heights[block], heights.first(block)) == (30.0, 30.0)
    block.leading = LINE
    heights.forget_all()
    assert heights.stacked([block, block]) == 6 * LINE


def test_few_lines_to_write_on_stay_together() -> None:
    """Three lines are not parted; of nine, two stay on either side."""
    assert WritingLines(3, LINE, "0 0 0", 0, 0).split(WIDTH, 2 * LINE) is None
    parts = WritingLines(9, LINE, "0 0 0", 0, 0).split(WIDTH, 8 * LINE)
    assert parts is not None
    assert [part.measure(WIDTH) / LINE for part in parts] == [7, 2]


def listed(count: int) -> list[Text]:
    """Return entries of a list, a line each, that rather stay together."""
    made = [whole(1) for _ in range(count)]
    for entry in made[:-1]:
        entry.near = True
    return made


def test_list_goes_on_as_a_whole_where_little_stays_empty() -> None:
    """With the words that lead to it; where more than a third of the page would stay empty, it is divided."""
    first, lead, entries = whole(7), heading(), listed(4)
    assert pages_of([first, lead, *entries]) == [[first], [lead, *entries]]
    first = whole(6)
    assert pages_of([first, lead, *entries]) == [[first, lead, *entries[:3]], [entries[3]]]
    longer = listed(10)
    assert pages_of([whole(7), lead, *longer])[1] == longer[2:]


def test_box_is_rather_whole() -> None:
    """One that could be divided goes on where little stays empty, unless all room is to be used."""
    first, box = whole(7), text(6)
    box.entire = True
    assert pages_of([first, box]) == [[first], [box]]
    filled = fill([first, box], WIDTH, PAGE, empty=0.2)
    assert [block.measure(WIDTH) / LINE for block, _ in filled.placed] == [7, 3]


class Shown(Block):
    """A block that can be a little smaller and a little higher, as a picture can."""

    def __init__(self, height: float) -> None:
        """Make one of so many points."""
        super().__init__()
        self.height = height

    def measure(self, width: float) -> float:
        """Return its height."""
        return self.height

    def smaller(self, width: float, by: float) -> Block | None:
        """Return one that is lower by 10 points at most."""
        return Shown(self.height - by) if by <= 10 else None

    def stretched(self, width: float, by: float) -> Block | None:
        """Return one that is higher by 15 points at most."""
        return Shown(self.height + min(by, 15))


@pytest.mark.parametrize(("height", "lower"), [(105.0, 100.0), (115.0, None)])
def test_picture_that_misses_its_page_by_little_is_smaller(height: float, lower: float | None) -> None:
    """The heading before it stays with it; one that misses the page by more goes on with its heading."""
    first, title, picture = whole(4), heading(), Shown(height)
    title.keep_next = True
    filled = fill([first, title, picture], WIDTH, PAGE)
    placed = [block.measure(WIDTH) for block, _ in filled.placed]
    assert placed == ([80.0, LINE, pytest.approx(lower, abs=0.1)] if lower else [80.0])
    assert (filled.rest == []) is bool(lower)


def test_what_can_be_higher_takes_the_room_under_it() -> None:
    """What stands below moves down by as much, and nothing leaves the page."""
    (page,) = EvenPages(lambda _: Column(0, PAGE, WIDTH, PAGE), leave, Heights(WIDTH)).paginate(
        [whole(1), Shown(40.0), whole(1)]
    )
    assert [(one.top, one.block.measure(WIDTH)) for one in page] == [(200, 20), (180, 55), (125, 20)]


def test_rows_to_write_in_are_stretched() -> None:
    """To 12 mm at most; a table of words stays as it is."""
    look = TableStyle(2, 2, "0 0 0", "", "", grid=True)
    rows = [[text(1), text(1)] for _ in range(3)]
    table = Table([], rows, look, False, 0, 0)
    height = table.measure(WIDTH)
    less, more = table.stretched(WIDTH, 9.0), table.stretched(WIDTH, 900.0)
    assert less is not None and more is not None
    assert less.measure(WIDTH) == pytest.approx(height + 9)
    assert more.measure(WIDTH) == pytest.approx(3 * 12 * 72 / 25.4 + 1)
    assert Table([], rows, look._replace(grid=False), False, 0, 0).stretched(WIDTH, 9.0) is None
