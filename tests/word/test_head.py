"""The head of a leaflet from a story: code, title, strap, language, review and keywords, each with its doubt."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import cast

import pytest

from leafletgen.content.code import CodeTemplate
from leafletgen.content.model.brand import Brand
from leafletgen.word.doubts import Doubts, Part, Spot
from leafletgen.word.importing.furniture import is_page_number
from leafletgen.word.importing.head import head_of
from leafletgen.word.importing.made import Made
from leafletgen.word.importing.review_month import review_in
from leafletgen.word.importing.straps import is_strap
from leafletgen.word.importing.wish import Wish
from leafletgen.word.story import Block, Cell, Kind, Paragraph, Properties, Row, Story, Stretch, Table

CODE = "P8101/5001/03.2025/VERSION3"
BRAND = cast(
    Brand,
    SimpleNamespace(identifier="riverside", code=CodeTemplate("{number}/{job}/{month}.{year}/VERSION{version}")),
)


def paragraph(
    words: str, kind: Kind = Kind.BODY, rank: int = 0, *, part: Part = Part.BODY, bold: bool = False,
    size: float = 11.0, language: str = "",
) -> Paragraph:  # fmt: skip
    """Return a paragraph of one stretch."""
    made = Paragraph(Spot(part, 1, words))
    made.kind, made.level = kind, rank
    made.pieces.append(Stretch(words, bold=bold, size=size, language=language))
    return made


def title(words: str = "Sore heel") -> Paragraph:
    """Return a title."""
    return paragraph(words, Kind.TITLE)


def heading(words: str, rank: int = 1) -> Paragraph:
    """Return a heading."""
    return paragraph(words, Kind.HEADING, rank)


def table(*rows: Sequence[str]) -> Table:
    """Return a table of words."""
    made = Table(Spot(Part.FOOTER))
    for words in rows:
        row = Row()
        for one in words:
            cell = Cell()
            cell.blocks.append(paragraph(one, part=Part.FOOTER))
            row.cells.append(cell)
        made.rows.append(row)
    return made


def story(*blocks: Block, header: Sequence[Block] = (), footer: Sequence[Block] = (), language: str = "en-GB") -> Story:
    """Return a story with a header and a footer."""
    made = Story()
    made.blocks = list(blocks)
    made.headers = [list(header)] if header else []
    made.footers = [list(footer)] if footer else []
    made.language = language
    return made


def head(of: Story, code: str | None = None, language: str | None = None) -> tuple[dict[str, Made], Doubts]:
    """Return the head of a story and what is doubtful about it."""
    doubts = Doubts()
    wish = Wish("heel", code, ("a4-leaflet",), language)
    return head_of(of, wish, BRAND, doubts), doubts


def values(of: Story, code: str | None = None) -> dict[str, object]:
    """Return the values of a head."""
    return {key: made.value for key, made in head(of, code)[0].items()}


def codes_of(doubts: Doubts) -> list[str]:
    """Return the codes of doubts."""
    return [doubt.code for doubt in doubts.found]


def footer(words: str) -> Paragraph:
    """Return a line of a footer."""
    return paragraph(words, part=Part.FOOTER)


def test_a_file_with_all_of_it_gives_a_whole_head_in_order() -> None:
    full = story(
        title(),
        paragraph("A guide", Kind.SUBTITLE),
        header=[paragraph("Patient information", part=Part.HEADER)],
        footer=[footer(f"{CODE}   Review date: March 2028")],
    )
    full.properties = Properties(keywords="heel; foot pain, heel")
    found, doubts = head(full)
    assert {key: made.value for key, made in found.items()} == {
        "code": CODE,
        "title": "Sore heel",
        "subtitle": "A guide",
        "strap": "Patient information",
        "language": "en-GB",
        "brand": "riverside",
        "layouts": ["a4-leaflet"],
        "review": "2028-03",
        "keywords": ["heel", "foot pain"],
    }
    assert list(found) == ["code", "title", "subtitle", "strap", "language", "brand", "layouts", "review", "keywords"]
    assert [(doubt.code, doubt.words) for doubt in doubts.found] == [
        ("word-furniture-taken", "Patient information"),
        ("word-furniture-taken", f"{CODE}   Review date: March 2028"),
    ]
    assert f"code {CODE} and review March 2028 taken from the footer" in doubts.found[1].message


def test_what_stands_in_the_body_has_the_very_spot_of_its_paragraph() -> None:
    first, second, last = title("Looking after"), title("your heel"), paragraph(f"Ref: {CODE}")
    found, doubts = head(story(first, second, paragraph("Words."), last))
    assert found["title"].value == "Looking after your heel"
    assert found["title"].spot is first.spot
    assert found["title"].more_spots == [second.spot]
    assert found["code"].spot is last.spot
    assert codes_of(doubts) == ["word-code-from-text", "word-title-joined"]
    assert doubts.found[0].words == f"Ref: {CODE}"


@pytest.mark.parametrize(
    ("blocks", "expected", "code"),
    [
        ([paragraph("SORE HEEL", bold=True, size=24.0), paragraph("Why", bold=True, size=16.0), paragraph("Words.")],
         "SORE HEEL", "word-title-by-hand"),
        ([paragraph("Words."), paragraph("Stop at once.", bold=True, size=30.0), heading("Why"), heading("How")],
         "Why", "word-title-from-heading"),
        ([paragraph("Sore heel", size=28.0), paragraph("Words that are read.")], "Sore heel", "word-title-by-hand"),
        ([paragraph("Patient information", bold=True), paragraph("Sore heel", size=28.0), paragraph("Words, words.")],
         "Sore heel", "word-title-by-hand"),
        ([paragraph("Sore heel", bold=True), paragraph("Words that are read.")], "Sore heel", "word-title-by-hand"),
        ([heading("Sore heel"), paragraph("Words."), heading("Why", 2)], "Sore heel", "word-title-from-heading"),
        ([paragraph("Words that are read.")], "", "word-title-missing"),
        ([], "", "word-title-missing"),
    ],
)  # fmt: skip
def test_a_title_without_its_style_is_guessed_and_told(blocks: list[Block], expected: str, code: str) -> None:
    found, doubts = head(story(*blocks))
    assert found["title"].value == expected
    assert code in codes_of(doubts)
    assert bool(found["title"].notes) is (code == "word-title-missing")


def test_the_title_of_the_properties_goes_before_one_of_many_headings_alone() -> None:
    many = story(heading("Why"), heading("How"))
    many.properties = Properties(title="Sore heel")
    assert values(many)["title"] == "Sore heel"
    one = story(heading("My heel"), heading("How", 2))
    one.properties = Properties(title="Sore heel")
    assert values(one)["title"] == "My heel"
    many.properties = Properties(title="Microsoft Word - heel v2 FINAL.doc")
    assert values(many)["title"] == "Why"


def test_capitals_of_a_title_are_kept_and_told() -> None:
    _, doubts = head(story(paragraph("SORE HEEL", bold=True, size=24.0), paragraph("Words.")))
    told = next(doubt for doubt in doubts.found if doubt.code == "word-title-by-hand")
    assert "largest bold paragraph (24 pt)" in told.message
    assert "capitals are kept" in told.message


def test_raised_and_lowered_digits_of_a_title_stay() -> None:
    raised = title("CO")
    raised.pieces += [Stretch("2", lowered=True), Stretch(" in m"), Stretch("3", raised=True)]
    assert values(story(raised))["title"] == "CO₂ in m³"


@pytest.mark.parametrize(
    ("given", "said", "value", "code"),
    [
        (None, CODE, CODE, None),
        (None, None, "", "word-code-missing"),
        (CODE, None, CODE, "word-code-given"),
        (CODE, CODE, CODE, None),
        (CODE, "P1/2/01.2024/VERSION1", CODE, "word-code-differs"),
    ],
)
def test_a_code_that_is_given_wins(given: str | None, said: str | None, value: str, code: str | None) -> None:
    found, doubts = head(story(title(), footer=[footer(f"Code: {said}")] if said else []), given)
    assert found["code"].value == value
    assert [one for one in codes_of(doubts) if "-code-" in one] == ([code] if code else [])
    assert bool(found["code"].notes) is (value == "")


def test_the_code_of_a_control_goes_before_others_and_others_are_told() -> None:
    of = story(title(), paragraph(f"Code: {CODE}"), footer=[footer("P1/2/01.2024/VERSION1")])
    of.settled = {"Leaflet code": CODE}
    found, doubts = head(of)
    assert found["code"].value == CODE
    assert [one for one in codes_of(doubts) if "code" in one] == ["word-code-from-text", "word-codes-differ"]
    assert 'content control named "Leaflet code"' in doubts.found[0].message


def test_a_line_that_says_more_than_the_code_stays_in_the_text() -> None:
    found, doubts = head(story(title(), paragraph(f"Ask for {CODE} in large print.")))
    assert found["code"].value == CODE
    assert found["code"].spot is None
    assert codes_of(doubts) == []


def test_a_code_at_the_end_of_a_long_line_is_found() -> None:
    found, _ = head(story(title(), paragraph(f"{'Many words. ' * 300}{CODE}")))
    assert (found["code"].value, found["code"].spot) == (CODE, None)


def test_no_long_word_keeps_the_template_busy() -> None:
    found, _ = head(story(title(), paragraph("a" * 200_000), footer=[footer("1-" * 100_000)]))
    assert found["code"].value == ""


@pytest.mark.parametrize(
    ("said", "written", "told"),
    [
        ("en-US", "en-GB", True),
        ("en-GB", "en-GB", False),
        ("cy-GB", "cy-GB", False),
        ("", "en-GB", False),
        ("x-none", "en-GB", False),
    ],
)
def test_american_english_becomes_british_with_a_doubt(said: str, written: str, told: bool) -> None:
    found, doubts = head(story(title(), language=said))
    assert found["language"].value == written
    assert ("word-language" in codes_of(doubts)) is told


def test_the_language_is_that_of_most_letters_unless_one_is_wished() -> None:
    of = story(title(), paragraph("Words in English.", language="en-GB"), language="en-US")
    assert head(of)[0]["language"].value == "en-GB"
    assert head(of, language="cy")[0]["language"].value == "cy"
    assert codes_of(head(of, language="en-GB")[1]) == ["word-code-missing"]


@pytest.mark.parametrize(
    ("line", "month"),
    [
        ("Review date: March 2028", "2028-03"),
        ("Next review due 03/2028", "2028-03"),
        ("Review: Mar 2028", "2028-03"),
        ("Date of next review 31/03/2028", "2028-03"),
        ("Review by 31st March 2028", "2028-03"),
        ("To be reviewed: Sept 28", "2028-09"),
        ("Review date 31.03.28", "2028-03"),
        ("Issued March 2025. Review March 2028.", "2028-03"),
        ("Review date: 2028-03-01", "2028-03"),
        ("Date of review (March 2028)", "2028-03"),
        ("Review due | 3-2028", "2028-03"),
        ("Last reviewed March 2025", None),
        ("Last review date: March 2025", None),
        ("Reviewed: March 2025", None),
        ("Preview March 2028", None),
        ("Peer review: 2 people in 2024", None),
        ("Review in 12 months", None),
        ("Review 03/12", None),
    ],
)
def test_the_month_of_review_is_read_as_trusts_write_it(line: str, month: str | None) -> None:
    found = review_in(line)
    assert (None if found is None else found.value) == month


def test_of_two_reviews_the_later_one_is_the_next() -> None:
    found = review_in("Date of review: March 2024. Next review: 03/2027")
    assert found is not None and found.value == "2027-03"
    of = story(title(), footer=[footer("Date of review: March 2024"), footer("Next review: March 2027")])
    assert values(of)["review"] == "2027-03"


def test_a_month_under_its_label_in_a_table_is_that_of_its_column() -> None:
    of = story(title(), footer=[table(["Date of issue", "Review date"], ["March 2025", "June 2028"])])
    assert values(of)["review"] == "2028-06"


def test_a_month_in_the_text_is_taken_and_its_line_left_out() -> None:
    line = paragraph("Review date: March 2028")
    found, doubts = head(story(title(), paragraph("Words."), line))
    assert (found["review"].value, found["review"].spot) == ("2028-03", line.spot)
    assert [(doubt.code, doubt.words) for doubt in doubts.found][-1] == ("word-review-from-text", line.text)


def test_each_header_and_footer_is_told_once_with_all_its_words() -> None:
    of = story(title(), footer=[footer("Riverside Hospital"), footer(""), table(["Tel.", "01632 960 111"])])
    told = [doubt for doubt in head(of)[1].found if doubt.code == "word-furniture-left-out"]
    assert [doubt.words for doubt in told] == ["Riverside Hospital\nTel.\n01632 960 111"]
    assert str(told[0].spot) == 'footer ("Riverside Hospital")'


@pytest.mark.parametrize("words", ["Page 3 of 8", "3", "- 3 -", "Page | 12", "p. 3/8", "Page", "iv", ""])
def test_numbers_of_pages_are_known(words: str) -> None:
    assert is_page_number(words)


@pytest.mark.parametrize("words", ["Ward 3", "-" * 5000 + "x", "Page 3 of 8 Riverside", "01632 960 111", "Version 3"])
def test_other_words_are_no_numbers_of_pages(words: str) -> None:
    assert not is_page_number(words)


@pytest.mark.parametrize(
    ("words", "strap"),
    [
        ("Patient information", True),
        ("PATIENT INFORMATION LEAFLET", True),
        ("Patients\u2019 information", True),
        ("Patient and carer information", True),
        ("Information for patients and their families", True),
        ("Patient information about heels", False),
        ("Sore heel", False),
    ],
)
def test_straps_are_known(words: str, strap: bool) -> None:
    assert is_strap(words) is strap
