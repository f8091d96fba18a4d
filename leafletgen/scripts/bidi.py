"""The bidirectional algorithm (UAX 9): levels of embedding, and the order in which a line is drawn.

A paragraph is resolved once, by `levels`; each of its lines by `line_levels`, `logical_stretches` and `visual_order`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from leafletgen.scripts.bidi_classes import classes_of
from leafletgen.scripts.explicit import first_strong, sequences
from leafletgen.scripts.implicit import levels_of
from leafletgen.scripts.table import pairs

_PARAGRAPH = re.compile("[^P]*P|[^P]+")
#: Without any of these every character is of the text's own level, 0 or 1.
_TURNING = (re.compile("[RAN1-8]"), re.compile("[LEN1-8]"))
#: L1: a separator, and the white space, isolates and what X9 removes before it; the same at a line's end.
_BEFORE_SEPARATOR = re.compile("[wb1-9]*[Ps]")
_BEFORE_END = re.compile("[wb1-9]+$")


class Stretch(NamedTuple):
    """Characters of one level, from ``start`` up to ``end``."""

    start: int
    end: int
    level: int


def paragraph_level(text: str) -> int:
    """0 or 1: which way the first strong letter goes (P2, P3); 0 without any."""
    return first_strong(next(iter(_PARAGRAPH.findall(classes_of(text))), "")) or 0


def levels(text: str, base: int) -> list[int]:
    """The level of each character, resolved up to the separators of L1.

    Characters that X9 removes have the level of what stands before them. A line feed ends a paragraph; ``base`` is the
    level of each.
    """
    classes = classes_of(text)
    if _TURNING[base].search(classes) is None:
        return [base] * len(text)
    found: list[int] = []
    for part in _PARAGRAPH.finditer(classes):
        found += _paragraph(part[0], text[part.start() : part.end()], base)
    return found


def _paragraph(classes: str, text: str, base: int) -> list[int]:
    found: list[int] = [-1] * len(classes)
    for places, kinds, level, before, after in sequences(classes, base):
        if isinstance(places, range):
            found[places.start : places.stop] = levels_of(kinds, text[places.start : places.stop], level, before, after)
        else:
            chars = "".join([text[place] for place in places])
            for place, resolved in zip(places, levels_of(kinds, chars, level, before, after), strict=True):
                found[place] = resolved
    if -1 in found:
        last = base
        for place, resolved in enumerate(found):
            last = found[place] = last if resolved < 0 else resolved
    if "P" in classes or "s" in classes:
        for part in _BEFORE_SEPARATOR.finditer(classes):
            start, end = part.span()
            found[start:end] = [base] * (end - start)
    return found


def line_levels(text: str, levels: Sequence[int], start: int, end: int, base: int) -> list[int]:
    """The levels of one line's characters: white space at its end goes with the paragraph (L1)."""
    found = list(levels[start:end])
    if end > start:
        loose = _BEFORE_END.search(classes_of(text[start:end]))
        if loose is not None:
            found[loose.start() :] = [base] * (len(found) - loose.start())
    return found


def logical_stretches(levels: Sequence[int], start: int = 0, end: int | None = None) -> list[Stretch]:
    """The longest runs of one level, in the order of the text."""
    end = len(levels) if end is None else end
    found: list[Stretch] = []
    for place in range(start + 1, end + 1):
        if place == end or levels[place] != levels[start]:
            found.append(Stretch(start, place, levels[start]))
            start = place
    return found


def visual_order(stretches: Sequence[Stretch]) -> list[int]:
    """The numbers of a line's stretches from left to right (L2)."""
    order = list(range(len(stretches)))
    depths = [stretch.level for stretch in stretches]
    for level in range(max(depths, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and depths[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end + 1
    return order


def mirrored(char: str) -> str:
    """The character that looks like this one in a mirror (L4), such as ")" for "("; itself when there is none."""
    return _mirrors().get(char, char)


@cache
def _mirrors() -> dict[str, str]:
    return pairs("bidi_mirrored")
