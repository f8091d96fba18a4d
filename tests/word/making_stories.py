"""Stories made by hand, as the reader of Word files gives them, and the leaflets that come of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from leafletgen.word.doubts import Doubt, Doubts, Part, Spot
from leafletgen.word.importing.blocks import leaflet_of
from leafletgen.word.importing.wish import Wish
from leafletgen.word.importing.yaml_text import written
from leafletgen.word.story import (
    Anchored,
    Block,
    Box,
    BoxForm,
    Cell,
    Counting,
    Kind,
    Numbering,
    Paragraph,
    Picture,
    Piece,
    Row,
    Story,
    Stretch,
    Table,
)
from tests.word.drawn import png
from tests.word.expecting import CODE, brand


def para(
    *said: str | Piece, kind: Kind = Kind.BODY, level: int = 0, indent: float = 0.0, part: Part = Part.BODY
) -> Paragraph:
    """Return a paragraph; its number is given when it comes into a story."""
    made = Paragraph(Spot(part))
    made.pieces = [Stretch(piece, size=11.0) if isinstance(piece, str) else piece for piece in said]
    made.kind, made.level, made.indent = kind, level, indent
    return made


def bold(text: str, size: float = 11.0) -> Stretch:
    """Return bold words."""
    return Stretch(text, bold=True, size=size)


def title(words: str = "A leaflet") -> Paragraph:
    """Return a paragraph in the style Title."""
    return para(words, kind=Kind.TITLE)


def head(words: str, level: int = 1) -> Paragraph:
    """Return a paragraph in a heading style."""
    return para(words, kind=Kind.HEADING, level=level)


def entry(
    *said: str | Piece,
    value: int = 0,
    level: int = 0,
    series: str = "1",
    counting: Counting | None = None,
    label: str = "",
    indent: float | None = None,
) -> Paragraph:
    """Return an entry of a list that Word itself marks: a step when it has a value."""
    counting = counting or (Counting.DECIMAL if value else Counting.BULLET)
    made = para(*said, indent=18.0 * (level + 1) if indent is None else indent)
    made.numbering = Numbering(counting, level, value or 1, label or (f"{value}." if value else "•"), series)
    return made


def picture(number: int = 1, alt: str = "A knee.") -> Picture:
    """Return a picture."""
    made = Picture(Spot(Part.BODY))
    made.number, made.data, made.suffix, made.alt = number, png(), ".png", alt
    return made


def hung(what: Picture | Box, *, floats: bool = False) -> Anchored:
    """Return something that hangs on a place among words."""
    return Anchored(what, floats)


def box(*blocks: Block, form: BoxForm = BoxForm.TEXT_BOX) -> Box:
    """Return a box."""
    made = Box(Spot(Part.BODY), form)
    made.blocks = list(blocks)
    return made


def cell(*blocks: Block | str, span: int = 1, goes_on: bool = False) -> Cell:
    """Return a cell; a string is a paragraph of it."""
    made = Cell()
    made.blocks = [para(block) if isinstance(block, str) else block for block in blocks]
    made.span, made.goes_on = span, goes_on
    return made


def row(*cells: Cell | str, header: bool = False, before: int = 0, after: int = 0) -> Row:
    """Return a row of a table; a string is a cell."""
    made = Row()
    made.cells = [cell(one) if isinstance(one, str) else one for one in cells]
    made.header, made.before, made.after = header, before, after
    return made


def table(*rows: Row) -> Table:
    """Return a table."""
    made = Table(Spot(Part.BODY))
    made.rows = list(rows)
    return made


def story(*said: Block, notes: Mapping[str, Sequence[Block]] | None = None) -> Story:
    """Return a story whose paragraphs are numbered in their order."""
    made = Story()
    made.blocks = list(said)
    made.notes = {name: list(blocks) for name, blocks in (notes or {}).items()}
    made.language = "en-GB"
    _number(made.blocks, 0)
    for blocks_of_note in made.notes.values():
        _number(blocks_of_note, 0)
    return made


def _number(blocks: Sequence[Block], before: int) -> int:
    for block in blocks:
        if isinstance(block, Paragraph):
            before += 1
            block.spot.number, block.spot.words = before, block.text
            for piece in block.pieces:
                if isinstance(piece, Anchored):
                    piece.what.spot = block.spot
                    if isinstance(piece.what, Box):
                        before = _number(piece.what.blocks, before)
        elif isinstance(block, Table):
            block.spot.number = before + 1
            for line in block.rows:
                for one in line.cells:
                    before = _number(one.blocks, before)
        elif isinstance(block, Box):
            block.spot.number = before + 1
            before = _number(block.blocks, before)
    return before


class Came:
    """What came of a story: the YAML, its data, and the doubts."""

    def __init__(self, told: Story, name: str = "made") -> None:
        """Make the leaflet."""
        found = Doubts()
        self.leaflet = leaflet_of(told, Wish(name, CODE), brand(), found)
        self.yaml = written(self.leaflet)
        self.data: dict[str, Any] = yaml.safe_load(self.yaml)
        self.doubts: list[Doubt] = found.found

    @property
    def body(self) -> list[Any]:
        """The blocks of the body."""
        return list(self.data["body"] or [])

    def told(self, code: str) -> list[tuple[str, str]]:
        """Return first words of the place and message of each doubt of a kind."""
        return [(doubt.spot.first_words, doubt.message) for doubt in self.doubts if doubt.code == code]

    def codes(self) -> list[str]:
        """Return the codes of the doubts about what an author meant, sorted."""
        return sorted([doubt.code for doubt in self.doubts if doubt.code not in ("word-code-given", "word-no-title")])


def came(*blocks: Block, notes: Mapping[str, Sequence[Block]] | None = None) -> Came:
    """Return what comes of a leaflet with a title and these blocks."""
    return Came(story(title(), *blocks, notes=notes))
