"""The head of an exercise sheet on pages: title with logo, one band of names and dates, notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from leafletgen.document import looks
from leafletgen.document.element import Element, Role
from leafletgen.document.sheet import SheetDocument
from leafletgen.pages.context import MM, Context, Style
from leafletgen.pages.flow.block import TOLERANCE, Block
from leafletgen.pages.flow.filling import Group, Row
from leafletgen.pages.flow.panels import Panel, WritingLines
from leafletgen.pages.flow.picture import Picture
from leafletgen.pages.flow.text import Run, Text

if TYPE_CHECKING:
    from leafletgen.pdf.canvas import TaggedCanvas

#: The least width in points of a line to write a name or a date on: 42 mm.
_LINE = 42 * MM


def head_blocks(context: Context, document: SheetDocument) -> list[Block]:
    """Title with logo, the band, notes of programmes and of the clinician."""
    *title, panel = document.head
    return [_title_row(context, title), _panel(context, panel), *_notes(context, document.notes)]


def caution_blocks(context: Context, elements: Sequence[Element]) -> list[Block]:
    """What to ask before all else."""
    return [context.text(element, context.body_style, below=0.6 * context.gap) for element in elements]


def _notes(context: Context, elements: Sequence[Element]) -> list[Block]:
    """The notes as a strip of as few lines as they fill, each an element of its own; the clinician's stand apart."""
    strip: list[Run] = []
    made: list[Block] = []
    for element in elements:
        if element.personal:
            made.append(context.text(element, context.body_style, below=0.6 * context.gap))
            continue
        if strip:
            strip[-1].text += " "
        strip += context.runs(element, context.body_style)
    if strip:
        place = next(element.place for element in elements if not element.personal)
        made.insert(0, context.text_of(strip, context.body_style, below=0.6 * context.gap, place=place))
    return made


def _title_row(context: Context, elements: list[Element]) -> Block:
    scale = context.layout.scale
    style = Style(scale.title, context.heading, bold=True, leading=1.15 * scale.title)
    under = Style(max(scale.heading3, context.size), context.ink)
    words = Group(
        [
            context.text(element, style if element.role is Role.HEADING else under)
            for element in elements
            if element.role is not Role.FIGURE
        ]
    )
    figure = elements[-1]
    artwork = context.logo(dark=False) if figure.role is Role.FIGURE else None
    if artwork is None:
        return words
    logo = context.brand.logo
    high = logo.height_mm * MM
    wide = min(high * artwork.width / artwork.height, 0.42 * context.column)
    picture = Picture(artwork, figure, 1.0, high)
    return Row([words, picture], logo.clear_space_mm * MM, 0, 0.6 * context.gap, last_width=wide)


class Band(Block):
    """Cells as wide as their words, on as few lines as hold them; what is left of a line is shared out.

    A cell that is wider than a line has one to itself.
    """

    __slots__ = ("_known", "_rows", "between", "cells", "gap")

    def __init__(self, cells: Sequence[tuple[Block, float]], gap: float, between: float) -> None:
        """Blocks with the width each asks for; `gap` across and `between` lines, all in points."""
        super().__init__()
        self.cells = cells
        self.gap = gap
        self.between = between
        self._known = -1.0
        self._rows: list[list[tuple[Block, float]]] = []

    def reset(self) -> None:
        """Forget what was measured."""
        self._known = -1.0

    def _lines(self, width: float) -> list[list[tuple[Block, float]]]:
        """The cells of each line with their widths."""
        if width == self._known:
            return self._rows
        lines: list[list[tuple[Block, float]]] = []
        left = -1.0
        for block, wanted in self.cells:
            wide = min(wanted, width)
            if not lines or wide + self.gap > left + TOLERANCE:
                lines.append([])
                left = width + self.gap
            lines[-1].append((block, wide))
            left -= wide + self.gap
        self._rows = [self._shared(line, width) for line in lines]
        self._known = width
        return self._rows

    def _shared(self, line: list[tuple[Block, float]], width: float) -> list[tuple[Block, float]]:
        used = sum(wide for _, wide in line) + self.gap * (len(line) - 1)
        more = (width - used) / len(line)
        return [(block, wide + more) for block, wide in line]

    def measure(self, width: float) -> float:
        """The lines, each as high as its highest cell."""
        lines = self._lines(width)
        return sum(self._height(line) for line in lines) + self.between * (len(lines) - 1)

    @staticmethod
    def _height(line: list[tuple[Block, float]]) -> float:
        return max(block.measure(wide) for block, wide in line)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw line by line."""
        for line in self._lines(width):
            left = x
            for block, wide in line:
                block.draw(canvas, left, top, wide)
                left += wide + self.gap
            top -= self._height(line) + self.between


def _panel(context: Context, panel: Element) -> Block:
    """Label over value, or over a line to write on, in one row where they fit."""
    cells = [_entry(context, element) for element in panel.elements]
    look = context.tinted(0.5 * context.size)
    band = Band(cells, 1.2 * context.size, 0.35 * context.gap)
    return Panel([], [band], look, 0.4 * context.gap, 0.8 * context.gap, False)


def _entry(context: Context, element: Element) -> tuple[Block, float]:
    """An entry and the width in points that it asks for."""
    if element.look != looks.WRITE:
        text = context.text(element, context.body_style)
        return text, text.natural_width() + 2 * TOLERANCE
    label, writing = element.elements
    told: Text = context.text(label, context.bold_style)
    lines = WritingLines(writing.lines, 1.2 * context.leading, context.rule, 0, 0)
    return Group([told, lines]), max(told.natural_width() + 2 * TOLERANCE, _LINE)
