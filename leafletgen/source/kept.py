"""Blocks that were read before: of a leaflet in which a word changed, all others are as they were."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from leafletgen.errors import Report
from leafletgen.source.inline import Prose
from leafletgen.source.records import Record
from leafletgen.source.yaml import Value
from leafletgen.system.shelf import Again

#: Bytes that kept blocks take, and of them a block by its characters, about.
_ROOM = 8_000_000
_BYTES_A_CHARACTER = 10

R = TypeVar("R", bound=Record)

#: Blocks by how they are read, their file, their place in it and their text. Of private files nothing is kept.
_read: Again[tuple[object, ...], Record] = Again(_ROOM)


def read_or_copied(value: Value, end: int, read: Callable[[Value, Report], R | None], report: Report) -> R | None:
    """Read a value, or copy what came of the same text before, if nothing was to be said of it.

    Whoever asks has a copy, since merge fields are filled and paths are set where a record stands.

    Args:
        value: what to read.
        end: the index in the file's text where the next value begins.
        read: reads it, and looks at nothing that stands elsewhere.
        report: receives the faults.
    """
    source = value.source
    if source.private:
        return read(value, report)
    text = source.text[value.start : end]
    key = (read, source.file, value.line, value.column, text)
    kept = _read.get(key)
    if kept is not None:
        copy: R = copied(kept)
        return copy
    found = Report()
    record = read(value, found)
    report.add(found.diagnostics)
    if record is not None and not found.diagnostics and _read.came(key):
        _read.put(key, copied(record), _BYTES_A_CHARACTER * len(text) + 500)
    return record


def copied(held: Any) -> Any:
    """A record, prose, or a list or map of them, that shares nothing with it that can be changed."""
    if isinstance(held, Prose):
        return Prose(held.written, held.place)
    if isinstance(held, Record):
        copy = object.__new__(type(held))
        for name in _slots(type(held)):
            if hasattr(held, name):
                setattr(copy, name, getattr(held, name))
        for name in held.holding:
            setattr(copy, name, copied(getattr(held, name)))
        return copy
    if isinstance(held, list):
        return [copied(entry) for entry in held]
    if isinstance(held, dict):
        return {name: copied(entry) for name, entry in held.items()}
    return held


@cache
def _slots(record: type[Record]) -> tuple[str, ...]:
    """The names of all that a record may hold."""
    return tuple([name for base in record.__mro__ for name in getattr(base, "__slots__", ())])
