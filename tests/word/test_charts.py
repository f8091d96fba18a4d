"""Charts, diagrams, ink and what nobody knows, of which the file has words and perhaps a picture."""

from __future__ import annotations

from tests.word.drawing_xml import (
    drawing,
    either,
    pic,
    pictures,
    read,
    run,
    told,
    word_file,
)
from tests.word.drawn import png
from tests.word.make import p

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"


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
