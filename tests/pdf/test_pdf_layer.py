"""The tagged PDF layer by itself, without anything of leaflets: marks, tree, fonts, links, ReportLab's own methods."""

import ast
import re
import struct
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from leafletgen.document.element import Element, Extent, Rise, Role
from leafletgen.errors import Place
from leafletgen.fonts.typeface import MissingGlyphError, Typeface, TypefaceError
from leafletgen.pages.flow.text import Link, Run, Text
from leafletgen.pdf import compat
from leafletgen.pdf.canvas import MarkError, TaggedCanvas
from leafletgen.pdf.drawn import StructureError
from leafletgen.pdf.embedding import program
from leafletgen.pdf.reportlab_canvas import ReportLabCanvas, UnembeddedFontError
from leafletgen.pdf.standard import STANDARDS, UA_1, UA_2, Standard
from leafletgen.pdf.tags import UNTAGGED, attributes_of
from leafletgen.pdf.xmp import Metadata
from tests.checker import structure, verapdf
from tests.support.processes import BOUND

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "assets" / "fonts"
ATKINSON = Typeface.load(FONTS / "AtkinsonHyperlegibleNext-Regular.ttf")
NOTO = Typeface.load(FONTS / "NotoSans-Regular.ttf")
BLACK = "0 0 0 rg"
SHAPED = "leafletgen.fonts.shaped"


def start(title: str = "A document", standard: Standard = UA_1) -> tuple[TaggedCanvas, Element]:
    """Return a canvas of small pages and its Document, with a heading drawn on it."""
    root = Element(Role.DOCUMENT)
    canvas = TaggedCanvas(root, Metadata(title, "en-GB"), (300, 400), standard)
    draw(canvas, root.heading(1), title, 380)
    return canvas, root


def start_reportlab(title: str = "A document", standard: Standard = UA_1) -> tuple[ReportLabCanvas, Element]:
    """Return the same on a canvas that has ReportLab's methods."""
    root = Element(Role.DOCUMENT)
    canvas = ReportLabCanvas(root, Metadata(title, "en-GB"), (300, 400), standard)
    draw(canvas, root.heading(1), title, 380)
    return canvas, root


def draw(canvas: TaggedCanvas, node: Element, words: str, top: float, face: Typeface = NOTO) -> None:
    """Draw words with the layer's own text."""
    Text([Run(words, face, 12, BLACK, node)], 15).draw(canvas, 20, top, 260)


def save(canvas: TaggedCanvas, path: Path) -> Path:
    """Write the file, and prove that it is a good one."""
    canvas.showPage()
    path.write_bytes(canvas.bytes())
    # ReportLab's own fonts map codes that it never shows to control characters.
    faults = [fault for fault in structure.check(path) if not re.search(r"ToUnicode of code 0x[01]?[0-9a-f] ", fault)]
    assert faults == []
    for profile in ("ua1", "2a"):
        verdict = verapdf.validate(path, profile)
        assert verdict.passed, f"{profile}: {verdict}"
    return path


def fonts_of(path: Path) -> set[str]:
    """Return the names of all fonts in a file."""
    with pikepdf.open(path) as pdf:
        return {
            str(item["/BaseFont"])
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item
        }


@pytest.fixture(scope="module")
def registered() -> str:
    """Return the name of a TrueType font that ReportLab knows."""
    pdfmetrics.registerFont(TTFont("Registered", str(FONTS / "NotoSans-Regular.ttf")))
    return "Registered"


# --- ReportLab's own methods -----------------------------------------------------------------------------------------


def test_reportlab_draws_inside_marks(tmp_path: Path, registered: str) -> None:
    """What ReportLab's public methods draw inside marks and artifacts conforms."""
    canvas, root = start_reportlab()
    with canvas.mark(root.add(Role.PARAGRAPH)):
        canvas.setFont(registered, 12)
        canvas.drawString(20, 340, "Drawn by ReportLab: (brackets) \\ and Ωμέγα ")
        canvas.drawRightString(280, 320, "at the right ")
        canvas.drawCentredString(150, 300, "in the middle ")
        text = canvas.beginText(20, 280)
        text.setFont(registered, 10)
        text.textLines("two \nlines", trim=0)
        canvas.drawText(text)
    with canvas.artifact():
        canvas.setFillColorRGB(0.9, 0.9, 1)
        canvas.setStrokeColorRGB(0, 0, 0.5)
        canvas.setLineWidth(2)
        canvas.rect(20, 200, 40, 40, fill=1)
        canvas.roundRect(70, 200, 40, 40, 5)
        canvas.circle(140, 220, 20)
        canvas.ellipse(170, 200, 210, 240)
        canvas.line(20, 190, 280, 190)
        canvas.lines([(20, 188, 280, 188), (20, 186, 280, 186)])
        canvas.bezier(20, 150, 60, 190, 100, 110, 140, 150)
        canvas.arc(150, 130, 190, 170, 0, 90)
        canvas.wedge(200, 130, 240, 170, 0, 90)
        path = canvas.beginPath()
        path.moveTo(250, 130)
        path.lineTo(280, 170)
        canvas.drawPath(path)
        canvas.saveState()
        canvas.setFillAlpha(0.5)
        canvas.translate(20, 100)
        canvas.rotate(10)
        canvas.rect(0, 0, 20, 20, stroke=0, fill=1)
        canvas.restoreState()
    written = save(canvas, tmp_path / "drawn.pdf")
    assert (
        structure.reading_text(written).splitlines()[1].startswith("Drawn by ReportLab: (brackets) \\ and Ωμέγα at the")
    )
    assert not any("Helvetica" in name for name in fonts_of(written))


@pytest.mark.parametrize("standard", STANDARDS.values(), ids=STANDARDS)
def test_both_canvases_write_the_same_file(standard: Standard) -> None:
    """What the layer draws itself has the same bytes, whether or not ReportLab's methods are there to be called."""
    files = []
    for canvas, root in (start(standard=standard), start_reportlab(standard=standard)):
        for number, path in enumerate(sorted(FONTS.glob("*.ttf"))):  # more fonts than stand in one line
            draw(canvas, root.add(Role.PARAGRAPH), "in some font", 340 - 30 * number, Typeface.load(path))
        canvas.showPage()
        draw(canvas, root.add(Role.PARAGRAPH), "on another page", 340)
        canvas.showPage()
        files.append(canvas.bytes())
    assert len(list(FONTS.glob("*.ttf"))) > 6
    assert files[0] == files[1]
    assert files[0].startswith(f"%PDF-{standard.version}\n".encode())
    assert (b"/Info " in files[0]) == standard.info


def test_own_canvas_loads_no_reportlab() -> None:
    """Setting a page does not load ReportLab, which takes longer than the page does."""
    script = "import sys, leafletgen.pdf.canvas; print([name for name in sys.modules if name.startswith('reportlab')])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=BOUND)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "1"])
def test_reportlab_draws_pictures(tmp_path: Path, mode: str) -> None:
    """drawImage, from a file and from memory, is content of a Figure."""
    picture = Image.new("RGB", (20, 10), "#cc3322").convert(mode)
    file = tmp_path / "picture.png"
    picture.save(file)
    canvas, root = start_reportlab()
    for number, source in enumerate((str(file), ImageReader(picture))):
        figure = root.add(Role.FIGURE)
        figure.alt = "A red square."
        bottom = 200 - 100 * number
        with canvas.mark(figure):
            canvas.drawImage(source, 20, bottom, 80, 40)
        figure.measured = Extent(20, bottom, 100, bottom + 40)
    save(canvas, tmp_path / "pictures.pdf")


def test_reportlab_forms(tmp_path: Path) -> None:
    """A form drawn many times is an artifact each time."""
    canvas, _ = start_reportlab()
    canvas.beginForm("stamp")
    canvas.setFillColorRGB(0, 0.5, 0)
    with canvas.artifact():
        canvas.rect(0, 0, 10, 10, fill=1)
    canvas.endForm()
    for x in (20, 60, 100):
        with canvas.artifact():
            canvas.saveState()
            canvas.translate(x, 100)
            canvas.doForm("stamp")
            canvas.restoreState()
    path = tmp_path / "forms.pdf"
    canvas.showPage()
    path.write_bytes(canvas.bytes())
    for profile in ("ua1", "2a"):
        verdict = verapdf.validate(path, profile)
        assert verdict.passed, f"{profile}: {verdict}"


PAINTING: list[tuple[str, Callable[[ReportLabCanvas], object]]] = [
    ("drawString", lambda canvas: canvas.drawString(1, 1, "x")),
    ("drawText", lambda canvas: canvas.drawText(canvas.beginText(1, 1))),
    ("rect", lambda canvas: canvas.rect(1, 1, 5, 5)),
    ("circle", lambda canvas: canvas.circle(5, 5, 2)),
    ("ellipse", lambda canvas: canvas.ellipse(1, 1, 5, 5)),
    ("line", lambda canvas: canvas.line(1, 1, 5, 5)),
    ("lines", lambda canvas: canvas.lines([(1, 1, 5, 5)])),
    ("grid", lambda canvas: canvas.grid([1, 5], [1, 5])),
    ("bezier", lambda canvas: canvas.bezier(1, 1, 2, 2, 3, 3, 4, 4)),
    ("arc", lambda canvas: canvas.arc(1, 1, 5, 5)),
    ("wedge", lambda canvas: canvas.wedge(1, 1, 5, 5, 0, 90)),
    ("clipPath", lambda canvas: canvas.clipPath(canvas.beginPath())),
    ("drawPath", lambda canvas: canvas.drawPath(canvas.beginPath())),
    ("drawImage", lambda canvas: canvas.drawImage(ImageReader(Image.new("L", (2, 2))), 1, 1)),
    ("drawInlineImage", lambda canvas: canvas.drawInlineImage(Image.new("L", (2, 2)), 1, 1)),
    ("linearGradient", lambda canvas: canvas.linearGradient(1, 1, 5, 5, ["red", "blue"])),
    ("radialGradient", lambda canvas: canvas.radialGradient(5, 5, 4, ["red", "blue"])),
]


@pytest.mark.parametrize(("name", "paint"), PAINTING, ids=[name for name, _ in PAINTING])
def test_painting_outside_a_mark_is_an_error(
    name: str, paint: Callable[[ReportLabCanvas], object], registered: str
) -> None:
    """Nothing reaches a page without being content or an artifact."""
    canvas, _ = start_reportlab()
    canvas.setFont(registered, 12)
    with pytest.raises(MarkError, match="outside any mark or artifact"):
        paint(canvas)


def test_own_text_outside_an_artifact_is_an_error() -> None:
    """The layer's own unmarked text asks for an artifact as well."""
    canvas, root = start()
    with pytest.raises(MarkError, match="outside"):
        Text([Run("x", NOTO, 12, BLACK, root)], 15).draw_unmarked(canvas, 20, 300, 200)


# --- Helvetica -------------------------------------------------------------------------------------------------------


def test_helvetica_is_an_error(registered: str) -> None:
    """ReportLab's default font would not be embedded, so that it can neither be set nor used unset."""
    canvas, root = start_reportlab()
    with canvas.mark(root.add(Role.PARAGRAPH)):
        with pytest.raises(UnembeddedFontError, match="Helvetica is not embedded"):
            canvas.drawString(20, 300, "in the font that a canvas begins with")
        with pytest.raises(UnembeddedFontError):
            canvas.setFont("Times-Roman", 12)
        text = canvas.beginText(20, 280)
        with pytest.raises(UnembeddedFontError):
            text.textOut("x")
        with pytest.raises(UnembeddedFontError):
            text.setFont("Courier", 10)
        canvas.setFont(registered, 12)
        canvas.drawString(20, 300, "embedded")


def test_helvetica_is_in_no_file(tmp_path: Path) -> None:
    """A page without any text names no font that is not embedded."""
    canvas, _ = start_reportlab()
    canvas.showPage()
    with canvas.artifact():
        canvas.rect(1, 1, 5, 5)
    names = fonts_of(save(canvas, tmp_path / "pages.pdf"))
    assert names
    assert all(name[7:8] == "+" and "NotoSans" in name for name in names)


# --- marks and the tree ----------------------------------------------------------------------------------------------


def test_marks_do_not_nest() -> None:
    """A mark inside another, of a node or an artifact, is an error at once."""
    kinds: list[Callable[[TaggedCanvas, Element], AbstractContextManager[None]]] = [
        lambda canvas, node: canvas.mark(node),
        lambda canvas, node: canvas.artifact(),
    ]
    for outer in kinds:
        for inner in kinds:
            canvas, root = start()
            node = root.add(Role.PARAGRAPH)
            with pytest.raises(MarkError, match="inside"), outer(canvas, node), inner(canvas, node):
                pass


def test_marks_are_closed_on_their_page() -> None:
    """No mark goes over the end of a page, and none is closed that is not open."""
    canvas, root = start()
    with pytest.raises(MarkError, match="no mark is open"):
        canvas.end()
    canvas.begin(root.add(Role.PARAGRAPH))
    with pytest.raises(MarkError, match="still open"):
        canvas.showPage()


def test_reportlab_links_are_refused() -> None:
    """An annotation of ReportLab's would have no place in the tree."""
    canvas, _ = start_reportlab()
    canvas.linkURL("https://www.example.org", (1, 1, 9, 9))
    with pytest.raises(MarkError, match="use link"):
        canvas.showPage()


def test_element_without_content_is_an_error() -> None:
    """Text that was composed and never drawn does not go unnoticed; the fault leads to its source."""
    canvas, root = start()
    root.add(Role.PARAGRAPH, Place("a.yaml", 7, 1))
    canvas.showPage()
    with pytest.raises(StructureError, match="no content") as fault:
        canvas.bytes()
    assert [node.place for node in fault.value.nodes] == [Place("a.yaml", 7, 1)]


def test_content_without_element_is_an_error() -> None:
    """Text that was drawn for an element outside the tree does not go unnoticed."""
    canvas, _ = start()
    draw(canvas, Element(Role.PARAGRAPH, Place("a.yaml", 8, 1)), "lost", 300)
    canvas.showPage()
    with pytest.raises(StructureError, match="not in the structure tree") as fault:
        canvas.bytes()
    assert fault.value.nodes[0].place == Place("a.yaml", 8, 1)


def test_every_role_has_its_type_or_is_none_of_a_tagged_file() -> None:
    """No element can be made that the writer does not know; one that only groups cannot be drawn for."""
    for standard in STANDARDS.values():
        assert set(standard.tags.types) | UNTAGGED == set(Role)
        assert not set(standard.tags.types) & UNTAGGED
    canvas, _ = start()
    with pytest.raises(KeyError, match="group"):
        canvas.begin(Element(Role.GROUP))


def test_raised_words_say_so_where_the_standard_knows_it() -> None:
    """PDF 2.0 has an attribute for what PDF 1.7 can only tell by how far the words are raised."""
    raised = Element(Role.SPAN)
    raised.measured = Rise(4.0)
    assert attributes_of(raised, UA_1.tags) == "/O/Layout/BaselineShift 4.0"
    assert attributes_of(raised, UA_2.tags) == "/O/Layout/BaselineShift 4.0/TextPosition/Sup"


# --- links, outline, page labels -------------------------------------------------------------------------------------


def test_link_needs_an_area_and_a_target() -> None:
    """A Link element that cannot be clicked, and a link to nowhere, are errors."""
    canvas, root = start()
    draw(canvas, root.add(Role.PARAGRAPH).add(Role.LINK), "no area", 300)
    canvas.showPage()
    with pytest.raises(StructureError, match="without a link area"):
        canvas.bytes()
    canvas, root = start()
    link = root.add(Role.PARAGRAPH).add(Role.LINK)
    draw(canvas, link, "to nowhere", 300)
    canvas.link(link, (20, 285, 90, 300), "#nowhere", "Go to nowhere")
    canvas.showPage()
    with pytest.raises(StructureError, match="which no page has"):
        canvas.bytes()


def test_what_leads_to_a_place_alone_is_an_error_where_it_has_to_lead_to_an_element() -> None:
    """PDF/UA-2 knows no destination that is a height on a page and nothing in the structure."""
    for standard in STANDARDS.values():
        canvas, _ = start(standard=standard)
        canvas.anchor("here", 300)
        canvas.outline_entry("A bookmark", 0, "here")
        canvas.showPage()
        if not standard.to_elements:
            assert b"%PDF" in canvas.bytes()
            continue
        with pytest.raises(StructureError, match="no element has the anchor here"):
            canvas.bytes()


def test_links_outline_and_labels(tmp_path: Path) -> None:
    """Links inside and outside, a link over lines, bookmarks in three levels, and page labels."""
    canvas, root = start()
    canvas.anchor("top", 380)
    paragraph = root.add(Role.PARAGRAPH)
    outside = Link("https://www.example.org/ü?a=(b)", paragraph.add(Role.LINK), "Link to (example) \\")
    inside = Link("#end", paragraph.add(Role.REFERENCE).add(Role.LINK), "Go to the end")
    runs = [
        Run("See ", NOTO, 12, BLACK, paragraph),
        Run("a link that goes on for two lines at least", NOTO, 12, BLACK, outside.node, link=outside, underline=True),
        Run(" and ", NOTO, 12, BLACK, paragraph),
        Run("the end", NOTO, 12, BLACK, inside.node, link=inside),
        Run(".", NOTO, 12, BLACK, paragraph),
    ]
    Text(runs, 15).draw(canvas, 20, 340, 150)
    for level, name in ((0, "One"), (1, "Two (a)"), (2, "Three ü"), (0, "Four")):
        canvas.outline_entry(name, level, "top" if level else "end")
    canvas.showPage()
    draw(canvas, root.heading(2), "The end", 380)
    canvas.anchor("end", 380)
    path = save(canvas, tmp_path / "links.pdf")
    with pikepdf.open(path) as pdf:
        annotations = list(pdf.pages[0].obj["/Annots"])
        assert [int(annotation["/F"]) for annotation in annotations] == [4] * len(annotations)
        targets = [str(a["/A"]["/URI"]) if "/A" in a else "inside" for a in annotations]
        assert targets.count("https://www.example.org/%C3%BC?a=(b)") == 1
        assert "inside" in targets
        assert str(annotations[0]["/Contents"]) == "Link to (example) \\"
        with pdf.open_outline() as outline:  # type: ignore[no-untyped-call, unused-ignore]
            assert [entry.title for entry in outline.root] == ["One", "Four"]
            assert [entry.title for entry in outline.root[0].children] == ["Two (a)"]
            assert [entry.title for entry in outline.root[0].children[0].children] == ["Three ü"]
        assert [str(page.label) for page in pdf.pages] == ["1", "2"]
        assert all(page.obj["/Tabs"] == pikepdf.Name.S for page in pdf.pages)
        assert pdf.Root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert structure.reading_text(path) == (
        "A document\nSee a link that goes on for two lines at least and the end.\nThe end\n"
    )


# --- typefaces -------------------------------------------------------------------------------------------------------


def test_subset_holds_what_was_drawn(tmp_path: Path) -> None:
    """Widths and ToUnicode cover what was drawn and no more; the program is far smaller than the font."""
    canvas, root = start("Title")
    draw(canvas, root.add(Role.PARAGRAPH), "äöü fi €", 300, ATKINSON)
    path = save(canvas, tmp_path / "subset.pdf")
    with pikepdf.open(path) as pdf:
        fonts = {
            str(item["/BaseFont"])[8:]: item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == pikepdf.Name.CIDFontType2
        }
        for face, text in ((NOTO, "Title "), (ATKINSON, "äöü fi€")):
            widths = list(fonts[face.name]["/W"])
            codes = {int(code): float(width[0]) for code, width in zip(widths[::2], widths[1::2], strict=True)}
            assert sorted(codes) == face.used_codes(text)
            for letter in text:
                (code,) = face.used_codes(letter)
                assert codes[code] == pytest.approx(face.widths[letter], abs=0.01)
            assert int(fonts[face.name]["/FontDescriptor"]["/FontFile2"]["/Length1"]) < 0.6 * len(face.data)


def test_characters_that_share_a_glyph(tmp_path: Path) -> None:
    """Two characters that look the same are still two when they are copied out of the file."""
    # The starter fonts have a glyph for each character; let the map of this one lead "b" and "é" to the glyph of "a".
    face = Typeface(_with_shared_glyph(NOTO, "a", "bé"), "shared")
    assert len({face.codes[letter] for letter in "abé"}) == 3
    assert {face.glyph_of_code[face.used_codes(letter)[0]] for letter in "abé"} == {
        face.glyph_of_code[face.used_codes("a")[0]]
    }
    canvas, root = start()
    draw(canvas, root.add(Role.PARAGRAPH), "a b é abé", 340, face)
    path = save(canvas, tmp_path / "shared.pdf")
    assert structure.reading_text(path).splitlines()[1] == "a b é abé"


def _with_shared_glyph(face: Typeface, first: str, others: str) -> bytes:
    """Return the font with a character map of its own, in which the others have the glyph of the first."""
    glyphs = {ord(letter): face.glyph_of_code[face.used_codes(letter)[0]] for letter in first + " "}
    glyphs |= dict.fromkeys(map(ord, others), glyphs[ord(first)])
    groups = b"".join(struct.pack(">LLL", point, point, glyph) for point, glyph in sorted(glyphs.items()))
    table = struct.pack(">HHHHLHHLLL", 0, 1, 3, 10, 12, 12, 0, 16 + len(groups), 0, len(glyphs)) + groups
    data = bytearray(face.data)
    offset, length = face.tables["cmap"]
    assert len(table) <= length
    data[offset : offset + len(table)] = table
    return bytes(data)


def test_characters_beyond_the_basic_plane(tmp_path: Path) -> None:
    """An astral character is drawn by a face that has it, and read back whole."""
    astral = [letter for letter in NOTO.codes if ord(letter) > 0xFFFF and letter.isprintable()][:20]
    assert astral
    canvas, root = start()
    draw(canvas, root.add(Role.PARAGRAPH), "x" + "".join(astral), 340)
    path = save(canvas, tmp_path / "astral.pdf")
    assert structure.reading_text(path).splitlines()[1] == "x" + "".join(astral)


def test_missing_glyph_is_an_error() -> None:
    """A face never draws an empty box for a character."""
    with pytest.raises(MissingGlyphError, match="no glyph for '漢'"):
        NOTO.word("漢")
    assert not NOTO.covers("x漢")
    assert NOTO.covers("x\u200b\u00ad")
    assert NOTO.width("\u200b\u00ad\ufeff", 12) == 0


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a font",
        b"OTTO" + bytes(100),
        b"\x00\x01\x00\x00",
        NOTO.data[:3000],
        b"\x00\x01\x00\x00\x00\x30" + bytes(20),
    ],
    ids=["empty", "text", "outlines of another kind", "no tables", "cut off", "tables beyond the end"],
)
def test_unusable_fonts_say_why(data: bytes) -> None:
    """Any damage gives a TypefaceError that names the font."""
    with pytest.raises(TypefaceError, match="myfont"):
        Typeface(data, "myfont")


def test_program_is_a_font_again() -> None:
    """A subset is itself a font whose glyphs have the same widths."""
    codes = NOTO.used_codes("äb")
    again = program(NOTO, codes)
    assert again[:4] == b"\x00\x01\x00\x00"
    assert len(again) < 0.2 * len(NOTO.data)


def test_same_input_same_bytes() -> None:
    """Nothing of the time or the machine is in a file."""

    def make() -> bytes:
        canvas, root = start()
        draw(canvas, root.add(Role.PARAGRAPH), "The same.", 300)
        canvas.showPage()
        return canvas.bytes()

    assert make() == make()


# --- what is used of ReportLab's insides -----------------------------------------------------------------------------


def test_reportlab_has_all_that_is_used() -> None:
    """The installed ReportLab has every private name that this layer leans on."""
    assert compat.missing() == []


def test_private_names_are_listed() -> None:
    """Every private name of ReportLab's that the layer's source mentions stands in compat."""
    listed = {
        name
        for group in vars(compat).values()
        if isinstance(group, tuple)
        for name in group
        if isinstance(name, str) and name.startswith("_")
    }
    probe = Canvas("unused.pdf")
    text = probe.beginText()
    private = {
        name
        for holder in (probe, probe._doc, text, pdfmetrics.getFont("Helvetica"))  # type: ignore[attr-defined]
        for name in dir(holder)
        if name.startswith("_") and not name.startswith("__")
    }
    used: dict[str, str] = {}
    for file in sorted((ROOT / "leafletgen" / "pdf").glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in private:
                used[node.attr] = file.name
            elif isinstance(node, ast.ClassDef):
                methods = {part.name for part in node.body if isinstance(part, ast.FunctionDef)}
                used |= dict.fromkeys(methods & private, file.name)
    assert {name: file for name, file in used.items() if name not in listed} == {}


def test_layer_stands_alone() -> None:
    """The layer imports nothing of leaflets but the tree of what is said, and faces."""
    for file in sorted((ROOT / "leafletgen" / "pdf").glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("leafletgen"):
                assert (node.module or "").startswith(
                    (
                        "leafletgen.pdf",
                        "leafletgen.document.element",
                        "leafletgen.fonts.typeface",
                        "leafletgen.fonts.shaped",
                    )
                ), f"{file.name} imports {node.module}"
