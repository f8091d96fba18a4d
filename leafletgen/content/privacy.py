"""What a message may say of a value by which a patient could be known: nothing that was typed."""

from __future__ import annotations

import re

from leafletgen.dose.short import READERS
from leafletgen.errors import Diagnostic

#: Words of a dose that are no value: its keys, and what stands between numbers. Colours and days are names as well.
_KEYS = frozenset((*READERS, "x", "s", "sec", "min", "to", "times_per_day", "days_per_week", "rpe"))


def veiled(fault: Diagnostic, typed: str) -> Diagnostic:
    """Return a dose's fault without what was typed: a goal or a date of birth may stand there by mistake.

    Keys of a dose and short numbers, such as "10x3", are shown as they are.
    """
    strange = _strange(typed)
    message = re.sub(r'"([^"]*)"', lambda quote: '"…"' if _strange(quote[1]) else quote[0], fault.message)
    for text in sorted(strange, key=len, reverse=True):
        message = re.sub(rf"(?<![^\W_]){re.escape(text)}(?![^\W_])", "…", message, flags=re.IGNORECASE)
    repeats = any(re.search(rf"(?<![^\W_]){re.escape(text)}(?![^\W_])", fault.hint, re.IGNORECASE) for text in strange)
    hint = "for example 3x10,hold=5s,side=each" if repeats and "did you mean" not in fault.hint else fault.hint
    return Diagnostic(fault.severity, message, hint, fault.place, fault.forbidden)


def _strange(text: str) -> set[str]:
    """Return the words and numbers that no dose has, or that a date or a patient's number could be."""
    words = {word for word in re.findall(r"[^\W\d_]+(?:_[^\W\d_]+)*", text) if word not in _KEYS}
    return words | set(re.findall(r"\d{4,}|\d+(?:[ /.-]+\d+){2,}", text))
