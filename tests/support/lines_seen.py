"""Lines of text as they are seen, from left to right, and as they are read, from their pieces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import cast

from leafletgen.document.element import Element, Role
from leafletgen.fonts.faces import FaceFamily, Faces
from leafletgen.fonts.raised import DRAWN_AND_READ
from leafletgen.fonts.shaped import ShapedTypeface
from leafletgen.fonts.typeface import GLUE, Typeface
from leafletgen.pages.flow.runs import Line, Run

FONTS = Path(__file__).parents[2] / "assets" / "fonts"
BLACK = "0 0 0 rg"
_UNESCAPED = {"\\(": "(", "\\)": ")", "\\\\": "\\", "\\r": "\r", "\\n": "\n"}


@cache
def faces() -> Faces:
    """Return the faces of the starters' brand."""
    return Faces(
        [
            FaceFamily(*[FONTS / f"{name}-{style}.ttf" for style in ("Regular", "Bold", "Italic", "BoldItalic")])
            for name in ("AtkinsonHyperlegibleNext", "NotoSans")
        ]
    )


def runs_of(text: str, language: str = "ar", bold: bool = False, node: Element | None = None) -> list[Run]:
    """Return a text of 10 points as runs of one element."""
    element = node or Element(Role.PARAGRAPH)
    return [Run(words, face, 10, BLACK, element) for words, face in faces().divide(text, bold, language=language)]


def clusters(code: str, face: Typeface) -> list[str]:
    """Return what each code of a string stands for, from left to right."""
    if face.shaped:
        return [cast("ShapedTypeface", face).cluster(one).text for one in code]
    values = [_UNESCAPED.get(part, part) for part in re.findall(r"\\?.", code, re.DOTALL)]
    letters = _letters(face)
    return [letters[pair] for pair in zip(values[::2], values[1::2], strict=True)]


@cache
def _letters(face: Typeface) -> dict[tuple[str, ...], str]:
    found = {}
    for letter, code in face.codes.items():
        if code and letter != GLUE:
            read = DRAWN_AND_READ[letter][1] if letter in DRAWN_AND_READ else letter
            found[tuple(_UNESCAPED.get(part, part) for part in re.findall(r"\\?.", code, re.DOTALL))] = read
    return found


def _parts(line: Line, runs: Sequence[Run]) -> Iterable[tuple[float, bool, list[str]]]:
    if line.places is None:
        for piece, left in zip(line.pieces, line.lefts, strict=True):
            yield left, False, clusters(piece.code, runs[piece.run].face)
        return
    for piece, place in zip(line.pieces, line.places, strict=True):
        yield place.left, place.rtl, clusters(piece.code, place.face)


def read(line: Line, runs: Sequence[Run]) -> str:
    """Return the words of a line as they are read; a space that is held is a space."""
    parts = ["".join(reversed(held) if rtl else held) for _, rtl, held in _parts(line, runs)]
    return "".join(parts).replace("\u00a0", " ")


def seen(line: Line, runs: Sequence[Run]) -> str:
    """Return the letters of a line from left to right; brackets are those that were written."""
    parts = sorted(_parts(line, runs), key=lambda part: part[0])
    return "".join(["".join(held) for _, _, held in parts]).replace("\u00a0", " ")
