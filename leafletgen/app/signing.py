"""Signing examples: what an ID stands for, what can be signed, and the lines to record."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from leafletgen.app.opening import clear_unfinished
from leafletgen.content.code import release_number
from leafletgen.content.model.exercise import Exercise
from leafletgen.content.model.programme import Programme
from leafletgen.errors import ExitCode, LeafletError, RefusedError, Report, Setting, did_you_mean, refused
from leafletgen.library.exercises import Exercises
from leafletgen.library.workspace import LoadedLeaflet, Workspace
from leafletgen.release.signatures import LONGEST_ROLE, Signature, Signatures, append, is_role
from leafletgen.release.signing import leaflet_hash, record_hash
from leafletgen.system import clock


class Named(NamedTuple):
    """What an ID stands for."""

    kind: str
    name: str
    """The name of its file without the ending."""
    path: Path


def sign(
    workspace: Workspace, ids: Sequence[str], by: str, day: datetime.date | None, withdraw: bool, report: Report
) -> list[Signature] | None:
    """Record that a clinician has checked examples as they are now, or take that back; all of them, or none.

    Args:
        workspace: the workspace.
        ids: leaflets (path, name of the file, code or number), exercises and programmes, by name or path.
        by: who checked it: a role.
        day: when; today when None.
        withdraw: whether signatures are taken back.
        report: receives why something cannot be signed.

    Returns:
        What was recorded, or None after reporting errors.

    Raises:
        RefusedError: an ID, the role or the day is wrong.
        WriteError: the signatures cannot be written.
    """
    by = by.strip()
    _check_role(by, report)
    today = clock.today()
    day = day or today
    if day > today:
        called = report.called(Setting.DAY)
        raise refused("date-in-the-future", f"{called}: {day} is in the future", f"today is {today}", ExitCode.USAGE)
    clear_unfinished(workspace)
    library = Exercises(workspace)
    finding = Report(report.wording)
    named = [_find(given, workspace, library, finding) for given in ids]
    if finding.has_errors:
        raise RefusedError(ExitCode.USAGE, *finding.diagnostics)
    signatures = Signatures.read(workspace.root, report)
    desk = _Desk(workspace, library, signatures, by, day.isoformat(), report)
    made = [desk.signature(one, withdraw) for one in dict.fromkeys(named) if one is not None]
    signed = [one for one in made if one is not None]
    return signed if not report.has_errors and append(workspace.root, signed, report) else None


def _check_role(by: str, report: Report) -> None:
    """Refuse a role by which nobody could be told who signed."""
    called = report.called(Setting.ROLE)
    if not by:
        raise refused(
            "option-empty",
            f"{called} is empty",
            "say who checked it: a role, such as Lead physiotherapist",
            ExitCode.USAGE,
        )
    if len(by) > LONGEST_ROLE:
        raise refused(
            "option-not-text", f"{called} has {len(by)} characters", f"say it in at most {LONGEST_ROLE}", ExitCode.USAGE
        )
    if not is_role(by):
        message = f"{called} holds a character that cannot be printed"
        raise refused("option-not-text", message, "type the role again, on one line", ExitCode.USAGE)


def _find(given: str, workspace: Workspace, library: Exercises, report: Report) -> Named | None:
    """What an ID stands for; None after reporting that it is nothing, or several things."""
    found: list[Named] = []
    real = {Path(given).resolve(), (workspace.root / given).resolve()} if given.endswith(".yaml") else set()
    for kind, names in (("exercise", library.exercise_names()), ("programme", library.programme_names())):
        for name in names:
            path = workspace.root / "assets" / f"{kind}s" / f"{name}.yaml"
            if given in (name, f"{kind}s/{name}") or (real and path.resolve() in real):
                found.append(Named(kind, name, path))
    leaflets = workspace.find_leaflets([given], Report())
    if not leaflets and not found:
        leaflets = workspace.find_leaflets([given.removeprefix("leaflets/")], Report())
    found += [Named("leaflet", path.stem, path) for path in leaflets]
    if len(found) == 1:
        return found[0]
    if found:
        what = " and ".join(f"the {one.kind} {one.name}" for one in found)
        ways = [f"{one.kind}s/{one.name}" for one in found]
        report.error("name-ambiguous", f'"{given}" is {what}', f"write {' or '.join(ways)}")
        return None
    known = [path.stem for path in workspace.leaflet_files()]
    hint = did_you_mean(given, [*known, *library.exercise_names(), *library.programme_names()])
    report.error("name-unknown", f'no leaflet, exercise or programme is called "{given}"', hint)
    return None


class _Desk:
    """Where one clinician signs on one day."""

    def __init__(
        self,
        workspace: Workspace,
        library: Exercises,
        signatures: Signatures,
        by: str,
        day: str,
        report: Report,
    ) -> None:
        self.workspace = workspace
        self.library = library
        self.signatures = signatures
        self.by = by
        self.day = day
        self.report = report

    def signature(self, named: Named, withdraw: bool) -> Signature | None:
        """The line to record; None after reporting why there is none."""
        try:
            return self._leaflet(named, withdraw) if named.kind == "leaflet" else self._of_sheets(named, withdraw)
        except LeafletError as fault:  # a picture that cannot be read
            self.report.add(fault.diagnostics)
            return None

    def _leaflet(self, named: Named, withdraw: bool) -> Signature | None:
        loaded = self.workspace.load_leaflet(named.path, self.report)
        if loaded is None:
            return None
        number = release_number(loaded.code, loaded.stem)
        if withdraw:
            return self._withdrawn(named, number)
        if not self._is_example(named, loaded.leaflet.example):
            return None
        self._warn_of_brand(loaded)
        return self._signed(named, number, leaflet_hash(loaded))

    def _of_sheets(self, named: Named, withdraw: bool) -> Signature | None:
        record: Exercise | Programme | None
        if named.kind == "exercise":
            record = self.library.load(named.name, self.report)
        else:
            record = self.library.load_programme(named.name, self.report)
        if record is None:
            return None
        if withdraw:
            return self._withdrawn(named, named.name)
        if not self._is_example(named, record.example):
            return None
        if not record.sources:
            self.report.error(
                "sources-missing",
                f"the {named.kind} {named.name} does not say what it rests on",
                'name the guidance under "sources:", then sign it',
                record.place,
            )
            return None
        return self._signed(named, named.name, record_hash(record))

    def _signed(self, named: Named, name: str, digest: str) -> Signature:
        return Signature(named.kind, name, digest, self.by, self.day)

    def _withdrawn(self, named: Named, name: str) -> Signature | None:
        if self.signatures.of(named.kind, name) is not None:
            return self._signed(named, name, "")
        self.report.error("not-signed", f"the {named.kind} {named.name} is not signed", 'see "leafletgen list"')
        return None

    def _is_example(self, named: Named, example: bool) -> bool:
        """Refuse what says of itself that it is no example: a signature would change nothing, and seem to."""
        if not example:
            called = self.report.called(Setting.APPROVER)
            hint = f"leaflets of your own are approved with leafletgen release {called}"
            self.report.error(
                "nothing-to-sign",
                f'the {named.kind} {named.name} has no "example: true", so there is nothing to sign',
                hint if named.kind == "leaflet" else 'write "example: true" into it to have it signed',
            )
        return example

    def _warn_of_brand(self, loaded: LoadedLeaflet) -> None:
        if loaded.brand.statements.example is not None:
            self.report.warning(
                "brand-of-examples",
                f"the brand {loaded.brand.identifier} says of all its leaflets and sheets that they are examples",
                'take "example:" out of its statements when that is not so',
                loaded.brand.statements.example.place,
            )
