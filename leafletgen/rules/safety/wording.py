"""Words as rules look for them: small letters and one space, phrases of a list, and ways to say something."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*|&", re.UNICODE)
_APOSTROPHES: Final = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'"})


def plain(text: str) -> str:
    """Return the words of a text in small letters, with one space before and after each; "A&E" is ``a & e``."""
    return f" {' '.join(_WORD.findall(text.translate(_APOSTROPHES).lower()))} "


class Phrase(NamedTuple):
    """Words to look for in what `plain` returns."""

    words: str

    def stands_in(self, said: str) -> bool:
        """Whether the words stand there."""
        return self.words in said


@lru_cache(maxsize=20_000)
def phrase(text: str) -> Phrase:
    """Return a phrase; a star at its end stands for the rest of a word."""
    words = plain(text.replace("*", ""))
    return Phrase(words.rstrip(" ") if text.rstrip().endswith("*") else words)


def any_in(phrases: Iterable[str], said: str) -> bool:
    """Whether one of the phrases stands in what `plain` returned."""
    return any(phrase(one).words in said for one in phrases)


Way = tuple[tuple[str, ...], ...]
"""What must all stand in a text, each as one of several phrases, ready to be looked for."""


@lru_cache(maxsize=5_000)
def way(text: str) -> Way:
    """Return one way to say something: ``both legs + numb* | tingl*``."""
    return tuple(tuple(phrase(one).words for one in part.split("|") if one.strip()) for part in text.split("+"))


def says(said: str, ways: Iterable[Way]) -> bool:
    """Whether what `plain` returned says something in one of these ways."""
    return any(all(any(one in said for one in part) for part in parts) for parts in ways)


@lru_cache(maxsize=200)
def named(entries: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Return the lists of a list: ``name: one | two`` is the phrases "one" and "two" by the name."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        name, _, phrases = entry.partition(":")
        found[name.strip()] = tuple(phrase(one).words for one in re.split(r"[|,]", phrases) if one.strip())
    return found


def first_words(text: str, most: int = 70) -> str:
    """Return how a text begins, for a message."""
    text = " ".join(text.replace("\ufffc", "…").split()).replace('"', "'")
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"
