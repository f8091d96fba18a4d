"""What a workspace's exercises and programmes are called and good for, from a glance at the beginning of each file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from leafletgen.library.words import words_of
from leafletgen.source.heads import Head, read_head

#: What is looked at of a file; all stand near its beginning.
_KEYS = {
    "exercise": ("name", "other_names", "areas", "position", "purpose", "equipment", "level", "sided"),
    "programme": ("name", "aim", "exercises"),
}


class Entry(NamedTuple):
    """An exercise or a programme as it is looked for."""

    identifier: str
    name: str
    other_names: tuple[str, ...] = ()
    good_for: tuple[str, ...] = ()
    """The areas of an exercise; the name and the aim of a programme."""
    about: tuple[str, ...] = ()
    """What else tells what it is: purpose, position and equipment; the exercises of a programme."""
    position: str = ""
    equipment: tuple[str, ...] = ()
    level: str = ""
    """As it is written; one that is no number may stand there."""
    sided: bool = False

    def __str__(self) -> str:
        """Return id and name, as hints have them."""
        return f'"{self.identifier}" ({self.name})'


def entry_of(what: str, identifier: str, path: Path) -> Entry:
    """Return the entry of an exercise's or a programme's file; one that cannot be read has no more than its id."""
    head = read_head(path, _KEYS[what])
    if head is None or not head.get("name"):
        return Entry(identifier, "")
    good_for = _of(head, "areas") if what == "exercise" else _of(head, "name", "aim")
    about = _of(head, "position", "equipment", "purpose", "exercises")
    position, level, sided = ("".join(_of(head, key)[:1]) for key in ("position", "level", "sided"))
    equipment = _of(head, "equipment")
    names = head["name"][0], _of(head, "other_names")
    return Entry(identifier, *names, good_for, about, position, equipment, level, sided.lower() == "true")


def _of(head: Head, *keys: str) -> tuple[str, ...]:
    return tuple(value for key in keys for value in head.get(key, ()))


class Names:
    """Entries by what they are called; accents, capitals and punctuation do not count."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Take all entries of one kind."""
        self._by_name: dict[tuple[str, ...], list[Entry]] = {}
        self._by_other_name: dict[tuple[str, ...], list[Entry]] = {}
        for entry in entries:
            self._by_name.setdefault(tuple(words_of(entry.name)), []).append(entry)
            for words in dict.fromkeys(tuple(words_of(other)) for other in entry.other_names):
                self._by_other_name.setdefault(words, []).append(entry)

    def called(self, name: str) -> list[Entry]:
        """Return the entries with this name, and those with this other name."""
        wanted = tuple(words_of(name))
        found = [*self._by_name.get(wanted, ()), *self._by_other_name.get(wanted, ())] if wanted else []
        return list(dict.fromkeys(found))


def nearest(name: str, entries: Iterable[Entry], most: int = 3) -> list[Entry]:
    """Return the entries that have a name like this one, the nearest first."""
    from difflib import get_close_matches  # only a fault needs it

    by_name: dict[str, Entry] = {}
    for entry in entries:
        for each in (entry.identifier, entry.name, *entry.other_names):
            by_name.setdefault(" ".join(words_of(each)), entry)
    near = get_close_matches(" ".join(words_of(name)), by_name, n=most, cutoff=0.75)
    return list(dict.fromkeys(by_name[each] for each in near))
