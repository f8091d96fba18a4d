"""What paragraphs in leafletgen's own styles are (`own_names`).

Whoever gives a paragraph such a style has said what it is, so that there is no doubt to tell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from leafletgen.languages.labels import label
from leafletgen.languages.phrases import words_for
from leafletgen.word import own_names
from leafletgen.word.importing.items import Item, without_bold
from leafletgen.word.importing.made import Made, Value
from leafletgen.word.importing.making import Making
from leafletgen.word.story import Paragraph, Piece, Stretch

_OURS: Final = frozenset((own_names.KEY, own_names.QUOTE, own_names.QUOTE_BY, own_names.BOX_TITLE, *own_names.CARDS))


def style_of(item: Item) -> str:
    """The name of the style of a paragraph where it is one of ours that says what the paragraph is, else ""."""
    style = item.what.style if isinstance(item.what, Paragraph) else ""
    return style if style in _OURS else ""


def is_quote(item: Item) -> bool:
    """Whether a paragraph is a part of a quote, or says whose words it has."""
    return style_of(item) in (own_names.QUOTE, own_names.QUOTE_BY)


def key(item: Item, making: Making) -> Made:
    """A paragraph in the style of key messages; the style makes it bold."""
    words = making.keep(making.words(without_bold(item.pieces), item.spot), item)
    return Made({"key": words}, item.spot)


def said_by(items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """The paragraphs of a quote, and those that say whose words it has."""
    by = [item for item in items if style_of(item) == own_names.QUOTE_BY]
    return [item for item in items if style_of(item) != own_names.QUOTE_BY], by


def without_italic(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of a quote, which its style sets in italics."""
    return [piece._replace(italic=False) if isinstance(piece, Stretch) else piece for piece in pieces]


def card(title: Item, blocks: Sequence[Made], making: Making) -> Made:
    """A care card of the level of its title's style; what leafletgen says of that before the title is no part of it."""
    level = own_names.CARDS[style_of(title)]
    words = making.keep(making.words(_without_level(title.pieces, level, making), title.spot), title)
    value: dict[str, Value] = {"level": level, "title": words}
    rest = list(blocks)
    first = rest[0].value if rest else None
    if isinstance(first, Mapping) and list(first) == ["list"] and _are_signs(first["list"]):
        value["items"] = first["list"]
        rest = rest[1:]
    if rest:
        value["body"] = rest
    return Made({"card": value}, title.spot)


def _are_signs(entries: Value) -> bool:
    """Whether the entries of a list are words alone, as the signs of a card are."""
    if isinstance(entries, (str, int, Mapping, Made)):
        return False
    return all(isinstance(entry.value if isinstance(entry, Made) else entry, str) for entry in entries)


def _without_level(pieces: Sequence[Piece], level: str, making: Making) -> list[Piece]:
    """The pieces of a card's title without what leafletgen says before it, and without the bold of its style."""
    made = without_bold(pieces)
    said = {label(words_for(one), words_for(one)[level]) for one in (making.language, "en")}
    for at, piece in enumerate(made):
        if not isinstance(piece, Stretch):
            continue
        for words in said:
            if piece.text.startswith(words):
                made[at] = piece._replace(bold=False, underlined=False, text=piece.text[len(words) :])
                making.printed.append(words)
        if piece.text.strip():
            break
    return made
