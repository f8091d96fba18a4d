"""Makes exercise sheets into files: one job a patient, one result each; a faulty one stops no other.

What identifies a patient goes from the prescription onto the page: it is in no file name, message, summary or cache.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from leafletgen import __version__
from leafletgen.content.model.brand import Brand
from leafletgen.content.model.layout import Layout
from leafletgen.content.model.prescription import Prescription
from leafletgen.document.sheet_request import SheetRequest
from leafletgen.errors import (
    NOWHERE,
    Diagnostic,
    Mistake,
    Place,
    Report,
    Setting,
    error,
)
from leafletgen.images import PictureStore
from leafletgen.library.exercises import Exercises, Prescribed
from leafletgen.library.prescribing import resolve_prescription
from leafletgen.library.workspace import Workspace
from leafletgen.pages.exercise_figures import FigureStore
from leafletgen.pages.frame import Composed
from leafletgen.pages.sheet import compose_sheet
from leafletgen.pages.sheet_memory import SheetMemory
from leafletgen.patients.record_text import record_text
from leafletgen.patients.settings import Options, Texts
from leafletgen.release.signatures import Signatures
from leafletgen.release.signing import SheetExamples
from leafletgen.source.kinds import Name
from leafletgen.system import clock
from leafletgen.system.forms import ENDINGS
from leafletgen.system.user_cache import cache_folder
from leafletgen.system.workers import Stop, run
from leafletgen.system.writing import WriteError, clear_leftovers, write_whole

if TYPE_CHECKING:
    from leafletgen.patients.row import Row

__all__ = ["Job", "Options", "Prepared", "Result", "SheetMaker", "Typed", "WriteError", "Written", "make_sheets"]

LAYOUT = "sheet-3"
"""The layout of a sheet when neither a setting nor the prescription names one."""
_LANGUAGE = "en-GB"
#: What is said where a layout has too little room, which another size of its words may have caused.
_NO_ROOM = ("card-too-small", "block-taller-than-page")


class Typed(NamedTuple):
    """A prescription that is in no file, and what messages call it."""

    text: str
    shown_as: str

    def __repr__(self) -> str:
        """Return the name alone; a trace may end in a log."""
        return f"Typed({self.shown_as})"


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


class Prepared(NamedTuple):
    """A sheet that can be composed."""

    brand: Brand
    layout: Layout
    request: SheetRequest


def make_sheets(
    root: Path, jobs: Sequence[Job], options: Options, workers: int = 1, stop: Stop | None = None
) -> Iterator[Result]:
    """Make sheets in a workspace, in the order of the jobs; several workers are processes of this computer.

    What a job says of a patient goes to a worker through a pipe. After a wish to stop no sheet is begun.

    Raises:
        WriteError: the folder cannot be written to; what was written before stays.
    """
    folders = {job.target.parent for job in jobs}
    for folder in folders:
        for ending in ENDINGS.values():
            clear_leftovers(folder, f"exercise-sheet*{ending}.*")
    for target in jobs[0].targets if len(jobs) == 1 else ():
        # By its own name alone: the folder may be full of other programs' unfinished files.
        name = re.sub(r"([*?[])", r"[\1]", target.name)
        clear_leftovers(target.parent, f"{name}.*")
    workers = min(workers, len(jobs))
    work = SheetMaker(Workspace(root), options).make if workers <= 1 else partial(_make_in_worker, root, options)
    yield from run(work, jobs, workers, lost=partial(_lost, Workspace(root)), stop=stop, clear=partial(_clear, folders))


def chosen_brand(workspace: Workspace, name: str | None, report: Report, *, prescribed: bool = True) -> Brand | None:
    """Return the brand of that name, or the only one there is; None after reporting why there is none.

    Prescribed says that a prescription may name one.
    """
    known, elsewhere = workspace.brand_names(), ', or "brand:" in the prescription' if prescribed else ""
    if name is None and len(known) != 1:
        several = Mistake(
            "several-brands",
            "there is more than one brand",
            f"choose one with {report.called(Setting.BRAND)}{elsewhere}: {', '.join(known)}",
        )
        none = Mistake(
            "no-brand", "there are no brands in assets/brands/", 'begin one with "leafletgen new brand NAME"'
        )
        report.error(*(several if known else none))
        return None
    return workspace.load_brand(name or known[0], report, Name.place_of(name))


def _lost(workspace: Workspace, job: Job) -> Result:
    """Return what is said of a sheet whose process was killed twice."""
    fault = error(
        "process-killed",
        f"the process that made {job.target.name} was killed, twice",
        "make this sheet alone; when it is killed again, there may be too little memory",
        _whose(job, workspace),
    )
    return Result(job.target, (), "", False, (fault,))


def _clear(folders: set[Path], processes: set[int]) -> None:
    """Remove the unfinished files of processes that were killed; there is a patient in them."""
    for folder in folders:
        for process in processes:
            for path in folder.glob(f".*.{process}.part"):
                with suppress(OSError):
                    path.unlink()


class SheetMaker:
    """Makes sheets one after another; exercises, figures, faces and pictures are read once."""

    def __init__(self, workspace: Workspace, options: Options) -> None:
        """Take the workspace and what holds for every sheet."""
        self.workspace = workspace
        self.options = options
        self.today = clock.today().isoformat()
        self.library = Exercises(workspace)
        self.examples = SheetExamples(Signatures.read(workspace.root, Report()))  # the command says what is wrong
        self.figures = FigureStore()
        self.memory = SheetMemory()
        self._fitted: tuple[Layout, float | None, str | None, Layout] | None = None
        self.pictures = PictureStore(cache_folder())

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
        report.add(_placed(composing.diagnostics, _whose(job, self.workspace)))
        if composing.has_errors or not all(made):
            return Result(job.target, (), "", False, report.diagnostics)
        files: list[Written] = []
        for target, composed in zip(job.targets, filter(None, made), strict=True):
            write_whole(target, composed.data, private=True)
            files.append(Written(target, composed.pages, len(composed.data)))
        text = record_text(prepared.request, prepared.layout, _LANGUAGE)
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
        edition = sheet_edition(prepared.brand, rules, prepared.request, _LANGUAGE, report, form)
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
            _LANGUAGE,
            self.memory,
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

    def prepare(self, source: Path | Row | Typed | None, report: Report) -> Prepared | None:
        """Put a prescription and the options together; None after reporting all that is wrong with them."""
        texts = Texts(self.options, report)
        held = self._held(source, report)
        brand = self._brand(held, report)
        layout = self._layout(held, report)
        person = self.options.person if self.options.person is not None else held.person if held else None
        usual = self.options.defaults.person if person is None else None
        if person or usual:
            from leafletgen.figures.people import check_person

            check_person(person or usual, report)
        if source is not None and held is None:
            return None
        if held is not None and self.options.order is not None:
            held.order = self.options.order
        asked = self._identified("programme", self.options.programmes)
        prescribed = resolve_prescription(
            self.library,
            report,
            held,
            programmes=asked,
            picks=self.options.picks,
            without=self._identified("exercise", self.options.without),
            keep_order=self.options.order == "given" if self.options.order is not None else None,
        )
        # Who is drawn in a children's programme is not for a clinician's habit to decide.
        prescribed = [one._replace(person=one.person or usual) for one in prescribed]
        prescribed = self._noted(prescribed, texts.notes_for, report)
        patient, clinician = texts.patient(held, report), texts.clinician(held)
        date = texts.date("date", (held.date if held else None) or self.today, report)
        review = texts.date("review", held.review if held else None, report)
        if review is not None and review < (date or self.today):
            self._report_dates(date, held, report)
        if brand is None or layout is None or report.has_errors:
            return None
        names = dict.fromkeys([*((*held.programmes, *held.from_programmes) if held else ()), *asked])
        found = [self.library.load_programme(name, report) for name in names]
        programmes = [programme for programme in found if programme is not None]
        weeks = self.options.diary if self.options.diary is not None else held.diary if held else None
        request = SheetRequest(
            prescribed,
            programmes,
            patient,
            clinician,
            date,
            review,
            texts.goal if texts.goal is not None else held.goal if held else None,
            texts.note if texts.note is not None else held.note if held else None,
            str(person) if person else None,  # what is drawn is kept, and must not keep the prescription
            weeks or 0,
            self.library.signs_for([one.exercise for one in prescribed], report),
            self.examples.are_signed([*(one.exercise for one in prescribed), *programmes]),
        )
        if report.has_errors:
            return None
        return Prepared(brand, layout, request._replace(goal=request.goal or None, note=request.note or None))

    def _noted(
        self, prescribed: Sequence[Prescribed], notes: Sequence[tuple[str, str | None]], report: Report
    ) -> list[Prescribed]:
        """Return the exercises with the notes that are given for them, on both sides where each has its own dose."""
        noted, is_whole = list(prescribed), not report.has_errors
        seen: set[str | None] = set()
        for typed, note in notes:
            name = self.library.identified("exercise", typed)
            if name is None:
                self._report_not_noted(typed, report)
            elif name in seen:
                report.error(
                    "note-for-twice",
                    f"{report.called(Setting.NOTE_FOR, name)} is there twice",
                    "write both notes as one text",
                )
            elif not any(one.exercise.identifier == name for one in noted) and is_whole:
                on_it = ", ".join(one.exercise.identifier for one in noted)
                report.error(
                    "note-for-not-on-sheet",
                    f'{report.called(Setting.NOTE_FOR, name)}: "{name}" is not on this sheet',
                    f"on it: {on_it}" if on_it else "",
                )
            seen.add(name)
            noted = [one._replace(note=note or None) if one.exercise.identifier == name else one for one in noted]
        return noted

    def _report_not_noted(self, typed: str, report: Report) -> None:
        """Report what is no exercise's name; it may be the note, so it is not repeated."""
        found = Report(report.wording)
        self.library.report_unknown("exercise", Name.of(typed.strip(), NOWHERE, private=True), found, None)
        called = report.called(Setting.NOTE_FOR, 'bridge "Slowly"')
        for fault in found.diagnostics:
            meant = f"{fault.hint}; " if fault.code == "name-of-several" or _is_guess(fault.hint) else ""
            hint = f"{meant}the exercise comes first, and then the note: {called}"
            report.error(fault.code, f"{report.called(Setting.NOTE_FOR)}: {fault.message}", hint)

    def _report_dates(self, date: str | None, held: Prescription | None, report: Report) -> None:
        """Report a review before the date, in which a prescription's reader has found no fault."""
        place = held.place if held is not None and not self.options.review else None
        if date is None:
            report.warning("review-in-the-past", "the review is before today", "say another review", place)
        elif self.options.date or (self.options.review and held is not None and held.date):
            report.error(
                "review-before-date",
                "the review is before the date",
                f"check {report.called(Setting.DATE)} and {report.called(Setting.REVIEW)}",
            )
        elif held is None or held.date is None:
            report.warning(
                "review-in-the-past",
                "the review is before today, which is printed as the date",
                f"say another review, or the day it was given: {report.called(Setting.DATE, '2026-11-21')}",
                place,
            )

    def _identified(self, what: str, names: Sequence[str]) -> list[str]:
        """Return the ids of exercises or programmes; a name that nothing has alone stays, to be reported."""
        return [self.library.identified(what, name) or name for name in names]

    def _held(self, source: Path | Row | Typed | None, report: Report) -> Prescription | None:
        """Return what a file or a row prescribes."""
        if source is None or isinstance(source, Path):
            return None if source is None else self.library.read_prescription(source, report)
        if isinstance(source, Typed):
            return self.library.parse_prescription(source.text, source.shown_as, report)
        from leafletgen.patients.row import prescription_of  # a prescription's file has no use for it

        report.add(source.faults)
        if source.faults:
            return None
        given = bool(self.options.programmes or self.options.picks)
        return prescription_of(source, self.library, report, exercises_given=given)

    def _brand(self, held: Prescription | None, report: Report) -> Brand | None:
        return chosen_brand(self.workspace, self.options.brand or (held.brand if held else None), report)

    def _layout(self, held: Prescription | None, report: Report) -> Layout | None:
        name = self.options.layout or (held.layout if held else None) or self.options.defaults.layout or LAYOUT
        layout = self.workspace.load_sheet_layout(name, report, Name.place_of(name))
        size = self.options.text_size or (held.text_size if held else None)
        return None if layout is None else self._fitting(layout, size)

    def _fitting(self, layout: Layout, size: float | None) -> Layout:
        """Return a layout in a size of text and a standard; the same one as long as the same is asked for."""
        standard, fitted = self.options.standard, self._fitted
        if fitted is None or fitted[0] is not layout or fitted[1:3] != (size, standard):
            sized = layout if size is None else layout.in_size(size)
            fitted = self._fitted = layout, size, standard, sized.in_standard(standard) if standard else sized
        return fitted[3]


def _is_guess(hint: str) -> bool:
    return hint.startswith("did you mean")


def _whose(job: Job, workspace: Workspace) -> Place | None:
    """Return where a patient's prescription begins."""
    source = job.prescription
    if source is None or not isinstance(source, Path):
        return None if source is None else source.place
    return Place(workspace.shown(source), 1, 1)


def _placed(diagnostics: Sequence[Diagnostic], place: Place | None) -> list[Diagnostic]:
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
