"""Blocks of different leaflets that say nearly the same: an author sees the wordings side by side, and settles one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain
from typing import Final
from zlib import crc32

from leafletgen.word.doubts import beginning
from leafletgen.word.importing.plain_blocks import PlainBlock, kind_of_words
from leafletgen.word.importing.reported import Common, Reported

_FEWEST_WORDS: Final = 8
"""Words of a block that is compared: shorter ones are alike by chance."""
_IN_ROW: Final = 3
"""Words in a row by which two blocks are found to have something in common."""
_SKETCH: Final = 8
"""How many of those stand for a block: those that come first in an order which is as good as chance."""
_IN_COMMON: Final = 2
"""How many of those two wordings share before they are compared."""
_MOST_ALIKE: Final = 40
"""Wordings that are compared with each other because they share words in a row: more of them are a phrase."""
_NEARLY: Final = 0.8
"""Which part of two wordings is the same, from 0 to 1, when they are told side by side."""
_SIDE_BY_SIDE: Final = 8
"""So many wordings can be read side by side. Where more leaflets differ, each has a sentence of its own there."""
_NAMED: Final = 5
"""Files that are named at a wording; all that have any of them stand below."""
_DOSE: Final = re.compile(r"[0-9] ?(?:[mµnk]?g|mcg|micrograms?|m?l|IU|units?|tablets?|capsules?|drops?|puffs?|%)(?!\w)")
_WORD: Final = re.compile(r"\w+")


def near_wordings(files: Sequence[Reported], leaflets: Sequence[Sequence[PlainBlock]]) -> list[Common]:
    """Return the wordings that are nearly those of another leaflet, each with the files that have it.

    Blocks are found by a sketch of their words, so that the time grows with their number, not with its square.

    Args:
        files: what was imported.
        leaflets: the blocks of each of the files.
    """
    holders: dict[str, list[int]] = {}
    for block in [block for blocks in leaflets for block in blocks if not block.is_heading]:
        held = holders.setdefault(block.words, [])
        if block.file not in held:
            held.append(block.file)
    told = []
    for group in _groups(list(holders)):
        numbers = sorted({number for words in group for number in holders[words]})
        if len(numbers) > 1 and _is_worth_it(group, len(numbers)):
            shown = [f"{_named([files[number].file for number in holders[words]])}: {words}" for words in group]
            same = f'{kind_of_words(group[0])} ("{beginning(group[0])}")'
            what = f"{len(numbers)} leaflets have nearly the same {same}, in {len(group)} wordings"
            hint = "settle on one of them; where a number or a dose differs, ask which is right"
            told.append(Common(what, hint, "\n".join(shown), tuple(files[number].file for number in numbers)))
    return told


def _named(files: Sequence[str]) -> str:
    more = len(files) - _NAMED
    return ", ".join(files[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def _is_worth_it(group: Sequence[str], leaflets: int) -> bool:
    """Whether wordings are few for their leaflets; those that tell a dose are told however many they are."""
    few = len(group) <= max(_SIDE_BY_SIDE, leaflets // 2)
    return few or any([_DOSE.search(words) is not None for words in group])


def _groups(wordings: Sequence[str]) -> Iterator[list[str]]:
    """Yield wordings that are alike, with those that are like one of them, in their order."""
    leader = list(range(len(wordings)))

    def first_of(number: int) -> int:
        while leader[number] != number:
            leader[number] = number = leader[leader[number]]
        return number

    known: dict[str, str] = {}  # each word once, however many wordings have it
    words = [[known.setdefault(word, word) for word in _WORD.findall(wording.casefold())] for wording in wordings]
    for first, second in _candidates(words):
        one, other = sorted((first_of(first), first_of(second)))
        if one != other and _are_alike(words[first], words[second]):
            leader[other] = one
    groups: dict[int, list[str]] = defaultdict(list)
    for number, wording in enumerate(wordings):
        groups[first_of(number)].append(wording)
    yield from [group for group in groups.values() if len(group) > 1]


def _candidates(wordings: Sequence[list[str]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs whose sketches have enough in common."""
    sketches = [_sketch(words) for words in wordings]
    holders = Counter(chain.from_iterable(sketches))
    buckets: dict[int, list[int]] = {sign: [] for sign, number in holders.items() if 1 < number <= _MOST_ALIKE}
    for number, signs in enumerate(sketches):
        shared = [buckets[sign] for sign in signs if sign in buckets]
        if len(shared) >= _IN_COMMON:
            before = Counter(chain.from_iterable(shared))
            yield from [(other, number) for other, times in before.items() if times >= _IN_COMMON]
        for bucket in shared:
            bucket.append(number)


def _sketch(words: list[str]) -> list[int]:
    """Return what stands for a wording; nothing for a short one."""
    if len(words) < _FEWEST_WORDS:
        return []
    rows = [" ".join(words[at : at + _IN_ROW]) for at in range(len(words) - _IN_ROW + 1)]
    return sorted({crc32(row.encode()) for row in rows})[:_SKETCH]


def _are_alike(words: list[str], others: list[str]) -> bool:
    """Whether enough words are the same in the same order; most pairs have too few words in common in any order."""
    enough = _NEARLY * (len(words) + len(others)) / 2
    if min(len(words), len(others)) < enough or sum((Counter(words) & Counter(others)).values()) < enough:
        return False
    return SequenceMatcher(None, words, others, autojunk=False).ratio() >= _NEARLY
