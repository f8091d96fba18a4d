"""Lines and characters as editors count them, in a text that we count by its letters."""

from __future__ import annotations

import re
from typing import Final

from lsprotocol import types

_LINE_END: Final = re.compile(r"\r\n|\n|\r")
"""What ends a line for the protocol; for Python's own ``splitlines`` more does."""


class Positions:
    """The positions in one text: lines from 0, characters of a line in units of an encoding from 0."""

    def __init__(self, text: str, encoding: str) -> None:
        """Take the text, and the encoding that editor and server agreed upon: utf-8, utf-16 or utf-32."""
        self.text = text
        self.encoding = encoding
        self._starts = [0, *[found.end() for found in _LINE_END.finditer(text)]]
        self._ends = [*[found.start() for found in _LINE_END.finditer(text)], len(text)]

    def index(self, position: types.Position) -> int:
        """Return the index of a position; one behind the end of its line is the end."""
        line = min(max(position.line, 0), len(self._starts) - 1)
        start, end = self._starts[line], self._ends[line]
        if self.encoding == "utf-32" or self.text[start:end].isascii():
            return min(start + position.character, end)
        units = 0
        for at in range(start, end):
            if units >= position.character:
                return at
            units += self._units(self.text[at])
        return end

    def position(self, index: int) -> types.Position:
        """Return the position of an index."""
        from bisect import bisect_right

        line = bisect_right(self._starts, index) - 1
        start = self._starts[line]
        said = self.text[start : min(index, self._ends[line])]
        units = len(said) if said.isascii() else sum(map(self._units, said))
        return types.Position(line, units)

    def range(self, start: int, end: int) -> types.Range:
        """Return the range from an index up to another one."""
        return types.Range(self.position(start), self.position(end))

    def _units(self, letter: str) -> int:
        if self.encoding == "utf-8":
            return len(letter.encode("utf-8", "surrogatepass"))
        return 2 if self.encoding == "utf-16" and ord(letter) > 0xFFFF else 1
