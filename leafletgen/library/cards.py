"""What a card of an exercise or a programme shows, from a glance at its file: quick enough for a whole library at once.

Nothing is checked: an exercise with a fault has its card, and the fault is told when it is used.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from leafletgen.source.heads import read_head

_KEYS = ("name", "other_names", "areas", "position", "equipment", "level", "sided", "dose")
_PROGRAMME_KEYS = ("name", "aim", "exercises")


class Card(NamedTuple):
    """An exercise on a card."""

    id: str
    name: str
    other_names: list[str]
    areas: list[str]
    position: str
    equipment: list[str]
    level: str
    """1 to 3."""
    sided: bool
    dose: str
    """In its short form; empty where the file has it as a map."""


class Pack(NamedTuple):
    """A programme on a card."""

    id: str
    name: str
    aim: str
    exercises: list[str]
    """Their ids, each once."""


def card_of(identifier: str, path: Path) -> Card | None:
    """Return the card of an exercise's file; None when it has no name that can be read."""
    head = read_head(path, _KEYS)
    if head is None or not head.get("name"):
        return None
    position, level, dose = (head.get(key, []) for key in ("position", "level", "dose"))
    return Card(
        identifier,
        head["name"][0],
        head.get("other_names", []),
        head.get("areas", []),
        "".join(position),
        head.get("equipment", []),
        "".join(level),
        head.get("sided") == ["true"],
        dose[0] if len(dose) == 1 else "",
    )


def pack_of(identifier: str, path: Path, known: Collection[str]) -> Pack | None:
    """Return the card of a programme's file; None when it has no name that can be read.

    Args:
        identifier: of the programme.
        path: its file.
        known: ids of exercises, by which they are told from doses and notes.
    """
    head = read_head(path, _PROGRAMME_KEYS)
    if head is None or not head.get("name"):
        return None
    exercises = [said for said in dict.fromkeys(head.get("exercises", ())) if said in known]
    return Pack(identifier, head["name"][0], " ".join(head.get("aim", ())), exercises)
