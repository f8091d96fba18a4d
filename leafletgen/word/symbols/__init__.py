"""Letters of symbol fonts as Unicode characters, by the tables that Unicode publishes (see `tables.txt`).

In a symbol font "m" is no m: in Symbol it is the micro sign of a dose. Word writes such a letter as it was typed, as
its number in the font, or in the private area from U+F020 on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

_PRIVATE: Final = 0xF000
"""Where Windows puts the codes of symbol fonts: a code's number is added to it."""
_FIRST: Final = 0x20
_LAST: Final = 0xFF
_NONE: Final = "-"
_OTHER_NAMES: Final = {
    "symbol mt": "symbol",
    "symbolmt": "symbol",
    "symbolps": "symbol",
    "symbol ps": "symbol",
    "wingdings1": "wingdings",
    "wingdings 1": "wingdings",
    "wingdings-regular": "wingdings",
    "wingdings2": "wingdings 2",
    "wingdings3": "wingdings 3",
    "itc zapf dingbats": "zapf dingbats",
    "zapfdingbats": "zapf dingbats",
    "zapfdingbatsitc": "zapf dingbats",
    "dingbats": "zapf dingbats",
    "monotype sorts": "zapf dingbats",
}
"""Other names of the fonts of the tables, in small letters; Monotype Sorts has the codes of Zapf Dingbats."""
_WITHOUT_TABLE: Final = frozenset(
    {
        "almanac mt",
        "bookshelf symbol 1",
        "bookshelf symbol 2",
        "bookshelf symbol 3",
        "bookshelf symbol 4",
        "bookshelf symbol 5",
        "bookshelf symbol 7",
        "euclid extra",
        "euclid math one",
        "euclid math two",
        "euclid symbol",
        "holidays mt",
        "map symbols",
        "marlett",
        "monotype sorts 2",
        "ms outlook",
        "ms reference 1",
        "ms reference 2",
        "ms reference specialty",
        "mt extra",
        "mt extra tiger",
        "parties mt",
        "signs mt",
        "sports mt",
        "sports two mt",
        "sports three mt",
        "transport mt",
        "vacation mt",
        "wp iconicsymbolsa",
        "wp mathextendeda",
        "wp mathextendedb",
        "wp typographicsymbols",
        "zapf dingbats 2",
    }
)
"""Symbol fonts of which nobody has published what their letters mean, in small letters. An l of MT Extra is no l, and
nothing may be made of it."""


@lru_cache(maxsize=256)
def is_symbol_font(name: str) -> bool:
    """Return whether a font's letters are symbols; capitals do not matter, and there need not be a table of them."""
    font = _known(name)
    return font in _WITHOUT_TABLE or font in _tables()


def character(font: str, code: int) -> str | None:
    """Return the character that a code of a symbol font stands for.

    Args:
        font: the name of the font; capitals do not matter.
        code: the letter's number, 0x20 to 0xFF, or 0xF020 to 0xF0FF as Word keeps it.

    Returns:
        None for what the published table does not have, for another code, and for a font without a table.
    """
    number = code - _PRIVATE if code >= _PRIVATE else code
    if not _FIRST <= number <= _LAST:
        return None
    return _tables().get(_known(font), {}).get(number)


def _known(name: str) -> str:
    """Return the name by which a font stands here, in small letters; "@" before it sets it for lines downwards."""
    font = " ".join(name.casefold().lstrip("@").split())
    return _OTHER_NAMES.get(font, font)


@cache
def _tables() -> dict[str, Mapping[int, str]]:
    """Read all tables, when the first is asked for."""
    tables: dict[str, Mapping[int, str]] = {}
    text = (Path(__file__).parent / "tables.txt").read_text("utf-8")
    for section in text.split("\n[")[1:]:
        name, _, lines = section.partition("]\n")
        tables[name.casefold()] = dict(_codes(lines))
    return tables


def _codes(lines: str) -> Iterator[tuple[int, str]]:
    """Yield each code of a table that has a character, and the character."""
    for line in lines.split("\n"):
        first, _, characters = line.partition(": ")
        for place, one in enumerate(characters.split()):
            if one != _NONE:
                yield int(first, 16) + place, chr(int(one, 16))
