"""Fields of Word: links, references, lists that Word makes, forms, and last values."""

from __future__ import annotations

import pytest

from leafletgen.errors import Severity
from leafletgen.word.reading import fields
from leafletgen.word.story import Kind, PageOf, Paragraph
from tests.word.make import docx, field, p, r
from tests.word.stories import read, stretches

BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def code(asked: str) -> str:
    """Return a run with a piece of a field's code."""
    return f"<w:r><w:instrText>{asked}</w:instrText></w:r>"


def simple(asked: str, shown: str) -> str:
    """Return a simple field."""
    return f'<w:fldSimple w:instr="{asked}">{r(shown)}</w:fldSimple>'


def form(data: str, asked: str) -> str:
    """Return a field of a form with its data."""
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
    return f"{begin}{code(asked)}{END}"


def test_a_code_is_taken_apart_into_its_name_its_arguments_and_its_switches() -> None:
    """Quoted arguments may hold spaces and escaped quotes; a switch may have a value."""
    parsed = fields.parsed(r'hyperlink "https://a.example/a b" \l "Further down" \o "a \"tip\"" \* MERGEFORMAT')
    assert (parsed.name, parsed.first) == ("HYPERLINK", "https://a.example/a b")
    assert parsed.switches == {"l": "Further down", "o": 'a "tip"', "*": "MERGEFORMAT"}


@pytest.mark.parametrize(
    ("asked", "target"),
    [
        ('HYPERLINK "https://a.example/x"', "https://a.example/x"),
        (r'HYPERLINK "https://a.example/x" \l "part" \o "tip"', "https://a.example/x#part"),
        (r'HYPERLINK \l "part"', "#part"),
        (r"REF _Ref1 \h", "#=_Ref1"),
        ("mailto:a@b.example", ""),
    ],
)
def test_links_lead_where_the_field_says(asked: str, target: str) -> None:
    """Links to addresses, to places and to both; an unknown field leads nowhere."""
    assert stretches(read(docx(p(field(asked, r("words"))))))[0].target == target


@pytest.mark.parametrize("asked", ["HYPERLINK &quot;https://a.example&quot;", "REF _Ref1 \\h"])
def test_simple_fields_lead_as_well(asked: str) -> None:
    """A w:fldSimple holds its result, which several readers drop."""
    found = read(docx(p(r("See ") + simple(asked, "words") + r("."))))
    assert found.texts == ["See words."]
    assert stretches(found)[1].target


def test_a_code_in_several_runs_is_one() -> None:
    """Word splits a code wherever the spelling was checked."""
    split = BEGIN + code("HYPER") + code('LINK "https://a.example"') + SEPARATE + r("words") + END
    assert stretches(read(docx(p(split))))[0].target == "https://a.example"


def test_the_page_of_a_place_is_no_word() -> None:
    """PAGEREF is kept with what Word last showed."""
    found = read(docx(p(r("See page ") + field(r"PAGEREF _Toc1 \h", r("7")))))
    block = found.story.blocks[0]
    assert isinstance(block, Paragraph)
    assert block.pieces[1] == PageOf("_Toc1", "7")
    assert not found.doubts


def test_a_contents_over_paragraphs_is_one_doubt_with_all_its_words() -> None:
    """The field begins in the first line and ends after the last."""
    body = (
        p(BEGIN + code(r'TOC \o "1-3"') + SEPARATE + r("First") + "<w:r><w:tab/></w:r>" + field("PAGEREF _T1", r("2")))
        + p("Second 3")
        + p(END)
        + p("Then")
    )
    found = read(docx(body))
    assert found.texts == ["Then"]
    assert found.words("word-contents") == ["First 2 Second 3"]


def test_a_caption_is_known_by_its_count() -> None:
    """SEQ counts figures and tables."""
    found = read(docx(p(r("Figure ") + field(r"SEQ Figure \* ARABIC", r("1")))))
    block = found.story.blocks[0]
    assert isinstance(block, Paragraph)
    assert (block.kind, block.text) == (Kind.CAPTION, "Figure 1")
    assert not found.doubts


@pytest.mark.parametrize("asked", [r'DATE \@ "d MMMM"', "FORMTEXT", "MERGEFIELD Name", 'QUOTE "x"', "= 1 + 2"])
def test_a_last_value_is_kept_and_told(asked: str) -> None:
    """What Word works out is old the day after."""
    found = read(docx(p(field(asked, r("12 May")))))
    assert found.texts == ["12 May"]
    assert '"12 May" is kept as text' in found.one("word-field").message


def test_a_nested_field_in_a_code_is_told_with_its_words() -> None:
    """IF asks for the value of another field, which is not shown itself."""
    nested = BEGIN + code("IF ") + field("MERGEFIELD Sex", r("female")) + code('= "female" "her" "his"')
    found = read(docx(p(r("Take ") + nested + SEPARATE + r("her") + END + r(" pulse."))))
    assert found.texts == ["Take her pulse."]
    assert found.words("word-field") == ["female", ""]


def test_a_symbol_field_is_its_symbol() -> None:
    """SYMBOL 109 of the font Symbol is µ, and a doubt, as each dose is."""
    found = read(docx(p(r("50 ") + field(r'SYMBOL 109 \f "Symbol" \s 11', "") + r("g"))))
    assert found.texts == ["50 µg"]
    assert "word-symbol" in found.codes


def test_an_old_fraction_is_read_and_other_old_equations_are_errors() -> None:
    """EQ draws from its code; there is nothing else to read."""
    assert read(docx(p(field(r"EQ \f(1,2)", "") + r(" tablet")))).texts == ["1/2 tablet"]
    found = read(docx(p(field(r"EQ \o(a,b)", ""))))
    assert found.texts == ["?"]
    assert found.one("word-field-unread").severity is Severity.ERROR
    assert r"\o(a,b)" in found.one("word-field-unread").message


@pytest.mark.parametrize("asked", ["LISTNUM", "AUTONUM", 'DISPLAYBARCODE "https://a.example" QR'])
def test_what_word_draws_and_does_not_keep_is_an_error(asked: str) -> None:
    """A number or a code was printed there."""
    found = read(docx(p(r("Step ") + field(asked, ""))))
    assert found.texts == ["Step ?"]
    assert asked.split()[0] in found.one("word-field-unread").message


@pytest.mark.parametrize(("setting", "box"), [("", "☐"), ('<w:default w:val="1"/>', "☒"), ("<w:checked/>", "☒")])
def test_a_box_of_a_form_is_an_entry(setting: str, box: str) -> None:
    """FORMCHECKBOX has no words of its own; it is told which box it was."""
    ticked = form(f"<w:checkBox>{setting}</w:checkBox>", "FORMCHECKBOX")
    found = read(docx(p(ticked + r(" I have read it"))))
    block = found.story.blocks[0]
    assert isinstance(block, Paragraph)
    assert block.text == "I have read it"
    assert block.numbering is not None
    assert block.numbering.label == box
    assert found.words("word-check-box") == [box]


def test_the_chosen_entry_of_a_form_is_text() -> None:
    """FORMDROPDOWN keeps its entries in its data."""
    entries = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="once"/><w:listEntry w:val="twice"/></w:ddList>'
    found = read(docx(p(form(entries, "FORMDROPDOWN") + r(" a day"))))
    assert found.texts == ["twice a day"]
    assert "once, twice" in found.one("word-field").message


def test_entries_of_an_index_are_told_and_show_nothing() -> None:
    """XE stands hidden beside its word."""
    found = read(docx(p(r("knee") + field('XE "knee"', "") + r(" pain"))))
    assert found.texts == ["knee pain"]
    assert found.codes == ["word-index-entry"]


def test_a_button_shows_the_end_of_its_code() -> None:
    """MACROBUTTON NoMacro is how old forms ask for words."""
    found = read(docx(p(field("MACROBUTTON NoMacro Write here", ""))))
    assert found.texts == ["Write here"]
    assert found.codes == ["word-field"]


@pytest.mark.parametrize("broken", [BEGIN + code("DATE") + r("kept"), r("kept") + END, SEPARATE + r("kept")])
def test_a_field_without_its_other_end_keeps_no_words_from_the_text(broken: str) -> None:
    """Else all words after it would be its code."""
    found = read(docx(p(broken) + p("and the rest")))
    assert found.texts == ["kept", "and the rest"]
    assert "word-field-open" in found.codes


def test_a_deleted_field_leaves_nothing_open() -> None:
    """Marks in deleted runs are not read, so that the other ends do not count either."""
    gone = f"<w:del>{BEGIN}<w:r><w:delInstrText>DATE</w:delInstrText></w:r>{SEPARATE}</w:del>"
    found = read(docx(p(gone + "<w:del><w:r><w:delText>1 May</w:delText></w:r>" + END + "</w:del>" + r("kept"))))
    assert found.texts == ["kept"]
    assert found.codes == ["word-change-deleted"]


def test_fields_inside_a_field_that_is_left_out_are_left_out() -> None:
    """A table of contents holds links and pages of its own."""
    inner = field(r'HYPERLINK \l "_T1"', r("Pain relief") + field("PAGEREF _T1", r("2")))
    found = read(docx(p(field("TOC", inner)) + p("Text")))
    assert found.texts == ["Text"]
    assert found.words("word-contents") == ["Pain relief2"]


@pytest.mark.parametrize("asked", [r'SYMBOL 109 \f "Symbol"', r"EQ \o(a,b)", "LISTNUM"])
def test_a_result_that_word_kept_is_the_text(asked: str) -> None:
    """Nothing is worked out where the file says what was shown."""
    assert read(docx(p(field(asked, r("shown"))))).texts == ["shown"]


def test_a_field_in_a_footer_is_no_matter_of_its_own() -> None:
    """What a leaflet keeps of a footer is settled as a whole."""
    section = '<w:sectPr><w:footerReference w:type="default" r:id="ftr1"/></w:sectPr>'
    footer = p(r("Page ") + field("PAGE", r("2")) + r(" of ") + field("FILENAME", r("old")))
    assert read(docx(p("a") + section, parts={"ftr1": footer})).codes == []


def test_a_picture_that_is_kept_elsewhere_is_told() -> None:
    """INCLUDEPICTURE without a picture in its result."""
    found = read(docx(p(field('INCLUDEPICTURE "https://a.example/far.png"', ""))))
    assert "far.png" in found.one("word-field").message


def test_fields_too_deep_in_others_are_told_and_their_words_kept() -> None:
    """Each field hears the words of all in it."""
    depth = fields.DEEPEST + 1
    found = read(docx(p((BEGIN + code("DATE") + SEPARATE) * depth + r("words") + END * depth + r(" after"))))
    assert "".join([one.text for one in stretches(found)]) == "words after"
    assert (found.codes.count("word-field-open"), found.codes.count("word-field")) == (3, fields.DEEPEST)
