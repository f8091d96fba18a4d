"""Boxes of every form, captions, pictures among words, and lines to write on."""

from __future__ import annotations

import pytest

from leafletgen.word.story import BoxForm, Kind
from tests.word.making_stories import bold, box, came, cell, entry, hung, para, picture, row, table

SHOWN = {"image": "made/1.png", "alt": "A knee."}


def test_a_text_box_comes_after_its_paragraph_with_its_bold_title() -> None:
    made = came(para("Begin in a ", hung(box(para(bold("Remember")), para("Wear it."))), "quiet room."))
    assert made.body == ["Begin in a quiet room.", {"box": {"title": "Remember", "body": ["Wear it."]}}]
    ((place, message),) = made.told("word-box")
    assert place == "Begin in a quiet room."
    assert 'a text box ("Remember") floats here' in message


def test_a_box_that_stands_alone_has_the_place_of_the_words_before_it() -> None:
    made = came(para("Try the radio."), para(hung(box(para("Ask for a tube."), form=BoxForm.GROUPED))))
    assert made.told("word-box")[0][0] == "Try the radio."
    assert "in a group" in made.told("word-box")[0][1]


def test_framed_paragraphs_side_by_side_are_one_box() -> None:
    first, second, third = para("One."), para("Two."), para("Three.")
    for framed in (first, second, third):
        framed.framed = True
    made = came(para("Before."), first, second, para("Between."), third)
    assert made.body == ["Before.", {"box": {"body": ["One.", "Two."]}}, "Between.", {"box": {"body": ["Three."]}}]
    assert [place for place, _ in made.told("word-box")] == ["One.", "Three."]


def test_one_cell_tables_are_boxes() -> None:
    assert came(table(row(cell(para(bold("A story")), para("I walk."))))).body == [
        {"box": {"title": "A story", "body": ["I walk."]}}
    ]


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("Call 999 if you cannot breathe", "level emergency"),
        ("Go to A&E", "level emergency"),
        ("Ring 111", "level urgent"),
        ("Come to A&E, or ring 111. If you cannot breathe, call 999", 'say "999": consider a card, level emergency'),
        ("Call your clinic if it hurts", "level non-urgent"),
        ("There are 1119 of them", ""),
    ],
)
def test_red_flags_are_proposed_as_cards_and_never_made(words: str, level: str) -> None:
    made = came(para("Text."), box(para(words)))
    assert made.body[1] == {"box": {"body": [words]}}
    ((_, message),) = made.told("word-box")
    assert message.endswith(level)
    assert bool(level) == ("consider a card" in message)


def test_a_box_in_a_box_is_opened() -> None:
    made = came(box(para("One."), box(para("Two.")), para("Three.")))
    assert made.body == [{"box": {"body": ["One.", "Two.", "Three."]}}]
    assert made.codes() == ["word-box", "word-box-in-box"]


def test_lists_in_a_box_are_lists() -> None:
    made = came(box(para(bold("Call us if:")), entry("it hurts"), entry("it swells")))
    assert made.body == [{"box": {"title": "Call us if:", "body": [{"list": ["it hurts", "it swells"]}]}}]


def test_a_box_of_one_bold_paragraph_keeps_it_as_its_words() -> None:
    assert came(box(para(bold("Remember!")))).body == [{"box": {"body": ["**Remember!**"]}}]


def test_empty_boxes_are_nothing() -> None:
    made = came(para("One."), box(para("")), box(), table(row(cell(para("")))))
    assert made.body == ["One."]
    assert made.codes() == []


def test_a_picture_among_words_comes_after_them() -> None:
    made = came(para("Turn slowly. ", hung(picture(), floats=True), "Stop if dizzy."))
    assert made.body == ["Turn slowly. Stop if dizzy.", SHOWN]
    assert made.told("word-picture-floats")[0][0].startswith("Turn slowly.")


def test_a_picture_before_the_words_of_its_line_comes_first() -> None:
    assert came(para(hung(picture()), "Turn slowly.")).body == [SHOWN, "Turn slowly."]


def test_several_pictures_of_a_paragraph_stay_in_their_order() -> None:
    first, second = picture(1, "One."), picture(2, "Two.")
    assert [block["alt"] for block in came(para(hung(first), hung(second))).body] == ["One.", "Two."]


def test_a_caption_goes_with_the_picture_before_it_or_after_it() -> None:
    caption = para("Figure 1: A knee", kind=Kind.CAPTION)
    under, over = came(para(hung(picture())), caption), came(caption, para(hung(picture())))
    assert under.body == over.body == [{**SHOWN, "caption": "Figure 1: A knee"}]
    assert under.codes() == []


def test_a_caption_beside_nothing_is_a_paragraph() -> None:
    made = came(para("Text."), para("Figure 1", kind=Kind.CAPTION), para("More."))
    assert made.body == ["Text.", "Figure 1", "More."]
    assert made.told("word-caption-alone")[0][0] == "Figure 1"


@pytest.mark.parametrize(
    "lines", [["Care......2", "Before you go home\t3"], ["Care … … 2\nAt home \t 12"], ["Care ____ 2", "Help ..... 3"]]
)
def test_a_table_of_contents_that_was_typed_is_left_out_with_its_title(lines: list[str]) -> None:
    made = came(para("Begin."), para(bold("Contents")), *map(para, lines), para(bold("Care", 16)), para("Rest."))
    assert made.body == ["Begin.", {"heading": "Care"}, "Rest."]
    (doubt,) = [doubt for doubt in made.doubts if doubt.code == "word-contents"]
    assert doubt.words == "\n".join(["Contents", *lines])


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Contents", ["Care......2", "Rest."]),
        ("Help", ["Care......2", "Home......3"]),
        ("Contents", ["Care 2", "At 3"]),
    ],
)
def test_what_only_looks_like_a_table_of_contents_stays(title: str, lines: list[str]) -> None:
    assert "word-contents" not in came(para(bold(title)), *map(para, lines), para("Rest.")).codes()


def test_a_table_of_contents_is_left_out_with_its_title() -> None:
    made = came(para("Contents"), para("One\t1", kind=Kind.CONTENTS), para("Two\t2", kind=Kind.CONTENTS), para("Text."))
    assert made.body == ["Text."]
    (doubt,) = [doubt for doubt in made.doubts if doubt.code == "word-contents"]
    assert doubt.words == "Contents\nOne\t1\nTwo\t2"


@pytest.mark.parametrize("between", [" ", "\n\u2013 ", ", "])
def test_the_words_after_a_quotation_say_whose_it_is(between: str) -> None:
    made = came(para("Before."), para(f"\u201cI \u201cwalk\u201d again.\u201d{between}A patient", kind=Kind.QUOTE))
    assert made.body == ["Before.", {"quote": "I \u201cwalk\u201d again.", "by": "A patient"}]
    assert made.codes() == ["word-quote"]


@pytest.mark.parametrize(
    "said",
    [
        "\u201cI walk again,\u201d she said, and then she told us of all the places where she had been that summer.",
        "\u2018I don\u2019t walk. Not yet.",
        "\u201cI walk,\u201d says Jo.",
        '"I walk" and "I run" are two things.',
    ],
)
def test_other_words_after_a_quotation_stay_with_it(said: str) -> None:
    assert came(para("Before."), para(said, kind=Kind.QUOTE)).body[1] == {"quote": said}


def test_quotations_become_a_quote() -> None:
    made = came(para("Before."), para("\u201cI walk again.\u201d", kind=Kind.QUOTE))
    assert made.body == ["Before.", {"quote": "I walk again."}]
    assert made.codes() == ["word-quote"]


def test_lines_to_write_on_have_their_label() -> None:
    made = came(para("My goal: ____________"), para("____________"), para("Text."))
    assert made.body == [{"write": {"label": "My goal:", "lines": 2}}, "Text."]
    (doubt,) = [doubt for doubt in made.doubts if doubt.code == "word-writing-lines"]
    assert doubt.words == "My goal: ____________\n____________"


def test_lines_to_write_on_may_stand_under_their_label() -> None:
    made = came(para("What did I do?"), para("____________\n____________"), para("____________"))
    assert made.body == [{"write": {"label": "What did I do?", "lines": 3}}]


def test_underscores_that_ask_for_several_things_are_kept_and_told() -> None:
    made = came(para("Name: ______ Date: ______"))
    assert made.body == ["Name: ______ Date: ______"]
    assert made.codes() == ["word-writing-lines"]


def test_contact_lines_stay_text_with_their_tabs_as_spaces() -> None:
    made = came(para("Telephone:\t01632 960 111"), para("Fax:\t01632 960 112"))
    assert made.body == ["Telephone: 01632 960 111", "Fax: 01632 960 112"]
    assert made.told("word-tab") == [("Telephone: 01632 960 111", "a tab became a space (and 1 more)")]


def test_paragraphs_on_a_ground_are_one_box_but_bars_with_headings_are_none() -> None:
    heading, first, second = para(bold("What is it?", 16)), para(bold("Remember")), para("Wear it every day.")
    for tinted in (heading, first, second):
        tinted.tinted = True
    made = came(heading, para("A knee is a joint."), first, second, para("After."))
    assert made.body == [
        {"heading": "What is it?"},
        "A knee is a joint.",
        {"box": {"title": "Remember", "body": ["Wear it every day."]}},
        "After.",
    ]
    assert made.told("word-box") == [("Remember", "text on a ground or in a border became a box")]
    inside = came(table(row(cell(second))), para("After."))
    assert inside.codes() == ["word-box"]
