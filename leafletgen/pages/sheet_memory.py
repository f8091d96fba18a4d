"""What the last sheets of a maker had: of one sheet to the next mostly a single exercise changes."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Generic, NamedTuple, TypeVar

from leafletgen.document.element import Element, PageNumber, Words
from leafletgen.pages.flow.block import Block
from leafletgen.pages.sheet_exercises import ExerciseParts

#: Exercises that are remembered, each of which takes half a megabyte: four times those of most sheets; and diaries.
_EXERCISES = 24
_DIARIES = 4

T = TypeVar("T")


class SetExercise(NamedTuple):
    """An exercise that was set."""

    element: Element
    kids: Sequence[Element | Words | PageNumber]
    """What the element held before a sheet said it more briefly."""
    parts: ExerciseParts


class SetDiary(NamedTuple):
    """A diary that was set."""

    elements: list[Element]
    blocks: list[Block]


class Remembered(Generic[T]):
    """Things of one kind, by all that goes into them; nothing that was written for one patient.

    What is taken out is no longer in it: whoever sets a sheet puts it back when the sheet leaves it as it was. So what
    was divided over two pages, or of which anything was reported, is made anew.
    """

    def __init__(self, most: int) -> None:
        """Remember so many, those that were used last."""
        self._most = most
        self._held: dict[Hashable, T] = {}

    def take(self, key: Hashable) -> T | None:
        """Take something out; None when it is not there."""
        return self._held.pop(key, None)

    def put(self, key: Hashable, one: T) -> None:
        """Remember something, in place of the oldest."""
        self._held[key] = one
        while len(self._held) > self._most:
            del self._held[next(iter(self._held))]

    def clear(self) -> None:
        """Forget all."""
        self._held.clear()


class SheetMemory:
    """What sheets of one brand, layout and language have in common, one after another."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._surroundings: Sequence[object] = ()
        self.exercises: Remembered[SetExercise] = Remembered(_EXERCISES)
        self.diaries: Remembered[SetDiary] = Remembered(_DIARIES)

    def begin(self, *surroundings: object) -> None:
        """Begin a sheet in these: its brand, layout, faces and language; in others all is forgotten."""
        if list(map(id, self._surroundings)) != list(map(id, surroundings)):
            self.exercises.clear()
            self.diaries.clear()
            self._surroundings = surroundings
