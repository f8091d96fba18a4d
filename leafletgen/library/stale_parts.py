"""What changed in the sources of a translation since it was made, each part with its place."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from leafletgen.content.fingerprint import PARTS, Translated, named
from leafletgen.content.model.blocks import Include
from leafletgen.content.model.leaflet import Leaflet
from leafletgen.errors import Report
from leafletgen.library.translations import Translations, changed_parts
from leafletgen.library.workspace import LoadedLeaflet, Workspace
from leafletgen.source.yaml import Value, read_source

#: Characters of a block that are shown, to tell it by.
_SHOWN = 60


class Stale(NamedTuple):
    """A part of a source that is otherwise than it was translated."""

    translation: str
    """The file that has to be translated anew, as messages show it."""
    source: str
    line: int
    """Where the part stands in the source as it is now; 1 for one that is gone."""
    part: str
    """Such as "head", "block 3" or "2 parts gone"."""
    words: str
    """How a block begins; empty for a part that is gone."""


def stale_parts(workspace: Workspace, loaded: LoadedLeaflet) -> list[Stale]:
    """Return what changed since in all that a translated leaflet is made of, file by file; nothing for any other."""
    if loaded.translation is None:
        return []
    return [part for path in loaded.translation.whole.stale for part in _of_file(workspace, path)]


def behind(workspace: Workspace, path: Path) -> list[str]:
    """Return what changed since a leaflet was translated, in words, file by file; nothing for one that is up to date.

    It can be asked of any file, also of one with errors: whoever holds a released copy has to know.
    """
    translations = Translations(workspace)
    source = translations.source_of(path)
    if source is None:
        return [f"the source of {workspace.shown(path)} is gone"]
    root = read_source(source, workspace.shown(source), Report())
    leaflet = None if root is None else Leaflet.read(root, Report())
    includes = [] if leaflet is None else [block.name for block in leaflet.body if isinstance(block, Include)]
    whole = translations.whole(path, source, includes, leaflet.brand if leaflet is not None else "")
    told = []
    for stale in whole.stale:
        of = translations.source_of(stale)
        if of is None:
            told.append(f"the source of {workspace.shown(stale)} is gone")
        else:
            told.append(f"{changed_parts(workspace, stale)} of {workspace.shown(of)} changed since")
    return told


def _of_file(workspace: Workspace, path: Path) -> list[Stale]:
    translations = Translations(workspace)
    stands, kind, source = translations.standing(path), translations.kind_of(path), translations.source_of(path)
    shown = workspace.shown(path)
    if source is None:
        return [Stale(shown, "", 1, "its source is gone", "")]
    file = workspace.shown(source)
    root = read_source(source, file, Report())
    told = []
    for index in stands.changed:
        found = None if root is None else part_of(root, kind, index)
        line, words = (1, "") if found is None else (found.line, _begins(found))
        told.append(Stale(shown, file, line, named(kind, index), words))
    gone = len(stands.change.removed)
    if gone:
        told.append(Stale(shown, file, 1, f"{gone} part{'s' * (gone > 1)} gone", ""))
    return told


def part_of(root: Value, kind: Translated, index: int) -> Value | None:
    """Return the value that a token of a fingerprint is of; None for a head, and for what is not there."""
    if root.kind != "map":
        return None
    names = PARTS[kind]
    if index < len(names):
        found: Value | None = root.data.get(names[index])
        return found
    body = root.data.get("body")
    blocks: list[Value] = body.data if body is not None and body.kind == "list" else []
    return blocks[index - len(names)] if index - len(names) < len(blocks) else None


def _begins(value: Value) -> str:
    """The first words of a value."""
    while value.kind != "scalar":
        held = list(value.data.values()) if value.kind == "map" else value.data
        if not held:
            return ""
        value = held[0]
    text = " ".join(value.data.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"
