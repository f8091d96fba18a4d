"""An exercise's drawings for other programs: several poses in one picture, and PNG."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from leafletgen.content.model.exercise import Exercise
from leafletgen.figures.draw import FigureDrawing, draw_poses, operators
from leafletgen.figures.sides import alt_texts, mirrored_for
from leafletgen.figures.svg import svg

if TYPE_CHECKING:
    from PIL.Image import Image

STAGES = ("start", "middle", "finish")
_GAP = 14.0


class NoPoseError(Exception):
    """A picture that was asked for cannot be drawn; the message says why."""


def draw_exercise(exercise: Exercise, stage: str | None, person: str | None, side: str | None = None) -> FigureDrawing:
    """Draw one stage of an exercise, or all of them side by side.

    Raises:
        NoPoseError: the exercise has no such stage, or an image file in place of a pose.
        KeyError: nobody is called ``person``.
    """
    drawn = _stages(exercise, stage, person, side)
    return side_by_side(list(drawn.values())) if stage is None else drawn[stage]


def _stages(exercise: Exercise, stage: str | None, person: str | None, side: str | None) -> dict[str, FigureDrawing]:
    """Return all stages that an exercise has, drawn in one frame."""
    held = {name: drawing for name in STAGES if (drawing := getattr(exercise.figure, name)) is not None}
    if stage is not None and stage not in held:
        raise NoPoseError(f'"{exercise.identifier}" has no {stage}; it has {" and ".join(held)}')
    for name, drawing in held.items():
        if drawing.pose is None:
            raise NoPoseError(f'the {name} of "{exercise.identifier}" is not drawn, it is the image "{drawing.image}"')
    poses = [drawing.pose for drawing in held.values()]
    drawn = draw_poses(poses, exercise.identifier, person, mirrored=mirrored_for(exercise.figure, side))
    return dict(zip(held, drawn, strict=True))


def exercise_svg(exercise: Exercise, stage: str | None, person: str | None = None, side: str | None = None) -> str:
    """Return the SVG file of one stage, or of all side by side, with the alternative text in it.

    Args:
        exercise: a sided one is drawn on the side that its file shows, unless `side` says another.
        stage: start, middle or finish; None for all.
        person: who is drawn.
        side: left or right.

    Raises:
        NoPoseError: see `draw_exercise`.
        KeyError: nobody is called ``person``.
    """
    drawing = draw_exercise(exercise, stage, person, side)
    texts = alt_texts(exercise.figure, side)
    if stage is None:
        return svg(drawing, exercise.name, " ".join(texts))
    index = exercise.figure.drawings.index(getattr(exercise.figure, stage))
    return svg(drawing, f"{exercise.name}, {stage}", texts[index])


def card_svg(exercise: Exercise, ratio: float) -> str:
    """Return the SVG file of all stages of an exercise, arranged to be large in a box of this ratio, width by height.

    It has no words in it: it stands beside the exercise's name.

    Raises:
        NoPoseError: an image file stands in place of a pose.
    """
    return svg(filling(list(_stages(exercise, None, None, None).values()), ratio))


def side_by_side(figures: Sequence[FigureDrawing]) -> FigureDrawing:
    """Return drawings with one frame as a single drawing."""
    return _joined(figures, complex(figures[0].width + _GAP, 0))


def one_above_another(figures: Sequence[FigureDrawing]) -> FigureDrawing:
    """Return drawings with one frame as a single drawing, the first on top."""
    return _joined(figures, complex(0, -figures[0].height - _GAP))


def filling(figures: Sequence[FigureDrawing], ratio: float) -> FigureDrawing:
    """Return drawings with one frame as the single drawing that is larger in a box of this ratio, width by height."""
    made = (side_by_side(figures), one_above_another(figures))
    return min(made, key=lambda drawing: max(drawing.width / ratio, drawing.height))


def _joined(figures: Sequence[FigureDrawing], step: complex) -> FigureDrawing:
    """Return drawings as one, each a step from the one before it."""
    if len(figures) == 1:
        return figures[0]
    shapes = [
        shape._replace(
            path=[(letter, tuple([point + index * step for point in points])) for letter, points in shape.path]
        )
        for index, figure in enumerate(figures)
        for shape in figure.shapes
    ]
    left, bottom, right, top = figures[0].frame
    far = step * (len(figures) - 1)
    frame = (left, bottom + far.imag, right + far.real, top)
    return FigureDrawing(shapes, frame, scaled=figures[0].scaled)


def png(drawing: FigureDrawing, width: int, dpi: int) -> tuple[bytes, int]:
    """Return a drawing as a PNG on white, so many pixels wide, and its height in pixels."""
    from leafletgen.system import raster

    image = painted(drawing, width)
    return raster.png(image, dpi=(dpi, dpi), optimize=True), image.height


def painted(drawing: FigureDrawing, width: int) -> Image:
    """Return a drawing in colour on white, so many pixels wide."""
    from leafletgen.system import raster

    with raster.opened(_one_page(drawing)) as pages:
        # The renderer rounds up; a hair less makes the width the one that was asked for.
        return pages.image(0, (width - 0.01) / drawing.width)


def _one_page(drawing: FigureDrawing) -> bytes:
    """Return the least PDF file that shows a drawing; for the renderer alone, never for a reader."""
    content = operators(drawing).encode()
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {drawing.width:.3f} {drawing.height:.3f}]/Contents 4 0 R>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page.encode(),
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
    ]
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    return data + b"xref\n0 5\n0000000000 65535 f \n" + table + end
