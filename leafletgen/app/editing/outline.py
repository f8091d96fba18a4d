"""The outline of a file: a leaflet's headings with what stands under them, and of other files the keys."""

from __future__ import annotations

from typing import Final, NamedTuple

from leafletgen.app.editing.edited import Edited
from leafletgen.content.model.blocks import BLOCKS
from leafletgen.source.yaml import Value

_WORDS: Final = 80
_TOLD: Final = {"card": "title", "box": "title", "table": "caption", "include": "", "image": "alt"}
"""Blocks that have a line of their own, and which of their entries says what they are."""


class Part(NamedTuple):
    """A part of a file.

    Attributes:
        name: what it is called.
        detail: what it is, where the name does not say so.
        sort: "heading", "block" or "key".
        start: the index at which it begins.
        end: the index after it.
        name_start: the index at which its name stands.
        name_end: the index after that.
        parts: what is in it.
    """

    name: str
    detail: str
    sort: str
    start: int
    end: int
    name_start: int
    name_end: int
    parts: tuple[Part, ...] = ()


def outline_of(file: Edited) -> list[Part]:
    """Return the outline of a file as it is now; a line that is not finished is left out."""
    tree = file.tree()
    if tree is None:
        return []
    body = tree.data.get("body")
    if file.kind in ("leaflet", "shared") and body is not None and body.kind == "list":
        return _of_body(body.data, _said_until(body))
    return [_of_key(entry) for entry in tree.data.values() if entry.key is not entry]


def _of_key(entry: Value) -> Part:
    key = entry.key
    detail = _short(entry.data) if entry.kind == "scalar" else ""
    end = max(_said_until(entry), key.end)
    inner = entry.data.values() if entry.kind == "map" else ()
    parts = tuple(_of_key(one) for one in inner if one.key is not one) if entry.kind == "map" else ()
    return Part(str(key.data), detail, "key", key.start, end, key.start, key.end, parts)


def _of_body(blocks: list[Value], end: int) -> list[Part]:
    """Headings by their levels, each up to the next one of its level or above."""
    found: list[Part] = []
    open_parts: list[tuple[int, Part, list[Part]]] = []

    def close(level: int, at: int) -> None:
        while open_parts and open_parts[-1][0] >= level:
            _, part, inside = open_parts.pop()
            done = part._replace(end=max(at, part.name_end), parts=tuple(inside))
            (open_parts[-1][2] if open_parts else found).append(done)

    last = end
    for block in blocks:
        if block.kind != "map":
            continue
        heading = block.data.get("heading")
        if heading is not None and heading.kind == "scalar":
            level = _level(block)
            close(level, block.start)
            part = Part(
                _short(heading.data) or "heading", "", "heading", block.start, last, heading.start, _bare_end(heading)
            )
            open_parts.append((level, part, []))
            continue
        own = _of_block(block)
        if own is not None:
            (open_parts[-1][2] if open_parts else found).append(own)
    close(0, end)
    return found


def _level(block: Value) -> int:
    level = block.data.get("level")
    text = level.data if level is not None and level.kind == "scalar" else "1"
    return int(text) if text in ("1", "2", "3") else 1


def _of_block(block: Value) -> Part | None:
    key = next((key for key in block.data if key in BLOCKS), None)
    if key not in _TOLD:
        return None
    entry = block.data[key]
    about = entry.data.get(_TOLD[key]) if entry.kind == "map" else block.data.get(_TOLD[key])
    named = entry if about is None or about.kind != "scalar" else about
    name = _short(named.data) if named.kind == "scalar" else key
    end = max(_said_until(block), entry.key.end)
    return Part(name or key, key, "block", block.start, end, entry.key.start, entry.key.end)


def _said_until(value: Value) -> int:
    """The index after the last character of a value, without the white space and the comments after it."""
    text = value.source.text[: value.end].rstrip()
    while text and (line := text[text.rfind("\n") + 1 :]).lstrip().startswith("#"):
        text = text[: len(text) - len(line)].rstrip()
    return max(len(text), value.start)


def _bare_end(value: Value) -> int:
    return value.start + len(value.source.text[value.start : value.end].rstrip())


def _short(text: object) -> str:
    words = " ".join(str(text).split())
    return words if len(words) <= _WORDS else f"{words[:_WORDS]}…"
