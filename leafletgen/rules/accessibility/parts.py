"""Maps in a content file by what they hold: pictures, tables, cards, as they were written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from weakref import WeakKeyDictionary

from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.passage import Passage
from leafletgen.source.kinds import clean_text
from leafletgen.source.yaml import Value

EMERGENCY = "emergency"


class Part(NamedTuple):
    """A map in a file: its way through it, such as ``body.12.card``, and what stands there."""

    key: str
    value: Value

    def text(self, name: str) -> str:
        """The text of one of its entries; nothing when it has none."""
        entry = self.value.data.get(name)
        return clean_text(entry) if entry is not None and entry.kind == "scalar" and not entry.is_null else ""


#: The maps of files that are looked at now: several rules ask for them.
_maps_of: WeakKeyDictionary[CheckedFile, list[Part]] = WeakKeyDictionary()


def parts_with(file: CheckedFile, *names: str) -> list[Part]:
    """Return the maps of a file that have one of these keys, in its order; what is not said rightly has none."""
    if not any(name in file.text for name in names):
        return []
    maps = _maps_of.get(file)
    if maps is None:
        maps = _maps_of[file] = list(_maps(file.root, ""))
    return [part for part in maps if not part.value.data.keys().isdisjoint(names)]


def emergency_cards(file: CheckedFile) -> list[Part]:
    """Return the emergency cards of a file."""
    cards = [Part(f"{part.key}.card", part.value.data["card"]) for part in parts_with(file, "card")]
    return [card for card in cards if card.value.kind == "map" and card.text("level") == EMERGENCY]


def by_key(file: CheckedFile) -> dict[str, Passage]:
    """Return the texts of a file by their keys."""
    return {passage.key: passage for passage in file.passages}


def _maps(value: Value, key: str) -> Iterator[Part]:
    pending = [(value, key)]
    while pending:
        value, key = pending.pop()
        within = f"{key}." if key else ""
        if value.kind == "map":
            yield Part(key, value)
            pending += [(entry, f"{within}{name}") for name, entry in reversed(value.data.items())]
        elif value.kind == "list":
            pending += [(entry, f"{within}{number}") for number, entry in reversed([*enumerate(value.data, 1)])]
