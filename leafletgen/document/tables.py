"""Tables of the body, and the list that one becomes where it is too wide to be a table."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from itertools import zip_longest

from leafletgen.content.model import blocks as content
from leafletgen.document import looks
from leafletgen.document.element import Element, PageNumber, Role, Words
from leafletgen.document.manuscript import Manuscript
from leafletgen.document.printed import says
from leafletgen.languages.labels import after_label, label_alone
from leafletgen.source.inline import SEEN, Prose

#: What ends the words of a header cell where they stand before a cell.
_ENDS = (":", "?", "!", "…", "\uff1a", "\uff1f", "\uff01", "\u061f")


def write_table(manuscript: Manuscript, block: content.Table, parent: Element) -> None:
    """A table with caption, header row and, when asked for, row headers; the caption of one to fill in says so."""
    node = parent.add(Role.TABLE, block.place, looks.GRID if block.grid else "")
    told = block.grid and not manuscript.form.fields and _has_empty(manuscript, block)
    if block.caption is not None or told:
        caption = node.add(Role.CAPTION, block.caption.place if block.caption is not None else block.place)
        if block.caption is not None:
            manuscript.say(caption, block.caption)
        if told:
            if block.caption is not None:
                # What ends in no mark is heard in one breath with what follows; that ends in the language's own.
                unended = unicodedata.category(block.caption.plain().rstrip()[-1:] or ".")[0] in "LMN"
                caption.say(f"{manuscript.words['fill_in'].rstrip()[-1]}\n" if unended else "\n")
            manuscript.say(caption, manuscript.fixed(manuscript.words["fill_in"]))
    row = node.add(Role.HEAD, block.place).add(Role.ROW, block.place)
    for cell in block.header:
        _write_cell(manuscript, row, cell, "column")
    body = node.add(Role.ROWS, block.place)
    for cells in block.rows:
        row = body.add(Role.ROW, block.place)
        for column, cell in enumerate(cells):
            _write_cell(manuscript, row, cell, "row" if block.row_headers and column == 0 else "")


def _has_empty(manuscript: Manuscript, block: content.Table) -> bool:
    """Whether there is a cell to write in, which is an empty one under the header of its column."""
    headed = [says(cell, manuscript) for cell in block.header]
    return any(
        head and not says(cell, manuscript) for cells in block.rows for head, cell in zip(headed, cells, strict=True)
    )


def _write_cell(manuscript: Manuscript, row: Element, prose: Prose, scope: str) -> None:
    """A cell; an empty corner heads nothing, so it is an ordinary one."""
    filled = says(prose, manuscript)
    cell = row.add(Role.HEADER if scope and filled else Role.CELL, prose.place)
    if cell.role is Role.HEADER:
        cell.scope = scope
    if filled:
        manuscript.say(cell, prose)
    else:
        cell.say(" ")  # every element has content (ISO 14289-1, 7.1)


def header_cells(table: Element) -> list[Element]:
    """The cells of a table's header row, if it has one."""
    head = table.only(Role.HEAD)
    return head.elements[0].elements if head is not None else []


def rows_of(table: Element) -> list[list[Element]]:
    """The cells of a table's rows."""
    body = table.only(Role.ROWS)
    return [row.elements for row in body.elements] if body is not None else []


def is_blank(element: Element) -> bool:
    """Whether nothing of an element is seen on paper."""
    return not any(
        isinstance(kid, PageNumber) or (isinstance(kid, Words) and SEEN.search(kid.text))
        for part in element.walk()
        for kid in part.kids
    )


def as_rows(table: Element, words: Mapping[str, str]) -> Element:
    """A list with an entry for each row of a table, in which the header of each column stands before its cell.

    An empty cell becomes a line to write on in a table to fill in, else nothing.

    Args:
        table: the table.
        words: the fixed words of its language, for what stands between header and cell.
    """
    made = Element(Role.LIST, table.place, looks.AS_ROWS)
    made.numbering = "none"
    caption = table.only(Role.CAPTION)
    if caption is not None:
        made.kids.append(caption)
    headers = header_cells(table)
    for row in rows_of(table):
        body = made.add(Role.ITEM, table.place).add(Role.BODY, table.place)
        for header, cell in zip_longest(headers, row):
            _add_entry(body, header, cell, words, to_fill=table.look == looks.GRID)
        if not body.kids:  # a row of empty cells
            _add_labelled(body, headers[0], None, words)
    return made


def _add_entry(body: Element, header: Element, cell: Element, words: Mapping[str, str], *, to_fill: bool) -> None:
    if not is_blank(cell):
        _add_labelled(body, None if is_blank(header) else header, cell, words)
    elif to_fill and not is_blank(header):
        group = body.add(Role.GROUP, body.place, looks.WRITE)
        _add_labelled(group, header, None, words)
        group.add(Role.WRITING, body.place).lines = 1


def _add_labelled(parent: Element, header: Element | None, cell: Element | None, words: Mapping[str, str]) -> None:
    """A paragraph "header: cell"; what heads its row is bold."""
    place = (cell or header or parent).place
    paragraph = parent.add(Role.PARAGRAPH, place)
    if header is not None:
        paragraph.kids += _relabelled(header, label=True).kids
        ended = header.plain().rstrip().endswith(_ENDS)
        between = ("" if ended else label_alone(words, "")) + (after_label(words) if cell is not None else "")
        if between:
            paragraph.kids.append(Words(between, label=True))
    if cell is not None:
        paragraph.kids += _relabelled(cell, bold=cell.role is Role.HEADER).kids


def _relabelled(cell: Element, *, label: bool = False, bold: bool = False) -> Element:
    """A copy of a cell whose words are a label, or bold."""
    made = cell.copy()
    for part in made.walk():
        part.kids = [
            kid._replace(label=label or kid.label, bold=bold or kid.bold, place=kid.place or cell.place)
            if isinstance(kid, Words)
            else kid
            for kid in part.kids
        ]
    return made
