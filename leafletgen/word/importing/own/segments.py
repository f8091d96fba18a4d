"""The parts of a Word file of ours, each from its hidden bookmark to the next one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from leafletgen.word import own_names
from leafletgen.word.importing.own.shapes import paragraphs
from leafletgen.word.story import Block


class Segment(NamedTuple):
    """Blocks after a bookmark of ours; those before the first one belong to the front."""

    name: str
    blocks: list[Block]

    @property
    def entry(self) -> int | None:
        """The number of the entry of the body that it is; None for what leafletgen prints around the body."""
        number = self.name.removeprefix(own_names.SEGMENT)
        return int(number) if number.isdecimal() and number.isascii() and len(number) < 7 else None


def in_order(numbers: Sequence[int]) -> set[int]:
    """As many of some numbers as follow each other in their order: what nobody has moved."""
    ends: list[int] = []  # the smallest number that so many in order end with
    at: list[int] = []  # where in `ends` each number came
    for number in numbers:
        place = bisect_left(ends, number)
        ends[place : place + 1] = [number]
        at.append(place)
    kept: set[int] = set()
    wanted = len(ends) - 1
    for number, place in zip(reversed(numbers), reversed(at), strict=True):
        if place == wanted:
            kept.add(number)
            wanted -= 1
    return kept


def segments(blocks: Sequence[Block]) -> list[Segment]:
    """The parts in the order of the file.

    Where somebody took out a part, Word moves its bookmark to the next paragraph: the last one there counts.
    """
    made = [Segment(own_names.FRONT, [])]
    for block in blocks:
        first = next(iter(paragraphs([block])), None)
        names = [name for name in first.bookmarks if name.startswith(own_names.SEGMENT)] if first is not None else []
        if names and (names[-1] != own_names.FRONT or len(made) > 1):
            made.append(Segment(names[-1], []))
        made[-1].blocks.append(block)
    return [one for one in made if one.blocks]
