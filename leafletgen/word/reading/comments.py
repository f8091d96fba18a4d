"""Comments (ECMA-376 1, 17.13.4): left out, each told with its words and the words it is about, never with a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leafletgen.word.doubts import Part, Spot
from leafletgen.word.reading.names import W
from leafletgen.word.reading.plain import words_of
from leafletgen.word.reading.speech import shown_in

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from leafletgen.word.reading.package import Package
    from leafletgen.word.reading.reader import Reader


class Comments:
    """The comments of a file, by number, and the ranges of words that are open."""

    __slots__ = ("_about", "_known", "_open")

    def __init__(self, package: Package) -> None:
        """Find the comments."""
        part = package.main("comments")
        root = None if part is None else package.xml(part)
        found: list[Element] = [] if root is None else list(root.iterchildren(f"{W}comment"))
        self._known = {one.get(f"{W}id", ""): one for one in found}
        self._open: dict[str, list[str]] = {}
        self._about: dict[str, str] = {}

    def begin(self, reader: Reader, name: str) -> None:
        """Begin to listen to what a comment is about."""
        if name in self._known and name not in self._open:
            self._open[name] = []
            reader.ears.append(self._open[name])

    def end(self, reader: Reader, name: str) -> None:
        """Keep what a comment is about."""
        heard = self._open.pop(name, None)
        if heard is not None:
            reader.unhear(heard)
            self._about[name] = " ".join("".join(heard).split())

    def told(self, reader: Reader, name: str, spot: Spot) -> None:
        """Tell a comment at the place of its mark, once."""
        found = self._known.pop(name, None)
        if found is None:
            return
        words = words_of(found)
        self.end(reader, name)
        about = self._about.get(name, "")
        place = f' on "{about}"' if about else ""
        reader.doubts.doubt(
            "word-comment",
            f'a comment{place} is left out: "{_shown(reader, found) or words}"',
            "settle it before the leaflet is built",
            spot,
            words,
        )

    def rest(self, reader: Reader) -> None:
        """Tell the comments that nothing in the text marks."""
        for name, found in list(self._known.items()):
            self.told(reader, name, Spot(Part.COMMENT, words=words_of(found)))


def _shown(reader: Reader, comment: Element) -> str:
    plain = reader.styles.paragraph(None)
    return " ".join(shown_in(comment, lambda run: reader.styles.run(run.find(f"{W}rPr"), plain)).split())
