"""The diary of a sheet: for each week a table of days by exercises, with a column for pain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from leafletgen.document import looks
from leafletgen.document.element import Element, Role, Words
from leafletgen.document.sheet_manuscript import SheetManuscript
from leafletgen.dose.terms import DAYS


def write_diary(
    manuscript: SheetManuscript, names: Sequence[str], weeks: int, parts: Sequence[range], parent: Element
) -> None:
    """Append a heading and the tables of each week: a row a day, a column an exercise, and one for pain.

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
    heads = column_heads(names, phrases)
    for week in range(1, weeks + 1):
        for part in parts:
            _write_table(phrases, heads, part, parts, week, parent)


def column_heads(names: Sequence[str], phrases: Mapping[str, str]) -> list[str]:
    """What heads the column of each exercise: its number on the sheet, and its name."""
    return [phrases["sheet.column"].format(number=number, name=name) for number, name in enumerate(names, 1)]


def _write_table(
    phrases: Mapping[str, str],
    heads: Sequence[str],
    part: range,
    parts: Sequence[range],
    week: int,
    parent: Element,
) -> None:
    """A table whose caption says what to do in it: whoever comes to it alone hears that."""
    with_pain = part == parts[-1]
    node = parent.add(Role.TABLE, look=looks.GRID)
    node.description = phrases["sheet.week"].format(number=week)
    caption = node.add(Role.CAPTION)
    caption.kids.append(Words(f"{node.description}. ", label=True))
    caption.say(phrases["sheet.diary_tick"] + (f" {phrases['sheet.diary_pain']}" if with_pain else ""))
    row = node.add(Role.HEAD).add(Role.ROW)
    exercises = [heads[number - 1] for number in part]
    for label in [phrases["sheet.day"], *exercises, *([phrases["sheet.pain_column"]] if with_pain else [])]:
        row.add(Role.HEADER).say(label).scope = "column"
    body = node.add(Role.ROWS)
    for day in DAYS:
        row = body.add(Role.ROW)
        row.add(Role.HEADER).say(phrases[day]).scope = "row"
        # A space, so that each cell is drawn: Firefox leaves out those that are not, and the row is a day alone.
        for _ in part:
            row.add(Role.CELL, look=looks.TICK).say(" ")
        if with_pain:
            row.add(Role.CELL).say(" ")
