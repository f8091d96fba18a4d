"""What authors use tables for besides data: pictures in a row, and columns of text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from leafletgen.source.inline import SEEN
from leafletgen.word.story import Anchored, Block, Cell, Kind, Paragraph, Picture, Row, Table

_MOST_PICTURES: Final = 4
"""Pictures that a leaflet has side by side."""
_MOST_COLUMNS: Final = 3
_MUCH_TEXT: Final = 80
"""Characters from which on a cell of a single row holds text rather than a value."""


class PictureCell(NamedTuple):
    """A picture in a cell, and the paragraphs under it."""

    picture: Picture
    words: list[Paragraph]


def pictures_in(blocks: Sequence[Block]) -> list[Picture]:
    """Return the pictures that stand in blocks or hang on their paragraphs, but for those in boxes and tables."""
    found: list[Picture] = []
    for block in blocks:
        if isinstance(block, Picture):
            found.append(block)
        elif isinstance(block, Paragraph):
            found += [
                piece.what for piece in block.pieces if isinstance(piece, Anchored) and isinstance(piece.what, Picture)
            ]
    return found


def _paragraphs(cell: Cell) -> list[Paragraph] | None:
    """Return the paragraphs of a cell that say something; None when anything but words and pictures stands in it."""
    found: list[Paragraph] = []
    for block in cell.blocks:
        if isinstance(block, Paragraph):
            if any([isinstance(piece, Anchored) and not isinstance(piece.what, Picture) for piece in block.pieces]):
                return None
            if SEEN.search(block.text):
                found.append(block)
        elif not isinstance(block, Picture):
            return None
    return found


def picture_rows(table: Table) -> list[list[PictureCell]] | None:
    """Return the rows of a table of pictures, two to four in each; None when it is none.

    The words under each picture stand in its cell, or in a row of their own under the pictures.
    """
    made: list[list[PictureCell]] = []
    above: list[PictureCell] | None = None
    for row in table.rows:
        words = [_paragraphs(cell) for cell in row.cells]
        pictures = [pictures_in(cell.blocks) for cell in row.cells]
        if any([paragraphs is None for paragraphs in words]):
            return None
        if all([len(shown) == 1 for shown in pictures]) and 2 <= len(row.cells) <= _MOST_PICTURES:
            above = [
                PictureCell(shown[0], list(paragraphs or ())) for shown, paragraphs in zip(pictures, words, strict=True)
            ]
            made.append(above)
        elif (
            above is not None
            and len(row.cells) == len(above)
            and not any(pictures)
            and not any([c.words for c in above])
        ):
            made[-1] = [cell._replace(words=list(found or ())) for cell, found in zip(above, words, strict=True)]
            above = None
        elif any(pictures) or any(words):
            return None
    return made or None


def is_layout(table: Table) -> bool:
    """Whether a table sets text and pictures side by side: it has no header row, and its cells hold paragraphs."""
    if not table.rows or any([row.header for row in table.rows]):
        return False
    if picture_rows(table) is not None:
        return False
    with_pictures = [row for row in table.rows if any([pictures_in(cell.blocks) for cell in row.cells])]
    if with_pictures and len(with_pictures) * 2 >= len(table.rows):
        return True
    columns = max([len(row.cells) for row in table.rows])
    if columns == 1 or _says_one_thing(table.rows):
        return True
    # "Do" and "Do not" over two columns: read row by row, what not to do would stand under what to do.
    if len(table.rows) > 1 and _names_columns(table.rows[0]):
        return False
    return columns <= _MOST_COLUMNS and _holds_paragraphs(table.rows)


def _says_one_thing(rows: Sequence[Row]) -> bool:
    """Whether a single row has words in one of its cells alone, as where a table puts a title beside nothing."""
    return len(rows) == 1 and len([cell for cell in rows[0].cells if _size(cell)]) == 1


def is_data(table: Table) -> bool:
    """Whether a table sets values under each other, so that none of them is the title of a leaflet."""
    if any([row.header for row in table.rows]):
        return True
    return len(table.rows) > 1 and not is_layout(table) and picture_rows(table) is None


def _names_columns(row: Row) -> bool:
    """Whether the cells of a row say no more than the name of a column each."""
    said = [cell for cell in row.cells if _length(cell)]
    return bool(said) and all([len(_paragraphs(cell) or ()) == 1 and _length(cell) < _MUCH_TEXT // 2 for cell in said])


def _holds_paragraphs(rows: Sequence[Row]) -> bool:
    """Whether most cells that are not empty hold more than a value; names beside lists are data."""
    cells = [cell for row in rows for cell in row.cells if cell.blocks and not cell.goes_on]
    sizes = [_size(cell) for cell in cells]
    full = [size for size in sizes if size > 0]
    many = [size for size in full if size > 1]
    if len(rows) == 1 and any([_length(cell) > _MUCH_TEXT for cell in cells]):
        return True
    return len(many) * 2 > len(full)


def _size(cell: Cell) -> int:
    """How many parts a cell has; a heading counts as two, for it heads something."""
    return sum(
        [
            (2 if block.kind is Kind.HEADING else 1)
            if isinstance(block, Paragraph) and SEEN.search(block.text)
            else not isinstance(block, Paragraph)
            for block in cell.blocks
        ]
    )


def _length(cell: Cell) -> int:
    return sum([len(block.text) for block in cell.blocks if isinstance(block, Paragraph)])
