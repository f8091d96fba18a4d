"""Pages of PDFs that were just made, as pictures for a screen, each drawn when it is asked for."""

from __future__ import annotations

import threading
from io import BytesIO
from typing import NamedTuple

from leafletgen.system import raster

_DRAWING = threading.Lock()
"""PDFium draws one page at a time."""


class Picture(NamedTuple):
    """A page as a JPEG file; sides in pixels."""

    data: bytes
    width: int
    height: int


def draw(pdf: bytes, index: int, scale: float) -> Picture:
    """Draw a page.

    Args:
        pdf: the file.
        index: which page, counted from 0.
        scale: pixels a point; 96 dots an inch are 96/72.

    Raises:
        UnreadableError: the file has no such page.
    """
    with _DRAWING, raster.opened(pdf) as pages:
        image = pages.image(index, scale)
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=88)
    return Picture(buffer.getvalue(), image.width, image.height)
