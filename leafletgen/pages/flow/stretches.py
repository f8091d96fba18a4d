"""Texts of several runs in stretches that no line ends in, and lines filled with them: "**bold**," is one stretch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from leafletgen.fonts.raised import lowered, raised_again
from leafletgen.fonts.typeface import GLUE
from leafletgen.pages.flow.block import TOLERANCE
from leafletgen.pages.flow.line_ends import (
    ADDRESS,
    ADDRESS_END,
    BREAK_AFTER,
    CODE,
    HELD_SPACE,
    HYPHEN,
    LOOSE_END,
    MAY_BREAK,
)
from leafletgen.pages.flow.runs import Line, Piece, Run

#: What follows a stretch: a space, nothing, the end of the line, or the rest of its word.
_SOFT: Final = 0
_NONE: Final = 1
_HARD: Final = 2
_CUT: Final = 3

#: Part of a stretch: run, its words, the words encoded, their width in points.
Part = tuple[Run, str, str, float]
#: Its parts, their width in points, what follows it, and the run and the width in points of the space that does. The
#: space belongs to a run of its own choice: after a link, it is no part of the link. (Tuples, since a leaflet has
#: thousands of them.)
Stretch = tuple[list[Part], float, int, Run | None, float]


def stretches(runs: Iterable[Run], holds: re.Pattern[str]) -> list[Stretch]:
    """Cut runs into stretches; ``holds`` finds the spaces at which no line ends."""
    found: list[Stretch] = []
    parts: list[Part] = []
    width = 0.0
    previous = ""
    for run in runs:
        text = run.text
        if not text:
            continue
        face = run.face
        if run.rise:
            text = lowered(text)  # lines end where they would, whatever the digits are read as
        glued = holds.sub(GLUE, text)
        if glued[0] == " " and parts and holds.match(previous[-1:] + glued, len(previous[-1:])) is not None:
            glued = GLUE + glued[1:]
        # A run that begins with a letter after a hyphen at the end of the run before may break there.
        if parts and _breaks_between(previous, glued):
            found.append((parts, width, _NONE, None, 0.0))
            parts, width = [], 0.0
        scale = run.size / 1000
        space_width = face.space_width * run.size / 1000
        for line_number, line in enumerate(glued.split("\n")):
            if line_number:
                found.append((parts, width, _HARD, None, 0.0))
                parts, width = [], 0.0
            texts, breaks = line.split(" ") if not face.shaped else [line], frozenset[int]()
            if breaks_inside(line):
                texts, breaks = _divided_after_marks(texts)
            if run.rise:
                texts = [raised_again(each, run.text) for each in texts]
            for number, (each, (code, advance, _)) in enumerate(zip(texts, face.words(texts), strict=True)):
                if number:
                    if number in breaks:
                        found.append((parts, width, _NONE, None, 0.0))
                    else:
                        found.append((parts, width, _SOFT, run, space_width))
                    parts, width = [], 0.0
                if each or number in breaks:
                    advance *= scale
                    parts.append((run, each, code, advance))
                    width += advance
        previous = text
    found.append((parts, width, _SOFT, None, 0.0))
    return found


def breaks_inside(text: str) -> bool:
    """Whether lines may end in a text elsewhere than at its spaces."""
    return MAY_BREAK.search(text) is not None and BREAK_AFTER.search(text) is not None


def _breaks_between(before: str, after: str) -> bool:
    edge = before[-3:]
    return BREAK_AFTER.match(edge + after[:1], len(edge)) is not None


def _divided_after_marks(texts: list[str]) -> tuple[list[str], frozenset[int]]:
    """Texts cut where a line may end without a space; the second names those that begin at such a cut."""
    cut: list[str] = []
    breaks: list[int] = []
    for text in texts:
        end = BREAK_AFTER if ADDRESS.match(text) is None else ADDRESS_END
        parts = end.split(text) if CODE.fullmatch(text) is None else [text]
        breaks += range(len(cut) + 1, len(cut) + len(parts))
        cut += parts
    return cut, frozenset(breaks)


def lines_of(runs: Sequence[Run], found: list[Stretch], width: float) -> list[Line]:
    """Fill lines of at most ``width`` points; a stretch wider than that is broken, between its letters at last."""
    indices = {id(run): index for index, run in enumerate(runs)}
    limit = width + TOLERANCE
    lines: list[Line] = []
    line: list[Part] = []
    x = space_width = 0.0
    after: int | None = None
    space: Run | None = None
    todo = found[::-1]
    while todo:
        stretch = todo.pop()
        if line and x + space_width + stretch[1] > limit:
            lines.append(_line(line, x, after == _SOFT, after == _CUT, indices))
            line, x = [], 0.0
        if not line and stretch[1] > limit:
            # What is divided at its spaces or its punctuation is looked at again, piece by piece.
            stretch, *others = (
                _divided(stretch, HELD_SPACE, _SOFT)
                or divided_loosely(stretch)
                or _divided(stretch, HYPHEN, _NONE)
                or _chop(stretch, limit)
            )
            if others:
                todo.extend(reversed(others))
                if stretch[1] > limit and stretch[2] != _CUT:
                    todo.append(stretch)
                    continue
        if line and space is not None:
            line.append((space, " ", space.face.space, space_width))
            x += space_width
        parts, advance, after, space, space_width = stretch
        line += parts
        x += advance
        if after == _HARD:
            lines.append(_line(line, x, True, False, indices))
            line, x = [], 0.0
            after = None
    if line or not lines:
        lines.append(_line(line, x, False, False, indices))
    return lines


def _line(parts: list[Part], width: float, spaced: bool, cut: bool, indices: dict[int, int]) -> Line:
    """The line with its runs by their indices, neighbouring parts of one run as one piece."""
    pieces: list[Piece] = []
    last: Run | None = None
    codes: list[str] = []
    advance = 0.0
    for run, _, code, part_width in parts:
        if run is not last:
            if last is not None:
                pieces.append(Piece(indices[id(last)], "".join(codes), advance))
            last, codes, advance = run, [], 0.0
        codes.append(code)
        advance += part_width
    if last is not None:
        pieces.append(Piece(indices[id(last)], "".join(codes), advance))
    return Line(pieces, width, spaced, cut)


def divided_loosely(stretch: Stretch) -> list[Stretch]:
    """A stretch in pieces after the punctuation of an address in it; none if there is no such place."""
    return _divided(stretch, LOOSE_END, _NONE)


def _divided(stretch: Stretch, mark: re.Pattern[str], after: int) -> list[Stretch]:
    """A stretch in pieces at the marks in it, which are spaces that go, or places of no width; none if that is one."""
    held, _, last_after, last_space, last_width = stretch
    if not any(mark.search(text) for _, text, _, _ in held):
        return []
    pieces: list[Stretch] = []
    parts: list[Part] = []
    for run, text, _, _ in held:
        for number, words in enumerate(mark.split(text)):
            if number:
                space_width = run.face.space_width * run.size / 1000 if after == _SOFT else 0.0
                pieces.append((parts, _width(parts), after, run if after == _SOFT else None, space_width))
                parts = []
            if words:
                parts.append(_part(run, words))
    pieces.append((parts, _width(parts), last_after, last_space, last_width))
    pieces = [piece for piece in pieces if piece[0]]
    return pieces if len(pieces) > 1 else []


def _chop(stretch: Stretch, limit: float) -> list[Stretch]:
    """One that is wider than a line in pieces that fit, each at least one character with its combining marks."""
    held, _, after, space, space_width = stretch
    chunks: list[Stretch] = []
    parts: list[Part] = []
    x = 0.0
    for run, text, _, _ in held:
        scale = run.size / 1000
        advances = run.face.widths
        start = 0
        for place, letter in enumerate(text):
            advance = advances[letter] * scale
            if x + advance > limit and (parts or place > start) and advance > 0:
                if place > start:
                    parts.append(_part(run, text[start:place]))
                chunks.append((parts, x, _CUT, None, 0.0))
                parts, x, start = [], 0.0, place
            x += advance
        if start < len(text):
            parts.append(_part(run, text[start:]))
    chunks.append((parts, x, after, space, space_width))
    return chunks


def _part(run: Run, text: str) -> Part:
    code, advance, _ = run.face.word(text)
    return run, text, code, advance * run.size / 1000


def _width(parts: Iterable[Part]) -> float:
    return sum([width for _, _, _, width in parts])
