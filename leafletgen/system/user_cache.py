"""What was prepared for print, kept for all workspaces in a folder of the user; it can be deleted at any time.

An entry is named by the hash of what it was made from and of what made it, so that it is right for whoever finds it.
"""

import os
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from leafletgen.system.user_folders import CACHE, user_folder

#: The folder's size in bytes at which what was not used for longest goes, and the size that is left then.
_MOST, _LEFT = 256_000_000, 192_000_000
#: Bytes that a process writes before it looks at the folder's size again.
_LOOK_AFTER = 32_000_000
#: Seconds after which the use of an entry is noted again.
_DAY = 86_400.0
#: Temporary files older than this many seconds belong to a program that was killed.
_STALE = 3_600.0
_DIGEST = 32


def cache_folder() -> Path | None:
    """The folder where this system keeps such files of this user; None when there is none, or none is wanted."""
    return user_folder(CACHE)


class UserCache:
    """Entries in a folder, written whole, and read only when they are as they were written.

    Whatever is wrong with the folder or with an entry is no fault: it is as if there were none. A folder that belongs
    to somebody else, or that others may write to, is not used: what is in there goes into what patients are given.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder, which need not be there."""
        self.folder = folder
        self._trusted: bool | None = None
        self._written: int | None = None
        """Bytes since the folder's size was looked at; None before the first look."""

    def get(self, name: str) -> bytes | None:
        """What was kept under a name; None when nothing is, or when it is damaged."""
        if not self._is_ours():
            return None
        path = self.folder / name
        try:
            with path.open("rb") as file:
                changed = os.fstat(file.fileno()).st_mtime
                data = file.read()
        except OSError:
            return None
        body = data[_DIGEST:]
        if sha256(body).digest() != data[:_DIGEST]:
            return None
        if abs(time.time() - changed) > _DAY:
            with suppress(OSError):
                os.utime(path)
        return body

    def put(self, name: str, body: bytes) -> None:
        """Keep something under a name, in place of what was there."""
        # Several processes, perhaps of several machines, may write the same entry, and a killed one leaves half of it.
        temporary = self.folder / f".{name}.{os.urandom(8).hex()}.part"
        try:
            if not self._is_ours(make=True):
                return
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            with os.fdopen(os.open(temporary, flags, 0o600), "wb") as file:
                file.write(sha256(body).digest() + body)
            temporary.replace(self.folder / name)
        except OSError:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            return
        except BaseException:  # Ctrl-C leaves nothing half either
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
        if self._written is None or self._written > _LOOK_AFTER:
            self._written = 0
            self._make_room()
        self._written += len(body)

    def _is_ours(self, make: bool = False) -> bool:
        if self._trusted is None or (make and not self.folder.is_dir()):
            if make:
                with suppress(OSError):
                    self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                state = self.folder.stat()
            except OSError:
                return False  # it may be made later
            whose = getattr(os, "getuid", None)
            self._trusted = whose is None or (state.st_uid == whose() and not state.st_mode & 0o022)
        return self._trusted

    def _make_room(self) -> None:
        """Remove what was not used for longest when the folder has become too large, and what killed processes left."""
        found: list[tuple[float, int, str]] = []
        now = time.time()
        with suppress(OSError), os.scandir(self.folder) as entries:
            for entry in entries:
                with suppress(OSError):
                    state = entry.stat(follow_symlinks=False)
                    if not entry.name.endswith(".part"):
                        found.append((state.st_mtime, state.st_size, entry.path))
                    elif now - state.st_mtime > _STALE:
                        Path(entry.path).unlink(missing_ok=True)
        size = sum(entry[1] for entry in found)
        if size <= _MOST:
            return
        for _, length, path in sorted(found):
            if size <= _LEFT:
                return
            with suppress(OSError):
                Path(path).unlink(missing_ok=True)
                size -= length
