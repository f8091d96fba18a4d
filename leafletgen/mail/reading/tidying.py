"""What pages make of one thing is one again: parts of a card, items, words with the number of their source."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from leafletgen.document import looks
from leafletgen.document.element import INLINE, Element, PageNumber, Role, Words
from leafletgen.mail.reading.arranging import plain, put_side_by_side

#: Where words have a style of their own, a face says nothing more.
_STYLED: Final = frozenset([Role.HEADING, Role.STRONG, Role.CAPTION, Role.HEADER, Role.LABEL])


def give_body(item: Element) -> None:
    """Put what an item says beside its label into a body, where the file has none."""
    if item.only(Role.BODY) is None:
        label = item.only(Role.LABEL)
        said = [kid for kid in item.kids if kid is not label]
        item.kids = [label] if label is not None else []
        item.add(Role.BODY).kids += said


def join_parts(card: Element, heading: Element) -> None:
    """Make one of the parts of a card: a further one has the title once more, and then the rest of a list."""
    title = " ".join(plain(heading).split())
    kept: list[Element | Words | PageNumber] = []
    again = False
    for kid in card.kids:
        if isinstance(kid, Element) and kid.role is Role.PARAGRAPH and " ".join(plain(kid).split()) == title:
            again = True
            continue
        last = kept[-1] if kept else None
        if again and isinstance(kid, Element) and isinstance(last, Element) and last.role is kid.role is Role.LIST:
            last.kids += kid.kids
        else:
            kept.append(kid)
        again = False
    card.kids = kept


def tidy(element: Element) -> None:
    """Put pictures side by side that are, citations right after their words, and leave faces to roles that have one."""
    if any(kid.role in (Role.FIGURE, Role.ILLUSTRATION) for kid in element.elements) and element.look != looks.PICTURES:
        put_side_by_side(element)
    for number, (before, kid) in enumerate(pairwise(list(element.kids))):
        if isinstance(before, Words) and isinstance(kid, Element) and _is_citation(kid):
            # Pages part a number from the words before it, or it would be heard as one of them; brackets do that here.
            kid.look = looks.CLOSE
            element.kids[number] = before._replace(text=before.text.removesuffix(" "))
    if element.role in _STYLED:
        for line in (element, *_inline_below(element)):
            line.kids = [kid._replace(bold=False, italic=False) if isinstance(kid, Words) else kid for kid in line.kids]


def _inline_below(element: Element) -> list[Element]:
    """All that stands in the line of words of an element."""
    found: list[Element] = []
    for kid in element.elements:
        if kid.role in INLINE:
            found += [kid, *_inline_below(kid)]
    return found


def _is_citation(element: Element) -> bool:
    return element.role is Role.REFERENCE and any(below.look == looks.CITATION for below in element.walk())
