"""Which leaflets a build is about."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from leafletgen.app.opening import ledger_of, signatures_of
from leafletgen.errors import ExitCode, RefusedError, Report, refused
from leafletgen.library.workspace import Workspace
from leafletgen.system.forms import is_form, names_standard


class Choice(NamedTuple):
    """What leaflets are chosen by; all of them where nothing is said."""

    leaflets: Sequence[str] = ()
    """Paths, names of files without their endings, or code numbers."""
    layouts: Sequence[str] = ()
    """In place of those that the leaflets name."""
    brands: Sequence[str] = ()
    departments: Sequence[str] = ()
    since: str | None = None
    """A release or a day: those released after it, and those changed since their release."""


def choose(workspace: Workspace, choice: Choice, report: Report) -> list[Path]:
    """Return the files of the chosen leaflets.

    Raises:
        RefusedError: a name is unknown, there are no leaflets, or the ledger is faulty.
    """
    paths = workspace.find_leaflets(choice.leaflets, report)
    for name in choice.layouts:
        if is_form(name) or names_standard(name) or name not in workspace.layout_names():
            workspace.load_layout(name, report)
    if report.has_errors:
        raise RefusedError(ExitCode.USAGE, *report.diagnostics)
    if not paths:
        raise refused(
            "no-leaflets",
            "there are no leaflets in leaflets/",
            'write one with "leafletgen new leaflet NAME"',
            ExitCode.CONTENT,
        )
    ledger = ledger_of(workspace, report)
    if ledger is None:
        raise RefusedError(ExitCode.CONTENT, *report.diagnostics)
    signatures_of(workspace, report)
    if choice.brands or choice.departments or choice.since is not None:
        from leafletgen.batch.select import select  # a build of everything need not load it

        brands, departments, since = choice.brands, choice.departments, choice.since
        paths = select(workspace, paths, ledger, report, brands=brands, departments=departments, since=since)
        if report.has_errors:
            raise RefusedError(ExitCode.USAGE, *report.diagnostics)
    return paths
