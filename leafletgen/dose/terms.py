"""The terms of a dose: sides, days, bands, the limits of each number, and how its parts are written."""

from __future__ import annotations

from typing import NamedTuple

from leafletgen.source.inline import composed

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SIDES = ("left", "right", "each", "both", "alternate")
BANDS = (
    *("tan", "yellow", "red", "green", "blue", "black", "silver", "gold"),
    *("orange", "purple", "pink", "grey", "white", "brown"),
)
"""The colours of exercise bands; which is stronger differs from maker to maker."""

LIMITS: dict[str, tuple[int, int]] = {
    "sets": (1, 10),
    "reps": (1, 200),
    "hold": (1, 600),
    "rest": (1, 900),
    "duration": (10, 10_800),
    "effort": (1, 10),
    "times_per_day": (1, 24),
    "days_per_week": (1, 7),
}
"""The least and the most of each number; times in seconds."""
TIMES = frozenset(("hold", "rest", "duration"))
LONGEST_LOAD = 60


class Progression(NamedTuple):
    """Where to start and what to build up to: numbers, or seconds when it is timed."""

    start: int
    to: int
    timed: bool = False


class Fault(NamedTuple):
    """What is wrong with a dose: the entry, the message and the hint."""

    entry: str
    message: str
    hint: str


def plain_load(text: str) -> str:
    """Return the words of a load as they fit into a sentence: one line, without a full stop at the end."""
    return " ".join(composed(text).split()).rstrip(" .!?;:,")


def band_of(load: str) -> str | None:
    """Return the colour when a load is nothing but a band of one."""
    colour, _, noun = load.lower().partition(" ")
    return colour if colour in BANDS and noun == "band" else None


def short_time(seconds: int) -> str:
    """Return a time in the unit that makes it a small whole number: `90s`, `2min`."""
    return f"{seconds}s" if seconds % 60 else f"{seconds // 60}min"


def short_progression(progression: Progression) -> str:
    """Return both ends of a progression."""
    start, to, timed = progression
    return f"{short_time(start)}-{short_time(to)}" if timed else f"{start}-{to}"
