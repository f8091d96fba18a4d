"""What each code of a diagnostic means: how such a mistake comes about, and what to do about it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from leafletgen.errors import Severity


class Explanation(NamedTuple):
    """What `codes.toml` has of one code, in plain sentences."""

    code: str
    topic: str
    severities: tuple[Severity, ...]
    """How bad it is; where that depends on the command, the usual one is the first."""
    cause: str
    cure: str
    example: str = ""
    """A line that is right; nothing where none would help."""


@cache
def explanations() -> dict[str, Explanation]:
    """Return all codes in the order of the file, which is by topic; the file is read when this is first asked."""
    import tomllib

    topics = tomllib.loads((Path(__file__).parent / "codes.toml").read_text("utf-8"))
    return {
        code: Explanation(code, topic, _severities(entry.pop("severity")), **entry)
        for topic, entries in topics.items()
        for code, entry in entries.items()
    }


def _severities(written: str | list[str]) -> tuple[Severity, ...]:
    return tuple(map(Severity, [written] if isinstance(written, str) else written))
