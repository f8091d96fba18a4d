"""Tables of the body, and the form that one has when it is too wide for its column: a block for each row."""

from __future__ import annotations

from leafletgen.document import looks
from leafletgen.document.element import Element, Role
from leafletgen.document.tables import as_rows, header_cells, rows_of
from leafletgen.pages.context import MM, Context, Style
from leafletgen.pages.flow.block import Block
from leafletgen.pages.flow.filling import Group, Item
from leafletgen.pages.flow.panels import Rule, WritingLines
from leafletgen.pages.flow.table import Table, TableStyle
from leafletgen.pages.flow.text import Text

#: Points between one size of a table's words and the next that is tried.
_STEP = 0.5
#: Rows of a table that is not divided, and the share of a page up to which it is not.
_FEW_ROWS = 4
_MOST = 0.8


class TableSetter:
    """Sets tables."""

    def __init__(self, context: Context) -> None:
        """Set for one document."""
        self.context = context

    def table(self, element: Element) -> list[Block]:
        """A table as large as the text where no word has to be broken, else smaller, else its rows as blocks."""
        context = self.context
        known = len(context.dynamic), len(context.page_runs)
        size = context.size
        made, table = self._table(element, size)
        while table.crowded and size > context.layout.smallest:
            size = max(size - _STEP, context.layout.smallest)
            self._forget(known)
            made, table = self._table(element, size)
        if not table.crowded:
            return made
        self._forget(known)
        if len(header_cells(element)) == 1:
            return self._table(element, context.size)[0]  # a block for each row would be no wider
        context.report.note(
            "table-too-wide",
            f"this table is too wide for {context.layout.name}, even in {context.layout.smallest:g} point, where each"
            " of its rows is a block of its own",
            "it stays a table there with fewer columns or shorter words",
            element.place,
        )
        from leafletgen.languages.phrases import words_for  # seldom asked for

        element.become(as_rows(element, words_for(context.language)))  # a list is what the tagged file has to say it is
        return self._rows(element)

    def _forget(self, known: tuple[int, int]) -> None:
        """Take back what a table that did not fit has left behind."""
        dynamic, page_runs = known
        del self.context.dynamic[dynamic:], self.context.page_runs[page_runs:]

    def _table(self, element: Element, size: float) -> tuple[list[Block], Table]:
        """A table with caption, header row and perhaps row headers; its words of a size in points."""
        context = self.context
        made: list[Block] = []
        caption = element.only(Role.CAPTION)
        if caption is not None:
            made.append(self._caption(caption))
        known = len(context.dynamic)
        plain = Style(size, context.ink)
        bold = Style(size, context.heading, bold=True)
        header = [context.text(cell, bold) for cell in header_cells(element)]
        cells = rows_of(element)
        styles = {Role.CELL: plain, Role.HEADER: plain._replace(bold=True)}
        rows = [[context.cell(cell, styles[cell.role]) for cell in row] for row in cells]
        ground = "" if context.saving else context.tint
        look = TableStyle(0.4 * size, 0.3 * size, context.rule, ground, "", element.look == looks.GRID)
        heads = any([row[0].role is Role.HEADER for row in cells])
        table = Table(header, rows, look, heads, 0, 1.2 * context.gap, element.place)
        table.whole = context.is_small(table) or (len(rows) <= _FEW_ROWS and context.is_small(table, _MOST))
        table.entire = True
        table.above = 0 if caption is not None else context.gap
        if len(context.dynamic) != known:
            context.dynamic.append(table)
        return [*made, table], table

    def _caption(self, element: Element) -> Text:
        context = self.context
        caption = context.text(element, context.bold_style, context.gap, keep_next=True)
        caption.below = 0.4 * context.gap
        return caption

    # --- rows as blocks -----------------------------------------------------------------------------------------

    def _rows(self, element: Element) -> list[Block]:
        """A list with an entry for each row, in which the header of each column stands before its cell."""
        context = self.context
        made: list[Block] = []
        for entry in element.elements:
            if entry.role is Role.CAPTION:
                made.append(self._caption(entry))
                continue
            body: list[Block] = [Rule(context.rule, 0.75, 0, 0.3 * context.gap)]
            for part in entry.elements[0].elements:
                body += self._entry(part)
            body[0].keep_next = body[1].keep_next = len(body) > 2
            body[0].keep_next = True
            group = Group(body)
            group.splits = not context.is_small(group)
            made.append(Item(None, [group], 0.0, 0.0, context.gap, 0.5 * context.gap))
        made[-1].below = 1.2 * context.gap
        return made

    def _entry(self, part: Element) -> list[Block]:
        """What one cell became: a paragraph, or a label with a line to write on."""
        context = self.context
        if part.role is Role.PARAGRAPH:
            return [self._labelled(part)]
        label = self._labelled(part.elements[0])
        label.keep_next = True
        return [label, WritingLines(1, max(8.5 * MM, 1.5 * context.leading), context.rule, 0, 0.5 * context.gap)]

    def _labelled(self, paragraph: Element) -> Text:
        context = self.context
        label = Style(context.size, context.heading, bold=True)
        return context.text(paragraph, context.body_style, below=0.2 * context.gap, label=label)
