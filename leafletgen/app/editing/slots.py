"""What the model lets stand in a place of a file: which keys with what they are, or which kind of value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from leafletgen.app.editing.sketch import Step
from leafletgen.content.model.blocks import Block, Blocks, Item
from leafletgen.content.model.dose import DoseKind, DoseMap, ProgressionKind, ProgressionMap
from leafletgen.content.model.exercise import PoseValue, StepKind
from leafletgen.content.model.exercise import Step as ExerciseStep
from leafletgen.content.model.prescription import Names
from leafletgen.content.model.translation import AltKind, SidedAlt
from leafletgen.source.kinds import Integer, ProseText
from leafletgen.source.records import Field, Kind, ListOf, MapOf, Record, RecordOf

_ITEMS: Final = ListOf(RecordOf(Item), at_least=1)


class Inside(Kind[Any]):
    """The map under the key of a block that has one."""

    def __init__(self, block: type[Block]) -> None:
        """Take the block."""
        self.block = block


class Entry(Kind[Any]):
    """An entry of a list of blocks: a paragraph, or a block that is told by its key."""

    wants = "a paragraph, or a block"

    def __init__(self, known: dict[str, type[Block]]) -> None:
        """Take the blocks that may stand there, by key."""
        self.known = known


class Slot(NamedTuple):
    """A key and what may stand under it.

    Attributes:
        key: the key; for an entry of a list that of the list.
        kind: what it may be; None where we do not know.
        record: the record that declares it, and with `field` tells what a name in it refers to.
        field: the name of the attribute.
        description: one sentence, shown by editors.
        required: whether it must be there.
        default: what holds without it, in words; nothing where that says nothing.
        block: the block that the key begins, where it begins one.
    """

    key: str
    kind: Kind[Any] | None
    record: str = ""
    field: str = ""
    description: str = ""
    required: bool = False
    default: str = ""
    block: type[Block] | None = None


def slot_at(record: type[Record], way: Sequence[Step]) -> Slot | None:
    """Return what may stand where these steps lead to; None where the model has no such place."""
    slot: Slot | None = Slot("", RecordOf(record))
    for step in way:
        if slot is None:
            return None
        slot = entry_of(slot) if step.key is None else under(slot, step)
    return slot


def entry_of(slot: Slot) -> Slot | None:
    """Return what an entry of a list may be that stands here."""
    kind = slot.kind
    if isinstance(kind, Blocks):
        return slot._replace(kind=Entry(kind.known()))
    if isinstance(kind, ListOf | Names):
        return slot._replace(kind=kind.kind)
    return None


def under(slot: Slot, step: Step) -> Slot | None:
    """Return what may stand under a key of a map that stands here."""
    if isinstance(slot.kind, MapOf):
        return Slot(step.key or "", slot.kind.kind, slot.record, slot.field, slot.description)
    return next((one for one in keys_of(slot.kind, step.beside) if one.key == step.key), None)


def keys_of(kind: Kind[Any] | None, beside: Iterable[str] = ()) -> list[Slot]:
    """Return the keys that a map of this kind may have; of a block those that go with the keys beside them."""
    match kind:
        case Inside():
            return _slots(kind.block, kind.block.own_fields())
        case Entry():
            return _of_block(kind.known, set(beside))
        case RecordOf() if kind.record is Item:
            return _of_item()
        case RecordOf():
            return _slots(kind.record, kind.record.fields)
        case DoseKind():
            return _slots(DoseMap, DoseMap.fields)
        case ProgressionKind():
            return _slots(ProgressionMap, ProgressionMap.fields)
        case StepKind():
            return _slots(ExerciseStep, ExerciseStep.fields)
        case AltKind():
            return _slots(SidedAlt, SidedAlt.fields)
        case PoseValue():
            return keys_of(PoseValue.kind())
    if type(kind).__name__ == "PoseKind":  # figures are loaded only when a file has a pose
        from leafletgen.figures.pose import Pose

        return _slots(Pose, Pose.fields)
    return []


def _of_block(known: dict[str, type[Block]], beside: set[str]) -> list[Slot]:
    named = next((block for key, block in known.items() if key in beside), None)
    if named is None:
        return [_beginning(key, block) for key, block in known.items()] + _slots(Block, Block.fields)
    rest = _slots(Block, Block.fields) if named.nested else _slots(named, named.fields)
    begins = _beginning(named.key, named)
    return [begins, *[one for one in rest if one.key != named.key]]


def _beginning(key: str, block: type[Block]) -> Slot:
    """The key of a block: its words, or the map with all that it has."""
    about = (block.__doc__ or "").partition("\n")[0]
    if block.nested:
        return Slot(key, Inside(block), block.__name__, "", about, True, block=block)
    own = next(one for one in _slots(block, block.own_fields()) if one.key == key)
    return own._replace(description=f"{about} {own.description}", block=block)


def _of_item() -> list[Slot]:
    return [
        Slot("text", ProseText(), "Item", "text", "The words.", True),
        Slot("list", _ITEMS, "Item", "list", "A bulleted list under it."),
        Slot("steps", _ITEMS, "Item", "steps", "A numbered list under it."),
        Slot("start", Integer(1, 999), "Steps", "start", "The first number of steps."),
        Slot("body", Blocks(inner=True), "Item", "body", "Blocks under the words."),
    ]


def _slots(record: type[Record], fields: Iterable[Field[Any]]) -> list[Slot]:
    return [_slot(record, entry) for entry in fields]


def _slot(record: type[Record], entry: Field[Any]) -> Slot:
    default = entry.default
    shown = ""
    if isinstance(default, bool):
        shown = "true" if default else "false"
    elif isinstance(default, str | int | float) and default != "" and not entry.required:
        shown = str(default)
    owner = "Block" if entry in Block.fields else record.__name__
    return Slot(entry.key, entry.kind, owner, entry.name, entry.description, entry.required, shown)
