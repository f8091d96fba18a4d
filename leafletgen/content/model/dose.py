"""A dose in a content file: the short form, or a map with an entry for each part."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from leafletgen.dose.dose import Dose
from leafletgen.dose.short import (
    Unreadable,
    parse_short,
    read_days,
    read_load,
    read_number,
    read_progression,
    read_reps,
    read_tempo,
    read_time,
    read_word,
)
from leafletgen.dose.terms import BANDS, DAYS, LIMITS, SIDES, Progression
from leafletgen.errors import Report
from leafletgen.source.kinds import clean_text
from leafletgen.source.records import Definitions, JsonSchema, Kind, Record, describe, field, label
from leafletgen.source.yaml import Value

T = TypeVar("T")
_TIME_PATTERN = r"^([0-9]+(\.[0-9])? ?(min|mins|minute|minutes))?( ?[0-9]+ ?(s|sec|secs|second|seconds))?$"


class Spelled(Kind[T]):
    """A part of a dose, read as in the short form; a list is joined first, as `[8, 12]` to `8-12`."""

    def __init__(
        self, reader: Callable[[str], T], schema: JsonSchema, *, wants: str = "text", joint: str = "", example: str = ""
    ) -> None:
        """Take the reader of the short form and the JSON Schema; without a joint, a list is refused."""
        self.reader = reader
        self.published = schema
        self.wants = wants
        self.joint = joint
        self.example = example

    def read(self, value: Value, report: Report) -> T | None:
        """Return what the reader makes of the text."""
        if value.kind == "scalar" and not value.is_null:
            text = clean_text(value)
        elif (
            self.joint
            and value.kind == "list"
            and value.data
            and all(entry.kind == "scalar" and not entry.is_null for entry in value.data)
        ):
            text = self.joint.join(clean_text(entry) for entry in value.data)
        else:
            self.wrong(value, report)
            return None
        try:
            return self.reader(text)
        except Unreadable as fault:
            shown = f'"{text}"' if value.kind == "list" and not value.source.private else describe(value)
            report.error(f"{label(value)} must be {fault.wants}, not {shown}", fault.hint, value.place)
            return None

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return the schema it was given."""
        return dict(self.published)


def _number(entry: str) -> Spelled[int]:
    least, most = LIMITS[entry]
    return Spelled(read_number, {"type": "integer", "minimum": least, "maximum": most}, wants="a whole number")


def _time(example: str) -> Spelled[int]:
    schema = {"type": "string", "pattern": _TIME_PATTERN, "minLength": 2, "examples": [example]}
    return Spelled(read_time, schema, wants="a time with its unit", example=example)


def _choice(words: tuple[str, ...] | list[str]) -> Spelled[str]:
    return Spelled(read_word(words), {"enum": list(words)}, wants="one of " + ", ".join(words))


class ProgressionKind(Spelled[Progression]):
    """Where to start and what to build up to, as `5-10` or as a map with `start` and `to`."""

    def __init__(self) -> None:
        """Take the reader of the short form."""
        ends = {"type": ["integer", "string"]}
        entries = {"start": ends, "to": ends}
        as_map = {"type": "object", "properties": entries, "required": ["start", "to"], "additionalProperties": False}
        super().__init__(
            read_progression,
            {"anyOf": [{"type": "string", "examples": ["5-10", "30s-2min"]}, as_map]},
            wants="two numbers or two times",
            example="5-10",
        )

    def read(self, value: Value, report: Report) -> Progression | None:
        """Read the map in the way of the short form."""
        if value.kind != "map":
            return super().read(value, report)
        ends = ProgressionMap.read(value, report)
        if ends is None:
            return None
        try:
            return read_progression(f"{ends.start}-{ends.to}")
        except Unreadable as fault:
            report.error(f"{label(value)} must be {fault.wants}", fault.hint, value.place)
            return None


def _as_typed(text: str) -> str:
    return text


class ProgressionMap(Record):
    """Where to start and what to build up to."""

    start: str = field(Spelled(_as_typed, {"type": ["integer", "string"]}, example="5"), "The number or time at first.")
    to: str = field(Spelled(_as_typed, {"type": ["integer", "string"]}, example="10"), "The number or time to reach.")


_COUNT: JsonSchema = {"type": "integer", "minimum": 1, "maximum": LIMITS["reps"][1]}
_REPS: JsonSchema = {
    "anyOf": [
        _COUNT,
        {"type": "string", "pattern": "^[0-9]+ ?(-|–|to) ?[0-9]+$", "examples": ["8-12"]},  # noqa: RUF001
        {"type": "array", "items": _COUNT, "minItems": 2, "maxItems": 2},
    ]
}
_DAYS: JsonSchema = {
    "anyOf": [
        {"type": "integer", "minimum": 1, "maximum": 7},
        {"type": "array", "items": {"enum": list(DAYS)}, "minItems": 1, "maxItems": 7, "uniqueItems": True},
        {"type": "string", "examples": ["mon-wed-fri"]},
    ]
}


class DoseMap(Record):
    """A dose with an entry for each part."""

    sets: int | None = field(_number("sets"), "How many rounds.", default=None)
    reps: int | tuple[int, int] | None = field(
        Spelled(read_reps, _REPS, wants="a number or a range", joint="-", example="10"),
        "How many in each round, or a range; on each side where the side is each or alternate.",
        default=None,
    )
    duration: int | None = field(_time("30 s"), "How long each round lasts, instead of a number.", default=None)
    hold: int | None = field(_time("5 s"), "How long each repetition is held.", default=None)
    rest: int | None = field(_time("30 s"), "The rest between rounds.", default=None)
    tempo: tuple[int, int, int] | None = field(
        Spelled(
            read_tempo,
            {"type": "string", "pattern": "^[0-9]+ ?- ?[0-9]+ ?- ?[0-9]+$", "examples": ["3-1-3"]},
            wants="three numbers of seconds",
            joint="-",
            example="3-1-3",
        ),
        "The seconds to move, to hold and to go back.",
        default=None,
    )
    load: str | None = field(
        Spelled(read_load, {"type": "string", "examples": ["2 kg in each hand"]}, example="2 kg"),
        "What to use, with its unit.",
        default=None,
    )
    band: str | None = field(_choice(BANDS), "The colour of the exercise band.", default=None)
    effort: int | None = field(_number("effort"), "How hard it should be, from 1 to 10 (RPE).", default=None)
    side: str | None = field(_choice(SIDES), "On which side; each and alternate count for each side.", default=None)
    times_per_day: int | None = field(_number("times_per_day"), "How often a day.", default=None)
    days_per_week: int | None = field(_number("days_per_week"), "On how many days a week.", default=None)
    days: int | tuple[str, ...] | None = field(
        Spelled(read_days, _DAYS, wants="names of days", joint="+", example="[mon, wed, fri]"),
        "On which days, by name; or on how many.",
        default=None,
    )
    progression: Progression | None = field(
        ProgressionKind(), "Where to start and what to build up to, instead of a number or time.", default=None
    )


class DoseKind(Kind[Dose]):
    """A dose: text in the short form, or a map."""

    wants = "a dose"
    example = "2x10,hold=5s,daily=2"

    def read(self, value: Value, report: Report) -> Dose | None:
        """Return the dose when it reads one way only; what is wrong with a private one is not repeated."""
        found = Report()
        dose = self._read(value, found)
        if value.source.private and found.diagnostics:
            from leafletgen.content.privacy import veiled

            typed = value.source.text[value.start : value.end]
            report.add(veiled(fault, typed) for fault in found.diagnostics)
        else:
            report.add(found.diagnostics)
        return dose

    def _read(self, value: Value, report: Report) -> Dose | None:
        if value.kind == "scalar" and not value.is_null:
            return parse_short(clean_text(value), value.place, report, value.place_of)
        if value.kind != "map":
            self.wrong(value, report)
            return None
        own = Report()
        entries = DoseMap.read(value, own)
        dose = None
        if entries is not None and not own.has_errors:
            dose = self._build(entries, value, own)
        report.add(own.diagnostics)
        return dose

    @staticmethod
    def _build(entries: DoseMap, value: Value, report: Report) -> Dose | None:
        given: dict[str, Any] = {
            entry.name: found for entry in DoseMap.fields if (found := getattr(entries, entry.name)) is not None
        }
        places = {name: value.data[name].place for name in given}
        if isinstance(given.get("days"), int):
            if "days_per_week" in given:
                report.error("the days a week are given twice", 'keep "days_per_week"', places["days"])
                return None
            given["days_per_week"] = given.pop("days")
            places["days_per_week"] = places["days"]
        return Dose.build(given, report, lambda entry: places.get(entry, value.place))

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return the short form or the map."""
        short = {"type": ["string", "integer"], "examples": [self.example, "3x30s,rest=10s"]}
        return {"anyOf": [short, DoseMap.schema(definitions)]}
