"""Months and days of the week that a source names and a translation numbers: May is 5月, Monday is thứ 2."""

from __future__ import annotations

import re
from typing import Final

from leafletgen.translation.numbers import Number

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
#: Languages that number the days of the week, Monday the second.
_NUMBERED_DAYS: Final = frozenset(("vi", "pt"))
#: Beside what May and March are months, and not what somebody may do, or how to march.
_BEFORE: Final = (
    r"(?:\d(?:st|nd|rd|th)?|\b(?:in|since|from|until|till|by|of|early|mid|late|during|before|after|and|to))"
)
_NAMES: Final = [
    re.compile(rf"{_BEFORE}[ \u00a0-]{name}\b|\b{name}[ \u00a0]\d" if name in ("March", "May") else rf"\b{name}\b")
    for name in _MONTHS
]


class Named:
    """The numbers that names of the source may be written as; each name is one number."""

    def __init__(self, source: str, target: str) -> None:
        """Take the source, and the language of the translation."""
        self.left = [str(at) for at, name in enumerate(_NAMES, 1) for _ in name.finditer(source)]
        if target.partition("-")[0] in _NUMBERED_DAYS:
            self.left += [str(at) for at, name in enumerate(_DAYS, 2) for _ in re.finditer(rf"\b{name}", source)]

    def takes(self, number: Number) -> bool:
        """Whether a number stands for a name; the name is taken."""
        for one in self.left:
            if one in number.ways and number.unit not in _AMOUNTS:
                self.left.remove(one)
                return True
        return False


_AMOUNTS: Final = ("mg", "mcg", "g", "kg", "ml", "l", "mm", "cm", "m", "km", "percent", "times")
"""What a month is no number of."""
