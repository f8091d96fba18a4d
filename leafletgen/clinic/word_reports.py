"""Reports of Word files that were dropped onto a page: in memory alone, the last few of them."""

from __future__ import annotations

import secrets
import threading
from typing import NamedTuple

_MOST = 4
"""Reports that are kept; whoever goes back to an older one drops its file again."""


class WordReport(NamedTuple):
    """What an import would make of a Word file: the file's name, and the page that tells of it."""

    file: str
    page: bytes


class WordReports:
    """The last reports, by names that nobody guesses; safe for several threads."""

    def __init__(self) -> None:
        """Begin without any."""
        self._kept: dict[str, WordReport] = {}
        self._lock = threading.Lock()

    def keep(self, report: WordReport) -> str:
        """Keep a report, the oldest goes; return the name by which it is to be had."""
        name = secrets.token_urlsafe(16)
        with self._lock:
            self._kept[name] = report
            while len(self._kept) > _MOST:
                del self._kept[next(iter(self._kept))]
        return name

    def get(self, name: str) -> WordReport | None:
        """Return a report; None when it is not there, or not any more."""
        with self._lock:
            return self._kept.get(name)
