"""Content is painted in the order of its tags, also where it was drawn otherwise.

Some readers follow the structure tree, others the content stream of a page (ISO 32000-1, 14.8.2.3, page content
order): both are to hear the same. What stands side by side or on cards is drawn as its boxes lie, so a page is put in
order when the whole tree is known.
"""

from collections import deque
from collections.abc import Sequence
from itertools import chain, pairwise
from operator import itemgetter

from leafletgen.document.element import Element
from leafletgen.pdf.drawn import Mark, Painted
from leafletgen.pdf.tags import Tree

_NONE = Mark(1 << 60, 0, 0)


class ReadingOrder:
    """In which order the tags of a document say its content.

    Attributes:
        marks: the marks of each element, by its index.
        mixed: what an element holds, by its index, where that is content of its own and elements as well.
    """

    def __init__(self, tree: Tree, marks: Sequence[list[Mark] | None]) -> None:
        """Find what is mixed: an inline element stands where it was drawn, between its parent's own words."""
        self.marks = marks
        self._kids = tree.kids
        self.mixed: dict[int, list[Mark | Element]] = {}
        for at in [at for at, below in enumerate(tree.kids) if below and marks[at]]:
            placed: list[tuple[Mark, Mark | Element]] = [(mark, mark) for mark in marks[at] or ()]
            placed += [(self._first(kid), kid) for kid in tree.kids[at]]
            placed.sort(key=itemgetter(0))
            self.mixed[at] = [one for _, one in placed]

    def _first(self, element: Element) -> Mark:
        """What was first drawn of an element or of those in it; a mark after all others where nothing was."""
        own = self.marks[element.index]
        first = own[0] if own is not None else _NONE
        for kid in self._kids[element.index]:
            first = min(first, self._first(kid))
        return first

    def all(self) -> list[Mark]:
        """All marks, depth first."""
        found: list[Mark] = []
        end = 0
        for at in self.mixed:
            if at >= end:
                found += chain.from_iterable(filter(None, self.marks[end:at]))
                found += self._in(at)
                end = self._end(at)
        found += chain.from_iterable(filter(None, self.marks[end:]))
        return found

    def _in(self, at: int) -> list[Mark]:
        """The marks of an element and of all in it."""
        held = self.mixed.get(at)
        found: list[Mark] = []
        for one in held if held is not None else [*(self.marks[at] or ()), *self._kids[at]]:
            if isinstance(one, Mark):
                found.append(one)
            elif self._kids[one.index]:
                found += self._in(one.index)
            else:
                found += self.marks[one.index] or ()
        return found

    def _end(self, at: int) -> int:
        """The index after the last element in an element."""
        while self._kids[at]:
            at = self._kids[at][-1].index
        return at + 1


def put_in_order(pages: Sequence[Painted], order: list[Mark]) -> None:
    """Put the operators of each page in the order of its marks; most pages are, and stay as they are."""
    if order == sorted(order):
        return
    on_page: dict[int, list[Mark]] = {}
    for mark in order:
        on_page.setdefault(mark.page, []).append(mark)
    for number, marks in on_page.items():
        if any(first.mcid > second.mcid for first, second in pairwise(marks)):
            _reorder(pages[number], marks)


def _reorder(page: Painted, marks: Sequence[Mark]) -> None:
    """Paint content in the order of its marks, each after all artifacts that it was painted over.

    A text object has several marks, which stay together.
    """
    operators = page.operators
    content = list(dict.fromkeys([mark.start for mark in marks]))
    bounds = [*sorted({*content, *page.artifacts}), len(operators)]
    ends = dict(pairwise(bounds))
    artifacts = deque(page.artifacts)
    ordered = operators[: bounds[0]]
    for start in content:
        while artifacts and artifacts[0] < start:
            under = artifacts.popleft()
            ordered += operators[under : ends[under]]
        ordered += operators[start : ends[start]]
    for over in artifacts:
        ordered += operators[over : ends[over]]
    operators[:] = ordered
