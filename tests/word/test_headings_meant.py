"""Headings: those of styles, those by hand, and their levels."""

from __future__ import annotations

from leafletgen.word.story import Counting, Numbering, Paragraph, Stretch
from tests.word.making_stories import bold, box, came, head, hung, para, picture, title

TEXT = "Rest your arm on a table, and bend it slowly until it begins to hurt."


def levels(*blocks: Paragraph) -> list[tuple[str, int]]:
    return [(block["heading"], block.get("level", 1)) for block in came(*blocks).body if "heading" in block]


def test_levels_begin_with_one_and_skip_none() -> None:
    made = came(head("One", 2), para(TEXT), head("Two", 4), para(TEXT), head("Three", 2), para(TEXT))
    assert [block for block in made.body if "heading" in block] == [
        {"heading": "One"},
        {"heading": "Two", "level": 2},
        {"heading": "Three"},
    ]
    assert made.codes() == ["word-heading-level", "word-heading-level"]
    assert "and 1 more" in made.told("word-heading-level")[0][1]


def test_a_first_heading_that_is_lower_than_others_is_one() -> None:
    assert levels(head("A", 2), para(TEXT), head("B", 1), para(TEXT), head("C", 2)) == [("A", 1), ("B", 1), ("C", 2)]


def test_nothing_is_deeper_than_three() -> None:
    found = levels(*[head(f"H{level}", level) for level in (1, 2, 3, 4, 5)])
    assert [level for _, level in found] == [1, 2, 3, 3, 3]


def test_levels_that_are_as_they_should_be_are_no_doubt() -> None:
    assert came(head("A"), head("B", 2), para(TEXT)).codes() == []


def test_short_bold_paragraphs_are_headings() -> None:
    made = came(para(TEXT), para(bold("What is it?", 16)), para(TEXT))
    assert made.body[1] == {"heading": "What is it?"}
    assert made.told("word-heading-by-hand") == [
        ("What is it?", "taken as a heading: a bold paragraph (16 pt), no heading style")
    ]


def test_sizes_decide_the_levels_of_headings_by_hand() -> None:
    big, small = para(bold("Care", 18)), para(bold("At home", 14))
    assert levels(big, para(TEXT), small, para(TEXT)) == [("Care", 1), ("At home", 2)]


def test_headings_of_one_size_have_one_level_under_one_heading() -> None:
    sizes = [("Care", 18), ("At home", 12), ("At work", 12), ("Help", 14), ("Phone", 12)]
    made = came(*[block for words, size in sizes for block in (para(bold(words, size)), para(TEXT))])
    headings = [(block["heading"], block.get("level", 1)) for block in made.body if "heading" in block]
    assert headings == [("Care", 1), ("At home", 2), ("At work", 2), ("Help", 2), ("Phone", 3)]
    assert set(made.codes()) == {"word-heading-by-hand"}, "Word has no levels there that could have moved"


def test_headings_of_one_style_have_one_level_where_a_level_is_skipped() -> None:
    found = levels(head("A"), para(TEXT), head("B", 3), para(TEXT), head("C", 3), para(TEXT), head("D", 2), para(TEXT))
    assert [level for _, level in found] == [1, 2, 2, 2]


def test_headings_by_hand_stand_under_those_by_style() -> None:
    assert levels(head("Care"), para(TEXT), para(bold("At home")), para(TEXT)) == [("Care", 1), ("At home", 2)]


def test_underlined_capitals_are_headings_and_underlined_words_none() -> None:
    made = came(
        para(Stretch("CONTACT", underlined=True)), para(TEXT), para(Stretch("Contact us", underlined=True)), para(TEXT)
    )
    assert made.body == [{"heading": "CONTACT"}, TEXT, "Contact us", TEXT]
    assert made.codes() == ["word-heading-by-hand", "word-underline"]


def test_what_is_no_heading_stays_a_paragraph() -> None:
    for words in ("Telephone:", "01632 960 111", "Take care,", "x" * 60):
        assert came(para(TEXT), para(bold(words)), para(TEXT)).body[1] == f"**{words}**"


def test_a_heading_may_end_in_a_colon() -> None:
    assert came(para(TEXT), para(bold("What to bring on the day:")), para(TEXT)).body[1] == {
        "heading": "What to bring on the day:"
    }


def test_three_bold_paragraphs_in_a_row_are_no_headings() -> None:
    address = [para(bold(words)) for words in ("Riverside Hospital", "1 River Street", "Sometown")]
    assert came(para(TEXT), *address, para(TEXT)).codes() == []


def test_nothing_under_it_is_no_heading() -> None:
    assert came(para(TEXT), para(bold("Riverside Hospital"))).body[1] == "**Riverside Hospital**"
    assert came(para(bold("Part two")), head("Exercises"), para(TEXT)).body[0] == "**Part two**"


def test_a_bold_sentence_could_be_a_key_message() -> None:
    made = came(para(TEXT), para(bold("Do not stop taking your tablets.")), para(TEXT))
    assert made.body[1] == "**Do not stop taking your tablets.**"
    assert made.codes() == ["word-bold-paragraph"]


def test_bold_tells_nothing_where_all_is_bold() -> None:
    made = came(*[para(bold(TEXT)) for _ in range(5)], para(bold("A short one")), para(bold(TEXT)))
    assert "word-heading-by-hand" not in made.codes()


def test_numbers_of_heading_styles_are_written_into_the_words() -> None:
    heading = head("How much")
    heading.numbering = Numbering(Counting.DECIMAL, 0, 1, "1.", "9")
    unnumbered = head("Without")
    unnumbered.numbering = Numbering(Counting.NONE, 0, 1, "", "9")
    made = came(heading, para(TEXT), unnumbered, para(TEXT))
    assert [block["heading"] for block in made.body if "heading" in block] == ["1. How much", "Without"]
    assert made.told("word-heading-number")[0][0] == "How much"


def test_a_second_title_is_a_heading() -> None:
    made = came(para(TEXT), title("Part two"), para(TEXT))
    assert "Part two" in str(made.data)


def test_empty_headings_go_and_their_pictures_stay() -> None:
    assert came(head(""), para(TEXT)).body == [TEXT]
    made = came(head("Stretch"), para(TEXT))
    assert made.codes() == []
    with_picture = head("Stretch")
    with_picture.pieces.append(hung(picture()))
    assert came(with_picture, para(TEXT)).body[:2] == [
        {"heading": "Stretch"},
        {"image": "made/1.png", "alt": "A knee."},
    ]


def test_a_heading_in_a_box_is_its_title_or_a_bold_paragraph() -> None:
    made = came(para(TEXT), box(head("Remember"), para("One."), head("And"), para("Two.")))
    assert made.body[1] == {"box": {"title": "Remember", "body": ["One.", "**And**", "Two."]}}
    assert made.codes() == ["word-box", "word-heading-in-box"]
