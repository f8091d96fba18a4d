"""Tables and pictures as forms without pages take them: regular rows under one head, pictures side by side."""

from __future__ import annotations

from itertools import zip_longest

from leafletgen.document import looks
from leafletgen.document.element import Element, Extent, PageNumber, Role, Words
from leafletgen.document.tables import header_cells, is_blank, rows_of
from leafletgen.mail.reading.picture import PagePicture


def plain(element: Element) -> str:
    """All words of an element, one after another."""
    return "".join(
        [
            plain(kid) if isinstance(kid, Element) else kid.text
            for kid in element.kids
            if not isinstance(kid, PageNumber)
        ]
    )


# --- tables --------------------------------------------------------------------------------------------------------


def make_regular(table: Element) -> None:
    """Give a table one row of heads, as many as its longest row has cells, and one body.

    Where a head stands over empty cells alone, the table is to be filled in: a form says its head all the same.
    """
    loose = [kid for kid in table.elements if kid.role is Role.ROW]
    heads = [row for kid in table.elements if kid.role is Role.HEAD for row in kid.elements]
    rows = [row for kid in table.elements if kid.role is Role.ROWS for row in kid.elements]
    if not heads and loose and all(cell.role is Role.HEADER for cell in loose[0].elements):
        heads.append(loose.pop(0))
    table.kids = [kid for kid in table.kids if isinstance(kid, Element) and kid.role is Role.CAPTION]
    head = table.add(Role.HEAD)
    head.kids += heads[:1] or [Element(Role.ROW)]
    body = table.add(Role.ROWS)
    body.kids += [*heads[1:], *rows, *loose]
    while len(header_cells(table)) < max((len(cells) for cells in rows_of(table)), default=0):
        head.elements[0].add(Role.HEADER).scope = "column"
    columns = zip_longest(*rows_of(table))
    if any(
        not is_blank(over) and all(cell is None or is_blank(cell) for cell in cells)
        for over, cells in zip(header_cells(table), columns, strict=False)
    ):
        table.look = looks.GRID


# --- pictures ------------------------------------------------------------------------------------------------------


def put_side_by_side(element: Element, *, anywhere: bool = False) -> None:
    """Put pictures that follow each other into a group, where they stand beside each other on their page, or anywhere.

    Those that are in a group already stay in it.
    """
    kept: list[Element | Words | PageNumber] = []
    row: list[Element] = []
    for kid in [*element.kids, None]:
        beside = isinstance(kid, Element) and (not row or anywhere or _is_beside(row[-1], kid))
        if isinstance(kid, Element) and _extent_of(kid) is not None and beside:
            row.append(kid)
            continue
        kept += _row(row)
        row = [kid] if isinstance(kid, Element) and _extent_of(kid) is not None else []
        if kid is not None and not row:
            kept.append(kid)
    element.kids = [*kept, *_row(row)]


def _row(pictures: list[Element]) -> list[Element]:
    if len(pictures) < 2:
        return pictures
    group = Element(Role.GROUP, look=looks.PICTURES)
    group.kids += pictures
    return [group]


def _is_beside(one: Element, other: Element) -> bool:
    """Whether two pictures stand at one height of a page."""
    first, second = _extent_of(one), _extent_of(other)
    if first is None or second is None or _page_of(one) != _page_of(other):
        return False
    return min(first.top, second.top) > max(first.bottom, second.bottom) and first.right <= second.left + 1


def _pictured(element: Element) -> Element | None:
    return element if element.role is Role.FIGURE else element.only(Role.FIGURE)


def _extent_of(element: Element) -> Extent | None:
    if element.role not in (Role.FIGURE, Role.ILLUSTRATION):
        return None
    pictured = _pictured(element)
    measured = pictured.measured if pictured is not None else None
    return measured if isinstance(measured, Extent) else None


def _page_of(element: Element) -> int | None:
    pictured = _pictured(element)
    source = pictured.source if pictured is not None else None
    return source.page if isinstance(source, PagePicture) else None
