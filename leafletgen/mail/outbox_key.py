"""What the outbox remembers of messages, without saying anything of them: keyed digests, and which of these were sent.

The key is random, and lies in the folder. A digest is an HMAC-SHA256 (RFC 2104) of the address and of what made the
message, cut to 96 bits (RFC 2104, 5): it says nothing without the key, and with it only whoever has the very same
content and address can tell that they are meant. They are kept so that a list that is run again, a day after a machine
broke down, sends nothing twice.
"""

from __future__ import annotations

import hmac
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from leafletgen.mail.outbox_files import MINE, read_file, sync_folder, write_all, write_file

KEY: Final = "key"
SENT: Final = "sent-digests"
KEY_BYTES: Final = 32
NO_DIGEST: Final = "0" * 24
"""In place of the digest of a message that was deleted and not sent: its line keeps its number alone."""
DAY: Final = 86_400.0
"""Seconds."""
_LINE = re.compile(rb"([0-9]{1,12}) ([0-9]{1,8}) ([0-9a-f]{24})")
_APPEND = os.O_WRONLY | os.O_CREAT | os.O_APPEND | MINE


def identity_digest(key: bytes, address: str, identity: bytes) -> str:
    """Return the digest of a message: of its recipient, and of the bytes that tell it from others to the same."""
    to = address.lower().encode("utf-8")
    return hmac.digest(key, b"message %d %b %b" % (len(to), to, identity), "sha256").hex()[:24]


def recipient_digest(key: bytes, address: str) -> str:
    """Return the digest of an address."""
    return hmac.digest(key, b"recipient %b" % address.lower().encode("utf-8"), "sha256").hex()[:16]


class Sent(NamedTuple):
    """A message that a server has taken; or, with `NO_DIGEST`, one that was deleted."""

    when: float
    """Seconds since 1970."""
    number: int
    identity: str


class SentDigests:
    """A file with a line for each message that was sent: when, its number, its digest. It only grows, but for `forget`.

    A line is written before a message leaves the folder, so that at every moment a message is in the folder or in here.
    """

    def __init__(self, folder: Path) -> None:
        """Take the outbox's folder."""
        self._path = folder / SENT
        self._lines: list[Sent] = []
        self._last: dict[str, Sent] = {}
        self._numbers: set[tuple[int, str]] = set()
        self._read: tuple[int, int] = (0, 0)
        """The file's own number, and how many of its bytes were read."""
        self.largest = 0
        """The largest number of a message in here."""

    def refresh(self) -> None:
        """Read what was added since the last look.

        Raises:
            OSError: the file cannot be read.
        """
        try:
            state = self._path.lstat()
        except FileNotFoundError:
            self._take(())
            return
        number, read = self._read
        if number == state.st_ino and read == state.st_size:
            return
        data = read_file(self._path)
        whole = data[: data.rfind(b"\n") + 1]
        self._take(
            Sent(float(found[1]), int(found[2]), found[3].decode("ascii"))
            for line in whole.split(b"\n")
            if (found := _LINE.fullmatch(line))
        )
        self._read = (state.st_ino, len(data))

    def _take(self, lines: Iterable[Sent]) -> None:
        self._lines = list(lines)
        self._last = {line.identity: line for line in self._lines}
        self._numbers = {(line.number, line.identity) for line in self._lines}
        self.largest = max((line.number for line in self._lines), default=0)
        self._read = (0, 0)

    @property
    def identities(self) -> Iterable[str]:
        """The digests of all messages in here."""
        return self._last.keys()

    def last(self, identity: str) -> Sent | None:
        """When a message with this digest was last sent."""
        return self._last.get(identity)

    def has(self, number: int, identity: str) -> bool:
        """Whether this very message was sent."""
        return (number, identity) in self._numbers

    def append(self, line: Sent) -> None:
        """Add a line, and wait until it is on the disk.

        Raises:
            OSError: it cannot be written; half a line that is left counts for nothing.
        """
        # What may have been left half by a process that was killed is ended first.
        data = b"%d %d %b\n" % (int(line.when), line.number, line.identity.encode("ascii"))
        is_new = not self._path.exists()
        descriptor = os.open(self._path, _APPEND, 0o600)
        try:
            write_all(descriptor, data if self._ends_well() else b"\n" + data)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if is_new:
            sync_folder(self._path.parent)

    def _ends_well(self) -> bool:
        with self._path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - 1))
            return file.read(1) in (b"", b"\n")

    def forget(self, now: float, days: float) -> None:
        """Write the file anew without what is older than some days; nobody else may read or write it meanwhile.

        Raises:
            OSError: it cannot be written; it is as it was.
        """
        self.refresh()
        # A line of tomorrow was written before a clock was set back.
        kept = [line for line in self._lines if days > 0 and now - line.when <= days * DAY]
        if len(kept) == len(self._lines):
            return
        data = b"".join(b"%d %d %b\n" % (int(one.when), one.number, one.identity.encode("ascii")) for one in kept)
        write_file(self._path, data, sync=True)
        sync_folder(self._path.parent)
        self.refresh()


def read_key(folder: Path) -> bytes | None:
    """Read the key; None when there is none.

    Raises:
        OSError: it cannot be read.
        ValueError: it is damaged.
    """
    with suppress(FileNotFoundError):
        key = read_file(folder / KEY, KEY_BYTES + 1)
        if len(key) != KEY_BYTES:
            raise ValueError("a key of another length")
        return key
    return None


def make_key(folder: Path) -> bytes:
    """Make a key, and wait until it is on the disk; nobody else may make one meanwhile.

    Raises:
        OSError: it cannot be written.
    """
    import secrets

    key = secrets.token_bytes(KEY_BYTES)
    write_file(folder / KEY, key, sync=True)
    sync_folder(folder)
    return key
