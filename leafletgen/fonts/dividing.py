"""A text cut up by the faces that can draw it: a word is of one face, and punctuation stands with its words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from leafletgen.fonts.loading import NEEDS_SHAPING, UncoveredError, has_rules, load_face, load_shaped, state_of
from leafletgen.fonts.noto import LETTERS, faces_for, script_of
from leafletgen.fonts.typeface import GLUE, Typeface

Stretches = list[tuple[str, Typeface]]

#: What goes with a word beside it: brackets one by one, and spaces and punctuation that scripts share.
_BRACKETS: Final = r"()\[\]{}"
_PUNCTUATION: Final = (
    f" \u00a0{GLUE}\u00ad!\"'*,./:;?\u00ab\u00bb\u2010-\u2015\u2018-\u201e\u2022\u2026\u2039\u203a"
    "\u200b-\u200f\u202a-\u202f\u2060-\u2069-"
)
#: Marks and joiners, which belong to any script.
_MARKS: Final = "\u0300-\u036f\u200c\u200d"
#: Letters of scripts that the package has no face for, with their vowel signs: as in `NEEDS_SHAPING`.
_SHAPED: Final = (
    "\u0590-\u05ff\u0700-\u074f\u0780-\u086f\u0b00-\u0b7f\u0c00-\u0dff\u0e80-\u109f\u1700-\u18af\u1900-\u1aaf"
    "\u1b00-\u1c4f\u1cd0-\u1cff\ua840-\ua8df\ua900-\ua95f\ua980-\uaaff\uabc0-\uabff\ufb1d-\ufb4f"
)
#: A letter of none of the scripts that it has faces for.
_LETTER: Final = rf"(?:[^\W\d_{''.join(LETTERS.values())}]|[{_MARKS}{_SHAPED}])"
#: Where parts of a text begin: at a letter of a script that the package has a face for; another word, with apostrophes
#: and hyphens between its letters, but without digits; brackets one by one, and punctuation; digits, or a sign with
#: its marks.
_PART: Final = re.compile(
    rf"(?P<script>[{''.join(LETTERS.values())}])"
    rf"|(?P<word>{_LETTER}+(?:['\u2019\u02bc\u2010-]{_LETTER}+)*)"
    rf"|(?P<between>[{_BRACKETS}]|[{_PUNCTUATION}]+)"
    r"|(?P<sign>[0-9]+|.[\u0300-\u036f]*)",
    re.DOTALL,
)
#: Texts that are kept for the next time: how many, and how long they may be.
_MOST_KEPT: Final = 4_000
_LONGEST_KEPT: Final = 1_500
_CLOSED_BY: Final = {"(": ")", "[": "]", "{": "}"}
_BRACKET: Final = re.compile(f"[{_BRACKETS}]")


@cache
def _words(script: str) -> re.Pattern[str]:
    """Words of a script with what stands between them."""
    letters = LETTERS[script]
    word = f"[{letters}][{letters}{_MARKS}]*"
    return re.compile(f"{word}(?:[{_BRACKETS}{_PUNCTUATION}]+{word})*")


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """The parts of a text, each with its script or else "word", "between" or "sign"."""
    at = 0
    while at < len(text):
        found = _PART.match(text, at)
        assert found is not None  # any character is a sign at least
        kind = found.lastgroup or ""
        if kind == "script":
            kind = script_of(text[at])
            found = _words(kind).match(text, at) or found
        yield found[0], kind
        at = found.end()


def choice_of(chain: Sequence[Path], first: Typeface, bold: bool, language: str) -> Choice:
    """The faces that there are, kept for the life of the process as long as their files do not change.

    Raises:
        TypefaceError: a file is missing.
    """
    return _choice(tuple([(path, *state_of(path)) for path in chain]), first, bold, language)


@lru_cache(maxsize=64)
def _choice(chain: tuple[tuple[Path, int, int], ...], first: Typeface, bold: bool, language: str) -> Choice:
    return Choice([path for path, _, _ in chain], first, bold, language)


class Choice:
    """The faces that there are for texts of one style and language: the brand's, and behind them the package's."""

    def __init__(self, chain: Sequence[Path], first: Typeface, bold: bool, language: str) -> None:
        """Take the brand's files of the style, in their order, and the face that goes before them."""
        self.first = first
        self._paths = chain
        self._bold = bold
        self._language = language
        self._chain: list[Typeface] = []
        self._own: dict[str, list[Typeface]] = {}
        self._known: dict[str, Stretches] = {}

    def divided(self, text: str, keeps: bool = False) -> Stretches:
        """A text in stretches of one face each, which are kept for the next time if that is asked for.

        Raises:
            UncoveredError: a character is in no face.
            MissingExtraError: letters join or stack, and what sets them is not installed.
            TypefaceError: a font file cannot be used.
        """
        stretches = self._known.get(text)
        if stretches is None:
            stretches = self._divided(text)
            if keeps and len(text) <= _LONGEST_KEPT:
                if len(self._known) >= _MOST_KEPT:
                    self._known.clear()
                self._known[text] = stretches
        return stretches

    def _divided(self, text: str) -> Stretches:
        parts: list[tuple[str, Typeface | None, bool]] = []
        for part, kind in _parts(text):
            if kind == "between":
                parts.append((part, None, False))
            elif kind == "sign":
                parts += [(words, face, False) for words, face in self._by_letter(part, "")]
            else:
                parts += [(*one, True) for one in self._set(part, "" if kind == "word" else kind)]
        stretches: Stretches = []
        opened: list[tuple[str, Typeface]] = []
        before = self.first  # the face of the word before, with which punctuation goes
        for number, (words, own, is_word) in enumerate(parts):
            face = own
            if face is None and opened and words == opened[-1][0]:
                face = opened.pop()[1]
            elif face is None:
                words_after = (one for one in parts[number + 1 :] if one[1] is not None)
                after = next((one[1] if one[2] else self.first for one in words_after), None) or self.first
                face = next((one for one in (before, after) if one is not self.first and one.covers(words)), None)
            for piece, used in [(words, face)] if face is not None else self._by_letter(words, ""):
                _join(stretches, piece, used)
            before = face if face is not None and (is_word or own is None) else self.first
            _note_brackets(words, stretches[-1][1], opened)
        for words, face in stretches:
            face.check(words)
        return stretches

    def _set(self, words: str, script: str) -> Stretches:
        """Words in the first face that has all of them, or else each of its own, or letter by letter."""
        face = self._first_of(words, script)
        if face is not None:
            return [(words, face)]
        stretches: Stretches = []
        for word in re.split("( )", words):
            face = self._first_of(word, script)
            for piece, used in [(word, face)] if face is not None else self._by_letter(word, script):
                _join(stretches, piece, used)
        return stretches

    def _by_letter(self, word: str, script: str) -> Stretches:
        """A word each of whose letters, with the marks after it, is in the first face that has it."""
        stretches: Stretches = []
        for cluster in _with_marks(word):
            face = self.first if cluster == "\n" else self._first_of(cluster, script)
            if face is not None:
                _join(stretches, cluster, face)
                continue
            for letter in cluster:
                face = self._first_of(letter, script)
                if face is None:
                    raise UncoveredError(letter)
                _join(stretches, letter, face)
        return stretches

    def _first_of(self, text: str, script: str) -> Typeface | None:
        faces: Iterable[Typeface]
        if script or NEEDS_SHAPING.search(text) is not None:
            faces = self._of_script(script)
        elif self.first.covers(text):
            return self.first
        else:
            faces = self._of_brand()
        return next((face for face in faces if face.covers(text)), None)

    def _of_brand(self) -> Iterator[Typeface]:
        """The brand's faces; each file is read when a character asks for it."""
        for place, path in enumerate(self._paths):
            if place == len(self._chain):
                self._chain.append(load_face(path))
            yield self._chain[place]

    def _of_script(self, script: str) -> list[Typeface]:
        """The faces of a script, or of any other that is shaped: the brand's with rules for it, then the package's."""
        faces = self._own.get(script)
        if faces is None:
            own = faces_for(script, self._language)
            shaped = not own or own[0].shaped
            faces = []
            for path in self._paths:
                face = load_face(path)
                if not shaped:
                    faces.append(face)
                elif has_rules(face, script):
                    faces.append(load_shaped(path, self._language, script))
            for one in own:
                path = one.path(self._bold)
                faces.append(load_shaped(path, self._language, script) if one.shaped else load_face(path))
            self._own[script] = faces
        return faces


def _note_brackets(words: str, face: Typeface, opened: list[tuple[str, Typeface]]) -> None:
    """Keep which brackets are open, and the face that each is in."""
    for found in _BRACKET.finditer(words):
        closing = _CLOSED_BY.get(found[0])
        if closing is not None:
            opened.append((closing, face))
        elif opened and opened[-1][0] == found[0] and len(words) > 1:
            opened.pop()


def _with_marks(word: str) -> Iterator[str]:
    """The letters of a word, each with the marks that combine with it."""
    cluster = ""
    for letter in word:
        if cluster and cluster != "\n" and unicodedata.combining(letter):
            cluster += letter
        else:
            if cluster:
                yield cluster
            cluster = letter
    if cluster:
        yield cluster


def _join(stretches: Stretches, words: str, face: Typeface) -> None:
    if stretches and stretches[-1][1] is face:
        stretches[-1] = (stretches[-1][0] + words, face)
    else:
        stretches.append((words, face))
