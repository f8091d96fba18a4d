"""Heights of blocks that are laid out more than once."""

from collections.abc import Sequence

from leafletgen.pages.flow.block import Block


class Heights(dict[Block, float]):
    """The heights of blocks at one width, each measured once; a block that changes has to be taken out."""

    def __init__(self, width: float) -> None:
        """Measure at a width in points."""
        super().__init__()
        self.width = width
        self._firsts: dict[Block, float] = {}

    def __missing__(self, block: Block) -> float:
        """Measure a block for the first time."""
        height = self[block] = block.measure(self.width)
        return height

    def first(self, block: Block) -> float:
        """The least height of a first part of a block."""
        height = self._firsts.get(block)
        if height is None:
            height = self._firsts[block] = block.first_height(self.width)
        return height

    def forget(self, block: Block) -> None:
        """Measure a block anew."""
        self.pop(block, None)
        self._firsts.pop(block, None)

    def forget_all(self) -> None:
        """Measure all blocks anew."""
        self.clear()
        self._firsts.clear()

    def stacked(self, blocks: Sequence[Block], spacing: float = 1.0) -> float:
        """The height in points of blocks one under another, with a part of the space between them."""
        height = below = 0.0
        for number, block in enumerate(blocks):
            if number:
                height += spacing * max(below, block.above)
            height += self[block]
            below = block.below
        return height
