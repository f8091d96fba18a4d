"""An exercise as its file has it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from leafletgen.content.alt_text import check_alt_text
from leafletgen.content.dose import Dose
from leafletgen.content.inline import Prose
from leafletgen.content.kinds import FILE_NAME, WEB_ADDRESS, Choice, Flag, Identifier, Integer, ProseText, Text
from leafletgen.content.model.dose import DoseKind
from leafletgen.content.schema import Definitions, JsonSchema, Kind, ListOf, Record, RecordOf, attached, field
from leafletgen.content.source import Value
from leafletgen.errors import Place, Report

if TYPE_CHECKING:
    from leafletgen.figures.pose import Pose

AREAS = (
    *("neck", "shoulder", "elbow and hand", "mid-back", "low back", "hip", "knee", "ankle"),
    *("balance", "strength", "breathing"),
)
POSITIONS = ("lying on back", "lying on front", "lying on side", "hands and knees", "kneeling", "sitting", "standing")
"""The positions in the order of a sheet, from lying to standing, so that a patient gets up once."""


class PoseValue(Kind[Any]):
    """A pose, read by the figures' own kind, which is loaded only when a file has one.

    Figures stand above content, so this is the one place that names them, and by name alone.
    """

    wants = "a pose"
    holds = True

    @staticmethod
    def kind() -> Kind[Any]:
        """Return the kind that the figures declare."""
        from importlib import import_module

        declared: type[Kind[Any]] = import_module("leafletgen.figures.pose").PoseKind
        return declared()

    def read(self, value: Value, report: Report) -> Any:
        """Let the figures read it."""
        return self.kind().read(value, report)

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Let the figures describe it."""
        return self.kind().schema(definitions)


class Drawing(Record):
    """One of an exercise's pictures: a pose that is drawn, or an image file."""

    path: Path | None = attached()
    """The image file, None for a pose; set by the library."""

    alt: str = field(Text(lines=True), "What the body does, in a sentence: the picture in words.")
    pose: Pose | None = field(PoseValue(), "The pose to draw.", default=None)
    image: str | None = field(FILE_NAME, "A PNG, JPEG or SVG in assets/images, in place of a pose.", default=None)

    def check(self, value: Value, report: Report) -> None:
        """A picture is drawn or a file, and its text describes the body."""
        if self.pose is not None and self.image is not None:
            report.error("this picture has a pose and an image", "keep one of the two", value.data["image"].key.place)
        elif self.pose is None and self.image is None:
            report.error(
                "this picture is missing: it has no pose and no image",
                'add "pose:" with how the body stands or lies, or "image:" with a file',
                value.place,
            )
        place = value.data["alt"].place
        sound = check_alt_text(self.alt, place, report, serials=True)
        if sound and self.alt.isascii() and len(self.alt.split()) < 4:
            report.error(
                f'the alt text "{self.alt}" does not describe the body',
                "write where the body is and what it does, such as: A person lies on their back with knees bent.",
                place,
            )


class Figure(Record):
    """The pictures of an exercise, from start to finish."""

    start: Drawing = field(RecordOf(Drawing), "How it begins.")
    middle: Drawing | None = field(
        RecordOf(Drawing), "What is between, where two pictures leave a doubt.", default=None
    )
    finish: Drawing = field(RecordOf(Drawing), "How it ends.")
    credit: str | None = field(Text(), "Who made the image files.", default=None)
    licence: str | None = field(Text(example="CC BY 4.0"), "Their licence.", default=None)

    @property
    def drawings(self) -> list[Drawing]:
        """The pictures in their order."""
        return [drawing for drawing in (self.start, self.middle, self.finish) if drawing is not None]

    def check(self, value: Value, report: Report) -> None:
        """Images say whose they are, and the pictures differ."""
        images = [drawing for drawing in self.drawings if drawing.image is not None]
        for key, meaning in (("credit", "who made it"), ("licence", "under which licence it may be printed")):
            if images and getattr(self, key) is None:
                report.error(
                    f'the image "{images[0].image}" has no {key}',
                    f'write "{key}:" beside start and finish: {meaning}',
                    images[0].place,
                )
        if self.start.alt == self.finish.alt:
            report.error(
                "start and finish have the same alt text",
                "write what changes from one to the other",
                value.data["finish"].data["alt"].place,
            )


class Exercise(Record):
    """An exercise: what it is for, how it is done, how much, and when to stop."""

    identifier: str = attached()
    """The file's name without .yaml; set by the library."""

    name: str = field(Text(), "What a patient calls it.")
    example: bool = field(
        Flag(), "True for an example; sheets say so until a clinician signs it (leafletgen sign).", default=False
    )
    other_names: list[str] = field(ListOf(Text()), "Other names, to find it by.", factory=list)
    areas: list[str] = field(ListOf(Choice(*AREAS), at_least=1), "The parts of the body, or what it trains.")
    position: str = field(Choice(*POSITIONS), "The position it is done in.")
    purpose: Prose = field(ProseText(), "Why to do it, in one sentence.")
    equipment: list[str] = field(ListOf(Text()), "What is needed for it.", factory=list)
    level: int = field(Integer(1, 3), "1 easy, 2 medium, 3 hard.")
    sided: bool = field(Flag(), "True when it is done on the left or the right.")
    side_means: str | None = field(
        Text(example="the leg on top"), "What left and right stand for, where it is sided.", default=None
    )
    steps: list[Prose] = field(ListOf(ProseText(), at_least=2, at_most=5), "How to do it, in short sentences.")
    key_points: list[Prose] = field(
        ListOf(ProseText(), at_least=1, at_most=3), "What often goes wrong, put as what to do."
    )
    easier: list[str] = field(ListOf(Identifier("pelvic-tilt")), "Exercises that are easier, by id.", factory=list)
    harder: list[str] = field(ListOf(Identifier("bird-dog")), "Exercises that are harder, by id.", factory=list)
    cautions: list[Prose] = field(ListOf(ProseText()), "Who asks a clinician first.", factory=list)
    stop: Prose = field(ProseText(), "When to stop.")
    dose: Dose = field(DoseKind(), "How much and how often, unless a prescription says.")
    figure: Figure = field(RecordOf(Figure), "The pictures of start and finish.")
    video: str | None = field(WEB_ADDRESS, "A video of it.", default=None)
    sources: list[str] = field(ListOf(Text()), "The guidance that it rests on; printed nowhere.", factory=list)

    def check(self, value: Value, report: Report) -> None:
        """The dose fits the sides, and the exercise is not easier than itself."""
        place = value.data["dose"].place
        if self.sided and self.side_means is None:
            report.error(
                "this exercise is sided, and nothing says what left and right stand for",
                'add "side_means:", such as: the leg on top',
                value.data["sided"].key.place,
            )
        if not check_side(self, self.dose, value.data["dose"].place_of("side"), report):
            return
        if self.sided and self.dose.side is None:
            report.error(
                "this exercise is done on one side at a time, and its dose names no side",
                f"write {self.dose.short()},side=each",
                place,
            )
        for name in self.easier:
            if name in self.harder:
                report.error(
                    f'"{name}" is easier and harder',
                    "take it out of one of the two lists",
                    value.data["harder"].place_of(name),
                )


def check_side(exercise: Exercise, dose: Dose, place: Place | None, report: Report) -> bool:
    """Report a side of an exercise that has none; whether the dose fits."""
    if exercise.sided or dose.side is None:
        return True
    report.error(
        f'the dose says side={dose.side}, but "{exercise.name}" is not done on one side',
        'take the side out, or write "sided: true" in the exercise\'s file',
        place,
    )
    return False
