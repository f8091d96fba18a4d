"""PNG files of every kind, written by hand, and what a prepared picture shows."""

import re
import zlib
from collections.abc import Callable, Sequence
from io import BytesIO

from PIL import Image

from leafletgen.images.artwork import Raster

#: Samples of a pixel, by colour type (ISO/IEC 15948, 11.2.2).
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
#: The depths that each colour type has.
DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
#: First column and row, and the steps to the next, of the seven passes of an interlaced picture (8.2).
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
Pixel = tuple[int, ...]


def chunk(name: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")


def png(
    size: tuple[int, int],
    kind: int,
    depth: int,
    pixel: Callable[[int, int], Pixel],
    before: Sequence[tuple[bytes, bytes]] = (),
    after: Sequence[tuple[bytes, bytes]] = (),
    interlaced: bool = False,
) -> bytes:
    """Return a PNG: samples by column and row, all five filters in turn, and further chunks around the rows."""
    width, height = size
    rows = b""
    for left, top, across, down in _PASSES if interlaced else ((0, 0, 1, 1),):
        columns = range(left, width, across)
        if columns:
            lines = [_packed([pixel(x, y) for x in columns], depth) for y in range(top, height, down)]
            rows += _filtered(lines, max(1, CHANNELS[kind] * depth // 8))
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((depth, kind, 0, 0, interlaced))
    packed = zlib.compress(rows)
    middle = len(packed) // 2
    chunks = [
        (b"IHDR", header),
        *before,
        (b"IDAT", packed[:middle]),
        (b"IDAT", packed[middle:]),
        *after,
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(name, body) for name, body in chunks)


def _packed(pixels: list[Pixel], depth: int) -> bytes:
    bits = "".join(f"{sample:0{depth}b}" for pixel in pixels for sample in pixel)
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def _filtered(lines: list[bytes], step: int) -> bytes:
    """Rows behind the numbers of their filters (9.2)."""
    made = bytearray()
    above = bytes(len(lines[0])) if lines else b""
    for number, line in enumerate(lines):
        kind = (number + 2) % 5
        made.append(kind)
        for at, value in enumerate(line):
            left = line[at - step] if at >= step else 0
            corner = above[at - step] if at >= step else 0
            guess = left + above[at] - corner
            nearest = min((left, above[at], corner), key=lambda near: abs(guess - near))
            made.append(value - (0, left, above[at], (left + above[at]) // 2, nearest)[kind] & 255)
        above = line
    return bytes(made)


def shown(raster: Raster) -> Image.Image:
    """Return the pixels of a prepared PNG as RGBA."""
    made = _decoded((raster.width, raster.height), raster.entries, raster.data).convert("RGBA")
    if raster.mask is not None:
        entries, data = raster.mask
        assert f"/Width {raster.width}/Height {raster.height}/ColorSpace/DeviceGray" in entries
        assert "/Matte" not in entries
        made.putalpha(_decoded((raster.width, raster.height), entries, data).convert("L"))
    return made


def _decoded(size: tuple[int, int], entries: str, data: bytes) -> Image.Image:
    depth = int(re.findall(r"/BitsPerComponent (\d+)", entries)[0])
    palette = re.search("<([0-9a-f]+)>", entries)
    kind = 3 if palette else 2 if "/DeviceRGB" in entries else 0
    header = size[0].to_bytes(4, "big") + size[1].to_bytes(4, "big") + bytes((depth, kind, 0, 0, 0))
    chunks = [(b"IHDR", header), *([(b"PLTE", bytes.fromhex(palette[1]))] if palette else []), (b"IDAT", data)]
    image = Image.open(BytesIO(b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*one) for one in chunks) + chunk(b"IEND", b"")))
    image.load()
    return image
