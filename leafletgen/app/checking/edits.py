"""Makes changes in a YAML text, and sees that nothing but the words of its values became another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from leafletgen.errors import Report
from leafletgen.rules.finding import Edit
from leafletgen.source.yaml import Value, parse_source


def applied(text: str, edits: Sequence[Edit]) -> str:
    """Return a text with changes made, none of which meets another."""
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits):
        pieces += text[at : edit.start], edit.new
        at = edit.end
    return "".join((*pieces, text[at:]))


def meet(one: Edit, other: Edit) -> bool:
    """Whether two changes cannot both be made: they take out the same letters, or put words in at one place."""
    if one.start == other.start:
        return True
    first, second = sorted((one, other))
    return first.end > second.start


def keeps(before: str, edits: Sequence[Edit]) -> bool:
    """Whether a YAML text with changes says the same as without them, but for the words that they are about.

    Each has to stand inside one scalar that is a value, and what comes out has the same keys, lists, scalars and
    comments in the same order, where they were. A change cannot end a text early, begin a comment in it, turn it into
    another kind of value, or fold it otherwise.
    """
    old = _read(before)
    new = _read(applied(before, edits))
    if old is None or new is None:
        return False
    ordered = sorted(edits)
    starts = [edit.start for edit in ordered]
    grown = [0, *accumulate(len(edit.new) - (edit.end - edit.start) for edit in ordered)]
    placed = 0
    for one, other in _pairs(old, new):
        if other is None or one.kind != other.kind or one.plain != other.plain or one.is_null != other.is_null:
            return False
        if one.kind != "scalar":
            continue
        first, last = bisect_left(starts, one.start), bisect_right(starts, one.end)
        if first == last:
            if one.data != other.data:
                return False
            continue
        placed += last - first
        is_where_it_was = other.start == one.start + grown[first] and other.end == one.end + grown[last]
        if not is_where_it_was or not _same_but_for(before, one, other, ordered[first:last]):
            return False
    return placed == len(edits)


def _read(text: str) -> Value | None:
    report = Report()
    root = parse_source(text, "", report)
    return None if report.has_errors else root


def _pairs(old: Value, new: Value) -> Iterator[tuple[Value, Value | None]]:
    """Yield each value with the one in its place; None for that when the two are not built alike."""
    waiting: list[tuple[Value, Value | None]] = [(old, new)]
    while waiting:
        one, other = waiting.pop()
        yield one, other
        if other is None or one.kind == "scalar" or one.kind != other.kind:
            continue
        if one.kind == "map":
            alike = list(one.data) == list(other.data)
            inner = [(value, other.data[key] if alike else None) for key, value in one.data.items()]
        else:
            alike = len(one.data) == len(other.data)
            inner = [(value, other.data[number] if alike else None) for number, value in enumerate(one.data)]
        if not alike:
            yield one, None
        waiting += inner


def _same_but_for(text: str, old: Value, new: Value, inside: Sequence[Edit]) -> bool:
    """Whether a scalar with changes is folded as it was, and each of them is among its letters."""
    start, end = _letters(text, old)
    quoted = text[old.start : old.start + 1] == '"'
    for edit in inside:
        taken = text[edit.start : edit.end]
        if edit.start < start or edit.end > end:
            return False
        if "\n" in taken + edit.new or "\r" in taken + edit.new or (quoted and "\\" in edit.new):
            return False
    said, says = str(old.data), str(new.data)
    return said.count("\n") == says.count("\n") and said != says


def _letters(text: str, scalar: Value) -> tuple[int, int]:
    """Between which indices a scalar's letters stand: within its quotes, or under the line of its "|" or ">".

    For the parser, a text under "|" goes on over the empty lines and comments after it.
    """
    start, end = scalar.start, scalar.end
    said = text[start:end]
    if said[:1] in ("'", '"'):
        return start + 1, end - 1
    if said[:1] == "!":
        return end, start  # what has a tag is left alone
    if said[:1] not in ("|", ">"):
        return start, end
    first = said.find("\n") + 1
    said = said.rstrip()
    while "\n" in said and (line := said[said.rfind("\n") + 1 :]).lstrip().startswith("#"):
        said = said[: len(said) - len(line)].rstrip()
    return start + first, start + len(said)
