"""How a run of text asks for raised digits and signs.

A raised digit is drawn with the glyph of the digit, and read as a superscript: a face has a code of its own for it. In
a run it is a stand-in, a control character, which no content may hold.
"""

from typing import Final

from leafletgen.superscripts import PLAIN, RAISED, is_raisable

_STAND_INS: Final = "".join(map(chr, range(0x86, 0x86 + len(PLAIN))))
#: Each stand-in: the character whose glyph it has, and the one that it is read as.
DRAWN_AND_READ: Final = dict(zip(_STAND_INS, zip(PLAIN, RAISED, strict=True), strict=True))

_RAISE: Final = str.maketrans(PLAIN, _STAND_INS)
_RAISE_DIGITS: Final = str.maketrans(PLAIN[:10], _STAND_INS[:10])
_LOWER: Final = str.maketrans(_STAND_INS, PLAIN)
_SIGNS: Final = frozenset(_STAND_INS[10:])


def stand_ins(part: str, text: str) -> str:
    """Part of a raised text as a run holds it, as many characters as before; all of the text says which are raised."""
    return part.translate(_RAISE if is_raisable(text) else _RAISE_DIGITS)


def raised_again(part: str, text: str) -> str:
    """Part of a run's text, which was lowered, as it was before; the text has its stand-ins."""
    return part.translate(_RAISE_DIGITS if _SIGNS.isdisjoint(text) else _RAISE)


def lowered(text: str) -> str:
    """Text of a run as it was before it was raised."""
    return text.translate(_LOWER)
