"""Lines to write on, as authors type them: underscores or dots after a label, or in paragraphs of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from leafletgen.source.inline import SEEN
from leafletgen.word.importing.items import Item
from leafletgen.word.importing.lists import Listed
from leafletgen.word.story import Kind, Piece, Stretch

_LEADER: Final = re.compile(r"_{3,}|\.{5,}|…{2,}")
"""Underscores or dots to write on."""
MOST_LINES: Final = 40
"""Lines that a leaflet's block takes."""


def leader_in(text: str) -> re.Match[str] | None:
    """Return the first underscores or dots to write on; few texts have any, and most are told by two letters."""
    return _LEADER.search(text) if "__" in text or ".." in text or "……" in text else None


class ToWrite:
    """Lines to write on: the paragraph with their label, and all paragraphs that they were."""

    __slots__ = ("label", "lines", "pieces", "sources")

    def __init__(self, label: Item, pieces: Sequence[Piece], lines: int) -> None:
        """Begin with the label's paragraph."""
        self.label = label
        self.pieces = list(pieces)
        self.lines = lines
        self.sources = [label]


def lines_to_write(items: Sequence[Item | Listed]) -> list[Item | Listed | ToWrite]:
    """Return the items, labels with lines after them or under them as lines to write on."""
    made: list[Item | Listed | ToWrite] = []
    for item in items:
        if (
            isinstance(item, Listed)
            or not item.is_kind(Kind.BODY)
            or item.mark is not None
            or leader_in(item.text) is None
        ):
            made.append(item)
            continue
        lines = [line for line in item.text.split("\n") if line.strip()]
        if all([_is_leader(line) for line in lines]):
            _add(made, item, len(lines))
        elif len(lines) == 1 and (pieces := _label(item)):
            made.append(ToWrite(item, pieces, 1))
        else:
            made.append(item)
    return made


def _is_leader(text: str) -> bool:
    return leader_in(text) is not None and not SEEN.search(_LEADER.sub("", text).replace(".", "").replace("_", ""))


def _add(made: list[Item | Listed | ToWrite], item: Item, lines: int) -> None:
    """Add lines to those before, or make the paragraph before their label when it asks for something."""
    before = made[-1] if made else None
    if isinstance(before, ToWrite):
        before.lines = min(before.lines + lines, MOST_LINES)
        before.sources.append(item)
    elif isinstance(before, Item) and before.is_kind(Kind.BODY) and before.mark is None and _asks(before.text):
        written = ToWrite(before, before.pieces, min(lines, MOST_LINES))
        written.sources.append(item)
        made[-1] = written
    else:
        made.append(item)


def _asks(text: str) -> bool:
    return text.rstrip()[-1:] in (":", "?") and "\n" not in text.strip() and leader_in(text) is None


def _label(item: Item) -> list[Piece]:
    """Return the words before the only leader, which ends the paragraph; nothing when it is not so."""
    found = leader_in(item.text)
    if (
        found is None
        or SEEN.search(item.text[found.end() :].strip("._ "))
        or not SEEN.search(item.text[: found.start()])
    ):
        return []
    left, made = found.start(), list[Piece]()
    for piece in item.pieces:
        if isinstance(piece, Stretch):
            made.append(piece._replace(text=piece.text[:left]))
            left -= min(left, len(piece.text))
        else:
            made.append(piece)
    return made
