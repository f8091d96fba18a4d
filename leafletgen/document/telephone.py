"""Telephone numbers in the words of a telephone field, and the links that dial them."""

from __future__ import annotations

import re

from leafletgen.document.element import Element, Words
from leafletgen.document.manuscript import Manuscript

_SPACE = "[ \u00a0\u202f]"
#: Groups of digits as numbers are printed: "01632 960 123", "(01632) 960-123", "+44 (0)1632 960 123".
_GROUP = r"(?:\d++|\(\d++\))"
_CHAIN = re.compile(rf"(?<![\w+.:£])\+?{_GROUP}(?:(?:{_SPACE}{{1,2}}|[-\u2011.])?{_GROUP})*(?!\w|[-\u2011\u2013.,:]\d)")
_EXTENSION = re.compile(
    rf",?{_SPACE}?(\()?(?:ext(?:ension)?\b[.:]?|x){_SPACE}?(\d{{1,7}})(?!\w)(?(1)\))", re.IGNORECASE
)
#: Digits as they are dialled in Britain: those of a place or a network with the 0 before them, perhaps after the prefix
#: of a textphone (18001) or a relay (18002), and the two numbers of eight digits that people know.
_NATIONAL = re.compile(r"(?:1800[12])?0[1-9]\d{8,9}|08001111|0845464\d")
_INTERNATIONAL = re.compile(r"\+[1-9]\d{7,14}")
#: Emergency, police, power cuts and NHS; 116 is the same for help lines in all of Europe.
_SHORT = re.compile(r"999|112|111|119|101|105|116\d{3}")
#: After one of these a short number is no telephone number; of the later ones, right after them.
_INSIDE = re.compile(
    r"\b(?:ext|extension|extn|x|option|press|bleep|pager|room|ward)\b"
    r"|\b(?:bed|bay|floor|level|clinic|unit|suite|flat|desk)\W*$",
    re.IGNORECASE,
)
#: Before one of these it is that of a house: "112 High Street".
_STREET = re.compile(rf"{_SPACE}[^\W\d_a-z]")
#: What follows is not answered by a person.
_FAX = re.compile(r"\bfax(?:es)?\b\W*$", re.IGNORECASE)


def dialled(text: str) -> list[tuple[str, str]]:
    """The text of a telephone field in stretches, each with what it dials.

    A stretch is what is printed, and a `tel:` address (RFC 3966) of its digits; words between numbers dial "". The
    stretches joined are the text. Digits that are no whole number, or may be several, dial nothing: a link never
    calls anything but what is printed. Short numbers such as 111 are taken for numbers, which holds in a telephone
    field alone.
    """
    made: list[tuple[str, str]] = []
    end = 0
    for found in _CHAIN.finditer(text):
        number = _number(found[0], text[: found.start()], text[found.end() :])
        if not number:
            continue
        stop = found.end()
        extension = _EXTENSION.match(text, stop)
        if extension is not None and not _SHORT.fullmatch(number):
            number += f";ext={extension[2]}"
            stop = extension.end()
        if found.start() > end:
            made.append((text[end : found.start()], ""))
        made.append((text[found.start() : stop], f"tel:{number}"))
        end = stop
    if end < len(text):
        made.append((text[end:], ""))
    return made


def _number(printed: str, before: str, after: str) -> str:
    """The digits that a printed number dials, or nothing where it is none."""
    national_zero = "(0)" if printed.startswith("+") else ""  # +44 (0)1632: the 0 is dialled at home alone
    digits = re.sub(r"[^+\d]", "", printed.replace(national_zero, "", 1) if national_zero else printed)
    if not digits.isascii() or _FAX.search(before):
        return ""
    if _NATIONAL.fullmatch(digits) or _INTERNATIONAL.fullmatch(digits):
        return digits
    if _INSIDE.search(before) or _STREET.match(after):
        return ""
    return digits if _SHORT.fullmatch(digits) else ""


def say_telephone(manuscript: Manuscript, element: Element, text: str) -> None:
    """Append the text of a telephone field, its numbers as links that dial them."""
    for words, target in dialled(text):
        parent = manuscript.link(element, target, words, element.place) if target else element
        parent.kids.append(Words(words))
