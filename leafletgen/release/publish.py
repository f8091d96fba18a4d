"""Issues versions: bumps the code, composes the files, records them; all of it or nothing, whenever it is stopped.

A release is first written down whole in ``leaflets/.releasing.json``. From then on it stands: what is left to do (the
ledger's lines, the codes in the leaflets' files) is done at once, or by the next command that opens the ledger.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

from leafletgen.errors import Report
from leafletgen.library.workspace import Workspace
from leafletgen.release.ledger import Ledger
from leafletgen.release.lost_lines import PENDING
from leafletgen.release.pending import Begun, finish, write_down
from leafletgen.release.preparing import Asked, Issued, Prepared, Request, code_place, lost, prepare
from leafletgen.release.signatures import Signatures
from leafletgen.system import clock
from leafletgen.system.workers import Stop, run
from leafletgen.system.writing import WriteError, clear_leftovers_below, locked


def release(
    workspace: Workspace,
    paths: Sequence[Path],
    request: Request,
    report: Report,
    workers: int = 1,
    *,
    dry_run: bool = False,
) -> list[Issued]:
    """Release leaflets together; none is, and nothing is written, when an error was reported.

    They are composed by so many processes. A dry run writes nothing, and returns those that have no fault.

    Raises:
        WriteError: a file cannot be written. What was recorded stays; the next command finishes the rest.
    """
    root = workspace.root
    if not dry_run:
        clear_leftovers_below(root / "leaflets")
    with nullcontext() if dry_run else locked(root / PENDING):
        if dry_run and (root / PENDING).exists():
            report.error("a release was interrupted", 'the next command finishes it, such as "leafletgen status"')
            return []
        if (root / PENDING).exists() and not finish(workspace, report, interrupted=True):
            return []
        ledger = Ledger.read(root, report)
        Signatures.read(root, report)  # a release is for good: none rests on signatures that cannot be read
        if ledger is None or report.has_errors:
            return []
        today = clock.today().isoformat()
        if today < ledger.latest_day():
            report.error(
                f"this machine's clock says {today}, and the ledger has an entry of {ledger.latest_day()}",
                "set the clock, and release again",
            )
            return []
        call = os.urandom(8).hex()
        asked = [Asked(root, path, request, today, call) for path in paths]
        prepared: list[Prepared] = []
        with Stop() as stop:
            for answer in run(prepare, asked, min(workers, len(asked)), lost=lost, stop=stop):
                report.add(answer.diagnostics)
                if answer.prepared is not None:
                    prepared.append(answer.prepared)
        if stop.wished:
            raise KeyboardInterrupt  # nothing was written yet
        _check_codes([one.issued for one in prepared], workspace, report)
        if report.has_errors and not dry_run:
            return []
        for one in prepared:
            _check_can_be_written(one.issued.path)
        if dry_run:
            return [one.issued for one in prepared]
        with Stop():  # Ctrl-C comes too late for what takes a moment, and would leave the user in doubt
            begun = [Begun(one.issued.path, one.review, one.issued.release, one.content) for one in prepared]
            write_down(root, begun)
            if not finish(workspace, report):
                (root / PENDING).unlink(missing_ok=True)  # nothing of it was done
                return []
    return [one.issued for one in prepared]


def _check_codes(issues: Sequence[Issued], workspace: Workspace, report: Report) -> None:
    """Report leaflets that would be issued under one code, since the template has neither number nor job."""
    by_code: dict[str, list[Path]] = {}
    for one in issues:
        by_code.setdefault(one.release.code, []).append(one.path)
    for code, paths in by_code.items():
        for path in paths if len(paths) > 1 else ():
            others = " and ".join(workspace.shown(other) for other in paths if other != path)
            report.error(
                f"the code {code} would be that of {others} as well",
                "put {number} into the brand's code template, so that each leaflet has its own code",
                code_place(workspace, path),
            )


def _check_can_be_written(path: Path) -> None:
    """Find out before anything is recorded whether the code can be written into a leaflet's file.

    Raises:
        WriteError: it cannot.
    """
    ours = os.access in os.supports_effective_ids
    allowed = all(os.access(one, os.W_OK, effective_ids=ours) for one in (path, path.parent))
    if not allowed or not path.stat().st_mode & 0o222:
        raise WriteError(f"{path.name} cannot be written: it or its folder is marked as read-only")


__all__ = ["Issued", "Request", "release"]
