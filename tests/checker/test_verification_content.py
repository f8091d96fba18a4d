"""The checks of content streams and fonts: every rule fires on a sample that breaks it."""

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests.checker import structure
from tests.checker.edits import Edit, content, drop, faults, page, text
from tests.checker.fonts import Font, read_to_unicode


def _form(pdf: pikepdf.Pdf, operators: str, drawn: str = "/Artifact BMC /X Do EMC", **entries: Any) -> None:
    form = pdf.make_stream(
        operators.encode("latin-1"),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 9, 9]),
        Resources=page(pdf)["/Resources"],
        **entries,
    )
    page(pdf)["/Resources"]["/XObject"] = Dictionary(X=form)
    content(pdf, drawn)


CONTENT: list[tuple[Edit, str]] = [
    (lambda pdf: content(pdf, "/Artifact BMC"), "1 marked contents are never closed"),
    (lambda pdf: content(pdf, "BT"), "BT without ET"),
    (lambda pdf: content(pdf, "q"), "q without Q"),
    (lambda pdf: content(pdf, "Q"), "Q without q"),
    (lambda pdf: content(pdf, "BT BT ET"), "BT inside BT"),
    (lambda pdf: content(pdf, "ET"), "ET without BT"),
    (lambda pdf: content(pdf, "EMC"), "EMC without BDC or BMC"),
    (lambda pdf: content(pdf, "0 0 9 9 re f"), "operator f paints outside any mark or artifact"),
    (lambda pdf: content(pdf, "0 0 m 9 9 l S"), "operator S paints outside any mark or artifact"),
    (lambda pdf: content(pdf, "BT /F1 9 Tf (lost) Tj ET"), "text 'lost' paints outside any mark or artifact"),
    (lambda pdf: content(pdf, "BT /F1 9 Tf [(lo) 9 (st)] TJ ET"), "text 'lost' paints outside any mark"),
    (lambda pdf: content(pdf, "BI /W 1 /H 1 /BPC 8 /CS /G ID x EI"), "operator INLINE IMAGE paints outside"),
    (
        lambda pdf: content(pdf, "/Span BMC 0 0 9 9 re f EMC"),
        "paints in marked content that is neither tagged",
    ),
    (lambda pdf: content(pdf, "/Span BMC EMC"), "marked content /Span has no MCID"),
    (lambda pdf: content(pdf, "/Span <</Lang (de)>> BDC EMC"), "marked content /Span has no MCID"),
    (lambda pdf: content(pdf, "/Artifact BMC /Artifact BMC EMC EMC"), "/Artifact is nested in another"),
    (lambda pdf: content(pdf, "/P <</MCID 0>> BDC EMC"), "MCID 0 is used by two marks"),
    (lambda pdf: content(pdf, "/Artifact <</MCID 99>> BDC EMC"), "an artifact has the MCID 99"),
    (
        lambda pdf: content(pdf, "/Artifact <</Type /Footer>> BDC EMC"),
        "an artifact has the unknown type /Footer",
    ),
    (lambda pdf: content(pdf, "/Artifact BMC BT EMC ET"), "crosses the border of a text object"),
    (
        lambda pdf: _form(pdf, "", "/Artifact BMC /P /Props BDC BT /F1 9 Tf (x) Tj ET EMC EMC"),
        "P is nested in another",
    ),
    (lambda pdf: text(pdf, "/F1 9 Tf", "/F9 9 Tf"), "font /F9 is not in the resources"),
    (lambda pdf: text(pdf, "/F1 9 Tf", ""), "text is shown without a font"),
    (lambda pdf: content(pdf, "/Artifact BMC (x) Tj EMC"), "text is shown outside BT and ET"),
    (
        lambda pdf: text(pdf, "40 200 80 80 re f", "40 200 80 80 re f BT /F1 9 Tf (sign) Tj ET"),
        "the words 'sign' in it are said beside its Alt",
    ),
    (lambda pdf: content(pdf, "/Artifact BMC /X Do EMC"), "XObject /X is not in the resources"),
    (lambda pdf: _form(pdf, "/P <</MCID 0>> BDC EMC"), "marked content /P inside a form XObject"),
    (
        lambda pdf: _form(pdf, "0 0 9 9 re f", StructParents=9),
        "form XObject /X has an entry in the parent tree",
    ),
    (lambda pdf: _form(pdf, "0 0 9 9 re f", "/X Do"), "form /X paints outside any mark"),
    (lambda pdf: _form(pdf, "BT /F1 9 Tf (lost) Tj ET", "/X Do"), "text 'lost' paints outside any mark"),
    (lambda pdf: text(pdf, "0 0 1 rg", "EMC q /Artifact BMC 0 0 1 rg"), "q without Q"),
]


def _set_font(pdf: pikepdf.Pdf, **entries: Any) -> None:
    page(pdf)["/Resources"]["/Font"]["/F2"] = Dictionary(Type=Name.Font, **entries)


def _composite(pdf: pikepdf.Pdf, cmap: str, shown: str, encoding: str = "/Identity-H") -> None:
    """Add a font of two-byte codes and a paragraph's strong word in it."""
    descriptor = Dictionary(Type=Name.FontDescriptor, FontFile2=pdf.make_stream(b"no matter"))
    below = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Own, FontDescriptor=descriptor)
    _set_font(
        pdf,
        Subtype=Name.Type0,
        BaseFont=Name.Own,
        Encoding=Name(encoding),
        DescendantFonts=Array([below]),
        ToUnicode=pdf.make_stream(cmap.encode("ascii")),
    )
    text(pdf, "(bold) Tj", f"/F2 10 Tf <{shown}> Tj")


_LETTERS = "1 beginbfrange <0001> <0004> <0061> endbfrange"

FONTS: list[tuple[Edit, str]] = [
    (
        lambda pdf: _set_font(pdf, Subtype=Name.Type1, BaseFont=Name.Helvetica),
        "font Helvetica is one of the standard",
    ),
    (lambda pdf: _set_font(pdf, Subtype=Name.Type1, BaseFont=Name.Own), "font Own is not embedded"),
    (lambda pdf: drop(page(pdf)["/Resources"]["/Font"]["/F1"], "/ToUnicode"), "has no ToUnicode"),
    (lambda pdf: _composite(pdf, _LETTERS, "000100"), "a string of 3 bytes where codes have two"),
    (lambda pdf: _composite(pdf, _LETTERS, "0000"), "glyph 0 (.notdef) is shown"),
    (lambda pdf: _composite(pdf, _LETTERS, "0009"), "a shown code has no text in ToUnicode"),
    (
        lambda pdf: _composite(pdf, "beginbfchar <0001> <E001> endbfchar", "0001"),
        "a private-use sign without",
    ),
    (
        lambda pdf: _composite(pdf, "beginbfchar <0001> <0000> endbfchar", "0001"),
        "ToUnicode of code 0x1 is '\\x00'",
    ),
    (
        lambda pdf: _composite(pdf, "beginbfchar <0001> <FEFF> endbfchar", "0001"),
        "ToUnicode of code 0x1 is '\\ufeff'",
    ),
    (lambda pdf: _composite(pdf, "beginbfchar <0001> <1F600> endbfchar", "0001"), "is not UTF-16: <1F600>"),
    (lambda pdf: _composite(pdf, "beginbfchar <0001> <D83D> endbfchar", "0001"), "is not UTF-16: <D83D>"),
    (lambda pdf: _composite(pdf, _LETTERS, "0001", "/Identity-V"), "encoding is /Identity-V, not Identity-H"),
]


@pytest.mark.parametrize(("edit", "expected"), [pytest.param(*case, id=case[1]) for case in CONTENT + FONTS])
def test_fault_is_found(tmp_path: Path, edit: Edit, expected: str) -> None:
    """Every rule fires on a file that breaks it."""
    found = faults(tmp_path, edit)
    assert any(expected in fault for fault in found), found


def test_text_is_placed_by_the_transformation(tmp_path: Path) -> None:
    """A link's text that is moved away by the page's transformation lies under its annotation no more."""
    assert faults(tmp_path, lambda pdf: text(pdf, "/Reference <<", "q 1 0 0 1 0 0 cm /Reference <<")) == [
        "page 1: q without Q"
    ]
    found = faults(tmp_path, lambda pdf: text(pdf, "/Reference <<", "q 1 0 0 1 0 99 cm /Reference <<"))
    assert any("lies over none of its text" in fault for fault in found)


def test_to_unicode_is_read() -> None:
    """Single codes, ranges, lists and signs beyond 16 bits."""
    table, found = read_to_unicode(
        b"2 beginbfchar <01> <0041> <02><D83DDE00> endbfchar 3 beginbfrange <03> <05> <0061>"
        b" <06> <07> [<0066 0069> <0021>] <0010> <0012> <D83DDE00> endbfrange"
    )
    assert found == []
    assert "".join(table[code] for code in range(1, 8)) == "A\U0001f600abcfi!"
    assert "".join(table[code] for code in range(0x10, 0x13)) == "\U0001f600\U0001f601\U0001f602"
    assert table[99] == "\ufffd"


def test_two_byte_codes_are_read(tmp_path: Path) -> None:
    """Text in a composite font comes out through its ToUnicode."""
    assert faults(tmp_path, lambda pdf: _composite(pdf, _LETTERS, "000100020004")) == []
    assert "and abd Wort." in structure.reading_text(tmp_path / "broken.pdf")
    font = Font(Dictionary(Subtype=Name.Type3, BaseFont=Name.Own))
    assert font.decode(b"ab") == ("\ufffd", "\ufffd")


def test_reversed_strings_are_read_from_their_end(tmp_path: Path) -> None:
    """What lies in ReversedChars belongs to the mark round it, and a code of two signs keeps their order."""
    reversed_words = "/ReversedChars BMC (Wort ) Tj EMC"
    assert faults(tmp_path, lambda pdf: text(pdf, "( Wort) Tj", reversed_words)) == []
    assert "and bold troW." in structure.reading_text(tmp_path / "broken.pdf")
    table, _ = read_to_unicode(b"2 beginbfchar <01> <00660069> <02> <0021> endbfchar")
    assert [table[1], table[2]] == ["fi", "!"]


@pytest.mark.parametrize(
    ("operators", "expected"),
    [
        ("/ReversedChars BMC BT /F1 9 Tf (x) Tj ET EMC", "ReversedChars has no MCID"),
        ("/Artifact BMC /ReversedChars BMC BT /F1 9 Tf (x) Tj ET EMC EMC", "holds more than strings"),
        ("/Artifact BMC BT /F1 9 Tf /ReversedChars <</X 1>> BDC (x) Tj EMC ET EMC", "has properties"),
        (
            "/Artifact BMC BT /F1 9 Tf /ReversedChars BMC /ReversedChars BMC (x) Tj EMC EMC ET EMC",
            "/ReversedChars is nested in another",
        ),
        ("/Artifact BMC BT /F1 9 Tf /ReversedChars BMC (x) Tj ET EMC EMC", "crosses the border of a text object"),
    ],
)
def test_reversed_strings_hold_nothing_else(tmp_path: Path, operators: str, expected: str) -> None:
    found = faults(tmp_path, lambda pdf: content(pdf, operators))
    assert any(expected in fault for fault in found), found
