"""An exercise as its file has it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leafletgen.content.alt_text import check_alt_text
from leafletgen.content.areas import AREAS
from leafletgen.content.model.dose import DoseKind
from leafletgen.content.model.waiver import ABOUT, WAIVERS, Waiver
from leafletgen.dose.dose import Dose
from leafletgen.dose.short import short
from leafletgen.dose.terms import short_time
from leafletgen.errors import Place, Report
from leafletgen.source.inline import Prose
from leafletgen.source.kinds import FILE_NAME, WEB_ADDRESS, Choice, Flag, Identifier, Integer, ProseText, Text
from leafletgen.source.records import Definitions, JsonSchema, Kind, ListOf, Record, RecordOf, attached, field
from leafletgen.source.yaml import Value

if TYPE_CHECKING:
    from leafletgen.figures.pose import Pose

POSITIONS = ("lying on back", "lying on front", "lying on side", "hands and knees", "kneeling", "sitting", "standing")
"""The positions in the order of a sheet, from lying to standing, so that a patient gets up once."""


SHOWN = (
    *("left", "right"),
    *[f"{side}_{limb}" for side in ("near", "far", "left", "right") for limb in ("arm", "leg")],
)
"""What an exercise's pictures can show of one side: the person's own left or right, or a limb of the pose."""


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

        declared: type[Kind[Any]] = import_module("leafletgen.figures.reading").PoseKind
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
    alt_by_side: dict[str, str] = attached()
    """Of a translation alone: the picture in words for each side that may be drawn; set by the library."""

    alt: str = field(Text(lines=True), "What the body does, in a sentence: the picture in words.")
    pose: Pose | None = field(PoseValue(), "The pose to draw.", default=None)
    image: str | None = field(FILE_NAME, "A PNG, JPEG or SVG in assets/images, in place of a pose.", default=None)

    def check(self, value: Value, report: Report) -> None:
        """A picture is drawn or a file, and its text describes the body."""
        if self.pose is not None and self.image is not None:
            report.error(
                "picture-pose-and-image",
                "this picture has a pose and an image",
                "keep one of the two",
                value.data["image"].key.place,
            )
        elif self.pose is None and self.image is None:
            report.error(
                "picture-missing",
                "this picture is missing: it has no pose and no image",
                'add "pose:" with how the body stands or lies, or "image:" with a file',
                value.place,
            )
        place = value.data["alt"].place
        sound = check_alt_text(self.alt, place, report, serials=True)
        if sound and self.alt.isascii() and len(self.alt.split()) < 4:
            report.error(
                "alt-text-no-body",
                f'the alt text "{self.alt}" does not describe the body',
                "write where the body is and what it does, such as: A person lies on their back with knees bent.",
                place,
            )


SIDE_WORDS = ("{side}", "{other}")
"""What stands in an alt text for the side that is drawn, and for the other one."""


class Figure(Record):
    """The pictures of an exercise, from start to finish."""

    shown_side: str | None = attached()
    """The person's own side that left and right stand for in the pictures as they are written; set by the exercise."""

    start: Drawing = field(RecordOf(Drawing), "How it begins.")
    middle: Drawing | None = field(
        RecordOf(Drawing), "What is between, where two pictures leave a doubt.", default=None
    )
    finish: Drawing = field(RecordOf(Drawing), "How it ends.")
    shows: str | None = field(
        Choice(*SHOWN),
        "What left and right stand for in the pictures as they are written: a limb of the pose, or the person's own "
        "left or right.",
        default=None,
    )
    mirror: bool = field(
        Flag(), "Whether image files may be mirrored for the other side; not where words are in them.", default=True
    )
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
                    "image-key-missing",
                    f'the image "{images[0].image}" has no {key}',
                    f'write "{key}:" beside start and finish: {meaning}',
                    images[0].place,
                )
        if self.start.alt == self.finish.alt:
            report.error(
                "alt-texts-alike",
                "start and finish have the same alt text",
                "write what changes from one to the other",
                value.data["finish"].data["alt"].place,
            )


class Step(Record):
    """A step that reads one way with a hold and another without."""

    hold: Prose = field(ProseText(), "The step where the dose has a hold.")
    no_hold: Prose | None = field(
        ProseText(), "The step where it has none; without it the exercise is always held.", default=None
    )


class StepKind(Kind["Step | Prose"]):
    """A step: text, or a map of the two ways to say it. A text that says to hold is a step with a hold alone."""

    wants = "text, or a map with hold and no_hold"
    holds = True

    def read(self, value: Value, report: Report) -> Step | Prose | None:
        """Read either form."""
        if value.kind == "map":
            return Step.read(value, report)
        prose = ProseText().read(value, report)
        if prose is not None and _HOLDS.search(prose.plain()):
            return Step(place=value.place, hold=prose)
        return prose

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return both forms."""
        return {"anyOf": [ProseText().schema(definitions), Step.schema(definitions)]}


_HOLDS = re.compile(
    r"^hold(?=[,.]|$| (?:it |this |that )?(?:there|for|when|while|at)\b)"
    r"|(?:,| and| then) hold(?=[,.]|$| (?:it |this )?(?:there|for|still)\b)",
    re.IGNORECASE,
)
"""Words that tell to stay still, and not to take hold of a thing."""


def ways_of(step: Step | Prose) -> list[Prose]:
    """Return the ways in which a step can be said."""
    if not isinstance(step, Step):
        return [step]
    return [step.hold] if step.no_hold is None else [step.hold, step.no_hold]


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
    prepare: list[Prose] = field(
        ListOf(ProseText(), at_most=3), "What to make ready so that it is safe; printed before all else.", factory=list
    )
    steps: list[Step | Prose] = field(ListOf(StepKind(), at_least=2, at_most=5), "How to do it, in short sentences.")
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
    waive: list[Waiver] = field(WAIVERS, ABOUT, factory=list)

    @property
    def can_hold(self) -> bool:
        """Whether a step says when to hold."""
        return any(isinstance(step, Step) for step in self.steps)

    @property
    def must_hold(self) -> bool:
        """Whether a step makes sense with a hold alone."""
        return any(isinstance(step, Step) and step.no_hold is None for step in self.steps)

    def steps_for(self, dose: Dose) -> list[Prose]:
        """Return the steps as this dose needs them: they say "hold" exactly where the dose does."""
        held = dose.holds
        said = [(step.hold if held else step.no_hold) if isinstance(step, Step) else step for step in self.steps]
        return [step for step in said if step is not None]

    def check(self, value: Value, report: Report) -> None:
        """The dose fits the sides, and the exercise is not easier than itself."""
        place = value.data["dose"].place
        known = len(report.errors)
        self.figure.shown_side = None
        if self.sided and self.side_means is None:
            report.error(
                "side-means-missing",
                "this exercise is sided, and nothing says what left and right stand for",
                'add "side_means:", such as: the leg on top',
                value.data["sided"].key.place,
            )
        if not check_side(self, self.dose, value.data["dose"].place_of("side"), report):
            return
        check_hold(self, self.dose, value.data["dose"].place_of("hold"), report)
        if self.sided and self.dose.side is None:
            report.error(
                "dose-side-missing",
                "this exercise is done on one side at a time, and its dose names no side",
                f"write {short(self.dose)},side=each",
                place,
            )
        for name in self.easier:
            if name in self.harder:
                report.error(
                    "easier-and-harder",
                    f'"{name}" is easier and harder',
                    "take it out of one of the two lists",
                    value.data["harder"].place_of(name),
                )
        if not self.sided and any(word in drawing.alt for drawing in self.figure.drawings for word in SIDE_WORDS):
            report.error(
                "alt-text-side-of-unsided",
                "an alt text names the side that is drawn, and this exercise is not sided",
                "take {side} and {other} out, or write sided: true",
                self.figure.place,
            )
        if self.sided and len(report.errors) == known:
            from importlib import import_module  # as for a pose: figures stand above content

            import_module("leafletgen.figures.sides").find_shown_side(self.figure, report)


def check_side(exercise: Exercise, dose: Dose, place: Place | None, report: Report) -> bool:
    """Report a side of an exercise that has none; whether the dose fits."""
    if exercise.sided or dose.side is None:
        return True
    report.error(
        "side-of-unsided",
        f'the dose says side={dose.side}, but "{exercise.name}" is not done on one side',
        'take the side out, or write "sided: true" in the exercise\'s file',
        place,
    )
    return False


def check_hold(exercise: Exercise, dose: Dose, place: Place | None, report: Report) -> bool:
    """Report a hold that no step speaks of, and a missing one of an exercise that is held; whether the dose fits."""
    if dose.holds and not exercise.can_hold:
        report.error(
            "dose-hold-without-step",
            f'the dose has a hold, but "{exercise.name}" has no step to hold in',
            "take the hold out, or write a step as {hold: …, no_hold: …} in the exercise's file",
            place,
        )
        return False
    if not dose.holds and exercise.must_hold:
        report.error(
            "dose-hold-missing",
            f'"{exercise.name}" is held, and the dose does not say for how long',
            f"add hold=…, as in {short(exercise.dose)}"
            if dose.duration is None
            else f"write hold={short_time(dose.duration)} in place of the time, which is for a movement",
            place,
        )
        return False
    return True
