"""How hard files are to read, as an order in which editors look at them, and never as a mark that one passes."""

from __future__ import annotations

from leafletgen.app.checking.results import Reading
from leafletgen.languages.numbers import count


def told(reading: Reading) -> str:
    """Return the measures of a file in words."""
    known = (("Flesch-Kincaid", reading.flesch_kincaid), ("SMOG", reading.smog))
    grades = [f"{name} grade {grade:.1f}" for name, grade in known if grade is not None]
    return ", ".join([*grades, count(reading.words, "word", ",")])
