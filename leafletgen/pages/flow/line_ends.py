"""Where lines may end, and may not, in words of plain letters: patterns."""

import re
from functools import cache

from leafletgen.fonts.typeface import GLUE
from leafletgen.scripts.customs import ADDRESS, CODE, HELD_SPACE, UNIT, held_by

__all__ = [
    "ADDRESS",
    "ADDRESS_END",
    "BREAK_AFTER",
    "CODE",
    "HELD",
    "HYPHEN",
    "LOOSE_END",
    "MAY_BREAK",
    "NO_BREAK",
    "no_break",
]

#: Spaces at which no line ends, as in English.
NO_BREAK = HELD_SPACE
# A line may end after a hyphen or dash between letters (LB21), but not after "e-" or "X-"; after a slash (LB13) but not
# inside 120/80 (LB25) nor between units; and at a zero width space (LB8). It never ends between a range's dash and its
# last number.
BREAK_AFTER = re.compile(
    r"(?<=[^\W\d][^\W\d][-\u2010])(?=[^\W\d])|(?<=\w[\u2013\u2014])(?=[^\W\d])|(?<=[^\W\d]\u2014)(?=\d)"
    rf"|(?<=[^/\s]/)(?!(?:{UNIT}|min|h|s|day)(?![^\W_]))(?=[^/\s\d])|(?<=[^/\s\d]/)(?=\d)"
    r"|(?<=\u200b)"
)
#: What each of those places stands beside; most texts have none, and are not looked at further.
MAY_BREAK = re.compile("[-\u2010\u2013\u2014/\u200b]")
#: Where a line may end in an address of the web or for letters, whose hyphens are its own.
ADDRESS_END = re.compile(r"(?<=[^/\s]/)(?=[^/\s])|(?<=\u200b)")
#: Where a stretch that is wider than its line is divided before its letters are: at a space that was to hold, and then
#: in an address or a compound after its punctuation, or else after a hyphen of its own.
HELD = re.compile(f"[{GLUE}\u00a0\u202f]")
LOOSE_END = re.compile(r"(?<=[^\W\d][._~?=&#@:,;+])(?=\w)|(?<=\w[?=&#_])(?=[^\W\d])|(?<=//)(?=\w)")
HYPHEN = re.compile(r"(?<=\w-)(?=\w)")


@cache
def no_break(language: str) -> re.Pattern[str]:
    """The spaces at which no line ends in a language (BCP 47), those of English among them."""
    own = held_by(language)
    return NO_BREAK if own is None else re.compile(f"{NO_BREAK.pattern}|{own.pattern}")
