"""The list of references that notes with sources become."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from leafletgen.word.importing.items import text_of
from leafletgen.word.importing.made import Made, Value
from leafletgen.word.importing.making import Making
from leafletgen.word.story import Piece, Stretch

_ADDRESS: Final = re.compile(r"(?:https?://|www\.)[^\s<>\"\\^`{|}]+")
_AFTER: Final = ")>.;,"
"""What may stand after the address that ends a reference; brackets around it go with it, and no word."""
_BEFORE: Final = re.compile(r"[\s,;:.(<]*")
"""What parts it from the words before it, read from its end."""
#: Words that lead to the address after them, so that it stays with them.
_LEADS_ON: Final = re.compile(r"\b(?:see|at|from|on|to|via|visit)$", re.IGNORECASE)


def references_of(making: Making) -> Made | None:
    """Return the references by their names, in the order of their first citation; None when there are none."""
    found: dict[str, Value] = {}
    for note in making.notes.cited:
        spot = making.notes.spot_of(note)
        if spot is None:
            continue
        pieces = making.notes.pieces_of(note)
        text = text_of(pieces)
        end = _address_at_end(text)
        value: dict[str, Value] = {}
        if end is not None and (before := text[: end.start].strip()) and not _LEADS_ON.search(before):
            value["text"] = making.words(_begin(pieces, end.start), spot)
            value["url"] = end.address
            making.printed.append(end.around)  # a layout sets the address off by itself
        else:
            value["text"] = making.words(pieces, spot)
        found[making.notes.name_of(note)] = Made(value, spot)
    return Made(found) if found else None


class _End(NamedTuple):
    """The address that ends a reference, where the words before it end, and the characters around it."""

    address: str
    start: int
    around: str


def _address_at_end(text: str) -> _End | None:
    """Return the address that is the last word of a text, which may stand in brackets; None without one."""
    rest = text.rstrip()
    last = rest.split()[-1] if rest else ""
    address = (last[1:] if last[:1] in ("(", "<") else last).rstrip(_AFTER)
    if _ADDRESS.fullmatch(address) is None:
        return None
    words = rest[: len(rest) - len(last)]
    parted = _BEFORE.match(words[::-1])
    start = len(words) - (parted.end() if parted is not None else 0)
    return _End(address, start, text[start:].replace(address, " "))


def _begin(pieces: Sequence[Piece], length: int) -> list[Piece]:
    """Return the pieces up to so many characters."""
    made: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Stretch):
            made.append(piece._replace(text=piece.text[:length]))
            length -= min(length, len(piece.text))
        elif length:
            made.append(piece)
    return made
