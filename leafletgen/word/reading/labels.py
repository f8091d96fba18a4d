"""Numbers as the marks of lists show them: letters, Roman numerals, ordinals, words (ECMA-376 1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

_ROMAN: Final = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_UNITS: Final = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_TENS: Final = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS: Final = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth"} | {
    "nine": "ninth",
    "twelve": "twelfth",
}
_ENDINGS: Final = {1: "st", 2: "nd", 3: "rd"}
_SIGNS: Final = "*†‡§"
_CIRCLES: Final = 20
"""The last number that Unicode has in a circle, in brackets and with a full stop in one row."""
_LARGEST: Final = 4999
"""Beyond it a Roman numeral, and letters, would go on without an end: they are shown as decimals."""
_NO_WORDS: Final = 100
_MOST_DIGITS: Final = 9


def shown(value: int, kind: str, custom: str = "") -> str:
    """Return a number in a format (numFmt); one that is not known, and one without a form there, is a decimal."""
    if kind == "custom":
        return _padded(value, custom)
    write = _FORMATS.get(kind)
    return str(value) if write is None or not 0 < value <= _LARGEST else write(value)


def _padded(value: int, pattern: str) -> str:
    """Return a decimal with as many digits as the first number of a pattern such as "001, 002, 003"."""
    first = pattern.split(",")[0].strip()
    return str(value).zfill(min(len(first), _MOST_DIGITS)) if first.isdigit() else str(value)


def _roman(value: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        text += letters * (value // worth)
        value %= worth
    return text


def _letters(value: int) -> str:
    """Return a to z, then aa to zz, each letter as often as the alphabet was gone through."""
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _ordinal(value: int) -> str:
    ending = "th" if value % 100 in (11, 12, 13) else _ENDINGS.get(value % 10, "th")
    return f"{value}{ending}"


def _words(value: int) -> str:
    if value >= _NO_WORDS:
        return str(value)
    tens, units = divmod(value, 10)
    if tens < 2:
        return _UNITS[value].capitalize()
    return (_TENS[tens] + (f"-{_UNITS[units]}" if units else "")).capitalize()


def _ordinal_words(value: int) -> str:
    if value >= _NO_WORDS:
        return _ordinal(value)
    before, hyphen, last = _words(value).rpartition("-")
    lower = last.lower()
    ordinal = _ORDINALS.get(lower) or (f"{lower[:-1]}ieth" if lower.endswith("y") else f"{lower}th")
    return f"{before}{hyphen}{ordinal}" if before else ordinal.capitalize()


def _in_row(first: int) -> Callable[[int], str]:
    """Return how numbers are shown that Unicode has as one sign each, from `first` on."""
    return lambda value: chr(first + value - 1) if value <= _CIRCLES else str(value)


def _sign(value: int) -> str:
    return _SIGNS[(value - 1) % len(_SIGNS)] * ((value - 1) // len(_SIGNS) + 1)


_FORMATS: Final[Mapping[str, Callable[[int], str]]] = {
    "decimalZero": lambda value: f"{value:02}",
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "lowerLetter": _letters,
    "upperLetter": lambda value: _letters(value).upper(),
    "ordinal": _ordinal,
    "cardinalText": _words,
    "ordinalText": _ordinal_words,
    "chicago": _sign,
    "numberInDash": lambda value: f"- {value} -",
    "decimalEnclosedCircle": _in_row(0x2460),
    "decimalEnclosedCircleChinese": _in_row(0x2460),
    "decimalEnclosedParen": _in_row(0x2474),
    "decimalEnclosedFullstop": _in_row(0x2488),
}
