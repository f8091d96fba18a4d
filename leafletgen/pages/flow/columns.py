"""Lays blocks out on pages of one or more columns, those of a last page as low as they go."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from leafletgen.pages.flow.block import TOLERANCE, Block, TooTallError
from leafletgen.pages.flow.filling import Break, Filled, fill, leave, stack_height
from leafletgen.pages.flow.heights import Heights


class Column(NamedTuple):
    """A column of a page: left edge, top edge, width and height in points."""

    x: float
    top: float
    width: float
    height: float


class Placed(NamedTuple):
    """A block with the place of its top left corner, in points from the page's bottom left, and its width."""

    block: Block
    x: float
    top: float
    width: float


def paginate(
    blocks: Sequence[Block],
    columns_of: Callable[[int], Sequence[Column]],
    tighten: Callable[[Block], bool] = leave,
    spacing: float = 1.0,
    heights: Heights | None = None,
) -> list[list[Placed]]:
    """Lay blocks out on pages; columns_of tells the columns of a page, counted from 0.

    tighten is called with a block that does not fit an empty column, and says whether it made it smaller. spacing is
    the part of the space between blocks that is left; heights are known ones of blocks, where all columns are as wide.

    Raises:
        TooTallError: a block that does not split is taller than a column.
    """
    pages: list[list[Placed]] = []
    rest: Sequence[Block] = blocks
    while rest:
        page: list[Placed] = []
        begun = rest
        following = columns_of(len(pages) + 1)[0].height
        for column in columns_of(len(pages)):
            # Under a masthead the column is short: what does not fit there may fit on the next page.
            fresh = column.height >= following - TOLERANCE
            filled = fill(rest, column.width, column.height, fresh, tighten, spacing, heights)
            page += placed_in(column, filled)
            rest = filled.rest
            if filled.broken:
                break
            if not rest:
                break
        if not rest:
            page = _balanced(begun, columns_of(len(pages))) or page
        pages.append(page)
    return pages


def placed_in(column: Column, filled: Filled) -> list[Placed]:
    """What fills a column, where it stands on the page; what may be higher takes room that would stay empty."""
    made: list[Placed] = []
    free, lower = column.height - filled.height, 0.0
    for block, down in filled.placed:
        higher = block.stretched(column.width, free) if free > TOLERANCE else None
        made.append(Placed(higher or block, column.x, column.top - down - lower, column.width))
        if higher is not None:
            more = higher.measure(column.width) - block.measure(column.width)
            free, lower = free - more, lower + more
    return made


#: How often the height of balanced columns is halved down on, from a whole column to within a point or two.
_TRIES = 9
#: Points within which the height is near enough.
_NEAR = 4.0
#: The share of a column by which balanced columns may be higher, if for that no block is divided between them.
_UNDIVIDED = 0.08


def _balanced(blocks: Sequence[Block], columns: Sequence[Column]) -> list[Placed]:
    """The blocks of a last page in columns as low as they go; nothing where they cannot be lower than they are."""
    if len(columns) < 2 or any([isinstance(block, Break) for block in blocks]):
        return []
    divided, height = _lowest(blocks, columns, True)
    whole, other = _lowest(blocks, columns, False)
    return whole if whole and other - height <= _UNDIVIDED * columns[0].height else divided


def _lowest(blocks: Sequence[Block], columns: Sequence[Column], divides: bool) -> tuple[list[Placed], float]:
    """All blocks in columns that are as low as they go, and their height."""
    best: list[Placed] = []
    # Less than the blocks have in all, since the space over the first of a column goes.
    low, high = 0.85 * stack_height(blocks, columns[0].width) / len(columns), columns[0].height
    for attempt in range(_TRIES):
        height = (low + high) / 2 if attempt else high
        found = _in_columns(blocks, columns, height, divides)
        if found:
            best, high = found, height
        elif not attempt:
            break
        else:
            low = height
        if high - low < _NEAR:
            break
    return best, high


def _in_columns(blocks: Sequence[Block], columns: Sequence[Column], height: float, divides: bool) -> list[Placed]:
    """All blocks in columns that are so high at most; nothing where they do not fit so, or only when divided."""
    placed: list[Placed] = []
    rest: Sequence[Block] = blocks
    for column in columns:
        try:
            filled = fill(rest, column.width, min(height, column.height))
        except TooTallError:
            return []
        # A block that stays with the next must not be the last, and a divided one is there twice.
        if filled.rest and (not filled.placed or filled.placed[-1][0].keep_next):
            return []
        if not divides and len(filled.placed) + len(filled.rest) > len(rest):
            return []
        placed += placed_in(column, filled)
        rest = filled.rest
        if not rest:
            return placed
    return []
