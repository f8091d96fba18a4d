"""The words of a story as lines, for whoever looks for a code or a date in them: rows of tables are lines as well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from leafletgen.word.story import Anchored, Block, Box, Cell, Paragraph, Picture, Table

_LONGEST: Final = 400
"""Characters at each end of a line that are looked into: patterns take their time with more."""


class Line(NamedTuple):
    """A line, and the paragraphs that say it."""

    text: str
    paragraphs: tuple[Paragraph, ...]


def paragraphs_in(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """Yield the paragraphs in blocks, those of tables and boxes included, in their order; how deep does not matter."""
    todo: list[Block] = list(blocks)[::-1]
    while todo:
        block = todo.pop()
        if isinstance(block, Paragraph):
            yield block
            todo += [piece.what for piece in block.pieces[::-1] if isinstance(piece, Anchored)]
        elif isinstance(block, Box):
            todo += block.blocks[::-1]
        elif isinstance(block, Table):
            cells = [cell for row in block.rows for cell in row.cells]
            todo += [inner for cell in cells[::-1] for inner in cell.blocks[::-1]]


def lines_of(blocks: Sequence[Block]) -> list[Line]:
    """Return the lines of blocks: each paragraph, each row of a table, and each cell with the one above it."""
    lines: list[Line] = []
    for block in blocks:
        if isinstance(block, Table):
            lines += _rows(block)
        elif not isinstance(block, Picture):
            lines += [_line([paragraph]) for paragraph in paragraphs_in([block])]
    return [line for line in lines if line.text]


def _rows(table: Table) -> Iterator[Line]:
    above: list[Cell] = []
    for row in table.rows:
        yield _line(_said_by(row.cells))
        for upper, lower in zip(above, row.cells, strict=False):
            yield _line(_said_by([upper, lower]))
        above = row.cells


def _said_by(cells: Sequence[Cell]) -> list[Paragraph]:
    return [paragraph for cell in cells for paragraph in paragraphs_in(cell.blocks)]


def _line(paragraphs: Sequence[Paragraph]) -> Line:
    return Line(fitted(" ".join([paragraph.text for paragraph in paragraphs])), tuple(paragraphs))


def fitted(text: str) -> str:
    """Return words with one space between them; of very many the first and the last ones."""
    words = " ".join(text.split())
    if len(words) <= 2 * _LONGEST:
        return words
    return f"{words[:_LONGEST].rpartition(' ')[0]} … {words[-_LONGEST:].partition(' ')[2]}"
