"""Fills columns with blocks, and keeps together what belongs together."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from leafletgen.pages.flow.block import TOLERANCE, Block, TooTallError

if TYPE_CHECKING:
    from leafletgen.pdf.canvas import TaggedCanvas


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
) -> Filled:
    """Put as many blocks as fit into a column; the one that does not fit is split if it can be.

    A block with ``keep_next`` moves on with the next one unless the start of that one fits too. fresh says that the
    column is as empty as columns get, so that a block which does not fit here fits nowhere: then tighten is called
    with it, and says whether it made the block any smaller.

    Raises:
        TooTallError: a block that does not split is taller than a fresh column.
    """
    placed: list[tuple[Block, float]] = []
    y = below = 0.0
    loose = False
    for number, block in enumerate(blocks):
        if isinstance(block, Break):
            return Filled(placed, list(blocks[number + 1 :]), y, True)
        gap = max(below, block.above) if placed else 0.0
        room = height - y - gap + TOLERANCE
        loose = loose and placed[-1][0].keep_next
        if block.keep_next and (placed or fresh) and not loose:
            while _kept_height(blocks, number, width) > room:
                if placed and not _is_endless(blocks, number, width, height, placed, fresh):
                    return Filled(placed, list(blocks[number:]), y)
                if placed or not tighten(_kept_end(blocks, number)):
                    loose = True
                    break
        # Of a chain that no column holds, each block stays with the start of the next, unless it can be divided.
        alone = loose and placed and block.keep_next and _pair_height(blocks, number, width) > room
        if alone and block.split(width, room) is None:
            return Filled(placed, list(blocks[number:]), y)
        needed = block.measure(width)
        while needed > room and not placed and fresh and tighten(block):
            needed = block.measure(width)
        if needed <= room:
            placed.append((block, y + gap))
            y += gap + needed
            below = block.below
            continue
        parts = block.split(width, room)
        if parts is not None:
            head, tail = parts
            head.anchor = block.anchor
            placed.append((head, y + gap))
            return Filled(placed, [tail, *blocks[number + 1 :]], y + gap + head.measure(width))
        if not placed and fresh:
            raise TooTallError(block, needed, height)
        return Filled(placed, list(blocks[number:]), y)
    return Filled(placed, [], y)


def _kept_height(blocks: Sequence[Block], number: int, width: float) -> float:
    """Height of a chain of kept blocks with the first part of what ends it."""
    height = below = 0.0
    for place in range(number, len(blocks)):
        block = blocks[place]
        if place > number:
            height += max(below, block.above)
        if not block.keep_next:
            return height + block.first_height(width)
        height += block.measure(width)
        below = block.below
    return height


def _pair_height(blocks: Sequence[Block], number: int, width: float) -> float:
    """Height of a kept block with the first part of the next."""
    height = blocks[number].measure(width)
    if number + 1 < len(blocks):
        following = blocks[number + 1]
        height += max(blocks[number].below, following.above) + following.first_height(width)
    return height


def _is_endless(
    blocks: Sequence[Block],
    number: int,
    width: float,
    height: float,
    placed: Sequence[tuple[Block, float]],
    fresh: bool,
) -> bool:
    """Whether a chain of kept blocks, or what is left of it here, gains nothing by beginning in the next column.

    It fills this one from the top already, or is higher than a column even without the block that ends it.
    """
    if all([block.keep_next for block, _ in placed]):
        return True
    end = next((place for place in range(number, len(blocks)) if not blocks[place].keep_next), len(blocks))
    return fresh and stack_height(blocks[number:end], width) > height


def _kept_end(blocks: Sequence[Block], number: int) -> Block:
    """The block that ends a chain of kept blocks."""
    return next((block for block in blocks[number:] if not block.keep_next), blocks[-1])


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
        return _kept_height(self.blocks, 0, width) if self.splits else self.measure(width)

    def split(self, width: float, height: float) -> tuple[Block, Block] | None:
        """Split between blocks, or inside one that splits."""
        if not self.splits:
            return None
        filled = fill(self.blocks, width, height, fresh=False)
        if not filled.placed or not filled.rest:
            return None
        return Group([block for block, _ in filled.placed], True), Group(filled.rest, True)

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
        return _kept_height(self.body, 0, width - self.indent)

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
