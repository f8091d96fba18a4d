"""Pictures and objects in the form that Word had before 2007."""

from __future__ import annotations

import pytest

from leafletgen.word.story import AltFrom
from tests.word.drawing_xml import (
    anchored,
    old,
    pictures,
    read,
    run,
    told,
    word_file,
)
from tests.word.drawn import EMF, png
from tests.word.make import p


def test_an_old_picture_has_the_alt_text_and_width_of_its_shape() -> None:
    shape = old('<v:imagedata r:id="rId1" croptop="6554f" cropright="25%" gain="2f"/>', said='alt="A pillow."')
    story, doubts = read(word_file(p(run(f"<w:pict>{shape}</w:pict>"))))
    [picture] = pictures(story)
    assert (picture.data, picture.alt, picture.alt_from) == (png(), "A pillow.", AltFrom.SHAPE)
    assert picture.share == pytest.approx(0.25)
    assert picture.crop == pytest.approx((0.0, 0.1, 0.25, 0.0), abs=0.001)
    assert told(doubts) == ["word-picture-changed-in-word"]


@pytest.mark.parametrize(
    ("style", "turn", "mirrored", "floats"),
    [
        ("width:3in;rotation:90;position:absolute", 90.0, False, True),
        ("width:216pt;flip:x", 0.0, True, False),
        ("width:216pt;flip:y", 180.0, True, False),
        ("width:7.62cm;rotation:-5898240fd", 270.0, False, False),
        ("WIDTH: 288px ; flip:x y", 180.0, False, False),
    ],
)
def test_styles_of_old_pictures(style: str, turn: float, mirrored: bool, floats: bool) -> None:
    shape = old('<v:imagedata r:id="rId1"/>', said='alt="A."', style=style)
    story, _ = read(word_file(p(run(f"<w:pict>{shape}</w:pict>"))))
    [picture] = pictures(story)
    assert picture.share == pytest.approx(0.5)
    assert (picture.turn, picture.mirrored) == (turn, mirrored)
    assert anchored(story.blocks)[0].floats is floats


def test_pictures_in_old_groups_count_the_units_of_the_group() -> None:
    inner = old('<v:imagedata r:id="rId1"/>', style="width:500;height:200", said='alt="A."')
    shapes = f'<v:group style="width:216pt;height:1in;position:absolute" coordsize="1000,1000">{inner}</v:group>'
    story, _ = read(word_file(p(run(f"<w:pict>{shapes}</w:pict>"))))
    assert pictures(story)[0].share == pytest.approx(0.25)
    assert anchored(story.blocks)[0].floats


def test_a_line_across_the_page_is_nothing_to_tell() -> None:
    _, doubts = read(word_file(p(run('<w:pict><v:rect style="width:0;height:1.5pt" o:hr="t" o:hrstd="t"/></w:pict>'))))
    assert doubts.found == []


def test_drawn_words_of_old_drawings_are_told() -> None:
    shape = old('<v:textpath string="DRAFT"/>')
    header = '<w:headerReference w:type="default" r:id="hdr1"/>'
    _, doubts = read(word_file("", parts={"hdr1": p(run(f"<w:pict>{shape}</w:pict>"))}, section=header))
    assert [(doubt.code, doubt.words) for doubt in doubts.found] == [("word-drawn-words", "DRAFT")]


@pytest.mark.parametrize(
    ("program", "said"),
    [("Excel.Sheet.12", "a sheet of Excel"), ("Equation.3", "an equation"), ("", "another program")],
)
def test_an_object_has_the_picture_that_word_keeps_of_it(program: str, said: str) -> None:
    shape = old('<v:imagedata r:id="rId4"/>', said='alt="A table."')
    held = f'<w:object>{shape}<o:OLEObject Type="Embed" ProgID="{program}" r:id="rId6"/></w:object>'
    links = {"rId4": ("image", "media/1.emf", False), "rId6": ("package", "embeddings/1.xlsx", False)}
    story, doubts = read(word_file(p(run(held)), links=links, files={"word/media/1.emf": EMF}))
    [picture] = pictures(story)
    assert (picture.what, picture.suffix, picture.alt) == ("object", ".emf", "A table.")
    assert told(doubts) == ["word-picture-of-an-object"]
    assert said in doubts.found[0].message


def test_a_width_below_nothing_is_not_known() -> None:
    shape = old('<v:imagedata r:id="rId1"/>', said='alt="A."', style="width:-50pt")
    story, _ = read(word_file(p(run(f"<w:pict>{shape}</w:pict>"))))
    assert pictures(story)[0].share == 0.0
