"""Makes the messages of a clinic's patients: a message and its sheet for each line; a faulty one stops no other.

A patient's name, address and words go into the message alone: what is told of it has the line of the file.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from leafletgen.errors import Diagnostic, ExitCode, Place, RefusedError, Report, error
from leafletgen.library.workspace import Workspace
from leafletgen.mail.entry import Origin
from leafletgen.mail.outbox import outbox_as_set
from leafletgen.mail.parts import Mailbox, Message
from leafletgen.pages.frame import Composed
from leafletgen.patients.making import SheetMaker, Written, clear_sheets, clear_unfinished, placed
from leafletgen.patients.message_jobs import MessageJob, Post
from leafletgen.patients.preparing import Prepared
from leafletgen.patients.settings import Options
from leafletgen.patients.sheet_messages import SheetMessages
from leafletgen.system.workers import Stop, run
from leafletgen.system.writing import write_whole


class Fate(StrEnum):
    """What became of a line."""

    PUT = "put"
    """Its message is in the outbox."""
    ALREADY = "already"
    """The same message was in the outbox or was sent before."""
    UNADDRESSED = "unaddressed"
    FAILED = "failed"


class Mailed(NamedTuple):
    """What became of one line; nothing in it names the patient."""

    place: Place
    fate: Fate
    number: int = 0
    """That of its message in the outbox, where it was put in."""
    files: tuple[Written, ...] = ()
    """Its sheet, where that is written as well."""
    usage: bool = False
    """Whether only the options are at fault."""
    diagnostics: tuple[Diagnostic, ...] = ()
    known: str = ""
    """How the same message stands that was there before, as in `MessageJob`."""


def make_messages(
    root: Path, jobs: Sequence[MessageJob], options: Options, post: Post, workers: int = 1, stop: Stop | None = None
) -> Iterator[Mailed]:
    """Put the message of each line into the outbox, in the order of the lines; several workers are processes.

    What a line says goes to a worker through a pipe. After a wish to stop no message is begun.

    Raises:
        RefusedError: the outbox cannot be used.
        WriteError: the folder of the sheets or the outbox cannot be written to; what was put in before stays.
    """
    folders = {job.target.parent for job in jobs if job.target is not None}
    clear_sheets(folders)
    workers = min(workers, len(jobs))
    work = _Maker(root, options, post).make if workers <= 1 else partial(_make_in_worker, root, options, post)
    put = []
    try:
        for result in run(work, jobs, workers, lost=_lost, stop=stop, clear=partial(clear_unfinished, folders)):
            put += [result.number] if result.number else []
            yield result
    finally:
        outbox_as_set(post.outbox).sync(put)  # all at once takes less time


def _lost(job: MessageJob) -> Mailed:
    """Return what is said of a message whose process was killed twice."""
    fault = error(
        "process-killed",
        "the process that made this message was killed, twice",
        "make this message alone; when it is killed again, there may be too little memory",
        job.row.place,
    )
    return Mailed(job.row.place, Fate.FAILED, diagnostics=(fault,))


class _Maker:
    """Makes messages one after another and puts them into the outbox."""

    def __init__(self, root: Path, options: Options, post: Post) -> None:
        self.sheets = SheetMaker(Workspace(root), options)
        self.messages = SheetMessages(self.sheets, post.template, post.subject)
        self.outbox = outbox_as_set(post.outbox)
        self.sender = post.sender

    def make(self, job: MessageJob) -> Mailed:
        """Make the message of a line, and its sheet where that is wanted; both or none.

        Raises:
            RefusedError: the outbox cannot be used.
            WriteError: something cannot be written.
        """
        row = job.row
        if job.known and job.target is None:
            return Mailed(row.place, Fate.ALREADY, known=job.known)
        report = Report(self.sheets.options.wording)
        report.add(job.faults)
        prepared = self.sheets.prepare(row, report)
        if prepared is None or report.has_errors:
            usage = all(fault.place is None for fault in report.errors)
            return Mailed(row.place, Fate.FAILED, usage=usage, diagnostics=report.diagnostics)
        to = None if job.known else job.to
        fate = Fate.ALREADY if job.known else Fate.UNADDRESSED if to is None else Fate.PUT
        if to is None and job.target is None:
            return Mailed(row.place, fate, diagnostics=report.diagnostics)
        composing = Report(report.wording)
        sheet, message = self._made(prepared, to, composing)
        report.add(placed(composing.diagnostics, row.place))
        if sheet is None or report.has_errors:
            return Mailed(row.place, Fate.FAILED, diagnostics=report.diagnostics)
        number, files = 0, self._written(job.target, sheet)
        if message is not None:
            number = self._put(message, job, report)
        return Mailed(row.place, fate, number, files, diagnostics=report.diagnostics, known=job.known)

    def _made(self, prepared: Prepared, to: Mailbox | None, report: Report) -> tuple[Composed | None, Message | None]:
        """A sheet, and its message where it goes to somebody."""
        sheet = self.sheets.compose(prepared, report)
        if sheet is None or to is None:
            return sheet, None
        return sheet, self.messages.message(prepared, sheet.data, to, self.sender, report)

    @staticmethod
    def _written(target: Path | None, sheet: Composed) -> tuple[Written, ...]:
        if target is None:
            return ()
        write_whole(target, sheet.data, private=True)
        return (Written(target, sheet.pages, len(sheet.data)),)

    def _put(self, message: Message, job: MessageJob, report: Report) -> int:
        """The number of the message in the outbox, also when a process that was killed had put it in."""
        origin = Origin(PurePosixPath(job.row.place.file).name, job.row.place.line)
        put = self.outbox.put(message, origin, job.identity, report, one_of_many=True)
        if put is None:
            raise RefusedError(ExitCode.ENVIRONMENT, *report.errors)
        return put.number


_kept = threading.local()
"""The maker of this worker."""


def _make_in_worker(root: Path, options: Options, post: Post, job: MessageJob) -> Mailed:
    """Make a message in another process; what its messages share is read once."""
    if getattr(_kept, "of", None) != (root, options, post):
        _kept.of = (root, options, post)
        _kept.maker = _Maker(root, options, post)
    maker: _Maker = _kept.maker
    return maker.make(job)
