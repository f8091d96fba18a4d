"""Where lines may end, and may not, in words of plain letters: patterns; those of the customs are in `scripts`."""

import re

from leafletgen.fonts.typeface import GLUE
from leafletgen.scripts.customs import ADDRESS, ADDRESS_END, BREAK_AFTER, CODE, NO_BREAK, no_break

__all__ = [
    "ADDRESS",
    "ADDRESS_END",
    "BREAK_AFTER",
    "CODE",
    "HELD_SPACE",
    "HYPHEN",
    "LOOSE_END",
    "MAY_BREAK",
    "NO_BREAK",
    "no_break",
]

#: What each place of BREAK_AFTER stands beside; most texts have none, and are not looked at further.
MAY_BREAK = re.compile("[-\u2010\u2013\u2014/\u200b]")
#: Where a stretch that is wider than its line is divided before its letters are: at a space that was to hold, and then
#: in an address or a compound after its punctuation, or else after a hyphen of its own.
HELD_SPACE = re.compile(f"[{GLUE}\u00a0\u202f]")
LOOSE_END = re.compile(r"(?<=[^\W\d][._~?=&#@:,;+])(?=\w)|(?<=\w[?=&#_])(?=[^\W\d])|(?<=//)(?=\w)")
HYPHEN = re.compile(r"(?<=\w-)(?=\w)")
