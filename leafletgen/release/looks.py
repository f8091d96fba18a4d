"""Whether a released leaflet's pages are still the ones that were recorded, though leafletgen sets pages anew."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Final

from leafletgen.errors import Report
from leafletgen.library.workspace import LoadedLeaflet, Workspace
from leafletgen.release.facts import Facts
from leafletgen.release.inputs import program_state
from leafletgen.release.journal import Journal
from leafletgen.release.ledger import Ledger, Release
from leafletgen.release.state import Standing, of_translation, standing

_NONE: Final[dict[str, int]] = {}


class Looks:
    """Compares what leafletgen makes now with what was recorded; what was found out is kept in ``build/.cache``.

    A new layout version changes some pages, and most leaflets have none of those: they stay released.
    """

    def __init__(self, workspace: Workspace, journal: Callable[[Path], Journal] = Journal) -> None:
        """Take the workspace; nothing is looked at before it is asked for, and with `ReadJournal` nothing written."""
        self.workspace = workspace
        self._kind = journal
        self._journal: Journal | None = None
        self._program = ""

    def standing(self, facts: Facts, ledger: Ledger) -> Standing:
        """Return a leaflet's state in its life."""
        release = ledger.latest(facts.number)
        alike = _NONE if release is None or release.appearance == facts.appearance else self.alike(facts, release)
        stands = standing(
            ledger, facts.number, facts.code, facts.version, facts.issued, facts.content, facts.appearance, alike
        )
        return of_translation(stands, facts.stale, facts.unchecked) if facts.translates or facts.unchecked else stands

    def alike(self, facts: Facts, release: Release) -> dict[str, int]:
        """Return the appearance of a release with its layout version when its PDFs come out byte for byte the same."""
        if release.content != facts.content or release.code != facts.code or release.appearance not in facts.looks:
            return _NONE
        version = facts.looks.index(release.appearance) + 1
        if self._journal is None:
            self._program = program_state()
            self._journal = self._kind(self.workspace.root / "build" / ".cache" / "looks.jsonl")
            self._journal.refresh()
        parts = (self._program, facts.content, facts.appearance, release.appearance, *sorted(release.pdfs.values()))
        name = sha256(" ".join(parts).encode()).hexdigest()[:32]
        entry = self._journal.get(name)
        same = entry.get("same") if entry is not None else None
        if not isinstance(same, bool):
            same = self._same_bytes(facts, release, version)
            self._journal.add(name, {"same": same})
            self._journal.refresh()
        return {release.appearance: version} if same else _NONE

    def _same_bytes(self, facts: Facts, release: Release, layout_version: int) -> bool:
        from leafletgen.images import PictureStore
        from leafletgen.pages.leaflet import compose_leaflet
        from leafletgen.pages.producer import producer  # few leaflets are ever set for this
        from leafletgen.system.user_cache import cache_folder

        report = Report()
        loaded: LoadedLeaflet | None = self.workspace.load_leaflet(self.workspace.root / facts.file, report)
        if loaded is None:
            return False
        pictures = PictureStore(cache_folder())
        for name, recorded in release.pdfs.items():
            layout = self.workspace.load_layout(name, report)
            if layout is None:
                return False
            composed = compose_leaflet(loaded, layout, pictures, report, producer=producer(layout_version))
            if composed is None or sha256(composed.data).hexdigest() != recorded:
                return False
        return True
