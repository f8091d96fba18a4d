"""What can stand in a flow of pages: something with a height at a width, that may split, and that draws itself."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leafletgen.pdf.canvas import TaggedCanvas

#: Lengths closer than this many points are the same, so that rounding never pushes a line over a page.
TOLERANCE = 0.01


class Block:
    """A piece of content as wide as its column.

    Attributes:
        above, below: least distance in points to the neighbours; the larger of two meeting ones holds, and none
            at the top of a column.
        keep_next: whether the block stays in the column where the next one begins.
        gives: whether it may be divided where it stays with the next one, which its last lines then do.
        entire: whether it goes on whole where it would be divided, if that leaves little of the column empty.
        near: whether it does so with the next one, as the entries of a list do.
        floats: whether what follows may come first where the block does not fit.
        opens: whether it begins what no floating block from before may come into.
        anchor: a name for this place, for links, the outline and page references.
        place: where the content came from, opaque to this layer.
    """

    __slots__ = ("above", "anchor", "below", "entire", "floats", "gives", "keep_next", "near", "opens", "place")

    def __init__(self, above: float = 0.0, below: float = 0.0, keep_next: bool = False, place: Any = None) -> None:
        """Set the distances (points)."""
        self.above = above
        self.below = below
        self.keep_next = keep_next
        self.anchor: str | None = None
        self.place = place
        self.gives = self.entire = self.near = self.floats = self.opens = False

    def measure(self, width: float) -> float:
        """The height in points at a width in points."""
        raise NotImplementedError

    def first_height(self, width: float) -> float:
        """The least height that a first part of the block takes; its whole height when it does not split."""
        return self.measure(width)

    def split(self, width: float, height: float) -> "tuple[Block, Block] | None":
        """A first part at most as high as ``height`` and the rest, or None when it cannot be split so."""
        return None

    def smaller(self, width: float, by: float) -> "Block | None":
        """The block once more with its picture smaller by so many points, or None when it has none that may be."""
        return None

    def stretched(self, width: float, by: float) -> "Block | None":
        """The block once more, higher by so many points at most, or None when that does nothing for it."""
        return None

    def draw(self, canvas: "TaggedCanvas", x: float, top: float, width: float) -> None:
        """Paint the block with its top left corner at (x, top), in points from the page's bottom left."""
        raise NotImplementedError

    def reset(self) -> None:
        """Forget what was measured, because the content changed."""

    def refresh(self) -> bool:
        """Take up a change of words; whether pages have to be laid out again for it."""
        self.reset()
        return True


class TooTallError(Exception):
    """A block that may not be split is higher than an empty column."""

    def __init__(self, block: Block, height: float, room: float) -> None:
        """Keep the block, its height and the room there is, in points."""
        super().__init__(f"a block of {height:.0f} points does not fit a column of {room:.0f} points")
        self.block = block
        self.height = height
        self.room = room
