"""The leaflets of a workspace as a page shows them: read anew each time somebody looks, and never written."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from leafletgen.app.comparing import Comparison, between
from leafletgen.app.leaflets.card import LANGUAGE, Card, LayoutChoice, Listed, names_of
from leafletgen.app.opening import ledger_as_it_is
from leafletgen.errors import Diagnostic, RefusedError, Report, Wording, plainly
from leafletgen.languages.dates import month_and_year, spoken_date
from leafletgen.library.workspace import Workspace
from leafletgen.release.catalogue import Catalogue
from leafletgen.release.due import days_left, due_day
from leafletgen.release.facts import Facts
from leafletgen.release.journal import ReadJournal
from leafletgen.release.ledger import Ledger, Release, Withdrawal
from leafletgen.release.looks import Looks
from leafletgen.release.overview import Chosen, Entry, entries_of
from leafletgen.release.versions import Version
from leafletgen.system import clock


class Issue(NamedTuple):
    """A release as the history tells it."""

    release: Release
    withdrawal: Withdrawal | None

    @property
    def released_on(self) -> str:
        """The day on which it was recorded, in words."""
        return spoken_date(self.release.released, LANGUAGE)

    @property
    def withdrawn_on(self) -> str:
        """The day of its withdrawal, in words; empty when it was not withdrawn."""
        return "" if self.withdrawal is None else spoken_date(self.withdrawal.withdrawn, LANGUAGE)

    @property
    def review(self) -> str:
        """The month of the next review that was set then, in words; empty without one."""
        if self.release.review is None:
            return ""
        year, month = self.release.review.split("-")
        return month_and_year(int(year), int(month), LANGUAGE)


class Leaflet(NamedTuple):
    """A leaflet as its own page shows it."""

    card: Card
    history: Sequence[Issue]
    """Its releases, the last one first."""
    comparison: Comparison | None
    """A release beside the file as it is; None when there is no release or no file that can be read."""
    found: Sequence[Diagnostic]
    """What is wrong with the workspace, and why there is no comparison."""

    @property
    def compared(self) -> str:
        """What is compared with what, in words; empty without a comparison."""
        if self.comparison is None:
            return ""
        return f"Between {_told(self.comparison.old)}, and {_told(self.comparison.new)}."


def _told(version: Version) -> str:
    """Return what a version is called, with its day as people say it; the command's output has that for programs."""
    released = version.data["released"]
    if released is None:
        return version.told
    return f"{version.data['code']}, released on {spoken_date(released, LANGUAGE)}"


class LeafletBoard:
    """Reads the leaflets of one workspace; what was read is kept in memory for as long as the files stay the same.

    It may be asked by several threads, of which one is answered at a time.
    """

    def __init__(self, root: Path, wording: Wording = plainly) -> None:
        """Take the workspace's folder, and what the front end calls its settings; nothing is read yet."""
        self.root = root
        self.wording = wording
        self.lock = threading.RLock()
        workspace = Workspace(root)
        self.catalogue = Catalogue(workspace, ReadJournal)
        self.looks = Looks(workspace, ReadJournal)

    def look(self) -> Workspace:
        """Return the workspace as it is now; the caller holds the lock."""
        workspace = Workspace(self.root)
        self.catalogue.workspace = self.looks.workspace = workspace
        self.catalogue.renew()
        return workspace

    def listed(self) -> Listed:
        """Return all leaflets by code, those too whose file is faulty or gone; none when the ledger is faulty."""
        report = Report(self.wording)
        with self.lock:
            workspace = self.look()
            ledger = ledger_as_it_is(workspace, report)
            paths = workspace.find_leaflets([], report)
            cards = [] if ledger is None else self._cards(workspace, ledger, Chosen(paths, None), report)
        return Listed(cards, clock.today(), report.diagnostics)

    def file_of(self, workspace: Workspace, name: str) -> Path | None:
        """Return the file of a leaflet by its name; None when there is none, whatever stands in the name."""
        return next((path for path in workspace.leaflet_files() if path.stem == name), None)

    def leaflet(self, name: str, since: str = "") -> Leaflet | None:
        """Return a leaflet by its name; None when there is none.

        Args:
            name: as in `Card.name`.
            since: the full code of the release to compare with; the last one when empty.
        """
        report = Report(self.wording)
        with self.lock:
            workspace = self.look()
            ledger = ledger_as_it_is(workspace, report)
            if ledger is None:
                return None
            path = self.file_of(workspace, name)
            if path is None:
                card = self.listed().card(name)
            else:
                (card,) = self._cards(workspace, ledger, Chosen([path], []), report)
            if card is None:
                return None
            compared = self._compared(workspace, ledger, path, since, report) if card.can_be_made else None
        issues = [Issue(one, ledger.withdrawal(one)) for one in reversed(ledger.releases(card.entry.number))]
        return Leaflet(card, issues, compared, report.diagnostics)

    def _cards(self, workspace: Workspace, ledger: Ledger, chosen: Chosen, report: Report) -> list[Card]:
        """Return the cards of leaflets; what is wrong with no one of them goes into the report."""
        found: dict[str, list[Diagnostic]] = {}
        facts: dict[str, Facts] = {}
        for path in chosen.paths:
            own = Report(self.wording)
            known = self.catalogue.facts(path, own)
            found[workspace.shown(path)] = list(own.diagnostics)
            if known is not None:
                facts[known.file] = known
        rest = Report(self.wording)
        entries = entries_of(workspace, ledger, chosen, [*facts.values()], self.looks, rest)
        for one in rest.diagnostics:
            file = one.place.file if one.place is not None else ""
            if file in found:
                found[file].append(one)
            else:
                report.add([one])
        return [
            self._card(workspace, name, entry, facts.get(entry.file or ""), found.get(entry.file or "", ()))
            for name, entry in zip(names_of(entries), entries, strict=True)
        ]

    def _card(
        self, workspace: Workspace, name: str, entry: Entry, facts: Facts | None, found: Sequence[Diagnostic]
    ) -> Card:
        left = days_left(entry, clock.today())
        due = due_day(entry.review) if entry.review is not None and left is not None else None
        layouts = () if facts is None else self._layouts(workspace, facts)
        return Card(name, entry, facts.language if facts else "", layouts, due, left, found)

    def _layouts(self, workspace: Workspace, facts: Facts) -> list[LayoutChoice]:
        loaded = [workspace.load_layout(name, Report()) for name in facts.layouts]
        return [LayoutChoice.of(layout) for layout in loaded if layout is not None]

    def _compared(
        self, workspace: Workspace, ledger: Ledger, path: Path | None, since: str, report: Report
    ) -> Comparison | None:
        examined = None if path is None else self.catalogue.examine(path, Report(), partly=True)
        if examined is None or not ledger.releases(examined[1].facts.number):
            return None
        try:
            return between(workspace, examined[0], ledger, since or None, None, report)
        except RefusedError as refusal:
            report.add(refusal.diagnostics)
            return None
