"""A property of Unicode's characters, read from `data/` when it is first asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from pathlib import Path

_FOLDER = Path(__file__).with_name("data")


class Table(dict[str, str]):
    """What a property says of a character, for each that was asked for; others are looked up in ranges."""

    def __init__(self, name: str, codes: Mapping[str, str] | None = None) -> None:
        """Read `data/NAME.txt`: first code points in hexadecimal with values, which ``codes`` shortens."""
        super().__init__()
        lines = (_FOLDER / f"{name}.txt").read_text(encoding="ascii").split()
        self._firsts = [int(first, 16) for first in lines[::2]]
        self._values = [codes[value] for value in lines[1::2]] if codes else lines[1::2]

    def __missing__(self, char: str) -> str:
        """Look for the range that the character is in, and keep what was found."""
        value = self[char] = self._values[bisect_right(self._firsts, ord(char)) - 1]
        return value


def pairs(name: str) -> dict[str, str]:
    """The pairs of characters of `data/NAME.txt`."""
    points = (_FOLDER / f"{name}.txt").read_text(encoding="ascii").split()
    return {chr(int(one, 16)): chr(int(other, 16)) for one, other in zip(points[::2], points[1::2], strict=True)}
