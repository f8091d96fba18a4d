"""The YAML of a leaflet with what was changed in Word: all else stays to the letter.

So a comparison of the two files shows what reviewers changed, and nothing else. An author's comments, line ends and
ways to write are theirs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from leafletgen.source.yaml import Value as Read
from leafletgen.word.importing.made import Made, Value
from leafletgen.word.importing.own.entries import Entries, entries_of, plain
from leafletgen.word.importing.yaml_text import Page, is_chapter

#: The beginning of an entry of a list in its line; a comment may follow its hyphen.
_ENTRY: Final = re.compile(r"( *)- +(?:#.*)?")


class Piece(NamedTuple):
    """A block of the leaflet as it is now.

    Attributes:
        made: what it is.
        entry: the number of the entry of the source that it was, from 0; None for what is new.
        kept: whether nobody changed it.
    """

    made: Made
    entry: int | None
    kept: bool


class _Lines(NamedTuple):
    """Where an entry stands: its lines from the first to before the last, and those of comments before it."""

    before: int
    first: int
    last: int


def spliced(text: str, entries: Entries, head: Mapping[str, Made], pieces: Sequence[Piece]) -> str | None:
    """Return the YAML with what is new; None where its entries do not stand in lines of their own.

    What is made learns its line.

    Args:
        text: the source.
        entries: what it says.
        head: the keys before the body, as they are now.
        pieces: the body as it is now.
    """
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    places = _places(lines, entries.body)
    if places is None:
        return text if _says(text, entries.file, head, [piece.made for piece in pieces]) else None
    margin = _margin(lines[places[0].first])
    page = Page()
    page.lines += _headed(lines[: places[0].first], entries.head, head)
    commented: set[int] = set()
    for made, number, kept in pieces:
        place = places[number] if number is not None else None
        if place is not None and number not in commented:
            page.lines += lines[place.before : place.first]
            commented.add(number or 0)
        if place is not None and kept:
            made.line = len(page.lines) + 1
            page.lines += lines[place.first : place.last]
            continue
        if place is None and is_chapter(made) and page.lines[-1].strip():
            page.lines.append("")
        page.put(f"{' ' * margin}-", made, margin)
    page.lines += lines[places[-1].last :]
    whole = ("\r\n" if "\r\n" in text else "\n").join(page.lines)
    return whole if _says(whole, entries.file, head, [piece.made for piece in pieces]) else None


def _places(lines: Sequence[str], body: Sequence[Read]) -> list[_Lines] | None:
    """Where the entries of the body stand, if each begins a line in the same column."""
    firsts = [entry.line - 1 for entry in body]
    if not firsts or any(one >= other for one, other in pairwise(firsts)):
        return None
    if any(_ENTRY.fullmatch(lines[entry.line - 1][: entry.column - 1]) is None for entry in body):
        return None
    end = body[-1].source.end_at(body[-1].end)[0]
    lasts = [_without_comments(lines, first, stop) for first, stop in zip(firsts, [*firsts[1:], end], strict=True)]
    margins = {_margin(lines[first]) for first in firsts}
    befores = [firsts[0], *lasts[:-1]]
    return [_Lines(*place) for place in zip(befores, firsts, lasts, strict=True)] if len(margins) == 1 else None


def _without_comments(lines: Sequence[str], first: int, stop: int) -> int:
    """Where an entry stops before the comments and empty lines that belong to the next one."""
    while stop - 1 > first and (not lines[stop - 1].strip() or lines[stop - 1].lstrip().startswith("#")):
        stop -= 1
    return stop


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _headed(lines: Sequence[str], was: Mapping[str, Read], now: Mapping[str, Made]) -> list[str]:
    """The lines before the body, with those keys that are no longer the same."""
    made = list(lines)
    changed = [key for key in now if key not in was or plain(was[key]) != _plain(now[key])]
    for key in sorted(changed, key=lambda key: -was[key].key.line if key in was else 0):
        page = Page()
        page.put(f"{key}:", now[key], 0)
        if key in was:
            made[was[key].key.line - 1 : was[key].source.end_at(was[key].end)[0]] = page.lines
        else:
            made[0:0] = page.lines
    return made


def _says(text: str, file: str, head: Mapping[str, Made], body: Sequence[Made]) -> bool:
    """Whether a YAML reads back as what it was to say."""
    read = entries_of(text, file)
    if read is None:
        return False
    same = {key: plain(value) for key, value in read.head.items()} == {key: _plain(made) for key, made in head.items()}
    return same and [plain(value) for value in read.body] == [_plain(made) for made in body]


def _plain(value: Value) -> Value:
    """A value without its places."""
    if isinstance(value, Made):
        return _plain(value.value)
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(one) for one in value]
    return value
