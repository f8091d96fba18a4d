"""Web and e-mail addresses and codes in a text, which every language writes in the same letters."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_ENDS: Final = "uk|org|com|net|gov|edu|eu|info|io|co|ie|scot|wales|cymru|nhs|app|health|int"
_ADDRESS: Final = re.compile(
    r"https?://[!-;=?-~]+|(?<![A-Za-z0-9.-])www\.[!-;=?-~]+"
    r"|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    rf"|(?<![A-Za-z0-9.@-])(?:[A-Za-z0-9-]+\.)+(?:{_ENDS})(?![A-Za-z0-9])(?:/[!-;=?-~]*)?",
    re.IGNORECASE,
)
_CODE: Final = re.compile(
    r"(?<![A-Za-z0-9])(?=[A-Za-z0-9/_-]*[A-Za-z])(?=[A-Za-z0-9/_-]*\d)[A-Za-z0-9]+(?:[/_-][A-Za-z0-9]+)*"
)
#: Digits with letters behind them that belong to a number: 5mg, 10am, 2nd, 30s, 16h30, 3x10, 3-krotnie, 10-minute.
_NUMBER_WITH_LETTERS: Final = re.compile(
    r"\d+(?:[.,]\d+)?-?[A-Za-z]{1,12}|\d+(?:-\d+)+-?[A-Za-z]*|\d+[xX]\d+(?:-\d+)?|\d+h\d+"
)


class Contacts(NamedTuple):
    """What a text has that stays letter for letter, and the text without it."""

    addresses: list[str]
    codes: list[str]
    rest: str


def contacts_in(text: str) -> Contacts:
    """Return the addresses and codes of a text."""
    addresses: list[str] = []
    codes: list[str] = []

    def address(match: re.Match[str]) -> str:
        said = match[0].rstrip(".,;:!?)]'\"")
        addresses.append(said)
        return " \ufffc " + match[0][len(said) :]

    def code(match: re.Match[str]) -> str:
        if _NUMBER_WITH_LETTERS.fullmatch(match[0]) or (match[0].partition("-")[0].isalpha() and _is_worded(match[0])):
            return match[0]
        codes.append(match[0])
        return " \ufffc "

    rest = _CODE.sub(code, _ADDRESS.sub(address, text))
    return Contacts(addresses, codes, rest)


def _is_worded(said: str) -> bool:
    """Whether it is words and numbers joined by hyphens or slashes, such as mid-30s, and not a code."""
    return (
        all((part.isalpha() and len(part) > 1) or part.isdigit() for part in re.split("[/_-]", said))
        and said[0].islower()
    )
