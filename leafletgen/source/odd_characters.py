"""Characters that look like those of YAML and are others: which they are, by their names and numbers."""

from __future__ import annotations

import re

ODD_SPACE = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"
"""Spaces that are none to YAML, as a class of a pattern."""
ODD_HYPHEN = "\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
BULLETS = "\u2022\u2023\u2043\u2219\u25aa\u25cf\u25cb\u25e6\u25a0\u00b7\u25ba"
ODD_COLON = "\uff1a\ufe55\ua789\u2236\u02d0"
CURLY = "\u2018-\u201f\u00ab\u00bb\u2039\u203a\u300c\u300d"
"""Quotation marks that are none to YAML."""
_NAMES = {
    "\u00a0": "a hard space",
    "\u200b": "a zero width space",
    "\ufeff": "a byte order mark",
    "\u00ad": "a soft hyphen",
    "\u2011": "a non-breaking hyphen",
    "\u2013": "an en dash",
    "\u2014": "an em dash",
    "\u2022": "a bullet",
    "\uff1a": "a full-width colon",
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u201b", "a curly quotation mark"),
}
_ODD = re.compile(rf"[{ODD_SPACE}{ODD_HYPHEN}{CURLY}\u200c-\u200f\u202a-\u202e\u2061-\u2069]")
_HYPHENS = re.compile(f"[{ODD_HYPHEN.removeprefix(chr(0xAD))}]")


def named(character: str) -> str:
    """Return what a character is called, with its number: ``an en dash (U+2013)``."""
    import unicodedata  # only a fault needs it

    name = _NAMES.get(character)
    if name is None:
        name = unicodedata.name(character, "character").lower()
        name = f"an {name}" if name[0] in "aeiou" else f"a {name}"
    return f"{name} (U+{ord(character):04X})"


def odd_in_key(key: str) -> tuple[str, str] | None:
    """Return the first character of a key that no key has, and the key as it was meant; None when there is none."""
    found = _ODD.search(key)
    return None if found is None else (found[0], _ODD.sub("", _HYPHENS.sub("-", key)).strip("'\" "))
