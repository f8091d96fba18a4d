"""Files of one JSON object a line, to which several processes add, and whose last line about a thing counts."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

#: A file with this many lines more than things is written anew.
_SPARE = 2000

#: Bytes before the new ones that are looked at again, to know the file; a line is unlikely to be shorter.
_COMPARED = 256


class Journal:
    """What is known about things by their names. It can be deleted at any time: then all is found out again.

    A line is added in one write, so that processes do not mix theirs; a line that is half written, or that is none of
    this program's, is passed over.
    """

    def __init__(self, path: Path) -> None:
        """Take the file; it is read when it is first asked."""
        self.path = path
        self._entries: dict[str, Mapping[str, Any]] = {}
        self._read_to = 0
        self._lines = 0
        self._file: tuple[int, int] | None = None
        self._end = b""
        """The last bytes that were read: a file that was deleted and made anew may have the same number."""

    def get(self, name: str) -> Mapping[str, Any] | None:
        """Return the last entry with this name."""
        return self._entries.get(name)

    def names(self) -> list[str]:
        """Return the names of all entries that were read."""
        return list(self._entries)

    def refresh(self) -> None:
        """Read what was added since the last time, by whichever process."""
        try:
            with self.path.open("rb") as file:
                found = os.fstat(file.fileno())
                file.seek(max(0, self._read_to - len(self._end)))
                if (found.st_dev, found.st_ino) != self._file or file.read(len(self._end)) != self._end:
                    self._forget()
                    self._file = (found.st_dev, found.st_ino)
                    file.seek(0)
                data = file.read()
        except FileNotFoundError:
            self._forget()
            return
        except OSError:
            return
        whole = data.rfind(b"\n") + 1
        self._read_to += whole
        self._end = (self._end + data[:whole])[-_COMPARED:]
        for name, entry in _entries(data[:whole]):
            self._entries[name] = entry
            self._lines += 1

    def _forget(self) -> None:
        self._entries, self._read_to, self._lines, self._end, self._file = {}, 0, 0, b"", None

    def add(self, name: str, entry: Mapping[str, Any]) -> None:
        """Add an entry, which `get` knows after the next `refresh`: a process that only adds does not grow.

        A folder that cannot be written to is no fault, since all can be found out again.
        """
        self.add_all([(name, entry)])

    def add_all(self, entries: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        """Add entries by their names in one write; see `add`."""
        lines = [
            json.dumps({"name": name, **entry}, ensure_ascii=False, separators=(",", ":")) for name, entry in entries
        ]
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
            handle = os.open(self.path, flags, 0o666)
            try:
                # The line break first ends what a process that was killed left half written.
                os.write(handle, "\n".join(("", *lines, "")).encode())
            finally:
                os.close(handle)

    def compact(self) -> None:
        """Write the file anew when most of its lines are of no account; only while no other process adds to it."""
        with suppress(OSError):
            if self.path.read_bytes().count(b"\n") <= _SPARE:  # without reading what they say
                return
        self.refresh()
        if self._lines <= len(self._entries) + _SPARE:
            return
        temporary = self.path.with_name(f".{self.path.name}.{os.getpid()}.part")
        with suppress(OSError):
            with temporary.open("w", encoding="utf-8") as file:
                for name, entry in self._entries.items():
                    file.write(json.dumps({"name": name, **entry}, ensure_ascii=False, separators=(",", ":")) + "\n")
            temporary.replace(self.path)


class ReadJournal(Journal):
    """A journal whose file is only read: what is added is known to this object alone, and at once."""

    def __init__(self, path: Path) -> None:
        """Take the file; it is read when it is first asked."""
        super().__init__(path)
        self._added: dict[str, Mapping[str, Any]] = {}

    def get(self, name: str) -> Mapping[str, Any] | None:
        """Return what was added here under this name, else the last entry of the file."""
        return self._added.get(name) or super().get(name)

    def add(self, name: str, entry: Mapping[str, Any]) -> None:
        """Keep an entry in memory."""
        self._added[name] = entry

    def add_all(self, entries: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        """Keep entries in memory."""
        self._added.update(entries)

    def compact(self) -> None:
        """Leave the file as it is."""


def _entries(data: bytes) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for line in data.split(b"\n"):
        if not line:
            continue
        try:
            entry = json.loads(line)
            name = entry.pop("name")
            if isinstance(name, str):
                yield name, entry
        except (ValueError, AttributeError, TypeError, KeyError, RecursionError):
            continue
