"""A fingerprint of the words that a translation was made from, part by part, so that one can tell which changed.

It is a line of short tokens with a space between them. The first one is of the head (title, summary, …), and each
further one of a block of the body, in their order; of exercises and programmes, whose parts have names, there is one
for each name in `PARTS`. Comments, quotes and line ends of the YAML are of no account, nor is what has no words to
translate: widths, and in which layouts a block is printed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from hashlib import sha256
from typing import Any, Final, Literal, NamedTuple

from leafletgen.dose.short import parse_short
from leafletgen.errors import Report
from leafletgen.source.inline import composed
from leafletgen.source.yaml import Value

Translated = Literal["leaflet", "shared", "exercise", "programme", "brand"]
"""The kinds of files that are translated."""

PARTS: Final[dict[str, tuple[str, ...]]] = {
    "leaflet": ("head",),
    "shared": ("head",),
    "exercise": (
        *("name", "purpose", "equipment", "side_means", "prepare", "steps", "key_points", "cautions", "stop"),
        *("dose", "figure"),
    ),
    "programme": ("name", "aim", "notes", "exercises"),
    "brand": ("name", "short_name", "logo", "departments", "sheet", "statements"),
}
"""What each token is of; those of the body's blocks follow."""

HEAD: Final[dict[str, tuple[str, ...]]] = {
    "leaflet": (
        *("title", "subtitle", "strap", "cover", "cover_alt", "audience", "department", "authors", "summary"),
        "references",
    ),
    "shared": ("references", "sheet"),
}
"""The keys of a file whose values its first token covers."""

_NO_WORDS: Final = frozenset(("only", "except", "width", "float", "id"))
_DIGITS: Final = 6
"""Of each token; two different texts have one in 16 million cases the same."""
_SPACES = re.compile(r"[ \t\r\f\v\u0085]+")


class Change(NamedTuple):
    """What is otherwise in a source than it was when it was translated."""

    changed: tuple[int, ...]
    """The tokens that are new or differ, by their index in the source as it is now; 0 is the head's."""
    removed: tuple[int, ...]
    """Those that are gone, by their index in the source as it was."""


def fingerprint(root: Value, kind: Translated) -> str:
    """Return the fingerprint of a file as it was read; one that is no map has an empty one."""
    return " ".join(tokens(root, kind))


def tokens(root: Value, kind: Translated) -> list[str]:
    """Return the tokens of a fingerprint."""
    if root.kind != "map":
        return []
    entries: dict[str, Value] = root.data
    if kind in HEAD:
        parts: list[Any] = [{key: _words(entries[key]) for key in HEAD[kind] if key in entries}]
        body = entries.get("body")
        parts += map(_words, body.data if body is not None and body.kind == "list" else ())
    else:
        parts = [_part(key, entries.get(key)) for key in PARTS[kind]]
    return [_token(part) for part in parts]


def named(kind: Translated, index: int) -> str:
    """Return what a token is of, such as "head", "block 3" or "steps"."""
    names = PARTS[kind]
    return names[index] if index < len(names) else f"block {index - len(names) + 1}"


def compare(before: str, now: str) -> Change:
    """Return which parts of a source changed between two fingerprints of it."""
    old, new = before.split(), now.split()
    if old == new:
        return Change((), ())
    changed: list[int] = []
    removed: list[int] = []
    # The head stays the head, however alike a block is to it.
    if old[:1] != new[:1]:
        changed += [0] if new else []
        removed += [0] if old and not new else []
    for what, first, last, start, end in _steps(old[1:], new[1:]):
        if what == "equal":
            continue
        changed += [index + 1 for index in range(start, end)]
        paired = end - start if what == "replace" else 0
        removed += [index + 1 for index in range(min(first + paired, last), last)]
    return Change(tuple(changed), tuple(removed))


def _steps(old: Sequence[str], new: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _token(part: Any) -> str:
    text = json.dumps(part, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def _words(value: Value | None) -> Any:
    """What is said in a value: maps, lists and texts, without the keys that have no words."""
    if value is None or value.is_null:
        return None
    if value.kind == "list":
        return [_words(entry) for entry in value.data]
    if value.kind == "map":
        said = {key: _words(entry) for key, entry in value.data.items() if key not in _NO_WORDS}
        # A paragraph in its long form says what a short one does.
        return said["text"] if len(said) == 1 and "text" in said else said
    return _plain(value.data)


def _plain(text: str) -> str:
    lines = (_SPACES.sub(" ", line).strip() for line in composed(text).strip().split("\n"))
    return "\n".join(lines)


def _part(key: str, value: Value | None) -> Any:
    """One part of an exercise or a programme, as far as it has words."""
    if key == "dose":
        return _of_dose(value)
    if value is None or value.is_null:
        return None
    if key == "figure":
        drawings = value.data if value.kind == "map" else {}
        return {name: _words(drawing.data.get("alt")) for name, drawing in drawings.items() if drawing.kind == "map"}
    if key == "logo":
        return _words(value.data.get("alt")) if value.kind == "map" else None
    if key == "departments":
        return {name: _department(each) for name, each in value.data.items()} if value.kind == "map" else None
    if key == "exercises":
        return [_chosen(entry) for entry in value.data] if value.kind == "list" else None
    return _words(value)


def _department(value: Value) -> Any:
    return [_words(value.data.get(key)) for key in ("name", "hours")] if value.kind == "map" else None


def _chosen(value: Value) -> Any:
    """An exercise of a programme: its note, and the words of its dose."""
    if value.kind != "map":
        return _words(value)
    return {
        "exercise": _words(value.data.get("exercise")),
        "note": _words(value.data.get("note")),
        "dose": _of_dose(value.data.get("dose")),
    }


def _of_dose(value: Value | None) -> Any:
    """The words of a dose: its load and its band; numbers are said by leafletgen."""
    if value is None:
        return None
    if value.kind == "map":
        return [_words(value.data.get("load")), _words(value.data.get("band"))]
    dose = parse_short(value.data, None, Report()) if value.kind == "scalar" else None
    return None if dose is None else [dose.load, dose.band]
