"""A text cut up by the faces that can draw it: a word is of one face, and punctuation stands with its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from leafletgen.fonts.loading import NEEDS_SHAPING, has_rules, load_face, load_shaped
from leafletgen.fonts.noto import SCRIPTS, faces_for
from leafletgen.fonts.typeface import Typeface

Stretches = list[tuple[str, Typeface]]

#: A word: letters and what combines with them, with apostrophes and hyphens between letters. Digits and signs are none.
_LETTER = rf"(?:[^\W\d_]|[\u0300-\u036f\u200c\u200d]|{NEEDS_SHAPING.pattern})"
_WORD = re.compile(rf"{_LETTER}+(?:['\u2019\u02bc\u2010-]{_LETTER}+)*")
#: What goes with a word beside it: spaces and punctuation that scripts share.
_SHARED = re.compile(
    "[()\\[\\]{}]|[ \u00a0\x01\u00ad!\"'*,./:;?\u00ab\u00bb\u2010-\u2015\u2018-\u201e\u2022\u2026"
    "\u2039\u203a\u200b-\u200f\u202a-\u202f\u2060-\u2069-]+"
)
_CLOSES = {")": "(", "]": "[", "}": "{"}


class UncoveredError(Exception):
    """A character that no family has."""

    def __init__(self, character: str) -> None:
        """Keep the character."""
        super().__init__(f"no font has {character!r}")
        self.character = character


class Choice(NamedTuple):
    """What faces there are to choose from."""

    chain: Sequence[Path]
    """The brand's files of the style, the first choice first."""
    first: Typeface
    """The first of them."""
    bold: bool
    language: str


def divided(text: str, choice: Choice) -> Stretches:
    """The text in stretches of one face each.

    Raises:
        UncoveredError: a character is in no face.
        MissingExtraError: letters join or stack, and what sets them is not installed.
        TypefaceError: a font file cannot be used.
    """
    tokens: list[tuple[str, Typeface | None]] = []
    for token, script in _tokens(text):
        if script is None:
            tokens.append((token, None))
        else:
            tokens += _set(token, script, choice)
    stretches: Stretches = []
    opened: list[tuple[str, Typeface]] = []
    for number, (token, face) in enumerate(tokens):
        chosen = face
        if chosen is None and opened and _CLOSES.get(token) == opened[-1][0]:
            chosen = opened.pop()[1]
        if chosen is None:
            before = stretches[-1][1] if stretches else choice.first
            after = next((one for _, one in tokens[number + 1 :] if one is not None), choice.first)
            beside = [one for one in (before, after) if one is not choice.first and one.covers(token)]
            chosen = beside[0] if beside else None
        if chosen is None:
            for words, one in _by_letter(token, "", choice):
                _join(stretches, words, one)
        else:
            _join(stretches, token, chosen)
        if token in _CLOSES.values():
            opened.append((token, stretches[-1][1]))
    return stretches


def _join(stretches: Stretches, words: str, face: Typeface) -> None:
    if stretches and stretches[-1][1] is face:
        stretches[-1] = (stretches[-1][0] + words, face)
    else:
        stretches.append((words, face))


def _tokens(text: str) -> Iterator[tuple[str, str | None]]:
    """The words and other stretches of a text, each with its script.

    That is nothing for Latin and the like, and None for what goes with the words beside it.
    """
    at = 0
    while at < len(text):
        script = SCRIPTS.match(text, at)
        if script is not None:
            yield script[0], script.lastgroup or ""
            at = script.end()
            continue
        word = _WORD.match(text, at) or _SHARED.match(text, at)
        if word is None:
            end = at + 1
            while end < len(text) and _is_mark(text[end]):
                end += 1
            yield text[at:end], ""
            at = end
            continue
        following = SCRIPTS.search(text, at, word.end()) if word.re is _WORD else None
        end = following.start() if following is not None else word.end()
        yield text[at:end], "" if word.re is _WORD else None
        at = end


def _is_mark(letter: str) -> bool:
    import unicodedata

    return unicodedata.combining(letter) != 0


def _set(word: str, script: str, choice: Choice) -> Stretches:
    """A word in the first face that has all of it, or else letter by letter."""
    for face in _faces(word, script, choice):
        if face.covers(word):
            return [(word, face)]
    return _by_letter(word, script, choice)


def _by_letter(word: str, script: str, choice: Choice) -> Stretches:
    """A word each of whose letters, with the marks after it, is in the first face that has it."""
    clusters: list[str] = []
    for letter in word:
        if clusters and clusters[-1] != "\n" and _is_mark(letter):
            clusters[-1] += letter
        else:
            clusters.append(letter)
    stretches: Stretches = []
    for cluster in clusters:
        if cluster == "\n":
            _join(stretches, cluster, choice.first)
            continue
        faces = list(_faces(cluster, script, choice))
        face = next((one for one in faces if one.covers(cluster)), None)
        if face is None:
            raise UncoveredError(next((one for one in cluster if not any(f.covers(one) for f in faces)), cluster[-1]))
        _join(stretches, cluster, face)
    return stretches


def _faces(word: str, script: str, choice: Choice) -> Iterator[Typeface]:
    """The faces that may have a word: the brand's, then the package's own of its script."""
    shaped = NEEDS_SHAPING.search(word) is not None
    for path in choice.chain:
        face = load_face(path)
        if not shaped:
            yield face
        elif face.covers(word) and has_rules(face, script):
            yield load_shaped(path, choice.language)
    for own in faces_for(script, choice.language):
        path = own.path(choice.bold)
        yield load_shaped(path, choice.language, script) if own.shaped else load_face(path)
