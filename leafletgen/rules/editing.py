"""Puts other letters into a text of a content file, only where nothing else changes by it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from leafletgen.rules.finding import Edit
from leafletgen.rules.markup import read_markup
from leafletgen.source.inline import composed

if TYPE_CHECKING:
    from leafletgen.rules.passage import Passage

_UNSAFE_PLAIN: Final = re.compile(r":(?=\s|$)|\s#|^[-?](?=\s|$)|^[\s!&*%@`'\"#|>,\[\]{}]|[\s]$|^$|^~$|^null$")
_UNSAFE_FLOW: Final = re.compile(r"[,\[\]{}]|:(?=[\s,\[\]{}]|$)")
_SEEN_ON_A_LINE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def edit(passage: Passage, start: int, end: int, new: str) -> Edit | None:
    """Return the change that puts `new` in the place of the letters from `start` to `end`."""
    text, letters = passage.text, passage._letters
    if not letters.exact or not 0 <= start <= end <= len(text) or not text or _SEEN_ON_A_LINE.search(new):
        return None
    if composed(new) != new or passage._composed[1] is not None:
        return None
    written = [passage._index(number) for number in range(start, end)]
    if any(after != before + 1 for before, after in zip(written, written[1:], strict=False)):
        return None
    first = written[0] if written else passage._index(start) if start < len(text) else passage._index(start - 1) + 1
    last = written[-1] + 1 if written else first
    data: str = passage.value.data
    made = data[:first] + new + data[last:]
    if not _reads_as(passage, made, text[:start] + new + text[end:]):
        return None
    begin, stop = passage.stretch(start, end)
    put = _put(passage, made, new)
    if put is None or (passage.style == "" and _is_other_when_plain(passage, made)):
        return None
    return Edit(begin, stop, put)


def _reads_as(passage: Passage, data: str, text: str) -> bool:
    """Whether a reader reads this text, and the markup is the same."""
    begin = passage._from
    written = data[begin : begin + len(passage._written) + len(data) - len(passage.value.data)]
    if written != written.strip(" \t\n"):
        return False
    if not passage.markup:
        return written == text
    read, before = read_markup(written), passage._read
    same = [link.target for link in read.links] == [link.target for link in before.links]
    return (
        same
        and read.text == text
        and len(read.bold) == len(before.bold)
        and len(read.italic) == len(before.italic)
        and len(read.foreign) == len(before.foreign)
    )


def _put(passage: Passage, data: str, new: str) -> str | None:
    """What has to be typed for these letters in the way the scalar is written."""
    if passage.style == "'":
        return new.replace("'", "''")
    if passage.style == '"':
        return new.replace("\\", "\\\\").replace('"', '\\"')
    return new


def _is_other_when_plain(passage: Passage, data: str) -> bool:
    """Whether a text without quotes would no longer be read as that text."""
    for line in data.split("\n"):
        if _UNSAFE_PLAIN.search(line):
            return True
    return passage.flow and _UNSAFE_FLOW.search(data) is not None
