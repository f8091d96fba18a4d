"""How wide the text's column is at a place, so that a picture's width can be told as a share of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leafletgen.word.reading.names import w
from leafletgen.word.reading.properties import is_on, number

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TWIPS: Final = 20.0
"""To a point (ECMA-376 1, 22.9.2.14)."""
_A4: Final = 451.0
"""Points of an A4 page between the margins of an inch that Word gives it; used where the file says nothing."""
_LEAST: Final = 36.0
"""Points under which a column cannot be meant."""


class Columns:
    """The widths of columns in a body, by section."""

    __slots__ = ("_body", "_by_block")

    def __init__(self, body: Element) -> None:
        """Take the body; it is looked through when the first width is asked for."""
        self._body = body
        self._by_block: dict[Element, float] | None = None

    def width(self, element: Element) -> float:
        """Return the width of a column in points at an element; that of the last section where it stands elsewhere."""
        if self._by_block is None:
            self._by_block = _by_block(self._body)
        block = element
        for ancestor in element.iterancestors():
            if ancestor is self._body:
                break
            block = ancestor
        return self._by_block.get(block, self._by_block.get(self._body, _A4))


def _by_block(body: Element) -> dict[Element, float]:
    """Widths by the blocks of a body: a section's properties stand in its last paragraph (17.6.18)."""
    found: dict[Element, float] = {}
    waiting: list[Element] = []
    for block in body:
        waiting.append(block)
        section = block if block.tag == w("sectPr") else block.find(f"{w('pPr')}/{w('sectPr')}")
        if section is not None:
            width = _column(section)
            found.update(dict.fromkeys(waiting, width))
            found[body] = width
            waiting.clear()
    return found


def _column(section: Element) -> float:
    size, margins, columns = (section.find(w(name)) for name in ("pgSz", "pgMar", "cols"))
    page = _points(size, "w")
    if not page:
        return _A4
    text = page - _points(margins, "left") - _points(margins, "right") - _points(margins, "gutter")
    return max(_LEAST, _one_of(columns, text))


def _one_of(columns: Element | None, text: float) -> float:
    """The first column (17.6.4): all are as wide where none says otherwise."""
    if columns is None:
        return text
    own = [width for one in columns.iterchildren(w("col")) if (width := _points(one, "w"))]
    if own and not is_on(columns, w("equalWidth")):
        return own[0]
    many = _whole(columns.get(w("num"), "1"))
    space = _points(columns, "space") if columns.get(w("space")) else 36.0
    return (text - space * (many - 1)) / many


def _points(element: Element | None, name: str) -> float:
    """A measure in points: without a unit it counts twentieths of one, and the Strict form names the unit."""
    text = "" if element is None else element.get(w(name), "")
    found = number(text) or 0.0
    return found if text[-2:].isalpha() else found / _TWIPS


def _whole(text: str) -> int:
    """How many columns there are; Word makes 45 at most."""
    return min(45, max(1, int(text))) if text.isdecimal() and len(text) < 4 else 1
