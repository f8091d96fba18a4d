"""What changed between two versions of a leaflet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from leafletgen.app.opening import ledger_of, signatures_of
from leafletgen.errors import ExitCode, RefusedError, Report, refused
from leafletgen.library.stale_parts import Stale, stale_parts
from leafletgen.library.workspace import LoadedLeaflet, Workspace
from leafletgen.release import changes
from leafletgen.release.changes import Change
from leafletgen.release.ledger import Ledger
from leafletgen.release.signing import with_signature
from leafletgen.release.versions import NOW, Version, version


class Comparison(NamedTuple):
    """Two versions of a leaflet, and what makes one the other."""

    loaded: LoadedLeaflet
    old: Version
    new: Version
    changes: Sequence[Change]
    stale: Sequence[Stale] = ()
    """What of a translation's source changed since it was translated."""

    def as_data(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        told = [
            {
                **change._asdict(),
                "lines": [
                    {"label": line.label, "words": [words._asdict() for words in line.words]} for line in change.lines
                ],
            }
            for change in self.changes
        ]
        data = {"leaflet": self.loaded.stem, "old": self.old.data, "new": self.new.data, "changes": told}
        if self.loaded.translation is not None:
            data["stale"] = [stale._asdict() for stale in self.stale]
        return data


def compare(workspace: Workspace, leaflet: str, old: str | None, new: str | None, report: Report) -> Comparison | None:
    """Compare two versions of a leaflet, else its last release with its file as it is.

    Args:
        workspace: the workspace.
        leaflet: a path, the name of a file without its ending, or a code number.
        old: a version such as 1 or VERSION1, a full code, or `NOW`; the last release when None.
        new: the same; `NOW` when None.
        report: receives the faults of the leaflet and the ledger.

    Returns:
        The comparison, or None after reporting errors.

    Raises:
        RefusedError: the leaflet or a version is not there, or not one alone.
    """
    path = _one(workspace, leaflet, report)
    ledger = ledger_of(workspace, report)
    loaded = workspace.load_leaflet(path, report)
    if loaded is None or ledger is None:
        return None
    return between(workspace, with_signature(loaded, signatures_of(workspace, report)), ledger, old, new, report)


def between(
    workspace: Workspace, loaded: LoadedLeaflet, ledger: Ledger, old: str | None, new: str | None, report: Report
) -> Comparison | None:
    """Compare two versions of a leaflet that was read, as `compare` does; nothing is written.

    Raises:
        RefusedError: there is no such version, or two branches released it.
    """
    before = version(workspace, loaded, ledger, old, report)
    after = version(workspace, loaded, ledger, NOW if new is None else new, report)
    if before is None or after is None:
        return None
    return Comparison(
        loaded, before, after, changes.compare(before.content, after.content), stale_parts(workspace, loaded)
    )


def _one(workspace: Workspace, selector: str, report: Report) -> Path:
    paths = workspace.find_leaflets([selector], report)
    if report.has_errors:
        raise RefusedError(ExitCode.USAGE, *report.diagnostics)
    if len(paths) > 1:
        names = ", ".join(path.stem for path in paths)
        raise refused(
            "several-leaflets-meant",
            f'"{selector}" fits {len(paths)} leaflets: {names}',
            "name one of them",
            ExitCode.USAGE,
        )
    return paths[0]
