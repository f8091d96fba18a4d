"""Tables of the body, and the form that one has when it is too wide for its column: a block for each row."""

from itertools import zip_longest

from leafletgen.boxes.block import Block
from leafletgen.boxes.flow import Group, Item
from leafletgen.boxes.panels import Rule, WritingLines
from leafletgen.boxes.table import Table, TableStyle
from leafletgen.boxes.text import Text
from leafletgen.compose.context import MM, Context, Style
from leafletgen.compose.printed import says
from leafletgen.content.model import blocks as content
from leafletgen.document.element import Element, Role
from leafletgen.source.inline import Prose

#: Points between one size of a table's words and the next that is tried.
_STEP = 0.5
#: What ends the words of a header cell where they stand before a cell.
_ENDS = (":", "?", "!", "…")


class TableComposer:
    """Composes tables."""

    def __init__(self, context: Context) -> None:
        """Compose for one document."""
        self.context = context

    def table(self, block: content.Table, parent: Element) -> list[Block]:
        """A table as large as the text where no word has to be broken, else smaller, else its rows as blocks."""
        context = self.context
        known = len(parent.kids), len(context.dynamic), len(context.page_runs)
        size = context.size
        made, table = self._table(block, parent, size)
        while table.crowded and size > context.layout.smallest:
            size = max(size - _STEP, context.layout.smallest)
            self._forget(parent, known)
            made, table = self._table(block, parent, size)
        if not table.crowded:
            return made
        self._forget(parent, known)
        if len(block.header) == 1:
            return self._table(block, parent, context.size)[0]  # a block for each row would be no wider
        self.context.report.note(
            f"this table is too wide for {context.layout.name}, even in {context.layout.smallest:g} point, where each"
            " of its rows is a block of its own",
            "it stays a table there with fewer columns or shorter words",
            block.place,
        )
        return self._rows(block, parent)

    def _forget(self, parent: Element, known: tuple[int, int, int]) -> None:
        """Take back what a table that did not fit has left behind."""
        kids, dynamic, page_runs = known
        del parent.kids[kids:], self.context.dynamic[dynamic:], self.context.page_runs[page_runs:]

    def _table(self, block: content.Table, parent: Element, size: float) -> tuple[list[Block], Table]:
        """A table with caption, header row and, when asked for, row headers; its words of a size in points."""
        context = self.context
        node = parent.add(Role.TABLE, block.place)
        made: list[Block] = []
        if block.caption is not None:
            made.append(self._caption(block.caption, node))
        known = len(context.dynamic)
        plain = Style(size, context.ink)
        bold = Style(size, context.heading, bold=True)
        header_row = node.add(Role.HEAD, block.place).add(Role.ROW, block.place)
        header = []
        for cell in block.header:
            # An empty corner heads nothing, so it is an ordinary cell.
            head = header_row.add(Role.HEADER if says(cell, context) else Role.CELL, cell.place)
            if head.role is Role.HEADER:
                head.scope = "column"
            header.append(self._cell(cell, head, bold))
        body = node.add(Role.ROWS, block.place)
        rows = []
        for row in block.rows:
            row_node = body.add(Role.ROW, block.place)
            cells = []
            for column, cell in enumerate(row):
                if column == 0 and block.row_headers and says(cell, context):
                    head = row_node.add(Role.HEADER, cell.place)
                    head.scope = "row"
                    cells.append(self._cell(cell, head, plain._replace(bold=True)))
                else:
                    cells.append(self._cell(cell, row_node.add(Role.CELL, cell.place), plain))
            rows.append(cells)
        ground = "" if context.saving else context.tint
        look = TableStyle(0.4 * size, 0.3 * size, context.rule, ground, "", block.grid)
        table = Table(header, rows, look, block.row_headers, 0, 1.2 * context.gap, block.place)
        table.whole = context.is_small(table)
        table.above = 0 if block.caption is not None else context.gap
        if len(context.dynamic) != known:
            context.dynamic.append(table)
        return [*made, table], table

    def _caption(self, prose: Prose, node: Element) -> Text:
        context = self.context
        style = Style(context.size, context.ink, bold=True)
        caption = context.text(prose, node.add(Role.CAPTION, prose.place), style, context.gap, keep_next=True)
        caption.below = 0.4 * context.gap
        return caption

    def _cell(self, prose: Prose, node: Element, style: Style) -> Text:
        # An empty cell draws a space: every element has content (ISO 14289-1, 7.1).
        return self.context.text(prose if says(prose, self.context) else " ", node, style, place=prose.place)

    # --- rows as blocks -----------------------------------------------------------------------------------------

    def _rows(self, block: content.Table, parent: Element) -> list[Block]:
        """A list with an entry for each row, in which the header of each column stands before its cell."""
        context = self.context
        node = parent.add(Role.LIST, block.place)
        node.numbering = "none"
        made: list[Block] = []
        if block.caption is not None:
            made.append(self._caption(block.caption, node))
        for row in block.rows:
            body_node = node.add(Role.ITEM, block.place).add(Role.BODY, block.place)
            body: list[Block] = [Rule(context.rule, 0.75, 0, 0.3 * context.gap)]
            for number, (header, cell) in enumerate(zip_longest(block.header, row)):
                body += self._entry(header, cell, body_node, block, block.row_headers and not number)
            if not body_node.kids:  # a row of empty cells
                body.append(self._labelled(block.header[0], None, body_node, False))
            body[0].keep_next = body[1].keep_next = len(body) > 2
            body[0].keep_next = True
            group = Group(body)
            group.splits = not context.is_small(group)
            made.append(Item(None, [group], 0.0, 0.0, context.gap, 0.5 * context.gap))
        made[-1].below = 1.2 * context.gap
        return made

    def _entry(self, header: Prose, cell: Prose, node: Element, block: content.Table, bold: bool) -> list[Block]:
        """What one cell becomes; an empty one becomes a line to write on in a table to fill in, else nothing."""
        context = self.context
        if says(cell, context):
            return [self._labelled(header if says(header, context) else None, cell, node, bold)]
        if not block.grid or not says(header, context):
            return []
        label = self._labelled(header, None, node, False)
        label.keep_next = True
        return [label, WritingLines(1, max(8.5 * MM, 1.5 * context.leading), context.rule, 0, 0.5 * context.gap)]

    def _labelled(self, header: Prose | None, cell: Prose | None, node: Element, bold: bool) -> Text:
        """A paragraph "header: cell"."""
        context = self.context
        place = (cell or header or context).place
        paragraph = node.add(Role.PARAGRAPH, place)
        label = Style(context.size, context.heading, bold=True)
        runs = [] if header is None else context.runs(header, paragraph, label, place)
        if header is not None:
            ended = header.plain().rstrip().endswith(_ENDS)
            colon = "" if ended else ":"
            runs += context.runs(colon + (" " if cell is not None else ""), paragraph, label, place)
        if cell is not None:
            runs += context.runs(cell, paragraph, context.body_style._replace(bold=bold), place)
        return context.changing(Text(runs, context.leading, below=0.2 * context.gap, place=place))
