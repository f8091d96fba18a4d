"""Verbs: parts that are passive for the most, and negatives that cancel each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.rules.passage import Passage, Sentence, Word
from leafletgen.rules.plain.common import running, straight
from leafletgen.rules.rule import FileCheck, Rule

#: Words between a form of "to be" and its participle, at most.
_REACH: Final = 3


class _Verbs(NamedTuple):
    forms: frozenset[str]
    irregular: frozenset[str]
    states: frozenset[str]
    between: frozenset[str]


class _Passive(NamedTuple):
    passage: Passage
    start: int
    end: int


def passive_heavy(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find parts between two headings in which so many sentences are passive."""
    verbs = _Verbs(*(frozenset(rule.words[name]) for name in _Verbs._fields))
    for part in _parts(file):
        number, passives = 0, list[_Passive]()
        for passage in part:
            if verbs.forms.isdisjoint(passage.vocabulary):
                number += len(passage.sentences)
                continue
            for sentence in passage.sentences:
                number += 1
                found = _passive(sentence, verbs)
                if found is not None:
                    passives.append(_Passive(passage, found[0].start, found[1].end))
        if passives and len(passives) >= rule.limits["passives"] and len(passives) >= number * rule.limits["share"]:
            first, *others = (one.passage.place(one.start, one.end) for one in passives)
            yield rule.finding(
                f"{len(passives)} of the {number} sentences of this part are passive",
                first,
                'say who does it: "we check your wound", or "check your wound" to readers who do it themselves',
                also=tuple(others),
            )


def _parts(file: CheckedFile) -> Iterator[list[Passage]]:
    """The paragraphs and entries between two headings; a card is a part of its own, and so is what is no body."""
    part: list[Passage] = []
    for passage in file.passages:
        if passage.role in ("heading", "title of a box") or passage.role.endswith("what to do"):
            yield part
            part = []
        elif passage.role in ("paragraph", "entry of a list", "numbered step", "key message"):
            part.append(passage)
    yield part


def _passive(sentence: Sentence, verbs: _Verbs) -> tuple[Word, Word] | None:
    """The form of "to be" and the participle that make a sentence passive."""
    words = sentence.words
    for number, word in enumerate(words):
        if straight(word.lower) not in verbs.forms:
            continue
        for other in words[number + 1 : number + 1 + _REACH]:
            if _is_participle(other.lower, verbs):
                return word, other
            if other.lower not in verbs.between and not other.lower.endswith("ly"):
                break
    return None


def _is_participle(word: str, verbs: _Verbs) -> bool:
    return word not in verbs.states and (word in verbs.irregular or (word.endswith("ed") and len(word) > 4))


def double_negative(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find a negative before a word that is one itself, and phrases that are two."""
    negatives, negated = frozenset(rule.words["negatives"]), frozenset(rule.words["negated"])
    between = frozenset(rule.words["between"])
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for phrase in rule.words["phrases"]:
        first, *rest = phrase.split()
        phrases.setdefault(first, []).append((first, *rest))
    first_words = negatives | phrases.keys()
    for passage in running(file, rule):
        if first_words.isdisjoint(passage.vocabulary):
            continue
        words = passage.words
        for number, word in enumerate(words):
            lower = straight(word.lower)
            last = None
            if lower in negatives:
                last = _negated(words, number, negated, between)
            if last is None and lower in phrases:
                last = _phrase(words, number, phrases[lower])
            if last is not None:
                yield rule.finding(
                    f'"{passage.text[word.start : last.end]}" is two negatives',
                    passage.place(word.start, last.end),
                    'say what is so: "common" rather than "not uncommon"',
                )


def _negated(words: Sequence[Word], number: int, negated: frozenset[str], between: frozenset[str]) -> Word | None:
    for other in words[number + 1 : number + 1 + _REACH]:
        if other.lower in negated:
            return other
        if other.lower not in between:
            return None
    return None


def _phrase(words: Sequence[Word], number: int, phrases: Sequence[tuple[str, ...]]) -> Word | None:
    for phrase in phrases:
        said = words[number : number + len(phrase)]
        if tuple(straight(one.lower) for one in said) == phrase:
            return said[-1]
    return None


CHECKS: Final[dict[str, FileCheck]] = {"passive-heavy": passive_heavy, "double-negative": double_negative}
