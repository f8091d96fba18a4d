"""Blocks of two languages side by side: each in its own direction, both divided at one height."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from leafletgen.pages.care_cards import CardPanel
from leafletgen.pages.flow.block import TOLERANCE, Block
from leafletgen.pages.flow.filling import Group, Row
from leafletgen.pages.flow.panels import Panel

if TYPE_CHECKING:
    from leafletgen.pdf.canvas import TaggedCanvas

#: A block at the left and one at the right; there is nothing where one side has nothing to say.
Sides = tuple[Block | None, Block | None]


class SideBySide(Row):
    """Two blocks in columns of equal width, tops in line; it splits where both of them do or fit."""

    __slots__ = ("from_right", "sides")

    def __init__(self, sides: Sides, gap: float, from_right: tuple[bool, bool]) -> None:
        """Gap in points; from_right says of each side whether it is read from right to left."""
        blocks = [block for block in sides if block is not None]
        super().__init__(blocks, gap, max(one.above for one in blocks), max(one.below for one in blocks))
        self.sides = sides
        self.from_right = from_right
        self.place = blocks[-1].place
        self.keep_next = any(one.keep_next for one in blocks)
        self.gives = all(one.gives for one in blocks)
        self.entire = any(one.entire for one in blocks)
        self.near = any(one.near for one in blocks)
        self.opens = any(one.opens for one in blocks)

    def _cell(self, width: float) -> float:
        return (width - self.gap) / 2

    def measure(self, width: float) -> float:
        """The higher side; boxes side by side are equally high."""
        cell = self._cell(width)
        high = max(block.measure(cell) for block in self.blocks)
        for block in self.blocks:
            if isinstance(block, Panel) and len(self.blocks) > 1:
                block.least = high
        return high

    def first_height(self, width: float) -> float:
        """The higher of the first parts."""
        return max(block.first_height(self._cell(width)) for block in self.blocks)

    def split(self, width: float, height: float) -> tuple[Block, Block] | None:
        """Split each side that is too high; one that fits is all in the first part.

        Cards with as many signs are split behind the same one, so that each sign has its translation beside it.
        """
        cell = self._cell(width)
        left, right = self.sides
        if isinstance(left, CardPanel) and isinstance(right, CardPanel) and left.pairs_with(right):
            counts = left.signs_in(cell, height), right.signs_in(cell, height)
            if not all(counts):
                return None
            cards = left.split_behind(min(counts)), right.split_behind(min(counts))
            cards[0][0].anchor, cards[1][0].anchor = left.anchor, right.anchor
            return self._part((cards[0][0], cards[1][0])), self._part((cards[0][1], cards[1][1]))
        heads: list[Block | None] = []
        tails: list[Block | None] = []
        for block in self.sides:
            head, tail = block, None
            if block is not None and block.measure(cell) > height + TOLERANCE:
                if isinstance(block, Panel):
                    block.least = 0.0
                parts = block.split(cell, height)
                if parts is None:
                    return None
                head, tail = parts
                head.anchor = block.anchor
            heads.append(head)
            tails.append(tail)
        if not any(tails):
            return None
        return self._part((heads[0], heads[1])), self._part((tails[0], tails[1]))

    def _part(self, sides: Sides) -> SideBySide:
        return SideBySide(sides, self.gap, self.from_right)

    def divides(self) -> bool:
        """Let cards that no page holds be divided between their signs; whether any was not yet."""
        cards = [block for block in self.blocks if isinstance(block, CardPanel) and block.divides and not block.splits]
        for card in cards:
            card.splits, card.least = True, 0.0
        return bool(cards)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the left side and then the right one, each from where its lines begin."""
        cell, page = self._cell(width), canvas.mirrored
        for number, block in enumerate(self.sides):
            if block is None:
                continue
            left = canvas.across(x + number * (cell + self.gap), cell)
            canvas.mirrored = self.from_right[number]
            block.draw(canvas, canvas.across(left, cell), top, cell)
            canvas.mirrored = page


def side_by_side(
    source: Sequence[Block], translation: Sequence[Block], gap: float, from_right: tuple[bool, bool]
) -> list[Block]:
    """The blocks of both sides, one by one where they are as many, else as two stacks."""
    if not source or not translation:
        alone = [(block, None) for block in source] if source else [(None, block) for block in translation]
        return [SideBySide(sides, gap, from_right) for sides in alone]
    lefts, rights = _opened(source), _opened(translation)
    if len(lefts) != len(rights):
        return [SideBySide((_stacked(source), _stacked(translation)), gap, from_right)]
    made = [SideBySide(sides, gap, from_right) for sides in zip(lefts, rights, strict=True)]
    whole = len(lefts) > len(source) or len(rights) > len(translation)
    for pair in made[:-1]:
        pair.keep_next = pair.keep_next or whole  # a short list stays whole
    return [*made]


def _opened(blocks: Sequence[Block]) -> list[Block]:
    """Blocks with those of a list that stays whole one by one."""
    made: list[Block] = []
    for block in blocks:
        made += block.blocks if isinstance(block, Group) and not block.splits else [block]
    return made


def _stacked(blocks: Sequence[Block]) -> Block:
    return blocks[0] if len(blocks) == 1 else Group([*blocks], True)
