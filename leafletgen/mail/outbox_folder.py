"""What is in an outbox's folder: its key, its locks, and the messages with their states."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from leafletgen.errors import ExitCode, RefusedError, Report, refused
from leafletgen.mail.entry import LONGEST_HEAD, Entry, State, entry_of, head_of
from leafletgen.mail.filling_log import LOG, FillingLog
from leafletgen.mail.outbox_files import (
    PART,
    check_folder,
    make_folder,
    names_in,
    read_file,
    telling,
)
from leafletgen.mail.outbox_key import KEY, SENT, SentDigests, make_key, read_key
from leafletgen.mail.outbox_lock import HeldError, held

FILLING: Final = ".filling.lock"
"""Held for the moment in which a message is put in."""
SENDING: Final = ".sending.lock"
"""Held by whoever changes the states of messages."""
PATIENCE: Final = 60.0
"""Seconds to wait for another process that puts a message in."""
#: How often the folder is read anew when a message changed its state meanwhile.
_LOOKS = 10


class OutboxFolder:
    """A folder of messages; nothing on the disk is touched before something is asked."""

    def __init__(
        self,
        folder: Path,
        *,
        keep_sent_days: float = 0,
        remember_days: float = 30,
        now: Callable[[], float] = time.time,
    ) -> None:
        """Take the folder, which need not be there.

        Args:
            folder: where the messages are.
            keep_sent_days: how long a message is kept after it was sent.
            remember_days: how long its digest is; 0 for not at all.
            now: tells the time in seconds since 1970.
        """
        self.folder = folder
        self._keep_sent_days = keep_sent_days
        self._remember_days = remember_days
        self._now = now
        self._sent = SentDigests(folder)
        self._log = FillingLog(folder)
        self._key: bytes | None = None

    @property
    def is_there(self) -> bool:
        """Whether there is a folder that is empty or has something of an outbox's in it.

        Raises:
            RefusedError: the folder cannot be used.
        """
        names = self._names()
        return any(map(_is_ours, names)) or (not names and self.folder.exists())

    def entries(self, report: Report) -> list[Entry]:
        """Return all messages in the order in which they were put in; no lock is needed.

        Files of others in the folder, and damaged messages, are reported.

        Raises:
            RefusedError: the folder cannot be used.
        """
        found = self._entries()
        for entry in found:
            if entry.is_damaged:
                report.warning(
                    "outbox-message-damaged",
                    f"message {entry.number} in the outbox is damaged, and is not sent",
                    "remove what was refused from the outbox, and make the message again",
                )
        others = sum(not _is_ours(name) for name in self._names())
        if others:
            report.warning(
                "outbox-strange-files",
                f"{others} {'file' if others == 1 else 'files'} in the outbox's folder came from elsewhere",
                "look into the folder, and move them away; they are not sent",
            )
        return found

    def _entries(self) -> list[Entry]:
        for _ in range(_LOOKS):
            # Two of one number were put together by hand, from two outboxes: both are seen.
            read = (entry for name in self._names() if (entry := entry_of(name)) is not None)
            named = {(entry.number, entry.identity): entry for entry in read}
            found = [whole for entry in named.values() if (whole := self._with_head(entry)) is not None]
            if len(found) == len(named):
                break
        return sorted(found, key=lambda entry: entry.number)

    def _names(self) -> list[str]:
        """The names of all files; none when there is no folder."""
        try:
            state = self.folder.lstat()
        except FileNotFoundError:
            return []
        except OSError as fault:
            raise not_readable(fault) from fault
        check_folder(state)
        try:
            return names_in(self.folder)
        except OSError as fault:
            raise not_readable(fault) from fault

    def _with_head(self, entry: Entry) -> Entry | None:
        """Add whose message it is; None when the file has another name by now, or has gone."""
        path = self.folder / entry.file
        try:
            beginning = read_file(path, LONGEST_HEAD)
            size = path.lstat().st_size
        except FileNotFoundError:
            return None
        except OSError:  # a link, a folder, a fault of the disk
            return entry._replace(is_damaged=True)
        found = head_of(beginning)
        if found is None or found[1] + found[0].size != size:
            return entry._replace(is_damaged=True)
        return entry._replace(origin=found[0].origin)

    def _ready(self, report: Report) -> bytes:
        """Make the folder and its key where they are not there; return the key.

        Raises:
            RefusedError: one cannot be made, or is not to be trusted.
        """
        if self._key is None:
            make_folder(self.folder)
            with telling():
                self._key = self._read_key() or self._make_key(report)
        return self._key

    def _read_key(self) -> bytes | None:
        try:
            return read_key(self.folder)
        except ValueError as fault:
            raise refused(
                "outbox-key-damaged",
                "the outbox's key is damaged, so that it no longer knows what it has sent",
                f'send what waits, then delete the file "{KEY}" in the outbox\'s folder',
                ExitCode.ENVIRONMENT,
            ) from fault

    def _make_key(self, report: Report) -> bytes:
        names = self._names()
        if any(not _is_ours(name) for name in names):
            raise refused(
                "outbox-not-usable",
                "the outbox's folder holds other files",
                "name a folder that is empty or not there yet",
                ExitCode.ENVIRONMENT,
            )
        with self._lock(FILLING, PATIENCE):
            key = self._read_key()
            if key is not None:  # another process was faster
                return key
            entries = [entry for name in names if (entry := entry_of(name)) is not None]
            if any(entry.state in (State.WAITING, State.UNKNOWN) for entry in entries):
                raise refused(
                    "outbox-key-damaged",
                    "the outbox's key has gone while messages wait, so that it no longer knows which these are",
                    "send them, or delete them, then try again: else some might be sent twice",
                    ExitCode.ENVIRONMENT,
                )
            if entries or SENT in names:
                report.warning(
                    "outbox-key-gone",
                    "the outbox's key has gone, so that it no longer knows what it has sent",
                    "look at what you put in: it may have been sent already",
                )
            return make_key(self.folder)

    @contextmanager
    def _lock(self, name: str, patience: float) -> Iterator[None]:
        """Keep other processes and threads out.

        Raises:
            RefusedError: they do not leave in time.
            OSError: there can be no lock in this folder.
        """
        try:
            with held(self.folder / name, patience):
                yield
        except HeldError as fault:
            raise refused(
                "outbox-in-use",
                "another leafletgen is at work in the outbox",
                "wait until it has ended, then try again",
                ExitCode.ENVIRONMENT,
            ) from fault


def not_readable(fault: OSError) -> RefusedError:
    """Return what is said of a folder that cannot be read."""
    return refused(
        "outbox-not-usable",
        f"the outbox's folder cannot be read: {fault.strerror or 'the system refuses'}",
        "check that you may read it",
        ExitCode.ENVIRONMENT,
    )


def _is_ours(name: str) -> bool:
    return entry_of(name) is not None or name in (KEY, SENT, LOG, FILLING, SENDING) or name.endswith(PART)
