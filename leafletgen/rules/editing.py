"""Puts other letters into a text of a content file, only where nothing else changes by it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final, Protocol

from leafletgen.rules.finding import Edit
from leafletgen.rules.letters import Letters
from leafletgen.rules.markup import MARKS, Read, read_markup
from leafletgen.source.inline import composed
from leafletgen.source.yaml import Value


class Passage(Protocol):
    """What has to be known of a text that is changed; see `leafletgen.rules.passage.Passage`."""

    value: Value
    text: str
    markup: bool
    flow: bool
    read: Read
    """What is read of it, and from where."""
    begin: int
    """The first character of the scalar that is the text's."""
    written: str
    """The text with its markup."""
    composed: tuple[str, list[int] | None]
    """The same with its letters put together, and where each of them stood."""

    @property
    def letters(self) -> Letters:
        """Where the characters of the scalar stand."""

    @property
    def style(self) -> str:
        """How the scalar is written."""

    def index_of(self, index: int) -> int:
        """Return the character of the scalar that a letter of the text is."""

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """Return the indices into the file between which letters stand."""


_UNSAFE_PLAIN: Final = re.compile(r":(?=\s|$)|\s#|^[-?](?=\s|$)|^[\s!&*%@`'\"#|>,\[\]{}]|[\s]$|^$|^~$|^null$")
_UNSAFE_FLOW: Final = re.compile(r"[,\[\]{}]|:(?=[\s,\[\]{}]|$)")
_NOT_ON_A_LINE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def edit(passage: Passage, start: int, end: int, new: str) -> Edit | None:
    """Return the change that puts `new` in the place of the letters from `start` to `end`."""
    text, letters = passage.text, passage.letters
    if not letters.exact or not 0 <= start <= end <= len(text) or not text or _NOT_ON_A_LINE.search(new):
        return None
    if (not new.isascii() and composed(new) != new) or passage.composed[1] is not None:
        return None
    written = [passage.index_of(number) for number in range(start, end)]
    if any(after != before + 1 for before, after in pairwise(written)):
        return None
    first = written[0] if written else passage.index_of(start) if start < len(text) else passage.index_of(start - 1) + 1
    last = written[-1] + 1 if written else first
    if not _reads_as(passage, first, last, new, (start, end)):
        return None
    if passage.style == "" and _is_other_when_plain(passage, first, last, new):
        return None
    return Edit(*passage.stretch(start, end), _put(passage, new))


def _reads_as(passage: Passage, first: int, last: int, new: str, stretch: tuple[int, int]) -> bool:
    """Whether a reader reads this text with these characters of the scalar changed, and the markup is the same."""
    begin, stop = passage.begin, passage.begin + len(passage.written)
    if (first == begin and new[:1].isspace()) or (last == stop and new[-1:].isspace()):
        return False
    if not new and (first == begin or last == stop):
        rest = passage.value.data[begin:first] + passage.value.data[last:stop]
        if rest != rest.strip(" \t\n"):
            return False
    if not passage.markup or (passage.read.at is None and MARKS.search(new) is None):
        return True
    data: str = passage.value.data
    read, before = read_markup(data[begin:first] + new + data[last:stop]), passage.read
    start, end = stretch
    return (
        read.text == before.text[:start] + new + before.text[end:]
        and [link.target for link in read.links] == [link.target for link in before.links]
        and all(
            len(one) == len(other)
            for one, other in ((read.bold, before.bold), (read.italic, before.italic), (read.foreign, before.foreign))
        )
    )


def _put(passage: Passage, new: str) -> str:
    """What has to be typed for these letters in the way the scalar is written."""
    if passage.style == "'":
        return new.replace("'", "''")
    if passage.style == '"':
        return new.replace("\\", "\\\\").replace('"', '\\"')
    return new


def _is_other_when_plain(passage: Passage, first: int, last: int, new: str) -> bool:
    """Whether a text without quotes would no longer be read as that text; the lines around a change tell."""
    data: str = passage.value.data
    begin = max(data.rfind("\n", 0, first) + 1, 0)
    stop = data.find("\n", last)
    line = data[begin:first] + new + data[last : len(data) if stop < 0 else stop]
    return _UNSAFE_PLAIN.search(line) is not None or (passage.flow and _UNSAFE_FLOW.search(line) is not None)
