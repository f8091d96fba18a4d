"""A TrueType face of a script whose letters join, stack or change places: HarfBuzz says which glyphs stand where.

A word is set as clusters, the smallest stretches of it that have glyphs of their own: a syllable of Bengali, a letter
of Arabic. Each cluster is one code, and one glyph of the font that a document embeds, so that a run stays a plain
string of codes, and so that what is copied out of the PDF is what was written. In Arabic script marks are clusters of
their own, as readers expect them.

HarfBuzz is loaded with the first such face.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from leafletgen.fonts.raised import DRAWN_AND_READ
from leafletgen.fonts.typeface import (
    GLUE,
    INVISIBLE,
    LONGEST_KEPT,
    SPECIAL,
    MissingGlyphError,
    Typeface,
    TypefaceError,
    Word,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: Codes of words are private characters from here on (Unicode, planes 15 and 16); a document gives its own for them.
FIRST_CODE: Final = 0xF0000
_MOST_CLUSTERS: Final = 0x10FFFD - FIRST_CODE
#: Scripts whose marks stay clusters of their own (ISO 15924).
_LOOSE_MARKS: Final = frozenset(("Arab", "Aran", "Syrc", "Thaa", "Nkoo", "Hebr", "Mand"))
#: Characters without a picture that shape what is beside them all the same, and stay part of what is read: joiners,
#: and what selects a variant of a letter.
_SHAPING: Final = frozenset((0x200C, 0x200D, *range(0xFE00, 0xFE10)))

_AS_DRAWN: Final = {
    **{point: None for point in INVISIBLE - _SHAPING},
    ord(GLUE): " ",
    **{ord(stand_in): drawn for stand_in, (drawn, _) in DRAWN_AND_READ.items()},
}


class Part(NamedTuple):
    """A glyph of the font in a cluster, and where it stands there, in units of the font."""

    glyph: int
    x: int
    y: int


class Cluster(NamedTuple):
    """What one code stands for: glyphs, how far it goes in units of the font, and the text that is read."""

    parts: tuple[Part, ...]
    advance: int
    text: str


class ShapedTypeface(Typeface):
    """A face whose words are shaped.

    Attributes:
        script: its script (ISO 15924), or nothing where a word's own letters say.
        language: the language (BCP 47) that letters and digits are shaped for.
        clusters: what each code stands for, the code of the first one being `FIRST_CODE`.
    """

    shaped = True

    def __init__(self, data: bytes, shown_as: str = "font", language: str = "", script: str = "") -> None:
        """Parse a TrueType font program.

        Raises:
            TypefaceError: the data is no TrueType font with outlines, or its licence bits forbid embedding.
            MissingExtraError: HarfBuzz is not installed.
        """
        self.script, self.language = script, language
        self._harfbuzz, self._font = _loaded(data)
        self.clusters: list[Cluster] = []
        self._code_of_cluster: dict[Cluster, str] = {}
        self._shaped: tuple[dict[str, Word], dict[str, Word]] = ({}, {})
        super().__init__(data, shown_as)
        self.space, self.space_width = self.word(" ")[:2]

    @classmethod
    def load(cls, path: Path, language: str = "", script: str = "") -> ShapedTypeface:
        """Read a face from a .ttf file.

        Raises:
            TypefaceError: the file cannot be read or used.
            MissingExtraError: HarfBuzz is not installed.
        """
        try:
            data = path.read_bytes()
        except OSError as fault:
            raise TypefaceError(f"{path.name} cannot be read: {fault.strerror}") from fault
        return cls(data, path.name, language, script)

    def cluster(self, code: str) -> Cluster:
        """What a code stands for."""
        return self.clusters[ord(code) - FIRST_CODE]

    def word(self, text: str, rtl: bool = False) -> Word:
        """The text as codes from left to right, its width in thousandths of the size, and whether it is special.

        Args:
            text: of one script and direction.
            rtl: whether it runs from right to left; brackets in it are mirrored then.

        Raises:
            MissingGlyphError: a character is not in the face.
        """
        known = self._shaped[rtl]
        word = known.get(text)
        if word is None:
            if not self.codes.keys() >= set(text):
                raise MissingGlyphError(next(one for one in text if one not in self.codes), self.name)
            word = self._shape(text, rtl)
            if len(known) > 20_000:
                known.clear()
            if self.keeps and len(text) <= LONGEST_KEPT:
                known[text] = word
        return word

    def words(self, texts: list[str], rtl: bool = False) -> list[Word]:
        """Several words at once; see ``word``."""
        known = self._shaped[rtl]
        try:
            return [known[text] for text in texts]
        except KeyError:
            return [known.get(text) or self.word(text, rtl) for text in texts]

    def _shape(self, text: str, rtl: bool) -> Word:
        harfbuzz = self._harfbuzz
        read = text.translate(_READ) if _is_odd(text) else text
        drawn = text.translate(_AS_DRAWN) if _is_odd(text) else text
        buffer = harfbuzz.Buffer()
        buffer.add_str(drawn)
        buffer.guess_segment_properties()
        if self.script:
            buffer.script = self.script
        buffer.direction = "rtl" if rtl else "ltr"
        if self.language:
            buffer.language = self.language
        levels = harfbuzz.BufferClusterLevel
        loose = buffer.script in _LOOSE_MARKS
        buffer.cluster_level = levels.MONOTONE_CHARACTERS if loose else levels.MONOTONE_GRAPHEMES
        if not loose:
            buffer.flags = harfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        harfbuzz.shape(self._font, buffer)
        codes: list[str] = []
        width = 0
        for start, end, parts, advance in _clusters(buffer.glyph_infos, buffer.glyph_positions, len(drawn), rtl):
            codes.append(self._code(Cluster(parts, advance, read[start:end])))
            width += advance
        return "".join(codes), width * self._scale, SPECIAL.search(text) is not None

    def _code(self, cluster: Cluster) -> str:
        code = self._code_of_cluster.get(cluster)
        if code is None:
            if len(self.clusters) >= _MOST_CLUSTERS:
                raise TypefaceError(f"{self.name} is used for more letters than can be kept")
            code = self._code_of_cluster[cluster] = chr(FIRST_CODE + len(self.clusters))
            self.clusters.append(cluster)
        return code


_READ: Final = {
    **{point: None for point in INVISIBLE - _SHAPING},
    ord(GLUE): " ",
    **{ord(stand_in): read for stand_in, (_, read) in DRAWN_AND_READ.items()},
}


def _is_odd(text: str) -> bool:
    """Whether characters in a text are drawn or read as others."""
    return any([ord(character) in _AS_DRAWN for character in text])


def _clusters(
    infos: Sequence[Any], positions: Sequence[Any], length: int, rtl: bool
) -> list[tuple[int, int, tuple[Part, ...], int]]:
    """The clusters of a shaped text from left to right: start and end of each in the text, its glyphs, its advance."""
    found: list[tuple[int, int, tuple[Part, ...], int]] = []
    parts: list[Part] = []
    pen = 0
    groups: list[tuple[int, tuple[Part, ...], int]] = []
    last = -1
    for info, position in zip(infos, positions, strict=True):
        if info.cluster != last and last >= 0:
            groups.append((last, tuple(parts), pen))
            parts, pen = [], 0
        last = info.cluster
        parts.append(Part(info.codepoint, pen + position.x_offset, position.y_offset))
        pen += position.x_advance
    if last >= 0:
        groups.append((last, tuple(parts), pen))
    end = length
    for start, glyphs, advance in groups if rtl else reversed(groups):
        found.append((start, end, glyphs, advance))
        end = start
    return found if rtl else found[::-1]


def _loaded(data: bytes) -> tuple[Any, Any]:
    """HarfBuzz and a font of it."""
    try:
        import uharfbuzz
    except ImportError:
        from leafletgen.scripts.errors import MissingExtraError

        raise MissingExtraError("languages", "uharfbuzz", "words whose letters join or stack") from None
    return uharfbuzz, uharfbuzz.Font(uharfbuzz.Face(data))
