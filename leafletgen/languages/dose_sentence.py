"""A dose in plain sentences; all words come from a table by language."""

from __future__ import annotations

from collections.abc import Mapping

from leafletgen.dose.dose import Dose
from leafletgen.languages.exercise_phrases import BAND_PREFIX

Words = Mapping[str, str]


def sentence(dose: Dose, words: Words) -> str:
    """Return the dose in sentences that read one way only.

    They stand in one order: how much, how (hold, speed, change of sides), with what, how hard, and last on which
    side, how often and when.
    """
    sentences = [*_how_much(dose, words), *_how(dose, words)]
    if dose.load is not None:
        sentences.append(words["load"].format(load=dose.load))
    if dose.band is not None:
        sentences.append(words["band"].format(colour=_colour(dose.band, words)))
    if dose.effort is not None:
        sentences.append(words["effort"].format(effort=dose.effort))
    parts = [part for part in (_side(dose, words), _daily(dose, words), _days(dose, words)) if part]
    if parts:
        sentences.append(words["do_this"].format(parts=words["part_joint"].join(parts)))
    return " ".join(sentences)


def how_often(dose: Dose, words: Words) -> str:
    """Return how often a dose is done, as a part of a sentence: "once a day, on 3 days a week"."""
    return words["part_joint"].join(part for part in (_daily(dose, words), _days(dose, words)) if part)


def spoken_time(seconds: int, words: Words) -> str:
    """Return a time as people say it: "1 second", "90 seconds", "2 minutes 30 seconds"."""
    minutes, rest = divmod(seconds, 60)
    if not minutes or seconds == 90:
        return _plural("seconds", seconds, words)
    if not rest:
        return _plural("minutes", minutes, words)
    return words["minutes_and_seconds"].format(
        minutes=_plural("minutes", minutes, words), seconds=_plural("seconds", rest, words)
    )


def _how_much(dose: Dose, words: Words) -> list[str]:
    if dose.progression is not None:
        return _building_up(dose, words)
    if dose.duration is not None:
        return _amount("time", spoken_time(dose.duration, words), dose, words)
    if dose.reps == 1 and dose.hold is not None:
        return _amount("hold_once", spoken_time(dose.hold, words), dose, words)
    if dose.reps is None:
        return []
    if dose.reps == 1 and dose.sets == 1 and not _for_each_side(dose):
        return [words["do.one"]]
    return _amount("do", _count(dose.reps, words), dose, words)


def _amount(key: str, amount: str, dose: Dose, words: Words) -> list[str]:
    """Return the sentences for an amount, done once, twice, or in several rounds."""
    amount = _with_side(amount, dose, words)
    if dose.sets == 1:
        return [words[key].format(amount=amount)]
    if dose.sets == 2:
        rest = words["rest"] if dose.rest is None else words["rest.for"].format(time=spoken_time(dose.rest, words))
        return [words[f"{key}.two"].format(amount=amount, rest=rest)]
    held = key == "hold_once"
    rounds = words["hold_once.rounds" if held else "do.rounds"].format(rounds=dose.sets, amount=amount)
    return [rounds, _between("between_holds" if held else "between_rounds", dose, words)]


def _building_up(dose: Dose, words: Words) -> list[str]:
    assert dose.progression is not None
    start, to = (
        _with_side(spoken_time(end, words) if dose.progression.timed else str(end), dose, words)
        for end in dose.progression[:2]
    )
    if dose.sets == 1:
        return [words["start"].format(start=start, to=to)]
    return [
        words["rounds"].format(rounds=dose.sets),
        _between("between_rounds", dose, words),
        words["start.rounds"].format(start=start, to=to),
    ]


def _between(key: str, dose: Dose, words: Words) -> str:
    if dose.rest is None:
        return words[key]
    return words[f"{key}.for"].format(time=spoken_time(dose.rest, words))


def _how(dose: Dose, words: Words) -> list[str]:
    sentences = []
    if dose.hold is not None and dose.reps != 1:
        sentences.append(words["hold"].format(time=spoken_time(dose.hold, words)))
    if dose.tempo is not None:
        move, hold, back = (spoken_time(part, words) for part in dose.tempo)
        key = "tempo" if dose.tempo[1] else "tempo.straight"
        sentences.append(words[key].format(move=move, hold=hold, back=back))
    if dose.side == "alternate":
        sentences.append(words["change.time" if _is_timed(dose) else "change"])
    return sentences


def _is_timed(dose: Dose) -> bool:
    return dose.duration is not None or (dose.progression is not None and dose.progression.timed)


def _for_each_side(dose: Dose) -> bool:
    """Whether the amount is for each side; a time during which sides alternate is for both."""
    return dose.side == "each" or (dose.side == "alternate" and not _is_timed(dose))


def _with_side(amount: str, dose: Dose, words: Words) -> str:
    return words["each_side"].format(amount=amount) if _for_each_side(dose) else amount


def _side(dose: Dose, words: Words) -> str:
    """Return the side where the amount does not say it."""
    if dose.side == "each":
        return "" if dose.reps or dose.duration or dose.progression else words["side.each"]
    return "" if dose.side in (None, "alternate") else words[f"side.{dose.side}"]


def _daily(dose: Dose, words: Words) -> str:
    times = dose.times_per_day
    if times is None:
        return ""
    if times <= 2:
        return words["daily.one" if times == 1 else "daily.two"]
    return words["daily.many"].format(number=times)


def _days(dose: Dose, words: Words) -> str:
    if dose.days:
        named = [words[day] for day in dose.days]
        if len(named) == 1:
            return words["days.single"].format(day=named[0])
        return words["days.named"].format(days=_listed(named, words))
    if dose.days_per_week is None:
        return ""
    if dose.days_per_week == 7:
        return words["days.every"]
    return _plural("days", dose.days_per_week, words)


def _count(reps: int | tuple[int, int], words: Words) -> str:
    return words["range"].format(low=reps[0], high=reps[1]) if isinstance(reps, tuple) else str(reps)


def _plural(key: str, number: int, words: Words) -> str:
    return words[f"{key}.one"] if number == 1 else words[f"{key}.many"].format(number=number)


def _colour(band: str, words: Words) -> str:
    return words.get(BAND_PREFIX + band, band)


def _listed(items: list[str], words: Words) -> str:
    if len(items) == 1:
        return items[0]
    return words["day_last"].format(days=words["day_joint"].join(items[:-1]), last=items[-1])
