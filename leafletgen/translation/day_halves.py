"""Whether a time is before or after noon: 8pm is no 8 in the morning, whatever words a language has for that."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from leafletgen.errors import Mistake
from leafletgen.translation.numbers import Number

_FILE: Final = Path(__file__).parent / "day_halves.toml"
_CLOCK: Final = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?[ \u00a0]?(?P<half>[ap])\.?m\b\.?", re.IGNORECASE
)


class _Said(NamedTuple):
    halves: set[str]
    """ "am", "pm" or both, from numbers and words."""
    open: bool
    """Whether there is a word such as "at night" or "noon" that may be either."""


def compare_halves(
    source: str,
    ours: list[Number],
    translation: str,
    theirs: list[Number],
    language: str,
    target: str,
    wrong: list[Mistake],
    doubtful: list[Mistake],
) -> None:
    """Tell a time of the other half of the day, and doubt one whose half is not said.

    Args:
        source: the text.
        ours: its numbers.
        translation: the text's translation.
        theirs: its numbers.
        language: that of the source.
        target: that of the translation.
        wrong: receives what is wrong.
        doubtful: receives what somebody should look at.
    """
    times = [match for one in ours if one.unit == "clock" and (match := _CLOCK.fullmatch(one.said)) is not None]
    if not times or target.partition("-")[0].lower() not in _lists():
        return
    said, told = _halves(source, language), _halves(translation, target)
    if len(said.halves) == 1 and len(told.halves) == 1 and said.halves != told.halves and not told.open:
        wrong.append(
            Mistake(
                "translated-number-differs",
                f"the source says {times[0][0]}, and the translation {_TOLD[min(told.halves)]}",
                "write the time of the source",
            )
        )
        return
    known = {way for one in theirs for way in one.ways}
    for time in times:
        hour, minute, half = int(time["hour"]), int(time["minute"] or 0), time["half"].lower()
        if (hour == _NOON) == (half == "p"):
            continue  # the hours of a day count up to 12:59 as those of its half do
        whole = (hour + _NOON if half == "p" else 0, minute)
        if told.halves or told.open or known & {f"{name} {whole[0]}:{minute}" for name in ("time", "evening")}:
            continue
        if not known & {f"time {hour}:{minute}", f"evening {hour}:{minute}"}:
            continue  # the time is missing, which is told already
        doubtful.append(
            Mistake(
                "translated-number-word",
                f"the source says {time[0]}, and nothing was found here that says which half of the day that is",
                f"write {whole[0]:02}:{minute:02}, or the words for it",
            )
        )
        return


_NOON: Final = 12
_TOLD: Final = {"am": "a word for the morning", "pm": "a word for the afternoon or the evening"}


def _halves(text: str, language: str) -> _Said:
    patterns = _patterns(language.partition("-")[0].lower())
    halves = {f"{match['half'].lower()}m" for match in _CLOCK.finditer(text)}
    halves |= {half for half in ("am", "pm") if patterns[half].search(text)}
    return _Said(halves, patterns["open"].search(text) is not None)


@cache
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    words = _lists().get(language, {"am": "(?!)", "pm": "(?!)", "open": "(?!)"})
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in words.items()}


@cache
def _lists() -> dict[str, dict[str, str]]:
    with _FILE.open("rb") as file:
        return tomllib.load(file)
