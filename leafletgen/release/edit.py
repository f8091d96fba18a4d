"""Writes a new code and review date, or another brand, into a leaflet's file, and leaves all else as it is."""

from __future__ import annotations

import json
from collections.abc import Sequence

from leafletgen.errors import Report
from leafletgen.source.yaml import Value, parse_source


def with_code(text: str, shown: str, code: str, review: str | None, report: Report) -> str | None:
    """Return a leaflet's text with another code, and another month of review unless it is None.

    Comments, order, quotes, indentation and line ends stay. The result is parsed again, and every other value must be
    what it was.

    Args:
        text: the YAML text.
        shown: the file as messages call it.
        code: the new code.
        review: the new month of review, as ``2027-04``.
        report: receives what stands in the way.
    """
    root = parse_source(text, shown, report)
    if root is None or root.kind != "map" or "code" not in root.data:
        return None
    edits = [(root.data["code"], code)]
    if review is not None:
        if "review" in root.data:
            edits.append((root.data["review"], review))
        else:
            text = _with_line(text, root.data["code"], f"{_indentation(text, root.data['code'].key)}review: {review}")
    text = _edited(text, edits)
    wanted = {key: _plain(entry) for key, entry in root.data.items()} | {"code": code}
    if review is not None:
        wanted["review"] = review
    again = parse_source(text, shown, Report())
    if again is None or _plain(again) != wanted:
        report.error(
            "the new code cannot be written into this file without changing more",
            f'write "code: {code}"' + (f' and "review: {review}"' if review else "") + " on lines of their own",
            root.data["code"].place,
        )
        return None
    return text


def with_brand(text: str, shown: str, brand: str, report: Report) -> str | None:
    """Return a leaflet's text with another brand, as `with_code` does with a code; None after reporting why not."""
    root = parse_source(text, shown, report)
    if root is None or root.kind != "map" or "brand" not in root.data:
        return None
    edited = _edited(text, [(root.data["brand"], brand)])
    again = parse_source(edited, shown, Report())
    if again is None or _plain(again) != {key: _plain(entry) for key, entry in root.data.items()} | {"brand": brand}:
        report.error(
            "the new brand cannot be written into this file without changing more",
            f'write "brand: {brand}" on a line of its own',
            root.data["brand"].place,
        )
        return None
    return edited


def _edited(text: str, edits: Sequence[tuple[Value, str]]) -> str:
    for value, new in sorted(edits, key=lambda edit: edit[0].start, reverse=True):
        text = text[: value.start] + _scalar(text[value.start : value.end], new) + text[value.end :]
    return text


def _indentation(text: str, key: Value) -> str:
    line = text[max(text.rfind("\n", 0, key.start), text.rfind("\r", 0, key.start)) + 1 : key.start]
    return line if not line.strip(" ") else ""


def _with_line(text: str, after: Value, line: str) -> str:
    """Add a line behind the one that a value ends on, with the line end of that file."""
    newline = "\r\n" if "\r\n" in text else "\n"
    # A folded value ends behind its line end.
    end = text.find("\n", after.end - text.endswith("\n", 0, after.end))
    if end < 0:
        return f"{text}{newline}{line}{newline}"
    return f"{text[: end + 1]}{line}{newline}{text[end + 1 :]}"


def _scalar(old: str, new: str) -> str:
    """Write a value with the quotes of the one before it."""
    if old[:1] == "'":
        return "'" + new.replace("'", "''") + "'"
    if old[:1] in ('"', "|", ">") or new[:1] in "&*!|>%@`'\"[]{},?:-#" or ": " in new or " #" in new:
        written = json.dumps(new, ensure_ascii=False)
        if old[:1] not in ("|", ">") or not old.endswith("\n"):
            return written
        return written + ("\r\n" if old.endswith("\r\n") else "\n")
    # Nothing may stand there, not even a space behind the colon.
    return new + old[len(old.rstrip()) :] if old else f" {new}"


def _plain(value: Value) -> object:
    if value.kind == "map":
        return {key: _plain(entry) for key, entry in value.data.items()}
    if value.kind == "list":
        return [_plain(entry) for entry in value.data]
    return value.data
