"""Line_Break of each character, as one letter, so that a text's classes are a string.

The letters of $EastAsian characters are 128 further on; `plain` makes them those of the others.
"""

from __future__ import annotations

from functools import cache

from leafletgen.scripts.table import Table

_NAMES = (
    "AK AL AP AS B2 BA BB BK CB CL CM CP CR DC EB EM EX GL H2 H3 HH HL HY ID IN IS JL JT JV LF NL NS NU OP PF PI PO PR"
    " QU RI RI2 SA SP SY VF VI WJ XP ZW ZWJ"
)
#: RI2 is no class of Unicode's: the second of a pair of regional indicators, which is a flag (LB30a).
_LETTERS = {name: chr(0x41 + number) for number, name in enumerate(_NAMES.split())}
_WIDE = 0x80
#: Before the first character and after the last.
NOTHING = "\0"
_PLAIN = {ord(letter) + _WIDE: letter for letter in _LETTERS.values()} | {ord(_LETTERS["SA"]): _LETTERS["AL"]}


def letters(names: str) -> str:
    """The letters of classes by their names, such as "CL CP"."""
    return "".join([_LETTERS[name] for name in names.split()])


def classes_of(text: str) -> str:
    """A letter for each character, after LB1; class SA stays where it is not a mark."""
    return "".join(map(_table().__getitem__, text))


def plain(classes: str) -> str:
    """The same without what is said of East Asian width, and of class SA."""
    return classes.translate(_PLAIN)


def wide(letter: str) -> str:
    """The letter of the same class for an $EastAsian character."""
    return chr(ord(letter) + _WIDE)


def is_wide(letter: str) -> bool:
    """Whether the letter is of an $EastAsian character."""
    return ord(letter) >= _WIDE


@cache
def _table() -> Table:
    return Table("line_break", _LETTERS | {f"{name}*": wide(letter) for name, letter in _LETTERS.items()})
