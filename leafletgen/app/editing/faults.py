"""What is wrong in a file that is being edited: what the loader says of it, and what the rules find."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from leafletgen.app.editing.edited import Edited
from leafletgen.app.editing.fixes import Fix, Room, meant, mended, room_for_a_waiver, waived
from leafletgen.app.editing.mentions import mentions_of
from leafletgen.app.editing.named import file_of
from leafletgen.app.editing.reading import read_edited
from leafletgen.app.editing.ruling import OF_WAIVERS, findings_in
from leafletgen.app.editing.spans import Lines
from leafletgen.errors import Diagnostic, Place, Report, Severity
from leafletgen.rules.finding import Finding


class Related(NamedTuple):
    """Another place that a fault is about."""

    path: Path
    line: int
    column: int
    end: tuple[int, int]
    message: str


class Fault(NamedTuple):
    """Something to be shown at a place of a file.

    Attributes:
        code: the code of a diagnostic, or the id of a rule.
        severity: how bad it is.
        message: what is wrong.
        hint: what to do.
        start: the index in the text where it begins.
        end: the index after it.
        fixes: changes of which one can be chosen.
        also: other places that it is about.
        is_rule: whether a rule found it.
    """

    code: str
    severity: Severity
    message: str
    hint: str
    start: int
    end: int
    fixes: tuple[Fix, ...] = ()
    also: tuple[Related, ...] = ()
    is_rule: bool = False


def faults_of(file: Edited, with_rules: bool = True) -> list[Fault]:
    """Return what is wrong in a file as it is now, in its order.

    Args:
        file: the file.
        with_rules: whether the rules look at it too, where it can be read.
    """
    report, workspace = Report(), file.workspace()
    read_edited(file, workspace, report)
    lines = Lines(file.text)
    found = _own(file, lines, report.diagnostics) + _of_others(file, report.diagnostics)
    if with_rules:
        room = room_for_a_waiver(file.text, file.whole())
        found += [fault_of_finding(file, lines, one, room) for one in findings_in(file, workspace)]
    return sorted(found, key=lambda one: (one.start, one.end, one.code))


def anchored(faults: Iterable[Fault], before: str, now: str) -> list[Fault]:
    """Return faults of a text as it was, where their words stand now; those whose words are gone are left out.

    What would mend them is known of the text as it was alone.
    """
    if before == now:
        return list(faults)
    found = []
    for one in faults:
        words = before[one.start : one.end]
        near = [match.start() for match in re.finditer(re.escape(words), now)] if words.strip() else []
        if near:
            start = min(near, key=lambda at: abs(at - one.start))
            found.append(one._replace(start=start, end=start + len(words), fixes=()))
    return found


def _own(file: Edited, lines: Lines, diagnostics: Iterable[Diagnostic]) -> list[Fault]:
    return [
        _told(file, lines, one)
        for one in diagnostics
        if one.severity is not Severity.NOTE and (one.place is None or one.place.file in (file.shown, ""))
    ]


def _told(file: Edited, lines: Lines, one: Diagnostic) -> Fault:
    start, end = lines.span(one.place, whole=False)
    return Fault(one.code, one.severity, one.message, one.hint, start, end, meant(file.text, start, end, one))


def _of_others(file: Edited, diagnostics: Iterable[Diagnostic]) -> list[Fault]:
    """Return the faults of other files that this one rests on, each file once, where it is named here."""
    by_file: dict[str, list[Diagnostic]] = {}
    for one in diagnostics:
        if one.severity in (Severity.ERROR, Severity.WARNING) and one.place and one.place.file not in (file.shown, ""):
            by_file.setdefault(one.place.file, []).append(one)
    found = []
    for shown, faults in by_file.items():
        worst = min(faults, key=lambda one: one.severity is not Severity.ERROR)
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        start, end = _named(file, shown)
        also = tuple(_related(file, one.place, one.message) for one in faults if one.place is not None)
        found.append(
            Fault(worst.code, worst.severity, f"{shown}: {worst.message}{more}", worst.hint, start, end, (), also)
        )
    return found


def _named(file: Edited, shown: str) -> tuple[int, int]:
    """Where a file names another one; its beginning when it does not."""
    for one in mentions_of(file):
        if one.what in ("shared", "brand", "exercise", "programme", "layout", "leaflet"):
            path = file_of(one.what, one.name, file)
            if path is not None and path.relative_to(file.root).as_posix() == shown:
                return one.start, one.end
    for one in mentions_of(file):  # such as the translation of what is named
        if one.what in ("shared", "brand") and f"/{one.name}" in shown:
            return one.start, one.end
    return Lines(file.text).span(None)


def fault_of_finding(file: Edited, lines: Lines, finding: Finding, room: Room | None = None) -> Fault:
    """Return what a rule found as an editor shows it; where there is room also the change that lets it stand."""
    start, end = lines.span(finding.place)
    also = tuple(_related(file, place, "compare this") for place in finding.also)
    fixes = mended(finding)
    if room is not None and finding.rule not in OF_WAIVERS:
        fixes += (waived(room, finding.rule, file.text[start:end]),)
    return Fault(finding.rule, finding.severity, finding.message, finding.hint, start, end, fixes, also, is_rule=True)


def _related(file: Edited, place: Place, message: str) -> Related:
    return Related(
        file.root / place.file, place.line, place.column, place.end or (place.line, place.column + 1), message
    )
