"""A leaflet as a list shows it: what it is called, how it stands, what is wrong with it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from leafletgen.content.model.layout import Layout
from leafletgen.errors import Diagnostic, Severity
from leafletgen.languages.dates import spoken_date
from leafletgen.languages.names import english_name, own_name
from leafletgen.languages.numbers import count
from leafletgen.press.paper import PAPERS
from leafletgen.release.overview import FAULTY, GONE, Entry
from leafletgen.release.state import State

PAPER = "a4"
"""On which a clinic prints, one of `leafletgen.press.paper.PAPERS`."""
SOON_DAYS = 90
"""A review that is due within so many days is due soon, as ``leafletgen due`` has it."""
LANGUAGE = "en-GB"
"""That of the pages around leaflets."""


class LayoutChoice(NamedTuple):
    """A layout that a leaflet names."""

    name: str
    title: str
    is_folded: bool
    """Whether two of its pages lie on a side of `PAPER`, which is folded."""

    @property
    def printing(self) -> str:
        """How it is printed, for a person at a print window."""
        if self.is_folded:
            return "A4, both sides, flip on the short edge, then fold"
        return "A4, both sides, flip on the long edge"

    @classmethod
    def of(cls, layout: Layout) -> LayoutChoice:
        """Return what is told of a layout."""
        long, short = PAPERS[PAPER]
        folded = 2 * layout.page.width_mm <= long and layout.page.height_mm <= short
        return cls(layout.name, layout.title, folded)


class Card(NamedTuple):
    """One leaflet of the list."""

    name: str
    """By which addresses know it: the name of its file without the ending; that, or the number, of one that is gone."""
    entry: Entry
    language: str
    """BCP 47; empty when the file cannot be read."""
    layouts: Sequence[LayoutChoice]
    """Those that it names and that are sound."""
    due: datetime.date | None
    """The day on which its review is due; None without one, and for one that was withdrawn."""
    days_left: int | None
    """To that day, negative when it is overdue."""
    found: Sequence[Diagnostic]
    """What is wrong with its file."""

    @property
    def title(self) -> str:
        """Its title, or its name when the title cannot be read."""
        return self.entry.title or self.entry.leaflet

    @property
    def is_foreign(self) -> bool:
        """Whether it is in another language than the pages around it are."""
        return bool(self.language) and not self.language.lower().startswith("en")

    @property
    def language_names(self) -> tuple[str, str]:
        """What its language is called in English, and what its readers call it."""
        return english_name(self.language), own_name(self.language)

    @property
    def review(self) -> str:
        """Whether its review is ``overdue``, due ``soon`` or ``later``; ``none`` when it has no date."""
        if self.days_left is None:
            return "none"
        return "overdue" if self.days_left < 0 else "soon" if self.days_left <= SOON_DAYS else "later"

    @property
    def due_on(self) -> str:
        """The day on which its review is due, in words; empty without one."""
        return "" if self.due is None else spoken_date(self.due.isoformat(), LANGUAGE)

    @property
    def days(self) -> str:
        """The days to its review in words, such as ``in 12 days`` or ``3 days overdue``; empty without a date."""
        if self.days_left is None:
            return ""
        if self.days_left == 0:
            return "today"
        days = count(abs(self.days_left), "day")
        return f"{days} overdue" if self.days_left < 0 else f"in {days}"

    @property
    def errors(self) -> int:
        """How many errors its file has."""
        return sum(one.severity is Severity.ERROR for one in self.found)

    @property
    def warnings(self) -> int:
        """How many warnings there are about it."""
        return sum(one.severity is Severity.WARNING for one in self.found)

    @property
    def can_be_made(self) -> bool:
        """Whether there is a file that can be read and set."""
        return bool(self.layouts)

    @property
    def can_be_given_out(self) -> bool:
        """Whether it may be chosen to be printed or sent: not what was withdrawn, nor a translation that fell behind.

        A draft may, for somebody who looks it over: its pages say what it is.
        """
        return self.can_be_made and self.entry.state not in (State.WITHDRAWN, State.STALE)

    @property
    def mark(self) -> str:
        """The word across its pages: DRAFT or WITHDRAWN, or none."""
        if self.entry.state in (FAULTY, GONE):
            return ""
        state = State(self.entry.state)
        return "WITHDRAWN" if state is State.WITHDRAWN else "DRAFT" if state.is_draft else ""


class Listed(NamedTuple):
    """All leaflets, and the day from which days are counted."""

    cards: Sequence[Card]
    day: datetime.date
    found: Sequence[Diagnostic]
    """What is wrong with the workspace, and with no one leaflet."""

    def card(self, name: str) -> Card | None:
        """Return the leaflet of this name."""
        return next((card for card in self.cards if card.name == name), None)


def names_of(entries: Iterable[Entry]) -> list[str]:
    """Return the names by which addresses know leaflets: a file comes before a release whose file is gone."""
    known = list(entries)
    taken = {entry.leaflet for entry in known if entry.file is not None}
    names = []
    for entry in known:
        name = entry.leaflet if entry.file is not None or entry.leaflet not in taken else entry.number
        taken.add(name)
        names.append(name)
    return names
