"""One-time tokens: what the opening address carries, good for one visit and for a while."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from hashlib import sha256

LASTING = 600.0
"""Seconds from the making of a token to the end of its use; a slow computer's browser takes some."""
_MOST = 32
"""More tokens than this are not waited for; the oldest goes."""


class Tokens:
    """Tokens that were made and not used yet; what is kept of one is its hash, so that looking it up tells nothing."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """Take the clock, in seconds."""
        self._now = now
        self._ends: dict[bytes, float] = {}
        self._lock = threading.Lock()

    def new(self) -> str:
        """Return a fresh token."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._forget_old()
            while len(self._ends) >= _MOST:
                del self._ends[next(iter(self._ends))]
            self._ends[_hash(token)] = self._now() + LASTING
        return token

    def use(self, token: str) -> bool:
        """Use a token up, and return whether it was good."""
        with self._lock:
            self._forget_old()
            return self._ends.pop(_hash(token), None) is not None

    @property
    def waiting(self) -> bool:
        """Whether one is still good."""
        with self._lock:
            self._forget_old()
            return bool(self._ends)

    def _forget_old(self) -> None:
        now = self._now()
        self._ends = {kept: end for kept, end in self._ends.items() if end > now}


def _hash(token: str) -> bytes:
    return sha256(token.encode("utf-8", "replace")).digest()
