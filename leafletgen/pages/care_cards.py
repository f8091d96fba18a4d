"""Care cards on pages; one that no page holds is set as several, each with the whole title."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from leafletgen.document.element import Element, Role
from leafletgen.pages.flow.block import TOLERANCE, Block
from leafletgen.pages.flow.filling import stack_height
from leafletgen.pages.flow.panels import Panel, PanelStyle
from leafletgen.pages.flow.text import Text

#: Signs from which at least two stand in each part of a card.
_PAIRS = 4


class Signs(NamedTuple):
    """The signs of a card: its element, the entries of its list, and what sets a title."""

    card: Element
    entries: Sequence[Element]
    title: Callable[[Element], list[Text]]


class CardPanel(Panel):
    """A care card: whole on one page unless it was let divide, and then between its signs alone."""

    __slots__ = ("further", "signs")

    def __init__(
        self, title: list[Block], body: list[Block], style: PanelStyle, gap: float, signs: Signs, further: bool = False
    ) -> None:
        """The body begins with a block for each entry; further says that it is not the first part of its card."""
        super().__init__(title, body, style, gap, gap, further, signs.card.place)
        self.signs = signs
        self.further = further

    @property
    def divides(self) -> bool:
        """Whether it could be set as several."""
        return len(self.signs.entries) > 1

    def _least(self) -> int:
        return 2 if len(self.signs.entries) >= _PAIRS else 1

    def first_height(self, width: float) -> float:
        """All of it, or the title with the first signs."""
        if not self.splits or not self.divides:
            return self.measure(width)
        return self._title_height(width) + stack_height(self.body[: self._least()], self._inner(width)) + self._frame()

    def split(self, width: float, height: float) -> tuple[Block, Block] | None:
        """Split between signs; both parts have the title."""
        count = self.signs_in(width, height)
        return self.split_behind(count) if count else None

    def signs_in(self, width: float, height: float) -> int:
        """How many signs its first part has room for; 0 where it may not be split, or too few stood in a part."""
        if not self.splits or not self.divides:
            return 0
        inner, least = self._inner(width), self._least()
        room = height - self._title_height(width) - self._frame() + TOLERANCE
        count = len(self.signs.entries) - least
        while count >= least and stack_height(self.body[:count], inner) > room:
            count -= 1
        return count if count >= least else 0

    def pairs_with(self, other: CardPanel) -> bool:
        """Whether each of its signs has a counterpart in another card."""
        return len(self.signs.entries) == len(other.signs.entries)

    def split_behind(self, count: int) -> tuple[CardPanel, CardPanel]:
        """Split behind so many signs."""
        first = self.signs._replace(entries=self.signs.entries[:count])
        others = self.signs._replace(entries=self.signs.entries[count:])
        head = CardPanel(self.title, self.body[:count], self.style, self.above, first, self.further)
        title: list[Block] = [*others.title(_title_again(self.signs.card))]
        return head, CardPanel(title, self.body[count:], self.style, self.above, others, True)

    def add_title(self) -> None:
        """Put the title of a further part into the tree, between the signs before it and its own."""
        card, first = self.signs.card, self.signs.entries[0]
        title = self.title[0]
        assert isinstance(title, Text)
        before = next(kid for kid in card.elements if kid.role is Role.LIST and first in kid.kids)
        after = Element(Role.LIST, before.place)
        after.numbering = before.numbering
        at = before.kids.index(first)
        before.kids, after.kids = before.kids[:at], before.kids[at:]
        place = card.kids.index(before) + 1
        card.kids[place:place] = [title.runs[0].node, after]


def _title_again(card: Element) -> Element:
    """The title once more, as a paragraph: the card is one section with one heading."""
    title = card.elements[0].copy()
    title.role, title.level, title.anchor = Role.PARAGRAPH, 0, None
    return title
