"""Letters that stand for words, and whether a file says for which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.rules.passage import Passage, Word
from leafletgen.rules.patterns import later
from leafletgen.rules.plain.roles import is_capitals, small_words
from leafletgen.rules.rule import FileCheck, Rule

_ACRONYM: Final = re.compile("[A-Z]{2,6}s?")
_MAYBE_ACRONYM: Final = re.compile("[A-Z][A-Z]")
_ROMAN: Final = re.compile("[IVX]+")
#: In brackets after the words, with an article or "or" perhaps, and before words that explain it.
_IN_BRACKETS: Final = later(
    r"\((?:or |an? |the |called |also called |known as )?[\"']?([A-Z]{2,6}s?)\b(?! or | and )[^()]{0,40}\)"
)
_BEFORE_WORDS: Final = later(
    r"\b([A-Z]{2,6}s?)"
    r"(?:(?: [a-z]+){0,2} ?\(|: | means | is short for | \(?in full| (?:is|are) (?:an?|the) |(?:,? which)? stands for )"
)
_AFTER_WORDS: Final = later(
    r"\b(?:called|known as|shortened to|abbreviated to|short form is)(?: an?| the)? [\"']?([A-Z]{2,6}s?)\b"
)
#: How many words before and after letters their words may stand, when nothing else says so.
_REACH: Final = 16
_SMALL: Final = frozenset(("of", "and", "the", "for", "in", "to", "a", "an", "on", "with", "by"))


def acronym_unexplained(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find the first of each kind of letters that no words of the file explain."""
    known = frozenset(rule.words["known"])
    skipped = frozenset(rule.words["skipped"])
    first: dict[str, tuple[Passage, int]] = {}
    explained: set[str] = set()
    for passage in file.index.matching(_MAYBE_ACRONYM):
        if passage.role in skipped or passage.text.isupper():
            continue  # a shout is another rule's
        words = passage.words
        for number, word in enumerate(words):
            if not _ACRONYM.fullmatch(word.text) or word.text in known or _ROMAN.fullmatch(word.text):
                continue
            name = word.text.removesuffix("s")
            if name in known or name in explained:
                continue
            if _is_spelled_out(name, words, number):
                explained.add(name)
            first.setdefault(name, (passage, number))
    if not first.keys() - explained:
        return
    explained |= _explained([passage for passage in file.passages if passage.role not in skipped]) | _names(file)
    shouted = frozenset(rule.words["shouted"]) | small_words(file)
    for name, (passage, number) in first.items():
        if name not in explained and not _is_shouted(passage, number, shouted):
            word = passage.words[number]
            yield rule.finding(
                f'nothing says what "{word.text}" stands for',
                passage.place(word.start, word.end),
                f'write the words in full the first time, then "({word.text})"; or use the words alone',
            )


def _explained(passages: Sequence[Passage]) -> set[str]:
    """What stands in brackets after words or before them, anywhere in a file."""
    found: set[str] = set()
    for passage in passages:
        for pattern in (_IN_BRACKETS, _BEFORE_WORDS, _AFTER_WORDS):
            found.update(match[1].removesuffix("s") for match in pattern.finditer(passage.text))
    return found


def _is_spelled_out(name: str, words: Sequence[Word], number: int) -> bool:
    """Whether words with these initials stand near the letters."""
    near = words[max(0, number - _REACH) : number + _REACH]
    parts = [
        part for word in near if not word.text.isupper() for part in re.split("[-\u2010\u2011]", word.lower) if part
    ]
    wanted = name.lower()
    every = "".join(part[0] for part in parts)
    main = "".join(part[0] for part in parts if part not in _SMALL)
    return wanted in every or wanted in main


def _names(file: CheckedFile) -> set[str]:
    """Capitals in the names of the brand and its departments, which readers know from the logo."""
    brand = file.brand
    if brand is None:
        return set()
    said = [brand.name, brand.short_name or "", *(one.name for one in brand.departments.values())]
    return {part for text in said for part in text.split() if part.isupper()}


def _is_shouted(passage: Passage, number: int, shouted: frozenset[str]) -> bool:
    """Whether it is an everyday word in capitals, or stands beside one: that is another rule's."""
    words = passage.words
    return any(is_capitals(one.text) and one.lower in shouted for one in words[max(0, number - 1) : number + 2])


CHECKS: Final[dict[str, FileCheck]] = {"acronym-unexplained": acronym_unexplained}
