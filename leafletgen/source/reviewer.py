"""Who checked a translation: words that name nobody are no name, however they are written."""

from __future__ import annotations

import re
from typing import Final

from leafletgen.errors import Report
from leafletgen.source.kinds import Text
from leafletgen.source.yaml import Value

#: What people write where nobody has checked anything yet.
_NOBODY: Final = re.compile(
    r"(?:no|none|null|nil|nobody|no[ -]?one|not? (?:yet|checked|reviewed)|not yet (?:checked|reviewed)|false|pending"
    r"|unknown|unchecked|unreviewed|missing|draft|n/?a|tb[acd]|to ?do|yes|true|x+)\W*",
    re.IGNORECASE,
)


def names_somebody(text: str) -> bool:
    """Whether a text names a person or a role: letters of any script, and not a word for nobody."""
    said = text.strip()
    return sum(map(str.isalpha, said)) > 1 and said.isprintable() and _NOBODY.fullmatch(said) is None


class Reviewer(Text):
    """The native speaker who checked a translation, by name or role."""

    def read(self, value: Value, report: Report) -> str | None:
        """Return the text when it names somebody."""
        text = super().read(value, report)
        if text is not None and not names_somebody(text):
            report.error(
                "reviewer-is-nobody",
                f'"{text}" names nobody who checked the translation',
                "write who did, by name or role; take the line out while nobody has",
                value.place,
            )
            return None
        return text
