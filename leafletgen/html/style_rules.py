"""What the style sheet of a page template may not say: it asks for no file, and hides nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

#: Escapes of CSS (CSS Syntax 3, 4.3.7), which spell any word otherwise, and comments.
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t\n]?|([^\n]))")
_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_ASKS = re.compile(
    r"@import|(?:image-set|image|src|cross-fade)\(|url\(\s*(?![\s\"']*(?:data:|#))",
    re.IGNORECASE,
)
_HIDES = re.compile(
    r"""(?<![\w-])(?:-\w+-)?(?:
        display\s*:[^;}]*?(?:none|var\()
        |font(?:-size)?\s*:(?:[^;}]*\s)?\s*[-+]?\.?0[0.]*(?![\d.])
        |(?:visibility|content-visibility|opacity|clip|clip-path|filter|all|mask|mask-[\w-]+|animation|animation-[\w-]+)\s*:
    )""",
    re.IGNORECASE | re.VERBOSE,
)
ASKS: Final = "template-asks-or-runs"
HIDES: Final = "template-hides"
_SAID: Final = {
    ASKS: ("a style that asks for another file has no place in a page", "put it in as data:"),
    HIDES: (
        'a style that hides something has no place in a template: "{}"',
        "leave it out; what is not to be seen is left out of the template",
    ),
}


def faults_of_style(text: str) -> Iterator[tuple[str, int, str, str]]:
    """What is wrong in a style sheet: the code, the number of line ends before it, what it is, and what to do."""
    plain = _ESCAPE.sub(_letter, _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text))
    for code, pattern in ((ASKS, _ASKS), (HIDES, _HIDES)):
        what, hint = _SAID[code]
        for found in pattern.finditer(plain):
            yield code, plain.count("\n", 0, found.start()), what.format(" ".join(found[0].split())), hint


def _letter(escape: re.Match[str]) -> str:
    """What an escape stands for."""
    if escape[1] is None:
        return str(escape[2])
    number = int(escape[1], 16)
    return chr(number) if number <= 0x10FFFF else "\ufffd"
