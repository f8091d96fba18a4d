"""The blocks of a leaflet's body; each is known by its key in the file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, ClassVar, Self

from leafletgen.content.alt_text import check_alt_text
from leafletgen.errors import Report
from leafletgen.source.inline import Prose
from leafletgen.source.kept import read_or_copied
from leafletgen.source.kinds import (
    FILE_NAME,
    HEADING_ID,
    WEB_ADDRESS,
    Choice,
    Flag,
    Identifier,
    Integer,
    Percent,
    ProseText,
    Text,
)
from leafletgen.source.odd_characters import BULLETS
from leafletgen.source.records import (
    Definitions,
    Field,
    JsonSchema,
    Kind,
    ListOf,
    Record,
    RecordOf,
    attached,
    counted,
    describe,
    field,
    meant_key,
    object_schema,
    reads_as_text,
    report_unknown_keys,
)
from leafletgen.source.yaml import Value
from leafletgen.system.forms import WORD


class Block(Record):
    """A part of the body: its key says what it is."""

    key: ClassVar[str] = ""
    nested: ClassVar[bool] = False
    """Whether the block's own entries stand in a map under its key, rather than beside it."""

    only: list[str] = field(
        ListOf(Identifier("large-print-18"), at_least=1),
        "Print this block in these layouts alone.",
        factory=list,
    )
    exclude: list[str] = field(
        ListOf(Identifier("a4-two-sided"), at_least=1),
        "Print this block in every layout but these.",
        factory=list,
        key="except",
    )

    @classmethod
    def own_fields(cls) -> tuple[Field[Any], ...]:
        """The fields without `only` and `except`."""
        return tuple(entry for entry in cls.fields if entry not in Block.fields)

    @classmethod
    def read_block(cls, value: Value, report: Report) -> Self | None:
        """Read a map that has this block's key."""
        if not cls.nested:
            return cls.read(value, report)
        report_unknown_keys(value, frozenset((cls.key, "only", "except")), report)
        inner: Value = value.data[cls.key]
        if inner.kind != "map":
            cls.read(inner, report)
            return None
        block = cls.__new__(cls)
        block.place = value.place
        fields = cls.own_fields()
        report_unknown_keys(inner, frozenset([entry.key for entry in fields]), report)
        complete = block.fill(inner, fields, report)
        for entry in Block.fields:
            found = value.data.get(entry.key)
            result = None if found is None or found.is_null else entry.kind.read(found, report)
            setattr(block, entry.name, entry.absent() if result is None else result)
        return block if complete else None

    @classmethod
    def schema(cls, definitions: Definitions) -> JsonSchema:
        """Define the block once and return a reference to it."""
        name = cls.__name__
        if not cls.nested or name in definitions:
            return super().schema(definitions)
        definitions[name] = {}
        inner = object_schema(cls, cls.own_fields(), definitions)
        outer = object_schema(cls, Block.fields, definitions)
        outer["properties"] = {cls.key: inner, **outer["properties"]}
        outer["required"] = [cls.key]
        definitions[name] = outer
        return {"$ref": f"#/$defs/{name}"}

    def prints_in(self, layout: str) -> bool:
        """Whether the block is printed in the layout of this name; a Word file for reviewers has every block."""
        if layout == WORD:
            return True
        return layout in self.only if self.only else layout not in self.exclude


class FloatingBlock(Block):
    """A block that the words after it may overtake."""

    floats: bool = field(
        Flag(),
        "Whether the text after it may come first where it would leave a third of a page empty.",
        default=False,
        key="float",
    )


class Blocks(Kind[list[Block]]):
    """A list of blocks, each one of several, told by its key; a plain string is a paragraph."""

    wants = "a list of blocks"
    holds = True
    example = ""

    def __init__(self, *, inner: bool = False) -> None:
        """Say whether these blocks stand inside a box, a card or a list item."""
        self.inner = inner

    def known(self) -> dict[str, type[Block]]:
        """The blocks that may stand here, by key."""
        return INNER_BLOCKS if self.inner else BLOCKS

    def read(self, value: Value, report: Report) -> list[Block] | None:
        """Read every block; faulty ones are reported and left out."""
        if value.kind == "scalar" and not value.is_null and self.inner:
            block = self.read_block(value, report)
            return None if block is None else [block]
        if value.kind != "list":
            self.wrong(value, report)
            return None
        if self.inner:
            blocks = [self.read_block(entry, report) for entry in value.data]
        else:
            ends = [*[entry.start for entry in value.data[1:]], value.end]
            blocks = [
                read_or_copied(entry, end, self.read_block, report)
                for entry, end in zip(value.data, ends, strict=False)
            ]
        return [block for block in blocks if block is not None]

    def read_block(self, value: Value, report: Report) -> Block | None:
        """Read one block."""
        if value.kind == "scalar":
            text = _PROSE.read(value, report)
            if text is None:
                return None
            warn_of_list(text, report)
            return Paragraph(place=value.place, text=text)
        known = self.known()
        found = [key for key in value.data if key in known] if value.kind == "map" else []
        if len(found) == 1:
            return known[found[0]].read_block(value, report)
        if value.kind == "list":
            report.error(
                "list-in-place-of-block", "a list stands here, not a block", 'write "- list: [...]"', value.place
            )
        elif len(found) > 1:
            report.error(
                "block-two-meanings",
                f'this block has two meanings: "{found[0]}" and "{found[1]}"',
                'begin a block of its own with "- "',
                value.data[found[1]].key.place,
            )
        else:
            self.report_unknown_block(value, report)
        return None

    def report_unknown_block(self, value: Value, report: Report) -> None:
        """Say which key is not one of a block."""
        known = self.known()
        misplaced = next((key for key in value.data if key in BLOCKS), None)
        key = next(iter(value.data), "")
        if misplaced:
            report.error(
                "block-misplaced",
                f'"{misplaced}" cannot stand inside a box, a card or a list item',
                "move it out; here may stand: " + ", ".join(known),
                value.data[misplaced].key.place,
            )
        elif key:
            if not reads_as_text(value, known, report):
                report.error(
                    "block-unknown", f'"{key}" is not a block', meant_key(key, known), value.data[key].key.place
                )
        else:
            report.error("block-empty", "this block is empty", "write it, or take it out", value.place)

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return text or one of the blocks."""
        name = "InnerBlocks" if self.inner else "Blocks"
        if name not in definitions:
            definitions[name] = {}
            choices = [{"type": ["string", "number"], "description": "A paragraph."}]
            choices += [block.schema(definitions) for block in dict.fromkeys(self.known().values())]
            listed: JsonSchema = {"type": "array", "items": {"anyOf": choices}}
            definitions[name] = {"anyOf": [{"type": ["string", "number"]}, listed]} if self.inner else listed
        return {"$ref": f"#/$defs/{name}"}


_PROSE = ProseText()
_LISTED = re.compile(
    rf"(?m)^[ \t]*(?:([{BULLETS}\u2013\u2014-])[ \t\u00a0]|\(?(\d{{1,2}})[.)][ \t\u00a0]+\S|[a-z]\)[ \t\u00a0])"
)


def warn_of_list(text: Prose, report: Report) -> None:
    """Warn of a paragraph or an entry that begins as entries of a list do: nobody would hear that it is one."""
    found = _LISTED.match(text.plain()) or _LISTED.search(text.plain())
    if found is not None:
        report.warning(
            "list-typed-by-hand",
            "this begins like an entry of a list, and is none to a screen reader",
            'write "- steps:" with the entries under it' if found[2] else 'write "- list:" with the entries under it',
            text.place,
        )


class Heading(Block):
    """A heading; links, page references and the contents list lead to it."""

    key = "heading"
    text: Prose = field(ProseText(), "The heading, in sentence case, without a full stop.", key="heading")
    level: int = field(Integer(1, 3), "1 for a section, 2 and 3 for parts of it.", default=1)
    id: str | None = field(HEADING_ID, "A name to link to, as in (#why) and {page:why}.", default=None)

    def check(self, value: Value, report: Report) -> None:
        """A heading has words, which bookmarks and the contents list repeat."""
        if not self.text.says_words():
            report.error(
                "heading-without-words", "this heading has no words", "write what the section is about", self.text.place
            )


class Paragraph(Block):
    """A paragraph in its long form; a plain string is one as well."""

    key = "text"
    text: Prose = field(ProseText(), "The paragraph.")

    def check(self, value: Value, report: Report) -> None:
        """A paragraph is no list that is written by hand."""
        warn_of_list(self.text, report)


class Item(Record):
    """An entry of a list: its text, and blocks under it."""

    text: Prose = field(ProseText(), "The words.")
    body: list[Block] = field(Blocks(inner=True), "Blocks under them.", factory=list)

    @classmethod
    def read(cls, value: Value, report: Report) -> Self | None:
        """Read a string, or a map with `text` and one of `list`, `steps` and `body`."""
        if value.kind == "scalar":
            text = _PROSE.read(value, report)
            if text is None:
                return None
            warn_of_list(text, report)
            return cls(place=value.place, text=text)
        if value.kind != "map":
            report.error(
                "list-entry-not-text",
                f"a list entry must be text, not {describe(value)}",
                "for a list inside a list write {text: ..., list: [...]}",
                value.place,
            )
            return None
        if not _ITEM_KEYS & value.data.keys() and reads_as_text(value, _ITEM_KEYS, report):
            return None
        report_unknown_keys(value, _ITEM_KEYS, report)
        entries: dict[str, Value] = value.data
        if "text" not in entries:
            report.error("key-missing", '"text" is missing', 'write "text:" with the words of the entry', value.place)
        text = _PROSE.read(entries["text"], report) if "text" in entries else None
        body: list[Block] = []
        for key, entry in entries.items():
            if key == "body":
                body += _INNER.read(entry, report) or []
            elif key in ("list", "steps"):
                nested = BLOCKS[key].__new__(BLOCKS[key])
                nested.place = entry.key.place
                fields = tuple(known for known in nested.fields if known.key not in ("only", "except"))
                if nested.fill(value, fields, report):
                    nested.only, nested.exclude = [], []
                    body.append(nested)
        return None if text is None else cls(place=value.place, text=text, body=body)

    @classmethod
    def schema(cls, definitions: Definitions) -> JsonSchema:
        """Return text or a map."""
        if "Item" not in definitions:
            definitions["Item"] = {}
            items = ListOf(RecordOf(cls), at_least=1).schema(definitions)
            definitions["Item"] = {
                "anyOf": [
                    {"type": ["string", "number"]},
                    {
                        "type": "object",
                        "description": cls.__doc__,
                        "properties": {
                            "text": {"description": "The words.", **_PROSE.schema(definitions)},
                            "list": {"description": "A bulleted list under it.", **items},
                            "steps": {"description": "A numbered list under it.", **items},
                            "start": {"description": "The first number of steps.", "type": "integer"},
                            "body": _INNER.schema(definitions),
                        },
                        "required": ["text"],
                        "additionalProperties": False,
                    },
                ]
            }
        return {"$ref": "#/$defs/Item"}


_ITEM_KEYS = frozenset(("text", "list", "steps", "start", "body"))
_INNER = Blocks(inner=True)
_ITEMS = ListOf(RecordOf(Item), at_least=1)


class BulletList(Block):
    """A bulleted list."""

    key = "list"
    items: list[Item] = field(_ITEMS, "The entries.", key="list")


class Steps(Block):
    """A numbered list."""

    key = "steps"
    items: list[Item] = field(_ITEMS, "The entries, in their order.", key="steps")
    start: int = field(Integer(1, 999), "The first number, to go on counting.", default=1)


class KeyMessage(Block):
    """One sentence to remember, set apart."""

    key = "key"
    text: Prose = field(ProseText(), "The sentence.", key="key")


class Quote(Block):
    """Words of somebody who has been there, and who said them."""

    key = "quote"
    text: Prose = field(ProseText(), "What was said, without quotation marks around it.", key="quote")
    by: Prose | None = field(ProseText(), "Who said it, as far as they agreed to be named.", default=None)


class Box(FloatingBlock):
    """A tinted box, for a story or an aside."""

    key = "box"
    nested = True
    title: Prose | None = field(ProseText(), "The box's title.", default=None)
    body: list[Block] = field(Blocks(inner=True), "Paragraphs, lists, pictures.")

    def check(self, value: Value, report: Report) -> None:
        """A title has words."""
        if self.title is not None and not self.title.says_words():
            report.error(
                "title-without-words", "this title has no words", "write what the box is about", self.title.place
            )


class Card(FloatingBlock):
    """A care card: what to do when, in one of three levels."""

    key = "card"
    nested = True
    level: str = field(Choice("non-urgent", "urgent", "emergency"), "How quickly to act.")
    title: Prose = field(ProseText(), "One call to action, ending in if:")
    items: list[Prose] = field(ListOf(ProseText(), at_least=1), "The signs, as bullets.", factory=list)
    body: list[Block] = field(Blocks(inner=True), "Blocks after the bullets.", factory=list)

    def check(self, value: Value, report: Report) -> None:
        """A card says something."""
        if not self.items and not self.body:
            report.error("card-empty", "this card is empty", 'give it "items:" with the signs', value.place)


class Picture(FloatingBlock):
    """A picture with what it tells a reader who cannot see it."""

    key = "image"
    path: Path = attached()
    """The file; set by the library."""

    image: str = field(FILE_NAME, "A PNG, JPEG or SVG beside the leaflet or in assets/images.")
    alt: str = field(Text(lines=True, empty=True), "What the picture tells the reader.", default="")
    decorative: bool = field(Flag(), "True when the picture tells nothing.", default=False)
    caption: Prose | None = field(ProseText(), "The words under the picture.", default=None)
    credit: Prose | None = field(ProseText(), "Who made it, or after whom it is drawn.", default=None)
    width: float | None = field(Percent(), "The share of the column's width.", default=None)

    def check(self, value: Value, report: Report) -> None:
        """A picture has either an alternative text that says something, or is decorative."""
        place = value.data["image"].key.place
        if self.decorative and self.alt:
            report.error(
                "image-decorative-with-alt-text",
                f'image "{self.image}" is decorative and has alt text as well',
                "take one of the two away",
                value.data["alt"].key.place,
            )
        elif not self.decorative and not self.alt:
            report.error(
                "image-no-alt-text",
                f'image "{self.image}" has no alt text',
                'add "alt:" with what the picture tells the reader, or "decorative: true"',
                place,
            )
        elif self.alt:
            check_alt_text(self.alt, value.data["alt"].place, report)


class Pictures(Block):
    """Two to four pictures side by side."""

    key = "pictures"
    pictures: list[Picture] = field(ListOf(RecordOf(Picture), at_least=2, at_most=4), "The pictures of the row.")

    def check(self, value: Value, report: Report) -> None:
        """A row is printed whole or not at all."""
        for picture in self.pictures:
            if picture.only or picture.exclude:
                report.error(
                    "row-picture-with-only",
                    'a picture of a row has "only" or "except"',
                    'write it beside "pictures:", for the whole row',
                    picture.place,
                )


class Table(FloatingBlock):
    """A table with a header row; every row has as many cells."""

    key = "table"
    nested = True
    caption: Prose | None = field(ProseText(), "What the table shows.", default=None)
    header: list[Prose] = field(ListOf(ProseText(empty=True), at_least=1), "The header cells.")
    rows: list[list[Prose]] = field(
        ListOf(ListOf(ProseText(empty=True), at_least=1), at_least=1), "The rows, each a list of cells."
    )
    row_headers: bool = field(Flag(), "Whether the first cell heads its row.", default=False)
    grid: bool = field(Flag(), "Whether lines stand between columns as well, to fill in by hand.", default=False)

    def check(self, value: Value, report: Report) -> None:
        """No row is longer or shorter than the header."""
        width = len(value.data["header"].data)
        if not any(cell.says_words() for cell in self.header):
            report.warning(
                "table-header-empty",
                "no header cell of this table says anything, so that nobody hears what its columns are",
                "name the columns; rows that need no names are a list",
                value.data["header"].place,
            )
        for number, row in enumerate(value.data["rows"].data, start=1):
            cells = len(row.data) if row.kind == "list" else width
            if cells != width:
                report.error(
                    "table-row-wrong-width",
                    f"row {number} of this table has {counted(cells, 'cell', 'cells')}, its header has {width}",
                    'write an empty cell as ""',
                    row.place,
                )


class Resource(Record):
    """Something to read, watch or use elsewhere."""

    title: Prose = field(ProseText(), "What it is called.")
    url: str = field(WEB_ADDRESS, "Where it is.")
    note: Prose | None = field(ProseText(), "What it is.", default=None)


class Resources(Block):
    """Things to read or watch; on paper with their addresses and QR codes."""

    key = "resources"
    items: list[Resource] = field(ListOf(RecordOf(Resource), at_least=1), "The resources.", key="resources")


class Include(Block):
    """A shared block from leaflets/shared, written once for several leaflets."""

    key = "include"
    name: str = field(Identifier("red-flags-back"), "The file's name without .yaml.", key="include")


class Write(Block):
    """Lines to write on."""

    key = "write"
    nested = True
    label: Prose = field(ProseText(), "What to write; words that say how many lines there are follow by themselves.")
    lines: int = field(Integer(1, 40), "How many lines.")


class ContactBlock(Block):
    """How to reach a department of the brand."""

    key = "contact"
    department: str = field(Identifier("physiotherapy"), "One of the brand's departments.", key="contact")


class ReferenceList(Block):
    """The list of references, in the order of their first citation."""

    key = "references"
    references: str = field(Choice("all"), "All references stand here.")


class Break(Block):
    """A page break."""

    key = "break"
    kind: str = field(Choice("page"), "What follows starts on a new page.", key="break")


BLOCKS: dict[str, type[Block]] = {
    block.key: block
    for block in (
        Heading,
        Paragraph,
        BulletList,
        Steps,
        KeyMessage,
        Quote,
        Box,
        Card,
        Picture,
        Pictures,
        Table,
        Resources,
        Include,
        Write,
        ContactBlock,
        ReferenceList,
        Break,
    )
}
INNER_BLOCKS: dict[str, type[Block]] = {
    key: BLOCKS[key] for key in ("text", "list", "steps", "key", "quote", "image", "table", "resources", "write")
}
