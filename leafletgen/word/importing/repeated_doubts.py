"""Doubts of one kind about one paragraph after the other, told once: an author must not drown in them."""

from __future__ import annotations

from typing import Final

from leafletgen.word.doubts import Doubt, Doubts
from leafletgen.word.importing.items import Item
from leafletgen.word.importing.made import Made

MORE: Final = "{} (and {} more)"
"""What is said where the same comes again in the very next paragraphs."""
_APART: Final = 2
"""How far apart the numbers of such paragraphs may be: an empty one may stand between them."""


class RepeatedDoubts:
    """What was told last of each kind, so that the next one can join it."""

    __slots__ = ("_doubts", "_last")

    def __init__(self, doubts: Doubts) -> None:
        """Begin without any; `doubts` is where all are collected."""
        self._doubts = doubts
        self._last: dict[str, _Run] = {}

    def about(self, holder: Made | Item, doubt: Doubt) -> None:
        """Keep a doubt that was just made with what it is about, or add it to the last one of its code.

        It is added where that one asks for the same right before, whose message then says how many more there are;
        words that were left out or changed are kept whole.
        """
        run = self._last.get(doubt.code)
        if run is None or not run.goes_on_with(doubt):
            self._last[doubt.code] = _Run(doubt)
            holder.doubts.append(doubt)
            return
        run.add(doubt)
        found = self._doubts.found
        if found[-1] is doubt:
            found.pop()
        else:
            found.remove(doubt)


class _Run:
    """A doubt about paragraphs that follow each other."""

    __slots__ = ("doubt", "message", "more", "number")

    def __init__(self, doubt: Doubt) -> None:
        self.doubt = doubt
        self.message = doubt.message
        self.number = doubt.spot.number
        self.more = 0

    def goes_on_with(self, doubt: Doubt) -> bool:
        """Whether a doubt asks for the same of a paragraph that follows: one code may tell two outcomes."""
        follows = 0 <= doubt.spot.number - self.number <= _APART
        return follows and doubt.spot.part is self.doubt.spot.part and doubt.hint == self.doubt.hint

    def add(self, doubt: Doubt) -> None:
        self.more += 1
        self.number = doubt.spot.number
        self.doubt.message = MORE.format(self.message, self.more)
        if doubt.words:
            self.doubt.words = f"{self.doubt.words}\n{doubt.words}".strip()
