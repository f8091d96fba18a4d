"""How paragraphs and runs look: styles through their chains, defaults and toggles added up."""

from __future__ import annotations

import pytest

from leafletgen.word.doubts import Doubts
from leafletgen.word.reading.looks import ParagraphLook, RunLook
from leafletgen.word.reading.names import w
from leafletgen.word.reading.package import Package
from leafletgen.word.reading.reader import read_story
from leafletgen.word.reading.style_names import meaning_of
from leafletgen.word.reading.styles import Styles
from leafletgen.word.story import Kind, Paragraph, Stretch
from tests.word.lists import abstract, level, num, numbered
from tests.word.make import docx, p, r

THEME = (
    b'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:fontScheme name="x">'
    b'<a:majorFont><a:latin typeface="Cambria"/></a:majorFont><a:minorFont><a:latin typeface="Calibri"/></a:minorFont>'
    b"</a:fontScheme></a:themeElements></a:theme>"
)


def style(  # the parts of a style, most of which a test leaves out
    name: str, shown: str = "", based_on: str = "", paragraph: str = "", run: str = "", kind: str = "paragraph",
    inside: str = "", attributes: str = "",
) -> str:  # fmt: skip
    """Return a style; `inside` holds further elements of it."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}" {attributes}><w:name w:val="{shown or name}"/>{base}{inside}'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


NORMAL = style("Normal", attributes='w:default="1"')


def looks(body: str, styles: str = "", numbering: str = "") -> tuple[ParagraphLook, RunLook]:
    """Return how the first paragraph and its first run look."""
    parts = {"styles": NORMAL + styles} | ({"numbering": numbering} if numbering else {})
    data = docx(body, parts=parts, links={"rId9": ("theme", "theme1.xml", False)}, files={"word/theme1.xml": THEME})
    package = Package.open(data, "styles.docx")
    known = Styles(package)
    root = package.xml(package.document)
    assert root is not None
    paragraph = next(root.iter(w("p")))
    look = known.paragraph(paragraph.find(w("pPr")))
    run = paragraph.find(w("r"))
    return look, known.run(None if run is None else run.find(w("rPr")), look)


def paragraph_look(properties: str, styles: str = "", numbering: str = "") -> ParagraphLook:
    """Return how a paragraph with such properties looks."""
    return looks(p("words", properties), styles, numbering)[0]


def run_look(properties: str, styles: str = "", of_paragraph: str = "") -> RunLook:
    """Return how a run with such properties looks."""
    return looks(p(r("words", properties), of_paragraph), styles)[1]


def styled(name: str) -> str:
    """Return the property that names a paragraph's style."""
    return f'<w:pStyle w:val="{name}"/>'


def of_letters(name: str) -> str:
    """Return the property that names a character style."""
    return f'<w:rStyle w:val="{name}"/>'


@pytest.mark.parametrize(
    ("name", "kind", "rank"),
    [
        ("heading 1", Kind.HEADING, 1),
        ("Heading 9", Kind.HEADING, 9),
        ("Heading1", Kind.HEADING, 1),
        ("heading 2,Section", Kind.HEADING, 2),
        ("Überschrift 2", Kind.HEADING, 2),
        ("Titre 3", Kind.HEADING, 3),
        ("Nagłówek 1", Kind.HEADING, 1),
        ("Pennawd 1", Kind.HEADING, 1),
        ("Title", Kind.TITLE, 0),
        ("Titre", Kind.TITLE, 0),
        ("Subtitle", Kind.SUBTITLE, 0),
        ("caption", Kind.CAPTION, 0),
        ("Illustration", Kind.CAPTION, 0),
        ("toc 2", Kind.CONTENTS, 0),
        ("Contents 1", Kind.CONTENTS, 0),
        ("TOC Heading", Kind.CONTENTS, 0),
        ("Intense Quote", Kind.QUOTE, 0),
        ("Quotations", Kind.QUOTE, 0),
    ],
)
def test_styles_are_known_by_their_names(name: str, kind: Kind, rank: int) -> None:
    found = meaning_of(name)
    assert found is not None
    assert (found.kind, found.level) == (kind, rank)


@pytest.mark.parametrize(
    "name", ["Normal", "List Paragraph", "Body Text", "heading", "heading 10", "Header", "Quote me"]
)
def test_other_names_say_nothing(name: str) -> None:
    assert meaning_of(name) is None


@pytest.mark.parametrize(
    ("styles", "properties", "kind", "rank"),
    [
        (style("berschrift1", "heading 1"), styled("berschrift1"), Kind.HEADING, 1),
        (style("Heading2", "heading 2") + style("Mine", "Our heading", "Heading2"), styled("Mine"), Kind.HEADING, 2),
        (style("Mine", "Section", paragraph='<w:outlineLvl w:val="2"/>'), styled("Mine"), Kind.HEADING, 3),
        (style("Heading1", "heading 1") + style("Mine", "Plain", "Heading1", '<w:outlineLvl w:val="9"/>'),
         styled("Mine"), Kind.BODY, 0),
        ("", '<w:outlineLvl w:val="1"/>', Kind.HEADING, 2),
        ("", '<w:outlineLvl w:val="9"/>', Kind.BODY, 0),
        (style("Heading1", "heading 1"), styled("Heading1") + '<w:outlineLvl w:val="9"/>', Kind.BODY, 0),
        (style("Title"), styled("Title") + '<w:outlineLvl w:val="0"/>', Kind.TITLE, 0),
        (style("Heading1", "heading 1") + style("TOCHeading", "TOC Heading", "Heading1", '<w:outlineLvl w:val="9"/>'),
         styled("TOCHeading"), Kind.CONTENTS, 0),
        ("", styled("Heading3"), Kind.HEADING, 3),
        ("", styled("NoSuchStyle"), Kind.BODY, 0),
        (style("A", based_on="B") + style("B", based_on="A"), styled("A"), Kind.BODY, 0),
        (style("A", based_on="A", paragraph='<w:outlineLvl w:val="0"/>'), styled("A"), Kind.HEADING, 1),
        (style("Heading1Char", "Heading 1 Char", kind="character", inside='<w:link w:val="Heading1"/>')
         + style("Heading1", "heading 1", inside='<w:link w:val="Heading1Char"/>'),
         styled("Heading1Char"), Kind.HEADING, 1),
    ],
)  # fmt: skip
def test_a_paragraph_is_what_its_style_and_its_outline_level_say(
    styles: str, properties: str, kind: Kind, rank: int
) -> None:
    look = paragraph_look(properties, styles)
    assert (look.kind, look.level) == (kind, rank)


def test_a_paragraph_has_the_name_of_its_style() -> None:
    assert paragraph_look(styled("berschrift1"), style("berschrift1", "heading 1")).style == "heading 1"
    assert paragraph_look("").style == "Normal"


BOLD_STYLES = (
    style("Bold", run="<w:b/><w:i/>")
    + style("BoldToo", based_on="Bold", run="")
    + style("Plain", based_on="Bold", run='<w:b w:val="0"/>')
    + style("Strong", kind="character", run="<w:b/>")
    + style("Stronger", kind="character", based_on="Strong")
)


@pytest.mark.parametrize(
    ("of_paragraph", "of_run", "bold"),
    [
        ("", "<w:b/>", True),
        ("", '<w:b w:val="true"/>', True),
        ("", '<w:b w:val="0"/>', False),
        ("", '<w:b w:val="off"/>', False),
        ("", "<w:bCs/>", False),
        ("", of_letters("Strong"), True),
        ("", of_letters("Stronger"), True),
        ("", of_letters("NoSuchStyle"), False),
        (styled("Bold"), "", True),
        (styled("BoldToo"), "", True),
        (styled("Plain"), "", False),
        (styled("Bold"), '<w:b w:val="false"/>', False),
        # A toggle of a style of paragraphs is switched off by one of letters (17.7.3); what is set directly is set.
        (styled("Bold"), of_letters("Strong"), False),
        (styled("Bold"), of_letters("Strong") + "<w:b/>", True),
        (styled("Plain"), of_letters("Strong"), True),
    ],
)
def test_toggles_are_switched_by_styles_in_turn(of_paragraph: str, of_run: str, bold: bool) -> None:
    assert run_look(of_run, BOLD_STYLES, of_paragraph).bold is bold


def test_a_toggle_of_the_defaults_is_on_whatever_styles_say() -> None:
    defaults = "<w:docDefaults><w:rPrDefault><w:rPr><w:b/></w:rPr></w:rPrDefault></w:docDefaults>"
    assert run_look(of_letters("Strong"), defaults + BOLD_STYLES, styled("Bold")).bold
    assert not run_look('<w:b w:val="0"/>', defaults).bold


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ('<w:vertAlign w:val="superscript"/>', {"raised": True}),
        ('<w:vertAlign w:val="subscript"/>', {"lowered": True}),
        ('<w:vertAlign w:val="baseline"/>', {"raised": False, "lowered": False}),
        ('<w:position w:val="8"/>', {"raised": True, "positioned": True}),
        ('<w:position w:val="-4"/>', {"lowered": True, "positioned": True}),
        ('<w:position w:val="0"/>', {"raised": False, "positioned": False}),
        ('<w:position w:val="6pt"/>', {"raised": True, "positioned": True}),
        (of_letters("Raised"), {"raised": True}),
        (of_letters("Raised") + '<w:vertAlign w:val="baseline"/>', {"raised": False}),
        ('<w:u w:val="single"/>', {"underlined": True}),
        ('<w:u w:val="none"/>', {"underlined": False}),
        ('<w:u w:color="FF0000"/>', {"underlined": False}),
        ("<w:strike/>", {"struck": True}),
        ("<w:dstrike/>", {"struck": True}),
        ("<w:vanish/>", {"hidden": True}),
        (of_letters("Hidden"), {"hidden": True}),
        ("<w:webHidden/>", {"hidden": False}),
        ("<w:caps/>", {"capitals": True}),
        ("<w:smallCaps/>", {"capitals": False}),
        ('<w:sz w:val="33"/>', {"size": 16.5}),
        ('<w:sz w:val="big"/>', {"size": 11.0}),
        ('<w:lang w:val="de-DE"/>', {"language": "de-DE"}),
        ('<w:lang w:bidi="ar-SA"/>', {"language": "en-US"}),
        ('<w:rtl/><w:lang w:bidi="ur-PK"/>', {"language": "ur-PK"}),
        ('<w:lang w:eastAsia="zh-CN"/>', {"east_asian": "zh-CN"}),
        ('<w:rFonts w:ascii="Symbol" w:hAnsi="Wingdings"/>', {"font": "Symbol", "high_font": "Wingdings"}),
        ('<w:rFonts w:ascii="Symbol" w:asciiTheme="minorHAnsi"/>', {"font": "Calibri"}),
        ('<w:rFonts w:asciiTheme="majorHAnsi"/>', {"font": "Cambria", "high_font": "Calibri"}),
        ('<w:rFonts w:cs="Symbol"/>', {"font": "Calibri"}),
        ('<w:rPrChange w:id="1"><w:rPr><w:b/></w:rPr></w:rPrChange>', {"bold": False}),
    ],
)  # fmt: skip
def test_runs_look_as_they_say(properties: str, expected: dict[str, object]) -> None:
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/><w:lang w:val="en-US" w:bidi="ar-SA"/>'
        '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/></w:rPr></w:rPrDefault></w:docDefaults>'
    )
    letters = style("Raised", kind="character", run='<w:vertAlign w:val="superscript"/>') + style(
        "Hidden", kind="character", run="<w:vanish/>"
    )
    look = run_look(properties, defaults + letters)
    assert {name: getattr(look, name) for name in expected} == expected


def test_the_end_of_a_paragraph_says_nothing_of_its_words() -> None:
    look, run = looks(p("words", "<w:rPr><w:b/><w:vanish/></w:rPr>"))
    assert not run.bold
    assert not run.hidden
    assert look.hidden_mark


@pytest.mark.parametrize(
    ("properties", "tinted"),
    [
        ('<w:shd w:val="clear" w:fill="DDEEFF"/>', True),
        ('<w:shd w:val="pct10" w:fill="auto"/>', True),
        ('<w:shd w:val="clear" w:fill="FFFFFF"/>', False),
        ('<w:shd w:val="clear" w:fill="auto"/>', False),
        ('<w:pBdr><w:top w:val="single"/><w:bottom w:val="single"/></w:pBdr>', True),
        ('<w:pBdr><w:bottom w:val="single"/></w:pBdr>', False),
        ('<w:pBdr><w:top w:val="nil"/><w:bottom w:val="single"/></w:pBdr>', False),
    ],
)
def test_a_ground_or_a_border_on_two_sides_tints_a_paragraph(properties: str, tinted: bool) -> None:
    assert paragraph_look(properties).tinted is tinted
    assert paragraph_look(styled("Box"), style("Box", paragraph=properties)).tinted is tinted


def test_a_frame_is_told_from_the_frame_of_one_big_letter() -> None:
    assert paragraph_look('<w:framePr w:w="2000"/>').framed
    drop = paragraph_look('<w:framePr w:dropCap="drop" w:lines="3"/>')
    assert (drop.framed, drop.drop_cap) == (False, True)


def test_a_new_page_is_told_and_can_be_taken_off() -> None:
    chapter = style("Chapter", paragraph="<w:pageBreakBefore/>")
    assert paragraph_look(styled("Chapter"), chapter).break_before
    assert not paragraph_look(styled("Chapter") + '<w:pageBreakBefore w:val="0"/>', chapter).break_before


NUMBERING = (
    abstract(0, level(0, inside='<w:pStyle w:val="One"/>'), level(1, inside='<w:pStyle w:val="Two"/>'))
    + abstract(1, level(0), level(1))
    + num(1, 0)
    + num(2, 1)
)
NUMBERED_STYLES = (
    style("One", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>')
    + style("Two", based_on="One", paragraph='<w:numPr><w:ilvl w:val="1"/></w:numPr>')
    + style("Off", based_on="One", paragraph='<w:numPr><w:numId w:val="0"/></w:numPr>')
    + style("Indented", paragraph='<w:ind w:left="200"/><w:numPr><w:numId w:val="2"/></w:numPr>')
    + style("Before", paragraph='<w:ind w:start="300"/>')
)


@pytest.mark.parametrize(
    ("properties", "numbering", "indent"),
    [
        (numbered(2, 1), ("2", 1), 72.0),
        (styled("One"), ("1", 0), 36.0),
        (styled("Two"), ("1", 1), 72.0),
        (styled("Off"), None, 0.0),
        (styled("One") + numbered(0), None, 0.0),
        (styled("One") + numbered(2), ("2", 0), 36.0),
        (styled("Indented"), ("2", 0), 10.0),
        (styled("Before"), None, 15.0),
        (styled("Before") + numbered(2), ("2", 0), 36.0),
        (numbered(2) + '<w:ind w:left="1.27cm"/>', ("2", 0), 36.0),
        (numbered(2) + '<w:ind w:left="100"/>', ("2", 0), 5.0),
        (numbered(2) + '<w:ind w:right="100"/>', ("2", 0), 36.0),
        (numbered(2, 30), ("2", 8), 0.0),
    ],
)
def test_numbering_and_indent_come_from_the_paragraph_the_list_and_the_style(
    properties: str, numbering: tuple[str, int] | None, indent: float
) -> None:
    look = paragraph_look(properties, NUMBERED_STYLES, NUMBERING)
    assert look.numbering == numbering
    assert look.indent == pytest.approx(indent)


def test_the_main_language_is_that_of_text_that_says_none() -> None:
    defaults = '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US"/></w:rPr></w:rPrDefault></w:docDefaults>'
    package = Package.open(docx(p("words"), parts={"styles": defaults}), "a.docx")
    assert Styles(package).language == "en-US"
    normal = style("Normal", run='<w:lang w:val="cy-GB"/>', attributes='w:default="1"')
    assert Styles(Package.open(docx(p("words"), parts={"styles": defaults + normal}), "a.docx")).language == "cy-GB"


def test_a_file_without_styles_looks_plain() -> None:
    styles = Styles(Package.open(docx(p("words")), "a.docx"))
    assert styles.paragraph(None) == ParagraphLook()
    assert styles.run(None, styles.paragraph(None)) == RunLook()


def stretches(body: str) -> list[tuple[str, str]]:
    """Return the words of the first paragraph of a story, with their languages."""
    (first, *_) = read_story(docx(body), "a.docx", Doubts()).blocks
    assert isinstance(first, Paragraph)
    return [(piece.text, piece.language) for piece in first.pieces if isinstance(piece, Stretch)]


def test_capitals_never_make_a_letter_of_a_micro_sign() -> None:
    assert stretches(p(r("take 50 \u00b5g or 5 \u03bcl", "<w:caps/>"))) == [("TAKE 50 \u00b5G OR 5 \u03bcL", "")]


def test_chinese_letters_have_a_language_of_their_own() -> None:
    language = '<w:lang w:val="en-GB" w:eastAsia="zh-CN"/>'
    assert stretches(p(r("Ask: ", language) + r("\u8bf7\u95ee", language))) == [
        ("Ask: ", "en-GB"),
        ("\u8bf7\u95ee", "zh-CN"),
    ]
