"""What a screen is told of files: texts, numbers, lists and maps, as JSON has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from leafletgen.errors import Diagnostic

Data = dict[str, Any]
"""What JSON has."""


def told(diagnostics: Sequence[Diagnostic]) -> list[Data]:
    """Return what is wrong with files as a screen shows it, which has no lines of its own."""
    return [
        {
            **{"code": one.code, "severity": one.severity.value, "hint": one.hint, "field": ""},
            "message": f"{one.place}: {one.message}" if one.place else one.message,
        }
        for one in diagnostics
    ]
