"""Which messages a run makes: what holds for all, and each line's, of those that the outbox does not know."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from leafletgen.errors import Diagnostic, Place, Report, Setting
from leafletgen.library.emails import email_template_names
from leafletgen.library.workspace import Workspace
from leafletgen.mail.entry import Entry
from leafletgen.mail.message import checked
from leafletgen.mail.outbox import outbox_as_set, outbox_folder
from leafletgen.mail.parts import Body, Mailbox, Message
from leafletgen.patients.identity import identity_of
from leafletgen.patients.recipients import recipient_of
from leafletgen.patients.settings import Options
from leafletgen.patients.sheet_messages import TEMPLATE

if TYPE_CHECKING:
    from leafletgen.patients.row import Row


TWIN = "twin"
"""Stands for a message that a line above has already."""


class Post(NamedTuple):
    """What holds for every message of a run."""

    outbox: Path
    """The folder of the outbox."""
    sender: Mailbox
    template: str = TEMPLATE
    subject: str | None = None
    """In place of the template's."""


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
    known: str = ""
    """How its message stands that is in the outbox or was sent, or `TWIN`: then none is made."""

    def __repr__(self) -> str:
        """Return the place alone; a trace may end in a log."""
        return f"MessageJob({self.row.place})"


def check_post(workspace: Workspace, post: Post, report: Report) -> None:
    """Report what is wrong with what was asked for of all messages, once and before any is made.

    Args:
        workspace: whose brands have the e-mail templates.
        post: what holds for every message.
        report: receives a subject that is not fit for one, and a template that no brand has.
    """
    if post.subject is not None:
        checked(Message(post.sender, post.subject.strip(), Body("", ""), (), post.sender), None, report)
    brands = [brand for name in workspace.brand_names() if (brand := workspace.load_brand(name, Report())) is not None]
    if brands and not any(post.template in email_template_names(brand.folder) for brand in brands):
        workspace.load_email_template(brands[0], post.template, report)


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
    outbox = outbox_as_set(post.outbox)
    seen: set[tuple[str, bytes]] = set()
    jobs = []
    for number, row in enumerate(rows):
        found = Report(options.wording)
        to = None if row.faults else recipient_of(row, found)
        identity = identity_of(row, options, post.template, post.subject)
        known = ""
        if to is not None:
            put = outbox.knows(to.address, identity, found)
            this = (to.address.lower(), identity)
            known = TWIN if this in seen else put.state.value if put is not None else ""
            seen.add(this)
            if again and put is not None:
                identity, known = identity + again, TWIN if known == TWIN else ""
            if not known:
                _tell_older(outbox.waiting_for(to.address, found), post.outbox, row.place, found)
        target = targets[number] if targets else None
        jobs.append(MessageJob(row, target, to, found.diagnostics, identity, known))
    return jobs


def _tell_older(waiting: Sequence[Entry], outbox: Path, place: Place, report: Report) -> None:
    """Warn of a message to the same recipient that a run before this one put in and nobody has sent."""
    if waiting:
        named = "" if outbox == outbox_folder() else " " + report.called(Setting.OUTBOX, f'"{outbox}"')
        numbers = " ".join(str(entry.number) for entry in waiting)
        listed = ", ".join(f"{entry.called} (number {entry.number})" for entry in waiting[:4])
        report.warning(
            "older-message-waits",
            f"an older message to this patient's address waits in the outbox: {listed}",
            f"where this one takes its place: leafletgen outbox purge {numbers}{named}",
            place,
        )
