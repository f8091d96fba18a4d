"""Lines of text: typed runs in, lines of placed glyph runs out.

The seam for shaping and right-to-left lies in ``Typeface.word``: a word goes in, encoded glyphs and an advance come
out. Lines are broken greedily over words whose widths are kept for the life of the process.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from leafletgen.fonts.typeface import GLUE, Typeface
from leafletgen.pages.flow.block import TOLERANCE
from leafletgen.pages.flow.line_ends import NO_BREAK, no_break
from leafletgen.pages.flow.runs import Line, Link, Piece, Place, Run
from leafletgen.pages.flow.stretches import breaks_inside, divided_loosely, lines_of, stretches
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
    for run in runs:
        text, face = run.text, run.face
        if not face.shaped and (text.isascii() or not _has_others(face) or re.search(_OTHERWISE, text) is None):
            continue
        if text not in face.prepared:
            return True
    return False


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
        if "\n" not in text and not breaks_inside(glued):
            lines = _break_plain(runs[0], glued, width, False)
            if lines is not None:
                return lines
    lines = lines_of(runs, stretches(runs, holds), width)
    for run in runs:
        if run.face.shaped:
            return [_placed(line, runs) for line in lines]
    return lines


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


def least_width(runs: Sequence[Run], loose: bool = False, language: str = "", rtl: bool = False) -> float:
    """The width in points of the longest unbreakable stretch; loose divides an address after its punctuation."""
    if rtl or asks_for_more(runs):
        from leafletgen.pages.flow.directed import least_directed

        return least_directed(runs, loose, language, rtl)
    found = stretches(runs, no_break(language))
    if loose:
        found = [piece for stretch in found for piece in divided_loosely(stretch) or [stretch]]
    return max([width for _, width, _, _, _ in found], default=0.0)
