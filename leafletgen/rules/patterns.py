"""Patterns that are compiled when they are used first: in one leaflet, most rules have nothing to look for."""

from __future__ import annotations

import re
from typing import Any, Final, cast

_METHODS: Final = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn", "pattern", "flags")


def later(written: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern as `re.compile` does, without the milliseconds that compiling takes."""
    return cast("re.Pattern[str]", _Later(written, flags))


class _Later:
    def __init__(self, written: str, flags: int) -> None:
        self._written = written
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._written, self._flags)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)
