"""Builds one leaflet in its layouts: the piece of work that a process, or a machine of a cluster, does at a time."""

from __future__ import annotations

import json
import threading
from collections.abc import Container, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from leafletgen.batch.copies import PrintCopies, copies_beside
from leafletgen.batch.job import MARKS, Job, Result, Settings, target_of, without_mark
from leafletgen.batch.making import make
from leafletgen.errors import Diagnostic, Place, Report, Setting, Severity, Wording, error, note, warning
from leafletgen.library.workspace import LoadedLeaflet, Workspace
from leafletgen.release.catalogue import Catalogue, Known, diagnostics_as_data, diagnostics_from
from leafletgen.release.journal import Journal
from leafletgen.release.ledger import LEDGER, Ledger
from leafletgen.release.looks import Looks
from leafletgen.release.lost_lines import PENDING
from leafletgen.release.state import PUT_BACK, Standing, State
from leafletgen.system.forms import BUILT_ENDINGS, ENDINGS, WORD, form_in, in_standard, is_form, without_standard
from leafletgen.system.targets import is_ours, kind_of, refusal
from leafletgen.system.writing import WriteError, locked, write_whole

if TYPE_CHECKING:
    from leafletgen.images import PictureStore

#: Behind the state of a leaflet that is released, in what was asked for and is none of what was recorded.
NOT_IN_LAYOUT = ", but not in this layout"
NOT_IN_FORM = ", but not in this form"
NOT_IN_STANDARD = ", but not in this standard"
FOR_REVIEW = "; a Word file is for review"
NOT_RELEASED_SO = (NOT_IN_LAYOUT, NOT_IN_FORM, NOT_IN_STANDARD, FOR_REVIEW)

#: States of a leaflet that is not released as it is, and what to do about each.
_NO_RELEASE = {State.RECODED: PUT_BACK, State.STALE: "translate what changed; leafletgen diff shows it"}

#: States of a translation that waits for somebody who speaks its language.
_WAITING = (State.STALE, State.UNCHECKED)

#: How often a leaflet is read again, because a release was recorded while it was read.
_OVERTAKEN = 3


class Builder:
    """Builds leaflets of one workspace into one folder, in one process; faces and pictures are made ready once."""

    def __init__(self, settings: Settings) -> None:
        """Look at the workspace; what it knows is good for one run."""
        self.workspace = Workspace(settings.root)
        self.catalogue = Catalogue(self.workspace)
        self.looks = Looks(self.workspace)
        self.built = Journal(settings.out / ".cache" / "built.jsonl")
        self.built.refresh()
        self.copies = PrintCopies(self.built, self.catalogue.program)
        self._pictures: PictureStore | None = None
        self._built_in: dict[str, set[str]] | None = None
        self.run = settings.run
        self._ledger: Ledger | None = None
        self._ledger_faults: tuple[Diagnostic, ...] = ()
        self._ledger_state: tuple[int, ...] | None = None

    @property
    def ledger(self) -> Ledger | None:
        """The ledger, read again when a release was recorded since; None when it is faulty."""
        state = self._state_of_ledger()
        if state != self._ledger_state or (self._ledger is None and not self._ledger_faults):
            report = Report()
            self._ledger = Ledger.read(self.workspace.root, report)
            self._ledger_faults, self._ledger_state = report.diagnostics, state
        return self._ledger

    def _state_of_ledger(self) -> tuple[int, ...]:
        try:
            found = (self.workspace.root / LEDGER).stat()
        except OSError:
            return ()
        return found.st_ino, found.st_size, found.st_mtime_ns

    def begin(self, run: str) -> None:
        """Look at all files anew when another run begins."""
        if run == self.run:
            return
        self.run = run
        self.workspace = Workspace(self.workspace.root)
        self.catalogue.workspace = self.workspace
        self.looks = Looks(self.workspace)
        self.catalogue.renew()
        self.built.refresh()
        self._built_in = None
        self._ledger, self._ledger_faults, self._ledger_state = None, (), None

    def build(self, job: Job) -> list[Result]:
        """Build a leaflet in each layout; nothing is written for one that has an error."""
        settings = job.settings
        stem = job.path.stem
        ledger = self.ledger
        if ledger is None:
            fault = error("ledger-faulty", f"{stem} is not built, because {LEDGER} is faulty", "mend the ledger first")
            return [Result(stem, "", diagnostics=(*self._ledger_faults, fault))]
        if job.faults:
            found = Report()
            found.add(job.faults)
            self.catalogue.examine(job.path, found, partly=True)  # all its faults are told at once
            return [Result(stem, "", diagnostics=found.diagnostics)]
        report = Report()
        self._let_release_end()
        examined = self.catalogue.examine(job.path, report, partly=True)
        for _ in range(_OVERTAKEN):
            if self.ledger is ledger or self.ledger is None:
                break
            ledger, report = self.ledger, Report()
            self._let_release_end()
            self.catalogue.renew()
            examined = self.catalogue.examine(job.path, report, partly=True)
        if examined is None:
            return [Result(stem, "", diagnostics=report.diagnostics)]
        loaded, known = examined
        standing = self.looks.standing(known.facts, ledger)
        if settings.strict and settings.all_of_them and standing.state in _WAITING:
            report.add([self._left_out(loaded.path, standing)])
            return [described(Result(stem, "", diagnostics=report.diagnostics, left_out=True), known, standing)]
        if settings.strict and any(one.is_fault for one in report.diagnostics):
            return [Result(stem, "", diagnostics=report.diagnostics)]
        if settings.strict and standing.state is not State.RELEASED:
            result = Result(
                stem, "", diagnostics=(*report.diagnostics, self._refused(loaded.path, standing, settings.wording))
            )
            return [described(result, known, standing)]
        told = self._recoded(loaded.path, standing)
        results: list[Result] = []
        self.built.refresh()
        for name in self.names(settings, known.facts.layouts):
            before = () if results else (*report.diagnostics, *told)
            there = None if settings.force else self.current(settings, known, standing, name)
            result = there or self._build_one(settings, loaded, known, standing, name, before)
            if settings.all_of_them and standing.state in _WAITING:
                result = self._without_package(loaded.path, result, any(one.left_out for one in results))
            if result.path is not None:
                for path in self.outdated(settings, known, standing, name):
                    _take_away(path)
                if not results:
                    for path in self.left_over(settings, known, standing):
                        _take_away(path)
            results.append(result if is_form(name) else self.copies.make(settings, result, self.workspace))
        return results

    def names(self, settings: Settings, layouts: tuple[str, ...]) -> tuple[str, ...]:
        """What a leaflet that names these layouts is built in: layouts, in the standard that is wanted, and forms."""
        return tuple(self._in_standard(name, settings.wanted.standard) for name in settings.names(layouts))

    def _in_standard(self, name: str, standard: str | None) -> str:
        if standard is None or is_form(name):
            return name
        layout = self.workspace.load_layout(name, Report())
        return name if layout is None or layout.standard == standard else in_standard(name, standard)

    def _let_release_end(self) -> None:
        """Wait for a release that is being recorded: its code stands in the ledger before it stands in the file."""
        if (self.workspace.root / PENDING).exists():
            with suppress(WriteError), locked(self.workspace.root / PENDING):
                pass

    def _recoded(self, path: Path, standing: Standing) -> list[Diagnostic]:
        """Return the warning about a code that was edited by hand; nothing when it was not."""
        if standing.state not in _NO_RELEASE:
            return []
        hint = _NO_RELEASE[standing.state]
        return [warning("built-as-draft", f"{standing.why}, so this is built as a draft", hint, self._code_place(path))]

    def _refused(self, path: Path, standing: Standing, called: Wording) -> Diagnostic:
        strictly = called(Setting.STRICT, "")
        if standing.state is State.RESTYLED:
            why = f"{standing.why}, and {strictly} builds no look that was not issued"
            return error(
                "reissue-needed", why, f"issue it with {called(Setting.REISSUE, '')} first", self._code_place(path)
            )
        hint = _NO_RELEASE.get(standing.state, "release it first")
        return error("draft-refused", f"{standing.why}, and {strictly} builds no drafts", hint, self._code_place(path))

    def _left_out(self, path: Path, standing: Standing) -> Diagnostic:
        """Say that a translation waits for its translator; nobody else's work stops for it."""
        why = f"{standing.why}, so it is left out"
        return note("translation-left-out", why, "it is built when it is named, as a draft", self._code_place(path))

    def _without_package(self, path: Path, result: Result, is_told: bool) -> Result:
        """Leave out a translation that waits, where a package is missing for its script and nothing else is wrong.

        Else whoever never writes that language would have to install something for a draft that nobody hands out.
        """
        errors = [one for one in result.diagnostics if one.severity is Severity.ERROR]
        if result.path is not None or not errors or any(one.code != "package-missing" for one in errors):
            return result
        found = [one for one in result.diagnostics if one.severity is not Severity.ERROR]
        if not is_told:
            why = f"{errors[0].message}; this is a draft, and is left out"
            found.append(note("translation-left-out", why, errors[0].hint, self._code_place(path)))
        return result._replace(diagnostics=tuple(found), left_out=True)

    def _code_place(self, path: Path) -> Place:
        written = self.workspace.written_code(path)
        return written.place if written is not None else Place(self.workspace.shown(path), 1, 1)

    def _build_one(
        self,
        settings: Settings,
        loaded: LoadedLeaflet,
        known: Known,
        standing: Standing,
        name: str,
        before: Sequence[Diagnostic],
    ) -> Result:
        report = Report()
        report.add(before)
        own = Report()
        data, pages = make(self.workspace, loaded, name, standing, self._store(), own)
        report.add(own.diagnostics)
        found = report.diagnostics
        result = Result(loaded.stem, name, diagnostics=found)
        if data is None or (settings.strict and any(one.counts_strictly for one in found)):
            return described(result, known, standing)
        digest = sha256(data).hexdigest()
        issued = standing.release if standing.state is State.RELEASED else None
        recorded = issued.recorded.get(name) if issued is not None else None
        if recorded is not None and recorded != digest:
            own.warning(
                "bytes-not-as-recorded",
                f"{name}: these bytes are not those that were recorded for {standing.release.code}"
                if standing.release
                else "",
                "another version of zlib or of Python may compress otherwise: give out the files that were recorded",
                loaded.leaflet.place,
            )
            report.add(own.diagnostics)
            result = result._replace(diagnostics=report.diagnostics)
            if settings.strict:
                return described(result, known, standing)
        target = target_of(settings.out, loaded.stem, name, standing.label)
        outdated = [] if _digest_of(target) == digest else list(filter(self._is_ours, copies_beside(target)))
        refused = None if self._is_ours(target) else refusal(target, kind_of(target))
        if refused is not None:
            failed = error(refused.code, refused.message, refused.hint)
            result = result._replace(diagnostics=(*result.diagnostics, failed), refused=True)
            return described(result, known, standing)
        try:
            write_whole(target, data)
        except WriteError as fault:
            failed = error(
                "file-not-written", str(fault), "check that the folder can be written to and the disk has room"
            )
            result = result._replace(diagnostics=(*result.diagnostics, failed), unwritable=True)
            return described(result, known, standing)
        state = target.stat()
        entry = {
            "key": self._key(known, name, standing),
            "sha256": digest,
            "size": len(data),
            "mtime": state.st_mtime_ns,
            "pages": pages,
            "messages": diagnostics_as_data(own.diagnostics),
        }
        self.built.add(target.name, entry)
        for copy in outdated:  # a printing company must not be sent what this file was before
            _take_away(copy)
        result = result._replace(path=target, pages=pages, size=len(data), made=True, sha256=digest)
        if settings.thumbnails and not is_form(name):
            from leafletgen.batch.thumbnails import thumbnail

            thumbnail(data, settings.out / ".cache", digest)
        return described(result, known, standing)

    def _store(self) -> PictureStore:
        # What there is to load for pictures is not loaded when everything is up to date.
        from leafletgen.images import PictureStore
        from leafletgen.system.user_cache import cache_folder

        if self._pictures is None:
            self._pictures = PictureStore(cache_folder())
        return self._pictures

    def current(self, settings: Settings, known: Known, standing: Standing, name: str) -> Result | None:
        """Return the result for a file that is what would be built; None when it has to be built."""
        target = target_of(settings.out, known.facts.leaflet, name, standing.label)
        entry = self.built.get(target.name)
        try:
            if entry is None or entry["key"] != self._key(known, name, standing):
                return None
            state = target.stat()
            # A copied folder has other dates and the same files.
            same = (state.st_size, state.st_mtime_ns) == (entry["size"], entry["mtime"])
            if not same and (state.st_size != entry["size"] or _digest_of(target) != entry["sha256"]):
                return None
            messages = diagnostics_from(entry["messages"])
            result = Result(
                known.facts.leaflet,
                name,
                target,
                entry["pages"],
                entry["size"],
                (*known.warnings, *self._recoded(self.workspace.root / known.facts.file, standing), *messages),
                sha256=entry["sha256"],
            )
        except (OSError, KeyError, TypeError, ValueError):
            return None
        return described(result, known, standing)

    def why_stale(self, settings: Settings, known: Known, standing: Standing, name: str) -> str:
        """Return why a file has to be built again, in a few words."""
        target = target_of(settings.out, known.facts.leaflet, name, standing.label)
        entry = self.built.get(target.name)
        if entry is None:
            others = [target_of(settings.out, known.facts.leaflet, name, mark) for mark in ("", *MARKS)]
            if any(self.built.get(other.name) for other in others):
                return f"it is {standing.why}" if standing.label else standing.why
            return "it was not built yet"
        if not target.exists():
            # The file of another state may be there, and be what it was made for.
            others = [target_of(settings.out, known.facts.leaflet, name, mark) for mark in ("", *MARKS)]
            if any(other.exists() for other in others):
                return f"it is {standing.why}" if standing.label else standing.why
            return "its file is gone"
        if entry.get("key") == self._key(known, name, standing):
            return "its file was changed"
        return "it changed, or its layout did, since it was built"

    def _key(self, known: Known, name: str, standing: Standing) -> str:
        form = name if is_form(name) else self._look_of(name)
        parts = [self.catalogue.program, known.inputs, form, standing.label]
        return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:32]

    def _look_of(self, name: str) -> str:
        layout, standard = without_standard(name)
        return self.catalogue.inputs.layout(layout) + standard

    def outdated(self, settings: Settings, known: Known, standing: Standing, name: str) -> list[Path]:
        """Return the files that the one of now takes the place of, and the copies for printing of them.

        A draft gives way to the release. The release in force stays beside a new draft; another file without a mark
        goes, because it would be taken for that release.
        """
        found: list[Path] = []
        for mark in ("", *MARKS):
            other = target_of(settings.out, known.facts.leaflet, name, mark)
            if mark == standing.label or not other.is_file() or not self._is_ours(other):
                continue
            if mark or not self._is_in_force(other):
                found += [other, *(path for path in copies_beside(other) if path.is_file() and self._is_ours(path))]
        return found

    def left_over(self, settings: Settings, known: Known, standing: Standing) -> list[Path]:
        """Return files of layouts that a leaflet does not name and that are not what would be built now.

        Somebody asked for them by layout, or the leaflet named the layout before: they are unmarked, and their
        words may be old.
        """
        found: list[Path] = []
        for name in self._layouts_built().get(known.facts.leaflet, ()):
            if name in known.facts.layouts or name in self.names(settings, known.facts.layouts):
                continue
            for mark in ("", *MARKS):
                file = target_of(settings.out, known.facts.leaflet, name, mark)
                entry = self.built.get(file.name)
                if entry is None or not file.is_file():
                    continue
                if entry.get("key") != self._key(known, name, standing) and not self._is_in_force(file):
                    found += [file, *(path for path in copies_beside(file) if path.is_file() and self._is_ours(path))]
        return found

    def _layouts_built(self) -> dict[str, set[str]]:
        """The layouts that leaflets were ever built in, by the names of the files in the journal."""
        if self._built_in is None:
            self._built_in = {}
            for file in self.built.names():
                name, _ = without_mark(file)
                if not file.endswith(BUILT_ENDINGS):
                    continue  # the journal notes copies for printing as well
                stem, layout = _parted(name) if file.endswith(ENDINGS["pdf"]) else form_in(file, name)
                if stem:
                    self._built_in.setdefault(stem, set()).add(layout)
        return self._built_in

    def _is_ours(self, path: Path) -> bool:
        """Whether leafletgen wrote a file, by what it noted or by what the file says; others' files are left alone.

        What stands in a workspace's own ``build/`` is leafletgen's, whatever it is; but a Word file that somebody saved
        there has their comments in it.
        """
        if path.suffix == f".{WORD}" and path.is_file():
            return is_ours(path, kind_of(path))
        if path.parent == self.workspace.root / "build":
            return True
        return self.built.get(path.name) is not None or is_ours(path, kind_of(path))

    def _is_in_force(self, path: Path) -> bool:
        """Whether a file is that of a release in force, be it of a leaflet whose number was changed since."""
        ledger = self.ledger
        digest = _digest_of(path) if ledger is not None else None
        if ledger is None or digest is None:
            return False
        releases = [release for release, _ in ledger.with_file(digest)]
        return any(ledger.latest(one.number) == one and ledger.withdrawal(one) is None for one in releases)


def described(result: Result, known: Known, standing: Standing) -> Result:
    """Return a result with what is known of the leaflet."""
    facts = known.facts
    why = standing.why
    if standing.state is State.RELEASED and standing.release and result.layout not in ("", *standing.release.recorded):
        why += _not_in(result.layout, standing.release.recorded)
    return result._replace(
        code=facts.code,
        title=facts.title,
        language=facts.language,
        brand=facts.brand,
        department=facts.department,
        review=facts.review,
        state=str(standing.state),
        why=why,
    )


def _parted(name: str) -> tuple[str, str]:
    """The stem and the layout in the name of a PDF without its ending and mark."""
    name, standard = without_standard(name)
    stem, _, layout = name.rpartition(".")
    return stem, in_standard(layout, standard) if standard else layout


def _not_in(name: str, recorded: Container[str]) -> str:
    """What is said of a layout or form that was not recorded, though the leaflet is released."""
    if name == WORD:
        return FOR_REVIEW
    if is_form(name):
        return NOT_IN_FORM
    return NOT_IN_STANDARD if without_standard(name)[0] in recorded else NOT_IN_LAYOUT


def _digest_of(path: Path) -> str | None:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def _take_away(path: Path) -> None:
    with suppress(OSError):  # a folder of that name, or a file that another program holds open
        path.unlink(missing_ok=True)


_builders: dict[tuple[Path, Path], Builder] = {}
"""The builders of this process; a worker serves one workspace, a machine of a cluster perhaps several."""

_turn = threading.Lock()


def builder_for(settings: Settings) -> Builder:
    """Return this process's builder for a workspace and a folder."""
    key = (settings.root, settings.out)
    builder = _builders.get(key)
    if builder is None:
        builder = _builders[key] = Builder(settings)
    builder.begin(settings.run)
    return builder


def do(job: Job) -> list[Result]:
    """Do one job; what an executor is given. Threads of one process take turns."""
    with _turn:
        try:
            return builder_for(job.settings).build(job)
        except Exception as fault:  # one leaflet that meets a defect stops no other
            said = error(
                "defect-of-leafletgen",
                f"{job.path.stem} is not built, by a defect of leafletgen: {type(fault).__name__}: {fault}",
                "report it, with the leaflet's file if you can",
                Place(job.path.name, 1, 1),
            )
            return [Result(job.path.stem, "", diagnostics=(said,))]
