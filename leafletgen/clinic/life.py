"""How long the server lives: while a page is open, and for a while after the last one was closed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import NamedTuple, TypeVar

SILENT_WHILE_VISIBLE = 900.0
"""Seconds without a word after which a page that can be seen is gone: its browser crashed, or the tab was killed.

A page behind a question of the browser, such as its print window, says nothing until that is answered.
"""
SILENT_WHILE_HIDDEN = 12 * 3600.0
"""The same for a page behind others: browsers freeze these for hours, and wake them with all that was typed."""
AFTER_THE_LAST = 60.0
"""Seconds without a page after which the server ends; a page that is loaded again comes back much sooner."""
_LONGEST_STEP = 20.0
"""Seconds that count at most between two looks at the clock: a computer that slept in between was not idle."""
_MOST_PAGES = 256
T = TypeVar("T")


class _Page(NamedTuple):
    is_visible: bool
    heard: float


class Life:
    """Which pages are open, by what they tell; safe for several threads."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """Take the clock, in seconds."""
        self._now = now
        self._looked = now()
        self._awake = 0.0
        """Seconds that the computer was awake since the start."""
        self._pages: dict[str, _Page] = {}
        self._closed: dict[str, None] = {}
        """Pages that went, the last ones."""
        self._empty_since = 0.0
        self._lock = threading.Lock()

    def hear(self, window: str, *, visible: bool) -> None:
        """A page says that it is there.

        One that goes says both at once, that it is hidden and that it goes, and browsers send these in any order. One
        that went and comes back can be seen.
        """
        with self._lock:
            self._look()
            if window in self._closed and not visible:
                return
            self._closed.pop(window, None)
            _put_last(self._pages, window, _Page(visible, self._awake))

    def close(self, window: str) -> None:
        """A page says that it goes."""
        with self._lock:
            self._look()
            self._pages.pop(window, None)
            _put_last(self._closed, window, None)
            self._empty_since = self._awake

    def expect(self) -> None:
        """A page is about to come: it was asked for."""
        with self._lock:
            self._look()
            self._empty_since = self._awake

    def is_over(self) -> bool:
        """Look whether the last page has been closed for a while."""
        with self._lock:
            self._look()
            for window, page in list(self._pages.items()):
                allowed = SILENT_WHILE_VISIBLE if page.is_visible else SILENT_WHILE_HIDDEN
                if self._awake - page.heard > allowed:
                    del self._pages[window]
                    self._empty_since = self._awake
            return not self._pages and self._awake - self._empty_since > AFTER_THE_LAST

    def _look(self) -> None:
        now = self._now()
        self._awake += min(max(0.0, now - self._looked), _LONGEST_STEP)
        self._looked = now


def _put_last(kept: dict[str, T], window: str, said: T) -> None:
    """Keep what a page said as the last, and of the others not too many."""
    kept.pop(window, None)
    while len(kept) >= _MOST_PAGES:
        del kept[next(iter(kept))]
    kept[window] = said
