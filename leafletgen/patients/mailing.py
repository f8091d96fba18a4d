"""Makes the messages of a clinic's patients: a message and its sheet for each line; a faulty one stops no other.

A patient's name, address and words go into the message alone: what is told of it has the line of the file.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, NamedTuple

from leafletgen.content.email_fields import email_values
from leafletgen.content.model.brand import BrandEmail
from leafletgen.document.email import email_element
from leafletgen.document.form import TEXT
from leafletgen.document.sheet_edition import sheet_edition
from leafletgen.errors import Diagnostic, ExitCode, Place, RefusedError, Report, error
from leafletgen.library.workspace import Workspace
from leafletgen.mail.address import mailbox_of
from leafletgen.mail.body import BodyMaker, subject
from leafletgen.mail.entry import Entry, Origin
from leafletgen.mail.message import checked
from leafletgen.mail.outbox import Outbox
from leafletgen.mail.parts import Attachment, Mailbox, Message
from leafletgen.pages.frame import Composed
from leafletgen.patients.identity import identity_of
from leafletgen.patients.making import LANGUAGE, SheetMaker, Written, clear_sheets, clear_unfinished, placed
from leafletgen.patients.preparing import Prepared
from leafletgen.patients.recipients import recipient_of
from leafletgen.patients.settings import Options
from leafletgen.system.workers import Stop, run
from leafletgen.system.writing import write_whole

if TYPE_CHECKING:
    from leafletgen.patients.row import Row

NAME: Final = "exercise-sheet.pdf"
"""What the attached sheet is called; never after the patient."""
TEMPLATE: Final = "sheet"
"""The e-mail template of a sheet when none is named."""


class Post(NamedTuple):
    """What holds for every message of a run."""

    outbox: Path
    """The folder of the outbox."""
    sender: Mailbox
    template: str = TEMPLATE
    subject: str | None = None
    """In place of the template's."""


class Fate(StrEnum):
    """What became of a line."""

    PUT = "put"
    """Its message is in the outbox."""
    ALREADY = "already"
    """The same message was in the outbox or was sent before."""
    UNADDRESSED = "unaddressed"
    FAILED = "failed"


class MessageJob(NamedTuple):
    """A line, and what to make of it."""

    row: Row
    target: Path | None
    """Where its sheet is written as well."""
    to: Mailbox | None
    """None where no address stands, or a faulty one."""
    faults: tuple[Diagnostic, ...]
    """What is told of the address."""
    identity: bytes
    """By which the outbox knows its message again; as private as the row."""
    is_known: bool
    """Whether its message is in the outbox or was sent, so that none is made."""

    def __repr__(self) -> str:
        """Return the place alone; a trace may end in a log."""
        return f"MessageJob({self.row.place})"


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


class SheetMessages:
    """Writes the messages of sheets one after another; what they share is read and made once."""

    def __init__(self, maker: SheetMaker, template: str = TEMPLATE, subject: str | None = None) -> None:
        """Take what makes the sheets, the name of an e-mail template, and a subject in place of its own."""
        self.maker = maker
        self.template = template
        self.subject = subject
        self.bodies = BodyMaker(maker.pictures)

    def message(
        self, prepared: Prepared, pdf: bytes, to: Mailbox, sender: Mailbox | None, report: Report
    ) -> Message | None:
        """Return the message with a sheet; None after reporting why there is none.

        Args:
            prepared: what the sheet says.
            pdf: the sheet, which is attached.
            to: whose it is.
            sender: from whom; None for a draft.
            report: receives what is wrong with the template, the subject or the size.
        """
        brand, rules, request = prepared.brand, prepared.layout.sheet, prepared.request
        template = self.maker.workspace.load_email_template(brand, self.template, report)
        if template is None or rules is None:
            return None
        sheet = sheet_edition(brand, rules, request, LANGUAGE, report, TEXT)
        fields = _fields(prepared, sheet.title, sheet.code)
        body = self.bodies.body(email_element(template, brand, fields, sheet, report), report)
        if body is None or report.has_errors:
            return None
        held = brand.email or BrandEmail(place=brand.place)
        said = subject(template, brand, fields) if self.subject is None else secured(self.subject, held)
        reply_to = mailbox_of(held.reply_to, report) if held.reply_to is not None else None
        message = Message(to, said, body, (Attachment(NAME, pdf),), sender, reply_to)
        return message if checked(message, held.limit_mb, report) else None


def secured(typed: str, held: BrandEmail) -> str:
    """Return a subject that was typed, with the brand's mark for its mail server in front; else it stays as it is."""
    line, mark = typed.strip(), held.secure_subject
    return line if not mark or line.casefold().startswith(mark.casefold()) else f"{mark} {line}"


def _fields(prepared: Prepared, title: str, code: str) -> dict[str, str]:
    """The merge fields of a sheet's message that have a value."""
    patient, clinician = prepared.request.patient, prepared.request.clinician
    return email_values(
        prepared.brand,
        document_title=title,
        document_code=code,
        patient_name=patient.name if patient is not None else None,
        clinician_name=clinician.name if clinician is not None else None,
        clinician_role=clinician.role if clinician is not None else None,
        clinician_contact=clinician.contact if clinician is not None else None,
    )


def message_jobs(
    rows: Sequence[Row], targets: Sequence[Path], options: Options, post: Post, *, again: bytes = b""
) -> list[MessageJob]:
    """Return what to make of each line; of equal lines only the first has a message.

    Args:
        rows: the lines.
        targets: where the sheet of each is written as well, or nothing.
        options: what holds for every sheet.
        post: what holds for every message.
        again: a token of this run, by which messages that are in the outbox or were sent are put in once more; and only
            once, though a line may be done again after its process was killed.

    Raises:
        RefusedError: the outbox cannot be read.
    """
    outbox = Outbox(post.outbox)
    seen: set[bytes] = set()
    jobs = []
    for number, row in enumerate(rows):
        found = Report(options.wording)
        to = None if row.faults else recipient_of(row, found)
        identity = identity_of(row, options, post.template, post.subject)
        is_twin = is_known = False
        if to is not None:
            is_twin, is_known = identity in seen, outbox.knows(to.address, identity, found) is not None
            seen.add(identity)
            if again and is_known:
                identity, is_known = identity + again, False
            if not is_known and not is_twin:
                _tell_older(outbox.waiting_for(to.address, found), row.place, found)
        target = targets[number] if targets else None
        jobs.append(MessageJob(row, target, to, found.diagnostics, identity, is_twin or is_known))
    return jobs


def _tell_older(waiting: Sequence[Entry], place: Place, report: Report) -> None:
    """Warn of a message to the same recipient that a run before this one put in and nobody has sent."""
    if waiting:
        listed = ", ".join(f"{entry.called} (number {entry.number})" for entry in waiting[:4])
        report.warning(
            "older-message-waits",
            f"an older message to this patient's address waits in the outbox: {listed}",
            'where this line takes its place, take the older one out before you send: "leafletgen outbox purge"',
            place,
        )


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
        Outbox(post.outbox).sync(put)  # all at once takes less time


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
        self.outbox = Outbox(post.outbox)
        self.sender = post.sender

    def make(self, job: MessageJob) -> Mailed:
        """Make the message of a line, and its sheet where that is wanted; both or none.

        Raises:
            RefusedError: the outbox cannot be used.
            WriteError: something cannot be written.
        """
        row = job.row
        if job.is_known and job.target is None:
            return Mailed(row.place, Fate.ALREADY)
        report = Report(self.sheets.options.wording)
        report.add(job.faults)
        prepared = self.sheets.prepare(row, report)
        if prepared is None or report.has_errors:
            usage = all(fault.place is None for fault in report.errors)
            return Mailed(row.place, Fate.FAILED, usage=usage, diagnostics=report.diagnostics)
        to = None if job.is_known else job.to
        fate = Fate.ALREADY if job.is_known else Fate.UNADDRESSED if to is None else Fate.PUT
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
        return Mailed(row.place, fate, number, files, diagnostics=report.diagnostics)

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
