"""A PNG as it is embedded: without loss, and with a soft mask where it is not opaque."""

from typing import TYPE_CHECKING

from leafletgen.images.artwork import Raster
from leafletgen.images.colours import Colours, lowest, opacity
from leafletgen.images.embed import embedded
from leafletgen.images.fault import PictureError
from leafletgen.images.opening import (
    LIMIT_DECODED,
    MOST_MADE,
    SMALLER,
    bands_of,
    bytes_decoded,
    from_bands,
    opened,
    shrunk_size,
    turn_of,
    turned,
    upright,
)
from leafletgen.images.png_rows import PngRows, Samples
from leafletgen.images.shrink import colours_spread

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

#: Pixels of a PNG that is decoded whole.
_LARGE = 16_000_000


def drawing(image: "ImageFile", data: bytes, target: int) -> Raster:
    """A PNG that is opened, and its file, at most about ``target`` pixels wide.

    Raises:
        PictureError: it is too large.
        EOFError, OSError, SyntaxError, ValueError, struct.error, zlib.error: it is damaged.
    """
    large = _is_large(image)
    made = shown(image, data, target)
    if made.mode != "RGBA":
        return embedded(made, quick=large)
    colours, alpha = colours_spread(made)
    del made
    return embedded(colours, alpha, quick=large)


def shown(image: "ImageFile", data: bytes, target: int) -> "Image":
    """A PNG that is opened, and its file: upright, in sRGB, grey, RGB or RGBA, at most about ``target`` pixels wide.

    Raises:
        PictureError: it is too large.
        EOFError, OSError, SyntaxError, ValueError, struct.error, zlib.error: it is damaged.
    """
    rows = PngRows(data)
    made = _large(image, rows, data, target) if _is_large(image) else _small(image, rows, data, target)
    if made is not image:
        image.close()  # its pixels are not needed any more
    return made


def _is_large(image: "ImageFile") -> bool:
    return image.width * image.height > _LARGE


def whole(image: "ImageFile", data: bytes) -> "Image":
    """A PNG that is opened, and its file: upright, in sRGB, grey or RGB, with its opacity where it has any.

    Raises:
        EOFError, OSError, SyntaxError, ValueError, struct.error, zlib.error: it is damaged.
    """
    return _small(image, PngRows(data), data, max(image.size))


def _large(image: "ImageFile", rows: PngRows, data: bytes, target: int) -> "Image":
    said = rows.meaning()
    keyed = rows.depth == 16 and "transparency" in said.info
    if rows.interlaced:
        if bytes_decoded(image) * (2 if keyed else 1) > LIMIT_DECODED:
            raise PictureError(
                f"it is interlaced and has {image.width * image.height // 1_000_000} megapixels",
                f"save it without interlacing, or {SMALLER}",
            )
        image.load()
        bands = bands_of(image, _low_bytes(data) if keyed and image.mode == "RGB" else None)
    else:
        bands = rows.bands(low=keyed)
    turn = turn_of(said)
    size = shrunk_size(image.size, turn, target, MOST_MADE)
    return turned(from_bands(bands, image.size, size, said, rows.depth), turn)


def _small(image: "ImageFile", rows: PngRows, data: bytes, target: int) -> "Image":
    image.load()
    # Pillow leaves rows that are missing as it found them: at nothing.
    last = [(0, max(0, image.height - back), image.width, max(0, image.height - back) + 1) for back in (1, 2)]
    if not all(image.crop(row).getbbox(alpha_only=False) for row in last) and not rows.are_there():
        raise EOFError("rows are missing")
    transparent = image.info.get("transparency")
    low = _low_bytes(data) if rows.depth == 16 and transparent is not None and image.mode == "RGB" else None
    alpha = opacity(Samples(image, low), transparent, rows.depth)
    turn = turn_of(image)
    size = shrunk_size(image.size, turn, target, MOST_MADE)
    if alpha is not None and lowest(alpha) < 255:
        del alpha
        return turned(from_bands(bands_of(image, low), image.size, size, image, rows.depth), turn)
    image.info.pop("transparency", None)
    made = turned(Colours(image.info)(image), turn)
    if size == image.size:
        return made.convert("RGB") if alpha is not None else made
    from PIL.Image import Resampling

    made = made if made.mode == "L" and alpha is None else made.convert("RGB")
    return made.resize(upright(size, turn), Resampling.LANCZOS)


def _low_bytes(data: bytes) -> "Image":
    """The lower 8 bits of a PNG of RGB with 16, of which Pillow takes the higher 8."""
    with opened(data) as image:
        image.tile = [part._replace(args="RGB;16L") for part in image.tile]  # as if its bytes came the other way round
        image.load()
        return image
