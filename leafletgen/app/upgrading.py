"""Bringing a workspace to the present starter: what there is to do, writing it, and telling of it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from leafletgen.app.opening import ledger_of
from leafletgen.app.scaffold import starter
from leafletgen.errors import ExitCode, Report, Setting, refused
from leafletgen.library.workspace import Workspace
from leafletgen.starters import carrying_out, shipped
from leafletgen.starters.contents import GIVEN, contents
from leafletgen.starters.difference import difference
from leafletgen.starters.plan import Fate, Planned, Starter
from leafletgen.starters.upgrade import Upgrade, prepare
from leafletgen.system.writing import WriteError


def prepared(workspace: Workspace, dry_run: bool, report: Report) -> Upgrade | None:
    """Return what there is to do; None after reporting errors. A dry run writes nothing.

    Raises:
        RefusedError: the workspace is the starter itself, or a file cannot be read.
    """
    source = starter()
    if source.resolve() == workspace.root.resolve():
        raise refused(
            "starter-itself",
            "this folder is the starter itself",
            f"name the workspace that is to be upgraded with {report.called(Setting.WORKSPACE)}",
            ExitCode.USAGE,
        )
    # A release that was interrupted is finished first; when nothing may be written, in a copy.
    if not dry_run and ledger_of(workspace, report) is None:
        return None
    try:
        return prepare(workspace.root, Starter(source, contents(source), shipped.Shipped.read(shipped.RECORD)), report)
    except OSError as fault:
        raise refused(
            "file-not-readable",
            f"{fault.filename or workspace.root} cannot be read or copied: {fault.strerror or fault}",
            "check that you may read all files of the workspace, and that the disk has room for a copy of it",
            ExitCode.ENVIRONMENT,
        ) from fault


def carry_out(workspace: Workspace, done: Upgrade, report: Report) -> bool:
    """Write it, and return whether that could be done; the report says why not."""
    found = Report(report.wording)
    try:
        carrying_out.carry_out(workspace.root, done.writes, done.ledger, found)
    except WriteError as fault:
        found.error("file-not-written", str(fault), "check that the folder can be written to; then run it again")
    if found.has_errors:
        report.add(found.diagnostics)
    return not found.has_errors


def shown_files(done: Upgrade) -> list[Planned]:
    """Return the files to tell of: the list of what was given is the tool's own."""
    return sorted(one for one in done.files if one.file != GIVEN)


def counts_of(done: Upgrade) -> dict[str, int]:
    """Return how many files have each fate, in the order in which they are told."""
    numbers = Counter(one.fate for one in shown_files(done))
    return {str(fate): numbers[fate] for fate in Fate}


def as_data(done: Upgrade | None, dry_run: bool, report: Report) -> dict[str, Any]:
    """Return it as JSON has it; without an upgrade, when there are errors."""

    def file(one: Planned) -> dict[str, Any]:
        compared = difference(one.old, one.new) if one.news and one.old is not None and one.new is not None else None
        return {"file": one.file, "what": str(one.fate), "why": one.why, "difference": compared}

    return {
        "dry_run": dry_run,
        "files": [file(one) for one in shown_files(done)] if done else [],
        "release_anew": [leaflet._asdict() for leaflet in done.release_anew] if done else [],
        "counts": counts_of(done) if done else {},
        "diagnostics": [diagnostic.as_data() for diagnostic in report.diagnostics],
    }
