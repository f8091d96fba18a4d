"""A Word file of a leaflet is one that Word takes, says all that the leaflet says, and is the same each time."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from docx import Document
from lxml import etree

from leafletgen.cli.main import main
from leafletgen.content.model.blocks import Break
from leafletgen.errors import Report
from leafletgen.languages.phrases import words_for
from leafletgen.library.workspace import LoadedLeaflet, Workspace
from leafletgen.system.targets import Kind, is_ours
from leafletgen.word import own_names
from leafletgen.word.exporting import package_needed
from leafletgen.word.exporting.markup import PARAGRAPH_ORDER, RUN_ORDER
from leafletgen.word.exporting.tables import shared_out
from leafletgen.word.exporting.word_file import word_file
from tests.support.building import Workshop, case_names
from tests.support.forms import loaded_leaflet, starters, text_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"

#: The sequences of the schema (ECMA-376 part 1, A.1) for what we write in these elements.
ORDERS = {
    "pPr": PARAGRAPH_ORDER,
    "rPr": RUN_ORDER,
    "tblPr": ("tblStyle", "bidiVisual", "tblW", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook"),
    "tcPr": ("tcW", "gridSpan", "vMerge", "tcBorders", "shd", "tcMar", "vAlign"),
    "trPr": ("cantSplit", "tblHeader"),
    "sectPr": ("headerReference", "footerReference", "pgSz", "pgMar", "bidi"),
    "style": ("name", "basedOn", "next", "uiPriority", "qFormat", "pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr"),
    "settings": ("zoom", "trackRevisions", "defaultTabStop", "compat", "themeFontLang", "doNotAutoCompressPictures"),
    "lvl": ("start", "numFmt", "lvlText", "lvlJc", "pPr"),
}
#: The same as the standard has it in full, against which the two of our own are held.
PARAGRAPH_SCHEMA = """
pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd
snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange
"""
RUN_SCHEMA = """
rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish
webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang
eastAsianLayout specVanish oMath
"""


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(tmp_path_factory.mktemp("word"))


def exported(workshop: Workshop, loaded: LoadedLeaflet, mark: str = "") -> bytes:
    report = Report()
    data = word_file(loaded, workshop.pictures, report, mark)
    assert data is not None, report.diagnostics
    return data


def part(data: bytes, name: str) -> Any:
    with ZipFile(BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def all_leaflets(workshop: Workshop) -> Iterator[LoadedLeaflet]:
    for path in [*starters(workshop), *map(workshop.add_case, case_names())]:
        yield loaded_leaflet(workshop, path)


def test_each_leaflet_is_a_file_that_word_takes(workshop: Workshop) -> None:
    for loaded in all_leaflets(workshop):
        data = exported(workshop, loaded)
        assert Document(BytesIO(data)).core_properties.title == loaded.leaflet.title
        for name in ("word/document.xml", "word/styles.xml", "word/settings.xml", "word/numbering.xml"):
            _check_order(part(data, name), loaded.stem)
        body = part(data, "word/document.xml")
        for tag, key in ((f"{WP}docPr", "id"), (f"{W}bookmarkStart", f"{W}id")):
            ids = [one.get(key) for one in body.iter(tag)]
            assert len(ids) == len(set(ids)), loaded.stem
        names = [one.get(f"{W}name") for one in body.iter(f"{W}bookmarkStart")]
        assert len(names) == len(set(names)), loaded.stem
        assert all(len(name) <= 40 and re.fullmatch(r"[^\W\d]\w*", name) for name in names)
        assert {one.get(f"{W}anchor") for one in body.iter(f"{W}hyperlink")} - {None} <= set(names)
        for cell in body.iter(f"{W}tc"):
            assert cell[-1].tag == f"{W}p", loaded.stem


def _check_order(root: Any, stem: str) -> None:
    for name, order in ORDERS.items():
        for element in root.iter(f"{W}{name}"):
            places = [order.index(etree.QName(kid).localname) for kid in element]
            assert places == sorted(places), (stem, name, etree.tostring(element))


def test_our_orders_are_those_of_the_standard() -> None:
    for ours, theirs in ((PARAGRAPH_ORDER, PARAGRAPH_SCHEMA), (RUN_ORDER, RUN_SCHEMA)):
        places = [theirs.split().index(name) for name in ours]
        assert places == sorted(places)


def test_all_words_of_the_text_form_stand_in_the_file(workshop: Workshop) -> None:
    for loaded in all_leaflets(workshop):
        if any(block.only or block.exclude for block in loaded.body):
            continue  # its text has fewer blocks
        body = part(exported(workshop, loaded), "word/document.xml")
        said = _letters("".join(body.itertext(f"{W}t")))
        said += _letters("".join(one.get("descr") or "" for one in body.iter(f"{WP}docPr")))
        words = [word for word in text_of(loaded, 200).split() if word.isalpha() and len(word) > 3]
        told = {_letters(word) for name in ("fill_in", "write_lines.one") for word in words_for("en")[name].split()}
        assert [word for word in words if _letters(word) not in said and _letters(word) not in told] == [], loaded.stem


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def test_every_picture_has_what_stands_for_it_or_says_nothing(workshop: Workshop) -> None:
    for loaded in all_leaflets(workshop):
        for shown in part(exported(workshop, loaded), "word/document.xml").iter(f"{WP}docPr"):
            assert bool(shown.get("descr")) != (shown.find(f".//{DECORATIVE}") is not None)


def test_tables_have_header_rows(workshop: Workshop) -> None:
    body = part(exported(workshop, loaded_leaflet(workshop, workshop.add_case("tables"))), "word/document.xml")
    for table in body.iter(f"{W}tbl"):
        if table.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val") in ("LeafletTable", "LeafletTableToFillIn"):
            assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iter(f"{W}tr")][:2] == [True, False]


def test_no_card_is_parted_and_no_header_stands_alone(workshop: Workshop) -> None:
    for name in ("cards", "tables"):
        body = part(exported(workshop, loaded_leaflet(workshop, workshop.add_case(name))), "word/document.xml")
        for row in body.iter(f"{W}tr"):
            assert row.find(f"{W}trPr/{W}cantSplit") is not None
            if row.find(f"{W}trPr/{W}tblHeader") is not None:
                assert all(one.find(f"{W}pPr/{W}keepNext") is not None for one in row.iter(f"{W}p"))


def test_columns_are_as_wide_as_their_words_need() -> None:
    assert shared_out([["One", "Two"], ["1", "2"]]) == [4535, 4535]
    days = shared_out([["", "Wednesday", "Sun"], ["Physiotherapists", "", ""]])
    assert sum(days) == 9070 and max(days) - min(days) <= 1
    narrow = shared_out([["Physiotherapists", *"1234567"]])
    assert narrow[0] > 2 * narrow[1] and sum(narrow) == 9070
    wide = shared_out([["x" * 60] * 8])
    assert len(set(wide)) == 1 and sum(wide) <= 9070


def test_contents_are_no_longer_than_a_page(workshop: Workshop) -> None:
    for loaded in all_leaflets(workshop):
        body = part(exported(workshop, loaded), "word/document.xml")
        lines = [one for one in body.iter(f"{W}pStyle") if (one.get(f"{W}val") or "").startswith("TOC")]
        deep = any(one.get(f"{W}val") != "TOC1" for one in lines)
        assert len(lines) <= 24 or not deep, loaded.stem


def test_another_face_is_named_where_the_brand_has_its_own(workshop: Workshop) -> None:
    data = exported(workshop, loaded_leaflet(workshop, workshop.add_case("lists")))
    faces = part(data, "word/fontTable.xml")
    used = part(data, "word/styles.xml").find(f".//{W}rFonts").get(f"{W}ascii")
    assert [one.get(f"{W}name") for one in faces] == [used]
    assert faces.find(f".//{W}altName").get(f"{W}val") == "Arial"


def test_tables_run_as_the_language_does(workshop: Workshop) -> None:
    text = workshop.add_case("tables").read_text("utf-8")
    for language, visual in (("en-GB", False), ("ar", True)):
        path = workshop.add_text("run", f"language: {language}\n{text}")
        body = part(exported(workshop, loaded_leaflet(workshop, path)), "word/document.xml")
        assert all((one.find(f"{W}bidiVisual") is not None) is visual for one in body.iter(f"{W}tblPr"))


def test_the_same_leaflet_gives_the_same_bytes_in_any_folder(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        workshop = Workshop(tmp_path / name)
        made.append(exported(workshop, loaded_leaflet(workshop, workshop.add_case("pictures"))))
    assert made[0] == made[1]
    assert str(tmp_path).encode() not in b"".join(_parts(made[0]))


def _parts(data: bytes) -> list[bytes]:
    with ZipFile(BytesIO(data)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return [package.read(name) for name in package.namelist()]


def test_a_card_says_its_level_in_words(workshop: Workshop) -> None:
    document = Document(BytesIO(exported(workshop, loaded_leaflet(workshop, workshop.add_case("cards")))))
    titles = [
        (one.style.name, one.text)
        for table in document.tables
        for one in table.cell(0, 0).paragraphs
        if one.style is not None and one.style.name in own_names.CARDS
    ]
    assert titles
    words = {"non-urgent": "Non-urgent advice", "urgent": "Urgent advice", "emergency": "Immediate action required"}
    for style, text in titles:
        assert text.startswith(f"{words[own_names.CARDS[style or '']]}: ")


def test_header_and_footer_say_what_the_file_is_for(workshop: Workshop) -> None:
    loaded = loaded_leaflet(workshop, workshop.add_case("lists"))
    section = Document(BytesIO(exported(workshop, loaded, "DRAFT"))).sections[0]
    assert section.header.paragraphs[0].text == "DRAFT. For review, not for patients."
    assert loaded.leaflet.code in section.footer.paragraphs[0].text
    assert "Do not edit: the source is leaflets/lists/leaflet.yaml." in section.footer.paragraphs[1].text
    properties = Document(BytesIO(exported(workshop, loaded))).core_properties
    assert (properties.language, properties.author, properties.last_modified_by) == ("en-GB", "", "")


def test_blocks_of_some_layouts_stand_there_and_say_so(workshop: Workshop) -> None:
    loaded = loaded_leaflet(workshop, workshop.add_case("only-and-except"))
    text = "\n".join(one.text for one in Document(BytesIO(exported(workshop, loaded))).paragraphs)
    restricted = [one for one in loaded.body if (one.only or one.exclude) and not isinstance(one, Break)]
    assert len(re.findall("(?m)^(?:Only|Not) in: ", text)) == len(restricted) > 0


def test_build_writes_it_and_leaves_the_copy_that_somebody_commented(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path)
    workshop.add_case("lists")
    (tmp_path / "leaflets" / "lists" / "leaflet.yaml").rename(tmp_path / "leaflets" / "lists.yaml")
    command = ["build", "lists", "--format", "docx", "--workspace", str(tmp_path)]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0, result.output
    file = tmp_path / "build" / "lists.DRAFT.docx"
    assert is_ours(file, Kind.WORD_FILE)
    document = Document(str(file))
    document.add_paragraph("A comment.")
    parts = document.part.package
    for related in parts.rels.values():
        if related.reltype.endswith("/extended-properties"):
            related.target_part._blob = related.target_part.blob.replace(b"leafletgen", b"Microsoft Office Word")
    document.save(str(file))
    saved = file.read_bytes()
    result = CliRunner().invoke(main, [*command, "--force"])
    assert result.exit_code == 2, result.output
    assert "not a file that leafletgen writes here" in result.output
    assert file.read_bytes() == saved


def test_a_release_stays_as_it_is_and_its_word_file_is_for_review(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path)
    workshop.add_starters()
    command = ["build", "P4400", "--format", "docx", "--strict", "--workspace", str(tmp_path)]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0, result.output
    assert "(released as VERSION6 of 11.2026; a Word file is for review)" in result.output
    file = tmp_path / "build" / "P4400-mid-back-pain.docx"
    result = CliRunner().invoke(main, ["verify", str(file), "--workspace", str(tmp_path)])
    assert "a Word file for reviewers, which is never released" in result.output
    result = CliRunner().invoke(main, command)
    assert "1 up to date" in result.output


def test_without_the_package_nothing_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop = Workshop(tmp_path)
    workshop.add_case("lists")
    monkeypatch.setattr(package_needed, "find_spec", lambda name: None)
    result = CliRunner().invoke(main, ["build", "--format", "docx", "--format", "text", "--workspace", str(tmp_path)])
    assert result.exit_code == 3, result.output
    assert "python-docx is not installed" in result.output and "leafletgen[word]" in result.output
    assert not (tmp_path / "build").exists()


def test_docx_is_no_layout_and_no_block_is_for_it_alone(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path)
    path = workshop.add_case("lists")
    text = path.read_text("utf-8").replace("layouts:", "layouts: [docx]\nx:", 1)
    report = Report()
    Workspace(tmp_path).load_leaflet(path, report, text)
    assert "form-is-no-layout" in {one.code for one in report.diagnostics}
    text = path.read_text("utf-8") + "\n  - text: More.\n    only: [docx]\n"
    report = Report()
    Workspace(tmp_path).load_leaflet(path, report, text)
    assert "word-file-has-every-block" in {one.code for one in report.diagnostics}
