"""The lines of a PO file by themselves: polib takes off the last letter of a string whose closing quote is lost."""

from __future__ import annotations

import re
from typing import Final

_QUOTED: Final = r'"(?:[^"\\]|\\.)*"'
_STRING: Final = re.compile(
    rf"(?:#~\s*)?(?:(?:msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d+\])\s*)?{_QUOTED}"
)  # fmt: skip


def broken_line(text: str) -> int | None:
    """Return the first line, from 1, that is neither a comment nor a string in quotes; None when all of them are."""
    for number, line in enumerate(text.splitlines(), 1):
        said = line.strip()
        is_comment = said.startswith("#") and not (said.startswith("#~") and '"' in said)
        if said and not is_comment and not said.startswith("#~|") and not _STRING.fullmatch(said):
            return number
    return None
