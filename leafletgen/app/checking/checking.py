"""Checks files of a workspace: which they are, what the rules find in each, and among all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from leafletgen.app.checking.results import SEVERITIES, Results, at_least
from leafletgen.errors import ExitCode, Place, RefusedError, Report, Severity, did_you_mean, refused
from leafletgen.library.workspace import Workspace
from leafletgen.rules.checked import kind_of, read_file
from leafletgen.rules.data import load_rules
from leafletgen.rules.finding import Finding
from leafletgen.rules.rule import Rule
from leafletgen.rules.running import check_file, compare, gather


def check(
    workspace: Workspace,
    paths: Sequence[str],
    *,
    rules: Sequence[str] = (),
    severity: Severity | None = None,
    baseline: Path | None = None,
    links: bool = False,
    whole: bool = False,
    report: Report,
) -> Results:
    """Return what is found in files of a workspace; see `Results`."""
    known = chosen_rules(workspace, rules, report)
    files = chosen_files(workspace, paths, report)
    found: list[Finding] = []
    gathered = {}
    for path in files:
        reading = Report(report.wording)
        file = read_file(workspace, path, reading)
        if file is not None:
            found += check_file(file, known)
            gathered[file.shown] = gather(file, known)
            file.load(reading) if file.kind == "leaflet" else None
        found += [] if rules else _told(reading)
    found += compare(gathered, known)
    found.sort(key=lambda one: (one.place, one.rule, one.message))
    lowest = severity or Severity.ADVICE
    shown = tuple(one for one in found if at_least(one.severity, lowest))
    hidden = Counter(one.severity for one in found if not at_least(one.severity, lowest))
    return Results(workspace.root.name, len(files), shown, hidden, rules=known)


def chosen_rules(workspace: Workspace, names: Sequence[str], report: Report) -> dict[str, Rule]:
    """Return the rules of a workspace: those that are named, or all."""
    known = load_rules(workspace.root, report)
    for name in names:
        if name not in known:
            raise refused("rule-unknown", f'no rule is called "{name}"', did_you_mean(name, known), ExitCode.USAGE)
    return {name: rule for name, rule in known.items() if not names or name in names}


def chosen_files(workspace: Workspace, paths: Sequence[str], report: Report) -> list[Path]:
    """Return the files that are meant: leaflets by any of their names, other files and folders by their paths."""
    root = workspace.root
    everything = [path for folder in ("leaflets", "assets") for path in sorted((root / folder).rglob("*.yaml"))]
    everything = [path for path in everything if kind_of(path, root) is not None]
    if not paths:
        return everything
    chosen: dict[Path, None] = {}
    for name in paths:
        given = [path for path in (Path(name).absolute(), (root / name).absolute()) if path.exists()]
        inside = [path for path in everything if any(path == one or one in path.parents for one in given)]
        if not inside:
            finding = Report(report.wording)
            inside = workspace.find_leaflets([name], finding)
            if not inside:
                raise RefusedError(ExitCode.USAGE, *finding.errors)
        chosen.update(dict.fromkeys(inside))
    return list(chosen)


def findings_in(workspace: Workspace, path: Path, text: str, rules: Mapping[str, Rule]) -> list[Finding] | None:
    """Return what the rules of one file find in a text of it that is not saved; None where it cannot be read."""
    reading = Report()
    file = read_file(workspace, path, reading, text)
    if file is None:
        return None
    if file.kind == "leaflet":
        file.load(reading)
    return [*check_file(file, rules), *_told(reading)]


def _told(report: Report) -> list[Finding]:
    """What loading tells, with its code in the place of a rule."""
    return [
        Finding(one.code, one.severity, one.message, one.hint, one.place or Place("", 0, 0))
        for one in report.diagnostics
        if one.severity in SEVERITIES
    ]
