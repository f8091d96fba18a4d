"""Tables: their headers, merged cells, what no cell can hold, and tables that are none."""

from __future__ import annotations

from typing import Any

import pytest

from leafletgen.word.story import Counting, Kind, NoteMark, Numbering, Paragraph
from tests.word.expecting import CODE
from tests.word.making_stories import (
    Came,
    bold,
    box,
    came,
    cell,
    entry,
    head,
    hung,
    para,
    picture,
    row,
    story,
    table,
    title,
)

SHOWN = {"image": "made/1.png", "alt": "A knee."}
LONG = "Sit on a chair with your feet flat on the floor, and stretch one leg until it is straight."


def only(made: Came) -> dict[str, Any]:
    (block,) = made.body
    found: dict[str, Any] = block["table"]
    return found


def test_a_header_row_is_the_header() -> None:
    made = came(table(row("Drug", "Dose", header=True), row("Aspirin", "75 mg")))
    assert only(made) == {"header": ["Drug", "Dose"], "rows": [["Aspirin", "75 mg"]]}
    assert made.codes() == []


def test_without_a_header_row_columns_have_numbers() -> None:
    made = came(table(row("Drug", "Dose"), row("Aspirin", "75 mg")))
    assert only(made) == {"header": ["Column 1", "Column 2"], "rows": [["Drug", "Dose"], ["Aspirin", "75 mg"]]}
    assert "  # IMPORT: no header row in Word. " in made.yaml
    ((_, message),) = made.told("word-table-without-header")
    assert '"Drug | Dose"' in message


def test_a_header_that_says_nothing_is_none() -> None:
    made = came(table(row("", "", header=True), row("Aspirin", "75 mg")))
    assert only(made)["header"] == ["Column 1", "Column 2"]


def test_a_table_of_nothing_but_headers_keeps_its_rows() -> None:
    assert only(came(table(row("A", "B", header=True), row("C", "D", header=True))))["rows"] == [["A", "B"], ["C", "D"]]


def test_two_header_rows_are_joined() -> None:
    made = came(
        table(
            row("Drug", cell("Dose", span=2), header=True),
            row(cell(goes_on=True), "Morning", "Night", header=True),
            row("Aspirin", "75 mg", "none"),
        )
    )
    assert only(made)["header"] == ["Drug", "Dose Morning", "Dose Night"]
    assert made.codes() == ["word-table-header-joined"]


def test_words_over_columns_stand_in_the_first_and_words_over_rows_are_repeated() -> None:
    made = came(
        table(
            row("Day", "Dose", "With", header=True),
            row("Monday", cell("none", span=2)),
            row(cell("Tuesday"), "1", "food"),
            row(cell(goes_on=True), "2", "water"),
        )
    )
    assert only(made)["rows"] == [["Monday", "none", ""], ["Tuesday", "1", "food"], ["Tuesday", "2", "water"]]
    assert made.codes() == ["word-table-merged"]


def test_words_of_a_covered_cell_are_not_lost() -> None:
    made = came(table(row("A", "B", header=True), row("x", "1"), row(cell("hidden", goes_on=True), "2")))
    assert only(made)["rows"] == [["x", "1"], ["hidden", "2"]]


def test_columns_left_free_are_empty_cells() -> None:
    made = came(table(row("A", "B", "C", header=True), row("x", before=1, after=1), row("1", "2", "3")))
    assert only(made)["rows"][0] == ["", "x", ""]


def test_lists_tables_and_headings_in_cells_are_lines() -> None:
    inner = table(row("inner"))
    made = came(
        table(
            row("What", "How", header=True),
            row(cell(para("Bring:"), entry("a towel"), entry("a drink")), cell(table(row("one", "two")))),
            row(cell(entry("Sit.", value=1), entry("Stand.", value=2)), cell(head("Note"), inner)),
        )
    )
    assert only(made)["rows"] == [["Bring:\na towel\na drink", "one\ntwo"], ["1. Sit.\n2. Stand.", "Note\ninner"]]
    ((_, message),) = made.told("word-cell-flattened")
    assert "a list" in message
    assert "a table" in message
    assert "a heading" in message


def test_pictures_of_cells_stand_after_the_table() -> None:
    made = came(table(row("What", "How", header=True), row(cell(para(hung(picture()))), "Slowly.")))
    assert made.body == [{"table": {"header": ["What", "How"], "rows": [["", "Slowly."]]}}, SHOWN]
    assert made.codes() == ["word-picture-in-table"]


def test_bold_header_cells_are_plain_and_notes_are_kept() -> None:
    notes = {"fn1": [para("NICE (2020) Gout.")]}
    made = came(
        table(row(cell(para(bold("Drug"))), "Dose", header=True), row("A", cell(para("75 mg", NoteMark("fn1"))))),
        notes=notes,
    )
    assert only(made) == {"header": ["Drug", "Dose"], "rows": [["A", "75 mg[@fn1]"]]}


def test_the_alt_text_of_a_table_is_told() -> None:
    shown = table(row("A", "B", header=True), row("1", "2"))
    shown.title = "Doses by day"
    (doubt,) = [doubt for doubt in came(shown).doubts if doubt.code == "word-table-alt"]
    assert doubt.words == "Doses by day"


def test_captions_stand_over_tables_or_under_them() -> None:
    doses = [row("A", "B", header=True), row("1", "2")]
    over = came(para("Table 1: Doses", kind=Kind.CAPTION), table(*doses))
    under = came(table(*doses), para("Table 1: Doses", kind=Kind.CAPTION))
    assert only(over)["caption"] == only(under)["caption"] == "Table 1: Doses"
    assert over.codes() == []


def test_a_column_with_a_header_is_a_table() -> None:
    assert only(came(table(row("Bring", header=True), row("a towel")))) == {"header": ["Bring"], "rows": [["a towel"]]}


def test_pictures_side_by_side_with_words_under_them() -> None:
    start, finish = cell(para(hung(picture())), para("Start")), cell(para(hung(picture(2))), para("Finish"))
    made = came(table(row(start, finish)))
    assert made.body == [{"pictures": [{**SHOWN, "caption": "Start"}, {**SHOWN, "caption": "Finish"}]}]
    assert made.codes() == ["word-table-of-pictures"]


def test_pictures_with_words_in_the_row_under_them() -> None:
    shown = [cell(para(hung(picture(number)))) for number in (1, 2)]
    made = came(table(row(*shown), row("Start", "Finish"), row(*shown)))
    assert made.body == [
        {"pictures": [{**SHOWN, "caption": "Start"}, {**SHOWN, "caption": "Finish"}]},
        {"pictures": [SHOWN, SHOWN]},
    ]


def test_pictures_in_a_box_stand_one_after_the_other() -> None:
    shown = [cell(para(hung(picture(number)))) for number in (1, 2)]
    assert came(box(para("See:"), table(row(*shown)))).body == [{"box": {"body": ["See:", SHOWN, SHOWN]}}]


def test_columns_of_text_are_no_table() -> None:
    made = came(table(row(cell(head("Left"), para("One."), para("Two.")), cell(para(LONG)))))
    assert made.body == [{"heading": "Left"}, "One.", "Two.", LONG]
    assert made.codes() == ["word-layout-table"]


@pytest.mark.parametrize("name", [head("Bridge"), para(bold("Bridge"))])
def test_a_picture_stands_under_the_heading_beside_it(name: Paragraph) -> None:
    shown = cell(para(hung(picture())))
    made = came(para("Do these."), table(row(shown, cell(name, para("Lift your hips.")))), para("Rest."))
    assert [next(iter(block)) if isinstance(block, dict) else block for block in made.body] == [
        "Do these.",
        "heading",
        "image",
        "Lift your hips.",
        "Rest.",
    ]
    assert "a picture under the heading beside it" in made.told("word-layout-table")[0][1]


def test_a_picture_beside_its_words_is_no_table() -> None:
    rows = [row(cell(para(hung(picture(number)))), cell(para("Sit."), para(LONG))) for number in (1, 2)]
    assert came(table(*rows)).body == [SHOWN, "Sit.", LONG, SHOWN, "Sit.", LONG]


def test_a_list_in_one_of_many_cells_makes_no_layout() -> None:
    made = came(table(row("A", "B"), row("C", cell(entry("x"), entry("y")))))
    assert only(made)["header"] == ["Column 1", "Column 2"]


def test_an_empty_table_is_nothing() -> None:
    assert came(para("Before."), table(), table(row())).body == ["Before."]


def test_lines_without_a_mark_of_word_are_no_list_in_a_cell() -> None:
    plain = para("plain")
    plain.numbering = Numbering(Counting.NONE, 0, 1, "", "1")
    made = came(table(row("A", "B", header=True), row(cell(plain), "2")))
    assert made.codes() == []


def test_empty_rows_are_kept_and_told() -> None:
    made = came(table(row("Day", "Steps", header=True), row("", ""), row("", "")))
    assert only(made)["rows"] == [["", ""], ["", ""]]
    assert made.told("word-table-empty-rows")[0][1] == "2 rows of this table are empty"


def test_what_to_do_and_what_not_to_do_are_never_one_list() -> None:
    bold_names = [cell(para(bold(words))) for words in ("Do", "Do not")]
    lists = [cell(entry("walk"), entry("rest")), cell(entry("run"), entry("jump"))]
    assert only(came(table(row(*bold_names), row(*lists))))["rows"][1] == ["walk\nrest", "run\njump"]
    assert came(table(row(*lists))).body == [{"list": ["walk", "rest"]}, {"list": ["run", "jump"]}]
    typed = [cell(para("- walk"), para("- rest")), cell(para("- run"), para("- jump"))]
    assert came(table(row(*typed))).body == [{"list": ["walk", "rest"]}, {"list": ["run", "jump"]}]


def test_numbers_of_captions_are_written_and_a_title_under_a_picture_is_said_once() -> None:
    cells = [
        cell(para(hung(picture(1))), title("Two stretches"), entry("Bend.", value=1)),
        cell(para(hung(picture(2))), entry("Stretch.", value=2)),
    ]
    made = Came(story(table(row(*cells))))
    assert made.data["title"] == "Two stretches"
    assert [shown["caption"] for shown in made.body[0]["pictures"]] == ["1. Bend.", "2. Stretch."]


def test_a_code_in_the_last_row_of_a_table_is_no_cell_as_well() -> None:
    code = f"Leaflet code: {CODE}"
    made = came(para("A"), table(row("When", "What", header=True), row("am", "x"), row(cell(code, span=2))))
    assert CODE not in str(made.body) and made.data["code"] == CODE
