"""Made-up exercises with the longest and the shortest texts, and sheets of them in a workspace of their own."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from leafletgen.content.model.brand import Brand
from leafletgen.content.model.layout import Layout
from leafletgen.content.model.prescription import Clinician, Patient
from leafletgen.content.model.programme import Programme
from leafletgen.document.sheet_request import SheetRequest
from leafletgen.dose.short import parse_short
from leafletgen.errors import Diagnostic, Place, Report
from leafletgen.images import PictureStore
from leafletgen.library.exercises import Exercises, Prescribed
from leafletgen.library.prescribing import resolve_prescription
from leafletgen.library.workspace import Workspace
from leafletgen.pages.exercise_figures import FigureStore
from leafletgen.pages.sheet import compose_sheet
from tests.support.building import ROOT

LAYOUTS = sorted(path.stem for path in (ROOT / "layouts" / "sheets").glob("*.yaml"))
COUNTS = (1, 4, 6, 7, 20)
KINDS = ("long", "short")
BRAND = "riverside"
_NOWHERE = Place("", 1, 1)

LONG_DOSE = "3x8-12,tempo=3-2-3,rest=1min 30s,load=two full bottles,side=each,daily=3,days=mon-wed-fri"
LONG_SENTENCE = (
    "Do 3 rounds of 8 to 12 on each side. Rest for 90 seconds between rounds. Take 3 seconds to move, hold for "
    "2 seconds, and take 3 seconds to go back. Use two full bottles. Do this 3 times a day, on Monday, Wednesday and "
    "Friday."
)
LONG_NOTE = "Keep the kettle in sight and a sturdy chair within reach, and leave out the last round on bad days."
SHORT_DOSE, SHORT_SENTENCE = "1", "Do just 1."
LEVELS = (
    ("long", LONG_DOSE, LONG_NOTE),
    ("less", "3x8-12,hold=5s,side=each,daily=2", "Keep a sturdy chair within reach."),
    ("less", "8-12,side=each,daily=2", None),
)
"""The longest texts, and what is tried where a page does not hold one such exercise: exercise, dose and note."""

#: Wide, tall, three at a time, a close-up, and one that lies: figures of shipped exercises, by the name of the file.
FIGURES = ("bird-dog", "squat-with-weights", "tendon-glide", "bridge", "wall-slide")

_LONG = """\
name: Slow straight leg raise number {number} with a towel under the knee
areas: [knee, hip, strength]
position: standing
purpose: It makes the muscles on the front of your thigh strong, so that stairs become easier.
equipment: [towel, chair]
level: 2
sided: true
side_means: the leg that you keep straight
prepare:
  - Put a firm mat on the floor, clear away what you could roll onto, and have the towel ready.
steps:
  - Lie on your back with one knee bent and the other straight on a towel.
  - Tighten the front of your thigh, and push your knee into the towel.
  - Keep your knee straight, and lift your heel slowly.
  - hold: Hold it there while you count slowly and go on breathing calmly.
    no_hold: Go on breathing calmly.
  - Let the leg down as slowly as you lifted it, and let it go soft.
key_points:
  - {first}
  - {second}
cautions:
  - {caution}
stop: {stop}
dose: "{dose}"
video: https://www.riverside.example.org/films/straight-leg-raise-with-towel-{number:02}
"""
_ENDS = {
    "first": "Keep your lower back flat, and do not let it arch off the floor.",
    "second": "Point your toes and your kneecap straight up all the time.",
    "stop": "Stop if your knee swells or gives way, or if you have sharp pain in your back or groin.",
    "caution": "You had an operation on your knee in the last 12 weeks.",
}
_LESS_ENDS = {
    "first": "Keep your back flat.",
    "second": "Point your toes up.",
    "stop": "Stop if your knee swells or gives way.",
    "caution": "Your knee is swollen.",
}
_SHORT = """\
name: Sit
areas: [knee]
position: standing
purpose: Strong legs.
level: 1
sided: false
steps:
  {steps}
key_points: [Breathe.]
stop: Stop if it hurts.
dose: "{dose}"
"""


class Sheet(NamedTuple):
    """A sheet that was made, or the reasons why not, and all that it was made from."""

    path: Path
    pages: int
    layout: Layout
    brand: Brand
    request: SheetRequest
    diagnostics: tuple[Diagnostic, ...]


class SheetShop:
    """A workspace with the repository's layouts, brand and exercises, and with the made-up ones."""

    def __init__(self, folder: Path) -> None:
        """Copy and write all files."""
        self.folder = folder
        for part in ("layouts", "assets"):
            shutil.copytree(ROOT / part, folder / part)
        (folder / "leaflets").mkdir()
        (folder / "out").mkdir()
        for number in range(1, max(COUNTS) + 1):
            figure = figure_text(FIGURES[number % len(FIGURES)])
            if "shows:" not in figure:
                figure = figure.replace("figure:", "figure:\n  shows: right", 1)
            if "{side}" not in figure:
                figure = figure.replace("alt: A", "alt: With the {side} side in front, a", 1)
            long, less = (_LONG.format(number=number, dose=LONG_DOSE, **ends) for ends in (_ENDS, _LESS_ENDS))
            self.add_exercise(f"long-{number:02}", long + figure)
            self.add_exercise(f"less-{number:02}", less + figure)
            self.add_exercise(f"short-{number:02}", short_exercise("[Sit., Rise.]", without_side(figure)))
        self.workspace = Workspace(folder)
        self.library = Exercises(self.workspace)
        self.figures = FigureStore()
        self.pictures = PictureStore(folder / "cache")

    def add_exercise(self, name: str, text: str) -> None:
        """Write an exercise; its file must be there before anything asks for it."""
        (self.folder / "assets" / "exercises" / f"{name}.yaml").write_text(text, encoding="utf-8")

    def prescribed(self, name: str, count: int, short_dose: str, note: str | None) -> list[Prescribed]:
        """Return the first so many of the made-up exercises with this name."""
        report = Report()
        dose = parse_short(short_dose, None, report)
        found = [self.library.load(f"{name}-{number:02}", report) for number in range(1, count + 1)]
        assert dose is not None and not report.diagnostics, report.diagnostics
        return [Prescribed(one, dose, note) for one in found if one is not None]

    def make_kind(self, layout: str, kind: str, count: int, full: bool) -> Sheet:
        """Set a sheet of so many exercises, with the shortest texts, or the longest that a page of the layout holds."""
        levels = LEVELS if kind == "long" else [("short", SHORT_DOSE, None)]
        for name, dose, note in levels:
            prescribed = self.prescribed(name, count, dose, note)
            request = full_request(prescribed, 2) if full else bare_request(prescribed)
            sheet = self.make(layout, request, f"{kind}-{count}-{'full' if full else 'bare'}")
            if sheet.pages or not all(" mm high, and a page of " in found.message for found in sheet.diagnostics):
                break
        return sheet

    def programme(self, name: str) -> tuple[list[Prescribed], Programme]:
        """Return a programme with its exercises."""
        report = Report()
        programme = self.library.load_programme(name, report)
        assert programme is not None
        return resolve_prescription(self.library, report, programmes=[name]), programme

    def make(self, layout_name: str, request: SheetRequest, name: str, standard: str = "ua-1") -> Sheet:
        """Set a sheet in a standard and write it; nothing but what it may say is in the diagnostics."""
        report = Report()
        layout = self.workspace.load_sheet_layout(layout_name, report)
        brand = self.workspace.load_brand(BRAND, report)
        assert layout is not None and brand is not None, report.diagnostics
        layout = layout.in_standard(standard)
        made = compose_sheet(
            brand, layout, request, self.pictures, self.figures, report, "leafletgen tests", request.language
        )
        path = self.folder / "out" / f"{name}.{layout_name}.pdf"
        if made is not None:
            path.write_bytes(made.data)
        return Sheet(path, made.pages if made else 0, layout, brand, request, report.diagnostics)


def figure_text(name: str) -> str:
    """Return the figure of a shipped exercise as it stands in its file, where it is the last entry but the video."""
    text = (ROOT / "assets" / "exercises" / f"{name}.yaml").read_text("utf-8")
    lines = text[text.index("\nfigure:\n") + 1 :].splitlines()
    end = next((at for at, line in enumerate(lines) if at and line[:1].isalpha()), len(lines))
    return "\n".join(lines[:end]) + "\n"


def without_side(figure: str) -> str:
    """Return a figure's text for an exercise that has no sides."""
    return figure.replace("{side}", "left").replace("{other}", "right")


def short_exercise(steps: str, figure: str | None = None) -> str:
    """Return the text of the shortest exercise, with these steps as YAML and perhaps another figure."""
    return _SHORT.format(dose=SHORT_DOSE, steps=steps) + (figure or figure_text("bridge"))


def full_request(prescribed: Sequence[Prescribed], weeks: int) -> SheetRequest:
    """Return a request with everything in it, long."""
    patient = Patient(place=_NOWHERE, name="Wilhelmina Featherstonehaugh-Cholmondeley", nhs_number="9990000018")
    clinician = Clinician(
        place=_NOWHERE,
        name="Dr Bartholomew Fotheringay-Phipps",
        role="Advanced physiotherapy practitioner",
        contact="01632 960 000, or the desk at the end of the corridor",
    )
    return SheetRequest(
        prescribed,
        patient=patient,
        clinician=clinician,
        date="2026-11-21",
        review="2026-12-05",
        goal="Walk to the shops and back without stopping, and carry the bags up to the third floor by myself",
        note="Start on a day when you feel well.\nIf you miss a day, just go on with the next one.",
        diary=weeks,
    )


def bare_request(prescribed: Sequence[Prescribed]) -> SheetRequest:
    """Return a request with exercises and nothing else."""
    return SheetRequest(prescribed)
