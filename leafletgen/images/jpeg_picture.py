"""A JPEG as it is embedded: the file itself where it can be, without what it says of people, else compressed anew."""

from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from leafletgen.images.artwork import Raster
from leafletgen.images.colours import Colours, is_srgb
from leafletgen.images.embed import embedded_jpeg, without_metadata
from leafletgen.images.fault import PictureError
from leafletgen.images.opening import (
    LIMIT_DECODED,
    MOST_MADE,
    SMALLER,
    bands_of,
    bytes_decoded,
    from_bands,
    shrunk_size,
    turn_of,
    turned,
    upright,
)

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

#: Pixels of a JPEG that is decoded whole: telephones take photographs of 12 or 24 million.
_LARGE = 25_000_000
#: How a photograph is compressed anew (libjpeg's scale).
_QUALITY = 88
#: Markers that begin a frame (ISO/IEC 10918-1, table B.1), and those of them whose scans refine each other.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_PROGRESSIVE = (0xC2, 0xC6, 0xCA, 0xCE)


class _Frame(NamedTuple):
    """What a JPEG's header says that Pillow does not.

    Attributes:
        held: bytes of coefficients that libjpeg keeps until the last scan has been read; 0 when there is one scan.
        unsaid: whether nothing but the names of its components says that they are red, green and blue.
    """

    held: int
    unsaid: bool


def photograph(image: "ImageFile", data: bytes, target: int) -> Raster:
    """A JPEG that is opened, and its file, at most about ``target`` pixels wide.

    Raises:
        PictureError: it is too large.
        OSError, SyntaxError, ValueError: it is damaged.
    """
    width, height = image.size
    turn = turn_of(image)
    frame = _frame(data)
    if width * height > _LARGE:
        made = _large(image, frame, target, turn)
        image.close()  # its pixels are not needed any more
        return _anew(made)
    image.load()
    size = shrunk_size(image.size, turn, target, _LARGE)
    fits = image.mode in ("RGB", "L") and size == image.size and turn == 1 and not frame.unsaid
    if fits and ("icc_profile" not in image.info or is_srgb(image.info)):
        bare = without_metadata(data)
        if bare is not None:
            return embedded_jpeg(bare, width, height, image.mode)
    made = turned(Colours(image.info)(image), turn)
    if size != image.size:
        from PIL.Image import Resampling

        made = made.resize(upright(size, turn), Resampling.LANCZOS)
    return _anew(made)


def _large(image: "ImageFile", frame: _Frame, target: int, turn: int) -> "Image":
    """Upright, shrunk and in sRGB, while libjpeg leaves out fine detail that would be lost anyhow."""
    size = shrunk_size(image.size, turn, target, MOST_MADE)
    width, height = image.size
    part = next((part for part in (8, 4, 2) if width // part >= size[0] and height // part >= size[1]), 1)
    while part < 8 and bytes_decoded(image) // part**2 > LIMIT_DECODED:
        part *= 2
    if frame.held and frame.held + bytes_decoded(image) // part**2 > LIMIT_DECODED:
        raise PictureError(
            f"it is a progressive JPEG of {width * height // 1_000_000} megapixels",
            f"save it as baseline JPEG, not progressive, or {SMALLER}",
        )
    image.draft(None, (width // part, height // part))
    image.load()
    size = (min(size[0], image.width), min(size[1], image.height))
    return turned(from_bands(bands_of(image), image.size, size, image), turn)


def _anew(image: "Image") -> Raster:
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=_QUALITY, optimize=True)
    encoded = buffer.getvalue()
    return embedded_jpeg(without_metadata(encoded) or encoded, *image.size, image.mode)


def _frame(data: bytes) -> _Frame:
    """Read the segments up to the first scan; what cannot be read is told by Pillow."""
    at, pixels, progressive, adobe = 2, 0, False, False
    parts: list[tuple[int, int]] = []  # name, and samples of a block of the picture
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        body = data[at + 4 : at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")]
        if marker in _FRAMES and len(body) >= 6 + 3 * body[5]:
            pixels = int.from_bytes(body[1:3], "big") * int.from_bytes(body[3:5], "big")
            progressive = marker in _PROGRESSIVE
            parts = [(body[at], (body[at + 1] >> 4) * (body[at + 1] & 15)) for at in range(6, 6 + 3 * body[5], 3)]
        adobe = adobe or (marker == 0xEE and body.startswith(b"Adobe"))
        if marker == 0xDA:
            most = max((samples for _, samples in parts), default=1) or 1
            apart = progressive or (body[:1] != bytes((len(parts),)))
            held = sum(2 * pixels * samples // most for _, samples in parts) if apart else 0
            return _Frame(held, [name for name, _ in parts] == [*b"RGB"] and not adobe)
        at += 4 + len(body)
    return _Frame(0, False)
