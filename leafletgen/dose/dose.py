"""A dose: how much of an exercise, how often, and on which side, so that it can be read one way only.

The short form, for the command line and for exercise files, is an amount and then `key=value` parts:

    3x10                    three rounds of ten
    10                      ten, once
    2x8-12                  two rounds of eight to twelve
    30s, 5min, 3x30s        a time instead of a number
    hold=30s                hold once for thirty seconds; the same as 1,hold=30s
    sets=3,progression=5-10 three rounds; start with five in each, build up to ten
    2x8-12,hold=5s,side=left,daily=2,days=mon-wed-fri,rest=30s,load=red band

`sets`, `reps`, `duration`: the amount, where it does not stand in front. A time always has its unit: s or min.
`hold`: how long each repetition is held; shorter than the duration. `tempo`: `3-1-3`, the seconds to move, to
hold and to go back. `rest`: between rounds. `load`: words with a unit (`2 kg in each hand`), in double quotes
where a comma or a quotation mark is in them, a quotation mark doubled. `band`: a colour. `effort`: 1 to 10.
`side`: left, right, each (the number is for each side), alternate (the same, changing after every one) or both
(at the same time). `daily`: times a day. `days`: how many a week, or names, as in `mon-wed-fri`; two names are
joined by `+`, because `mon-fri` could be two days or five. `progression`: `5-10` or `30s-2min`, first and last.

What has two meanings or none is refused: `10x3` (ten rounds of three, or three of ten?), a hold as long as the
duration, rounds of nothing, a rest without a second round.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from leafletgen.dose.faults import faults
from leafletgen.dose.terms import DAYS, Fault, Progression, band_of, plain_load
from leafletgen.errors import Place, Report


class Dose:
    """How much of an exercise, how often and on which side; immutable, and equal when it means the same.

    Times are seconds. A part that says nothing is dropped: all seven days by name are `days_per_week=7`, a
    hold without a number is one repetition, and `load="red band"` is `band="red"`.

    Raises:
        ValueError: the parts contradict each other, or leave open what to do; see `faults`.
    """

    __slots__ = (
        "band",
        "days",
        "days_per_week",
        "duration",
        "effort",
        "hold",
        "load",
        "progression",
        "reps",
        "rest",
        "sets",
        "side",
        "tempo",
        "times_per_day",
    )

    sets: int
    """How many rounds; 1 when nothing is said."""
    reps: int | tuple[int, int] | None
    """How many in each round, on each side where the side is each or alternate; or the least and the most."""
    hold: int | None
    rest: int | None
    tempo: tuple[int, int, int] | None
    """The seconds to move, to hold, and to go back."""
    load: str | None
    band: str | None
    effort: int | None
    duration: int | None
    side: str | None
    times_per_day: int | None
    days_per_week: int | None
    days: tuple[str, ...]
    """Three-letter names in the order of the week; none when any days will do."""
    progression: Progression | None

    def __init__(
        self,
        *,
        sets: int = 1,
        reps: int | tuple[int, int] | None = None,
        hold: int | None = None,
        rest: int | None = None,
        tempo: tuple[int, int, int] | None = None,
        load: str | None = None,
        band: str | None = None,
        effort: int | None = None,
        duration: int | None = None,
        side: str | None = None,
        times_per_day: int | None = None,
        days_per_week: int | None = None,
        days: tuple[str, ...] = (),
        progression: Progression | tuple[int, int] | None = None,
    ) -> None:
        """Keep the parts after checking them."""
        given = {
            "sets": sets,
            "reps": reps,
            "hold": hold,
            "rest": rest,
            "tempo": tempo,
            "load": load,
            "band": band,
            "effort": effort,
            "duration": duration,
            "side": side,
            "times_per_day": times_per_day,
            "days_per_week": days_per_week,
            "days": days,
            "progression": None if progression is None else Progression(*progression),
        }
        values, found = _checked(given)
        if found:
            raise ValueError(f"{found[0].message}; {found[0].hint}")
        self._keep(values)

    def _keep(self, values: Mapping[str, Any]) -> None:
        for name in Dose.__slots__:
            object.__setattr__(self, name, values[name])

    @classmethod
    def build(
        cls,
        values: Mapping[str, Any],
        report: Report,
        place: Callable[[str], Place | None] = lambda entry: None,
    ) -> Dose | None:
        """Return the dose with these parts, or None after reporting everything that is wrong with them.

        Args:
            values: the parts by name; those left out say nothing.
            report: receives every fault.
            place: gives the place of a part by its name; an empty name is the dose itself.
        """
        kept, found = _checked({**_NOTHING, **values})
        for fault in found:
            report.error(fault.code, fault.message, fault.hint, place(fault.entry))
        if found:
            return None
        dose = cls.__new__(cls)
        dose._keep(kept)
        return dose

    @property
    def holds(self) -> bool:
        """Whether something is held still: a hold, or a tempo with one."""
        return self.hold is not None or (self.tempo is not None and self.tempo[1] > 0)

    @property
    def says_how_often(self) -> bool:
        """Whether it says how many times a day, or on which or how many days."""
        return self.times_per_day is not None or self.days_per_week is not None or bool(self.days)

    def with_how_often(self, other: Dose) -> Dose:
        """Return the same dose with how often another one is done, where it says nothing of that itself.

        "Twice a day" by itself means every day; days alone leave open how many times.
        """
        if self.times_per_day is not None:
            return self
        values = {**self._values(), "times_per_day": other.times_per_day}
        if not self.says_how_often:
            values["days_per_week"], values["days"] = other.days_per_week, other.days
        return Dose(**values)

    def with_side(self, side: str | None) -> Dose:
        """Return the same dose for another side."""
        return Dose(**{**self._values(), "side": side})

    def changed(self, report: Report, **parts: Any) -> Dose | None:
        """Return the dose with these parts in place of its own, or None after reporting why it would be none."""
        return Dose.build({**self._values(), **parts}, report)

    def _values(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in Dose.__slots__}

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: a dose is not changed."""
        raise AttributeError(f"a dose is immutable; {name} cannot be set")

    def __delattr__(self, name: str) -> None:
        """Refuse: a dose is not changed."""
        raise AttributeError(f"a dose is immutable; {name} cannot be deleted")

    def __eq__(self, other: object) -> bool:
        """Doses are equal when all their parts are."""
        return self._values() == other._values() if isinstance(other, Dose) else NotImplemented

    def __hash__(self) -> int:
        """Hash the parts."""
        return hash(tuple(self._values().values()))

    def __repr__(self) -> str:
        """Return the parts that say something."""
        said = [
            f"{name}={value!r}" for name in Dose.__annotations__ if (value := getattr(self, name)) != _NOTHING[name]
        ]
        return f"Dose({', '.join(said)})"

    def __reduce__(self) -> tuple[Callable[[dict[str, Any]], Dose], tuple[dict[str, Any]]]:
        """Pickle by the parts, for jobs in other processes."""
        return _restored, (self._values(),)


_NOTHING: dict[str, Any] = {**dict.fromkeys(Dose.__slots__), "sets": 1, "days": ()}


def _restored(values: dict[str, Any]) -> Dose:
    return Dose(**values)


def _checked(given: dict[str, Any]) -> tuple[dict[str, Any], list[Fault]]:
    """Return the parts in the one form each meaning has, and what is wrong with them."""
    found = faults(given)
    return (given, found) if found else (_normal(dict(given)), [])


def _normal(values: dict[str, Any]) -> dict[str, Any]:
    if values["load"] is not None:
        values["load"] = plain_load(values["load"])
        colour = band_of(values["load"])
        if colour:
            values["load"], values["band"] = None, colour
    if values["progression"] is not None:
        # One end of it, given as the number as well, says nothing new; anything else was refused.
        values["reps"] = values["duration"] = None
    elif values["hold"] is not None and values["reps"] is None and values["duration"] is None:
        values["reps"] = 1
    if values["side"] == "alternate" and values["reps"] == 1 and values["sets"] == 1:
        values["side"] = "each"
    if values["days"]:
        values["days"] = tuple(sorted(values["days"], key=DAYS.index))
        if len(values["days"]) == len(DAYS):
            values["days"], values["days_per_week"] = (), len(DAYS)
    return values
