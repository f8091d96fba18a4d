"""Says texts, numbers, months and places of files as a report shows them."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import quote_from_bytes

from leafletgen.languages import numbers
from leafletgen.languages.dates import month_and_year

#: What HTML does not allow in a text, or what would end its line: control characters, halves of characters.
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def fit(value: object) -> object:
    """Return a value of a page's template; a text has a mark for each letter that HTML does not allow."""
    return _UNFIT.sub("\ufffd", value) if type(value) is str else value


def slug(words: str) -> str:
    """Return words as a name for the style and the script: ``up to date`` is ``up-to-date``."""
    return re.sub("[^a-z0-9]+", "-", words.lower()).strip("-")


def count(number: int, what: str) -> str:
    """Return a number with its noun, its thousands parted by commas."""
    return numbers.count(number, what, ",")


def thousands(number: int) -> str:
    """Return a number with its thousands parted by commas."""
    return f"{number:,}"


def duration(seconds: float) -> str:
    """Return seconds in words: hours and minutes, or minutes and seconds."""
    whole = round(seconds)
    if whole < 1:
        return "less than a second"
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    named = ((hours, "hour"), (minutes, "minute"), (0 if hours else rest, "second"))
    return " ".join(count(number, what) for number, what in named if number)


def month(text: str | None) -> str:
    """Return a month such as ``2027-04`` as people say it; an empty text for what is none."""
    if not text or not re.fullmatch("[0-9]{4}-(0[1-9]|1[0-2])", text):
        return ""
    year, number = map(int, text.split("-"))
    return month_and_year(year, number, "en-GB")


def link(file: Path, folder: Path) -> str:
    """Return the address of a file as a link in a page of ``folder``: relative, quoted, whatever is in its name."""
    seen = seen_from(file, folder)
    if Path(seen).is_absolute():
        return Path(seen).as_uri()
    return quote_from_bytes(os.fsencode(seen), safe=b"/")


def seen_from(file: Path, folder: Path) -> str:
    """Return a path relative to a folder, with forward slashes; in full when it is on another drive (Windows)."""
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:
        return file.absolute().as_posix()
