"""Lines of so many columns: words are never parted, nor are telephone numbers, nor a number and its unit."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

#: Holds two words on one line; it is a space when the line is written.
GLUE: Final = "\u00a0"
#: Spaces of other widths are spaces, and those that hold are glue (Unicode 6.2).
_SPACES = re.compile("[\t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]")
_HOLDING = re.compile("[\u2007\u202f]")
#: Where a line might break, and soft hyphens, are marks for a setter of pages; the rest is nothing to see or to hear.
_MARKS = re.compile("[\u00ad\u200b\u2060\ufeff\u180e]")
_UNITS = (
    *(
        "mm",
        "cm",
        "m",
        "km",
        "mg",
        "g",
        "kg",
        "mcg",
        "\u00b5g",
        "\u03bcg",
        "ml",
        "mL",
        "dl",
        "l",
        "L",
        "litres?",
        "mmol",
        "mmHg",
    ),
    *(
        "%",
        "\u00b0C?",
        "s",
        "sec",
        "secs",
        "seconds?",
        "min",
        "mins",
        "minutes?",
        "h",
        "hours?",
        "am",
        "pm",
        "kcal",
        "kJ",
    ),
    *("days?", "weeks?", "months?", "years?", "times", "bpm", "lb", "st", "ft", "in"),
)
_HELD = re.compile(rf"(?<=[\d)]) (?=[\d(+])|(?<=\d) (?=(?:{'|'.join(_UNITS)})(?!\w))")


def held(text: str) -> str:
    """Text with glue where no line may end, and without marks that a reader of plain text has no use for."""
    if not text.isascii():
        text = _MARKS.sub("", _HOLDING.sub(GLUE, _SPACES.sub(" ", text)))
    return _HELD.sub(GLUE, text) if any(letter.isdigit() for letter in text) else text


def filled(text: str, columns: int, first: str = "", rest: str = "") -> list[str]:
    """The lines of a paragraph; its own line ends stay.

    A line is longer than that only where one word, number or address is: none is parted or altered.

    Args:
        text: what to say.
        columns: the width of a line.
        first: what its first line begins with.
        rest: what all others begin with.
    """
    lines: list[str] = []
    for part in text.split("\n"):
        begun = rest if lines else first
        line, width, empty = begun, _width(begun), True
        for word in _words(part, columns - _width(rest)):
            wide = _width(word)
            if not empty and width + 1 + wide > columns:
                lines.append(line)
                line, width, empty = rest, _width(rest), True
            line += word if empty else f" {word}"
            width += wide if empty else 1 + wide
            empty = False
        lines.append(line)
    return [line.replace(GLUE, " ").rstrip() for line in lines]


def _words(text: str, room: int) -> list[str]:
    """What stays on one line; glue gives way where it would make a line too long."""
    words: list[str] = []
    for word in text.split(" "):
        if GLUE in word and _width(word) > room:
            words += [part for part in word.split(GLUE) if part]
        elif word:
            words.append(word)
    return words


def _width(text: str) -> int:
    """Columns that text takes: marks over letters take none, letters of East Asia two."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(letter) or unicodedata.category(letter) in ("Cf", "Mn", "Me")
        else 2 if unicodedata.east_asian_width(letter) in "WF"
        else 1
        for letter in text
    )  # fmt: skip
