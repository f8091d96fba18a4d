"""The diary of a sheet: for each week a table of days by exercises, with a column for pain."""

from __future__ import annotations

from collections.abc import Sequence

from leafletgen.document import looks
from leafletgen.document.element import Element, Role
from leafletgen.document.sheet_manuscript import SheetManuscript
from leafletgen.dose.terms import DAYS


def write_diary(
    manuscript: SheetManuscript, names: Sequence[str], weeks: int, parts: Sequence[range], parent: Element
) -> None:
    """Append a heading and the tables of each week: a row a day, a column an exercise (by number), and one for pain.

    Args:
        manuscript: of the sheet.
        names: of the exercises.
        weeks: how many.
        parts: the numbers of the exercises, from 1, in each table of a week.
        parent: to append to.
    """
    phrases = manuscript.phrases
    heading = parent.heading(2).say(phrases["sheet.diary"])
    heading.title = phrases["sheet.diary"]
    heading.anchor = "diary"
    manuscript.paragraph(parent, phrases["sheet.diary_intro"])
    legend = ", ".join(phrases["sheet.legend"].format(number=number, name=name) for number, name in enumerate(names, 1))
    manuscript.paragraph(parent, legend, look=looks.LEGEND)
    for week in range(1, weeks + 1):
        for part in parts:
            _write_table(manuscript, names, part, parts, week, parent)


def _write_table(
    manuscript: SheetManuscript,
    names: Sequence[str],
    part: range,
    parts: Sequence[range],
    week: int,
    parent: Element,
) -> None:
    phrases = manuscript.phrases
    node = parent.add(Role.TABLE, look=looks.GRID)
    node.description = phrases["sheet.week"].format(number=week)
    key = "sheet.week" if len(parts) == 1 else "sheet.week_part" if len(part) > 1 else "sheet.week_one"
    node.add(Role.CAPTION).say(phrases[key].format(number=week, first=part[0], last=part[-1]))
    labels = [phrases["sheet.day"], *map(str, part)]
    if part == parts[-1]:
        labels.append(phrases["sheet.pain_column"])
    row = node.add(Role.HEAD).add(Role.ROW)
    for label in labels:
        header = row.add(Role.HEADER).say(label)
        header.scope = "column"
        if label.isdecimal():
            header.description = phrases["sheet.legend"].format(number=label, name=names[int(label) - 1])
    body = node.add(Role.ROWS)
    for day in DAYS:
        row = body.add(Role.ROW)
        row.add(Role.HEADER).say(phrases[day]).scope = "row"
        for label in labels[1:]:
            row.add(Role.CELL, look=looks.TICK if label.isdecimal() else "")
