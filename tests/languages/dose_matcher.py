"""Reads the sentences of a dose back, by nothing but the catalogue that they were written from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import product
from string import Formatter
from typing import Any

from leafletgen.dose.dose import Dose
from leafletgen.dose.terms import BANDS, DAYS, Progression
from leafletgen.languages.dose_sentence import sentence
from leafletgen.languages.labels import joint
from leafletgen.languages.plurals import categories, plural

Found = Iterator[tuple[int, Any]]
#: Reads what stands in a place: from an index of the text, in a grammatical form, to every end it may have.
Reader = Callable[[int, str], Found]


class DoseMatcher:
    """Finds every dose that one text may mean."""

    def __init__(self, language: str, words: Mapping[str, str]) -> None:
        """Read by the words of a language."""
        self.language = language
        self.words = words
        self.text = ""
        self.joint = joint(words["sentence_joint"])

    def doses(self, text: str) -> set[Dose]:
        """Return all doses that are said so."""
        self.text = text
        found: set[Dose] = set()
        for values in self._from(0, 0):
            try:
                dose = Dose(**values)
            except ValueError:
                continue
            if sentence(dose, self.words) == text:
                found.add(dose)
        return found

    def _from(self, at: int, stage: int) -> Iterator[dict[str, Any]]:
        """Yield what the sentences from an index say, when those of the stages before were read."""
        stages = (self._amount, self._hold, self._tempo, self._change, self._with, self._effort, self._when)
        for number in range(stage, len(stages)):
            for end, values in stages[number](at):
                if end == len(self.text):
                    yield values
                elif self.text.startswith(self.joint, end):
                    for others in self._from(end + len(self.joint), number + 1):
                        yield {**others, **values, **({"side": others["side"]} if "side" in others else {})}

    # --- the sentences ---------------------------------------------------------------------------------------------

    def _amount(self, at: int) -> Found:
        yield from self._says("do.one", at, {}, lambda read: {"reps": 1})
        kinds: list[tuple[str, list[Reader], str]] = [
            ("do", [self._reps], "reps"),
            ("time", [self._time], "duration"),
            ("hold_once", [self._time], "hold"),
        ]
        for (key, readers, name), each in product(kinds, ("", ".each")):
            given: dict[str, Any] = {"reps": 1} if key == "hold_once" else {}
            given |= {"side": "each"} if each else {}
            for reader in readers:
                places = {"amount": reader, "time": self._time, "rounds": self._rounds(key)}

                def one(read: Any, name: str = name, given: Any = given, sets: int = 1) -> dict[str, Any]:
                    rest = {"rest": read["time"]} if "time" in read else {}
                    return {name: read["amount"], "sets": read.get("rounds", sets), **rest, **given}

                yield from self._says(f"{key}{each}", at, places, one)
                for rest in ("", ".rest"):
                    yield from self._says(f"{key}.two{rest}{each}", at, places, partial(one, sets=2))
                for end, values in self._says(f"{key}.rounds{each}", at, places, one):
                    yield from self._rest(end, "between_holds" if key == "hold_once" else "between_rounds", values)
        yield from self._start(at, "", {"sets": 1})
        for end, values in self._says(
            "rounds_alone", at, {"rounds": self._rounds("")}, lambda read: {"sets": read["rounds"]}
        ):
            for stop, more in self._rest(end, "between_rounds", values):
                if self.text.startswith(self.joint, stop):
                    yield from self._start(stop + len(self.joint), ".rounds", more)

    def _start(self, at: int, key: str, values: dict[str, Any]) -> Found:
        for timed, each in product((False, True), ("", ".each")):
            reader = self._time if timed else self._reps
            side = {"side": "each"} if each else {}
            for end, read in self._says(f"start{key}{each}", at, {"start": reader, "to": reader}, lambda read: read):
                yield end, {**values, **side, "progression": Progression(read["start"], read["to"], timed=timed)}

    def _rest(self, at: int, key: str, values: dict[str, Any]) -> Found:
        if not self.text.startswith(self.joint, at):
            return
        at += len(self.joint)
        yield from self._says(key, at, {}, lambda read: values)
        yield from self._says(f"{key}.rest", at, {"time": self._time}, lambda read: {**values, "rest": read["time"]})

    def _hold(self, at: int) -> Found:
        yield from self._says("hold", at, {"time": self._time}, lambda read: {"hold": read["time"]})

    def _tempo(self, at: int) -> Found:
        places = dict.fromkeys(("move", "hold", "back"), self._time)
        for key in ("tempo", "tempo.straight"):
            yield from self._says(
                key, at, places, lambda read: {"tempo": (read["move"], read.get("hold", 0), read["back"])}
            )

    def _change(self, at: int) -> Found:
        for key in ("change", "change.time"):
            yield from self._says(key, at, {}, lambda read: {"side": "alternate"})

    def _with(self, at: int) -> Found:
        yield from self._says("load", at, {"load": self._load}, lambda read: {"load": read["load"]})
        for band in BANDS:
            yield from self._says(f"band.{band}", at, {}, _meaning({"band": band}))

    def _effort(self, at: int) -> Found:
        yield from self._says("effort", at, {"effort": self._number}, lambda read: {"effort": read["effort"]})

    def _when(self, at: int) -> Found:
        places = {"side": self._side, "daily": self._daily, "days": self._days}
        for key in ("side", "daily", "days", "side_daily", "side_days", "daily_days", "side_daily_days"):
            yield from self._says(
                f"do_this.{key}",
                at,
                places,
                lambda read: {name: part for one in read.values() for name, part in one.items()},
            )

    # --- what stands in their places -------------------------------------------------------------------------------

    def _number(self, at: int, form: str) -> Found:
        end = at
        while end < len(self.text) and self.text[end] in "0123456789":
            end += 1
        if end > at and self.text[at] != "0":
            yield end, int(self.text[at:end])

    def _load(self, at: int, form: str) -> Found:
        """A weight alone: a clinician's own words could be any sentence."""
        found = re.compile(r"\d+ kg").match(self.text, at)
        if found:
            yield found.end(), found[0]

    def _phrase(self, key: str, at: int, form: str = "") -> Iterator[tuple[int, int, dict[str, int]]]:
        """Yield the ends of a phrase with a number, the number, and other numbers in it."""
        for category in categories(self.language):
            text = self.words.get(f"{key}:{form}.{category}") if form else None
            text = text or self.words[f"{key}.{category}"]
            places = dict.fromkeys(("number", "low", "high"), self._number)
            for end, read in self._pattern(text, at, places):
                numbers = [read["number"]] if "number" in read else [read["high"]] if "high" in read else range(1, 201)
                for number in numbers:
                    if plural(self.language, number) == category:
                        yield end, number, read

    def _reps(self, at: int, form: str) -> Found:
        for end, number, _ in self._phrase("reps", at, form):
            yield end, number
        for end, _, read in self._phrase("range", at, form):
            yield end, (read["low"], read["high"])

    def _time(self, at: int, form: str) -> Found:
        yield from ((end, number) for end, number, _ in self._phrase("seconds", at, form))
        yield from ((end, 60 * number) for end, number, _ in self._phrase("minutes", at, form))

        def part(key: str) -> Reader:
            return lambda at, own: ((end, number) for end, number, _ in self._phrase(key, at, own or form))

        pattern = self.words.get(f"minutes_and_seconds:{form}") or self.words["minutes_and_seconds"]
        for end, read in self._pattern(pattern, at, {"minutes": part("minutes"), "seconds": part("seconds")}):
            yield end, 60 * read["minutes"] + read["seconds"]

    def _rounds(self, key: str) -> Reader:
        phrase = "holds" if key == "hold_once" else "rounds"
        return lambda at, form: ((end, number) for end, number, _ in self._phrase(phrase, at, form))

    def _side(self, at: int, form: str) -> Found:
        for side in ("left", "right", "each", "both"):
            yield from self._says(f"side.{side}", at, {}, _meaning({"side": side}))

    def _daily(self, at: int, form: str) -> Found:
        yield from self._says("once_a_day", at, {}, lambda read: {"times_per_day": 1})
        yield from self._says("twice_a_day", at, {}, lambda read: {"times_per_day": 2})
        for end, number, _ in self._phrase("times_a_day", at):
            yield end, {"times_per_day": number}

    def _days(self, at: int, form: str) -> Found:
        yield from self._says("every_day", at, {}, lambda read: {"days_per_week": 7})
        for day in DAYS:
            yield from self._says(f"every.{day}", at, {}, _meaning({"days": (day,)}))
        for end, number, _ in self._phrase("days_a_week", at):
            yield end, {"days_per_week": number}
        yield from self._says("on_days", at, {"days": self._list}, lambda read: {"days": read["days"]})

    def _list(self, at: int, form: str) -> Found:
        def several(at: int, form: str) -> Found:
            for end, day in self._day(at, ""):
                yield end, (day,)
                between = joint(self.words["day_joint"])
                if self.text.startswith(between, end):
                    yield from ((stop, (day, *days)) for stop, days in several(end + len(between), ""))

        yield from self._says(
            "day_last", at, {"days": several, "last": self._day}, lambda read: (*read["days"], read["last"])
        )

    def _day(self, at: int, form: str) -> Found:
        for day in DAYS:
            yield from self._says(f"among.{day}", at, {}, _meaning(day))

    # --- patterns --------------------------------------------------------------------------------------------------

    def _says(self, key: str, at: int, places: Mapping[str, Reader], meant: Callable[[dict[str, Any]], Any]) -> Found:
        for end, read in self._pattern(self.words[key], at, places):
            yield end, meant(read)

    def _pattern(self, pattern: str, at: int, places: Mapping[str, Reader]) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield each way in which a pattern stands at an index; the same place twice reads the same."""
        parts = list(Formatter().parse(pattern))

        def rest(at: int, number: int, read: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any]]]:
            if number == len(parts):
                yield at, read
                return
            literal, name, form, _ = parts[number]
            if not self.text.startswith(literal, at):
                return
            at += len(literal)
            if name is None:
                yield from rest(at, number + 1, read)
                return
            for end, value in places[name](at, form or ""):
                if read.get(name, value) == value:
                    yield from rest(end, number + 1, {**read, name: value})

        yield from rest(at, 0, {})


def _meaning(value: Any) -> Callable[[dict[str, Any]], Any]:
    """What words without a place mean."""
    return lambda read: value
