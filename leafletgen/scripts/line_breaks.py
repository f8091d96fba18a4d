"""Where a line may end: UAX 14, with the customs of languages and leaflets, and dictionaries for Thai and its like."""

from __future__ import annotations

import re
from unicodedata import category

from leafletgen.scripts.customs import ADDRESS, ADDRESS_END, AFTER_SLASH, CODE, no_break
from leafletgen.scripts.line_break_classes import classes_of, is_wide, letters
from leafletgen.scripts.uax14 import places

_HARD = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
#: What only dictionaries divide: Thai and Lao, Burmese, Khmer, and what extends them.
_NO_SPACES = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aad\ua9e0-\ua9fe\uaa60-\uaadf]{2,}"
)
#: A line ends after these anyway, or only where `_ends_after` says.
_SPACES = " \t\n\r\x0b\x0c\x85\u2028\u2029\u200b\u3000"
_HYPHENS = "-\u2010"
_DASHES = "\u2013\u2014"
_SOFT_HYPHEN = "\u00ad"
_TOKEN = re.compile(rf"[^{re.escape(_SPACES)}]+")
_AFTER = letters("BA")


def plain_opportunities(text: str) -> list[int]:
    """The indices in the text at which a line may begin by UAX 14 alone, those at which it must among them."""
    return places(text)


def mandatory(text: str) -> list[int]:
    """The indices in the text at which a line must begin."""
    return [part.end() for part in _HARD.finditer(text) if part.end() < len(text)]


def opportunities(text: str, language: str = "") -> list[int]:
    """The indices in the text at which a line may begin, those at which it must among them.

    Raises:
        MissingExtraError: for Thai, Lao, Khmer or Burmese when ICU is not installed.
    """
    found = set(places(text))
    found.difference_update([space.end() for space in no_break(language).finditer(text)])
    inside = [place for place in found if text[place - 1] not in _SPACES]
    if inside:
        found.difference_update(_held_inside(text, set(inside)))
    for part in _NO_SPACES.finditer(text):
        from leafletgen.scripts.dictionary_breaks import word_starts

        found.update([part.start() + start for start in word_starts(part[0])])
    return sorted(found)


def _held_inside(text: str, inside: set[int]) -> set[int]:
    """Those of the places without a space before them at which no line ends all the same."""
    held: set[int] = set()
    for token in _TOKEN.finditer(text):
        start, end = token.span()
        own = [place for place in range(start + 1, end) if place in inside]
        if not own:
            continue
        words = token[0]
        if CODE.fullmatch(words) is not None:
            held.update([place for place in own if not _beside_wide(text, place)])
        elif ADDRESS.match(words) is not None:
            held.update([place for place in own if not _beside_wide(text, place) and not _ends_in_address(text, place)])
        else:
            held.update([place for place in own if not _ends_after(text, place)])
    return held


def _beside_wide(text: str, place: int) -> bool:
    return any(map(is_wide, classes_of(text[place - 1 : place + 1])))


def _ends_in_address(text: str, place: int) -> bool:
    return place > 1 and ADDRESS_END.match(text, place) is not None


def _ends_after(text: str, place: int) -> bool:
    """Whether a line ends here, where UAX 14 lets it and there is no space."""
    last, following = text[place - 1], text[place]
    if last in _HYPHENS:
        # LB21, but not after "e-" or "X-".
        return _is_letter(following) and place > 2 and _is_letter(text[place - 2]) and _is_letter(text[place - 3])
    if last in _DASHES:
        before = text[place - 2] if place > 1 else " "
        if following.isdecimal():
            return last == "\u2014" and _is_letter(before)
        return _is_letter(following) and (before.isdecimal() or _is_letter(before))
    if last == "/":  # LB13, but not inside 120/80 (LB25) nor between units
        return place > 1 and not (
            text[place - 2].isdecimal() if following.isdecimal() else AFTER_SLASH.match(text, place) is not None
        )
    if _beside_wide(text, place):
        # A number and what it counts are one in Chinese too: 10次.
        return not (last.isdecimal() and _is_letter(following))
    return last != _SOFT_HYPHEN and classes_of(last) in _AFTER


def _is_letter(char: str) -> bool:
    """A letter, or a mark on one, which is what Indic vowels are."""
    return category(char)[0] in "LM"
