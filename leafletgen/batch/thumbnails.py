"""Makes small pictures of the first pages of PDFs, and keeps them by the hash of the file they show."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from leafletgen.system.writing import WriteError, write_whole

if TYPE_CHECKING:
    from pathlib import Path

#: Part of the names in the cache: raise it when the same PDF would be drawn otherwise.
_VERSION = 1
#: Width and height in pixels that a picture fits into: an A5 or A4 page fills it.
_BOX = (120, 170)
#: A report of 3,000 files must open quickly, so a picture should be no larger than this many bytes.
_ENOUGH = 4000
#: JPEG qualities that are tried until the picture is small enough; the last one is taken as it is.
_QUALITIES = (45, 30, 20)
_BEGINNING, _END = b"\xff\xd8", b"\xff\xd9"


def thumbnail(pdf: bytes, cache: Path, sha256: str) -> bytes:
    """Return page 1 of a PDF as a JPEG that fits into 120 x 170 pixels, from the cache when it was drawn before.

    It may be called by several processes at once, and as often as one likes. A cache that cannot be written to is
    done without.

    Args:
        pdf: the file's bytes.
        cache: the folder of what can be made again; the picture is kept in its folder ``thumbs``.
        sha256: SHA-256 of ``pdf``, in hexadecimal.

    Returns:
        The picture, or nothing when the file has no page that can be drawn.
    """
    picture = kept_thumbnail(cache, sha256)
    if picture:
        return picture
    picture = draw_thumbnail(pdf)
    if picture:
        with suppress(WriteError):
            write_whole(_place(cache, sha256), picture)
    return picture


def kept_thumbnail(cache: Path, sha256: str) -> bytes:
    """Return the picture that was drawn before of the PDF with this SHA-256; nothing when there is no whole one."""
    try:
        picture = _place(cache, sha256).read_bytes()
    except OSError:
        return b""
    return picture if picture.startswith(_BEGINNING) and picture.endswith(_END) else b""


def _place(cache: Path, sha256: str) -> Path:
    return cache / "thumbs" / f"{sha256}-{_VERSION}.jpg"


def draw_thumbnail(pdf: bytes) -> bytes:
    """Return page 1 of a PDF as a JPEG that fits into 120 x 170 pixels; nothing when it cannot be drawn."""
    from io import BytesIO

    from PIL import Image

    from leafletgen.system.raster import UnreadableError, opened

    try:
        with opened(pdf) as pages:
            width, height = pages.size(0)
            scale = min(_BOX[0] / width, _BOX[1] / height)
            # Drawn at twice the size and made smaller: letters become an even grey and not a broken line.
            drawn = pages.image(0, 2 * scale).convert("RGB")
    except (UnreadableError, ZeroDivisionError):
        return b""
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = drawn.resize(size, Image.Resampling.LANCZOS)
    data = b""
    for quality in _QUALITIES:
        buffer = BytesIO()
        small.save(buffer, "JPEG", quality=quality, optimize=True)
        data = buffer.getvalue()
        if len(data) <= _ENOUGH:
            break
    return data
