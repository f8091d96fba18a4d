"""What PNG and JPEG have in common: opening them, how large they may be, how they are turned, and their rows."""

import struct
from collections.abc import Iterator
from io import BytesIO
from math import sqrt
from typing import TYPE_CHECKING

from leafletgen.images.colours import Colours, lowest, opacity
from leafletgen.images.fault import PictureError
from leafletgen.images.png_rows import Samples
from leafletgen.images.shrink import shrunk

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

#: Bytes that a picture may take while it is decoded; with the file, what is made of it, and Python itself, 250 MB.
LIMIT_DECODED = 140_000_000
#: The most pixels that are made of a picture that is decoded in parts.
MOST_MADE = 16_000_000
SMALLER = "a smaller copy: 2,500 pixels across are enough for a whole A4 page"
_LONGEST_SIDE = 200_000
#: Bytes that Pillow takes for a pixel; those of other modes are 4.
_BYTES_A_PIXEL = {"1": 1, "L": 1, "P": 1, "I;16": 2}
#: Pixels that are looked at together.
_BAND = 1 << 19
#: EXIF's number for how a picture is turned, and the numbers that mean on its side (CIPA DC-008, 4.6.4).
_ORIENTATION = 0x0112
_ON_ITS_SIDE = (5, 6, 7, 8)


def opened(data: bytes) -> "ImageFile":
    """The file before any pixel is decoded, so that its size is known and checked first.

    Raises:
        OSError, SyntaxError, ValueError: it is damaged.
    """
    from PIL import Image

    return Image.open(BytesIO(data), formats=("PNG", "JPEG"))


def bytes_decoded(image: "Image") -> int:
    """Bytes that a picture takes in memory when it is decoded whole."""
    return image.width * image.height * _BYTES_A_PIXEL.get(image.mode, 4)


def turn_of(image: "Image") -> int:
    """How EXIF says that a picture is turned, from 1 (upright) to 8; EXIF data that make no sense say nothing."""
    try:
        turn = image.getexif().get(_ORIENTATION, 1)
    except (SyntaxError, ValueError, OSError, struct.error):
        return 1
    return turn if isinstance(turn, int) and 1 <= turn <= 8 else 1


def turned(image: "Image", turn: int) -> "Image":
    """The picture upright."""
    from PIL.Image import Transpose

    methods = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return image.transpose(methods[turn]) if turn in methods else image


def upright(size: tuple[int, int], turn: int) -> tuple[int, int]:
    """Width and height of a picture when it is upright, from those as it lies in its file, or the other way round."""
    return (size[1], size[0]) if turn in _ON_ITS_SIDE else size


def shrunk_size(size: tuple[int, int], turn: int, target: int, most: int) -> tuple[int, int]:
    """Width and height to be made of a picture, as it lies in its file, in pixels.

    It is about ``target`` wide when it is upright, unless it is no wider by a tenth, and has no more than ``most``
    pixels.
    """
    width, height = upright(size, turn)
    if width > target * 1.1:
        width, height = target, max(1, round(height * target / width))
    if width * height > most:
        less = sqrt(most / (width * height))
        width, height = max(1, int(width * less)), max(1, int(height * less))
    return upright((width, height), turn)


def bands_of(image: "Image", low: "Image | None" = None) -> Iterator[Samples]:
    """The rows of a picture that is decoded whole, and of its lower bits where there are."""
    rows = max(1, _BAND // image.width)
    for top in range(0, image.height, rows):
        box = (0, top, image.width, min(top + rows, image.height))
        yield Samples(image.crop(box), low.crop(box) if low is not None else None)


def from_bands(
    bands: Iterator[Samples], size: tuple[int, int], to: tuple[int, int], said: "Image", depth: int = 8
) -> "Image":
    """A picture in sRGB from its rows: grey or RGB when it is opaque, else RGBA.

    Args:
        bands: the rows, top to bottom.
        size: width and height of the file's picture.
        to: width and height to be made.
        said: a picture whose ``info``, mode and palette say what samples mean.
        depth: bits of a sample.

    Raises:
        PictureError: it is too long.
        ValueError: there are fewer rows than the size says.
    """
    if max(size) > _LONGEST_SIDE:
        raise PictureError("picture-too-large", f"it is {max(size):,} pixels long on one side", f"save {SMALLER}")
    colours = Colours(said.info)
    transparent = said.info.get("transparency")
    palette = said.getpalette("RGB") or [0, 0, 0]
    least = 255

    def converted() -> "Iterator[Image]":
        nonlocal least
        for samples in bands:
            image = samples.image
            if image.mode == "P":
                image.putpalette(palette)
            image.info.pop("transparency", None)
            alpha = opacity(samples, transparent, depth)
            if alpha is None:
                image = colours(image)
                yield image.convert("RGB") if image.mode == "P" else image
                continue
            least = min(least, lowest(alpha))
            if image.mode != "RGBA" or colours.change:
                image = colours(image).convert("RGB")
                image.putalpha(alpha)
            # Resampled with its opacity, so that colours that are not seen have no part in those that are.
            yield image.convert("RGBa") if size != to else image

    made = shrunk(converted(), size, to)
    made = made.convert("RGBA") if made.mode == "RGBa" else made
    return made.convert("RGB") if made.mode == "RGBA" and least == 255 else made
