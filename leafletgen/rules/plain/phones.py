"""How phone numbers and NHS numbers are written: in groups of digits with spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.rules.patterns import later
from leafletgen.rules.plain.texts import edits_of, foreign_in, read_texts
from leafletgen.rules.rule import FileCheck, Rule

_PHONE: Final = later(
    r"(?<![\w./@\u2013,-])(?<!\d )(?P<abroad>(?:\+|00)44[ -]?(?:\(0\)[ -]?)?)?\(?"
    r"(?P<digits>0?\d{2,5}\)?(?:[\d /\u2013-]|\.(?=\d)){5,14}\d)(?![\w@/]|\.\d)"
)
#: Every number has an 0, and five digits or marks between them behind its first ones.
_MAYBE_PHONE: Final = re.compile(r"0\d|44")
_GROUPED: Final = later(r"0\d{2,5}(?: \d{2,6})+|(?:\+44|0044) (?:\(0\) ?)?\d{2,4}(?: \d{2,6})+")
_MAYBE_NHS: Final = re.compile("[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}")
_NHS: Final = re.compile(r"(?<![\w-])(?<!\d )(\d{3})([ -]?)(\d{3})([ -]?)(\d{4})(?![\w-])(?! \d)")
_NHS_NAME: Final = later(r"(?i)\bNHS\s+(?:number|no\b)")
_STOP: Final = re.compile(r"(?<!\.[a-z])\. ")
"""The end of a sentence, which "e.g. " is not."""
_NATIONAL: Final = (10, 11)
"""Digits of a number within the UK, with the 0."""


def check_phones(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Yield UK phone numbers without spaces, or with brackets, dashes or stops."""
    for passage in read_texts(file, rule, quoted=True, having=[_MAYBE_PHONE]):
        foreign = foreign_in(passage)
        for match in _PHONE.finditer(passage.text):
            said = match[0]
            digits = "".join(filter(str.isdigit, match["digits"]))
            if match["abroad"]:
                digits = f"0{digits.removeprefix('0')}"
            is_number = digits.startswith("0") and digits[1] != "0" and len(digits) in _NATIONAL
            if not is_number or foreign.hold(match.start()) or _GROUPED.fullmatch(said):
                continue
            before = re.findall(r"\w+", passage.text[max(0, match.start() - 30) : match.start()])[-2:]
            if any(word.lower() in rule.words["numbered"] for word in before):
                continue
            written = grouped(digits, rule.words["long_areas"])
            if match["abroad"]:
                written = f"+44 {written[1:]}"
            yield rule.finding(
                f'"{said}" is a phone number that is hard to read out',
                passage.place(*match.span()),
                f'write "{written}"',
                edits_of(passage, (*match.span(), written)),
            )


def grouped(digits: str, long_areas: tuple[str, ...]) -> str:
    """Return a UK number in groups as Ofcom's areas have them.

    Args:
        digits: the number with its 0, 10 or 11 digits.
        long_areas: the few area codes of 6 digits.
    """
    if digits.startswith(long_areas):
        sizes = [6, len(digits) - 6]
    elif digits.startswith("02"):  # London and the other large areas: 8 digits on the spot
        sizes = [3, 4, len(digits) - 7]
    elif digits[1] in "389" or digits[2] == "1" or digits[3] == "1":
        sizes = [4, 3, len(digits) - 7]  # 03, 08, 09; 011x and 01x1
    else:
        sizes = [5, 3, len(digits) - 8]
    groups, at = [], 0
    for size in sizes:
        groups.append(digits[at : at + size])
        at += size
    return " ".join(groups)


def check_nhs_numbers(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Yield numbers of 10 digits that a text calls an NHS number, in other groups than 3, 3 and 4."""
    between = int(rule.limits["letters_between"])
    for passage in read_texts(file, rule, quoted=True, having=[_MAYBE_NHS]):
        if "NHS" not in passage.text.upper():
            continue
        named = -between
        names = iter([match.end() for match in _NHS_NAME.finditer(passage.text)])
        following = next(names, None)
        for match in _NHS.finditer(passage.text):
            while following is not None and following <= match.start():
                named, following = following, next(names, None)
            if match.start() - named > between or _STOP.search(passage.text, named, match.start()):
                continue
            if match[2] == match[4] == " ":
                continue
            written = f"{match[1]} {match[3]} {match[5]}"
            yield rule.finding(
                f'"{match[0]}" is an NHS number without its groups',
                passage.place(*match.span()),
                f'write "{written}"',
                edits_of(passage, (*match.span(), written)),
            )


CHECKS: dict[str, FileCheck] = {"phone-spacing": check_phones, "nhs-number": check_nhs_numbers}
