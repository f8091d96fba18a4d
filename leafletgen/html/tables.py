"""Tables with scopes; wide ones scroll by themselves, and those to fill in have fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final

from leafletgen.document import looks
from leafletgen.document.element import Element, Role
from leafletgen.document.tables import header_cells, is_blank
from leafletgen.html.inline import InlineWriter, attributes
from leafletgen.html.ticks import field_for, tick_for
from leafletgen.languages.labels import joint
from leafletgen.languages.labels import label as label_of

#: Columns that find room on the narrowest screen, 320 pixels of CSS (WCAG 2.2, 1.4.10), whatever stands in them.
_NARROW: Final = 2


class TableWriter:
    """Writes tables."""

    def __init__(self, inline: InlineWriter, content: Callable[[Element], str], phrases: Mapping[str, str]) -> None:
        """Take what writes words and the content of cells, and the fixed words."""
        self.inline = inline
        self.content = content
        self.label = label_of(phrases, phrases["table"])
        self.joint = joint(phrases["listed"])
        self.row_name = phrases["row"]

    def table(self, element: Element) -> str:
        """A table; one of more than two columns stands in a part of the page that a keyboard can scroll."""
        caption = element.only(Role.CAPTION)
        heads = [" ".join(cell.plain().split()) for cell in header_cells(element)]
        made = [f"<table{attributes(class_=element.look or None)}>\n"]
        if caption is not None:
            made.append(f"<caption>{self.content(caption)}</caption>\n")
        for part, tag in ((element.only(Role.HEAD), "thead"), (element.only(Role.ROWS), "tbody")):
            if part is not None:
                named = self._row_names(element, part) if element.look == looks.GRID else [None] * len(part.elements)
                heard = [cell.description or head for cell, head in zip(header_cells(element), heads, strict=True)]
                rows = "".join([self._row(row, heard, name) for row, name in zip(part.elements, named, strict=True)])
                made.append(f"<{tag}>\n{rows}</{tag}>\n")
        made.append("</table>\n")
        table = "".join(made)
        if len(heads) <= _NARROW:
            return table
        label = element.description or (
            " ".join(caption.plain().split())
            if caption is not None
            else self.label + self.joint.join(filter(None, heads))
        )
        return f'<div class="scroll" role="group" tabindex="0"{attributes(aria_label=label)}>\n{table}</div>\n'

    def _row_names(self, table: Element, part: Element) -> list[str]:
        """What the names of fields say of each row: its first words, or its number where these tell no rows apart."""
        said = [" ".join(row.elements[0].plain().split()) if row.elements else "" for row in part.elements]
        counted = Counter(said)
        numbered = [self.row_name.format(number=number) for number in range(1, len(said) + 1)]
        named = [words if words and counted[words] == 1 else row for words, row in zip(said, numbered, strict=True)]
        return [f"{table.description}{self.joint}{name}" if table.description else name for name in named]

    def _row(self, row: Element, heads: list[str], row_name: str | None) -> str:
        made: list[str] = []
        for cell, head in zip(row.elements, heads, strict=False):
            if cell.role is Role.HEADER:
                made.append(
                    f"<th{attributes(scope='col' if cell.scope == 'column' else 'row')}>{self.content(cell)}</th>"
                )
            elif is_blank(cell):
                field = self._field(cell, f"{row_name}{self.joint}{head}") if row_name and head else ""
                made.append(f"<td>{field}</td>")
            else:
                made.append(f"<td>{self.content(cell)}</td>")
        return f"<tr>{''.join(made)}</tr>\n"

    @staticmethod
    def _field(cell: Element, label: str) -> str:
        if cell.look != looks.TICK:
            return field_for(label)
        more = (tick_for(f"{label}, {number}") for number in range(2, cell.lines + 1))
        return "".join([tick_for(label), *more])
