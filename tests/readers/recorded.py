"""What each reader says of each construct, in full, as it was seen last: ``said.yaml``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

from tests.readers.documents import HERE, Construct, body, constructs
from tests.readers.outline import flowing
from tests.readers.readers import KINDS, READERS

_FILE = HERE / "said.yaml"
_HEADING = """\
# What each reader says of each construct: written by "python -m tests.readers.record", never by hand.
# ↵ is the end of a line and ⇟ that of a page, <00A0> a character that shows nothing; [ ] holds what is in an element.
"""


class Recorded(NamedTuple):
    """What was seen, and with which versions."""

    versions: dict[str, str]
    """By reader."""
    said: dict[str, dict[str, str]]
    """By construct, then by reader."""


def load() -> Recorded:
    """Return what is recorded."""
    return Recorded(**yaml.safe_load(_FILE.read_text("utf-8")))


def save(recorded: Recorded) -> None:
    """Write it in the order of constructs and readers; what is recorded of others is dropped."""
    said = {
        one.name: {reader: by[reader] for reader in READERS if reader in (by := recorded.said.get(one.name, {}))}
        for one in constructs()
    }
    data = {"versions": {name: recorded.versions[name] for name in READERS if name in recorded.versions}, "said": said}
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1_000_000)
    _FILE.write_text(_HEADING + text, "utf-8", newline="\n")


def heard(reader: str, files: Mapping[str, Path]) -> dict[str, str]:
    """Return what a reader says now, by construct."""
    return dict(zip(files, map(body, READERS[reader].read(list(files.values()))), strict=True))


def expected(construct: Construct, reader: str) -> str:
    """Return what a reader has to say in it when it reads as it is meant: what is given for it, or for its kind."""
    names = (reader, *(kind for kind, members in KINDS.items() if reader in members))
    return next(construct.right[name] for name in names if name in construct.right)


def is_right(construct: Construct, reader: str, said: str) -> bool:
    """Whether it says that, however it is broken into lines; ⋯ stands for anything."""
    parts = flowing(expected(construct, reader)).split("⋯")
    return re.fullmatch(".*".join(map(re.escape, parts)), flowing(said)) is not None


def members(names: Sequence[str]) -> tuple[str, ...]:
    """Return the readers of these names, which may be those of kinds."""
    return tuple(reader for name in names for reader in KINDS.get(name, (name,)))


def deviating(construct: Construct) -> set[str]:
    """Return the readers that are known to say something else."""
    return {reader for entry in construct.deviates for reader in members(entry["by"])}
