"""What a sheet says before and after its exercises, in the ways that it can be said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from leafletgen.document.element import Element
from leafletgen.document.sheet import SheetDocument
from leafletgen.document.sheet_safety import Division
from leafletgen.pages.context import Context
from leafletgen.pages.flow.block import Block
from leafletgen.pages.sheet_arrangements import Kept
from leafletgen.pages.sheet_head import caution_blocks, head_blocks
from leafletgen.pages.sheet_safety import SafetySetter


class Way(NamedTuple):
    """One of the ways to say it all.

    Attributes:
        merged: whether all cautions stand once before the exercises.
        division: what is said about safety before the exercises.
        brief: whether exercises say one point to remember, and leave out what the layout prints only where it has room.
    """

    merged: bool = False
    division: Division = Division.WHOLE
    brief: bool = False


class SheetEnds:
    """The blocks before and after the exercises, each way set once, and only when it is asked for."""

    def __init__(self, context: Context, document: SheetDocument) -> None:
        """Set for one sheet, of which only the exercises are set."""
        self.context = context
        self.document = document
        self.setter = SafetySetter(context)
        self.head: list[Block] = [Kept(block) for block in head_blocks(context, document)]
        self._merged: list[Element] = []
        self.has_optional = bool(document.rules.if_room)
        self._cautions: dict[bool, list[Block]] = {}
        self._said: dict[Division, tuple[list[Element], list[Element]]] = {}
        self._safety: dict[Division, tuple[list[Block], list[Block]]] = {}

    def ways(self) -> list[list[Way]]:
        """The ways to try, in steps: each step changes more, and is worth it only where it saves paper."""
        merged = [False, True] if self.document.has_own_cautions else [False]
        plain = [Way(one) for one in merged]
        divided = [Way(one, division) for division in (Division.PAIN, Division.PAIN_AND_STOP) for one in merged]
        # The first of the last step are the likeliest to save anything.
        return [plain, divided, [Way(one, division, True) for one in merged[::-1] for division in Division]]

    def top(self, way: Way) -> list[Block]:
        """What stands before the exercises."""
        if way.merged not in self._cautions:
            said = self._all_cautions() if way.merged else self.document.cautions
            self._cautions[way.merged] = [Kept(block) for block in caution_blocks(self.context, said)]
        return [*self.head, *self._cautions[way.merged], *self._around(way.division)[0]]

    def _all_cautions(self) -> list[Element]:
        if not self._merged:
            self._merged = self.document.merged_cautions()
        return self._merged

    def ending(self, way: Way) -> list[Block]:
        """What stands after them."""
        return self._around(way.division)[1]

    def _around(self, division: Division) -> tuple[list[Block], list[Block]]:
        if division not in self._safety:
            before, after = self._said[division] = self.document.safety_said(division)
            self._safety[division] = self._set(before), self._set(after)
        return self._safety[division]

    def _set(self, sections: Sequence[Element]) -> list[Block]:
        return [Kept(self.setter.page(section)) for section in sections]

    def take(self, way: Way) -> None:
        """Let the document say it in this way."""
        document = self.document
        if way.merged:
            document.merge_cautions(self._all_cautions())
        self._around(way.division)
        document.pain, document.safety = self._said[way.division]
