"""The pictures of exercises, drawn from their poses or read from files, and kept for the process."""

from __future__ import annotations

from leafletgen.content.model.brand import Brand
from leafletgen.content.model.exercise import Exercise
from leafletgen.document.exercise_picture import ExercisePicture
from leafletgen.figures.sides import mirrored_for
from leafletgen.images.artwork import Artwork, Drawing, Mirrored
from leafletgen.pages.context import Context


class FigureStore:
    """Draws each exercise once for each person; what is kept concerns no patient."""

    def __init__(self) -> None:
        """Start with nothing drawn."""
        self._drawn: dict[tuple[str, str | None, str, bool], list[Drawing]] = {}

    def drawings(
        self, exercise: Exercise, person: str | None, brand: Brand, *, mirrored: bool = False
    ) -> list[Drawing]:
        """The drawings of an exercise whose pictures are poses: start, perhaps a middle, and finish.

        Raises:
            KeyError: nobody is called ``person``.
        """
        key = (exercise.identifier, person, brand.identifier, mirrored)
        drawn = self._drawn.get(key)
        if drawn is None:
            from leafletgen.figures.draw import artwork, draw_poses

            poses = [drawing.pose for drawing in exercise.figure.drawings if drawing.pose is not None]
            drawn = [artwork(figure) for figure in draw_poses(poses, exercise.identifier, person, mirrored=mirrored)]
            self._drawn[key] = drawn
        return drawn

    def picture(self, context: Context, source: ExercisePicture, width: float) -> Artwork | None:
        """One picture of an exercise for print at ``width`` points; None for an unusable file, which is reported.

        It shows the side of the dose, unless it is an image file that may not be mirrored.
        """
        exercise, number, person, side = source
        figure = exercise.figure
        mirrored = mirrored_for(figure, side)
        drawing = figure.drawings[number]
        if drawing.path is None:
            posed = sum(one.pose is not None for one in figure.drawings[:number])
            return self.drawings(exercise, person, context.brand, mirrored=mirrored)[posed]
        picture = context.artwork(drawing.path, width, f'image "{drawing.image}"', drawing.place)
        return Mirrored(picture) if mirrored and picture is not None else picture
