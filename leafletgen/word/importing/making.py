"""What the rooms share while a leaflet is made of a story: doubts, pictures, links, notes, how words are written."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from leafletgen.word.doubts import Doubt, Doubts, Spot
from leafletgen.word.importing.items import Item, text_of
from leafletgen.word.importing.languages import passage
from leafletgen.word.importing.links import Links
from leafletgen.word.importing.made import Made
from leafletgen.word.importing.notes import Notes
from leafletgen.word.importing.pictures import PictureFiles
from leafletgen.word.importing.prose import prose
from leafletgen.word.importing.repeated_doubts import RepeatedDoubts
from leafletgen.word.importing.writing_lines import leader_in
from leafletgen.word.story import PageOf, Piece, Stretch

_ADDRESS: Final = re.compile(r"(?<![\w@/.])(?:(?:https?://|www\.)[^\s<>\"]+|(?<![+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)")
"""A web address or an e-mail address among words."""


class Making:
    """One leaflet while it is made."""

    __slots__ = ("doubts", "language", "links", "notes", "pictures", "printed", "taken", "told")

    def __init__(
        self,
        doubts: Doubts,
        pictures: PictureFiles,
        links: Links,
        notes: Notes,
        language: str,
        taken: Collection[int] = frozenset(),
    ) -> None:
        """Keep what is shared.

        Args:
            doubts: receives what is doubtful.
            pictures: the files beside the leaflet.
            links: where links inside the file lead.
            notes: footnotes and endnotes.
            language: the leaflet's main language, a BCP 47 tag.
            taken: the paragraphs that the head of the leaflet took, by the `id` of their spots.
        """
        self.doubts = doubts
        self.pictures = pictures
        self.links = links
        self.notes = notes
        self.language = language
        self.taken = taken
        self.told = RepeatedDoubts(doubts)
        #: Words that the layout prints by itself.
        self.printed: list[str] = []

    def words(self, pieces: Sequence[Piece], spot: Spot) -> Made:
        """Return words as markup; what no markup can say is a doubt."""
        made = Made("", spot)
        self._tell_of_style(pieces, spot, made)
        # Before Word has counted pages, it shows what it was given instead of a number.
        self.printed += [one.shown for one in pieces if isinstance(one, PageOf) and not one.shown.isdecimal()]
        cited = self._tell(made, self.notes.resolved(pieces, spot))
        led = self._tell(made, self.links.resolved(cited, spot))
        made.value = prose([self._in_language(piece) for piece in led])
        return made

    def _tell(self, made: Made, resolved: tuple[list[Piece], list[Doubt]]) -> list[Piece]:
        pieces, doubts = resolved
        made.doubts += doubts
        return pieces

    def _in_language(self, piece: Piece) -> Piece:
        """Return a piece as prose takes it: without tabs, and with a language only where it is another one."""
        if not isinstance(piece, Stretch) or not (piece.language or "\t" in piece.text):
            return piece
        language = passage(piece.language, self.language) if piece.language else ""
        return piece._replace(language=language, text=piece.text.replace("\t", " "))

    def _tell_of_style(self, pieces: Sequence[Piece], spot: Spot, made: Made) -> None:
        """Tell of tabs, underlined words, lines to write on and bare addresses."""
        text = text_of(pieces)
        if "\t" in text and "\t" in text.strip():
            self.told.about(made, self._tab(spot))
        underlined = [piece for piece in pieces if isinstance(piece, Stretch) and piece.underlined and not piece.target]
        if underlined and (words := text_of(underlined).strip()):
            self.told.about(made, self._underlined(spot, words))
        if leader_in(text):
            self.told.about(made, self._lines(spot))
        if "www." in text or "://" in text or "@" in text:
            unlinked = [piece for piece in pieces if not (isinstance(piece, Stretch) and piece.target)]
            for address in _ADDRESS.findall(text_of(unlinked)):
                self.told.about(made, self._bare_address(spot, address.rstrip(".,;:!?)")))

    def _tab(self, spot: Spot) -> Doubt:
        return self.doubts.doubt(
            "word-tab", "a tab became a space", "if it parted columns, write a table, or a line of its own", spot
        )

    def _lines(self, spot: Spot) -> Doubt:
        return self.doubts.doubt(
            "word-writing-lines",
            "underscores or dots to write on are kept as they were typed: nobody hears what they are for",
            "write lines as - write: {label: …, lines: 1}, or a table with grid: true",
            spot,
        )

    def _underlined(self, spot: Spot, words: str) -> Doubt:
        message = f'the underline of "{" ".join(words.split())}" is left out: readers take underlined words for links'
        return self.doubts.doubt("word-underline", message, "write **…** where they matter", spot)

    def _bare_address(self, spot: Spot, address: str) -> Doubt:
        return self.doubts.doubt(
            "word-address-without-link",
            f'"{address}" is an address and no link',
            "write [words](https://address) or [words](mailto:address) if it should open",
            spot,
        )

    def keep(self, made: Made, *sources: Item | Made) -> Made:
        """Return what was made with the doubts of what it was made of."""
        for source in sources:
            made.doubts += source.doubts
        return made
