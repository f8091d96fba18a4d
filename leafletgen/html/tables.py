"""Tables with scopes; wide ones scroll by themselves, and those to fill in have fields."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from leafletgen.document import looks
from leafletgen.document.element import Element, Role
from leafletgen.document.tables import header_cells, is_blank
from leafletgen.html.inline import InlineWriter, attributes
from leafletgen.html.ticks import field_for, tick_for

#: Columns that find room on the narrowest screen, 320 pixels of CSS (WCAG 2.2, 1.4.10), whatever stands in them.
_NARROW: Final = 2


class TableWriter:
    """Writes tables."""

    def __init__(self, inline: InlineWriter, content: Callable[[Element], str], name: str) -> None:
        """Take what writes words and the content of cells, and what a table without caption is called."""
        self.inline = inline
        self.content = content
        self.name = name

    def table(self, element: Element) -> str:
        """A table; one of more than two columns stands in a part of the page that a keyboard can scroll."""
        caption = element.only(Role.CAPTION)
        heads = [" ".join(cell.plain().split()) for cell in header_cells(element)]
        made = [f"<table{attributes(class_=element.look or None)}>\n"]
        if caption is not None:
            made.append(f"<caption>{self.content(caption)}</caption>\n")
        for part, tag in ((element.only(Role.HEAD), "thead"), (element.only(Role.ROWS), "tbody")):
            if part is not None:
                rows = "".join([self._row(row, heads, element.look == looks.GRID) for row in part.elements])
                made.append(f"<{tag}>\n{rows}</{tag}>\n")
        made.append("</table>\n")
        table = "".join(made)
        if len(heads) <= _NARROW:
            return table
        label = (
            " ".join(caption.plain().split())
            if caption is not None
            else f"{self.name}: {', '.join(filter(None, heads))}"
        )
        return f'<div class="scroll" role="group" tabindex="0"{attributes(aria_label=label)}>\n{table}</div>\n'

    def _row(self, row: Element, heads: list[str], to_fill: bool) -> str:
        cells = row.elements
        first = cells[0] if cells and cells[0].scope == "row" else None
        row_head = " ".join(first.plain().split()) if first is not None else ""
        made: list[str] = []
        for cell, head in zip(cells, heads, strict=False):
            if cell.role is Role.HEADER:
                made.append(
                    f"<th{attributes(scope='col' if cell.scope == 'column' else 'row')}>{self.content(cell)}</th>"
                )
            elif is_blank(cell):
                label = ", ".join(filter(None, (row_head, head)))
                made.append(f"<td>{self._field(cell, label) if to_fill and label else ''}</td>")
            else:
                made.append(f"<td>{self.content(cell)}</td>")
        return f"<tr>{''.join(made)}</tr>\n"

    @staticmethod
    def _field(cell: Element, label: str) -> str:
        return tick_for(label) if cell.look == looks.TICK else field_for(label)
