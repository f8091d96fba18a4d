"""Whether a language says different doses in different sentences, so that each can be read one way only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, Final

from leafletgen.dose.dose import Dose
from leafletgen.dose.terms import BANDS, DAYS, Progression
from leafletgen.languages.catalogue import LANGUAGE
from leafletgen.languages.dose_sentence import sentence

_AMOUNTS: Final[tuple[dict[str, Any], ...]] = (
    *({"reps": number} for number in (1, 2, 3, 6, 10, 11, (1, 2), (8, 12))),
    *({"duration": seconds} for seconds in (10, 60, 90, 120, 121, 150)),
    *({"hold": seconds, "reps": 1} for seconds in (1, 2, 3, 6, 10, 60, 90, 120, 121, 150)),
    *({"reps": 10, "hold": seconds} for seconds in (1, 2, 3, 60)),
    *({"progression": Progression(start, 12)} for start in (1, 2, 10)),
    *({"progression": Progression(start, 150, timed=True)} for start in (10, 60)),
)
_ROUNDS: Final[tuple[dict[str, Any], ...]] = (
    *({"sets": number} for number in (1, 2, 3, 6, 10)),
    *({"sets": number, "rest": seconds} for number, seconds in product((2, 3), (1, 10, 60))),
)
_SIDES: Final[tuple[dict[str, Any], ...]] = tuple(
    {"side": side} for side in (None, "left", "right", "each", "both", "alternate")
)
_OTHERS: Final[tuple[dict[str, Any], ...]] = (
    *({"reps": 10, "tempo": tempo} for tempo in ((1, 2, 3), (3, 2, 1), (1, 0, 3), (3, 0, 1))),
    *({"reps": 10, "band": band} for band in BANDS),
    *({"reps": 10, "effort": effort} for effort in (1, 2, 10)),
    *({"reps": 10, "load": load} for load in ("1 kg", "2 kg")),
)
_DAILY: Final[tuple[dict[str, Any], ...]] = ({}, *({"times_per_day": times} for times in (1, 2, 3, 4, 6, 11)))
_DAYS: Final[tuple[dict[str, Any], ...]] = (
    {},
    *({"days_per_week": number} for number in range(1, 8)),
    *({"days": (day,)} for day in DAYS),
    *({"days": days} for days in (("mon", "tue"), ("mon", "wed", "fri"), ("sat", "sun"), ("mon", "fri", "sun"))),
)


def doses_to_tell_apart() -> Iterator[Dose]:
    """Yield doses, each of which differs from every other in something a patient has to know."""
    for parts in (
        *product(_AMOUNTS, _ROUNDS, _SIDES),
        *product(_OTHERS),
        *product(_SIDES, _DAILY, _DAYS),
    ):
        values: dict[str, Any] = {}
        for part in parts:
            values |= part
        try:
            yield Dose(**values)
        except ValueError:
            continue  # what says nothing, or contradicts itself


def same_sentences(language: str, words: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return the choices that a reader could not tell apart: a key that each of two doses used, and what both say."""
    known: dict[str, tuple[Dose, set[str]]] = {}
    found: dict[tuple[str, str], str] = {}
    recording = _Recording({**words, LANGUAGE: language})
    for dose in doses_to_tell_apart():
        recording.used.clear()
        said = sentence(dose, recording)
        other, used = known.setdefault(said, (dose, set(recording.used)))
        if other != dose:
            ours, theirs = sorted(recording.used - used), sorted(used - recording.used)
            key = (ours or sorted(recording.used))[0]
            found.setdefault((key, (theirs or [key])[0]), said)
    return [(key, other, said) for (key, other), said in found.items()]


class _Recording(dict[str, str]):
    """Words that remember which of them were asked for."""

    def __init__(self, words: Mapping[str, str]) -> None:
        super().__init__(words)
        self.used: set[str] = set()

    def __getitem__(self, key: str) -> str:
        self.used.add(key)
        return super().__getitem__(key)
