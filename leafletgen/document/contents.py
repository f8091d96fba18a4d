"""The contents list: an entry for each heading, each one a link."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from leafletgen.document.element import INLINE, Element, PageNumber, Role
from leafletgen.document.manuscript import Manuscript

#: Roles that no heading stands in.
_WITHOUT_HEADINGS = INLINE | {Role.HEADING, Role.PARAGRAPH, Role.LABEL, Role.CAPTION}


class Entry(NamedTuple):
    """A heading for outlines and contents: its level from 1, which is the first under the title, words and anchor."""

    level: int
    words: str
    anchor: str


def entries_of(elements: Sequence[Element]) -> list[Entry]:
    """The headings in and below elements that something can lead to, in order."""
    found: list[Entry] = []
    todo = list(reversed(elements))
    while todo:
        element = todo.pop()
        if element.role not in _WITHOUT_HEADINGS:
            todo += element.elements[::-1]
        elif element.role is Role.HEADING and element.anchor is not None:
            found.append(Entry(element.level - 1, element.title or "", element.anchor))
    return found


def write_contents(manuscript: Manuscript, node: Element, entries: Sequence[Entry]) -> None:
    """Write entries into a CONTENTS element; deeper levels stand in one of their own inside their heading's entry."""
    holders: list[tuple[int, Element]] = [(0, node)]
    for level, words, anchor in entries:
        while holders[-1][0] >= level:
            holders.pop()
        holder = holders[-1][1]
        if holder.role is Role.ENTRY:
            holder = holder.only(Role.CONTENTS) or holder.add(Role.CONTENTS)
        entry = holder.add(Role.ENTRY)
        entry.level = level
        holders.append((level, entry))
        link = manuscript.link(entry, f"#{anchor}", words, None)
        link.say(words)
        link.kids.append(PageNumber(anchor))


def contents_entries(node: Element) -> list[Element]:
    """All entries of a contents list in order, with those of deeper levels."""
    return [element for element in node.walk() if element.role is Role.ENTRY]
