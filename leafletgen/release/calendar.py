"""Reviews as a calendar file (iCalendar, RFC 5545) that Outlook and other calendars open."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneStandard, vText

from leafletgen.release.due import due_day
from leafletgen.release.overview import Entry


def calendar_file(entries: Iterable[Entry]) -> bytes:
    """Return a day for each leaflet's review, on the last day of its month, with a reminder 30 days before.

    The same leaflet and month always have the same identifier, so that a calendar that reads the file again changes
    its entry and makes no second one. Leaflets without a review date are left out.
    """
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//leafletgen//leaflet reviews//EN")
    calendar.add("CALSCALE", "GREGORIAN")
    dated = [entry for entry in entries if entry.review is not None]
    numbers = Counter(entry.number for entry in dated)
    for entry in dated:
        calendar.add_component(_event(entry, numbers[entry.number] == 1))
    if not dated:
        # A calendar without any component is against RFC 5545 (3.6), and some programs refuse it.
        calendar.add_component(_utc())
    data: bytes = calendar.to_ical(sorted=False)
    return data


def _event(entry: Entry, alone: bool) -> Event:
    """A review; the number does not identify a leaflet that is not alone with it."""
    assert entry.review is not None
    leaflet = entry.number if alone else f"{entry.number}-{entry.leaflet}"
    day = due_day(entry.review)
    # When it was made known; never the time of this run, so that the same leaflets give the same bytes.
    stamp = day if entry.release is None else datetime.date.fromisoformat(entry.release.released)
    summary = _Text(f"Review due: {entry.number} {entry.title}")
    description = f"Code: {entry.code}\nDue by the end of {day:%m}.{day:%Y}"
    if entry.department is not None:
        description += f"\nDepartment: {entry.department}"
    event = Event()
    event.add("UID", _Text(f"review-{leaflet}-{entry.review}@leafletgen"))
    event.add("DTSTAMP", datetime.datetime(stamp.year, stamp.month, stamp.day, tzinfo=datetime.UTC))
    event.add("DTSTART", day)
    event.add("DTEND", day + datetime.timedelta(1))
    event.add("SUMMARY", summary)
    event.add("DESCRIPTION", _Text(description))
    event.add("TRANSP", "TRANSPARENT")
    event.add_component(_reminder(summary))
    return event


def _reminder(summary: _Text) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", summary)
    alarm.add("TRIGGER", datetime.timedelta(-30))
    return alarm


def _utc() -> Timezone:
    standard = TimezoneStandard()
    standard.add("DTSTART", datetime.datetime(1970, 1, 1))
    standard.add("TZOFFSETFROM", datetime.timedelta(0))
    standard.add("TZOFFSETTO", datetime.timedelta(0))
    zone = Timezone()
    zone.add("TZID", "UTC")
    zone.add_component(standard)
    return zone


class _Text(vText):
    r"""A text without control characters, in which ``\N`` is two letters: icalendar takes it for the end of a line."""

    def __new__(cls, text: str) -> _Text:
        """Leave out what RFC 5545 (3.1) lets stand in no text."""
        return super().__new__(
            cls, "".join(letter for letter in text if letter == "\n" or (letter >= " " and letter != "\x7f"))
        )

    def to_ical(self) -> bytes:
        r"""Escape a literal ``\N`` as any other backslash."""
        return rb"\\N".join(vText(part).to_ical() for part in self.split(r"\N"))
