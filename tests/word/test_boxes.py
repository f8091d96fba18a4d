"""Text boxes of Word files in all their forms: each word once, none lost."""

from __future__ import annotations

import pytest

from leafletgen.word.story import BoxForm, Paragraph, Table
from tests.word.drawing_xml import (
    anchored,
    box,
    boxes,
    drawing,
    either,
    group,
    lines,
    old,
    old_box,
    pic,
    pictures,
    read,
    run,
    told,
    word_file,
)
from tests.word.make import p, r, row, table

WORDS = p("Remember", "") + p("Wear it every day.")


@pytest.mark.parametrize(
    ("inside", "form"),
    [
        (either(drawing(box(WORDS)), f"<w:pict>{old_box(WORDS)}</w:pict>"), BoxForm.TEXT_BOX),
        (drawing(box(WORDS)), BoxForm.TEXT_BOX),
        (f"<w:pict>{old_box(WORDS)}</w:pict>", BoxForm.TEXT_BOX),
        (f"<w:pict>{old_box(WORDS, tag='roundrect')}</w:pict>", BoxForm.TEXT_BOX),
        (f"<w:pict><v:group coordsize='9,9' style='width:9pt'>{old_box(WORDS)}</v:group></w:pict>", BoxForm.GROUPED),
        (drawing(group(box(WORDS))), BoxForm.GROUPED),
        (drawing(group(group(group(box(WORDS), tag="grpSp"), tag="grpSp"))), BoxForm.GROUPED),
        (drawing(f"<wpc:wpc><wpc:bg/><wpc:whole/>{box(WORDS)}</wpc:wpc>"), BoxForm.GROUPED),
    ],
)
def test_a_box_has_its_words_once_in_each_form(inside: str, form: BoxForm) -> None:
    story, doubts = read(word_file(p(r("Begin in a ") + run(inside) + r("quiet room."))))
    [found] = boxes(story)
    assert found.form is form
    assert lines(found) == ["Remember", "Wear it every day."]
    assert isinstance(story.blocks[0], Paragraph)
    assert story.blocks[0].text == "Begin in a quiet room."
    assert doubts.found == []


def test_a_box_hangs_on_its_paragraph_and_says_whether_it_floats() -> None:
    story, _ = read(word_file(p(r("Before.") + run(drawing(box(WORDS), floats=True)))))
    [found] = anchored(story.blocks)
    assert found.floats
    assert found.what.spot.words == "Before."


def test_paragraphs_of_a_box_have_places_of_their_own() -> None:
    story, _ = read(word_file(p(r("Before.") + run(drawing(box(WORDS)))) + p("After.")))
    inner = [one.spot.number for one in boxes(story)[0].blocks if isinstance(one, Paragraph)]
    outer = [one.spot.number for one in story.blocks if isinstance(one, Paragraph)]
    assert len({*inner, *outer}) == len(inner) + len(outer)
    assert inner == sorted(inner)


def test_an_empty_box_is_none_and_nothing_is_told_of_it_but_that_it_is_a_shape() -> None:
    story, doubts = read(word_file(p(run(drawing(box(p("")))))))
    assert boxes(story) == []
    assert told(doubts) == ["word-shapes-left-out"]


def test_linked_boxes_have_the_words_of_the_first() -> None:
    second = "<wps:wsp><wps:spPr/><wps:linkedTxbx id='1' seq='1'/><wps:bodyPr/></wps:wsp>"
    both = run(drawing(box(WORDS))) + run(drawing(second))
    story, doubts = read(word_file(p(both)))
    assert [lines(one) for one in boxes(story)] == [["Remember", "Wear it every day."]]
    assert doubts.found == []


def test_boxes_in_a_group_come_in_the_order_of_the_file() -> None:
    story, _ = read(word_file(p(run(drawing(group(box(p("One.")), pic(said='descr="A."'), box(p("Two."))))))))
    assert [lines(one) for one in boxes(story)] == [["One."], ["Two."]]
    assert len(pictures(story)) == 1


def test_a_box_holds_tables_pictures_and_boxes() -> None:
    inner = p(run(drawing(box(p("Deep.") + p(run(drawing(pic(), 'descr="A knee."')))))))
    story, _ = read(word_file(p(run(drawing(box(table(row("a", "b")) + inner))))))
    [outer, deep] = boxes(story)
    assert [type(one) for one in outer.blocks] == [Table, Paragraph]
    assert lines(deep) == ["Deep.", ""]
    assert [one.alt for one in pictures(story)] == ["A knee."]


def test_words_that_only_the_older_form_has_are_told() -> None:
    older = f"<w:pict>{old_box(p('Remember, and call 111.'))}</w:pict>"
    story, doubts = read(word_file(p(run(either(drawing(box(p("Remember,"))), older)))))
    assert [lines(one) for one in boxes(story)] == [["Remember,"]]
    assert told(doubts) == ["word-other-form-differs"]
    assert doubts.found[0].words == "and call 111."


def test_a_newer_form_that_nobody_knows_gives_way_to_the_older_one() -> None:
    newer = '<x:thing xmlns:x="urn:unknown"/>'
    choice = f'<mc:Choice xmlns:x="urn:unknown" Requires="x">{newer}</mc:Choice>'
    older = f"<mc:Fallback><w:pict>{old_box(WORDS)}</w:pict></mc:Fallback>"
    both = f"<mc:AlternateContent>{choice}{older}</mc:AlternateContent>"
    story, doubts = read(word_file(p(run(both))))
    assert [lines(one) for one in boxes(story)] == [["Remember", "Wear it every day."]]
    assert doubts.found == []


def test_words_of_another_programs_drawing_are_told() -> None:
    words = "<a:p><a:r><a:t>From </a:t></a:r><a:r><a:t>elsewhere</a:t></a:r></a:p>"
    shape = f"<a:sp><a:spPr/><a:txBody>{words}</a:txBody></a:sp>"
    canvas = '<lc:lockedCanvas xmlns:lc="http://schemas.openxmlformats.org/drawingml/2006/lockedCanvas">'
    _, doubts = read(word_file(p(run(drawing(f"{canvas}{shape}</lc:lockedCanvas>")))))
    assert told(doubts) == ["word-drawing-words"]
    assert doubts.found[0].words == "From elsewhere"


def test_the_alt_text_of_a_box_is_told() -> None:
    story, doubts = read(word_file(p(run(drawing(box(WORDS), 'descr="A box with advice"')))))
    assert len(boxes(story)) == 1
    assert [(doubt.code, doubt.words) for doubt in doubts.found] == [("word-alt-of-a-group", "A box with advice")]


def test_boxes_in_boxes_without_end_are_cut_off_and_told() -> None:
    inside = p("The innermost words.")
    for _ in range(20):
        inside = p(run(drawing(box(inside))))
    story, doubts = read(word_file(inside))
    said = [text for one in boxes(story) for text in lines(one)]
    assert "The innermost words." in [*said, *[doubt.words for doubt in doubts.found]]


def test_a_picture_beside_an_old_box_is_not_lost() -> None:
    both = old('<v:imagedata r:id="rId1"/><v:textbox><w:txbxContent>' + WORDS + "</w:txbxContent></v:textbox>")
    story, _ = read(word_file(p(run(f"<w:pict>{both}</w:pict>"))))
    assert len(boxes(story)) == 1 and len(pictures(story)) == 1


def test_a_box_that_holds_an_equation_alone_is_no_shape_without_words() -> None:
    story, doubts = read(word_file(p(run(drawing(box("<w:p><m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p>"))))))
    assert [lines(one) for one in boxes(story)] == [["a+b"]]
    assert told(doubts) == ["word-equation"]
