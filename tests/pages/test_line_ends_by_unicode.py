"""English lines end nowhere where UAX 14 forbids it, but for cases that are listed with the rule they depart from.

What lines are broken at needs no table of Unicode; here it is compared with what the tables say.
"""

from __future__ import annotations

import re
from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from leafletgen.document.element import Element, Role
from leafletgen.fonts.typeface import GLUE, Typeface
from leafletgen.pages.flow.runs import Run
from leafletgen.pages.flow.stretches import stretches
from leafletgen.scripts.customs import NO_BREAK
from leafletgen.scripts.line_breaks import plain_opportunities

ROOT = Path(__file__).parents[2]
FACE = Typeface.load(ROOT / "assets" / "fonts" / "NotoSans-Regular.ttf")

#: Where lines end all the same, as what is before and after the place, by the rule that says otherwise.
LISTED = {
    "LB7, of spaces in a row, between which there is nothing": ("[ \u200b]$", "[ \u200b]"),
    "LB13, of a mark after a space that a word follows at once": (" $", r"[!?:;,.)\]}\u2026]+\w"),
    "LB13, of a slash between spaces": (" $", "/"),
    "LB15a, of a quotation mark before a space": ("[\u2018\u201c] +$", ""),
    "LB15b, of a quotation mark after a space": (" $", "[\u2019\u201d]"),
    "LB25, of a slash between numbers with marks": (r"\d[.,:;]+/$", r"\d"),
    "LB25, of a slash between numbers in an address": (r"(?:https?://|www\.|[a-z]{2,}/)\S*/$", r"\d"),
    "LB14, of a bracket before more than one space": (r"[(\[]\s{2,}$", ""),
}


def ends(text: str) -> list[int]:
    """The places in a text at which `pages/flow/stretches.py` may begin a line."""
    run = Run(text, FACE, 10, "0 0 0 rg", Element(Role.PARAGRAPH))
    found: list[int] = []
    at = 0
    for parts, _, _, space, _ in stretches([run], NO_BREAK):
        words = "".join([part[1] for part in parts])
        assert words.replace(GLUE, " ") == text[at : at + len(words)]
        at += len(words) + (space is not None or text[at + len(words) :][:1] == "\n")
        found.append(at)
    return found[:-1]


def forbidden(text: str) -> list[tuple[str, str]]:
    """The places at which lines end against UAX 14 and no listed case allows it."""
    allowed = set(plain_opportunities(text))
    faults = []
    for place in ends(text):
        before, after = text[:place], text[place:]
        if place in allowed or not after.strip(" \u200b"):
            continue
        if not any(re.search(one, before) and re.match(other, after) for one, other in LISTED.values()):
            faults.append((before[-12:], after[:12]))
    return faults


def words_of(value: object) -> list[str]:
    """All texts in what a YAML file says."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for part in value.values() for text in words_of(part)]
    return [text for part in value for text in words_of(part)] if isinstance(value, list) else []


def test_shipped_leaflets() -> None:
    printed = [ROOT / "leaflets", *(folder for folder in (ROOT / "assets").iterdir() if folder.name != "rules")]
    files = [path for folder in printed for path in folder.rglob("*.yaml")]
    texts = [
        text
        for path in files
        if path.name.count(".") == 1
        for text in words_of(yaml.safe_load(path.read_text(encoding="utf-8")))
    ]
    assert len(texts) > 1000
    assert {fault: text for text in texts for fault in forbidden(text)} == {}


_PARTS = st.one_of(
    st.sampled_from(["pain", "back", "e", "X", "I", "5", "10", "2.5", "mg", "NHS", "111", "01632", "960", "am", "L4"]),
    st.sampled_from(
        [" ", " ", " ", " ", "-", "\u2010", "\u2011", "\u2013", "\u2014", "/", ".", ",", ";", ":", "!", "?"]
    ),
    st.sampled_from(
        ["(", ")", "[", "]", "'", "\u2018", "\u2019", "\u201c", "\u201d", '"', "%", "£", "+", "=", "&", "@"]
    ),
    st.sampled_from(
        ["\u00a0", "\u202f", "\u200b", "\u2026", "\u2022", "°", "www.example.org/a-b", "a@b-c.org", "\u00ad"]
    ),
)


@settings(max_examples=1000, deadline=None)
@given(st.lists(_PARTS, max_size=14).map("".join))
def test_any_text(text: str) -> None:
    assert forbidden(text) == []
