"""Footnotes and endnotes (ECMA-376 1, 17.11): which there are, and which are cited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leafletgen.word.doubts import Part
from leafletgen.word.reading.names import W
from leafletgen.word.reading.plain_words import words_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from leafletgen.word.reading.package import Package

KINDS: Final = {"footnote": ("fn", Part.FOOTNOTE), "endnote": ("en", Part.ENDNOTE)}
"""How the notes of each kind are named in a story, and which part of a file they are."""


class Notes:
    """The notes of a file; `names` maps those that are cited, by kind and number, to their names in the story."""

    __slots__ = ("_cited", "_known", "_lines", "names")

    def __init__(self, package: Package) -> None:
        """Find the notes, the lines between text and notes left out (w:type separator and its like)."""
        self._known: dict[tuple[str, str], tuple[str, Element]] = {}
        self._lines: list[tuple[str, Element]] = []
        self._cited = dict.fromkeys(KINDS, 0)
        self.names: dict[tuple[str, str], str] = {}
        for kind in KINDS:
            part = package.main(f"{kind}s")
            root = None if part is None else package.xml(part)
            if part is None or root is None:
                continue
            for place, one in enumerate(root.iterchildren(W + kind)):
                if one.get(f"{W}type", "normal") == "normal":
                    key = kind, one.get(f"{W}id", "")
                    # Two notes with one number: nothing can cite the second, which is told as such.
                    self._known[key if key not in self._known else (kind, f"{key[1]}, {place}")] = (part, one)
                else:
                    self._lines.append((kind, one))

    def cited(self, kind: str, number: str) -> str:
        """Return the name of a note that is cited here, the same one each time; "" when there is none."""
        key = (kind, number)
        if key not in self._known:
            return ""
        if key not in self.names:
            self._cited[kind] += 1
            self.names[key] = f"{KINDS[kind][0]}{self._cited[kind]}"
        return self.names[key]

    def said(self, key: tuple[str, str]) -> tuple[str, Element]:
        """Return the part of the file in which a note stands, and the note."""
        return self._known[key]

    def uncited(self) -> list[tuple[str, str]]:
        """Return the kinds of the notes that nothing cites, with what they say."""
        return [(key[0], words_of(element)) for key, (_, element) in self._known.items() if key not in self.names]

    def between(self) -> list[tuple[str, str]]:
        """Return what stands between text and notes, by the kind of the notes; mostly it is a line without words."""
        return [(kind, words_of(element)) for kind, element in self._lines]
