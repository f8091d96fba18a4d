"""Footnotes and endnotes: sources become references, other notes words in brackets where their mark stood."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from leafletgen.word.doubts import Doubt, Doubts, Part, Spot, beginning
from leafletgen.word.importing.items import marks_of_notes, text_of
from leafletgen.word.importing.lines import paragraphs_in
from leafletgen.word.story import Anchored, Block, NoteMark, Piece, Stretch

_SOURCE: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|https?://|www\.")
"""A year or an address, by which a note is known to be a source."""
_PREFIXES: Final = {Part.ENDNOTE: "en"}


class Notes:
    """The notes of a story, and which of them were cited so far."""

    __slots__ = ("_blocks", "_doubts", "_names", "_pieces", "_sources", "_used", "cited")

    def __init__(self, blocks: Sequence[Block], notes: Mapping[str, Sequence[Block]], doubts: Doubts) -> None:
        """Number the notes as Word does, in the order of their first marks; `doubts` receives what is doubtful."""
        self._blocks = notes
        self._doubts = doubts
        self._used: set[str] = set()
        self._names: dict[str, str] = {}
        # A note may be long, and cited often.
        self._pieces: dict[str, list[Piece]] = {}
        self._sources: dict[str, bool] = {}
        self.cited: list[str] = []
        """The notes that became references, in the order of their first citation."""
        counts: dict[str, int] = {}
        for paragraph in paragraphs_in(blocks):
            for mark in marks_of_notes(paragraph):
                if mark in notes and mark not in self._names:
                    prefix = _PREFIXES.get(_part(notes[mark]), "fn")
                    counts[prefix] = counts.get(prefix, 0) + 1
                    self._names[mark] = f"{prefix}{counts[prefix]}"

    def name_of(self, note: str) -> str:
        """Return the name of the reference that a note becomes: fn1, or en1 for an endnote."""
        return self._names[note]

    def pieces_of(self, note: str) -> list[Piece]:
        """Return the words of a note in one line, its marks of other notes left out."""
        if note not in self._pieces:
            self._pieces[note] = self._read(note)
        return self._pieces[note]

    def _read(self, note: str) -> list[Piece]:
        made: list[Piece] = []
        for paragraph in paragraphs_in(self._blocks[note]):
            words = [piece for piece in paragraph.pieces if not isinstance(piece, (Anchored, NoteMark))]
            if text_of(words).strip() and made:
                made.append(Stretch(" "))
            made += words
        return _in_one_line(made)

    def is_source(self, note: str) -> bool:
        """Whether a note names a source: it has a year or an address."""
        if note not in self._sources:
            pieces = self.pieces_of(note)
            targets = [piece.target for piece in pieces if isinstance(piece, Stretch) and piece.target]
            self._sources[note] = any([_SOURCE.search(words) is not None for words in [text_of(pieces), *targets]])
        return self._sources[note]

    def resolved(self, pieces: Sequence[Piece], spot: Spot) -> tuple[list[Piece], list[Doubt]]:
        """Return pieces with citations and words in brackets for the marks of notes, and what is doubtful."""
        made: list[Piece] = []
        doubts: list[Doubt] = []
        bracketed = False
        for piece in pieces:
            if bracketed and isinstance(piece, Stretch) and piece.text[:1].isalnum():
                made.append(Stretch(" "))
            bracketed = False
            if not isinstance(piece, NoteMark):
                made.append(piece)
            elif piece.name in self._names and self.is_source(piece.name):
                made.append(NoteMark(self._names[piece.name]))
                if piece.name not in self._used:
                    self.cited.append(piece.name)
                self._used.add(piece.name)
            elif piece.name in self._names:
                words = self._in_brackets(piece.name, text_of(made), spot, doubts)
                made += words
                bracketed = bool(words)
        return made, doubts

    def _in_brackets(self, note: str, before: str, spot: Spot, doubts: list[Doubt]) -> list[Piece]:
        if note in self._used:
            again = beginning(text_of(self.pieces_of(note)))
            doubts.append(
                self._doubts.doubt(
                    "word-note-again",
                    f'the note "{again}" is cited here again: it stands where it is cited first',
                    "say it here as well if readers need it",
                    spot,
                )
            )
            return []
        self._used.add(note)
        words = _stripped(self.pieces_of(note))
        if not text_of(words).strip():
            return []
        doubts.append(
            self._doubts.doubt(
                "word-note-in-brackets",
                f'a note became words in brackets: "{text_of(words).strip()}"',
                "make it part of the sentence, or take it out",
                spot,
            )
        )
        return [Stretch(" (" if before and not before[-1].isspace() else "("), *words, Stretch(")")]

    def unused(self) -> list[tuple[Spot, str]]:
        """Return place and words of the notes that nothing in the leaflet cites."""
        made: list[tuple[Spot, str]] = []
        for name, blocks in self._blocks.items():
            if name not in self._used:
                paragraphs = [paragraph for paragraph in paragraphs_in(blocks) if paragraph.text.strip()]
                if paragraphs:
                    made.append((paragraphs[0].spot, "\n".join([paragraph.text for paragraph in paragraphs])))
        return made

    def spot_of(self, note: str) -> Spot | None:
        """Return where a note stands."""
        return next((paragraph.spot for paragraph in paragraphs_in(self._blocks[note])), None)


def _part(blocks: Sequence[Block]) -> Part:
    return next((paragraph.spot.part for paragraph in paragraphs_in(blocks)), Part.FOOTNOTE)


def _stripped(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces without the spaces around them: Word puts one between a note's mark and its words."""
    made = list(pieces)
    for ends, strip in ((range(len(made)), str.lstrip), (range(len(made) - 1, -1, -1), str.rstrip)):
        for at in ends:
            piece = made[at]
            if isinstance(piece, Stretch):
                made[at] = piece._replace(text=strip(piece.text))
            if not isinstance(piece, Stretch) or piece.text.strip():
                break
    return made


def _in_one_line(pieces: Sequence[Piece]) -> list[Piece]:
    return [
        piece._replace(text=re.sub(r"[\t\n]", " ", piece.text)) if isinstance(piece, Stretch) else piece
        for piece in pieces
    ]
