"""A workspace made ready for whoever asks: tidied up, with its ledger and its signatures read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from leafletgen.errors import Diagnostic, ExitCode, Report, Severity, refused

if TYPE_CHECKING:
    from leafletgen.library.workspace import Workspace
    from leafletgen.release.ledger import Ledger
    from leafletgen.release.signatures import Signatures


def workspace_at(root: Path) -> Workspace:
    """The workspace of a folder that is known to be one; its files are read when they are asked for."""
    from leafletgen.library.workspace import Workspace

    return Workspace(root)


def ledger_of(workspace: Workspace, report: Report) -> Ledger | None:
    """The ledger of releases, an interrupted release finished first; None when it is faulty, which the report says.

    Raises:
        RefusedError: that release cannot be finished.
    """
    from leafletgen.release.pending import open_ledger
    from leafletgen.system.writing import WriteError

    clear_unfinished(workspace)
    try:
        return open_ledger(workspace, report)
    except WriteError as fault:
        hint = "a release was interrupted, and cannot be finished here"
        raise refused("release-interrupted", str(fault), hint, ExitCode.ENVIRONMENT) from fault


def ledger_as_it_is(workspace: Workspace, report: Report) -> Ledger | None:
    """The ledger of releases for whoever only reads: nothing is finished or tidied up, and nothing written.

    A release that was begun is not in it yet, which the report says. None when the ledger is faulty, which it says too.
    """
    from leafletgen.release.ledger import Ledger
    from leafletgen.release.pending import PENDING

    if (workspace.root / PENDING).exists():
        report.warning(
            "release-not-finished",
            "a release is being made, or was interrupted: what it changes is not told here yet",
            'if nobody is releasing now, "leafletgen status" finishes it',
        )
    return Ledger.read(workspace.root, report)


def clear_unfinished(workspace: Workspace) -> None:
    """Remove the unfinished files among the content of processes that were killed."""
    from leafletgen.system.writing import clear_leftovers_below

    for part in ("leaflets", "layouts", "assets"):
        clear_leftovers_below(workspace.root / part)


def signatures_of(workspace: Workspace, report: Report) -> Signatures:
    """What clinicians signed; a faulty file is a warning here, for what is an example then says so."""
    from leafletgen.release.signatures import Signatures

    found = Report()
    signatures = Signatures.read(workspace.root, found)
    report.add(Diagnostic(one.code, Severity.WARNING, one.message, one.hint, one.place) for one in found.diagnostics)
    return signatures
