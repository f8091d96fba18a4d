"""Ranges: "5 to 10", "Monday to Friday", "9am to 5pm"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.rules.plain.texts import edits_of, foreign_in, read_texts
from leafletgen.rules.rule import FileCheck, Rule, any_of

_DASHES: Final = "-\u2010\u2011\u2012\u2013\u2014\u2212"
"""Hyphen-minus, hyphen, non-breaking hyphen, figure dash, en dash, em dash, minus."""
_DASH: Final = re.escape(_DASHES)
#: What a text has that has a range: a dash before a figure or a capital, not that of "long-term".
_MAYBE_RANGE: Final = re.compile(rf"[{_DASH}]\s?(?:[\d\u00a3A-Z]|mid|noon)")
_CLOCK: Final = r"\d{1,2}(?:[.:]\d{2})? ?(?:[ap]m|[ap]\.m\.?)|\d{1,2}[.:]\d{2}|midday|noon|midnight"
_NUMBER: Final = r"\u00a3?\d{1,3}(?:,\d{3})+|\u00a3?\d{1,6}(?:\.\d+)?"


@cache
def _pattern(days: tuple[str, ...], months: tuple[str, ...], units: tuple[str, ...]) -> re.Pattern[str]:
    """What can stand on both sides of the dash: two of the same kind."""
    unit = any_of(units)
    sides = {
        "clock": _CLOCK,
        "days": f"(?:{any_of(days)})s?",
        "months": any_of(months),
        "number": f"(?:{_NUMBER})(?: ?(?:{unit})(?![^\\W_]))?",
    }
    dash = rf"\s?[{_DASH}]\s?"
    ways = "|".join(
        f"(?P<{name}>(?P<{name}_1>{side})(?P<{name}_d>{dash})(?P<{name}_2>{side}))" for name, side in sides.items()
    )
    return re.compile(
        rf"(?<![\w{_DASH}/.,:@+#])(?:{ways})(?![\w/@#]|\.\d|,\d|:\d|[{_DASH}]|\s[{_DASH}]\s?\d)", re.IGNORECASE
    )


def check_ranges(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Yield ranges of numbers, times, days and months that have a dash in the place of "to"."""
    words = rule.words
    for passage in read_texts(file, rule, quoted=True, having=[_MAYBE_RANGE]):
        text = passage.text
        foreign, pattern = foreign_in(passage), _pattern(words["days"], words["months"], words["units"])
        for match in pattern.finditer(text):
            kind = next(name for name in ("clock", "days", "months", "number") if match[name])
            if foreign.hold(match.start()) or (kind == "number" and not _is_range(text, match, rule)):
                continue
            start, end = match.span(f"{kind}_d")
            before = re.search(r"(\w+)\s$", text[max(0, match.start() - 20) : match.start()])
            to = "and" if before is not None and before[1].lower() in words["between"] else "to"
            # "count to 5-10" wants other words.
            is_after_to = before is not None and before[1].lower() == "to"
            edits = () if is_after_to else edits_of(passage, (start, end, f" {to} "))
            said = " ".join(match[0].split())
            yield rule.finding(
                f'"{said}" is a range with a dash',
                passage.place(*match.span()),
                f'write "{match[f"{kind}_1"]} {to} {match[f"{kind}_2"]}"',
                edits,
            )


def _is_range(text: str, match: re.Match[str], rule: Rule) -> bool:
    """Whether two numbers with a dash are a range: the second is more, and they are no phone number or code."""
    first, last = (_value(match[f"number_{side}"]) for side in (1, 2))
    named = re.search(r"(\w+)\W{0,2}$", text[max(0, match.start() - 30) : match.start()])
    name = named[1].lower() if named is not None else ""
    if name in rule.words["days"] or name.removesuffix("s") in rule.words["days"]:  # Monday 9-5
        return True
    if last <= first or name in rule.words["numbered"]:
        return False
    digits = match["number_1"].lstrip("\u00a3")
    if digits.startswith("0") and len(digits) > 1 and digits[1].isdigit():  # a phone number, a month
        return False
    before = text[max(0, match.start() - 30) : match.start()]
    if re.search(r"\d\s$", before) or re.match(r"\s\d{3}", text[match.end() : match.end() + 4]):
        return False
    if match["number_d"].strip() != match["number_d"]:  # 5 - 10: a dash may also part two thoughts
        return (
            re.match(r"\s?[a-z%]", text[match.end() : match.end() + 2]) is not None or not text[match.end() :].strip()
        )
    return True


def _value(said: str) -> float:
    digits = re.search(r"\d[\d,]*(?:\.\d+)?", said)
    return float(digits[0].replace(",", "")) if digits else 0.0


CHECKS: dict[str, FileCheck] = {"range-to": check_ranges}
