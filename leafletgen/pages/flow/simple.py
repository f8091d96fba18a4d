"""Texts of words, numbers and everyday punctuation alone, whose levels and line ends are plain without Unicode's rules.

Most paragraphs in Arabic letters, or in those of India, are such, and take a quarter of the time so. What the rules say
of them is the same, which a test holds.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from leafletgen.fonts.typeface import Typeface
from leafletgen.scripts.customs import ADDRESS, no_break
from leafletgen.scripts.isolates import unbroken

#: Letters from right to left and their marks, of Arabic writing, with the joiner that keeps them apart; no digits.
_ARABIC: Final = "\u0620-\u065f\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c9\u200c"
#: Letters from left to right with their marks: Devanagari, Bengali, Gurmukhi, Gujarati and Tamil, and Latin ones.
_LEFT: Final = (
    "\u0900-\u0963\u0971-\u097f\u0980-\u09e3\u0a01-\u0a51\u0a59-\u0a5e\u0a70-\u0a75\u0a81-\u0ae3\u0b82-\u0bd7A-Za-z"
)
_ENDS: Final = r".,:\u060c\u061b\u061f!?\u0964\u06d4"


def _text(letters: str) -> re.Pattern[str]:
    """Words and numbers, some in brackets, with punctuation behind them, and one space from each to the next."""
    word = rf"\(?(?:[{letters}]+|[0-9]+(?:[.,:][0-9]+)*)\)?[{_ENDS}]?\)?"
    return re.compile(rf"{word}(?: {word})* ?")


_FROM_RIGHT: Final = _text(_ARABIC)
_FROM_LEFT: Final = _text(_LEFT)
#: Numbers that belong together over a space, such as the groups of a telephone number.
_GROUPS: Final = re.compile(r"\d[^ ]* \(?\d")
_DIGITS: Final = re.compile(r"[0-9]+(?:[.,:][0-9]+)*")


def is_simple(text: str, rtl: bool) -> bool:
    """Whether a text is of this kind, in the direction of its letters."""
    return (_FROM_RIGHT if rtl else _FROM_LEFT).fullmatch(text) is not None and _GROUPS.search(text) is None


def simple_levels(text: str, rtl: bool) -> list[int]:
    """The level of each character: numbers go from left to right in whatever text (UAX 9, W and I2)."""
    if not rtl:
        return [0] * len(text)
    found = [1] * len(text)
    for number in _DIGITS.finditer(text):
        found[number.start() : number.end()] = [2] * len(number[0])
    return found


def is_number(text: str) -> bool:
    """Whether a text is one number and nothing else."""
    return _DIGITS.fullmatch(text) is not None


def is_kept_of_person(text: str) -> bool:
    """Whether a text is one telephone number, amount, time, date or code, which is read from left to right."""
    return unbroken(text) == [(0, len(text))] and ADDRESS.match(text) is None


@lru_cache(maxsize=1_000)
def is_kept(text: str) -> bool:
    """The same of a text that may be remembered, as what is said of one person must not be."""
    return is_kept_of_person(text)


def kept_together(text: str, face: Typeface) -> str:
    """Such a text as it is drawn: readers keep the order of its groups over spaces that hold."""
    return text.replace(" ", "\u00a0") if " " in text and face.covers("\u00a0") else text


def held_spaces(text: str, language: str) -> frozenset[int]:
    """The spaces at which no line ends in a language."""
    return frozenset([space.start() for space in no_break(language).finditer(text)])


def simple_breaks(text: str, language: str) -> list[int]:
    """Where lines may begin: behind spaces, but for those that languages hold."""
    held = held_spaces(text, language)
    return [place + 1 for place, letter in enumerate(text[:-1]) if letter == " " and place not in held]
