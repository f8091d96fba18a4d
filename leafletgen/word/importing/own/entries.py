"""The YAML of a Word file of ours as data to be written again."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from leafletgen.errors import Report
from leafletgen.source.yaml import Value as Read
from leafletgen.source.yaml import parse_source
from leafletgen.word.importing.made import Made, Value

_NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,8}")


class Entries(NamedTuple):
    """The keys before the body, and the entries of the body, as their file has them."""

    file: str
    head: dict[str, Read]
    body: list[Read]


def entries_of(text: str, file: str) -> Entries | None:
    """Read the YAML within the limits of all YAML; None where it is none, or has no body."""
    root = parse_source(text, file, Report())
    if root is None or root.kind != "map" or "body" not in root.data or root.data["body"].kind != "list":
        return None
    return Entries(file, {key: value for key, value in root.data.items() if key != "body"}, root.data["body"].data)


def plain(read: Read) -> Value:
    """A value as it was typed: numbers and flags without quotes are such, all else is text."""
    if read.kind == "list":
        return [plain(one) for one in read.data]
    if read.kind == "map":
        return {key: plain(one) for key, one in read.data.items()}
    if read.plain and read.data in ("true", "false"):
        return bool(read.data == "true")
    if read.plain and _NUMBER.fullmatch(read.data):
        return int(read.data)
    return str(read.data)


def restricts_inside(entry: Read) -> bool:
    """Whether a block inside of an entry is not printed everywhere."""
    todo = list(entry.data.values()) if entry.kind == "map" else []
    while todo:
        value = todo.pop()
        if value.kind == "map" and not value.data.keys().isdisjoint(("only", "except")):
            return True
        if value.kind != "scalar":
            todo += value.data.values() if value.kind == "map" else value.data
    return False


def is_printed(entry: Read) -> bool:
    """Whether all words of an entry are the brand's or the head's: a department's, or the list of references."""
    return entry.kind == "map" and not entry.data.keys().isdisjoint(("contact", "references"))


def again(read: Read) -> Made:
    """A value to be written once more."""
    return Made(plain(read))
