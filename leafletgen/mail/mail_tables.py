"""Tables in the HTML part of a message: real tables with headers, whose cells to fill in are for paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from leafletgen.document import looks
from leafletgen.document.element import Element, Role
from leafletgen.document.tables import header_cells, is_blank
from leafletgen.html.inline import attributes
from leafletgen.languages.labels import joint
from leafletgen.languages.labels import label as label_of
from leafletgen.mail.mail_inline import MailInline
from leafletgen.mail.mail_style import MailStyle

#: Columns that find room on the narrowest screen, 320 pixels of CSS (WCAG 2.2, 1.4.10), whatever stands in them.
_NARROW: Final = 2
_ASIDE: Final = "overflow-x:auto;word-break:normal;overflow-wrap:normal;"
TICK: Final = "\u2610"
"""A box to tick, as a character: mail programs show no fields."""


class MailTables:
    """Writes tables."""

    def __init__(
        self, inline: MailInline, content: Callable[[Element], str], style: MailStyle, phrases: Mapping[str, str]
    ) -> None:
        """Take what writes words and the content of cells, the styles, and the fixed words."""
        self.label = label_of(phrases, phrases["table"])
        self.joint = joint(phrases["listed"])
        self.inline = inline
        self.content = content
        self.style = style

    def table(self, element: Element) -> str:
        """A table with its caption, its headers and their scope."""
        caption = element.only(Role.CAPTION)
        heads = [" ".join(cell.plain().split()) for cell in header_cells(element)]
        look = ' class="m-ink m-grid"' if element.look == looks.GRID else ' class="m-ink"'
        made = [f"<table{self.inline.spoken(element.language)}{look}{self.style.of('table')}>\n"]
        if caption is not None:
            made.append(f"<caption{self.style.of('caption')}>{self.content(caption)}</caption>\n")
        for part, tag in ((element.only(Role.HEAD), "thead"), (element.only(Role.ROWS), "tbody")):
            if part is not None:
                rows = "".join([self._row(row) for row in part.elements])
                made.append(f"<{tag}>\n{rows}</{tag}>\n")
        made.append("</table>\n")
        if len(heads) <= _NARROW:
            return "".join(made)
        # A telephone moves such a table by itself, where otherwise it would make all words of the message smaller.
        label = element.description or (" ".join(caption.plain().split()) if caption is not None else "")
        label = label or self.label + self.joint.join(filter(None, heads))
        aside = f'role="group" tabindex="0"{attributes(aria_label=label)} style="{_ASIDE}"'
        return f"<div {aside}>\n{''.join(made)}</div>\n"

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
