"""What is told about a list: marks that were typed by hand, letters that became numbers, ticks that became bullets."""

from __future__ import annotations

from collections.abc import Sequence

from leafletgen.word.doubts import Doubt, Doubts
from leafletgen.word.importing.items import Item
from leafletgen.word.importing.lists import Listed
from leafletgen.word.story import Counting

CHECK_BOXES = "check boxes"
"""The series of entries that are check boxes, of which the reader has told."""


def doubts_of(listed: Listed, doubts: Doubts) -> list[Doubt]:
    """Return what is doubtful about a list as a whole, each thing once."""
    items = [entry.item for entry in listed.entries]
    typed = [item for item in items if item.mark is not None and item.mark.typed]
    odd = [item for item in items if item.mark is not None and item.mark.odd]
    made: list[Doubt] = []
    if typed:
        made.append(_typed(typed, listed, doubts))
    if listed.mark.counting in (Counting.LETTER, Counting.ROMAN):
        made.append(_letters(items, listed, doubts))
    if listed.mark.counting is Counting.TICK and not typed and listed.mark.series != CHECK_BOXES:
        made.append(_ticks(items, doubts))
    if odd:
        made.append(_odd(odd, doubts))
    if listed.is_counted and not 1 <= listed.mark.value <= MOST:
        made.append(_start(items, listed, doubts))
    return made


MOST = 999
"""The highest number with which a list may begin."""


def _and_more(items: Sequence[Item]) -> str:
    return f" (and {len(items) - 1} more)" if len(items) > 1 else ""


def _typed(items: Sequence[Item], listed: Listed, doubts: Doubts) -> Doubt:
    marks = " ".join([item.mark.typed for item in items if item.mark is not None])
    what = "numbers typed by hand became steps" if listed.is_counted else "bullets typed by hand became a list"
    if listed.mark.counting is Counting.TICK:
        what = "boxes or ticks typed by hand became a list"
    hint = "check that it is one list, and where it ends"
    return doubts.doubt("word-list-typed", f"{what}{_and_more(items)}", hint, items[0].spot, marks)


def _letters(items: Sequence[Item], listed: Listed, doubts: Doubts) -> Doubt:
    what = "letters" if listed.mark.counting is Counting.LETTER else "roman numbers"
    return doubts.doubt(
        "word-list-letters",
        f"{what} before the entries of a list became numbers{_and_more(items)}",
        'change what the text says of them, such as "see b)"',
        items[0].spot,
    )


def _ticks(items: Sequence[Item], doubts: Doubts) -> Doubt:
    return doubts.doubt(
        "word-list-ticks",
        f"tick bullets became plain bullets{_and_more(items)}",
        "say in words what is right and what is wrong, or what is to be ticked",
        items[0].spot,
    )


def _odd(items: Sequence[Item], doubts: Doubts) -> Doubt:
    labels = " ".join([f'"{item.mark.odd}"' for item in items if item.mark is not None])
    return doubts.doubt(
        "word-list-labels",
        f"labels that Word makes became plain numbers or bullets: {labels}",
        "write into the text what the labels say besides the number",
        items[0].spot,
        " ".join([item.mark.odd for item in items if item.mark is not None]),
    )


def _start(items: Sequence[Item], listed: Listed, doubts: Doubts) -> Doubt:
    return doubts.doubt(
        "word-list-start",
        f"a list that begins with {listed.mark.value} begins with 1 here",
        "write the numbers into the text if they matter",
        items[0].spot,
    )
