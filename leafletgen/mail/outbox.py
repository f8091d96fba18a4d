"""The outbox: a folder in which each message waits until the mail server has taken it.

Whatever happens to the process that fills it or to the one that sends, a message is in one state (`entry.State`), none
is lost, and none is in it twice:

- A message is written under another name and then renamed: it is there whole, or not at all.
- Each change of its state is one renaming or one removal.
- Before the end of its text is sent, its file says so. A mail server that has not seen that end must not deliver it
  (RFC 5321, 4.1.1.4); one that has may have taken it, although its answer never came. Found so later, it is unknown.
- That it was sent is written down (`outbox_key.SentDigests`) before its file is removed: a message is always known by
  the one or by the other, so that a list that is run again puts nothing in twice.

Two locks, which end with their process, keep others out: one while a message is put in, a moment each, and one of
whoever sends.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from math import inf
from pathlib import Path
from typing import Any

from leafletgen.errors import RefusedError, Report
from leafletgen.mail.entry import DAMAGED, Entry, Letter, State, letter_of
from leafletgen.mail.outbox_files import make_folder, read_file, remove, rename, sync_folder, telling
from leafletgen.mail.outbox_filling import FilledOutbox
from leafletgen.mail.outbox_folder import FILLING, PATIENCE, SENDING
from leafletgen.mail.outbox_key import DAY, NO_DIGEST, Sent
from leafletgen.mail.outbox_lock import HeldError
from leafletgen.mail.server import read_server
from leafletgen.system.user_folders import STATE, user_folder


def outbox_folder() -> Path | None:
    """The outbox of this user, which need not be there; None when the system has no place for it."""
    folder = user_folder(STATE)
    return folder / "outbox" if folder is not None else None


def outbox_as_set(folder: Path) -> Outbox:
    """Return an outbox that keeps and knows what was sent for as long as the user's settings say.

    Where these are faulty it removes nothing: whoever needs the settings tells what is wrong with them.
    """
    report = Report()
    server = read_server(report)
    if report.has_errors:
        return Outbox(folder, keep_sent_days=inf, remember_days=inf)
    if server is None:
        return Outbox(folder)
    return Outbox(folder, keep_sent_days=server.keep_sent_days, remember_days=server.remember_sent_days)


class Outbox(FilledOutbox):
    """An outbox whose messages are sent, by one process at a time."""

    def __init__(self, folder: Path, **named: Any) -> None:
        """Take what `OutboxFolder` does."""
        super().__init__(folder, **named)
        self._is_locked = False

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Be the one who changes states; what a process that was killed has left in flight is unknown from now on.

        Sent messages whose time is over, and digests that are too old, are removed.

        Raises:
            RefusedError: another process does, or the folder cannot be used or changed.
        """
        make_folder(self.folder)
        with ExitStack() as held:
            with telling():  # what goes wrong within the block is its own
                held.enter_context(self._lock(SENDING, 0))
            self._is_locked = True
            try:
                with telling():
                    self._tidy()
                yield
            finally:
                self._is_locked = False

    def tidy(self) -> None:
        """Remove what is kept no longer, unless another process sends, which does so itself.

        Raises:
            RefusedError: the folder cannot be used or changed.
        """
        if not self._names():
            return
        try:
            with self.locked():
                pass
        except RefusedError as refusal:
            if not isinstance(refusal.__cause__, HeldError):
                raise

    def letter(self, entry: Entry) -> Letter | None:
        """Read what goes to the server; None when the file has gone or is damaged, which sets it apart."""
        try:
            letter = letter_of(read_file(self.folder / entry.file))
        except FileNotFoundError:
            return None
        except OSError:
            letter = None
        if letter is None:
            self.refuse(entry, DAMAGED)
        return letter

    def begin_dot(self, entry: Entry) -> Entry | None:
        """Note, before the end of the text is sent, that the message may have been taken from now on.

        Returns:
            The message in flight; None when its file has gone, so that it must not be sent.
        """
        flying = entry.moved(State.UNKNOWN, self._now())._replace(in_flight=True)
        return flying if self._change(entry, flying) else None

    def sent(self, entry: Entry) -> Entry:
        """Note that the server has taken it: it leaves the outbox, or is kept for a while.

        Where the disk takes no line more, its name says that it was sent, until that can be written down (`_tidy`).
        """
        now = self._now()
        if self._remember_days > 0:
            try:
                with telling():
                    self._sent.append(Sent(now, entry.number, entry.identity))
            except RefusedError:
                self._change(entry, entry.moved(State.SENT, now))
                raise
        return self._leave(entry)

    def back(self, entry: Entry, why: str, not_before: float) -> Entry:
        """Let it wait, after the server has put it off, until a time in seconds since 1970."""
        waiting = entry.moved(State.WAITING, self._now(), why, not_before)._replace(tries=entry.tries + 1)
        self._change(entry, waiting)
        return waiting

    def refuse(self, entry: Entry, why: str) -> Entry:
        """Set it apart, for the server does not take it."""
        refused = entry.moved(State.REFUSED, self._now(), why)
        self._change(entry, refused)
        return refused

    def unknown(self, entry: Entry, why: str) -> Entry:
        """Note that nobody can say whether the server has taken it."""
        unknown = entry.moved(State.UNKNOWN, self._now(), why)
        self._change(entry, unknown)
        return unknown

    def resend(self, entry: Entry) -> Entry:
        """Let an unknown message wait again, as it is, with its Message-ID."""
        waiting = entry.moved(State.WAITING, self._now())
        self._change(entry, waiting)
        return waiting

    def purge(
        self, states: Collection[State], older_than_days: float | None = None, only: Collection[int] | None = None
    ) -> int:
        """Delete messages in some states, or those alone that came into it so many days ago, or have these numbers.

        What they said may stay on the disk until it is overwritten.

        Returns:
            How many there were.

        Raises:
            RefusedError: another process sends, or they cannot be deleted.
        """
        if not self._is_locked:
            if not self._names():
                return 0
            with self.locked():
                return self.purge(states, older_than_days, only)
        now = self._now()
        gone = [
            entry
            for entry in self._entries()
            if entry.state in states
            and (older_than_days is None or now - entry.since >= older_than_days * DAY)
            and (only is None or entry.number in only)
        ]
        self._keep_number(max((entry.number for entry in gone if entry.state is not State.SENT), default=0))
        with telling():
            for entry in gone:
                remove(self.folder / entry.file)
            sync_folder(self.folder)
        return len(gone)

    def _keep_number(self, number: int) -> None:
        """Note a number whose message is about to go: it is what people were told, and no other message may have it."""
        if number:
            with suppress(OSError):  # a full disk is no reason to delete nothing
                self._sent.append(Sent(self._now(), number, NO_DIGEST))

    def _tidy(self) -> None:
        self._sent.refresh()
        oldest = self._now() - self._remember_days * DAY
        for entry in self._entries():
            has = self._sent.has(entry.number, entry.identity)
            if entry.state is State.SENT and not has and entry.since > oldest:
                self._sent.append(Sent(entry.since, entry.number, entry.identity))
            # Killed between the line and the removal, or a copy that was put back from elsewhere.
            if entry.state is not State.SENT and has:
                self._leave(entry)
            elif entry.in_flight:
                self.unknown(entry, "")
        self.purge((State.SENT,), self._keep_sent_days or None)
        with self._lock(FILLING, PATIENCE):
            self._sent.forget(self._now(), self._remember_days)
            self._log.end()

    def _leave(self, entry: Entry) -> Entry:
        gone = entry.moved(State.SENT, self._now())
        if self._keep_sent_days > 0:
            self._change(entry, gone)
        else:
            with telling():
                remove(self.folder / entry.file)
                sync_folder(self.folder)
        return gone

    def _change(self, old: Entry, new: Entry) -> bool:
        """Rename a file, and wait until that is on the disk; False when it has gone.

        Raises:
            RefusedError: the system refuses.
        """
        if not self._is_locked:
            raise RuntimeError("states are changed by whoever has locked the outbox")
        try:
            with telling():
                rename(self.folder / old.file, self.folder / new.file)
                sync_folder(self.folder)
        except RefusedError as refusal:
            if isinstance(refusal.__cause__, FileNotFoundError):
                return False
            raise
        return True
