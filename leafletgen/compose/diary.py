"""The diary of a sheet: for each week a table of days by exercises, with a column for pain."""

from collections.abc import Mapping, Sequence

from leafletgen.compose.context import Context, Style
from leafletgen.pdf.block import Block
from leafletgen.pdf.structure import Node
from leafletgen.pdf.table import Table, TableStyle

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def diary_blocks(
    context: Context, words: Mapping[str, str], names: Sequence[str], weeks: int, document: Node
) -> list[Block]:
    """A heading and a table a week: a row a day, a column an exercise (by number), and one for pain."""
    heading = document.add("H2")
    heading.title = words["sheet.diary"]
    style = Style(context.layout.scale.heading1, context.heading, bold=True)
    title = context.text(words["sheet.diary"], heading, style, below=0.4 * context.gap, keep_next=True)
    title.anchor = "diary"
    context.headings.append((1, words["sheet.diary"], "diary"))
    intro = context.text(words["sheet.diary_intro"], document.add("P"), context.body_style, below=0.6 * context.gap)
    made: list[Block] = [title, intro]
    for week in range(1, weeks + 1):
        made += _week(context, words, names, week, document)
    return made


def _week(context: Context, words: Mapping[str, str], names: Sequence[str], week: int, document: Node) -> list[Block]:
    node = document.add("Table")
    bold = Style(context.size, context.ink, bold=True)
    caption = context.text(
        words["sheet.week"].format(number=week), node.add("Caption"), bold, 0.6 * context.gap, 0.2 * context.gap, True
    )
    row = node.add("THead").add("TR")
    header = []
    labels = [words["sheet.day"], *(str(number) for number in range(1, len(names) + 1)), words["sheet.pain_column"]]
    for label in labels:
        head = row.add("TH")
        head.scope("Column")
        header.append(context.text(label, head, Style(context.size, context.heading, bold=True)))
    body = node.add("TBody")
    rows = []
    for day in _DAYS:
        line = body.add("TR")
        head = line.add("TH")
        head.scope("Row")
        cells = [context.text(words[day], head, bold)]
        cells += [context.text(" ", line.add("TD"), context.body_style) for _ in labels[1:]]
        rows.append(cells)
    ground = "" if context.saving else context.tint
    look = TableStyle(0.3 * context.size, 0.16 * context.size, context.rule, ground, "", grid=True)
    table = Table(header, rows, look, True, 0, 0.8 * context.gap)
    table.whole = True
    return [caption, table]
