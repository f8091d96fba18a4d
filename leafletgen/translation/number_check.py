"""Whether a translation says the same numbers as its source: digits, words, units, telephone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from leafletgen.errors import Mistake
from leafletgen.translation.number_lists import spelling
from leafletgen.translation.numbers import Number, numbers_in

_WORD: Final = re.compile(r"[^\W\d_][\w'\u2019\u200c\u200d\u0300-\u036f\u0900-\u0dff]*")
_MONTHS: Final = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DAYS: Final = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]
#: What Chinese counts with: a numeral before another word is a part of that word.
_COUNTED: Final = "次组組个個秒分小天周週月年遍回片粒毫克米厘公升下号號只隻条條杯"
_NUMERALS: Final = re.compile(f"[零一二两三四五六七八九十百半]+(?=[{_COUNTED}])")


#: Numbers to be dialled that are too short to be known as such by their form.
_EMERGENCY: Final = frozenset(("999", "111", "112", "101", "105", "119", "116123"))


class Spelled(NamedTuple):
    """A number that is written as a word."""

    word: str
    value: float
    strong: bool
    """Whether the word means nothing else, and more than one."""


class Findings(NamedTuple):
    """What is wrong with the numbers of a translation, and what is only doubtful."""

    wrong: list[Mistake]
    doubtful: list[Mistake]


def check_numbers(source: str, translation: str, language: str, target: str) -> Findings:
    """Compare the numbers of a text and its translation.

    Args:
        source: the text, without addresses and codes.
        translation: the same of the translation.
        language: that of the source.
        target: that of the translation.
    """
    found = Findings([], [])
    ours, theirs = numbers_in(source, language), numbers_in(translation, target)
    for number in theirs:
        if number.native and (number.telephone or number.ways & _EMERGENCY):
            found.wrong.append(
                Mistake(
                    "translated-phone-digits",
                    f"the telephone number {number.said} is not in the digits 0 to 9",
                    "write telephone numbers as the source has them",
                )
            )
    lost, added = _unpaired(ours, theirs, found)
    said, told = _words_in(source, language), _words_in(translation, target)
    lost = [one for one in lost if not _takes_word(one, told)]
    added = [one for one in added if not _takes_word(one, said) and not _is_named(one, source)]
    found.wrong.extend(_told(lost, added))
    _compare_words(said, told, found)
    return found


def _unpaired(ours: list[Number], theirs: list[Number], found: Findings) -> tuple[list[Number], list[Number]]:
    """Return the numbers that the other side has not; those that count other things are told."""
    lost, added = list(ours), list(theirs)
    paired: list[tuple[Number, Number]] = []
    for close in (_same_unit, _open_unit, _other_unit):
        for one in list(lost):
            other = next((each for each in added if one.ways & each.ways and close(one, each)), None)
            if other is not None:
                lost.remove(one)
                added.remove(other)
                paired.append((one, other))
                if close is _open_unit and one.unit in _STRENGTHS and not other.unit:
                    found.doubtful.append(
                        Mistake(
                            "translated-unit-differs",
                            f"{one.said} is a number of {one.unit} in the source, and no known word for it follows",
                            "see that it says so",
                        )
                    )
                if close is _other_unit:
                    found.wrong.append(
                        Mistake(
                            "translated-unit-differs",
                            f"{one.said} is a number of {_unit(one)} in the source, and of {_unit(other)} here",
                            "write the number with what it counts, as the source does",
                        )
                    )
    found.wrong.extend(_exchanged(paired))
    _pair_parts(lost, added)
    _pair_parts(added, lost)
    return lost, added


def _exchanged(paired: list[tuple[Number, Number]]) -> Iterator[Mistake]:
    """Tell numbers that changed places: 2 tablets 3 times a day are not 3 tablets 2 times a day."""
    for one, other in paired:
        if not one.unit or other.unit or one.unit == "clock":
            continue
        taker = next((theirs for ours, theirs in paired if not ours.unit and theirs.unit == one.unit), None)
        if taker is not None:
            yield Mistake(
                "translated-unit-differs",
                f"the source has {one.said} as its number of {_unit(one)}, the translation {taker.said}",
                "write each number with what it counts, as the source does",
            )


def _same_unit(one: Number, other: Number) -> bool:
    return one.unit == other.unit


def _open_unit(one: Number, other: Number) -> bool:
    return not one.unit or not other.unit or "clock" in (one.unit, other.unit)


def _other_unit(one: Number, other: Number) -> bool:
    return True


def _unit(number: Number) -> str:
    return number.unit if number.unit in ("times", "percent", *_SIGNS) else f"{number.unit}s"


#: Hands, legs and sides are two where English says no number.
_PAIR: Final = 2
_STRENGTHS: Final = ("mg", "mcg", "g", "ml")
_SIGNS: Final = ("mg", "mcg", "g", "kg", "ml", "l", "mm", "cm", "m", "km")


def _pair_parts(whole: list[Number], single: list[Number]) -> None:
    """Pair numbers made of others, such as 3/10 or 8:30, with others that are those."""
    for one in [each for each in whole if each.parts]:
        taken: list[Number] = []
        for part in one.parts:
            match = next((each for each in single if each not in taken and str(int(part)) in each.ways), None)
            if match is not None:
                taken.append(match)
        if len(taken) == len(one.parts):
            whole.remove(one)
            for match in taken:
                single.remove(match)


def _takes_word(number: Number, words: list[Spelled]) -> bool:
    """Whether a word says a number; it is taken from the words."""
    for word in words:
        if f"{word.value:.10g}" in number.ways:
            words.remove(word)
            return True
    return False


def _is_named(number: Number, source: str) -> bool:
    """Whether a number stands for a month or a day of the week that the source names."""
    said = {word.lower() for word in _WORD.findall(source)}
    months = {str(at) for at, name in enumerate(_MONTHS, 1) if name in said}
    days = {str(at) for at, name in enumerate(_DAYS, 2) if name in said}
    return bool(number.ways & (months | days))


def _told(lost: list[Number], added: list[Number]) -> Iterator[Mistake]:
    """Say which numbers differ, those of one kind that stand for each other in one message."""
    for telephone in (True, False):
        ours = [one for one in lost if one.telephone == telephone]
        theirs = [one for one in added if one.telephone == telephone]
        what = "telephone number" if telephone else "number"
        if len(ours) == len(theirs) == 1:
            read = ""
            if ours[0].said == theirs[0].said:
                read = f", which is read as {min(theirs[0].ways, key=len)} in this language"
            messages = [f"the source says {ours[0].said}, the translation {theirs[0].said}{read}"]
        else:
            messages = [f"the {what} {one.said} is missing" for one in ours]
            messages += [f"the source does not have the {what} {one.said}" for one in theirs]
        for message in messages:
            yield Mistake(
                "translated-phone-differs" if telephone else "translated-number-differs",
                message,
                _HINTS["phone" if telephone else "number"],
            )


_HINTS: Final = {
    "phone": "write it as the source has it, digit for digit",
    "number": "write the number of the source, in digits",
}


def _compare_words(said: list[Spelled], told: list[Spelled], found: Findings) -> None:
    """Compare numbers that both sides write as words: one that became another is wrong, one that is gone doubtful."""
    for word in list(said):
        same = next((each for each in told if each.value == word.value), None)
        if same is not None:
            said.remove(word)
            told.remove(same)
    ours, theirs = [one for one in said if one.strong], [one for one in told if one.strong]
    if ours and theirs:
        found.wrong.append(
            Mistake(
                "translated-number-differs",
                f'the source says "{ours[0].word}", the translation "{theirs[0].word}"',
                _HINTS["number"],
            )
        )
    elif ours:
        found.doubtful.append(
            Mistake(
                "translated-number-word",
                f'the source says "{ours[0].word}", and no word for it was found here',
                "see that the translation says so",
            )
        )
    elif theirs := [one for one in theirs if one.value > _PAIR]:
        found.doubtful.append(
            Mistake(
                "translated-number-word",
                f'"{theirs[0].word}" is a number, and the source does not say it',
                "see that the translation says no more than the source",
            )
        )


def _words_in(text: str, language: str) -> list[Spelled]:
    known = spelling(language)
    if not known.values:
        return []
    if known.glued:
        return list(_glued(text, language))
    found: list[Spelled] = []
    before = -2
    for at, word in enumerate(word.casefold().replace("\u200c", "") for word in _WORD.findall(text)):
        if word in known.joiners and at == before + 1:
            before = at
            continue
        value = known.values.get(word)
        if value is None:
            continue
        last = found[-1] if found else None
        if last is not None and at == before + 1 and value < 10 <= last.value < 100 and last.value % 10 == 0:
            found[-1] = Spelled(f"{last.word} {word}", last.value + value, True)
        else:
            found.append(Spelled(word, value, value > 1 and word not in known.ambiguous))
        before = at
    return found


def _glued(text: str, language: str) -> Iterator[Spelled]:
    known = spelling(language)
    if language.startswith("zh"):
        for match in _NUMERALS.finditer(text):
            value = _chinese(match[0], known.values)
            yield Spelled(match[0], value, value > 1)
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
