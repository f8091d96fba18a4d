"""Every leaflet of a workspace beside its releases, those too whose file is faulty or gone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from leafletgen.content.code import release_number
from leafletgen.errors import Report
from leafletgen.library.code_clashes import code_clashes
from leafletgen.library.workspace import Workspace
from leafletgen.release.catalogue import catalogue
from leafletgen.release.facts import Facts
from leafletgen.release.ledger import Ledger, Release, Withdrawal
from leafletgen.release.looks import Looks
from leafletgen.release.signatures import LEAFLET, Signatures
from leafletgen.release.signing import checked
from leafletgen.release.state import State, standing

FAULTY: Final = "faulty"
"""The state of a leaflet whose file has errors, so that nobody can say what it holds."""

GONE: Final = "gone"
"""The state of a release in force whose leaflet has no file any more."""

STATES: Final = (*map(str, State), FAULTY, GONE)
"""All states, in the order in which they are told."""


class Entry(NamedTuple):
    """One leaflet; what its file cannot tell is the last release's."""

    leaflet: str
    """The name of its file without the ending."""
    file: str | None
    """The file in the workspace, with forward slashes; None when it is gone."""
    code: str
    """Empty when it cannot be read in the file and there is no release."""
    number: str
    title: str
    brand: str | None
    department: str | None
    review: str | None
    """Year and month of the next review, as ``2027-04``."""
    state: str
    """One of `STATES`."""
    why: str
    """The state in a few words, such as ``changed since VERSION2 of 11.2026``."""
    release: Release | None
    """The last release."""
    withdrawal: Withdrawal | None
    """The withdrawal of the last release: no copy of the leaflet is in force then."""
    checked: str = ""
    """Who checked an example, in words; nothing about a leaflet that is none."""

    @property
    def meaning(self) -> str:
        """The word of the state and what it means, without saying it twice."""
        return self.why if self.why.startswith(self.state) else f"{self.state}: {self.why}"


class Chosen(NamedTuple):
    """The leaflets that somebody named, or all."""

    paths: list[Path]
    lost: list[Release] | None
    """Last releases of leaflets that were named and have no file; None when all of those are meant."""


def choose(workspace: Workspace, ledger: Ledger, leaflets: Sequence[str], report: Report) -> Chosen:
    """Find leaflets by path, name of file, code number or code; by the ledger too when the file is gone.

    A name that nothing has is an error in the report. Without names, all leaflets are chosen.
    """
    if not leaflets:
        return Chosen(workspace.find_leaflets([], report), None)
    names: dict[str, Release] = {}
    for release in _last_releases(ledger):
        for name in (release.number, release.leaflet, release.code):
            names.setdefault(name.casefold(), release)
    files = workspace.leaflet_files()
    stems = {path.stem for path in files}
    paths: list[Path] = []
    lost: dict[str, Release] = {}
    there: list[str] = []
    for leaflet in leaflets:
        named = names.get(leaflet.casefold())
        if named is None or leaflet in stems or workspace.find_leaflets([leaflet], Report()):
            there.append(leaflet)  # a file's own name, path or code
            continue
        path = _file_of(named, workspace, files)
        if path is None:
            lost[named.number] = named
        else:
            paths.append(path)
    paths += workspace.find_leaflets(there, report) if there else []
    return Chosen(list(dict.fromkeys(paths)), list(lost.values()))


def _file_of(release: Release, workspace: Workspace, files: Sequence[Path]) -> Path | None:
    """The file of a leaflet whose number is written in another way or in other letters, or that is faulty."""
    for facts in catalogue(workspace, files, Report()):
        if facts.number == release.number:
            return workspace.root / facts.file
    return next((path for path in files if path.stem == release.leaflet), None)


def overview(workspace: Workspace, ledger: Ledger, chosen: Chosen, report: Report) -> list[Entry]:
    """Return leaflets by code; the faults of their files go into the report."""
    return entries_of(workspace, ledger, chosen, catalogue(workspace, chosen.paths, report), Looks(workspace), report)


def entries_of(
    workspace: Workspace, ledger: Ledger, chosen: Chosen, facts: Sequence[Facts], looks: Looks, report: Report
) -> list[Entry]:
    """Return leaflets by code, those too of which there are no facts, because their files are faulty or gone.

    Signatures that cannot be read, and codes that stand in two files, go into the report.
    """
    signatures = Signatures.read(workspace.root, report)
    entries = [_of_file(each, ledger, looks, signatures) for each in facts]
    read = {each.file for each in facts}
    last = {release.leaflet: release for release in _last_releases(ledger)}
    numbers = {workspace.root / each.file: each.number for each in facts}
    clashes = code_clashes(workspace, workspace.leaflet_files(), numbers)
    for path in chosen.paths:
        report.add(clashes.get(path, ()))
        if workspace.shown(path) not in read:
            entries.append(_of_faulty_file(workspace, path, ledger, last.get(path.stem)))
    known = {entry.number for entry in entries}
    lost = _last_releases(ledger) if chosen.lost is None else chosen.lost
    entries += [
        _of_release(release, ledger, GONE, "its file is gone") for release in lost if release.number not in known
    ]
    return sorted(entries, key=lambda entry: (_in_order(entry.code), entry.leaflet))


def _last_releases(ledger: Ledger) -> Iterable[Release]:
    return filter(None, map(ledger.latest, ledger.numbers()))


def _of_file(facts: Facts, ledger: Ledger, looks: Looks, signatures: Signatures) -> Entry:
    stands = looks.standing(facts, ledger)
    return Entry(
        leaflet=facts.leaflet,
        file=facts.file,
        code=facts.code,
        number=facts.number,
        title=facts.title,
        brand=facts.brand,
        department=facts.department,
        review=facts.review,
        state=str(stands.state),
        why=stands.why,
        release=stands.release,
        withdrawal=stands.withdrawal,
        checked=checked(signatures.of(LEAFLET, facts.number), bool(facts.signable), lambda: facts.signable),
    )


def _of_faulty_file(workspace: Workspace, path: Path, ledger: Ledger, namesake: Release | None) -> Entry:
    """A leaflet with errors: its code where that can be read, and the last release, which a file's name finds too."""
    written = workspace.written_code(path)
    code, number = "", ""
    if written is not None and written.code is not None:
        code, number = written.text, release_number(written.code, path.stem)
    release = ledger.latest(number) if number else namesake
    file, what = workspace.shown(path), "its file has errors"
    if release is None:
        return Entry(path.stem, file, code, number, "", None, None, None, FAULTY, what, None, None)
    entry = _of_release(release, ledger, FAULTY, what)
    return entry._replace(leaflet=path.stem, file=file, code=code or entry.code, state=FAULTY)


def _of_release(release: Release, ledger: Ledger, state: str, what: str) -> Entry:
    """A leaflet that has no file, or none that can be read: the last release stands for it."""
    code, version, issued = release.code, release.version, release.issued
    stands = standing(ledger, release.number, code, version, issued, release.content, release.appearance)
    return Entry(
        leaflet=release.leaflet,
        file=None,
        code=code,
        number=release.number,
        title=release.title,
        brand=None,
        department=None,
        review=release.review,
        state=state if stands.state is State.RELEASED else str(stands.state),
        why=f"{stands.why}; {what}",
        release=release,
        withdrawal=stands.withdrawal,
    )


def _in_order(code: str) -> list[tuple[int, str]]:
    """A key that puts P9 before P10, and what has no code last."""
    if not code:
        return [(0, "")]
    parts = re.split(r"([0-9]+)", code.casefold())  # the first is never a number
    return [(int(part), "") if part.isdecimal() and part.isascii() else (-1, part) for part in parts]
