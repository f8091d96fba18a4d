"""The list of references that notes with sources become."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from leafletgen.word.importing.items import text_of
from leafletgen.word.importing.made import Made, Value
from leafletgen.word.importing.making import Making
from leafletgen.word.story import Piece, Stretch

#: An address that ends a reference; brackets around it go with it, and no word.
_ADDRESS_AT_END: Final = re.compile(r"[\s,;:.(<]*\s[(<]?((?:https?://|www\.)[^\s<>\"\\^`{|}]+?)[)>.;,]*\s*$")

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
        address = _ADDRESS_AT_END.search(text_of(pieces))
        value: dict[str, Value] = {}
        before = text_of(pieces)[: address.start()].strip() if address is not None else ""
        if address is not None and before and not _LEADS_ON.search(before):
            value["text"] = making.words(_begin(pieces, address.start()), spot)
            value["url"] = address[1]
            making.printed.append(address[0].replace(address[1], " "))  # a layout sets the address off by itself
        else:
            value["text"] = making.words(pieces, spot)
        found[making.notes.name_of(note)] = Made(value, spot)
    return Made(found) if found else None


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
