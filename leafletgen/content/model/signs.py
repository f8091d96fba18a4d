"""Signs that need help, in the form that stands on sheets of exercises for a part of the body."""

from __future__ import annotations

from leafletgen.content.areas import AREAS
from leafletgen.source.inline import Prose
from leafletgen.source.kinds import Choice, ProseText
from leafletgen.source.records import ListOf, Record, field


class SheetSigns(Record):
    """What every sheet with an exercise for one of these areas says, in every layout and never divided."""

    areas: list[str] = field(ListOf(Choice(*AREAS), at_least=1), "The areas whose exercises bring it onto a sheet.")
    title: Prose = field(ProseText(), "What to do, and when; one signs list has one action.")
    items: list[Prose] = field(
        ListOf(ProseText(), at_most=6), "The signs; several of a kind in one line.", factory=list
    )
