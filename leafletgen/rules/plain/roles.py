"""What rules of plain English share: which texts are running text, which are headings, which words are no names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from weakref import WeakKeyDictionary

from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.passage import Passage
from leafletgen.rules.rule import Rule

HEADINGS: Final = frozenset((
    "heading", "title", "title of a box", "name of an exercise", "name of a programme",
))  # fmt: skip
"""What is set as a heading and read as one."""
NOT_RUNNING: Final = frozenset((
    *HEADINGS, "word to find it by", "author, by role", "caption", "caption of a table", "head of a column",
    "cell of a table", "name of a resource", "what to write on lines", "other name, to find it by",
    "picture, read aloud", "cover picture, read aloud", "who made the picture", "who said it", "load of a dose",
    "what is needed", "line over the title", "line under the title",
))  # fmt: skip
"""What is no running text: labels, names, and pictures in words."""
_LOWER: WeakKeyDictionary[CheckedFile, frozenset[str]] = WeakKeyDictionary()


def running(file: CheckedFile, rule: Rule) -> Iterator[Passage]:
    """Yield the texts of a file that are running text, without the roles that the rule skips."""
    skipped = NOT_RUNNING.union(rule.words.get("skipped", ()))
    return (passage for passage in file.passages if passage.role not in skipped)


def headings(file: CheckedFile) -> Iterator[Passage]:
    """Yield the headings and titles of a file."""
    return (passage for passage in file.passages if passage.role in HEADINGS)


def small_words(file: CheckedFile) -> frozenset[str]:
    """Return the words that stand somewhere in a file in small letters, so that a capital makes no name of them."""
    known = _LOWER.get(file)
    if known is None:
        words = {word.text for passage in file.passages for word in passage.words}
        known = _LOWER[file] = frozenset([word for word in words if word[0].islower()])
    return known


def straight(text: str) -> str:
    """Return text with straight apostrophes, letter for letter as long."""
    return text.replace("\u2019", "'")


def is_capitals(word: str) -> bool:
    """Whether a word is in capitals: 2 letters at least, and no small one."""
    return len(word) > 1 and word.isupper() and word.replace("'", "").replace("-", "").isalpha()
