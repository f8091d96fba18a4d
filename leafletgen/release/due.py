"""When leaflets are due for review: a month of review is over on its last day."""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from collections.abc import Iterable
from typing import Final

from leafletgen.release.overview import Entry

_UNITS: Final = {"d": "days", "w": "weeks", "m": "months", "y": "years"}


def due_day(review: str) -> datetime.date:
    """Return the last day of a year and month such as ``2027-04``: a review is due at the end of its month."""
    year, month = map(int, review.split("-"))
    return datetime.date(year, month, monthrange(year, month)[1])


def days_left(entry: Entry, day: datetime.date) -> int | None:
    """Return the days from a day to the leaflet's review, negative when it is overdue.

    None for a leaflet without a review date, and for one that was withdrawn: nobody is to use it.
    """
    if entry.review is None or entry.withdrawal is not None:
        return None
    return (due_day(entry.review) - day).days


def day_within(length: str, start: datetime.date) -> datetime.date:
    """Return the last day of a length of time such as ``90d``, ``12w``, ``6m`` or ``1y``.

    A month or year later is the same day of the month, or its last day where it has fewer.

    Raises:
        ValueError: it is no length of time; the message says how to write one.
    """
    match = re.fullmatch(r"([0-9]{1,4})([dwmy])", length.strip().lower(), re.ASCII)
    if match is None:
        raise ValueError(f'"{length}" is no length of time; write it as 90d, 12w, 6m or 1y')
    number, unit = int(match[1]), _UNITS[match[2]]
    try:
        if unit in ("days", "weeks"):
            return start + datetime.timedelta(**{unit: number})
        months = start.year * 12 + start.month - 1 + number * (12 if unit == "years" else 1)
        year, month = divmod(months, 12)
        return datetime.date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):
        return datetime.date.max  # later than any review


def due_until(entries: Iterable[Entry], last: datetime.date) -> list[Entry]:
    """Return the leaflets whose review is due until a day, that day included: overdue first, then by date and code.

    Leaflets that were withdrawn, or have no review date, are left out.
    """
    dated = [entry for entry in entries if entry.withdrawal is None and entry.review is not None]
    return sorted(
        (entry for entry in dated if entry.review and due_day(entry.review) <= last),
        key=lambda entry: entry.review or "",
    )


def undated(entries: Iterable[Entry]) -> list[Entry]:
    """Return the leaflets of which nobody knows when they are to be reviewed, without those that were withdrawn."""
    return [entry for entry in entries if entry.withdrawal is None and entry.review is None]
