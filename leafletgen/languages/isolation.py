"""Words of other people inside right-to-left text: each keeps its own direction (UAX 9, FSI and PDI)."""

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


def isolated(text: str, language: str) -> str:
    """Return words that came from somewhere else as they stand in a document of this language, line by line.

    An English note on an Arabic sheet would else have its full stop before its first word. In a language from left to
    right, and where there is no letter, they are as they were.
    """
    if not is_right_to_left(language):
        return text
    return "\n".join(map(_line, text.split("\n")))


def isolated_values(fields: Mapping[str, str], language: str) -> Mapping[str, str]:
    """Return the values of merge fields as they stand in a document of this language."""
    if not is_right_to_left(language):
        return fields
    return {name: isolated(value, language) for name, value in fields.items()}


def _line(line: str) -> str:
    plain = _MARKS.sub("", line)
    return f"{FIRST_STRONG}{plain}{END}" if any(letter.isalpha() for letter in plain) else plain
