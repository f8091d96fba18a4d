"""Lines of words, numbers and everyday punctuation, whose levels and line ends are plain without Unicode's rules.

Most paragraphs in Arabic letters, or in those of India, are such, and take half of the time so. What the rules say of
them is the same, which a test holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from leafletgen.fonts.typeface import Typeface
from leafletgen.pages.flow.block import TOLERANCE
from leafletgen.pages.flow.runs import Line, Piece, Place, Run
from leafletgen.scripts.customs import ADDRESS, no_break
from leafletgen.scripts.isolates import unbroken

#: Letters from right to left and their marks, of Arabic writing, with the joiner that keeps them apart; no digits.
_ARABIC: Final = "\u0620-\u065f\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c9\u200c"
#: Letters from left to right with their marks: Devanagari, Bengali, Gurmukhi, Gujarati and Tamil, and Latin ones.
_LEFT: Final = (
    "\u0900-\u0963\u0971-\u097f\u0980-\u09e3\u0a01-\u0a51\u0a59-\u0a5e\u0a70-\u0a75\u0a81-\u0ae3\u0b82-\u0bd7A-Za-z"
)
_ENDS: Final = r".,:\u060c\u061b\u061f!?\u0964\u06d4"


def _text(letters: str) -> re.Pattern[str]:
    """Words and numbers, some in brackets, with punctuation behind them, and one space from each to the next."""
    word = rf"\(?(?:[{letters}]+|[0-9]+(?:[.,:][0-9]+)*)\)?[{_ENDS}]?\)?"
    return re.compile(rf"{word}(?: {word})* ?")


_FROM_RIGHT: Final = _text(_ARABIC)
_FROM_LEFT: Final = _text(_LEFT)
#: Numbers that belong together over a space, such as the groups of a telephone number.
_GROUPS: Final = re.compile(r"\d[^ ]* \(?\d")
_DIGITS: Final = re.compile(r"[0-9]+(?:[.,:][0-9]+)*")
_DIGIT = re.compile(r"\d")


#: A word of a run, or a space: the run's index, the code, and the width in points. (Tuples, since a leaflet has
#: thousands of them.)
_Part = tuple[int, str, float]
#: What no line ends in, with the space before it, and its width without that.
_Word = tuple[_Part | None, list[_Part], float]


def quick_lines(runs: Sequence[Run], width: float, language: str, rtl: bool) -> list[Line] | None:
    """Break runs into lines as ``directed.py`` does; None when there is more to them, or a word wider than a line.

    Each run is of letters in their own direction, or a number: so a line's pieces are its runs, one after another.
    """
    if rtl and not any([run.face.shaped for run in runs]):
        return None  # a text of its own direction
    plain: list[str] = []
    before = " "
    foreign = False
    for run in runs:
        text = run.text
        if not text or run.rise or run.language or (run.face.shaped and before != " " and text[0] != " "):
            return None  # a word that goes on in another run may join its letters to those before
        before = text[-1] if run.face.shaped else " "
        if run.face.shaped:
            if rtl and _DIGIT.search(text) is not None:
                return None
        elif rtl:
            # Two side by side may be parts of one, such as a range of which half is bold.
            is_kept = _is_kept_of_person if run.node.personal else _is_kept
            if foreign or not (_is_number(text) or is_kept(text)):
                return None
            text = "0"
        foreign = not run.face.shaped
        plain.append(text)
    if not _is_simple("".join(plain), rtl) or plain[-1][-1:] == " ":
        return None
    words = _words(runs, _held_spaces("".join([run.text for run in runs]), language), rtl)
    limit = width + TOLERANCE
    lines: list[Line] = []
    line: list[_Part] = []
    x = 0.0
    for space, parts, advance in words:
        if advance > limit:
            return None
        if line and space is not None:
            gap = space[2]
            if x + gap + advance > limit:
                lines.append(_line(line, runs, rtl, True))
                line, x = [], 0.0
            else:
                line.append(space)
                x += gap
        line += parts
        x += advance
    lines.append(_line(line, runs, rtl, False))
    return lines


def _words(runs: Sequence[Run], held: frozenset[int], rtl: bool) -> list[_Word]:
    words: list[_Word] = []
    space: _Part | None = None
    parts: list[_Part] = []
    width = 0.0
    at = 0
    for index, run in enumerate(runs):
        face, scale = run.face, run.size / 1000
        said = [_kept_together(run.text, face)] if rtl and not face.shaped else run.text.split(" ")
        set_words = face.words(said, rtl) if face.shaped else face.words(said)
        gap = face.space_width * scale
        between = (index, face.space, gap)
        for number, (word, (code, advance, _)) in enumerate(zip(said, set_words, strict=True)):
            if number:
                if at in held:
                    parts.append(between)
                    width += gap
                else:
                    words.append((space, parts, width))
                    space, parts, width = between, [], 0.0
                at += 1
            if word:
                advance *= scale
                parts.append((index, code, advance))
                width += advance
                at += len(word)
    words.append((space, parts, width))
    return words


def _line(parts: Sequence[_Part], runs: Sequence[Run], rtl: bool, spaced: bool) -> Line:
    """Words and spaces in logical order as a line: a piece for each run in it."""
    pieces: list[Piece] = []
    held: list[list[str]] = []
    last, x = -1, 0.0
    for index, code, width in parts:
        if index == last:
            held[-1].append(code)
            x += width
        else:
            if last >= 0:
                pieces.append(Piece(last, "", x))
            held.append([code])
            last, x = index, width
    pieces.append(Piece(last, "", x))
    whole = sum([piece.width for piece in pieces])
    places: list[Place] = []
    left = whole if rtl else 0.0
    for number, (index, _, width) in enumerate(pieces):
        face, codes = runs[index].face, held[number]
        turned = rtl and face.shaped
        if turned:
            codes.reverse()
        pieces[number] = Piece(index, "".join(codes), width)
        left -= width if rtl else 0.0
        if face.shaped:
            places.append(Place(left, turned, face, "", codes))
        else:
            text = runs[index].text
            places.append(Place(left, False, face, _kept_together(text, face) if rtl else text))
        left += 0.0 if rtl else width
    return Line(pieces, whole, spaced, False, places)


def _is_simple(text: str, rtl: bool) -> bool:
    """Whether a text is of this kind, in the direction of its letters."""
    return (_FROM_RIGHT if rtl else _FROM_LEFT).fullmatch(text) is not None and _GROUPS.search(text) is None


def _is_number(text: str) -> bool:
    """Whether a text is one number and nothing else."""
    return _DIGITS.fullmatch(text) is not None


def _is_kept_of_person(text: str) -> bool:
    """Whether a text is one telephone number, amount, time, date or code, which is read from left to right."""
    return unbroken(text) == [(0, len(text))] and ADDRESS.match(text) is None


@lru_cache(maxsize=1_000)
def _is_kept(text: str) -> bool:
    """The same of a text that may be remembered, as what is said of one person must not be."""
    return _is_kept_of_person(text)


def _kept_together(text: str, face: Typeface) -> str:
    """Such a text as it is drawn: readers keep the order of its groups over spaces that hold."""
    return text.replace(" ", "\u00a0") if " " in text and face.covers("\u00a0") else text


def _held_spaces(text: str, language: str) -> frozenset[int]:
    """The spaces at which no line ends in a language."""
    return frozenset([space.start() for space in no_break(language).finditer(text)])
