"""Which scripts a page comes to by its imports, so that a browser can ask for all of them at once."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_STATIC = Path(__file__).parent / "static"
_IMPORT = re.compile(r'^(?:import|export|\}).*"\./([\w-]+\.js)";$', re.MULTILINE)


@cache
def modules_of(*entries: str) -> tuple[str, ...]:
    """Return the names of these modules and of all that they import, those that are needed first at the front."""
    found = dict.fromkeys(entries)
    waiting = list(entries)
    while waiting:
        text = (_STATIC / waiting.pop(0)).read_text("utf-8")
        new = [name for name in _IMPORT.findall(text) if name not in found]
        found.update(dict.fromkeys(new))
        waiting += dict.fromkeys(new)
    return tuple(found)
