"""A TrueType face of a script whose letters join, stack or change places: HarfBuzz says which glyphs stand where.

A word is set as clusters, the smallest stretches of it that have glyphs of their own: a syllable of Bengali, a letter
of Arabic. Each cluster is one code, and one glyph of the font that a document embeds, so that a run stays a plain
string of codes, and so that what is copied out of the PDF is what was written. In Arabic script marks are clusters of
their own, as readers expect them.

HarfBuzz is loaded with the first such face.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

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
    from collections.abc import Mapping, Sequence
    from pathlib import Path

#: Codes of words are private characters from here on (Unicode, planes 15 and 16); a document gives its own for them.
FIRST_CODE: Final = 0xF0000
#: Texts of so many characters are compared by a pattern: each character of a set is an object of its own.
_A_SENTENCE: Final = 12
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
_AS_READ: Final = {**_AS_DRAWN, **{ord(stand_in): read for stand_in, (_, read) in DRAWN_AND_READ.items()}}
_ODD: Final = frozenset(map(chr, _AS_DRAWN))


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
        prepared: texts that need no HarfBuzz, with their clusters from left to right.
        clusters: what each code stands for, the code of the first one being `FIRST_CODE`.
    """

    shaped = True

    def __init__(
        self,
        data: bytes,
        shown_as: str = "font",
        language: str = "",
        script: str = "",
        prepared: Mapping[str, Sequence[Cluster]] | None = None,
    ) -> None:
        """Parse a TrueType font program.

        Raises:
            TypefaceError: the data is no TrueType font with outlines, or its licence bits forbid embedding.
        """
        self.script, self.language = script, language
        self.prepared: Mapping[str, Sequence[Cluster]] = prepared or {}
        self._harfbuzz: tuple[Any, Any] | None = None
        self._beyond: re.Pattern[str] | None = None
        self.clusters: list[Cluster] = []
        self._code_of_cluster: dict[Cluster, str] = {}
        self._shaped: tuple[dict[str, Word], dict[str, Word]] = ({}, {})
        super().__init__(data, shown_as)
        glyph = self.glyph_of_code[self._code_of[" "]]
        self.space, self.space_width, _ = self._encoded(" ", [Cluster((Part(glyph, 0, 0),), self.advance(glyph), " ")])

    @classmethod
    def read(cls, path: Path, language: str, script: str, prepared: Mapping[str, Sequence[Cluster]]) -> Self:
        """Read a face from a .ttf file.

        Raises:
            TypefaceError: the file cannot be read or used.
        """
        try:
            data = path.read_bytes()
        except OSError as fault:
            raise TypefaceError(f"{path.name} cannot be read: {fault.strerror}") from fault
        return cls(data, path.name, language, script, prepared)

    def check(self, text: str) -> None:
        """See that a text can be shaped here.

        Raises:
            MissingExtraError: HarfBuzz is not installed, and the text was not shaped beforehand.
        """
        if self._harfbuzz is None and text.strip() and text not in self.prepared:
            self._harfbuzz = _loaded(self.data)

    def covers(self, text: str) -> bool:
        """Whether every character of the text can be drawn with this face."""
        if len(text) < _A_SENTENCE:
            return super().covers(text)
        if self._beyond is None:
            held = "".join([f"\\U{ord(character):08x}" for character in sorted(self.codes)])
            self._beyond = re.compile(f"[^{held}]")
        return self._beyond.search(text) is None

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
            MissingExtraError: HarfBuzz is not installed.
        """
        known = self._shaped[rtl]
        word = known.get(text)
        if word is None:
            if not self.codes.keys() >= set(text):
                raise MissingGlyphError(next(one for one in text if one not in self.codes), self.name)
            clusters = self.prepared.get(text)
            word = self._encoded(text, self.shape(text, rtl) if clusters is None else clusters)
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

    def shape(self, text: str, rtl: bool) -> list[Cluster]:
        """The clusters of a text from left to right.

        Raises:
            MissingExtraError: HarfBuzz is not installed.
        """
        if self._harfbuzz is None:
            self._harfbuzz = _loaded(self.data)
        harfbuzz, font = self._harfbuzz
        drawn = read = text
        if any([character in _ODD for character in text]):
            drawn, read = text.translate(_AS_DRAWN), text.translate(_AS_READ)
        if not drawn:
            return []
        buffer = harfbuzz.Buffer()
        buffer.add_str(drawn)
        buffer.guess_segment_properties()
        if self.script:
            buffer.script = self.script
        buffer.direction = "rtl" if rtl else "ltr"
        if self.language:
            buffer.language = self.language
        levels = harfbuzz.BufferClusterLevel
        if buffer.script in _LOOSE_MARKS:
            buffer.cluster_level = levels.CHARACTERS
        else:
            buffer.cluster_level = levels.MONOTONE_GRAPHEMES
            buffer.flags = harfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        harfbuzz.shape(font, buffer)
        return _onwards(
            [
                Cluster(parts, advance, read[start:end])
                for start, end, parts, advance in _clusters(buffer.glyph_infos, buffer.glyph_positions, len(drawn), rtl)
            ]
        )

    def _encoded(self, text: str, clusters: Sequence[Cluster]) -> Word:
        width = sum([cluster.advance for cluster in clusters]) * self._scale
        return "".join(map(self._code, clusters)), width, SPECIAL.search(text) is not None

    def _code(self, cluster: Cluster) -> str:
        code = self._code_of_cluster.get(cluster)
        if code is None:
            if len(self.clusters) >= _MOST_CLUSTERS:
                raise TypefaceError(f"{self.name} is used for more letters than can be kept")
            code = self._code_of_cluster[cluster] = chr(FIRST_CODE + len(self.clusters))
            self.clusters.append(cluster)
        return code


def _clusters(
    infos: Sequence[Any], positions: Sequence[Any], length: int, rtl: bool
) -> list[tuple[int, int, tuple[Part, ...], int]]:
    """The clusters of a shaped text from left to right: start and end of each in the text, its glyphs, its advance.

    Glyphs that stand in another order than their characters, as some marks do, are one cluster.
    """
    groups: list[tuple[int, list[Part], int]] = []
    for info, position in zip(infos, positions, strict=True):
        start, parts, pen = (
            info.cluster,
            [Part(info.codepoint, position.x_offset, position.y_offset)],
            position.x_advance,
        )
        while groups and (groups[-1][0] <= start if rtl else groups[-1][0] >= start):
            other, before, advance = groups.pop()
            start, parts = min(start, other), before + [part._replace(x=part.x + advance) for part in parts]
            pen += advance
        groups.append((start, parts, pen))
    ends = [length, *(start for start, _, _ in groups)] if rtl else [*(start for start, _, _ in groups[1:]), length]
    return [(start, end, tuple(parts), pen) for (start, parts, pen), end in zip(groups, ends, strict=False)]


def _onwards(clusters: list[Cluster]) -> list[Cluster]:
    """The same letters in the same places, none of which goes back, as a glyph of a font cannot.

    What a cluster goes back, as some of Nastaliq do, is taken from the advance of the next one, or of the last one
    before it that goes far enough.
    """
    if all([cluster.advance >= 0 for cluster in clusters]):
        return clusters
    moved: list[Cluster] = []
    back = 0  # how far the pen stands to the right of where it belongs
    for cluster in clusters:
        advance = cluster.advance - back
        moved.append(_moved(cluster, -back, max(advance, 0)))
        back = max(-advance, 0)
    for place in range(len(moved) - 1, -1, -1):
        if not back:
            break
        taken = min(back, moved[place].advance)
        moved[place] = moved[place]._replace(advance=moved[place].advance - taken)
        moved[place + 1 :] = [_moved(cluster, taken, cluster.advance) for cluster in moved[place + 1 :]]
        back -= taken
    return moved


def _moved(cluster: Cluster, by: int, advance: int) -> Cluster:
    return cluster._replace(parts=tuple([part._replace(x=part.x + by) for part in cluster.parts]), advance=advance)


def _loaded(data: bytes) -> tuple[Any, Any]:
    """HarfBuzz and a font of it."""
    try:
        import uharfbuzz
    except ImportError:
        from leafletgen.scripts.errors import MissingExtraError

        raise MissingExtraError("languages", "uharfbuzz", "words whose letters join or stack") from None
    return uharfbuzz, uharfbuzz.Font(uharfbuzz.Face(data))
