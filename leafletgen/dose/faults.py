"""What makes a dose impossible, or leaves open what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from leafletgen.dose.terms import (
    BANDS,
    DAYS,
    LIMITS,
    LONGEST_LOAD,
    SIDES,
    TIMES,
    Fault,
    band_of,
    plain_load,
    short_time,
)
from leafletgen.errors import did_you_mean


def faults(values: Mapping[str, Any]) -> list[Fault]:
    """Return every fault of the parts of a dose; parts that contradict each other only when each is right."""
    return [*_range_faults(values), *_word_faults(values)] or [*_amount_faults(values), *_time_faults(values)]


def _range_faults(values: Mapping[str, Any]) -> Iterator[Fault]:
    for entry, (least, most) in LIMITS.items():
        value = values[entry]
        if value is None:
            continue
        numbers = value if isinstance(value, tuple) else (value,)
        for number in numbers:
            if not least <= number <= most:
                yield _out_of_range(entry, number)
                break
        else:
            if len(numbers) == 2 and numbers[0] >= numbers[1]:
                low, high = numbers
                yield Fault(
                    entry,
                    f"{low}-{high} is not a range from less to more",
                    f"write {low}" if low == high else f"write {high}-{low}",
                )
    if values["tempo"] is not None:
        move, held, back = values["tempo"]
        if not (1 <= move <= 60 and 0 <= held <= 60 and 1 <= back <= 60):
            yield Fault(
                "tempo",
                f"the tempo {move}-{held}-{back} has a part out of its range",
                "the seconds to move, to hold and to go back, such as 3-1-3; only the hold may be 0",
            )
    if values["progression"] is not None:
        start, to, timed = values["progression"]
        least, most = LIMITS["duration" if timed else "reps"]
        shown = [short_time(end) if timed else str(end) for end in (start, to)]
        if not (least <= start <= most and least <= to <= most):
            yield _out_of_range("duration" if timed else "reps", to if least <= start <= most else start, "progression")
        elif start >= to:
            yield Fault(
                "progression",
                f"a progression from {shown[0]} to {shown[1]} does not build up",
                f"write it from less to more, such as {shown[1]}-{shown[0]}" if start > to else "take it out",
            )


def _out_of_range(entry: str, number: int, owner: str = "") -> Fault:
    least, most = (short_time(limit) if entry in TIMES else str(limit) for limit in LIMITS[entry])
    shown = short_time(number) if entry in TIMES else str(number)
    name = NAMES[entry]
    if entry == "sets" and number > LIMITS["sets"][1]:
        hint = "the number of rounds stands first: 3x10 is 3 rounds of 10"
    elif entry == "days_per_week":
        hint = "a week has 7 days; write a number from 1 to 7, or names such as mon-wed-fri"
    elif entry == "duration" and number < LIMITS["duration"][0]:
        hint = f"for the time that each repetition is held write hold={shown}"
    else:
        hint = f"write {name} from {least} to {most}"
    return Fault(owner or entry, f"{shown} is out of range for {name}, which is {least} to {most}", hint)


NAMES = {
    "sets": "the number of rounds (sets)",
    "reps": "the number of repetitions",
    "hold": "the hold",
    "rest": "the rest",
    "duration": "the duration",
    "effort": "the effort",
    "times_per_day": "the times a day",
    "days_per_week": "the days a week",
}
"""What messages call each number."""


def _word_faults(values: Mapping[str, Any]) -> Iterator[Fault]:
    if values["side"] is not None and values["side"] not in SIDES:
        yield Fault("side", f'there is no side "{values["side"]}"', did_you_mean(values["side"], SIDES))
    if values["band"] is not None and values["band"] not in BANDS:
        yield Fault("band", f'no band has the colour "{values["band"]}"', did_you_mean(values["band"], BANDS))
    seen: set[str] = set()
    for day in values["days"]:
        if day not in DAYS:
            yield Fault("days", f'there is no day "{day}"', did_you_mean(day, DAYS))
        elif day in seen:
            yield Fault("days", f'"{day}" is named twice', "name each day once")
        seen.add(day)
    if values["load"] is None:
        return
    load = plain_load(values["load"])
    if not load.isprintable() or len(load) > LONGEST_LOAD:
        what = "has a character that cannot print"
        if load.isprintable():
            what = f"is longer than {LONGEST_LOAD} characters"
        yield Fault("load", f"the load {what}", "write it shortly, such as 2 kg in each hand")
    elif not any(letter.isalpha() for letter in load):
        yield Fault("load", f'the load "{load}" has no unit', f"write {load or 2} kg, or what to use")


def _amount_faults(values: Mapping[str, Any]) -> Iterator[Fault]:
    reps, duration, progression = values["reps"], values["duration"], values["progression"]
    amount = reps is not None or duration is not None or progression is not None or values["hold"] is not None
    if reps is not None and duration is not None:
        yield Fault(
            "duration",
            "this dose has repetitions and a duration, so it is not clear when to stop",
            f"keep one of the two; for the time that each repetition is held write hold={short_time(duration)}",
        )
    elif progression is not None:
        given, other = (duration, reps) if progression.timed else (reps, duration)
        if other is not None or (given is not None and given not in progression[:2]):
            entry = "reps" if reps is not None else "duration"
            yield Fault(
                "progression",
                f"the progression and {NAMES[entry]} say how much, but not the same",
                f"take {entry} out; the progression says where to start",
            )
    if not amount:
        if values["sets"] > 1:
            yield Fault(
                "sets",
                f"{values['sets']} rounds, but of how many or how long is not said",
                f"write {values['sets']}x10 or {values['sets']}x30s",
            )
        elif values["times_per_day"] is None and values["days_per_week"] is None and not values["days"]:
            yield Fault(
                "", "this dose does not say how much or how often", "begin with a number or a time, such as 10 or 30s"
            )
        if values["side"] == "alternate":
            yield Fault(
                "side",
                "sides can alternate only when the dose says how many or how long",
                "add a number, such as 10, or write side=each",
            )
    if values["rest"] is not None and values["sets"] == 1:
        yield Fault(
            "rest",
            "a rest stands between rounds, and here is only one",
            "write 2x before the amount, or take the rest out",
        )
    if values["days"] and values["days_per_week"] is not None:
        yield Fault("days_per_week", "the days are given by number and by name", "keep one of the two")
    load = values["load"]
    if load is not None and values["band"] is not None and band_of(plain_load(load)) != values["band"]:
        yield Fault(
            "load",
            "this dose has a load and a band",
            f"write both as the load: load={values['band']} band and {plain_load(load)}",
        )


def _time_faults(values: Mapping[str, Any]) -> Iterator[Fault]:
    hold, tempo, progression = values["hold"], values["tempo"], values["progression"]
    duration = progression.start if progression is not None and progression.timed else values["duration"]
    if hold is not None and tempo is not None:
        yield Fault("hold", "this dose has a hold and a tempo, which holds as well", "keep one of the two")
    elif hold is not None and duration is not None and hold >= duration:
        longer = "longer than" if hold > duration else "as long as"
        yield Fault(
            "hold",
            f"the hold ({short_time(hold)}) is {longer} the duration ({short_time(duration)})",
            f"to hold once write hold={short_time(hold)} without a duration; otherwise make the hold shorter",
        )
    elif tempo is not None and duration is not None and sum(tempo) > duration:
        yield Fault(
            "tempo",
            f"one movement at this tempo takes {sum(tempo)} seconds, longer than the duration ({short_time(duration)})",
            "make the duration longer or the tempo faster",
        )
