"""Which leaflets have something to release, and why others have not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from leafletgen.errors import ExitCode, Report, refused
from leafletgen.library.workspace import Workspace
from leafletgen.release.catalogue import catalogue
from leafletgen.release.looks import Looks
from leafletgen.release.pending import PENDING, open_ledger
from leafletgen.release.signatures import Signatures
from leafletgen.release.signing import with_signature
from leafletgen.release.since import changed_since
from leafletgen.release.state import Standing, State

#: What a release makes a new version of.
_CHANGED = (State.CHANGED, State.NEVER, State.DIVIDED, State.RECODED)


class Candidates(NamedTuple):
    """The leaflets that have something to release, and what is to be said of the others."""

    paths: list[Path]
    left: list[tuple[str, str]]
    """Each other leaflet, by the name of its file without the ending, and how it stands in words."""
    changed: list[tuple[str, str]]
    """When looks alone are issued: each leaflet that changed, and what of it."""
    restyled: int
    """How many leaflets have changed in their look alone."""


def candidates(workspace: Workspace, paths: Sequence[Path], reissue: bool, report: Report) -> Candidates:
    """Return which of these leaflets have something to release.

    Args:
        workspace: the workspace.
        paths: files of leaflets.
        reissue: whether looks are to be issued; else what leaflets say.
        report: receives the errors of leaflets and ledger. Warnings are told of what is released alone.
    """
    ledger = open_ledger(workspace, report)
    if ledger is None:
        return Candidates([], [], [], 0)
    wanted = (State.RESTYLED,) if reissue else _CHANGED
    found = Report()
    facts = catalogue(workspace, paths, found)
    report.add(found.errors)
    looks = Looks(workspace)
    standings = [(one, looks.standing(one, ledger)) for one in facts]
    return Candidates(
        [workspace.root / one.file for one, stands in standings if stands.state in wanted],
        [(one.leaflet, stands.why) for one, stands in standings if stands.state not in wanted],
        [
            (one.leaflet, _change(workspace, workspace.root / one.file, stands))
            for one, stands in standings
            if reissue and stands.state is State.CHANGED
        ],
        sum(stands.state is State.RESTYLED for _, stands in standings),
    )


def _change(workspace: Workspace, path: Path, standing: Standing) -> str:
    """What of a leaflet is not as it was released, in words."""
    loaded = workspace.load_leaflet(path, Report())
    assert standing.release is not None
    what = ""
    if loaded is not None:
        loaded = with_signature(loaded, Signatures.read(workspace.root, Report()))
        what = changed_since(workspace, loaded, standing.release)
    return what or "its content"


def refuse_interrupted(workspace: Workspace) -> None:
    """Refuse to look at releases while one is interrupted, where looking may finish nothing.

    Raises:
        RefusedError: one is.
    """
    if (workspace.root / PENDING).exists():
        hint = 'the next command finishes it, such as "leafletgen status"'
        raise refused("release-interrupted", "a release was interrupted", hint, ExitCode.CONTENT)
