"""Stretches of a story become prose in leafletgen's markup, which reads back as the very same words and styles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from leafletgen.source.addresses import Address
from leafletgen.source.inline import composed, target_fault
from leafletgen.word.importing.atoms import Atom, are_plain, ready_for_marks, squeezed
from leafletgen.word.importing.languages import short_tag
from leafletgen.word.importing.marks import escaped, marked
from leafletgen.word.story import Anchored, NoteMark, PageOf, Piece, Stretch

_IN_TARGET: Final = {" ": "%20", "<": "%3C", ">": "%3E", "[": "%5B", "]": "%5D", "^": "%5E", "`": "%60"} | {
    "{": "%7B",
    "|": "%7C",
    "}": "%7D",
    "\\": "%5C",
    '"': "%22",
}
_LONGEST_TARGET: Final = 1000


def usable(target: str) -> str | None:
    """Return the address of a link as a leaflet takes it, or None when no leaflet can lead there."""
    text = Address(target.strip()).text
    if text[:4].lower() == "tel:":
        text = re.sub(r"[ \xa0]", "", text)
    elif not text.startswith("#"):
        text = "".join([_IN_TARGET.get(letter, letter) for letter in text])
    if len(text) > _LONGEST_TARGET or target_fault(text) is not None:
        return None
    return text


def prose(pieces: Sequence[Piece]) -> str:
    """Return the pieces as one value of YAML, in leafletgen's markup; what is anchored among them is left out.

    White space at both ends goes, and more than one space in a row is one; an end of line is kept.

    Args:
        pieces: stretches, whose languages are those that need a mark, and whose targets are addresses or ``#`` and the
            id of a heading; marks of notes, whose names are those of references; page numbers, whose bookmarks are ids.
    """
    atoms = squeezed([_atom(piece) for piece in pieces if not isinstance(piece, Anchored)])
    if are_plain(atoms):
        return composed(escaped("".join([atom.text for atom in atoms])))
    return composed(marked(ready_for_marks(atoms)))


def _atom(piece: Stretch | NoteMark | PageOf) -> Atom:
    if isinstance(piece, NoteMark):
        return Atom(f"[@{piece.name}]", ready=True)
    if isinstance(piece, PageOf):
        return Atom(f"{{page:{piece.bookmark}}}", ready=True)
    language = short_tag(piece.language) if piece.language else ""
    target = (usable(piece.target) or "") if piece.target else ""
    return Atom(piece.on_line, piece.bold, piece.italic, piece.raised, language, target)
