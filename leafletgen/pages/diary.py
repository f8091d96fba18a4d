"""The diary of a sheet on pages: as many tables a week as leave room to tick."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from leafletgen.document.element import Element, Role
from leafletgen.document.sheet import SheetDocument
from leafletgen.document.sheet_ticks import column_heads
from leafletgen.document.tables import header_cells, rows_of
from leafletgen.dose.terms import DAYS
from leafletgen.pages.context import MM, Context, Style
from leafletgen.pages.flow.block import TOLERANCE, Block
from leafletgen.pages.flow.table import Table, TableStyle, least_padding
from leafletgen.pages.flow.text import Blank, Text

if TYPE_CHECKING:
    from leafletgen.pdf.canvas import TaggedCanvas

#: Points that a box to tick takes across at least: 7 mm.
_BOX = 7 * MM


def diary_blocks(context: Context, document: SheetDocument) -> list[Block]:
    """A heading and the tables of each week, which are added to the document."""
    document.add_diary(_parts(context, document))
    return [block for element in document.diary for block in _set(context, element)]


def diary_key(document: SheetDocument) -> Hashable:
    """All that goes into the diary of a sheet in one brand, layout and language."""
    request = document.request
    doses = [one.dose for one in request.prescribed]
    heads = column_heads([(one.exercise.name, one.dose) for one in request.prescribed], document.manuscript.phrases)
    return request.diary, tuple(heads), tuple((dose.times_per_day, tuple(dose.days or ())) for dose in doses)


def _parts(context: Context, document: SheetDocument) -> list[range]:
    """The numbers of the exercises, divided evenly into as many tables as leave room for whole words and to tick."""
    phrases = document.manuscript.phrases
    doses = [(one.exercise.name, one.dose) for one in document.request.prescribed]
    names = column_heads(doses, phrases)
    heads = [
        max(_BOX * (dose.times_per_day or 1), _width(context, label))
        for label, (_, dose) in zip(names, doses, strict=True)
    ]
    others = max(_width(context, phrases[day]) for day in (*DAYS, "sheet.day"))
    others += _width(context, phrases["sheet.pain_column"])
    for tables in range(1, len(names) + 1):
        ends = [round(len(names) * part / tables) for part in range(tables + 1)]
        if all(others + sum(heads[first:last]) <= context.column for first, last in pairwise(ends)):
            break
    return [range(first + 1, last + 1) for first, last in pairwise(ends)]


def _width(context: Context, label: str) -> float:
    """The width in points of a column that this heads, as narrow as a table lets its longest word make it."""
    text = context.line(label, context.bold_style)
    return text.least_width() + least_padding([[text]], grid=True) + TOLERANCE


def _set(context: Context, element: Element) -> Sequence[Block]:
    if element.role is Role.TABLE:
        return _week(context, element)
    style = Style(context.layout.scale.heading1, context.heading, bold=True)
    title = context.text(element, style, below=0.4 * context.gap, keep_next=True)
    title.anchor = element.anchor
    return [title]


def _week(context: Context, element: Element) -> Sequence[Block]:
    """A table with its caption; cells to tick are blank."""
    made: list[Block] = []
    caption = element.only(Role.CAPTION)
    if caption is not None:
        made.append(context.text(caption, context.body_style, 0.4 * context.gap, 0.15 * context.gap, True))
    heads = Style(context.size, context.heading, bold=True)
    header = [context.text(cell, heads) for cell in header_cells(element)]
    rows = [[_cell(context, cell) for cell in row] for row in rows_of(element)]
    ground = "" if context.saving else context.tint
    look = TableStyle(0.3 * context.size, 0.1 * context.size, context.rule, ground, "", grid=True)
    table = Table(header, rows, look, True, 0, 0.4 * context.gap)
    table.whole = True
    return [*made, table]


def _cell(context: Context, cell: Element) -> Text:
    """A cell: blank is one box to tick; more boxes than one are drawn in it."""
    if cell.lines < 2:
        return context.cell(cell, context.bold_style)
    run = context.runs(cell, context.bold_style)[0]
    made = Boxes((run,), context.line_height(context.size), place=cell.place)
    made.count, made.colour = cell.lines, context.rule
    return made


class Boxes(Blank):
    """A cell with several boxes to tick, artifacts side by side."""

    __slots__ = ("colour", "count")

    count: int
    colour: str

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Mark the cell, and draw its boxes."""
        super().draw(canvas, x, top, width)
        side = 0.75 * self.leading
        step = min(width / self.count, 1.6 * side)
        with canvas.artifact():
            canvas.operators.append(f"{self.colour} RG 1 w")
            for place in range(self.count):
                left, bottom = x + place * step + 0.5, top - (self.leading + side) / 2
                wide = min(side, step - 2)
                canvas.operators.append(f"{canvas.across(left, wide):.2f} {bottom:.2f} {wide:.2f} {side:.2f} re S")
