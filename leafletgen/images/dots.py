"""Pictures as mail programs show them: files of dots on white, for many show no vectors, and grounds may be dark."""

from __future__ import annotations

from base64 import b64decode
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from operator import sub
from pathlib import Path
from sys import byteorder
from typing import TYPE_CHECKING, Final, NamedTuple

from leafletgen.images.web_picture import DOTS_A_PIXEL, WebPicture

if TYPE_CHECKING:
    from PIL.Image import Image

#: Colours of a drawing's picture: those of a figure and what lies between any two of them at an edge.
_COLOURS: Final = 48
_COARSER: Final = 4
#: The part of a flat drawing that has one of these colours, at least; another one has so many shades.
_FLAT: Final = 0.9
_SHADES: Final = 128
#: The part of a picture that a flat colour has, at least, and how far others are apart in red, green or blue.
_RARE: Final = 0.002
_APART: Final = 12
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
    few = image.quantize(_SHADES, dither=Images.Dither.NONE) if colours is None else _in_colours(image, colours)
    return Dots(_png(few), image.width, image.height)


def _in_colours(image: Image, colours: Sequence[tuple[int, ...]]) -> Image:
    from PIL import Image as Images

    flat = [part for colour in colours for part in colour]
    palette = Images.new("P", (1, 1))
    palette.putpalette(flat + flat[:3] * (256 - len(colours)))  # greys stand in what is left free
    swatch = Images.frombytes("RGB", (len(colours), 1), bytes(flat))
    if swatch.quantize(palette=palette, dither=Images.Dither.NONE).tobytes() == bytes(range(len(colours))):
        few = image.quantize(palette=palette, dither=Images.Dither.NONE)
    else:
        # Pillow's way is quick, and takes a neighbour for some of these colours.
        nearest = _Nearest(colours)
        dots = memoryview(image.convert("RGBA").tobytes()).cast("I")
        few = Images.frombytes("P", image.size, bytes(map(nearest.__getitem__, dots)))
    few.putpalette(flat)
    return few


class _Nearest(dict[int, int]):
    """The number of the nearest colour by a dot's four bytes as a number, worked out once for each."""

    def __init__(self, colours: Sequence[tuple[int, ...]]) -> None:
        super().__init__()
        self.colours = colours

    def __missing__(self, dot: int) -> int:
        red, green, blue, _ = dot.to_bytes(4, byteorder)
        away = [(r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2 for r, g, b in self.colours]
        self[dot] = found = away.index(min(away))
        return found


def _flat_colours(image: Image) -> list[tuple[int, ...]] | None:
    """The most frequent colours of a coarser picture, which tells as much; None for a picture that has shades."""
    from PIL.Image import Resampling

    small = max(1, image.width // _COARSER), max(1, image.height // _COARSER)
    dots = image.resize(small, Resampling.NEAREST).convert("RGB").tobytes()
    counted = Counter(zip(dots[::3], dots[1::3], dots[2::3], strict=True)).most_common(_COLOURS)
    if 3 * sum(count for _, count in counted) < _FLAT * len(dots):
        return None
    # What is as rare as this lies at edges, where a neighbour does as well.
    rare = _RARE * len(dots) / 3
    colours: list[tuple[int, ...]] = []
    for colour, count in counted:
        if count > rare or all(max(map(abs, map(sub, colour, known))) >= _APART for known in colours):
            colours.append(colour)
    return colours


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
