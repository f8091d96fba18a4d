"""PNG and JPEG: upright, sRGB or grey, no larger than print needs, compressed as they are embedded.

A PNG's transparency is kept as a soft mask. A picture of more pixels than any page has use for is decoded in parts, so
that the process that prepares it needs no more than about 250 MB.
"""

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from leafletgen.images.artwork import Raster
from leafletgen.images.fault import PictureError
from leafletgen.images.jpeg_picture import photograph
from leafletgen.images.opening import LIMIT_PIXELS, SMALLER, opened
from leafletgen.images.other_kinds import other_kind
from leafletgen.images.png_picture import drawing
from leafletgen.images.png_rows import SIGNATURE

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile


def prepare_raster(data: bytes, target: int) -> Raster:
    """A PNG or JPEG file as it is embedded, at most about ``target`` pixels wide.

    Raises:
        PictureError: it is damaged, too large, or neither of the two.
    """
    with readable(data) as image:
        return drawing(image, data, target) if image.format == "PNG" else photograph(image, data, target)


@contextmanager
def readable(data: bytes) -> "Iterator[ImageFile]":
    """A PNG or JPEG file, opened; no pixel is decoded yet.

    Raises:
        PictureError: it is damaged, which may show while the block runs, too large, or neither of the two.
    """
    if not data.startswith((SIGNATURE, b"\xff\xd8\xff")):
        raise other_kind(data) or PictureError(
            "it is neither PNG, JPEG nor SVG", "save it as PNG (drawings) or JPEG (photographs)"
        )
    with _faults_in_words(), opened(data) as image:
        width, height = image.size
        if width * height > LIMIT_PIXELS:
            raise PictureError(
                f"it has {width * height // 1_000_000} megapixels, more than {LIMIT_PIXELS // 1_000_000}",
                f"save {SMALLER}",
            )
        yield image


@contextmanager
def _faults_in_words() -> Iterator[None]:
    import warnings

    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what there is to say of a picture is said in our words
            yield
    except Image.DecompressionBombError as fault:
        raise PictureError(f"it has far more than {LIMIT_PIXELS // 1_000_000} megapixels", f"save {SMALLER}") from fault
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, zlib.error, struct.error) as fault:
        raise PictureError("it is damaged or not complete", "save it again from the program that made it") from fault
