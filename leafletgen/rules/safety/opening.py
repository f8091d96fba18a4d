"""Hours in a text: days with times, so that "Mon-Fri 9-5" and "Monday to Friday, 9am to 5pm" are the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from leafletgen.rules.patterns import later

_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY: Final = r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?s?"
_TO: Final = r"\s*(?:-|\u2013|to|until|till|and)\s*"
_TIME: Final = r"(?:\d{1,2}(?:[.:]\d{2})?(?:\s*(?:am|pm|a\.m\.|p\.m\.))?|midday|noon|midnight)"
_OPENING: Final = later(
    rf"\b(?:(?P<first>{_DAY})(?:{_TO}(?P<last>{_DAY}))?|(?P<week>weekdays|every day|daily|7 days a week))\b"
    rf"[\s,;:(]*(?:(?:from|between|open|are|is)\s+)*(?P<start>{_TIME}){_TO}(?P<end>{_TIME})(?![\w.:]*\d)",
    re.IGNORECASE,
)
_REVERSED: Final = later(
    rf"\b(?P<start>{_TIME}){_TO}(?P<end>{_TIME})[\s,;:(]*(?:on\s+|,\s*)?"
    rf"(?:(?P<first>{_DAY})(?:{_TO}(?P<last>{_DAY}))?|(?P<week>weekdays|every day|daily|7 days a week))\b",
    re.IGNORECASE,
)

_TIMED: Final = re.compile(r"\d")
_DAYED: Final = re.compile(
    r"[mtwfsed7](?<!\w.)(?:(?<=m)on|(?<=t)ue|(?<=t)hu|(?<=w)ed|(?<=w)eekdays|(?<=f)ri|(?<=s)at"
    r"|(?<=s)un|(?<=e)very day|(?<=d)aily|(?<=7) days)"
)


_STARTS: Final = frozenset((*_DAYS, "wee", "eve", "dai", "7"))


class Opening(NamedTuple):
    """From which day to which, and from which minute of the day to which."""

    first: int
    last: int
    start: int
    end: int


def may_be_day(word: str) -> bool:
    """Whether a word in small letters, such as "mon-fri", may be of hours."""
    return word[:3] in _STARTS or ("-" in word and any([part[:3] in _STARTS for part in word.split("-")]))


def has_openings(text: str) -> bool:
    """Whether a text may have hours; most have none."""
    lower = text.lower()
    if _TIMED.search(lower) is None and not any([word in lower for word in ("midday", "noon", "midnight")]):
        return False
    return _DAYED.search(lower) is not None


def openings_in(text: str) -> Iterator[tuple[Opening, int, int]]:
    """Yield hours in a text, each with where it begins and ends."""
    if not has_openings(text):
        return
    taken = 0
    found = sorted([*_OPENING.finditer(text), *_REVERSED.finditer(text)], key=lambda one: one.start())
    for one in found:
        if one.start() < taken:
            continue
        opening = _opening(one)
        if opening is not None:
            taken = one.end()
            yield opening, one.start(), one.end()


def _opening(found: re.Match[str]) -> Opening | None:
    if found["week"]:
        first, last = (0, 4) if found["week"].lower() == "weekdays" else (0, 6)
    else:
        first = _DAYS.index(found["first"][:3].lower())
        last = _DAYS.index(found["last"][:3].lower()) if found["last"] else first
    start, end = _minutes(found["start"]), _minutes(found["end"])
    if start is None or end is None:
        return None
    exact = any(re.search(r"[.:]|[ap]\.?m|midday|noon|midnight", found[one], re.IGNORECASE) for one in ("start", "end"))
    if not exact and not _spans_days(found):
        return None  # "on Monday 3 to 4 people"
    half = 12 * 60
    if (
        not _says_half(found["start"])
        and _says_half(found["end"])
        and start + half < end <= 2 * half
        and start < 7 * 60
    ):
        start += half  # "1 to 5pm"; "9 to 5pm" begins in the morning
    if end <= start and not _says_half(found["end"]) and end < half:
        end += half  # "9 to 5" ends in the afternoon
    return Opening(first, last, start, end) if end > start else None


def _spans_days(found: re.Match[str]) -> bool:
    """Whether days are a span, as in "Mon-Fri", and not two or more by name."""
    days = found[0][found.start("first") - found.start() : found.end("last") - found.start()] if found["last"] else ""
    return bool(days) and " and " not in days.lower()


def _says_half(time: str) -> bool:
    return re.search(r"[ap]\.?m|midday|noon|midnight", time, re.IGNORECASE) is not None


def _minutes(time: str) -> int | None:
    said = time.lower().replace(" ", "")
    if said in ("midday", "noon"):
        return 12 * 60
    if said == "midnight":
        return 24 * 60
    found = re.fullmatch(r"(\d{1,2})(?:[.:](\d{2}))?(a|p)?(?:\.?m\.?)?", said)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if hour > 24 or minute > 59:
        return None
    if found[3] == "p" and hour < 12:
        hour += 12
    elif found[3] == "a" and hour == 12:
        hour = 0
    return hour * 60 + minute
