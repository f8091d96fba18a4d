"""Pictures inside of an SVG, as addresses that hold their data: checked, and an SVG in an SVG read as strictly."""

import re
import struct
import zlib
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from leafletgen.images.fault import PictureError

_MOST_BYTES = 30_000_000
_MOST_PIXELS = 25_000_000
_HINT = "place the picture by itself in the leaflet, or export the whole as PNG"

#: Reads an SVG that is inside of another as strictly as that one, and returns it as the painter takes it; None where
#: they are inside of one another as deep as may be. It raises PictureError.
Reader = Callable[[bytes], bytes] | None


def plain_picture(address: str, kind: str, line: int, inner: Reader, fits: bool) -> str:
    """The address of a picture of the file, as the painter takes it.

    Kind and line are of the element; inner reads an SVG; fits says that it is fitted into its frame as by default.

    Raises:
        PictureError: it is no picture that browsers show, or too large.
    """
    from base64 import b64decode, b64encode

    head, comma, body = address.partition(",")
    if not comma:
        raise PictureError(f"its <{kind}> in line {line} is damaged", _HINT)
    data = unquote_to_bytes(body)
    if len(data) > _MOST_BYTES:
        raise PictureError(f"its <{kind}> in line {line} has more than {_MOST_BYTES // 1_000_000} MB", _HINT)
    if head.lower().endswith(";base64"):
        try:
            data = b64decode(re.sub(rb"\s+", b"", data), validate=True)
        except ValueError as fault:
            raise PictureError(f"its <{kind}> in line {line} is damaged", _HINT) from fault
    if "svg" in head.lower():
        if not fits:
            raise PictureError(f"its <{kind}> in line {line} cuts an SVG, which browsers do not agree on", _HINT)
        if inner is None:
            raise PictureError(f"its <{kind}> in line {line} holds pictures that hold pictures", _HINT)
        try:
            data = inner(data)
        except PictureError as fault:
            raise PictureError(f"the SVG inside of it in line {line} cannot be used: {fault}", fault.hint) from fault
        return "data:image/svg+xml;base64," + b64encode(data).decode()
    return _raster(data, kind, line)


def _raster(data: bytes, element: str, line: int) -> str:
    from base64 import b64encode
    from io import BytesIO

    from PIL import Image, ImageOps, UnidentifiedImageError

    from leafletgen.images.colours import Colours
    from leafletgen.images.png_picture import whole

    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG", "GIF", "WEBP")) as image:
            kind, mode = str(image.format).lower(), image.mode
            if image.size[0] * image.size[1] > _MOST_PIXELS:
                raise PictureError(
                    f"its <{element}> in line {line} has more than {_MOST_PIXELS // 1_000_000} megapixels", _HINT
                )
            turned = image.getexif().get(0x0112, 1) not in (0, 1, None)
            if kind == "png":
                # As browsers decode it; the painter passes over its gamma, its profile, and one with a wrong sum.
                made = whole(image, data)
            elif turned or "icc_profile" in image.info or mode not in ("RGB", "RGBA", "L", "LA", "P", "1"):
                made = Colours(image.info)(ImageOps.exif_transpose(image))
            else:
                image.load()  # so that a damaged one is told here
                made = None
            if made is not None:
                buffer = BytesIO()
                made.save(buffer, "PNG", compress_level=1)
                data, kind = buffer.getvalue(), "png"
    except PictureError:
        raise
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
        struct.error,
        zlib.error,
    ) as fault:
        raise PictureError(
            f"its <{element}> in line {line} is damaged, or of a kind that browsers do not show", _HINT
        ) from fault
    return f"data:image/{'jpeg' if kind == 'mpo' else kind};base64,{b64encode(data).decode()}"
