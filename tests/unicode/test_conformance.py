"""The algorithms give what Unicode's own tests say, in every case, and the tables are those that the script makes."""

from __future__ import annotations

import pytest

from leafletgen.scripts.bidi import Stretch, levels, line_levels, paragraph_level, visual_order
from leafletgen.scripts.line_breaks import plain_opportunities
from leafletgen.scripts.properties import clusters
from tests.unicode.database import cases, marked, need_database
from tests.unicode.make_tables import MAKERS, TABLES

#: A character of each class, for BidiTest, which knows classes alone. None is a bracket.
SAMPLES = {
    "L": "a",
    "R": "\u05d0",
    "AL": "\u0627",
    "EN": "0",
    "ES": "+",
    "ET": "%",
    "AN": "\u0660",
    "CS": ",",
    "NSM": "\u0300",
    "BN": "\u00ad",
    "B": "\u2029",
    "S": "\t",
    "WS": " ",
    "ON": "!",
    "LRE": "\u202a",
    "RLE": "\u202b",
    "LRO": "\u202d",
    "RLO": "\u202e",
    "PDF": "\u202c",
    "LRI": "\u2066",
    "RLI": "\u2067",
    "FSI": "\u2068",
    "PDI": "\u2069",
}


def resolved(text: str, base: int) -> list[int]:
    """The levels of a text that is one line."""
    return line_levels(text, levels(text, base), 0, len(text), base)


def drawn(found: list[int], expected: list[str]) -> list[str]:
    """The places of the characters from left to right, but for those that X9 removes."""
    kept = [place for place, level in enumerate(expected) if level != "x"]
    order = visual_order([Stretch(place, place + 1, found[place]) for place in kept])
    return [str(kept[number]) for number in order]


def differs(found: list[int], expected: list[str]) -> bool:
    """Whether a level is not the expected one; "x" expects nothing."""
    return any(level not in ("x", str(own)) for own, level in zip(found, expected, strict=True))


def test_bidi_of_characters() -> None:
    faults = []
    for case in cases("BidiCharacterTest"):
        text = "".join([chr(int(point, 16)) for point in case["codepointSequence"]])
        base = paragraph_level(text) if case["direction"] == "2" else int(case["direction"])
        found, expected = resolved(text, base), case["resolvedLevelList"]
        if (
            str(base) != case["embeddingLevel"]
            or differs(found, expected)
            or drawn(found, expected) != case["indexList"]
        ):
            faults.append(case)
    assert faults == []


def test_bidi_of_classes() -> None:
    faults = []
    for case in cases("BidiTest"):
        text = "".join([SAMPLES[name] for name in case["input"].split()])
        expected, order = case["levels"].split(), case.get("reorder", "").split()
        bits = int(case["bitset"], 16)
        bases = [base for bit, base in ((1, paragraph_level(text)), (2, 0), (4, 1)) if bits & bit]
        for base in dict.fromkeys(bases):
            found = resolved(text, base)
            if differs(found, expected) or drawn(found, expected) != order:
                faults.append((case, base))
    assert faults == []


@pytest.mark.parametrize(
    ("name", "least"), [("auxiliary/LineBreakTest", 16_000), ("auxiliary/GraphemeBreakTest", 1_000)]
)
def test_breaks(name: str, least: int) -> None:
    faults = []
    every = cases(name)
    assert len(every) > least
    for case in every:
        text, expected = marked(case)
        if name.endswith("LineBreakTest"):
            found = plain_opportunities(text)
        else:
            parts = clusters(text)
            assert "".join(parts) == text
            found = [sum(map(len, parts[:number])) for number in range(1, len(parts))]
        if found != expected:
            faults.append((case, found))
    assert faults == []


@pytest.mark.parametrize("name", MAKERS)
def test_tables_are_fresh(name: str) -> None:
    need_database()
    assert MAKERS[name]() == (TABLES / f"{name}.txt").read_text(encoding="ascii")
