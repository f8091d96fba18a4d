"""Which exercises of a sheet stand on which page, and how large their pictures are.

A sheet takes as few sheets of paper as it can, two pages each; then its pictures are as large as those allow. What is
said about safety has its room first, on the last page, and never has that page to itself.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import NamedTuple

from leafletgen.document.sheet_safety import Division
from leafletgen.pages.flow.block import TOLERANCE, Block
from leafletgen.pages.flow.filling import Row, stack_height
from leafletgen.pages.sheet_ends import SheetEnds, Way
from leafletgen.pages.sheet_exercises import ExerciseParts

#: Scales to try, in mm for a unit of poses, in which somebody who stands is about 350 high: each is 92 % of the last.
SCALES = tuple(0.3065 * 0.92**step for step in range(15))
#: The smallest scale on a card, which has little room, where an exercise has it for itself.
CARD_SCALE = 0.065
#: The least width of who lies and height of who stands, in mm: to begin with, where smaller pictures save a page, and
#: where they save a sheet of paper. One exercise beside another has a cell half as wide.
_LEAST = {
    True: ((60.0, 70.0), (50.0, 58.0), (45.0, 45.0)),
    False: ((45.0, 45.0), (45.0, 45.0), (45.0, 45.0)),
}
#: From so many one under another on, few pages are worth smaller pictures.
_MANY = 3
#: Points by which the space between exercises grows at most, where a page has room left.
_SPREAD = 26.0
#: What is not worth any change: no page without an exercise, one sheet of paper, both sides of it.
_ONE_SHEET = (0, 1, 2)
#: The share of a page but the last that may be empty where fewer exercises there would have larger pictures.
_FOOT = 0.2
#: By how much what is said may be shorter in another way than in the one that mostly is the shortest.
_SHORTER = 0.97
#: The cost of a plan that does not work.
_NEVER = (99, 99, 99)


class Span(NamedTuple):
    """The exercises of a row: the number of the first, from 0, and how many stand side by side."""

    first: int
    side_by_side: int


class Leaf(NamedTuple):
    """One page: its rows, and the scale of its pictures."""

    rows: list[Span]
    scale: float


class Plan(NamedTuple):
    """The pages, and how all is said; the cost is what to have little of, the worst first.

    That is pages without an exercise, sheets of paper, and pages.
    """

    pages: list[Leaf]
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
        self.width, self.room = size
        self.across, self.down, self.gap, self.below = grid
        self._least = [self._least_steps(*measure) for measure in self._measures(is_large=is_large)]
        self._rows: dict[tuple[Span, float, bool, bool], tuple[Block, float] | None] = {}
        self._ends: dict[Way, tuple[_End, _End]] = {}
        self._plans: dict[tuple[int, Way], Plan] = {}

    # --- scales ------------------------------------------------------------------------------------------------

    def _measures(self, *, is_large: bool) -> Sequence[tuple[float, float]]:
        """The least width of who lies and height of who stands: to begin with, to save a page, to save paper."""
        begin, page, paper = _LEAST[self.across == 1]
        if is_large:
            paper = page
        # Who asks for three to a page or more asks for few pages.
        return begin, page if self.down < _MANY else paper, paper

    def _least_steps(self, lying: float, standing: float) -> list[int]:
        """The number of the smallest scale for each exercise."""
        least = [one.least_scale(lying, standing) for one in self.exercises]
        return [max((step for step, scale in enumerate(SCALES) if scale >= one), default=0) for one in least]

    def best(self) -> Plan:
        """The plan with the least cost, with pictures as large as that lets them be.

        What saves nothing is left as it is: the size of pictures, and all that can be said to remember.
        """
        assert self.ends is not None
        plain, divided, brief = self.ends.ways()
        found = self._cheapest(None, plain, 0, _ONE_SHEET)
        if self.ends.has_optional:
            found = self._cheapest(found, brief, 0, _ONE_SHEET)
        if found.cost > _ONE_SHEET:
            least = self._least_cost(found, brief)
            found = self._cheapest(found, [*plain, *divided], 1, least)
            if found.cost[:2] > least[:2]:
                found = self._cheapest(found, [*plain, *divided, *brief], 2, least)
        return self._balanced(found)

    def _least_cost(self, found: Plan, brief: Sequence[Way]) -> tuple[int, int, int]:
        """What a sheet costs at the least, as the ways that take least tell; the first is mostly the shortest."""
        tried = self._cheapest(None, brief[:1], 2, _ONE_SHEET)
        if tried.cost > _ONE_SHEET:
            pages = max(math.ceil(_SHORTER * self._lowest(brief[0]) / self.room), 2)
            tried = self._cheapest(tried, brief, 2, (0, -(-pages // 2), pages))
        return min(tried.cost, found.cost)

    def _cheapest(self, found: Plan | None, ways: Sequence[Way], measure: int, least: tuple[int, int, int]) -> Plan:
        """The first of the plans with the least cost; no cost under `least` is looked for."""
        for way in ways:
            if found is not None and found.cost <= least:
                break
            plan = self.plan(measure, way)
            if found is None or plan.cost < found.cost:
                found = plan
        assert found is not None
        return found

    def _lowest(self, way: Way) -> float:
        """The height of all that is said, with each picture as small as it may be."""
        best = [sum(end.height for end in self._around(way))]
        for after in range(1, len(self.exercises) + 1):
            heights = [math.inf]
            for count in range(1, min(self.across, after) + 1):
                first = after - count
                row = self.row(Span(first, count), SCALES[min(self._least[2][first:after])], way)
                heights += [best[first] + row[1]] if row is not None else []
            best.append(min(heights))
        return best[-1]

    def _balanced(self, plan: Plan) -> Plan:
        """Of two pages, the first is as full as it can be unless fewer exercises there let all have larger pictures."""
        if len(plan.pages) != 2 or not all(leaf.rows for leaf in plan.pages):
            return plan
        best = plan
        largest = self._smallest_grown(plan)
        first, last = plan.pages
        while len(first.rows) > 1:
            moved = first.rows[-1]
            first = Leaf(first.rows[:-1], first.scale)
            last = Leaf([moved, *last.rows], min(first.scale, last.scale))
            tried = plan._replace(pages=[first, last])
            if self._is_full(last.rows) or not self.fits(1, last, plan.way, last=True):
                break
            scale = self._smallest_grown(tried)
            foot = 1 - (self._height(0, first.rows, self._grown(tried, 0), plan.way, last=False) or 0.0) / self.room
            if scale > largest and foot <= _FOOT:
                best, largest = tried, scale
        return best

    def _smallest_grown(self, plan: Plan) -> float:
        return min(self._grown(plan, index) for index in range(len(plan.pages)))

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

    def _divided(self, first: int, end: int, scale: float, way: Way) -> list[Span] | None:
        """The rows of some exercises that need the least height in all; None where the scale is too large."""
        if self.across == 1:
            return [Span(number, 1) for number in range(first, end)]
        best: list[tuple[float, list[Span]] | None] = [(0.0, [])]
        for after in range(1, end - first + 1):
            found: tuple[float, list[Span]] | None = None
            for count in range(min(self.across, after), 0, -1):
                before, span = best[after - count], Span(first + after - count, count)
                row = self.row(span, scale, way) if before is not None else None
                if before is None or row is None:
                    continue
                height = before[0] + row[1] + self.below
                if found is None or height < found[0]:
                    found = height, [*before[1], span]
            best.append(found)
        return best[-1][1] if best[-1] is not None else None

    def plan(self, measure: int, way: Way) -> Plan:
        """Pages with as many exercises on each as find room, pictures as small as one of the measures lets them be."""
        known = (measure, way)
        if known not in self._plans:
            self._plans[known] = self._planned(measure, way)
        return self._plans[known]

    def _planned(self, measure: int, way: Way) -> Plan:
        pages: list[Leaf] = []
        number = 0
        while number < len(self.exercises):
            leaf = self._filled(len(pages), number, measure, way)
            if not leaf.rows and pages:
                return Plan([], way, _NEVER)
            pages.append(leaf)
            number += sum(span.side_by_side for span in leaf.rows)
        alone = self._end(pages, measure, way)
        # A first page that no exercise fits has the pain rule at least.
        empty = sum(not leaf.rows for leaf in pages[way.division is not Division.WHOLE : -1])
        return Plan(pages, way, (alone + empty, -(-len(pages) // 2), len(pages)))

    def _leaf(self, first: int, end: int, measure: int, way: Way) -> Leaf | None:
        """A page of some exercises, with the smallest pictures; None where these are too large."""
        scale = SCALES[min(self._least[measure][first:end])]
        rows = self._divided(first, end, scale, way)
        return None if rows is None else Leaf(rows, scale)

    def _filled(self, index: int, first: int, measure: int, way: Way) -> Leaf:
        """A page with as many exercises as find room, from a number on."""
        found = Leaf([], SCALES[0])
        for end in range(first + 1, min(first + self.across * self.down, len(self.exercises)) + 1):
            leaf = self._leaf(first, end, measure, way)
            if leaf is None or not self.fits(index, leaf, way, last=False):
                break
            found = leaf
        return found

    def _is_full(self, rows: Sequence[Span]) -> bool:
        return sum(span.side_by_side for span in rows) > self.across * self.down

    def _end(self, pages: list[Leaf], measure: int, way: Way) -> bool:
        """Give what ends the sheet its room; whether it has a page to itself."""
        last = pages[-1]
        if self.fits(len(pages) - 1, last, way, last=True):
            return False
        taken = Leaf(last.rows[-1:], last.scale)
        if len(last.rows) > 1 and self.fits(len(pages), taken, way, last=True):
            pages[-1] = Leaf(last.rows[:-1], last.scale)
            pages.append(taken)
            return False
        pages.append(Leaf([], last.scale))
        return True

    def blocks(self, index: int, leaf: Leaf, way: Way, *, last: bool) -> list[Block]:
        """What stands on a page."""
        top, ending = self._around(way)
        rows = [row[0] for span in leaf.rows if (row := self.row(span, leaf.scale, way)) is not None]
        return [*(top.blocks if not index else []), *rows, *(ending.blocks if last else [])]

    def _around(self, way: Way) -> tuple[_End, _End]:
        """What stands before the exercises, and after them."""
        known = self._ends.get(way)
        if known is None:
            ends = self.ends
            top, ending = (ends.top(way), ends.ending(way)) if ends is not None else ([], [])
            known = self._ends[way] = _End(top, self.width), _End(ending, self.width)
        return known

    def fits(self, index: int, leaf: Leaf, way: Way, *, last: bool, more: Sequence[Block] = ()) -> bool:
        """Whether a page holds its rows with all else that stands on it; more stands at its end."""
        height = self._height(index, leaf.rows, leaf.scale, way, last=last, more=more)
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
        leaf = Leaf(plan.pages[index].rows, self._grown(plan, index, more))
        return [*self.blocks(index, leaf, plan.way, last=index == len(plan.pages) - 1), *more]

    def _grown(self, plan: Plan, index: int, more: Sequence[Block] = ()) -> float:
        """The largest scale at which a page of a plan holds what it is to hold."""
        (rows, smallest), last = plan.pages[index], index == len(plan.pages) - 1
        scales = [scale for scale in SCALES if scale >= smallest]
        first, end = 0, len(scales) - 1
        while first < end:
            middle = (first + end) // 2
            if self.fits(index, Leaf(rows, scales[middle]), plan.way, last=last, more=more):
                end = middle
            else:
                first = middle + 1
        return scales[end]


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
