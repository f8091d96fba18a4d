"""The rules of UAX 14 (Unicode 16) for one place between two characters; LB1, LB9 and LB10 are done before."""

from __future__ import annotations

from leafletgen.scripts.line_break_classes import NOTHING, is_wide, letters

_AL = letters("AL DC")
_LETTER = _AL + letters("HL")
_HARD = letters("BK CR LF NL")
_SP, _ZW, _CR, _LF = letters("SP"), letters("ZW"), letters("CR"), letters("LF")
_WJ, _GL, _OP, _IS, _NS, _NU = letters("WJ"), letters("GL"), letters("OP"), letters("IS"), letters("NS"), letters("NU")
_B2, _CB, _BB, _HL, _HY, _HH = letters("B2"), letters("CB"), letters("BB"), letters("HL"), letters("HY"), letters("HH")
_SY, _IN, _PR, _PO, _EM, _RI2 = (
    letters("SY"),
    letters("IN"),
    letters("PR"),
    letters("PO"),
    letters("EM"),
    letters("RI2"),
)
_BA, _AP, _VF, _VI, _QU = letters("BA"), letters("AP"), letters("VF"), letters("VI"), letters("QU")
_PI, _PF = letters("PI"), letters("PF")
_NOT_BEFORE = letters("BK CR LF NL SP ZW")
_CLOSING = letters("CL CP EX SY")
_PARENTHESES = letters("CL CP")
_QUOTES = letters("QU PI PF")
_LOOSE = letters("SP BA HY HH")
_BEFORE_INITIAL = _HARD + letters("OP GL SP ZW") + _QUOTES + NOTHING
_AFTER_FINAL = _HARD + letters("SP GL WJ CL CP EX IS SY ZW") + _QUOTES + NOTHING
_WORD_START = _HARD + letters("SP ZW CB GL") + NOTHING
_NOT_AT_START = letters("BA HH HY NS")
_IDEOGRAPHS = letters("ID XP EB EM")
_PREFIX, _PREFIXES = _PR, letters("PR PO")
_JAMO = letters("JL JV JT H2 H3")
_AKSARA = letters("AK DC AS")
_AKSARA_BASE = letters("AK DC")
_HANGUL = {
    letters("JL"): letters("JL JV H2 H3"),
    letters("JV"): letters("JV JT"),
    letters("H2"): letters("JV JT"),
    letters("JT"): letters("JT"),
    letters("H3"): letters("JT"),
}


def may_break(p: str, wide: str, i: int) -> bool:
    """Whether a line may end before the character ``i``.

    Args:
        p: letters of the classes, `line_break_classes.plain`, and NOTHING twice at the end.
        wide: the same letters before `plain`.
        i: at least 1, and less than the number of characters.
    """
    a, b = p[i - 1], p[i]
    if a in _HARD:  # LB4, LB5
        return not (a == _CR and b == _LF)
    if b in _NOT_BEFORE:  # LB6, LB7
        return False
    j = i - 1
    while p[j] == _SP:
        j -= 1
    before = p[j]  # what stands before spaces
    if before == _ZW:  # LB8
        return True
    if _WJ in (a, b) or a == _GL or (b == _GL and a not in _LOOSE):  # LB11, LB12, LB12a
        return False
    if b in _CLOSING or before == _OP:  # LB13, LB14
        return False
    if before == _PI and p[j - 1] in _BEFORE_INITIAL:  # LB15a
        return False
    if b == _PF and p[i + 1] in _AFTER_FINAL:  # LB15b
        return False
    if b == _IS:  # LB15c, LB15d
        return a == _SP and p[i + 1] == _NU
    if (b == _NS and before in _PARENTHESES) or (b == _B2 and before == _B2):  # LB16, LB17
        return False
    if a == _SP:  # LB18
        return True
    return _between_words(p, wide, i, a, b)


def _between_words(p: str, wide: str, i: int, a: str, b: str) -> bool:
    """The rules from LB19 on, where no spaces are."""
    if b in (_QU, _PF) or a in (_QU, _PI):  # LB19
        return False
    if b in _QUOTES and (not is_wide(wide[i - 1]) or not is_wide(wide[i + 1])):  # LB19a
        return False
    if a in _QUOTES and (not is_wide(wide[i]) or not is_wide(wide[i - 2])):
        return False
    if _CB in (a, b):  # LB20
        return True
    if a in (_HY, _HH) and b in _AL and p[i - 2] in _WORD_START:  # LB20a
        return False
    if b in _NOT_AT_START or a == _BB:  # LB21
        return False
    hyphen = a in (_HY, _HH) or (a == _BA and not is_wide(wide[i - 1]))
    if p[i - 2] == _HL and hyphen and b != _HL:  # LB21a
        return False
    if (a == _SY and b == _HL) or b == _IN:  # LB21b, LB22
        return False
    if (a in _LETTER and b == _NU) or (a == _NU and b in _LETTER):  # LB23
        return False
    if (a == _PR and b in _IDEOGRAPHS) or (a in _IDEOGRAPHS and b == _PO):  # LB23a
        return False
    if (a in _PREFIXES and b in _LETTER) or (a in _LETTER and b in _PREFIXES):  # LB24
        return False
    if _in_number(p, i, a, b):  # LB25
        return False
    if b in _HANGUL.get(a, ""):  # LB26
        return False
    if (a in _JAMO and b == _PO) or (a == _PR and b in _JAMO):  # LB27
        return False
    if a in _LETTER and b in _LETTER:  # LB28
        return False
    if _in_aksara(p, i, a, b):  # LB28a
        return False
    if a == _IS and b in _LETTER:  # LB29
        return False
    return _after_letters(p, wide, i, a, b)


def _after_letters(p: str, wide: str, i: int, a: str, b: str) -> bool:
    """LB30 to LB31."""
    if (a in _LETTER or a == _NU) and b == _OP and not is_wide(wide[i]):  # LB30
        return False
    if a in _PARENTHESES[1] and not is_wide(wide[i - 1]) and (b in _LETTER or b == _NU):
        return False
    if b == _RI2:  # LB30a
        return False
    return not (b == _EM and a in _EMOJI)  # LB30b


_EMOJI = letters("EB XP")


def _in_number(p: str, i: int, a: str, b: str) -> bool:
    """LB25: signs, brackets and units stay with their number, and so do its parts."""
    if a in _PREFIXES:
        if b == _NU or (b == _OP and (p[i + 1] == _NU or (p[i + 1] == _IS and p[i + 2] == _NU))):
            return True
    elif b == _NU and a in (_HY, _IS):
        return True
    if b != _NU and b not in _PREFIXES:
        return False
    j = i - 1
    if b != _NU and p[j] in _PARENTHESES:
        j -= 1
    while p[j] in (_SY, _IS):
        j -= 1
    return p[j] == _NU


def _in_aksara(p: str, i: int, a: str, b: str) -> bool:
    """LB28a: orthographic syllables of Brahmic scripts."""
    if a == _AP:
        return b in _AKSARA
    if a in _AKSARA:
        return b in (_VF, _VI) or (b in _AKSARA and p[i + 1] == _VF)
    return a == _VI and p[i - 2] in _AKSARA and b in _AKSARA_BASE
