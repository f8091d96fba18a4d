"""The record of every starter that was ever shipped: the hashes of each of its files.

``shipped.json`` has the generations, the oldest first, and for each file the SHA-256 of every content it ever had,
with the generation that first had it. ``python -m tests.starters`` adds the present starter; nothing is ever taken out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, Self

RECORD = Path(__file__).with_name("shipped.json")


class Shipped(NamedTuple):
    """Every starter that was ever shipped."""

    generations: Sequence[str]
    """Their names, the oldest first."""
    files: Mapping[str, Mapping[str, str]]
    """For each file the hashes of its contents, each with the generation that first had it."""

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read the record, which is a part of the program."""
        import json

        data = json.loads(path.read_text("utf-8"))
        return cls(data["generations"], data["files"])

    def has(self, name: str, data: bytes) -> bool:
        """Return whether a file once had this content in a starter."""
        return digest(data) in self.files.get(name, {})

    def first(self) -> frozenset[str]:
        """Return the files of the first generation, whose workspaces have no list of what they were given."""
        oldest = self.generations[:1]
        return frozenset(name for name, known in self.files.items() if {*oldest} & {*known.values()})

    def ever_changed(self, name: str) -> bool:
        """Return whether a file had more than one content."""
        return len(self.files.get(name, {})) > 1


def digest(data: bytes) -> str:
    """Return the SHA-256 of a file's content, whichever line ends git gave it."""
    return sha256(with_plain_ends(data)).hexdigest()


def with_plain_ends(data: bytes) -> bytes:
    """Return a text with LF for CRLF; what holds a zero byte is no text, as git has it, and stays."""
    return data if b"\0" in data else data.replace(b"\r\n", b"\n")
