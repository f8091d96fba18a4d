"""The fixed words of a page (furniture, card prefixes, month names), by language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from leafletgen.languages.page_phrases import PAGE_WORDS

#: The English words by their keys, under the tag of their language.
WORDS: Final = {"en": PAGE_WORDS}


def words_for(language: str, english: Mapping[str, str] = WORDS["en"]) -> Mapping[str, str]:
    """Return the words of a language (BCP 47); English ones where they are not complete, and never both mixed."""
    if language == "en" or language.startswith("en-"):
        return english
    from leafletgen.languages.catalogue import catalogue_of, missing_words  # only where a language asks for it

    known = catalogue_of(language)
    return english if known is None or missing_words(language) else known.words


def has_words(language: str) -> bool:
    """Whether all fixed words exist in this language."""
    if language == "en" or language.startswith("en-"):
        return True
    from leafletgen.languages.catalogue import missing_words

    return not missing_words(language)


def stand_in_language(language: str) -> str | None:
    """Return the language of the fixed words where they are not translated, so that their elements can say it."""
    return None if has_words(language) else "en"
