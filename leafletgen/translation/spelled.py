"""The numbers that a text says in words, and of what each is a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from leafletgen.translation.number_lists import spelling, unit_after

_WORD: Final = re.compile(r"[^\W\d_][\w'\u2019\u200c\u200d\u0300-\u036f\u0900-\u0dff]*")
#: What Chinese counts with: a numeral before another word is a part of that word.
_COUNTED: Final = "次组組个個秒分小天周週月年遍回片粒毫克米厘公升下号號只隻条條杯"
_NUMERALS: Final = re.compile(f"[零一二两三四五六七八九十百半]+(?=[{_COUNTED}])")
#: An ordinal that is a unit of time as well: "a thirty second hold" is no 32.
_NO_UNITS: Final = "second"


class Spelled(NamedTuple):
    """A number that is written as a word."""

    said: str
    value: float
    strong: bool
    """Whether the word means nothing else, and more than one."""
    unit: str = ""
    """Of what it is a number, in our word; "" when that is not known."""
    half: bool = False
    """Whether it is half of something, as in half a tablet, for which no whole may stand."""


def words_in(text: str, language: str) -> list[Spelled]:
    """Return the numbers of a text that are words, in their order; none in a language that has no list."""
    known = spelling(language)
    if not known.values:
        return []
    if known.glued:
        return list(_glued(text, language))
    found: list[Spelled] = []
    before = -2
    for at, match in enumerate(_WORD.finditer(text)):
        word = match[0].casefold().replace("\u200c", "")
        if word in known.joiners and at == before + 1:
            before = at
            continue
        value = known.values.get(word)
        if value is None:
            continue
        unit = "times" if word in known.times else unit_after(text, match.end(), language)
        last = found[-1] if found else None
        is_unit = value < 10 and word != _NO_UNITS
        if last is not None and at == before + 1 and is_unit and 10 <= last.value < 100 and last.value % 10 == 0:
            found[-1] = Spelled(f"{last.said} {word}", last.value + value, True, unit)
        else:
            strong = value > 1 and word not in known.ambiguous
            found.append(
                Spelled(
                    word, value, strong, unit, value == _HALF and _OF_SOMETHING.match(text, match.end()) is not None
                )
            )
        before = at
    return found


_HALF: Final = 0.5
_OF_SOMETHING: Final = re.compile(r" (?:of )?an?\b", re.IGNORECASE)


def _glued(text: str, language: str) -> Iterator[Spelled]:
    known = spelling(language)
    if language.startswith("zh"):
        for match in _NUMERALS.finditer(text):
            value = _chinese(match[0], known.values)
            yield Spelled(match[0], value, value > 1, unit_after(text, match.end(), language))
        return
    # Words are not divided here, so that a number may be a part of another word.
    longest = sorted(known.values, key=len, reverse=True)
    for match in re.finditer("|".join(map(re.escape, longest)), text):
        yield Spelled(match[0], known.values[match[0]], False)


def _chinese(said: str, values: dict[str, float]) -> float:
    """What Chinese numerals come to, up to 999: 十五, 二十, 两百."""
    total = digit = 0.0
    for letter in said:
        value = values[letter]
        if value in (10, 100):
            total += (digit or 1) * value
            digit = 0
        else:
            digit = value
    return total + digit
