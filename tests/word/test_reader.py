"""Paragraphs and runs as they are read: characters, styles, breaks, hidden words, places, and what nobody knows."""

from __future__ import annotations

import pytest

from leafletgen.errors import RefusedError, Severity
from leafletgen.word.doubts import Part
from leafletgen.word.story import Kind, Paragraph, Properties
from tests.support.word_packages import packed
from tests.word.make import MAIN, docx, p, part, r, relations
from tests.word.stories import read, stretches, texts_of

SYMBOL = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'
PRINTED = "<w:r><w:lastRenderedPageBreak/></w:r>"


def sym(font: str, code: str) -> str:
    """Return a symbol by its number."""
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def run(inside: str) -> str:
    """Return a run of elements."""
    return f"<w:r>{inside}</w:r>"


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<w:t>a</w:t><w:br/><w:t>b</w:t>", "a\nb"),
        ("<w:t>a</w:t><w:cr/><w:t>b</w:t>", "a\nb"),
        ("<w:t>a</w:t><w:tab/><w:t>b</w:t>", "a\tb"),
        ("<w:t>a</w:t><w:ptab/><w:t>b</w:t>", "a\tb"),
        ("<w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t>", "a\u2011b"),
        ("<w:t>a</w:t><w:softHyphen/><w:t>b</w:t>", "ab"),
        ("<w:t> a </w:t><w:t xml:space='preserve'> b </w:t>", "a b "),
        ("<w:t xml:space='preserve'>a\nb</w:t>", "a b"),
        ("<w:footnoteRef/><w:t>a</w:t><w:annotationRef/><w:separator/>", "a"),
    ],
)
def test_characters_that_are_elements(inside: str, said: str) -> None:
    """Line breaks, tabs and hyphens (ECMA-376 1, 17.3.3); nothing is to be told of them."""
    found = read(docx(p(run(inside))))
    assert ("".join([one.text for one in stretches(found)]), found.codes) == (said, [])


@pytest.mark.parametrize("letter", [r("m", SYMBOL), sym("Symbol", "F06D"), sym("symbol", "6D"), r("\uf06d", SYMBOL)])
def test_a_micro_sign_is_never_an_m(letter: str) -> None:
    """50 mg for 50 µg is a thousandfold dose."""
    found = read(docx(p(r("50 ") + letter + r("g"))))
    assert found.texts == ["50 µg"]
    doubt = found.one("word-symbol")
    assert "µ" in doubt.message
    assert doubt.severity is Severity.DOUBT


def test_symbols_of_a_paragraph_are_one_doubt() -> None:
    """With how many there are, and the letters as they stand."""
    body = p(r("10 ") + r("m", SYMBOL) + r("g, ") + sym("Symbol", "F06D") + r("g, 25 ") + sym("Symbol", "F0B0"))
    found = read(docx(body + p(r("m", SYMBOL))))
    assert found.codes == ["word-symbol", "word-symbol"]
    assert "3 symbols here" in found.doubts[0].message
    assert found.doubts[0].words == "m \uf06d \uf0b0"


@pytest.mark.parametrize("letter", [sym("My Symbols", "F041"), sym("", "F041")])
def test_an_unknown_symbol_is_an_error_at_its_place(letter: str) -> None:
    """A question mark stands where it was."""
    found = read(docx(p(r("Take ") + letter + r(" now"))))
    assert found.texts == ["Take ? now"]
    assert found.one("word-symbol-unknown").severity is Severity.ERROR


@pytest.mark.parametrize("code", ["F0FF0", "", "no number", "D800"])
def test_a_symbol_without_a_character_is_an_error_too(code: str) -> None:
    """The file names none, and something was printed."""
    found = read(docx(p(r("Take ") + sym("Wingdings", code) + r(" now"))))
    assert found.texts == ["Take ? now"]
    assert found.one("word-symbol-unknown").severity is Severity.ERROR


def test_a_letter_by_number_in_a_plain_font_is_that_letter() -> None:
    """Some programs write ≤ as a symbol of MS Gothic."""
    assert read(docx(p(r("5 ") + sym("MS Gothic", "2264")))).texts == ["5 ≤"]


def test_styles_of_runs_are_kept_and_neighbours_joined() -> None:
    """Word splits runs wherever something was typed on another day."""
    body = p(
        r("one ") + r("two ") + r("bold", "<w:b/>") + r("er", "<w:b/>") + r("x", '<w:vertAlign w:val="superscript"/>')
    )
    found = stretches(read(docx(body)))
    assert [(one.text, one.bold, one.raised) for one in found] == [
        ("one two ", False, False),
        ("bolder", True, False),
        ("x", False, True),
    ]


def test_capitals_are_written_out() -> None:
    """w:caps shows them; the letters are small in the file."""
    assert read(docx(p(r("never", "<w:caps/>")))).texts == ["NEVER"]


def test_struck_words_are_told_and_one_space_stays() -> None:
    """Not two, where one was on either side."""
    found = read(docx(p(r("use ") + r("not this word", "<w:strike/>") + r(" a spoon"))))
    assert found.texts == ["use a spoon"]
    assert found.words("word-struck") == ["not this word"]


def test_hidden_words_are_told_and_web_hidden_ones_stay() -> None:
    """Neighbouring runs are one; w:webHidden is printed."""
    found = read(docx(p(r("a") + r("hid", "<w:vanish/>") + r("den", "<w:vanish/>") + r("b", "<w:webHidden/>"))))
    assert found.texts == ["ab"]
    assert found.words("word-hidden") == ["hidden"]


def test_raised_and_lowered_letters_are_told() -> None:
    """A raised position could be meant otherwise; a leaflet has no subscripts."""
    raised = r("3", '<w:position w:val="8"/>')
    found = read(docx(p(r("2 cm") + raised + r(" of H") + r("2", '<w:vertAlign w:val="subscript"/>') + r("O"))))
    assert [one.text for one in stretches(found) if one.raised or one.lowered] == ["3", "2"]
    assert found.codes == ["word-raised", "word-lowered"]


def test_a_heading_is_known_by_its_style() -> None:
    """Through the chain that it is based on."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="H2"/></w:style>'
    )
    found = read(docx(p("Head", '<w:pStyle w:val="Own"/>'), parts={"styles": styles}))
    block = found.story.blocks[0]
    assert isinstance(block, Paragraph)
    assert (block.kind, block.level, block.style) == (Kind.HEADING, 2, "Own")


@pytest.mark.parametrize(
    "inside",
    [
        f"<w:smartTag>{r('words')}</w:smartTag>",
        f"<w:customXml>{r('words')}</w:customXml>",
        f"<w:bdo w:val='ltr'>{r('words')}</w:bdo>",
        f"<w:dir w:val='ltr'>{r('words')}</w:dir>",
    ],
)
def test_what_holds_runs_says_what_they_say(inside: str) -> None:
    found = read(docx(p(inside)))
    assert (found.texts, found.codes) == (["words"], [])


@pytest.mark.parametrize(
    "inside",
    [
        f"<mc:AlternateContent><mc:Choice Requires='w14'>{r('words')}</mc:Choice>"
        f"<mc:Fallback>{r('other')}</mc:Fallback></mc:AlternateContent>",
        "<w:r><mc:AlternateContent><mc:Choice Requires='adec'><w:t>other</w:t></mc:Choice>"
        "<mc:Fallback><w:t>words</w:t></mc:Fallback></mc:AlternateContent></w:r>",
    ],
)
def test_of_alternatives_one_is_read_and_other_words_are_told(inside: str) -> None:
    found = read(docx(p(inside)))
    assert (found.texts, found.codes) == (["words"], ["word-other-form-differs"])
    assert found.doubts[0].words == "other"
    same = read(docx(p(inside.replace("other", "words"))))
    assert (same.texts, same.codes) == (["words"], [])


def test_the_reading_above_a_word_is_told() -> None:
    """The word itself stays."""
    ruby = f"<w:ruby><w:rubyPr/><w:rt>{r('kanji')}</w:rt><w:rubyBase>{r('漢字')}</w:rubyBase></w:ruby>"
    found = read(docx(p(run(ruby))))
    assert found.texts == ["漢字"]
    assert found.words("word-reading") == ["kanji"]


@pytest.mark.parametrize(
    "body",
    [
        p(f"<w:novel>{r('words')}</w:novel>"),
        p("<w:r><w:novel><w:t>words</w:t></w:novel></w:r>"),
        f"<w:novel>{p('words')}</w:novel>",
    ],
)
def test_an_unknown_element_is_told_with_its_words(body: str) -> None:
    """Never a skip."""
    found = read(docx(body))
    assert found.words("word-unknown-element") == ["words"]
    assert "novel" in found.one("word-unknown-element").message


def test_an_unknown_element_without_words_is_passed_over() -> None:
    """Nothing is lost, so that nothing is told."""
    assert read(docx(p(run("<w:novel/>") + "<w:novel/>") + "<w:novel/>")).codes == []


def test_links_lead_out_and_to_places() -> None:
    """By a relationship, by a bookmark, by both."""
    body = p(
        f'<w:hyperlink r:id="rId9">{r("out")}</w:hyperlink><w:hyperlink w:anchor="here">{r("in")}</w:hyperlink>'
        f'<w:hyperlink r:id="rId9" w:anchor="x">{r("both")}</w:hyperlink>'
        f'<w:hyperlink r:id="rId0">{r("no")}</w:hyperlink>'
    )
    found = read(docx(body, links={"rId9": ("hyperlink", "https://a.example/", True)}))
    targets = {one.text: one.target for one in stretches(found)}
    assert targets == {"out": "https://a.example/", "in": "#here", "both": "https://a.example/#x", "no": ""}


def test_bookmarks_are_known_inside_and_between_paragraphs() -> None:
    """Word's own mark of the last place is none."""
    between = '<w:bookmarkStart w:id="1" w:name="before"/><w:bookmarkEnd w:id="1"/>'
    inside = '<w:bookmarkStart w:id="2" w:name="in"/><w:bookmarkStart w:id="3" w:name="_GoBack"/>'
    block = read(docx(between + p(inside + r("a")))).story.blocks[0]
    assert isinstance(block, Paragraph)
    assert block.bookmarks == ["before", "in"]


def test_pages_are_those_of_the_last_printing() -> None:
    """Where Word left its breaks, those that were made do not count twice."""
    body = p("one") + p('<w:r><w:br w:type="page"/></w:r>') + p(PRINTED + r("two")) + p(r("in") + PRINTED + r("side"))
    found = read(docx(body + p("three")))
    assert [(one.spot.page, one.text) for one in found.story.blocks if isinstance(one, Paragraph) and one.text] == [
        (1, "one"),
        (2, "two"),
        (2, "inside"),
        (3, "three"),
    ]


def test_pages_are_counted_by_breaks_where_nothing_was_printed() -> None:
    """By w:br and w:pageBreakBefore."""
    body = p("one") + p('<w:r><w:br w:type="page"/></w:r>') + p("two") + p("three", "<w:pageBreakBefore/>")
    found = read(docx(body))
    pages = [one.spot.page for one in found.story.blocks if isinstance(one, Paragraph) and one.text]
    assert pages == [1, 2, 3]


@pytest.mark.parametrize(("kind", "pages"), [("", [1, 2]), ('<w:type w:val="continuous"/>', [1, 1])])
def test_a_section_may_end_with_its_page(kind: str, pages: list[int]) -> None:
    """It does unless it says otherwise; that is told as a page break is."""
    found = read(docx(p("one", f"<w:sectPr>{kind}</w:sectPr>") + p("two")))
    assert [one.spot.page for one in found.story.blocks] == pages
    assert ("word-break" in found.codes) is (pages == [1, 2])


def test_without_breaks_no_page_is_told() -> None:
    """It could be any."""
    assert read(docx(p("one"))).story.blocks[0].spot.page is None


def test_a_page_break_is_told_after_the_words_before_it() -> None:
    """It mostly stands in a paragraph of its own, which says nothing to find it by."""
    found = read(docx(p("Never use a spoon.") + p('<w:r><w:br w:type="page"/></w:r>')))
    assert found.one("word-break").spot.words == "Never use a spoon."


def test_a_hidden_end_joins_paragraphs_and_a_style_separator_does_not() -> None:
    """As Word prints them."""
    joined = read(docx(p("a", "<w:rPr><w:vanish/></w:rPr>") + p("b")))
    apart = read(docx(p("a", "<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + p("b")))
    assert (joined.texts, joined.codes) == (["ab"], ["word-paragraph-joined"])
    assert (apart.texts, apart.codes) == (["a", "b"], [])


def test_paragraphs_count_in_the_order_of_the_file() -> None:
    """Those of tables included; each knows its words."""
    found = read(docx(p("a") + f"<w:tbl><w:tr><w:tc>{p('b')}</w:tc></w:tr></w:tbl>" + p("c")))
    last = found.story.blocks[-1].spot
    assert (last.part, last.number, last.words) == (Part.BODY, 3, "c")


def test_runs_between_paragraphs_are_a_paragraph() -> None:
    """Word does not write them, other programs do."""
    assert read(docx(r("loose") + p("held"))).texts == ["loose", "held"]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.htm", b"<html><head><title>x</title></head><body><p>inner <b>words</b></p></body></html>", "inner words"),
        ("a.txt", b"inner words", "inner words"),
        ("a.docx", docx(p("inner words")), "inner words"),
    ],
)
def test_a_document_inside_is_told_with_its_words(name: str, data: bytes, words: str) -> None:
    """Word takes it in when it opens the file."""
    made = docx('<w:altChunk r:id="rId7"/>', links={"rId7": ("aFChunk", name, False)}, files={f"word/{name}": data})
    assert read(made).words("word-inner-document") == [words]


@pytest.mark.parametrize("data", [b"{\\rtf1 words}", b"PK\x03\x04 damaged"])
def test_a_document_inside_that_cannot_be_read_is_an_error(data: bytes) -> None:
    """Its words would be lost."""
    made = docx('<w:altChunk r:id="rId7"/>', links={"rId7": ("aFChunk", "a.x", False)}, files={"word/a.x": data})
    assert read(made).one("word-inner-document-unread").severity is Severity.ERROR


@pytest.mark.parametrize("inside", ['<w:subDoc r:id="rId7"/>'])
def test_a_part_that_is_another_file_is_an_error(inside: str) -> None:
    """It is not fetched, so that its words are missing."""
    found = read(docx(p(inside + r("a")), links={"rId7": ("subDocument", "other.docx", True)}))
    assert found.texts == ["a"]
    assert found.one("word-inner-document-unread").severity is Severity.ERROR


@pytest.mark.parametrize("name", ["dayLong", "pgNum", "contentPart"])
def test_what_word_prints_without_a_word_in_the_file_is_told(name: str) -> None:
    """Ink, and dates and numbers of the old kind."""
    assert name in read(docx(p(run(f"<w:{name}/>")))).one("word-unknown-element").message


def test_building_blocks_are_told_once() -> None:
    """They are no part of the document."""
    made = docx(
        p("text"),
        links={"rId7": ("glossaryDocument", "glossary/document.xml", False)},
        files={"word/glossary/document.xml": part("glossaryDocument", f"<w:docParts>{p('Click here')}</w:docParts>")},
    )
    assert read(made).words("word-building-blocks") == ["Click here"]


def test_core_properties_are_read() -> None:
    """Title, subject, keywords and creator."""
    core = (
        b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        b'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Wrist</dc:title><cp:keywords>cast, arm</cp:keywords>'
        b"</cp:coreProperties>"
    )
    packages = relations({"rId1": ("officeDocument", MAIN, False), "rId2": ("core-properties", "core.xml", False)})
    made = docx(p("a"), files={"core.xml": core, "_rels/.rels": packages})
    assert read(made).story.properties == Properties(title="Wrist", keywords="cast, arm")


def test_controls_nested_without_end_are_told() -> None:
    """No file can make Python give up."""
    inside = r("core")
    for _ in range(80):
        inside = f"<w:smartTag>{inside}</w:smartTag>"
    found = read(docx(p(inside)))
    assert found.words("word-too-deep") == ["core"]


def test_a_file_without_a_document_is_refused() -> None:
    """Its main part is named, and is not there."""
    made = packed(
        {
            "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": relations({"rId1": ("officeDocument", MAIN, False)}),
        }
    )
    with pytest.raises(RefusedError):
        read(made)


def test_an_empty_body_says_nothing() -> None:
    """And is no fault."""
    found = read(docx(""))
    assert (texts_of(found.story.blocks), found.codes) == ([], [])


@pytest.mark.parametrize("kind", ["page", "column"])
def test_words_on_both_sides_of_a_break_stay_apart(kind: str) -> None:
    """5 and 10 mg are never 510 mg; where a space is there already, and at either end, none is added."""
    ends = run(f'<w:br w:type="{kind}"/>')
    found = read(docx(p(ends + r("Take 5") + ends + r("10 mg ") + ends + r("now") + ends)))
    assert found.texts == ["Take 5 10 mg now"]


def test_a_sign_that_is_no_code_of_a_symbol_font_is_no_space() -> None:
    """U+2220 ends in the number of a space."""
    found = read(docx(p(sym("Symbol", "2220") + r("1"))))
    assert (found.texts, found.codes) == (["?1"], ["word-symbol-unknown"])


def test_words_that_are_lowered_by_their_position_are_not_told_as_raised() -> None:
    """One doubt says what was made of them."""
    found = read(docx(p(r("H") + r("2", '<w:position w:val="-6"/>') + r(" ", '<w:position w:val="6"/>'))))
    assert found.codes == ["word-lowered"]


def test_runs_that_are_left_out_one_after_another_are_told_as_one() -> None:
    """Others between them part them."""
    found = read(docx(p(r("a", "<w:vanish/>") + r("b", "<w:vanish/>") + r("c") + r("d", "<w:vanish/>"))))
    assert '"ab", "d"' in found.one("word-hidden").message
    assert found.words("word-hidden") == ["ab d"]


def test_a_hidden_drawing_without_words_is_no_hidden_text() -> None:
    """Nothing is there to be told."""
    assert read(docx(p("<w:r><w:rPr><w:vanish/></w:rPr><w:pict/></w:r>" + r("a")))).codes == []


def test_words_of_an_older_form_between_paragraphs_are_told() -> None:
    """As those among words are."""
    forms = f'<mc:Choice Requires="wps">{p(r("new"))}</mc:Choice><mc:Fallback>{p(r("new or old"))}</mc:Fallback>'
    found = read(docx(f"<mc:AlternateContent>{forms}</mc:AlternateContent>"))
    assert found.texts == ["new"]
    assert found.words("word-other-form-differs") == ["or old"]


def test_spaces_count_where_an_element_around_the_words_says_so() -> None:
    """It is inherited as XML has it; the nearest counts."""
    paragraph = '<w:p xml:space="preserve"><w:r><w:t>Take 5 </w:t></w:r><w:r><w:t>10 mg</w:t></w:r>'
    found = read(docx(f'{paragraph}<w:r><w:t xml:space="default"> now </w:t></w:r></w:p>'))
    assert found.texts == ["Take 5 10 mgnow"]
