"""The outbox's folder and files: private from their first byte, on the disk before anybody is told so, on each system.

On Windows a file's mode says nothing: who may read it is decided by the rights of the folder, which in a user's profile
is the user's own. A folder cannot be synchronised there; NTFS keeps renamings in order by its journal.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TypeVar

from leafletgen.errors import ExitCode, RefusedError, refused

PART: Final = ".part"
"""The ending of a file that is being written; whoever holds the lock on filling may remove it."""
MINE: Final = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
"""With which a file of the outbox is opened: as bytes, never through a link, and for this process alone."""
_WINDOWS = sys.platform == "win32"
#: How often a file is tried that a virus scanner or a backup holds, and the seconds between; Windows only.
_TRIES, _PAUSE = 40, 0.025
#: Files that are synchronised at the same time.
_AT_ONCE = 8
#: What drives answer, some of a network, that do not synchronise folders.
_CANNOT_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.EBADF)

T = TypeVar("T")


def make_folder(folder: Path) -> None:
    """Make the folder if it is not there, with mode 700, and see that nobody else can put something into it.

    Raises:
        RefusedError: it cannot be made, is a link, belongs to somebody else, or others may write to it.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        state = folder.lstat()
    except OSError as fault:
        raise _not_usable(f"cannot be made: {fault.strerror or 'the system refuses'}", "name another folder") from fault
    check_folder(state)


def check_folder(state: os.stat_result) -> None:
    """See that a folder is one, and ours alone; takes what ``lstat`` says of it.

    Raises:
        RefusedError: it is not.
    """
    if not stat.S_ISDIR(state.st_mode):
        raise _not_usable("is a link or a file", "name the folder itself")
    whose = getattr(os, "geteuid", None)
    if whose is None:
        return
    if state.st_uid != whose():
        raise _not_usable("belongs to another user", "name a folder of your own")
    if state.st_mode & 0o022:
        raise _not_usable("may be written to by other users", "take that right away from them: chmod 700 FOLDER")


def _not_usable(what: str, hint: str) -> RefusedError:
    return refused("outbox-not-usable", f"the outbox's folder {what}", hint, ExitCode.ENVIRONMENT)


def not_written(fault: OSError) -> RefusedError:
    """Return what is said when the disk does not take something; no name of a file is in it."""
    return refused(
        "outbox-not-written",
        f"the outbox cannot be changed: {fault.strerror or 'the system refuses'}",
        "see that the disk has room and that you may write to the folder; every message is still in it",
        ExitCode.ENVIRONMENT,
    )


@contextmanager
def telling() -> Iterator[None]:
    """Tell what the disk refuses as a diagnostic.

    Raises:
        RefusedError: in place of an OSError.
    """
    try:
        yield
    except OSError as fault:
        raise not_written(fault) from fault


def names_in(folder: Path) -> list[str]:
    """Return the names of all files in a folder.

    Raises:
        OSError: it cannot be read.
    """
    with os.scandir(folder) as found:
        return [entry.name for entry in found]


def write_file(path: Path, data: bytes, *, sync: bool) -> None:
    """Write a file that its owner alone can read, under a temporary name first; nobody else may do so meanwhile.

    Raises:
        OSError: it cannot be written; nothing is left.
    """
    temporary = path.with_name(path.name + PART)
    remove(temporary)  # of a process that was killed
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | MINE, 0o600)
    try:
        try:
            write_all(descriptor, data)
            if sync:
                os.fsync(descriptor)
        finally:
            os.close(descriptor)
        patiently(lambda: temporary.replace(path))
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def write_all(descriptor: int, data: bytes) -> None:
    """Write all bytes; a system may take fewer at a time.

    Raises:
        OSError: the disk does not take them.
    """
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def read_file(path: Path, most: int = -1) -> bytes:
    """Read a file, or its first bytes; a link is not followed.

    Raises:
        OSError: it is not there, is a link, or cannot be read.
    """

    def read() -> bytes:
        with os.fdopen(os.open(path, os.O_RDONLY | MINE | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
            return file.read(most)

    return patiently(read)


def rename(old: Path, new: Path) -> None:
    """Give a file another name.

    Raises:
        OSError: it is not there, or the system refuses.
    """
    patiently(lambda: old.replace(new))


def remove(path: Path) -> None:
    """Remove a file, if it is there.

    Raises:
        OSError: the system refuses.
    """
    with suppress(FileNotFoundError):
        patiently(path.unlink)


def sync_files(paths: Sequence[Path]) -> None:
    """Wait until files are on the disk; those that have gone meanwhile need not be.

    Raises:
        OSError: the disk does not take them.
    """
    from concurrent.futures import ThreadPoolExecutor

    # A disk that is told of several at once writes its journal once for all of them.
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(_sync_file, paths))


def _sync_file(path: Path) -> None:
    """Wait until a file is on the disk; one that has gone meanwhile need not be.

    Raises:
        OSError: the disk does not take it.
    """
    # Windows synchronises what may be written to alone.
    with suppress(FileNotFoundError):
        descriptor = os.open(path, (os.O_RDWR if _WINDOWS else os.O_RDONLY) | MINE)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where a system can do that.

    Raises:
        OSError: the disk does not take them.
    """
    if _WINDOWS:
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as fault:
        if fault.errno not in _CANNOT_SYNC:
            raise
    finally:
        os.close(descriptor)


def patiently(do: Callable[[], T]) -> T:
    """Do something with a file that another program may hold for a moment, which on Windows forbids it."""
    for _ in range(_TRIES if _WINDOWS else 0):
        try:
            return do()
        except PermissionError:
            time.sleep(_PAUSE)
    return do()
