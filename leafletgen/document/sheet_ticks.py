"""What there is to tick on a sheet: the days that a dose asks for, each as often as it is done that day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from leafletgen.dose.dose import Dose
from leafletgen.dose.terms import DAYS
from leafletgen.languages.amounts import plural_phrase


def days_to_tick(dose: Dose, words: Mapping[str, str], *, short: bool) -> list[str]:
    """The names of the days; where a dose leaves open which they are, they are numbered: "Day 1", "Day 2"."""
    if not dose.days and dose.days_per_week not in (None, len(DAYS)):
        return [words["sheet.day_number"].format(number=number) for number in range(1, (dose.days_per_week or 0) + 1)]
    return [words[f"short.{day}" if short else day] for day in dose.days or DAYS]


def boxes(dose: Dose, day: str) -> int:
    """How many boxes there are on a day of the diary: none on one that the dose leaves out by name."""
    return 0 if dose.days and day not in dose.days else dose.times_per_day or 1


def column_heads(prescribed: Sequence[tuple[str, Dose]], words: Mapping[str, str]) -> list[str]:
    """What heads the column of each exercise: its number and name, and on how many days where it is not every day."""
    heads: list[str] = []
    for number, (name, dose) in enumerate(prescribed, 1):
        head = words["sheet.column"].format(number=number, name=name)
        if not dose.days and dose.days_per_week not in (None, len(DAYS)):
            head = plural_phrase("sheet.column.days", dose.days_per_week or 0, words, column=head)
        heads.append(head)
    return heads
