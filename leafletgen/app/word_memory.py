"""Which leaflet came from which Word file, so that the import of a folder goes on where it was.

A Word file is known by the hash of its bytes, and nothing else of it is kept. The file lies with what builds have found
out, and can be deleted at any time: then a leaflet that is there is left as it is, whatever its Word file says now.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from leafletgen.release.journal import Journal
from leafletgen.word.reading.unpacking import LARGEST

if TYPE_CHECKING:
    from leafletgen.library.workspace import Workspace

_FILE: Final = "build/.cache/word.jsonl"
_HASH: Final = "word"


class Memory:
    """What is known of earlier imports into a folder and those below it; one into another folder was another matter."""

    def __init__(self, workspace: Workspace, folder: Path) -> None:
        """Read what is known."""
        self._root = workspace.root
        self._journal = Journal(workspace.root / _FILE)
        self._journal.refresh()
        self._leaflets: dict[str, list[Path]] = {}
        within = folder.resolve()
        for name in self._journal.names():
            entry = self._journal.get(name) or {}
            leaflet = self._root / name
            if leaflet.resolve().is_relative_to(within):
                self._leaflets.setdefault(str(entry.get(_HASH)), []).append(leaflet)

    def leaflet_of(self, file: Path) -> Path | None:
        """Return the leaflet that came from a Word file with these very bytes, if it is still there.

        Each is returned once, so that of two Word files with the same bytes each finds its own.
        """
        if not self._leaflets:
            return None
        leaflets = self._leaflets.get(_hash_of(file), [])
        while leaflets:
            if (leaflet := leaflets.pop(0)).is_file():
                return leaflet
        return None

    def knows(self, leaflet: Path) -> bool:
        """Whether a leaflet came from a Word file."""
        return self._journal.get(_name(leaflet, self._root)) is not None


def remember(workspace: Workspace, leaflet: Path, data: bytes) -> None:
    """Keep that a leaflet came from a Word file with such bytes; a folder that cannot be written to is no fault."""
    Journal(workspace.root / _FILE).add(_name(leaflet, workspace.root), {_HASH: _hash(data)})


def _name(leaflet: Path, root: Path) -> str:
    """Return a leaflet's way from the workspace on, or its whole path when it lies elsewhere."""
    path, root = leaflet.resolve(), root.resolve()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _hash_of(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return _hash(opened.read(LARGEST))  # a device never ends
    except OSError:
        return ""


def _hash(data: bytes) -> str:
    from hashlib import sha256

    return sha256(data).hexdigest()
