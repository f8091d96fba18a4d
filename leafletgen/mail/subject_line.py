"""Whether a subject tells whose message it is: it shows on locked telephones, and stands in logs on the way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from leafletgen.errors import Report, Setting

_LEAST_WORD: Final = 3
"""Letters of a part of a name that is looked for by itself: shorter ones, such as "Li" or "de", are other words too."""
_LEAST_FIGURES: Final = 6
"""Figures of a number that tells somebody."""
_TITLES: Final = frozenset(("mrs", "miss", "dame", "lady", "lord", "prof", "sir", "the", "and", "van", "von", "der"))
"""What stands in names and tells nobody."""


def warn_of_patient(subject: str, who: Iterable[str | None], report: Report) -> None:
    """Warn of a subject in which a patient is told, without repeating anything of it.

    Args:
        subject: as it was typed.
        who: the patient's name, and numbers that tell the patient, where they are known.
        report: receives the warning.
    """
    if tells(subject, filter(None, who)):
        report.warning(
            "email-subject-tells-patient",
            "the subject of the message tells who the patient is",
            f"it shows on locked telephones and is never encrypted: give {report.called(Setting.SUBJECT)} other words",
        )


def tells(subject: str, who: Iterable[str]) -> bool:
    """Return whether a subject has a name, a part of one, or a number; capitals, accents and blanks make no odds."""
    words, figures = _words(subject), _figures(subject)
    return any(_has_name(words, _words(text)) or _has_number(figures, text) for text in who)


def _has_name(words: Sequence[str], name: Sequence[str]) -> bool:
    """Return whether words have a whole name in them, or a part of it that is long enough."""
    parts = {part for part in name if len(part) >= _LEAST_WORD and not part.isdigit()} - _TITLES
    if parts.intersection(words):
        return True
    return bool(name) and f" {' '.join(name)} " in f" {' '.join(words)} "


def _has_number(figures: str, text: str) -> bool:
    number = re.sub(r"\D", "", text)
    return len(number) >= _LEAST_FIGURES and number in figures


def _figures(text: str) -> str:
    """Return a text in which the figures of one number stand together, as in "999 000 0018"."""
    return re.sub(r"(?<=\d)[\s./-]+(?=\d)", "", text)


def _words(text: str) -> list[str]:
    """Return the words of a text in small letters without accents; an apostrophe parts none."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return re.findall(r"[^\W_]+", re.sub(r"['\u2019]", "", plain.casefold()))
