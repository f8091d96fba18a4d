"""Words of other people inside a text: each keeps its direction, and none turns its neighbours (UAX 9, FSI, PDI)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from leafletgen.languages.direction import is_right_to_left

FIRST_STRONG: Final = "\u2068"
"""Begins an isolate that has the direction of its first letter."""
END: Final = "\u2069"
#: Marks that embed, override or isolate; in a value they could leave open what is begun here.
_MARKS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")


#: Letters that go from right to left (UAX 9, R and AL), by their blocks.
_RIGHT_TO_LEFT: Final = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def isolated(text: str, language: str) -> str:
    """Return words that came from somewhere else as they stand in a document of this language, line by line.

    An English note on an Arabic sheet would else have its full stop before its first word, and a number after an
    Arabic name on an English one would stand before it. Words without a letter are as they were, and so are those
    that go as the document does.
    """
    if not is_right_to_left(language):
        if text.isascii():
            return text
        if not _RIGHT_TO_LEFT.search(text):
            return _MARKS.sub("", text)
    return "\n".join(map(_line, text.split("\n")))


def isolated_values(fields: Mapping[str, str], language: str) -> Mapping[str, str]:
    """Return the values of merge fields as they stand in a document of this language."""
    if not is_right_to_left(language) and all(map(str.isascii, fields.values())):
        return fields
    return {name: isolated(value, language) for name, value in fields.items()}


def _line(line: str) -> str:
    plain = _MARKS.sub("", line)
    return f"{FIRST_STRONG}{plain}{END}" if any(letter.isalpha() for letter in plain) else plain
