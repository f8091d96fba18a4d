"""Doses in the words of a leaflet: "Start with 5. Build up to 10. Once a day, hold for 2 seconds"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from leafletgen.dose.dose import Dose
from leafletgen.rules.patterns import later
from leafletgen.rules.safety.wording import any_of, plain

_NUMBERS: Final = {
    "once": 1, "twice": 2, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
}  # fmt: skip
_N: Final = rf"(?:\d{{1,3}}|{'|'.join(word for word in _NUMBERS if word not in ('once', 'twice'))})"
_TO: Final = r"\s*(?:-|\u2013|to|or)\s*"
_OFTEN: Final = r"\s+(?:a|each|per|every)\s+"


def _span_pattern(mark: str = "") -> str:
    """A number or two of them, as groups that are called after this mark."""
    return rf"(?P<low{mark}>{_N})(?:{_TO}(?P<high{mark}>{_N}))?"


_HOLD: Final = later(
    r"\b(?:hold(?:ing)?|stay|keep)\b(?! your breath)(?:(?!\bfor the\b)[^.;,\d]){0,60}?"
    r"(?:\bfor\s+|(?<=hold )|(?<=it )|(?<=this ))(?:about\s+|up to\s+|at least\s+)?"
    rf"{_span_pattern()}\s*(?P<unit>s|secs?|seconds?)\b|\bfor a count of\s+(?P<count>{_N})\b",
    re.IGNORECASE,
)
_SETS: Final = later(
    rf"\b{_span_pattern()}\s+(?:sets?|rounds?)(?:\s+of\s+(?P<reps>{_N})(?:{_TO}(?P<most>{_N}))?)?\b"
    rf"|\b(?P<low2>\d{{1,2}})\s?[x\u00d7]\s?(?P<reps2>\d{{1,3}})\b",
    re.IGNORECASE,
)
_REPEAT: Final = later(
    r"\b(?:repeat|do)\b(?:\s+(?:this|it|each|these|the \w+))?(?:\s+(?:about|up to))?\s+"
    rf"{_span_pattern()}\s+(?:times|repetitions|reps|of each)\b(?!{_OFTEN})"
    rf"|\b{_span_pattern('2')}\s+(?:repetitions|reps|times (?:on|to|for|with)? ?each (?:side|leg|arm|way|foot|hand))\b"
    rf"|\b{_span_pattern('3')}\s+(?:times,?\s+|(?:to|on) each side,\s+)(?=once|twice|{_N}\s+times{_OFTEN})"
    rf"|\bdo\s+{_span_pattern('4')}(?:\s+[a-z-]+){{1,4}},?\s+(?=(?:once|twice|{_N}\s+times){_OFTEN}day)",
    re.IGNORECASE,
)
_START: Final = later(
    rf"\bstart with\s+(?P<low>{_N})\b(?![^.]{{0,20}}\bminutes?\b)[^.]{{0,30}}\.?\s+build up to\s+(?P<high>{_N})\b",
    re.IGNORECASE,
)
_TIMES: Final = rf"(?P<low>once|twice|{_N})(?:{_TO}(?P<high>{_N}))?"
_DAILY: Final = later(rf"\b{_TIMES}(?:\s+times)?{_OFTEN}day\b|\b(?P<every>once daily|twice daily)\b", re.IGNORECASE)
_WEEKLY: Final = later(rf"\b(?:on\s+)?{_TIMES}\s*(?:times|days)?{_OFTEN}week\b", re.IGNORECASE)

_MAY_BE: Final = (
    *(
        " hold",
        " stay ",
        " keep ",
        " repeat",
        " do ",
        " reps ",
        " repetitions ",
        " set ",
        " sets ",
        " round",
        " times ",
    ),
    *(" count of ", " x ", " each side ", " start with "),
)
"""Words without one of which a text has no dose; most texts have none."""
DOSE_WORDS: Final = (
    *(" hold", " repeat", " reps ", " repetitions ", " set ", " sets ", " round", " times ", " count of ", " x "),
    *(" start with ", " of each ", " a day ", " each day ", " each side ", " stay ", " keep "),
)
"""Words without one of which a file has no dose."""
_OF_REPEAT: Final = (" times ", " reps ", " repetitions ", " of each ", " each side ")
_OF_HOLD: Final = (" hold", " stay", " keep", " count of ")
_IN_WORDS: Final = tuple(f" {word}" for word in _NUMBERS if word not in ("once", "twice"))
_DIGIT: Final = re.compile(r"\d")
_CROSSED: Final = re.compile(r"\d\s?[xX\u00d7]\s?\d")
CROSS: Final = re.compile(r"\d[x\u00d7]\d", re.IGNORECASE)

Span = tuple[int, int]


class Amount(NamedTuple):
    """What of a dose is said: each as the least and the most; None where nothing is said of it."""

    sets: Span | None = None
    reps: Span | None = None
    hold: Span | None = None
    """In seconds."""
    daily: Span | None = None
    weekly: Span | None = None
    """On how many days of a week."""

    @property
    def is_dose(self) -> bool:
        """Whether it says how much, and not only how often."""
        return self.sets is not None or self.reps is not None or self.hold is not None

    def joined(self, other: Amount) -> Amount:
        """Return what both say; where both say something, what was said first."""
        return Amount(*[mine if mine is not None else theirs for mine, theirs in zip(self, other, strict=True)])

    def differences(self, other: Amount) -> list[str]:
        """Return what cannot both be followed: spans that do not meet."""
        return [
            f"{_named(name, mine)} and {_named(name, theirs)}"
            for name, mine, theirs in zip(self._fields, self, other, strict=True)
            if mine is not None and theirs is not None and (mine[1] < theirs[0] or theirs[1] < mine[0])
        ]


def _named(name: str, span: Span) -> str:
    number = str(span[0]) if span[0] == span[1] else f"{span[0]} to {span[1]}"
    many = span[1] != 1
    return {
        "sets": f"{number} round{'s' if many else ''}",
        "reps": f"{number} time{'s' if many else ''}",
        "hold": f"a hold of {number} second{'s' if many else ''}",
        "daily": f"{number} time{'s' if many else ''} a day",
        "weekly": f"{number} day{'s' if many else ''} a week",
    }[name]


@lru_cache(maxsize=4_000)  # several rules look at a text, one after the other
def amount_in(text: str) -> Amount:
    """Return what a text says of a dose."""
    said = plain(text)
    if not (any_of(_MAY_BE, said) or CROSS.search(text)) or not (_DIGIT.search(text) or any_of(_IN_WORDS, said)):
        return Amount()
    sets = reps = None
    # Each form takes long to look for, and has words without which it need not be.
    if (any_of((" set", " round"), said) or _CROSSED.search(text)) and (found := _SETS.search(text)) is not None:
        sets = _span(found["low"] or found["low2"], found["high"])
        each = found["reps"] or found["reps2"]
        reps = _span(each, found["most"]) if each else None
    if reps is None and " start with " in said and (found := _START.search(text)) is not None:
        reps = _span(found["low"], found["high"])
    is_repeated = any_of(_OF_REPEAT, said) or (" do " in said and " day " in said)
    if reps is None and is_repeated and (found := _REPEAT.search(text)) is not None:
        mark = next(mark for mark in ("", "2", "3", "4") if found[f"low{mark}"])
        reps = _span(found[f"low{mark}"], found[f"high{mark}"])
    hold = None
    if any_of(_OF_HOLD, said) and (found := _HOLD.search(text)) is not None:
        hold = _span(found["count"] or found["low"], found["high"])
    daily = weekly = None
    if any_of((" day ", " daily "), said) and (found := _DAILY.search(text)) is not None:
        every = (found["every"] or "").partition(" ")[0]
        daily = _span(every or found["low"], found["high"])
    if " week " in said and (found := _WEEKLY.search(text)) is not None:
        weekly = _span(found["low"], found["high"])
    return Amount(sets, reps, hold, daily, weekly)


def amount_of(dose: Dose) -> Amount:
    """Return a dose of an exercise or a programme in the same form."""
    reps: Span | None = None
    if dose.reps is not None:
        reps = dose.reps if isinstance(dose.reps, tuple) else (dose.reps, dose.reps)
    if dose.progression is not None and not dose.progression.timed:
        reps = (dose.progression.start, dose.progression.to)
    days = dose.days_per_week or len(dose.days) or None
    return Amount(
        (dose.sets, dose.sets) if dose.sets > 1 else None,
        reps if reps is not None and reps[1] > 1 else None,
        None if dose.hold is None else (dose.hold, dose.hold),
        None if dose.times_per_day is None else (dose.times_per_day, dose.times_per_day),
        None if days is None else (days, days),
    )


def _number(said: str) -> int:
    return _NUMBERS.get(said.lower(), 0) or int(said)


def _span(low: str, high: str | None) -> Span:
    first = _number(low)
    return (first, max(first, _number(high))) if high else (first, first)
