"""Equations (ECMA-376 1, 22.1) in one line of text: every letter kept, what stands above and below by signs.

A fraction is ``a / b``, a power ``x^2``, an index ``x₁`` or ``x_max``, a root ``√(x)``, a matrix ``[a, b; c, d]``;
brackets are added where another reading would be possible without them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

from leafletgen.word.reading.names import VAL, M, W
from leafletgen.word.reading.plain_words import code_of, letter, words_of
from leafletgen.word.symbols import character, is_symbol_font

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

DEEPEST: Final = 30
"""Parts of an equation one inside another; deeper ones are read without their signs."""
UP: Final = "\x0e"
DOWN: Final = "\x0f"
"""Around a power while an equation is read; no XML can hold them."""
RAISED: Final = re.compile(f"{UP}([^{DOWN}]*){DOWN}")
MVAL: Final = f"{M}val"
TEXTS: Final = (f"{M}t", f"{W}t")
UNKNOWN: Final = "?"
SIMPLE: Final = re.compile(rf"[\w.,\u2032\u2033°%]+({UP}\w+{DOWN})?|√\([^()]*\)|\([^()]*\)|\[[^\[\]]*\]")
"""What needs no brackets to be read as one."""
SMALL: Final = str.maketrans("0123456789+-\u2212=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
OFF: Final = ("0", "off", "false")

OfPart: TypeAlias = "Callable[[Element, int], str]"


def in_one_line(equation: Element) -> str:
    """Return an m:oMath in one line; all its letters stand in it, invisible ones (m:phant) left out."""
    return _with_signs(" ".join(_row(equation, 0).split()))


def parts_of(equation: Element) -> list[tuple[str, bool]]:
    """Return the same in parts, each with whether it is raised: a power of one word or number needs no sign."""
    said = " ".join(_row(equation, 0).split())
    parts: list[tuple[str, bool]] = []
    for number, words in enumerate(RAISED.split(said)):
        if words:
            parts.append((words, number % 2 == 1))
    return parts


def grouped(words: str) -> str:
    """Return a part of an equation in brackets, unless it is read as one without them."""
    return words if not words or SIMPLE.fullmatch(words) else f"({words})"


def _row(element: Element | None, depth: int) -> str:
    """Return what stands side by side; a fraction that another factor touches gets brackets."""
    if element is None:
        return ""
    if depth > DEEPEST:
        return words_of(element)
    said = ""
    after_fraction = False
    for child in element:
        words = PARTS.get(str(child.tag), _row)(child, depth + 1)
        is_fraction = child.tag == f"{M}f" and "/" in words
        if is_fraction and said and (said[-1].isalnum() or said[-1] in ")]"):
            words = f"({words})"
            is_fraction = False
        elif after_fraction and words and (words[0].isalnum() or words[0] in "(["):
            words = f" · {words}"
        after_fraction = is_fraction if words else after_fraction
        said += words
    return said


def lost_in(equation: Element) -> list[tuple[str, str]]:
    """Return the letters of symbol fonts that no table has, each with its font; ``?`` stands for them."""
    lost: list[tuple[str, str]] = []
    for run in equation.iter(f"{M}r", f"{W}r"):
        font = _symbol_font(run)
        said = "".join([one.text or "" for one in run.iterchildren(*TEXTS)]) if font else ""
        lost += [(one, font) for one in said if _of_font(one, font) == UNKNOWN != one]
        for one in run.iterchildren(f"{W}sym"):
            if _symbol(one) == UNKNOWN:
                lost.append((letter(one), one.get(f"{W}font", "")))
    return lost


def _run(element: Element, _depth: int) -> str:
    font = _symbol_font(element)
    return "".join([_in_run(child, font) for child in element])


def _in_run(child: Element, font: str) -> str:
    if child.tag == f"{W}sym":
        return _symbol(child)
    if child.tag in TEXTS:
        return "".join([_of_font(one, font) for one in child.text or ""]) if font else child.text or ""
    if child.tag in (f"{W}del", f"{W}moveFrom"):
        return ""
    return " " if child.tag in (f"{W}br", f"{W}tab") else words_of(child)


def _symbol_font(run: Element) -> str:
    """Return the symbol font that a run names itself, as one in plain text (m:nor) may; "" for none."""
    fonts = run.find(f"{W}rPr/{W}rFonts")
    font = "" if fonts is None else fonts.get(f"{W}ascii", "")
    return font if is_symbol_font(font) else ""


def _of_font(one: str, font: str) -> str:
    """Return a letter as a symbol font shows it: an m in Symbol is the micro sign of a dose."""
    code = ord(one)
    if one.isspace() or not (code <= 0xFF or 0xF020 <= code <= 0xF0FF):
        return one
    return character(font, code) or UNKNOWN


def _symbol(element: Element) -> str:
    code = code_of(element)
    font = element.get(f"{W}font", "")
    if code is None or is_symbol_font(font) or 0xE000 <= code <= 0xF8FF:
        return (None if code is None else character(font, code)) or UNKNOWN
    return chr(code)


def _fraction(element: Element, depth: int) -> str:
    over, under = _arguments(element, depth, "num", "den")
    if _setting(element, "fPr", "type", "bar") == "noBar":
        return f"({over}; {under})"
    return f"{grouped(over)} / {grouped(under)}"


def _power(element: Element, depth: int) -> str:
    base, above = _arguments(element, depth, "e", "sup")
    return grouped(base) + _above(above)


def _index(element: Element, depth: int) -> str:
    base, below = _arguments(element, depth, "e", "sub")
    return grouped(base) + _below(below)


def _both(element: Element, depth: int) -> str:
    base, below, above = _arguments(element, depth, "e", "sub", "sup")
    return grouped(base) + _below(below) + _above(above)


def _before(element: Element, depth: int) -> str:
    below, above, base = _arguments(element, depth, "sub", "sup", "e")
    return _above(above) + _below(below) + grouped(base)


def _root(element: Element, depth: int) -> str:
    degree, inside = _arguments(element, depth, "deg", "e")
    return f"{degree}√({inside})"


def _large(element: Element, depth: int) -> str:
    below, above, inside = _arguments(element, depth, "sub", "sup", "e")
    sign = _setting(element, "naryPr", "chr", "∫")
    return f"{sign}{_below(below)}{_above(above)} {inside}"


def _delimited(element: Element, depth: int) -> str:
    begin = _setting(element, "dPr", "begChr", "(")
    end = _setting(element, "dPr", "endChr", ")")
    between = _setting(element, "dPr", "sepChr", "|")
    return begin + f" {between} ".join([_row(one, depth) for one in element.iterchildren(f"{M}e")]) + end


def _matrix(element: Element, depth: int) -> str:
    rows = [
        ", ".join([_row(one, depth) for one in row.iterchildren(f"{M}e")]) for row in element.iterchildren(f"{M}mr")
    ]
    return f"[{'; '.join(rows)}]"


def _lines(element: Element, depth: int) -> str:
    return "; ".join([_row(one, depth) for one in element.iterchildren(f"{M}e")])


def _accent(element: Element, depth: int) -> str:
    return grouped(_row(element.find(f"{M}e"), depth)) + _setting(element, "accPr", "chr", "\u0302")


def _bar(element: Element, depth: int) -> str:
    mark = "\u0304" if _setting(element, "barPr", "pos", "bot") == "top" else "\u0332"
    return grouped(_row(element.find(f"{M}e"), depth)) + mark


def _limit_below(element: Element, depth: int) -> str:
    base, limit = _arguments(element, depth, "e", "lim")
    return base + _below(limit)


def _limit_above(element: Element, depth: int) -> str:
    base, limit = _arguments(element, depth, "e", "lim")
    return base + _above(limit)


def _function(element: Element, depth: int) -> str:
    name, inside = _arguments(element, depth, "fName", "e")
    return f"{name} {grouped(inside)}"


def _invisible(element: Element, depth: int) -> str:
    if _setting(element, "phantPr", "show", "1") in OFF:
        return ""
    return _row(element.find(f"{M}e"), depth)


def _nothing(_element: Element, _depth: int) -> str:
    return ""


def _above(words: str) -> str:
    if words.isalnum():
        return f"{UP}{words}{DOWN}"
    return f"^{grouped(_with_signs(words))}" if words else ""


def _with_signs(words: str) -> str:
    return words.replace(UP, "^").replace(DOWN, "")


def _below(words: str) -> str:
    words = _with_signs(words)
    if words and all(one in "0123456789+-\u2212=()" for one in words):
        return words.translate(SMALL)
    return f"_{grouped(words)}" if words else ""


def _arguments(element: Element, depth: int, *names: str) -> list[str]:
    return [_row(element.find(M + name), depth).strip() for name in names]


def _setting(element: Element, properties: str, name: str, without: str) -> str:
    """Return a setting; one that is there without a value, such as a bracket that is none, is empty."""
    found = element.find(f"{M}{properties}/{M}{name}")
    return without if found is None else str(found.get(MVAL, found.get(VAL, "")))


PARTS: Final[dict[str, OfPart]] = {
    f"{M}r": _run,
    f"{M}f": _fraction,
    f"{M}sSup": _power,
    f"{M}sSub": _index,
    f"{M}sSubSup": _both,
    f"{M}sPre": _before,
    f"{M}rad": _root,
    f"{M}nary": _large,
    f"{M}d": _delimited,
    f"{M}m": _matrix,
    f"{M}eqArr": _lines,
    f"{M}acc": _accent,
    f"{M}bar": _bar,
    f"{M}limLow": _limit_below,
    f"{M}limUpp": _limit_above,
    f"{M}func": _function,
    f"{M}phant": _invisible,
    f"{W}r": _run,
    f"{W}del": _nothing,
    f"{W}moveFrom": _nothing,
} | {
    M + name: _nothing
    for name in ("fPr", "radPr", "naryPr", "dPr", "mPr", "accPr", "barPr", "ctrlPr", "argPr", "sSupPr", "rPr", "funcPr")
}
