"""Bidi_Class of each character, as one letter, so that a text's classes are a string that expressions look through."""

from __future__ import annotations

from functools import cache

from leafletgen.scripts.table import Table

_LETTERS = {
    "L": "L",  # strong
    "R": "R",
    "AL": "A",
    "EN": "E",  # numbers, and what stands in and beside them
    "ES": "S",
    "ET": "T",
    "AN": "N",
    "CS": "C",
    "NSM": "M",
    "BN": "b",
    "B": "P",  # neutral
    "S": "s",
    "WS": "w",
    "ON": "O",
    "LRE": "1",  # what embeds, overrides and isolates
    "RLE": "2",
    "LRO": "3",
    "RLO": "4",
    "PDF": "5",
    "LRI": "6",
    "RLI": "7",
    "FSI": "8",
    "PDI": "9",
}


def letter_of(name: str) -> str:
    """The letter of a class that Unicode calls so, such as "AL"."""
    return _LETTERS[name]


def classes_of(text: str) -> str:
    """A letter for each character."""
    return "".join(map(_table().__getitem__, text))


@cache
def _table() -> Table:
    return Table("bidi_class", _LETTERS)
