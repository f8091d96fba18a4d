"""Makes exercise sheets into files: one job a patient, one result each; a faulty one stops no other.

What identifies a patient goes from the prescription onto the page: it is in no file name, message, summary or cache.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from leafletgen import __version__
from leafletgen.errors import Diagnostic, Place, Report, Setting, error
from leafletgen.images import PictureStore
from leafletgen.library.workspace import Workspace
from leafletgen.pages.exercise_figures import FigureStore
from leafletgen.pages.frame import Composed
from leafletgen.pages.sheet import compose_sheet
from leafletgen.pages.sheet_memory import SheetMemory
from leafletgen.patients.preparing import Prepared, Preparer, Typed
from leafletgen.patients.record_text import record_text
from leafletgen.patients.settings import Options
from leafletgen.system.forms import ENDINGS
from leafletgen.system.user_cache import cache_folder
from leafletgen.system.workers import Stop, run
from leafletgen.system.writing import WriteError, clear_leftovers, write_whole

if TYPE_CHECKING:
    from leafletgen.patients.row import Row

__all__ = ["Job", "Options", "Prepared", "Result", "SheetMaker", "Typed", "WriteError", "Written", "make_sheets"]

LANGUAGE: Final = "en-GB"
"""Of what the clinic reads: the text for the patient's record."""
#: What is said where a layout has too little room, which another size of its words may have caused.
_NO_ROOM = ("card-too-small", "block-taller-than-page")


class Job(NamedTuple):
    """A prescription's file, or a row of patients, or none when the options say it all; and what to write."""

    prescription: Path | Row | None
    targets: tuple[Path, ...]
    """A file for each form that is wanted, which its ending tells; one at least."""

    @property
    def target(self) -> Path:
        """The first of its files, by which it is known."""
        return self.targets[0]


class Written(NamedTuple):
    """One file of a sheet; size in bytes, and no pages where a form has none."""

    path: Path
    pages: int
    size: int


class Result(NamedTuple):
    """What became of one job; nothing in it names the patient."""

    target: Path
    files: tuple[Written, ...]
    """All that were wanted, or none."""
    summary: str
    """The text for the patient's record."""
    usage: bool
    """Whether only the options are at fault."""
    diagnostics: tuple[Diagnostic, ...]

    @property
    def written(self) -> bool:
        """Whether the sheet was made."""
        return bool(self.files)


def make_sheets(
    root: Path, jobs: Sequence[Job], options: Options, workers: int = 1, stop: Stop | None = None
) -> Iterator[Result]:
    """Make sheets in a workspace, in the order of the jobs; several workers are processes of this computer.

    What a job says of a patient goes to a worker through a pipe. After a wish to stop no sheet is begun.

    Raises:
        WriteError: the folder cannot be written to; what was written before stays.
    """
    folders = {job.target.parent for job in jobs}
    clear_sheets(folders)
    for target in jobs[0].targets if len(jobs) == 1 else ():
        # By its own name alone: the folder may be full of other programs' unfinished files.
        name = re.sub(r"([*?[])", r"[\1]", target.name)
        clear_leftovers(target.parent, f"{name}.*")
    workers = min(workers, len(jobs))
    work = SheetMaker(Workspace(root), options).make if workers <= 1 else partial(_make_in_worker, root, options)
    yield from run(
        work, jobs, workers, lost=partial(_lost, Workspace(root)), stop=stop, clear=partial(clear_unfinished, folders)
    )


def _lost(workspace: Workspace, job: Job) -> Result:
    """Return what is said of a sheet whose process was killed twice."""
    fault = error(
        "process-killed",
        f"the process that made {job.target.name} was killed, twice",
        "make this sheet alone; when it is killed again, there may be too little memory",
        _whose(job, workspace),
    )
    return Result(job.target, (), "", False, (fault,))


def clear_sheets(folders: Collection[Path]) -> None:
    """Remove the unfinished sheets of earlier runs."""
    for folder in folders:
        for ending in ENDINGS.values():
            clear_leftovers(folder, f"exercise-sheet*{ending}.*")


def clear_unfinished(folders: Collection[Path], processes: set[int]) -> None:
    """Remove the unfinished files of processes that were killed; there is a patient in them."""
    for folder in folders:
        for process in processes:
            for path in folder.glob(f".*.{process}.part"):
                with suppress(OSError):
                    path.unlink()


class SheetMaker(Preparer):
    """Makes sheets one after another; exercises, figures, faces and pictures are read once."""

    def __init__(self, workspace: Workspace, options: Options) -> None:
        """Take the workspace and what holds for every sheet."""
        super().__init__(workspace, options)
        self.figures = FigureStore()
        self._memories: dict[str, SheetMemory] = {}
        self.pictures = PictureStore(cache_folder())

    def memory_of(self, language: str) -> SheetMemory:
        """What sheets in one language have in common; those in others have none of it."""
        return self._memories.setdefault(language, SheetMemory())

    def forget(self) -> None:
        """Forget what sheets had in common: the next one is made as if it were the first."""
        self._memories.clear()

    def make(self, job: Job) -> Result:
        """Make one sheet and write it, in all its forms or in none.

        Raises:
            WriteError: it cannot be written.
        """
        report = Report(self.options.wording)
        prepared = self.prepare(job.prescription, report)
        if prepared is None or report.has_errors:
            usage = all(fault.place is None for fault in report.errors)
            return Result(job.target, (), "", usage, report.diagnostics)
        composing = Report()
        made = [self._form(prepared, target.suffix.lower(), composing) for target in job.targets]
        report.add(placed(composing.diagnostics, _whose(job, self.workspace)))
        if composing.has_errors or not all(made):
            return Result(job.target, (), "", False, report.diagnostics)
        files: list[Written] = []
        for target, composed in zip(job.targets, filter(None, made), strict=True):
            write_whole(target, composed.data, private=True)
            files.append(Written(target, composed.pages, len(composed.data)))
        text = record_text(prepared.record, prepared.layout, LANGUAGE, prepared.request.language)
        return Result(job.target, tuple(files), text, False, report.diagnostics)

    def _form(self, prepared: Prepared, ending: str, report: Report) -> Composed | None:
        """A sheet in the form of an ending; None after errors."""
        if ending == ENDINGS["pdf"]:
            return self.compose(prepared, report)
        rules = prepared.layout.sheet
        if rules is None:
            raise ValueError(f"{prepared.layout.name} is no layout of a sheet")
        from leafletgen.document.form import HTML, TEXT
        from leafletgen.document.sheet_edition import sheet_edition

        form = HTML if ending == ENDINGS["html"] else TEXT
        edition = sheet_edition(prepared.brand, rules, prepared.request, prepared.request.language, report, form)
        written: str | None
        if form is HTML:
            from leafletgen.html import write as write_page

            written = write_page(edition, self.pictures, report)
        else:
            from leafletgen.text import write as write_text

            written = write_text(edition, self.options.columns)
        return None if written is None or report.has_errors else Composed(written.encode(), 0)

    def compose(self, prepared: Prepared, report: Report) -> Composed | None:
        """Set a sheet."""
        found = Report(report.wording)
        composed = compose_sheet(
            prepared.brand,
            prepared.layout,
            prepared.request,
            self.pictures,
            self.figures,
            found,
            f"leafletgen {__version__}",
            prepared.request.language,
            self.memory_of(prepared.request.language),
        )
        size, short_of_room = prepared.layout.size_asked_for, [one for one in found.errors if one.code in _NO_ROOM]
        report.add(one for one in found.diagnostics if size is None or one not in short_of_room)
        if size is not None and short_of_room:
            called = self.options.wording
            report.error(
                "text-size-no-room",
                f"{prepared.layout.name} has no room for words of {size:g} points: {short_of_room[0].message}",
                f"choose a smaller size with {called(Setting.TEXT_SIZE, '')}, or a layout with more room with "
                f"{called(Setting.LAYOUT, '')}",
            )
        return composed


def _whose(job: Job, workspace: Workspace) -> Place | None:
    """Return where a patient's prescription begins."""
    source = job.prescription
    if source is None or not isinstance(source, Path):
        return None if source is None else source.place
    return Place(workspace.shown(source), 1, 1)


def placed(diagnostics: Sequence[Diagnostic], place: Place | None) -> list[Diagnostic]:
    """Return what composing found with the prescription as its place, where it has none: one of many is meant."""
    return [
        Diagnostic(one.code, one.severity, one.message, one.hint, one.place or place, one.forbidden)
        for one in diagnostics
    ]


_kept = threading.local()
"""The maker of this worker."""


def _make_in_worker(root: Path, options: Options, job: Job) -> Result:
    """Make a sheet in another process; what its sheets share is read once."""
    if getattr(_kept, "of", None) != (root, options):
        _kept.of = (root, options)
        _kept.maker = SheetMaker(Workspace(root), options)
    maker: SheetMaker = _kept.maker
    return maker.make(job)
