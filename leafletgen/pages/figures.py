"""Pictures of the body, in the column or side by side, and codes to scan."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from math import hypot

from leafletgen.document.element import Element, Role
from leafletgen.document.sources import Image, QrCode
from leafletgen.images import too_coarse
from leafletgen.images.artwork import Artwork, Drawing
from leafletgen.pages.context import MM, Context
from leafletgen.pages.flow.block import Block
from leafletgen.pages.flow.filling import Group, Row, stack_height
from leafletgen.pages.flow.picture import Picture
from leafletgen.pages.flow.text import Text

#: Side of a printed QR code in points: 22 mm, over the 20 mm that a phone needs at arm's length.
QR_SIDE = 22 * MM
#: The share of a column up to which pictures stand beside their words, and the width in body sizes that these need.
_NARROW = 0.56
_WORDS = 12.0
#: The share of its part of a column up to which a picture is narrow, and the share by which it may then be higher.
_SLIM = 0.5
_MOST_HIGHER = 0.4


def qr_side(code: Drawing) -> float:
    """The side of a printed code in points: a long address has more modules, each at least 0.44 mm wide."""
    return max(QR_SIDE, 0.44 * MM * code.width)


def qr_picture(context: Context, figure: Element) -> Picture:
    """The code to scan of a figure."""
    assert isinstance(figure.source, QrCode)
    drawing = context.pictures.qr(figure.source.address)
    return Picture(drawing, figure, 1.0, qr_side(drawing), place=figure.place)


class PictureRow(Row):
    """Pictures with their captions side by side; narrow ones stand close together at the left."""

    __slots__ = ("captions", "pictures")

    def __init__(self, cells: list[Block], pictures: list[Picture], captions: float, gap: float) -> None:
        """Cells hold the pictures; captions is the width in points that the widest caption asks for."""
        super().__init__(cells, gap, 0.0, 0.0)
        self.pictures = pictures
        self.captions = captions

    def natural_width(self, width: float) -> float:
        """The points that the row takes of so many."""
        cells = self._cells(width)
        return sum(cell for _, cell in cells) + self.gap * (len(cells) - 1)

    def smaller(self, width: float, by: float) -> PictureRow | None:
        """With all of its pictures smaller, still at one scale."""
        cell = self._cells(width)[0][1]
        highs = [picture.size(cell)[1] for picture in self.pictures]
        share = 1 - by / max(highs)
        if not all(one.may_be(share * high, cell) for one, high in zip(self.pictures, highs, strict=True)):
            return None
        less = {old: old.at_most(share * high) for old, high in zip(self.pictures, highs, strict=True)}
        return self._shows(less)

    def stretched(self, width: float, by: float) -> PictureRow | None:
        """With narrow pictures higher, still at one scale: as high as wide ones they are small."""
        cell = (width - self.gap * (len(self.blocks) - 1)) / len(self.blocks)
        sizes = [picture.size(cell) for picture in self.pictures]
        share = 1 + min(_MOST_HIGHER, by / max(high for _, high in sizes))
        if share <= 1 or share * max(wide for wide, _ in sizes) > _SLIM * cell:
            return None
        more = {one: one.at_most(share * size[1]) for one, size in zip(self.pictures, sizes, strict=True)}
        return self._shows(more)

    def _shows(self, pictures: Mapping[Picture, Picture]) -> PictureRow:
        """The same row with other pictures."""
        made = copy(self)
        made.pictures = [*pictures.values()]
        made.blocks = [_with(cell, pictures) for cell in self.blocks]
        return made

    def _cells(self, width: float) -> list[tuple[Block, float]]:
        cell = (width - self.gap * (len(self.blocks) - 1)) / len(self.blocks)
        widest = max(*(picture.size(cell)[0] for picture in self.pictures), min(self.captions, cell))
        return [(block, widest if widest < 0.85 * cell else cell) for block in self.blocks]


class Beside(Row):
    """Narrow pictures, and beside them what is said of them."""

    __slots__ = ("least",)

    def __init__(self, row: PictureRow, said: Block, gap: float, words: float, least: float) -> None:
        """Words is the width in points that what is said has, least the one that it needs."""
        super().__init__([row, said], gap, 0.0, 0.0, last_width=words)
        self.least = least

    def stretched(self, width: float, by: float) -> Beside | None:
        """With higher pictures, where the words still have room."""
        row, said = self.blocks
        assert isinstance(row, PictureRow)
        by = min(by, _MOST_HIGHER * row.measure(width))
        for part in (1.0, 0.75, 0.5, 0.25):
            higher = row.stretched(width, part * by)
            if higher is None:
                return None
            words = width - higher.natural_width(width) - self.gap
            made = Beside(higher, said, self.gap, words, self.least)
            made.above, made.below = self.above, self.below
            if words >= self.least and made.measure(width) <= self.measure(width) + by:
                return made
        return None


def _with(cell: Block, pictures: Mapping[Picture, Picture]) -> Block:
    """A cell with other pictures."""
    assert isinstance(cell, Group)
    made = copy(cell)
    made.blocks = [pictures.get(block, block) if isinstance(block, Picture) else block for block in cell.blocks]
    return made


def beside(context: Context, pictures: list[Block], said: list[Block]) -> list[Block]:
    """Pictures and what is said of them: side by side where they are narrow and the words have room, else in turn."""
    row = pictures[0] if pictures else None
    between = 1.2 * context.size
    if not isinstance(row, PictureRow):
        return [*pictures, *said]
    wide, least = row.natural_width(context.room), _WORDS * context.size
    words = context.room - wide - between
    if wide > _NARROW * context.room or words < least:
        return [*pictures, *said]
    made = Beside(row, Group(said), between, words, least)
    made.above, made.below = 0.6 * context.gap, 0.7 * context.gap
    return [made] if made.measure(context.room) < stack_height([*pictures, *said], context.room) else [*pictures, *said]


class FigureSetter:
    """Sets what shows a picture."""

    def __init__(self, context: Context) -> None:
        """Set for one document."""
        self.context = context

    def picture(self, element: Element) -> list[Block]:
        """A picture with its caption and credit."""
        context = self.context
        tallest = 0.55 * (context.height - context.top - context.bottom)
        made = self._figure(element, context.column, tallest)
        return [] if made is None else [made]

    def row(self, element: Element) -> list[Block]:
        """Pictures side by side, at one scale on one floor line."""
        context = self.context
        parts = element.elements
        gap = 0.8 * context.size
        cell = (context.column - gap * (len(parts) - 1)) / len(parts)
        tallest = context.layout.pictures.row_height_mm * MM
        made = [self._figure(part, cell, tallest) for part in parts]
        figures: list[Block] = [figure for figure in made if figure is not None]
        if len(figures) != len(made):
            return []
        pictures = [block for figure in figures if isinstance(figure, Group) for block in figure.blocks]
        shown = [block for block in pictures if isinstance(block, Picture)]
        texts = [block.natural_width() for block in pictures if isinstance(block, Text)]
        row = PictureRow(figures, shown, min(max(texts, default=0.0) + 1, 0.6 * cell), gap)
        row.above, row.below = 0.6 * context.gap, 0.7 * context.gap
        row.keep_next = True  # what to do with the pictures is said under them
        return [row]

    def _share_of_words(self, artwork: Artwork, column: float) -> float:
        """The share of a column that a drawing needs in large print so that its words are no smaller than the text."""
        if not self.context.is_large or not isinstance(artwork, Drawing) or not artwork.letterings:
            return 0.0
        smallest = min([one.size * hypot(*one.matrix[2:4]) for one in artwork.letterings])
        return min(self.context.size * artwork.width / (smallest * column), 1.0)

    def _figure(self, element: Element, column: float, tallest: float) -> Block | None:
        """A figure or a decoration, with what stands beside it; column and tallest in points."""
        context = self.context
        shown, *captions = element.elements or [element]
        source = shown.source
        assert isinstance(source, Image)
        share = 1.0 if source.framed else source.share or context.layout.pictures.width_percent / 100
        artwork = context.artwork(source.path, column * share, source.called, element.place)
        if artwork is None:
            return None
        share = max(share, self._share_of_words(artwork, column))
        coarse = too_coarse(artwork, column * share)
        if coarse is not None:
            context.report.warning(
                "image-too-coarse",
                f"{source.called} has {coarse:.0f} dots an inch at this size in {context.layout.name}",
                "use a picture with more pixels (150 dots an inch at least), or print it smaller",
                element.place,
            )
        gap = context.gap
        node = shown if shown.role is Role.FIGURE else None
        frame = context.rule if source.framed else ""
        picture = Picture(artwork, node, share, tallest, gap, gap, frame=frame, place=element.place)
        blocks: list[Block] = [picture]
        for caption in captions:
            picture.below = 0.3 * gap
            blocks.append(context.text(caption, context.small_style, 0, gap))
        return Group(blocks)
