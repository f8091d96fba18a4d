"""The kinds of single values: text, prose, numbers, choices, addresses, lengths."""

from __future__ import annotations

import re

from leafletgen.errors import NOWHERE, Place, Report
from leafletgen.source.addresses import PASTED_AGAIN, Address
from leafletgen.source.inline import LANGUAGE_TAG, SEEN, Prose, composed, parse_prose
from leafletgen.source.records import (
    IDENTIFIER,
    Definitions,
    JsonSchema,
    Kind,
    describe,
    is_identifier,
    label,
    meant_key,
)
from leafletgen.source.yaml import Value

_BREAKS = str.maketrans({"\t": " ", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})


def clean_text(value: Value) -> str:
    """Return a scalar's text without white space around it; other line breaks and tabs become plain ones.

    Text in which nothing can be seen, such as a no-break space alone, is empty.
    """
    text: str = value.data
    text = text.strip(" \t\n")
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_BREAKS) if SEEN.search(text) else ""


LONGEST_ADDRESS = 1000
"""Characters of an address: what a QR code of level M holds, and what a person can type."""
LONGEST_PROSE = 16_000
"""Characters of one paragraph: several pages of a leaflet."""
LONGEST_TEXT = 4000
"""Characters of a value that a PDF keeps as one string, which PDF/A-2 limits to 32,767 bytes (ISO 19005-2, 6.1.13)."""


_CURLY = "[\u201c\u201e\u2018\u00ab][^\u2018-\u201f\u00ab\u00bb]*[\u201c\u201d\u2019\u00bb]"
_MARKS = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"


def _warn_of_accents(text: str, value: Value, report: Report) -> None:
    """Warn of the first accent that makes no letter with the one before it, so that no font has the two as one."""
    if text.isascii():
        return
    mark = re.search(_MARKS, composed(text))
    if mark is not None:
        report.warning(
            "accent-apart",
            f"the accent U+{ord(mark[0]):04X} makes no letter with the one before it, and may be printed beside it",
            "look at the page; write the word otherwise if it cannot be read",
            value.place_of(mark[0]),
        )


class Text(Kind[str]):
    """Text as it is, without inline markup. Numbers and words such as `no` are text here too."""

    wants = "text"

    def __init__(self, *, lines: bool = False, empty: bool = False, example: str = "") -> None:
        """Say whether line breaks and empty text may be in it."""
        self.lines = lines
        self.empty = empty
        self.example = example

    def read(self, value: Value, report: Report) -> str | None:
        """Return the text in composed form."""
        value.warn_of_cut(report)
        if value.kind != "scalar" or (value.is_null and not self.empty):
            self.wrong(value, report)
            return None
        text = "" if value.is_null else clean_text(value)
        if not text and not self.empty:
            report.error("text-empty", "this text is empty", "write something, or take it out", value.place)
            return None
        if len(text) > LONGEST_TEXT:
            report.error(
                "text-too-long",
                f"this text has {len(text)} characters, more than {LONGEST_TEXT}",
                "say it shorter",
                value.place,
            )
            return None
        if "\n" in text and not self.lines:
            report.error(
                "text-on-several-lines", "this text must stand on one line", 'use ">-" instead of "|"', value.place
            )
            return None
        _warn_of_accents(text, value, report)
        if value.plain and not text.isascii() and not value.source.private and re.fullmatch(_CURLY, text):
            report.warning(
                "curly-quotation-marks-printed",
                "the curly quotation marks around this text are printed",
                "if they are to keep the text together for YAML, type straight ones, \" or '",
                value.place,
            )
        return composed(text)

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return the schema of text; a number is accepted and printed as typed."""
        return {"type": ["string", "number", "null"] if self.empty else ["string", "number"]}


class ProseText(Kind[Prose]):
    """Text with inline markup."""

    wants = "text"
    holds = True

    def __init__(self, *, empty: bool = False) -> None:
        """Say whether empty text may be in it, as in a table's cell."""
        self.empty = empty

    def read(self, value: Value, report: Report) -> Prose | None:
        """Parse the markup."""
        value.warn_of_cut(report)
        if value.kind != "scalar" or (value.is_null and not self.empty):
            self.wrong(value, report)
            return None
        text = "" if value.is_null else clean_text(value)
        if len(text) > LONGEST_PROSE:
            report.error(
                "text-too-long",
                f"this paragraph has {len(text)} characters, more than {LONGEST_PROSE}",
                "divide it",
                value.place,
            )
            return None
        if not text and not self.empty:
            report.error("text-empty", "this text is empty", "write something, or take it out", value.place)
            return None
        _warn_of_accents(text, value, report)
        return parse_prose(text, value.place, report, value.place_of)

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return the schema of text; a number is accepted and printed as typed."""
        return {"type": ["string", "number", "null"] if self.empty else ["string", "number"]}


class Name(str):
    """A word that refers to something else, and the place where it stands; a private one is not repeated."""

    __slots__ = ("place", "private")

    place: Place
    private: bool

    @classmethod
    def of(cls, text: str, place: Place, private: bool = False) -> Name:
        """Return the word with its place."""
        name = cls(text)
        name.place = place
        name.private = private
        return name

    @staticmethod
    def place_of(name: str | None) -> Place | None:
        """Return where a name stands; None for one that was not read from a file."""
        return name.place if isinstance(name, Name) and name.place != NOWHERE else None


def nothing_called(what: str, name: str) -> str:
    """Return what is said of a name that nothing has; "exercise" gives ``no exercise is called "brigde"``."""
    if isinstance(name, Name) and name.private:
        return f"no {what} has this name"
    return f'no {what} is called "{name}"'


class Choice(Kind[str]):
    """One of a few words."""

    def __init__(self, *words: str) -> None:
        """Take the words."""
        self.words = words
        self.wants = "one of " + ", ".join(words) if len(words) > 1 else f'"{words[0]}"'
        self.example = words[0]

    def read(self, value: Value, report: Report) -> str | None:
        """Return the word."""
        if value.kind == "scalar" and value.data in self.words:
            word: str = value.data
            return word
        if value.kind == "scalar":
            report.error(
                "wrong-value",
                f"{label(value)} must be {self.wants}, not {describe(value)}",
                meant_key(value.data, frozenset(self.words), are_told=True),
                value.place,
            )
        else:
            self.wrong(value, report)
        return None

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return an enumeration."""
        return {"enum": list(self.words)}


class Integer(Kind[int]):
    """A whole number in a range."""

    def __init__(self, least: int, most: int, example: int | None = None) -> None:
        """Take the range, both ends included, and what a hint shows, where the least would be bad advice."""
        self.least = least
        self.most = most
        self.wants = f"a whole number from {least} to {most}"
        self.example = str(least if example is None else example)

    def read(self, value: Value, report: Report) -> int | None:
        """Return the number."""
        if value.kind == "scalar" and re.fullmatch(r"[-+]?[0-9]{1,9}", value.data):
            number = int(value.data)
            if self.least <= number <= self.most:
                return number
        self.wrong(value, report)
        return None

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return the range."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


class Number(Kind[float]):
    """A number in a range, in a unit that is written out in the message."""

    def __init__(self, least: float, most: float, unit: str = "", example: float | None = None) -> None:
        """Take the range, both ends included, the unit's name, and what a hint shows, if not the least."""
        self.least = least
        self.most = most
        self.wants = f"a number from {least:g} to {most:g}" + (f" ({unit})" if unit else "")
        self.example = f"{least if example is None else example:g}"

    def read(self, value: Value, report: Report) -> float | None:
        """Return the number."""
        if value.kind == "scalar" and re.fullmatch(r"[-+]?[0-9]{1,9}(?:\.[0-9]{1,9})?", value.data):
            number = float(value.data)
            if self.least <= number <= self.most:
                return number
        self.wrong(value, report)
        return None

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return the range."""
        return {"type": "number", "minimum": self.least, "maximum": self.most}


class Percent(Kind[float]):
    """A share of the column's width, such as `80%`."""

    wants = "a percentage from 5% to 100%"
    example = "80%"

    def read(self, value: Value, report: Report) -> float | None:
        """Return the number before the percent sign."""
        if value.kind == "scalar" and re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{1,3})? ?%", value.data):
            number = float(value.data.rstrip("% "))
            if 5 <= number <= 100:
                return number
        self.wrong(value, report)
        return None

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return the pattern."""
        return {"type": "string", "pattern": r"^[0-9]{1,3}(\.[0-9]{1,3})? ?%$", "examples": [self.example]}


class Flag(Kind[bool]):
    """True or false."""

    wants = "true or false"
    example = "true"

    def read(self, value: Value, report: Report) -> bool | None:
        """Return the flag; only `true` and `false` without quotes, as every version of YAML has them."""
        if value.kind == "scalar" and value.plain and value.data in ("true", "false"):
            return bool(value.data == "true")
        self.wrong(value, report)
        return None

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return a boolean."""
        return {"type": "boolean"}


class Matching(Kind[str]):
    """Text of one shape, given by a pattern that both this reader and the JSON Schema use."""

    def __init__(self, pattern: str, wants: str, example: str) -> None:
        """Take the pattern of the whole text, with `^` and `$`."""
        self.pattern = pattern
        self.wants = wants
        self.example = example

    def read(self, value: Value, report: Report) -> str | None:
        """Return the text when it matches."""
        if value.kind == "scalar" and len(value.data) > LONGEST_ADDRESS:
            report.error(
                "address-too-long",
                f"this is longer than {LONGEST_ADDRESS} characters",
                "use a shorter address",
                value.place,
            )
            return None
        if value.kind == "scalar" and re.fullmatch(self.pattern, value.data.strip()):
            return composed(value.data.strip())
        self.wrong(value, report)
        return None

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return the pattern."""
        return {"type": "string", "pattern": self.pattern, "examples": [self.example]}


class AddressText(Matching):
    """An address; what cannot be seen is taken out of it, so that links and QR codes lead where it says."""

    def read(self, value: Value, report: Report) -> str | None:
        """Return the address when what is left of it matches."""
        if value.kind != "scalar" or len(value.data) > LONGEST_ADDRESS:
            return super().read(value, report)
        address = Address(value.data.strip())
        if not re.fullmatch(self.pattern, address.text):
            self.wrong(value, report)
            return None
        if address.complaint:
            report.warning("invisible-in-address", address.complaint, PASTED_AGAIN, value.place)
        return composed(address.text)


class Identifier(Kind[Name]):
    """A name that other entries refer to: an id, a layout, a brand, a department."""

    wants = "a name of letters without accents, digits and hyphens"

    def __init__(self, example: str) -> None:
        """Take an example for messages."""
        self.example = example

    def read(self, value: Value, report: Report) -> Name | None:
        """Return the name."""
        if value.kind == "scalar" and is_identifier(value.data):
            return Name.of(value.data, value.place, value.source.private)
        self.wrong(value, report)
        return None

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return the pattern; a number is a name as well."""
        return {"type": ["string", "integer"], "pattern": IDENTIFIER}


class FileName(Kind[Name]):
    """The name of a file, with forward slashes; the library looks for it."""

    wants = "a file name"
    example = "twin-peaks.svg"

    def read(self, value: Value, report: Report) -> Name | None:
        """Return the name."""
        if value.kind == "scalar" and re.fullmatch(_FILE_NAME, value.data):
            return Name.of(composed(value.data), value.place)
        self.wrong(value, report)
        return None

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return the pattern."""
        return {"type": "string", "pattern": _FILE_NAME, "examples": [self.example]}


_FILE_NAME = r"^[^\x00-\x1f<>\"|?*]+$"
HEADING_ID = Matching(r"^[A-Za-z][A-Za-z0-9._-]*$", "a name that starts with a letter", "why")
LANGUAGE = Matching(f"^{LANGUAGE_TAG}$", "a language tag (BCP 47)", "en-GB")
YEAR_MONTH = Matching(r"^20[0-9]{2}-(0[1-9]|1[0-2])$", "a year and month", "2027-04")
WEB_ADDRESS = AddressText(r"^(https?://|www\.)[^\s\"<>\\^`{|}]+$", "a web address", "https://www.example.org")
EMAIL_ADDRESS = AddressText(r"^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$", "an e-mail address", "name@example.org")
FILE_NAME = FileName()
