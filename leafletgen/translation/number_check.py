"""Whether a translation says the same numbers as its source: digits, words, units, telephone numbers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from leafletgen.errors import Mistake
from leafletgen.translation.day_halves import compare_halves
from leafletgen.translation.named_numbers import Named
from leafletgen.translation.numbers import Number, numbers_in
from leafletgen.translation.spelled import Spelled, words_in

#: Numbers to be dialled that are too short to be known as such by their form.
_EMERGENCY: Final = frozenset(("999", "111", "112", "101", "105", "119", "116123"))


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
    pairs: list[_Pair] = []
    lost, added = _unpaired(ours, theirs, pairs, found)
    said, told = words_in(source, language), words_in(translation, target)
    named = Named(source, target)
    lost = [one for one in lost if not _takes_word(one, told, pairs, ours_first=True)]
    added = [one for one in added if not _takes_word(one, said, pairs, ours_first=False) and not named.takes(one)]
    found.wrong.extend(_told(lost, added))
    _compare_words(said, told, pairs, found)
    found.wrong.extend(_exchanged(pairs))
    found.doubtful.extend(_moved(pairs, ours, theirs))
    compare_halves(source, ours, translation, theirs, language, target, found.wrong, found.doubtful)
    return found


class _Pair(NamedTuple):
    """A number of the source, and the one of the translation that stands for it, in digits or as words."""

    ours: Number | Spelled
    theirs: Number | Spelled


def _unpaired(
    ours: list[Number], theirs: list[Number], pairs: list[_Pair], found: Findings
) -> tuple[list[Number], list[Number]]:
    """Return the numbers that the other side has not; those that count other things are told."""
    lost, added = list(ours), list(theirs)
    for close in (_same_unit, _open_unit, _other_unit):
        for one in list(lost):
            other = next((each for each in added if one.ways & each.ways and close(one, each)), None)
            if other is None:
                continue
            lost.remove(one)
            added.remove(other)
            pairs.append(_Pair(one, other))
            if close is _open_unit and one.unit in _STRENGTHS and not other.unit:
                found.doubtful.append(
                    Mistake(
                        "translated-unit-differs",
                        f"{one.said} is a number of {one.unit} in the source, and no known word for it follows",
                        "see that it says so",
                    )
                )
            elif close is _open_unit and other.unit in _STRENGTHS and not one.unit:
                found.doubtful.append(
                    Mistake(
                        "translated-unit-differs",
                        f"{other.said} is a number of {other.unit} here, and the source does not say so",
                        "see that it counts what the source counts",
                    )
                )
            elif close is _other_unit:
                found.wrong.append(_counts_another(one, other))
    _pair_parts(lost, added)
    _pair_parts(added, lost)
    return lost, added


def _counts_another(one: Number | Spelled, other: Number | Spelled) -> Mistake:
    return Mistake(
        "translated-unit-differs",
        f"{one.said} is a number of {_unit(one)} in the source, and of {_unit(other)} here",
        "write the number with what it counts, as the source does",
    )


def _exchanged(pairs: list[_Pair]) -> Iterator[Mistake]:
    """Tell numbers that changed places: 2 tablets 3 times a day are not 3 tablets 2 times a day."""
    for one, other in pairs:
        if not one.unit or other.unit or one.unit == "clock":
            continue
        taker = next((each.theirs for each in pairs if not each.ours.unit and each.theirs.unit == one.unit), None)
        if taker is not None:
            yield Mistake(
                "translated-unit-differs",
                f"the source has {one.said} as its number of {_unit(one)}, the translation {taker.said}",
                "write each number with what it counts, as the source does",
            )


def _moved(pairs: list[_Pair], ours: list[Number], theirs: list[Number]) -> Iterator[Mistake]:
    """Doubt numbers of which nobody knows what they count, in another order: 1 in 10, 3 sets of 8."""
    plain = [
        (one, other) for one, other in pairs
        if isinstance(one, Number) and isinstance(other, Number) and not (one.unit or other.unit)
        and not one.telephone
    ]  # fmt: skip
    plain.sort(key=lambda pair: _index(ours, pair[0]))
    for (first, its), (second, other) in pairwise(plain):
        if _index(theirs, its) > _index(theirs, other) and not first.ways & second.ways:
            yield Mistake(
                "translated-unit-differs",
                f"{first.said} stands before {second.said} in the source, and after it here",
                "see that each number counts what it does in the source",
            )
            return


def _index(numbers: list[Number], number: Number) -> int:
    """Where a number stands; equal ones in different places are told apart."""
    return next(at for at, one in enumerate(numbers) if one is number)


def _same_unit(one: Number | Spelled, other: Number | Spelled) -> bool:
    return one.unit == other.unit


def _open_unit(one: Number | Spelled, other: Number | Spelled) -> bool:
    return not one.unit or not other.unit or "clock" in (one.unit, other.unit)


def _other_unit(one: Number | Spelled, other: Number | Spelled) -> bool:
    return True


def _unit(number: Number | Spelled) -> str:
    if number.unit in _DEGREES:
        return f"degrees {number.unit.capitalize()}"
    return number.unit if number.unit in ("times", "percent", *_SIGNS) else f"{number.unit}s"


#: Hands, legs and sides are two where English says no number.
_PAIR: Final = 2
_STRENGTHS: Final = ("mg", "mcg", "g", "ml")
_SPANS: Final = ("day", "week", "month", "year", "hour")
_DEGREES: Final = ("celsius", "fahrenheit")
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


def _takes_word(number: Number, words: list[Spelled], pairs: list[_Pair], *, ours_first: bool) -> bool:
    """Whether a word says a number; it is taken from the words."""
    able = [word for word in words if f"{word.value:.10g}" in number.ways]
    word = next((one for one in able if one.unit == number.unit), able[0] if able else None)
    if word is None:
        return False
    words.remove(word)
    pairs.append(_Pair(number, word) if ours_first else _Pair(word, number))
    return True


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


def _compare_words(said: list[Spelled], told: list[Spelled], pairs: list[_Pair], found: Findings) -> None:
    """Compare numbers that both sides write as words: one that became another is wrong, one that is gone doubtful."""
    for alike in (True, False):
        for word in list(said):
            able = [each for each in told if each.value == word.value and (not alike or each.unit == word.unit)]
            if able:
                said.remove(word)
                told.remove(able[0])
                if word.strong and able[0].strong:
                    pairs.append(_Pair(word, able[0]))
    for one, other in pairs:
        if isinstance(one, Number) and isinstance(other, Number):
            continue  # told already
        # A word that means "twice" by itself may stand before "a day".
        says_twice = one.unit == "times" and isinstance(other, Spelled) and other.unit in _SPANS
        if not _open_unit(one, other) and one.unit != other.unit and not says_twice:
            found.wrong.append(_counts_another(one, other))
    often = [one for one in said if one.unit == "times"], [one for one in told if one.unit == "times"]
    ours, theirs = [one for one in said if one.strong], [one for one in told if one.strong]
    if all(often) and any(one.strong for one in (*often[0], *often[1])):  # once is not twice
        ours, theirs = often
    if ours and theirs:
        found.wrong.append(
            Mistake(
                "translated-number-differs",
                f'the source says "{ours[0].said}", the translation "{theirs[0].said}"',
                _HINTS["number"],
            )
        )
    elif ours := ours or [one for one in said if one.half]:
        found.doubtful.append(
            Mistake(
                "translated-number-word",
                f'the source says "{ours[0].said}", and no word for it was found here',
                "see that the translation says so",
            )
        )
    elif theirs := [one for one in theirs if one.value > _PAIR or one.unit or any(word.half for word in said)]:
        found.doubtful.append(
            Mistake(
                "translated-number-word",
                f'"{theirs[0].said}" is a number, and the source does not say it',
                "see that the translation says no more than the source",
            )
        )
