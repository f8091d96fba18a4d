"""Pose data to drawing: one frame for all poses of an exercise, and the operators of a page."""

from __future__ import annotations

from collections.abc import Sequence

from leafletgen.figures.closeups import draw_close_up
from leafletgen.figures.front import draw_front, hidden_legs
from leafletgen.figures.geometry import Path
from leafletgen.figures.people import PEOPLE, Person, dressed, person_for
from leafletgen.figures.picture import Frame, Picture, Shape
from leafletgen.figures.pose import Pose
from leafletgen.figures.props import add_arrows, behind, ground, in_front, in_hand
from leafletgen.figures.side import draw_side
from leafletgen.figures.skeleton import Skeleton
from leafletgen.images.artwork import Drawing

_GRAIN = 3
"""Operators count in thirds of a unit, so that no number needs a decimal point."""
_MARGIN = 5.0


class FigureDrawing:
    """One drawn pose: its shapes and the frame that it shares with the other poses of its exercise."""

    __slots__ = ("frame", "scaled", "shapes")

    def __init__(self, shapes: list[Shape], frame: Frame, *, scaled: bool) -> None:
        """Take shapes in the units of poses, and their frame; scaled is a whole body, not a close-up."""
        self.shapes = shapes
        self.frame = frame
        self.scaled = scaled

    @property
    def width(self) -> float:
        """Width of the frame."""
        return self.frame[2] - self.frame[0]

    @property
    def height(self) -> float:
        """Height of the frame."""
        return self.frame[3] - self.frame[1]


def draw_poses(
    poses: Sequence[Pose],
    exercise: str = "",
    person: str | None = None,
    shirt: str | None = None,
    *,
    mirrored: bool = False,
) -> list[FigureDrawing]:
    """Draw the poses of one exercise at one scale, on one ground, in one frame.

    Args:
        poses: start, perhaps a middle, and finish.
        exercise: its id, which chooses the person when none is named.
        person: a name from `PEOPLE`.
        shirt: the colour of the shirt as #RRGGBB, such as a brand's.
        mirrored: turn left and right, for the other side of a sided exercise.

    Raises:
        KeyError: nobody has that name.
    """
    who = dressed(PEOPLE[person or person_for(exercise)], shirt)
    pictures = [_draw(pose, who) for pose in poses]
    for index, pose in enumerate(poses):
        if pose.ghost and index and pose.close_up is None:
            pale = _draw(poses[0], who, alone=True)
            pictures[index].beneath(pale.silhouette("#E9EEF0", "#B4BFC5"))
    _stand(poses, pictures)
    for pose, picture in zip(poses, pictures, strict=True):
        if (pose.facing == "left") != mirrored:
            picture.mirrored()
    frames = [picture.frame() for picture in pictures]
    frame = (
        min(box[0] for box in frames) - _MARGIN,
        min(box[1] for box in frames) - _MARGIN,
        max(box[2] for box in frames) + _MARGIN,
        max(box[3] for box in frames) + _MARGIN,
    )
    scaled = all(pose.close_up is None for pose in poses)
    return [FigureDrawing(picture.shapes, frame, scaled=scaled) for picture in pictures]


def _draw(pose: Pose, person: Person, *, alone: bool = False) -> Picture:
    picture = Picture()
    if pose.close_up is not None:
        draw_close_up(picture, pose.close_up, person)
        if not alone:
            add_arrows(picture, pose, None)
        return picture
    skeleton = Skeleton(pose)
    hidden_legs(picture, skeleton, person)
    if not alone:
        behind(picture, skeleton)
    draw = draw_front if skeleton.front else draw_side
    draw(picture, skeleton, person, lambda target: None if alone else in_hand(target, skeleton, person))
    if not alone:
        in_front(picture, skeleton, person)
        add_arrows(picture, pose, skeleton)
    return picture


def _stand(poses: Sequence[Pose], pictures: Sequence[Picture]) -> None:
    """Put the ground under all poses, as wide as the widest needs."""
    frames = [picture.frame() for picture in pictures]
    left, right = min(box[0] for box in frames), max(box[2] for box in frames)
    bottom, top = min(box[1] for box in frames), max(box[3] for box in frames)
    for pose, picture in zip(poses, pictures, strict=True):
        if pose.close_up is None:
            picture.beneath(ground(pose, (left, bottom, right, top)))


def operators(drawing: FigureDrawing) -> str:
    """Return the drawing as PDF page operators, the origin at the bottom left of its frame."""
    left, bottom = drawing.frame[:2]
    out = [f"q {1 / _GRAIN:.5f} 0 0 {1 / _GRAIN:.5f} 0 0 cm 1 J 1 j"]
    fill = stroke = ""
    width = -1.0
    for shape in drawing.shapes:
        if shape.fill is not None and shape.fill != fill:
            fill = shape.fill
            out.append(f"{_colour(fill)} rg")
        if shape.stroke is not None:
            if shape.stroke != stroke:
                stroke = shape.stroke
                out.append(f"{_colour(stroke)} RG")
            if shape.width != width:
                width = shape.width
                out.append(f"{round(width * _GRAIN, 1):g} w")
        # The painting operators close the last part of a path themselves.
        closed = shape.path[-1][0] == "Z"
        painted = "f" if shape.stroke is None else "Ss"[closed] if shape.fill is None else "Bb"[closed]
        out.append(f"{_path(shape.path[:-1] if closed else shape.path, left, bottom)} {painted}")
    out.append("Q")
    return "\n".join(out)


def _path(path: Path, left: float, bottom: float) -> str:
    words: list[str] = []
    origin = complex(left, bottom)
    for letter, points in path:
        for point in points:
            moved = (point - origin) * _GRAIN
            words.append(f"{round(moved.real)} {round(moved.imag)}")
        words.append({"M": "m", "L": "l", "C": "c", "Z": "h"}[letter])
    return " ".join(words)


def _colour(colour: str) -> str:
    parts = [f"{int(colour[at : at + 2], 16) / 255:.3f}".rstrip("0").rstrip(".") for at in (1, 3, 5)]
    return " ".join(part[1:] if part.startswith("0.") else part for part in parts)


def artwork(drawing: FigureDrawing) -> Drawing:
    """Return the drawing for a page."""
    return Drawing(drawing.width, drawing.height, operators(drawing), scaled=drawing.scaled)
