"""Tables: columns as wide as their words ask, a header that repeats, rows that stay whole where a page allows it."""

from collections.abc import Sequence
from copy import copy
from typing import TYPE_CHECKING, Any, NamedTuple

from leafletgen.pages.flow.block import TOLERANCE, Block
from leafletgen.pages.flow.text import Text

if TYPE_CHECKING:
    from leafletgen.pdf.canvas import TaggedCanvas


#: What stands left and right of the words in a table whose words would have to be broken otherwise, in spaces between
#: two words: with lines between the columns, and without.
_LEAST_PADDING = (0.5, 0.75)
#: The height in points up to which rows to write in are stretched where there is room: 12 mm.
_ROOMY = 12 * 72 / 25.4


class TableStyle(NamedTuple):
    """Lengths in points; colours as three numbers for ``rg``."""

    padding_x: float
    padding_y: float
    rule: str
    header_ground: str
    row_header_ground: str
    #: Whether lines stand between columns as well, for tables to be filled in by hand.
    grid: bool = False
    #: The share of the width that each column has, whatever its words ask; they add up to 1.
    shares: tuple[float, ...] = ()


class Table(Block):
    """Rows of text cells under an optional header.

    Cells carry their own elements (TH, TD) in their runs. The header is drawn again, as an artifact, at the top of
    every further part (ISO 14289-1 leaves repeated headers out of the structure).
    """

    __slots__ = (
        "_heights",
        "_padding_x",
        "_width",
        "_widths",
        "continued",
        "crowded",
        "header",
        "row_headers",
        "rows",
        "style",
        "whole",
    )

    def __init__(
        self,
        header: Sequence[Text],
        rows: Sequence[Sequence[Text]],
        style: TableStyle,
        row_headers: bool,
        above: float,
        below: float,
        place: Any = None,
    ) -> None:
        """All rows have as many cells as the header, when there is one."""
        super().__init__(above, below, False, place)
        self.header = header
        self.rows = rows
        self.style = style
        self.row_headers = row_headers
        self.continued = False
        #: Whether the table stays on one page.
        self.whole = False
        #: Whether the columns, as last measured, are too narrow for what must not be broken.
        self.crowded = False
        self._width = -1.0
        self._widths: list[float] = []
        self._padding_x = style.padding_x
        self._heights: list[float] = []

    def reset(self) -> None:
        """Forget what was measured."""
        self._width = -1.0
        for row in (self.header, *self.rows):
            for cell in row:
                cell.reset()

    def _lay_out(self, width: float) -> None:
        if width == self._width:
            return
        rows = [self.header, *self.rows] if self.header else list(self.rows)
        self._padding_x = self.style.padding_x
        self._widths = [share * width for share in self.style.shares] or self._fitting_widths(rows, width)
        self._heights = [self._row_height(row) for row in rows]
        if not self.header:
            self._heights.insert(0, 0.0)
        self._width = width

    def _fitting_widths(self, rows: Sequence[Sequence[Text]], width: float) -> list[float]:
        """Column widths; when words would have to be broken with less space around them, or in narrower addresses."""
        least = _least_widths(rows, 2 * self._padding_x)
        if sum(least) > width:
            self._padding_x = min(self._padding_x, 0.5 * least_padding(rows, self.style.grid))
            least = _least_widths(rows, 2 * self._padding_x)
            if sum(least) > width:
                least = _least_widths(rows, 2 * self._padding_x, loose=True)
        self.crowded = sum(least) > width + TOLERANCE
        return _column_widths(rows, least, width, 2 * self._padding_x)

    def _row_height(self, row: Sequence[Text]) -> float:
        pad = 2 * self._padding_x
        tallest = max(cell.measure(width - pad) for cell, width in zip(row, self._widths, strict=True))
        return tallest + 2 * self.style.padding_y

    def measure(self, width: float) -> float:
        """Header and rows."""
        self._lay_out(width)
        return sum(self._heights) + 1

    def first_height(self, width: float) -> float:
        """Header and first row."""
        if self.whole:
            return self.measure(width)
        self._lay_out(width)
        return sum(self._heights[:2]) + 1

    def split(self, width: float, height: float) -> tuple[Block, Block] | None:
        """Split between rows; a row is split inside only when it is taller than half a column."""
        if self.whole:
            return None
        self._lay_out(width)
        y = self._heights[0] + 1
        count = 0
        for row_height in self._heights[1:]:
            if y + row_height > height + TOLERANCE:
                break
            y += row_height
            count += 1
        if count == len(self.rows):
            return None
        if count == len(self.rows) - 1 and count > 2:
            count -= 1  # no row stands alone under a header that repeats
            y -= self._heights[1 + count]
        head_rows, tail_rows = list(self.rows[:count]), list(self.rows[count:])
        head_heights, tail_heights = self._heights[1 : 1 + count], self._heights[1 + count :]
        if not count or tail_heights[0] > 0.5 * height:
            parts = self._split_row(tail_rows[0], height - y)
            if parts is not None:
                head_rows.append(parts[0])
                tail_rows[0] = parts[1]
                head_heights.append(self._row_height(parts[0]))
                tail_heights[0] = self._row_height(parts[1])
        if not head_rows:
            return None
        head = self._part(head_rows, head_heights, width, self.continued)
        return head, self._part(tail_rows, tail_heights, width, True)

    def _split_row(self, row: Sequence[Text], room: float) -> tuple[list[Text], list[Text]] | None:
        pad_x, pad_y = 2 * self._padding_x, 2 * self.style.padding_y
        heads: list[Text] = []
        tails: list[Text] = []
        moved = False
        for cell, width in zip(row, self._widths, strict=True):
            inner = width - pad_x
            if cell.measure(inner) <= room - pad_y + TOLERANCE:
                heads.append(cell)
                tails.append(cell.empty())
                continue
            parts = cell.split(inner, room - pad_y)
            if parts is None:
                return None
            head, tail = parts
            if not isinstance(head, Text) or not isinstance(tail, Text):
                return None
            heads.append(head)
            tails.append(tail)
            moved = True
        return (heads, tails) if moved else None

    def _part(self, rows: Sequence[Sequence[Text]], heights: Sequence[float], width: float, continued: bool) -> "Table":
        part = Table(self.header, rows, self.style, self.row_headers, self.above, self.below, self.place)
        part.continued = continued
        part._widths, part._padding_x = self._widths, self._padding_x
        part._heights = [self._heights[0], *heights]
        part._width = width
        return part

    def stretched(self, width: float, by: float) -> "Table | None":
        """With rows that leave more room for handwriting, where the table is there to be filled in."""
        if not self.style.grid:
            return None
        self._lay_out(width)
        head, *rows = self._heights
        spare = [max(_ROOMY - height, 0.0) for height in rows]
        share = min(by / (sum(spare) or 1.0), 1.0)
        made = copy(self)
        made._heights = [head, *(height + share * more for height, more in zip(rows, spare, strict=True))]
        return made

    def draw(self, canvas: "TaggedCanvas", x: float, top: float, width: float) -> None:
        """Paint grounds and rules as artifacts and the cells as content."""
        self._lay_out(width)
        y = top
        if self.header:
            ground = self.style.header_ground
            if self.continued:
                self._draw_row(canvas, self.header, x, y, self._heights[0], ground, artifact=True)
            else:
                self._draw_row(canvas, self.header, x, y, self._heights[0], ground)
            y -= self._heights[0]
        for row, height in zip(self.rows, self._heights[1:], strict=True):
            self._draw_row(canvas, row, x, y, height, "")
            y -= height

    def _draw_row(
        self,
        canvas: "TaggedCanvas",
        row: Sequence[Text],
        x: float,
        top: float,
        height: float,
        ground: str,
        artifact: bool = False,
    ) -> None:
        style = self.style
        total = sum(self._widths)
        left = canvas.across(x, total)
        out = canvas.operators
        out.append(canvas.begin_artifact("Pagination" if artifact else "Layout"))
        if ground:
            out.append(f"{ground} rg {left:.2f} {top - height:.2f} {total:.2f} {height:.2f} re f")
        elif self.row_headers and style.row_header_ground:
            first = self._widths[0]
            start = canvas.across(x, first)
            out.append(f"{style.row_header_ground} rg {start:.2f} {top - height:.2f} {first:.2f} {height:.2f} re f")
        out.append(f"{style.rule} rg {left:.2f} {top - height:.2f} {total:.2f} 0.75 re f")
        if style.grid and ground:
            out.append(f"{style.rule} rg {left:.2f} {top - 0.75:.2f} {total:.2f} 0.75 re f")
        if style.grid:
            edge = x
            for width in [*self._widths, 0.0]:
                out.append(
                    f"{style.rule} rg {canvas.across(edge - 0.375, 0.75):.2f} {top - height:.2f} 0.75 {height:.2f} re f"
                )
                edge += width
        if not artifact:
            out.append(canvas.end())
        for cell, width in zip(row, self._widths, strict=True):
            inner = width - 2 * self._padding_x
            if artifact:
                cell.draw_unmarked(canvas, x + self._padding_x, top - style.padding_y, inner)
            else:
                cell.draw(canvas, x + self._padding_x, top - style.padding_y, inner)
            x += width
        if artifact:
            out.append(canvas.end())


def _least_widths(rows: Sequence[Sequence[Text]], padding: float, loose: bool = False) -> list[float]:
    """What each column needs so that no word is broken; loose lets an address end its lines after its punctuation."""
    return [max(cell.least_width(loose) for cell in column) + padding + TOLERANCE for column in zip(*rows, strict=True)]


def least_padding(rows: Sequence[Sequence[Text]], grid: bool) -> float:
    """What stands left and right of the words of a column, both together, where words would be broken otherwise."""
    return 2 * _LEAST_PADDING[not grid] * _word_space(rows)


def _word_space(rows: Sequence[Sequence[Text]]) -> float:
    """The space between words of a table's plain text, in points; that of its bold words is wider."""
    return min(
        [run.face.space_width * run.size / 1000 for row in rows for cell in row for run in cell.runs if not run.rise],
        default=0.0,
    )


def _column_widths(rows: Sequence[Sequence[Text]], least: Sequence[float], width: float, padding: float) -> list[float]:
    """Widths that add up to ``width``: each column its longest word, and the rest by the length of its text."""
    columns = list(zip(*rows, strict=True))
    wanted = [max(cell.natural_width() for cell in column) + padding + TOLERANCE for column in columns]
    if sum(least) >= width:
        # Words will be broken between letters; no column falls under a fair share of the width.
        fair = width / len(columns)
        small = [min(value, fair) for value in least]
        spare = width - sum(small)
        over = [max(value - fair, 0.0) for value in least]
        total = sum(over)
        return [value + (spare * more / total if total else 0.0) for value, more in zip(small, over, strict=True)]
    if sum(wanted) <= width:
        even = (width - sum(wanted)) / len(columns)
        return [value + even for value in wanted]
    # Columns that ask for less than a fair share get what they ask; the others share what is left.
    widths = list(least)
    fair = width / len(columns)
    spare = width - sum(least)
    for place, most in enumerate(wanted):
        more = min(most, fair) - widths[place]
        if 0 < more <= spare:
            widths[place] += more
            spare -= more
    more_wanted = [max(most - given, 0.0) for given, most in zip(widths, wanted, strict=True)]
    total = sum(more_wanted) or 1.0
    return [given + spare * more / total for given, more in zip(widths, more_wanted, strict=True)]
