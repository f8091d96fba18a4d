"""What the style sheet of a page template may not say: it asks for no file, and hides nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leafletgen.errors import Mistake

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


def faults_of_style(text: str) -> Iterator[tuple[int, Mistake]]:
    """What is wrong in a style sheet, with the number of line ends before it."""
    plain = _ESCAPE.sub(_letter, _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text))
    for found in _ASKS.finditer(plain):
        yield (
            plain.count("\n", 0, found.start()),
            Mistake(
                "template-asks-or-runs",
                "a style that asks for another file has no place in a page",
                "put it in as data:",
            ),
        )
    for found in _HIDES.finditer(plain):
        yield (
            plain.count("\n", 0, found.start()),
            Mistake(
                "template-hides",
                f'a style that hides something has no place in a template: "{" ".join(found[0].split())}"',
                "leave it out; what is not to be seen is left out of the template",
            ),
        )


def _letter(escape: re.Match[str]) -> str:
    """What an escape stands for."""
    if escape[1] is None:
        return str(escape[2])
    number = int(escape[1], 16)
    return chr(number) if number <= 0x10FFFF else "\ufffd"
