"""Links of several lines and pages: one annotation a page, whose areas readers find."""

import ctypes
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from leafletgen.document.element import Role
from leafletgen.pages.flow.text import Link, Run, Text
from tests.pdf.test_pdf_layer import BLACK, NOTO, save, start

ADDRESS = "https://www.example.org/"


def _linked(path: Path, others: bool = False) -> Path:
    """Write a page with a link of three lines, with others in its first and its last line if asked for."""
    canvas, root = start()
    paragraph = root.add(Role.PARAGRAPH)

    def led(words: str, target: str) -> Run:
        link = Link(ADDRESS + target, paragraph.add(Role.LINK), f"Link to {target}")
        return Run(words, NOTO, 12, BLACK, link.node, link=link)

    runs = [
        led("before", "before") if others else Run("before", NOTO, 12, BLACK, paragraph),
        Run(" ", NOTO, 12, BLACK, paragraph),
        led("a link that goes on for three lines of words at least", "long"),
        Run(" ", NOTO, 12, BLACK, paragraph),
        led("after", "after") if others else Run("after", NOTO, 12, BLACK, paragraph),
    ]
    text = Text(runs, 15)
    assert len(text.lines(150)) == 3
    text.draw(canvas, 20, 340, 150)
    return save(canvas, path)


def test_a_link_of_several_lines_is_one_annotation(tmp_path: Path) -> None:
    """Its Rect is around all its areas, and its QuadPoints are the areas, each from its top left corner."""
    with pikepdf.open(_linked(tmp_path / "lines.pdf")) as pdf:
        (annotation,) = pdf.pages[0].obj["/Annots"]
        corners = [float(number) for number in annotation["/QuadPoints"]]
        rect = [float(number) for number in annotation["/Rect"]]
    assert len(corners) == 3 * 8
    quads = [corners[at : at + 8] for at in range(0, 24, 8)]
    for quad in quads:
        left, top, right, bottom = quad[0], quad[1], quad[6], quad[7]
        assert quad == [left, top, right, top, left, bottom, right, bottom]
        assert left < right
        assert bottom < top
    assert [quad[1] for quad in quads] == sorted([quad[1] for quad in quads], reverse=True)
    assert rect == [min(corners[::2]), min(corners[1::2]), max(corners[::2]), max(corners[1::2])]


def test_a_link_of_one_line_has_no_quadpoints(tmp_path: Path) -> None:
    """Its Rect says it all."""
    with pikepdf.open(_linked(tmp_path / "lines.pdf", others=True)) as pdf:
        found = {str(one["/Contents"]): "/QuadPoints" in one for one in pdf.pages[0].obj["/Annots"]}
    assert found == {"Link to before": False, "Link to long": True, "Link to after": False}


def test_links_in_the_lines_of_another_are_found(tmp_path: Path) -> None:
    """PDFium, as Chromium, goes by the Rect alone, and of two that overlap takes the one on top."""
    path = _linked(tmp_path / "lines.pdf", others=True)
    document = pypdfium2.PdfDocument(path)
    page = document[0]
    words = page.get_textpage()
    said = words.get_text_range()
    for place in ("before", "a link", "lines", "least", "after"):
        left, bottom, right, top = words.get_charbox(said.index(place))
        link = pdfium.FPDFLink_GetLinkAtPoint(page, (left + right) / 2, (bottom + top) / 2)
        target = place if place in ("before", "after") else "long"
        assert _address(document, link) == ADDRESS + target, place


def _address(document: pypdfium2.PdfDocument, link: object) -> str:
    buffer = ctypes.create_string_buffer(200)
    pdfium.FPDFAction_GetURIPath(document, pdfium.FPDFLink_GetAction(link), buffer, 200)
    return buffer.value.decode()


def test_a_link_over_pages_has_an_annotation_on_each(tmp_path: Path) -> None:
    """One Link element, and the annotation of each page is where its words are."""
    canvas, root = start()
    paragraph = root.add(Role.PARAGRAPH)
    link = Link(ADDRESS, paragraph.add(Role.LINK), "Link to a long name")
    words = Run("a link that goes on for four lines of words at the very least", NOTO, 12, BLACK, link.node, link=link)
    text = Text([words], 15)
    assert len(text.lines(110)) == 4
    parts = text.split(110, 30)
    assert parts is not None
    parts[0].draw(canvas, 20, 60, 110)
    canvas.showPage()
    parts[1].draw(canvas, 20, 380, 110)
    with pikepdf.open(save(canvas, tmp_path / "pages.pdf")) as pdf:
        counts = [(len(page.obj["/Annots"]), len(page.obj["/Annots"][0]["/QuadPoints"])) for page in pdf.pages]
        elements = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Link"]
        pages = [
            kid["/Pg"].objgen
            for kid in elements[0]["/K"]
            if isinstance(kid, pikepdf.Dictionary) and kid["/Type"] == "/OBJR"
        ]
        assert pages == [page.obj.objgen for page in pdf.pages]
    assert counts == [(1, 16), (1, 16)]
    assert len(elements) == 1
