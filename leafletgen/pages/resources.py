"""Resources of the body: titles with their addresses, and codes to scan beside them where the layout prints codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leafletgen.document.element import Element, Role
from leafletgen.document.sources import QrCode
from leafletgen.pages.context import MM, Context
from leafletgen.pages.figures import QR_SIDE
from leafletgen.pages.flow.block import TOLERANCE, Block
from leafletgen.pages.flow.filling import Group, Row
from leafletgen.pages.flow.picture import Picture
from leafletgen.pages.flow.text import Text

if TYPE_CHECKING:
    from leafletgen.pdf.canvas import TaggedCanvas

#: Side of a code in points where text is of the usual size, its quiet zone included: 15 mm of modules for the shortest
#: address. Large print keeps the larger one of sheets.
_SIDE = 19.2 * MM
#: The least width of a module in points, at which a phone still tells one from the next.
_MODULE = 0.4 * MM
#: No letter is wider on an average of its word, by its size.
_WIDEST = 0.8
#: The least width of a cell in body sizes, for two resources to stand side by side.
_CELL = 13.5


class ResourceSetter:
    """Sets lists of resources."""

    def __init__(self, context: Context) -> None:
        """Set for one document."""
        self.context = context
        self.gap = 0.9 * context.gap

    def resources(self, element: Element) -> list[Block]:
        """A list of resources: two side by side where codes are printed and there is room, else one under another."""
        context = self.context
        resources = [self._resource(entry.elements[0].elements) for entry in element.elements]
        between = 0.6 * context.size  # after the quiet zone of the code at its left
        cell = (context.room - between) / 2
        if not all(_fits(resource, cell) for resource in resources) or not self._has_room(cell):
            return context.whole_if_short([self._alone(*resource) for resource in resources])
        cells: list[Block] = [self._cell(*resource, cell) for resource in resources]
        rows = [Row(cells[at : at + 2], between, self.gap, self.gap) for at in range(0, len(cells), 2)]
        for row in rows:
            row.fixed = cell
        return context.whole_if_short(rows)

    def _has_room(self, cell: float) -> bool:
        """Whether a cell of so many points is wide enough to be read in."""
        return not self.context.is_large and cell >= _CELL * self.context.size

    def _resource(self, parts: list[Element]) -> _Resource:
        """The words of a resource, and its code where there is one."""
        context = self.context
        texts = [context.text(part, context.body_style) for part in parts if part.role is Role.PARAGRAPH]
        return _Resource(texts, self._code(parts[-1]) if parts[-1].role is Role.FIGURE else None)

    def _code(self, figure: Element) -> Picture:
        """The code to scan of a figure, as small as it may be: a long address has more modules."""
        assert isinstance(figure.source, QrCode)
        drawing = self.context.pictures.qr(figure.source.address)
        side = max(QR_SIDE if self.context.is_large else _SIDE, _MODULE * drawing.width)
        return Picture(drawing, figure, 1.0, side, place=figure.place)

    def _alone(self, texts: list[Text], code: Picture | None) -> Block:
        """The words, and the code at their right."""
        words = Group([*texts])
        if code is not None:
            return Row([words, code], self.context.size, self.gap, self.gap, last_width=code.max_height)
        words.above = words.below = self.context.gap
        return words

    def _cell(self, texts: list[Text], code: Picture | None, width: float) -> _Cell:
        """Title and note with the code beside them, and under them the address where it needs the width."""
        assert code is not None
        *beside, address = texts
        between = 0.1 * self.context.size  # the code has a quiet zone of its own
        inner = width - code.max_height - between
        room = code.max_height - sum(text.measure(inner) for text in beside)
        if address.measure(inner) <= room + TOLERANCE:
            return _Cell(Group([*texts]), code, between, None)
        return _Cell(Group([*beside]), code, between, address)


class _Cell(Block):
    """Words with a code at their right, and perhaps an address under both, which is said and drawn before the code."""

    __slots__ = ("address", "between", "code", "words")

    def __init__(self, words: Group, code: Picture, between: float, address: Text | None) -> None:
        """Between are the points that part words and code."""
        super().__init__(place=code.place)
        self.words = words
        self.code = code
        self.between = between
        self.address = address

    def reset(self) -> None:
        """Forget what was measured."""
        self.words.reset()

    def _inner(self, width: float) -> float:
        return width - self.code.max_height - self.between

    def _upper(self, width: float) -> float:
        return max(self.words.measure(self._inner(width)), self.code.max_height)

    def measure(self, width: float) -> float:
        """Words or code, and the address."""
        return self._upper(width) + (self.address.measure(width) if self.address is not None else 0.0)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Paint the words, the address and the code."""
        inner = self._inner(width)
        self.words.draw(canvas, x, top, inner)
        if self.address is not None:
            self.address.draw(canvas, x, top - self._upper(width), width)
        self.code.draw(canvas, x + inner + self.between, top, self.code.max_height)


class _Resource(NamedTuple):
    """A resource that is set: its texts, and its code where there is one."""

    texts: list[Text]
    code: Picture | None


def _fits(resource: _Resource, width: float) -> bool:
    """Whether a resource with a code can stand in a cell of so many points, no stretch of its words broken."""
    return resource.code is not None and not any(_is_wide(text, width) for text in resource.texts)


def _is_wide(text: Text, width: float) -> bool:
    """Whether a stretch of a text that is not divided is wider than so many points."""
    longest = max(len(word) for run in text.runs for word in run.text.split(" "))
    return longest * _WIDEST * text.runs[0].size > width and text.least_width() > width + TOLERANCE
