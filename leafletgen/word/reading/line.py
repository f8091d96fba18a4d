"""What one paragraph says while its runs are read, and what is to be told of it when it ends."""

from __future__ import annotations

from enum import Enum
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

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
    TURNED = "set against its own direction"
    CONTENTS = "a table of contents"
    MARK = "a mark of a note that its author chose"
    INDEX = "an entry of an index"
    STRANGE = "an element that nobody knows"
    BOX = "a box to tick"
    JOINED = "a hidden end of a paragraph"
    DEEP = "too deep"


LEFT_OUT: Final = (Told.HIDDEN, Told.STRUCK, Told.CONTENTS, Told.PLACEHOLDER)
RUNS: Final = (Told.HIDDEN, Told.STRUCK)
"""What is left out run by run; of the others each is a whole of its own."""


class Note(NamedTuple):
    """One thing that is told of a paragraph.

    Attributes:
        words: what it is about, as it stands in the file.
        shown: what it became, or what it is.
        font: the font of a symbol.
        goes_on: whether it goes on with the one before: runs that are left out one after another.
    """

    words: str
    shown: str = ""
    font: str = ""
    goes_on: bool = False


class Line:
    """A paragraph that is being read.

    Attributes:
        spot: where it is.
        look: what its style says.
        speaks: whether it has words so far.
        said: what it says so far, piece by piece as it was read.
        bookmarks: names that links lead to.
        told: what is to be told of it, with the words that it is about.
        box: a box to tick that stands before all words, "" for none.
        caption: whether a field counts it (SEQ).
    """

    __slots__ = ("_gap", "_latest", "_parted", "bookmarks", "box", "caption", "look", "said", "speaks", "spot", "told")

    def __init__(self, spot: Spot, look: ParagraphLook) -> None:
        """Begin an empty one."""
        self.spot = spot
        self.look = look
        self.said: list[Piece] = []
        self.bookmarks: list[str] = []
        self.told: dict[Told, list[Note]] = {}
        self.box = ""
        self.caption = False
        self._latest: Told | None = None
        self._gap = False
        self._parted = False
        self.speaks = False

    @property
    def pieces(self) -> list[Piece]:
        """What it says, neighbouring words in one style as one stretch."""
        made: list[Piece] = []
        for style, same in groupby(self.said, _style):
            pieces = list(same)
            if style is None or len(pieces) == 1:
                made += pieces
            else:
                words = "".join([one.text for one in pieces if isinstance(one, Stretch)])
                made.append(Stretch(words, *style))
        return made

    def add(self, piece: Piece) -> None:
        """Add a piece; of the two spaces that are left around words that are left out, one goes as well."""
        if isinstance(piece, Stretch) and self._gap and piece.text[:1] == " ":
            before = self.said[-1] if self.said else None
            if isinstance(before, Stretch) and before.text[-1:] == " ":
                piece = piece._replace(text=piece.text[1:])
        if isinstance(piece, Stretch) and self._parted and piece.text:
            self._parted = False
            if self._touches(piece):
                piece = piece._replace(text=f" {piece.text}")
        self._latest = None
        self._gap = False
        if not isinstance(piece, Stretch):
            self.said.append(piece)
        elif piece.text:
            self.said.append(piece)
            self.speaks = self.speaks or not piece.text.isspace()

    def part(self) -> None:
        """Note that words on both sides stand apart in Word: a break of a page, or a picture, is between them."""
        self._parted = True

    def _touches(self, piece: Stretch) -> bool:
        """Whether words would run into those before: 5 and 10 mg must not become 510 mg."""
        before = next((one.text for one in reversed(self.said) if isinstance(one, Stretch)), " ")
        return not before[-1].isspace() and not piece.text[0].isspace()

    def left_out(self) -> None:
        """Note that words are left out here."""
        self._gap = True

    def tell(self, kind: Told, words: str, shown: str = "", font: str = "") -> None:
        """Note what is to be told; words that are left out in runs that follow each other are one."""
        goes_on = kind in RUNS and self._latest is kind
        if kind in LEFT_OUT:
            self._gap = True
            self._latest = kind
        self.told.setdefault(kind, []).append(Note(words, shown, font, goes_on))


def _style(piece: Piece) -> tuple[Any, ...] | None:
    """Return all of a stretch but its words."""
    return piece[1:] if isinstance(piece, Stretch) else None
