"""A finished message on its way: through the outbox to the mail server that this user has set."""

from __future__ import annotations

import threading
from collections.abc import Collection
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from leafletgen.app.emailing.wish import Faults, Field
from leafletgen.errors import ExitCode, RefusedError, Report, refused
from leafletgen.mail.address import mailbox_of
from leafletgen.mail.entry import Entry, Origin, State
from leafletgen.mail.events import Event
from leafletgen.mail.events import Outcome as Happened
from leafletgen.mail.outbox import Outbox, outbox_as_set, outbox_folder
from leafletgen.mail.parts import Message
from leafletgen.mail.password import password_of
from leafletgen.mail.sending import send
from leafletgen.mail.server import Server, needed_server, read_server
from leafletgen.system.clock import local_time
from leafletgen.system.workers import Stop

_TYPED = Origin("", None)
_OF_THE_ADDRESS = "email-recipient-refused"
_sending = threading.Lock()
"""One at a time sends from this process: the outbox lets in no second one, and another window only has to wait.

It is held while a message is put in, too: what another thread is sending of the same click is neither unknown nor new.
"""


class Outcome(NamedTuple):
    """What became of a message."""

    state: State
    number: int
    """In the outbox, by which it is told."""
    was_sent: bool
    """Whether it was sent before, and not now."""


def can_send(faults: Faults, *, is_needed: bool = False) -> bool:
    """Return whether a mail server is set; what is wrong with its settings is reported, or that it is needed."""
    report = faults.about(Field.ALL)
    return (needed_server(report) if is_needed else read_server(report)) is not None


def identity_of(message: Message) -> bytes:
    """Return what tells a message from others to the same recipient: all that it says, and its files.

    Copies that a password closes are never the same twice, so that one with another password is another message.
    """
    said = blake2b()
    texts = (message.subject, message.body.text, message.body.html)
    for part in (*(text.encode("utf-8") for text in texts), *(file.data for file in message.attachments)):
        said.update(blake2b(part).digest())
    return said.digest()


class Earlier(NamedTuple):
    """A try to send what a message takes the place of."""

    to: str
    """As it was typed."""
    identity: bytes

    def __repr__(self) -> str:
        """Return the class alone; a trace may end in a log."""
        return "Earlier(…)"


def post(
    message: Message,
    identity: bytes,
    faults: Faults,
    *,
    folder: Path | None = None,
    again: bool = False,
    earlier: Collection[Earlier] = (),
) -> Outcome | None:
    """Put a message into the outbox and send it; None after reporting why it could not be put in.

    It is in the outbox before anything is sent, and stays there until the server has taken it. The same message is
    neither put in nor sent twice, however often this is called, also by several at once. One that the server refuses
    is not kept: whoever asked is told at once.

    Args:
        message: without a sender; it is the mail server's.
        identity: what tells it from another message to the same recipient.
        faults: what is wrong, and what is to be done where it waits.
        folder: the outbox; that of the user when None.
        again: whether it is sent although it was sent before.
        earlier: what was to be sent before something was changed, perhaps the address: where it waits it is deleted,
            and where it has gone, or may have, this message is not sent.

    Raises:
        RefusedError: the outbox cannot be used.
    """
    report = faults.about(Field.ALL)
    server = needed_server(report)
    if server is None:
        return None
    password = password_of(server, report)
    if report.has_errors:
        return None
    outbox = outbox_as_set(folder or _folder())
    with _sending:
        gone = _take_back(outbox, earlier, report) if earlier else None
        if gone is not None or report.has_errors:
            return gone
        put = outbox.put(message._replace(sender=server.sender), _TYPED, identity, report, again=again)
        if put is None:
            return None
        state: State | None = put.state
        if state is State.WAITING:
            state = _sent(outbox, server, password, put.number, faults)
        elif state is State.UNKNOWN:
            _report_unknown(report)
        if state is None and _was_sent(outbox.folder, message.to.address, identity, put.number):
            state = State.SENT
        if state is None:
            _report_gone(report)
            return None
        return Outcome(state, put.number, put.state is State.SENT)


def _take_back(outbox: Outbox, earlier: Collection[Earlier], report: Report) -> Outcome | None:
    """Delete earlier tries that wait, and return what became of the first that has gone, or may have.

    While another process sends, nobody can say what becomes of them, which is reported.
    """
    try:
        return _taken_back(outbox, earlier, report)
    except RefusedError as refusal:
        report.add(refusal.diagnostics)
        return None


def _taken_back(outbox: Outbox, earlier: Collection[Earlier], report: Report) -> Outcome | None:
    with outbox.locked():
        for to, identity in earlier:
            mailbox = mailbox_of(to.strip(), Report())
            known = None if mailbox is None else outbox.knows(mailbox.address, identity, report)
            if known is None:
                continue
            if known.state is State.SENT:
                _report_as_it_was(report)
            elif known.state is State.UNKNOWN:
                _report_unknown(report)
            else:
                outbox.purge([State.WAITING, State.REFUSED], only=[known.number])
                continue
            return Outcome(known.state, known.number, True)
    return None


def _folder() -> Path:
    folder = outbox_folder()
    if folder is None:
        raise refused(
            "outbox-without-folder",
            "this user has no folder for an outbox",
            "name one in the variable LEAFLETGEN_STATE",
            ExitCode.ENVIRONMENT,
        )
    return folder


def _sent(outbox: Outbox, server: Server, password: str | None, number: int, faults: Faults) -> State | None:
    """Send one message that waits, and return how it stands then; None when somebody else sent or deleted it."""
    report, told, is_sent = faults.about(Field.ALL), False, False
    try:
        for event in send(outbox, server, password, Stop(), once=True, only=[number], wording=report.wording):
            _tell(event, faults)
            told, is_sent = True, event.outcome is Happened.SENT
    except RefusedError as refusal:  # it stays where it is
        report.add(refusal.diagnostics)
        told = True
    entry = next((one for one in outbox.entries(Report(report.wording)) if one.number == number), None)
    if entry is not None and entry.state is State.WAITING and not told:
        _report_wait(entry, report)
    elif entry is not None and entry.state is State.REFUSED:
        with suppress(RefusedError):  # another process sends meanwhile, and it stays set apart
            outbox.purge([State.REFUSED], only=[number])
    return State.SENT if is_sent else None if entry is None else entry.state


def _was_sent(folder: Path, address: str, identity: bytes, number: int) -> bool:
    """Whether a message that is not in the outbox any more is one of those that were sent."""
    known = outbox_as_set(folder).knows(address, identity, Report())
    return known is not None and (known.state, known.number) == (State.SENT, number)


def _tell(event: Event, faults: Faults) -> None:
    if event.diagnostic is not None:
        about = Field.TO if event.diagnostic.code == _OF_THE_ADDRESS else Field.ALL
        faults.about(about).add([event.diagnostic])


def _report_wait(entry: Entry, report: Report) -> None:
    """Say of a message that was put off, and was not tried now, when it may be."""
    clock = local_time(entry.not_before).strftime("%H:%M")
    report.warning("email-not-yet", f"the mail server wants to be asked again later, not before {clock}", "try it then")


def _report_as_it_was(report: Report) -> None:
    report.warning(
        "email-sent-as-it-was",
        "the message was sent as it was before you changed something",
        "where the patient should have it as it is now, send it again",
    )


def _report_gone(report: Report) -> None:
    report.error(
        "email-gone",
        "somebody deleted this message in the outbox before it was sent",
        "make it anew if it is to go after all",
    )


def _report_unknown(report: Report) -> None:
    report.error(
        "email-unknown",
        "this message may have arrived already, or not",
        "ask the patient before you send it again",
    )
