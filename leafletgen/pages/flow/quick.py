"""Lines of words and whole numbers alone, in few steps: what most paragraphs in joined letters are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leafletgen.pages.flow.block import TOLERANCE
from leafletgen.pages.flow.runs import Line, Piece, Place, Run
from leafletgen.pages.flow.simple import held_spaces, is_kept, is_kept_of_person, is_number, is_simple, kept_together

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
            if foreign or not (is_number(text) or (is_kept_of_person if run.node.personal else is_kept)(text)):
                return None
            text = "0"
        foreign = not run.face.shaped
        plain.append(text)
    if not is_simple("".join(plain), rtl) or plain[-1][-1:] == " ":
        return None
    words = _words(runs, held_spaces("".join([run.text for run in runs]), language), rtl)
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
        said = [kept_together(run.text, face)] if rtl and not face.shaped else run.text.split(" ")
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
            places.append(Place(left, False, face, kept_together(text, face) if rtl else text))
        left += 0.0 if rtl else width
    return Line(pieces, whole, spaced, False, places)
