"""What is written from left to right by itself in a text that goes from right to left.

UAX 9 draws the groups of 01632 960 123 from right to left after an Arabic letter, and a reader dials 123 960 01632. So
phone numbers, codes, addresses, times, dates, ranges, doses and amounts with a Latin unit are put into isolates, which
hold their order and keep them from what stands beside. A number alone needs nothing, and an amount with a unit in the
text's own script (5 ملغ), or with its own percent sign, is read as the text is.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_LRI, _PDI, _LRO, _PDF = "\u2066", "\u2069", "\u202d", "\u202c"

# The patterns are for a text in which what is alike has become one character, as long as the original: digits of any
# kind, spaces, dashes, Latin letters. So they are small, and soon compiled.
_ALIKE: dict[int, str] = {
    **{0x660 + digit: str(digit) for digit in range(10)},
    **{0x6F0 + digit: str(digit) for digit in range(10)},
    **dict.fromkeys([*range(0x100, 0x250), *range(0x1E00, 0x1F00)], "é"),
    **dict.fromkeys([0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212], "-"),
    **dict.fromkeys([0xA0, 0x2009, 0x202F], " "),
    **dict.fromkeys([0xBC, 0xBE, *range(0x2150, 0x215F)], "½"),
    **dict(zip(map(ord, "\u2044\u2019\u066b\u066c\u2264\u2265\u20ac\u2030\u03bc"), "/'.,<>$%µ", strict=True)),
}
_L = "[A-Za-zÀ-ÖØ-öø-ÿ]"
_ADDRESS = (
    r"(?:https?://|www\.|mailto:)[!-~]+|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|(?:[A-Za-z0-9-]+\.)+[a-z]{2,}(?![A-Za-z0-9])(?:/[!-~]*)?"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:\d\d? )?{_MONTH} \d{{4}}|\d\d? {_MONTH}"

# Phones: with the code of a country or in brackets; or groups that begin with 0, or are of three digits or more.
_GROUPS = r"\d+(?:[ .-]\d+)*"
_COUNTRY = r"(?:\(\+\d{1,3}\)|\+ ?\d{1,3}) ?(?:\(\d{1,5}\) ?)?"
_SPACED = r"(?:(?=0(?: ?\d){5})\d+(?: \d+)+|(?:\d\d? )?\d{3,}(?: \d{3,})+)"
_OTHER_END = r"(?: ?[/-] ?\d{1,4}(?! ?\d))*"
_EXTENSION = r"(?:,? ?(?:ext(?:n|ension)?\.?|x|#) ?\d+)?"
_PHONE = rf"(?:{_COUNTRY}{_GROUPS}|\(\d{{2,6}}\) ?{_GROUPS}|{_SPACED}){_OTHER_END}{_EXTENSION}"

# Amounts: numbers, joined as a range, a dose, a ratio, a time or a date, each with a sign and units.
_NUMBER = r"(?:(?:\d+ ?)?½|\d+ \d+/\d+|\d{1,3}(?: \d{3})+(?!\d)|\d+(?:[.,]\d+)*)"
_JOINT = r"(?:[:^]| ?[xX\u00d7*/-] ?)"
_UNIT = r"(?![xX] ?\d)(?:[ap]\.m\.|[A-Za-zÀ-ÖØ-öø-ÿµ°%£$][A-Za-zÀ-ÖØ-öø-ÿ²³%]*)"
_UNITS = rf"(?: ?{_UNIT}(?:[/·]{_UNIT})*)?"
_SIGN = r"(?:[~<>±£$#] ?|(?<!\w)[+-])?"
_AMOUNT = rf"{_SIGN}{_NUMBER}{_UNITS}(?:{_JOINT}{_SIGN}{_NUMBER}{_UNITS})*"

_WORD = rf"{_L}[A-Za-zÀ-ÖØ-öø-ÿ0-9]*(?:['_./&-][A-Za-zÀ-ÖØ-öø-ÿ0-9]+)*"
_ATOM = re.compile(
    rf"(?<![A-Za-z0-9])(?:(?P<address>{_ADDRESS})|(?P<date>{_DATE})|(?P<phone>{_PHONE})"
    rf"|(?P<amount>{_AMOUNT})|(?P<word>{_WORD}))"
)
#: An address does not end with punctuation of the sentence.
_TRAILING = re.compile(r"[.,;:!?)\]}'\"]+$")
<<<<<<< HEAD
_BARE = re.compile(rf"{_D}+(?:[.,\u066b\u066c]{_D}+)*")
_QUICK = re.compile("[0-9A-Za-z\u0660-\u0669\u06f0-\u06f9\u00bc-\u00be\u2150-\u215e]")
_DIGIT = re.compile(_D)
=======
_BARE = re.compile(r"\d+(?:[.,]\d+)*")
_DIGIT = re.compile(r"\d")
_ARABIC_DIGIT = re.compile("[\u0660-\u0669]")
_CAPITALS = re.compile("[A-Z]{2,}$")
#: What may stand between the parts of a Latin phrase, and after the word that is a label.
_GAP = re.compile("[ /-]| [&+] ")
_LABEL = re.compile(": ?")
#: What a Latin phrase takes with it: brackets with nothing of the text's own script in them.
_BRACKETS = re.compile(r" ?\((?=[^()]*[A-Za-z0-9])[ -'*-~µ°½±\u00d7À-ÖØ-öø-ÿ]+\)(?! ?\d)")
_WORD_FOLLOWS = re.compile(rf" (?!{_L})[^\W\d_]")
#: Nothing is looked for where none of these is.
_QUICK = re.compile("[0-9A-Za-z½]")


class _Phrase(NamedTuple):
    """Stretches that belong together, such as "BMI 18.5-25": ``kept`` says that one of them is more than words."""

    start: int
    end: int
    kept: bool
    words: bool
>>>>>>> e


def kept_left_to_right(text: str) -> list[tuple[int, int]]:
    """The stretches as first index and the one after the last, in order."""
    text = text.translate(_ALIKE)
    if _QUICK.search(text) is None:
        return []
    found: list[_Phrase] = []
    for atom in _ATOM.finditer(text):
        start, end = atom.span()
        if found and start < found[-1].end:
            continue  # it is in brackets that a phrase took with it
        kind, words = atom.lastgroup, atom[0]
        if kind == "address":
            end -= len(words) - len(_TRAILING.sub("", words))
        bare = kind == "amount" and _BARE.fullmatch(words) is not None
        plain = kind == "word" and _DIGIT.search(words) is None
        own = _Phrase(start, end, not bare and not plain, kind != "phone" and not bare)
        if found and _belongs(text, found[-1], own, bare):
            last = found.pop()
            own = _Phrase(last.start, end, last.kept or own.kept or bare, True)
        elif found and bare and found[-1].words and _GAP.fullmatch(text, found[-1].end, start) is not None:
            # "Paracetamol 2 مرات": the number is that of the word that follows, and must stay beside it.
            found[-1] = found[-1]._replace(kept=True)
        brackets = _BRACKETS.match(text, own.end) if own.words else None
        if brackets is not None:
            own = own._replace(end=brackets.end(), kept=own.kept or _DIGIT.search(brackets[0]) is not None)
        found.append(own)
    return [(phrase.start, phrase.end) for phrase in found if phrase.kept]


def _belongs(text: str, last: _Phrase, own: _Phrase, bare: bool) -> bool:
    """Whether a stretch continues the phrase before it."""
    if not (last.words or own.words):
        return False
    if _GAP.fullmatch(text, last.end, own.start) is None and (
        not last.words or last.kept or _LABEL.fullmatch(text, last.end, own.start) is None
    ):
        return False
    if bare and _WORD_FOLLOWS.match(text, own.end) is not None:
        # "NHS 111" is a name; other numbers go with the word of the text that follows them.
        return _CAPITALS.search(text, last.start, last.end) is not None
    return True


def with_isolates(text: str) -> tuple[str, list[int]]:
    """The text with isolates round those stretches; and for each character its index in ``text``, -1 for one put in.

    Stretches with Arabic digits are overridden as well, since these go from right to left over spaces in any text.
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
        opening, closing = (_LRI + _LRO, _PDF + _PDI) if forced else (_LRI, _PDI)
        parts += (text[done:start], opening, words, closing)
        indices += [*range(done, start), *[-1] * len(opening), *range(start, end), *[-1] * len(closing)]
        done = end
    parts.append(text[done:])
    indices += range(done, len(text))
    return "".join(parts), indices
