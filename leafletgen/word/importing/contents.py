"""Tables of contents, which layouts make by themselves and leaflets leave out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from leafletgen.source.inline import SEEN
from leafletgen.word.doubts import Doubts
from leafletgen.word.importing.items import Item
from leafletgen.word.story import Kind, Stretch

_TITLES: Final = frozenset(
    {"contents", "table of contents", "contents page", "in this leaflet", "what is in this leaflet"}
)
_PAGE: Final = re.compile(r"(?:[.…·_ ]{3,}|[ .]*\t[\t .]*)[0-9]{1,3} *$")
"""What ends a line of a table of contents that was typed: dots or a tab, and a page."""
_LONGEST: Final = 160
"""Characters of such a line."""
_FEWEST: Final = 2
"""Such lines under a title that make a table of contents."""


def without_contents(items: Sequence[Item], doubts: Doubts) -> list[Item]:
    """Return the items without tables of contents and the headings over them; each is a doubt with its words."""
    made: list[Item] = []
    at = 0
    while at < len(items):
        end = at
        while end < len(items) and items[end].is_kind(Kind.CONTENTS):
            end += 1
        if end == at and made and _is_title(made[-1]):
            end = _end_of_typed(items, at)
        if end == at:
            made.append(items[at])
            at += 1
            continue
        left_out = [*([made.pop()] if made and _is_title(made[-1]) else []), *items[at:end]]
        doubt = doubts.doubt(
            "word-contents",
            "the table of contents is left out: layouts that have one make it from the headings",
            "nothing, unless it listed what is no heading",
            left_out[0].spot,
            "\n".join([item.text for item in left_out]),
        )
        if end < len(items):
            items[end].doubts.append(doubt)
        at = end
    return made


def _end_of_typed(items: Sequence[Item], at: int) -> int:
    """Return where a table of contents ends that was typed; where it begins if there is none."""
    end, lines = at, 0
    while end < len(items) and (typed := _typed_lines(items[end])):
        lines += typed
        end += 1
    return end if lines >= _FEWEST else at


def _typed_lines(item: Item) -> int:
    """Return how many lines of a typed table of contents a paragraph is; 0 when it is anything else."""
    if not item.is_kind(Kind.BODY) or not all([isinstance(piece, Stretch) for piece in item.pieces]):
        return 0
    lines = [line for line in item.text.split("\n") if line.strip()]
    return len(lines) if all(map(_is_typed, lines)) else 0


def _is_typed(line: str) -> bool:
    page = _PAGE.search(line) if len(line) <= _LONGEST else None
    return page is not None and SEEN.search(line[: page.start()]) is not None


def _is_title(item: Item) -> bool:
    words = item.words
    if words is None or words.kind not in (Kind.BODY, Kind.HEADING, Kind.CONTENTS):
        return False
    return words.style.lower().startswith("toc heading") or item.text.strip(" :\t").lower() in _TITLES
