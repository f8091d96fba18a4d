"""Which face a word is set in: one face a word, punctuation with its words, the package's faces behind the brand's."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leafletgen.fonts import dividing, loading
from leafletgen.fonts.faces import FaceFamily, Faces, UncoveredError
from leafletgen.fonts.own import FOLDER
from leafletgen.scripts.errors import MissingExtraError

FONTS = Path(__file__).parents[2] / "assets" / "fonts"
STYLES = ("Regular", "Bold", "Italic", "BoldItalic")


def family(folder: Path, name: str, *styles: str) -> FaceFamily:
    return FaceFamily(*[folder / f"{name}-{style}.ttf" for style in styles or STYLES])


BRAND = [family(FONTS, "AtkinsonHyperlegibleNext"), family(FONTS, "NotoSans")]
FACES = Faces(BRAND)
LATIN, BEHIND = "AtkinsonHyperlegibleNext-Regular", "NotoSans-Regular"


def faces_of(text: str, language: str = "", faces: Faces = FACES, bold: bool = False) -> list[tuple[str, str]]:
    return [(words, face.name) for words, face in faces.divide(text, bold, language=language)]


def test_latin_words_and_digits_have_the_latin_face() -> None:
    arabic = "NotoSansArabic-Regular"
    assert faces_of("اتصل NHS 01632 960 123 الآن.", "ar") == [
        ("اتصل ", arabic), ("NHS 01632 960 123", LATIN), (" الآن.", arabic)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("كتفك", "ar", "NotoSansArabic"),
        ("شانه‌ها، (پشت)", "fa", "NotoSansArabic"),
        ("کندھے، (کمر)۔", "ur", "NotoNastaliqUrdu"),
        ("کندھے", "ur-Arab", "NotoSansArabic"),
        ("کندھے", "pa-Aran", "NotoNastaliqUrdu"),
        ("আপনার কাঁধ, (ধীরে) ঘোরান।", "bn", "NotoSansBengali"),
        ("तुम", "hi", "NotoSansDevanagari"),
        ("ખભા", "gu", "NotoSansGujarati"),
        ("ਮੋਢੇ", "pa", "NotoSansGurmukhi"),
        ("தோள்", "ta", "NotoSansTamil"),
        ("ሰላም፡ ዓለም።", "ti", "NotoSansEthiopic"),
        ("ค่อย ๆ", "th", "NotoSansThai"),
        ("每天，（慢）。", "zh-Hans", "NotoSansSC"),
    ],
)
def test_scripts_have_faces_of_the_package(text: str, language: str, name: str) -> None:
    """Also where the text is of another language: an English page may quote any."""
    assert faces_of(text, language) == [(text, f"{name}-Regular")]
    assert faces_of(text, language, bold=True) == [(text, f"{name}-Bold")]


def test_letters_that_a_face_lacks_come_from_the_next_of_their_script() -> None:
    assert faces_of("ڵ", "ur") == [("ڵ", "NotoSansArabic-Regular")]


def test_face_without_rules_for_a_script_is_passed_over() -> None:
    """The brand's Noto Sans has letters of Devanagari, and was trimmed of what joins them."""
    assert FACES._chains[False, False][1].name == "NotoSans-Regular.ttf"
    assert faces_of("कंधे", "hi") == [("कंधे", "NotoSansDevanagari-Regular")]


def test_face_of_the_brand_goes_before_the_package() -> None:
    arabic = family(FOLDER, "NotoSansArabic", "Regular", "Bold", "Regular", "Bold")
    assert faces_of("کمر", "ur", Faces([*BRAND, arabic])) == [("کمر", "NotoSansArabic-Regular")]


def test_word_is_of_one_face() -> None:
    """The first family lacks the letter with two marks, and not the others of the word."""
    assert faces_of("Hello vận động here") == [("Hello", LATIN), (" vận động ", BEHIND), ("here", LATIN)]
    assert faces_of("П\u2019ять, 5") == [("П\u2019ять, ", BEHIND), ("5", LATIN)]
    assert faces_of("semi-động", "") == [("semi-động", BEHIND)]


def test_language_whose_letters_the_first_family_lacks_has_one_face() -> None:
    for text, language in (("Giữ vận động nhẹ nhàng, 5 phút", "vi"), ("П\u2019ять хвилин (5)", "uk"), ("Ba lan", "vi")):
        assert faces_of(text, language) == [(text, BEHIND)]
    assert faces_of("Pięć minut", "pl") == [("Pięć minut", LATIN)]
    assert FACES.face_for("vi", bold=True).name == "NotoSans-Bold"
    assert FACES.face_for("en-GB") is FACES.face()


def test_signs_are_taken_one_by_one() -> None:
    """As before: a sign that the first family lacks takes no digits or words with it."""
    signs = Faces([BRAND[1], BRAND[0]])  # Noto Sans has no ≥
    assert faces_of("dose ≥5 mg", "", signs) == [("dose ", BEHIND), ("≥", LATIN), ("5 mg", BEHIND)]


def test_brackets_are_both_of_one_face() -> None:
    nastaliq = "NotoNastaliqUrdu-Regular"
    assert faces_of("کمر (NHS) 5", "ur") == [("کمر (", nastaliq), ("NHS", LATIN), (") ", nastaliq), ("5", LATIN)]
    assert faces_of("01632 (NHS) کمر", "ur") == [("01632 (NHS)", LATIN), (" کمر", nastaliq)]


def test_scripts_without_a_space_between_are_told_apart() -> None:
    chinese = "NotoSansSC-Regular"
    assert faces_of("用NHS的", "zh-Hans") == [("用", chinese), ("NHS", LATIN), ("的", chinese)]


def test_new_lines_are_kept() -> None:
    assert "".join(words for words, _ in faces_of("كتف\nكتف\n", "ar")) == "كتف\nكتف\n"


def test_character_in_no_face_is_named() -> None:
    for text, character in (("\U00012000", "\U00012000"), ("a\u1780", "\u1780"), ("\u05d0", "\u05d0")):
        with pytest.raises(UncoveredError) as fault:
            FACES.divide(text)
        assert fault.value.character == character


def forget() -> None:
    """Let faces be read anew."""
    loading._shaped.cache_clear()
    dividing._choice.cache_clear()


def test_missing_package_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    forget()
    monkeypatch.setitem(sys.modules, "uharfbuzz", None)
    faces = Faces(BRAND)
    with pytest.raises(MissingExtraError):
        faces.divide("كتف", language="ar")
    # Names of languages were shaped beforehand; Chinese and Ethiopic letters stand side by side.
    for name, language in (("العربية", "ar"), ("اردو", "ur"), ("বাংলা", "bn"), ("中文", "zh"), ("ትግርኛ", "ti")):
        ((words, face),) = faces.divide(name, language=language)
        assert face.word(words, language in ("ar", "ur"))[1] > 0
    forget()


def test_texts_are_kept_if_that_is_asked_for() -> None:
    faces = Faces(BRAND)
    text = "كتف (NHS) 20"
    divided = faces.divide(text, language="ar")
    assert faces.divide(text, language="ar") is not divided
    kept = faces.divide(text, language="ar", keeps=True)
    assert kept == divided
    assert faces.divide(text, language="ar") is kept
    assert Faces(BRAND).divide(text, language="ar") is kept


def test_leading_is_that_of_the_script() -> None:
    assert FACES.leading("ur") == FACES.leading("ur-PK") == 2.3
    assert FACES.leading("ar") == 1.5
    assert FACES.leading("en") == FACES.leading("bn") == FACES.leading("") == 0


MIXED = "abz ,.()[]15\nकर्षॐآبج،۔ئঅকি্ஸஹไทย中文，。ሰ።ҐїữXŁ\u200c\u200d\u00a0\u2067-'"


@given(st.text(st.sampled_from(MIXED), max_size=40))
def test_no_character_is_lost(text: str) -> None:
    for language in ("", "ur", "uk"):
        divided = FACES.divide(text, language=language)
        assert "".join(words for words, _ in divided) == text
        assert all(face.covers(words.replace("\n", "")) for words, face in divided)
