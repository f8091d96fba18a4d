"""Brings a workspace to the present starter: tried in a copy, then written file by file, so that it can be interrupted.

The copy tells before anything is written which leaflets must be released anew, and whether something would be faulty.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from leafletgen.errors import Diagnostic, Place, Report
from leafletgen.library.workspace import Workspace
from leafletgen.release.ledger import LEDGER, Ledger
from leafletgen.release.lost_lines import PENDING
from leafletgen.release.pending import finish
from leafletgen.starters.carrying_out import check_places
from leafletgen.starters.contents import GIVEN, read_given, written_given
from leafletgen.starters.copying import copy_workspace
from leafletgen.starters.plan import Fate, Planned, Starter, in_order, plan
from leafletgen.starters.releases import Releases
from leafletgen.starters.survey import Stand, Survey, survey


class Upgrade(NamedTuple):
    """What an upgrade does, or did."""

    files: list[Planned]
    """What becomes of each file that is not as the present starter has it."""
    lines: int
    """How many releases and withdrawals the ledger gets."""
    release_anew: list[Stand]
    errors: list[Diagnostic]
    """What is faulty then, and was not before."""
    ledger: bytes | None
    """The ledger that this was found out with."""

    @property
    def writes(self) -> list[Planned]:
        """The files that are written or taken away, in order."""
        return in_order(self.files)


class _Attempt(NamedTuple):
    files: list[Planned]
    lines: int
    after: Survey
    faults: Mapping[tuple[str, str], Diagnostic]

    def in_the_way(self) -> frozenset[str]:
        """The files that the starter gave up, and that a fault is in or names; nothing in them is the owner's."""
        retired = [one.file for one in self.files if one.fate is Fate.RETIRED]
        return frozenset(one for one in retired for file, message in self.faults if one == file or one in message)

    def faulty_additions(self) -> dict[str, str]:
        """The files that would be added with a fault, each with the first one."""
        added = {one.file for one in self.files if one.fate is Fate.ADDED}
        found: dict[str, str] = {}
        for file, message in sorted(self.faults):
            if file in added:
                found.setdefault(file, f"it would be faulty here: {message}")
        return found


def prepare(root: Path, starter: Starter, report: Report) -> Upgrade | None:
    """Find out what an upgrade does to a workspace; nothing in it is written.

    Args:
        root: the workspace.
        starter: what it is brought to.
        report: receives why it cannot be done.

    Returns:
        None after reporting an error.

    Raises:
        OSError: a file cannot be read, or the copy cannot be written.
    """
    with TemporaryDirectory(prefix="leafletgen-", ignore_cleanup_errors=True) as folder:
        return _Trial(root, starter, Path(folder), report).upgrade()


class _Trial:
    """Copies of a workspace in which an upgrade is tried."""

    def __init__(self, root: Path, starter: Starter, folder: Path, report: Report) -> None:
        self.root = root
        self.starter = starter
        self.folder = folder
        self.report = report
        self.copies = 0

    def upgrade(self) -> Upgrade | None:
        copy = self._copy()
        given = self._given(copy)
        ledger, of_starter = Ledger.read(copy, self.report), Ledger.read(self.starter.folder, self.report)
        if given is None or ledger is None or of_starter is None or self.report.has_errors:
            return None
        self.given, self.ledger, self.of_starter = given, ledger, of_starter
        data = (self.root / LEDGER).read_bytes() if (self.root / LEDGER).is_file() else None
        self.before = survey(copy, ledger)
        attempt = self._try({}, frozenset())
        if attempt and (in_the_way := attempt.in_the_way()):
            other = self._try({}, in_the_way)
            if other is not None and other.faults.keys() < attempt.faults.keys():
                attempt = other
        removed = frozenset(one.file for one in attempt.files if one.fate is Fate.REMOVED) if attempt else frozenset()
        withheld: dict[str, str] = {}
        while attempt and (faulty := attempt.faulty_additions()):
            withheld.update(faulty)
            attempt = self._try(withheld, removed)
        if attempt is None:
            return None
        return Upgrade(
            attempt.files,
            attempt.lines,
            attempt.after.not_as_released(self.before),
            [*attempt.faults.values()],
            data,
        )

    def _copy(self) -> Path:
        """A new copy; in it a release that was interrupted is finished, as every command does."""
        self.copies += 1
        copy = self.folder / str(self.copies)
        copy_workspace(self.root, copy)
        if (copy / PENDING).exists():
            found = Report()
            finish(Workspace(copy), found)
            self.report.add(found.errors)
        return copy

    def _given(self, copy: Path) -> frozenset[str] | None:
        """The files of the starter that the workspace has or had; those of the first one when it has no list."""
        try:
            return read_given((copy / GIVEN).read_bytes())
        except FileNotFoundError:
            return self.starter.shipped.first()
        except ValueError as fault:
            self.report.error(
                f"{GIVEN} is damaged: {fault}",
                "restore it from its history in git; or delete it: then files that you deleted may come back",
                Place(GIVEN, 1, 1),
            )
            return None

    def _try(self, withheld: Mapping[str, str], removed: frozenset[str]) -> _Attempt | None:
        """Do it in a copy."""
        copy = self._copy()
        gone = LEDGER in self.given and not (copy / LEDGER).exists()
        releases = Releases(self.ledger, self.of_starter, self.starter.files.get(LEDGER, b""), gone)
        files = plan(copy, self.starter, self.given, releases, withheld, removed)
        if gone:
            files.append(Planned(LEDGER, Fate.DELETED, "", None, self.starter.files.get(LEDGER)))
        if releases.chosen:
            files.append(self._plan_ledger(copy, releases))
        check_places(self.root, [one.file for one in files if one.is_written], self.report)
        if self.report.has_errors:
            return None
        list_of_given = written_given(self.starter.files)
        old = (copy / GIVEN).read_bytes() if (copy / GIVEN).exists() else None
        if old != list_of_given:
            files.append(Planned(GIVEN, Fate.ADDED if old is None else Fate.REPLACED, "", old, list_of_given))
        for one in files:
            if one.is_written and one.file != LEDGER:
                _put(copy / one.file, one.new)
        ledger = Ledger.read(copy, self.report)
        if ledger is None:
            return None
        after = survey(copy, ledger)
        faults = {key: fault for key, fault in after.errors.items() if key not in self.before.errors}
        return _Attempt(files, len(releases.chosen), after, faults)

    def _plan_ledger(self, copy: Path, releases: Releases) -> Planned:
        """Add the starter's lines to the copy's ledger."""
        path = copy / LEDGER
        old = path.read_bytes() if path.exists() else None
        releases.join(copy, self.report)
        return Planned(LEDGER, Fate.ADDED if old is None else Fate.REPLACED, "", old, path.read_bytes())


def _put(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink()
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
