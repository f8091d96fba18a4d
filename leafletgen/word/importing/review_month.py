"""The month of the next review as Trusts write it: "Review date: March 2028", "Next review due 03/28"."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_MONTHS: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH: Final = "|".join([f"{name[:3]}(?:{name[3:]})?" for name in _MONTHS]).replace("sep(?", "sept?(?")
_YEAR: Final = r"(?P<year{0}>(?:19|20)\d\d|(?<!\d)['\u2019]?[2-4]\d(?!\d))"
_LABEL: Final = (
    r"(?:date\s+(?:of|for|due\s+for)\s+(?:next\s+)?review|(?:to\s+be|due\s+to\s+be)\s+reviewed"
    r"|(?:due\s+for|for)\s+review|(?:next\s+|planned\s+)?review)"
    r"(?:\s+(?:is\s+)?(?:date|due|month|by|on|before|in|no\s+later\s+than))*"
)
_REVIEW: Final = re.compile(
    rf"(?<![a-z])(?<!last )(?<!latest )(?<!previous ){_LABEL}"
    r"\s*[:\-\u2013\u2014|.(]*\s*(?:(?:by|in|on|before|end\s+of)\s+)?"
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?P<month>{_MONTH})\.?[\s,/-]*{_YEAR.format(1)}"
    rf"|(?:\d{{1,2}}\s*[/.-]\s*)?(?P<number>0?[1-9]|1[0-2])\s*[/.-]\s*{_YEAR.format(2)}"
    r"|(?P<iso>20\d\d)-(?P<iso_month>0[1-9]|1[0-2]))(?!\d)",
    re.IGNORECASE,
)


_DATE: Final = re.compile(
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?<![a-z])(?:{_MONTH})\.?[\s,/-]*(?:19|20)\d\d"
    r"|\d{1,2}\s*[/.-]\s*(?:\d{1,2}\s*[/.-]\s*)?(?:19|20)\d\d",
    re.IGNORECASE,
)


class Review(NamedTuple):
    """A month of review: the year, the month from 1, and the words that say it."""

    year: int
    month: int
    words: str

    def __str__(self) -> str:
        """Return the month in words: "March 2028"."""
        return f"{_MONTHS[self.month - 1].title()} {self.year}"

    @property
    def value(self) -> str:
        """The month as a leaflet has it: "2028-03"."""
        return f"{self.year}-{self.month:02}"


def review_in(text: str) -> Review | None:
    """Return the month of review that a line says, or None; of two the later one, for the other was the last review.

    A day is left out. Numbers are read as in Britain, the day before the month, and of a year in two digits the
    century is ours. When something was reviewed says nothing of when it will be.
    """
    return max(map(_review, _REVIEW.finditer(text)), default=None)


def _review(found: re.Match[str]) -> Review:
    if found["iso"]:
        return Review(int(found["iso"]), int(found["iso_month"]), found[0])
    year = int((found["year1"] or found["year2"]).lstrip("'\u2019"))
    month = int(found["number"]) if found["number"] else _number(found["month"])
    return Review(year if year > 99 else 2000 + year, month, found[0])


def _number(month: str) -> int:
    start = month[:3].lower()
    return next(number for number, name in enumerate(_MONTHS, 1) if name.startswith(start))


def without_dates(text: str) -> str:
    """Return a line without its months and days, such as that of issue."""
    return _DATE.sub(" ", text)
