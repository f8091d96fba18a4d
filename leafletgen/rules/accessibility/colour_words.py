"""Colour as the only sign: "the red line", "shown in green", where nothing else tells what is meant."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from leafletgen.rules.accessibility.alts import alts
from leafletgen.rules.accessibility.parts import parts_with
from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.rules.passage import Passage, Word
from leafletgen.rules.rule import FileCheck, Rule

_DRAWN = re.compile(r"\b(?:pictures?|images?|drawings?|diagrams?|charts?|graphs?|maps?|tables?|figures?|photos?)\b")


@lru_cache(8)
def _patterns(
    colours: tuple[str, ...], shades: tuple[str, ...], things: tuple[str, ...], ways: tuple[str, ...]
) -> tuple[re.Pattern[str], re.Pattern[str]]:
    colour, shade = f"(?:{'|'.join(colours)})", f"(?:(?:{'|'.join(shades)})[ -])?"
    thing, way = f"(?:{'|'.join(things)})", f"(?:{'|'.join(ways)})"
    one = re.compile(rf"\b(?:the|these|those|each|every)\s+{shade}{colour}\s+{thing}\b")
    other = re.compile(rf"\b{way}\s+in\s+{shade}{colour}\b")
    return one, other


def _alone(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    words = rule.words
    patterns = _patterns(words["colours"], words["shades"], words["things"], words["ways"])
    otherwise = set(words["otherwise"])
    colours = set(words["colours"])
    has_pictures: bool | None = None
    heard = {passage.key for passage in alts(file)} if any(_mentions(one, colours) for one in file.passages) else set()
    for passage in file.passages:
        if passage.key in heard or not _mentions(passage, colours):
            continue
        lower = passage.text.lower()
        for pattern in patterns:
            for found in pattern.finditer(lower):
                around = _sentence_at(passage, found.start())
                inside = [word for word in around if word.end <= found.start() or word.start >= found.end()]
                if otherwise & {word.lower for word in inside}:
                    continue
                if has_pictures is None:
                    has_pictures = bool(parts_with(file, "image", "table", "include", "figure"))
                if not has_pictures and _DRAWN.search(lower) is None and pattern is patterns[0]:
                    continue
                yield rule.finding(
                    f'"{passage.text[found.start() : found.end()]}" is told apart by its colour alone',
                    passage.place(*found.span()),
                    "say what it is called or where it is as well, or give it another look, such as dashes",
                )


def _sentence_at(passage: Passage, at: int) -> list[Word]:
    """The words of the sentence in which a letter stands."""
    number = bisect_right(passage.sentences, at, key=lambda one: one.start) - 1
    return passage.sentences[number].words if number >= 0 else passage.words


def _mentions(passage: Passage, colours: set[str]) -> bool:
    return any(word.lower in colours for word in passage.words)


CHECKS: dict[str, FileCheck] = {"colour-alone": _alone}
