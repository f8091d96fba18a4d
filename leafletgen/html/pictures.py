"""Pictures of a page: each one is in it, so that nothing is asked for when it is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from leafletgen.content.model.brand import Brand
from leafletgen.document import looks
from leafletgen.document.element import Element
from leafletgen.document.sources import Image, Logo, QrCode
from leafletgen.errors import Place, Report
from leafletgen.html.inline import attributes
from leafletgen.images import PictureError, PictureStore, WebPicture

if TYPE_CHECKING:
    from leafletgen.html.exercise_pictures import ExercisePictures

#: The column of the page, and the height that no picture passes, in pixels of CSS.
COLUMN: Final = 672
_TALLEST: Final = 460
#: The part of the column that a picture takes which asks for none, and each of several side by side.
_SHARE: Final = 0.7
_FRAMED: Final = 0.5
#: Pixels of CSS in a millimetre (CSS Values 4, 6.2).
_MM: Final = 96 / 25.4


class PictureWriter:
    """Shows what figures have as their source."""

    def __init__(
        self, brand: Brand, pictures: PictureStore, report: Report, exercises: ExercisePictures | None
    ) -> None:
        """Take whose page it is, what prepares pictures, and where one is told that cannot be used."""
        self.brand = brand
        self.pictures = pictures
        self.report = report
        self.exercises = exercises

    def picture(self, element: Element) -> str:
        """The picture of a figure or a decoration; nothing for codes to scan, whose address stands beside them."""
        source, alt = element.source, element.alt or ""
        if isinstance(source, Logo):
            return self._logo(alt)
        if source is None or isinstance(source, QrCode):
            return ""
        if not isinstance(source, Image):
            return self._exercise(source, alt)
        share = source.share or (_FRAMED if source.framed else 1.0 if element.look == looks.COVER else _SHARE)
        found = self._load(source.path, round(COLUMN * share), source.called, element.place)
        return shown(found, alt, COLUMN * share) if found is not None else ""

    def _exercise(self, source: object, alt: str) -> str:
        from leafletgen.document.exercise_picture import ExercisePicture
        from leafletgen.html.exercise_pictures import ExercisePictures, is_mirrored

        assert isinstance(source, ExercisePicture)
        drawing = source.exercise.figure.drawings[source.number]
        width = COLUMN * _FRAMED
        if drawing.path is None:
            self.exercises = self.exercises or ExercisePictures()
            return shown(self.exercises.posed(source), alt, width)
        found = self._load(drawing.path, round(width), f'image "{drawing.image}"', drawing.place)
        return shown(found, alt, width, "mirrored" if is_mirrored(source) else None) if found is not None else ""

    def _logo(self, alt: str) -> str:
        """The logo for the dark band of a screen, and the one for paper, of which a browser shows one."""
        logo, files = self.brand.logo, self.brand.files
        names = [(logo.file, "on-paper"), (logo.reversed, "on-screen")]
        both = logo.reversed is not None
        made: list[str] = []
        for name, look in names:
            if name is None:
                continue
            found = self._load(files[name], COLUMN // 2, f'the logo "{name}"', logo.place)
            if found is not None:
                width = logo.height_mm * _MM * found.width / found.height
                made.append(shown(found, alt, width, look if both else "plate"))
        return "".join(made)

    def _load(self, path: Path, width: int, called: str, place: Place | None) -> WebPicture | None:
        try:
            return self.pictures.for_web(path, width, self.brand.fonts.text.name)
        except PictureError as fault:
            self.report.error(fault.code, f"{called} cannot be used: {fault}", fault.hint, place)
            return None


def shown(picture: WebPicture, alt: str, width: float, look: str | None = None) -> str:
    """A picture at most so many pixels of CSS wide, and no taller than a screen; its size keeps its place free."""
    width = min(width, _TALLEST * picture.width / picture.height)
    height = width * picture.height / picture.width
    size = {"width": str(max(1, round(width))), "height": str(max(1, round(height)))}
    # The address needs no escapes, and may have a million characters.
    return f'<img src="{picture.address}"{attributes(alt=alt, class_=look, **size)}>'
