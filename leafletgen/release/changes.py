"""What changed between two contents of a leaflet, in words, block by block, for a clinician's sign-off."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from leafletgen.release.alignment import align, moved_places
from leafletgen.release.content import Content, content_hash
from leafletgen.release.names import block_name, field_label, heading_words, plain_words, section_name, shown_value
from leafletgen.release.word_changes import Mark, Words, compare_words


class Kind(StrEnum):
    """What became of a block or a value."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


class Line(NamedTuple):
    """One text that differs: what it is (empty for a block's main text), and its words in reading order."""

    label: str
    words: tuple[Words, ...]

    def side(self, mark: Mark) -> tuple[Words, ...]:
        """Return the words of one side: with REMOVED those of the old text, with ADDED those of the new one."""
        return tuple(words for words in self.words if words.mark in (Mark.KEPT, mark))

    @property
    def is_replaced(self) -> bool:
        """Whether nothing of it was kept."""
        return all(words.mark is not Mark.KEPT for words in self.words)


class Change(NamedTuple):
    """One block or one value that differs."""

    kind: Kind
    what: str
    """What it is, such as ``paragraph`` or ``picture hand.svg``."""
    where: str
    """For orientation, such as ``Under "What helps"``."""
    lines: tuple[Line, ...]
    before: str = ""
    """Where a moved block stood."""


def compare(old: Content, new: Content) -> list[Change]:
    """Return every difference between two contents; none exactly when their hashes are equal.

    First what stands at the front and about the leaflet, then the body in the new order (a removed block where it
    stood), then references, department and organisation.
    """
    if content_hash(old) == content_hash(new):
        return []
    changes = _details(old, new, _FRONT, "Title and details")
    changes += _body(old.get("body", []), new.get("body", []))
    for name in ("department", "references", "brand"):
        changes += _parts(old.get(name, {}), new.get(name, {}), name)
    rest = [name for name in {**old, **new} if name not in (*_FRONT, "body", "department", "references", "brand")]
    changes += _details(old, new, rest, "Other entries")
    # Values that differ but look alike, such as 1 and 1.0 in a file that was written by hand.
    return changes or [Change(Kind.CHANGED, "the leaflet's data, in a way that nobody sees", "Other entries", ())]


_FRONT = (
    *("title", "subtitle", "strap", "number", "language", "cover", "audience", "review"),
    *("authors", "summary", "keywords", "example"),
)


def _details(old: Content, new: Content, names: Sequence[str], where: str) -> list[Change]:
    """Differences of single values, each a change of its own."""
    changes = []
    for name in names:
        lines = _entry(old, new, name, "")
        if lines:
            kind = _kind_of(name in old, name in new)
            changes.append(Change(kind, field_label(name) or name, where, tuple(lines)))
    return changes


def _parts(old: Content, new: Content, name: str) -> list[Change]:
    """Differences in a map of values, such as the department, each value a change of its own."""
    changes = []
    for key in {**old, **new}:
        if name == "brand" and key == "statements":
            changes += _parts(old.get(key, {}), new.get(key, {}), key)
            continue
        lines = _entry(old, new, key, "")
        if lines:
            what = {"references": "reference {}", "statements": "statement: {}"}.get(name, "{}").format(
                key if name == "references" else field_label(key) or key
            )
            changes.append(Change(_kind_of(key in old, key in new), what, section_name(name), tuple(lines)))
    return changes


def _kind_of(was: bool, is_now: bool) -> Kind:
    if was and is_now:
        return Kind.CHANGED
    return Kind.ADDED if is_now else Kind.REMOVED


def _body(old: Sequence[Content], new: Sequence[Content]) -> list[Change]:
    changes: list[Change] = []
    old_under, new_under = _headings(old), _headings(new)
    aligned = align(old, new)
    moved_to, moved_from = moved_places(old, new, aligned)
    for before, after in aligned:
        if before is not None and after is not None:
            lines = _differ(old[before], new[after], "")
            if lines:
                what = block_name(new[after])
                changes.append(Change(Kind.CHANGED, what, new_under[after], tuple(lines)))
        elif after is not None:
            block = new[after]
            if after in moved_from:
                lines = _whole(block, "", Mark.KEPT)
                source = old_under[moved_from[after]]
                changes.append(Change(Kind.MOVED, block_name(block), new_under[after], tuple(lines), source))
            else:
                lines = _whole(block, "", Mark.ADDED)
                changes.append(Change(Kind.ADDED, block_name(block), new_under[after], tuple(lines)))
        elif before is not None and before not in moved_to:
            lines = _whole(old[before], "", Mark.REMOVED)
            changes.append(Change(Kind.REMOVED, block_name(old[before]), old_under[before], tuple(lines)))
    return changes


def _headings(blocks: Sequence[Content]) -> list[str]:
    """Where each block stands, told by the heading over it."""
    where, found = "Before the first heading", []
    for block in blocks:
        if block.get("block") == "heading":
            where = f'Under "{heading_words(block)}"'
        found.append(where)
    return found


def _entry(old: Content, new: Content, key: str, label: str) -> list[Line]:
    """Lines for one entry of two maps."""
    if key not in old and key not in new:
        return []
    if key not in old:
        return _whole(new[key], label, Mark.ADDED)
    if key not in new:
        return _whole(old[key], label, Mark.REMOVED)
    return _differ(old[key], new[key], label)


def _differ(old: Any, new: Any, label: str) -> list[Line]:
    """Lines for everything that differs between two values of one sort."""
    if old == new:
        return []
    if isinstance(old, str) and isinstance(new, str):
        return [Line(label, compare_words(old, new))]
    if isinstance(old, dict) and isinstance(new, dict):
        lines = _picture(old, new, label)
        for key in {**old, **new}:
            if key == "rows" and "rows" in old and "rows" in new:
                lines += _rows(old, new, label)
            elif key not in ("name", "sha256") or "sha256" not in {**old, **new}:
                lines += _entry(old, new, key, _joined(label, field_label(key)))
        return lines
    if isinstance(old, list) and isinstance(new, list):
        return _lists(old, new, label)
    removed, added = Words(shown_value(old), Mark.REMOVED), Words(shown_value(new), Mark.ADDED)
    return [Line(label, (removed, added))]


def _lists(old: Sequence[Any], new: Sequence[Any], label: str) -> list[Line]:
    lines: list[Line] = []
    for before, after in align(old, new):
        if before is not None and after is not None:
            lines += _differ(old[before], new[after], _joined(label, _inner_name(new[after])))
        elif before is not None:
            lines += _whole(old[before], _joined(label, _inner_name(old[before])), Mark.REMOVED)
        elif after is not None:
            lines += _whole(new[after], _joined(label, _inner_name(new[after])), Mark.ADDED)
    return lines


def _rows(old: Content, new: Content, label: str) -> list[Line]:
    """Lines for the rows of a table, each cell named by its row and column."""
    lines: list[Line] = []
    for before, after in align(old["rows"], new["rows"]):
        if before is not None and after is not None:
            one, other = old["rows"][before], new["rows"][after]
            if len(one) == len(other) == len(new["header"]):
                for column, (cell, changed) in enumerate(zip(one, other, strict=True)):
                    lines += _differ(cell, changed, _joined(label, _cell_name(new["header"], after, column)))
            else:
                lines += _differ(one, other, _joined(label, f"row {after + 1}"))
        elif before is not None:
            lines += _row(old, before, label, Mark.REMOVED)
        elif after is not None:
            lines += _row(new, after, label, Mark.ADDED)
    return lines


def _row(table: Content, number: int, label: str, mark: Mark) -> list[Line]:
    row, header = table["rows"][number], table["header"]
    named = len(row) == len(header)
    return [
        line
        for column, cell in enumerate(row)
        for line in _whole(
            cell, _joined(label, _cell_name(header, number, column) if named else f"row {number + 1}"), mark
        )
    ]


def _cell_name(header: Sequence[str], row: int, column: int) -> str:
    return f'row {row + 1}, "{plain_words(header[column]) or column + 1}"'


def _picture(old: Content, new: Content, label: str) -> list[Line]:
    """One line when a picture's file has another name, one when it is another picture; none for any other map."""
    if "sha256" not in old or "sha256" not in new:
        return []
    lines: list[Line] = []
    for key, name in (("name", "file name"), ("sha256", "the picture itself")):
        if old.get(key) != new.get(key):
            removed, added = old.get(key, ""), new.get(key, "")
            if key == "sha256":
                removed, added = f"earlier picture ({removed[:8]})", f"new picture ({added[:8]})"
            lines.append(Line(_joined(label, name), (Words(removed, Mark.REMOVED), Words(added, Mark.ADDED))))
    return lines


def _whole(value: Any, label: str, mark: Mark) -> list[Line]:
    """Lines for a value that stands on one side alone."""
    if isinstance(value, dict) and "sha256" in value:
        lines = [Line(_joined(label, "file name"), (Words(value.get("name", ""), mark),))]
        return lines + [
            line
            for key in value
            if key not in ("name", "sha256")
            for line in _whole(value[key], _joined(label, field_label(key)), mark)
        ]
    if isinstance(value, dict) and "rows" in value and "header" in value:
        lines = [
            line
            for key in value
            if key not in ("rows", "block")
            for line in _whole(value[key], _joined(label, field_label(key)), mark)
        ]
        return lines + [line for number in range(len(value["rows"])) for line in _row(value, number, label, mark)]
    if isinstance(value, dict):
        lines = [
            line
            for key in value
            if key != "block"
            for line in _whole(value[key], _joined(label, field_label(key)), mark)
        ]
        return lines or [Line(label, (Words("(nothing)", mark),))]
    if isinstance(value, list):
        return [line for entry in value for line in _whole(entry, _joined(label, _inner_name(entry)), mark)] or [
            Line(label, (Words("(nothing)", mark),))
        ]
    return [Line(label, (Words(shown_value(value), mark),))]


def _inner_name(entry: Any) -> str:
    """What a line says of an entry of a list: the name of a block, nothing of anything else."""
    return block_name(entry) if isinstance(entry, dict) and entry.get("block", "text") != "text" else ""


def _joined(label: str, name: str) -> str:
    return f"{label}, {name}" if label and name else label or name
