"""Whether what a workspace holds for sheets has changed on disk since it was read."""

from __future__ import annotations

import os
import time
from pathlib import Path

_FOLDERS = (
    "assets/exercises",
    "assets/programmes",
    "leaflets/shared",
    "layouts/sheets",
    "assets/brands",
    "assets/languages",
    "leaflets",
)
#: What is watched by the names of its files, and by when each changed and how large it is; brands have folders.
_DEEP = ("assets/brands",)

State = tuple[int, int]
"""When a file changed last, in nanoseconds, and how large it is."""


class Watch:
    """Looks at the files of one workspace; a look takes about a millisecond for some hundred files."""

    def __init__(self, root: Path, pause: float = 0.0) -> None:
        """Begin with what is there now; for so many seconds after a look nothing has changed."""
        self.root = root
        self.pause = pause
        self._known = self._looked()

    def has_changed(self) -> bool:
        """Whether a file came, went or changed since this was last asked; unknown, and told later, within the pause."""
        if self.pause and time.monotonic() < self._seen + self.pause:
            return False
        now = self._looked()
        changed, self._known = now != self._known, now
        return changed

    def look(self) -> str:
        """Return what changes when a file comes, goes or changes."""
        self._known = self._looked()
        return repr(sorted(self._known.items()))

    def state_of(self, name: str) -> State | None:
        """Return the state of a file, by its path in the workspace, as it was at the last look."""
        return self._known.get(name)

    def _looked(self) -> dict[str, State]:
        self._seen = time.monotonic()
        found: dict[str, State] = {}
        for folder in _FOLDERS:
            self._look_into(folder, found, deep=folder in _DEEP)
        return found

    def _look_into(self, folder: str, found: dict[str, State], *, deep: bool) -> None:
        try:
            with os.scandir(self.root / folder) as entries:
                for entry in entries:
                    if deep and entry.is_dir():
                        self._look_into(f"{folder}/{entry.name}", found, deep=False)
                    else:
                        state = entry.stat()
                        found[f"{folder}/{entry.name}"] = state.st_mtime_ns, state.st_size
        except OSError:  # a folder that is not there, or a file that went this moment
            return
