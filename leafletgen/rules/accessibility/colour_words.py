"""Colour as the only sign: "the red line", "shown in green", where nothing else tells what is meant."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from leafletgen.rules.accessibility.alts import alts
from leafletgen.rules.accessibility.parts import parts_with
from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.rules.passage import Passage, Word
from leafletgen.rules.rule import FileCheck, Rule, any_of

_DRAWINGS = "(?:pictures?|images?|drawings?|diagrams?|charts?|graphs?|maps?|tables?|figures?|photos?)"
_DRAWN = re.compile(rf"\b{_DRAWINGS}\b")
_AFTER_DRAWN = re.compile(rf"{_DRAWINGS} $", re.IGNORECASE)

#: Words before and after it that can tell what is meant.
_NEAR: Final = 30


class _Patterns(NamedTuple):
    """What is told by a colour: things that are drawn, parts of a page, and whatever is shown in one."""

    drawn: re.Pattern[str]
    on_pages: re.Pattern[str]
    shown: re.Pattern[str]


@lru_cache(8)
def _patterns(lists: tuple[tuple[str, ...], ...]) -> _Patterns:
    colours, shades, drawn, on_pages, ways = (f"(?:{any_of(words)})" for words in lists)
    colour = f"(?:{shades}[ -])?{colours}"
    the = rf"\b(?:the|these|those|each|every)\s+{colour}\s+"
    return _Patterns(
        re.compile(rf"{the}{drawn}\b"), re.compile(rf"{the}{on_pages}\b"), re.compile(rf"\b{ways}\s+in\s+{colour}\b")
    )


def _alone(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    words = rule.words
    looked_for = _patterns(tuple(words[name] for name in ("colours", "shades", "things", "on-pages", "ways")))
    colours = set(words["colours"])
    # What else tells it apart, and what is said of things that have a colour of their own.
    otherwise = {*words["otherwise"], *words["objects"]}
    coloured = list(file.index.having(colours))
    if not coloured:
        return
    heard = {passage.key for passage in alts(file)}  # who hears what a picture shows may be told its colours
    has_pictures = bool(parts_with(file, "image", "table", "include", "figure"))
    for passage in coloured:
        if passage.key in heard:
            continue
        lower = passage.text.lower()
        # Where nothing is drawn, a line is one on the floor.
        patterns = looked_for if has_pictures or _DRAWN.search(lower) is not None else looked_for[1:]
        for found in sorted((one for pattern in patterns for one in pattern.finditer(lower)), key=re.Match.start):
            around = _sentence_at(passage, found.start())
            if otherwise & {word.lower for word in around if not _is_passed(word, found, passage.text)}:
                continue
            yield rule.finding(
                f'"{passage.text[found.start() : found.end()]}" is told apart by its colour alone',
                passage.place(*found.span()),
                "say what it is called or where it is as well, or give it another look, such as dashes",
            )


def _is_passed(word: Word, found: re.Match[str], text: str) -> bool:
    """Whether a word tells nothing of what has the colour: one of it, or "below" in "the diagram below"."""
    if found.start() < word.end <= found.end():
        return True
    return _AFTER_DRAWN.search(text, max(0, word.start - 12), word.start) is not None


def _sentence_at(passage: Passage, at: int) -> list[Word]:
    """The words of the sentence in which a letter stands, those near to it where there is no end of them."""
    number = bisect_right(passage.sentences, at, key=lambda one: one.start) - 1
    words = passage.sentences[number].words if number >= 0 else passage.words
    if len(words) <= 2 * _NEAR:
        return words
    middle = bisect_right(words, at, key=lambda one: one.start)
    return words[max(0, middle - _NEAR) : middle + _NEAR]


CHECKS: dict[str, FileCheck] = {"colour-alone": _alone}
