"""What somebody changed in the words of a place, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

#: Changes that a message names; the author sees all of them beside the source.
_NAMED: Final = 8
#: Words of each of them.
_WORDS: Final = 40
#: Paragraphs or words up to which two are compared one by one, which takes the product of their numbers.
_MOST: Final = 2_000
SAME_WORDS: Final = "its words are the same, but not how they look or what they are"


def difference(before: Sequence[str], now: Sequence[str]) -> str:
    """Say which words of paragraphs are gone, new and changed: `"30 minutes" is now "20 minutes"`."""
    old, new = ([words for words in map(str.split, said) if words] for said in (before, now))
    if old == new:
        return SAME_WORDS
    told = list(_of_paragraphs(old, new))
    more = len(told) - _NAMED
    return "; ".join(told[:_NAMED]) + (f"; and {more} more" if more > 0 else "")


def _of_paragraphs(old: Sequence[list[str]], new: Sequence[list[str]]) -> Iterator[str]:
    for gone, come in _unlike([" ".join(words) for words in old], [" ".join(words) for words in new]):
        if len(gone) == len(come):
            for was, now in zip(gone, come, strict=True):
                yield from _of_words(was.split(), now.split())
        else:
            yield from [_told([words], []) for words in gone] + [_told([], [words]) for words in come]


def _of_words(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """What is another word now; one with a number is named with the word after it, which may be its unit."""
    if len(old) + len(new) > _MOST:
        yield _told(old, new)
        return
    for what, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            unit = any(map(str.isdecimal, "".join([*old[first:last], *new[start:end]])))
            yield _told(old[first : last + unit], new[start : end + unit])


def _unlike(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """What stands for what; what both begin and end with is the same, however often it is repeated in between."""
    begin = _alike(old, new)
    end = min(_alike(old[::-1], new[::-1]), min(len(old), len(new)) - begin)
    old, new = old[begin : len(old) - end], new[begin : len(new) - end]
    if len(old) + len(new) > _MOST:
        yield old, new
        return
    for what, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            yield old[first:last], new[start:end]


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """How many of the first are the same."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (was, now) in pairs if was != now), min(len(old), len(new)))


def _told(gone: Sequence[str], come: Sequence[str]) -> str:
    if not come:
        return f"{_quoted(gone)} is gone"
    return f"{_quoted(gone)} is now {_quoted(come)}" if gone else f"{_quoted(come)} is new"


def _quoted(words: Sequence[str]) -> str:
    said = " ".join(words).split()
    return f'"{" ".join(said[:_WORDS])}{"…" if len(said) > _WORDS else ""}"'
