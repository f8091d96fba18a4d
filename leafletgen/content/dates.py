"""Calendar dates as `2026-11-21`, without the datetime module, which would cost a cold start a millisecond."""

from __future__ import annotations

import re

from leafletgen.errors import Report
from leafletgen.source.records import Definitions, JsonSchema, Kind, label
from leafletgen.source.yaml import Value

_PATTERN = r"^(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_date(text: str) -> bool:
    """Whether text is a day that exists, in the form of ISO 8601."""
    if not re.fullmatch(_PATTERN, text, re.ASCII):
        return False
    year, month, day = map(int, text.split("-"))
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return day <= _DAYS[month - 1] + (month == 2 and leap)


def is_year_out_of_range(text: str) -> bool:
    """Whether text has the form of a date, in a year before 1900 or after 2099."""
    return re.fullmatch(r"(?!19|20)[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII) is not None


class Date(Kind[str]):
    """A date, kept as ISO 8601 text, which sorts and compares as it is."""

    wants = "a date (year-month-day)"
    example = "2026-11-21"

    def read(self, value: Value, report: Report) -> str | None:
        """Return the date when the day exists."""
        if value.kind == "scalar" and is_date(value.data.strip()):
            text: str = value.data.strip()
            return text
        # What stands there may be a date of birth, or anything else of a patient's: it is not shown.
        exists = ""
        if value.kind == "scalar" and re.fullmatch(_PATTERN, value.data):
            exists = ", and a day that exists"
        elif value.kind == "scalar" and is_year_out_of_range(value.data.strip()):
            exists = " in the years 1900 to 2099"
        report.error(
            "date-not-valid", f"{label(value)} must be {self.wants}{exists}", f"for example {self.example}", value.place
        )
        return None

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return the pattern."""
        return {"type": "string", "format": "date", "pattern": _PATTERN, "examples": [self.example]}
