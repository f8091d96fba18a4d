"""Which texts of a file the rules of plain English read, and what they have in common."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Edit
from leafletgen.rules.passage import Passage
from leafletgen.rules.rule import Rule

NOT_READ: Final = frozenset((
    "word to find it by", "other name, to find it by", "author, by role", "name of a resource",
))  # fmt: skip
"""Roles of texts that nobody reads as a text: words for finding, and names that are as they are."""
LONGEST_MENDED: Final = 20_000
"""Letters of the longest text that is mended; a page has about 3,000."""
QUOTED: Final = frozenset(("quotation", "who said it"))
"""Roles of what somebody said, which an editor leaves in their words."""
_QUOTES: Final = ('"', "\u201c", "\u201d")
"""Marks that what somebody said begins and ends with."""


@lru_cache(maxsize=2)  # twenty rules look at a file, one after the other
def _said_in(file: CheckedFile) -> frozenset[str]:
    """Return the keys of what somebody said; a story may go on over the paragraphs of a block."""
    said: set[str] = set()
    open_in: int | None = None
    for passage in file.passages:
        text = passage.text
        if passage.role in QUOTED:
            said.add(passage.key)
        elif open_in == passage.block:
            said.add(passage.key)
            open_in = None if text.endswith(_QUOTES) else open_in
        elif text.startswith(_QUOTES):
            marks = sum(map(text.count, _QUOTES))
            open_in = passage.block if marks % 2 == 1 else None
            if open_in is not None or (marks == 2 and text.endswith(_QUOTES)):
                said.add(passage.key)
    return frozenset(said)


def read_texts(
    file: CheckedFile,
    rule: Rule,
    *,
    quoted: bool = False,
    having: Sequence[re.Pattern[str]] = (),
) -> Iterator[Passage]:
    """Yield the texts that a rule about words or forms reads, in the order of the file.

    Args:
        file: the file.
        rule: says in which languages it holds.
        quoted: whether what somebody said is read too, because the rule is about form alone.
        having: what is quickly looked for; each text that can have what the rule looks for has one of them.
    """
    for passage in file.index.matching(*having) if having else file.passages:
        if is_read(passage, file, rule, quoted):
            yield passage


def is_read(passage: Passage, file: CheckedFile, rule: Rule, quoted: bool = False) -> bool:
    """Whether a rule reads a text: not what somebody said in other words, and in a language that it holds in."""
    if passage.role in NOT_READ or (not quoted and passage.key in _said_in(file)):
        return False
    return passage.language == file.language or rule.holds_in(passage.language)


class Stretches:
    """Stretches of a text, one behind the other: whether letters stand in one is found without a look at each."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        """Take the stretches, in their order."""
        made = list(stretches)
        self._starts = [start for start, _ in made]
        self._ends = [end for _, end in made]

    def hold(self, start: int) -> bool:
        """Whether the letter stands in one of them."""
        number = bisect_right(self._starts, start) - 1
        return number >= 0 and start < self._ends[number]


def foreign_in(passage: Passage) -> Stretches:
    """Return the stretches of a text that are in another language."""
    return Stretches((start, end) for start, end, _ in passage.foreign)


def is_whole(passage: Passage, start: int, end: int) -> bool:
    """Whether nothing stands between the letters but spaces: a page number or a citation is not in the text."""
    first, last = passage.stretch(start, end)
    written = passage.value.source.text[first:last]
    return "".join(written.split()) == "".join(passage.text[start:end].split())


def edits_of(passage: Passage, *changes: tuple[int, int, str]) -> tuple[Edit, ...]:
    """Return the changes of a text that are safe to make; none at all where one of them is not.

    In a text that no leaflet has, nothing is mended: what a change does is looked at over all of the text.
    """
    if len(passage.text) > LONGEST_MENDED:
        return ()
    made = [passage.edit(*change) for change in changes]
    return () if None in made else tuple(edit for edit in made if edit is not None)


def listed(words: tuple[str, ...]) -> str:
    """Return words in quotes as a sentence has them: "a", "b" or "c"."""
    quoted = [f'"{word}"' for word in words]
    return " or ".join((", ".join(quoted[:-1]), quoted[-1])) if len(quoted) > 1 else "".join(quoted)


def as_said(said: str, instead: str) -> str:
    """Return words with a capital where those that they stand for have one: Stool, Poo."""
    if len(said) > 1 and said.isupper() and any(letter.isalpha() for letter in said[1:]):
        return instead.upper()
    return instead[:1].upper() + instead[1:] if said[:1].isupper() else instead
