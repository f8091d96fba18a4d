"""Content controls: what they hold is text, what they ask for is not."""

from __future__ import annotations

import pytest

from leafletgen.word.story import Counting, Kind, Paragraph, Table
from tests.word.make import docx, p, r, row
from tests.word.stories import read


def control(inside: str, properties: str = "") -> str:
    """Return a control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def box(ticked: str = "0") -> str:
    """Return a box to tick."""
    return control(r("☒" if ticked == "1" else "☐"), f'<w14:checkbox><w14:checked w14:val="{ticked}"/></w14:checkbox>')


def gallery(name: str) -> str:
    """Return the properties of a control with a building block."""
    return f'<w:docPartObj><w:docPartGallery w:val="{name}"/></w:docPartObj>'


@pytest.mark.parametrize(
    "body",
    [
        control(p("held")),
        p(control(r("held"))),
        control(control(p("held"))),
        f"<w:tbl>{control(row('held'))}</w:tbl>",
        f"<w:tbl><w:tr>{control('<w:tc>' + p('held') + '</w:tc>')}</w:tr></w:tbl>",
        control(p("held"), "<w:date/>"),
        control(p("held"), "<w:dataBinding w:xpath='/a'/>"),
        control(p("held"), gallery("Cover Pages")),
        f"<w:customXml w:element='x'>{p('held')}</w:customXml>",
    ],
)
def test_what_a_control_holds_is_text(body: str) -> None:
    """Around words, blocks, rows and cells; nothing is to be told."""
    found = read(docx(body))
    assert (found.texts, found.codes) == (["held"], [])


@pytest.mark.parametrize(
    "body", [control(p("Click here"), "<w:showingPlcHdr/>"), p(control(r("Click here"), "<w:showingPlcHdr/>"))]
)
def test_a_prompt_is_left_out(body: str) -> None:
    """Nobody has filled it in."""
    found = read(docx(body + p("text")))
    assert found.texts == ["text"]
    assert found.words("word-placeholder") == ["Click here"]


def test_a_prompt_in_place_of_a_row_is_left_out() -> None:
    """A control may stand around a whole row."""
    found = read(docx(f"<w:tbl>{row('a')}{control(row('ask'), '<w:showingPlcHdr/>')}</w:tbl>"))
    assert found.texts == ["a"]
    assert found.words("word-placeholder") == ["ask"]


def test_a_control_with_a_name_is_known_by_it() -> None:
    """Its title, else its tag; the first that says something counts."""
    body = (
        p(control("", '<w:alias w:val="Code"/>'))
        + p(r("Code: ") + control(r("P1/") + r("2"), '<w:alias w:val="Code"/><w:tag w:val="x"/>'))
        + control(p("March 2028"), '<w:tag w:val="Review"/>')
        + p(control(r("P9"), '<w:alias w:val="Code"/>'))
    )
    assert read(docx(body)).story.settled == {"Code": "P1/2", "Review": "March 2028"}


def test_a_table_of_contents_is_left_out() -> None:
    """Its place is kept, its words are told."""
    found = read(docx(control(p("Contents") + p("One 1"), gallery("Table of Contents")) + p("text")))
    assert found.texts == ["text"]
    assert found.words("word-contents") == ["Contents One 1"]
    assert [block.kind for block in found.story.blocks if isinstance(block, Paragraph)] == [Kind.CONTENTS, Kind.BODY]


@pytest.mark.parametrize(("ticked", "label"), [("0", "☐"), ("1", "☒")])
def test_a_box_before_words_is_the_mark_of_an_entry(ticked: str, label: str) -> None:
    """A checklist is a list."""
    found = read(docx(p(box(ticked) + r(" I have it"))))
    block = found.story.blocks[0]
    assert isinstance(block, Paragraph)
    assert block.numbering is not None
    assert (block.numbering.counting, block.numbering.label) == (Counting.TICK, label)
    assert block.text == "I have it"
    assert found.words("word-check-box") == [label]


def test_a_box_in_a_symbol_font_is_told_as_it_stands() -> None:
    """Word lets authors choose the letters of a box; the control says whether it is ticked."""
    mark = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    found = read(docx(p(control(mark, '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>') + r(" done"))))
    assert found.texts == ["done"]
    assert found.words("word-symbol") == ["\uf0fe"]
    assert found.words("word-check-box") == ["☒"]


@pytest.mark.parametrize(("inside", "said"), [(box() + r(" Yes ") + box("1") + r(" No"), "☐ Yes ☒ No"), (box(), "☐")])
def test_boxes_that_are_no_mark_stay(inside: str, said: str) -> None:
    """Two in one line are a choice, and one alone stands in a cell."""
    found = read(docx(p(inside)))
    assert (found.texts, found.codes) == ([said], [])


def test_a_control_without_content_says_nothing() -> None:
    """A file may have one."""
    found = read(docx(f"<w:sdt><w:sdtPr/></w:sdt>{p('<w:sdt/>')}<w:tbl><w:sdt/>{row('a')}</w:tbl>"))
    assert found.texts == ["a"]
    assert any(isinstance(block, Table) for block in found.story.blocks)


def test_prompts_side_by_side_are_told_apart() -> None:
    """Each is the whole of a control."""
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Click here')}</w:sdtContent></w:sdt>"
    found = read(docx(p(prompt * 2)))
    assert found.words("word-placeholder") == ["Click here Click here"]
