"""Pictures as mail programs show them: files of dots on white, for many show no vectors, and grounds may be dark."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from leafletgen.images.web_picture import DOTS_A_PIXEL, WebPicture

if TYPE_CHECKING:
    from PIL.Image import Image

#: Colours of a drawing's picture: those of a figure and what lies between any two of them at an edge.
_COLOURS: Final = 32
_COARSER: Final = 4
_JPEG_QUALITY: Final = 85


class Dots(NamedTuple):
    """A PNG or JPEG file; width and height, of which the ratio counts."""

    data: bytes
    width: float
    height: float


def drawn_dots(image: Image) -> Dots:
    """A drawing in colour as a PNG of few colours.

    They are those of a coarser picture: these are found eight times as fast, and are the same to the eye.
    """
    from PIL import Image as Images

    coarse = image.resize(
        (max(1, image.width // _COARSER), max(1, image.height // _COARSER)), Images.Resampling.NEAREST
    )
    few = image.quantize(palette=coarse.quantize(_COLOURS), dither=Images.Dither.NONE)
    return Dots(_png(few), image.width, image.height)


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
