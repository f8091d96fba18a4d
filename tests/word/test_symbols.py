"""Letters of symbol fonts are what Unicode publishes, and where other programs say otherwise it is known why.

mammoth and pandoc have tables of their own. What they say otherwise is listed here, code by code, with the reason why
ours is right; anything else that they come to say otherwise fails a test.
"""

import json
import subprocess
import unicodedata
from collections.abc import Iterator
from typing import Any

import pypandoc
import pytest
from mammoth.docx.dingbats import dingbats

from leafletgen.word.symbols import character, is_symbol_font
from tests.support.processes import BOUND
from tests.support.word_packages import document, packed, parts

#: The fonts of which both have tables, and how many characters Unicode's tables give of each.
_FONTS = {"Symbol": 189, "Wingdings": 222, "Wingdings 2": 217, "Wingdings 3": 208, "Webdings": 223}
_CODES = range(0x20, 0x100)

_MAMMOTH = {
    # Looks alike, and is another character: Adobe's table has operators where mammoth has characters of the keyboard
    # (* and ~), and "contains as member" of full size.
    "Symbol": "27 220D, 2A 002A, 7E 007E, "
    # A Greek letter; a dose has the micro sign, which the table gives first. Both look the same.
    "6D 03BC, "
    # Brackets of Chinese and Japanese; the table has those of mathematics.
    "E1 3008, F1 3009, "
    # Apple's own sign, of the private area, which the published table has not.
    "F0 F8FF",
    # Characters that Unicode 7.0 took in, or has long had, for just these: sand that runs, a left hand that points
    # down, a smaller diamond; mammoth has the nearest of before.
    "Wingdings": "36 231B, 48 261F, 77 2B29, "
    # The mark of a code that is not there.
    "7F 25AF",
}
"""What mammoth says otherwise: the code in the font, and the character, as numbers."""

_PANDOC = {
    # The second of two characters that the published table gives; of mu the Greek letter, not the micro sign.
    "Symbol": "44 2206, 57 2126, 6D 03BC, A4 2215, "
    # The private area, as the table has it from before Unicode 3.2, which took these characters in.
    "60 F8E5, BD F8E6, BE F8E7, D2 F6DA, D3 F6D9, D4 F6DB, E2 F8E8, E3 F8E9, E4 F8EA, E6 F8EB, E7 F8EC, E8 F8ED, "
    "E9 F8EE, EA F8EF, EB F8F0, EC F8F1, ED F8F2, EE F8F3, EF F8F4, F4 F8F5, F6 F8F6, F7 F8F7, F8 F8F8, F9 F8F9, "
    "FA F8FA, FB F8FB, FC F8FC, FD F8FD, FE F8FE",
    # The nearest character of before Unicode 7.0, which took in those of the font; or a like one that is larger.
    "Wingdings": "30 1F4C1, 31 1F4C2, 32 1F4C4, 36 231B, 42 1F44C, 48 261F, 4E 2620, 53 1F4A7, 5C 0950, 6C 25CF, "
    "6E 25A0, 6F 25A1, 73 2B27, 77 2B25, 9E 00B7, A1 26AA, A4 25C9, A5 25CE, A8 25FB, A9 1F7C2, AA 2726, AC 2736, "
    "AD 2734, AE 2739, AF 2735, B2 27E1, B3 2311, FC 2714, "
    # Digits in circles: those of the font have no serifs.
    "80 24EA, 81 2460, 82 2461, 83 2462, 84 2463, 85 2464, 86 2465, 87 2466, 88 2467, 89 2468, 8A 2469, 8B 24FF, "
    "8C 2776, 8D 2777, 8E 2778, 8F 2779, 90 277A, 91 277B, 92 277C, 93 277D, 94 277E, 95 277F, "
    # Two arrows exchanged: the one that points up to the left comes first, as it does among the black ones (E5, E6).
    "F5 2B00, F6 2B01, "
    # Not looked up: taken for a space.
    "A0 F0A0",
    # The nearest character of before Unicode 7.0.
    "Wingdings 2": "50 2713, 53 2612, 57 29B8, 95 2022, 96 25CF, 97 26AB, 98 2B24, 99 1F785, 9A 1F786, 9C 1F788, "
    "9D 1F78A, 9F 25FE, A1 25FC, A2 2B1B, A3 2B1C, AC 2B29, AD 2B25, AE 25C6, B5 2B2A, B6 2B27, B7 29EB, BE 25FC, "
    "BF 2B25, E8 2726, EA 2605, EC 1F7CB, ED 2737, EE 1F7CF, "
    # Not looked up.
    "A0 F0A0",
    # The nearest character of before Unicode 7.0.
    "Wingdings 3": "56 23B5, 66 2190, 67 2192, 68 2191, 69 2193, 6A 2196, 6B 2197, 6C 2199, 6D 2198, 74 25C4, "
    "75 25BA, 81 25B2, 82 25BC, 83 25C0, 84 25B6, "
    # Not looked up.
    "A0 F0A0",
    # The nearest character of before Unicode 7.0.
    "Webdings": "63 25A1, 67 25A0, 6E 26AB, 78 1F6C7, 7C 007C, A7 1F4D6, "
    # Two clouds exchanged: snow comes before rain.
    "DA 1F327, DB 1F328, "
    # Not looked up.
    "A0 F0A0",
}
"""What pandoc says otherwise."""


def _listed(written: dict[str, str]) -> set[tuple[str, int, str]]:
    pairs = [(font, *pair.split()) for font, text in written.items() for pair in text.split(", ")]
    return {(font, int(code, 16), chr(int(other, 16))) for font, code, other in pairs}


@pytest.mark.parametrize(
    ("font", "code", "meant"),
    [
        ("Symbol", 0x6D, "\N{MICRO SIGN}"),
        ("Symbol", 0xF06D, "\N{MICRO SIGN}"),
        ("Symbol", 0xB0, "°"),
        ("Symbol", 0xA3, "≤"),
        ("Symbol", 0xB3, "≥"),
        ("Symbol", 0xB1, "±"),
        ("Symbol", 0xB4, "\N{MULTIPLICATION SIGN}"),
        ("Symbol", 0xF0B7, "•"),
        ("Symbol", 0x61, "\N{GREEK SMALL LETTER ALPHA}"),
        ("Symbol", 0xAE, "→"),
        ("Symbol", 0xA5, "∞"),
        ("Wingdings", 0xFC, "✓"),
        ("Wingdings", 0xFB, "🗶"),
        ("Wingdings", 0xFE, "🗹"),
        ("Wingdings", 0xA8, "🞎"),
        ("Wingdings", 0xE0, "🡪"),
        ("Wingdings", 0xA7, "▪"),
        ("Wingdings", 0xD8, "⮚"),
        ("Wingdings", 0x28, "🕿"),
        ("Wingdings 2", 0x50, "🗸"),
        ("Wingdings 2", 0x52, "☑"),
        ("Wingdings 2", 0xA3, "□"),
        ("Wingdings 3", 0x75, "▶"),
        ("Webdings", 0x61, "✔"),
        ("Webdings", 0x72, "🗙"),
        ("Zapf Dingbats", 0x34, "✔"),
        ("Zapf Dingbats", 0x6F, "❏"),
    ],
)
def test_what_leaflets_have(font: str, code: int, meant: str) -> None:
    assert character(font, code) == meant


@pytest.mark.parametrize(
    ("name", "like"),
    [
        ("SYMBOL", "Symbol"),
        ("Symbol MT", "Symbol"),
        ("SymbolPS", "Symbol"),
        ("@Wingdings", "Wingdings"),
        ("wingdings2", "Wingdings 2"),
        ("  Wingdings  3 ", "Wingdings 3"),
        ("ITC Zapf Dingbats", "Zapf Dingbats"),
        ("ZapfDingbats", "Zapf Dingbats"),
        ("Monotype Sorts", "Zapf Dingbats"),
    ],
)
def test_a_font_is_known_by_all_its_names(name: str, like: str) -> None:
    assert is_symbol_font(name)
    assert [character(name, code) for code in _CODES] == [character(like, code) for code in _CODES]
    assert any(character(name, code) for code in _CODES)


@pytest.mark.parametrize("name", ["Arial", "Calibri", "Segoe UI Symbol", "Cambria Math", "OpenSymbol", ""])
def test_other_fonts_have_letters(name: str) -> None:
    assert not is_symbol_font(name)
    assert character(name, 0x6D) is None


@pytest.mark.parametrize("name", ["MT Extra", "Marlett", "Bookshelf Symbol 7", "Euclid Symbol"])
def test_of_a_font_without_a_published_table_nothing_is_made(name: str) -> None:
    assert is_symbol_font(name)
    assert {character(name, code) for code in (*_CODES, *range(0xF020, 0xF100))} == {None}


@pytest.mark.parametrize("code", [-1, 0, 0x1F, 0x100, 0x3BC, 0x2022, 0xE06D, 0xF000, 0xF01F, 0xF100, 0x1F4C1])
def test_other_codes_are_none(code: int) -> None:
    assert character("Symbol", code) is None
    assert character("Wingdings", code) is None


@pytest.mark.parametrize(("font", "number"), [*_FONTS.items(), ("Zapf Dingbats", 202)])
def test_every_character_of_a_table_is_one_that_unicode_names(font: str, number: int) -> None:
    found = [found for found in (character(font, code) for code in _CODES) if found is not None]
    assert len(found) == number
    assert all(unicodedata.name(one, "") for one in found)
    assert [character(font, 0xF000 + code) for code in _CODES] == [character(font, code) for code in _CODES]


def test_mammoth_differs_where_it_is_known_to() -> None:
    told = {(font, code, chr(dingbats[font, code])) for font in _FONTS for code in _CODES if (font, code) in dingbats}
    assert len(told) > 1000
    assert {one for one in told if character(one[0], one[1]) != one[2]} == _listed(_MAMMOTH)


def test_mammoth_knows_no_code_that_the_tables_lack() -> None:
    ours = {(font, code) for font in _FONTS for code in _CODES if character(font, code)}
    assert ours <= set(dingbats)


def test_pandoc_differs_where_it_is_known_to() -> None:
    every = [(font, code) for font in _FONTS for code in _CODES if code != 0x20]
    told = [(font, code, said) for (font, code), said in zip(every, _said_by_pandoc(every), strict=True)]
    kept = {(font, code, said) for font, code, said in told if character(font, code) is None}
    assert all(said == chr(0xF000 + code) for font, code, said in kept)  # as it stood: it knows none either
    assert {one for one in told if character(one[0], one[1]) != one[2]} - kept == _listed(_PANDOC)


def _said_by_pandoc(symbols: list[tuple[str, int]]) -> Iterator[str]:
    """Yield what pandoc makes of each symbol, from one file with a paragraph for each."""
    body = "".join([f'<w:p><w:r><w:sym w:font="{font}" w:char="F0{code:02X}"/></w:r></w:p>' for font, code in symbols])
    file = packed(parts() | {"word/document.xml": document(body)})
    command = [pypandoc.get_pandoc_path(), "--from=docx", "--to=json"]
    made = subprocess.run(command, input=file, stdout=subprocess.PIPE, check=True, timeout=BOUND)
    for block in json.loads(made.stdout)["blocks"]:
        yield "".join(_words(block["c"]))


def _words(inlines: list[dict[str, Any]]) -> Iterator[str]:
    for one in inlines:
        yield one["c"] if one["t"] == "Str" else " "
