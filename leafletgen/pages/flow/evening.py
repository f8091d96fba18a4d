"""Pages of one column, filled evenly: a little closer where more then fits, and none nearly empty among full ones."""

from collections.abc import Callable, Sequence

from leafletgen.pages.flow.block import TOLERANCE, Block
from leafletgen.pages.flow.columns import Column, Placed, placed_in
from leafletgen.pages.flow.filling import EMPTY, Filled, fill
from leafletgen.pages.flow.heights import Heights

#: The share of a page from which it counts as full.
FULL = 0.95
#: Parts of the space between blocks to try on a page that is not full, the closest first.
_CLOSER = (0.7, 0.8, 0.9)
#: The share of a page that is filled at least, if the page before can spare it.
LEAST = 0.36
#: Points by which the page before is made shorter, step by step.
_STEP = 12.0


class EvenPages:
    """Lays blocks out on pages of one column."""

    def __init__(
        self,
        column_of: Callable[[int], Column],
        tighten: Callable[[Block], bool],
        heights: Heights,
        spacing: float = 1.0,
        ends: bool = True,
        empty: float = EMPTY,
    ) -> None:
        """Column_of tells the column of a page, counted from 0; all are as wide as the heights are for.

        tighten, heights, spacing and empty are those of `fill`. ends says that the last page is that of the document,
        which may be as short as it is.
        """
        self.column_of = column_of
        self.tighten = tighten
        self.heights = heights
        self.spacing = spacing
        self.ends = ends
        self.empty = empty

    def paginate(self, blocks: Sequence[Block]) -> list[list[Placed]]:
        """Lay blocks out.

        Raises:
            TooTallError: a block that does not split is taller than a column.
        """
        pages: list[Filled] = []
        begun: list[Sequence[Block]] = []
        rest: Sequence[Block] = blocks
        while rest:
            begun.append(rest)
            pages.append(self._filled(rest, len(pages)))
            rest = pages[-1].rest
            if len(pages) > 1 and (rest or not self.ends):
                self._spare(pages, begun)
        return [placed_in(self.column_of(number), page) for number, page in enumerate(pages)]

    def _fill(self, blocks: Sequence[Block], height: float, fresh: bool, part: float = 1.0) -> Filled:
        """A column of a height in points, filled with a part of the space between blocks."""
        heights = self.heights
        return fill(blocks, heights.width, height, fresh, self.tighten, part * self.spacing, heights, self.empty)

    def _filled(self, rest: Sequence[Block], number: int) -> Filled:
        """One page, set a little closer where then a block more fits."""
        column = self.column_of(number)
        # Under a masthead the column is short: what does not fit there may fit on the next page.
        fresh = column.height >= self.column_of(number + 1).height - TOLERANCE
        filled = self._fill(rest, column.height, fresh)
        if not filled.rest or filled.broken or not self._may_take_more(filled, column.height):
            return filled
        best = filled
        # Where the closest does not help, none does.
        for part in _CLOSER:
            closer = self._fill(rest, column.height, fresh, part)
            if (
                len(closer.rest) > len(best.rest)
                or closer.broken != best.broken
                or len(closer.rest) >= len(filled.rest)
            ):
                break
            best = closer
        return best

    def _may_take_more(self, filled: Filled, height: float) -> bool:
        """Whether the start of what is left over could fit a column of a height if the blocks in it stood closer."""
        if filled.height > FULL * height:
            return False
        saved = (1 - _CLOSER[0]) * (filled.height - sum([self.heights[block] for block, _ in filled.placed]))
        return filled.height - saved + self.heights.first(filled.rest[0]) <= height

    def _spare(self, pages: list[Filled], begun: list[Sequence[Block]]) -> None:
        """Move blocks from the page before to a last one that is nearly empty, where nothing else changes."""
        number = len(pages) - 1
        before, page = pages[-2:]
        column = self.column_of(number)
        least = LEAST * column.height
        if page.height >= least or before.broken:
            return
        height = before.height - least + page.height
        while height > least:
            shorter = self._fill(begun[-2], height, False)
            longer = self._fill(shorter.rest, column.height, True)
            if longer.broken != page.broken or len(longer.rest) > len(page.rest) or shorter.height < least:
                return
            if longer.height >= least:
                pages[-2:] = [shorter, longer]
                begun[-1] = shorter.rest
                return
            height -= _STEP
