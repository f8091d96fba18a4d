"""What languages call numbers and units: the two lists beside this file, ready to be looked up in."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

_FOLDER: Final = Path(__file__).parent


class Spelling(NamedTuple):
    """How a language writes numbers as words.

    Attributes:
        values: the number of each word.
        ambiguous: those words that mean something else as often.
        joiners: what stands between tens and units.
        times: those words that say how often: once, twice.
        glued: whether words have no spaces between them.
    """

    values: dict[str, float]
    ambiguous: frozenset[str]
    joiners: frozenset[str]
    times: frozenset[str]
    glued: bool


@cache
def spelling(language: str) -> Spelling:
    """Return how a language writes numbers; without any words for one that has no list."""
    entries = _lists("number_words.toml").get(language.partition("-")[0].lower(), {})
    values = {
        word: float(number)
        for number, words in entries.items()
        if number not in ("ambiguous", "joiners", "times")
        for word in words.split()
    }
    return Spelling(
        values,
        frozenset(entries.get("ambiguous", "").split()),
        frozenset(entries.get("joiners", "and" if language.startswith("en") else "").split()),
        frozenset(entries.get("times", "").split()),
        language.partition("-")[0] in ("zh", "th"),
    )


def unit_after(text: str, at: int, language: str) -> str:
    """Return of what a number is that ends at an index; "" when no list has the words that follow."""
    pattern = _units(language.partition("-")[0].lower())
    match = pattern.match(text, at)
    return match.lastgroup or "" if match is not None else ""


@cache
def _units(language: str) -> re.Pattern[str]:
    lists = _lists("units.toml")
    own, everywhere = lists.get(language, {}), lists["all"]
    known = {name: [each[name] for each in (own, everywhere) if name in each] for name in {**own, **everywhere}}
    named = "|".join(f"(?P<{name}>{'|'.join(words)})" for name, words in known.items())
    named = named.replace(" ?", "[ \u200c]?")  # Persian joins words without a space that is seen
    # A unit may stand behind a hyphen, as in 10-minute.
    return re.compile(rf"[ \u00a0\u202f\u2009]?-?(?:{named})", re.IGNORECASE)


@cache
def _lists(name: str) -> dict[str, dict[str, str]]:
    with (_FOLDER / name).open("rb") as file:
        return tomllib.load(file)
