"""Where links and page numbers inside a Word file lead: headings get ids where something leads to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from leafletgen.word.doubts import Doubt, Doubts, Spot
from leafletgen.word.importing.items import bookmarks_led_to, bookmarks_named
from leafletgen.word.importing.lines import paragraphs_in
from leafletgen.word.importing.prose import usable
from leafletgen.word.importing.wish import hyphened
from leafletgen.word.reading.alt_texts import without_folders
from leafletgen.word.story import REFERS, Block, Kind, PageOf, Paragraph, Piece, Stretch


class _Goal(NamedTuple):
    """Where a bookmark is: the id of a heading, and whether the bookmark is that heading's own."""

    id: str
    words: str
    own: bool


class Links:
    """The bookmarks of a story and the ids of its headings."""

    __slots__ = ("_doubts", "_goals", "_ids", "_numbers")

    def __init__(
        self, blocks: Sequence[Block], notes: Iterable[Sequence[Block]], headings: Collection[int], doubts: Doubts
    ) -> None:
        """Give ids to the headings that something leads to.

        Args:
            blocks: the body; `notes` are the blocks of each note, which may lead somewhere as well.
            notes: see there.
            headings: the paragraphs that are headings of the leaflet, by `id`.
            doubts: receives what leads elsewhere than it did, or nowhere.
        """
        self._doubts = doubts
        self._goals: dict[str, _Goal] = {}
        self._ids: dict[int, str] = {}
        self._numbers: dict[str, int] = {}
        body = list(paragraphs_in(blocks))
        led_to: set[str] = set()
        named: set[str] = set()
        for paragraph in [*body, *[paragraph for note in notes for paragraph in paragraphs_in(note)]]:
            if paragraph.kind is not Kind.CONTENTS:
                led_to.update(bookmarks_led_to(paragraph))
                named.update(bookmarks_named(paragraph))
        if led_to or named:
            self._find(body, headings, led_to, named)

    def _find(
        self, body: Sequence[Paragraph], headings: Collection[int], led_to: Collection[str], named: Collection[str]
    ) -> None:
        """Find where bookmarks are; what names one says what stands there, so that a heading above it is no goal."""
        heading: Paragraph | None = None
        waiting: list[str] = []
        for paragraph in body:
            if id(paragraph) in headings:
                heading = paragraph
            # A bookmark of an empty paragraph is that of what follows.
            new = [name for name in paragraph.bookmarks if name not in self._goals]
            waiting += [name for name in new if name in led_to or name in named]
            if heading is not None and waiting and paragraph.text.strip():
                own = heading is paragraph
                for name in waiting:
                    if own or name in led_to:
                        self._goals[name] = _Goal(self._id_of(heading), heading.text.strip(), own)
                waiting = []

    def _id_of(self, heading: Paragraph) -> str:
        known = self._ids.get(id(heading))
        if known is None:
            plain = known = slug(heading.text)
            while known in self._numbers:  # each try raises the number, so headings that say the same stay cheap
                self._numbers[plain] += 1
                known = f"{plain}-{self._numbers[plain]}"
            self._numbers[known] = 1
            self._ids[id(heading)] = known
        return known

    def id_of(self, heading: Paragraph) -> str | None:
        """Return the id of a heading, or None when nothing leads to it."""
        return self._ids.get(id(heading))

    def resolved(self, pieces: Sequence[Piece], spot: Spot) -> tuple[list[Piece], list[Doubt]]:
        """Return pieces whose links lead to addresses and to ids of headings, and what is doubtful about them."""
        made: list[Piece] = []
        doubts: list[Doubt] = []
        told: set[str] = set()
        for piece in pieces:
            if isinstance(piece, PageOf):
                made.append(self._page(piece, spot, doubts))
            elif isinstance(piece, Stretch) and piece.target:
                made.append(piece._replace(target=self._target(piece, spot, doubts, told)))
            else:
                made.append(piece)
        return made, doubts

    def _page(self, piece: PageOf, spot: Spot, doubts: list[Doubt]) -> Piece:
        goal = self._goals.get(piece.bookmark)
        if goal is None or not goal.own:
            doubts.append(
                self._doubts.doubt(
                    "word-page-number-kept",
                    f'the page number "{piece.shown}" leads to no heading: it is written as Word showed it',
                    "write {page:id} with the id of a heading, or take the number out",
                    spot,
                )
            )
            return Stretch(piece.shown)
        return PageOf(goal.id, piece.shown)

    def _target(self, piece: Stretch, spot: Spot, doubts: list[Doubt], told: set[str]) -> str:
        target = piece.target
        if target.startswith(REFERS):
            return self._reference(piece, spot, doubts, told)
        if not target.startswith("#"):
            if (address := usable(target)) is not None:
                return address
        elif goal := self._goals.get(target[1:]):
            self._tell_of_nearest(target[1:], goal, spot, doubts, told)
            return f"#{goal.id}"
        if target not in told:
            told.add(target)
            words = " ".join(piece.text.split())
            shown = target if target.startswith("#") else without_folders(target)
            doubts.append(
                self._doubts.doubt(
                    "word-link-left-out",
                    f'the link of "{words}" is left out, its words stay: "{shown}" leads nowhere here',
                    "write [words](address), or [words](#id) with the id of a heading",
                    spot,
                )
            )
        return ""

    def _reference(self, piece: Stretch, spot: Spot, doubts: list[Doubt], told: set[str]) -> str:
        goal = self._goals.get(piece.target.removeprefix(REFERS))
        if goal is not None and goal.own:
            return f"#{goal.id}"
        if piece.target not in told:
            told.add(piece.target)
            doubts.append(
                self._doubts.doubt(
                    "word-reference-kept",
                    f'the cross-reference "{" ".join(piece.text.split())}" ({piece.target.removeprefix(REFERS)}) leads '
                    "to no heading: its words are kept as text",
                    "write [words](#id) with the id of a heading, or see that the words still say where to look",
                    spot,
                )
            )
        return ""

    def _tell_of_nearest(self, bookmark: str, goal: _Goal, spot: Spot, doubts: list[Doubt], told: set[str]) -> None:
        if goal.own or bookmark in told:
            return
        told.add(bookmark)
        doubts.append(
            self._doubts.doubt(
                "word-link-to-heading",
                f'a link led into the text under "{goal.words}", and leads to that heading now',
                "check that readers find there what they look for",
                spot,
            )
        )


def slug(words: str) -> str:
    """Return words as the id of a heading: "When to call us" is when-to-call-us."""
    name = hyphened(words).lower() or "part"
    return name if name[0].isalpha() else f"part-{name}"
