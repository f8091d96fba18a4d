"""What one paragraph says while its runs are read, and what is to be told of it when it ends."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from leafletgen.word.story import Piece, Stretch

if TYPE_CHECKING:
    from leafletgen.word.doubts import Spot
    from leafletgen.word.reading.looks import ParagraphLook


class Told(Enum):
    """What is told once of a paragraph, however often it is in it."""

    SYMBOL = "a letter of a symbol font"
    LOST_SYMBOL = "a symbol that no table has"
    STRUCK = "struck through"
    HIDDEN = "hidden"
    PLACEHOLDER = "a placeholder"
    RAISED = "raised by its position"
    LOWERED = "lowered"
    BREAK = "a page break"
    EQUATION = "an equation"
    READING = "the reading above a word"
    CONTENTS = "a table of contents"
    INDEX = "an entry of an index"
    STRANGE = "an element that nobody knows"
    BOX = "a box to tick"
    DEEP = "too deep"


class Symbol(str):
    """A letter as it stands in the file, with its font and what it became."""

    __slots__ = ("font", "shown")

    font: str
    shown: str


class Line:
    """A paragraph that is being read.

    Attributes:
        spot: where it is.
        look: what its style says.
        pieces: what it says so far; neighbouring words in one style are one stretch.
        bookmarks: names that links lead to.
        told: what is to be told of it, with the words that it is about.
        box: a box to tick that stands before all words, "" for none.
        caption: whether a field counts it (SEQ).
    """

    __slots__ = ("_latest", "bookmarks", "box", "caption", "look", "pieces", "spot", "told")

    def __init__(self, spot: Spot, look: ParagraphLook) -> None:
        """Begin an empty one."""
        self.spot = spot
        self.look = look
        self.pieces: list[Piece] = []
        self.bookmarks: list[str] = []
        self.told: dict[Told, list[str]] = {}
        self.box = ""
        self.caption = False
        self._latest: Told | None = None

    @property
    def text(self) -> str:
        """Its words so far."""
        return "".join([piece.text for piece in self.pieces if isinstance(piece, Stretch)])

    def add(self, piece: Piece) -> None:
        """Add a piece; a stretch in the style of the one before goes on with it."""
        self._latest = None
        before = self.pieces[-1] if self.pieces else None
        if isinstance(piece, Stretch) and isinstance(before, Stretch) and piece[1:] == before[1:]:
            self.pieces[-1] = before._replace(text=before.text + piece.text)
        else:
            self.pieces.append(piece)

    def tell(self, kind: Told, words: str) -> None:
        """Note what is to be told; runs that follow each other are one."""
        entries = self.told.setdefault(kind, [])
        if self._latest is kind and kind in (Told.HIDDEN, Told.STRUCK, Told.CONTENTS):
            entries[-1] += words
        else:
            entries.append(words)
        self._latest = kind
