"""Raised text as characters: "10" and a raised "9" are 109 to whoever hears or copies them, and 10⁹ is not."""

import re
from typing import Final

#: What Unicode has a superscript for, and those, in the same order.
PLAIN: Final = "0123456789+-\u2212=()ni"
RAISED: Final = (
    "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207a\u207b\u207b\u207c\u207d\u207e\u207f\u2071"
)

_ALL: Final = frozenset(PLAIN)
_RAISE: Final = str.maketrans(PLAIN, RAISED)
_RAISE_DIGITS: Final = str.maketrans(PLAIN[:10], RAISED[:10])
_LOWER: Final = str.maketrans(RAISED.replace("\u207b", "", 1), PLAIN.replace("\u2212", ""))
_SUPERSCRIPT: Final = re.compile(f"([{RAISED}]+)")


def is_raisable(text: str) -> bool:
    """Whether there is a superscript for every character; an n or an i is a number's beside others of these alone."""
    return _ALL.issuperset(text)


def superscripts(text: str) -> str:
    """Raised text as characters: 9 is ⁹, and (n+1) is ⁽ⁿ⁺¹⁾; of text with other letters the digits alone."""
    return text.translate(_RAISE if is_raisable(text) else _RAISE_DIGITS)


def stretches(text: str) -> list[tuple[str, bool]]:
    """Text in stretches, and whether each is raised: superscripts are letters of the usual kind again."""
    parts = _SUPERSCRIPT.split(text)
    return [
        (part.translate(_LOWER) if number % 2 else part, number % 2 == 1) for number, part in enumerate(parts) if part
    ]
