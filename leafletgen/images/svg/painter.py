"""A drawing as a picture of dots, painted by resvg from nothing but the drawing and the brand's faces."""

import re
from collections.abc import Sequence
from math import sqrt
from pathlib import Path

from leafletgen.images.fault import PictureError

#: Dots an inch at the size of print: what a press wants of lines, and what it wants of photographs and of shadows.
DPI = 600
SOFT_DPI = 300
#: A picture has at most so many dots; a whole A4 page at 600 dots an inch has 35 million, one of its columns 24.
_MOST_DOTS = 24_000_000
#: How many dots a filter may look at in all.
_MOST_LOOKS = 2_000_000_000
#: How many dots may be painted over one another, as far as a coarser picture can keep to it; and in any case.
_MOST_PAINTED = 300_000_000
_MOST_AT_ALL = 3_000_000_000
#: Under so many dots an inch a picture is not fit for print.
_LEAST_DPI = 150


def dots(width: float, height: float, print_width: float, dpi: int, layers: int = 0, window: float = 0.0) -> int:
    """How many dots across a drawing has when it is printed ``print_width`` points wide.

    The drawing's own width and height and the reach of its filters are in pixels of CSS. Layers is how many times all
    dots are painted over, at most.

    Raises:
        PictureError: it would take too long.
    """
    across = max(1.0, print_width / 72 * dpi)
    most = sqrt(_MOST_DOTS * width / height)
    if layers:
        coarse = print_width / 72 * _LEAST_DPI
        if coarse * coarse * height / width * layers > _MOST_AT_ALL:
            raise PictureError(
                "svg-too-complex",
                "it has so many masks, effects or see-through parts that painting it takes too long",
                "export the picture as PNG",
            )
        most = min(most, max(coarse, sqrt(_MOST_PAINTED / layers * width / height)))
    if window:
        # All dots, times the dots in the window: the fourth power of how many dots go to a pixel.
        finest = (_MOST_LOOKS / (width * height * (2 * window) ** 2)) ** 0.25
        if finest * width < print_width / 72 * _LEAST_DPI:
            raise PictureError(
                "svg-too-complex", "its <feMorphology> takes too long at this size", "export the picture as PNG"
            )
        most = min(most, finest * width)
    return max(1, round(min(across, most)))


#: The tag of the outermost element, and a size in it; in values, the marks of tags and of quotes are written otherwise.
_OUTERMOST = re.compile("<[^>]*>")
_SIDE = re.compile(' (width|height)="[^"]*"')


def _sized(drawing: str, across: int, down: int) -> str:
    """A drawing as large as its picture: the painter makes whole pixels of its size first, and only then scales."""
    sides = {"width": across, "height": down}

    def tag(match: re.Match[str]) -> str:
        return _SIDE.sub(lambda side: f' {side[1]}="{sides[side[1]]}"', match[0])

    return _OUTERMOST.sub(tag, drawing, count=1)


def paint(drawing: str, across: int, down: int, faces: Sequence[bytes], family: str) -> bytes:
    """The drawing as PNG with alpha, so many dots across and down; words are set in the faces of the family.

    Raises:
        PictureError: the painter cannot paint it.
    """
    from tempfile import TemporaryDirectory

    from resvg_py import svg_to_bytes

    with TemporaryDirectory(prefix="leafletgen-") as folder:
        files = []
        for number, face in enumerate(faces):
            path = Path(folder, f"{number}.ttf")
            path.write_bytes(face)
            files.append(str(path))
        try:
            return bytes(
                svg_to_bytes(
                    svg_string=_sized(drawing, across, down),
                    width=across,
                    dpi=96,
                    languages=["en"],
                    skip_system_fonts=True,
                    font_files=files or None,
                    font_family=family or None,
                    sans_serif_family=family or None,
                    serif_family=family or None,
                    font_size=16,
                )
            )
        except (ValueError, OSError, RuntimeError) as fault:
            raise PictureError(
                "svg-cannot-be-drawn", "it cannot be drawn", "save it again as plain SVG, or export it as PNG"
            ) from fault
        except BaseException as fault:
            # A panic of the painter reaches Python as an exception that is none of Exception's.
            if type(fault).__name__ != "PanicException":
                raise
            raise PictureError(
                "svg-cannot-be-drawn", "it cannot be drawn", "save it again as plain SVG, or export it as PNG"
            ) from fault
