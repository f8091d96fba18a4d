"""Pictures of Word files as they are read: their bytes, alt texts, widths and what Word does to them."""

from __future__ import annotations

import pytest

from leafletgen.word.story import AltFrom, Paragraph
from tests.word.drawing_xml import (
    anchored,
    box,
    drawing,
    group,
    pic,
    pictures,
    read,
    run,
    told,
    word_file,
)
from tests.word.drawn import EMF, SVG, png
from tests.word.make import p, r

DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1"/></a:ext></a:extLst>'
)


def test_a_picture_has_its_bytes_its_alt_text_and_its_share_of_the_column() -> None:
    story, doubts = read(word_file(p(r("Turn. ") + run(drawing(pic(), 'descr="A neck." title="Neck"')))))
    [picture] = pictures(story)
    assert (picture.data, picture.suffix, picture.part) == (png(), ".png", "word/media/image1.png")
    assert (picture.alt, picture.alt_from, picture.automatic) == ("A neck.", AltFrom.DESCRIPTION, False)
    assert picture.share == pytest.approx(0.25)
    assert picture.spot.words.startswith("Turn.")
    assert [one.floats for one in anchored(story.blocks)] == [False]
    assert doubts.found == []


def test_a_picture_that_floats_says_so() -> None:
    story, _ = read(word_file(p(run(drawing(pic(), 'descr="A neck."', floats=True)))))
    assert [one.floats for one in anchored(story.blocks)] == [True]


@pytest.mark.parametrize(
    ("said", "inside", "alt", "where", "automatic", "decorative"),
    [
        ('title="A towel"', "", "A towel", AltFrom.TITLE, False, False),
        ("", "", "", AltFrom.NOWHERE, False, False),
        ('descr="  "', "", "", AltFrom.NOWHERE, False, False),
        ("", DECORATIVE, "", AltFrom.NOWHERE, False, True),
        ("", DECORATIVE.replace('"1"', '"0"'), "", AltFrom.NOWHERE, False, False),
        ('descr="A cat&#10;&#10;Description automatically generated"', "", "A cat", AltFrom.DESCRIPTION, True, False),
        ('descr="A cat&#10;AI-generated content may be incorrect."', "", "A cat", AltFrom.DESCRIPTION, True, False),
        (
            'descr="Ein Bild, das Text enthält.&#10;&#10;Automatisch generierte Beschreibung"',
            "",
            "Ein Bild, das Text enthält.",
            AltFrom.DESCRIPTION,
            True,
            False,
        ),
        (
            'descr="Une image contenant texte&#10;&#10;Description générée automatiquement avec un niveau de confiance '
            'moyen"',
            "",
            "Une image contenant texte",
            AltFrom.DESCRIPTION,
            True,
            False,
        ),
        ('descr="Description automatically generated"', "", "", AltFrom.NOWHERE, True, False),
        ('descr="Two lines&#10;of alt text"', "", "Two lines\nof alt text", AltFrom.DESCRIPTION, False, False),
    ],
)
def test_alt_texts_are_words_own_or_missing(
    said: str, inside: str, alt: str, where: AltFrom, automatic: bool, decorative: bool
) -> None:
    story, _ = read(word_file(p(run(drawing(pic(), said, inside=inside)))))
    [picture] = pictures(story)
    assert (picture.alt, picture.alt_from) == (alt, where)
    assert (picture.automatic, picture.decorative) == (automatic, decorative)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("knee.JPG", "knee.JPG"),
        (r"C:\Users\somebody\Pictures\knee.png", "knee.png"),
        ("/home/somebody/knee.png", "knee.png"),
        ("https://www.example.org/a/knee", "https://www.example.org/a/knee"),
    ],
)
def test_the_name_of_a_file_is_no_alt_text_and_is_told_without_folders(name: str, said: str) -> None:
    story, doubts = read(word_file(p(run(drawing(pic(), f'descr="{name}"')))))
    assert pictures(story)[0].alt == ""
    assert told(doubts) == ["word-alt-is-a-file-name"]
    assert doubts.found[0].words == said
    assert "somebody" not in doubts.found[0].message


def test_a_title_stands_in_for_a_description_that_is_a_file_name() -> None:
    story, doubts = read(word_file(p(run(drawing(pic(), 'descr="knee.png" title="A knee"')))))
    assert pictures(story)[0].alt == "A knee"
    assert told(doubts) == ["word-alt-is-a-file-name"]


def test_what_word_cuts_away_turns_and_mirrors_is_known() -> None:
    crop = '<a:srcRect l="10000" t="-5000" r="50%" b="20000"/>'
    story, doubts = read(word_file(p(run(drawing(pic(crop=crop, frame='rot="5400000" flipV="1"'), 'descr="A."')))))
    [picture] = pictures(story)
    assert picture.crop == pytest.approx((0.1, 0.0, 0.5, 0.2))
    assert (picture.turn, picture.mirrored) == (270.0, True)
    assert doubts.found == []


@pytest.mark.parametrize(
    ("blip", "shape", "said"),
    [
        ("<a:grayscl/>", "rect", "greys"),
        ('<a:lum bright="20000"/>', "rect", "brightness or contrast"),
        ("<a:duotone/>", "rect", "two colours"),
        ('<a:alphaModFix amt="50000"/>', "rect", "transparency"),
        ("", "ellipse", "cut to a shape (ellipse)"),
    ],
)
def test_what_word_does_to_colours_and_outlines_is_told(blip: str, shape: str, said: str) -> None:
    _, doubts = read(word_file(p(run(drawing(pic(blip=blip, shape=shape), 'descr="A knee."')))))
    assert told(doubts) == ["word-picture-changed-in-word"]
    assert said in doubts.found[0].message


def test_a_drawing_in_svg_is_the_picture_and_its_png_stands_in() -> None:
    blip = '<a:extLst><a:ext uri="x"><asvg:svgBlip r:embed="rId5"/></a:ext></a:extLst>'
    links = {"rId5": ("image", "media/shape.svg", False)}
    story, doubts = read(
        word_file(p(run(drawing(pic(blip=blip), 'descr="A."'))), links=links, files={"word/media/shape.svg": SVG})
    )
    [picture] = pictures(story)
    assert (picture.data, picture.suffix, picture.stand_in) == (SVG, ".svg", png())
    assert doubts.found == []


def test_groups_in_groups_give_their_pictures_with_their_own_alt_texts_and_widths() -> None:
    inner = group(pic("rId2", said='descr="Inner."', inches=1.0), tag="grpSp", wide=2.0, counted=1.0)
    outer = group(pic(said='descr="Outer."', inches=1.0), inner, wide=3.0, counted=6.0)
    story, doubts = read(word_file(p(run(drawing(outer, 'descr="Both together."', inches=3.0)))))
    assert [(one.alt, one.number) for one in pictures(story)] == [("Outer.", 1), ("Inner.", 2)]
    assert [one.share for one in pictures(story)] == pytest.approx([0.5 / 6, 1 / 6])
    assert told(doubts) == ["word-alt-of-a-group"]
    assert doubts.found[0].words == "Both together."


def test_the_alt_text_of_a_group_with_one_picture_is_that_of_the_picture() -> None:
    story, doubts = read(word_file(p(run(drawing(group(pic(said='descr="1.png"')), 'descr="A knee."')))))
    assert pictures(story)[0].alt == "A knee."
    assert told(doubts) == ["word-alt-is-a-file-name"]


def test_shapes_without_words_are_told_together() -> None:
    story, doubts = read(word_file(p(run(drawing(group(box(""), box(""), pic(said='descr="A."')), "")))))
    assert len(pictures(story)) == 1
    assert told(doubts) == ["word-shapes-left-out"]
    assert doubts.found[0].message.startswith("2 drawn shapes")


def test_what_a_shape_is_filled_with_is_a_picture() -> None:
    filled = box(p("Words on it."), properties='<a:blipFill><a:blip r:embed="rId1"/></a:blipFill>')
    story, _ = read(word_file(p(run(drawing(filled, "")))))
    assert [one.data for one in pictures(story)] == [png()]
    assert len(anchored(story.blocks)) == 2


def test_a_file_is_known_by_its_bytes_and_not_by_its_name() -> None:
    links = {"rId5": ("image", "media/image5.png", False)}
    story, _ = read(
        word_file(p(run(drawing(pic("rId5"), 'descr="A."'))), links=links, files={"word/media/image5.png": EMF})
    )
    assert pictures(story)[0].suffix == ".emf"


@pytest.mark.parametrize("address", ["file:///C:/Users/somebody/My%20knee.png", r"\\server\somebody\My knee.png"])
def test_where_a_linked_picture_is_on_a_disk_is_nobodys_business(address: str) -> None:
    links = {"rId9": ("image", address, True)}
    story, _ = read(word_file(p(run(drawing(pic(linked="rId9"), 'descr="Far."'))), links=links))
    assert pictures(story)[0].linked == "My knee.png"


def test_words_on_both_sides_of_a_picture_stay_apart() -> None:
    inline, floating = (run(drawing(pic(), 'descr="A neck."', floats=floats)) for floats in (False, True))
    story, _ = read(word_file(p(r("Take 5") + inline + r("10 mg, an") + floating + r("chor"))))
    [paragraph] = story.blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == "Take 5 10 mg, anchor"
