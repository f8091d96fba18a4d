"""Footnotes and endnotes (ECMA-376 1, 17.11): which are cited, and what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leafletgen.word.doubts import Part, Spot
from leafletgen.word.reading.names import W
from leafletgen.word.reading.plain import words_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from leafletgen.word.reading.package import Package
    from leafletgen.word.reading.reader import Reader
    from leafletgen.word.story import Block

KINDS: Final = {"footnote": ("fn", Part.FOOTNOTE), "endnote": ("en", Part.ENDNOTE)}
"""How the notes of each kind are named in a story, and which part of a file they are."""


class Notes:
    """The notes of a file; `names` maps those that are cited, by kind and number, to their names in the story."""

    __slots__ = ("_known", "names")

    def __init__(self, package: Package) -> None:
        """Find the notes, the lines between text and notes left out (w:type separator and its like)."""
        self._known: dict[tuple[str, str], tuple[str, Element]] = {}
        self.names: dict[tuple[str, str], str] = {}
        for kind in KINDS:
            part = package.main(f"{kind}s")
            root = None if part is None else package.xml(part)
            if part is None or root is None:
                continue
            for one in root.iterchildren(W + kind):
                if one.get(f"{W}type", "normal") == "normal":
                    self._known[kind, one.get(f"{W}id", "")] = (part, one)

    def cited(self, kind: str, number: str) -> str:
        """Return the name of a note that is cited here, the same one each time; "" when there is none."""
        key = (kind, number)
        if key not in self._known:
            return ""
        if key not in self.names:
            count = sum([one == kind for one, _ in self.names]) + 1
            self.names[key] = f"{KINDS[kind][0]}{count}"
        return self.names[key]

    def read(self, reader: Reader) -> dict[str, list[Block]]:
        """Return what the cited notes say, those included that only other notes cite; tell the rest."""
        said: dict[str, list[Block]] = {}
        waiting = list(self.names)
        while waiting:
            for key in waiting:
                part, element = self._known[key]
                said[self.names[key]] = reader.within(part, KINDS[key[0]][1], element)
            waiting = [key for key, name in self.names.items() if name not in said]
        for key, (_, element) in self._known.items():
            if key not in self.names:
                _tell(reader, KINDS[key[0]][1], words_of(element))
        return said


def _tell(reader: Reader, part: Part, words: str) -> None:
    if words:
        reader.doubts.doubt(
            "word-note-uncited",
            f'a {part} that nothing in the text cites is left out: "{words}"',
            "write the words where they belong, if readers are to see them",
            Spot(part, words=words),
            words,
        )
