"""Puts messages into the outbox, each whole, and the same one once."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from leafletgen.errors import ExitCode, Place, RefusedError, Report, refused
from leafletgen.mail.entry import LARGEST, Entry, Letter, Origin, State, entry_of, identity_in, number_of, written
from leafletgen.mail.outbox_files import PART, names_in, remove, sync_files, sync_folder, telling, write_file
from leafletgen.mail.outbox_folder import FILLING, PATIENCE, OutboxFolder
from leafletgen.mail.outbox_key import DAY, identity_digest, recipient_digest
from leafletgen.system.clock import local_time

if TYPE_CHECKING:
    from leafletgen.mail.parts import Message


class Put(NamedTuple):
    """What became of a message that was put in."""

    is_new: bool
    """False when the very same one is there, or was sent."""
    number: int
    state: State
    when: float
    """Since when it is in this state, in seconds since 1970."""


class FilledOutbox(OutboxFolder):
    """An outbox that messages are put into, by several processes at once if need be, each with an object of its own."""

    def __init__(self, folder: Path, **named: Any) -> None:
        """Take what `OutboxFolder` does."""
        super().__init__(folder, **named)
        self._known: dict[str, Put] | None = None
        self._waiting: dict[str, list[Entry]] | None = None
        self._largest = 0
        self._put_in: set[str] = set()
        """The digests of all that was put in, and of some that have gone since."""

    def put(
        self,
        message: Message,
        origin: Origin,
        identity: bytes,
        report: Report,
        *,
        again: bool = False,
        one_of_many: bool = False,
    ) -> Put | None:
        """Put a message in, under a new Message-ID; one that is known already is not put in again.

        Args:
            message: with a sender.
            origin: whose it is, as people are told.
            identity: what tells it from another message to the same recipient, such as what it was made from.
            report: is told of another message that waits for the recipient, and of what cannot be done.
            again: whether it is put in although it is known.
            one_of_many: it is on the disk for certain only after `sync`, which takes less time for all at once; of
                others that wait for the recipient, whoever puts them in asks `waiting_for` before.

        Returns:
            What became of it; None after an error was reported.
        """
        try:
            key = self._ready(report)
            letter = self._letter(message)
            digest = identity_digest(key, letter.recipient, identity)
            with telling(), self._lock(FILLING, PATIENCE):
                names: Collection[str] = ()
                if not one_of_many or self._may_be_known(digest):
                    names = self._look_and_tidy(one_of_many)
                    known = None if again else self._find(digest, names)
                    if known is not None:
                        return known
                entry = self._entry(digest, recipient_digest(key, letter.recipient))
                self._log.add(entry.number, digest)
                write_file(self.folder / entry.file, written(letter, origin), sync=not one_of_many)
                if not one_of_many:
                    sync_folder(self.folder)
                    self._warn_of_others(entry, origin, names, report)
        except RefusedError as refusal:
            report.add(refusal.diagnostics)
            return None
        return Put(True, entry.number, entry.state, entry.since)

    def sync(self, numbers: Collection[int]) -> None:
        """Wait until messages that were put in, each as one of many, are on the disk, whichever process did so.

        Raises:
            RefusedError: the disk does not take them.
        """
        wanted = set(numbers)
        if not wanted:
            return
        with telling():
            sync_files([self.folder / name for name in names_in(self.folder) if number_of(name) in wanted])
            sync_folder(self.folder)
            with self._lock(FILLING, PATIENCE):
                self._log.end()

    def knows(self, address: str, identity: bytes, report: Report) -> Put | None:
        """What `put` would find of a message, as the outbox was when this was first asked; for many questions.

        Raises:
            RefusedError: the folder cannot be used.
        """
        if self._known is None and not self._names():
            return None
        key = self._ready(report)
        if self._known is None:
            with telling():
                self._known = self._all_known()
        return self._known.get(identity_digest(key, address, identity))

    def waiting_for(self, address: str, report: Report) -> list[Entry]:
        """Return what waits for a recipient, as the outbox was when this was first asked; for many questions.

        Raises:
            RefusedError: the folder cannot be used.
        """
        if self._waiting is None and not self._names():
            return []
        key = self._ready(report)
        if self._waiting is None:
            self._waiting = {}
            for entry in self._entries():
                if entry.state is State.WAITING:
                    self._waiting.setdefault(entry.recipient, []).append(entry)
        return self._waiting.get(recipient_digest(key, address), [])

    def _letter(self, message: Message) -> Letter:
        import secrets

        from leafletgen.mail.message import message_of

        if message.sender is None:
            raise ValueError("a message without a sender is a draft")
        domain = message.sender.address.rpartition("@")[2]
        data = message_of(message, f"<{secrets.token_hex(16)}@{domain}>", local_time(self._now()))
        return Letter(message.sender.address, message.to.address, data)

    def _look(self) -> list[str]:
        """Return the names in the folder, and read what was sent after that: no message is in neither."""
        names = names_in(self.folder)
        self._sent.refresh()
        return names

    def _may_be_known(self, digest: str) -> bool:
        """Whether it takes a look at the folder to say if a message is in it, or which number is the next."""
        news = self._log.news()
        if news is None:
            return True
        for number, added in news:
            self._largest = max(self._largest, number)
            self._put_in.add(added)
        return digest in self._put_in

    def _look_and_tidy(self, one_of_many: bool) -> list[str]:
        """Return the names in the folder, remove what was left half written, and note what need not be looked for."""
        names = self._look()
        for name in names:
            if name.endswith(PART):  # of a process that was killed, for we hold the lock
                remove(self.folder / name)
        self._largest = max((self._largest, self._sent.largest, *map(number_of, names)))
        if one_of_many:
            self._put_in = {*map(identity_in, names), *self._sent.identities}
            self._log.take_up()
        return names

    def _entry(self, digest: str, recipient: str) -> Entry:
        """Return a new one under the next number, when nobody else puts one in meanwhile."""
        if self._largest == LARGEST:
            raise refused(
                "outbox-not-usable", "the outbox's numbers are used up", "name another folder", ExitCode.ENVIRONMENT
            )
        self._largest += 1
        return Entry(self._largest, State.WAITING, 0, self._now(), 0, "", digest, recipient)

    def _find(self, digest: str, names: Collection[str]) -> Put | None:
        """The message with this digest that was in the folder at the last look, or was sent."""
        for name in names:
            if digest in name and (entry := entry_of(name)) is not None:
                whole = self._with_head(entry)
                if whole is None or not whole.is_damaged:  # what was damaged is to be made again
                    return Put(False, entry.number, entry.state, entry.since)
        sent = self._sent.last(digest)
        if sent is None or self._now() - sent.when > self._remember_days * DAY:
            return None
        return Put(False, sent.number, State.SENT, sent.when)

    def _all_known(self) -> dict[str, Put]:
        names: dict[str, list[str]] = {}
        for name in self._look():
            if (entry := entry_of(name)) is not None:
                names.setdefault(entry.identity, []).append(name)
        digests = dict.fromkeys((*names, *self._sent.identities))
        return {digest: put for digest in digests if (put := self._find(digest, names.get(digest, ()))) is not None}

    def _warn_of_others(self, entry: Entry, origin: Origin, names: Collection[str], report: Report) -> None:
        for name in sorted(names):
            if entry.recipient in name and (other := entry_of(name)) is not None and other.state is State.WAITING:
                whole = self._with_head(other)
                report.warning(
                    "outbox-recipient-waits",
                    f"another message to this recipient waits in the outbox: {(whole or other).called}",
                    f"the next sending sends both; where it is one too many: leafletgen outbox purge {other.number}",
                    Place(origin.file, origin.line, 1) if origin.line is not None else None,
                )
                return
