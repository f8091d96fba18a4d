"""Tables (ECMA-376 1, 17.4): rows and cells as they lie on the grid, merges by w:vMerge, w:hMerge and w:gridSpan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from leafletgen.word.doubts import Spot
from leafletgen.word.reading import changes
from leafletgen.word.reading.changes import Change
from leafletgen.word.reading.controls import CONTENT, PROPERTIES, Heard, is_prompt
from leafletgen.word.reading.drawings import left_out
from leafletgen.word.reading.line import Note, Told
from leafletgen.word.reading.names import VAL, W
from leafletgen.word.reading.paragraph_doubts import tell
from leafletgen.word.reading.plain_words import local_name, words_of
from leafletgen.word.reading.properties import found_in, has_ground, is_on, value_in
from leafletgen.word.story import Cell, Paragraph, Row, Table

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from leafletgen.word.reading.state import Reader

ROW: Final = f"{W}tr"
CELL: Final = f"{W}tc"
CONTROL: Final = f"{W}sdt"
HOLDERS: Final = frozenset({f"{W}customXml", f"{W}ins", f"{W}moveTo", f"{W}smartTag"})
"""What may stand around rows or cells and says nothing of its own."""
GONE: Final = frozenset({f"{W}del", f"{W}moveFrom"})
WIDEST: Final = 63
"""Columns of a table in Word at most."""


def table(reader: Reader, element: Element) -> Table | None:
    """Read a w:tbl; None when none of its rows is left."""
    properties = element.find(f"{W}tblPr")
    made = Table(Spot(reader.place, reader.count + 1, page=reader.page))
    made.title = value_in(properties, "tblCaption")
    made.description = value_in(properties, "tblDescription")
    merged: set[int] = set()
    for row in _held(reader, element, ROW):
        read = _row(reader, row, merged)
        if read is not None:
            made.rows.append(read)
    if not made.rows:
        return None
    made.spot = _first_spot(made) or made.spot
    return made


def _row(reader: Reader, element: Element, merged: set[int]) -> Row | None:
    """Read a w:tr; None when it is left out. `merged` are the columns in which a cell of the row above may go on."""
    properties = element.find(f"{W}trPr")
    change = changes.of_mark(properties)
    hidden = is_on(found_in(properties, "hidden"))
    if change in changes.GONE or hidden:
        _left_out(reader, element, change)
        return None
    if change is not None:
        reader.changes.inside.append(change)
    made = Row()
    made.header = is_on(found_in(properties, "tblHeader"))
    made.before = _number(properties, "gridBefore", 0)
    made.after = _number(properties, "gridAfter", 0)
    going_on: set[int] = set()
    column = made.before
    for cell in _held(reader, element, CELL):
        span, is_merged = _cell(reader, made, cell, column in merged)
        if is_merged:
            going_on.add(column)
        column += span
    merged.clear()
    merged |= going_on
    if change is not None:
        reader.changes.inside.pop()
    return made


def _left_out(reader: Reader, element: Element, change: Change | None) -> None:
    words = words_of(element)
    spot = reader.spot(words)
    if change is not None:
        reader.changes.mark(change, f" {words} ", spot)
    else:
        tell(reader.doubts, spot, {Told.HIDDEN: [Note(words)]})
    left_out(reader, element, spot, "a row that is left out")


def _cell(reader: Reader, row: Row, element: Element, may_go_on: bool) -> tuple[int, bool]:
    """Read a w:tc, and return how many columns it covers, and whether the cell below may go on with it.

    A cell that goes on with one that was left out, as in a deleted row, begins anew.
    """
    properties = element.find(f"{W}tcPr")
    if properties is not None and properties.find(f"{W}cellDel") is not None:
        _left_out(reader, element, Change.DELETED)
        return 0, False
    old_merge = None if properties is None else properties.find(f"{W}hMerge")
    made = Cell()
    made.span = _number(properties, "gridSpan", 1)
    made.tinted = has_ground(found_in(properties, "shd"))
    merged = _merge(properties)
    made.goes_on = may_go_on and merged in ("continue", "cont")
    made.blocks = reader.blocks(element)
    if old_merge is not None and old_merge.get(VAL, "continue") == "continue" and row.cells:
        row.cells[-1].span += made.span
        row.cells[-1].blocks += [one for one in made.blocks if not isinstance(one, Paragraph) or one.pieces]
    else:
        row.cells.append(made)
    return made.span, bool(merged)


def _merge(properties: Element | None) -> str:
    """Return whether a cell begins a merge over rows or goes on with one, tracked ones (17.13.5.3) accepted."""
    if properties is None:
        return ""
    merged = properties.find(f"{W}vMerge")
    tracked = properties.find(f"{W}cellMerge")
    if merged is None:
        return "" if tracked is None else str(tracked.get(f"{W}vMerge", ""))
    return str(merged.get(VAL, "continue"))


def _held(reader: Reader, element: Element, wanted: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, also those that something stands around."""
    if not reader.enter():
        words = words_of(element)
        tell(reader.doubts, reader.spot(words), {Told.DEEP: [Note(words)]})
        return
    for child in element:
        if child.tag == wanted:
            yield child
        elif child.tag == CONTROL:
            yield from _controlled(reader, child, wanted)
        elif child.tag in HOLDERS:
            yield from _held(reader, child, wanted)
        elif child.tag in GONE:
            _left_out(reader, child, changes.BY_TAG[str(child.tag)])
        else:
            _strange(reader, child)
    reader.leave()


def _controlled(reader: Reader, element: Element, wanted: str) -> Iterator[Element]:
    content = element.find(CONTENT)
    properties = element.find(PROPERTIES)
    if content is None:
        _strange(reader, element)
        return
    if is_prompt(properties):
        words = words_of(content)
        spot = reader.spot(words)
        tell(reader.doubts, spot, {Told.PLACEHOLDER: [Note(words)]})
        left_out(reader, content, spot, "a control that nobody filled in")
        return
    with Heard(reader, properties):
        yield from _held(reader, content, wanted)


def _strange(reader: Reader, element: Element) -> None:
    words = words_of(element)
    if words:
        tell(reader.doubts, reader.spot(words), {Told.STRANGE: [Note(words, local_name(element))]})


def _first_spot(made: Table) -> Spot | None:
    return next((block.spot for row in made.rows for cell in row.cells for block in cell.blocks), None)


def _number(properties: Element | None, name: str, without: int) -> int:
    text = value_in(properties, name)
    return min(int(text), WIDEST) if text.isdecimal() and len(text) < 6 else without
