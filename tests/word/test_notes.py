"""Footnotes, endnotes, comments, headers and footers: what is used, and what is told."""

from __future__ import annotations

from leafletgen.word.doubts import Part
from leafletgen.word.story import NoteMark, Paragraph
from tests.word.make import docx, p, r
from tests.word.stories import read, texts_of


def cite(number: int, kind: str = "footnote") -> str:
    """Return the mark of a note."""
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def note(number: int, words: str, kind: str = "footnote", type_: str = "") -> str:
    """Return a note with its own mark before its words."""
    typed = f' w:type="{type_}"' if type_ else ""
    return f'<w:{kind} w:id="{number}"{typed}>{p(f"<w:r><w:{kind}Ref/></w:r>" + r(words))}</w:{kind}>'


def comment(number: int, words: str) -> str:
    """Return a comment of somebody."""
    return f'<w:comment w:id="{number}" w:author="A. Person" w:initials="AP">{p(words)}</w:comment>'


def about(number: int, words: str) -> str:
    """Return words that a comment is about, and its mark."""
    return (
        f'<w:commentRangeStart w:id="{number}"/>{r(words)}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    )


def section(*references: str, settings: str = "") -> str:
    """Return the properties of a section; a reference is "header first hdr1"."""
    held = ""
    for one in references:
        kind, pages, name = one.split()
        held += f'<w:{kind}Reference w:type="{pages}" r:id="{name}"/>'
    return f"<w:sectPr>{held}{settings}</w:sectPr>"


def test_notes_are_named_by_their_first_citation() -> None:
    """One that is cited twice is one note; lines between text and notes are none, and words on them are told."""
    body = p(r("a") + cite(5) + r("b") + cite(3) + r("c") + cite(5) + cite(1, "endnote"))
    notes = note(0, "line", type_="separator") + note(3, "third") + note(5, "fifth")
    found = read(docx(body, parts={"footnotes": notes, "endnotes": note(1, "end", "endnote")}))
    block = found.story.blocks[0]
    assert isinstance(block, Paragraph)
    marks = [piece.name for piece in block.pieces if isinstance(piece, NoteMark)]
    assert marks == ["fn1", "fn2", "fn1", "en1"]
    assert {name: texts_of(blocks) for name, blocks in found.story.notes.items()} == {
        "fn1": ["fifth"],
        "fn2": ["third"],
        "en1": ["end"],
    }
    assert [doubt.words for doubt in found.doubts] == ["line"]


def test_a_note_that_nothing_cites_is_told() -> None:
    """And one that is cited and is not there says nothing."""
    found = read(docx(p(r("a") + cite(9)), parts={"footnotes": note(2, "lonely")}))
    assert found.words("word-note-uncited") == ["lonely"]
    assert found.one("word-note-uncited").spot.part is Part.FOOTNOTE


def test_a_mark_that_the_author_chose_is_told() -> None:
    """A layout sets marks by itself; an asterisk of its own would stand beside them."""
    star = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    found = read(docx(p(r("a") + star + r(" b")), parts={"footnotes": note(1, "words")}))
    assert found.texts == ["a b"]
    assert found.words("word-note-mark") == ["*"]


def test_a_note_in_a_note_is_read() -> None:
    """An endnote that a footnote cites."""
    footnote = f'<w:footnote w:id="1">{p(r("see") + cite(1, "endnote"))}</w:footnote>'
    found = read(docx(p(cite(1)), parts={"footnotes": footnote, "endnotes": note(1, "end", "endnote")}))
    assert texts_of(found.story.notes["en1"]) == ["end"]


def test_paragraphs_of_a_note_know_where_they_are() -> None:
    """Their spot is the note's, not the body's."""
    found = read(docx(p(cite(1)), parts={"footnotes": note(1, "words")}))
    (block,) = found.story.notes["fn1"]
    assert isinstance(block, Paragraph)
    assert (block.spot.part, block.spot.number) == (Part.FOOTNOTE, 1)


def test_a_comment_is_told_with_what_it_is_about() -> None:
    """Never with who wrote it; a range may go over paragraphs."""
    begins = '<w:commentRangeStart w:id="0"/>' + r("Take two")
    ends = r("a day.") + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    found = read(docx(p(begins) + p(ends), parts={"comments": comment(0, "Is it two?")}))
    doubt = found.one("word-comment")
    assert doubt.words == "Is it two?"
    assert '"Take two a day."' in doubt.message
    assert doubt.spot.number == 2
    assert "Person" not in doubt.message


def test_a_dose_in_a_comment_is_told_as_word_shows_it() -> None:
    """The letter m in the font Symbol is µ here too."""
    micro = r("m", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>')
    inside = f'<w:comment w:id="0">{p(r("Not 50 ") + micro + r("g?"))}</w:comment>'
    doubt = read(docx(p(about(0, "Take two")), parts={"comments": inside})).one("word-comment")
    assert '"Not 50 µg?"' in doubt.message
    assert doubt.words == "Not 50 mg?"


def test_a_comment_without_a_mark_is_told() -> None:
    """As one in deleted words, or one whose mark another program lost."""
    gone = f"<w:del>{about(1, 'x')}</w:del>"
    found = read(docx(p(gone + r("text")), parts={"comments": comment(1, "first") + comment(2, "second")}))
    assert found.words("word-comment") == ["first", "second"]


def test_replies_are_comments_of_their_own() -> None:
    """Each with its own mark at the same place."""
    both = about(0, "words") + '<w:r><w:commentReference w:id="1"/></w:r>'
    found = read(docx(p(both), parts={"comments": comment(0, "Why?") + comment(1, "Because.")}))
    assert found.words("word-comment") == ["Why?", "Because."]


def test_headers_and_footers_are_read_where_a_page_shows_them() -> None:
    """Those of first pages with w:titlePg, those of even pages with w:evenAndOddHeaders."""
    body = p("a") + section("header default hdr1", "footer first ftr1", "footer even ftr2", settings="<w:titlePg/>")
    parts = {"hdr1": p("Head"), "ftr1": p("First"), "ftr2": p("Even"), "settings": "<w:evenAndOddHeaders/>"}
    story = read(docx(body, parts=parts)).story
    assert [texts_of(blocks) for blocks in story.headers] == [["Head"]]
    assert [texts_of(blocks) for blocks in story.footers] == [["First"], ["Even"]]


def test_a_footer_that_no_page_shows_is_told() -> None:
    """Its words would be lost without anybody knowing."""
    body = p("a") + section("footer first ftr1", "footer even ftr2")
    found = read(docx(body, parts={"ftr1": p("First"), "ftr2": p("Even")}))
    assert found.story.footers == []
    assert found.words("word-margin-unused") == ["First", "Even"]


def test_sections_of_the_same_words_count_once() -> None:
    """A section break copies the footer as often as not."""
    body = p("a", section("footer default ftr1")) + p("b") + section("footer default ftr2")
    found = read(docx(body, parts={"ftr1": p("Code P1"), "ftr2": p("Code P1")}))
    assert [texts_of(blocks) for blocks in found.story.footers] == [["Code P1"]]


def test_an_earlier_section_is_no_section() -> None:
    """w:sectPrChange says how it was before."""
    change = '<w:sectPrChange><w:sectPr><w:footerReference w:type="default" r:id="ftr1"/></w:sectPr></w:sectPrChange>'
    found = read(docx(p("a") + f"<w:sectPr>{change}</w:sectPr>", parts={"ftr1": p("Old")}))
    assert found.story.footers == []


def test_controls_in_a_footer_are_known_by_name() -> None:
    """Where authors keep the code."""
    code = f'<w:sdt><w:sdtPr><w:alias w:val="Code"/></w:sdtPr><w:sdtContent>{r("P1/2")}</w:sdtContent></w:sdt>'
    found = read(docx(p("a") + section("footer default ftr1"), parts={"ftr1": p(code)}))
    assert found.story.settled == {"Code": "P1/2"}


def test_of_two_notes_with_one_number_the_second_is_told() -> None:
    """Nothing can cite it."""
    found = read(docx(p(cite(1)), parts={"footnotes": note(1, "first") + note(1, "second")}))
    assert texts_of(found.story.notes["fn1"]) == ["first"]
    assert found.words("word-note-uncited") == ["second"]


def test_a_note_whose_mark_is_hidden_is_told() -> None:
    """No reader sees its mark."""
    hidden = '<w:r><w:rPr><w:vanish/></w:rPr><w:footnoteReference w:id="1"/></w:r>'
    found = read(docx(p(r("a") + hidden), parts={"footnotes": note(1, "words")}))
    assert found.story.notes == {}
    assert found.words("word-note-uncited") == ["words"]


def test_headers_of_the_same_letters_in_other_fonts_are_two() -> None:
    """An m in Symbol is the micro sign of a dose."""
    micro = r("50 ") + r("m", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>') + r("g")
    names = [
        f'<w:headerReference w:type="{kind}" r:id="hdr{number}"/>' for number, kind in ((1, "default"), (2, "first"))
    ]
    section = f"<w:sectPr>{''.join(names)}<w:titlePg/></w:sectPr>"
    found = read(docx(p(r("a")) + section, parts={"hdr1": p(r("50 mg")), "hdr2": p(micro)}))
    assert [texts_of(one) for one in found.story.headers] == [["50 mg"], ["50 µg"]]
