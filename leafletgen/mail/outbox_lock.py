"""Locks of the outbox: the system's own, on an open file, so that they end with their process however it ends.

A message is put in within a fraction of a millisecond, and filelock alone takes most of one.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: Seconds between two looks at a lock that somebody else holds.
_LOOK = 0.002
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


class HeldError(Exception):
    """Somebody else holds a lock."""


@contextmanager
def held(path: Path, patience: float) -> Iterator[None]:
    """Hold a lock, whose file stays; other threads of this process are kept out too.

    Raises:
        HeldError: somebody else holds it, and does not let go within so many seconds.
        OSError: there can be no lock.
    """
    descriptor = os.open(path, _FLAGS, 0o600)
    try:
        end = time.monotonic() + patience
        while not _taken(descriptor):
            if time.monotonic() >= end:
                raise HeldError
            time.sleep(_LOOK)
        try:
            yield
        finally:
            _let_go(descriptor)  # a copy of this process may have the file open too
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _taken(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

    def _let_go(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _taken(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _let_go(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
