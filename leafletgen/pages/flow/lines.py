"""Lines of text: typed runs in, lines of placed glyph runs out.

The seam for shaping and right-to-left lies in ``Typeface.word``: a word goes in, encoded glyphs and an advance come
out. Lines are broken greedily over words whose widths are kept for the life of the process.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from leafletgen.fonts.raised import lowered, raised_again
from leafletgen.fonts.typeface import GLUE, Typeface
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
    NO_BREAK,
    no_break,
)
from leafletgen.pages.flow.runs import Line, Link, Piece, Place, Run
from leafletgen.scripts.direction import is_right_to_left

__all__ = ["Line", "Link", "Piece", "Place", "Run", "asks_for_more", "break_lines", "least_width"]

#: Letters that are set otherwise than one after another from left to right, or that lines may end between: of these,
#: `paragraph.py` and `directed.py` make lines. Hebrew to Myanmar, Hangul, Ethiopic, Philippine scripts to Mongolian,
#: Tai Tham, Balinese to Lepcha, Chinese, Japanese and Korean with all between, their wide and presentation forms, and
#: what is written from right to left beyond.
_OTHERWISE = (
    "[\u0590-\u109f\u1100-\u139f\u1700-\u18af\u1900-\u1aaf\u1b00-\u1c4f\u1cd0-\u1cff\u2e80-\ua4cf\ua840-\ua95f"
    "\ua980-\uaaff\uabc0-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe30-\ufe4f\ufe70-\ufefe\uff00-\uffef"
    "\U00010800-\U00010fff\U0001e800-\U0001efff\U00020000-\U0003ffff]"
)
#: Letters of which a face has one, if it has any of those: Hebrew, Arabic, Syriac, Thaana, NKo, Devanagari, Bengali,
#: Gurmukhi, Gujarati, Oriya, Tamil, Telugu, Kannada, Malayalam, Sinhala, Thai, Lao, Tibetan, Myanmar, Hangul, Ethiopic,
#: Cherokee, Khmer, Mongolian, Lepcha, the marks of Chinese, Hiragana, Katakana, Bopomofo, Han, Yi, wide letters.
_OF_EACH = (
    "\u05d0\u0627\u0710\u0780\u07ca\u0915\u0995\u0a15\u0a95\u0b15\u0b95\u0c15\u0c95\u0d15\u0d9a\u0e01\u0e81\u0f40"
    "\u1000\u1100\u1200\u13a0\u1780\u1820\u1c00\u3001\u3002\u3042\u30a2\u3105\u4e00\u7684\ua000\uac00\uff0c\uff21"
)

_SOFT, _NONE, _HARD, _CUT = 0, 1, 2, 3


#: Part of an unbreakable stretch: run, its words, the words encoded, their width in points.
_Part = tuple[Run, str, str, float]


class _Item(NamedTuple):
    """An unbreakable stretch, and what follows it: a space, nothing, the end of the line, or the rest of its word.

    The space belongs to a run of its own choice: after a link, it is no part of the link.
    """

    parts: list[_Part]
    width: float
    after: int
    space: Run | None = None


#: Lines of texts that were broken before, by width and by words, face and size of the runs: a batch breaks the same
#: words many times. What is said of one person is not among them.
_KNOWN: dict[tuple[object, ...], list[Line]] = {}
_MOST_KNOWN = 12_000
_LONGEST_KNOWN = 1500


def break_lines(runs: Sequence[Run], width: float, language: str = "", rtl: bool = False) -> list[Line]:
    """Break runs into lines of at most ``width`` points; a stretch wider than that is broken between characters.

    The language is a BCP 47 tag, empty where lines end as in English; rtl says that the text as a whole is read
    from right to left.
    """
    key: tuple[object, ...]
    if language or rtl:
        key = (language, rtl, width, *[_identity(run) for run in runs])
    elif len(runs) == 1:
        run = runs[0]
        key = (width, run.text, run.face, run.size)
    else:
        key = (width, *[part for run in runs for part in (run.text, run.face, run.size)])
    known = _KNOWN.get(key)
    if known is not None:
        return known.copy()
    if not language and not rtl and asks_for_more(runs):
        return break_lines(runs, width, "en")
    if any([run.node.personal for run in runs]):
        return _break_personal(runs, width, language, rtl)
    lines = _break(runs, width, language, rtl)
    if sum([len(run.text) for run in runs]) <= _LONGEST_KNOWN:
        if len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.clear()
        _KNOWN[key] = lines.copy()
    return lines


def _identity(run: Run) -> tuple[object, ...]:
    """What lines depend on, where directions and languages count."""
    return (run.text, run.face, run.size, run.language, run.rise > 0)


def asks_for_more(runs: Iterable[Run]) -> bool:
    """Whether letters in the runs are shaped, have a direction, or are of a script with line ends of its own.

    The name of a language in its own script, which is shaped beforehand, stands among others as a word does.
    """
    return any([run.face.shaped or not run.text.isascii() for run in runs]) and any(map(_is_otherwise, runs))


def _is_otherwise(run: Run) -> bool:
    if run.text in run.face.prepared:
        return False
    return run.face.shaped or (_has_others(run.face) and re.search(_OTHERWISE, run.text) is not None)


@cache
def _has_others(face: Typeface) -> bool:
    """Whether a face has letters that are set otherwise: most have none, and no text is looked at for them."""
    return not face.codes.keys().isdisjoint(_OF_EACH)


def _break_personal(runs: Sequence[Run], width: float, language: str, rtl: bool) -> list[Line]:
    """Break what is said of one person: neither the lines nor the words of it outlive the document."""
    faces = {run.face for run in runs}
    for face in faces:
        face.keeps = False
    try:
        return _break(runs, width, language, rtl)
    finally:
        for face in faces:
            face.keeps = True


def _break(runs: Sequence[Run], width: float, language: str = "", rtl: bool = False) -> list[Line]:
    if rtl or (language and asks_for_more(runs)):
        from leafletgen.pages.flow.directed import break_directed

        return break_directed(runs, width, language, rtl)
    holds = no_break(language)
    if len(runs) == 1:
        text = runs[0].text
        lines = None if "\n" in text or holds is not NO_BREAK else _break_plain(runs[0], text, width, True)
        if lines is not None:
            return lines
        glued = holds.sub(GLUE, text)
        if "\n" not in text and not _breaks_inside(glued):
            lines = _break_plain(runs[0], glued, width, False)
            if lines is not None:
                return lines
    indices = {id(run): index for index, run in enumerate(runs)}
    lines = [_line(line, indices) for line in _break_items(_items(runs, holds), width)]
    return [_placed(line, runs) for line in lines] if any([run.face.shaped for run in runs]) else lines


def _placed(line: Line, runs: Sequence[Run]) -> Line:
    """A line with names of languages in their own scripts, each piece beside the one before."""
    places: list[Place] = []
    x = 0.0
    for index, code, advance in line.pieces:
        run = runs[index]
        rtl = run.face.shaped and is_right_to_left(run.language)
        places.append(Place(x, rtl, run.face, run.text, (code,) if run.face.shaped else ()))
        x += advance
    return line._replace(places=places)


def _break_plain(run: Run, text: str, width: float, checked: bool) -> list[Line] | None:
    """The common case: one run whose lines may end at its spaces and nowhere else.

    None when a word is wider than the line, or when ``checked`` and a word asks for more than that.
    """
    face, scale = run.face, run.size / 1000
    limit = (width + TOLERANCE) / scale
    space, space_width = face.space, face.space_width
    lines: list[Line] = []
    codes: list[str] = []
    x = 0.0
    for code, advance, special in face.words(text.split(" ")):
        if special and checked:
            return None
        end = x + space_width + advance
        if codes and end <= limit:
            codes.append(code)
            x = end
            continue
        if codes:
            lines.append(Line((Piece(0, space.join(codes), x * scale),), x * scale, True))
        codes, x = [code], advance
        if advance > limit:
            return None
    lines.append(Line((Piece(0, space.join(codes), x * scale),), x * scale, False))
    return lines


def _items(runs: Iterable[Run], holds: re.Pattern[str] = NO_BREAK) -> list[_Item]:
    """Cut runs into unbreakable stretches, which may cross runs: "**bold**," is one."""
    items: list[_Item] = []
    parts: list[_Part] = []
    width = 0.0
    previous = ""
    for run in runs:
        text = run.text
        if not text:
            continue
        if run.rise:
            text = lowered(text)  # lines end where they would, whatever the digits are read as
        glued = holds.sub(GLUE, text)
        if glued[0] == " " and parts and _glues(previous, glued, holds):
            glued = GLUE + glued[1:]
        # A run that begins with a letter after a hyphen at the end of the run before may break there.
        if parts and _breaks_between(previous, glued):
            items.append(_Item(parts, width, _NONE))
            parts, width = [], 0.0
        scale = run.size / 1000
        for line_number, line in enumerate(glued.split("\n")):
            if line_number:
                items.append(_Item(parts, width, _HARD))
                parts, width = [], 0.0
            stretches, breaks = line.split(" ") if not run.face.shaped else [line], frozenset[int]()
            if _breaks_inside(line):
                stretches, breaks = _divided_after_marks(stretches)
            if run.rise:
                stretches = [raised_again(stretch, run.text) for stretch in stretches]
            for number, (stretch, word) in enumerate(zip(stretches, run.face.words(stretches), strict=True)):
                if number:
                    items.append(_Item(parts, width, _NONE) if number in breaks else _Item(parts, width, _SOFT, run))
                    parts, width = [], 0.0
                if stretch or number in breaks:
                    code, advance, _ = word
                    advance *= scale
                    parts.append((run, stretch, code, advance))
                    width += advance
        previous = text
    items.append(_Item(parts, width, _SOFT))
    return items


def _divided_after_marks(stretches: list[str]) -> tuple[list[str], frozenset[int]]:
    """Stretches cut where a line may end without a space; the second names those that begin at such a cut."""
    cut: list[str] = []
    breaks: list[int] = []
    for stretch in stretches:
        end = BREAK_AFTER if ADDRESS.match(stretch) is None else ADDRESS_END
        parts = end.split(stretch) if CODE.fullmatch(stretch) is None else [stretch]
        breaks += range(len(cut) + 1, len(cut) + len(parts))
        cut += parts
    return cut, frozenset(breaks)


def _breaks_inside(text: str) -> bool:
    return MAY_BREAK.search(text) is not None and BREAK_AFTER.search(text) is not None


def _breaks_between(before: str, after: str) -> bool:
    edge = before[-3:]
    return BREAK_AFTER.match(edge + after[:1], len(edge)) is not None


def _glues(before: str, after: str, holds: re.Pattern[str]) -> bool:
    return holds.match(before[-1:] + after, len(before[-1:])) is not None


class _Parts(NamedTuple):
    """What stands in one line, its width, and what ends it; see ``Line``."""

    parts: list[_Part]
    width: float
    spaced: bool
    cut: bool = False


def _break_items(items: list[_Item], width: float) -> list[_Parts]:
    limit = width + TOLERANCE
    lines: list[_Parts] = []
    line: list[_Part] = []
    x = 0.0
    gap: int | None = None
    space: Run | None = None
    todo = list(reversed(items))
    while todo:
        item = todo.pop()
        lead = 0.0
        if gap == _SOFT and line and space is not None:
            lead = space.face.space_width * space.size / 1000
        if line and x + lead + item.width > limit:
            lines.append(_Parts(line, x, gap == _SOFT, gap == _CUT))
            line, x, lead = [], 0.0, 0.0
        if not line and item.width > limit:
            # What is divided at its spaces or its punctuation is looked at again, piece by piece.
            item, *others = (
                _divided(item, HELD_SPACE, _SOFT)
                or _divided(item, LOOSE_END, _NONE)
                or _divided(item, HYPHEN, _NONE)
                or _chop(item, limit)
            )
            if others:
                todo.extend(reversed(others))
                if item.width > limit and item.after != _CUT:
                    todo.append(item)
                    continue
        if lead and space is not None:
            line.append((space, " ", space.face.space, lead))
            x += lead
        line += item.parts
        x += item.width
        gap, space = item.after, item.space
        if gap == _HARD:
            lines.append(_Parts(line, x, True))
            line, x = [], 0.0
            gap = None
    if line or not lines:
        lines.append(_Parts(line, x, False))
    return lines


def _divided(item: _Item, mark: re.Pattern[str], after: int) -> list[_Item]:
    """An item in pieces at the marks in it, which are spaces that go, or places of no width; none if that is one."""
    if not any(mark.search(text) for _, text, _, _ in item.parts):
        return []
    pieces: list[_Item] = []
    parts: list[_Part] = []
    for run, text, _, _ in item.parts:
        for number, words in enumerate(mark.split(text)):
            if number:
                pieces.append(_Item(parts, sum([part[3] for part in parts]), after, run))
                parts = []
            if words:
                parts.append(_part(run, words))
    pieces.append(_Item(parts, sum([part[3] for part in parts]), item.after, item.space))
    pieces = [piece for piece in pieces if piece.parts]
    return pieces if len(pieces) > 1 else []


def _chop(item: _Item, limit: float) -> list[_Item]:
    """An item that is wider than a line in pieces that fit, each at least one character with its combining marks."""
    chunks: list[_Item] = []
    parts: list[_Part] = []
    x = 0.0
    for run, text, _, _ in item.parts:
        scale = run.size / 1000
        advances = run.face.widths
        start = 0
        for place, letter in enumerate(text):
            advance = advances[letter] * scale
            if x + advance > limit and (parts or place > start) and advance > 0:
                if place > start:
                    parts.append(_part(run, text[start:place]))
                chunks.append(_Item(parts, x, _CUT))
                parts, x, start = [], 0.0, place
            x += advance
        if start < len(text):
            parts.append(_part(run, text[start:]))
    chunks.append(_Item(parts, x, item.after, item.space))
    return chunks


def _part(run: Run, text: str) -> _Part:
    code, advance, _ = run.face.word(text)
    return run, text, code, advance * run.size / 1000


def _line(line: _Parts, indices: Mapping[int, int]) -> Line:
    """The line with its runs by their indices, neighbouring parts of one run as one piece."""
    pieces: list[Piece] = []
    last: Run | None = None
    codes: list[str] = []
    advance = 0.0
    for run, _, code, part_width in line.parts:
        if run is not last:
            if last is not None:
                pieces.append(Piece(indices[id(last)], "".join(codes), advance))
            last, codes, advance = run, [], 0.0
        codes.append(code)
        advance += part_width
    if last is not None:
        pieces.append(Piece(indices[id(last)], "".join(codes), advance))
    return Line(pieces, line.width, line.spaced, line.cut)


def least_width(runs: Sequence[Run], loose: bool = False, language: str = "", rtl: bool = False) -> float:
    """The width in points of the longest unbreakable stretch; loose divides an address after its punctuation."""
    if rtl or asks_for_more(runs):
        from leafletgen.pages.flow.directed import least_directed

        return least_directed(runs, loose, language, rtl)
    items = _items(runs, no_break(language))
    if loose:
        items = [piece for item in items for piece in _divided(item, LOOSE_END, _NONE) or [item]]
    return max([item.width for item in items], default=0.0)
