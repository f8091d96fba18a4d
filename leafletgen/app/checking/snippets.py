"""The line that a finding is about, cut to what a terminal has room for, with what to mark in it."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from pathlib import Path
from typing import NamedTuple

from leafletgen.errors import Place, visible
from leafletgen.source.yaml import MAXIMUM_BYTES

#: Columns of a terminal that a line may take, beside its number.
WIDTH = 96
#: Columns of what stands before the words, where a line is too long to be shown whole.
_BEFORE = 32
#: Characters of a page that stand around a quotation, and of the quotation itself.
_AROUND = 100
_LONGEST = 600


class Texts:
    """Reads files of a workspace to show lines of them; each is read once, and one that cannot be read is empty."""

    def __init__(self, root: Path) -> None:
        """Take the workspace's folder; nothing is read yet."""
        self._root = root
        self._texts: dict[str, str] = {}
        self._lines: dict[str, list[str]] = {}
        self._starts: dict[str, list[int]] = {}

    def text(self, file: str) -> str:
        """Return what stands in a file, by the name that messages have for it, as its places count."""
        if file not in self._texts:
            try:
                with (self._root / file).open("rb") as opened:
                    self._texts[file] = opened.read(MAXIMUM_BYTES).decode("utf-8-sig", "replace")
            except (OSError, ValueError):
                self._texts[file] = ""
        return self._texts[file]

    def lines(self, file: str) -> list[str]:
        """Return the lines of a file without their ends."""
        if file not in self._lines:
            text = self.text(file)
            self._lines[file] = [line.removesuffix("\r") for line in text.split("\n")] if text else []
        return self._lines[file]

    def words_at(self, place: Place) -> str:
        """Return what stands at a place; nothing where it has no end, or the file is no longer so long."""
        if not place.file or place.end is None:
            return ""
        return self.text(place.file)[
            self._index(place.file, place.line, place.column) : self._index(place.file, *place.end)
        ]

    def line_and_column(self, file: str, index: int) -> tuple[int, int]:
        """Return where a character of a file is, both counted from 1."""
        starts = self._starts_of(file)
        line = bisect_right(starts, index)
        return line, index - starts[line - 1] + 1

    def _index(self, file: str, line: int, column: int) -> int:
        starts, text = self._starts_of(file), self.text(file)
        return min(starts[line - 1] + column - 1, len(text)) if 1 <= line <= len(starts) else len(text)

    def _starts_of(self, file: str) -> list[int]:
        """Where the lines of a file begin."""
        if file not in self._starts:
            text = self.text(file)
            starts = [0]
            while at := text.find("\n", starts[-1]) + 1:
                starts.append(at)
            self._starts[file] = starts
        return self._starts[file]


class Snippet(NamedTuple):
    """A part of a line, and the columns of it that are meant, as a terminal counts them."""

    number: int
    text: str
    start: int
    """Columns before the words."""
    width: int
    """Columns of the words in this line: at least one."""


def snippet(place: Place, texts: Texts) -> Snippet | None:
    """Return the line of a place; None where there is no such line (any more)."""
    lines = texts.lines(place.file) if place.file else []
    if not 1 <= place.line <= len(lines):
        return None
    line = lines[place.line - 1]
    first = min(place.column - 1, len(line))
    end = place.end
    goes_on = end is not None and end[0] > place.line
    last = first + 1 if end is None else len(line) if goes_on else end[1] - 1
    # Whatever a line's length, no more of it is looked at than there is room for.
    low, high = max(first - 2 * WIDTH, 0), min(first + 2 * WIDTH, len(line))
    shown = [visible(letter) for letter in line[low:high]]
    widths = [_width(letter) for letter in shown]
    words = first - low
    begin = 0 if low == 0 and high == len(line) and sum(widths) <= WIDTH else _begin(shown, widths, words)
    stop = _stop(shown, widths, begin, words)
    while begin < min(words, stop) and shown[begin] == " ":  # what is indented is indented enough
        begin += 1
    last = max(min(last - low, stop), words)
    head = "… " if low or "".join(shown[:begin]).strip() else ""
    tail = " …" if goes_on or high < len(line) or "".join(shown[stop:]).strip() else ""
    return Snippet(
        place.line,
        f"{head}{''.join(shown[begin:stop]).rstrip()}{tail}",
        len(head) + sum(widths[begin:words]),
        max(sum(widths[words:last]), 1),
    )


def _begin(shown: list[str], widths: list[int], first: int) -> int:
    """Where to begin a line that is too long: some words before what is meant."""
    begin, room = first, _BEFORE
    while begin and room - widths[begin - 1] >= 0:
        begin -= 1
        room -= widths[begin]
    if begin and " " in shown[begin:first]:
        begin += shown[begin:first].index(" ") + 1  # not in the middle of a word
    return begin


def _stop(shown: list[str], widths: list[int], begin: int, first: int) -> int:
    """Where to end a line: as far as there is room, and not in the middle of a word."""
    stop, used = begin, 0
    while stop < len(shown) and used + widths[stop] <= WIDTH:
        used += widths[stop]
        stop += 1
    if stop < len(shown) and " " in shown[first + 1 : stop]:
        while shown[stop] != " ":
            stop -= 1
    return stop


def _width(shown: str) -> int:
    """How many columns of a terminal a letter takes, as it is shown."""
    if len(shown) != 1 or shown.isascii():
        return len(shown)
    if unicodedata.combining(shown) or unicodedata.category(shown) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(shown) in ("W", "F") else 1


class Quotation(NamedTuple):
    """The words of a place, over all their lines, with some of what stands around them."""

    before: str
    words: str
    after: str


def quotation(place: Place, texts: Texts) -> Quotation | None:
    """Return what stands at a place, for who has room for all of it; None where nothing is there (any more)."""
    words = texts.words_at(place)
    if not words.strip():
        part = snippet(place, texts)
        return None if part is None or not part.text.strip() else Quotation("", "", part.text)
    lines, end = texts.lines(place.file), place.end
    if end is None or not place.line <= end[0] <= len(lines):
        return None
    before = lines[place.line - 1][: place.column - 1].lstrip()
    after = lines[end[0] - 1][end[1] - 1 :]
    if len(before) > _AROUND:
        before = f"… {before[-_AROUND:].partition(' ')[2]}"
    if len(after) > _AROUND:
        after = f"{after[:_AROUND].rpartition(' ')[0]} …"
    first, *others = words[:_LONGEST].replace("\r\n", "\n").split("\n")
    shown = [visible(first), *(visible(line.strip()) for line in others)]
    return Quotation(visible(before), "\n".join(shown) + (" …" if len(words) > _LONGEST else ""), visible(after))
