"""What can be said of a whole workspace: how its leaflets stand to their releases, and what is faulty in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from leafletgen.errors import Diagnostic, Report
from leafletgen.library.exercises import Exercises
from leafletgen.library.workspace import Workspace
from leafletgen.release.catalogue import catalogue
from leafletgen.release.facts import Facts
from leafletgen.release.ledger import Ledger
from leafletgen.release.overview import Chosen, Entry, overview
from leafletgen.release.state import State

#: States in which the words or the look that are in the files are not those of the release in force.
_NOT_AS_RELEASED = (State.CHANGED, State.RESTYLED, State.RECODED, State.DIVIDED)


class Stand(NamedTuple):
    """A leaflet that must be released anew."""

    file: str
    leaflet: str
    code: str
    state: str
    why: str
    now: bool
    """Whether it is so through what is written now; else it was so before."""

    @property
    def meaning(self) -> str:
        """The word of the state and what it means, without saying it twice."""
        return self.why if self.why.startswith(self.state) else f"{self.state}: {self.why}"


class Survey(NamedTuple):
    """A workspace at one moment."""

    entries: Mapping[str, Entry]
    """The leaflets by their files."""
    facts: Mapping[str, Facts]
    errors: Mapping[tuple[str, str], Diagnostic]
    """By file and message: the line of a fault is another when something before it changed."""

    def not_as_released(self, before: Survey) -> list[Stand]:
        """Return the leaflets that must be released anew, and which of them by what changed in between."""
        found = []
        for file, entry in self.entries.items():
            if entry.state not in _NOT_AS_RELEASED:
                continue
            then, now = before.facts.get(file), self.facts.get(file)
            known = before.entries.get(file)
            same = known is not None and known.state == entry.state and _looks(then) == _looks(now)
            found.append(Stand(file, entry.leaflet, entry.code, entry.state, entry.why, not same))
        return found


def _looks(facts: Facts | None) -> tuple[str, str] | None:
    return None if facts is None else (facts.content, facts.appearance)


def survey(root: Path, ledger: Ledger) -> Survey:
    """Read all of a workspace; what is found out on the way is kept in its ``build/.cache``, so give a copy."""
    workspace, report = Workspace(root), Report()
    paths = workspace.find_leaflets([], report)
    entries = overview(workspace, ledger, Chosen(paths, None), report)
    facts = {one.file: one for one in catalogue(workspace, paths, report)}
    for name in workspace.brand_names():
        workspace.load_brand(name, report)
    for name in workspace.layout_names():
        workspace.load_layout(name, report)
    for name in workspace.sheet_layout_names():
        workspace.load_sheet_layout(name, report)
    exercises = Exercises(workspace)
    exercises.load_all(report)
    exercises.load_programmes(report)
    errors = {(one.place.file if one.place else "", one.message): one for one in report.errors}
    return Survey({one.file: one for one in entries if one.file is not None}, facts, errors)
