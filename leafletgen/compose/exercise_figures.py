"""The pictures of exercises, drawn from their poses or read from files, and kept for the process."""

from leafletgen.compose.context import Context
from leafletgen.content.model.brand import Brand
from leafletgen.content.model.exercise import Exercise
from leafletgen.figures.sides import mirrored_for
from leafletgen.images.artwork import Artwork, Drawing, Mirrored


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

    def pictures(
        self, context: Context, exercise: Exercise, person: str | None, width: float, side: str | None
    ) -> list[Artwork]:
        """The pictures of an exercise for print at ``width`` points each; an unusable file is reported.

        They show the side of the dose, but for image files that may not be mirrored.
        """
        figure = exercise.figure
        mirrored = mirrored_for(figure, side)
        if all(drawing.pose is not None for drawing in figure.drawings):
            return list(self.drawings(exercise, person, context.brand, mirrored=mirrored))
        found: list[Artwork] = []
        for drawing in figure.drawings:
            if drawing.path is None:
                continue
            picture = context.artwork(drawing.path, width, f'image "{drawing.image}"', drawing.place)
            if picture is not None:
                found.append(Mirrored(picture) if mirrored else picture)
        return found
