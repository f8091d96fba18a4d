"""What is known of every leaflet of a workspace: code, state and dates, read anew only where a file changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from leafletgen.content.model.layout import Layout
from leafletgen.errors import Diagnostic, LeafletError, Place, Report, Severity
from leafletgen.library.workspace import LoadedLeaflet, Workspace
from leafletgen.release.facts import Facts, are_facts, facts_of
from leafletgen.release.inputs import Inputs, program_state
from leafletgen.release.journal import Journal
from leafletgen.release.signing import with_signature


class Known(NamedTuple):
    """A leaflet that was read: what is known of it, the warnings about it, and the files it is made from."""

    facts: Facts
    warnings: tuple[Diagnostic, ...]
    inputs: dict[str, str]


class Catalogue:
    """The facts of all leaflets, kept in ``build/.cache`` for as long as the files they rest on stay the same."""

    def __init__(self, workspace: Workspace, journal: Callable[[Path], Journal] = Journal) -> None:
        """Take the workspace, and read what is known; with `ReadJournal` nothing is ever written."""
        self.workspace = workspace
        self.inputs = Inputs(workspace)
        self.program = program_state()
        self.journal = journal(workspace.root / "build" / ".cache" / "leaflets.jsonl")
        self.journal.refresh()

    def renew(self) -> None:
        """Look at the files again, and at what other processes found out."""
        self.inputs = Inputs(self.workspace)
        self.journal.refresh()

    def recall(self, path: Path) -> tuple[Known | None, list[str]]:
        """Return what is known of a leaflet, or why nothing is: the inputs that changed since."""
        entry = self.journal.get(self.workspace.shown(path))
        if entry is None:
            return None, ["it is new"]
        try:
            if entry["program"] != self.program:
                return None, ["leafletgen"]
            inputs = dict(entry["inputs"])
            held = entry["facts"]
            lists = {name: tuple(held[name]) for name in ("layouts", "looks", "stale", "unchecked")}
            facts = Facts(**{**held, **lists})
            if not are_facts(facts) or not all(isinstance(one, str) for pair in inputs.items() for one in pair):
                return None, ["it is new"]
            warnings = diagnostics_from(entry["warnings"])
            changed = self.inputs.changed(inputs)
            appearance = entry["layouts"]
            changed += [f"the layout {name}" for name in facts.layouts if appearance[name] != self.inputs.layout(name)]
        except (KeyError, TypeError, ValueError, AttributeError):
            return None, ["it is new"]
        return (None, changed) if changed else (Known(facts, warnings, inputs), [])

    def examine(self, path: Path, report: Report, *, partly: bool = False) -> tuple[LoadedLeaflet, Known] | None:
        """Read a leaflet, and keep what is found; None after reporting errors.

        Warnings are reported too. When only layouts of it are faulty, ``partly`` returns what is known without them,
        keeps nothing, and leaves their faults to be told when the leaflet is set in them.
        """
        found, in_layouts = Report(), Report()
        self._look(path)
        loaded = self.workspace.load_leaflet(path, found)
        if loaded is None:
            report.add(found.diagnostics)
            return None
        loaded = with_signature(loaded, self.inputs.signatures)
        names = dict.fromkeys(map(str, loaded.leaflet.layouts))
        layouts = [self.workspace.load_layout(name, in_layouts) for name in names]
        whole = [layout for layout in layouts if layout is not None]
        if not in_layouts.has_errors or not partly:
            found.add(in_layouts.diagnostics)
        report.add(found.diagnostics)
        if found.has_errors:
            return None
        known = self._know(loaded, whole, found.diagnostics, report)
        if known is None:
            return None
        if not in_layouts.has_errors:
            self._keep(known)
        return loaded, known

    def facts(self, path: Path, report: Report, *, partly: bool = False) -> Facts | None:
        """Return the facts of a leaflet, and report the warnings about it; None after reporting errors."""
        known, _ = self.recall(path)
        if known is not None:
            report.add(known.warnings)
            return known.facts
        examined = self.examine(path, report, partly=partly)
        return None if examined is None else examined[1].facts

    def _look(self, path: Path) -> None:
        """Hash the inputs that are known before they are read: what is saved in between is then read again."""
        file = self.workspace.shown(path)
        inputs = (self.journal.get(file) or {}).get("inputs")
        for name in (file, *(inputs if isinstance(inputs, dict) else ())):
            self.inputs.hash(name)

    def _know(
        self, loaded: LoadedLeaflet, layouts: Sequence[Layout], warnings: Sequence[Diagnostic], report: Report
    ) -> Known | None:
        """Find out what there is to know of a leaflet that was read; None after reporting what cannot be read."""
        try:
            return Known(facts_of(loaded, layouts, self.workspace), tuple(warnings), self.inputs.of(loaded))
        except LeafletError as fault:
            report.add(fault.diagnostics)
            return None

    def _keep(self, known: Known) -> None:
        entry = {
            "program": self.program,
            "facts": known.facts._asdict(),
            "inputs": known.inputs,
            "layouts": {name: self.inputs.layout(name) for name in known.facts.layouts},
            "warnings": diagnostics_as_data(known.warnings),
        }
        self.journal.add(known.facts.file, entry)


def catalogue(workspace: Workspace, paths: Sequence[Path], report: Report) -> list[Facts]:
    """Return the facts of leaflets, in their order; a faulty one is reported and left out."""
    kept = Catalogue(workspace)
    facts = [kept.facts(path, report) for path in paths]
    kept.journal.compact()
    return [one for one in facts if one is not None]


def diagnostics_as_data(diagnostics: Sequence[Diagnostic]) -> list[list[Any]]:
    """Return diagnostics as JSON can keep them."""
    return [
        [one.code, str(one.severity), one.message, one.hint, _place_as_data(one.place), one.forbidden]
        for one in diagnostics
    ]


def diagnostics_from(data: Sequence[Sequence[Any]]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics that were kept."""
    return tuple(
        Diagnostic(code, Severity(severity), message, hint, _place_from(place), forbidden)
        for code, severity, message, hint, place, forbidden in data
    )


def _place_as_data(place: Place | None) -> list[Any] | None:
    return None if place is None else [*place, place.end]


def _place_from(data: Sequence[Any] | None) -> Place | None:
    if data is None:
        return None
    file, line, column, end = data
    return Place(file, line, column, None, end and (end[0], end[1]))
