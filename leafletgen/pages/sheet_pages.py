"""Which exercises of a sheet stand on which page, and how large their pictures are.

A sheet takes as few sheets of paper as it can, two pages each; then its pictures are as large as those allow. What is
said about safety has its room first, on the last page, and never has that page to itself.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from leafletgen.pages.flow.block import TOLERANCE, Block
from leafletgen.pages.flow.filling import Row, stack_height
from leafletgen.pages.sheet_ends import SheetEnds, Way
from leafletgen.pages.sheet_exercises import ExerciseParts

#: Scales to try, in mm for a unit of poses, in which somebody who stands is about 350 high: each is 92 % of the last.
SCALES = tuple(0.282 * 0.92**step for step in range(14))
#: The smallest scale on a card, which has little room, where an exercise has it for itself.
CARD_SCALE = 0.065
#: The least width of who lies and height of who stands, in mm: to begin with, where smaller pictures save a page, and
#: where they save a sheet of paper. One exercise beside another has a cell half as wide.
_LEAST = {
    True: ((60.0, 70.0), (50.0, 58.0), (45.0, 50.0)),
    False: ((45.0, 45.0), (45.0, 45.0), (45.0, 45.0)),
}
#: From so many one under another on, few pages are worth smaller pictures.
_MANY = 3
#: Points by which the space between exercises grows at most, where a page has room left.
_SPREAD = 26.0
#: What is not worth any change: no page without an exercise, one sheet of paper, both sides of it.
_ONE_SHEET = (0, 1, 2)
#: A share of a page that is worth looking at smaller pictures, by so many steps, to have it filled.
_EMPTY, _STEPS_TO_EVEN = 0.33, 4
#: The cost of a plan that does not work.
_NEVER = (99, 99, 99)


class Span(NamedTuple):
    """The exercises of a row: the number of the first, from 0, and how many stand side by side."""

    first: int
    side_by_side: int


class Plan(NamedTuple):
    """The rows on each page, at a scale, and how all is said; the cost is what to have little of, the worst first.

    That is pages without an exercise, sheets of paper, and pages.
    """

    pages: list[list[Span]]
    scale: float
    way: Way
    cost: tuple[int, int, int]


class _End:
    """Blocks before or after the exercises, and their height in points."""

    __slots__ = ("blocks", "height")

    def __init__(self, blocks: list[Block], width: float) -> None:
        self.blocks = blocks
        self.height = stack_height(blocks, width)


class SheetPages:
    """Finds the pages of a sheet.

    Attributes:
        exercises: in order.
        ends: what stands before and after them; None where nothing does.
    """

    def __init__(
        self,
        exercises: Sequence[ExerciseParts],
        ends: SheetEnds | None,
        size: tuple[float, float],
        grid: tuple[int, int, float, float],
        *,
        is_large: bool = False,
    ) -> None:
        """Set a sheet; one in large print never has small pictures.

        Size is the width and height of a page's text; the grid exercises across and down, and the gaps (points).
        """
        self.exercises = exercises
        self.ends = ends
        self.is_large = is_large
        self.width, self.room = size
        self.across, self.down, self.gap, self.below = grid
        self._rows: dict[tuple[Span, float, bool, bool], tuple[Block, float] | None] = {}
        self._ends: dict[Way, tuple[_End, _End]] = {}
        self._plans: dict[tuple[float, Way], Plan] = {}

    # --- scales ------------------------------------------------------------------------------------------------

    def least_scales(self) -> list[int]:
        """The numbers of the smallest scales: to begin with, to save a page, to save a sheet of paper."""
        made: list[int] = []
        begin, page, paper = _LEAST[self.across == 1]
        if self.is_large:
            paper = page
        # Who asks for three to a page or more asks for few pages.
        for lying, standing in (begin, page if self.down < _MANY else paper, paper):
            least = max((one.least_scale(lying, standing) for one in self.exercises), default=0.0)
            made.append(max((number for number, scale in enumerate(SCALES) if scale >= least), default=0))
        return made

    def best(self) -> Plan:
        """The plan with the least cost, and of those the one with the largest pictures.

        What saves nothing is left as it is: the size of pictures, and all that can be said to remember.
        """
        assert self.ends is not None
        least, smaller, smallest = self.least_scales()
        plain, divided, brief = self.ends.ways()
        found = self._cheapest(None, plain, least, pages=True)
        if self.ends.has_optional and found.cost > _ONE_SHEET:
            found = self._cheapest(found, brief, least, pages=True)
        if found.cost > _ONE_SHEET and not self._ends_sooner(found, brief, smallest):
            return self._enlarged(found)
        steps = ([*plain, *divided], smaller, True), ([*plain, *divided, *brief], smallest, False)
        for ways, scale, pages in steps:
            if found.cost > _ONE_SHEET:
                found = self._cheapest(found, ways, scale, pages=pages)
        return self._enlarged(found)

    def _ends_sooner(self, found: Plan, ways: Sequence[Way], last: int) -> bool:
        """Whether the ways that take least save anything at all; else no other one does."""
        return any(self.plan(SCALES[last], way).cost < found.cost for way in ways)

    def _cheapest(self, found: Plan | None, ways: Sequence[Way], last: int, *, pages: bool) -> Plan:
        """The first of the plans that saves a sheet of paper, or a page."""
        for way in ways:
            if found is not None and found.cost <= _ONE_SHEET:
                break
            plan = self.plan(SCALES[last], way)
            if found is None or plan.cost[: 3 if pages else 2] < found.cost[: 3 if pages else 2]:
                found = plan
        assert found is not None
        return found

    def _enlarged(self, found: Plan) -> Plan:
        """The plan with the largest pictures at the same cost."""
        first, last = 0, SCALES.index(found.scale)
        if last > self.least_scales()[0]:
            first = last - 1  # what had to be small to fit is seldom larger than by a step
        while first < last:
            middle = (first + last) // 2
            plan = self.plan(SCALES[middle], found.way)
            if plan.cost > found.cost:
                first = middle + 1
                continue
            found, last = plan, middle
            first = min(first, max(last - 1, 0))
        return self._evened(found)

    def _evened(self, found: Plan) -> Plan:
        """The plan, or one with pictures a little smaller at the same cost whose pages are more evenly filled."""
        foot = self._largest_foot(found)
        at = SCALES.index(found.scale)
        for scale in SCALES[at + 1 : at + 1 + _STEPS_TO_EVEN] if foot > _EMPTY else []:
            plan = self.plan(scale, found.way)
            if plan.cost <= found.cost and self._largest_foot(plan) < 0.6 * foot:
                return plan
        return found

    def _largest_foot(self, plan: Plan) -> float:
        """The share of a page that is empty at its foot, of the emptiest one but for the last."""
        used = [
            self._height(index, page, plan.scale, plan.way, last=False) or 0.0
            for index, page in enumerate(plan.pages[:-1])
        ]
        return 1 - min(used, default=self.room) / self.room

    # --- pages -------------------------------------------------------------------------------------------------

    def row(self, span: Span, scale: float, way: Way) -> tuple[Block, float] | None:
        """The exercises side by side in a row, and its height; None where the scale is too large for one of them."""
        known = (span, scale, way.merged, way.brief)
        if known not in self._rows:
            row = self._row(span, scale, way)
            self._rows[known] = None if row is None else (row, row.measure(self.width))
        return self._rows[known]

    def _row(self, span: Span, scale: float, way: Way) -> Block | None:
        cell = (self.width - self.gap * (span.side_by_side - 1)) / span.side_by_side
        cells: list[Block] = []
        for one in self.exercises[span.first : span.first + span.side_by_side]:
            group = one.group(cell, scale, cautions=not way.merged, brief=way.brief)
            if group is None:
                return None
            cells.append(group)
        if span.side_by_side == 1:
            return cells[0]
        row = Row(cells, self.gap, self.below, self.below)
        row.fixed = cell
        return row

    def _divided(self, scale: float, way: Way) -> list[Span] | None:
        """The rows that need the least height in all; None where the scale is too large."""
        if self.across == 1:
            return [Span(number, 1) for number in range(len(self.exercises))]
        best: list[tuple[float, list[Span]] | None] = [(0.0, [])]
        for end in range(1, len(self.exercises) + 1):
            found: tuple[float, list[Span]] | None = None
            for count in range(min(self.across, end), 0, -1):
                before, span = best[end - count], Span(end - count, count)
                row = self.row(span, scale, way) if before is not None else None
                if before is None or row is None:
                    continue
                height = before[0] + row[1] + self.below
                if found is None or height < found[0]:
                    found = height, [*before[1], span]
            best.append(found)
        return best[-1][1] if best[-1] is not None else None

    def plan(self, scale: float, way: Way) -> Plan:
        """Rows on pages, as many on each as find room."""
        known = (scale, way)
        if known not in self._plans:
            self._plans[known] = self._planned(scale, way)
        return self._plans[known]

    def _planned(self, scale: float, way: Way) -> Plan:
        never = Plan([], scale, way, _NEVER)
        rows = self._divided(scale, way)
        if rows is None:
            return never
        pages: list[list[Span]] = [[]]
        for row in rows:
            page = [*pages[-1], row]
            full = sum(span.side_by_side for span in page) > self.across * self.down
            if full or not self.fits(len(pages) - 1, page, scale, way, last=False):
                pages.append([])
                if not self.fits(len(pages) - 1, [row], scale, way, last=False):
                    return never
            pages[-1].append(row)
        alone = self._end(pages, scale, way)
        # A first page that no exercise fits has the pain rule at least.
        empty = sum(not page for page in pages[way.divided : -1])
        return Plan(pages, scale, way, (alone + empty, -(-len(pages) // 2), len(pages)))

    def _end(self, pages: list[list[Span]], scale: float, way: Way) -> bool:
        """Give what ends the sheet its room; whether it has a page to itself."""
        if self.fits(len(pages) - 1, pages[-1], scale, way, last=True):
            return False
        taken = [pages[-1].pop()] if len(pages[-1]) > 1 else []
        pages.append(taken)
        if taken and not self.fits(len(pages) - 1, taken, scale, way, last=True):
            pages[-2] += pages.pop()
            pages.append([])
        return not pages[-1]

    def blocks(self, index: int, page: Sequence[Span], scale: float, way: Way, *, last: bool) -> list[Block] | None:
        """What stands on a page; None where the scale is too large."""
        top, ending = self._around(way)
        made = [*top.blocks] if not index else []
        for span in page:
            row = self.row(span, scale, way)
            if row is None:
                return None
            made.append(row[0])
        return [*made, *ending.blocks] if last else made

    def _around(self, way: Way) -> tuple[_End, _End]:
        """What stands before the exercises, and after them."""
        known = self._ends.get(way)
        if known is None:
            ends = self.ends
            top, ending = (ends.top(way), ends.ending(way)) if ends is not None else ([], [])
            known = self._ends[way] = _End(top, self.width), _End(ending, self.width)
        return known

    def fits(
        self, index: int, page: Sequence[Span], scale: float, way: Way, *, last: bool, more: Sequence[Block] = ()
    ) -> bool:
        """Whether a page holds these rows with all else that stands on it; more stands at its end."""
        height = self._height(index, page, scale, way, last=last, more=more)
        return height is not None and height <= self.room + TOLERANCE

    def _height(
        self, index: int, page: Sequence[Span], scale: float, way: Way, *, last: bool, more: Sequence[Block] = ()
    ) -> float | None:
        """The height of all that stands on a page; None where the scale is too large."""
        top, ending = self._around(way)
        height = below = 0.0
        if not index and top.blocks:
            height, below = top.height, top.blocks[-1].below
        for span in page:
            row = self.row(span, scale, way)
            if row is None:
                return None
            height += (max(below, row[0].above) if height else 0.0) + row[1]
            below = row[0].below
        if last and ending.blocks:
            height += (max(below, ending.blocks[0].above) if height else 0.0) + ending.height
            below = ending.blocks[-1].below
        if more:
            height += max(below, more[0].above) + stack_height(more, self.width)
        return height

    def all_rows(self) -> list[Block]:
        """Every row that was made, of whatever size."""
        return [row[0] for row in self._rows.values() if row is not None]

    def largest(self, number: int, way: Way, used: float = 0.0, smallest: float = 1.0) -> tuple[Block, bool]:
        """A row with pictures as large as a page lets them be of which so many points are used; and whether it fits.

        The row has the smallest pictures where no page holds it: those of `SCALES`, or smaller ones.
        """
        found: Block | None = None
        smaller = [scale for step in range(1, 6) if (scale := SCALES[-1] * 0.92**step) >= smallest]
        for scale in (*SCALES, *smaller):
            row = self.row(Span(number, 1), scale, way)
            if row is None:
                continue
            found, height = row
            if used + height <= self.room + TOLERANCE:
                return found, True
        assert found is not None
        return found, False

    def grown(self, plan: Plan, index: int, more: Sequence[Block]) -> list[Block]:
        """The blocks of a page with pictures as large as it lets them be, all of them at one scale.

        More is what else stands on it at the end.
        """
        page, last = plan.pages[index], index == len(plan.pages) - 1
        scales = [scale for scale in SCALES if scale >= plan.scale]
        first, end = 0, len(scales) - 1
        while first < end:
            middle = (first + end) // 2
            if self.fits(index, page, scales[middle], plan.way, last=last, more=more):
                end = middle
            else:
                first = middle + 1
        found = self.blocks(index, page, scales[end], plan.way, last=last)
        assert found is not None
        return [*found, *more]


def spread(blocks: Sequence[Block], rows: Collection[int], width: float, room: float) -> list[tuple[Block, float]]:
    """Blocks with their distances from the top; what is left of the room goes around rows, up to a measure.

    Rows are told by their `id`.
    """
    free = [number for number in range(1, len(blocks)) if {id(blocks[number - 1]), id(blocks[number])} & set(rows)]
    extra = min(max(room - stack_height(blocks, width), 0.0) / max(len(free), 1), _SPREAD)
    placed: list[tuple[Block, float]] = []
    down = below = 0.0
    for number, block in enumerate(blocks):
        if number:
            down += max(below, block.above) + (extra if number in free else 0.0)
        placed.append((block, down))
        down += block.measure(width)
        below = block.below
    return placed
