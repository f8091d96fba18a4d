"""The contents list: an entry for each heading, each one a link."""

from __future__ import annotations

from collections.abc import Sequence

from leafletgen.document.element import Element, PageNumber, Role, Words
from leafletgen.document.manuscript import Entry, Manuscript
from leafletgen.superscripts import stretches


def entries_of(root: Element) -> list[Entry]:
    """The headings of a document without a list of contents, in order: its own, and those of its sections."""
    tops = root.elements
    found = [part for top in tops for part in (top, *(top.elements if top.role is Role.SECTION else ()))]
    return [
        Entry(part.level - 1, part.title or "", part.anchor)
        for part in found
        if part.role is Role.HEADING and part.anchor is not None
    ]


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
        link.kids += _said(words)
        link.kids.append(PageNumber(anchor))


def _said(words: str) -> list[Words]:
    """The words of a heading with its raised digits raised again: few faces have glyphs for all the characters."""
    return [Words(text, raised=raised) for text, raised in stretches(words)]


def contents_entries(node: Element) -> list[Element]:
    """All entries of a contents list in order, with those of deeper levels."""
    return [element for element in node.walk() if element.role is Role.ENTRY]
