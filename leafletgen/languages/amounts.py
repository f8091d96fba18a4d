"""Numbers with their nouns, in the plural form and in the grammatical form that a sentence asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leafletgen.languages.plurals import plural

Words = Mapping[str, str]


class Amount:
    """A number with its noun; what stands after a colon in a sentence, `{time:gen}`, asks for another form of it."""

    __slots__ = ("_key", "_number", "_values", "_words")

    def __init__(self, key: str, number: int, words: Words, **values: Any) -> None:
        """Keep the key of the phrase, the number that chooses its plural form, and what else stands in it."""
        self._key = key
        self._number = number
        self._words = words
        self._values = values

    def __format__(self, form: str) -> str:
        """Return the words in a form that the language names; an empty one is the plain form."""
        return plural_phrase(self._key, self._number, self._words, form, **self._values)


class _LongTime(Amount):
    """Minutes and seconds: each in its own plural form, both in the form that is asked for."""

    def __format__(self, form: str) -> str:
        minutes, rest = divmod(self._number, 60)
        pattern = self._words.get(f"minutes_and_seconds:{form}") or self._words["minutes_and_seconds"]
        parts = {
            "minutes": plural_phrase("minutes", minutes, self._words, form),
            "seconds": plural_phrase("seconds", rest, self._words, form),
        }
        return pattern.format(**parts)


def time(seconds: int, words: Words) -> Amount:
    """A time as people say it: "1 second", "90 seconds", "2 minutes 30 seconds"."""
    minutes, rest = divmod(seconds, 60)
    if not minutes or seconds == 90:
        return Amount("seconds", seconds, words)
    return _LongTime("", seconds, words) if rest else Amount("minutes", minutes, words)


def reps(number: int | tuple[int, int], words: Words) -> Amount:
    """How many, or the least and the most, whose form is that of the most."""
    if isinstance(number, tuple):
        low, high = number
        return Amount("range", high, words, low=low, high=high)
    return Amount("reps", number, words)


def plural_phrase(key: str, number: int, words: Words, form: str = "", **values: Any) -> str:
    """Return a phrase in the form that its number takes, and in a grammatical form where the language has it."""
    category = plural(words.get("", "en"), number)
    text = words.get(f"{key}:{form}.{category}") if form else None
    text = text or words[f"{key}.{category}"]
    return text.format(number=number, **values) if "{" in text else text
