"""Comments (ECMA-376 1, 17.13.4): left out, each told with its words and the words it is about, never with a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leafletgen.word.doubts import Doubts, Part, Spot
from leafletgen.word.reading.listeners import Listeners
from leafletgen.word.reading.names import W
from leafletgen.word.reading.plain_words import words_of
from leafletgen.word.reading.symbol_letters import shown_by

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from leafletgen.word.reading.package import Package
    from leafletgen.word.reading.styles import Styles

_MOST_OPEN: Final = 50
"""Comments on the same words; of any more it is not told what they are about, for each would hear all of it."""


class Comments:
    """The comments of a file, by number, and the ranges of words that are open."""

    __slots__ = ("_about", "_known", "_listeners", "_open")

    def __init__(self, package: Package, listeners: Listeners) -> None:
        """Find the comments."""
        self._listeners = listeners
        root = package.main_xml("comments")
        found: list[Element] = [] if root is None else list(root.iterchildren(f"{W}comment"))
        self._known: dict[str, Element] = {}
        for place, one in enumerate(found):
            name = one.get(f"{W}id", "")
            # Two comments with one number: the second has no place of its own, and is told at the end.
            self._known[name if name not in self._known else f"{name}, {place}"] = one
        self._open: dict[str, list[str]] = {}
        self._about: dict[str, str] = {}

    def begin(self, name: str) -> None:
        """Begin to listen to what a comment is about."""
        if name in self._known and name not in self._open and len(self._open) < _MOST_OPEN:
            self._open[name] = self._listeners.begin()

    def end(self, name: str) -> None:
        """Keep what a comment is about."""
        heard = self._open.pop(name, None)
        if heard is not None:
            self._about[name] = self._listeners.end(heard)

    def told(self, name: str, spot: Spot, doubts: Doubts, styles: Styles) -> None:
        """Tell a comment at the place of its mark, once."""
        found = self._known.pop(name, None)
        if found is None:
            return
        words = words_of(found)
        self.end(name)
        about = self._about.get(name, "")
        place = f' on "{about}"' if about else ""
        doubts.doubt(
            "word-comment",
            f'a comment{place} is left out: "{shown_by(styles, found) or words}"',
            "settle it before the leaflet is built",
            spot,
            words,
        )

    def rest(self, doubts: Doubts, styles: Styles) -> None:
        """Tell the comments that nothing in the text marks."""
        for name, found in list(self._known.items()):
            self.told(name, Spot(Part.COMMENT, words=words_of(found)), doubts, styles)
