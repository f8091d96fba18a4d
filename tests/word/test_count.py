"""The count finds each word and picture that neither a leaflet nor a doubt has, and nothing else."""

from __future__ import annotations

import pytest

from leafletgen.word.counting.count import missing, said_by
from leafletgen.word.counting.every_word import every_word
from leafletgen.word.doubts import Doubts, Part, Spot
from leafletgen.word.reading.package import Package
from tests.support.word_packages import packed, parts
from tests.word.expecting import come_in
from tests.word.habits.parts import PICTURE, picture, text_box
from tests.word.make import docx, p, r

IMAGE = {"pic1": ("image", "media/image1.png", False)}
FILES = {"word/media/image1.png": PICTURE}


def opened(data: bytes) -> Package:
    return Package.open(data, "tried.docx")


def lost(body: str, yaml: str, *told: str, **more: object) -> list[str]:
    doubts = Doubts()
    for words in told:
        doubts.doubt("word-tried", "", "", Spot(Part.BODY, 1), words)
    return missing(opened(docx(body, **more)), yaml, [], doubts.found)  # type: ignore[arg-type]


def test_words_in_the_leaflet_or_in_a_doubt_are_there() -> None:
    body = p("Take one tablet.") + p("Old words.")
    assert lost(body, "body: [Take one tablet.]", "Old words.") == []
    assert lost(body, "body: [Take one tablet.]") == [".", "old", "words"]


def test_a_word_that_stands_twice_must_be_there_twice() -> None:
    assert lost(p("50 mg or 50 mg"), "body: [50 mg]") == ["50", "mg", "or"]
    assert lost(p("50 mg or 50 mg"), "body: [50 mg or 50 mg]") == []


def test_marks_and_escapes_are_no_words() -> None:
    body = p("3 * 4 [b] {c} 106 units")
    assert lost(body, r"body: ['3 \* 4 \[b\] \{c\} **10**^6^ units']") == []


def test_keys_are_no_words() -> None:
    assert lost(p("a heading"), "body: [{heading: A}]") == ["heading"]


def test_values_that_no_words_become_do_not_count() -> None:
    assert lost(p("riverside"), "brand: riverside\nlayouts: [riverside]\nbody: [{image: riverside}]") == ["riverside"]


def test_a_number_of_a_page_may_become_a_reference_to_it() -> None:
    assert lost(p("see page 12"), "body: ['see page {page:why}']") == []
    assert lost(p("see page 12"), "body: ['see page']") == ["12"]
    assert said_by("body: ['see page {page:why}']") == (["see page "], 1)


@pytest.mark.parametrize(
    ("runs", "yaml", "told"),
    [
        (r("tablet") + "<w:del><w:r><w:delText>s</w:delText></w:r></w:del>", "tablet", "s"),
        ("<w:del><w:r><w:delText>two</w:delText></w:r></w:del>" + r("one"), "one", "two"),
        (r("tab") + r("x", "<w:strike/>") + r("let"), "tablet", "x"),
        (r("low", "<w:caps/>") + r("er"), "LOWer", ""),
        (r("H") + r("2", '<w:vertAlign w:val="subscript"/>') + r("O"), "H₂O", ""),
        (r("follow") + "<w:r><w:noBreakHyphen/></w:r>" + r("up"), '"follow\\u2011up"', ""),
        (r("anti") + "<w:r><w:softHyphen/></w:r>" + r("biotics"), "antibiotics", ""),
        (r("a") + "<w:r><w:br/></w:r>" + r("b"), '"a\\nb"', ""),
        (r("cafe\u0301"), "café", ""),
        ("<m:oMath><m:r><m:t>dose</m:t></m:r><m:r><m:t>weight</m:t></m:r></m:oMath>", "dose / weight", ""),
    ],
)
def test_a_word_may_be_cut_or_joined(runs: str, yaml: str, told: str) -> None:
    assert lost(p(runs), f"body: [{yaml}]", told) == []
    assert lost(p(runs), "body: [else]") != []


@pytest.mark.parametrize("micro", ["µ", "\u03bc"])
def test_a_letter_of_a_symbol_font_is_what_it_shows(micro: str) -> None:
    runs = r("50 ") + r("m", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>') + r("g")
    assert lost(p(runs), f"body: [50 {micro}g]") == []
    assert lost(p(runs), "body: [50 mg]") == ["\u03bcg"]
    assert lost(p('<w:r><w:sym w:font="Symbol" w:char="F06D"/></w:r>'), f"body: [{micro}]") == []
    assert lost(p('<w:r><w:sym w:font="Wingdings" w:char="FFFF"/></w:r>'), "body: []") == ["?"]


def test_a_box_is_counted_once_and_cuts_no_word() -> None:
    body = p(r("a") + text_box(p("Keep it dry.")) + r("nchor"))
    assert lost(body, "body: [anchor, {box: {body: [Keep it dry.]}}]") == []
    assert lost(body, "body: [anchor]") == ["keep", "it", "dry", "."]


def test_what_a_fallback_says_beyond_its_choice_is_counted() -> None:
    body = "<mc:AlternateContent><mc:Choice Requires='wps'>" + p("one two") + "</mc:Choice><mc:Fallback>"
    body += p("one two three") + "</mc:Fallback></mc:AlternateContent>"
    assert lost(body, "body: [one two]") == ["three"]


def test_every_part_counts_each_once() -> None:
    uses = '<w:sectPr><w:footerReference r:id="ftr1"/></w:sectPr>'
    more = {
        "ftr1": p("footer"),
        "footnotes": f"<w:footnote w:id='1'>{p('note')}</w:footnote>",
        "comments": p("remark"),
    }
    held = docx(p(uses) + p(uses), parts=more)
    words = ["".join(pieces) for pieces in every_word(opened(held)).paragraphs]
    assert sorted(filter(None, words)) == ["footer", "note", "remark"]


def test_an_instruction_of_a_field_is_no_word() -> None:
    assert lost(p("<w:r><w:instrText>HYPERLINK far</w:instrText></w:r>"), "body: []") == []


def test_an_embedded_picture_is_written_or_told_of() -> None:
    held = docx(p(picture("pic1")), links=IMAGE, files=FILES)
    told = Doubts()
    assert missing(opened(held), "body: []", [], []) == ["word/media/image1.png"]
    assert missing(opened(held), "body: []", [PICTURE], []) == []
    told.doubt("word-tried", 'a picture "media/image1.png" is left out', "", Spot(Part.BODY, 1))
    assert missing(opened(held), "body: []", [], told.found) == []


def test_a_cropped_picture_stands_for_one_part() -> None:
    files = FILES | {"word/media/image2.png": PICTURE + b"2"}
    links = IMAGE | {"pic2": ("image", "media/image2.png", False)}
    held = docx(p(picture("pic1") + picture("pic2")), links=links, files=files)
    cropped = [b"cropped"]
    assert len(missing(opened(held), "body: []", cropped, [])) == 1


def test_much_that_is_cut_takes_steps_in_proportion() -> None:
    body = "".join([p(r(f"word{number}") + r("x", "<w:strike/>")) for number in range(3000)])
    said = ", ".join([f"word{number}" for number in range(3000)])
    assert lost(body, f"body: [{said}]", "x " * 3000) == []


@pytest.mark.parametrize("name", ["Word/Document.xml", "word\\document.xml", "/word/document.xml"])
def test_words_are_counted_whatever_the_parts_are_called(name: str) -> None:
    made = {name if part == "word/document.xml" else part: data for part, data in parts().items()}
    assert missing(opened(packed(made)), "body: []", [], []) == ["turn", "your", "head", "."]


def test_what_is_called_a_header_and_is_none_has_no_words() -> None:
    made = parts(header="media/knee.png") | {"word/media/knee.png": b"\x89PNG"}
    assert missing(opened(packed(made)), "body: [Turn your head.]", [], []) == []


def test_a_deleted_symbol_may_be_told_by_its_letter() -> None:
    """In Symbol an m shows as µ, and a doubt repeats what was deleted as it stands in the file."""
    symbol = '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr>'
    gone = f"<w:del><w:r>{symbol}<w:delText>m</w:delText></w:r></w:del>"
    assert lost(p(r("10 ") + gone + r("g or 25 µg")), "body: [10 g or 25 µg]", "m") == []
    assert lost(p(r("10 ") + gone + r("g or 25 µg")), "body: [10 g or 25 µg]") == ["μg"]


def test_paragraphs_that_were_joined_are_looked_through_for_long_words_first() -> None:
    body = p("swallow a battery") + p("a child swallows a battery")
    assert lost(body, "body: [swallow a batterya child swallows a battery]") == []


def test_a_change_within_a_word_is_taken_as_its_pieces() -> None:
    gone = "<w:del><w:r><w:delText>mg</w:delText></w:r></w:del>"
    assert lost(p(r("50") + gone + r("g")), "body: [50g]", "mg") == []
    assert lost(p(r("50") + gone + r("g")), "body: [50g]") != []


def test_numbers_cut_in_one_place_and_changed_in_another_are_all_there() -> None:
    changed = p(r("take ") + "<w:del><w:r><w:delText>5</w:delText></w:r></w:del>" + r("50"))
    struck = p(r("or 5") + r("0", "<w:strike/>"))
    assert lost(changed + struck, "body: [take 50, or 5]", "5", "0") == []
    assert lost(changed + struck, "body: [take, or 5]", "5", "0") != []
    assert lost(changed + struck, "body: [take 50, or 5]", "5") != []


def test_the_font_of_a_run_ends_with_it() -> None:
    """An equation after a letter of a symbol font is in its own."""
    micro = r("m", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>')
    made = come_in(docx(p(micro + "<m:oMath><m:r><m:t>abc</m:t></m:r></m:oMath>")), "font")
    assert "word-words-lost" not in {doubt.code for doubt in made.doubts}
