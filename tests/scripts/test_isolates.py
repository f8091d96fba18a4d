"""Phones, doses, times, codes and addresses in text that goes from right to left are drawn as they were written."""
# ruff: noqa: RUF001

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leafletgen.scripts.bidi import mirrored
from leafletgen.scripts.isolates import kept_left_to_right, with_isolates
from tests.scripts import spellings
from tests.scripts.drawing import drawn

#: Sentences round them: Arabic, Farsi, Urdu; alone, in brackets and quotes, before marks, twice, after a Latin name.
SENTENCES = (
    "{}",
    "اتصل على {} الآن",
    "({})",
    "اتصل ({}) الآن",
    "خذ {}، ثم",
    "خذ {}.",
    "{} مرات",
    "على {} أو {}",
    "هنا: {}؟",
    "«{}»",
    "نعم {}: {}",
    "با شماره {} تماس بگیرید",
    "براہ کرم {} پر کال کریں۔",
    "لطفاً {}؛ سپس",
    "پہلے {}، پھر {}",
)
EVERY = (
    *spellings.PHONES,
    *spellings.AMOUNTS,
    *spellings.TIMES_AND_RANGES,
    *spellings.CODES,
    *spellings.ADDRESSES,
    *spellings.OTHERS,
)
#: "page 4" before a word of the text is two things, each as it stands: the number may be that of the word.
APART = {"page 4"}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_drawn_as_written(sentence: str) -> None:
    faults = []
    for written in EVERY:
        text = sentence.format(written, written)
        line = drawn(text)
        apart = written in APART and sentence not in ("{}", "({})")
        if (line.count(written) != sentence.count("{}") and not apart) or _letters(line) != _letters(text):
            faults.append((text, line))
    assert faults == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("اتصل على 01632 960 123 الآن", "نآلا 01632 960 123 ىلع لصتا"),
        ("01632 960 123، 01632 960 124", "01632 960 124 ،01632 960 123"),  # a list goes on to the left
        ("خذ 5 mg 10 مرات", "تارم 10 5 mg ذخ"),  # ten times 5 mg, not five times 10
        ("خذ Paracetamol 2 مرات", "تارم 2 Paracetamol ذخ"),
        ("اتصل NHS 111 الآن", "نآلا NHS 111 لصتا"),
        ("من paracetamol 500 mg كل", "لك paracetamol 500 mg نم"),
        ("من ibuprofen (200 mg tablets) كل", "لك ibuprofen (200 mg tablets) نم"),
        ("كرر 5-10 مرات", "تارم 5-10 ررك"),
        ("كرر 2 إلى 3 مرات", "تارم 3 ىلإ 2 ررك"),  # no dash joins them: read as the text is
        ("5 10 15", "15 10 5"),
        ("خذ 5 ملغ", "غلم 5 ذخ"),
        ("في 30 نوفمبر 2026", "2026 ربمفون 30 يف"),
        ("٥٠٪ نعم", "معن ٪٥٠"),
        ("ال-5 و-5", "5-و 5-لا"),  # a hyphen at a prefix is no sign
        ("موقع (www.nhs.uk)، ثم", "مث ،(www.nhs.uk) عقوم"),
        ("في NHS (01632) 960 123 ثم", "مث NHS (01632) 960 123 يف"),
        ("الصورة: A. Name (2013)", "A. Name (2013) :ةروصلا"),
        ("خذ Paracetamol 2-3 مرات", "تارم 2-3 Paracetamol ذخ"),
        ("اسأل GP, NHS 111, www.nhs.uk الآن", "نآلا GP, NHS 111, www.nhs.uk لأسا"),
        ("عند GP، 01632 960 123", "01632 960 123 ،GP دنع"),
        ("عند 01632 960 123 (NHS 111) نعم", "معن (NHS 111) 01632 960 123 دنع"),
        ("عند GP (اسأل 01632 960 123) نعم", "معن (01632 960 123 لأسا) GP دنع"),
        ("من GP) 5 mg (ثم", "مث) 5 mg (GP نم"),
    ],
)
def test_lines(text: str, line: str) -> None:
    assert drawn(text) == line


@pytest.mark.parametrize("text", ["", "مرحبا", "5", "خذ 5 مرات", "٥", "1,000", "NHS", "Tai Chi هنا", "2.5"])
def test_nothing_is_kept(text: str) -> None:
    assert kept_left_to_right(text) == []
    assert with_isolates(text) == (text, list(range(len(text))))


@pytest.mark.parametrize("value", ["قسم Riverside", "شارع High St 5", "قسم (Riverside", "Riverside قسم", "Dr. A. Name"])
@pytest.mark.parametrize("sentence", ["{value} {}", "{value}, {}", "{value}: {}.", "{value} ({})", "{} - {value}"])
def test_what_stands_beside_the_isolate_of_a_value_is_drawn_as_written(value: str, sentence: str) -> None:
    """A name from elsewhere is an isolate already; no phrase is half in it."""
    isolated = f"\u2068{value}\u2069"
    for written in EVERY:
        text = f"اتصل {sentence.format(written, value=isolated)} ثم"
        assert written in APART or written in drawn(text), text


def test_arabic_digits_are_overridden() -> None:
    text, indices = with_isolates("ه ٠١٦٣٢ ٩٦٠")
    assert text == "ه \u2066\u202d٠١٦٣٢ ٩٦٠\u202c\u2069"
    assert indices == [0, 1, -1, -1, *range(2, 11), -1, -1]


_PARTS = st.sampled_from(
    (
        "مرحبا",
        "شكراً",
        "كرر",
        "پھر",
        "دردِ",
        "NHS",
        "pain",
        "10",
        "٥",
        "۷",
        "(",
        ")",
        "«",
        "»",
        "، ",
        ". ",
        " ",
        " ",
        " ",
        "-",
        "/",
        ":",
    )
)
_WRITTEN = st.sampled_from((*spellings.PHONES, *spellings.TIMES_AND_RANGES, *spellings.ADDRESSES))


@settings(max_examples=300, deadline=None)
@given(st.lists(_PARTS, max_size=12), _WRITTEN, st.lists(_PARTS, max_size=12), st.sampled_from((0, 1)))
def test_no_character_is_lost(before: list[str], written: str, after: list[str], base: int) -> None:
    """In any mixture nothing is lost, and what stands between words of the text is drawn as written."""
    text = f"{''.join(before)} ثم {written} ثم {''.join(after)}"
    line = drawn(text, base)
    assert _letters(line) == _letters(text)
    assert written in line
    for number in re.findall("[0-9]+", text):
        assert number in line
    isolated, indices = with_isolates(text)
    assert "".join([char for char, index in zip(isolated, indices, strict=True) if index >= 0]) == text
    assert [index for index in indices if index >= 0] == list(range(len(text)))
    for start, end in kept_left_to_right(text):
        assert text[start:end] in line
        assert text[start:end].strip() == text[start:end] != ""


def _letters(text: str) -> list[str]:
    """All characters, both brackets of a pair as one."""
    return sorted([min(char, mirrored(char)) for char in text])
