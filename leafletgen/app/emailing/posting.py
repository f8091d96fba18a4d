"""A finished message: its draft, or its way through the outbox to the mail server that this user has set."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from leafletgen.app.emailing.wish import Faults, Field
from leafletgen.errors import ExitCode, RefusedError, Report, Setting, refused
from leafletgen.mail.entry import Origin, State
from leafletgen.mail.message import draft_of
from leafletgen.mail.outbox import Outbox, outbox_folder
from leafletgen.mail.parts import Message
from leafletgen.mail.password import password_of
from leafletgen.mail.sending import send
from leafletgen.mail.server import Server, needed_server, read_server
from leafletgen.system.workers import Stop

_TYPED = Origin("", None)


class Outcome(NamedTuple):
    """What became of a message."""

    state: State
    number: int
    """In the outbox, by which it is told."""
    is_new: bool = True
    """False when the very same one was there already, or sent before."""


def draft_file(message: Message) -> bytes:
    """Return a message as the file that a mail program opens to be sent by hand: an .eml in ASCII."""
    return draft_of(message)


def can_send(faults: Faults) -> bool:
    """Return whether a mail server is set; what is wrong with its settings is reported."""
    return read_server(faults.about(Field.ALL)) is not None


def post(
    message: Message, identity: bytes, faults: Faults, *, folder: Path | None = None, again: bool = False
) -> Outcome | None:
    """Put a message into the outbox and send it; None after reporting why it could be neither.

    It is in the outbox before anything is sent, and stays there until the server has taken it. The same message is
    neither put in nor sent twice, however often this is called, also by several at once.

    Args:
        message: without a sender; it is the mail server's.
        identity: what tells it from another message to the same recipient.
        faults: what is wrong, and what is to be done where it waits.
        folder: the outbox; that of the user when None.
        again: whether it is sent although it was sent before.

    Raises:
        RefusedError: the outbox cannot be used.
    """
    report = faults.about(Field.ALL)
    server = needed_server(report)
    if server is None:
        return None
    outbox = Outbox(folder or _folder(), keep_sent_days=server.keep_sent_days)
    put = outbox.put(message._replace(sender=server.sender), _TYPED, identity, report, again=again)
    if put is None:
        return None
    if put.state is State.WAITING:
        return _sent(outbox, server, put.number, faults)._replace(is_new=put.is_new)
    _explain(put.state, report, "", put.number)
    return Outcome(put.state, put.number, is_new=put.is_new)


def _folder() -> Path:
    folder = outbox_folder()
    if folder is None:
        raise refused(
            "no-outbox",
            "this system has no place for an outbox",
            "name a folder in the environment variable LEAFLETGEN_STATE",
            ExitCode.ENVIRONMENT,
        )
    return folder
