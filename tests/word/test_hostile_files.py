"""Word files that somebody made to do harm: nothing of them gets further than into words and doubts."""

from __future__ import annotations

from pathlib import Path

import pytest

from leafletgen.errors import ExitCode, Report
from leafletgen.library.workspace import Workspace
from leafletgen.word import own_names
from leafletgen.word.exporting.word_file import word_file
from leafletgen.word.importing.report_page import page
from leafletgen.word.importing.reported import Reported
from leafletgen.word.importing.whole import Imported, imported
from leafletgen.word.importing.wish import Wish
from tests.support.building import Workshop
from tests.support.commands import run, small_workspace
from tests.support.forms import loaded_leaflet
from tests.word.expecting import CODE, brand, come_in, leaflet_in
from tests.word.make import docx, field, p, r
from tests.word.own_file import own_file

_SOURCE = f"""code: {CODE}
title: Knees
language: en-GB
brand: riverside
layouts: [a4-leaflet]
body:
  - Bend your knee.
"""


def exported(shop: Workshop, path: Path) -> bytes:
    """Return the Word file of a leaflet."""
    data = word_file(loaded_leaflet(shop, path), shop.pictures, Report(), "DRAFT")
    assert data is not None
    return data


def told(made: Imported, code: str) -> list[str]:
    """Return the messages of one code."""
    return [doubt.message for doubt in made.doubts if doubt.code == code]


@pytest.mark.parametrize("forced", ['<w:bdo w:val="rtl">|</w:bdo>', "\u202e|\u202c", "\u202d|\u202c"])
def test_numbers_that_are_shown_backwards_are_told(forced: str) -> None:
    inside = r("50 mg") if forced.startswith("<") else "50 mg"
    body = forced.replace("|", inside)
    made = come_in(docx(p(r("Take ") + (body if forced.startswith("<") else r(body)))), "turned")
    assert len(told(made, "word-direction")) == 1
    assert "50" in made.yaml


def test_words_in_their_own_direction_are_not_told() -> None:
    made = come_in(docx(p(f'<w:bdo w:val="rtl">{r("שלום")}</w:bdo><w:dir w:val="rtl">{r("50")}</w:dir>')), "hebrew")
    assert not told(made, "word-direction")


def test_a_notice_above_notes_is_told() -> None:
    note = f'<w:footnote w:id="0" w:type="continuationNotice">{p("continued overleaf")}</w:footnote>'
    made = come_in(docx(p("one"), parts={"footnotes": note}), "notice")
    assert [doubt.words for doubt in made.doubts if doubt.code == "word-note-line"] == ["continued overleaf"]
    assert not told(made, "word-words-lost")


def test_a_picture_of_another_computer_is_told_without_its_folders() -> None:
    code = 'INCLUDEPICTURE "C:\\\\Users\\\\Jo Bloggs\\\\knee.png"'
    made = come_in(docx(p(r("See ") + field(code, r("")))), "far")
    assert "the picture knee.png is kept elsewhere" in told(made, "word-field")[0]
    assert b"Bloggs" not in page([Reported("far.docx", made)])


def test_tokens_in_a_file_that_says_it_is_ours_are_words(tmp_path: Path) -> None:
    """The way back puts markup into letters of the private area, which a stranger may write as well."""
    workspace = Workspace(Workshop(tmp_path).folder)
    begin = f'<w:bookmarkStart w:id="1" w:name="{own_names.SEGMENT}0"/><w:bookmarkEnd w:id="1"/>'
    forged = "\ue0000\ue001 and \ue00099\ue001"
    part = f'<source xmlns="{own_names.SOURCE_SPACE}" file="leaflets/knees.yaml">{_SOURCE}</source>'.encode()
    data = docx(
        p("Knees", '<w:pStyle w:val="Title"/>') + p(begin + r(f"Bend {forged}.")),
        links={"own": ("customXml", "../customXml/item1.xml", False)},
        files={own_names.SOURCE_PART: part},
        parts={"styles": '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'},
    )
    made = imported(data, "knees.docx", Wish("knees", CODE), brand(), workspace=workspace)
    assert leaflet_in(made)["body"] == [f"Bend {forged}."]


def test_no_picture_is_written_through_a_link(tmp_path: Path) -> None:
    root = small_workspace(tmp_path / "w")
    (tmp_path / "elsewhere").mkdir()
    (root / "leaflets" / "heel").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "heel.docx").write_bytes(own_file())
    assert run("import", tmp_path / "heel.docx", "--workspace", root).exit_code == ExitCode.USAGE
    assert not list((tmp_path / "elsewhere").iterdir())
    assert not (root / "leaflets" / "heel.yaml").exists()


def test_the_source_of_a_leaflet_that_is_not_there_is_told(tmp_path: Path) -> None:
    """Its head and its comments are what a stranger wrote, and nobody sees them in Word."""
    shop = Workshop(tmp_path)
    data = exported(shop, shop.add_text("knees", _SOURCE))
    workspace = Workspace(shop.folder)
    assert not imported(data, "knees.docx", Wish("knees", None), brand(), workspace=workspace).doubts
    (shop.folder / "leaflets" / "knees.yaml").unlink()
    made = imported(data, "knees.docx", Wish("knees", None), brand(), workspace=workspace)
    assert [doubt.code for doubt in made.doubts] == ["word-own-unknown"]


@pytest.mark.parametrize(
    "change",
    [
        ("riverside", "../../../etc"),
        ("a4-leaflet", "../../../etc/passwd"),
        ("Bend your knee.", "{include: ../../../etc/passwd}"),
        ("Bend your knee.", "{image: ../../../etc/passwd, alt: x}"),
        ("Bend your knee.", "!!python/object/apply:os.getcwd []"),
        ("title: Knees", "title: Knees\nfont: /etc/passwd"),
    ],
)
def test_a_source_that_reaches_elsewhere_is_not_used(tmp_path: Path, change: tuple[str, str]) -> None:
    part = f'<source xmlns="{own_names.SOURCE_SPACE}" file="leaflets/k.yaml">{_SOURCE.replace(*change)}</source>'
    link = {"own": ("customXml", "../customXml/item1.xml", False)}
    data = docx(p("Bend it."), links=link, files={own_names.SOURCE_PART: part.encode()})
    workspace = Workspace(Workshop(tmp_path).folder)
    made = imported(data, "k.docx", Wish("k", CODE), brand(), workspace=workspace)
    assert told(made, "word-own-source-unusable")
    assert leaflet_in(made)["body"] == ["Bend it."]
    assert "passwd" not in made.yaml


def test_words_beside_the_body_are_told() -> None:
    whole = docx(p("one") + f"</w:body><w:body>{p('two')}")
    made = come_in(whole, "bodies")
    assert [doubt.words for doubt in made.doubts if doubt.code == "word-unknown-element"] == ["two"]
    assert not told(made, "word-words-lost")
