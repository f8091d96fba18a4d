"""The one place that asks what day it is, so that nothing else depends on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime


def today() -> datetime.date:
    """Return the local date of this machine's clock."""
    import datetime  # a cold build has no use for it

    return datetime.date.today()
