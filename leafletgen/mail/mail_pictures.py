"""The pictures of a message: PNG or JPEG files of their own, named by what is in them."""

from __future__ import annotations

from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from leafletgen.content.model.brand import Brand
from leafletgen.document import looks
from leafletgen.document.element import Element
from leafletgen.document.exercise_picture import ExercisePicture
from leafletgen.document.sources import Image, Logo
from leafletgen.errors import Place, Report
from leafletgen.figures.sides import mirrored_for
from leafletgen.images import Dots, PictureError, PictureStore
from leafletgen.mail.parts import Picture
from leafletgen.mail.reading.picture import PagePicture
from leafletgen.system.raster import UnreadableError

if TYPE_CHECKING:
    from leafletgen.figures.draw import FigureDrawing

#: The part of the room that a picture takes which asks for none, and each of several side by side.
_SHARE: Final = 0.7
#: The height that no picture passes, in pixels of CSS, and the width of one of an exercise.
_TALLEST: Final = 460
_POSED: Final = 300
#: Pixels of CSS in a millimetre (CSS Values 4, 6.2).
_MM: Final = 96 / 25.4


class Shown(NamedTuple):
    """A picture and its size, in pixels of CSS."""

    picture: Picture
    width: int
    height: int


class MailPictures:
    """Prepares the pictures of a brand's messages, each once; what is kept concerns no patient."""

    def __init__(self, brand: Brand, store: PictureStore) -> None:
        """Take whose messages they are in, and what prepares pictures."""
        self.brand = brand
        self.store = store
        self.report = Report()
        self._posed: dict[tuple[str, str | None, bool], list[Dots]] = {}

    def shown(self, element: Element, room: float) -> Shown | None:
        """The picture of a figure or a decoration in so many pixels of CSS; None for what is no picture of a file."""
        source = element.source
        if isinstance(source, Logo):
            return self._logo()
        if isinstance(source, Image):
            share = source.share or (1.0 if source.framed or element.look == looks.COVER else _SHARE)
            return self._file(source.path, room * share, source.called, element.place)
        if isinstance(source, ExercisePicture):
            return self._exercise(source, min(room, _POSED))
        if isinstance(source, PagePicture):
            return self._of_page(source, room)
        return None

    @staticmethod
    def _of_page(source: PagePicture, room: float) -> Shown | None:
        """A picture of a finished PDF; None where it lies off its page, so that its words alone are said.

        What is small on paper, such as a pose in one of its columns, is as large as other pictures of a message.
        """
        width = _within(source, min(room, max(_POSED, source.width)))
        try:
            data = source.drawn(width)
        except UnreadableError:
            return None
        return _sized(Dots(data, source.width, source.height), width) if data else None

    def _exercise(self, source: ExercisePicture, width: float) -> Shown | None:
        drawing = source.exercise.figure.drawings[source.number]
        mirrored = mirrored_for(source.exercise.figure, source.side)
        if drawing.path is not None:
            return self._file(drawing.path, width, f'image "{drawing.image}"', drawing.place, mirrored=mirrored)
        return _sized(self._pose(source, mirrored), width)

    def _pose(self, source: ExercisePicture, mirrored: bool) -> Dots:
        """A picture that is drawn from a pose.

        Raises:
            KeyError: nobody is called as the source says.
        """
        exercise, number, person, _ = source
        key = (exercise.identifier, person, mirrored)
        drawings = exercise.figure.drawings
        if key not in self._posed:
            from leafletgen.figures.draw import draw_poses

            poses = [drawing.pose for drawing in drawings if drawing.pose is not None]
            drawn = draw_poses(poses, exercise.identifier, person, mirrored=mirrored)
            self._posed[key] = [self._painted(figure) for figure in drawn]
        return self._posed[key][sum(drawing.pose is not None for drawing in drawings[:number])]

    def _painted(self, figure: FigureDrawing) -> Dots:
        from leafletgen.figures.draw import operators
        from leafletgen.figures.export import painted

        said = f"{operators(figure)} {figure.width} {figure.height}"
        return self.store.drawn(said, round(_within(figure, _POSED)), partial(painted, figure))

    def _logo(self) -> Shown | None:
        logo = self.brand.logo
        found = self._dots(self.brand.files[logo.file], _POSED, f'the logo "{logo.file}"', logo.place, False)
        return _sized(found, logo.height_mm * _MM * found.width / found.height) if found is not None else None

    def _file(
        self, path: Path, width: float, called: str, place: Place | None, *, mirrored: bool = False
    ) -> Shown | None:
        found = self._dots(path, width, called, place, mirrored)
        return _sized(found, width) if found is not None else None

    def _dots(self, path: Path, width: float, called: str, place: Place | None, mirrored: bool) -> Dots | None:
        family = self.brand.fonts.text
        faces = [self.brand.files[name] for name in (family.regular, family.bold)]
        try:
            return self.store.for_mail(path, round(width), family.name, faces, mirrored=mirrored)
        except PictureError as fault:
            self.report.error(fault.code, f"{called} cannot be used: {fault}", fault.hint, place)
            return None


class _Sides(Protocol):
    """What has a ratio."""

    @property
    def width(self) -> float:
        """How wide it is."""

    @property
    def height(self) -> float:
        """How high it is."""


def _within(picture: _Sides, width: float) -> float:
    """The width at which a picture is no taller than others."""
    return min(width, _TALLEST * picture.width / picture.height)


def _sized(dots: Dots, width: float) -> Shown:
    width = _within(dots, width)
    size = max(1, round(width)), max(1, round(width * dots.height / dots.width))
    return Shown(Picture(f"{sha256(dots.data).hexdigest()[:24]}@leafletgen", dots.data), *size)
