"""What authors set apart without a text box: frames, one-cell tables, and paragraphs on a ground or in a border."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from leafletgen.source.inline import SEEN
from leafletgen.word import own_names
from leafletgen.word.importing.table_kinds import pictures_in
from leafletgen.word.story import Block, Box, BoxForm, Kind, Paragraph, Stretch, Table

_MOST_ROWS: Final = 3
"""Rows of a table of one column that sets words apart; more of them are columns of text."""


def boxes_among(blocks: Sequence[Block], inside: BoxForm | None = None) -> Iterator[Block]:
    """Yield the blocks, with boxes for those that are set apart; neighbours that are set apart alike are one box.

    Args:
        blocks: a body, or what stands in a box or in a cell.
        inside: the form of the box that they stand in, in which the same is no box again; a cell counts as a table.
    """
    for form, group in groupby(blocks, lambda block: _form(block, inside)):
        together = list(group)
        if form is None or (form is BoxForm.GROUND and not _is_a_box(together)):
            for block in together:
                yield _of_one_cell(block) if isinstance(block, Table) else block
        else:
            box = Box(together[0].spot, form)
            box.blocks = together
            yield box


def _form(block: Block, inside: BoxForm | None) -> BoxForm | None:
    if not isinstance(block, Paragraph) or block.kind is not Kind.BODY:
        return None
    if block.framed:
        return None if inside is BoxForm.FRAME else BoxForm.FRAME
    is_ours = block.style.startswith(own_names.STYLES)
    return BoxForm.GROUND if block.tinted and inside is None and not is_ours else None


def _is_a_box(blocks: Sequence[Block]) -> bool:
    """Whether paragraphs on one ground are a box: two or more that say something, one of them not bold.

    A bar of colour behind bold words is how authors set headings off, and one behind a single paragraph is a colour.
    """
    said = [block for block in blocks if isinstance(block, Paragraph) and SEEN.search(block.text)]
    return len(said) > 1 and any([not _is_bold(paragraph) for paragraph in said])


def _is_bold(paragraph: Paragraph) -> bool:
    stretches = [piece for piece in paragraph.pieces if isinstance(piece, Stretch) and SEEN.search(piece.text)]
    return all([stretch.bold for stretch in stretches])


def _of_one_cell(table: Table) -> Block:
    """Return a table, or the box that it is when it has but one cell, or one in each of a few rows."""
    rows = table.rows
    if not rows or len(rows) > _MOST_ROWS or any([len(row.cells) != 1 for row in rows]):
        return table
    blocks = [block for row in rows for block in row.cells[0].blocks]
    if len(rows) > 1 and (any([row.header for row in rows]) or pictures_in(blocks) or _has_heading(blocks)):
        return table
    box = Box(table.spot, BoxForm.TABLE if len(rows) == 1 else BoxForm.COLUMN)
    box.blocks = blocks
    return box


def _has_heading(blocks: Sequence[Block]) -> bool:
    return any([isinstance(block, Paragraph) and block.kind is Kind.HEADING for block in blocks])
