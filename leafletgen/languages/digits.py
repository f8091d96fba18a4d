"""The digits of scripts: dates may have them where a brand wants it; doses, telephone numbers and codes never have.

Which digits are a language's own is from CLDR 48 (`numbers`, native numbering system).
"""

from __future__ import annotations

from typing import Final

from leafletgen.languages.tags import lookups

_ARABIC_INDIC: Final = "٠١٢٣٤٥٦٧٨٩"
_EXTENDED_ARABIC_INDIC: Final = "۰۱۲۳۴۵۶۷۸۹"
_DEVANAGARI: Final = "०१२३४५६७८९"
NATIVE: Final[dict[str, str]] = {
    "ar": _ARABIC_INDIC,
    "ckb": _ARABIC_INDIC,
    "fa": _EXTENDED_ARABIC_INDIC,
    "prs": _EXTENDED_ARABIC_INDIC,
    "ps": _EXTENDED_ARABIC_INDIC,
    "ur": _EXTENDED_ARABIC_INDIC,
    "bn": "০১২৩৪৫৬৭৮৯",
    "gu": "૦૧૨૩૪૫૬૭૮૯",
    "hi": _DEVANAGARI,
    "mr": _DEVANAGARI,
    "ne": _DEVANAGARI,
    "pa": "੦੧੨੩੪੫੬੭੮੯",
    "ta": "௦௧௨௩௪௫௬௭௮௯",
    "th": "๐๑๒๓๔๕๖๗๘๙",
}
"""By language; all others have Latin digits alone."""

LATIN: Final = "latin"
OWN: Final = "native"


def in_digits(text: str, language: str, digits: str) -> str:
    """Return a text with its digits as a brand wants them: "latin", or "native" for the language's own."""
    if digits != OWN:
        return text
    own = next((NATIVE[tag] for tag in lookups(language) if tag in NATIVE), None)
    return text if own is None else text.translate({ord("0") + value: letter for value, letter in enumerate(own)})
