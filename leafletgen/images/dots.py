"""Pictures as mail programs show them: files of dots on white, for many show no vectors, and grounds may be dark."""

from __future__ import annotations

from base64 import b64decode
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from operator import sub
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from leafletgen.images.web_picture import DOTS_A_PIXEL, WebPicture

if TYPE_CHECKING:
    from PIL.Image import Image

#: Colours of a drawing's picture: those of a figure and what lies between any two of them at an edge.
_COLOURS: Final = 32
_COARSER: Final = 4
#: The part of a flat drawing that has one of these colours, at least; another one has so many shades.
_FLAT: Final = 0.9
#: How far two colours of a palette differ in red, green or blue; Pillow mistakes those that are closer.
_APART: Final = 16
_SHADES: Final = 128
_JPEG_QUALITY: Final = 85


class Dots(NamedTuple):
    """A PNG or JPEG file; width and height, of which the ratio counts."""

    data: bytes
    width: float
    height: float


def drawn_dots(image: Image) -> Dots:
    """A drawing in colour as a PNG of few colours: the flat ones as they are, and those at their edges about so."""
    from PIL import Image as Images

    colours = _flat_colours(image)
    if colours is None:
        few = image.quantize(_SHADES, dither=Images.Dither.NONE)
    else:
        palette = Images.new("P", (1, 1))
        palette.putpalette([part for colour in colours for part in colour])
        few = image.quantize(palette=palette, dither=Images.Dither.NONE)
    return Dots(_png(few), image.width, image.height)


def _flat_colours(image: Image) -> list[tuple[int, ...]] | None:
    """The most frequent colours, no two of them nearly the same; None for a picture that has shades.

    They are looked for in a coarser picture, which is ten times as fast.
    """
    from PIL.Image import Resampling

    small = max(1, image.width // _COARSER), max(1, image.height // _COARSER)
    coarse = image.resize(small, Resampling.NEAREST).convert("RGB")
    dots = coarse.tobytes()
    counted = Counter(zip(dots[::3], dots[1::3], dots[2::3], strict=True)).most_common(_SHADES)
    if sum(count for _, count in counted) < _FLAT * coarse.width * coarse.height:
        return None
    colours: list[tuple[int, ...]] = []
    for colour, _ in counted:
        if all(max(map(abs, map(sub, colour, known))) >= _APART for known in colours):
            colours.append(colour)
    return colours[:_COLOURS]


def drawing_dots(
    svg: str,
    width: float,
    height: float,
    across: int,
    faces: Sequence[bytes] = (),
    family: str = "",
    *,
    mirrored: bool = False,
) -> Dots:
    """A drawing as a PNG so many dots across, of few colours; words are set in the faces of the family.

    Raises:
        PictureError: it cannot be painted.
    """
    from PIL import Image as Images

    from leafletgen.images.svg.painter import paint

    down = max(1, round(across * height / width))
    with Images.open(BytesIO(paint(svg, across, down, faces, family))) as painted:
        flat = _on_white(painted, mirrored)
    return drawn_dots(flat)._replace(width=width, height=height)


def file_dots(picture: WebPicture, width: int, faces: Sequence[Path], family: str, *, mirrored: bool = False) -> Dots:
    """A picture of a web page as a file, for so many pixels of CSS; a photograph stays one.

    Raises:
        PictureError: it cannot be painted.
    """
    from PIL import Image as Images
    from PIL import ImageOps

    kind, _, encoded = picture.address.partition(";base64,")
    data = b64decode(encoded)
    if kind.endswith("svg+xml"):
        svg = data.decode()
        read = [face.read_bytes() for face in faces] if "<text" in svg else []
        return drawing_dots(svg, picture.width, picture.height, DOTS_A_PIXEL * width, read, family, mirrored=mirrored)
    is_photograph = kind.endswith("jpeg")
    if is_photograph and not mirrored:
        return Dots(data, picture.width, picture.height)
    with Images.open(BytesIO(data)) as image:
        if not is_photograph:
            return Dots(_png(_on_white(image, mirrored)), picture.width, picture.height)
        buffer = BytesIO()
        ImageOps.mirror(image).save(buffer, "JPEG", quality=_JPEG_QUALITY, subsampling=0)
        return Dots(buffer.getvalue(), picture.width, picture.height)


def _on_white(image: Image, mirrored: bool) -> Image:
    from PIL import Image as Images
    from PIL import ImageOps

    whole = ImageOps.mirror(image.convert("RGBA")) if mirrored else image.convert("RGBA")
    ground = Images.new("RGB", whole.size, "white")
    ground.paste(whole, mask=whole.getchannel("A"))
    return ground


def _png(image: Image) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()
