"""The diary of a sheet: for each week a table of days by exercises, with a column for pain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from leafletgen.document import looks
from leafletgen.document.element import Element, Role, Words
from leafletgen.document.sheet_manuscript import SheetManuscript
from leafletgen.document.sheet_ticks import boxes, column_heads
from leafletgen.dose.dose import Dose
from leafletgen.dose.terms import DAYS
from leafletgen.languages.labels import joint


def write_diary(
    manuscript: SheetManuscript,
    prescribed: Sequence[tuple[str, Dose]],
    weeks: int,
    parts: Sequence[range],
    parent: Element,
) -> None:
    """Append a heading and the tables of each week: a row a day, a column an exercise, and one for pain.

    Args:
        manuscript: of the sheet.
        prescribed: names of the exercises and their doses, which say how often to tick.
        weeks: how many.
        parts: the numbers of the exercises, from 1, in each table of a week.
        parent: to append to.
    """
    phrases = manuscript.phrases
    heading = parent.heading(2).say(phrases["sheet.diary"])
    heading.title = phrases["sheet.diary"]
    heading.anchor = "diary"
    heads = column_heads(prescribed, phrases)
    doses = [dose for _, dose in prescribed]
    for week in range(1, weeks + 1):
        for part in parts:
            table = parent.add(Role.TABLE, look=looks.GRID)
            table.description = phrases["sheet.week"].format(number=week)
            some, with_pain = [doses[number - 1] for number in part], part == parts[-1]
            _write_head(phrases, [heads[number - 1] for number in part], some, table, with_pain=with_pain)
            _write_rows(phrases, some, table, with_pain=with_pain)


def _write_head(
    phrases: Mapping[str, str], heads: Sequence[str], doses: Sequence[Dose], table: Element, *, with_pain: bool
) -> None:
    """A caption that says what to do in the table, for whoever comes to it alone, and what heads its columns."""
    caption = table.add(Role.CAPTION)
    before = phrases["sheet.diary_caption"].partition("{told}")[0].format(week=table.description)
    caption.kids.append(Words(before, label=True))
    several = any((dose.times_per_day or 1) > 1 for dose in doses)
    told = phrases["sheet.diary_tick.times" if several else "sheet.diary_tick"]
    said = [told, phrases["sheet.diary_pain"]] if with_pain else [told]
    caption.say(joint(phrases["sentence_joint"]).join(said))
    row = table.add(Role.HEAD).add(Role.ROW)
    for label in [phrases["sheet.day"], *heads, *([phrases["sheet.pain_column"]] if with_pain else [])]:
        row.add(Role.HEADER).say(label).scope = "column"


def _write_rows(phrases: Mapping[str, str], doses: Sequence[Dose], table: Element, *, with_pain: bool) -> None:
    """A row a day, with as many boxes as each dose asks for; a day without any is one to rest."""
    body = table.add(Role.ROWS)
    for day in DAYS:
        row = body.add(Role.ROW)
        row.add(Role.HEADER).say(phrases[day]).scope = "row"
        for dose in doses:
            count = boxes(dose, day)
            if count:
                # A space, so that each cell is drawn: Firefox leaves out those that are not.
                row.add(Role.CELL, look=looks.TICK).say(" ").lines = count
            else:
                row.add(Role.CELL).say(phrases["sheet.diary_none"])
        if with_pain:
            row.add(Role.CELL).say(" ")
