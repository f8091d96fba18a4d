"""How numbers are written: in figures, with a comma over 999, ranges with "to", chances as "1 in 7"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.rules.passage import Passage, Word
from leafletgen.rules.patterns import later
from leafletgen.rules.plain.texts import Stretches, edits_of, foreign_in, is_read, read_texts
from leafletgen.rules.rule import FileCheck, Rule

_NAMES: Final = frozenset(("name of an exercise", "name of a programme", "title"))
_LONG: Final = later(
    r"(?<![\w.,:/#@+-])(?<!\d )(?P<number>[1-9]\d{3,8})(?P<unit>[A-Za-z]{0,5})(?![\w:/@-])(?! \d)(?!\.\d)(?!,\d)"
)
_CLOCK: Final = r"(?:[01]\d|2[0-3])[0-5]\d"
_HOURS: Final = re.compile(rf"(?<!\d){_CLOCK}\s?(?:-|\u2013|to|until|till|and)\s?{_CLOCK}(?!\d)")
"""Two times without a mark, as in "0830 to 1630"."""
_PERCENT: Final = later(r"(?<![\w.,])(\d{1,3}(?:\.\d{1,3})?) ?(?:%|per ?cent\b)")
_MAYBE_PERCENT: Final = re.compile(r"\d ?(?:%|per ?cent)")
_MAYBE_LONG: Final = re.compile(r"[1-9]\d{3}")
_MAYBE_DEGREES: Final = re.compile(r"\d ?(?:\u00b0|\u2103|degrees)")
_DEGREES: Final = later(
    r"(?<=\d) ?(?:\u00b0 ?(?P<sign>[CFcf])\b|\u2103|degrees (?P<name>Celsius|centigrade|Centigrade|celsius)\b)"
)


def check_number_words(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Yield numbers in words that count something: not pronouns, and not where a sentence begins."""
    numbers = {word: str(number) for number, word in enumerate(rule.words["numbers"], 1)}
    numbers |= {word: str(number * 10) for number, word in enumerate(rule.words["tens"], 3)}
    counting = {word for word in file.index.words if word.partition("-")[0] in numbers}
    for passage in file.index.having(counting):
        if passage.role in _NAMES or not is_read(passage, file, rule):
            continue
        words, foreign, until = passage.words, foreign_in(passage), -1
        for index, word in enumerate(words):
            if index <= until or word.lower.partition("-")[0] not in numbers:
                continue
            if word.text[0].isupper() and not _is_chance(passage, words, index, numbers):
                continue
            until = _counted(passage, rule, words, index, numbers)
            if until < index or foreign.hold(word.start):
                continue
            said = [numbers.get(one.lower, one.text) for one in words[index : until + 1]]
            first, _, measure = word.lower.partition("-")
            figures = f"{numbers[first]}-{measure}" if measure else " ".join(said)
            start, end = word.start, words[until].end
            yield rule.finding(
                f'"{" ".join(passage.text[start:end].split())}" is a number in words',
                passage.place(start, end),
                f'write "{figures}"',
                edits_of(passage, (start, end, figures)),
            )


def _counted(passage: Passage, rule: Rule, words: list[Word], index: int, numbers: dict[str, str]) -> int:
    """The index of the last word of a number that counts something, or -1."""
    lists, word = rule.words, words[index]
    _, _, measure = word.lower.partition("-")
    if measure:
        return index if measure.partition("-")[0] in lists["measures"] else -1
    before = words[index - 1].lower if index and _is_next(passage, words, index - 1) else ""
    if before in lists["not_after"] or before in numbers:
        return -1
    if not _is_next(passage, words, index):
        return -1
    following = words[index + 1].lower
    if following in lists["joining"] and index + 2 < len(words) and _is_next(passage, words, index + 1):
        other = words[index + 2].lower
        if other in numbers and words[index + 2].text.islower():
            if index + 3 < len(words) and words[index + 3].lower in lists["large"]:
                return -1  # one in two hundred
            return -1 if other == word.lower else index + 2  # one to one
        if following == "or" and other == "more":
            return index
        if following == "to" and other[0].isdigit():
            return index
    if following[0].isdigit():  # "two 500mg tablets": of two figures in a row a reader makes one
        return -1
    if word.lower == "one":
        return index if following in lists["one_before"] and before not in lists["one_not_after"] else -1
    return -1 if following in lists["not_before"] or following in numbers else index


def _is_chance(passage: Passage, words: list[Word], index: int, numbers: dict[str, str]) -> bool:
    """Whether it is the first word of "One in ten", of which both are written as figures."""
    later = [word.lower for word in words[index : index + 3]]
    return (
        later[:2] == ["one", "in"]
        and later[-1] in numbers
        and _is_next(passage, words, index)
        and _is_next(passage, words, index + 1)
    )


def _is_next(passage: Passage, words: list[Word], index: int) -> bool:
    """Whether only a space stands between a word and the next."""
    return index + 1 < len(words) and passage.text[words[index].end : words[index + 1].start].isspace()


def check_thousands(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Yield numbers over 999 without a comma: not years, codes, phone numbers and other names of things."""
    first, last = rule.limits["first_year"], rule.limits["last_year"]
    near, longest = int(rule.limits["words_before"]), rule.limits["longest"]
    for passage in read_texts(file, rule, having=[_MAYBE_LONG]):
        hours = _hours_in(passage.text, rule.words["counted"])
        for match in _LONG.finditer(passage.text):
            said, unit = match["number"], match["unit"].lower()
            number = int(said)
            after = re.match(r"\s+([\w%]+)", passage.text[match.end() : match.end() + 40])
            counts = (unit or (after[1].lower() if after is not None else "")) in rule.words["counted"]
            before = re.findall(r"[\w']+", passage.text[max(0, match.start() - 60) : match.start()])[-near:]
            if (unit and not counts) or (not counts and hours.hold(match.start())):
                continue
            if first <= number <= last and not unit and before and before[-1].lower() in rule.words["dated"]:
                continue  # in 2020 people stayed at home
            if not counts and before and before[-1].lower() in rule.words["clock"] and re.fullmatch(_CLOCK, said):
                continue
            if not counts and (first <= number <= last or any(w.lower() in rule.words["numbered"] for w in before)):
                continue
            if len(said) > longest and not counts:  # a long row of digits is a number of something
                continue
            start, end = match.span("number")
            yield rule.finding(
                f'"{said}" has no comma',
                passage.place(start, end),
                f'write "{number:,}"',
                edits_of(passage, (start, end, f"{number:,}")),
            )


def _hours_in(text: str, counted: tuple[str, ...]) -> Stretches:
    """Where two times stand that have no mark, and are no numbers of something: 1000 to 1600, and not of calories."""
    found = ((match, re.match(r"\s?([\w%]+)", text[match.end() : match.end() + 40])) for match in _HOURS.finditer(text))
    return Stretches(match.span() for match, after in found if after is None or after[1].lower() not in counted)


def check_percentages(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Yield percentages of people, and chances and risks in percent."""
    of, chance = rule.words["of"], rule.words["chance"]
    for passage in read_texts(file, rule, having=[_MAYBE_PERCENT]):
        for match in _PERCENT.finditer(passage.text):
            after = re.findall(r"[\w'-]+", passage.text[match.end() : match.end() + 60])[:4]
            before = re.findall(r"[\w'-]+", passage.text[max(0, match.start() - 60) : match.start()])[-4:]
            lowered = [word.lower() for word in after]
            is_of = lowered[:1] == ["of"] and any(word in of for word in lowered[1:])
            is_chance = any(word in chance for word in lowered[:2]) or any(word.lower() in chance for word in before)
            if before and before[-1].lower() in rule.words["not_after"]:  # a risk that falls by 20%
                continue
            share = float(match[1])
            if not (is_of or is_chance) or not 0 < share < 100:
                continue
            better = as_chance(share, rule.limits["tolerance"])
            yield rule.finding(
                f'"{match[0]}" is harder to picture than "{better}"',
                passage.place(*match.span()),
                f'say "{better}", and keep to the same "in 10" or "in 100" where you compare',
            )


def as_chance(share: float, tolerance: float) -> str:
    """Return a percentage as so many in so many: 14.3 is 1 in 7.

    Args:
        share: the percentage, over 0 and under 100.
        tolerance: how far off it may be, as a part of it.
    """
    one_in = round(100 / share)
    if one_in >= 2 and abs(100 / one_in - share) <= share * tolerance / 2:
        return f"1 in {one_in:,}"
    tenths = round(share / 10)
    if 0 < tenths < 10 and abs(tenths * 10 - share) <= share * tolerance / 2:
        return f"{tenths} in 10"
    return f"{round(share)} in 100" if share >= 1 else f"1 in {one_in:,}"


def check_degrees(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Yield temperatures with a degree sign."""
    for passage in read_texts(file, rule, quoted=True, having=[_MAYBE_DEGREES]):
        for match in _DEGREES.finditer(passage.text):
            scale = (match["sign"] or "C").upper()
            number = re.search(r"[\d.]+$", passage.text[max(0, match.start() - 8) : match.start()])
            start = match.start() - len(number[0]) if number else match.start()
            yield rule.finding(
                f'"{passage.text[start : match.end()]}" has a degree sign'
                if match["name"] is None
                else f'"{passage.text[start : match.end()]}" is longer than "{number[0] if number else ""}{scale}"',
                passage.place(start, match.end()),
                f'write "{number[0] if number else ""}{scale}"',
                edits_of(passage, (match.start(), match.end(), scale)),
            )


CHECKS: dict[str, FileCheck] = {
    "number-word": check_number_words,
    "thousands-comma": check_thousands,
    "percentage": check_percentages,
    "degree-sign": check_degrees,
}
