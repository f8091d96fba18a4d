"""The pictures of exercises on a page: drawn from their poses, or from files; loaded for sheets alone."""

from __future__ import annotations

from leafletgen.document.exercise_picture import ExercisePicture
from leafletgen.figures.sides import mirrored_for
from leafletgen.images import WebPicture
from leafletgen.images.web_picture import data_address


def is_mirrored(source: ExercisePicture) -> bool:
    """Whether a picture shows the other side than the one it was drawn for."""
    return mirrored_for(source.exercise.figure, source.side)


class ExercisePictures:
    """Draws each exercise of a workspace once for each person; what is kept concerns no patient."""

    def __init__(self) -> None:
        """Start with nothing drawn."""
        self._drawn: dict[tuple[str, str | None, bool], list[WebPicture]] = {}

    def posed(self, source: ExercisePicture) -> WebPicture:
        """A picture that is drawn from a pose.

        Raises:
            KeyError: nobody is called as the source says.
        """
        exercise, number, person, _ = source
        mirrored = is_mirrored(source)
        key = (exercise.identifier, person, mirrored)
        drawings = exercise.figure.drawings
        if key not in self._drawn:
            from leafletgen.figures.draw import draw_poses
            from leafletgen.figures.svg import svg

            poses = [drawing.pose for drawing in drawings if drawing.pose is not None]
            figures = draw_poses(poses, exercise.identifier, person, mirrored=mirrored)
            self._drawn[key] = [
                WebPicture(data_address("image/svg+xml", svg(figure).encode()), figure.width, figure.height)
                for figure in figures
            ]
        return self._drawn[key][sum(drawing.pose is not None for drawing in drawings[:number])]
