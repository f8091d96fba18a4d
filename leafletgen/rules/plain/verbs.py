"""Verbs: parts that are passive for the most, and negatives that cancel each other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Final, NamedTuple

from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.rules.passage import Passage, Word
from leafletgen.rules.plain.roles import running, straight
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
    found = _passives(file, verbs)
    for part in _parts(file):
        passives = [one for passage in part for one in found.get(passage.key, ())]
        if not passives or len(passives) < rule.limits["passives"]:
            continue
        number = sum(len(passage.sentences) for passage in part)
        if len(passives) >= number * rule.limits["share"]:
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


def _passives(file: CheckedFile, verbs: _Verbs) -> dict[str, list[_Passive]]:
    """The form of "to be" and the participle that make a sentence passive, of each such sentence, by text."""
    found: dict[str, list[_Passive]] = {}
    for at in file.index.places(verbs.forms):
        passage, number = file.index.at(at)
        word, known = passage.words[number], found.get(passage.key, [])
        sentence = passage.sentences[bisect_right(passage.sentences, word.start, key=attrgetter("start")) - 1]
        if known and known[-1].start >= sentence.start:
            continue  # one is enough
        for other in passage.words[number + 1 : number + 1 + _REACH]:
            if other.start >= sentence.end:
                break
            if _is_participle(other.lower, verbs):
                found.setdefault(passage.key, []).append(_Passive(passage, word.start, other.end))
                break
            if other.lower not in verbs.between and not other.lower.endswith("ly"):
                break
    return found


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
    texts = {passage.key for passage in running(file, rule)}
    for at in file.index.places(first_words):
        passage, number = file.index.at(at)
        words = passage.words
        if passage.key in texts:
            word = words[number]
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
