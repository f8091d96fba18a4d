"""What the rules say of leaflets that are to be released: with an error none of them is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from leafletgen.app.checking.checking import check
from leafletgen.app.checking.results import diagnostic_of
from leafletgen.errors import Diagnostic, Report, Severity
from leafletgen.library.workspace import Workspace


def check_before_release(workspace: Workspace, paths: Sequence[Path], report: Report) -> None:
    """Report the errors that the rules find in leaflets, and in the shared blocks and brands that they rest on.

    They are compared with all other files, so that a leaflet that says otherwise than the library is found as well. An
    error that a file waives is noted with its reason, for whoever approves the release.
    """
    files: dict[Path, None] = {}
    for path in paths:
        loaded = workspace.load_leaflet(path, Report())  # what is wrong with it, releasing tells
        files |= dict.fromkeys((path,) if loaded is None else loaded.sources)
    results = check(workspace, list(map(str, files)), severity=Severity.ERROR, whole=True, report=report)
    report.add(diagnostic_of(finding) for finding in results.findings)
    for finding, because in results.waived:
        if finding.severity is Severity.ERROR:
            told = diagnostic_of(finding)
            report.add([Diagnostic(told.code, Severity.NOTE, f"{told.message}: waived, {because}", "", told.place)])
