"""Where a line may end: UAX 14, with the customs of languages and of leaflets, and dictionaries for Thai and its like."""

from __future__ import annotations

import re

from leafletgen.scripts.uax14 import places

_HARD = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
#: What only dictionaries divide.
_NO_SPACES = re.compile("[\u0e00-\u0edf\u1000-\u109f\u1780-\u17ff]{2,}")
_UNIT = (
    r"(?:mm|cm|m|km|ng|mcg|[µμ]g|mg|g|kg|[mM][lL]|[cd]l|l|L|fl|oz|lb|st|ft|kcal|kJ|%|°C|°F|mmHg|mmol|mol|IU|Hz|dB"
    r"|pt|am|pm|KB|MB|GB|years?|months?|weeks?|days?|hours?|minutes?|seconds?|times|lines)"
)
_DASH = "[-\u2010-\u2014\u2212]"
_SPACE = "[ \t]"
#: Spaces that hold, as in English: numbers with units and phones, what names a number, a range, a postcode, marks.
_HELD = re.compile(
    rf" (?:(?<=\d )(?:(?={_UNIT}(?![^\W_]))|(?=\d|\(0\)|{_DASH} \d|ext\b))|(?<=\d\) )(?=\d)"
    rf"|(?<=\d {_DASH} )(?=\d)"
    r"|(?<=NHS )(?=111\b)|(?<=[Pp]age )(?=\d)|(?<=[Pp]ages )(?=\d)"
    r"|(?<=[A-Z]\d[A-Z] )(?=\d[A-Z][A-Z]\b)|(?=[!?:;,.)\]}»\u2013\u2014](?!\w))|(?<=[(\[{«] ))"
)
_ONE_LETTER = {
    "pl": re.compile(r"(?<![^\W\d_])[aiouwzAIOUWZ] "),
    "cs": re.compile(r"(?<![^\W\d_])[aikosuvzAIKOSUVZ] "),
    "sk": re.compile(r"(?<![^\W\d_])[aikosuvzAIKOSUVZ] "),
}
_FRENCH = re.compile("[ \u00a0\u202f](?=[;:!?»%])|(?<=«)[ \u00a0\u202f]")


def plain_opportunities(text: str) -> list[int]:
    """The indices in the text at which a line may begin by UAX 14 alone."""
    return places(text)


def mandatory(text: str) -> list[int]:
    """The indices in the text at which a line must begin."""
    return [part.end() for part in _HARD.finditer(text) if part.end() < len(text)]


def opportunities(text: str, language: str = "") -> list[int]:
    """The indices in the text at which a line may begin, those at which it must among them.

    Raises:
        MissingExtraError: for Thai, Lao, Khmer or Burmese when ICU is not installed.
    """
    found = places(text)
    held = {part.end() for part in _HELD.finditer(text)}
    primary = language.partition("-")[0].lower()
    if primary in _ONE_LETTER:
        held.update(part.end() for part in _ONE_LETTER[primary].finditer(text))
    if primary == "fr":
        held.update(part.end() for part in _FRENCH.finditer(text))
    if held:
        found = [place for place in found if place not in held]
    parts = list(_NO_SPACES.finditer(text))
    if parts:
        from leafletgen.scripts.dictionary_breaks import word_starts

        more = {part.start() + start for part in parts for start in word_starts(part[0])}
        found = sorted(more.union(found))
    return found
