"""Places of messages as indices into a text that is being edited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from leafletgen.errors import Place

_WORD: Final = re.compile(r"[^\s,:\[\]{}]+")


class Lines:
    """Where each line of a text begins; lines and columns count from 1, as messages have them."""

    def __init__(self, text: str) -> None:
        """Take the text."""
        self.text = text
        self.starts: Sequence[int] = [0, *[found.end() for found in re.finditer("\n", text)]]

    def index(self, line: int, column: int) -> int:
        """Return the index of a character; of a place that is not there the nearest one."""
        number = min(max(line, 1), len(self.starts))
        end = self.starts[number] - 1 if number < len(self.starts) else len(self.text)
        return max(self.starts[number - 1], min(self.starts[number - 1] + column - 1, end))

    def span(self, place: Place | None, whole: bool = True) -> tuple[int, int]:
        """Return the indices that a place is from and up to; where its end is not known, up to that of the word.

        Args:
            place: the place; the file's first word without one.
            whole: whether what goes on for several lines is meant as a whole; else the first of them will do.
        """
        if place is None:
            place = Place("", 1, 1)
        start = self.index(place.line, place.column)
        if place.end is not None:
            end = self.index(*place.end)
        else:
            word = _WORD.match(self.text, start)
            end = start if word is None else word.end()
        if not whole:
            line = self.text.find("\n", start)
            end = min(end, len(self.text) if line < 0 else line)
        if self.text[start:end].endswith("\r"):
            end -= 1
        return (start, end) if end > start else self._line_of(start)

    def _line_of(self, index: int) -> tuple[int, int]:
        """The words of the line of an index, for what has no words of its own."""
        start = self.text.rfind("\n", 0, index) + 1
        line = self.text[start : index + self.text[index:].find("\n") if "\n" in self.text[index:] else None]
        return start + len(line) - len(line.lstrip()), start + len(line.rstrip())
