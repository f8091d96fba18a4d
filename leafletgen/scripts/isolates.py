"""What is written from left to right by itself in a text that goes from right to left.

UAX 9 draws the groups of 01632 960 123 from right to left after an Arabic letter, and a reader dials 123 960 01632. So phone
numbers, codes, addresses, times, dates, ranges, doses and amounts with a Latin unit are put into isolates, which hold their
order and keep them from what stands beside. Numbers alone need nothing, and amounts with a unit in the text's own script
(5 ملغ) are read as the text is.
"""

from __future__ import annotations

import re

LRI, PDI, LRO, PDF = "\u2066", "\u2069", "\u202d", "\u202c"

_D = "[0-9\u0660-\u0669\u06f0-\u06f9]"
_S = "[ \u00a0\u202f\u2009]"
_DASH = "[-\u2010-\u2015\u2212]"
_FRACTION = "[\u00bc-\u00be\u2150-\u215e]"
_ARABIC_DIGIT = re.compile("[\u0660-\u0669]")
_ADDRESS = (
    r"(?:https?://|www\.)[!-~]+|mailto:[!-~]+|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|(?:[A-Za-z0-9-]+\.)+[a-z]{2,}(?:/[!-~]*)?"
)
_EXTENSION = rf"(?:,?{_S}?(?:ext\.?|x|#){_S}?{_D}+)?"
_GROUPS = rf"{_D}+(?:[ \u00a0\u202f.\u2010\u2011-]{_D}+)*"
_PHONE = (
    rf"(?:\+{_S}?{_D}{{1,3}}{_S}?(?:\({_D}{{1,5}}\){_S}?)?{_GROUPS}|\({_D}{{2,6}}\){_S}?{_GROUPS}"
    rf"|{_D}{{2,}}(?:[ \u00a0\u202f]{_D}{{2,}})+){_EXTENSION}"
)
_NUMBER = rf"(?:{_D}+(?:[.,\u066b\u066c]{_D}+)*{_FRACTION}?|{_FRACTION})"
_JOINT = rf"(?:{_S}?(?:[x\u00d7*/:\u2044]|{_DASH}){_S}?)"
_UNIT = r"(?:[A-Za-z\u00b5\u03bc\u00b0%\u2030\u20ac\u00a3$][A-Za-z\u00b2\u00b3%]*)"
_UNITS = rf"{_UNIT}(?:[/\u00b7]{_UNIT})*"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"{_D}{{1,2}}{_S}{_MONTH}{_S}{_D}{{4}}"
_AMOUNT = (
    rf"(?:(?<!\S)(?:[+~<>\u2264\u2265\u00b1]|{_DASH}|[\u00a3\u20ac$]))?{_NUMBER}(?:{_JOINT}{_NUMBER})*"
    rf"(?:{_S}?{_UNITS}(?![A-Za-z]))?(?:{_JOINT}{_NUMBER}(?:{_S}?{_UNITS}(?![A-Za-z]))?)*"
)
_CODE = r"[A-Za-z][A-Za-z0-9]*(?:[-_./:][A-Za-z0-9]+)*"
_STRETCH = re.compile(
    rf"(?<![A-Za-z0-9])(?:(?P<address>{_ADDRESS})|(?P<date>{_DATE})|(?P<phone>{_PHONE})"
    rf"|(?P<amount>{_AMOUNT})|(?P<code>{_CODE}))"
)
_TRAILING = re.compile(r"[.,;:!?)\]}'\"]+$")
_BARE = re.compile(rf"{_D}+(?:[.,\u066b\u066c]{_D}+)*")
_QUICK = re.compile("[0-9A-Za-z\u0660-\u0669\u06f0-\u06f9\u00bc-\u00be\u2150-\u215e]")
_DIGIT = re.compile(_D)


def kept_left_to_right(text: str) -> list[tuple[int, int]]:
    """The stretches, as first and last index (the latter is not in it), in order."""
    found: list[tuple[int, int]] = []
    if _QUICK.search(text) is None:
        return found
    for part in _STRETCH.finditer(text):
        start, end = part.span()
        kind, words = part.lastgroup, part[0]
        if kind == "address":
            end -= len(words) - len(_TRAILING.sub("", words))
        elif kind == "code":
            if _DIGIT.search(words) is None:
                continue
        elif _BARE.fullmatch(words) is not None:
            continue
        found.append((start, end))
    return found


def with_isolates(text: str) -> tuple[str, list[int]]:
    """The text with isolates round those stretches, and for each character its index in ``text``, -1 for what was put in.

    Stretches with Arabic-Indic digits are overridden as well, since these go from right to left over spaces in any text.
    """
    stretches = kept_left_to_right(text)
    if not stretches:
        return text, list(range(len(text)))
    parts: list[str] = []
    indices: list[int] = []
    done = 0
    for start, end in stretches:
        words = text[start:end]
        forced = _ARABIC_DIGIT.search(words) is not None
        opening, closing = (LRI + LRO, PDF + PDI) if forced else (LRI, PDI)
        parts += (text[done:start], opening, words, closing)
        indices += [*range(done, start), *[-1] * len(opening), *range(start, end), *[-1] * len(closing)]
        done = end
    parts.append(text[done:])
    indices += range(done, len(text))
    return "".join(parts), indices
