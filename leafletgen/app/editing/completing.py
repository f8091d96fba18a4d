"""What can stand where somebody types: keys, names, words of a list, and what markup leads to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final, Literal, NamedTuple

from leafletgen.app.editing.candidates import candidates
from leafletgen.app.editing.edited import Edited
from leafletgen.app.editing.named import NAMED
from leafletgen.app.editing.sketch import Spot, spot_at
from leafletgen.app.editing.slots import Entry, Inside, Slot, keys_of, slot_at
from leafletgen.content.model.blocks import Blocks
from leafletgen.content.model.dose import DoseKind, Spelled
from leafletgen.content.model.exercise import PoseValue
from leafletgen.source.kinds import Choice, Flag
from leafletgen.source.records import Kind, ListOf, MapOf, RecordOf

_OPENED: Final = (
    ("reference", re.compile(r"\[(?:@[\w.:-]+\s*[;,]\s*)*@([\w.:-]*)$")),
    ("heading", re.compile(r"\{page:([\w.-]*)$")),
    ("heading", re.compile(r"\]\(#([\w.-]*)$")),
    ("field", re.compile(r"\{([\w.]*)$")),
)
"""What was begun in a text in front of a cursor, and what is named there."""
_CLOSING: Final = {"reference": "]", "heading": "}", "field": "}"}
_NAME_ENDS: Final = re.compile(r"[\w.:-]*")

Sort = Literal["key", "block", "word", "exercise", "file", "reference", "heading", "field", "rule"]


class Offer(NamedTuple):
    """Something that can stand in a place.

    Attributes:
        label: as it is listed.
        sort: what it is, for an icon.
        insert: what is written; in a snippet ``$1`` and so on are where the cursor goes.
        start: the index from which the text is taken out.
        end: the index up to which.
        detail: a few words beside it.
        about: more about it.
        snippet: whether `insert` has such marks.
        order: what it is sorted by.
    """

    label: str
    sort: Sort
    insert: str
    start: int
    end: int
    detail: str = ""
    about: str = ""
    snippet: bool = False
    order: str = ""


def offers_at(file: Edited, index: int) -> list[Offer]:
    """Return what can stand where the cursor is, before the character of this index."""
    spot = spot_at(file.text, index)
    slot = slot_at(file.record, spot.way)
    line = file.text[file.text.rfind("\n", 0, index) + 1 : index]
    if slot is None or line.lstrip().startswith("#"):
        return []
    if spot.at != "key":
        begun = _in_text(file, index, line, slot)
        if begun is not None:
            return begun
    if spot.at == "text":
        return []
    if spot.at == "value":
        return _values(file, spot, slot)
    if " " in file.text[spot.start : index]:
        return []  # several words are neither a key nor a name
    if isinstance(slot.kind, MapOf) and slot.field == "rules":
        return [one for one in _rules(file, spot) if one.label not in spot.beside]
    keys = [] if slot.kind is None else _keys(spot, slot)
    return [*keys, *([] if spot.beside or spot.at == "key" else _values(file, spot, slot))]


def _in_text(file: Edited, index: int, line: str, slot: Slot) -> list[Offer] | None:
    """What completes markup that was begun in front of the cursor; None when none was."""
    for what, pattern in _OPENED:
        begun = pattern.search(line)
        if begun is None:
            continue
        if what == "field" and not _takes_fields(slot.kind):
            continue
        start = index - len(begun[1])
        rest = _NAME_ENDS.match(file.text, index)
        end = index if rest is None else rest.end()
        closing = ")" if "](#" in begun[0] else _CLOSING[what]
        closing = "" if file.text.startswith((closing, ";", ","), end) else closing
        found = [
            Offer(one.name, what, f"{one.name}{closing}", start, end, one.detail, one.about)  # type: ignore[arg-type]
            for one in candidates(what, file)
        ]
        if what == "field" and not begun[1]:
            found.append(Offer("page:", "heading", "page:", start, end, "the number of a heading's page"))
        return found
    return None


def _rules(file: Edited, spot: Spot) -> list[Offer]:
    """Rules to say something else of, in a file of a workspace's own."""
    under = f":\n{' ' * (spot.column + 2)}$0"
    return [
        Offer(one.name, "rule", f"{one.name}{under}", spot.start, spot.end, one.detail, one.about, snippet=True)
        for one in candidates("rule", file)
    ]


def _takes_fields(kind: Kind[Any] | None) -> bool:
    """Whether a brace in a text begins a merge field, and no map."""
    return not isinstance(kind, ListOf | RecordOf | Inside | DoseKind | MapOf)


def _keys(spot: Spot, slot: Slot) -> list[Offer]:
    offers = []
    for number, one in enumerate(keys_of(slot.kind, spot.beside)):
        if one.key in spot.beside:
            continue
        insert = _written(one, spot)
        offers.append(
            Offer(
                one.key,
                "block" if one.block is not None else "key",
                insert,
                spot.start,
                spot.end,
                _in_short(one),
                one.description,
                snippet=True,
                order=f"{'0' if one.required else '1'}{number:02}",
            )
        )
    if isinstance(slot.kind, Blocks) and not spot.in_flow:
        offers = [one._replace(insert=f"- {one.insert}", label=one.label) for one in _blocks(spot, slot.kind)]
    return offers


def _blocks(spot: Spot, kind: Blocks) -> list[Offer]:
    """The blocks of a list whose next hyphen is not typed yet."""
    inside = Slot("", Entry(kind.known()))
    return [one for one in _keys(spot._replace(column=spot.column + 2), inside) if one.sort == "block"]


def _in_short(slot: Slot) -> str:
    parts = ["needed"] if slot.required and slot.block is None else []
    if slot.kind is not None and slot.block is None and slot.kind.wants != "a value":
        parts.append(slot.kind.wants)
    if slot.default:
        parts.append(f"else {slot.default}")
    return "; ".join(parts)


def _written(slot: Slot, spot: Spot) -> str:
    """A key as it is written in a place, with its value begun, and marks for where the cursor goes."""
    key = slot.key
    if spot.in_flow:
        return f"{key}: $0"
    lead = "\n" + " " * (spot.column + 2)
    kind = slot.kind
    if isinstance(kind, Inside) or (isinstance(kind, RecordOf) and kind.record.__name__ not in ("Chosen", "Item")):
        needed = [one.key for one in keys_of(kind) if one.required] or [keys_of(kind)[0].key]
        return f"{key}:{lead}" + lead.join(f"{name}: ${number}" for number, name in enumerate(needed, 1))
    if isinstance(kind, Blocks):
        return f"{key}:{lead}- $0"
    if isinstance(kind, ListOf):
        short = isinstance(kind.kind, Choice) or (slot.record, slot.field) in NAMED
        return f"{key}: [$0]" if short else f"{key}:{lead}- $0"
    if isinstance(kind, MapOf):
        return f"{key}:{lead}$0"
    return f"{key}: $0"


def _values(file: Edited, spot: Spot, slot: Slot) -> list[Offer]:
    kind = slot.kind
    what = NAMED.get((slot.record, slot.field))
    if what is not None and not isinstance(kind, Entry | Inside):
        named = candidates(what, file)
        if isinstance(kind, ListOf):
            return [] if spot.at == "start" else _listed(spot, [one.name for one in named])
        return [Offer(one.name, _sort(what), one.name, spot.start, spot.end, one.detail, one.about) for one in named]
    if isinstance(kind, Choice):
        return _words(spot, kind.words)
    if isinstance(kind, Flag):
        return _words(spot, ("true", "false"))
    if isinstance(kind, Spelled) and "enum" in kind.published:
        return _words(spot, kind.published["enum"])
    if isinstance(kind, ListOf) and isinstance(kind.kind, Choice) and spot.at == "value":
        return _listed(spot, kind.kind.words)
    if isinstance(kind, PoseValue):
        from leafletgen.figures.pose import BASE_NAMES  # figures are loaded only when a file has a pose

        return _words(spot, BASE_NAMES)
    if isinstance(kind, DoseKind) and kind.example:
        return [
            Offer(kind.example, "word", f"'{kind.example}'" if spot.in_flow else kind.example, spot.start, spot.end)
        ]
    return []


def _listed(spot: Spot, names: Iterable[str]) -> list[Offer]:
    """Names for a list of which not even the bracket is typed."""
    return [Offer(name, "word", f"[{name}]", spot.start, spot.end) for name in names]


def _words(spot: Spot, words: Iterable[str]) -> list[Offer]:
    return [Offer(word, "word", word, spot.start, spot.end, order=f"{number:02}") for number, word in enumerate(words)]


def _sort(what: str) -> Sort:
    if what in ("exercise", "programme"):
        return "exercise"
    if what in ("picture", "logo", "font", "shared", "leaflet", "layout"):
        return "file"
    return "rule" if what == "rule" else "reference"
