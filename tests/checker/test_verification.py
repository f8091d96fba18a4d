"""The verification tools on a good file: what they accept, what they print, how they are called."""

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.checker import sample, structure, verapdf
from tests.checker.edits import content, drop, elements, faults, page, text

TAGS = """\
Document Lang="en-GB"
  Sect
    H1 "A title"
    TOC
      TOCI
        Reference "⋯2"
          Link -> #table "A table "
    P "A paragraph with ⋯ and ⋯."
      Link -> https://example.org/ "a link of two lines"
      Strong (Span) "bold"
      Span Lang="de" " Wort"
    L ListNumbering=Disc
      LI
        Lbl "•"
        LBody "first item⋯"
          L ListNumbering=Disc
            LI
              Lbl "•"
              LBody
                P "inner item"
    Div
      Figure Alt="A red square" BBox
      Caption "A caption"
    P "A paragraph over two pages."
    H2 "A table"
    Table
      Caption "Doses"
      THead
        TR
          TH Scope=Column
            P "Week"
          TH Scope=Column
            P "Times"
      TBody
        TR
          TH Scope=Row
            P "one"
          TD
            P "5"
        TR
          TH Scope=Row
            P "two"
          TD
            P "10"
        TR
          TD ColSpan=2
            P "both"
    P "See the note⋯"
      Reference
        Lbl "1"
    Note ID="note1"
      Lbl "1"
      P "NICE, 2021"
"""

TEXT = """\
A title
A table 2
A paragraph with a link of two lines and bold Wort.
• first item
• inner item
A caption
A paragraph over two pages.
A table
Doses
Week
Times
one
5
two
10
both
See the note1
1 NICE, 2021
"""


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample's path."""
    path = tmp_path_factory.mktemp("sample") / "sample.pdf"
    sample.write(path)
    return path


def test_sample_is_good(good: Path) -> None:
    """No rule fires on the sample."""
    assert structure.check(good) == []


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_sample_passes_verapdf(good: Path, profile: str) -> None:
    """The sample is what veraPDF accepts, so that our checks are tried on a good file."""
    verdict = verapdf.validate(good, profile)
    assert verdict.passed, verdict
    assert verdict.checks > 500
    assert verdict.faults == {}


def test_dumps(good: Path) -> None:
    """The three dumps show all that the sample holds."""
    with structure.read(good) as document:
        assert structure.tag_tree(document) == TAGS
        assert structure.reading_text(document) == TEXT
        assert structure.artifact_text(document) == ["Header 1", "Header 2"]


def test_verapdf_finds_faults(good: Path, tmp_path: Path) -> None:
    """A validator that cannot fail proves nothing."""
    path = tmp_path / "broken.pdf"
    with pikepdf.open(good) as pdf:
        drop(elements(pdf, "Figure")[0], "/Alt")
        sample.save(pdf, path)
    verdict = verapdf.validate(path, "ua1")
    assert not verdict.passed
    assert list(verdict.faults) == ["7.3-1"]
    assert verdict.faults["7.3-1"][1] == 1


def test_verapdf_reads_no_rubbish(tmp_path: Path) -> None:
    """A file that is no PDF gives a verdict, not a Java traceback."""
    path = tmp_path / "rubbish.pdf"
    path.write_bytes(b"this is no PDF")
    assert list(verapdf.validate(path, "ua1").faults) == ["unreadable"]


def test_command_lines(good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both modules print a report and tell by their exit code."""
    assert structure.main([str(good)]) == 0
    assert "0 faults" in capsys.readouterr().out
    assert structure.main(["--tags", "--text", "--artifacts", str(good)]) == 0
    assert capsys.readouterr().out == TAGS + TEXT + "page 1\n  Header 1\npage 2\n  Header 2\n"
    broken = tmp_path / "broken.pdf"
    with pikepdf.open(good) as pdf:
        drop(elements(pdf, "Figure")[0], "/Alt")
        sample.save(pdf, broken)
    assert structure.main([str(broken)]) == 1
    assert "Figure without Alt" in capsys.readouterr().out
    assert verapdf.main([str(good), str(broken)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert sum(" PASS " in line for line in lines) == 3
    assert any("7.3-1 x1" in line for line in lines)


def test_long_words_may_be_broken(good: Path, tmp_path: Path) -> None:
    """A word too long for its line is no pair of words that run together."""
    path = tmp_path / "long.pdf"

    def save(first: str, second: str) -> None:
        with pikepdf.open(good) as pdf:
            text(pdf, "(a link of )", f"({first})")
            text(pdf, "(two lines)", f"({second} lines)")
            sample.save(pdf, path)

    save("Donaudampfschiff", "fahrtsgesellschaft")
    assert structure.check(path) == []
    save("https://www.nhs", "uk")
    assert structure.check(path) == []
    save("physio", "therapy")
    assert len(structure.check(path)) == 1
    assert structure.check(path, {"physiotherapy"}) == []
    save('"physio', 'therapy",')
    assert structure.check(path, {"physiotherapy"}) == []
    assert len(structure.check(path, {"physio", "therapy"})) == 1


def test_actual_text_replaces(good: Path, tmp_path: Path) -> None:
    """ActualText stands for what is shown, on an element and on a mark."""
    path = tmp_path / "replaced.pdf"
    with pikepdf.open(good) as pdf:
        elements(pdf, "Strong")[0]["/ActualText"] = String("fett\n")
        text(pdf, "/LBody <</MCID", "/LBody <</ActualText (eins) /MCID")
        sample.save(pdf, path)
    assert structure.check(path) == []
    assert "and fett\n Wort" in structure.reading_text(path)
    assert "• eins\n" in structure.reading_text(path)
    assert 'Strong (Span) ActualText="fett\\n" "bold"' in structure.tag_tree(path)


def test_words_in_a_picture_are_no_running_text(tmp_path: Path) -> None:
    """Its Alt is read, and they are not; that a reader would say both is a fault."""

    def edit(pdf: pikepdf.Pdf) -> None:
        text(pdf, "40 200 80 80 re f", "BT /F1 9 Tf 50 220 Td (Start) Tj 0 20 Td (Finish) Tj ET /X Do")
        image = pdf.make_stream(
            b"\x80", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, ColorSpace=Name.DeviceGray
        )
        image["/BitsPerComponent"] = 8
        page(pdf)["/Resources"]["/XObject"] = Dictionary(X=image)

    assert [fault.partition(": ")[2] for fault in faults(tmp_path, edit)] == [
        "the words 'StartFinish' in it are said beside its Alt"
    ]
    assert structure.reading_text(tmp_path / "broken.pdf") == TEXT
    assert 'Figure Alt="A red square" BBox "StartFinish"' in structure.tag_tree(tmp_path / "broken.pdf")


def test_golden_text_shows_every_sign(tmp_path: Path) -> None:
    """Quotes, backslashes, signs that cannot be seen, titles and lists of headers can be read."""

    def edit(pdf: pikepdf.Pdf) -> None:
        elements(pdf, "Figure")[0]["/Alt"] = String('a "b" \\ c\u00a0d')
        elements(pdf, "H1")[0]["/T"] = String("Other title")
        for index, header in enumerate(elements(pdf, "TH")):
            header["/ID"] = String(f"h{index}")
        elements(pdf, "TD")[0]["/A"] = Dictionary(O=Name.Table, Headers=Array([String("h1"), String("h2")]))

    found = faults(tmp_path, edit)
    assert all("the IDTree does not lead" in fault for fault in found)
    tags = structure.tag_tree(tmp_path / "broken.pdf")
    assert r'Alt="a \"b\" \\ c\u00a0d"' in tags
    assert 'H1 T="Other title" "A title"' in tags
    assert "TD Headers=h1,h2" in tags


def test_form_text_is_read(good: Path, tmp_path: Path) -> None:
    """Text in a form XObject is not lost."""
    path = tmp_path / "form.pdf"
    with pikepdf.open(good) as pdf:
        form = pdf.make_stream(
            b"BT /F1 10 Tf (in a form) Tj ET",
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 9, 9]),
            Resources=page(pdf)["/Resources"],
        )
        page(pdf)["/Resources"]["/XObject"] = Dictionary(X=form)
        content(pdf, "/Artifact BMC q 1 0 0 1 5 5 cm /X Do Q EMC")
        sample.save(pdf, path)
    assert structure.check(path) == []
    assert structure.artifact_text(path)[0] == "Header 1\nin a form"
