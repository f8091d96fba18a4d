"""The words of a text, to compare what was typed with what things are called."""

from __future__ import annotations

import re


def plain_words(text: str) -> str:
    """Return text in lower case without accents and apostrophes, to compare it."""
    folded = text.casefold().replace("'", "").replace("\u2019", "")
    if folded.isascii():
        return folded
    from unicodedata import combining, normalize  # a plain English search never needs it

    return "".join(letter for letter in normalize("NFKD", folded) if not combining(letter))


def words_of(text: str) -> list[str]:
    """Return the words of a text, to compare them."""
    return re.findall(r"[^\W_]+", plain_words(text))
