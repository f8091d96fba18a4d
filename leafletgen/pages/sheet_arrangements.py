"""How pictures and words of an exercise share its width: beside each other, or one over the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from leafletgen.images.artwork import Drawing
from leafletgen.pages.flow.block import TOLERANCE, Block
from leafletgen.pages.flow.filling import Group, stack_draw, stack_height
from leafletgen.pages.flow.picture import Picture
from leafletgen.pages.flow.text import Text

if TYPE_CHECKING:
    from leafletgen.pdf.canvas import TaggedCanvas


class Kept(Block):
    """A block whose height is kept for every width it was measured at, so that trying sizes costs no new lines."""

    __slots__ = ("block", "heights")

    def __init__(self, block: Block) -> None:
        """Stand for a block whose words do not change."""
        super().__init__(block.above, block.below, block.keep_next, block.place)
        self.block = block
        self.heights: dict[float, float] = {}

    def measure(self, width: float) -> float:
        """The block's height."""
        height = self.heights.get(width)
        if height is None:
            height = self.heights[width] = self.block.measure(width)
        return height

    def first_height(self, width: float) -> float:
        """The block's."""
        return self.block.first_height(width)

    def split(self, width: float, height: float) -> tuple[Block, Block] | None:
        """As the block is split."""
        return self.block.split(width, height)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the block."""
        self.block.draw(canvas, x, top, width)


#: Points between the edge of a picture and a caption in its corner.
_INSET = 4.0


class Shot:
    """A picture with its caption, which says whether it is the start or the finish."""

    __slots__ = ("caption", "least", "picture")

    def __init__(self, picture: Picture, caption: Text) -> None:
        """The caption is never broken."""
        self.picture = picture
        self.caption = caption
        self.least = caption.natural_width() + 2 * TOLERANCE

    def corner(self, scale: float) -> str:
        """The upper corner of the picture that has room for the caption at a scale; "" where none has."""
        artwork = self.picture.artwork
        if not isinstance(artwork, Drawing):
            return ""
        return artwork.corner((self.least + 1.5 * _INSET) / scale, (self.caption.leading + 1.0) / scale)


class Shots(Block):
    """The pictures of an exercise at one scale, so many of them side by side.

    Each has its caption in an upper corner where all of them have an empty one, else under it.
    """

    __slots__ = ("across", "cell", "corners", "gap", "high", "shots", "under", "wide")

    def __init__(self, shots: Sequence[Shot], scale: float, gap: float, across: int) -> None:
        """Scale in points for a unit of the pictures; the gap in points."""
        super().__init__(0.0, 0.0)
        self.shots = shots
        self.across = across
        self.gap = gap
        self.wide = scale * max(shot.picture.artwork.width for shot in shots)
        self.high = scale * max(shot.picture.artwork.height for shot in shots)
        self.cell = max(self.wide, *(shot.least for shot in shots))
        self.corners = [shot.corner(scale) for shot in shots]
        caption = shots[0].caption.leading
        #: What stands under a picture, in points.
        self.under = 0.0 if all(self.corners) else shots[0].picture.below + caption

    @property
    def width(self) -> float:
        """The points across that it needs."""
        return self.across * self.cell + (self.across - 1) * self.gap

    def measure(self, width: float) -> float:
        """Pictures and captions, whatever the width."""
        rows = -(-len(self.shots) // self.across)
        return rows * (self.high + self.under) + 0.5 * (rows - 1) * self.gap

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw each picture and its caption under it."""
        for number, shot in enumerate(self.shots):
            row, column = divmod(number, self.across)
            left = x + column * (self.cell + self.gap)
            if row and not column:
                top -= self.high + self.under + 0.5 * self.gap
            shot.picture.max_height = self.high
            shot.picture.draw(canvas, left, top, self.wide)
            if self.under:
                shot.caption.draw(canvas, left, top - self.high - shot.picture.below, self.cell)
                continue
            # The picture is not mirrored: what is empty at its left is so on any page.
            starts = (self.corners[number] == "left") is not canvas.mirrored
            inset = _INSET if starts else self.wide - shot.least - _INSET
            shot.caption.draw(canvas, left + inset, top, shot.least)


#: Two columns of words need so many gaps of width, each of which is most of an em: lines under 19 em are short.
_TWO_COLUMNS = 47.0


class Words:
    """Blocks of words in their order, each kept whole, and how high they are: asked for many sizes of pictures."""

    __slots__ = ("_columns", "_ends", "_gaps", "blocks", "gap")

    def __init__(self, blocks: Sequence[Block], gap: float) -> None:
        """The gap between columns in points."""
        self.blocks = blocks
        self.gap = gap
        self._gaps = [max(over.below, under.above) for over, under in pairwise(blocks)]
        self._gaps.append(0.0)
        #: By width: how far down each block ends with the space after it, from nothing on.
        self._ends: dict[float, list[float]] = {}
        self._columns: dict[int, Columns] = {}

    def ends(self, width: float) -> list[float]:
        """How far down each block ends, with the space after it, at a width in points; the first entry is 0."""
        ends = self._ends.get(width)
        if ends is None:
            end = 0.0
            ends = self._ends[width] = [end]
            for block, gap in zip(self.blocks, self._gaps, strict=True):
                end += block.measure(width) + gap
                ends.append(end)
        return ends

    def height(self, width: float, first: int, last: int) -> float:
        """The height of the blocks from one number to before another."""
        ends = self.ends(width)
        return ends[last] - ends[first] - self._gaps[last - 1]

    def between(self, number: int) -> float:
        """The space before a block."""
        return self._gaps[number - 1]

    def rest(self, first: int) -> Columns:
        """The words from a number on."""
        columns = self._columns.get(first)
        if columns is None:
            columns = self._columns[first] = Columns(self, first)
        return columns


class Columns(Block):
    """Words in one column, or in two where the width allows that and it saves height.

    The left column comes first; the first block may stand over both.
    """

    __slots__ = ("_best", "first", "words")

    def __init__(self, words: Words, first: int) -> None:
        """Words from a number on."""
        super().__init__(words.blocks[first].above, words.blocks[-1].below)
        self.words = words
        self.first = first
        self._best: tuple[float, tuple[int, int, float]] | None = None

    def _divided(self, width: float) -> tuple[int, int, float]:
        """Before which number what stands over the columns ends, and the left one, or one column; and the height."""
        if self._best is None or self._best[0] != width:
            self._best = width, self._lowest(width)
        return self._best[1]

    def _lowest(self, width: float) -> tuple[int, int, float]:
        words, first, count = self.words, self.first, len(self.words.blocks)
        whole = words.height(width, first, count)
        best = count, count, whole
        if width < _TWO_COLUMNS * words.gap:
            return best
        each = self._each(width)
        for lead in range(first, min(first + 2, count - 1)):
            over = words.height(width, first, lead) + words.between(lead) if lead > first else 0.0
            for end in range(lead + 1, count):
                height = over + max(words.height(each, lead, end), words.height(each, end, count))
                # Two columns are worth a look to and fro only where they save more than a hair.
                if height < min(best[2], 0.94 * whole):
                    best = lead, end, height
        return best

    def _each(self, width: float) -> float:
        return (width - 2 * self.words.gap) / 2

    def measure(self, width: float) -> float:
        """The first block, where it stands over the columns, and the higher of these."""
        return self._divided(width)[2]

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw what stands over the columns, the left column, and the right one."""
        lead, end, _ = self._divided(width)
        blocks = self.words.blocks
        over = blocks[self.first : lead]
        stack_draw(over, canvas, x, top, width)
        if lead == len(blocks):
            return
        if over:
            top -= stack_height(over, width) + self.words.between(lead)
        each = self._each(width)
        stack_draw(blocks[lead:end], canvas, x, top, each)
        stack_draw(blocks[end:], canvas, x + each + 2 * self.words.gap, top, each)


class Beside(Block):
    """Pictures at the left, words at the right; words that find no room there go on under both, in the same order."""

    __slots__ = ("_best", "gap", "left", "right_width", "words")

    def __init__(self, left: Sequence[Block], words: Words, right_width: float, gap: float) -> None:
        """The first block of words stands at the right always; lengths in points."""
        super().__init__(0.0, words.blocks[-1].below)
        self.left = left
        self.words = words
        self.right_width = right_width
        self.gap = gap
        self._best: tuple[float, int, float, float] | None = None

    def _divided(self, width: float) -> tuple[float, int, float, float]:
        """The width, how many blocks stand at the right, the height of that row, and of what follows under it."""
        if self._best is None or self._best[0] != width:
            self._best = self._lowest(width)
        return self._best

    def _lowest(self, width: float) -> tuple[float, int, float, float]:
        shown = stack_height(self.left, width - self.right_width - self.gap)
        words, count = self.words, len(self.words.blocks)
        best: tuple[float, int, float, float] | None = None
        for end in range(1, count + 1):
            right = words.height(self.right_width, 0, end)
            row = max(shown, right)
            if best is not None and row >= best[2] + best[3]:
                break
            # All that find room beside the pictures stand there; whether one more does is worth a look.
            if end < count and words.height(self.right_width, 0, end + 1) <= shown:
                continue
            under = words.rest(end).measure(width) + self._between(end) if end < count else 0.0
            if best is None or row + under <= best[2] + best[3] + TOLERANCE:
                best = width, end, row, under
        assert best is not None
        return best

    def _between(self, count: int) -> float:
        blocks = self.words.blocks
        return max(blocks[count - 1].below, blocks[count].above, self.left[-1].below)

    def measure(self, width: float) -> float:
        """The row, and what is under it."""
        _, _, row, rest = self._divided(width)
        return row + rest

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the pictures, the words beside them, and the rest."""
        _, count, row, _ = self._divided(width)
        left = width - self.right_width - self.gap
        stack_draw(self.left, canvas, x, top, left)
        stack_draw(self.words.blocks[:count], canvas, x + left + self.gap, top, self.right_width)
        if count < len(self.words.blocks):
            self.words.rest(count).draw(canvas, x, top - row - self._between(count), width)


class ExerciseGroup(Group):
    """An exercise: on one page, or divided after its dose where no page holds it."""

    __slots__ = ("_measured",)

    def __init__(self, blocks: list[Block]) -> None:
        """Keep the height, which is asked for often."""
        super().__init__(blocks)
        self._measured: tuple[float, float] | None = None

    def measure(self, width: float) -> float:
        """The height of the stack."""
        if self._measured is None or self._measured[0] != width:
            self._measured = width, super().measure(width)
        return self._measured[1]

    def divide(self, width: float, room: float) -> None:
        """Let it go over two pages of so much room; its steps stay whole where they need no third one."""
        self.splits = True
        self._divide_after_dose(width, room)

    def begins_in(self, width: float, room: float) -> bool:
        """Whether each part finds room on a page, which in the largest print it may not."""
        return all(height <= room for height in [self.first_height(width), *self._first_heights(width)])

    def loosen(self) -> None:
        """Let it be divided everywhere but after its heading."""
        for block in self.blocks[1:]:
            block.keep_next = False

    def _first_heights(self, width: float) -> list[float]:
        return [block.first_height(width) for block in self.blocks]

    def _divide_after_dose(self, width: float, room: float) -> None:
        for number, block in enumerate(self.blocks):
            inner = block.block if isinstance(block, Kept) else block
            if isinstance(inner, Group):
                inner.splits = stack_height(self.blocks[number:], width) > room
                self.blocks[number - 1].keep_next = inner.splits
                return
            block.keep_next = bool(number + 1 < len(self.blocks) and not _is_steps(self.blocks[number + 1]))

    def split(self, width: float, height: float) -> tuple[Block, Block] | None:
        """Divide it where the dose and all before it find room."""
        return super().split(width, height) if self.first_height(width) <= height else None


def _is_steps(block: Block) -> bool:
    return isinstance(block, Kept) and isinstance(block.block, Group)


class Said(NamedTuple):
    """What an exercise says, by where it stands to its pictures.

    Attributes:
        before: what comes before them.
        under: what belongs to them, such as which side they show.
        after: what comes after them.
        beside, beside_all: all that stands beside them, without and with what belongs to them.
        under_width: the points that what belongs to them needs across in one line.
    """

    before: Sequence[Block]
    under: Sequence[Block]
    after: Words
    beside: Words
    beside_all: Words
    under_width: float


#: What belongs to pictures stands under them in so many lines at the most.
_LINES_UNDER = 2.5


def arrangements(
    shots: Sequence[Shot], said: Said, width: float, scale: float, gap: float, least: float
) -> Iterator[tuple[float, list[Block]]]:
    """Yield the ways to set the pictures at a scale with the words, as blocks one under another.

    With each comes how high it is at least, in points, which is known before any words are broken into lines.

    Args:
        shots: pictures with captions.
        said: the words.
        width: in points, of all.
        scale: points for a unit of the pictures.
        gap: points between what stands side by side.
        least: points that words beside pictures need across.
    """
    under, words = said.under, said.after
    over = False
    for across in range(len(shots), 0, -1):
        shown = Shots(shots, scale, gap, across)
        shown.below = 0.5 * gap
        if shown.width > width + TOLERANCE:
            continue
        high = shown.measure(width)
        right = _column(width, width - shown.width - gap)
        beside = bool(words.blocks) and right >= least
        if beside:
            left = width - right - gap
            # A line that would be broken into many under narrow pictures stands with the words.
            if said.under_width > _LINES_UNDER * left:
                yield high, [Beside([shown], said.beside_all, right, gap)]
            else:
                yield high, [Beside([shown, *under], said.beside, right, gap)]
        if beside and shown.high > shown.wide and len(shots) < 3:
            return  # a pair of those who stand is lowest so
        if over or 1 < across < len(shots):
            continue  # pictures one under another over words are higher than side by side, and some so look torn apart
        over = True
        if words.blocks and width >= _TWO_COLUMNS * gap:
            yield high, [*said.before, shown, *under, words.rest(0)]
        else:
            yield high, [*said.before, shown, *under, *words.blocks]


#: Into how many columns the width is divided.
_GRID = 20


def _column(width: float, room: float) -> float:
    """The widest column of the grid in so much room: words are broken for few widths, and stand in line on a page."""
    return width * int(_GRID * room / width + TOLERANCE) / _GRID if room > 0 else 0.0
