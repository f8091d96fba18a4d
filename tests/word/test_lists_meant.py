"""Lists: Word's own and those typed by hand, with what stands under their entries."""

from __future__ import annotations

import pytest

from leafletgen.errors import Report
from leafletgen.source.yaml import parse_source
from leafletgen.word.story import Counting
from tests.word.making_stories import bold, box, came, entry, head, hung, para, picture, row, table


def test_steps_go_on_counting_after_a_paragraph() -> None:
    made = came(
        entry("Up.", value=1), entry("Down.", value=2), para("If that is easy, go on:"), entry("Hold a tin.", value=3)
    )
    assert made.body == [
        {"steps": ["Up.", "Down."]},
        "If that is easy, go on:",
        {"steps": ["Hold a tin."], "start": 3},
    ]
    assert made.codes() == []


def test_a_restart_is_a_list_of_its_own() -> None:
    made = came(entry("A", value=1), entry("B", value=2), entry("C", value=1), entry("D", value=2))
    assert made.body == [{"steps": ["A", "B"]}, {"steps": ["C", "D"]}]


def test_lists_stand_inside_each_other_by_level() -> None:
    made = came(entry("A"), entry("B"), entry("b1", level=1), entry("b2", level=1), entry("b21", level=2), entry("C"))
    assert made.body == [
        {"list": ["A", {"text": "B", "list": ["b1", {"text": "b2", "list": ["b21"]}]}, "C"]},
    ]


def test_lists_stand_inside_each_other_by_indent() -> None:
    made = came(
        entry("A", series="1"), entry("a1", series="2", indent=54), entry("a2", series="2", indent=54), entry("B")
    )
    assert made.body == [{"list": [{"text": "A", "list": ["a1", "a2"]}, "B"]}]


def test_bullets_between_steps_that_go_on_stand_under_the_step() -> None:
    made = came(entry("Sit.", value=1), entry("slowly", series="2"), entry("Stand.", value=2), entry("Walk.", value=3))
    assert made.body == [{"steps": [{"text": "Sit.", "list": ["slowly"]}, "Stand.", "Walk."]}]


def test_steps_under_bullets_keep_their_start() -> None:
    made = came(entry("A"), entry("one", value=4, level=1, series="2"), entry("B"))
    assert made.body == [{"list": [{"text": "A", "steps": ["one"], "start": 4}, "B"]}]


def test_an_empty_paragraph_divides_no_list() -> None:
    assert came(entry("A"), para(""), entry("B")).body == [{"list": ["A", "B"]}]


def test_a_list_of_one_entry_and_bold_entries_stay_lists() -> None:
    assert came(entry(bold("Wash your hands"))).body == [{"list": ["**Wash your hands**"]}]


def test_an_indented_paragraph_between_entries_stands_under_the_first() -> None:
    made = came(entry("Sit.", value=1), para("Rest a moment.", indent=36), entry("Stand.", value=2))
    assert made.body == [{"steps": [{"text": "Sit.", "body": ["Rest a moment."]}, "Stand."]}]
    assert made.told("word-list-body") == [
        ("Rest a moment.", "an indented paragraph was put under the entry of the list before it")
    ]


def test_a_paragraph_that_is_not_indented_ends_the_list() -> None:
    assert came(entry("A"), para("Then:"), entry("B")).body == [{"list": ["A"]}, "Then:", {"list": ["B"]}]


def test_a_picture_of_an_entry_stands_under_it() -> None:
    shown = {"image": "made/1.png", "alt": "A knee."}
    made = came(entry("Sit.", hung(picture()), value=1), entry("Stand.", value=2))
    assert made.body == [{"steps": [{"text": "Sit.", "body": [shown]}, "Stand."]}]
    assert made.codes() == []
    between = came(entry("Sit.", value=1), para(hung(picture())), entry("Stand.", value=2))
    assert between.body == made.body
    assert between.codes() == ["word-list-body"]


def test_a_table_between_entries_stands_under_the_first() -> None:
    times = table(row("Day", "Time", header=True), row("Monday", "9"))
    made = came(entry("Take it.", value=1), times, entry("Drink.", value=2))
    assert made.body[0]["steps"][0]["body"] == [{"table": {"header": ["Day", "Time"], "rows": [["Monday", "9"]]}}]


def test_a_box_of_an_entry_comes_after_the_list() -> None:
    made = came(entry("A", hung(box(para("Remember this.")))), entry("B"))
    assert made.body == [{"list": ["A", "B"]}, {"box": {"body": ["Remember this."]}}]


@pytest.mark.parametrize("counting", [Counting.LETTER, Counting.ROMAN])
def test_letters_and_roman_numbers_become_steps(counting: Counting) -> None:
    made = came(entry("A", value=1, counting=counting, label="a)"), entry("B", value=2, counting=counting, label="b)"))
    assert made.body == [{"steps": ["A", "B"]}]
    assert "word-list-letters" in made.codes()


def test_ticks_become_bullets_with_a_doubt() -> None:
    made = came(entry("yes", counting=Counting.TICK), entry("no", counting=Counting.TICK))
    assert made.body == [{"list": ["yes", "no"]}]
    assert made.told("word-list-ticks") == [("yes", "tick bullets became plain bullets (and 1 more)")]


def test_labels_with_words_are_told() -> None:
    made = came(entry("Sit.", value=1, label="Step 1:"), entry("Stand.", value=2, label="Step 2:"))
    assert made.body == [{"steps": ["Sit.", "Stand."]}]
    (doubt,) = [doubt for doubt in made.doubts if doubt.code == "word-list-labels"]
    assert doubt.words == "Step 1: Step 2:"


def test_a_list_that_begins_with_nought_begins_with_one() -> None:
    made = came(entry("A", value=0, counting=Counting.DECIMAL, label="0."))
    assert made.body == [{"steps": ["A"]}]


@pytest.mark.parametrize("marks", ["1. |2. ", "1) |2) ", "(1) |(2) ", "1.\t|2.\t"])
def test_numbers_typed_by_hand_become_steps(marks: str) -> None:
    first, second = marks.split("|")
    made = came(para(f"{first}Sit down."), para(f"{second}Stand up."))
    assert made.body == [{"steps": ["Sit down.", "Stand up."]}]
    (doubt,) = [doubt for doubt in made.doubts if doubt.code == "word-list-typed"]
    assert doubt.words.split() == [first.strip(), second.strip()]
    assert "and 1 more" in doubt.message


@pytest.mark.parametrize("mark", ["- ", "\u2013 ", "•\t", "• ", "o\t", "● ", "* "])
def test_bullets_typed_by_hand_become_a_list(mark: str) -> None:
    assert came(para(f"{mark}one"), para(f"{mark}two")).body == [{"list": ["one", "two"]}]


def test_letters_typed_by_hand_become_steps() -> None:
    made = came(*[para(f"{letter}) one") for letter in "abcdefghij"])
    assert made.body == [{"steps": ["one"] * 10}]
    assert made.codes() == ["word-list-letters", "word-list-typed"]


@pytest.mark.parametrize(
    "words", [("1. Sit down.",), ("1. May 2026", "2. June 2026"), ("24. hour line", "Call us."), ("01632 960 111",)]
)
def test_what_is_no_list_stays_as_it_is(words: tuple[str, ...]) -> None:
    assert came(*[para(word) for word in words]).body == list(words)


def test_a_typed_list_goes_on_counting_after_a_paragraph() -> None:
    made = came(para("1. Sit."), para("2. Stand."), para("Rest a moment."), para("3. Walk."))
    assert made.body == [{"steps": ["Sit.", "Stand."]}, "Rest a moment.", {"steps": ["Walk."], "start": 3}]


def test_typed_bullets_stand_under_typed_numbers_that_go_on() -> None:
    made = came(para("1. Bring:"), para("- a towel"), para("- a drink"), para("2. Come."))
    assert made.body == [{"steps": [{"text": "Bring:", "list": ["a towel", "a drink"]}, "Come."]}]


def test_typed_lines_of_one_paragraph_are_entries() -> None:
    assert came(para("Bring:\n• a towel\n• a drink")).body == ["Bring:", {"list": ["a towel", "a drink"]}]


def test_a_bold_number_before_text_is_a_heading_and_no_list() -> None:
    made = came(para(bold("1. What is it?", 16)), para("A pain."), para(bold("2. What helps?", 16)), para("Rest."))
    assert [block["heading"] for block in made.body if "heading" in block] == ["1. What is it?", "2. What helps?"]


def test_headings_end_a_list() -> None:
    made = came(head("A"), entry("x", value=1), head("B"), entry("y", value=2))
    assert made.body[1:] == [{"steps": ["x"]}, {"heading": "B"}, {"steps": ["y"], "start": 2}]


def test_indents_without_end_make_no_list_too_deep_to_be_read() -> None:
    made = came(*[entry(f"x{at}", series=str(at), indent=18.0 * at) for at in range(400)])
    assert [f"x{at}" in made.yaml for at in range(400)] == [True] * 400
    assert parse_source(made.yaml, "made.yaml", Report()) is not None


def test_lines_that_stay_and_lines_that_became_some_are_told_apart() -> None:
    made = came(para("Name: ____ Date: ____"), para("Signed: ______"), para("Seen: ______"))
    assert [message[:40] for _, message in made.told("word-writing-lines")] == [
        "underscores or dots to write on are kept",
        "underscores or dots to write on became l",
    ]
