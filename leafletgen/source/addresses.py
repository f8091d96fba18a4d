"""Addresses as they are pasted: invisible characters are taken out, and ``www.`` is read as https."""

from __future__ import annotations

import re

#: Patterns of odd characters are compiled when a text has any: a cold start with plain English needs none.
_UNSEEN = (
    "[\u00a0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]+"
)
"""Odd spaces, soft hyphens, joiners, marks of direction, ends of lines: no address has one, and none is seen."""


class Address:
    """An address as it is used, and which characters were taken out of it."""

    __slots__ = ("removed", "text")

    def __init__(self, typed: str) -> None:
        """Take what was typed or pasted."""
        self.text, self.removed = typed, ""
        if not typed.isascii():
            self.text = re.sub(_UNSEEN, "", typed)
            self.removed = "".join(re.findall(_UNSEEN, typed))
        if self.text[:4].lower() == "www." and len(self.text) > 4:
            self.text = f"https://{self.text}"

    @property
    def complaint(self) -> str:
        """What a warning says of the characters that were taken out; nothing when there were none."""
        if not self.removed:
            return ""
        listed = ", ".join(dict.fromkeys(f"U+{ord(letter):04X}" for letter in self.removed))
        return f"invisible characters ({listed}) were left out of this address"


PASTED_AGAIN = "type it again, or copy it from the address bar of a browser"
"""What a warning about them advises."""
