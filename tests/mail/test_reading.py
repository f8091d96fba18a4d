"""Tagged files as other programs write ours anew: marks by name, fonts of other kinds, tags in other shapes."""

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from leafletgen.content.model.brand import Brand
from leafletgen.document import looks
from leafletgen.document.edition import Edition
from leafletgen.document.element import Element, Role, Words
from leafletgen.errors import Report
from leafletgen.library.workspace import Workspace
from leafletgen.mail.from_pdf import edition_of
from leafletgen.mail.reading.marks import PageMarks, Stretch, UnreadableError
from leafletgen.text import write
from tests.support.building import ROOT

#: A map of a font with one byte a code: single letters, a range, a range with its letters, and letters for a ligature.
_MAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
1 begincodespacerange <00> <FF> endcodespacerange
2 beginbfchar
<20> <0020>
<01> <006600660069>
endbfchar
2 beginbfrange
<41> <5A> <0041>
<61> <7A> <0061>
endbfrange
1 beginbfrange
<30> <32> [<0030> <00660031> <D83DDE00>]
endbfrange
endcmap end end"""


def tagged(content: bytes, kids: list[Dictionary], **entries: Any) -> pikepdf.Pdf:
    """A file of one page, whose elements are put under one Document."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    page = pdf.pages[0]
    plain = Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/A+Face-Regular"))
    plain.ToUnicode = pdf.make_stream(_MAP)
    bold = Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/A+Face-BoldItalic"))
    bold.ToUnicode = plain.ToUnicode
    fonts = Dictionary(F=pdf.make_indirect(plain), B=pdf.make_indirect(bold))
    properties = Dictionary(MC0=Dictionary(MCID=7))
    page.obj.Resources = Dictionary(Font=fonts, Properties=properties)
    page.obj.Contents = pdf.make_stream(b"BT /F 12 Tf " + content + b" ET")
    document = pdf.make_indirect(Dictionary(S=Name.Document, Pg=page.obj, K=Array(kids)))
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=document, **entries))
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = pikepdf.String("en-GB")
    pdf.docinfo["/Producer"] = "leafletgen, layout 5"
    return pdf


def element(kind: str, *kids: Any, **entries: Any) -> Dictionary:
    return Dictionary(S=Name(f"/{kind}"), K=Array(list(kids)), **entries)


@pytest.fixture(scope="module")
def brand() -> Brand:
    found = Workspace(ROOT).load_brand("riverside", Report())
    assert found is not None
    return found


def root_of(pdf: pikepdf.Pdf, brand: Brand) -> Element:
    target, report = BytesIO(), Report()
    pdf.save(target)
    edition = edition_of(target.getvalue(), brand, report)
    assert edition is not None, report.diagnostics
    return edition.root


# --- marks ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"/P <</MCID 0>> BDC (Hello) Tj EMC", {0: [Stretch("Hello")]}),
        (b"/P /MC0 BDC (Named) Tj EMC", {7: [Stretch("Named")]}),
        (b"/P <</MCID 0>> BDC [(He) -20 (llo)] TJ (Line) ' 1 2 (More) \" EMC", {0: [Stretch("HelloLineMore")]}),
        (b"/P <</MCID 0>> BDC (a ) Tj /B 12 Tf (b) Tj EMC", {0: [Stretch("a "), Stretch("b", True, True)]}),
        (b"/P <</MCID 0>> BDC (a) Tj /Artifact BMC (none) Tj EMC (b) Tj EMC", {0: [Stretch("ab")]}),
        (b"/P <</MCID 0>> BDC /Span <</ActualText (whole)>> BDC (x) Tj EMC (y) Tj EMC", {0: [Stretch("wholey")]}),
        (b"/P <</MCID 0>> BDC (\\001 012) Tj EMC", {0: [Stretch("ffi 0f1\U0001f600")]}),
        (b"/P <</MCID 0>> BDC (\\200) Tj EMC", {0: [Stretch("\ufffd")]}),
        (b"(outside) Tj /Artifact <</Type/Layout>> BDC (none) Tj EMC EMC", {}),
    ],
)
def test_words_are_those_under_the_marks(content: bytes, said: dict[int, list[Stretch]]) -> None:
    with tagged(content, []) as pdf:
        assert PageMarks(pdf).words(0) == said


@pytest.mark.parametrize(
    "content", [b"/P /Unknown BDC (x) Tj EMC", b"/G 12 Tf /P <</MCID 0>> BDC (x) Tj EMC", b"/P <</MCID (x)>> BDC EMC"]
)
def test_what_is_wrong_with_a_page_is_told(content: bytes) -> None:
    with tagged(content, []) as pdf, pytest.raises(UnreadableError, match="page 1"):
        PageMarks(pdf).words(0)


def test_content_in_parts_is_read_as_one() -> None:
    with tagged(b"", []) as pdf:
        parts = [b"BT /F 12 Tf /P <</MCID", b"0>> BDC (Hello) Tj EMC ET"]
        pdf.pages[0].obj.Contents = Array([pdf.make_stream(part) for part in parts])
        assert PageMarks(pdf).words(0) == {0: [Stretch("Hello")]}


# --- tags ----------------------------------------------------------------------------------------------------------


def said_in(*texts: str) -> bytes:
    return b" ".join(f"/P <</MCID {at}>> BDC ({text}) Tj EMC".encode() for at, text in enumerate(texts))


def test_an_element_of_the_file_s_own_is_what_it_stands_for(brand: Brand) -> None:
    kids = [element("Heading", 0), element("Absatz", 1), element("Unheard", 2)]
    roles = Dictionary(Heading=Name.H2, Absatz=Name.P)
    root = root_of(tagged(said_in("One", "Two", "Three"), kids, RoleMap=roles), brand)
    assert [(one.role, one.plain()) for one in root.elements] == [
        (Role.HEADING, "One"),
        (Role.PARAGRAPH, "Two"),
        (Role.PARAGRAPH, "Three"),
    ]
    assert root.elements[0].level == 2


def test_a_table_in_rows_alone_gets_a_head_and_loses_no_cell(brand: Brand) -> None:
    rows = [
        element("TR", element("TH", 0), element("TH", 1)),
        element("TR", element("TD", 2), element("TD", 3), element("TD", 4)),
    ]
    root = root_of(tagged(said_in("Day", "Walk", "Monday", "far", "yes"), [element("Table", *rows)]), brand)
    (table,) = root.elements
    assert [part.role for part in table.elements] == [Role.HEAD, Role.ROWS]
    assert write_of(root, brand) == "Day: Monday Walk: far yes"


def test_a_table_without_heads_loses_no_cell(brand: Brand) -> None:
    rows = [element("TR", element("TD", 0), element("TD", 1)), element("TR", element("TD", 2))]
    root = root_of(tagged(said_in("a", "b", "c"), [element("Table", element("TBody", *rows))]), brand)
    assert write_of(root, brand) == "a b c"


def test_an_item_without_a_body_loses_nothing(brand: Brand) -> None:
    items = [element("LI", element("Lbl", 0), element("P", 1)), element("LI", 2)]
    root = root_of(tagged(said_in("A", "first", "second"), [element("L", *items)]), brand)
    assert write_of(root, brand) == "A first second"


def test_words_in_place_of_others_are_said_once(brand: Brand) -> None:
    kids = [element("P", 0, ActualText=pikepdf.String("told")), element("P", 1), element("P", 1)]
    root = root_of(tagged(said_in("drawn", "once"), kids), brand)
    assert write_of(root, brand) == "told once"


def test_emphasis_and_languages_of_pdf_2_are_kept(brand: Brand) -> None:
    inner = [element("Em", 1), element("Span", 2, Lang=pikepdf.String("la"))]
    root = root_of(tagged(said_in("a", "b", "c"), [element("P", 0, *inner)]), brand)
    emphasised, foreign = root.elements[0].elements
    assert emphasised.kids == [Words("b", italic=True)]
    assert foreign.language == "la"


def test_raised_and_changed_words_have_their_looks(brand: Brand) -> None:
    raised = Dictionary(O=Name.Layout, BaselineShift=4)
    struck = Array([Dictionary(O=Name.Layout, TextDecorationType=Name.LineThrough), 0])
    root = root_of(
        tagged(
            said_in("a", "st", "old"), [element("P", 0, element("Span", 1, A=raised), element("Span", 2, A=struck))]
        ),
        brand,
    )
    assert [one.look for one in root.elements[0].elements] == [looks.RAISED, looks.REMOVED]


def test_a_link_without_a_known_end_is_words(brand: Brand) -> None:
    pdf = tagged(said_in("see", "there"), [])
    area = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Dest=Array([pdf.pages[0].obj, Name.Fit])))
    link = element("Link", 1, Dictionary(Type=Name.OBJR, Obj=area))
    pdf.Root.StructTreeRoot.K.K = Array([pdf.make_indirect(element("P", 0, link))])
    root = root_of(pdf, brand)
    assert [one.role for one in root.elements[0].elements] == [Role.SPAN]


def write_of(root: Element, brand: Brand) -> str:
    return " ".join(write(Edition(root, brand, "", "")).replace("- ", "").split())


def test_more_pictures_than_any_of_ours_are_not_drawn(brand: Brand) -> None:
    pdf = tagged(b"/P <</MCID 0>> BDC (A) Tj EMC", [element("Figure") for _ in range(501)])
    target, report = BytesIO(), Report()
    pdf.save(target)
    assert edition_of(target.getvalue(), brand, report) is None
    assert "it has too many pictures" in report.diagnostics[0].message


@pytest.mark.parametrize("part", [b"beginbfrange ", b"<00> <00> [", b"<00>    "])
def test_a_map_of_a_font_that_never_ends_takes_no_longer_than_others(part: bytes) -> None:
    pdf = tagged(b"/P <</MCID 0>> BDC (A) Tj EMC", [])
    # Each of these took minutes where what follows was looked through anew from every beginning.
    pdf.pages[0].obj.Resources.Font.F.ToUnicode = pdf.make_stream(
        b"1 beginbfrange " + part * (3_000_000 // len(part)) + b" endbfrange " + _MAP
    )
    assert PageMarks(pdf).words(0) == {0: [Stretch("A")]}
    pdf.pages[0].obj.Resources.Font.F.ToUnicode = pdf.make_stream(_MAP + part * (3_000_000 // len(part)))
    assert PageMarks(pdf).words(0) == {0: [Stretch("A")]}
