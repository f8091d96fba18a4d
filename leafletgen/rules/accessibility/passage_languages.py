"""Whether passages are in the language that is said of them: by their letters, and by the small words of languages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Final, NamedTuple

from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.rules.passage import Passage, Word
from leafletgen.rules.patterns import later
from leafletgen.rules.rule import FileCheck, Rule

_OF_SCRIPT: Final = "script-"
_LATIN: Final = "latn"
_RANGES: Final[Mapping[str, str]] = {
    "arab": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff", "beng": "\u0980-\u09ff",
    "cyrl": "\u0400-\u052f", "deva": "\u0900-\u0963\u0966-\u097f", "grek": "\u0370-\u03ff", "gujr": "\u0a80-\u0aff",
    "guru": "\u0a00-\u0a7f", "hang": "\u1100-\u11ff\uac00-\ud7af", "hani": "\u3005\u3400-\u9fff\U00020000-\U0002fa1f",
    "hebr": "\u0590-\u05ff", "taml": "\u0b80-\u0bff", "thai": "\u0e00-\u0e7f",
}  # fmt: skip
"""Letters of scripts by their names in ISO 15924 (Unicode, Blocks.txt); those of Latin are not asked for."""
_NAMES: Final = {
    "ar": "Arabic", "cy": "Welsh", "de": "German", "en": "English", "es": "Spanish", "fa": "Persian", "fr": "French",
    "hu": "Hungarian", "it": "Italian", "lt": "Lithuanian", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "so": "Somali", "tr": "Turkish", "ur": "Urdu",
    "arab": "Arabic", "beng": "Bengali", "cyrl": "Cyrillic", "deva": "Devanagari", "grek": "Greek", "gujr": "Gujarati",
    "guru": "Gurmukhi", "hang": "Korean", "hani": "Chinese", "hebr": "Hebrew", "taml": "Tamil", "thai": "Thai",
}  # fmt: skip


class _Known(NamedTuple):
    """What is known of languages: their small words, those that no other has, whose words are whose, their scripts."""

    languages: Mapping[str, frozenset[str]]
    alone: Mapping[str, frozenset[str]]
    of_word: Mapping[str, tuple[str, ...]]
    scripts: Mapping[str, str]


@lru_cache(4)
def _known(lists: tuple[tuple[str, tuple[str, ...]], ...]) -> _Known:
    languages: dict[str, frozenset[str]] = {}
    of_word: dict[str, list[str]] = {}
    scripts: dict[str, str] = {}
    for name, words in lists:
        if name.startswith(_OF_SCRIPT):
            scripts |= dict.fromkeys(words, name.removeprefix(_OF_SCRIPT))
            continue
        languages[name] = frozenset(words)
        for word in words:
            of_word.setdefault(word, []).append(name)
    alone = {name: frozenset(word for word in words if len(of_word[word]) == 1) for name, words in languages.items()}
    return _Known(languages, alone, {word: tuple(names) for word, names in of_word.items()}, scripts)


_RUNS: Final = {
    # Up to the next comma or bracket: names of languages in a list are in many scripts.
    script: later(f"[{letters}](?:[{letters}]|[ .:!?'\"\u060c\u061f\u0964\u3001\u3002\uff0c-]+(?=[{letters}]))*")
    for script, letters in _RANGES.items()
}
_WITHOUT_SPACES: Final = frozenset(("hani", "thai"))
_NOT_LATIN: Final = later("[\u0370-\u1dff\u2e80-\ufaff\ufb50-\ufdff\ufe70-\ufeff\U00010000-\U0010ffff]")


def _checked(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    known = _known(tuple(rule.words.items()))
    for passage in file.passages:
        yield from _marked_wrongly(passage, known, rule)
        language = passage.language
        own = language.partition("-")[0].lower()
        script = known.scripts.get(language) or known.scripts.get(own)
        if script is None:
            continue
        found = _by_letters(passage, script, rule) if _has_other_letters(passage.text) else None
        found = found or _by_words(passage, own, known, rule)
        if found is not None:
            start, end, name = found
            yield rule.finding(
                f'this is {_called(name)}, and is said to be in "{language}"',
                passage.place(start, end),
                _hint(passage, name, own),
            )


def _marked_wrongly(passage: Passage, known: _Known, rule: Rule) -> Iterator[Finding]:
    """Stretches that are marked, and are in another language than the mark says."""
    at = 0
    for start, end, language in passage.foreign:
        own = language.partition("-")[0].lower()
        while at < len(passage.words) and passage.words[at].start < start:
            at += 1
        first = at
        while at < len(passage.words) and passage.words[at].end <= end:
            at += 1
        script = known.scripts.get(language) or known.scripts.get(own)
        if script is None or (own not in known.languages and script == _LATIN):
            continue
        name = _language_of(passage.words[first:at], own, known, rule)
        if name is not None:
            yield rule.finding(
                f'this is {_called(name)}, and is marked as "{language}"',
                passage.place(start, end),
                f"write {{lang={name}}} behind it",
            )


def _called(name: str) -> str:
    """A language or a script by its English name; a script is that of several languages."""
    return f"in {_NAMES[name]} letters" if name in _RANGES else _NAMES.get(name, name)


def _hint(passage: Passage, name: str, own: str) -> str:
    tag = name if name in _NAMES and len(name) == 2 else "…"
    if own != "en" and name == "en":
        return "translate it, or, where it stays as it is, mark it: [words]{lang=en}"
    return f"mark it: [words]{{lang={tag}}}" if passage.markup else "write it in the language of the file"


def _has_other_letters(text: str) -> bool:
    return not text.isascii() and _NOT_LATIN.search(text) is not None


def _by_letters(passage: Passage, script: str, rule: Rule) -> tuple[int, int, str] | None:
    """Letters of another script, so many that they are no name."""
    for other, run in _RUNS.items():
        if other == script or (script, other) == ("hani", "hang"):
            continue
        for found in run.finditer(passage.text):
            letters = sum(letter.isalpha() for letter in found[0])
            few = other not in _WITHOUT_SPACES and len(found[0].split()) < rule.limits["foreign_words"]
            if letters >= rule.limits["letters"] and not few and not _is_marked(passage, *found.span()):
                return *found.span(), other
    return None


def _by_words(passage: Passage, own: str, known: _Known, rule: Rule) -> tuple[int, int, str] | None:
    """The small words of another language, in the whole of it or in one of its sentences."""
    if own not in known.languages and known.scripts.get(own) == _LATIN:
        return None  # nobody knows what its small words are
    if len(passage.words) < rule.limits["words"]:
        return None
    unmarked = _unmarked(passage, passage.words)
    name = _language_of(unmarked, own, known, rule)
    if name is not None:
        return unmarked[0].start, unmarked[-1].end, name
    for sentence in passage.sentences if len(passage.sentences) > 1 else ():
        words = _unmarked(passage, sentence.words)
        name = _language_of(words, own, known, rule)
        if name is not None:
            return words[0].start, words[-1].end, name
    return None


def _language_of(words: Sequence[Word], own: str, known: _Known, rule: Rule) -> str | None:
    """Another language that words are in, where that is beyond doubt."""
    most = rule.limits["own"] * len(words)
    if len(words) < rule.limits["words"]:
        return None
    alone = known.alone.get(own, frozenset())
    if len([word for word in words if word.lower in alone]) > most:
        return None  # in its own language, as nearly all are
    counts: dict[str, int] = {}
    distinct: dict[str, set[str]] = {}
    for word in words:
        for name in known.of_word.get(word.lower, ()):
            counts[name] = counts.get(name, 0) + 1
            distinct.setdefault(name, set()).add(word.lower)
    others = [name for name in counts if name != own]
    best = max(others, key=lambda name: (counts[name], name), default=None)
    if best is None or counts[best] < rule.limits["share"] * len(words):
        return None
    own_words = known.languages.get(own, frozenset()) - known.languages[best]
    mine = sum(word.lower in own_words for word in words)
    return best if len(distinct[best]) >= rule.limits["distinct"] and mine <= most else None


def _unmarked(passage: Passage, words: list[Word]) -> list[Word]:
    """The words of which it is not said that they are in another language."""
    return [word for word in words if not _is_marked(passage, word.start, word.end)] if passage.foreign else words


def _is_marked(passage: Passage, start: int, end: int) -> bool:
    """Whether it is said of letters that they are in another language; stretches of such letters do not overlap."""
    number = bisect_right(passage.foreign, start, key=itemgetter(0)) - 1
    return number >= 0 and end <= passage.foreign[number][1]


CHECKS: dict[str, FileCheck] = {"passage-language": _checked}
