"""Every exercise that is shipped loads, draws for everybody, and prints in grey with outlines that stand out."""

from __future__ import annotations

import io
from itertools import pairwise

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from leafletgen.errors import Report
from leafletgen.figures.draw import FigureDrawing, draw_poses
from leafletgen.figures.export import png
from leafletgen.figures.people import PEOPLE
from leafletgen.library.exercises import Exercises
from leafletgen.library.prescribing import resolve_prescription
from leafletgen.library.workspace import Workspace
from tests.figures.test_figures import seen_whole
from tests.support.building import ROOT

LIBRARY = Exercises(Workspace(ROOT))
EXERCISES = LIBRARY.exercise_names()
#: Paper, and a wall behind people, are lighter than the first grey; an outline is darker than the second.
GROUND, OUTLINE = 208, 116
SHARE = 0.95


def test_enough() -> None:
    """So many exercises and programmes are shipped, and nothing is to be said about any of them."""
    report = Report()
    assert len(LIBRARY.load_all(report)) == len(EXERCISES) >= 48
    programmes = LIBRARY.load_programmes(report)
    assert len(programmes) >= 10
    assert list(map(str, report.diagnostics)) == []
    for programme in programmes:
        found = Report()
        prescribed = resolve_prescription(LIBRARY, found, programmes=[programme.identifier])
        assert len(prescribed) == len(programme.exercises)
        assert not found.has_errors


def drawings(name: str, person: str | None = None) -> list[FigureDrawing]:
    """Return the drawings of an exercise: start and finish at least, all of them poses."""
    report = Report()
    exercise = LIBRARY.load(name, report)
    assert exercise is not None, report.diagnostics
    held = exercise.figure.drawings
    assert len(held) >= 2
    poses = [drawing.pose for drawing in held if drawing.pose is not None]
    assert len(poses) == len(held)
    return draw_poses(poses, name, person)


@pytest.mark.parametrize("name", EXERCISES)
def test_figures_draw_for_everybody(name: str) -> None:
    """Each picture differs from the one before; they share one frame, and nothing is outside it, for every person."""
    for person in PEOPLE:
        drawn = drawings(name, person)
        assert len({drawing.frame for drawing in drawn}) == 1
        assert all(one.shapes != after.shapes for one, after in pairwise(drawn))
        for drawing in drawn:
            left, bottom, right, top = drawing.frame
            points = [point for shape in seen_whole(drawing.shapes) for _, path in shape.path for point in path]
            assert points
            assert all(left <= point.real <= right and bottom <= point.imag <= top for point in points)


def test_grey_levels_are_three_to_one() -> None:
    """The greys that the next test asks for are 3:1 apart (WCAG 2.2, 1.4.11)."""
    assert (luminance(GROUND) + 0.05) / (luminance(OUTLINE) + 0.05) >= 3


def luminance(grey: int) -> float:
    """Return the relative luminance of a grey from 0 to 255."""
    share = grey / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


@pytest.mark.parametrize("name", EXERCISES)
def test_outline_in_grey(name: str) -> None:
    """All around a figure an outline of 3:1 stands between it and the ground, in grey and at the size of print."""
    for drawing in drawings(name):
        share = outlined(drawing)
        assert share >= SHARE, f"{share:.0%} of the border is dark enough"


def outlined(drawing: FigureDrawing) -> float:
    """Return how much of the border of what is drawn has an outline, from 0 to 1."""
    data, _ = png(drawing, max(160, int(drawing.width)), 150)
    with Image.open(io.BytesIO(data)) as drawn:
        grey = drawn.convert("L")
    # A rim of paper, so that the ground hangs together around the picture.
    picture = Image.new("L", (grey.width + 4, grey.height + 4), 255)
    picture.paste(grey, (2, 2))
    light = picture.point([255 if level >= GROUND else 0 for level in range(256)])
    ImageDraw.floodfill(light, (0, 0), 128)
    ground = light.point([255 if level == 128 else 0 for level in range(256)])
    border = ImageChops.subtract(ground.filter(ImageFilter.MaxFilter(3)), ground)
    dark = picture.filter(ImageFilter.MinFilter(7)).point([255 if level <= OUTLINE else 0 for level in range(256)])
    both = ImageChops.multiply(border, dark)
    return both.histogram()[255] / border.histogram()[255]


def test_a_pale_outline_is_seen() -> None:
    """A figure with a pale outline fails, so that the proof above proves something."""
    drawing = drawings("bridge")[0]
    pale = [
        shape._replace(fill=shape.fill and "#C8C8C8", stroke=shape.stroke and "#B0B0B0") for shape in drawing.shapes
    ]
    assert outlined(FigureDrawing(pale, drawing.frame, scaled=True)) < 0.5
