"""A file that somebody is editing: in which workspace it lies, what kind it is, and what stands in it now."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from leafletgen.errors import Report
from leafletgen.library.root import find_root
from leafletgen.library.translation_names import split_name
from leafletgen.source.names import is_read
from leafletgen.source.yaml import MAXIMUM_BYTES, Value, parse_source

if TYPE_CHECKING:
    from leafletgen.library.workspace import Workspace
    from leafletgen.source.records import Record

_TRANSLATES: Final = re.compile(r"(?m)^translates:[ \t]")
_RULES: Final = re.compile(r"(?m)^rules:")
_PARSES: Final = 4
"""How often a text with faults of YAML is read again without the line that has one."""


class Edited(NamedTuple):
    """A file of a workspace as an editor has it.

    Attributes:
        path: the file.
        root: the folder of its workspace.
        shown: the file as messages call it.
        kind: one of the kinds that have a schema, such as "leaflet"; that of a translation is "exercise-translation".
        name: what other files call it: its name without the ending, of a brand that of its folder.
        text: what stands in it now, saved or not.
        unsaved: the texts of all files that are open, by path.
    """

    path: Path
    root: Path
    shown: str
    kind: str
    name: str
    text: str
    unsaved: Mapping[Path, str]

    @property
    def record(self) -> type[Record]:
        """What such a file may hold."""
        from leafletgen.library.schemas import KINDS

        return KINDS[self.kind]

    def workspace(self) -> Workspace:
        """Its workspace with all that is not saved; a new one each time, since files come and go while one writes."""
        from leafletgen.library.workspace import Workspace

        return Workspace(self.root, self.unsaved)

    def whole(self) -> Value | None:
        """What stands in it; None where that is no whole map of YAML."""
        root = parse_source(self.text, self.shown, Report())
        return root if root is not None and root.kind == "map" else None

    def tree(self) -> Value | None:
        """What stands in it, also where a line is not finished yet: that one is left out."""
        return lenient_tree(self.text, self.shown)


def edited_file(path: Path, unsaved: Mapping[Path, str], text: str | None = None) -> Edited | None:
    """Return a file that is being edited; None for one of no workspace, or of a kind that we know nothing of.

    Args:
        path: its absolute path.
        unsaved: the texts of all files that are open.
        text: what stands in it; else it is among the unsaved, or read.
    """
    root = find_root(path.parent)
    if root is None or not is_read(path.name):
        return None
    text = unsaved.get(path) if text is None else text
    if text is None:
        text = _read(path)
    if text is None:
        return None
    parts = path.relative_to(root).parts
    kind = _kind(parts, path.stem, text)
    if kind is None:
        return None
    name = path.parent.name if kind == "brand" else path.stem
    return Edited(path, root, "/".join(parts), kind, name, text, unsaved)


def _read(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8-sig") if path.stat().st_size <= MAXIMUM_BYTES else None
    except (OSError, UnicodeDecodeError):
        return None


def _kind(parts: tuple[str, ...], stem: str, text: str) -> str | None:
    """What kind of file lies there; prescriptions and other private ones have no folder of their own, and are none."""
    translated = split_name(stem) is not None and _TRANSLATES.search(text) is not None
    match parts:
        case ("leaflets", "shared", _):
            return "shared"
        case ("leaflets", *_):
            return "leaflet"
        case ("layouts", _) | ("layouts", "sheets", _):
            return "layout"
        case ("assets", "exercises", _):
            return "exercise-translation" if translated else "exercise"
        case ("assets", "programmes", _):
            return "programme-translation" if translated else "programme"
        case ("assets", "brands", _, "brand.yaml"):
            return "brand"
        case ("assets", "brands", _, name) if name.startswith("brand."):
            return "brand-translation"
        case ("assets", "brands", _, "emails", _):
            return "email"
        case ("assets", "rules", "topics.yaml"):
            return "topics"
        case ("assets", "rules", _) if _RULES.search(text):
            return "rules"  # else a table that rules look things up in
    return None


def lenient_tree(text: str, shown: str) -> Value | None:
    """Return what stands in a text; where YAML finds a fault, its line is left out, with the indices as they are.

    A parser often sees only on the next line that one is not whole, so that the line before is tried too.
    """
    for _ in range(_PARSES):
        root, at = _parsed(text, shown)
        if root is not None:
            return root if root.kind == "map" else None
        lines = text.split("\n")
        faulty = [number for number in range(min(at, len(lines)) - 1, -1, -1) if lines[number].strip()][:2]
        if not faulty:
            return None
        tried = [_without(lines, number) for number in faulty]
        text = next((one for one in tried if _parsed(one, shown)[0] is not None), tried[0])
    return None


def _parsed(text: str, shown: str) -> tuple[Value | None, int]:
    """What stands in a text, or the number of the line that the parser stopped at."""
    report = Report()
    root = parse_source(text, shown, report)
    places = [fault.place.line for fault in report.errors if fault.place is not None]
    return root, places[0] if places else 0


def _without(lines: list[str], number: int) -> str:
    return "\n".join([*lines[:number], " " * len(lines[number]), *lines[number + 1 :]])
