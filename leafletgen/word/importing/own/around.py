"""What leafletgen prints around the body of a Word file: who changed it is told that it comes from elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from leafletgen.word import own_names
from leafletgen.word.doubts import Doubts, Part, Spot
from leafletgen.word.importing.made import Made
from leafletgen.word.importing.own.shapes import is_empty, paragraphs
from leafletgen.word.importing.titles import plain_words
from leafletgen.word.story import Block, Kind, Paragraph

#: Paragraphs of the front that the head of the YAML says, by their kind or style.
_HEAD = {Kind.TITLE: "title", Kind.SUBTITLE: "subtitle"}


def changed_head(blocks: Sequence[Block], head: dict[str, Made], doubts: Doubts) -> list[Paragraph]:
    """Put a changed title, subtitle or strap into the head; return the paragraphs that say something else than it."""
    others: list[Paragraph] = []
    seen: set[str] = set()
    for paragraph in paragraphs(blocks):
        key = "strap" if paragraph.style == own_names.STRAP else _HEAD.get(paragraph.kind)
        if key is None or (key != "title" and key not in head):
            others.append(paragraph)
            continue
        said = plain_words(paragraph)
        if said:
            seen.add(key)
        if said and head[key].value != said:
            doubts.doubt(
                "word-own-changed",
                f'the {key} was changed, and is taken as it is now: it was "{head[key].value}"',
                "decide whether it stays",
                paragraph.spot,
            )
            head[key] = Made(said, paragraph.spot)
    for key in ("strap", "title", "subtitle"):
        if key in head and key not in seen:
            doubts.doubt(
                "word-own-removed",
                f'the {key} was taken out: "{head[key].value}"',
                f'take "{key}:" out of the head, if it is meant to go; a leaflet always has a title',
                Spot(Part.FILE),
            )
    return others


#: What is said of words among those that leafletgen prints, and what to do.
AROUND: Final = (
    "these words stand where leafletgen prints what the brand and the head say, and are left out",
    "change the brand, the department or the head of the leaflet, if this is right",
)
REMARKS: Final = (
    "these words stand in what leafletgen tells reviewers of a block, and are left out",
    'change "only" or "except" of the block, if this is right',
)


def tell_changes(
    actual: Iterable[Paragraph], expected: Iterable[Paragraph], doubts: Doubts, said: tuple[str, str] = AROUND
) -> None:
    """Tell words that stand where leafletgen prints its own, and are none of those."""
    known = Counter(_said(one) for one in expected)
    for paragraph in actual:
        words = _said(paragraph)
        if is_empty(paragraph) or paragraph.kind is Kind.CONTENTS:
            continue
        if known[words] > 0:
            known[words] -= 1
            continue
        doubts.doubt("word-own-words-around", *said, paragraph.spot, paragraph.text)


def _said(paragraph: Paragraph) -> str:
    return " ".join(paragraph.text.split())
