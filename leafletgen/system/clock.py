"""The one place that asks what day it is, so that nothing else depends on it."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime

VARIABLE: Final = "LEAFLETGEN_TODAY"
"""Names the day for tests and benchmarks, as ``2029-11-21``; it reaches the processes that they start."""


def today() -> datetime.date:
    """Return the local date of this machine's clock, or the day that a test has named.

    Raises:
        ValueError: what it has named is no day.
    """
    import datetime  # a cold build has no use for it

    named = os.environ.get(VARIABLE)
    if not named:
        return datetime.date.today()
    # Python reads more forms than this one, such as 20291121 and 2029-W47-3.
    if not re.fullmatch(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}", named):
        raise ValueError(f'"{named}" is no day')
    return datetime.date.fromisoformat(named)


def local_time(seconds: float) -> datetime.datetime:
    """Return a moment, in seconds since 1970, as a clock on the wall here shows it; it knows its time zone."""
    import datetime

    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).astimezone()
