"""Reviews as a calendar file (iCalendar, RFC 5545) that Outlook and other calendars open."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from typing import Final

from leafletgen.release.due import due_day
from leafletgen.release.overview import Entry

_OCTETS: Final = 75
"""A line has at most so many, its end not counted (RFC 5545, 3.1)."""

_HEAD: Final = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//leafletgen//leaflet reviews//EN", "CALSCALE:GREGORIAN")

_UTC: Final = (
    "BEGIN:VTIMEZONE",
    "TZID:UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
)


def calendar_file(entries: Iterable[Entry]) -> bytes:
    """Return a day for each leaflet's review, on the last day of its month, with a reminder 30 days before.

    The same leaflet and month always have the same identifier, so that a calendar that reads the file again changes
    its entry and makes no second one. Leaflets without a review date are left out.
    """
    lines = list(_HEAD)
    dated = [entry for entry in entries if entry.review is not None]
    numbers = Counter(entry.number for entry in dated)
    events = [line for entry in dated for line in _event(entry, numbers[entry.number] == 1)]
    # A calendar without any component is against RFC 5545 (3.6), and some programs refuse it.
    lines += events or _UTC
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(entry: Entry, alone: bool) -> list[str]:
    """The lines of a review; the number does not identify a leaflet that is not alone with it."""
    assert entry.review is not None
    leaflet = entry.number if alone else f"{entry.number}-{entry.leaflet}"
    day = due_day(entry.review)
    # When it was made known; never the time of this run, so that the same leaflets give the same bytes.
    stamp = day if entry.release is None else datetime.date.fromisoformat(entry.release.released)
    summary = _text(f"Review due: {entry.number} {entry.title}")
    description = f"Code: {entry.code}\nDue by the end of {day:%m}.{day:%Y}"
    if entry.department is not None:
        description += f"\nDepartment: {entry.department}"
    return [
        "BEGIN:VEVENT",
        f"UID:{_text(f'review-{leaflet}-{entry.review}')}@leafletgen",
        f"DTSTAMP:{stamp:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + datetime.timedelta(1):%Y%m%d}",
        f"SUMMARY:{summary}",
        f"DESCRIPTION:{_text(description)}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{summary}",
        "TRIGGER:-P30D",
        "END:VALARM",
        "END:VEVENT",
    ]


def _text(text: str) -> str:
    """A value of the type TEXT: what means something there is escaped, other control characters are left out."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return "".join(letter for letter in text if letter >= " " and letter != "\x7f")


def _folded(line: str) -> bytes:
    """A line with its end, broken after 75 octets at the most, and never inside a character."""
    parts: list[bytes] = []
    part = b""
    for letter in line:
        octets = letter.encode()
        # The space that begins a part that goes on counts as well.
        if len(part) + len(octets) > _OCTETS - bool(parts):
            parts.append(part)
            part = b""
        part += octets
    return b"\r\n ".join([*parts, part]) + b"\r\n"
