"""What the rules find in a saved file beside all others of its workspace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from leafletgen.app.checking.checking import check
from leafletgen.app.editing.edited import Edited, edited_file
from leafletgen.app.editing.faults import Fault, Related, fault_of_finding
from leafletgen.app.editing.spans import Lines
from leafletgen.errors import Report, Severity
from leafletgen.library.workspace import Workspace
from leafletgen.rules.checked import kind_of
from leafletgen.rules.finding import Finding
from leafletgen.rules.running import comparisons


def comparison_of(file: Edited) -> bool:
    """Whether there is a rule that compares such a file with others."""
    return kind_of(file.path, file.root) is not None and bool(comparisons())


def compared(root: Path, paths: Sequence[Path]) -> dict[str, Any]:
    """Return the texts of saved files, and what is found in each beside all others, as JSON has them."""
    known = comparisons()
    files = [file for path in paths if (file := edited_file(path, {})) is not None]
    every = check(Workspace(root), [str(file.path) for file in files], whole=True, report=Report()).findings
    found = [one for one in every if one.rule in known] if files else []
    return {str(file.path): {"text": file.text, "faults": _faults(file, found)} for file in files}


def _faults(file: Edited, found: Sequence[Finding]) -> list[dict[str, Any]]:
    lines = Lines(file.text)
    own = [_seen_from(file.shown, one) for one in found]
    return [_as_data(fault_of_finding(file, lines, one)) for one in own if one.place.file == file.shown]


def _seen_from(shown: str, finding: Finding) -> Finding:
    """A finding that is about several files, told at its place in one of them."""
    if finding.place.file == shown:
        return finding
    own = next((place for place in finding.also if place.file == shown), None)
    if own is None:
        return finding
    others = tuple(place for place in (finding.place, *finding.also) if place != own)
    return finding._replace(place=own, also=others, edits=())


def _as_data(fault: Fault) -> dict[str, Any]:
    also = [[str(one.path), one.line, one.column, one.end, one.message] for one in fault.also]
    return {**fault._asdict(), "severity": fault.severity.value, "fixes": [], "also": also}


def fault_from(data: Mapping[str, Any]) -> Fault:
    """Return a fault that came as JSON."""
    also = tuple(
        Related(Path(path), line, column, (end[0], end[1]), message)
        for path, line, column, end, message in data["also"]
    )
    return Fault(**{**data, "severity": Severity(data["severity"]), "fixes": (), "also": also})
