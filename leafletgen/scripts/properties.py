"""What a character is: of which script, whether it asks for shaping, and what is one letter to its reader (UAX 29)."""

from __future__ import annotations

import re
from functools import cache

from leafletgen.scripts.table import Table

#: Scripts that a font's character map and widths do not set: letters join, stack, turn or change places. No table is
#: needed to ask: Hebrew to Burmese, Jamo, Ethiopic, Khmer and Mongolian to the Vedic signs, what extends them, and what
#: is beyond the basic plane but for symbols and Chinese.
_SHAPED = re.compile(
    "[\u0590-\u109f\u1100-\u139f\u1700-\u1cff\u2d80-\u2ddf\ua800-\uabff\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U0001afff\U0001e800-\U0001efff]"
)
_LETTERS = {
    "Other": "O",
    "CR": "C",
    "LF": "F",
    "Control": "X",
    "Extend": "E",
    "ZWJ": "Z",
    "Regional_Indicator": "I",
    "Prepend": "B",
    "SpacingMark": "S",
    "L": "L",
    "V": "V",
    "T": "T",
    "LV": "v",
    "LVT": "t",
    "Pictograph": "P",
    "Consonant": "k",
    "Linker": "l",
}
_CLUSTER = re.compile(
    r"CF|[CFX]"  # GB3 to GB5
    r"|B*(?:L*(?:V+|vV*|t)T*|L+|T+|II|P(?:[El]*ZP)*"  # GB6 to GB8, GB12, GB13, GB11
    r"|k(?:[EZ]*l[EZl]*k)*|[OIEZSlV])[EZSl]*"  # GB9c, and what else there is, with what extends it (GB9, GB9a)
    r"|B+[EZSl]*"
)


def script_of(char: str) -> str:
    """The ISO 15924 code of a character's script, such as "Arab"; "Zyyy" for what many use, "Zinh" for marks."""
    return _scripts()[char]


def needs_shaping(text: str) -> bool:
    """Whether the text has letters that join, stack or change places, or a direction of their own."""
    return not text.isascii() and _SHAPED.search(text) is not None


def clusters(text: str) -> list[str]:
    """The text in extended grapheme clusters (UAX 29): what may not be torn apart."""
    if text.isascii() and "\r" not in text:
        return list(text)
    letters = "".join(map(_cluster_classes().__getitem__, text))
    return [text[part.start() : part.end()] for part in _CLUSTER.finditer(letters)]


@cache
def _scripts() -> Table:
    return Table("scripts")


@cache
def _cluster_classes() -> Table:
    return Table("clusters", _LETTERS)
