"""Boxes: their titles, which of them could be care cards, and those that stand where no box may."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from leafletgen.source.inline import SEEN
from leafletgen.word.doubts import Doubts, Spot
from leafletgen.word.importing.items import Item, items_of, untaken, wholly
from leafletgen.word.importing.lines import paragraphs_in
from leafletgen.word.story import Box, BoxForm, Kind

LONGEST_TITLE: Final = 120
"""Characters from which on a bold paragraph at the top of a box is no title."""
_BECAME: Final = {
    BoxForm.TEXT_BOX: "a text box",
    BoxForm.GROUPED: "a text box in a group",
    BoxForm.FRAME: "a frame",
    BoxForm.TABLE: "a one-cell table",
    BoxForm.COLUMN: "a table of one column",
    BoxForm.GROUND: "text on a ground or in a border",
}
#: What the words of a box may ask for, the most urgent first; levels as care cards have them.
_CALLS: Final = (
    ("emergency", re.compile(r"\b(?:999|112)\b")),
    ("emergency", re.compile(r"\bA ?& ?E\b|\bA and E\b|\bemergency department\b", re.IGNORECASE)),
    ("urgent", re.compile(r"\b111\b|\burgent(?:ly)?\b", re.IGNORECASE)),
    ("non-urgent", re.compile(r"\b(?:call|phone|ring|contact|see) (?:us|your|the|a)\b", re.IGNORECASE)),
)


def items_in(box: Box, doubts: Doubts, taken: Collection[int]) -> list[Item]:
    """Return what stands in a box, but for what the leaflet's head took; boxes in it are opened, with a doubt."""
    items = items_of(box.blocks, doubts, box.form)
    return _opened(untaken(items, taken), doubts, taken)


def _opened(items: Sequence[Item], doubts: Doubts, taken: Collection[int]) -> list[Item]:
    """Return the items, those of boxes in place of the boxes: none may stand in a box, a cell or an entry of a list."""
    made: list[Item] = []
    for item in items:
        if not isinstance(item.what, Box):
            made.append(item)
            continue
        inner = items_in(item.what, doubts, taken)
        if inner:
            inner[0].doubts += [
                *item.doubts,
                doubts.doubt(
                    "word-box-in-box",
                    f"{_BECAME[item.what.form]} stands inside a box, where none may: its words go on with the others",
                    "make it a box of its own after this one, if it is to stand out",
                    inner[0].spot,
                ),
            ]
        made += inner
    return made


def title_of(items: Sequence[Item]) -> Item | None:
    """Return the first paragraph of a box when it is its title: bold or a heading, with something under it."""
    if len(items) < 2 or items[0].mark is not None or not SEEN.search(items[0].text):
        return None
    first = items[0]
    is_heading = first.is_kind(Kind.HEADING) or first.is_kind(Kind.TITLE)
    return first if is_heading or (wholly(first.pieces, "bold") and len(first.text) <= LONGEST_TITLE) else None


def tell_of_box(item: Item, box: Box, first: Item, doubts: Doubts) -> None:
    """Tell where a box was and what it became, and which card its words may ask for."""
    spot, message = _place(item, box, first)
    said = " ".join([paragraph.text for paragraph in paragraphs_in(box.blocks)])
    hint = "check the order"
    for level, pattern in _CALLS:
        if call := pattern.search(said):
            message += f'; its words say "{call[0]}": consider a card, level {level}'
            hint += "; a card has a level, a title and items (nobody but you can say which level)"
            break
    item.doubts.append(doubts.doubt("word-box", message, hint, spot))


def _place(item: Item, box: Box, first: Item) -> tuple[Spot, str]:
    named = f'{_BECAME[box.form]} ("{first.spot.first_words}")' if first.spot.first_words else _BECAME[box.form]
    if box.form in (BoxForm.FRAME, BoxForm.TABLE, BoxForm.COLUMN, BoxForm.GROUND):
        return first.spot, f"{_BECAME[box.form]} became a box"
    if item.anchor is not None and item.after is item.anchor.spot:
        return item.after, f"{named} floats here; put after the paragraph"
    place = "after this paragraph " if item.after is not None else ""
    return item.after or item.spot, f"{place}{named} stands alone: it became a box here"
