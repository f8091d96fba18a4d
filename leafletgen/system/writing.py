"""Writes files whole: a reader finds the old one or the new one, and nothing between."""

import errno
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import BinaryIO

#: Temporary files older than this many seconds belong to a program that was killed.
_STALE = 3600.0

#: Seconds to wait for another process that writes the same file.
_PATIENCE = 60.0


class WriteError(Exception):
    """A file could not be written; the old one is as it was."""


def cannot_be_written(fault: WriteError | OSError) -> str:
    """Return what is wrong in words: a fault of the system has a number and a Python form of its own."""
    if isinstance(fault, OSError) and fault.strerror:
        return f"{fault.filename or 'the file'} cannot be written: {fault.strerror}"
    return str(fault)


def write_whole(
    target: Path, data: bytes, *, private: bool = False, lasting: bool = False, instead_of: bytes | None = None
) -> None:
    """Write a file so that a reader finds the old one or the new one and nothing between.

    A private file is readable by its owner alone from its first byte, whatever the umask says and whoever could read
    an old file in its place. A lasting one is on the disk before the old one is given up, for what cannot be made
    again; it keeps the old one's mode, and one that is marked as read-only is left alone. With ``instead_of``
    nothing but that is written over: the old file is read again at the last moment.

    Raises:
        WriteError: it could not be written; an old file is as it was.
    """
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if private:
            write_private(temporary, data)
        else:
            mode = target.stat().st_mode if lasting and target.exists() else None
            # Renaming would not mind, except on Windows; but whoever marked the file meant it.
            if mode is not None and not mode & 0o222:
                raise PermissionError(errno.EACCES, "it is marked as read-only")
            temporary, file = _open_new(temporary)
            with file:
                file.write(data)
                if lasting:
                    file.flush()
                    os.fsync(file.fileno())
            if mode is not None:
                with suppress(OSError):  # some network drives have no modes
                    temporary.chmod(mode & 0o777)
        if instead_of is not None and _begin_of(target, len(instead_of) + 1) != instead_of:
            raise WriteError(f"{target.name} was changed by somebody else meanwhile")
        temporary.replace(target)
    except BaseException as fault:
        with suppress(OSError):  # what cannot be removed now, a later build clears away
            temporary.unlink(missing_ok=True)
        if not isinstance(fault, OSError):
            raise  # an interrupt leaves no half file behind either
        raise WriteError(f"{target.name} cannot be written: {fault.strerror or fault}") from fault


def _begin_of(path: Path, length: int) -> bytes:
    with path.open("rb") as file:
        return file.read(length)


def _open_new(path: Path) -> tuple[Path, BinaryIO]:
    """Open a new file; under another name when a process of another machine, or one that was killed, has this one."""
    for number in count(1):
        try:
            return path, path.open("xb")
        except FileExistsError:
            path = path.with_name(f"{path.name.removesuffix('.part')}-{number}.part")
    raise AssertionError("numbers have no end")


def write_private(path: Path, data: bytes) -> None:
    """Write a new file that its owner alone can read; one that was left over in its place is taken away.

    Raises:
        OSError: it cannot be written.
    """
    path.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(data)


def clear_leftovers(folder: Path, of: str = "*") -> None:
    """Remove the temporary files of builds that were killed; ``of`` is a pattern of the names they were to have."""
    _clear(folder.glob(f".{of}.part"))


def clear_leftovers_below(folder: Path) -> None:
    """Remove what `clear_leftovers` does in a folder and in all below it, hidden ones too."""
    for parent, _, files in os.walk(folder):
        _clear(Path(parent, name) for name in files if name.startswith(".") and name.endswith(".part"))


def _clear(leftovers: Iterable[Path]) -> None:
    """Remove files that are so old that no process writes them any more."""
    now = time.time()
    for leftover in leftovers:
        try:
            if now - leftover.stat().st_mtime > _STALE:
                leftover.unlink(missing_ok=True)
        except OSError:
            continue


@contextmanager
def locked(target: Path) -> Iterator[None]:
    """Keep other processes of leafletgen from changing a file while it is read and written anew.

    Waits up to a minute for another one to finish. The lock is the system's, so that it ends with its process.

    Raises:
        WriteError: the lock cannot be made, or another process keeps it.
    """
    from filelock import FileLock, Timeout

    path = target.with_name(f".{target.name.lstrip('.')}.lock")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        # Whoever may write in the folder may lock: a lock file of one colleague's must not shut out the others.
        lock = FileLock(path, timeout=_PATIENCE, mode=target.parent.stat().st_mode & 0o666 | 0o600)
        lock.acquire()
    except Timeout as fault:
        raise WriteError(f"{target.name} is in use: another leafletgen is at work in this workspace") from fault
    except OSError as fault:
        raise WriteError(f"{target.name} cannot be written: {fault.strerror or fault}") from fault
    try:
        yield
    finally:
        lock.release()
