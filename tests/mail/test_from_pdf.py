"""What is read from a PDF's tags: the words of its twin, and nothing lost, nothing doubled, whatever the file is."""

import builtins
import difflib
import io
import os
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from leafletgen.document import looks
from leafletgen.document.edition import Edition, leaflet_edition
from leafletgen.document.element import Element, Extent, PageNumber, Role, Words
from leafletgen.document.form import TEXT, form_of
from leafletgen.document.sources import Logo, QrCode
from leafletgen.errors import RefusedError, Report
from leafletgen.languages.catalogue import shipped_languages
from leafletgen.languages.phrases import words_for
from leafletgen.mail.from_pdf import PdfFacts, about, edition_of
from leafletgen.mail.protect import protected
from leafletgen.mail.reading.marks import PageMarks
from leafletgen.mail.reading.picture import PagePicture, QuietPages
from leafletgen.text import write
from tests.checker import structure
from tests.support.building import Built, Workshop, case_names
from tests.support.expected_text import words_of
from tests.support.forms import loaded_leaflet, sheet_edition_of, starters
from tests.support.sheet_samples import LAYOUTS, Sheet, SheetShop, bare_request, full_request

#: What may differ between the text that is read from a PDF and the text twin, and why; brackets part two words.
DIFFERENCES = {
    "boxes to tick, which are drawn": r"(\[ \])",
    "lines to write on, which are drawn": r"(_{3,})",
    "pages for notes, which are paper": "({})".format(
        "|".join(
            re.escape(f"{said['notes']} {said['write_notes']}").replace(r"\ ", r"\s+")
            for said in map(words_for, ("en", *shipped_languages()))
        )
    ),
    "letters outside of ASCII in an address, which a PDF writes in bytes": r"(/na(?:ï|%C3%AF)ve)",
    "colons of Chinese, after which a label that has a line of its own is parted": r"\uff1a\s*",
    "characters that have no picture": "[\u200b-\u200d\u2060\ufeff]",
}


def english(workshop: Workshop) -> list[Path]:
    """The starter leaflets that are no translations."""
    return [path for path in starters(workshop) if "." not in path.stem]


def mid_back_pain(workshop: Workshop) -> Path:
    """The last of them."""
    return english(workshop)[-1]


def words(text: str) -> list[str]:
    """The words of a text without the differences; the contents list is in neither, and pages are named in both."""
    for pattern in DIFFERENCES.values():
        text = re.sub(pattern, " " if pattern.startswith("(") else "", text)
    return words_of(text)


def difference(twin: str, read: str) -> list[str]:
    return [line for line in difflib.unified_diff(words(twin), words(read), lineterm="", n=1)][2:40]


def read(data: bytes, built: Built | Sheet) -> Edition:
    report = Report()
    brand = built.brand if isinstance(built, Sheet) else built.leaflet and built.leaflet.brand
    assert brand is not None
    edition = edition_of(data, brand, report)
    assert edition is not None and not report.diagnostics, report.diagnostics
    return edition


def built_of(workshop: Workshop, path: Path, layout: str, standard: str) -> tuple[Built, bytes]:
    built = workshop.build(path, layout, standard)
    assert built.path is not None, built.diagnostics
    return built, built.path.read_bytes()


def twin_of(workshop: Workshop, path: Path, built: Built) -> str:
    """The text of the leaflet with what its layout prints."""
    assert built.layout is not None
    form = form_of(built.layout)._replace(contents_from=None)
    return write(leaflet_edition(loaded_leaflet(workshop, path), form, Report()))


# --- the words -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("standard", ["ua-1", "ua-2"])
@pytest.mark.parametrize("layout", ["a5-booklet", "a4-two-sided", "large-print-18"])
def test_a_leaflet_says_what_its_twin_says(workshop: Workshop, layout: str, standard: str) -> None:
    for path in starters(workshop):
        built, data = built_of(workshop, path, layout, standard)
        assert difference(twin_of(workshop, path, built), write(read(data, built))) == [], path.stem


@pytest.mark.parametrize("name", case_names())
def test_every_kind_of_block_is_read(workshop: Workshop, name: str) -> None:
    path = workshop.add_case(name)
    built = workshop.build(path, "case")
    if built.path is None:
        assert built.diagnostics  # a case that is refused in this layout
        return
    assert difference(twin_of(workshop, path, built), write(read(built.path.read_bytes(), built))) == []


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> SheetShop:
    return SheetShop(tmp_path_factory.mktemp("sheets"))


def sheet_of(shop: SheetShop, layout: str, full: bool, standard: str = "ua-1") -> Sheet:
    prescribed, programme = shop.programme("back-strength")
    request = full_request(prescribed, 2) if full else bare_request(prescribed)
    return shop.make(layout, request._replace(programmes=[programme]), f"{full}-{standard}", standard)


@pytest.mark.parametrize("standard", ["ua-1", "ua-2"])
@pytest.mark.parametrize("full", [True, False], ids=["full", "bare"])
@pytest.mark.parametrize("layout", ["sheet-1", "sheet-2", "sheet-3-ticks", "sheet-4", "sheet-6", "pictures"])
def test_a_sheet_says_what_its_twin_says(shop: SheetShop, layout: str, full: bool, standard: str) -> None:
    sheet = sheet_of(shop, layout, full, standard)
    twin = write(sheet_edition_of(sheet, TEXT, Report()))
    assert difference(twin, write(read(sheet.path.read_bytes(), sheet))) == []


def all_words(element: Element) -> str:
    """All that a tree says but pictures, a blank between blocks."""
    said = ""
    for kid in element.kids:
        if isinstance(kid, Words):
            said += kid.text
        elif isinstance(kid, Element):
            said += all_words(kid) if kid.role in (Role.SPAN, Role.LINK, Role.STRONG) else f" {all_words(kid)} "
    return said


@pytest.mark.parametrize("full", [True, False], ids=["full", "bare"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_word_of_a_sheet_is_read_once(shop: SheetShop, layout: str, full: bool) -> None:
    """Also where the page says it in another order than the twin, or twice, as on cards that are cut off."""
    sheet = sheet_of(shop, layout, full)
    with structure.read(sheet.path) as document:
        expected = words_of(structure.reading_text(document))
    assert words_of(all_words(read(sheet.path.read_bytes(), sheet).root)) == expected


# --- roles ---------------------------------------------------------------------------------------------------------


def elements(edition: Edition, role: Role) -> list[Element]:
    return [element for element in edition.root.walk() if element.role is role]


@pytest.fixture(scope="module", params=["ua-1", "ua-2"])
def leaflet(request: pytest.FixtureRequest, workshop: Workshop) -> Edition:
    path = mid_back_pain(workshop)
    built, data = built_of(workshop, path, "a5-booklet", request.param)
    return read(data, built)


def test_an_edition_has_what_the_file_says_of_itself(leaflet: Edition) -> None:
    assert (leaflet.title, leaflet.code) == ("Mid-back pain", "P4400/2473/11.2026/VERSION6")
    assert leaflet.description.startswith("What causes pain in the mid back")
    assert (leaflet.language, leaflet.mark) == ("en-GB", "")


def test_headings_have_levels_titles_and_anchors(leaflet: Edition) -> None:
    headings = elements(leaflet, Role.HEADING)
    assert [(one.level, one.title) for one in headings[:4]] == [
        (1, "Mid-back pain"),
        (2, "About mid-back pain"),
        (2, "What helps"),
        (2, "Your stretches"),
    ]
    assert len({one.anchor for one in headings}) == len(headings)
    assert elements(leaflet, Role.CONTENTS) == []


def test_cards_have_the_look_of_their_level(leaflet: Edition) -> None:
    found = [one.look for one in elements(leaflet, Role.SECTION) if one.look.startswith(looks.CARD)]
    assert found == ["card-emergency", "card-emergency", "card-urgent"]


def test_what_is_said_of_a_leaflet_at_its_end_is_in_lines(leaflet: Edition) -> None:
    lines = write(leaflet).splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("Code: "))
    labels = [line.partition(": ")[0] for line in lines[start : lines.index("", start)]]
    assert labels[:3] == ["Code", "Date issued", "Next review"]


def test_links_lead_where_they_led(leaflet: Edition) -> None:
    targets = {one.plain().strip(): one.target for one in elements(leaflet, Role.LINK)}
    assert targets["theros.org.uk"] == "https://theros.org.uk"
    assert targets["NHS 111"] == "tel:111"
    assert targets["feedback@riverside.example.org"] == "mailto:feedback@riverside.example.org"


def test_pictures_have_their_words_and_a_part_of_their_page(leaflet: Edition) -> None:
    figures = elements(leaflet, Role.FIGURE)
    assert isinstance(figures[0].source, Logo) and figures[0].look == looks.LOGO
    assert next(one for one in figures if isinstance(one.source, QrCode)).alt == "QR code: www.example.org/feedback"
    pictures = [one.source for one in figures if isinstance(one.source, PagePicture)]
    assert len(pictures) == 8
    rows = [one for one in elements(leaflet, Role.GROUP) if one.look == looks.PICTURES]
    assert [len(row.elements) for row in rows] == [2, 2, 2, 2]
    for picture in pictures[:2]:
        image = Image.open(BytesIO(picture.drawn()))
        assert abs(image.width - 2 * picture.width) <= 3 and abs(image.height - 2 * picture.height) <= 3
        assert len(image.convert("L").getcolors() or []) > 10  # something is drawn
        assert repr(picture) == "PagePicture(…)"


def test_a_photograph_is_no_palette() -> None:
    noise = Image.effect_noise((300, 200), 90).convert("RGB")
    page = BytesIO()
    noise.save(page, "PDF")
    with pikepdf.open(BytesIO(page.getvalue())) as pdf:
        _, _, wide, high = (float(side) for side in pdf.pages[0].mediabox)
    extent = Extent(0, 0, wide, high)
    coloured = Image.merge("RGB", [Image.effect_noise((300, 200), 90) for _ in range(3)])
    file = BytesIO()
    coloured.save(file, "PDF", quality=95)
    assert PagePicture(QuietPages(file.getvalue()), 0, extent).drawn().startswith(b"\xff\xd8")
    assert PagePicture(QuietPages(page.getvalue()), 0, extent).drawn().startswith(b"\x89PNG")
    assert PagePicture(QuietPages(page.getvalue()), 0, extent._replace(left=wide + 10, right=wide + 90)).drawn() == b""


def test_a_caption_inside_of_a_frame_is_not_in_the_picture_too(shop: SheetShop) -> None:
    sheet = sheet_of(shop, "sheet-3", False)
    data = sheet.path.read_bytes()
    figure = next(one for one in elements(read(data, sheet), Role.FIGURE) if isinstance(one.source, PagePicture))
    picture = figure.source
    assert isinstance(picture, PagePicture)
    with pikepdf.open(BytesIO(data)) as whole, pikepdf.open(BytesIO(picture.pages.data)) as quiet:
        assert b"Tj" in whole.pages[0].Contents.read_bytes()
        assert words_under_marks(whole) and not words_under_marks(quiet)
    assert Image.open(BytesIO(picture.drawn())).width > 100


def words_under_marks(pdf: pikepdf.Pdf) -> bool:
    marks = PageMarks(pdf)
    return any(stretches for page in range(len(pdf.pages)) for stretches in marks.words(page).values())


def test_emphasis_languages_citations_and_page_numbers_are_kept(workshop: Workshop) -> None:
    built, data = built_of(workshop, starters(workshop)[0], "a5-booklet", "ua-1")
    edition = read(data, built)
    said = [kid for one in edition.root.walk() for kid in one.kids]
    assert any(isinstance(kid, Words) and kid.bold for kid in said)
    assert any(isinstance(kid, PageNumber) for kid in said)
    citations = [one for one in elements(edition, Role.LINK) if one.look == looks.CITATION]
    assert [one.plain() for one in citations[:1]] == [""] and citations[0].kids == [Words("1", raised=True)]
    assert "see page “Plan for flare-ups”" in " ".join(write(edition).split())
    built, data = built_of(workshop, mid_back_pain(workshop), "a5-booklet", "ua-1")
    foreign = [one for one in read(data, built).root.walk() if one.language == "la"]
    assert [one.plain().strip() for one in foreign] == ["cauda equina"]


def test_tables_have_heads_with_scopes(shop: SheetShop) -> None:
    sheet = sheet_of(shop, "sheet-3", True)
    table = elements(read(sheet.path.read_bytes(), sheet), Role.TABLE)[0]
    assert table.look == looks.GRID
    heads = [one for one in table.walk() if one.role is Role.HEADER]
    assert [(one.plain(), one.scope) for one in heads[:1]] == [("Day", "column")]
    assert [one.plain() for one in heads if one.scope == "row"] == [
        *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    ]


#: Looks that cannot be told from a page, and need not be for what they say to be strong.
_UNTOLD = ("", looks.NAME, looks.CLINICIAN, looks.GOAL, looks.SHOWN, looks.TICKS, looks.TICK, looks.GRID, looks.LOGO)


def dressed(edition: Edition) -> list[tuple[str, str, str]]:
    """What has a look, with its first words; of a sheet these are fixed words."""
    return [
        (element.role.value, element.look, " ".join(all_words(element).split())[:12])
        for element in edition.root.walk()
        if element.look not in _UNTOLD
    ]


@pytest.mark.parametrize("layout", ["sheet-3", "words"])
def test_a_sheet_that_is_read_is_as_strong_as_one_that_is_written(shop: SheetShop, layout: str) -> None:
    """When to stop, whom to call, cautions and doses are known for what they are."""
    sheet = sheet_of(shop, layout, True)
    direct = dressed(sheet_edition_of(sheet, TEXT, Report()))
    found = dressed(read(sheet.path.read_bytes(), sheet))
    programme = ("paragraph", looks.NOTE, "Leave a day ")
    assert found == [one for one in direct if one != programme]
    assert {look for _, look, _ in found} >= {looks.STOP, looks.EMERGENCY, looks.PAIN, looks.CAUTIONS, looks.DOSE}


def test_a_card_that_is_cut_off_is_strong_too(shop: SheetShop) -> None:
    sheet = sheet_of(shop, "pocket", True)
    (card,) = [one for one in elements(read(sheet.path.read_bytes(), sheet), Role.SECTION) if one.look == looks.ON_CARD]
    assert [one.look for one in card.elements] == [
        *(looks.NAME, looks.PAIN, looks.EMERGENCY, looks.STOP, looks.QUESTIONS, looks.EXAMPLE)
    ]


def test_the_parts_of_a_divided_card_are_one(workshop: Workshop) -> None:
    found = 0
    for path in english(workshop):
        built, data = built_of(workshop, path, "large-print-24", "ua-1")
        for card in elements(read(data, built), Role.SECTION):
            if card.look.startswith(looks.CARD):
                found += 1
                assert [kid.role for kid in card.elements].count(Role.LIST) <= 1
    assert found > 5


# --- what a file says of itself ------------------------------------------------------------------------------------


@pytest.mark.parametrize("standard", ["ua-1", "ua-2"])
def test_about_knows_ours(shop: SheetShop, standard: str) -> None:
    sheet = sheet_of(shop, "sheet-2", True, standard)
    found = about(sheet.path.read_bytes())
    assert found == PdfFacts(
        "Your exercises", "Riverside Community Health", found.code, "en-GB", "", is_ours=True, is_tagged=True
    )
    assert re.match(r"EX\d+/", found.code)
    assert about(protected(sheet.path.read_bytes(), "purple walnut ladder")) == PdfFacts(is_encrypted=True)


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"%PDF-1.7 and nothing more"])
def test_about_refuses_what_is_no_pdf(data: bytes) -> None:
    with pytest.raises(RefusedError):
        about(data)


def test_a_draft_is_called_one(workshop: Workshop) -> None:
    built, data = built_of(workshop, mid_back_pain(workshop), "a4-two-sided", "ua-1")
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.docinfo["/Title"] = "DRAFT: Mid-back pain"
        edition = read(saved(pdf), built)
    assert (edition.title, edition.mark) == ("Mid-back pain", "DRAFT")
    assert write(edition).startswith("DRAFT\n")


# --- files of others, damaged ones, hostile ones -------------------------------------------------------------------


def saved(pdf: pikepdf.Pdf) -> bytes:
    target = BytesIO()
    pdf.save(target, fix_metadata_version=False)
    return target.getvalue()


def foreign(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Producer"] = "Another program"


def untagged(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/StructTreeRoot"]


def without_content(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/P <</MCID 0>> BDC BT /T1 12 Tf <00")


def without_meaning(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].obj.Resources.Font.values():
        del font["/ToUnicode"]


def in_a_circle(pdf: pikepdf.Pdf) -> None:
    top = pdf.Root.StructTreeRoot.K[0]
    top.K.append(top)


def too_deep(pdf: pikepdf.Pdf) -> None:
    inner = pikepdf.Dictionary(S=pikepdf.Name.P)
    for _ in range(90):
        inner = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Sect, K=pikepdf.Array([inner])))
    pdf.Root.StructTreeRoot.K.append(inner)


def unfolding(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Contents = pdf.make_stream(b" " * 30_000_000)


def nested(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/P <</MCID 0>> BDC " * 200)


def without_a_place(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot.K[0].K[0]


def of_wrong_kinds(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.K[0].K.append(pikepdf.String("?"))


def without_type(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot.K[0].K[2]["/S"]


@pytest.mark.parametrize(
    "change",
    [
        *(foreign, untagged, without_content, without_meaning, in_a_circle, too_deep, unfolding, nested),
        *(without_a_place, of_wrong_kinds, without_type),
    ],
)
def test_what_cannot_be_read_is_a_note(workshop: Workshop, change: Callable[[pikepdf.Pdf], None]) -> None:
    built, data = built_of(workshop, mid_back_pain(workshop), "a4-two-sided", "ua-1")
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        data = saved(pdf)
    report = Report()
    assert built.leaflet is not None
    assert edition_of(data, built.leaflet.brand, report, "leaflet.pdf") is None
    (found,) = report.diagnostics
    assert (found.code, found.severity.value) == ("pdf-not-repeated", "note")
    assert "leaflet.pdf" in found.message


def test_damaged_and_protected_files_are_errors(workshop: Workshop) -> None:
    built, data = built_of(workshop, mid_back_pain(workshop), "a4-two-sided", "ua-1")
    assert built.leaflet is not None
    for spoilt, code in (
        (data[: len(data) // 2], "pdf-damaged"),
        (b"nothing", "not-a-pdf"),
        (protected(data, "purple walnut ladder"), "pdf-protected"),
    ):
        report = Report()
        assert edition_of(spoilt, built.leaflet.brand, report) is None
        assert [found.code for found in report.errors] == [code]


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_broken_in_a_file_there_is_no_traceback(workshop: Workshop, seed: int) -> None:
    import random

    chance = random.Random(seed)
    built, data = built_of(workshop, mid_back_pain(workshop), "a4-two-sided", "ua-1")
    broken = bytearray(data)
    for _ in range(chance.choice((1, 5, 50))):
        broken[chance.randrange(len(broken))] = chance.randrange(256)
    report = Report()
    assert built.leaflet is not None
    edition = edition_of(bytes(broken), built.leaflet.brand, report)
    assert edition is not None or report.diagnostics


def test_nothing_is_read_beside_the_file(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies in the folder of a PDF may be another patient's."""
    built, data = built_of(workshop, mid_back_pain(workshop), "a4-two-sided", "ua-1")
    read(data, built)  # so that all modules are there

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a file was opened")

    for module in (builtins, io):
        monkeypatch.setattr(module, "open", refuse)
    monkeypatch.setattr(os, "listdir", refuse)
    assert read(data, built).title == "Mid-back pain"
