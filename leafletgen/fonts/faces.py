"""The faces of a brand: four styles, families behind them for what they lack, and text cut up by who can draw it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from leafletgen.fonts.loading import NEEDS_SHAPING, UncoveredError, load_face
from leafletgen.fonts.typeface import Typeface

if TYPE_CHECKING:
    from leafletgen.fonts.dividing import Choice

__all__ = ["NEEDS_SHAPING", "FaceFamily", "Faces", "UncoveredError", "described"]


class FaceFamily(NamedTuple):
    """Four files of one family."""

    regular: Path
    bold: Path
    italic: Path
    bold_italic: Path


#: Letters of languages (BCP 47) that a face of western European ones may lack (CLDR, main exemplar characters).
LETTERS = {
    "be": "абіўў", "bg": "абъщ", "el": "αβγώ", "kk": "абәғқ", "ky": "абңөү", "mk": "абѓќ", "mn": "абөү", "ru": "абыё",
    "sr": "абђћ", "tg": "абғӣқ", "uk": "абіїєґ", "vi": "ăâđêôơưạảấẩậắẳặẹẻếểệỉịọỏốổộớởợụủứửựỳỵỷỹ",
}  # fmt: skip


def described(character: str) -> str:
    """A character with its code point and Unicode name, for a message."""
    import unicodedata

    name = unicodedata.name(character, "no name")
    shown = f'"{character}" ' if character.isprintable() else ""
    return f"{shown}(U+{ord(character):04X}, {name})"


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
        self._choices: dict[tuple[bool, bool, str], Choice] = {}
        self._of_language: dict[tuple[bool, bool, str], Typeface] = {}

    def face(self, bold: bool = False, italic: bool = False) -> Typeface:
        """The first family's face in a style.

        Raises:
            TypefaceError: the file is missing or cannot be used.
        """
        face = self._first.get((bold, italic))
        if face is None:
            face = self._first[bold, italic] = load_face(self._chains[bold, italic][0])
        return face

    def face_for(self, language: str, bold: bool = False, italic: bool = False) -> Typeface:
        """The face that words of a language (BCP 47) are set in, where it is of Latin, Greek or Cyrillic letters.

        It is the first family's, if that has the letters of the language: words of two faces in a line look restless.

        Raises:
            TypefaceError: a font file cannot be used.
        """
        letters = LETTERS.get(language.partition("-")[0], "")
        if not letters:
            return self.face(bold, italic)
        known = (bold, italic, letters)
        face = self._of_language.get(known)
        if face is None:
            faces = map(load_face, self._chains[bold, italic])
            face = next((one for one in faces if one.covers(letters)), None) or self.face(bold, italic)
            self._of_language[known] = face
        return face

    def divide(
        self, text: str, bold: bool = False, italic: bool = False, language: str = "", keeps: bool = False
    ) -> Sequence[tuple[str, Typeface]]:
        """The text in stretches, each with the first face that has all of its words.

        A word is of one face. Where the brand has none, it is the package's own face of the word's script. Spaces and
        punctuation beside such words go with them; Latin words and digits do not.

        Args:
            text: of one style; a newline ends a line.
            bold: the style.
            italic: the style.
            language: of the text (BCP 47), which decides between the faces of a script.
            keeps: whether the text is kept for the next time, as what is said of one person must not be.

        Raises:
            UncoveredError: a character is in no family.
            MissingExtraError: letters join or stack, and what sets them is not installed.
            TypefaceError: a font file cannot be used.
        """
        first = self.face_for(language, bold, italic) if language else self.face(bold, italic)
        if text.isascii() and text.isprintable() and first.has_ascii:
            return [(text, first)]
        if NEEDS_SHAPING.search(text) is None and first.codes.keys() >= set(text.replace("\n", "")):
            return [(text, first)]
        choice = self._choices.get((bold, italic, language))
        if choice is None:
            from leafletgen.fonts.dividing import choice_of

            choice = choice_of(self._chains[bold, italic], first, bold, language)
            self._choices[bold, italic, language] = choice
        return choice.divided(text, keeps)

    def leading(self, language: str) -> float:
        """The least distance from line to line in sizes that the script of a language needs; 0 where any does."""
        from leafletgen.fonts.noto import leading

        return leading(language)
