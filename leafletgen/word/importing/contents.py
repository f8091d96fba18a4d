"""Tables of contents, which layouts make by themselves and leaflets leave out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from leafletgen.word.doubts import Doubts
from leafletgen.word.importing.items import Item
from leafletgen.word.story import Kind

_TITLES: Final = frozenset(
    {"contents", "table of contents", "contents page", "in this leaflet", "what is in this leaflet"}
)


def without_contents(items: Sequence[Item], doubts: Doubts) -> list[Item]:
    """Return the items without tables of contents and the headings over them; each is a doubt with its words."""
    made: list[Item] = []
    at = 0
    while at < len(items):
        end = at
        while end < len(items) and items[end].is_kind(Kind.CONTENTS):
            end += 1
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


def _is_title(item: Item) -> bool:
    words = item.words
    if words is None or words.kind not in (Kind.BODY, Kind.HEADING, Kind.CONTENTS):
        return False
    return words.style.lower().startswith("toc heading") or item.text.strip(" :\t").lower() in _TITLES
