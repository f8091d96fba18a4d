"""Translations of exercises and programmes: words alone, since what is done and how often is the source's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leafletgen.content.model.brand_translation import REVIEWED_BY, SOURCE
from leafletgen.content.model.exercise import StepKind
from leafletgen.content.model.programme import Notes
from leafletgen.content.model.waiver import ABOUT, WAIVERS, Waiver
from leafletgen.source.inline import Prose
from leafletgen.source.kinds import LANGUAGE, Identifier, Name, ProseText, Text
from leafletgen.source.records import Definitions, JsonSchema, Kind, ListOf, Record, RecordOf, attached, field
from leafletgen.source.reviewer import Reviewer
from leafletgen.source.yaml import Value

if TYPE_CHECKING:
    from pathlib import Path

    from leafletgen.content.model.exercise import Step
    from leafletgen.errors import Report


class SidedAlt(Record):
    """An alt text in two sentences: one for each side that can be drawn."""

    left: str = field(Text(lines=True), "Where the left side is drawn.")
    right: str = field(Text(lines=True), "Where the right side is drawn.")


class AltKind(Kind["str | SidedAlt"]):
    """An alt text, or one for each side."""

    wants = "text, or a map with left and right"
    holds = False

    def read(self, value: Value, report: Report) -> str | SidedAlt | None:
        """Read either form."""
        return SidedAlt.read(value, report) if value.kind == "map" else Text(lines=True).read(value, report)

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return both forms."""
        return {"anyOf": [Text(lines=True).schema(definitions), SidedAlt.schema(definitions)]}


class Alts(Record):
    """What the pictures tell, by picture."""

    start: str | SidedAlt = field(AltKind(), "How it begins.")
    middle: str | SidedAlt | None = field(AltKind(), "What is between, where the source has it.", default=None)
    finish: str | SidedAlt = field(AltKind(), "How it ends.")


class ExerciseTranslation(Record):
    """An exercise's words in another language."""

    path: Path = attached()
    """The file; set by the library."""

    translates: Name = field(Identifier("bridge"), "The exercise, by the name of its file.")
    source: str = field(Text(), SOURCE)
    language: str = field(LANGUAGE, "The language of these words (BCP 47).")
    reviewed_by: str | None = field(Reviewer(), REVIEWED_BY, default=None)
    name: str = field(Text(), "What a patient calls it.")
    other_names: list[str] = field(ListOf(Text()), "Other names, to find it by.", factory=list)
    purpose: Prose = field(ProseText(), "Why to do it, in one sentence.")
    equipment: list[str] = field(ListOf(Text()), "What is needed for it.", factory=list)
    side_means: str | None = field(Text(), "What left and right stand for.", default=None)
    prepare: list[Prose] = field(ListOf(ProseText()), "What to make ready so that it is safe.", factory=list)
    steps: list[Step | Prose] = field(ListOf(StepKind()), "How to do it, each step as the source has it.")
    key_points: list[Prose] = field(ListOf(ProseText()), "What often goes wrong, put as what to do.")
    cautions: list[Prose] = field(ListOf(ProseText()), "Who asks a clinician first.", factory=list)
    stop: Prose = field(ProseText(), "When to stop.")
    load: str | None = field(Text(), "The load of its dose.", default=None)
    alts: Alts = field(RecordOf(Alts), "What its pictures tell.")
    waive: list[Waiver] = field(WAIVERS, ABOUT, factory=list)


class ChosenTranslation(Record):
    """The words of one exercise of a programme."""

    exercise: Name = field(Identifier("bridge"), "The exercise, as the programme names it.")
    note: str | None = field(Text(lines=True), "The word to the patient about it.", default=None)
    load: str | None = field(Text(), "The load of its dose.", default=None)


class ProgrammeTranslation(Record):
    """A programme's words in another language."""

    path: Path = attached()
    """The file; set by the library."""

    translates: Name = field(Identifier("back-strength"), "The programme, by the name of its file.")
    source: str = field(Text(), SOURCE)
    language: str = field(LANGUAGE, "The language of these words (BCP 47).")
    reviewed_by: str | None = field(Reviewer(), REVIEWED_BY, default=None)
    name: str = field(Text(), "What it is called on a sheet.")
    aim: Prose = field(ProseText(), "What it is for, in one sentence.")
    notes: list[Prose] = field(Notes(), "How to go about it.", factory=list)
    exercises: list[ChosenTranslation] = field(
        ListOf(RecordOf(ChosenTranslation)),
        "Those of its exercises that have a note or a load in the programme, in its order.",
        factory=list,
    )
    waive: list[Waiver] = field(WAIVERS, ABOUT, factory=list)
