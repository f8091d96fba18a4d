"""The numbers that a text says, whatever its language writes them with, and of what each is a number.

A number has all the ways in which it may be read: "8.30" is a number with decimals and a time, "4pm" is 16:00 and, to
who leaves the half of the day to the words around it, 4:00. Two numbers agree when they have a way in common.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from leafletgen.source.inline import composed
from leafletgen.translation.number_lists import unit_after

#: Languages that write 1,5 for one and a half, and never 1,500 for fifteen hundred.
DECIMAL_COMMA: Final = frozenset(
    [
        "bg",
        "cs",
        "da",
        "de",
        "el",
        "es",
        "et",
        "fi",
        "fr",
        "hr",
        "hu",
        "id",
        "is",
        "it",
        "lt",
        "lv",
        "mk",
        "nl",
        "no",
        "nb",
        "pl",
        "pt",
        "ro",
        "ru",
        "sk",
        "sl",
        "sq",
        "sr",
        "sv",
        "tr",
        "uk",
        "vi",
    ]
)
#: Languages that write a decimal mark in both ways.
EITHER_MARK: Final = frozenset(("ar", "fa", "ps", "ckb", "ku", "so", "ti", "am"))
#: Languages of Persian letters, where 0/5 may be a half as well.
SLASHED: Final = frozenset(("fa", "ps", "ckb"))

_PHONE = re.compile(r"(?<![\d.,])(?:\+|\(?0)[\d][\d \u00a0()\-\u2010-\u2014]{4,}\d(?![\d]|[.,]\d)")
_CLOCK = re.compile(
    r"(?<![\d.,:])(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d))?[ \u00a0]?(?P<half>[ap]\.?m\b\.?)"
    r"|(?<![\d.,:])(?P<hour2>[01]?\d|2[0-4])(?::|[ \u00a0]?h[ \u00a0]?|[点點时時])(?P<minute2>[0-5]\d)分?(?![\d:])",
    re.IGNORECASE,
)
_FRACTION = re.compile(r"(?<![\d/.,])(?P<top>\d{1,3}) ?[/\u2044] ?(?P<bottom>\d{1,3})(?![\d/]|[.,]\d)")
_VULGAR = re.compile(r"(?P<whole>\d+)?[ \u00a0]?(?P<part>[\u00bc-\u00be\u2150-\u215e])")
_NUMBER = re.compile(r"\d+(?:[.,\u066b\u066c'\u2019]\d+|[ \u00a0\u202f\u2009]\d{3}(?!\d))*")
_UNSEEN_MARKS: Final = frozenset("\u200c\u200d")


class Number(NamedTuple):
    """A number in a text.

    Attributes:
        said: as it is written there.
        ways: what it may be.
        parts: the numbers that it is made of, for who writes them apart; none of a plain one.
        unit: of what it is a number, in our word; "" when that is not known.
        native: whether it has digits other than 0 to 9.
        telephone: whether it is one to be dialled.
    """

    said: str
    ways: frozenset[str]
    parts: tuple[str, ...] = ()
    unit: str = ""
    native: bool = False
    telephone: bool = False


def shown_letters(text: str) -> str:
    """Return a text without what nobody sees: marks of direction, soft hyphens; letters of every form composed."""
    text = composed(text)
    return "".join([letter for letter in text if unicodedata.category(letter) != "Cf" or letter in _UNSEEN_MARKS])


def in_ascii_digits(text: str) -> str:
    """Return a text with the digits 0 to 9 for those of any script, a character for a character."""
    return "".join([str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text])


def numbers_in(text: str, language: str) -> list[Number]:
    """Return the numbers in a text that are written in digits, in their order; see `shown_letters`."""
    plain = in_ascii_digits(text)
    found: list[tuple[int, Number]] = []
    taken = [False] * len(plain)
    for pattern, made in (
        (_PHONE, _phone),
        (_CLOCK, _clock),
        (_VULGAR, _vulgar),
        (_FRACTION, _fraction),
        (_NUMBER, _plain),
    ):
        for match in pattern.finditer(plain):
            if not any(taken[match.start() : match.end()]):
                for start, end, number in made(match, language):
                    at, after = match.start() + start, match.start() + end
                    said = text[at:after].strip()
                    native = any(letter.isdecimal() and not letter.isascii() for letter in said)
                    unit = number.unit or unit_after(plain, after, language)
                    # What is counted in minutes or milligrams is no time of day.
                    ways = number.ways if unit in ("", "clock") else frozenset(map(_no_time, number.ways)) - {""}
                    found.append((at, number._replace(said=said, ways=ways, native=native, unit=unit)))
                for at in range(match.start(), match.end()):
                    taken[at] = True
    return [number for _, number in sorted(found, key=lambda one: one[0])]


_Made = Iterator[tuple[int, int, Number]]
"""Where a number begins and ends within what a pattern found, and the number."""


def _phone(match: re.Match[str], language: str) -> _Made:
    """A telephone number; what has too few digits for one is several numbers."""
    digits = re.sub(r"[^\d+]", "", match[0])
    if len(digits.lstrip("+")) >= 7 and not re.fullmatch(
        r"\d{1,2}[-\u2010-\u2014]\d{1,2}[-\u2010-\u2014]\d{4}", match[0]
    ):
        yield 0, len(match[0]), Number("", frozenset((f"phone {digits}",)), (), "", False, True)
        return
    for inner in _NUMBER.finditer(match[0]):
        for start, end, number in _plain(inner, language):
            yield inner.start() + start, inner.start() + end, number


def _clock(match: re.Match[str], language: str) -> _Made:
    hour, minute = int(match["hour"] or match["hour2"]), int(match["minute"] or match["minute2"] or 0)
    parts = (str(hour), str(minute)) if match["minute"] or match["minute2"] else (str(hour),)
    ways = _ways_of_time(hour, minute, (match["half"] or "").lower()[:1])
    yield 0, len(match[0]), Number("", ways, parts, "clock")


def _ways_of_time(hour: int, minute: int, half: str) -> frozenset[str]:
    if half == "a":
        return frozenset((f"time {hour % 12}:{minute}", f"morning {hour}:{minute}"))
    if half == "p":
        late = hour % 12 + 12
        return frozenset((f"time {late}:{minute}", f"evening {hour}:{minute}", f"evening {late}:{minute}"))
    morning = {f"morning {hour}:{minute}"} if hour <= 12 else set()
    return frozenset((f"time {hour}:{minute}", f"evening {hour}:{minute}", *morning))


def _vulgar(match: re.Match[str], language: str) -> _Made:
    value = int(match["whole"] or 0) + unicodedata.numeric(match["part"])
    yield 0, len(match[0]), Number("", frozenset((_way(value),)))


def _fraction(match: re.Match[str], language: str) -> _Made:
    top, bottom = int(match["top"]), int(match["bottom"])
    ways = {f"{top}/{bottom}"}
    if 0 < top < bottom:
        ways.add(_way(top / bottom))
    if language.partition("-")[0] in SLASHED:
        ways.add(_way(float(f"{top}.{match['bottom']}")))
    # 3/10 may be said as 3 of 10; 1/2 is no "1 or 2".
    parts = (str(top), str(bottom)) if bottom >= _OUT_OF or top > bottom else ()
    yield 0, len(match[0]), Number("", frozenset(ways), parts)


_OUT_OF: Final = 10


def _plain(match: re.Match[str], language: str) -> _Made:
    for start, end, said in _divided(match[0], language):
        value = _value(said, language)
        ways = {_way(value)}
        if value == int(value) and 0 <= value <= 24 and said.isdecimal():
            ways |= _ways_of_time(int(value), 0, "") - {f"time {int(value)}:0"}
        if clock := re.fullmatch(r"([01]?\d|2[0-4])\.([0-5]\d)", said):
            ways |= _ways_of_time(int(clock[1]), int(clock[2]), "")
        yield start, end, Number("", frozenset(ways))


def _no_time(way: str) -> str:
    return "" if ":" in way else way


def _divided(said: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Yield the numbers of a run of digits and marks, and where each begins and ends: "1,2" is two in English."""
    plain = said.replace("\u066c", "").replace("\u066b", ".")
    if _is_one(plain, language.partition("-")[0]):
        yield 0, len(said), plain
        return
    for match in re.finditer(r"\d+(?:\.\d+)?" if said.count(".") == 1 else r"\d+", said):
        yield match.start(), match.end(), match[0]


_GROUPS: Final = r"\d{1,3}(?:[SEP]\d{2})*(?:[SEP]\d{3})+"
_SPACED: Final = r"\d{1,3}(?:[ \u00a0\u202f\u2009'\u2019]\d{3})+"


def _is_one(said: str, language: str) -> bool:
    return bool(re.fullmatch(_pattern(language), said))


@cache
def _pattern(language: str) -> str:
    comma = _GROUPS.replace("[SEP]", ",") + r"(?:\.\d+)?"
    dotted = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?"
    spaced = _SPACED + r"(?:[.,]\d+)?"
    if language in DECIMAL_COMMA:
        return rf"\d+|\d+[.,]\d+|{dotted}|{spaced}"
    if language in EITHER_MARK:
        return rf"\d+|\d+[.,]\d+|{comma}|{spaced}"
    return rf"\d+|\d+\.\d+|{comma}|{spaced}"


def _value(said: str, language: str) -> float:
    """What digits with marks come to in a language."""
    language = language.partition("-")[0]
    said = re.sub(r"[ \u00a0\u202f\u2009'\u2019]", "", said)
    if language in DECIMAL_COMMA:
        if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", said):
            said = said.replace(".", "")
        said = said.replace(",", ".")
    elif re.fullmatch(_GROUPS.replace("[SEP]", ",") + r"(?:\.\d+)?", said):
        said = said.replace(",", "")
    return float(said.replace(",", "."))


def _way(value: float) -> str:
    return f"{value:.10g}"
