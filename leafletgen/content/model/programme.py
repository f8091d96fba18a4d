"""A programme: exercises that belong together, in their order."""

from __future__ import annotations

from typing import Self

from leafletgen.content.model.dose import DoseKind
from leafletgen.content.model.waiver import ABOUT, WAIVERS, Waiver
from leafletgen.dose.dose import Dose
from leafletgen.errors import Place, Report
from leafletgen.source.inline import Prose
from leafletgen.source.kinds import Choice, Flag, Identifier, Name, ProseText, Text
from leafletgen.source.records import (
    Definitions,
    JsonSchema,
    ListOf,
    Record,
    RecordOf,
    attached,
    field,
    object_schema,
)
from leafletgen.source.yaml import Value

_EXERCISE = Identifier("bridge")


class Chosen(Record):
    """An exercise that a programme or a prescription names, with what differs from its file."""

    dose_place: Place | None = attached()
    """Where the dose stands."""

    exercise: Name = field(_EXERCISE, "The exercise, by the name of its file.")
    dose: Dose | None = field(DoseKind(), "How much and how often, in place of the exercise's own.", default=None)
    note: str | None = field(Text(lines=True), "A word to the patient about it.", default=None)

    @classmethod
    def read(cls, value: Value, report: Report) -> Self | None:
        """Read an id, or a map with `exercise`."""
        if value.kind == "scalar" and not value.is_null:
            name = _EXERCISE.read(value, report) if ":" not in value.data else None
            if ":" in value.data:
                exercise, _, dose = value.data.partition(":")
                if value.source.private:
                    exercise, dose = _EXERCISE.example, "3x10"
                report.error(
                    "entry-not-an-exercise",
                    "this entry is no exercise",
                    f"write {{exercise: {exercise.strip()}, dose: '{dose.strip()}'}}",
                    value.place,
                )
            return None if name is None else cls.of(name, value.place)
        if value.kind == "map" and _split_dose(value):
            report.error(
                "dose-needs-quotes",
                "a dose with commas in it stands here without quotes",
                "put the dose in quotes: dose: '2x10,hold=5s'",
                value.data["dose"].place if "dose" in value.data else value.place,
            )
            return None
        chosen = super().read(value, report)
        if chosen is not None:
            chosen.dose_place = value.data["dose"].place if chosen.dose is not None else None
        return chosen

    @classmethod
    def of(cls, exercise: Name, place: Place, dose: Dose | None = None, note: str | None = None) -> Self:
        """Return one that was not read from a map."""
        chosen = cls(place=place, exercise=exercise, dose=dose, note=note)
        chosen.dose_place = place
        return chosen

    @classmethod
    def schema(cls, definitions: Definitions) -> JsonSchema:
        """Return an id or a map."""
        if "Chosen" not in definitions:
            definitions["Chosen"] = {}
            as_map = object_schema(cls, cls.fields, definitions)
            definitions["Chosen"] = {"anyOf": [_EXERCISE.schema(definitions), as_map]}
        return {"$ref": "#/$defs/Chosen"}


def _split_dose(value: Value) -> bool:
    """Whether YAML took the commas of a dose for those of the map: `{exercise: bridge, dose: 10,hold=5s}`."""
    return any("=" in key and entry.kind == "scalar" and entry.is_null for key, entry in value.data.items())


class Notes(ListOf[Prose]):
    """Paragraphs: a list, or text for a single one."""

    def __init__(self) -> None:
        """Hold prose."""
        super().__init__(ProseText())
        self.wants = "text or a list of paragraphs"

    def read(self, value: Value, report: Report) -> list[Prose] | None:
        """Read either form."""
        if value.kind != "scalar" or value.is_null:
            return super().read(value, report)
        prose = self.kind.read(value, report)
        return None if prose is None else [prose]

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return both forms."""
        return {"anyOf": [self.kind.schema(definitions), super().schema(definitions)]}


class Programme(Record):
    """Exercises that belong together, with doses where they differ."""

    identifier: str = attached()
    """The file's name without .yaml; set by the library."""

    name: str = field(Text(), "What it is called on a sheet.")
    example: bool = field(
        Flag(), "True for an example; sheets say so until a clinician signs it (leafletgen sign).", default=False
    )
    aim: Prose = field(ProseText(), "What it is for, in one sentence.")
    notes: list[Prose] = field(Notes(), "How to go about it.", factory=list)
    person: str | None = field(
        Identifier("maya"), "Who is drawn, such as a child, unless a prescription says otherwise.", default=None
    )
    order: str = field(
        Choice("position", "given"),
        "By position, so that the patient gets up once; or as given, where one exercise leads to the next.",
        default="position",
    )
    exercises: list[Chosen] = field(
        ListOf(RecordOf(Chosen), at_least=1), "The exercises in their order: ids, or maps with a dose or a note."
    )
    sources: list[str] = field(ListOf(Text()), "The guidance that it rests on; printed nowhere.", factory=list)
    waive: list[Waiver] = field(WAIVERS, ABOUT, factory=list)

    def check(self, value: Value, report: Report) -> None:
        """No exercise stands twice."""
        check_repeated(self.exercises, report)


def check_repeated(chosen: list[Chosen], report: Report) -> None:
    """Report an exercise that stands twice; the left and the right side of one may each have its dose."""
    seen: dict[str, list[str | None]] = {}
    for one in chosen:
        side = one.dose.side if one.dose else None
        sides = seen.setdefault(one.exercise, [])
        if sides and not ({*sides, side} == {"left", "right"} and side not in sides):
            report.error(
                "exercise-twice",
                ("this exercise" if one.exercise.private else f'"{one.exercise}"') + " stands twice",
                "keep one of the two; or give one side=left and the other side=right",
                one.exercise.place,
            )
        sides.append(side)
