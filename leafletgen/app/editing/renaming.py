"""Gives a thing another name, wherever it is named: the id of a heading or an exercise, shared blocks, a reference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from leafletgen.app.editing.edited import Edited, edited_file
from leafletgen.app.editing.going import defined, uses_of
from leafletgen.app.editing.mentions import Mention, mention_at
from leafletgen.app.editing.named import file_of
from leafletgen.content.fingerprint import Translated, compare, fingerprint
from leafletgen.errors import Report
from leafletgen.library.files import unsafe
from leafletgen.library.translation_names import named_like_translations_of, split_name
from leafletgen.rules.finding import Edit
from leafletgen.source.records import is_identifier
from leafletgen.source.yaml import parse_source

_WITH_A_FILE: Final = frozenset(("exercise", "programme", "shared"))
_IN_FILES: Final = frozenset(("heading", "reference", "department"))
_SOURCE_LINE: Final = re.compile(r"(?m)^source:[ \t]*(?P<said>[^\r\n#]*?)[ \t]*(?=\r?$)")
_SOURCES: Final[dict[str, Translated]] = {
    "leaflet": "leaflet", "shared": "shared", "exercise": "exercise", "programme": "programme", "brand": "brand",
}  # fmt: skip


class RenameError(ValueError):
    """Something cannot be called that; the message says why, in a sentence."""


class Changed(NamedTuple):
    """What becomes of one file."""

    path: Path
    text: str
    """What stands in it before."""
    edits: tuple[Edit, ...]


class Renaming(NamedTuple):
    """What a new name changes.

    Attributes:
        changes: the texts that change, by file.
        files: the files that get another name, after that: from and to.
    """

    changes: tuple[Changed, ...]
    files: tuple[tuple[Path, Path], ...]


def renamed_at(file: Edited, index: int) -> Mention | None:
    """Return the name under a cursor that can be changed; None when there is none."""
    named = mention_at(file, index)
    if named is None or named.what not in _WITH_A_FILE | _IN_FILES:
        return None
    if named.what in _WITH_A_FILE and file_of(named.what, named.name, file) is None:
        return None
    return named


def rename(file: Edited, index: int, name: str) -> Renaming:
    """Return what changes when the thing under a cursor is called otherwise.

    Raises:
        RenameError: nothing there can be renamed, or not so.
    """
    named = renamed_at(file, index)
    if named is None:
        raise RenameError("nothing here has a name that can be changed")
    _check(file, named, name)
    by_file: dict[Path, tuple[Edited, list[Edit]]] = {}
    for part, one in uses_of(file, named):
        by_file.setdefault(part.path, (part, []))[1].append(Edit(one.start, one.end, name))
    changes = {path: Changed(path, part.text, tuple(edits)) for path, (part, edits) in by_file.items()}
    for part, edits in list(by_file.values()):
        for marked in _marks(part, edits, changes):
            changes[marked.path] = marked
    return Renaming(tuple(changes.values()), tuple(_moved(file, named, name)))


def _check(file: Edited, named: Mention, name: str) -> None:
    """Refuse a name that would not be read, or that is taken."""
    if named.what == "heading" and not re.fullmatch(r"[A-Za-z][A-Za-z0-9._-]*", name):
        raise RenameError(f'"{name}" is no id: begin with a letter, then letters, digits and hyphens')
    if not is_identifier(name):
        raise RenameError(f'"{name}" is no name: use letters without accents, digits and hyphens')
    if named.what in _WITH_A_FILE:
        if "." in name or unsafe(f"{name}.yaml") is not None:
            raise RenameError(f'no file of that kind can be called "{name}": a dot stands before a language alone')
        path = file_of(named.what, named.name, file)
        taken = path is not None and path.with_name(f"{name}.yaml").exists() and name.lower() != named.name.lower()
    else:
        taken = name != named.name and any(defined(file, named._replace(name=name)))
    if taken:
        raise RenameError(f'the name "{name}" is taken')


def _moved(file: Edited, named: Mention, name: str) -> Iterator[tuple[Path, Path]]:
    """The file of the thing, and those of its translations."""
    path = file_of(named.what, named.name, file) if named.what in _WITH_A_FILE else None
    if path is None or name == named.name:
        return
    for old in (path, *named_like_translations_of(path)):
        split = split_name(old.stem) if old != path else None
        yield old, old.with_name(f"{name}.yaml" if split is None else f"{name}.{split[1]}.yaml")


def _marks(source: Edited, edits: list[Edit], changes: dict[Path, Changed]) -> Iterator[Changed]:
    """What translations say of the state of their source, which is the same words under another name.

    One that was stale before stays so.
    """
    kind = _SOURCES.get(source.kind)
    if kind is None:
        return
    before, after = _state(source.text, kind), _state(applied(source.text, edits), kind)
    if before == after or before is None or after is None:
        return
    for path in named_like_translations_of(source.path):
        known = changes.get(path)
        translation = edited_file(path, source.unsaved)
        said = None if translation is None else _SOURCE_LINE.search(translation.text)
        if translation is None or said is None:
            continue
        change = compare(said["said"].strip("\"'"), before)
        if change.changed or change.removed:
            continue
        mark = Edit(said.start("said"), said.end("said"), after)
        yield Changed(path, translation.text, (*(known.edits if known else ()), mark))


def _state(text: str, kind: Translated) -> str | None:
    root = parse_source(text, "", Report())
    return None if root is None else fingerprint(root, kind)


def applied(text: str, edits: list[Edit] | tuple[Edit, ...]) -> str:
    """Return a text with changes made, which do not overlap."""
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text
