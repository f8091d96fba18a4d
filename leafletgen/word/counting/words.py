"""Words as they are counted: what may change on the way from Word to YAML without a word being lost is made equal."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final
from unicodedata import normalize

_UNSEEN: Final = (0xAD, 0x34F, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))
_EQUAL: Final[dict[int, str]] = {
    **dict.fromkeys((*_UNSEEN, *range(0xFE00, 0xFE10), 0xFEFF), ""),
    **dict(zip(map(ord, "₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹₊⁺₋⁻₌⁼₍⁽₎⁾ⁿ"), "01234567890123456789++--==(())n", strict=True)),
    0x2010: "-",
    0x2011: "-",
    0x130: "i",
    0x131: "i",
}
"""Raised and lowered digits are digits, a hyphen is one whether a line may end there or not; what none sees is out."""

_CHANGED: Final = re.compile(f"[{re.escape(''.join(map(chr, _EQUAL)))}]")

_WITHOUT_SPACES: Final = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
)
"""Letters of scripts that write words without spaces: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""

_TOKEN: Final = re.compile(rf"[^\W{_WITHOUT_SPACES}]+|[^\s]")
"""A word, or a sign, or a letter of a script without spaces."""


def normalised(text: str) -> str:
    """Return a text as it is counted: composed (NFC), capitals as small letters, hyphens and digits as plain ones."""
    if text.isascii():
        return text.casefold()
    # One search for the few letters that change is ten times as fast as str.translate on all of them.
    plain = _CHANGED.sub(lambda found: _EQUAL[ord(found[0])], normalize("NFC", text))
    return normalize("NFC", plain.casefold())


def tokens(text: str) -> Counter[str]:
    """Count the words and the signs of a text."""
    return Counter(_TOKEN.findall(normalised(text)))


def token_list(text: str) -> list[str]:
    """Return the words and the signs of a text that is normalised, in order."""
    return _TOKEN.findall(text)
