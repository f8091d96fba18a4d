"""The faces of a brand: four styles, families behind them for what they lack, and text cut up by who can draw it."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from leafletgen.pdf.typeface import Typeface, TypefaceError

__all__ = ["FaceFamily", "Faces", "UncoveredError", "check_family"]


class FaceFamily(NamedTuple):
    """Four files of one family."""

    regular: Path
    bold: Path
    italic: Path
    bold_italic: Path


class UncoveredError(Exception):
    """A character that no family has."""

    def __init__(self, character: str) -> None:
        """Keep the character."""
        super().__init__(f"no font has {character!r}")
        self.character = character

    def described(self) -> str:
        """The character with its code point and Unicode name, for a message."""
        import unicodedata

        point = ord(self.character)
        name = unicodedata.name(self.character, "no name")
        shown = f'"{self.character}" ' if self.character.isprintable() else ""
        return f"{shown}(U+{point:04X}, {name})"


@cache
def _face(path: Path, changed: int, size: int) -> Typeface:
    return Typeface.load(path)


def load_face(path: Path) -> Typeface:
    """A face, read once a process as long as its file does not change.

    Raises:
        TypefaceError: the file is missing or cannot be used.
    """
    try:
        state = path.stat()
    except OSError as fault:
        raise TypefaceError(f"{path.name} cannot be read: {fault.strerror}") from fault
    return _face(path, state.st_mtime_ns, state.st_size)


class Faces:
    """The families of a brand, the first one first; each file is read when a character asks for it."""

    def __init__(self, families: Sequence[FaceFamily]) -> None:
        """Take the text family and its fallbacks, in order."""
        self._families = families
        self._chains: dict[tuple[bool, bool], list[Path]] = {}
        self._known: dict[tuple[str, bool, bool], list[tuple[str, Typeface]]] = {}
        for bold in (False, True):
            for italic in (False, True):
                style = ("bold_italic" if italic else "bold") if bold else ("italic" if italic else "regular")
                self._chains[bold, italic] = [getattr(family, style) for family in families]
        self._first: dict[tuple[bool, bool], Typeface] = {}

    def face(self, bold: bool = False, italic: bool = False) -> Typeface:
        """The first family's face in a style.

        Raises:
            TypefaceError: the file is missing or cannot be used.
        """
        face = self._first.get((bold, italic))
        if face is None:
            face = self._first[bold, italic] = load_face(self._chains[bold, italic][0])
        return face

    def divide(self, text: str, bold: bool = False, italic: bool = False) -> list[tuple[str, Typeface]]:
        """The text in stretches, each with the first face that has all of it.

        A letter and the combining marks after it stay in one face.

        Raises:
            UncoveredError: a character is in no family.
            TypefaceError: a font file cannot be used.
        """
        first = self.face(bold, italic)
        if text.isascii() and text.isprintable() and first.has_ascii:
            return [(text, first)]
        if first.codes.keys() >= set(text.replace("\n", "")):
            return [(text, first)]
        import unicodedata

        stretches: list[tuple[str, Typeface]] = []
        clusters: list[str] = []
        for letter in text:
            if clusters and unicodedata.combining(letter):
                clusters[-1] += letter
            else:
                clusters.append(letter)
        for cluster in clusters:
            face = first if cluster == "\n" else self._covering(cluster, bold, italic)
            if stretches and stretches[-1][1] is face:
                stretches[-1] = (stretches[-1][0] + cluster, face)
            else:
                stretches.append((cluster, face))
        return stretches

    def _covering(self, cluster: str, bold: bool, italic: bool) -> Typeface:
        for path in self._chains[bold, italic]:
            face = load_face(path)
            if face.covers(cluster):
                return face
        for letter in cluster:
            if not any(load_face(path).covers(letter) for path in self._chains[bold, italic]):
                raise UncoveredError(letter)
        raise UncoveredError(cluster[-1])


def check_family(family: FaceFamily) -> list[str]:
    """What is wrong with the files of a family, in words; empty when all can be embedded."""
    faults = []
    for path in family:
        try:
            load_face(path)
        except TypefaceError as fault:
            faults.append(str(fault))
    return faults
