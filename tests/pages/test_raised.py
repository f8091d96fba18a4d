"""Raised digits and citations as programs read them: 10⁹ is not 109, and no citation is part of a number."""

import re
import shutil
import subprocess
from pathlib import Path

import pdfplumber
import pikepdf
import pypdfium2
import pytest

from leafletgen.document.element import Element, Role
from leafletgen.fonts.raised import DRAWN_AND_READ, lowered, stand_ins
from leafletgen.fonts.typeface import Typeface
from leafletgen.pages.flow.lines import Run, break_lines
from leafletgen.superscripts import stretches, superscripts
from tests.pdf.test_pdf_layer import ATKINSON, BLACK, FONTS, NOTO
from tests.support.building import Workshop
from tests.support.processes import BOUND

LEAFLET = """\
code: P1000/1000/06.2025/VERSION1
title: Raised
brand: riverside
layouts: [a5-booklet]
references:
  one: {text: A source}
  two: {text: Another source}
body:
  - {heading: Count 10^9^ cells, id: count}
  - "Here 10^9^ per litre, 10^-9^ and 10^\N{MINUS SIGN}8^, a 19^th^ day, a^(n+1)^ and b^2,3^ stand."
  - "Letters of two faces: a^\N{CYRILLIC SMALL LETTER ZHE}+2^."
  - "Of those aged 50:[@one] many do, 7[@one][@two] of 8 [@two] people ([@one])."
  - "Go to [10^9^ cells](#count), and see {page:count}."
  - table: {header: [Drug, Dose], rows: [["Iron[@one]", "10^9^ mg[@two]"]]}
""" + "".join(f"  - {{heading: Part {number}}}\n  - {'Words. ' * 60}\n" for number in range(2, 9))
SAID = (
    "Count 10⁹ cells",
    "Here 10⁹ per litre, 10⁻⁹ and 10⁻⁸, a 19th day, a⁽ⁿ⁺¹⁾ and b²,³ stand.",
    "Letters of two faces: a\N{CYRILLIC SMALL LETTER ZHE}+².",
    "Of those aged 50: ¹ many do, 7 ¹,² of 8 ² people (¹).",
    "Iron ¹",
    "10⁹ mg ²",
)


@pytest.fixture(scope="module")
def raised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a leaflet with raised digits and citations, and a list of contents."""
    workshop = Workshop(tmp_path_factory.mktemp("raised"))
    built = workshop.build(workshop.add_text("raised", LEAFLET), "a5-booklet")
    assert built.path is not None, built.diagnostics
    return built.path


def _read_by(program: str, path: Path) -> str:
    if program == "PDFium":
        document = pypdfium2.PdfDocument(path)
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    if program == "pdfplumber":
        with pdfplumber.open(path) as file:
            return "\n".join(page.extract_text() for page in file.pages)
    command = {"pdftotext": ["pdftotext", str(path), "-"], "mutool": ["mutool", "draw", "-F", "txt", str(path)]}[
        program
    ]
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    return subprocess.run(command, capture_output=True, check=True, timeout=BOUND).stdout.decode()


@pytest.mark.parametrize("program", ["PDFium", "pdfplumber", "pdftotext", "mutool"])
def test_readers_hear_raised_digits(raised: Path, program: str) -> None:
    """Each program reads the digits as raised, and a space before a citation; where lines end is its own choice."""
    text = " ".join(_read_by(program, raised).split())
    text = re.sub(r" (?=[.,)])", "", text)  # PDFium ends a line after raised letters
    for words in SAID:
        assert words in text


def test_titles_and_contents_say_raised_digits(raised: Path) -> None:
    """The bookmark, the heading's T and what is said of a link; the contents list shows them raised."""
    with pikepdf.open(raised) as pdf:
        said = [
            str(item[key])
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary)
            for key in ("/Title", "/T", "/Contents")
            if isinstance(item.get(key), pikepdf.String)
        ]
    assert {"Count 10⁹ cells", "Go to 10⁹ cells", "Go to Count 10⁹ cells"} <= set(said)
    assert not any("109" in words for words in said)
    assert _read_by("pdfplumber", raised).count("Count 10⁹ cells") == 2


@pytest.mark.parametrize("face", [ATKINSON, NOTO])
def test_raised_digits_are_drawn_as_before(face: Typeface) -> None:
    """A raised digit has a code of its own, with the glyph and the width of the digit; a typed one keeps its own."""
    for stand_in, (drawn, read) in DRAWN_AND_READ.items():
        (code,), (plain,) = face.used_codes(stand_in), face.used_codes(drawn)
        assert code != plain
        assert face.glyph_of_code[code] == face.glyph_of_code[plain]
        assert face.widths[stand_in] == face.widths[drawn]
        assert face.character_of_code[code] == read
    assert face.used_codes("²") != face.used_codes(stand_ins("2", "2"))


def test_raised_codes_depend_on_the_face_alone() -> None:
    """A face that was read anew has the same ones."""
    again = Typeface.load(FONTS / "NotoSans-Regular.ttf")
    text = stand_ins("10", "10")
    assert again.word(text) == NOTO.word(text)
    assert again.used_codes(text) == NOTO.used_codes(text)


def test_a_full_face_has_no_codes_for_raised_digits() -> None:
    """They are drawn as the digits, and read as those."""
    face = Typeface.load(FONTS / "NotoSans-Regular.ttf")
    face._add_raised(0xFFFF)
    first, second = list(DRAWN_AND_READ)[:2]
    assert face.used_codes(first) == [0xFFFF]
    assert face.used_codes(second) == face.used_codes("1")
    assert face.word(second)[:2] == face.word("1")[:2]


@pytest.mark.parametrize(
    ("text", "read"),
    [("9", "⁹"), ("-2", "⁻²"), ("\N{MINUS SIGN}2", "⁻²"), ("th", "th"), ("2a", "²a"), ("n", "ⁿ"), ("nd", "nd"),
     ("(n+1)", "⁽ⁿ⁺¹⁾"), ("a+b", "a+b"), ("2,3", "²,³"), ("²", "²"), ("", "")],
)  # fmt: skip
def test_what_raised_text_is_read_as(text: str, read: str) -> None:
    """Digits and signs have characters of their own, letters stay letters."""
    assert superscripts(text) == read
    assert lowered(stand_ins(text, text)) == text
    assert len(stand_ins(text, text)) == len(text)


def test_stretches_of_superscripts() -> None:
    """Text with superscripts in stretches, which are raised letters of the usual kind."""
    assert stretches("10⁻⁹ kg/m²") == [("10", False), ("-9", True), (" kg/m", False), ("2", True)]
    assert stretches("no digit") == [("no digit", False)]
    assert stretches("") == []


def test_lines_end_where_they_did() -> None:
    """A unit stays with its number after a raised digit, and a raised fraction is not divided."""
    node = Element(Role.PARAGRAPH)
    for text, width in (("9", 56), ("1/2", 62)):
        high = Run(stand_ins(text, text), NOTO, 8, BLACK, node, rise=4)
        runs = [Run("about 10", NOTO, 12, BLACK, node), high, Run(" mg", NOTO, 12, BLACK, node)]
        lines = break_lines(runs, width)
        assert [[piece.run for piece in line.pieces] for line in lines] == [[0], [0, 1, 2]], text
