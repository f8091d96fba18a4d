"""Which files of a workspace are translations, of what, and whether their source changed since."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from leafletgen.content.fingerprint import Change, Translated, compare, fingerprint, named
from leafletgen.errors import Report
from leafletgen.source.heads import read_head
from leafletgen.source.inline import LANGUAGE_TAG
from leafletgen.source.yaml import read_source

if TYPE_CHECKING:
    from leafletgen.library.workspace import Workspace

Standing = Literal["current", "stale", "orphan"]

FOLDERS: Final[dict[str, str]] = {
    "shared": "leaflets/shared",
    "exercise": "assets/exercises",
    "programme": "assets/programmes",
}
"""Where the translations of each kind are, beside their sources; leaflets may be in any folder of leaflets/."""

_NAMED_LIKE_ONE = re.compile(rf"(?P<source>.+)\.(?P<language>{LANGUAGE_TAG})")
_KEYS: Final = ("translates", "source", "language", "reviewed_by")


class Head(NamedTuple):
    """What the file of a translation says of itself."""

    translates: str
    source: str
    language: str
    reviewed_by: str


class TranslationState(NamedTuple):
    """How a translation stands to its source."""

    state: Standing
    """Stale when the source changed since, an orphan when there is none."""
    change: Change = Change((), ())

    @property
    def changed(self) -> tuple[int, ...]:
        """The tokens of the source that are new or changed; 0 is the head's, and blocks count from 1."""
        return self.change.changed

    def parts(self, kind: Translated) -> list[str]:
        """Return what changed, in words: "head", "block 3"; and how much is gone."""
        told = [named(kind, index) for index in self.change.changed]
        gone = len(self.change.removed)
        return [*told, *([f"{gone} part{'s' * (gone > 1)} gone"] if gone else [])]


def split_name(stem: str) -> tuple[str, str] | None:
    """Return source and language of a file that is named like a translation, without its ending; else None."""
    found = _NAMED_LIKE_ONE.fullmatch(stem)
    return None if found is None else (found["source"], found["language"])


def head_of(path: Path) -> Head | None:
    """Return what a file says of itself as a translation; None when it is none. Only its beginning is read."""
    if split_name(path.stem) is None:
        return None  # no file of English is opened for this
    try:
        state = path.stat()
    except OSError:
        return None
    return _head(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=4096)
def _head(path: Path, changed: int, size: int) -> Head | None:
    head = read_head(path, _KEYS)
    if head is None or not head.get("translates"):
        return None
    return Head(*("".join(head.get(key, ())[:1]) for key in _KEYS))


def without_translations(folder: Path, names: Iterable[str]) -> list[str]:
    """Return the names of YAML files in a folder, without their ending, but for those of translations."""
    return [name for name in names if head_of(folder / f"{name}.yaml") is None]


class Translations:
    """The translations of one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        """Take the workspace; nothing is read yet."""
        self.workspace = workspace

    def of(self, source: str, kind: Translated = "leaflet") -> dict[str, Path]:
        """Return the translations of a leaflet, shared block, exercise or programme, by language, sorted."""
        found = {}
        for path in self._files(kind):
            parts = split_name(path.stem)
            if parts is not None and parts[0] == source and (head := head_of(path)) is not None:
                found[head.language or parts[1]] = path
        return dict(sorted(found.items()))

    def all(self, kind: Translated = "leaflet") -> dict[Path, Head]:
        """Return every translation of a kind with what it says of itself."""
        return {path: head for path in self._files(kind) if (head := head_of(path)) is not None}

    def languages(self, kind: Translated = "leaflet") -> list[str]:
        """Return all languages that something of a kind is translated to."""
        return sorted({head.language for head in self.all(kind).values()})

    def source_of(self, path: Path) -> Path | None:
        """Return the file that one is a translation of; None when it is none, or when there is no such file."""
        head = head_of(path)
        if head is None:
            return None
        beside = path.with_name(f"{head.translates}.yaml")
        if beside.is_file() or self.kind_of(path) != "leaflet":
            return beside if beside.is_file() else None
        return next((other for other in self.workspace.leaflet_files() if other.stem == head.translates), None)

    def kind_of(self, path: Path) -> Translated:
        """Return of which kind a file is, by its folder."""
        for kind, folder in FOLDERS.items():
            if path.parent == self.workspace.root / folder:
                return kind  # type: ignore[return-value]  # the keys are kinds
        return "leaflet"

    def standing(self, path: Path) -> TranslationState:
        """Return how a translation stands to its source as that is now."""
        head, source = head_of(path), self.source_of(path)
        if head is None or source is None:
            return TranslationState("orphan")
        change = compare(head.source, fingerprint_of(source, self.kind_of(path)))
        return TranslationState("stale" if change.changed or change.removed else "current", change)

    def _files(self, kind: Translated) -> list[Path]:
        if kind == "leaflet":
            return self.workspace.leaflet_files()
        return sorted((self.workspace.root / FOLDERS[kind]).glob("*.yaml"))


def fingerprint_of(path: Path, kind: Translated) -> str:
    """Return the fingerprint of a file as it is now; an empty one of a file that cannot be read."""
    try:
        state = path.stat()
    except OSError:
        return ""
    return _fingerprint(path, kind, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=1024)
def _fingerprint(path: Path, kind: Translated, changed: int, size: int) -> str:
    root = read_source(path, path.name, Report())
    return "" if root is None else fingerprint(root, kind)
