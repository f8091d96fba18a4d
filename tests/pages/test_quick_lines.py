"""Plain paragraphs are broken in few steps, and come out as the whole rules have them."""
# ruff: noqa: RUF001

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leafletgen.document.element import Element, Role
from leafletgen.pages.flow import directed, quick
from leafletgen.pages.flow.quick import quick_lines
from leafletgen.pages.flow.runs import Line
from tests.scripts import spellings
from tests.support.lines_seen import runs_of, seen

_NUMBERS = ["10", "10.5", "5,", "(10)", "5-10", "10:30", "P4396/0825", "www.example.org/back", "3x10", "+441632960000"]
_NUMBERS += ["01632 960 123", "2.5 mg", "+44 1632 960 000", "50%"]
WORDS = {
    "ar": ["ألم", "الظهر", "يوم،", "قليلاً", "(أكثر)", "دقائق", "كم؟", "بل:", "ملغ", "وَالْمُسْتَشْفَيَاتُ", *_NUMBERS],
    "ur": ["درد", "گھر", "میں۔", "ہے،", "مرتبہ", "بار", *_NUMBERS],
    "bn": ["প্রতিদিন", "মিনিট", "হাঁটুন।", "নিন,", "বার", "back", "(pain)", "10", "10.5", "(10).", "।"],
    "ta": ["வலி।", "மருத்துவ", "10", "back", "முறை"],
    "hi": ["दर्द", "कमर", "बार", "दिन।", "5", "back"],
}


@st.composite
def said(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a language and words of it."""
    language = draw(st.sampled_from(sorted(WORDS)))
    return language, " ".join(draw(st.lists(st.sampled_from(WORDS[language]), min_size=1, max_size=12)))


def _compared(lines: list[Line]) -> list[Any]:
    return [
        (
            [(piece.run, piece.code, pytest.approx(piece.width)) for piece in line.pieces],
            (pytest.approx(line.width), line.spaced, line.cut),
            [
                (pytest.approx(place.left, abs=1e-6), place.rtl, place.face, list(place.words))
                for place in line.places or ()
            ],
        )
        for line in lines
    ]


@settings(max_examples=400, deadline=None)
@given(said(), st.sampled_from([61.237, 100.773, 199.371, 399.111]))
def test_quick_lines_are_those_of_all_the_rules(drawn: tuple[str, str], width: float) -> None:
    """Pieces, places and spaces are the same."""
    language, text = drawn
    rtl = language in ("ar", "ur")
    runs = runs_of(text, language)
    quick = quick_lines(runs, width, language, rtl)
    if quick is not None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(directed, "quick_lines", lambda *_: None)
            whole = directed.break_directed(runs, width, language, rtl)
        assert _compared(quick) == _compared(whole)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "امشِ كل يوم 10 دقائق (قليلاً)، ثم استرح."),
        ("ar", "اتصل 01632 960 123 أو عند 10:30"),
        ("bn", "প্রতিদিন 10 মিনিট হাঁটুন।"),
    ],
)
def test_everyday_paragraphs_are_quick(language: str, text: str) -> None:
    """Words with numbers, times and telephone numbers are."""
    assert quick_lines(runs_of(text, language), 400, language, language == "ar") is not None


@pytest.mark.parametrize(
    "number",
    [*spellings.PHONES, *spellings.AMOUNTS, *spellings.CODES, *spellings.TIMES_AND_RANGES, *spellings.ADDRESSES],
)
@pytest.mark.parametrize("around", ["اتصل {} الآن", "رقم: {}، ثم"])
def test_a_number_of_which_a_part_is_bold_is_seen_as_one(number: str, around: str) -> None:
    """Wherever the bold part begins."""
    text = around.format(number)
    runs = runs_of(text)
    whole = [seen(line, runs) for line in directed.break_directed(runs, 1000, "ar", True)]
    first, node = text.index(number), Element(Role.PARAGRAPH)
    for cut in range(first + 1, first + len(number)):
        parts = runs_of(text[:cut], node=node) + runs_of(text[cut:], bold=True, node=node)
        assert [seen(line, parts) for line in directed.break_directed(parts, 1000, "ar", True)] == whole, cut


def test_a_number_of_one_person_is_not_remembered() -> None:
    """It is known to be one each time anew."""
    node = Element(Role.PARAGRAPH)
    node.personal = True
    quick._is_kept.cache_clear()
    assert quick_lines(runs_of("اتصل 01632 960 123 الآن", node=node), 400, "ar", True) is not None
    assert quick._is_kept.cache_info().currsize == 0
    assert quick_lines(runs_of("اتصل 01632 960 124 الآن"), 400, "ar", True) is not None
    assert quick._is_kept.cache_info().currsize == 1
