"""The words of a language other than English: those shipped, compiled from PO, and those that a workspace brings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from leafletgen.languages.page_phrases import PAGE_WORDS
from leafletgen.languages.plurals import categories
from leafletgen.languages.sheet_phrases import SHEET_WORDS
from leafletgen.languages.tags import lookups

#: Where the shipped ones lie: LANG.po for people, LANG.json for this program.
FOLDER: Final = Path(__file__).parent / "catalogues"
#: The key under which words say their own language, for the choice of plural forms.
LANGUAGE: Final = ""


class Catalogue(NamedTuple):
    """The words of one language.

    Attributes:
        language: its tag.
        words: by key, the forms of a plural under `key.category`.
        reviewed_by: the native speaker who checked it, or None for a draft.
    """

    language: str
    words: Mapping[str, str]
    reviewed_by: str | None = None


_brought: dict[str, Catalogue] = {}
"""The catalogues of the workspace by language."""


def register_catalogues(catalogues: Iterable[Catalogue]) -> None:
    """Take these catalogues of a workspace before the shipped ones, and none that were taken before."""
    brought = {one.language: one for one in catalogues}
    if brought != _brought:
        _brought.clear()
        _brought.update(brought)
        catalogue_of.cache_clear()
        _missing.cache_clear()


@lru_cache(maxsize=64)
def catalogue_of(language: str) -> Catalogue | None:
    """Return the words of a language (BCP 47), complete or not; None where there are none, as for English."""
    found = [known for tag in lookups(language) if (known := _brought.get(tag) or _shipped(tag)) is not None]
    if not found:
        return None
    words: dict[str, str] = {}
    for one in reversed(found):  # a region says only what differs
        words.update(one.words)
    words[LANGUAGE] = found[0].language
    reviewed = found[0].reviewed_by if all(one.reviewed_by for one in found) else None
    return Catalogue(found[0].language, words, reviewed)


def shipped_languages() -> list[str]:
    """Return the tags of the languages that come with the program, English apart."""
    return sorted(path.stem for path in FOLDER.glob("*.json"))


def missing_words(language: str) -> list[str]:
    """Return the keys of the fixed words that a language lacks, a plural's as `key.category`."""
    return list(_missing(language))


@lru_cache(maxsize=64)
def _missing(language: str) -> tuple[str, ...]:
    if lookups(language)[-1] == "en":
        return ()
    known = catalogue_of(language)
    return tuple(key for key in required_keys(language) if known is None or not known.words.get(key))


def reviewed_by(language: str) -> str | None:
    """Return who checked the words of a language: a native speaker, or None for a draft and for no words at all."""
    known = catalogue_of(language)
    return known.reviewed_by if known is not None else None


def is_draft(language: str) -> bool:
    """Whether the fixed words of a language are there, but no native speaker has checked them."""
    known = catalogue_of(language)
    return known is not None and known.reviewed_by is None


def required_keys(language: str) -> list[str]:
    """Return every key that a language needs, with a plural's for each of its forms."""
    english = {**PAGE_WORDS, **SHEET_WORDS}
    keys: list[str] = []
    for key in english:
        base, _, form = key.rpartition(".")
        if form == "other":
            keys += [f"{base}.{category}" for category in categories(language)]
        elif form != "one" or f"{base}.other" not in english:
            keys.append(key)
    return keys


def _shipped(tag: str) -> Catalogue | None:
    if tag == "en" or not tag.replace("-", "").isalnum():
        return None
    try:
        held = json.loads((FOLDER / f"{tag}.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return Catalogue(tag, held["words"], held["reviewed_by"] or None)
