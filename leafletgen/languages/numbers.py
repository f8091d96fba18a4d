"""Numbers as a person says them: with their noun, and the size of a file."""

from __future__ import annotations


def count(number: int, what: str, thousands: str = "") -> str:
    """Return a number with its noun, such as "1 page" or "2 pages"; thousands are parted by what is given."""
    return f"{number:{thousands}} {what}" if number == 1 else f"{number:{thousands}} {what}s"


def size(number: int) -> str:
    """Return a number of bytes in KB or MB of thousands."""
    return f"{number / 1000:.0f} KB" if number < 1_000_000 else f"{number / 1_000_000:,.1f} MB"
