"""JPEG files of which some rows of dots can be encoded anew while all else stays as it was.

Between any two rows of blocks stands a restart marker (ITU-T T.81, F.1.1.5), after which nothing depends on what came
before. So the same dots give the same bytes, whether a picture is encoded whole or in parts.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

ROW = 8
"""Dots of a row of blocks, where colours are kept at every dot."""

_RESTART = re.compile(rb"\xff[\xd0-\xd7]")
_SCAN, _END = b"\xff\xda", b"\xff\xd9"


class JpegRows(NamedTuple):
    """A JPEG file: what comes before its rows, and the rows, each of eight dots in height."""

    head: bytes
    rows: list[bytes]

    @property
    def data(self) -> bytes:
        """The file."""
        ended = [row + bytes((0xFF, 0xD0 + number % 8)) for number, row in enumerate(self.rows[:-1])]
        return b"".join((self.head, *ended, self.rows[-1], _END))

    def with_rows(self, first: int, rows: list[bytes]) -> JpegRows:
        """Return the file with other rows from one on."""
        return JpegRows(self.head, [*self.rows[:first], *rows, *self.rows[first + len(rows) :]])


def encode(image: Image, quality: int) -> JpegRows:
    """Return a picture as a JPEG file.

    Colours are kept at every dot: small coloured words change their hue where they are kept at every other.
    """
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=quality, subsampling=0, restart_marker_rows=1)
    data = buffer.getvalue()
    scan = data.index(_SCAN)
    begin = scan + 2 + int.from_bytes(data[scan + 2 : scan + 4], "big")
    return JpegRows(data[:begin], _RESTART.split(data[begin : -len(_END)]))
