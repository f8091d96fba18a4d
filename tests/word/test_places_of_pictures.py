"""Where pictures stand: in lines, cells, sections and links, and where a leaflet has no place for them."""

from __future__ import annotations

import pytest

from leafletgen.errors import Severity
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
from tests.word.drawn import png
from tests.word.expecting import come_in, leaflet_in
from tests.word.make import field, p, r, relations, row, table


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


def test_a_picture_of_a_header_is_told_once_with_its_part_however_many_headers_show_it() -> None:
    logo = p(run(drawing(pic("rId1"), 'descr="The logo."')))
    header = (
        '<w:headerReference w:type="default" r:id="hdr1"/><w:headerReference w:type="first" r:id="hdr2"/><w:titlePg/>'
    )
    rels = relations({"rId1": ("image", "media/image1.png", False)})
    story, doubts = read(
        word_file(
            "",
            section=header,
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


@pytest.mark.parametrize("first", ["picture", "caption"])
def test_the_caption_that_word_puts_in_a_text_box_goes_with_its_picture(first: str) -> None:
    style = '<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style>'
    caption = run(drawing(box(p("Figure 1: Bend.", '<w:pStyle w:val="Caption"/>')), floats=True))
    picture = run(drawing(pic(), 'descr="A knee."', floats=True))
    both = picture + caption if first == "picture" else caption + picture
    made = come_in(word_file(p(r("Bend your knee.") + both), parts={"styles": style}), "old")
    assert leaflet_in(made)["body"] == [
        "Bend your knee.",
        {"image": "old/1.png", "alt": "A knee.", "caption": "Figure 1: Bend."},
    ]
    assert [doubt.code for doubt in made.doubts if "box" in doubt.code or "caption" in doubt.code] == []


def test_of_what_is_left_out_no_place_is_told() -> None:
    links = {"rId9": ("image", "https://www.example.org/far.png", True)}
    far = run(drawing(pic(linked="rId9"), 'descr="Far."', floats=True))
    made = come_in(word_file(p(r("Bend ") + far + r("your knee.")), links=links), "old")
    assert [doubt.code for doubt in made.doubts if "picture" in doubt.code] == ["word-picture-linked"]
