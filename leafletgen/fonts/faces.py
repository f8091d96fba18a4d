"""The faces of a brand: four styles, families behind them for what they lack, and text cut up by who can draw it."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from leafletgen.fonts.typeface import Typeface, TypefaceError

__all__ = ["FaceFamily", "Faces", "UncoveredError", "UnshapedError", "described"]


class FaceFamily(NamedTuple):
    """Four files of one family."""

    regular: Path
    bold: Path
    italic: Path
    bold_italic: Path


# Scripts whose letters join, stack, reorder or run from right to left: set letter by letter, as here, they are wrong.
# Hebrew to Myanmar, Khmer, Mongolian, Tai Tham, Balinese to Lepcha, Phags-pa to Meetei Mayek, presentation forms;
# between them lie Latin, Cyrillic, Georgian, Ethiopic and Cherokee letters and combining marks, which need none.
NEEDS_SHAPING = re.compile(
    "[\u0590-\u109f\u1700-\u18af\u1900-\u1aaf\u1b00-\u1c4f\u1cd0-\u1cff\ua840-\ua95f\ua980-\uaaff\uabc0-\uabff"
    "\ufb1d-\ufdff\ufe70-\ufefe]"
)


class UnshapedError(Exception):
    """A character of a script that needs shaping, which there is not yet."""

    def __init__(self, character: str) -> None:
        """Keep the character."""
        super().__init__(f"{character!r} needs shaping")
        self.character = character


class UncoveredError(Exception):
    """A character that no family has."""

    def __init__(self, character: str) -> None:
        """Keep the character."""
        super().__init__(f"no font has {character!r}")
        self.character = character


def described(character: str) -> str:
    """A character with its code point and Unicode name, for a message."""
    import unicodedata

    name = unicodedata.name(character, "no name")
    shown = f'"{character}" ' if character.isprintable() else ""
    return f"{shown}(U+{ord(character):04X}, {name})"


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
            UnshapedError: a character needs shaping or runs from right to left.
            TypefaceError: a font file cannot be used.
        """
        first = self.face(bold, italic)
        if text.isascii() and text.isprintable() and first.has_ascii:
            return [(text, first)]
        unshaped = NEEDS_SHAPING.search(text)
        if unshaped is not None:
            raise UnshapedError(unshaped[0])
        if first.codes.keys() >= set(text.replace("\n", "")):
            return [(text, first)]
        import unicodedata

        stretches: list[tuple[str, Typeface]] = []
        clusters: list[str] = []
        for letter in text:
            if clusters and clusters[-1] != "\n" and unicodedata.combining(letter):
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
