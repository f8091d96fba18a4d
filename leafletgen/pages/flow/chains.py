"""Chains of blocks: those that stay together, and those that rather do."""

from collections.abc import Sequence

from leafletgen.pages.flow.block import Block
from leafletgen.pages.flow.heights import Heights


def kept_height(blocks: Sequence[Block], number: int, heights: Heights, spacing: float = 1.0) -> tuple[float, int]:
    """Height of a chain of kept blocks with the first part of what ends it, and the number of that."""
    height = below = 0.0
    for place in range(number, len(blocks)):
        block = blocks[place]
        if place > number:
            height += spacing * max(below, block.above)
        if not block.keep_next:
            return height + heights.first(block), place
        needed = heights[block]
        if block.gives and place > number and (first := heights.first(block)) < needed:
            return height + first, place
        height += needed
        below = block.below
    return height, len(blocks)


def pair_height(blocks: Sequence[Block], number: int, heights: Heights) -> float:
    """Height of a kept block with the first part of the next."""
    height = heights[blocks[number]]
    if number + 1 < len(blocks):
        following = blocks[number + 1]
        height += max(blocks[number].below, following.above) + heights.first(following)
    return height


def kept_end(blocks: Sequence[Block], number: int) -> int:
    """The number of the block that ends a chain of kept blocks."""
    return next((place for place in range(number, len(blocks)) if not blocks[place].keep_next), len(blocks) - 1)


def near_end(blocks: Sequence[Block], number: int) -> tuple[int, bool]:
    """The number of the block that ends a chain of those that stay or rather stay together; whether any rather does."""
    rather = False
    for place in range(number, len(blocks)):
        block = blocks[place]
        rather = rather or block.near or block.entire
        if not (block.keep_next or block.near):
            return place, rather
    return len(blocks) - 1, rather
