"""Pictures, charts, diagrams and objects of Word files as they are read."""

from __future__ import annotations

import pytest

from leafletgen.errors import Severity
from leafletgen.word.story import AltFrom
from tests.word.drawing_xml import (
    anchored,
    box,
    drawing,
    either,
    group,
    old,
    pic,
    pictures,
    read,
    run,
    told,
    word_file,
)
from tests.word.drawn import EMF, SVG, png
from tests.word.expecting import come_in
from tests.word.make import field, p, r, relations, row, table

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
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


@pytest.mark.parametrize("name", ["knee.JPG", r"C:\Users\somebody\Pictures\knee.png", "https://www.example.org/a/knee"])
def test_the_name_of_a_file_is_no_alt_text(name: str) -> None:
    story, doubts = read(word_file(p(run(drawing(pic(), f'descr="{name}"')))))
    assert pictures(story)[0].alt == ""
    assert told(doubts) == ["word-alt-is-a-file-name"]
    assert doubts.found[0].words == name


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


def test_a_linked_picture_is_not_fetched() -> None:
    links = {"rId9": ("image", "https://www.example.org/far.png", True)}
    story, doubts = read(word_file(p(run(drawing(pic(linked="rId9"), 'descr="Far."'))), links=links))
    [picture] = pictures(story)
    assert (picture.data, picture.linked, picture.alt) == (b"", "https://www.example.org/far.png", "Far.")
    assert doubts.found == []


def test_a_linked_picture_of_which_a_copy_is_there_is_the_copy() -> None:
    links = {"rId9": ("image", "https://www.example.org/far.png", True)}
    both = pic().replace("<a:blip ", '<a:blip r:link="rId9" ')
    story, _ = read(word_file(p(run(drawing(both, 'descr="Far."'))), links=links))
    assert (pictures(story)[0].data, pictures(story)[0].linked) == (png(), "")


@pytest.mark.parametrize("links", [{}, {"rId7": ("image", "media/gone.png", False)}])
def test_a_picture_that_is_not_there_is_an_error_at_its_place(links: dict[str, tuple[str, str, bool]]) -> None:
    story, doubts = read(word_file(p(r("Here ") + run(drawing(pic("rId7"), 'descr="A knee."'))), links=links))
    assert pictures(story)[0].data == b""
    assert told(doubts) == ["word-picture-missing"]
    assert doubts.found[0].severity is Severity.ERROR
    assert '"A knee."' in doubts.found[0].message
    assert doubts.found[0].spot.words.startswith("Here")


def test_a_click_and_a_film_are_told_with_their_addresses() -> None:
    links = {"rId8": ("hyperlink", "https://www.example.org/more", True)}
    film = '<a:extLst><a:ext uri="f"><wp15:webVideoPr xmlns:wp15="urn:x" embeddedHtml="&lt;iframe src=&quot;https://film.example/1&quot;&gt;"/></a:ext></a:extLst>'
    inside = '<a:hlinkClick r:id="rId8"/>'
    _, doubts = read(word_file(p(run(drawing(pic(blip=film), 'descr="Talk."', inside=inside))), links=links))
    assert sorted(told(doubts)) == ["word-picture-link", "word-picture-of-a-film"]
    assert {doubt.words for doubt in doubts.found} == {"https://film.example/1", "https://www.example.org/more"}


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
    _, doubts = read(word_file(p("Text."), parts={"hdr1": p(run(f"<w:pict>{shape}</w:pict>"))}))
    header = '<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="hdr1"/></w:sectPr></w:pPr></w:p>'
    _, doubts = read(word_file(header, parts={"hdr1": p(run(f"<w:pict>{shape}</w:pict>"))}))
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


def test_all_that_a_chart_says_is_known() -> None:
    chart = (
        f'<c:chartSpace xmlns:c="{CHART}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        "<c:title><a:p><a:r><a:t>Pain by </a:t></a:r><a:r><a:t>week</a:t></a:r></a:p></c:title>"
        "<c:cat><c:strRef><c:strCache><c:pt><c:v>Week 1</c:v></c:pt></c:strCache></c:strRef></c:cat>"
        "<c:val><c:numRef><c:numCache><c:pt><c:v>50</c:v></c:pt></c:numCache></c:numRef></c:val></c:chartSpace>"
    )
    data = f'<c:chart xmlns:c="{CHART}" r:id="rId5"/>'
    story, doubts = read(
        word_file(
            p(run(drawing(data, 'descr="Pain falls."'))),
            links={"rId5": ("chart", "charts/chart1.xml", False)},
            files={"word/charts/chart1.xml": chart.encode()},
        )
    )
    [picture] = pictures(story)
    assert (picture.what, picture.alt, picture.words) == ("chart", "Pain falls.", "Pain by week Week 1 50")
    assert doubts.found == []


def test_the_words_of_a_diagram_are_taken_once_from_its_data_and_its_drawing() -> None:
    spaces = f'xmlns:dgm="{DIAGRAM}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    dsp = 'xmlns:dsp="http://schemas.microsoft.com/office/drawing/2008/diagram"'
    words = "<a:p><a:r><a:t>Rest</a:t></a:r></a:p>"
    drawn = f'<a:ext><dsp:dataModelExt {dsp} relId="rId6"/></a:ext>'
    data = f"<dgm:dataModel {spaces}><dgm:t>{words}</dgm:t>{drawn}</dgm:dataModel>"
    kept = f"<dsp:drawing {spaces} {dsp}>{words}<a:p><a:r><a:t>Move</a:t></a:r></a:p></dsp:drawing>"
    story, doubts = read(
        word_file(
            p(run(drawing(f'<dgm:relIds xmlns:dgm="{DIAGRAM}" r:dm="rId5"/>', ""))),
            links={
                "rId5": ("diagramData", "diagrams/data1.xml", False),
                "rId6": ("diagramDrawing", "diagrams/drawing1.xml", False),
            },
            files={"word/diagrams/data1.xml": data.encode(), "word/diagrams/drawing1.xml": kept.encode()},
        )
    )
    [picture] = pictures(story)
    assert (picture.what, picture.words) == ("diagram", "Rest Move")
    assert doubts.found == []


def test_ink_is_taken_as_the_picture_of_it() -> None:
    ink = drawing('<w14:contentPart r:id="rId9"/>', 'descr="Ink."')
    older = drawing(pic(), 'descr="Ink."')
    story, doubts = read(word_file(p(run(either(ink, older, "wpi")))))
    assert [one.data for one in pictures(story)] == [png()]
    assert told(doubts) == ["word-picture-of-an-object"]
    assert "keeps of ink" in doubts.found[0].message


def test_a_part_that_nobody_knows_is_told_with_its_words_and_its_picture_kept() -> None:
    strange = (
        '<x:thing xmlns:x="urn:x"><a:p><a:r><a:t>Strange words</a:t></a:r></a:p><a:blip r:embed="rId1"/></x:thing>'
    )
    story, doubts = read(word_file(p(run(drawing(strange, 'descr="Odd."')))))
    assert [one.data for one in pictures(story)] == [png()]
    assert told(doubts) == ["word-drawing-unknown"]
    assert doubts.found[0].words == "Strange words"


def test_a_picture_of_a_header_is_told_once_with_its_part_however_many_headers_show_it() -> None:
    logo = p(run(drawing(pic("rId1"), 'descr="The logo."')))
    header = (
        '<w:headerReference w:type="default" r:id="hdr1"/><w:headerReference w:type="first" r:id="hdr2"/><w:titlePg/>'
    )
    rels = relations({"rId1": ("image", "media/image1.png", False)})
    story, doubts = read(
        word_file(
            f"<w:p><w:pPr><w:sectPr>{header}</w:sectPr></w:pPr></w:p>",
            parts={"hdr1": logo, "hdr2": logo + p("Words.")},
            files={
                "word/_rels/hdr1.xml.rels": rels,
                "word/_rels/hdr2.xml.rels": rels,
                "word/media/image1.png": png(),
            },
        )
    )
    assert [one for blocks in story.headers for one in anchored(blocks)] == []
    assert told(doubts) == ["word-picture-left-out"]
    assert 'a picture "The logo." (word/media/image1.png) stands in the header' in doubts.found[0].message


def test_a_picture_in_deleted_text_is_told() -> None:
    inside = run(drawing(pic(), 'descr="An old knee."'))
    story, doubts = read(word_file(p(f'{r("Kept.")}<w:del w:id="1" w:author="A">{inside}</w:del>')))
    assert pictures(story) == []
    assert "word-picture-left-out" in told(doubts)
    assert any("image1.png" in doubt.message for doubt in doubts.found)


def test_pictures_that_nothing_shows_are_told_with_their_part() -> None:
    bullet = '<w:pict><v:shape><v:imagedata r:id="rId1"/></v:shape></w:pict>'
    numbering = f'<w:numPicBullet w:numPicBulletId="0">{bullet}</w:numPicBullet>'
    _, doubts = read(
        word_file(
            p("Text."),
            parts={"numbering": numbering},
            files={
                "word/_rels/numbering.xml.rels": relations({"rId1": ("image", "media/bullet.png", False)}),
                "word/media/bullet.png": png(),
            },
        )
    )
    assert told(doubts) == ["word-picture-not-shown"]
    assert "word/media/bullet.png" in doubts.found[0].message


def test_pictures_in_cells_keep_their_place() -> None:
    cells = [f"<w:tc>{p(run(drawing(pic(one), f'descr={chr(34)}{one}{chr(34)}')))}</w:tc>" for one in ("rId1", "rId2")]
    story, _ = read(word_file(table(row(*cells))))
    assert [(one.alt, one.number) for one in pictures(story)] == [("rId1", 1), ("rId2", 2)]


def test_the_column_of_each_section_counts() -> None:
    page = '<w:pgSz w:w="12240"/><w:pgMar w:left="1440" w:right="1440"/><w:cols w:num="2" w:space="360"/>'
    narrow = f"<w:p><w:pPr><w:sectPr>{page}</w:sectPr></w:pPr></w:p>"
    one = p(run(drawing(pic(), 'descr="A."', inches=1.5)))
    story, _ = read(word_file(one + narrow + one))
    assert [picture.share for picture in pictures(story)] == pytest.approx([1.5 / 3.125, 0.25])


def test_a_file_is_known_by_its_bytes_and_not_by_its_name() -> None:
    links = {"rId5": ("image", "media/image5.png", False)}
    story, _ = read(
        word_file(p(run(drawing(pic("rId5"), 'descr="A."'))), links=links, files={"word/media/image5.png": EMF})
    )
    assert pictures(story)[0].suffix == ".emf"


def test_an_icon_in_a_sentence_is_told_and_one_beside_it_is_not() -> None:
    icon = run(drawing(pic(), 'descr="A green button."'))
    among = come_in(word_file(p(r("Press ") + icon + r(" to begin."))), "old")
    assert [doubt.message for doubt in among.doubts if doubt.code == "word-picture-among-words"] == [
        'picture "old/1.png" stands among the words of this paragraph; put after the paragraph'
    ]
    for body in (icon + r("Begin."), r("Begin.") + icon, icon):
        assert "word-picture-among-words" not in [doubt.code for doubt in come_in(word_file(p(body)), "old").doubts]


def test_the_link_around_a_picture_is_told_once() -> None:
    links = {"rId8": ("hyperlink", "https://www.example.org/more", True)}
    inside = run(drawing(pic(), 'descr="A."', inside='<a:hlinkClick r:id="rId8"/>'))
    _, doubts = read(word_file(p(f'<w:hyperlink r:id="rId8">{inside}</w:hyperlink>'), links=links))
    assert [(doubt.code, doubt.words) for doubt in doubts.found] == [
        ("word-picture-link", "https://www.example.org/more")
    ]
    _, doubts = read(word_file(p(field("HYPERLINK https://www.example.org/f", run(drawing(pic(), 'descr="A."'))))))
    assert [(doubt.code, doubt.words) for doubt in doubts.found] == [("word-picture-link", "https://www.example.org/f")]


def test_what_hangs_on_a_paragraph_without_words_keeps_its_order() -> None:
    both = group(box(p("Remember this.")), pic(said='descr="A."'))
    made = come_in(word_file(p("Text.") + p(run(drawing(both)))), "old")
    assert made.yaml.index("Remember this.") < made.yaml.index("image:")
