"""What a leaflet can take of a picture's file: as it is, as PNG without loss, what stands in for it, or nothing."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple

from leafletgen.images.fault import PictureError
from leafletgen.images.opening import LIMIT_DECODED, bytes_decoded
from leafletgen.images.raster import readable

if TYPE_CHECKING:
    from PIL.Image import Image

    from leafletgen.word.story import Picture

AS_THEY_ARE: Final = (".png", ".jpg")
"""Rasters that a leaflet takes (see `images`)."""
_CONVERTED: Final = {".gif": "GIF", ".bmp": "BMP", ".webp": "WEBP", ".tif": "TIFF", ".ico": "ICO"}
"""Rasters that Pillow turns into PNG, and its names for them."""
_EXACT: Final = ("1", "L", "LA", "P", "PA", "RGB", "RGBA")
"""Modes of Pillow that PNG keeps as they are."""
_QUALITY: Final = 95
"""Of a photograph that is cropped or turned, which has to be compressed once more (libjpeg's scale)."""


class Usable(NamedTuple):
    """A file that a leaflet takes.

    Attributes:
        data, suffix: the file, and the ending of its name.
        converted: what it was, such as "GIF", where it became a PNG.
        frames: how many pictures it had, of which the first was taken.
        refused: why the SVG was not taken, where its stand-in was.
    """

    data: bytes
    suffix: str
    converted: str = ""
    frames: int = 1
    refused: str = ""


class Unusable(NamedTuple):
    """A file that no leaflet takes: why, and what to do."""

    why: str
    hint: str


def usable(picture: Picture, changes: bool) -> Usable | Unusable:
    """Return what a leaflet takes of a picture that has bytes.

    Args:
        picture: what Word shows.
        changes: whether its pixels have to be changed, which can be done to a drawing's stand-in alone.
    """
    if picture.suffix != ".svg":
        return _raster(picture.data, picture.suffix)
    if changes and picture.stand_in:
        return _stand_in(picture, "it is cropped, mirrored or turned in Word")
    return _drawing(picture)


def _drawing(picture: Picture) -> Usable | Unusable:
    from leafletgen.images.web import web_svg

    try:
        web_svg(picture.data, "")
    except PictureError as fault:
        if picture.stand_in:
            return _stand_in(picture, str(fault))
        return Unusable(str(fault), fault.hint or "save it as PNG")
    return Usable(picture.data, ".svg")


def _stand_in(picture: Picture, why: str) -> Usable | Unusable:
    taken = _raster(picture.stand_in, ".png" if picture.stand_in.startswith(b"\x89PNG") else ".jpg")
    return taken._replace(refused=why) if isinstance(taken, Usable) else taken


def _raster(data: bytes, suffix: str) -> Usable | Unusable:
    try:
        if suffix in AS_THEY_ARE:
            with readable(data) as image:
                if bytes_decoded(image) <= LIMIT_DECODED:
                    image.load()
            return Usable(data, suffix)
        if suffix in _CONVERTED:
            return _converted(data, _CONVERTED[suffix])
    except PictureError as fault:
        return Unusable(str(fault), fault.hint)
    return Unusable(f"{suffix[1:].upper()} cannot be used", "save it as PNG or SVG")


def _converted(data: bytes, kind: str) -> Usable | Unusable:
    with faults_in_words(), _opened(data, (kind,)) as image:
        if bytes_decoded(image) > LIMIT_DECODED:
            return Unusable(
                f"it has {image.width * image.height // 1_000_000} megapixels", "save a smaller copy as PNG"
            )
        if image.mode not in _EXACT:
            return Unusable(f"this {kind} has colours that PNG has not ({image.mode})", "save it as PNG or JPEG")
        frames = int(getattr(image, "n_frames", 1))
        return Usable(saved(image, "PNG"), ".png", kind, frames)


@contextmanager
def _opened(data: bytes, kinds: tuple[str, ...]) -> Iterator[Image]:
    from PIL import Image

    with Image.open(BytesIO(data), formats=kinds) as image:
        yield image


@contextmanager
def faults_in_words() -> Iterator[None]:
    """Turn what Pillow raises into a fault of pictures.

    Raises:
        PictureError: the picture is damaged, or too large.
    """
    import warnings

    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what there is to say of a picture is said in our words
            yield
    except Image.DecompressionBombError as fault:
        raise PictureError("picture-too-large", "it is far too large", "save a smaller copy as PNG") from fault
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, zlib.error, struct.error) as fault:
        raise PictureError("picture-damaged", "it is damaged or not complete", "save it again as PNG") from fault


def saved(image: Image, kind: str) -> bytes:
    """Return a picture as a file, with the profile of its colours."""
    buffer = BytesIO()
    if kind == "JPEG":
        image.save(buffer, kind, quality=_QUALITY, icc_profile=image.info.get("icc_profile"))
    else:
        image.save(buffer, kind, icc_profile=image.info.get("icc_profile"))
    return buffer.getvalue()
