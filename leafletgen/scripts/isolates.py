"""What is written from left to right by itself in a text that goes from right to left.

UAX 9 draws the groups of 01632 960 123 from right to left after an Arabic letter, and a reader dials 123 960 01632. So
phone numbers, codes, addresses, times, dates, ranges, doses and amounts with a Latin unit are put into isolates, which
hold their order and keep them from what stands beside. A number alone needs nothing, and an amount with a unit in the
text's own script (5 ملغ), or with its own percent sign, is read as the text is.
"""

from __future__ import annotations

import re
from itertools import chain
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
    r"(?:https?://|www\.|mailto:)[!-~]+|[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+"
    r"|(?:[A-Za-z0-9-]{1,63}\.){1,9}[a-z]{2,63}(?![A-Za-z0-9])(?:/[!-~]*)?"
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
_UNITS = rf"(?:\+(?![\w+])| ?{_UNIT}(?:[/·]{_UNIT})*)?"
_SIGN = r"(?:[~<>±£$#\u00d7] ?|(?<!\w)[+-])?"
_AMOUNT = rf"{_SIGN}{_NUMBER}{_UNITS}(?:{_JOINT}{_SIGN}{_NUMBER}{_UNITS})*"

_WORD = rf"{_L}[A-Za-zÀ-ÖØ-öø-ÿ0-9]*(?:['_./&-][A-Za-zÀ-ÖØ-öø-ÿ0-9]+)*"
_ATOM = re.compile(
    rf"(?<![A-Za-z0-9])(?:(?P<address>{_ADDRESS})|(?P<date>{_DATE})|(?P<phone>{_PHONE})"
    rf"|(?P<amount>{_AMOUNT})|(?P<word>{_WORD}))"
)
#: An address does not end with punctuation of the sentence.
_TRAILING = re.compile(r"[.,;:!?)\]}'\"]+$")
_BARE = re.compile(r"\d+(?:[.,]\d+)*")
_DIGIT = re.compile(r"\d")
_LATIN = re.compile(_L)
_ARABIC_DIGIT = re.compile("[\u0660-\u0669]")
_CAPITALS = re.compile("[A-Z]{2,}$")
#: What may stand between the parts of a Latin phrase: no letter, no digit, no mark of the text's own script, and no
#: beginning or end of an isolate or embedding, which a phrase must not be half in.
_GAP = re.compile("[^\\w\n\t\u0590-\u08ff\u202a-\u202e\u2066-\u2069\ufb1d-\ufeff]*")
_PARTING = re.compile("[\u0590-\u08ff\u202a-\u202e\u2066-\u2069\ufb1d-\ufeff]")
#: All else, where patterns look.
_FOREIGN = re.compile("[^\u0590-\u08ff\ufb1d-\ufeff]{2,}")
_WORD_FOLLOWS = re.compile(rf"[ -](?!{_L})[^\W\d_]")
_BRACKET = re.compile(r"[(\[{)\]}]")
_CLOSING = {"(": ")", "[": "]", "{": "}"}
#: Nothing is looked for where none of these is.
_QUICK = re.compile("[0-9A-Za-z½]")


class _Part(NamedTuple):
    """One phone, amount, address or word.

    Attributes:
        start: its first character.
        end: the one after its last.
        kept: whether its order has to be held; not so for a word, and a number alone.
        words: whether it has Latin letters, which have what follows them on their right (UAX 9, W7 and N1).
        counts: whether it is a number, a range or a dose without sign and unit: it may be of the text's next word.
    """

    start: int
    end: int
    kept: bool
    words: bool
    counts: bool = False


def unbroken(text: str) -> list[tuple[int, int]]:
    """The phones, amounts, dates, codes and addresses alone: first index and the one after the last, in order."""
    return [(part.start, part.end) for part in _parts(text.translate(_ALIKE)) if part.kept]


def kept_left_to_right(text: str) -> list[tuple[int, int]]:
    """What `unbroken` finds, with the Latin phrases that it is in: first index and the one after the last, in order.

    A phrase is what UAX 9 by itself would set from left to right round it: "A. Name (2013)", "aspirin 300 mg tablets".
    """
    text = text.translate(_ALIKE)
    parts = _parts(text)
    brackets = _brackets(text) if parts else {}
    found: list[_Part] = []
    for own in parts:
        if found and own.end <= found[-1].end:
            found[-1] = found[-1]._replace(kept=found[-1].kept or own.kept or own.counts)
            continue
        end = _continued(text, found[-1], own, brackets) if found else 0
        if end and _counts_on(text, found[-1], own):
            # "Paracetamol 2 مرات": the number goes with the word that follows it, and must stay beside that.
            found[-1] = found[-1]._replace(kept=True)
            end = 0
        if end:
            last = found.pop()
            own = _Part(last.start, end, last.kept or own.kept or own.counts, True)
        found.append(own)
    return [(phrase.start, phrase.end) for phrase in found if phrase.kept]


def _parts(text: str) -> list[_Part]:
    """What the patterns find, in order; the text is one of characters that are alike."""
    if _QUICK.search(text) is None:
        return []
    found = []
    atoms = [_ATOM.finditer(text, *part.span()) for part in _FOREIGN.finditer(text)]
    for atom in chain.from_iterable(atoms):
        start, end = atom.span()
        kind, words = atom.lastgroup, atom[0]
        if kind == "address":
            end -= len(words) - len(_TRAILING.sub("", words))
        bare = kind == "amount" and _BARE.fullmatch(words) is not None
        plain = kind == "word" and _DIGIT.search(words) is None
        latin = _LATIN.search(words) is not None
        counts = kind == "amount" and not latin and words[0] in "0123456789½"
        found.append(_Part(start, end, not bare and not plain, latin, counts))
    return found


def _continued(text: str, last: _Part, own: _Part, brackets: dict[int, int]) -> int:
    """Where a phrase ends that goes on with this part, brackets that begin before it closed; 0 when it does not."""
    if not last.words or _GAP.fullmatch(text, last.end, own.start) is None:
        return 0
    end = own.end
    for bracket in _BRACKET.finditer(text, last.end, own.start):
        other = brackets.get(bracket.start())
        if other is None or other < last.start or _PARTING.search(text, bracket.start(), other + 1) is not None:
            return 0
        end = max(end, other + 1)
    return end


def _counts_on(text: str, last: _Part, own: _Part) -> bool:
    """Whether a number is that of the word after it; not so in "NHS 111" and "No. 5"."""
    return (
        own.counts
        and _WORD_FOLLOWS.match(text, own.end) is not None
        and text[last.end] != "."
        and _CAPITALS.search(text, last.start, last.end) is None
    )


def _brackets(text: str) -> dict[int, int]:
    """For each bracket the place of the other one of its pair."""
    open_ones: list[int] = []
    pairs: dict[int, int] = {}
    for bracket in _BRACKET.finditer(text):
        if bracket[0] in _CLOSING:
            open_ones.append(bracket.start())
        elif open_ones and _CLOSING[text[open_ones[-1]]] == bracket[0]:
            opening = open_ones.pop()
            pairs[opening], pairs[bracket.start()] = bracket.start(), opening
    return pairs


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
