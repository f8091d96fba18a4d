"""The rows of a PNG, some at a time, for pictures that are too large to be decoded whole.

Pillow has no way to decode a part of a PNG, and undoing the filters of rows byte by byte is no work for Python. So some
rows, as they come out of zlib, are given to Pillow as a small PNG of their own, below the last row of those before.
"""

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_MODES = {0: "L", 2: "RGB", 3: "P", 4: "LA", 6: "RGBA"}
#: The colour type (ISO/IEC 15948, 11.2.2) of so many samples of 8 bits.
_TYPES = {1: 0, 2: 4, 3: 2, 4: 6}
#: First column and row, and the steps to the next, of the seven passes of an interlaced picture (8.2).
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
#: Bytes of rows that are decoded at a time, about.
_BAND = 1 << 21
#: Compressed bytes that zlib is given at a time: what it leaves of them is copied.
_GULP = 1 << 16
#: Chunks that say how samples are meant; EXIF says how the picture is turned.
_MEANING = frozenset((b"PLTE", b"tRNS", b"gAMA", b"sRGB", b"iCCP", b"eXIf"))
#: What a chunk of text begins with that holds EXIF data, as ImageMagick once wrote them.
_EXIF_TEXT = (b"Raw profile type exif\0", b"Raw profile type APP1\0")


class Samples(NamedTuple):
    """Some rows of a picture.

    Attributes:
        image: the samples as Pillow has them; of 16 bits the higher 8, but for grey in Pillow's mode I;16.
        low: the lower 8 bits of samples of 16 bits, where they are wanted.
    """

    image: "Image"
    low: "Image | None" = None


class PngRows:
    """A PNG whose rows are stored from top to bottom.

    Attributes:
        size: width and height in pixels.
        depth: bits of a sample.
    """

    def __init__(self, data: bytes) -> None:
        """Read the header of what begins as a PNG does.

        Raises:
            ValueError: the header makes no sense.
        """
        self._data = data
        self.size = (int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big"))
        self.depth, self._kind, self.interlaced = data[24], data[25], bool(data[28])
        if self._kind not in _CHANNELS or self.depth not in (1, 2, 4, 8, 16):
            raise ValueError("no colour type or depth of PNG")

    def meaning(self) -> "Image":
        """One row of the picture's kind, with all that the file says of its samples in ``info``, wherever it says so.

        Raises:
            OSError, SyntaxError, ValueError: a chunk is damaged.
        """
        from PIL import Image

        found = [
            (name, bytes(body))
            for name, body in png_chunks(self._data)
            if name in _MEANING or (name in (b"tEXt", b"zTXt") and bytes(body[:22]) in _EXIF_TEXT)
        ]
        row = zlib.compress(bytes(1 + self._bytes_a_row))
        header = self.size[0].to_bytes(4, "big") + (1).to_bytes(4, "big") + bytes((self.depth, self._kind, 0, 0, 0))
        image = Image.open(BytesIO(_file(header, [*found, (b"IDAT", row)])), formats=("PNG",))
        image.load()
        return image

    def bands(self, low: bool) -> Iterator[Samples]:
        """The rows from top to bottom; low says whether the lower bits of 16 are wanted.

        Raises:
            EOFError: rows are missing.
            OSError, zlib.error: they are damaged.
        """
        from PIL import Image

        deep = self.depth == 16
        channels = _CHANNELS[self._kind]
        # Filters work on bytes one pixel apart, so that the higher and the lower bytes of 16 bits are two pictures.
        columns = self._bytes_a_row // (channels * (2 if deep else 1))
        stride = 1 + self._bytes_a_row
        mode = _MODES[self._kind]
        above = above_low = bytes(columns * channels)
        for rows in self._filtered(stride, max(1, _BAND // stride)):
            count = len(rows) // stride
            lower = None
            if deep:
                starts = range(0, len(rows), stride)
                if low:
                    parts = [rows[at : at + 1] + rows[at + 2 : at + stride : 2] for at in starts]
                    lower, above_low = _unfiltered(channels, columns, above_low, b"".join(parts), count)
                rows = b"".join([rows[at : at + 1] + rows[at + 1 : at + stride : 2] for at in starts])
            image, above = _unfiltered(channels, columns, above, rows, count)
            if self.depth < 8:
                raw = f"{mode};{self.depth}" if self.depth > 1 or mode == "P" else "1"
                packed = image.tobytes()
                image = Image.frombytes("1" if raw == "1" else mode, (self.size[0], count), packed, "raw", raw)
            elif mode == "P":
                image = Image.frombytes("P", image.size, image.tobytes())
            yield Samples(image, lower)

    def are_there(self) -> bool:
        """Whether the file holds all rows that the header promises.

        Raises:
            zlib.error: they are damaged.
        """
        width, height = self.size
        promised = 0
        for left, top, across, down in _PASSES if self.interlaced else ((0, 0, 1, 1),):
            columns = max(0, -(-(width - left) // across))
            if columns:
                promised += max(0, -(-(height - top) // down)) * (1 + self._bytes_of(columns))
        for piece in self._inflated():
            promised -= len(piece)
            if promised <= 0:
                return True
        return promised <= 0

    @property
    def _bytes_a_row(self) -> int:
        return self._bytes_of(self.size[0])

    def _bytes_of(self, columns: int) -> int:
        return (columns * _CHANNELS[self._kind] * self.depth + 7) // 8

    def _filtered(self, stride: int, rows: int) -> Iterator[bytes]:
        """Rows as they come out of zlib, each behind the number of its filter; no more than the header promises."""
        left = self.size[1]
        held = bytearray()
        for piece in self._inflated():
            held += piece
            while left and len(held) >= (wanted := min(rows, left) * stride):
                left -= min(rows, left)
                yield bytes(held[:wanted])
                del held[:wanted]
            if not left and held:
                return  # more than the picture has
        if left:
            raise EOFError("rows are missing")

    def _inflated(self) -> Iterator[bytes]:
        inflate = zlib.decompressobj()
        for name, body in png_chunks(self._data):
            if name != b"IDAT":
                continue
            for at in range(0, len(body), _GULP):
                pending: bytes | memoryview = body[at : at + _GULP]
                while True:
                    piece = inflate.decompress(pending, _BAND)
                    yield piece
                    pending = inflate.unconsumed_tail
                    if inflate.eof:
                        return
                    if not pending and len(piece) < _BAND:
                        break


def png_chunks(data: bytes | memoryview) -> Iterator[tuple[bytes, memoryview]]:
    """Name and content of each chunk that is whole, up to the end."""
    view = memoryview(data)
    at = len(SIGNATURE)
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        name = bytes(data[at + 4 : at + 8])
        # Of a chunk that was cut off, what is there: the rows that it lacks are told when they are wanted.
        yield name, view[at + 8 : at + 8 + length]
        if name == b"IEND":
            return
        at += 12 + length


def _file(header: bytes, chunks: list[tuple[bytes, bytes]]) -> bytes:
    parts = [SIGNATURE]
    for name, body in ((b"IHDR", header), *chunks, (b"IEND", b"")):
        parts += [len(body).to_bytes(4, "big"), name, body, zlib.crc32(body, zlib.crc32(name)).to_bytes(4, "big")]
    return b"".join(parts)


def _unfiltered(channels: int, columns: int, above: bytes, rows: bytes, count: int) -> tuple["Image", bytes]:
    """Rows of samples of 8 bits as a picture, and the last one's bytes; above is the row before, as bytes."""
    from PIL import Image

    header = columns.to_bytes(4, "big") + (count + 1).to_bytes(4, "big") + bytes((8, _TYPES[channels], 0, 0, 0))
    small = _file(header, [(b"IDAT", zlib.compress(b"\0" + above + rows, 0))])
    with Image.open(BytesIO(small), formats=("PNG",)) as image:
        made = image.crop((0, 1, columns, count + 1))
    return made, made.crop((0, count - 1, columns, count)).tobytes()
