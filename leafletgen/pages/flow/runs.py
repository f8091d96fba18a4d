"""Runs of text that go in, and lines of placed pieces that come out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from leafletgen.document.element import Element
from leafletgen.fonts.typeface import Typeface


class Link(NamedTuple):
    """Where a run leads: a URL or ``#anchor``, the Link element it is content of, and words for the annotation."""

    target: str
    node: Element
    contents: str


class Run:
    """Text of one face, size, colour and structure element.

    Attributes:
        text: the words; a newline ends the line. Those with a rise hold stand-ins for digits, see `fonts/raised.py`.
        size: in points.
        fill: colour as a PDF operator, such as ``0 0 0 rg``.
        node: the element that the words are content of.
        rise: in points above the baseline.
        underline: whether a line is drawn under the words (as an artifact).
        language: a BCP 47 tag where it is not that of the words around, which it then keeps apart from in direction.
        page_of: the anchor whose page number is to be the text; set before each layout pass.
    """

    __slots__ = ("face", "fill", "language", "link", "node", "page_of", "rise", "size", "text", "underline")

    def __init__(
        self,
        text: str,
        face: Typeface,
        size: float,
        fill: str,
        node: Element,
        rise: float = 0.0,
        link: Link | None = None,
        underline: bool = False,
    ) -> None:
        """Keep what was given."""
        self.text = text
        self.face = face
        self.size = size
        self.fill = fill
        self.node = node
        self.rise = rise
        self.link = link
        self.underline = underline
        self.language = ""
        self.page_of: str | None = None


class Piece(NamedTuple):
    """Part of a run in one line: the run's index in its text, the words encoded, their width in points."""

    run: int
    code: str
    width: float


class Place(NamedTuple):
    """Where a piece stands in its line, which has a direction of its own.

    Attributes:
        left: its left edge, in points from the line's.
        rtl: whether its words are read from right to left.
        face: what it is drawn with, mostly its run's own face.
        text: the words as drawn, of a face that is not shaped.
        words: the codes of its words and spaces from left to right, of one that is.
    """

    left: float
    rtl: bool
    face: Typeface
    text: str
    words: Sequence[str] = ()


class Line(NamedTuple):
    """One line.

    ``spaced`` says that a space belongs between it and the next, ``cut`` that it ends inside a word. Pieces stand side
    by side in their order, unless ``places`` says of each where it stands.
    """

    pieces: Sequence[Piece]
    width: float
    spaced: bool
    cut: bool = False
    places: Sequence[Place] | None = None

    @property
    def lefts(self) -> list[float]:
        """The left edge of each piece, in points from the line's."""
        if self.places is not None:
            return [place.left for place in self.places]
        return [*accumulate([piece.width for piece in self.pieces[:-1]], initial=0.0)] if self.pieces else []
