"""What becomes of messages while they are sent, as people are told: by the line of a list, or by the number."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from leafletgen.errors import Diagnostic, Place
from leafletgen.mail.entry import Entry


class Outcome(StrEnum):
    """What became of one message, or of the whole run for the moment."""

    SENT = "sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    WAITING = "waiting"
    """It is tried again."""
    GIVEN_UP = "given up"
    """It waits, and this run does not try it again."""
    PAUSE = "pause"
    """Nothing is sent for some time; it is about no message."""


class Event(NamedTuple):
    """Something that people may be told; there is no address in it."""

    outcome: Outcome
    entry: Entry | None = None
    diagnostic: Diagnostic | None = None


def beginning(entry: Entry) -> str:
    """Return how a message begins that is about one with no place in a list."""
    return "" if entry.origin.line is not None else f"{entry.called}: "


def told(outcome: Outcome, entry: Entry, diagnostic: Diagnostic) -> Event:
    """Return an event whose diagnostic has the line of the list that its message is from."""
    if entry.origin.line is not None:
        place = Place(entry.origin.file, entry.origin.line, 1)
        said = diagnostic
        diagnostic = Diagnostic(said.code, said.severity, said.message, said.hint, place)
    return Event(outcome, entry, diagnostic)
