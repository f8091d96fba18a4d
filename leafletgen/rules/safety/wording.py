"""Words as rules look for them: small letters and one space, phrases of a list, and ways to say something."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*|&", re.UNICODE)
_APOSTROPHES: Final = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'"})


@lru_cache(maxsize=4_000)  # several rules look at a text, one after the other
def plain(text: str) -> str:
    """Return the words of a text in small letters, with one space before and after each; "A&E" is ``a & e``."""
    straight = text if text.isascii() else text.translate(_APOSTROPHES)
    return f" {' '.join(_WORD.findall(straight.lower()))} "


@lru_cache(maxsize=20_000)
def phrase(text: str) -> str:
    """Return a phrase as it stands in what `plain` returns; a star at its end stands for the rest of a word."""
    words = plain(text.replace("*", ""))
    return words.rstrip(" ") if text.rstrip().endswith("*") else words


@lru_cache(maxsize=500)
def ready(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Return phrases of a list as they stand in what `plain` returns."""
    return tuple(phrase(one) for one in phrases)


def any_in(phrases: tuple[str, ...], said: str) -> bool:
    """Whether one of the phrases stands in what `plain` returned."""
    return any_of(ready(phrases), said)


def any_of(words: tuple[str, ...], said: str) -> bool:
    """Whether one of these words, which are ready to be looked for, stands in what `plain` returned."""
    for one in words:  # noqa: SIM110 - three times as fast as any() with a generator
        if one in said:
            return True
    return False


_HEAD: Final = 4
"""Letters by which phrases are listed."""


def head_of(word: str) -> str:
    """Return how a word begins, by which phrases are listed."""
    return word[:_HEAD]


@lru_cache(maxsize=500)
def heads(phrases: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Return phrases that are ready to be looked for by how their first words begin; by nothing if that is short."""
    found: dict[str, list[str]] = {}
    for one in phrases:
        first = one.strip().partition(" ")[0]
        is_short = len(first) < _HEAD and not one.startswith(f" {first} ")
        found.setdefault("" if is_short else head_of(first), []).append(one)
    return {head: tuple(ones) for head, ones in found.items()}


Way = tuple[tuple[str, ...], ...]
"""What must all stand in a text, each as one of several phrases, ready to be looked for."""


@lru_cache(maxsize=5_000)
def way(text: str) -> Way:
    """Return one way to say something: ``both legs + numb* | tingl*``."""
    return tuple(tuple(phrase(one) for one in part.split("|") if one.strip()) for part in text.split("+"))


def says(said: str, ways: Iterable[Way]) -> bool:
    """Whether what `plain` returned says something in one of these ways."""
    return any(all(any_of(part, said) for part in parts) for parts in ways)


@lru_cache(maxsize=200)
def named(entries: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Return the lists of a list: ``name: one | two`` is the phrases "one" and "two" by the name."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        name, _, phrases = entry.partition(":")
        found[name.strip()] = tuple(phrase(one) for one in re.split(r"[|,]", phrases) if one.strip())
    return found


@lru_cache(maxsize=200)
def all_named(entries: tuple[str, ...]) -> tuple[str, ...]:
    """Return all phrases of such lists."""
    return tuple(one for phrases in named(entries).values() for one in phrases)


def named_of(entries: tuple[str, ...], phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the lists that have some of these phrases, with those alone."""
    some = frozenset(phrases)
    return {name: found for name, ways in named(entries).items() if (found := tuple(filter(some.__contains__, ways)))}


def first_words(text: str, most: int = 70) -> str:
    """Return how a text begins, for a message."""
    text = " ".join(text.replace("\ufffc", "…").split()).replace('"', "'")
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"
