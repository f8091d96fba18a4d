"""Lines of so many columns: words are never parted, nor is a number that fits on a line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from typing import Final

from leafletgen.text.numbers import GLUE, with_glue

#: Spaces of other widths are spaces, and those that hold are glue (Unicode 6.2).
_SPACES = re.compile("[\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]")
_HOLDING = re.compile("[\u2007\u202f]")
#: Where a line might break, and soft hyphens, are marks for a setter of pages; the rest is nothing to see or to hear.
_MARKS = re.compile("[\u00ad\u200b\u2060\ufeff\u180e]")
_RARE = re.compile("[" + "".join(one.pattern[1:-1] for one in (_SPACES, _HOLDING, _MARKS)) + "]")
#: Letters that may take another width than one column; those of Europe and their signs take one.
_OF_OTHER_WIDTH = re.compile("[^\x00-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0588\u2010-\u2027\u2030-\u205e\u2070-\u20bf]")
#: Isolates and overrides, and what closes each (Unicode Standard Annex 9, 2).
_CLOSING: Final = {
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
}
_ISOLATES = re.compile("[\u202a-\u202e\u2066-\u2069]")
_AFTER_TIMES = re.compile(f"(?<=[xX\u00d7]){GLUE}")
#: What gives way in words that are wider than a line, in order.
_WAYS: Final[tuple[Callable[[str], list[str]], ...]] = (
    lambda word: with_glue(word.replace(GLUE, " ")).split(" "),
    _AFTER_TIMES.split,
    lambda word: word.split(GLUE),
)


def held(text: str) -> str:
    """Text with glue where no line may end, and without marks that a reader of plain text has no use for."""
    if not text.isascii() and _RARE.search(text):
        text = _MARKS.sub("", _HOLDING.sub(GLUE, _SPACES.sub(" ", text)))
    return with_glue(text)


def filled(text: str, columns: int, first: str = "", rest: str = "") -> list[str]:
    """The lines of a paragraph; its own line ends stay.

    A line is longer than that only where one word or address is: none is parted or altered. A number with its unit
    is parted only where it is longer than a line, and two numbers before one is.

    Args:
        text: what to say.
        columns: the width of a line.
        first: what its first line begins with.
        rest: what all others begin with.
    """
    measure = len if text.isascii() or not _OF_OTHER_WIDTH.search(text) else _width
    lines: list[str] = []
    for part in text.split("\n"):
        begun = rest if lines else first
        if len(begun) + len(part) <= columns and measure is len and "  " not in part:
            lines.append(begun + part.strip(" "))
        else:
            lines += _wrapped(part, columns, begun, rest, measure)
    lines = [line.replace(GLUE, " ").rstrip() for line in lines]
    return _balanced(lines) if not text.isascii() and _ISOLATES.search(text) else lines


def _balanced(lines: Sequence[str]) -> list[str]:
    """Lines of which each ends the isolates that are begun in it; the next begins them once more.

    A line of a message is a paragraph to whoever orders its letters, at whose end every isolate ends. A mark that ends
    nothing is passed over, as by whoever orders letters.
    """
    made: list[str] = []
    begun: list[str] = []
    for line in lines:
        line = "".join(begun) + line
        begun = []
        for mark in _ISOLATES.findall(line):
            if mark in _CLOSING:
                begun.append(mark)
            elif begun and _CLOSING[begun[-1]] == mark:
                begun.pop()
        made.append(line + "".join([_CLOSING[mark] for mark in reversed(begun)]))
    return made


def _wrapped(text: str, columns: int, first: str, rest: str, measure: Callable[[str], int]) -> list[str]:
    if measure is len and len(first) == len(rest):
        parts = _fitting(columns - len(rest)).findall(text)
        if " ".join(parts) == text:  # no word is longer than a line, and there is one space between any two
            return [(rest if number else first) + part for number, part in enumerate(parts)]
    lines: list[str] = []
    line, width, empty = first, len(first), True
    for word in _words(text, columns - len(rest), measure):
        wide = measure(word)
        if not empty and width + 1 + wide > columns:
            lines.append(line)
            line, width, empty = rest, len(rest), True
        line += word if empty else f" {word}"
        width += wide if empty else 1 + wide
        empty = False
    return [*lines, line]


@cache
def _fitting(room: int) -> re.Pattern[str]:
    """As many words as fit on a line, the end of the last one included."""
    return re.compile(rf"([^ ](?:.{{0,{room - 2}}}[^ ])?)(?: |$)") if room > 1 else re.compile("([^ ])(?: |$)")


def _words(text: str, room: int, measure: Callable[[str], int]) -> list[str]:
    """What stays on one line; glue gives way where it would make a line too long."""
    words: list[str] = []
    for word in text.split(" "):
        words += _parted(word, room, measure, _WAYS) if GLUE in word else [word]
    return [word for word in words if word]


def _parted(
    word: str, room: int, measure: Callable[[str], int], ways: Sequence[Callable[[str], list[str]]]
) -> list[str]:
    if not ways or measure(word) <= room:
        return [word]
    return [part for piece in ways[0](word) for part in _parted(piece, room, measure, ways[1:])]


def _width(text: str) -> int:
    """Columns that text takes: marks over letters take none, letters of East Asia two."""
    return sum(
        0 if unicodedata.combining(letter) or unicodedata.category(letter) in ("Cf", "Mn", "Me")
        else 2 if unicodedata.east_asian_width(letter) in "WF"
        else 1
        for letter in text
    )  # fmt: skip
