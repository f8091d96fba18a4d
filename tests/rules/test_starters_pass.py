"""The starter's leaflets, shared blocks, exercises, programmes and brand pass a check."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from leafletgen.app.checking.checking import check
from leafletgen.errors import Report, Severity
from leafletgen.library.workspace import Workspace
from leafletgen.system import clock
from tests.support.building import ROOT

#: The day of the starter's newest release.
DAY = "2026-11-30"


def test_no_error_and_no_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the rules ask for was done, or is waived with a reason; matters of taste may stand."""
    monkeypatch.setenv(clock.VARIABLE, DAY)
    for part in ("leaflets", "layouts", "assets"):
        shutil.copytree(ROOT / part, tmp_path / part)
    report = Report()
    results = check(Workspace(tmp_path), report=report)
    assert not report.diagnostics, report.diagnostics
    assert results.files > 250
    told = [f"{one.place}: {one.message} [{one.rule}]" for one in results.findings if one.severity != Severity.ADVICE]
    assert not told, "\n".join(told)
    assert all(waived.because for waived in results.waived)
