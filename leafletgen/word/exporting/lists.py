"""Lists of a Word file: entries counted by Word itself, with what stands under them moved in."""

from __future__ import annotations

from leafletgen.document import looks
from leafletgen.document.element import Element, Role
from leafletgen.word import own_names
from leafletgen.word.exporting.markup import styled
from leafletgen.word.exporting.numbering import INDENT, LEVELS, Lists


def first_number(element: Element) -> int:
    """The number of a list's first entry, by its label."""
    entries = element.elements
    label = entries[0].only(Role.LABEL) if entries else None
    number = label.plain().strip().rstrip(".") if label is not None else ""
    return int(number) if number.isdecimal() else 1


def entry_properties(lists: Lists, element: Element, depth: int) -> list[str]:
    """What each entry of a list has as a paragraph; the depth is that of the list, from 0."""
    if element.numbering == "none":
        return [styled(own_names.style_id(own_names.RESOURCE))] if element.look == looks.RESOURCES else []
    level = min(depth, LEVELS - 1)
    number = lists.steps(level, first_number(element)) if element.numbering == "decimal" else lists.bullets
    return [
        f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>',
        '<w:spacing w:after="60"/>',
    ]


def moved_in(depth: int) -> list[str]:
    """What a paragraph under an entry has, so that it stands under the entry's words."""
    return [f'<w:ind w:left="{INDENT * min(depth, LEVELS)}"/>'] if depth else []
