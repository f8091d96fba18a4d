"""A file's text with other words: its comments, order, names and numbers stay, and nothing but the words differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from leafletgen.errors import Report
from leafletgen.source.kinds import clean_text
from leafletgen.source.yaml import Value, parse_source
from leafletgen.translation.segments import Segment, names_in
from leafletgen.word.importing.yaml_scalars import in_lines, in_one_line


def rewritten(text: str, shown: str, found: Sequence[Segment], words: Mapping[str, str]) -> str:
    """Return a file's text in which segments say something else.

    Args:
        text: the YAML.
        shown: the file as messages call it.
        found: its segments.
        words: what each says from now on, by key; those that are not named stay as they are.

    Raises:
        ValueError: the text cannot be written without changing more; a fault of this program.
    """
    edits = [(one.value, _written(one, words[one.key], text)) for one in found if one.key in words]
    made = text
    for value, new in sorted(edits, key=lambda edit: edit[0].start, reverse=True):
        made = made[: value.start] + new + made[value.end :]
    said = {
        one.value.start: names_in(words[one.key]) if one.listed else words[one.key] for one in found if one.key in words
    }
    _check(text, made, shown, said)
    return made


def _written(segment: Segment, words: str, text: str) -> str:
    """A scalar as it stands in the place of the one before it, up to the white space after that."""
    value = segment.value
    old = text[value.start : value.end]
    after = old[len(old.rstrip()) :]
    if segment.listed:
        return "[" + ", ".join(in_one_line(name, in_flow=True) for name in names_in(words)) + "]" + after
    if segment.flow:
        return in_one_line(words, in_flow=True) + after
    column = value.column - 1
    is_entry = value.key is value
    indent = column if is_entry else value.key.column + 1
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = in_lines(words, column, indent)
    return newline.join(lines) + after


def _check(before: str, after: str, shown: str, words: Mapping[int, str | list[str]]) -> None:
    """See that the text reads back as it was but for the words, whatever characters are in them."""
    old, new = parse_source(before, shown, Report()), parse_source(after, shown, Report())
    if old is None or new is None or _plain(new) != _plain(old, words):
        raise ValueError(f"the words cannot be written into {shown}")


def _plain(value: Value, words: Mapping[int, str | list[str]] | None = None) -> object:
    """What a value says, with other words by where they begin; white space around them does not count."""
    if words is not None and value.start in words:
        return words[value.start]
    if value.kind == "map":
        return {key: _plain(entry, words) for key, entry in value.data.items()}
    if value.kind == "list":
        return [_plain(entry, words) for entry in value.data]
    return clean_text(value)
