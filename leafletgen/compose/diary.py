"""The diary of a sheet: for each week a table of days by exercises, with a column for pain."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from leafletgen.boxes.block import Block
from leafletgen.boxes.table import Table, TableStyle
from leafletgen.boxes.text import Text
from leafletgen.compose.context import MM, Context, Style
from leafletgen.document.element import Element, Role

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


#: Points that a box to tick takes across at least: 7 mm.
_BOX = 7 * MM


def diary_blocks(
    context: Context, words: Mapping[str, str], names: Sequence[str], weeks: int, document: Element
) -> list[Block]:
    """A heading and the tables of each week: a row a day, a column an exercise (by number), and one for pain."""
    heading = document.heading(2)
    heading.title = words["sheet.diary"]
    style = Style(context.layout.scale.heading1, context.heading, bold=True)
    title = context.text(words["sheet.diary"], heading, style, below=0.4 * context.gap, keep_next=True)
    title.anchor = "diary"
    context.headings.append((1, words["sheet.diary"], "diary"))
    intro = context.text(
        words["sheet.diary_intro"], document.add(Role.PARAGRAPH), context.body_style, below=0.6 * context.gap
    )
    legend = ", ".join(words["sheet.legend"].format(number=number, name=name) for number, name in enumerate(names, 1))
    names_of = context.text(
        legend, document.add(Role.PARAGRAPH), Style(context.size, context.ink, bold=True), below=0.4 * context.gap
    )
    made: list[Block] = [title, intro, names_of]
    parts = _parts(context, words, len(names))
    for week in range(1, weeks + 1):
        for part in parts:
            made += _week(context, words, part, parts, week, document)
    return made


def _parts(context: Context, words: Mapping[str, str], count: int) -> list[range]:
    """The numbers of the exercises, divided evenly into as many tables as leave room to tick."""
    bold = Style(context.size, context.ink, bold=True)
    aside = Element(Role.DOCUMENT)
    labels = [[words[day] for day in (*_DAYS, "sheet.day")], [words["sheet.pain_column"]], [str(count)]]
    day, pain, number = (
        max(context.text(label, aside, bold).natural_width() for label in some) + 0.6 * context.size for some in labels
    )
    most = max(1, int((context.column - day - pain) / max(_BOX, number)))
    tables = -(-count // most)
    ends = [round(count * part / tables) for part in range(tables + 1)]
    return [range(first + 1, last + 1) for first, last in pairwise(ends)]


def _week(
    context: Context, words: Mapping[str, str], part: range, parts: Sequence[range], week: int, document: Element
) -> list[Block]:
    node = document.add(Role.TABLE)
    bold = Style(context.size, context.ink, bold=True)
    key = "sheet.week" if len(parts) == 1 else "sheet.week_part" if len(part) > 1 else "sheet.week_one"
    said = words[key].format(number=week, first=part[0], last=part[-1])
    caption = context.text(said, node.add(Role.CAPTION), bold, 0.4 * context.gap, 0.15 * context.gap, True)
    row = node.add(Role.HEAD).add(Role.ROW)
    header = []
    labels = [words["sheet.day"], *map(str, part)]
    if part == parts[-1]:
        labels.append(words["sheet.pain_column"])
    for label in labels:
        head = row.add(Role.HEADER)
        head.scope = "column"
        header.append(context.text(label, head, Style(context.size, context.heading, bold=True)))
    body = node.add(Role.ROWS)
    rows = []
    for day in _DAYS:
        line = body.add(Role.ROW)
        head = line.add(Role.HEADER)
        head.scope = "row"
        cells = [context.text(words[day], head, bold)]
        for _ in labels[1:]:
            line.add(Role.CELL)
            cells.append(Text((), context.leading))
        rows.append(cells)
    ground = "" if context.saving else context.tint
    look = TableStyle(0.3 * context.size, 0.1 * context.size, context.rule, ground, "", grid=True)
    table = Table(header, rows, look, True, 0, 0.4 * context.gap)
    table.whole = True
    return [caption, table]
