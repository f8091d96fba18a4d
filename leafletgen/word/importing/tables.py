"""Tables of data: a header that was one in Word, or columns by number, and cells of plain prose."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from leafletgen.word.doubts import Spot
from leafletgen.word.importing.captions import caption_of
from leafletgen.word.importing.headings import number_of
from leafletgen.word.importing.items import Item, items_of, untaken, without_bold
from leafletgen.word.importing.made import Made, Value
from leafletgen.word.importing.making import Making
from leafletgen.word.story import (
    Block,
    Box,
    BoxForm,
    Cell,
    Counting,
    Kind,
    Paragraph,
    Picture,
    Piece,
    Row,
    Stretch,
    Table,
)

_SHOWN: Final = 60
"""Characters of a row that a message says."""


class _Slot(NamedTuple):
    """A place of the grid: the cell that says something there, and whether it says it here again.

    `wide` is the cell that covers the place from further left, and says nothing there.
    """

    cell: Cell | None
    repeated: bool = False
    wide: Cell | None = None


def table(item: Item, source: Table, making: Making) -> list[Made]:
    """Return a table as a block, and after it the pictures of its cells; nothing for a table without cells."""
    grid = _grid(source.rows)
    if not grid:
        return []
    held = _Holder(making.taken)
    made = Made("", item.spot)
    heads = _header_rows(source.rows)
    named = heads > 1 and item.caption is None and len(source.rows[0].cells) == 1
    header: Value
    if heads:
        header = [
            _header_cell([row[column] for row in grid[named:heads]], held, making, item.spot)
            for column in range(len(grid[0]))
        ]
        _tell_of_joined(heads - named, item, making)
    else:
        header = [f"Column {number}" for number in range(1, len(grid[0]) + 1)]
        made.notes.append("no header row in Word. Name the columns; if the first row does, move it to header:")
        _tell_of_no_header(source, item, making)
    rows = [[_cell(slot, held, making, item.spot) for slot in row] for row in grid[heads:]]
    value: dict[str, Value] = {}
    if item.caption is not None:
        value["caption"] = caption_of(item.caption, making)
    elif named:
        value["caption"] = _header_cell(grid[0][:1], held, making, item.spot)
        _tell_of_name(item, making)
    value |= {"header": header, "rows": rows}
    made.value = {"table": value}
    _tell_of_merges(source.rows[:heads], source.rows[heads:], item, making)
    _tell_of_alt(source, item, making)
    _tell_of_empty_rows(rows, item, making)
    held.tell(item, making)
    making.keep(made, item)
    return [made, *[making.keep(making.pictures.block(picture, making.doubts)) for picture in held.pictures]]


def _grid(rows: Sequence[Row]) -> list[list[_Slot]]:
    """Return the rows with as many places each; a cell that covers several columns stands in the first of them."""
    grid: list[list[_Slot]] = []
    for row in rows:
        above = grid[-1] if grid else []
        line: list[_Slot] = [_Slot(None)] * row.before
        for cell in row.cells:
            at = len(line)
            # Words of its own that a covered cell has, which Word does not show, are words all the same.
            goes_on = cell.goes_on and at < len(above) and not _says(cell.blocks)
            covered = above[at].cell if goes_on else None
            line.append(_Slot(covered, True) if covered is not None else _Slot(cell))
            line += [_Slot(None, wide=covered or cell)] * (max(1, cell.span) - 1)
        grid.append(line + [_Slot(None)] * row.after)
    width = max([len(line) for line in grid], default=0)
    return [line + [_Slot(None)] * (width - len(line)) for line in grid] if width else []


def _header_rows(rows: Sequence[Row]) -> int:
    """Return how many rows at the top are headers; 0 when none is, when they say nothing, or when nothing follows."""
    count = 0
    while count < len(rows) and rows[count].header:
        count += 1
    says = any([_says(cell.blocks) for row in rows[:count] for cell in row.cells])
    return count if count < len(rows) and says else 0


def _says(blocks: Sequence[Block]) -> bool:
    return bool(items_of(blocks, None, BoxForm.TABLE))


class _Holder:
    """Collects what no cell of a leaflet can hold; `taken` is what the head of the leaflet took."""

    def __init__(self, taken: Collection[int]) -> None:
        self.taken = taken
        self.pictures: list[Picture] = []
        self.others: set[str] = set()

    def tell(self, item: Item, making: Making) -> None:
        if self.others:
            told = " and ".join(sorted(self.others))
            making.told.about(
                item,
                making.doubts.doubt(
                    "word-cell-flattened",
                    f"cells of this table hold {told}: written as lines of text",
                    "a cell holds text alone; write what needs more as paragraphs",
                    item.spot,
                ),
            )
        if self.pictures:
            count = len(self.pictures)
            making.told.about(
                item,
                making.doubts.doubt(
                    "word-picture-in-table",
                    f"{count} picture{'s' * (count > 1)} of the cells of this table stand{'s' * (count == 1)} after it",
                    "put each where it belongs; a cell holds text alone",
                    item.spot,
                ),
            )


def _cell(slot: _Slot, held: _Holder, making: Making, spot: Spot) -> Value:
    if slot.cell is None:
        return ""
    pieces, first = _lines(slot.cell.blocks, held, slot.repeated)
    return making.words(pieces, first or spot) if pieces else ""


def _header_cell(slots: Sequence[_Slot], held: _Holder, making: Making, spot: Spot) -> Value:
    """Return what the header rows say over a column; words over several columns are said over each of them."""
    pieces: list[Piece] = []
    first: Spot | None = None
    for slot in slots:
        cell = slot.cell or slot.wide
        if cell is None or slot.repeated:
            continue
        words, where = _lines(cell.blocks, held, cell is slot.wide)
        if words:
            pieces += [*([Stretch(" ")] if pieces else []), *without_bold(words)]
            first = first or where
    return making.words(pieces, first or spot) if pieces else ""


def _lines(
    blocks: Sequence[Block], held: _Holder, again: bool, inside: BoxForm = BoxForm.TABLE
) -> tuple[list[Piece], Spot | None]:
    """Return the words of a cell, a paragraph a line, and where they begin."""
    pieces: list[Piece] = []
    spot: Spot | None = None
    for item in untaken(items_of(blocks, None, inside), held.taken):
        if isinstance(item.what, Picture):
            if not again:
                held.pictures.append(item.what)
            continue
        if isinstance(item.what, Paragraph):
            words = _line(item.what, item.pieces, held)
            first: Spot | None = item.spot
        else:
            held.others.add("a table" if isinstance(item.what, Table) else "a box")
            form = item.what.form if isinstance(item.what, Box) else BoxForm.TABLE
            words, first = _lines(_inside(item.what), held, again, form)
        if words:
            pieces += [*([Stretch("\n")] if pieces else []), *words]
            spot = spot or first
    return pieces, spot


def _line(paragraph: Paragraph, pieces: list[Piece], held: _Holder) -> list[Piece]:
    if paragraph.kind is Kind.HEADING:
        held.others.add("a heading")
    numbering = paragraph.numbering
    if numbering is None or numbering.counting is Counting.NONE:
        return pieces
    held.others.add("a list")
    label = number_of(paragraph)
    return [Stretch(f"{label} "), *pieces] if label else pieces


def _inside(block: Block) -> list[Block]:
    if isinstance(block, Box):
        return block.blocks
    if isinstance(block, Table):
        return [inner for row in block.rows for cell in row.cells for inner in cell.blocks]
    return []


def _tell_of_joined(heads: int, item: Item, making: Making) -> None:
    if heads > 1:
        making.told.about(
            item,
            making.doubts.doubt(
                "word-table-header-joined",
                f"the {heads} header rows of this table became one; words over several columns stand over each of them",
                "check what each column is called",
                item.spot,
            ),
        )


def _tell_of_name(item: Item, making: Making) -> None:
    making.told.about(
        item,
        making.doubts.doubt(
            "word-table-header-joined",
            "the first header row of this table stands over all columns: it became the caption",
            "check that it says what the table shows",
            item.spot,
        ),
    )


def _tell_of_no_header(source: Table, item: Item, making: Making) -> None:
    first = " | ".join([_plain(cell) for cell in source.rows[0].cells])
    said = first if len(first) <= _SHOWN else f"{first[:_SHOWN]}…"
    making.told.about(
        item,
        making.doubts.doubt(
            "word-table-without-header",
            f'no row of this table is marked as its header, so that its columns are called "Column 1" …; '
            f'its first row says "{said}"',
            'name the columns; if the first row names them, move it to "header:"',
            item.spot,
        ),
    )


def _plain(cell: Cell) -> str:
    return " ".join(
        [block.text.strip() for block in cell.blocks if isinstance(block, Paragraph) and block.text.strip()]
    )


def _tell_of_merges(heads: Sequence[Row], rows: Sequence[Row], item: Item, making: Making) -> None:
    """Tell of merged cells; those of several header rows are told of where the rows are joined."""
    above = len(heads) == 1 and any([cell.span > 1 for cell in heads[0].cells])
    wide = any([cell.span > 1 for row in rows for cell in row.cells])
    high = any([cell.goes_on for row in rows for cell in row.cells])
    if above or wide or high:
        what = ["over columns of the header: the words stand over each of them"] * above
        what += ["over columns: the words stand in the first"] * wide + ["over rows: the words are repeated"] * high
        making.told.about(
            item,
            making.doubts.doubt(
                "word-table-merged",
                f"cells of this table are merged {' and '.join(what)}",
                "check each row; every cell must say what it means by itself",
                item.spot,
            ),
        )


def _tell_of_alt(source: Table, item: Item, making: Making) -> None:
    words = " ".join([words for words in (source.title.strip(), source.description.strip()) if words])
    if words:
        making.told.about(
            item,
            making.doubts.doubt(
                "word-table-alt",
                f'the alt text of this table is left out: "{words}"',
                "a table is read out cell by cell; put into its caption what the cells do not say",
                item.spot,
                words,
            ),
        )


def _tell_of_empty_rows(rows: Sequence[Sequence[Value]], item: Item, making: Making) -> None:
    empty = sum([not any(row) for row in rows])
    if empty:
        making.told.about(
            item,
            making.doubts.doubt(
                "word-table-empty-rows",
                f"{empty} row{'s' * (empty > 1)} of this table {'are' if empty > 1 else 'is'} empty",
                "write grid: true if they are to be filled in by hand; else take them out",
                item.spot,
            ),
        )
