"""Pages as dots and as JPEG files; where a few words of one changed, these alone are drawn and encoded anew."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from leafletgen.pdf.looks import Box
from leafletgen.system.jpeg_rows import ROW, JpegRows, encode

if TYPE_CHECKING:
    from PIL.Image import Image

    from leafletgen.system.raster import Pages

#: Below 85 thin lines have specks about them.
_QUALITY = 88
#: Dots about what changed that are drawn and not taken: lines that cross an edge are smoothed otherwise next to it.
_MARGIN = 8


class Drawn(NamedTuple):
    """A page as it was drawn."""

    dots: Image
    file: JpegRows


def draw(pages: Pages, index: int, scale: float) -> Drawn:
    """Draw a page whole.

    Raises:
        UnreadableError: the file has no such page, or it cannot be drawn.
    """
    dots = pages.dots(index, scale)
    return Drawn(dots, encode(dots, _QUALITY))


def redraw(pages: Pages, index: int, scale: float, before: Drawn, parts: Sequence[Box]) -> Drawn:
    """Draw parts of a page into the dots of the one before it, which are no good afterwards.

    Raises:
        UnreadableError: the file has no such page, or it cannot be drawn.
    """
    dots, file = before
    _, height = pages.size(index)
    for part in parts:
        left, right = max(math.floor(part.left * scale), 0), min(math.ceil(part.right * scale), dots.width)
        top = max(math.floor((height - part.top) * scale), 0)
        bottom = min(math.ceil((height - part.bottom) * scale), dots.height)
        if left >= right or top >= bottom:
            continue  # off the page
        far_left, far_top = max(left - _MARGIN, 0), max(top - _MARGIN, 0)
        far = far_left, far_top, min(right + _MARGIN, dots.width), min(bottom + _MARGIN, dots.height)
        drawn = pages.dots(index, scale, far)
        dots.paste(drawn.crop((left - far_left, top - far_top, right - far_left, bottom - far_top)), (left, top))
        first, after = top // ROW, -(-bottom // ROW)
        strip = dots.crop((0, first * ROW, dots.width, min(after * ROW, dots.height)))
        file = file.with_rows(first, encode(strip, _QUALITY).rows)
    return Drawn(dots, file)
