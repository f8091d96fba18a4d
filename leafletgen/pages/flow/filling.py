"""Fills columns with blocks, and keeps together what belongs together."""

from collections.abc import Callable, Sequence
from copy import copy
from typing import TYPE_CHECKING, NamedTuple

from leafletgen.pages.flow.block import TOLERANCE, Block, TooTallError
from leafletgen.pages.flow.chains import kept_end, kept_height, near_end, pair_height
from leafletgen.pages.flow.heights import Heights
from leafletgen.pages.flow.picture import MOST_LESS

if TYPE_CHECKING:
    from leafletgen.pdf.canvas import TaggedCanvas


#: The share of a column that may stay empty where a floating block goes on to the next; over it, what follows comes
#: first.
FLOATS_OVER = 0.15
#: The share of a column that may stay empty so that what is rather whole goes on to the next as a whole.
EMPTY = 1 / 3


class Break(Block):
    """Ends the page, or the column when ``column`` is set."""

    __slots__ = ("column",)

    def __init__(self, column: bool = False) -> None:
        """Make a page break, or a column break."""
        super().__init__()
        self.column = column

    def measure(self, width: float) -> float:
        """A break has no height."""
        return 0.0

    def draw(self, canvas: "TaggedCanvas", x: float, top: float, width: float) -> None:
        """A break paints nothing."""


class Filled(NamedTuple):
    """What went into a column (block, distance from the top), what is left over, and the height used."""

    placed: list[tuple[Block, float]]
    rest: list[Block]
    height: float
    broken: bool = False


def leave(block: Block) -> bool:
    """Nothing can be made closer."""
    return False


def fill(
    blocks: Sequence[Block],
    width: float,
    height: float,
    fresh: bool = True,
    tighten: Callable[[Block], bool] = leave,
    spacing: float = 1.0,
    heights: Heights | None = None,
    empty: float = EMPTY,
) -> Filled:
    """Put as many blocks as fit into a column; the one that does not fit is split if it can be.

    A block with ``keep_next`` moves on with the next one unless the start of that one fits too, and a floating block
    that would leave much of the column empty lets what follows come first. fresh says that the column is as empty as
    columns get, so that a block which does not fit here fits nowhere: then tighten is called with it, and says whether
    it made the block any smaller. spacing is the part of the space between blocks that is left; heights are those that
    are known already; empty is the share of the column that may stay so for what is rather whole.

    Raises:
        TooTallError: a block that does not split is taller than a fresh column.
    """
    column = _Column(blocks, height, fresh, tighten, spacing, Heights(width) if heights is None else heights)
    column.empty = empty * height
    put = column.put
    for number in range(len(blocks)):
        filled = put(number, column.blocks[number])
        if filled is not None:
            return filled
    return Filled(column.placed, column.waiting, column.used)


class _Column:
    """A column that is being filled."""

    __slots__ = (
        "below",
        "blocks",
        "empty",
        "free",
        "fresh",
        "height",
        "heights",
        "loose",
        "placed",
        "settled",
        "spacing",
        "tighten",
        "used",
        "waiting",
        "width",
    )

    def __init__(
        self,
        blocks: Sequence[Block],
        height: float,
        fresh: bool,
        tighten: Callable[[Block], bool],
        spacing: float,
        heights: Heights,
    ) -> None:
        """Fill it with blocks, see `fill`."""
        self.blocks, self.width, self.height = blocks, heights.width, height
        self.fresh, self.tighten, self.spacing, self.heights = fresh, tighten, spacing, heights
        self.placed: list[tuple[Block, float]] = []
        #: Floating blocks that did not fit, which come first in the next column.
        self.waiting: list[Block] = []
        self.used = self.below = 0.0
        #: Whether what is kept together here is longer than a column, so that it has to be parted somewhere.
        self.loose = False
        #: The number up to which nothing is kept together any more.
        self.free = 0
        #: The number up to which it is known what goes on as a whole.
        self.settled = 0
        #: The points of the column that may stay empty so that what is rather whole goes on to the next.
        self.empty = 0.0

    def put(self, number: int, block: Block) -> Filled | None:
        """Put a block into the column; what is in it and what is left over where the column is full."""
        if isinstance(block, Break):
            return Filled(self.placed, [*self.waiting, *self.blocks[number + (not self.waiting) :]], self.used, True)
        if self.waiting and block.opens:
            return self.ends(number)
        placed, heights = self.placed, self.heights
        gap = self.spacing * max(self.below, block.above) if placed else 0.0
        room = self.height - self.used - gap + TOLERANCE
        if placed and number >= self.settled and self.goes_on(number, room):
            return self.ends(number)
        if block.keep_next and (number >= self.free or self.loose):
            filled = self.keep(number, block, gap, room)
            if filled is not None:
                return filled
            block = self.blocks[number]
        if heights[block] > room and placed and self.has_smaller(number, number, heights[block] - room):
            block = self.blocks[number]
        needed = heights[block]
        while needed > room and not placed and self.fresh and self.closer(block):
            needed = heights[block]
        if needed <= room and not (self.waiting and block.floats):
            placed.append((block, self.used + gap))
            self.used += gap + needed
            self.below = block.below
            return None
        if block.floats and placed and (self.waiting or room > FLOATS_OVER * self.height):
            self.waiting.append(block)
            return None
        parts = block.split(heights.width, room)
        if parts is not None:
            return self.ends_in(number, block, gap, parts)
        if not placed and self.fresh:
            raise TooTallError(block, needed, self.height)
        return self.ends(number)

    def goes_on(self, number: int, room: float) -> bool:
        """Whether a block, with those that rather stay with it, is not begun here so that it is not divided."""
        block = self.blocks[number]
        if not (block.keep_next or block.near or block.entire):
            return False
        stop, rather = near_end(self.blocks, number)
        self.settled = stop + 1
        if not rather or room > self.empty:
            return False
        return room < self.heights.stacked(self.blocks[number : stop + 1], self.spacing) <= self.height

    def closer(self, block: Block) -> bool:
        """Make a block closer; whether that made it smaller."""
        if not self.tighten(block):
            return False
        self.heights.forget(block)
        return True

    def has_smaller(self, first: int, last: int, by: float) -> bool:
        """Whether a picture among blocks can be smaller by so many points; then it is."""
        if by > MOST_LESS:
            return False
        for number, block in enumerate(self.blocks[first : last + 1], first):
            less = block.smaller(self.width, by)
            if less is not None:
                self.blocks = [*self.blocks[:number], less, *self.blocks[number + 1 :]]
                return True
        return False

    def ends(self, number: int) -> Filled:
        """The column ends before a block."""
        return Filled(self.placed, [*self.waiting, *self.blocks[number:]], self.used)

    def ends_in(self, number: int, block: Block, gap: float, parts: tuple[Block, Block]) -> Filled:
        """The column ends with the first part of a block."""
        head, tail = parts
        head.anchor = block.anchor
        down = self.used + gap
        placed = [*self.placed, (head, down)]
        return Filled(placed, [*self.waiting, tail, *self.blocks[number + 1 :]], down + head.measure(self.width))

    def keep(self, number: int, block: Block, gap: float, room: float) -> Filled | None:
        """See to it that a block stays with the next; what is in the column where it ends for that."""
        placed, blocks, heights = self.placed, self.blocks, self.heights
        self.loose = self.loose and placed[-1][0].keep_next
        if (placed or self.fresh) and not self.loose:
            while True:
                kept, stop = kept_height(blocks, number, heights, self.spacing)
                if kept <= room or self.has_smaller(number, stop, kept - room):
                    self.free = stop
                    return None
                parts = block.split(heights.width, room) if placed and block.gives else None
                if parts is not None:
                    return self.ends_in(number, block, gap, parts)
                end = kept_end(blocks, number)
                if self.fresh and kept > self.height + TOLERANCE:
                    # No column holds all of it: it is made closer, or else its end goes into a column of its own.
                    if self.closer(blocks[end]):
                        continue
                    parted = pair_height(blocks, end - 1, heights) > self.height
                    if parted and heights.stacked(blocks[number:end]) <= room:
                        self.free = end
                        return None
                if placed and not self._is_endless(number, end):
                    return self.ends(number)
                self.loose = True
                break
        # Of what no column holds, each block stays with the start of the next, unless it can be divided.
        alone = self.loose and placed and pair_height(blocks, number, heights) > room
        return self.ends(number) if alone and block.split(heights.width, room) is None else None

    def _is_endless(self, number: int, end: int) -> bool:
        """Whether a chain of kept blocks, or what is left of it here, gains nothing by beginning in the next column.

        It fills this one from the top already, or is higher than a column even without the block that ends it.
        """
        if all([block.keep_next for block, _ in self.placed]):
            return True
        return self.fresh and self.heights.stacked(self.blocks[number:end]) > self.height


def stack_height(blocks: Sequence[Block], width: float) -> float:
    """The height in points of blocks one under another."""
    height = below = 0.0
    for number, block in enumerate(blocks):
        if number:
            height += max(below, block.above)
        height += block.measure(width)
        below = block.below
    return height


def stack_draw(blocks: Sequence[Block], canvas: "TaggedCanvas", x: float, top: float, width: float) -> None:
    """Draw blocks one under another."""
    below = 0.0
    for number, block in enumerate(blocks):
        if number:
            top -= max(below, block.above)
        block.draw(canvas, x, top, width)
        top -= block.measure(width)
        below = block.below


class Group(Block):
    """Blocks one under another; kept on one page unless ``splits``."""

    __slots__ = ("blocks", "splits")

    def __init__(self, blocks: list[Block], splits: bool = False) -> None:
        """Take the outer distances of the first and the last block."""
        super().__init__(blocks[0].above, blocks[-1].below, blocks[-1].keep_next, blocks[0].place)
        self.blocks = blocks
        self.splits = splits

    def reset(self) -> None:
        """Forget what was measured."""
        for block in self.blocks:
            block.reset()

    def measure(self, width: float) -> float:
        """The height of the stack."""
        return stack_height(self.blocks, width)

    def first_height(self, width: float) -> float:
        """The first block's first part, or all."""
        return kept_height(self.blocks, 0, Heights(width))[0] if self.splits else self.measure(width)

    def split(self, width: float, height: float) -> tuple[Block, Block] | None:
        """Split between blocks, or inside one that splits."""
        if not self.splits:
            return None
        filled = fill(self.blocks, width, height, fresh=False)
        if not filled.placed or not filled.rest:
            return None
        return Group([block for block, _ in filled.placed], True), Group(filled.rest, True)

    def smaller(self, width: float, by: float) -> "Group | None":
        """With the first picture in it smaller."""
        for place, block in enumerate(self.blocks):
            less = block.smaller(width, by)
            if less is not None:
                made = copy(self)
                made.blocks = [*self.blocks[:place], less, *self.blocks[place + 1 :]]
                return made
        return None

    def draw(self, canvas: "TaggedCanvas", x: float, top: float, width: float) -> None:
        """Draw one under another."""
        stack_draw(self.blocks, canvas, x, top, width)


class Item(Block):
    """A list item: a label, and beside it a body that may split over pages."""

    __slots__ = ("body", "indent", "label", "label_x")

    def __init__(
        self, label: Block | None, body: list[Block], indent: float, label_x: float, above: float, below: float
    ) -> None:
        """The body stands ``indent`` points in, the label ``label_x`` points."""
        super().__init__(above, below, False, body[0].place)
        self.label = label
        self.body = body
        self.indent = indent
        self.label_x = label_x

    def reset(self) -> None:
        """Forget what was measured."""
        for block in self.body:
            block.reset()

    def measure(self, width: float) -> float:
        """The height of the body, which is never less than its label's."""
        height = stack_height(self.body, width - self.indent)
        return max(height, self.label.measure(self.indent)) if self.label is not None else height

    def first_height(self, width: float) -> float:
        """The first part of the body."""
        return kept_height(self.body, 0, Heights(width - self.indent))[0]

    def split(self, width: float, height: float) -> tuple[Block, Block] | None:
        """Split the body; the label stays with the first part."""
        filled = fill(self.body, width - self.indent, height, fresh=False)
        if not filled.placed or not filled.rest:
            return None
        head = Item(
            self.label, [block for block, _ in filled.placed], self.indent, self.label_x, self.above, self.below
        )
        return head, Item(None, filled.rest, self.indent, self.label_x, self.above, self.below)

    def draw(self, canvas: "TaggedCanvas", x: float, top: float, width: float) -> None:
        """Draw label and body on one first baseline."""
        if self.label is not None:
            self.label.draw(canvas, x + self.label_x, top, self.indent - self.label_x)
        stack_draw(self.body, canvas, x + self.indent, top, width - self.indent)


class Row(Block):
    """Blocks side by side, kept on one page; tops in line."""

    __slots__ = ("blocks", "fixed", "gap", "last_width")

    def __init__(self, blocks: list[Block], gap: float, above: float, below: float, last_width: float = 0.0) -> None:
        """Cells of equal width with ``gap`` points between; or the last one of ``last_width`` points."""
        super().__init__(above, below, False, blocks[0].place)
        self.blocks = blocks
        self.gap = gap
        self.last_width = last_width
        #: Width of every cell in points; 0 shares the row out.
        self.fixed = 0.0

    def reset(self) -> None:
        """Forget what was measured."""
        for block in self.blocks:
            block.reset()

    def _cells(self, width: float) -> list[tuple[Block, float]]:
        if self.fixed:
            return [(block, self.fixed) for block in self.blocks]
        free = width - self.gap * (len(self.blocks) - 1)
        if not self.last_width:
            return [(block, free / len(self.blocks)) for block in self.blocks]
        each = (free - self.last_width) / (len(self.blocks) - 1)
        return [*((block, each) for block in self.blocks[:-1]), (self.blocks[-1], self.last_width)]

    def measure(self, width: float) -> float:
        """The tallest cell."""
        return max(block.measure(cell) for block, cell in self._cells(width))

    def draw(self, canvas: "TaggedCanvas", x: float, top: float, width: float) -> None:
        """Draw the cells from left to right."""
        for block, cell in self._cells(width):
            block.draw(canvas, x, top, cell)
            x += cell + self.gap
