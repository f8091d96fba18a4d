"""A dose in plain sentences; all words come from a table by language, whose sentences are whole.

Nothing is put together here but sentences one after another: side, rest and how often choose between sentences, and
only amounts and times, each in the form that the sentence asks for, are put into them.
"""

from __future__ import annotations

from collections.abc import Mapping

from leafletgen.dose.dose import Dose
from leafletgen.languages.amounts import Amount, plural_phrase, reps, time
from leafletgen.languages.labels import joint

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
        sentences.append(words[f"band.{dose.band}"])
    if dose.effort is not None:
        sentences.append(words["effort"].format(effort=dose.effort))
    parts = {"side": _side(dose, words), "daily": _daily(dose, words), "days": _days(dose, words)}
    said = {name: part for name, part in parts.items() if part}
    if said:
        sentences.append(words[f"do_this.{'_'.join(said)}"].format(**said))
    return joint(words["sentence_joint"]).join(sentences)


def how_often(dose: Dose, words: Words) -> str:
    """Return how often a dose is done, as a part of a sentence: "once a day, on 3 days a week"."""
    daily, days = _daily(dose, words), _days(dose, words)
    return words["how_often"].format(daily=daily, days=days) if daily and days else daily or days


def spoken_time(seconds: int, words: Words) -> str:
    """Return a time as people say it: "1 second", "90 seconds", "2 minutes 30 seconds"."""
    return f"{time(seconds, words)}"


def _how_much(dose: Dose, words: Words) -> list[str]:
    if dose.progression is not None:
        return _building_up(dose, words)
    if dose.duration is not None:
        return _amount("time", time(dose.duration, words), dose, words)
    if dose.reps == 1 and dose.hold is not None:
        return _amount("hold_once", time(dose.hold, words), dose, words)
    if dose.reps is None:
        return []
    if dose.reps == 1 and dose.sets == 1 and not _for_each_side(dose):
        return [words["do.one"]]
    return _amount("do", reps(dose.reps, words), dose, words)


def _amount(key: str, amount: Amount, dose: Dose, words: Words) -> list[str]:
    """Return the sentences for an amount, done once, twice, or in several rounds."""
    if dose.sets == 1:
        return [words[_by_side(key, dose)].format(amount=amount)]
    if dose.sets == 2:
        if dose.rest is None:
            return [words[_by_side(f"{key}.two", dose)].format(amount=amount)]
        rest = time(dose.rest, words)
        return [words[_by_side(f"{key}.two.rest", dose)].format(amount=amount, time=rest)]
    held = key == "hold_once"
    rounds = Amount("holds" if held else "rounds", dose.sets, words)
    said = words[_by_side(f"{key}.rounds", dose)].format(rounds=rounds, amount=amount)
    return [said, _between("between_holds" if held else "between_rounds", dose, words)]


def _building_up(dose: Dose, words: Words) -> list[str]:
    assert dose.progression is not None
    of = time if dose.progression.timed else reps
    start, to = of(dose.progression.start, words), of(dose.progression.to, words)
    if dose.sets == 1:
        return [words[_by_side("start", dose)].format(start=start, to=to)]
    return [
        words["rounds_alone"].format(rounds=Amount("rounds", dose.sets, words)),
        _between("between_rounds", dose, words),
        words[_by_side("start.rounds", dose)].format(start=start, to=to),
    ]


def _between(key: str, dose: Dose, words: Words) -> str:
    if dose.rest is None:
        return words[key]
    return words[f"{key}.rest"].format(time=time(dose.rest, words))


def _how(dose: Dose, words: Words) -> list[str]:
    sentences = []
    if dose.hold is not None and dose.reps != 1:
        sentences.append(words["hold"].format(time=time(dose.hold, words)))
    if dose.tempo is not None:
        move, hold, back = (time(part, words) for part in dose.tempo)
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


def _by_side(key: str, dose: Dose) -> str:
    return f"{key}.each" if _for_each_side(dose) else key


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
        return words["once_a_day" if times == 1 else "twice_a_day"]
    return plural_phrase("times_a_day", times, words)


def _days(dose: Dose, words: Words) -> str:
    if len(dose.days) == 1:
        return words[f"every.{dose.days[0]}"]
    if dose.days:
        named = [words[f"among.{day}"] for day in dose.days]
        listed = words["day_last"].format(days=joint(words["day_joint"]).join(named[:-1]), last=named[-1])
        return words["on_days"].format(days=listed)
    if dose.days_per_week is None:
        return ""
    if dose.days_per_week == 7:
        return words["every_day"]
    return plural_phrase("days_a_week", dose.days_per_week, words)
