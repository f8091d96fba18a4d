"""A review copy as a document: what changed in a leaflet, old and new side by side, with lines to sign.

The first column says in words what became of each text, so that nothing is told by colour, or by looks alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final, NamedTuple

from leafletgen.document import looks
from leafletgen.document.element import Element, Keep, Role
from leafletgen.document.manuscript import shortened
from leafletgen.source.inline import SEEN

#: The language of the words around the leaflet's.
LANGUAGE: Final = "en-GB"
NOTICE: Final = "For review, not for patients"
_LEGEND = (
    "Words that were added are underlined and have a bar beside them. Words that were removed are struck through. The"
    " first column says what became of each text. Marks such as **two stars** and [words](address) are those of the"
    " leaflet's file. What is not shown here is the same in both."
)
_COLUMNS = ("What changed", "Before", "After")
_NOTHING = "(nothing)"
#: Who approves it fills these in, each with a line for a pen.
_SIGNED = ("Name", "Role", "Date", "Signature")


class Marked(NamedTuple):
    """Words of one side of a text; the look is `looks.ADDED`, `looks.REMOVED`, or nothing for what was kept."""

    text: str
    look: str = ""


class Difference(NamedTuple):
    """One text that differs: what became of it in words, and its words before and after."""

    told: str
    before: Sequence[Marked]
    after: Sequence[Marked]


class Part(NamedTuple):
    """The differences in one part of a leaflet, such as those under one heading."""

    where: str
    differences: Sequence[Difference]


class Comparison(NamedTuple):
    """What a review copy says: title, language of the leaflet, what the versions are called, what differs."""

    title: str
    language: str
    before: str
    after: str
    parts: Sequence[Part]


def write_comparison(comparison: Comparison) -> Element:
    """A review copy as a document."""
    root = Element(Role.DOCUMENT)
    root.language = LANGUAGE
    _heading(root, comparison.title, 1, "title")
    _paragraph(root, f"{NOTICE}.", looks.STRONG)
    _paragraph(root, f"Before: {comparison.before}\nAfter: {comparison.after}")
    if comparison.parts:
        _paragraph(root, _LEGEND, looks.SMALL)
    else:
        _paragraph(root, "No changes: both say the same.", looks.STRONG)
    for number, part in enumerate(comparison.parts, 1):
        _heading(root, part.where, 2, f"part-{number}")
        _table(root, part.differences, comparison.language)
    _heading(root, "Sign-off", 2, "sign-off")
    _paragraph(root, f"I approve this version: {comparison.after}").keep = Keep.END
    for what in _SIGNED:
        group = root.add(Role.GROUP, look=looks.WRITE)
        _paragraph(group, f"{what}:")
        group.add(Role.WRITING).lines = 1
        group.keep = Keep.WHOLE if what == _SIGNED[-1] else Keep.WHOLE | Keep.END
    return root


def _heading(root: Element, words: str, level: int, anchor: str) -> None:
    heading = root.heading(level)
    heading.say(words)
    heading.title = shortened(words)
    heading.anchor = anchor


def _paragraph(parent: Element, words: str, look: str = "") -> Element:
    return parent.add(Role.PARAGRAPH, look=look).say(words)


def _table(root: Element, differences: Sequence[Difference], language: str) -> None:
    table = root.add(Role.TABLE, look=looks.GRID)
    heads = table.add(Role.HEAD).add(Role.ROW)
    for words in _COLUMNS:
        heads.add(Role.HEADER).say(words).scope = "column"
    body = table.add(Role.ROWS)
    for told, before, after in differences:
        row = body.add(Role.ROW)
        row.add(Role.HEADER).say(told).scope = "row"
        _side(row, before, language)
        _side(row, after, language)


def _side(row: Element, words: Sequence[Marked], language: str) -> None:
    """A cell with one side of a text."""
    cell = row.add(Role.CELL)
    if language != LANGUAGE and words:
        cell.language = language
    for text, look in words or (Marked(_NOTHING),):
        if not look:
            cell.say(text)
            continue
        # An element of spaces alone would have nothing in it.
        cell.add(Role.SPAN, look=look).say(text if SEEN.search(text) else _named(text))


def _named(blank: str) -> str:
    """Names for characters that nobody sees."""
    names = {" ": "space", "\n": "line break", "\xa0": "no-break space"}
    return f" ({', '.join(names.get(letter) or unicodedata.name(letter, 'character').lower() for letter in blank)}) "
