"""Captions: words in the style Caption go with the picture or the table beside them."""

from __future__ import annotations

from collections.abc import Sequence

from leafletgen.word.doubts import Doubts
from leafletgen.word.importing.items import Item, without_bold
from leafletgen.word.importing.made import Made
from leafletgen.word.importing.making import Making
from leafletgen.word.story import Kind, Picture, Table


def pair_captions(items: Sequence[Item], doubts: Doubts) -> list[Item]:
    """Return the items without the captions that went to a picture or a table; others are paragraphs, with a doubt.

    A picture has its caption under it, a table over it; where there is none, it is taken from the other side.
    """
    kept: list[Item] = []
    for at, item in enumerate(items):
        if not item.is_kind(Kind.CAPTION):
            kept.append(item)
            continue
        before = kept[-1] if kept else None
        after = items[at + 1] if at + 1 < len(items) else None
        owner = _owner(item, before, after)
        if owner is None:
            item.doubts.append(
                doubts.doubt(
                    "word-caption-alone",
                    "a caption stands beside no picture and no table: written as a paragraph",
                    "make it the caption: of what it belongs to, or take it out",
                    item.spot,
                )
            )
            kept.append(item)
        else:
            owner.caption = item
    return kept


def caption_of(item: Item, making: Making) -> Made:
    """Return the words of a caption; that its style is bold says nothing."""
    return making.keep(making.words(without_bold(item.pieces), item.spot), item)


def _owner(caption: Item, before: Item | None, after: Item | None) -> Item | None:
    about_table = caption.text.strip().lower().startswith("table")
    first: list[tuple[Item | None, type[Picture | Table]]] = [
        (before, Picture),
        (after, Table),
        (before, Table),
        (after, Picture),
    ]
    for item, kind in reversed(first[:2]) if about_table else first[:2]:
        if _takes(item, kind):
            return item
    return next((item for item, kind in first[2:] if _takes(item, kind)), None)


def _takes(item: Item | None, kind: type[Picture | Table]) -> bool:
    return item is not None and isinstance(item.what, kind) and item.caption is None
