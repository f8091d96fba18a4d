"""What was found in each file, kept in ``build/.cache`` for as long as all that it rests on stays the same."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from leafletgen.app.checking.looking import Looked, Session, as_data, finding_as_data, finding_from, from_data
from leafletgen.library.workspace import Workspace
from leafletgen.release.inputs import ROOMS, program_state
from leafletgen.release.journal import Journal
from leafletgen.rules.data import rule_files
from leafletgen.rules.finding import Finding
from leafletgen.rules.plugins import state_of_plugins
from leafletgen.system import clock

_ROOMS: Final = (*ROOMS, "rules", "figures", "translation", "app/checking")
_AT_ONCE: Final = 100
"""Files of which it is written at once what was found."""
_AMONG: Final = "/among"
"""The entry of what comparisons found; no file of a workspace is called so."""


class Kept:
    """What earlier checks of a workspace found."""

    def __init__(self, session: Session) -> None:
        """Read what is kept; what comparisons need is read when it is asked for."""
        self.session = session
        folder = session.workspace.root / "build" / ".cache"
        self.state = state_of(session.workspace)
        self.found = Journal(folder / "checked.jsonl")
        self.found.refresh()
        self._gathered = Journal(folder / "gathered.jsonl")
        self._is_read = False
        self._new: list[Looked] = []

    def recall(self, file: str) -> Looked | None:
        """Return what was found in a file, unless something that it rests on changed."""
        entry = self.found.get(file)
        try:
            if entry is None or entry["state"] != self.state or self.session.changed(entry["inputs"]):
                return None
            return from_data(file, entry)
        except (LookupError, TypeError, ValueError, AttributeError):
            return None

    def gathered(self, looked: Looked) -> dict[str, Any] | None:
        """Return what comparisons need of a file that was recalled; None where that was lost."""
        if not self._is_read:
            self._gathered.refresh()
            self._is_read = True
        entry = self._gathered.get(looked.file)
        is_same = entry is not None and entry.get("key") == self.key(looked)
        return dict(entry["gathered"]) if entry is not None and is_same else None

    def keep(self, looked: Looked) -> None:
        """Keep what was found in a file; it is written with that of others, and for certain by `compact`."""
        if looked.inputs is not None:
            self._new.append(looked)
        if len(self._new) >= _AT_ONCE:
            self._write()

    def _write(self) -> None:
        new, self._new = self._new, []
        self.found.add_all([(one.file, {"state": self.state, **as_data(one)}) for one in new])
        self._gathered.add_all([(one.file, {"key": self.key(one), "gathered": one.gathered}) for one in new])

    def key(self, looked: Looked) -> str:
        """Return what tells this state of a file and of the rules from others."""
        return _digest([self.state, looked.file, sorted((looked.inputs or {}).items())])

    def among(self, looked: Sequence[Looked]) -> tuple[str, list[Finding] | None]:
        """Return what tells these files from others, and what comparisons of them found; None when it is not known."""
        key = _digest([self.key(one) for one in looked])
        entry = self.found.get(_AMONG)
        try:
            if entry is None or entry["key"] != key or any(one.inputs is None for one in looked):
                return key, None
            return key, list(map(finding_from, entry["findings"]))
        except (LookupError, TypeError, ValueError, AttributeError):
            return key, None

    def keep_among(self, key: str, findings: Iterable[Finding]) -> None:
        """Keep what comparisons found."""
        self.found.add(_AMONG, {"key": key, "findings": list(map(finding_as_data, findings))})

    def compact(self) -> None:
        """Write what is left to write, and the files anew when most of their lines are of no account."""
        self._write()
        self.found.compact()
        self._gathered.compact()


def state_of(workspace: Workspace) -> str:
    """Return what tells these rules, this program and this day from others."""
    files = [[shown, _hash(path)] for path, shown in rule_files(workspace.root)]
    return _digest([program_state(_ROOMS), files, state_of_plugins(), clock.today().isoformat()])


def _hash(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _digest(value: object) -> str:
    return sha256(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()[:32]
