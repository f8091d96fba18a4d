"""Pose data to drawing: one frame for all poses of an exercise, and the operators of a page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from leafletgen.figures.closeups import draw_close_up
from leafletgen.figures.front import draw_front, hidden_legs
from leafletgen.figures.geometry import Path
from leafletgen.figures.people import PEOPLE, Person, dressed, person_for
from leafletgen.figures.picture import Frame, Picture, Shape
from leafletgen.figures.pose import Pose
from leafletgen.figures.props import add_arrows, behind, ground, in_front, in_hand
from leafletgen.figures.side import draw_side
from leafletgen.figures.skeleton import Skeleton
from leafletgen.images.artwork import Drawing, Lines

_GRAIN = 3
"""Operators count in thirds of a unit, so that no number needs a decimal point."""
_MARGIN = 5.0
_STRIPS, _DEEPEST = 24, 60.0
"""Into how many strips a picture is divided to see where it is empty at the top, and to what depth in units."""


class FigureDrawing:
    """One drawn pose: its shapes and the frame that it shares with the other poses of its exercise."""

    __slots__ = ("frame", "scaled", "shapes", "written")

    def __init__(self, shapes: list[Shape], frame: Frame, *, scaled: bool) -> None:
        """Take shapes in the units of poses, and their frame; scaled is a whole body, not a close-up."""
        self.shapes = shapes
        self.frame = frame
        self.scaled = scaled
        self.written = ""

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
    return list(_drawn(tuple(poses), exercise, person, shirt, mirrored))


@lru_cache(maxsize=16)  # what is on a page is in its web page, or in the message about it, right after
def _drawn(
    poses: tuple[Pose, ...], exercise: str, person: str | None, shirt: str | None, mirrored: bool
) -> list[FigureDrawing]:
    who = dressed(PEOPLE[person or person_for(exercise)], shirt)
    pictures = [_draw(pose, who) for pose in poses]
    for index, pose in enumerate(poses):
        if pose.ghost and index and pose.close_up is None:
            pale = _draw(poses[0], who, alone=True)
            pictures[index].beneath(pale.silhouette("#E9EEF0", "#B4BFC5"))
    _fit_close_ups(poses, pictures)
    _stand(poses, pictures)
    window = next((pose.crop for pose in poses if pose.crop), None)
    if window is not None:
        left, bottom, right, top = window
        for picture in pictures:
            picture.crop((left, bottom, right, top))
    for pose, picture in zip(poses, pictures, strict=True):
        if (pose.facing == "left") != mirrored:
            picture.mirrored()
        if who.height != 1:
            picture.moved(who.height, 0j)
    left, bottom, right, top = _around(pictures)
    # A line is round what is cropped, so that it needs no room on its edge.
    margin = _MARGIN if window is None else 0.0
    frame = (left - margin, bottom - margin, right + margin, top + margin)
    scaled = window is None and any(pose.close_up is None for pose in poses)
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


def _around(pictures: Sequence[Picture]) -> Frame:
    """Return the frame that holds all of them."""
    frames = [picture.frame() for picture in pictures]
    return (
        min(box[0] for box in frames),
        min(box[1] for box in frames),
        max(box[2] for box in frames),
        max(box[3] for box in frames),
    )


def _fit_close_ups(poses: Sequence[Pose], pictures: Sequence[Picture]) -> None:
    """Put close-ups into the middle of the frame of the whole bodies beside them, as large as they fit."""
    pairs = list(zip(poses, pictures, strict=True))
    close = [picture for pose, picture in pairs if pose.close_up is not None]
    whole = [picture for pose, picture in pairs if pose.close_up is None]
    if not close or not whole:
        return
    left, bottom, right, top = _around(whole)
    low_left, low, far_right, high = _around(close)
    scale = min((right - left) / (far_right - low_left), (top - bottom) / (high - low))
    shift = complex(left + right, bottom + top) / 2 - complex(low_left + far_right, low + high) / 2 * scale
    for picture in close:
        picture.moved(scale, shift)


def _stand(poses: Sequence[Pose], pictures: Sequence[Picture]) -> None:
    """Put the ground under all poses, as wide as the widest needs."""
    left, bottom, right, top = _around(pictures)
    windows = [pose.crop for pose in poses if pose.crop]
    # Where a part is shown alone, the ground goes through it from edge to edge.
    frame = (min([left, *[box[0] for box in windows]]), bottom, max([right, *[box[2] for box in windows]]), top)
    for pose, picture in zip(poses, pictures, strict=True):
        if pose.close_up is None:
            picture.beneath(ground(pose, frame))


def operators(drawing: FigureDrawing) -> str:
    """Return the drawing as PDF page operators, the origin at the bottom left of its frame; it keeps them."""
    if not drawing.written:
        drawing.written = _operators(drawing)
    return drawing.written


def _operators(drawing: FigureDrawing) -> str:
    left, bottom = drawing.frame[:2]
    out = [f"q {1 / _GRAIN:.5f} 0 0 {1 / _GRAIN:.5f} 0 0 cm 1 J 1 j"]
    fill = stroke = ""
    width = -1.0
    for shape in drawing.shapes:
        if shape.fill is None and shape.stroke is None:
            # The end of a window brings back the colours from before it.
            out.append(f"q {_path(shape.path, left, bottom)} W n" if shape.path else "Q")
            fill, stroke, width = "", "", -1.0
            continue
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
    written = operators(drawing)
    widths = [(at, float(line[:-2])) for at, line in enumerate(written.split("\n")) if line.endswith(" w")]
    lines = Lines(min(width for _, width in widths) / _GRAIN, [(at, _GRAIN) for at, _ in widths]) if widths else None
    return Drawing(
        drawing.width, drawing.height, written, lines=lines, scaled=drawing.scaled, free=_free_at_the_top(drawing)
    )


def _free_at_the_top(drawing: FigureDrawing) -> list[float]:
    """How much is empty under the top edge, in strips of one width from left to right, as far as words may need it."""
    left, _, right, top = drawing.frame
    free = [_DEEPEST] * _STRIPS
    strip = (right - left) / _STRIPS
    for shape in drawing.shapes:
        edge = shape.width / 2
        if top - max([point.imag for _, points in shape.path for point in points], default=0.0) - edge >= _DEEPEST:
            continue
        last: tuple[complex, ...] = ()
        for _, points in shape.path:
            piece = last + tuple(points)
            last = piece[-1:]
            above = top - edge - max([point.imag for point in piece])
            across = [point.real - left for point in piece]
            first, end = int((min(across) - edge) / strip), int((max(across) + edge) / strip)
            for at in range(max(first, 0), min(end, _STRIPS - 1) + 1):
                free[at] = min(free[at], above)
    return free
