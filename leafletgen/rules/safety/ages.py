"""Dates: a review that is over, or too far away, and references that are old."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.rules.rule import FileCheck, Rule
from leafletgen.system.clock import today

_MONTH: Final = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)
_YEAR: Final = re.compile(r"(?<![\d./:-])(?:19[5-9]\d|20\d\d)(?![\d/])")
_PAGES: Final = re.compile(r"\d+\s*(?:to|-|\u2013)\s*\d+")


def _months(file: CheckedFile) -> int | None:
    """Return the month of the next review, counted from the year 0."""
    value = file.root.data.get("review")
    found = _MONTH.fullmatch(value.data) if value is not None and value.kind == "scalar" else None
    return int(found[1]) * 12 + int(found[2]) - 1 if found is not None else None


def check_review_passed(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find a review that was due in a month before this one."""
    review, day = _months(file), today()
    now = day.year * 12 + day.month - 1
    if review is not None and review < now and not file.is_translation:
        late = now - review
        value = file.root.data["review"]
        yield rule.finding(
            f"the review was due in {value.data}, {late} month{'s' if late > 1 else ''} ago",
            value.place,
            "have it reviewed, and write the date of the next review",
        )


def check_review_far(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find a review that is further away than a cycle of reviews is long."""
    review, day = _months(file), today()
    most = int(rule.limits.get("months", 36))
    if review is not None and review - (day.year * 12 + day.month - 1) > most and not file.is_translation:
        yield rule.finding(
            f"the next review is more than {most // 12} years away"
            if most % 12 == 0
            else f"the next review is more than {most} months away",
            file.root.data["review"].place,
            "choose a month within that time; whoever reviews it may set the next",
        )


def check_references(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find references whose latest year is too long ago."""
    listed = file.root.data.get("references")
    if file.is_translation or listed is None or listed.kind != "map":
        return
    oldest = today().year - int(rule.limits.get("years", 10))
    for name, entry in listed.data.items():
        text = entry.data.get("text") if entry.kind == "map" else None
        if text is None or text.kind != "scalar":
            continue
        years = [int(year) for year in _YEAR.findall(_PAGES.sub("", text.data)) if int(year) <= today().year]
        if years and max(years) < oldest:
            yield rule.finding(
                f'the reference "{name}" is of {max(years)}, more than {int(rule.limits.get("years", 10))} years ago',
                text.place,
                "look for a later edition or newer guidance; a classic may stay",
            )


CHECKS: dict[str, FileCheck] = {
    "review-passed": check_review_passed,
    "review-far": check_review_far,
    "reference-old": check_references,
}
