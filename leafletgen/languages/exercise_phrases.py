"""The fixed words of doses and dates on exercise sheets, by language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from leafletgen.languages.phrases import words_for
from leafletgen.languages.sheet_phrases import SHEET_WORDS

#: The English words by their keys, under the tag of their language.
EXERCISE_WORDS: Final = {"en": SHEET_WORDS}


def exercise_words(language: str) -> Mapping[str, str]:
    """Return the words of a language (BCP 47); those that are not translated yet are English."""
    return words_for(language, EXERCISE_WORDS["en"])
