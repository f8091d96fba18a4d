"""Fewer pixels: a picture made smaller while it comes in, and colours where nothing is to be seen."""

from collections.abc import Iterable
from math import ceil, floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

#: Pixels to each side that a Lanczos filter looks at, times the scale.
_REACH = 3
#: Rows that are looked at together where all pixels are there already.
_ROWS = 256


def shrunk(bands: "Iterable[Image]", size: tuple[int, int], to: tuple[int, int]) -> "Image":
    """A picture of a size in pixels, resampled to another, from its rows in bands of one mode, top to bottom.

    All but the finished rows and those that the next ones need is forgotten as it goes. With the same rows it is what
    Pillow makes of a whole picture.

    Raises:
        ValueError: the bands have fewer rows than the size says.
    """
    from PIL import Image

    scale = size[1] / to[1]
    reach = _REACH * max(scale, 1.0) + 1
    made: Image.Image | None = None
    held: list[Image.Image] = []
    start = end = done = 0  # rows of the source that are held, and rows that are finished
    for band in bands:
        if made is None:
            made = Image.new(band.mode, to)
        if size == to:
            made.paste(band, (0, done))
            done += band.height
            continue
        # Across first, as Pillow does: each row once, and what is held is narrow.
        held.append(band.resize((to[0], band.height), Image.Resampling.LANCZOS))
        end += band.height
        upto = to[1] if end == size[1] else max(done, floor((end - reach) / scale))
        if upto == done:
            continue
        window = _stacked(held)
        box = (0.0, done * scale - start, float(to[0]), min(upto * scale, size[1]) - start)
        made.paste(window.resize((to[0], upto - done), Image.Resampling.LANCZOS, box=box), (0, done))
        done = upto
        keep = max(start, ceil(done * scale - reach) - 1)
        held = [window.crop((0, keep - start, to[0], end - start))] if end < size[1] else []
        start = keep
    if made is None or done < to[1]:
        raise ValueError("rows are missing")
    return made


def _stacked(bands: "list[Image]") -> "Image":
    from PIL import Image

    if len(bands) == 1:
        return bands[0]
    made = Image.new(bands[0].mode, (bands[0].width, sum(band.height for band in bands)))
    at = 0
    for band in bands:
        made.paste(band, (0, at))
        at += band.height
    return made


def colours_spread(image: "Image") -> "tuple[Image, Image]":
    """The colours (RGB) and the opacity (L) of an RGBA picture; where nothing is opaque, colours of what is nearby.

    A viewer that shows a picture smaller than it is mixes the colours of pixels without regard to their opacity, so
    that black under the transparent parts would be seen as a dark line around what is opaque.
    """
    from PIL import Image

    alpha = image.getchannel("A")
    lowest, highest = alpha.getextrema()
    if lowest or not highest:
        return image.convert("RGB"), alpha
    levels = [image]
    while max(levels[-1].size) > 1:
        # By halves; what has no opacity counts for nothing in a mean of premultiplied colours.
        levels.append(levels[-1].convert("RGBa").reduce(2).convert("RGBA"))
        if levels[-1].getchannel("A").getextrema()[0]:
            break
    colours = levels.pop().convert("RGB")
    while levels:
        level = levels.pop()
        seen = level.getchannel("A").point([0] + [255] * 255)
        colours = colours.resize(level.size, Image.Resampling.NEAREST)
        for top in range(0, level.height, _ROWS):  # so that not all of it is there in one more mode
            box = (0, top, level.width, min(top + _ROWS, level.height))
            colours.paste(level.crop(box).convert("RGB"), (0, top), seen.crop(box))
    return colours, alpha
