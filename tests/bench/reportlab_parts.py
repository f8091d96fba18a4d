"""What ReportLab's documents share: faces, pictures, page numbers."""

from typing import Any

from reportlab.lib.fonts import addMapping
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

QR_SIDE = 22 * 72 / 25.4


def register(document: dict[str, Any]) -> None:
    """Read the four faces; once a process."""
    for name, file in document["fonts"].items():
        pdfmetrics.registerFont(TTFont(f"Text-{name}", file))
    addMapping("Text-regular", 0, 0, "Text-regular")
    addMapping("Text-regular", 1, 0, "Text-bold")
    addMapping("Text-regular", 0, 1, "Text-italic")
    addMapping("Text-regular", 1, 1, "Text-bold_italic")


def pictures_of(held: object) -> set[str]:
    """Every picture that a document names, QR codes apart."""
    if isinstance(held, list):
        return {file for entry in held for file in pictures_of(entry)}
    if isinstance(held, dict):
        return {file for name, entry in held.items() if name != "code" for file in pictures_of(entry)}
    return {held} if isinstance(held, str) and held.endswith(".svg") else set()


def drawings(document: dict[str, Any]) -> dict[str, Any]:
    """Every picture as a ReportLab drawing, by the name of its file."""
    from svglib.svglib import svg2rlg

    made = {file: svg2rlg(file) for file in sorted(pictures_of(document))}
    for drawing in made.values():
        _set_fonts(drawing)
    return made


def _set_fonts(shape: Any) -> None:
    """Words in pictures use the faces that are registered, rather than what svglib finds on this machine."""
    if hasattr(shape, "fontName"):
        shape.fontName = "Text-bold" if "Bold" in shape.fontName else "Text-regular"
    for part in getattr(shape, "contents", ()):
        _set_fonts(part)


class Picture(Flowable):  # type: ignore[misc, unused-ignore]
    """A drawing at a width in points."""

    def __init__(self, drawing: Any, width: float) -> None:
        super().__init__()
        self.drawing = drawing
        self.scale = width / drawing.width
        self.width, self.height = width, drawing.height * self.scale
        self.spaceBefore = self.spaceAfter = 8.0
        self.hAlign = "CENTER"

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        self.canv.scale(self.scale, self.scale)
        self.drawing.drawOn(self.canv, 0, 0)


class Code(Flowable):  # type: ignore[misc, unused-ignore]
    """A QR code, one pixel a module, read once."""

    def __init__(self, reader: ImageReader) -> None:
        super().__init__()
        self.reader = reader
        self.width = self.height = QR_SIDE

    def draw(self) -> None:
        self.canv.drawImage(self.reader, 0, 0, QR_SIDE, QR_SIDE)


def numbered(document: dict[str, Any]) -> type[Canvas]:
    """A canvas that prints "page n of m" when it knows m."""
    _, right, bottom, left = document["margins"]
    size, width = document["sizes"]["footer"], document["width"]

    class Numbered(Canvas):  # type: ignore[misc, unused-ignore]
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self.states: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802 - ReportLab's name
            self.states.append(dict(self.__dict__))
            self._startPage()  # type: ignore[attr-defined]  # the usual recipe; the stubs leave it out

        def save(self) -> None:
            for number, state in enumerate(self.states, 1):
                self.__dict__.update(state)
                self.setFont("Text-regular", size)
                words = [
                    slot.replace("{page}", str(number)).replace("{pages}", str(len(self.states)))
                    for slot in document["footer"]
                ]
                self.drawString(left, bottom - 2 * size, words[0])
                self.drawCentredString((left + width - right) / 2, bottom - 2 * size, words[1])
                self.drawRightString(width - right, bottom - 2 * size, words[2])
                super().showPage()
            super().save()

    return Numbered
