"""What was put into the outbox lately: a file by which processes that put many messages in learn of each other's.

To look at a folder of thousands takes longer than to write a message. So whoever puts many in looks once, and then
reads what was added here. A line is written before its message, and says no more than that there may be one. The file
is there only while many are put in, as it would outlive the digests of what was sent. Whoever uses it holds the lock on
filling.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

from leafletgen.mail.outbox_files import MINE, read_file, remove, write_all, write_file

LOG: Final = "filled"
_MARK_BYTES: Final = 16
_BEGINNING: Final = 2 * _MARK_BYTES + 1
_LINE: Final = re.compile(rb"([0-9]{8}) ([0-9a-f]{24})\n")
_LINE_BYTES: Final = 34
_APPEND: Final = os.O_WRONLY | os.O_APPEND | MINE


class FillingLog:
    """A random mark, by which one that was begun anew is told from that before, and a line for each message."""

    def __init__(self, folder: Path) -> None:
        """Take the outbox's folder."""
        self._path = folder / LOG
        self._mark = b""
        self._at = 0
        """How many of its bytes were read."""

    def news(self) -> list[tuple[int, str]] | None:
        """Return the numbers and digests that were added since this was last asked; None when that is not known.

        Raises:
            OSError: the file cannot be read.
        """
        data = self._data()
        added = data[self._at :]
        if not self._mark or not data.startswith(self._mark) or len(data) < self._at or len(added) % _LINE_BYTES:
            return None
        self._at = len(data)
        return [(int(line[1]), line[2].decode("ascii")) for line in _LINE.finditer(added)]

    def take_up(self) -> None:
        """Go on from its end after a look at the folder; begin it where there is none, or one with half a line.

        Raises:
            OSError: it cannot be read or written.
        """
        import secrets

        data = self._data()
        if len(data) < _BEGINNING or (len(data) - _BEGINNING) % _LINE_BYTES:
            data = f"{secrets.token_hex(_MARK_BYTES)}\n".encode("ascii")
            write_file(self._path, data, sync=False)
        self._mark, self._at = data[:_BEGINNING], len(data)

    def add(self, number: int, digest: str) -> None:
        """Add a message that is about to be put in, if there is a log.

        Raises:
            OSError: it cannot be written; half a line that is left has the next ones look at the folder.
        """
        try:
            descriptor = os.open(self._path, _APPEND)
        except FileNotFoundError:  # nobody puts many in
            return
        try:
            write_all(descriptor, b"%08d %b\n" % (number, digest.encode("ascii")))
        finally:
            os.close(descriptor)

    def end(self) -> None:
        """Remove it; who puts more in looks at the folder again.

        Raises:
            OSError: it cannot be removed.
        """
        remove(self._path)

    def _data(self) -> bytes:
        try:
            return read_file(self._path)
        except FileNotFoundError:
            return b""
