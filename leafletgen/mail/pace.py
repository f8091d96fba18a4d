"""When the next message is begun: evenly spread, and a wait ends at once when somebody wants to stop."""

from __future__ import annotations

import time
from typing import Final

from leafletgen.system.workers import Stop

_GLANCE: Final = 0.1
"""Seconds after which a wish to stop is seen."""


def pause(seconds: float, stop: Stop) -> None:
    """Wait, or return early after a wish to stop."""
    end = time.monotonic() + seconds
    while not stop.wished and (left := end - time.monotonic()) > 0:
        time.sleep(min(left, _GLANCE))


class Pace:
    """So many messages a minute, evenly spread; what was missed is not made up for."""

    def __init__(self, per_minute: float) -> None:
        """Begin with the first message at once."""
        self._gap = 60 / per_minute
        self._next = time.monotonic()

    def wait(self, stop: Stop) -> None:
        """Wait until the next message may be begun."""
        pause(self._next - time.monotonic(), stop)
        self._next = max(self._next, time.monotonic()) + self._gap
