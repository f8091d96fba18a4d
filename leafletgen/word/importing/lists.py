"""Entries of lists, one after the other, become lists inside each other with what stands under each entry."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from leafletgen.word.importing.items import Item, Mark
from leafletgen.word.story import Box, Counting, Kind, Numbering, Paragraph, Picture

_DEEPER: Final = 6.0
"""Points that an entry must be further in to stand under the one before."""
_INDENTED: Final = 9.0
"""Points from which on a paragraph counts as indented."""
_DEEPEST: Final = 9
"""Lists inside each other, as many as Word has levels (ECMA-376 1, 17.9.3); what is further in stays on the last one.

Indents alone could go on for ever, deeper than any YAML is read.
"""
_LABELS: Final = {
    Counting.DECIMAL: r"\(?0*\d+[.)]?",
    Counting.LETTER: r"\(?[A-Za-z]{1,2}[.)]?",
    Counting.ROMAN: r"\(?[IVXLCivxlc]+[.)]?",
}


class Entry:
    """An entry of a list: its words, and what stands under them."""

    __slots__ = ("item", "under")

    def __init__(self, item: Item) -> None:
        """Begin with nothing under it."""
        self.item = item
        self.under: list[Item | Listed] = []


class Listed:
    """A list: its entries, the mark of the first one, and what of them was typed by hand."""

    __slots__ = ("entries", "mark")

    def __init__(self, mark: Mark) -> None:
        """Begin without entries."""
        self.mark = mark
        self.entries: list[Entry] = []

    @property
    def is_counted(self) -> bool:
        """Whether its entries are steps."""
        return self.mark.is_counted

    @property
    def last(self) -> Mark:
        """The mark of its last entry."""
        return self.entries[-1].item.mark or self.mark


def read_marks(items: Sequence[Item]) -> None:
    """Give the items that Word itself marks as entries of lists their marks; headings and captions are none."""
    for item in items:
        if item.is_kind(Kind.BODY) or item.is_kind(Kind.QUOTE):
            words = item.words
            if words is not None and words.numbering is not None and item.mark is None:
                item.mark = _mark(words.numbering, words.indent)


def _mark(numbering: Numbering, indent: float) -> Mark | None:
    if numbering.counting is Counting.NONE:
        return None
    label = numbering.label.strip()
    usual = _LABELS.get(numbering.counting)
    odd = label if usual and label and not re.fullmatch(usual, label) else ""
    return Mark(numbering.counting, numbering.level, numbering.value, numbering.series, indent, odd)


def gather(items: Sequence[Item]) -> list[Item | Listed]:
    """Return the items with their lists gathered; boxes that hang on an entry come after its list."""
    made: list[Item | Listed] = []
    at = 0
    while at < len(items):
        if items[at].mark is None:
            made.append(items[at])
            at += 1
            continue
        end = _end(items, at)
        made += _lists(items[at:end])
        made += [item for item in items[at:end] if isinstance(item.what, Box)]
        at = end
    return made


def _end(items: Sequence[Item], at: int) -> int:
    """Return where the entries that begin here end, with what stands between them and belongs to one."""
    end = at + 1
    while end < len(items) and items[end].cell is items[at].cell:
        if items[end].mark is None and not _hangs_on_entry(items[end]):
            following = _next_entry(items, end)
            if following is None or not _goes_on(items[at:end], items[following]):
                break
            end = following
        end += 1
    return _with_last_pictures(items, at, end)


def _with_last_pictures(items: Sequence[Item], at: int, end: int) -> int:
    """Return the end with the pictures after the last entry, where every entry before has pictures under it."""
    run = items[at:end]
    entries = [number for number, item in enumerate(run) if item.mark is not None]
    if len(entries) < 2 or entries[-1] != len(run) - 1:
        return end
    if all([isinstance(run[number + 1].what, Picture) for number in entries[:-1]]):
        while end < len(items) and isinstance(items[end].what, Picture) and items[end].cell is items[at].cell:
            end += 1
    return end


def _hangs_on_entry(item: Item) -> bool:
    return item.anchor is not None and item.anchor.numbering is not None and item.anchor.kind is Kind.BODY


def _next_entry(items: Sequence[Item], at: int) -> int | None:
    """Return the place of the next entry when all before it may stand under the entry before."""
    while at < len(items):
        item = items[at]
        if item.mark is not None:
            return at
        if isinstance(item.what, Box) and not _hangs_on_entry(item):
            return None
        if isinstance(item.what, Paragraph) and not (item.is_kind(Kind.BODY) and item.what.indent >= _INDENTED):
            return None
        at += 1
    return None


def _goes_on(run: Sequence[Item], following: Item) -> bool:
    """Whether an entry goes on with one of the lists before it, rather than beginning one of its own."""
    mark = following.mark
    for item in reversed(run):
        if mark is None or item.mark is None or item.mark.series != mark.series or item.mark.level != mark.level:
            continue
        return not mark.is_counted or mark.value == item.mark.value + 1
    return False


def _lists(items: Sequence[Item]) -> Iterator[Listed]:
    """Yield the lists of a run of entries."""
    # The lists that an entry may go on with, the outermost first.
    open_lists: list[Listed] = []
    run = _Run(items)
    for at, item in enumerate(items):
        if item.mark is None:
            if open_lists and not isinstance(item.what, Box):
                open_lists[-1].entries[-1].under.append(item)
            continue
        _close(open_lists, item.mark, run, at)
        if open_lists and _is_same_list(open_lists[-1], item.mark):
            open_lists[-1].entries.append(Entry(item))
            continue
        if len(open_lists) == _DEEPEST or (open_lists and not _stands_under(open_lists[-1], item.mark, run, at)):
            open_lists.pop()
        made = Listed(item.mark)
        made.entries.append(Entry(item))
        if open_lists:
            open_lists[-1].entries[-1].under.append(made)
        else:
            yield made
        open_lists.append(made)


class _Run:
    """The marks of a run of entries, and where those of each series stand."""

    __slots__ = ("_marks", "_places")

    def __init__(self, items: Sequence[Item]) -> None:
        self._marks = [item.mark for item in items]
        self._places: dict[str, list[int]] = defaultdict(list)
        for at, mark in enumerate(self._marks):
            if mark is not None:
                self._places[mark.series].append(at)

    def next_of(self, series: str, at: int) -> Mark | None:
        """Return the first mark of a series from a place on."""
        places = self._places[series]
        found = bisect_left(places, at)
        return self._marks[places[found]] if found < len(places) else None


def _close(open_lists: list[Listed], mark: Mark, run: _Run, at: int) -> None:
    """Close the lists that an entry stands neither in nor under."""
    for depth in range(len(open_lists) - 1, -1, -1):
        listed = open_lists[depth].mark
        if listed.series == mark.series and listed.level == mark.level:
            del open_lists[depth + 1 :]
            return
    while open_lists and not _stands_under(open_lists[-1], mark, run, at) and not _is_beside(open_lists[-1], mark):
        if len(open_lists) == 1 and open_lists[0].mark.series == mark.series:
            return  # an outer entry after inner ones: it goes on with them
        open_lists.pop()


def _stands_under(listed: Listed, mark: Mark, run: _Run, at: int) -> bool:
    """Whether an entry begins a list under the last entry of this one."""
    if listed.mark.series == mark.series:
        return mark.level > listed.mark.level
    return mark.indent > listed.mark.indent + _DEEPER or _comes_again(listed, mark, run, at)


def _comes_again(listed: Listed, mark: Mark, run: _Run, at: int) -> bool:
    """Whether a list goes on after entries of another kind, which therefore stand under its last entry."""
    if mark.is_counted == listed.is_counted:
        return False
    again = run.next_of(listed.mark.series, at)
    return again is not None and (not listed.is_counted or again.value == listed.last.value + 1)


def _is_beside(listed: Listed, mark: Mark) -> bool:
    """Whether an entry is as far in as those of a list, in another series or on another level."""
    return abs(mark.indent - listed.mark.indent) <= _DEEPER and mark.level <= listed.mark.level


def _is_same_list(listed: Listed, mark: Mark) -> bool:
    """Whether an entry goes on with the list that is open."""
    if mark.is_counted != listed.is_counted:
        return False
    if mark.is_counted:
        same = listed.mark.series == mark.series or _is_beside(listed, mark)
        return same and mark.value == listed.last.value + 1
    return (listed.mark.series == mark.series and listed.mark.level >= mark.level) or _is_beside(listed, mark)
