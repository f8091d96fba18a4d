"""How to reach somebody: telephone numbers, hours and addresses in a text are those of the brand."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.rules.passage import Passage
from leafletgen.rules.patterns import later
from leafletgen.rules.rule import FileCheck, Rule
from leafletgen.rules.safety.opening import Opening, may_be_day, openings_in
from leafletgen.rules.safety.wording import any_in, plain

if TYPE_CHECKING:
    from leafletgen.content.model.brand import Brand, Department

#: A British number: 0 or +44, and 9 or 10 more digits, in groups of any kind.
_PHONE: Final = later(r"(?<![\d\w.,/-])(?:\+44[ \u00a0]?(?:\(0\))?|\(?0)[\d \u00a0().-]{7,16}\d(?![\d\w])")
_MAYBE_PHONE: Final = re.compile(r"0[\d \u00a0().-]{7}|\+44")
_MAYBE_STREET: Final = re.compile("[0-9][A-Za-z]? [A-Z]")
_MAYBE_CODE: Final = re.compile("[0-9][A-Z]{2}")
_SHORT_NUMBER: Final = 9
_PART: Final = later(r"\ufffc|[,;:.]\s|\d{3}|\bor\b|\band\b")
"""What parts a sentence that names several numbers."""
_NEAR: Final = 200
"""Characters before and after, so that a sentence without end is not read again for each number in it."""
_POSTCODE: Final = later(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")


class _Known(NamedTuple):
    phones: dict[str, str]
    """How each is printed, by its digits."""
    openings: frozenset[Opening]
    hours: tuple[str, ...]
    addresses: tuple[str, ...]
    names: tuple[str, ...]
    """Names of the brand and its departments, as `plain` has them."""


@lru_cache(maxsize=8)
def _known(brand: Brand) -> _Known:
    departments = list(brand.departments.values())
    statements = [said.plain() for name in ("feedback", "formats", "external", "copyright")
                  if (said := getattr(brand.statements, name)) is not None]  # fmt: skip
    printed = [*[one.phone for one in departments if one.phone], *statements]
    phones = {digits(found[0]): found[0].strip() for text in printed for found in _PHONE.finditer(text)}
    hours = tuple(line for one in departments for line in one.hours)
    names = [brand.name, brand.short_name or "", *[one.name for one in departments]]
    return _Known(
        phones,
        frozenset(opening for line in hours for opening, _, _ in openings_in(line)),
        hours,
        tuple(line for one in departments for line in one.address),
        tuple(plain(name) for name in names if name),
    )


def digits(number: str) -> str:
    """Return a British number as it is dialled from within the country."""
    said = re.sub(r"\(0\)|\D", "", number) if number.lstrip().startswith("+") else re.sub(r"\D", "", number)
    return f"0{said[2:]}" if said.startswith("44") and number.lstrip().startswith("+") else said


def _is_ours(passage: Passage, start: int, end: int, known: _Known, rule: Rule) -> bool:
    """Whether the sentence around these letters speaks of the brand, or of a department."""
    said = plain(_around(passage, start, end))
    return any_in(rule.words.get("ours", ()), said) or any(name in said for name in known.names)


def _is_said_to_be_ours(passage: Passage, start: int, end: int, known: _Known, rule: Rule) -> bool:
    """Whether what leads to a number, after any other number or part of the sentence, speaks of the brand.

    "Call our team on {department.phone}, or Age UK on 0800 678 1602": the second number is Age UK's.
    """
    if any(link.end <= start and not link.target.startswith("tel:") for link in passage.links if start - link.end < 20):
        return False
    before = _around(passage, start, end).partition(passage.text[start:end])[0]
    said = plain(_PART.split(before)[-1])
    return any_in(rule.words.get("ours", ()), said) or any(name in said for name in known.names)


def _around(passage: Passage, start: int, end: int) -> str:
    sentences = passage.sentences
    first = max(bisect_right(sentences, start, key=lambda one: one.start) - 1, 0)
    inside = sentences[first : max(bisect_left(sentences, end, key=lambda one: one.start), first + 1)]
    first_letter, last_letter = (inside[0].start, inside[-1].end) if inside else (0, len(passage.text))
    return passage.text[max(first_letter, start - _NEAR) : min(last_letter, end + _NEAR)]


def check_phones(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find numbers that are one digit from one of the brand's, or are called ours and are not in the brand."""
    brand = file.brand
    if brand is None:
        return
    known = _known(brand)
    others = rule.words.get("others", ())
    # A number is meant to be that of its own department: a trust's others are often one digit away.
    department = _department(file)
    own = [number for number, shown in known.phones.items() if department is not None and shown == department.phone]
    own = own or list(known.phones)
    for passage in file.index.matching(_MAYBE_PHONE):
        for found in _PHONE.finditer(passage.text):
            number = digits(found[0])
            if len(number) < _SHORT_NUMBER or number in known.phones or not known.phones:
                continue
            around = plain(_around(passage, *found.span()))
            if any_in(others, around):
                continue
            nearest = min(own, key=lambda one: _differs(one, number))
            place = passage.place(*found.span())
            if _differs(nearest, number) <= rule.limits.get("digits", 1):
                yield rule.finding(
                    f'the phone number "{found[0].strip()}" differs from "{known.phones[nearest]}" of the brand',
                    place,
                    "look which of the two is right; {department.phone} prints the number from the brand",
                )
            elif _is_said_to_be_ours(passage, *found.span(), known, rule):
                yield rule.finding(
                    f'the phone number "{found[0].strip()}" is said to be ours, and stands nowhere in the brand',
                    place,
                    f'the brand "{brand.identifier}" has {", ".join([known.phones[one] for one in own[:3]])}: '
                    "write {department.phone}, or add the number to the brand",
                )


def _department(file: CheckedFile) -> Department | None:
    """The department that a leaflet is from."""
    named = file.root.data.get("department")  # to read the whole file for it takes longer than all else here
    name = named.data if named is not None and named.kind == "scalar" else None
    return file.brand.departments.get(name) if file.brand is not None and name else None


def _differs(one: str, other: str) -> int:
    """Return in how many digits two numbers differ; two that are swapped count once."""
    if len(one) != len(other):
        longer, shorter = sorted((one, other), key=len, reverse=True)
        if len(longer) - len(shorter) == 1 and any(
            longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))
        ):
            return 1
        return len(longer)
    wrong = [at for at in range(len(one)) if one[at] != other[at]]
    if (
        len(wrong) == 2
        and wrong[1] - wrong[0] == 1
        and one[wrong[0]] == other[wrong[1]]
        and one[wrong[1]] == other[wrong[0]]
    ):
        return 1
    return len(wrong)


def check_hours(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find days with times that are called ours, and are not those of a department."""
    brand = file.brand
    if brand is None:
        return
    known = _known(brand)
    if not known.openings:
        return
    department = _department(file)
    hours = department.hours if department is not None and department.hours else known.hours[:3]
    for passage in file.index.having({word for word in file.index.words if may_be_day(word)}):
        for opening, start, end in openings_in(passage.text):
            if opening in known.openings or not _speaks_of_us(passage, start, end, known, rule):
                continue
            if any_in(rule.words.get("others", ()), plain(_around(passage, start, end))):
                continue
            yield rule.finding(
                f'the hours "{passage.text[start:end]}" are not those of the brand',
                passage.place(start, end),
                f'the brand "{brand.identifier}" has: {"; ".join(hours)}; '
                'write "- contact: " with the department, which prints its hours',
            )


def _speaks_of_us(passage: Passage, start: int, end: int, known: _Known, rule: Rule) -> bool:
    if _is_ours(passage, start, end, known, rule):
        return True
    near = passage.text[max(0, start - _NEAR) : end + _NEAR]
    return any(digits(found[0]) in known.phones for found in _PHONE.finditer(near))


def check_addresses(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find streets and postcodes that differ from those of the brand."""
    brand = file.brand
    if brand is None:
        return
    known = _known(brand)
    streets = _street(rule.words.get("streets", ()))
    own = {plain(found[0]): found[0] for line in known.addresses for found in streets.finditer(line)}
    codes = {found[0].replace(" ", "") for line in known.addresses for found in _POSTCODE.finditer(line)}
    if not own and not codes:
        return
    by_name = {_name_of(said): shown for said, shown in own.items()}
    for passage in file.index.matching(_MAYBE_STREET, _MAYBE_CODE):
        for found in streets.finditer(passage.text):
            said = plain(found[0])
            ours = by_name.get(_name_of(said))
            if said in own or (ours is None and not _is_ours(passage, *found.span(), known, rule)):
                continue
            yield rule.finding(
                f'the address "{found[0]}" is not "{ours or next(iter(own.values()))}" of the brand',
                passage.place(*found.span()),
                'look which of the two is right; "- contact: " with the department prints its address',
            )
        for found in _POSTCODE.finditer(passage.text) if codes else ():
            code = found[0].replace(" ", "")
            if code not in codes and any(code[:-3] == one[:-3] for one in codes):
                yield rule.finding(
                    f'the postcode "{found[0]}" is not one of the brand',
                    passage.place(*found.span()),
                    'look which of the two is right; "- contact: " with the department prints its address',
                )


@lru_cache(maxsize=8)
def _street(words: tuple[str, ...]) -> re.Pattern[str]:
    kinds = "|".join(re.escape(kind.title()) for kind in words)
    return re.compile(rf"\b\d{{1,4}}[A-Za-z]? (?:[A-Z][\w']+ ){{1,3}}(?:{kinds})\b")


def _name_of(said: str) -> str:
    """A street without the number."""
    return said.strip().partition(" ")[2]


CHECKS: dict[str, FileCheck] = {
    "brand-phone": check_phones,
    "brand-hours": check_hours,
    "brand-address": check_addresses,
}
