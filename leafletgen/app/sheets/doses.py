"""Doses as they are changed on a screen, a step at a time: what a step gives, and where it ends.

A step never makes a dose that is refused when it is typed. Where it would, the part ends before: its limits are found
by asking the one place that knows what is wrong with a dose, so that no rule stands twice.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from leafletgen.content.model.exercise import Exercise, check_hold, check_side
from leafletgen.document.sheet_sides import dose_said
from leafletgen.dose.dose import Dose
from leafletgen.dose.short import parse_short, short
from leafletgen.dose.terms import LIMITS, SIDES
from leafletgen.errors import ExitCode, Report, refused
from leafletgen.languages.exercise_phrases import exercise_words
from leafletgen.library.exercises import Prescribed
from leafletgen.library.prescribing import whole

_LANGUAGE = "en-GB"
Amount = int | tuple[int, int]
"""A number, or the first and the last of a range or a progression; times in seconds."""


class Part(NamedTuple):
    """A part of a dose that can be stepped."""

    value: Amount | None
    """None where the dose does not say it, and may."""
    least: int
    """To which it can be stepped; of two numbers, the first."""
    most: int
    """To which it can be stepped; of two numbers, the second."""
    timed: bool = False
    """Whether the numbers are seconds."""

    def as_data(self) -> dict[str, Any]:
        """Return the part as JSON has it."""
        value = list(self.value) if isinstance(self.value, tuple) else self.value
        return {**self._asdict(), "value": value}


class Side(NamedTuple):
    """On which side, of an exercise that is done on one at a time."""

    value: str | None
    choices: Sequence[str]

    def as_data(self) -> dict[str, Any]:
        """Return the part as JSON has it."""
        return {"value": self.value, "choices": list(self.choices)}


Parts = Mapping[str, Part | Side]
"""By the name of the part; what a dose cannot have is left out."""


class Stepped(NamedTuple):
    """A dose whole: its short form, its sentence, and its parts."""

    dose: str
    sentence: str
    parts: Parts

    def as_data(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {**self._asdict(), "parts": {name: part.as_data() for name, part in self.parts.items()}}


class Change(NamedTuple):
    """A part of a dose, and what it is to be: so many steps more or less, or a value."""

    part: str
    by: int | None = None
    value: Amount | str | None = None
    """Nothing takes the part out; counts when there are no steps."""

    @classmethod
    def of(cls, data: Mapping[str, object]) -> Change:
        """Return what a screen sent, as JSON has it.

        Raises:
            RefusedError: it is no change of a dose.
        """
        part, by, value = data.get("part"), data.get("by"), data.get("value")
        if isinstance(value, list) and len(value) == 2 and all(_is_number(end) for end in value):
            value = (value[0], value[1])
        elif not (value is None or isinstance(value, str) or _is_number(value)):
            raise _no_change("its value is neither a number nor two")
        if not isinstance(part, str) or not (by is None or _is_number(by)):
            raise _no_change("it names no part, or steps that are no number")
        return cls(part, by, value)  # type: ignore[arg-type]  # looked at just now


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 100_000


def _no_change(why: str) -> Exception:
    return refused(
        "dose-change-not-readable", f"this is no change of a dose: {why}", "load the page again", ExitCode.USAGE
    )


# --- rungs ---------------------------------------------------------------------------------------------------------


def _ladder(*stretches: tuple[int, int], start: int) -> list[int]:
    """Return the rungs from a start: up to each end in steps of so much."""
    rungs = [start]
    for end, step in stretches:
        while rungs[-1] < end:
            rungs.append(min(end, (rungs[-1] // step + 1) * step))
    return rungs


_TIMES = _ladder((30, 5), (60, 10), (300, 30), (1800, 60), (LIMITS["duration"][1], 300), start=LIMITS["duration"][0])
_COUNTS = range(LIMITS["reps"][0], LIMITS["reps"][1] + 1)
_RUNGS: Mapping[str, Sequence[int]] = {
    "sets": range(LIMITS["sets"][0], LIMITS["sets"][1] + 1),
    "reps": _COUNTS,
    "hold": _ladder((5, 1), (30, 5), (60, 10), (180, 30), (LIMITS["hold"][1], 60), start=LIMITS["hold"][0]),
    "duration": _TIMES,
    "times_per_day": range(LIMITS["times_per_day"][0], LIMITS["times_per_day"][1] + 1),
    "days_per_week": range(LIMITS["days_per_week"][0], LIMITS["days_per_week"][1] + 1),
}
"""Where a stepper stops, by part; times in seconds."""
_BEGINNINGS: Mapping[str, int] = {"hold": 5, "times_per_day": 1, "days_per_week": LIMITS["days_per_week"][1]}
"""What a part is at first that a dose lacks; without days a dose is for all of them."""
_TIMED = ("hold", "duration")


def _rungs(part: str, dose: Dose) -> Sequence[int]:
    if part != "progression":
        return _RUNGS[part]
    return _TIMES if dose.progression is not None and dose.progression.timed else _COUNTS


def _moved(value: Amount, rungs: Sequence[int], by: int) -> Amount:
    """Return a value so many rungs further, as far as there are any; the ends of a range keep their distance."""
    if isinstance(value, tuple):
        first, last = value
        start = _moved(first, rungs, by)
        assert isinstance(start, int)
        if last + start - first > rungs[-1]:
            start = max(first, rungs[-1] - last + first)
        return start, last + start - first
    at = bisect_right(rungs, value) - 1 if by > 0 else bisect_left(rungs, value)
    return rungs[max(0, min(len(rungs) - 1, at + by))]


# --- parts ---------------------------------------------------------------------------------------------------------


def _with(exercise: Exercise, dose: Dose, part: str, value: Any, report: Report) -> Dose | None:
    """Return the dose with another value of a part, or None after reporting why the exercise cannot have it."""
    changes: dict[str, Any] = {part: value}
    if part == "progression" and value is not None and dose.progression is not None:
        changes[part] = dose.progression._replace(start=value[0], to=value[1])
    elif part == "sets":
        changes[part] = 1 if value is None else value
    elif part == "days_per_week":
        changes["days"] = ()
    changed = dose.changed(report, **changes)
    if changed is None:
        return None
    fits = check_side(exercise, changed, None, report) and check_hold(exercise, changed, None, report)
    return changed if fits else None


def _ends(rungs: Sequence[int], value: int, fits: Callable[[int], bool]) -> tuple[int, int]:
    """Return the least and the most rung that fit, on either side of a value that does."""
    lower, upper = bisect_left(rungs, value), bisect_right(rungs, value)
    least = upper_fit = value
    if lower and fits(rungs[0]):
        least = rungs[0]
    elif lower:
        at = bisect_left(rungs, True, 0, lower, key=fits)
        least = rungs[at] if at < lower else value
    if upper < len(rungs) and fits(rungs[-1]):
        upper_fit = rungs[-1]
    elif upper < len(rungs):
        at = bisect_left(rungs, True, upper, len(rungs), key=lambda rung: not fits(rung))
        upper_fit = rungs[at - 1] if at > upper else value
    return least, upper_fit


def _part(exercise: Exercise, dose: Dose, name: str, value: Amount | None) -> Part:
    rungs = _rungs(name, dose)
    timed = name in _TIMED or (name == "progression" and rungs is _TIMES)
    if isinstance(value, tuple):
        first, last = value
        least, most = _moved_ends(exercise, dose, name, first, last)
        return Part(value, least, most, timed)

    def fits(rung: int) -> bool:
        return _with(exercise, dose, name, rung, Report()) is not None

    start = value
    if start is None:
        start = next((rung for rung in (_BEGINNINGS[name], rungs[0]) if fits(rung)), rungs[0])
    return Part(value, *_ends(rungs, start, fits), timed)


def _moved_ends(exercise: Exercise, dose: Dose, name: str, first: int, last: int) -> tuple[int, int]:
    """Return the least of the first and the most of the last number of a range that is moved."""
    rungs = _rungs(name, dose)

    def fits(rung: int) -> bool:
        return _with(exercise, dose, name, (rung, last + rung - first), Report()) is not None

    least, furthest = _ends(rungs, first, fits)
    top = rungs[-1]
    most = last + furthest - first
    return least, top if most < top and fits(first + top - last) else most


def parts_of(exercise: Exercise, dose: Dose) -> Parts:
    """Return what can be stepped of a whole dose that fits its exercise."""
    has_amount = dose.reps is not None or dose.duration is not None or dose.progression is not None
    values: dict[str, Amount | None] = {}
    if has_amount:
        values["sets"] = dose.sets
    for name in ("reps", "duration"):
        if getattr(dose, name) is not None:
            values[name] = getattr(dose, name)
    if dose.progression is not None:
        values["progression"] = dose.progression.start, dose.progression.to
    if exercise.can_hold and has_amount and dose.tempo is None:
        values["hold"] = dose.hold
    values["times_per_day"] = dose.times_per_day
    if not dose.days:  # a number would take the names of the days away
        values["days_per_week"] = dose.days_per_week
    parts: dict[str, Part | Side] = {name: _part(exercise, dose, name, value) for name, value in values.items()}
    if exercise.sided:
        choices = [side for side in SIDES if _with(exercise, dose, "side", side, Report()) is not None]
        parts["side"] = Side(dose.side, choices)
    return parts


def stepped(exercise: Exercise, dose: Dose) -> Stepped:
    """Return what a screen shows of a dose, which is made whole."""
    dose = whole(exercise, dose)
    said = dose_said(Prescribed(exercise, dose), exercise_words(_LANGUAGE))
    return Stepped(short(dose), said, parts_of(exercise, dose))


def step(exercise: Exercise, typed: str, change: Change, report: Report) -> Stepped | None:
    """Change a part of a dose.

    Args:
        exercise: whose dose it is.
        typed: the dose in its short form; the exercise's own when empty.
        change: which part, and how.
        report: receives why the dose cannot be read, or why a value is refused.

    Returns:
        The dose whole, as it is now; one that cannot be stepped further is as it was. None after an error.

    Raises:
        RefusedError: the value is of another kind than the part.
    """
    dose = parse_short(typed, None, report) if typed.strip() else exercise.dose
    if dose is None or not (check_side(exercise, dose, None, report) and check_hold(exercise, dose, None, report)):
        return None
    dose = whole(exercise, dose)
    part = parts_of(exercise, dose).get(change.part)
    if part is None:
        report.error("dose-part-not-there", f'this dose has no "{change.part}" to change', "type the dose anew")
        return None
    if not _is_of_kind(change, part):
        raise _no_change("its value is of another kind than the part")
    value = change.value if change.by is None else _further(part, change, dose)
    changed = _with(exercise, dose, change.part, value, report)
    return None if changed is None else stepped(exercise, changed)


def _is_of_kind(change: Change, part: Part | Side) -> bool:
    """Whether a value is one that the part may have: a side, a number, or two for what is a range or builds up."""
    value = change.value
    if value is None or isinstance(value, str):
        return value is None or isinstance(part, Side)
    if isinstance(part, Side) or change.part == "progression":
        return isinstance(part, Part) and isinstance(value, tuple)
    return isinstance(value, int) or change.part == "reps"


def _further(part: Part | Side, change: Change, dose: Dose) -> Any:
    """Return the value of a part after some steps."""
    by = change.by or 0
    if isinstance(part, Side):
        at = part.choices.index(part.value) if part.value in part.choices else 0
        return part.choices[(at + by) % len(part.choices)]
    if part.value is None:
        begun = max(part.least, min(part.most, _BEGINNINGS[change.part]))
        # Without days a dose is for all of them, so that a step leads to one day less.
        return begun if change.part != "days_per_week" else _moved(begun, _rungs(change.part, dose), by)
    value = _moved(part.value, _rungs(change.part, dose), by)
    if isinstance(value, tuple):
        return value if part.least <= value[0] and value[1] <= part.most else part.value
    return max(part.least, min(part.most, value))
