"""Tables of the body."""

from leafletgen.compose.context import Context, Style
from leafletgen.compose.printed import says
from leafletgen.content.inline import Prose
from leafletgen.content.model import blocks as content
from leafletgen.pdf.block import Block
from leafletgen.pdf.structure import Node
from leafletgen.pdf.table import Table, TableStyle
from leafletgen.pdf.text import Text


class TableComposer:
    """Composes tables."""

    def __init__(self, context: Context) -> None:
        """Compose for one document."""
        self.context = context

    def table(self, block: content.Table, parent: Node) -> list[Block]:
        """A table with caption, header row and, when asked for, row headers."""
        context = self.context
        node = parent.add("Table", block.place)
        made: list[Block] = []
        if block.caption is not None:
            style = Style(context.size, context.ink, bold=True)
            caption = context.text(block.caption, node.add("Caption", block.place), style, context.gap, keep_next=True)
            caption.below = 0.4 * context.gap
            made.append(caption)
        known = len(context.dynamic)
        bold = Style(context.size, context.heading, bold=True)
        header_row = node.add("THead", block.place).add("TR", block.place)
        header = []
        for cell in block.header:
            # An empty corner heads nothing, so it is an ordinary cell.
            head = header_row.add("TH" if says(cell, context) else "TD", cell.place)
            if head.role == "TH":
                head.scope("Column")
            header.append(self._cell(cell, head, bold))
        body = node.add("TBody", block.place)
        rows = []
        for row in block.rows:
            row_node = body.add("TR", block.place)
            cells = []
            for column, cell in enumerate(row):
                if column == 0 and block.row_headers and says(cell, context):
                    head = row_node.add("TH", cell.place)
                    head.scope("Row")
                    cells.append(self._cell(cell, head, Style(context.size, context.ink, bold=True)))
                else:
                    cells.append(self._cell(cell, row_node.add("TD", cell.place), context.body_style))
            rows.append(cells)
        ground = "" if context.saving else context.tint
        look = TableStyle(0.4 * context.size, 0.3 * context.size, context.rule, ground, "", block.grid)
        table = Table(header, rows, look, block.row_headers, 0, 1.2 * context.gap, block.place)
        table.whole = self.context.is_small(table)
        table.above = 0 if block.caption is not None else context.gap
        if len(context.dynamic) != known:
            context.dynamic.append(table)
        return [*made, table]

    def _cell(self, prose: Prose, node: Node, style: Style) -> Text:
        # An empty cell draws a space: every element has content (ISO 14289-1, 7.1).
        return self.context.text(prose if says(prose, self.context) else " ", node, style, place=prose.place)
