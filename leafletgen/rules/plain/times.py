"""How times and dates are written: 5pm, 5:30pm, midday; 6 August 2018."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.rules.patterns import later
from leafletgen.rules.plain.texts import as_said, edits_of, foreign_in, read_texts
from leafletgen.rules.rule import FileCheck, Rule, any_of

_TIME: Final = later(
    r"(?<![\w.:/,-])(?:"
    r"(?P<hour>0?\d|1[0-2])(?:(?P<mark>[.:])(?P<minute>[0-5]\d))?\s?(?P<half>[apAP])(?:\.\s?[mM]\b\.?|[mM]\b)"
    r"|(?P<hour24>[01]?\d|2[0-4]):(?P<minute24>[0-5]\d)(?P<hours>\s?(?:hrs|hours|h)\b)?(?![\w:])"
    r"|(?P<dotted>(?:1[3-9]|2[0-3])\.[0-5]\d)(?P<dotted_hours>\s?(?:hrs|hours|h)\b)?(?![\w%]|\.\d)"
    r"|(?P<military>(?:[01]\d|2[0-3])[0-5]\d)\s?(?:hrs|h)\b"
    r"|(?P<zero>0\d[0-5]\d)\s?hours\b"
    r"|(?:12\s)?(?P<noon>[nN]oon|(?<=12\s)midday)\b"
    r"|12\s(?P<night>[mM]idnight)\b"
    r")"
)
#: What a text has that has a date, unless it names a month: compiling all forms of dates is worth a look before.
_MAYBE_DATE: Final = re.compile(r"\d[/.-]\d")
#: What a text has that has a time: most have none, and the forms of times take long to try.
_MAYBE_TIME: Final = re.compile(r"[0-9nN](?:(?<=[0-9])(?:[.:][0-9]{2}|\s?[apAPhH]|[0-9]\s?h|\s[mM]id)|(?<=[nN])oon)")
MIDDAY: Final = "midday"
MIDNIGHT: Final = "midnight"


def check_times(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Yield times that are written in another form."""
    for passage in read_texts(file, rule, quoted=True, having=[_MAYBE_TIME]):
        foreign = foreign_in(passage)
        for match in _TIME.finditer(passage.text):
            if match["dotted"] and not _is_clock(passage.text, match, rule):
                continue
            if _is_lasting(passage.text, match, rule):
                continue
            written = _time(match)
            end = match.end()
            if match[0].endswith(".") and _ends_sentence(passage.text, end):
                end -= 1
            said = passage.text[match.start() : end]
            if written is None or said == written or foreign.hold(match.start()):
                continue
            if written in (MIDDAY, MIDNIGHT) and match.start() == 0:
                written = as_said("A", written)
            edits = edits_of(passage, (match.start(), end, written))
            shown = " ".join(said.split())
            yield rule.finding(
                f'"{shown}" is a time in another form', passage.place(match.start(), end), f'write "{written}"', edits
            )


def _is_clock(text: str, match: re.Match[str], rule: Rule) -> bool:
    """Whether 17.30 is a time and no decimal: words such as "at" stand before it, and no measure behind it."""
    if match["dotted_hours"]:
        return True
    before = re.search(r"(\w+)\s$", text[max(0, match.start() - 20) : match.start()])
    after = re.match(r"\s?(?:(?:to|and|-)\s?[\d.]+\s?)?(\w+)", text[match.end() : match.end() + 30])
    is_measured = after is not None and after[1].lower() in rule.words["measures"]
    return before is not None and before[1].lower() in rule.words["clock_before"] and not is_measured


def _is_lasting(text: str, match: re.Match[str], rule: Rule) -> bool:
    """Whether "1:30 hours" tells how long something lasts."""
    if not match[0].lower().endswith(("hours", "hrs", "h")):
        return False
    before = re.search(r"(\w+)\s$", text[max(0, match.start() - 20) : match.start()])
    said = before[1].lower() if before is not None else ""
    is_short = match["hour24"] is not None and len(match["hour24"]) == 1
    return said in rule.words["lasting"] or (is_short and said not in rule.words["clock_before"])


def _ends_sentence(text: str, end: int) -> bool:
    rest = text[end : end + 5].lstrip()
    return not rest or rest[0].isupper()


def _time(match: re.Match[str]) -> str | None:
    """The time as it is best written; None for what may be something else, such as a ratio."""
    if match["noon"]:
        return MIDDAY
    if match["night"]:
        return MIDNIGHT
    if match["half"]:
        hour, minute = int(match["hour"]), int(match["minute"] or 0)
        if not 1 <= hour <= 12:
            return None
        return _said(hour % 12 + (12 if match["half"].lower() == "p" else 0), minute)
    digits = match["military"] or match["zero"] or (match["dotted"] or "").replace(".", "")
    if digits:
        return _said(int(digits[:2]), int(digits[2:]))
    hour, minute = int(match["hour24"]), int(match["minute24"])
    if not (match["hours"] or hour > 12 or (match["hour24"][0] == "0" and len(match["hour24"]) == 2)) or (
        hour == 24 and minute
    ):
        return None
    return _said(hour % 24, minute)


def _said(hour: int, minute: int) -> str:
    """A time of the 24-hour clock as people say it."""
    if minute == 0 and hour in (0, 12):
        return MIDDAY if hour else MIDNIGHT
    return f"{(hour - 1) % 12 + 1}{f':{minute:02}' if minute else ''}{'pm' if hour >= 12 else 'am'}"


@cache
def _dates(months: tuple[str, ...], short: tuple[str, ...]) -> re.Pattern[str]:
    """Dates in any form but the best."""
    full, brief = any_of(months), any_of(set(short) - set(months))
    any_month = rf"(?:{full}|{brief})\b\.?"
    return re.compile(
        rf"(?<![\w./,-])(?:(?:the\s)?(?P<o_day>[0-3]?\d)(?:st|nd|rd|th)\s(?:of\s)?(?P<o_month>{any_month})"
        r"(?:,?\s(?P<o_year>(?:19|20)\d\d))?"
        rf"|(?P<b_day>[0-3]?\d)\s(?P<b_month>(?:{brief})\b\.?)(?:,?\s(?P<b_year>(?:19|20)\d\d))?"
        rf"|(?P<c_day>[0-3]?\d)\s(?P<c_month>{full}),\s?(?P<c_year>(?:19|20)\d\d)"
        rf"|(?P<u_month>{any_month})\s(?P<u_day>[0-3]?\d)(?:(?:st|nd|rd|th)?,\s?(?P<u_year>(?:19|20)\d\d)"
        r"|(?:st|nd|rd|th)(?:\s(?P<v_year>(?:19|20)\d\d))?)"
        r"|(?P<i_year>(?:19|20)\d\d)-(?P<i_month>[01]\d)-(?P<i_day>[0-3]\d)"
        r"|(?P<n_day>[0-3]?\d)(?:/(?P<n_month>[0-3]?\d)/(?P<n_year>(?:19|20)?\d\d)"
        r"|(?P<dot>[.-])(?P<m_month>[0-3]?\d)(?P=dot)(?P<m_year>(?:19|20)\d\d)))(?![\w/-]|\.\d)"
    )


@cache
def _any_of(months: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, months)) or "(?!)")


def check_dates(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Yield dates that are written in another form."""
    months, also = rule.words["months"], rule.words["also"]
    numbers = {name: number for number, name in enumerate(months, 1)}
    numbers |= {name: number for number, name in enumerate(rule.words["short"], 1)}
    numbers |= {name: next((n for short, n in numbers.items() if name.startswith(short)), 0) for name in also}
    for passage in read_texts(file, rule, quoted=True, having=[_MAYBE_DATE, _any_of(rule.words["short"])]):
        text = passage.text
        foreign, pattern = foreign_in(passage), _dates(months, (*rule.words["short"], *also))
        for match in pattern.finditer(text):
            date = _date(match, numbers)
            if date is None or date[1] > len(months) or foreign.hold(match.start()):
                continue
            day, month, year, is_sure = date
            written = f"{day} {months[month - 1]}{f' {year}' if year else ''}"
            start, end = match.span()
            if match[0].endswith("."):  # "6 Aug." may end the sentence as well
                is_sure = is_sure and not _ends_sentence(passage.text, end)
            edits = edits_of(passage, (start, end, written)) if is_sure else ()
            shown = " ".join(match[0].split())
            hint = f'write "{written}"' if is_sure or day > 12 else f'write "{written}", if that is the day you mean'
            yield rule.finding(f'"{shown}" is a date in another form', passage.place(start, end), hint, edits)


def _date(match: re.Match[str], numbers: dict[str, int]) -> tuple[int, int, str, bool] | None:
    """Day, month, year, and whether there can be no doubt; None for what is no date."""
    form = next(form for form in "obcuinm" if match[f"{form}_month"])
    said = match[f"{form}_month"].rstrip(".")
    month = int(said) if said.isdigit() else numbers.get(said, 0)
    day_of, year_of = (form if form != "m" else "n"), form
    day, year = int(match[f"{day_of}_day"]), match[f"{year_of}_year"] or ""
    if form == "u":
        year = year or match["v_year"] or ""
    is_sure = form in "obcui" or (len(year) == 4 and (day > 12 or day == month))
    if month > 12 >= day and form in "nm":  # 12/31/2018
        day, month = month, day
        is_sure = len(year) == 4
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return day, month, f"20{year}" if len(year) == 2 else year, is_sure


CHECKS: dict[str, FileCheck] = {"time-form": check_times, "date-form": check_dates}
