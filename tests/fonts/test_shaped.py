"""Words of scripts whose letters join, stack or change places: what a code stands for, and in which order codes are."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leafletgen.fonts.loading import load_shaped
from leafletgen.fonts.own import FOLDER
from leafletgen.fonts.raised import stand_ins
from leafletgen.fonts.shaped import Cluster, Part, ShapedTypeface
from leafletgen.fonts.typeface import GLUE, MissingGlyphError, Typeface, TypefaceError
from leafletgen.scripts.errors import MissingExtraError
from tests.fonts.words import SCRIPTS, Script

SHAPED = [script for script in SCRIPTS if script.is_shaped]


def face(stem: str = "NotoSansArabic", language: str = "ar", script: str = "Arab") -> ShapedTypeface:
    return load_shaped(FOLDER / f"{stem}-Regular.ttf", language, script)


def read(typeface: Typeface, text: str, rtl: bool = False) -> list[str]:
    """What is read for each code of a word, from left to right."""
    assert isinstance(typeface, ShapedTypeface)
    return [typeface.cluster(code).text for code in typeface.word(text, rtl)[0]]


@pytest.mark.parametrize("script", SHAPED, ids=[script.language for script in SHAPED])
def test_codes_say_what_was_written(script: Script) -> None:
    """No character is lost, put in or read twice, and letters are in the order in which they are drawn."""
    for weight in ("Regular", "Bold"):
        typeface = script.face(weight)
        for word in script.words:
            clusters = read(typeface, word, script.rtl)
            assert "".join(reversed(clusters) if script.rtl else clusters) == word


def test_letters_of_arabic_are_from_left_to_right_and_marks_codes_of_their_own() -> None:
    word = "\u0642\u064f\u0648\u0651\u064e\u0629"
    assert read(face(), word, rtl=True) == [*reversed(word)]
    # Marks that HarfBuzz puts in another order (UAX 53) are one code, which is read as they were written.
    assert read(face(), "\u0648\u064e\u0651", rtl=True) == ["\u064e\u0651", "\u0648"]


def test_ligature_is_one_code_that_is_read_as_both_letters() -> None:
    clusters = read(face(), "\u0644\u0627", rtl=True)
    assert "".join(reversed(clusters)) == "\u0644\u0627"
    typeface = face()
    assert typeface.word("\u0644\u0627", True)[1] < typeface.word("\u0644", True)[1] + typeface.word("\u0627", True)[1]


def test_brackets_are_mirrored_and_read_as_written() -> None:
    typeface = face()
    opening, closing = "(\u0645", "\u0645)"
    right, left = typeface.word(opening, True)[0][-1], typeface.word(closing, True)[0][0]
    assert typeface.cluster(right).text == "("
    assert typeface.cluster(left).text == ")"
    upright = typeface.word(")", False)[0]
    assert typeface.cluster(right).parts == typeface.cluster(upright).parts  # the glyph that opens to the left
    assert typeface.cluster(left).parts == typeface.cluster(typeface.word("(", False)[0]).parts


def test_syllable_is_one_code() -> None:
    bengali = face("NotoSansBengali", "bn", "Beng")
    assert read(bengali, "কাঁধ") == ["কাঁ", "ধ"]
    assert read(bengali, "ক্ষেত্র") == ["ক্ষে", "ত্র"]
    assert read(face("NotoSansThai", "th", "Thai"), "น้ำ") == ["น้ำ"]


def test_vowel_that_stands_before_its_letter_is_drawn_there_and_read_after_it() -> None:
    devanagari = face("NotoSansDevanagari", "hi", "Deva")
    cluster = devanagari.cluster(devanagari.word("\u0915\u093f")[0])  # one code
    assert cluster.text == "\u0915\u093f"
    alone = devanagari.cluster(devanagari.word("\u0915")[0])
    assert [part.glyph for part in cluster.parts].index(alone.parts[0].glyph) == 1


def test_language_chooses_among_shapes() -> None:
    """Digits four, six and seven of Urdu have other shapes than those of Farsi (OpenType, locl)."""
    path = FOLDER / "NotoNastaliqUrdu-Regular.ttf"
    arabic = FOLDER / "NotoSansArabic-Regular.ttf"
    shapes = {
        language: [
            cluster.parts[0].glyph
            for cluster in load_shaped(arabic, language, "Arab").shape("\u06f4\u06f6\u06f7", False)
        ]
        for language in ("fa", "ur")
    }
    assert all(one != other for one, other in zip(shapes["fa"], shapes["ur"], strict=True))
    assert load_shaped(path, "ur", "Arab").shape("\u06f4", False)


def test_joiners_shape_and_are_read_and_marks_of_direction_are_neither() -> None:
    farsi = face(language="fa")
    assert "".join(reversed(read(farsi, "\u0645\u06cc\u200c\u062e", True))) == "\u0645\u06cc\u200c\u062e"
    joined, apart = farsi.word("\u06cc\u062e", True)[0], farsi.word("\u06cc\u200c\u062e", True)[0]
    assert joined[-1] != apart[-1]  # the first letter has another form
    assert read(farsi, "\u2067\u062e\u2069\u200b\u00ad", True) == ["\u062e"]


def test_spaces_are_codes() -> None:
    typeface = face()
    glued, plain = typeface.word(f"\u0645{GLUE}\u0645", True), typeface.word("\u0645 \u0645", True)
    assert glued[:2] == plain[:2]
    assert read(typeface, f"\u0645{GLUE}\u0645", True)[1] == " "
    assert read(typeface, "\u0645\u00a0\u0645", True)[1] == "\u00a0"
    assert typeface.space in plain[0]
    assert typeface.word("", True) == ("", 0, False) == typeface.word("\u2067", True)
    assert typeface.word(" ")[:2] == (typeface.space, typeface.space_width)


def test_raised_digits_are_read_as_superscripts() -> None:
    typeface = face()
    assert read(typeface, stand_ins("12", "12")) == ["¹", "²"]


def test_missing_character_is_named() -> None:
    with pytest.raises(MissingGlyphError) as fault:
        face().word("\u0645\u0e01")
    assert fault.value.character == "\u0e01"


def test_words_of_patients_are_not_kept() -> None:
    typeface = ShapedTypeface.read(FOLDER / "NotoSansArabic-Regular.ttf", "ar", "Arab", {})
    typeface.keeps = False
    typeface.word("\u0633\u0644\u0645\u0649", True)
    assert not any(typeface._shaped)
    typeface.keeps = True
    typeface.word("\u0633\u0644\u0645\u0649", True)
    assert list(typeface._shaped[True]) == ["\u0633\u0644\u0645\u0649"]


def positions(clusters: Sequence[Cluster]) -> list[tuple[int, int, int]]:
    """Return each glyph with where it stands in the word."""
    pen, found = 0, []
    for cluster in clusters:
        found += [(part.glyph, pen + part.x, part.y) for part in cluster.parts]
        pen += cluster.advance
    return found


@given(st.lists(st.tuples(st.integers(-300, 600), st.integers(-50, 50)), min_size=1, max_size=8))
def test_letters_that_go_back_stay_where_they_are(steps: list[tuple[int, int]]) -> None:
    from leafletgen.fonts.shaped import _onwards

    clusters = [Cluster((Part(number, x, 0),), advance, "") for number, (advance, x) in enumerate(steps)]
    onwards = _onwards(clusters)
    total = sum(cluster.advance for cluster in clusters)
    assert all(cluster.advance >= 0 for cluster in onwards)
    if total >= 0:
        assert positions(onwards) == positions(clusters)
        assert sum(cluster.advance for cluster in onwards) == total


def test_nothing_is_asked_for_before_a_word_is_shaped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uharfbuzz", None)
    typeface = ShapedTypeface.read(FOLDER / "NotoSansArabic-Regular.ttf", "ar", "Arab", {})
    typeface.check("  ")
    for call in (typeface.check, typeface.word):
        with pytest.raises(MissingExtraError) as fault:
            call("\u0645")
        assert (fault.value.extra, fault.value.package) == ("languages", "uharfbuzz")


def test_missing_and_damaged_files_are_told(tmp_path: Path) -> None:
    with pytest.raises(TypefaceError, match="cannot be read"):
        load_shaped(tmp_path / "none.ttf")
    (tmp_path / "bad.ttf").write_bytes(b"\x00\x01\x00\x00" + bytes(50))
    with pytest.raises(TypefaceError):
        load_shaped(tmp_path / "bad.ttf")
