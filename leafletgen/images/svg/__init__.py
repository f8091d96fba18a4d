"""SVG drawings: as lines where all of a file is known, else as a picture of dots, else refused with the line.

Nothing outside of the file is read, and no program is started; words are set in the brand's faces alone.
"""

from collections.abc import Collection
from typing import NamedTuple

from leafletgen.images.artwork import Drawing
from leafletgen.images.fault import PictureError
from leafletgen.images.svg.vector import read_plain

__all__ = ["Painting", "prepare_svg"]


class Painting(NamedTuple):
    """A drawing that is printed as a picture of dots.

    Attributes:
        svg: the drawing, told plainly.
        width, height: its size in pixels of CSS, of which the ratio counts.
        why: what cannot be drawn as lines, with its line in the file.
        words: what it says, whether in the bold face, and in which line.
        told: what else a user is to know of it.
        filtered, layers, window: what painting it takes (``source.Source``).
    """

    svg: str
    width: float
    height: float
    why: str
    words: list[tuple[str, bool, int]]
    told: str
    filtered: bool
    layers: int
    window: float


def prepare_svg(data: bytes, family: str = "", painted: bool = False) -> Drawing | Painting:
    """A file as operators, or as a painting where it holds what lines cannot show.

    Family is the name of the brand's face for words. Painted says that words may not be set one by one: the face moves
    its letters together, or something lies over them.

    Raises:
        PictureError: it is damaged, refers to something outside, or would not be printed as a browser shows it.
    """
    families: Collection[str] = () if painted or not family else (family.lower(),)
    plain = read_plain(data, families)
    if plain is not None:
        return plain
    try:
        return _strictly(data, family, families)
    except RecursionError as fault:
        raise PictureError(
            "something in it is nested without end", "save it again as plain SVG, or export it as PNG"
        ) from fault


def _strictly(data: bytes, family: str, families: Collection[str]) -> Drawing | Painting:
    from lxml import etree

    from leafletgen.images.svg.drawn import CannotDrawError, draw
    from leafletgen.images.svg.source import read_source

    source = read_source(data, family)
    try:
        drawing = draw(source, families)
        drawing.note = source.told
        return drawing
    except CannotDrawError as fault:
        why = str(fault)
    svg = etree.tostring(source.root, encoding="unicode")
    size = (source.width, source.height)
    return Painting(
        svg,
        *size,
        why,
        [(one.text, one.bold, one.line) for one in source.words],
        source.told,
        source.filtered,
        source.layers,
        source.window,
    )
