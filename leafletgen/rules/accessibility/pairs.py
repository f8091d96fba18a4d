"""Pairs of colours that meet in a drawing, as they are told and kept."""

from __future__ import annotations

from typing import NamedTuple


class Pair(NamedTuple):
    """Two colours that meet in a drawing: what they are of, as #RRGGBB, and their contrast.

    Attributes:
        what: the words; of a line the words that it leads to.
        colour: that of the words or of the line.
        ground: that of what lies behind.
        ratio: from 1 to 21.
        height: of the letters, as a share of the drawing's width; 0 for lines.
        bold: whether the letters are.
    """

    what: str
    colour: str
    ground: str
    ratio: float
    height: float = 0.0
    bold: bool = False


class Seen(NamedTuple):
    """What was found in a drawing: of each of its words and lines to words the faintest pair, and its best at all."""

    words: list[Pair]
    lines: list[Pair]
    best: float
