"""Doubts that say the same in many places of a Word file: an author who reads them all sees nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from leafletgen.word.doubts import Doubt, Part

HARMLESS: Final = frozenset({"word-break", "word-tab"})
"""Codes of what one look at a place settles for all of them."""
ENOUGH: Final = 3
"""Places that are told one by one."""
_NAMED: Final = 4


def told_once(doubts: Sequence[Doubt]) -> list[Doubt]:
    """Return doubts in their order, a harmless one of many places at the first of them, which names the others.

    Args:
        doubts: in the order of the file; they know their headings.
    """
    alike: dict[tuple[str, str], list[Doubt]] = defaultdict(list)
    for doubt in doubts:
        is_row = doubt.message.endswith(" more)")  # of paragraphs that follow one another
        if doubt.code in HARMLESS and doubt.spot.part is Part.BODY and not is_row:
            alike[doubt.code, doubt.message].append(doubt)
    gone: set[int] = set()
    for first, *others in [held for held in alike.values() if len(held) > ENOUGH]:
        first.message += f" (and {len(others)} more{_where(first, others)})"
        first.words = " ".join(filter(None, [doubt.words for doubt in (first, *others)]))
        gone.update([id(doubt) for doubt in others])
    return [doubt for doubt in doubts if id(doubt) not in gone]


def _where(first: Doubt, others: Sequence[Doubt]) -> str:
    """Return the headings that the others are under, as far as a message can name them."""
    headings = list(dict.fromkeys([doubt.spot.heading for doubt in others]))
    named = [f'"{heading}"' for heading in headings if heading and heading != first.spot.heading]
    if not named:
        return ""
    return f", under {', '.join(named[:_NAMED])}{' and others' if len(named) > _NAMED else ''}"
