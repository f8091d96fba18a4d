"""What of a content file is translated: its words, each with its key and its place, as the model declares them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from leafletgen.content.model.blocks import Block, Blocks, Item
from leafletgen.content.model.dose import DoseKind
from leafletgen.content.model.exercise import Step, StepKind
from leafletgen.content.model.programme import Chosen, Notes
from leafletgen.content.model.translation import AltKind, SidedAlt
from leafletgen.dose.short import parse_short
from leafletgen.errors import Place, Report
from leafletgen.source.inline import parse_prose
from leafletgen.source.kinds import ProseText, Text, clean_text
from leafletgen.source.records import Field, Kind, ListOf, MapOf, Record, RecordOf
from leafletgen.source.yaml import Value
from leafletgen.translation.roles import role_of

NOT_TRANSLATED: Final = frozenset({
    *[(record, name) for record in ("Leaflet", "SharedBlocks", "ExerciseTranslation", "ProgrammeTranslation")
      for name in ("source", "reviewed_by")],
    *[("BrandTranslation", name) for name in ("source", "reviewed_by", "name", "short_name", "logo_alt")],
    ("Leaflet", "code"), ("Leaflet", "references"), ("SharedBlocks", "references"), ("SharedBlocks", "sources"),
    ("Exercise", "sources"), ("Programme", "sources"), ("Figure", "credit"), ("Figure", "licence"),
    ("Waiver", "rule"), ("Waiver", "at"), ("Waiver", "because"),
})  # fmt: skip
"""Fields of words that stay as they are: what a translation says of itself, codes, sources as they are found, credits
as they must be given, what a check lets stand, and the names of organisations, which a translation may have and need
not."""

LISTED: Final = frozenset(("keywords", "other_names"))
"""Lists of words to find something by, of which each language has its own number."""
_COMMAS: Final = re.compile("[,;\u060c\u061b\u3001\uff0c\uff1b]")
_LETTER: Final = re.compile(r"[^\W\d_]")
_FIELD: Final = re.compile(r"\{[^{}]*\}")
_SPELLED: Final = re.compile(r"(?P<name>[a-z_]+)(?:\.(?P<number>\d+))?")


class Segment(NamedTuple):
    """A text that is translated as a whole.

    Attributes:
        key: its way through the file, such as ``body.12.card.items.3``; entries of lists count from 1.
        text: what it says, as the file has it without white space around it.
        markup: whether it may have inline markup.
        lines: whether it may have more than one line.
        role: what it is to a translator, such as "heading".
        value: where it stands; for a load, the dose that says it.
        flow: whether it stands in brackets, where other characters need quotes.
        listed: whether it is a list of names in one text, a comma between them; a translation may have more or fewer.
    """

    key: str
    text: str
    markup: bool
    lines: bool
    role: str
    value: Value
    flow: bool = False
    listed: bool = False

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.value.place

    @property
    def block(self) -> int:
        """Which block of the body it belongs to, from 0; -1 for what stands before the body."""
        parts = self.key.split(".")
        return int(parts[1]) - 1 if parts[0] == "body" and len(parts) > 1 else -1


def segments(record: type[Record], root: Value, *, also_wordless: bool = False) -> list[Segment]:
    """Return what is translated of a file that is a record of this kind, in its order; what is faulty is left out.

    Args:
        record: the kind of the file.
        root: what stands in it.
        also_wordless: whether texts without words, such as 9-17, count too: where a translation's file has its words
            alone, nothing else says them.
    """
    return list(_Walk(also_wordless).record(record, root, (), False)) if root.kind == "map" else []


class _Walk:
    """Goes through a file as its model says, and looks at the values as they were written."""

    def __init__(self, also_wordless: bool) -> None:
        self.also_wordless = also_wordless

    def record(self, record: type[Record], value: Value, way: tuple[str, ...], flow: bool) -> Iterator[Segment]:
        if value.kind == "map":
            yield from self.fields(record, record.fields, value, way, flow or _is_flow(value))

    def fields(
        self, record: type[Record], fields: tuple[Field[Any], ...], value: Value, way: tuple[str, ...], flow: bool
    ) -> Iterator[Segment]:
        """In the order of the file: a translator reads it as a reader does."""
        declared = {entry.key: entry for entry in fields if (record.__name__, entry.name) not in NOT_TRANSLATED}
        for key, entry in value.data.items():
            if key in declared:
                role = role_of(record.__name__, declared[key].name, value)
                yield from self.kind(declared[key].kind, entry, (*way, key), flow, role)

    def kind(self, kind: Kind[Any], value: Value, way: tuple[str, ...], flow: bool, role: str) -> Iterator[Segment]:
        if value.kind == "scalar" and value.is_null:
            return
        flow = flow or _is_flow(value)
        match kind:
            case ProseText():
                yield from self.text(value, way, flow, role, markup=True, lines=True)
            case Text():
                yield from self.text(value, way, flow, role, markup=False, lines=kind.lines)
            case Notes() if value.kind == "scalar":
                yield from self.text(value, way, flow, role, markup=True, lines=True)
            case ListOf() if way[-1] in LISTED:
                names = [clean_text(one) for one in value.data if one.kind == "scalar"] if value.kind == "list" else []
                if any(says_words(name, False) for name in names):
                    yield Segment(".".join(way), ", ".join(names), False, False, role, value, flow, True)
            case ListOf():
                if value.kind == "list":
                    for number, entry in enumerate(value.data, 1):
                        yield from self.kind(kind.kind, entry, (*way, str(number)), flow, role)
            case StepKind():
                if value.kind == "map":
                    yield from self.record(Step, value, way, flow)
                else:
                    yield from self.text(value, way, flow, role, markup=True, lines=True)
            case AltKind():
                if value.kind == "map":
                    yield from self.record(SidedAlt, value, way, flow)
                else:
                    yield from self.text(value, way, flow, role, markup=False, lines=True)
            case RecordOf():
                yield from self.entry(kind.record, value, way, flow, role)
            case Blocks():
                yield from self.blocks(kind, value, way, flow)
            case MapOf():
                if value.kind == "map":
                    for name, entry in value.data.items():
                        yield from self.kind(kind.kind, entry, (*way, name), flow, role)
            case DoseKind():
                yield from self.load(value, way, flow)

    def entry(
        self, record: type[Record], value: Value, way: tuple[str, ...], flow: bool, role: str
    ) -> Iterator[Segment]:
        if record is Item:
            yield from self.item(value, way, flow, role)
        elif not (record is Chosen and value.kind == "scalar"):
            yield from self.record(record, value, way, flow)

    def item(self, value: Value, way: tuple[str, ...], flow: bool, role: str) -> Iterator[Segment]:
        if value.kind == "scalar":
            yield from self.text(value, way, flow, role, markup=True, lines=True)
            return
        for key, entry in value.data.items() if value.kind == "map" else ():
            inside = flow or _is_flow(value)
            if key == "text":
                yield from self.kind(ProseText(), entry, (*way, key), inside, role)
            elif key in ("list", "steps"):
                yield from self.kind(ListOf(RecordOf(Item)), entry, (*way, key), inside, role)
            elif key == "body":
                yield from self.blocks(Blocks(inner=True), entry, (*way, key), inside)

    def blocks(self, kind: Blocks, value: Value, way: tuple[str, ...], flow: bool) -> Iterator[Segment]:
        if value.kind == "scalar":
            yield from self.text(value, way, flow, "paragraph", markup=True, lines=True)
            return
        for number, entry in enumerate(value.data if value.kind == "list" else (), 1):
            yield from self.block(kind.known(), entry, (*way, str(number)), flow)

    def block(self, known: dict[str, type[Block]], value: Value, way: tuple[str, ...], flow: bool) -> Iterator[Segment]:
        if value.kind == "scalar":
            if not value.is_null:
                yield from self.text(value, way, flow, "paragraph", markup=True, lines=True)
            return
        keys = [key for key in value.data if key in known] if value.kind == "map" else []
        if len(keys) != 1:
            return
        block, flow = known[keys[0]], flow or _is_flow(value)
        if block.nested:
            inner = value.data[keys[0]]
            if inner.kind == "map":
                inside = flow or _is_flow(inner)
                yield from self.fields(block, block.own_fields(), inner, (*way, keys[0]), inside)
        else:
            yield from self.fields(block, block.own_fields(), value, way, flow)

    def load(self, value: Value, way: tuple[str, ...], flow: bool) -> Iterator[Segment]:
        """The words of a dose: what to lift or to pull."""
        if value.kind == "map":
            load = value.data.get("load")
            if load is not None and load.kind == "scalar" and not load.is_null:
                yield from self.text(load, (*way, "load"), flow, "load of a dose", markup=False, lines=False)
        elif value.kind == "scalar":
            dose = parse_short(clean_text(value), value.place, Report())
            if dose is not None and dose.load is not None:
                yield Segment(".".join((*way, "load")), dose.load, False, False, "load of a dose", value, flow)

    def text(
        self, value: Value, way: tuple[str, ...], flow: bool, role: str, *, markup: bool, lines: bool
    ) -> Iterator[Segment]:
        text = clean_text(value) if value.kind == "scalar" else ""
        if text and (self.also_wordless or says_words(text, markup)):
            yield Segment(".".join(way), text, markup, lines, role, value, flow)


def names_in(text: str) -> list[str]:
    """Return the names of a text that is a list of them, whatever comma is between."""
    return [name for one in _COMMAS.split(text) if (name := one.strip())]


def says_words(text: str, markup: bool) -> bool:
    """Whether there is a word to translate, besides numbers and what leafletgen fills in."""
    if not _LETTER.search(text):
        return False
    if not markup:
        return _LETTER.search(_FIELD.sub("", text)) is not None
    prose = parse_prose(text, Place("", 0, 0), Report())
    return any(_LETTER.search(span.text) for span in prose.spans)


def _is_flow(value: Value) -> bool:
    """Whether a list or a map stands in brackets."""
    return value.kind != "scalar" and value.source.text[value.start : value.start + 1] in ("[", "{")
