"""What a screen begins with, kept in the user's cache for as long as the workspace's files stay as they are.

Reading a library takes longer than the rest of a start. What is kept is what the workspace says: pictures, names and
colours. Nothing of a user or of a patient is among it.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leafletgen import __version__
from leafletgen.app.sheets.freshness import Watch
from leafletgen.system import clock
from leafletgen.system.user_cache import UserCache, cache_folder

if TYPE_CHECKING:
    from leafletgen.app.sheets.library import LibraryDesk

_CODE = Path(__file__).resolve().parents[2]
_MADE_BY = ("app", "app/sheets", "content/model", "dose", "figures", "html", "library", "source")
"""The rooms whose code decides what is kept."""


class Beginning:
    """What one workspace's screen begins with; the library is asked for what is not kept."""

    def __init__(self, root: Path, library: Callable[[], LibraryDesk]) -> None:
        """Take the workspace's folder, and what gives its library."""
        self._library = library
        self._watch = Watch(root)
        self._drawing = threading.Lock()  # one at a time: a page asks for many, and a sheet must not wait for them
        self._made_by = f"{__version__} {_code_state()} {root}"
        folder = cache_folder()
        self._cache = None if folder is None else UserCache(folder)

    def catalogue(self) -> dict[str, Any]:
        """Return what `LibraryDesk.catalogue` does."""
        shown = json.loads(self.kept("catalogue", lambda: json.dumps(self._library().shown()).encode()))
        return {**shown, **self._of_user(shown["found"]), "today": clock.today().isoformat()}

    def kept(self, name: str, make: Callable[[], bytes]) -> bytes:
        """Return what was made of the workspace's files as they are now; it is made when it is not kept."""
        return self._kept(f"{name} {self._watch.look()}", make)

    def card(self, name: str, ratio: float) -> bytes | None:
        """Return the picture of an exercise's card, see `drawing.as_card`; None when there is none that is drawn."""
        state = self._watch.state_of(f"assets/exercises/{name}.yaml")
        with self._drawing:
            if state is None:
                return self._card(name, ratio) or None
            return self._kept(f"card {name} {ratio} {state}", lambda: self._card(name, ratio)) or None

    def _card(self, name: str, ratio: float) -> bytes:
        from leafletgen.app.drawing import as_card

        found = self._library().exercise(name)
        return b"" if found is None else as_card(found, ratio) or b""

    def _kept(self, said: str, make: Callable[[], bytes]) -> bytes:
        key = f"clinic-{sha256(f'{self._made_by} {said}'.encode('utf-8', 'surrogateescape')).hexdigest()}"
        found = None if self._cache is None else self._cache.get(key)
        if found is None:
            found = make()
            if self._cache is not None:
                self._cache.put(key, found)
        return found

    def _of_user(self, found: list[dict[str, Any]]) -> dict[str, Any]:
        """Return what the user has kept for every sheet, and all that is wrong; most have no such file."""
        from leafletgen.patients.defaults import Defaults, defaults_file

        path = defaults_file()
        if path is None or not path.exists():
            return {"defaults": dict.fromkeys(Defaults._fields, ""), "found": found}
        defaults, more = self._library().defaults()
        return {"defaults": defaults, "found": [*found, *more]}


def _code_state() -> str:
    """Return what changes when leafletgen's own code does, also between two versions."""
    files = [entry for room in _MADE_BY for entry in os.scandir(_CODE / room) if entry.name.endswith(".py")]
    return sha256("".join(f"{one.path}{one.stat().st_mtime_ns}" for one in files).encode()).hexdigest()
