"""The title of a leaflet: by its style, else by what an author would have meant with it, which is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from leafletgen.source.inline import SEEN
from leafletgen.word.doubts import Doubts, Part, Spot
from leafletgen.word.importing.items import wholly
from leafletgen.word.importing.lines import paragraphs_in
from leafletgen.word.importing.made import Made
from leafletgen.word.importing.straps import is_strap
from leafletgen.word.importing.table_kinds import is_data
from leafletgen.word.story import Block, Kind, Paragraph, Story, Stretch, Table

_LONGEST: Final = 120
"""Characters of a paragraph that may be a title."""
_MUCH_LARGER: Final = 1.3
"""How much larger than the text letters are that make a title without being bold."""
_OF_A_PROGRAM: Final = re.compile(
    r"microsoft word.*|word document|document ?\d*|untitled.*|title|template.*|.*\.docx?|powerpoint.*",
    re.IGNORECASE,
)
"""Titles among the properties that a program wrote there."""


def title_of(story: Story, doubts: Doubts) -> Made:
    """Return the title with the spot of its paragraph; without any, a value of nothing but a note.

    `doubts` is told where no style says which paragraph it is.
    """
    blocks = [block for block in story.blocks if not (isinstance(block, Table) and is_data(block))]
    paragraphs = [one for one in paragraphs_in(blocks) if SEEN.search(one.text)]
    return (
        _styled(paragraphs, doubts)
        or _by_hand(paragraphs, doubts)
        or _first_heading(paragraphs, story, doubts)
        or _from_properties(story, doubts)
        or _missing(doubts)
    )


def subtitle_of(story: Story) -> Made | None:
    """Return the subtitle with the spot of its paragraph; None when no style says that there is one."""
    found = (one for one in paragraphs_in(story.blocks) if one.kind is Kind.SUBTITLE and SEEN.search(one.text))
    paragraph = next(found, None)
    return None if paragraph is None else Made(plain_words(paragraph), paragraph.spot)


def plain_words(paragraph: Paragraph) -> str:
    """Return the words of a paragraph in one line and without marks; raised and lowered digits as characters."""
    return " ".join(paragraph.seen.split())


def _styled(paragraphs: Sequence[Paragraph], doubts: Doubts) -> Made | None:
    """Return what stands in the style Title; paragraphs that follow each other in it are one title."""
    first = next((at for at, one in enumerate(paragraphs) if one.kind is Kind.TITLE), None)
    if first is None:
        return None
    title = list(takewhile(lambda one: one.kind is Kind.TITLE, paragraphs[first:]))
    made = Made(" ".join(map(plain_words, title)), title[0].spot)
    made.more_spots = [one.spot for one in title[1:]]
    if made.more_spots:
        message = f"{len(title)} paragraphs in the style Title are one title"
        hint = "make the second one the subtitle where it is that"
        made.doubts.append(doubts.doubt("word-title-joined", message, hint, title[0].spot))
    return made


def _by_hand(paragraphs: Sequence[Paragraph], doubts: Doubts) -> Made | None:
    """Return what an author made a title: before the first heading that has a style, in the largest letters.

    It is bold and larger than the text, or much larger. Where no paragraph is either, it is the first one if that is
    bold, in a file without any style for headings.
    """
    first_heading = next((at for at, one in enumerate(paragraphs) if one.kind is Kind.HEADING), len(paragraphs))
    usual = _usual_size(paragraphs)
    may_be = [one for one in paragraphs[:first_heading] if _may_be_title(one)]
    larger = [one for one in may_be if _size(one) > usual * (1.0 if wholly(one.pieces, "bold") else _MUCH_LARGER)]
    if larger:
        title = max(larger, key=_size)
        bold = "bold " if wholly(title.pieces, "bold") else ""
        return _guessed(title, f"the largest {bold}paragraph ({_size(title):g} pt)", doubts)
    first = next((one for one in paragraphs if not is_strap(one.text)), None)
    if first_heading == len(paragraphs) and first in may_be and wholly(first.pieces, "bold"):
        return _guessed(first, "the first paragraph, which is bold", doubts)
    return None


def _guessed(title: Paragraph, where: str, doubts: Doubts) -> Made:
    words = plain_words(title)
    capitals = "; its capitals are kept" if words.isupper() else ""
    made = Made(words, title.spot)
    made.doubts.append(
        doubts.doubt(
            "word-title-by-hand",
            f"the title is taken from {where}; no paragraph has the style Title{capitals}",
            "write another title where it is wrong",
            title.spot,
        )
    )
    return made


def _may_be_title(paragraph: Paragraph) -> bool:
    words = paragraph.text.strip()
    return (
        paragraph.kind is Kind.BODY
        and paragraph.numbering is None
        and len(words) <= _LONGEST
        and not words.endswith((".", ":", ";", ","))
        and not is_strap(words)
    )


def _usual_size(paragraphs: Sequence[Paragraph]) -> float:
    """Return the size of most letters that are not bold; of two that have as many, the smaller one."""
    letters: Counter[float] = Counter()
    for paragraph in paragraphs:
        for piece in paragraph.pieces:
            if isinstance(piece, Stretch) and not piece.bold:
                letters[piece.size] += len(piece.text)
    return min(letters, key=lambda size: (-letters[size], size), default=0.0)


def _size(paragraph: Paragraph) -> float:
    sizes = [piece.size for piece in paragraph.pieces if isinstance(piece, Stretch) and piece.text.strip()]
    return max(sizes, default=0.0)


def _first_heading(paragraphs: Sequence[Paragraph], story: Story, doubts: Doubts) -> Made | None:
    """Return the first heading; not where it is one of many on its level and the properties know a title."""
    headings = [one for one in paragraphs if one.kind is Kind.HEADING]
    if not headings:
        return None
    first = headings[0]
    of_many = any([one.level <= first.level for one in headings[1:]])
    if of_many and _property(story):
        return None
    made = Made(plain_words(first), first.spot)
    made.doubts.append(
        doubts.doubt(
            "word-title-from-heading",
            "the title is taken from the first heading; no paragraph has the style Title",
            "write the title, and put the heading back into the body where it is one",
            first.spot,
        )
    )
    return made


def _property(story: Story) -> str:
    title = " ".join(story.properties.title.split())
    return "" if len(title) > _LONGEST or _OF_A_PROGRAM.fullmatch(title) else title


def _from_properties(story: Story, doubts: Doubts) -> Made | None:
    title = _property(story)
    if not title:
        return None
    spot = Spot(Part.PROPERTIES)
    made = Made(title, spot)
    made.doubts.append(
        doubts.doubt(
            "word-title-from-properties",
            f'the title "{title}" is taken from the properties of the file, for the text has none',
            "check it: properties often come from an older file",
            spot,
        )
    )
    return made


def _missing(doubts: Doubts) -> Made:
    made = Made("")
    made.notes.append("no title was found in Word. Write title:")
    made.doubts.append(
        doubts.doubt("word-title-missing", "no title was found", 'write "title:" and the title', Spot(Part.FILE))
    )
    return made


def blocks_before(story: Story, spot: Spot | None) -> list[Block]:
    """Return the blocks of the body that stand before a spot; none when it stands nowhere in it."""
    for at, block in enumerate(story.blocks):
        if spot is not None and any([paragraph.spot is spot for paragraph in paragraphs_in([block])]):
            return story.blocks[:at]
    return []
