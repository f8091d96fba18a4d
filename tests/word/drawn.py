"""Pictures drawn for tests, as files and as a story holds them."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image

from leafletgen.word.doubts import Part, Spot
from leafletgen.word.reading.picture_suffixes import suffix_of
from leafletgen.word.story import AltFrom, Picture

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0 0h40v20h-40z" fill="#004488"/></svg>'
SVG_REFUSED = SVG.replace(b"<path", b'<image href="https://www.example.org/far.png" width="9" height="9"/><path')
EMF = b"\x01\0\0\0" + bytes(36) + b" EMF" + bytes(64)
WMF = b"\xd7\xcd\xc6\x9a" + bytes(40)


def quartered(mode: str = "RGB", size: tuple[int, int] = (40, 20)) -> Image.Image:
    """Return a picture whose quarters differ: red and green above, blue and white below."""
    wide, high = size
    image = Image.new("RGB", size, (255, 255, 255))
    image.paste((255, 0, 0), (0, 0, wide // 2, high // 2))
    image.paste((0, 255, 0), (wide // 2, 0, wide, high // 2))
    image.paste((0, 0, 255), (0, high // 2, wide // 2, high))
    return image.convert(mode)


def file_of(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    """Return a picture as a file."""
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def png(colour: tuple[int, int, int] = (0, 90, 160), size: tuple[int, int] = (12, 8)) -> bytes:
    """Return a PNG of one colour."""
    return file_of(Image.new("RGB", size, colour))


def large_png(wide: int, high: int) -> bytes:
    """Return the beginning of a PNG that says that it has so many pixels, and has none."""
    header = b"IHDR" + struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))


def opened(data: bytes) -> Image.Image:
    """Return a file's picture."""
    return Image.open(BytesIO(data))


def shown(data: bytes, alt: str = "A knee.", **said: Any) -> Picture:
    """Return a picture of a story with these bytes, and with what else is said of it."""
    picture = Picture(Spot(Part.BODY, 1, "Bend your knee."))
    picture.data, picture.suffix = data, suffix_of(data)
    picture.alt, picture.alt_from = alt, AltFrom.DESCRIPTION if alt else AltFrom.NOWHERE
    for name, value in said.items():
        setattr(picture, name, value)
    return picture
