"""The topics of danger signs, from `assets/rules/topics.yaml` of the workspace, else from leafletgen's own."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from leafletgen.content.model.topics import TopicFile
from leafletgen.errors import Report
from leafletgen.rules.data import table_file
from leafletgen.rules.safety.wording import Way, any_of, phrase, plain, says, way
from leafletgen.source.yaml import read_source

TABLE = "topics"


class Sign(NamedTuple):
    """A sign, with the ways to say it."""

    says: str
    part: str
    ways: tuple[Way, ...]


class Topic(NamedTuple):
    """A topic, ready to be looked for."""

    id: str
    title: str
    names: tuple[str, ...]
    about: tuple[str, ...]
    parts: int
    touched: tuple[Way, ...]
    include: str | None
    signs: tuple[Sign, ...]

    def is_named_in(self, said: str) -> bool:
        """Whether words in the form of `plain` have the topic's name."""
        return any_of(self.names, said)

    def found_in(self, entries: Iterable[str]) -> frozenset[str]:
        """Return the signs that one of these entries says."""
        each = [plain(entry) for entry in entries]
        return frozenset(sign.says for sign in self.signs if any(says(said, sign.ways) for said in each))

    def is_touched_in(self, entries: Iterable[str]) -> bool:
        """Whether one of these entries speaks of the topic without a sign of it."""
        return any(says(plain(entry), self.touched) for entry in entries)

    def parts_of(self, found: frozenset[str]) -> int:
        """Return of how many parts these signs are."""
        return len({sign.part for sign in self.signs if sign.says in found})


def topics_of(root: Path | None) -> tuple[Topic, ...]:
    """Return the topics of a workspace; those with faults are left out, which `read_topics` tells."""
    found = table_file(root, TABLE)
    if found is None:
        return ()
    path, shown = found
    state = path.stat()
    return _kept(path, shown, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=8)
def _kept(path: Path, shown: str, changed: int, size: int) -> tuple[Topic, ...]:
    return read_topics(path, shown, Report())


def read_topics(path: Path, shown: str, report: Report) -> tuple[Topic, ...]:
    """Read a file of topics, and tell what is wrong with it."""
    root = read_source(path, shown, report)
    file = None if root is None else TopicFile.read(root, report)
    if file is None:
        return ()
    return tuple(
        Topic(
            name,
            topic.title,
            tuple(phrase(one) for one in topic.names),
            tuple(phrase(one) for one in topic.about),
            topic.parts,
            tuple(map(way, topic.touched)),
            topic.include,
            tuple(Sign(sign.says, sign.part, tuple(map(way, sign.ways))) for sign in topic.signs),
        )
        for name, topic in file.topics.items()
    )
