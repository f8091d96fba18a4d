"""Tables in the HTML part of a message: real tables with headers, whose cells to fill in are for paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from leafletgen.document import looks
from leafletgen.document.element import Element, Role
from leafletgen.document.tables import is_blank
from leafletgen.html.inline import attributes
from leafletgen.mail.mail_inline import MailInline
from leafletgen.mail.mail_style import MailStyle

TICK: Final = "\u2610"
"""A box to tick, as a character: mail programs show no fields."""


class MailTables:
    """Writes tables."""

    def __init__(self, inline: MailInline, content: Callable[[Element], str], style: MailStyle) -> None:
        """Take what writes words and the content of cells, and the styles."""
        self.inline = inline
        self.content = content
        self.style = style

    def table(self, element: Element) -> str:
        """A table with its caption, its headers and their scope."""
        caption = element.only(Role.CAPTION)
        look = ' class="m-grid"' if element.look == looks.GRID else ""
        made = [f"<table{self.inline.spoken(element.language)}{look}{self.style.of('table')}>\n"]
        if caption is not None:
            made.append(f"<caption{self.style.of('caption')}>{self.content(caption)}</caption>\n")
        for part, tag in ((element.only(Role.HEAD), "thead"), (element.only(Role.ROWS), "tbody")):
            if part is not None:
                rows = "".join([self._row(row) for row in part.elements])
                made.append(f"<{tag}>\n{rows}</{tag}>\n")
        made.append("</table>\n")
        return "".join(made)

    def _row(self, row: Element) -> str:
        return f"<tr>{''.join([self._cell(cell) for cell in row.elements])}</tr>\n"

    def _cell(self, cell: Element) -> str:
        spoken = self.inline.spoken(cell.language)
        if cell.role is Role.HEADER:
            scope = attributes(scope="col" if cell.scope == "column" else "row")
            return f'<th class="m-box"{scope}{spoken}{self.style.of("th")}>{self.content(cell)}</th>'
        inside = self.content(cell)
        if is_blank(cell):
            inside = TICK * max(cell.lines, 1) if cell.look == looks.TICK else "&nbsp;"
        return f'<td class="m-cell"{spoken}{self.style.of("td")}>{inside}</td>'
