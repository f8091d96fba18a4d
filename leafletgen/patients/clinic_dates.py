"""Dates as clinics write them, 21/11/2026 or 21 Nov 2026, in an order that is stated or that a column decides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from leafletgen.content.dates import is_date

ORDERS: Mapping[str, str] = {"dmy": "day, month, year", "mdy": "month, day, year", "ymd": "year, month, day"}
"""The orders of the three numbers, and how a message names them."""
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_NUMBERS = re.compile(r"([0-9]{1,4})([-/. ])([0-9]{1,2})\2([0-9]{1,4})(?:[ T]0?0:00(?::00)?)?")
_NAMED = re.compile(r"([0-9]{1,2})[-/. ]([A-Za-z]{3,9})\.?[-/. ,]{1,2}([0-9]{4})")


def found_order(texts: Iterable[str]) -> tuple[str, int] | None:
    """Return the order that a column is written in, and the index of the first date that decides it.

    A day over 12 decides between day and month; when two dates decide otherwise, nothing does.
    """
    found: dict[str, int] = {}
    for index, text in enumerate(texts):
        numbers = _NUMBERS.fullmatch(text.strip())
        if numbers is None or len(numbers[4]) != 4:
            continue
        first, second = int(numbers[1]), int(numbers[3])
        if first > 12 >= second > 0 and len(numbers[1]) == 2 and first <= 31:
            found.setdefault("dmy", index)
        elif second > 12 >= first > 0 and second <= 31:
            found.setdefault("mdy", index)
    return next(iter(found.items())) if len(found) == 1 else None


def is_written_in_numbers(text: str) -> bool:
    """Whether text is three numbers, of which it may be open which is the day."""
    return _NUMBERS.fullmatch(text.strip()) is not None


def iso_date(text: str, order: str) -> str | None:
    """Return a date as year-month-day; None when it is none, or when it is open which number is the day.

    Args:
        text: what stands in the cell.
        order: one of `ORDERS`, or nothing when it is not known. A year of four digits that stands first, and a month
            by its name, need none; a year of two digits is one of this century, and needs one.
    """
    text = text.strip()
    if is_date(text):
        return text
    named = _NAMED.fullmatch(text)
    if named is not None:
        month = named[2].lower()
        for number, full in enumerate(_MONTHS, 1):
            if full.startswith(month) or (month == "sept" and number == 9):
                return _checked(named[3], str(number), named[1])
        return None
    numbers = _NUMBERS.fullmatch(text)
    if numbers is None:
        return None
    first, second, third = numbers[1], numbers[3], numbers[4]
    if len(first) == 4:
        return _checked(first, second, third)
    if order == "ymd" and len(first) == 2:
        return _checked(f"20{first}", second, third)
    if order not in ("dmy", "mdy") or len(third) not in (2, 4):
        return None
    year = third if len(third) == 4 else f"20{third}"
    return _checked(year, second, first) if order == "dmy" else _checked(year, first, second)


def _checked(year: str, month: str, day: str) -> str | None:
    date = f"{year}-{int(month):02}-{int(day):02}"
    return date if is_date(date) else None
