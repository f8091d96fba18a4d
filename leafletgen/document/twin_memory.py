"""What the twins of sheets have in common, one after another; nothing that was written for one patient."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Final

from leafletgen.document.element import Element
from leafletgen.errors import Report

#: How many parts are remembered: the exercises of a clinic's day, and what is said of safety with them.
_MOST: Final = 200


class TwinMemory:
    """Parts of sheets by all that goes into them.

    A part that was written once is the same element in the sheets that follow, so that whoever writes a form may know
    it again. Nobody may change it.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._surroundings: Sequence[object] = ()
        self._held: dict[Hashable, list[Element]] = {}

    def begin(self, *surroundings: object) -> None:
        """Begin a sheet in these: its brand, the rules of its layout, language and form; in others all is forgotten."""
        if list(map(id, self._surroundings)) != list(map(id, surroundings)):
            self._held.clear()
            self._surroundings = surroundings

    def recall(self, key: Hashable) -> Element | None:
        """A part that is one element; None where it is not known."""
        found = self._held.get(key)
        return found[0] if found else None

    def part(self, key: Hashable, write: Callable[[], list[Element]], report: Report) -> list[Element]:
        """A part as it is known, or written anew and remembered, unless anything is told of it."""
        found = self._held.get(key)
        if found is None:
            told = len(report.diagnostics)
            found = write()
            if len(report.diagnostics) == told:
                self.keep(key, found)
        return found

    def keep(self, key: Hashable, elements: list[Element]) -> None:
        """Remember a part, in place of the oldest."""
        self._held[key] = elements
        while len(self._held) > _MOST:
            del self._held[next(iter(self._held))]
