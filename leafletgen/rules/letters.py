"""Where the letters of a YAML scalar stand in its file: through folding, quotes and escapes.

The parser gives a scalar's text and where it begins and ends; this reads the same characters once more by the rules of
YAML 1.1 (chapters 7.3 and 8.1) and keeps of each letter where it came from. What it reads is compared with what the
parser read, so that a place is exact or not given at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from leafletgen.source.yaml import Value

_TAG: Final = re.compile(r"![^\s]*[ \t]*(?:\r\n|[\r\n])?[ \t]*")
_BREAK: Final = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_LINE: Final = re.compile("[^\r\n\x85\u2028\u2029]*")
_HEADER: Final = re.compile(r"[|>](?P<marks>[-+0-9]*)[^\r\n\x85\u2028\u2029]*")
_IN_QUOTES: Final = re.compile("\r\n|[\r\n\x85\u2028\u2029]|['\"\\\\]")
_AFTER_BREAK: Final = re.compile("(?:[ \t]*(?:\r\n|[\r\n\x85\u2028\u2029]))*[ \t]*")
_NUMBERED: Final = {"x": 2, "u": 4, "U": 8}
_MEANT: Final = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_DEEPEST: Final = 400
"""Columns that a text under "|" or ">" may be moved in by."""


class Letters(NamedTuple):
    """Where each character of a scalar's text begins and ends in its file, as indices into it.

    Attributes:
        starts: by the character of the text.
        ends: likewise; the space of a fold goes up to the first letter of the next line.
        exact: whether they are known; otherwise each character is said to be the whole scalar.
    """

    starts: Sequence[int]
    ends: Sequence[int]
    exact: bool


def style_of(value: Value) -> str:
    """Return how a scalar is written: ``'``, ``"``, ``|``, ``>``, or nothing for one without quotes."""
    first = value.source.text[_begin(value) : _begin(value) + 1]
    return first if first and first in "'\"|>" and not value.plain else ""


def letters_of(value: Value) -> Letters:
    """Return where the characters of a scalar stand."""
    text, start, end = value.source.text, _begin(value), value.end
    data: str = value.data
    if text[start:end] == data:  # without quotes on one line, as most are
        return Letters(range(start, end), range(start + 1, end + 1), True)
    style = style_of(value)
    for reading in _readings(text, start, end, style):
        if reading.text == data:
            return Letters(reading.starts, reading.ends, True)
    return Letters([start] * len(data), [end] * len(data), False)


def _begin(value: Value) -> int:
    """Where a scalar begins after its tag."""
    tag = _TAG.match(value.source.text, value.start) if value.tag is not None else None
    return tag.end() if tag is not None else value.start


def _readings(text: str, start: int, end: int, style: str) -> list[_Reading]:
    if style in ("|", ">"):
        return _blocks(text, start, end, style)
    reading = _Reading(text)
    if style == "'":
        reading.quoted(start + 1, end - 1, "'")
    elif style == '"':
        reading.quoted(start + 1, end - 1, '"')
    else:
        reading.plain(start, end)
    return [reading]


def _blocks(text: str, start: int, end: int, style: str) -> list[_Reading]:
    """A text under "|" or ">", by the column its lines begin in: that of the first, or where the header says so any."""
    header = _HEADER.match(text, start)
    if header is None:
        return []
    marks = header["marks"]
    at = _BREAK.match(text, header.end())
    begin = at.end() if at is not None else header.end()
    chomping = "-" if "-" in marks else "+" if "+" in marks else ""
    if any(mark.isdigit() for mark in marks):
        return [_block(text, begin, end, style, chomping, indent) for indent in _indents(text, begin, end)]
    indent, line = 0, begin
    while line < end:
        said = _LINE.match(text, line)
        stop = said.end() if said is not None else line
        spaces = len(text[line:stop]) - len(text[line:stop].lstrip(" "))
        if line + spaces < stop:
            indent = spaces
            break
        following = _BREAK.match(text, stop)
        if following is None:
            break
        line = following.end()
    return [_block(text, begin, end, style, chomping, indent)]


def _indents(text: str, begin: int, end: int) -> list[int]:
    """The columns that lines may begin in: no more than the one that begins most to the left."""
    spaces = [len(line) - len(line.lstrip(" ")) for line in text[begin:end].splitlines() if line.strip(" ")]
    return list(range(min(spaces, default=0), 0, -1))[:_DEEPEST]


def _block(text: str, begin: int, end: int, style: str, chomping: str, indent: int) -> _Reading:
    reading = _Reading(text)
    reading.block(begin, end, style, chomping, max(indent, 1))
    return reading


class _Reading:
    """Reads a scalar again, and keeps where each of its characters came from."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.parts: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def copy(self, start: int, end: int) -> None:
        """Characters that stand for themselves."""
        if start < end:
            self.parts.append(self.source[start:end])
            self.starts += range(start, end)
            self.ends += range(start + 1, end + 1)

    def put(self, said: str, start: int, end: int) -> None:
        """Characters that are written otherwise than they read."""
        self.parts.append(said)
        self.starts += [start] * len(said)
        self.ends += [end] * len(said)

    def plain(self, start: int, end: int) -> None:
        at = start
        while (found := _BREAK.search(self.source, at, end)) is not None:
            at = self.folded(at, found, end)
        self.copy(at, end)

    def folded(self, at: int, found: re.Match[str], end: int) -> int:
        """Copy what stands before a line end, fold the white space around it, and return where to go on."""
        here = at + len(self.source[at : found.start()].rstrip(" \t"))
        self.copy(at, here)
        after = _AFTER_BREAK.match(self.source, found.end(), end)
        stop = after.end() if after is not None else found.end()
        self.fold(here, stop)
        return stop

    def fold(self, start: int, end: int) -> None:
        """White space with line ends: one is a space, each more is a line end."""
        breaks = [(each.start(), each.end(), each[0]) for each in _BREAK.finditer(self.source, start, end)]
        first = breaks[0]
        if len(breaks) == 1 and first[2] not in ("\u2028", "\u2029"):
            self.put(" ", start, end)
            return
        kept = breaks if first[2] in ("\u2028", "\u2029") else breaks[1:]
        at = start
        for number, (_, stop, said) in enumerate(kept, 1):
            last = end if number == len(kept) else stop
            self.put(said if said in ("\u2028", "\u2029") else "\n", at, last)
            at = last

    def quoted(self, start: int, end: int, mark: str) -> None:
        at = start
        while (found := _IN_QUOTES.search(self.source, at, end)) is not None:
            here = found.start()
            if found[0] == "'" and mark == "'":
                self.copy(at, here)
                self.put("'", here, here + 2)
                at = here + 2
            elif found[0] == "\\" and mark == '"':
                self.copy(at, here)
                at = self.escape(here, end)
            elif found[0] in ("'", '"', "\\"):
                self.copy(at, here + 1)
                at = here + 1
            else:
                at = self.folded(at, found, end)
        self.copy(at, end)

    def escape(self, start: int, end: int) -> int:
        """What follows a backslash between double quotes; returns where to go on."""
        source, letter = self.source, self.source[start + 1 : start + 2]
        if letter in _NUMBERED:
            stop = start + 2 + _NUMBERED[letter]
            try:
                said = chr(int(source[start + 2 : stop], 16))
            except (ValueError, OverflowError):
                said = ""
            self.put(said, start, stop)
            return stop
        broken = _BREAK.match(source, start + 1, end)
        if broken is None:
            self.put(_MEANT.get(letter, letter), start, start + 2)
            return start + 2
        # The line goes on in the next one, and empty lines between are line ends.
        after = _AFTER_BREAK.match(source, broken.end(), end)
        stop = after.end() if after is not None else broken.end()
        for each in _BREAK.finditer(source, broken.end(), stop):
            self.put(each[0] if each[0] in ("\u2028", "\u2029") else "\n", each.start(), each.end())
        return stop

    def block(self, begin: int, end: int, style: str, chomping: str, indent: int) -> None:
        """A text under "|" or ">", as the parser of PyYAML reads it."""
        source, at = self.source, begin
        breaks: list[tuple[str, int, int]] = []
        leading: tuple[str, int, int] | None = None
        was_blank = False
        at = self.empty_lines(at, end, indent, breaks)
        while at < end:
            if source[at : at + indent].strip(" ") or _BREAK.match(source, at) is not None:
                break  # less to the right than the text: a comment after it
            here = at + indent
            if here >= end:
                break
            is_blank = source[here : here + 1] in (" ", "\t")
            if style == ">" and leading is not None and leading[0] == "\n" and not was_blank and not is_blank:
                if not breaks:
                    self.put(" ", leading[1], here)
            elif leading is not None:
                self.put(leading[0], leading[1], leading[2])
            for said, start, stop in breaks:
                self.put(said, start, stop)
            breaks = []
            was_blank = is_blank
            line = _LINE.match(source, here, end)
            stop = line.end() if line is not None else here
            self.copy(here, stop)
            broken = _BREAK.match(source, stop, end)
            if broken is None:
                leading = None
                break
            leading = (_said(broken[0]), stop, broken.end())
            at = self.empty_lines(broken.end(), end, indent, breaks)
        if chomping != "-" and leading is not None:
            self.put(*leading)
        if chomping == "+":
            for said, start, stop in breaks:
                self.put(said, start, stop)

    def empty_lines(self, at: int, end: int, indent: int, breaks: list[tuple[str, int, int]]) -> int:
        """Gather line ends of lines that are empty, and return where the next line with something begins."""
        while at < end:
            here = at
            while here < end and here - at < indent and self.source[here] == " ":
                here += 1
            broken = _BREAK.match(self.source, here, end)
            if broken is None:
                return at
            breaks.append((_said(broken[0]), here, broken.end()))
            at = broken.end()
        return at


def _said(broken: str) -> str:
    return broken if broken in ("\u2028", "\u2029") else "\n"
