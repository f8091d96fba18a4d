"""What a web page tells a browser of its words: numbers that stay whole, directions, the names of fields."""

import pytest

from leafletgen.document.edition import Edition
from leafletgen.document.element import Element, Role
from leafletgen.errors import Report
from leafletgen.html import write
from leafletgen.html.inline import InlineWriter
from leafletgen.languages.direction import is_right_to_left
from tests.support.building import Workshop
from tests.support.forms import loaded_leaflet, page_of
from tests.support.web_pages import page_faults, parsed

HEAD = "code: P1/1/06.2025/VERSION1\ntitle: Title\nbrand: riverside\nlayouts: [case]\n"


@pytest.mark.parametrize(
    "number",
    ["01632 960 100", "+44 1632 960 000", "0808 808 1677", "+44 (0)1632 960 000", "(01632) 960 100", "0116 496 0000"],
)
@pytest.mark.parametrize("sentence", ["Ring us on {} today.", "{}", "Telephone:\n{}", "Ask ({})."])
def test_a_telephone_number_stays_on_one_line(number: str, sentence: str) -> None:
    words = InlineWriter({}).words(Element(Role.PARAGRAPH).say(sentence.format(number)))
    assert number.replace(" ", "\u00a0") in words
    assert words.replace("\u00a0", " ").replace("<br>", "") == sentence.format(number)


@pytest.mark.parametrize("said", ["on 12 June 2025 at 1000 steps", "2 or 3 times", "10 of 100"])
def test_other_numbers_may_part(said: str) -> None:
    assert InlineWriter({}).words(Element(Role.PARAGRAPH).say(said)) == said


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("ar", True), ("fa-IR", True), ("ur", True), ("ps", True), ("ckb", True), ("sd", True), ("ug", True),
     ("he", True), ("yi", True), ("dv", True), ("syr", True), ("ku-Arab", True), ("pa-Arab-PK", True), ("pa-PK", True),
     ("AR-eg", True), ("und-Hebr", True), ("en", False), ("ar-Latn", False), ("ku", False),
     ("pa", False), ("sd-Deva", False), ("en-x-arab", False), ("de-AT", False)],
)  # fmt: skip
def test_direction_of_a_language(tag: str, expected: bool) -> None:
    assert is_right_to_left(tag) is expected


def test_a_page_from_right_to_left_says_so(workshop: Workshop) -> None:
    loaded = loaded_leaflet(workshop, workshop.add_case("links"))
    root = Element(Role.DOCUMENT)
    root.language = "ar"
    root.heading(1).say("عنوان")
    paragraph = root.add(Role.PARAGRAPH)
    paragraph.say("كلمات ")
    span = paragraph.add(Role.SPAN).say("words")
    span.language = "en"
    page = write(Edition(root, loaded.brand, "عنوان", "P1/1"), workshop.pictures, Report())
    assert page is not None and page_faults(page) == []
    tree = parsed(page)
    assert (tree.get("lang"), tree.get("dir"), tree.find(".//main").get("dir")) == ("ar", "rtl", "rtl")
    assert tree.xpath("//main//span/@dir") == ["ltr"]


def test_a_passage_from_right_to_left_says_so(workshop: Workshop) -> None:
    text = f"{HEAD}body: ['Peace is [سلام]{{lang=ar}} and [Friede]{{lang=de}}.']\n"
    page = page_of(workshop, loaded_leaflet(workshop, workshop.add_text("passage", text)))
    assert page_faults(page) == []
    tree = parsed(page)
    assert tree.get("dir") == "ltr"
    assert [(one.get("lang"), one.get("dir")) for one in tree.xpath("//main//span")] == [("ar", "rtl"), ("de", None)]


def test_fields_of_rows_without_a_name_are_told_apart(workshop: Workshop) -> None:
    rows = "[['', ''], ['', ''], [Night, ''], [Noon, ''], [Noon, '']]"
    text = f"{HEAD}body:\n  - table: {{header: [When, What], grid: true, rows: {rows}}}\n"
    page = page_of(workshop, loaded_leaflet(workshop, workshop.add_text("blank-rows", text)))
    names = parsed(page).xpath("//table//input/@aria-label")
    assert names == [
        *("Row 1, When", "Row 1, What", "Row 2, When", "Row 2, What"),
        *("Night, What", "Row 4, What", "Row 5, What"),
    ]


def test_no_class_ends_in_a_space(workshop: Workshop) -> None:
    for name in ("pictures", "masthead", "language-of-leaflet"):
        tree = parsed(page_of(workshop, loaded_leaflet(workshop, workshop.add_case(name))))
        assert [look for look in tree.xpath("//@class") if look != " ".join(look.split())] == []


def test_raised_digits_and_citations_are_no_part_of_what_they_follow(workshop: Workshop) -> None:
    text = (
        f"{HEAD}references: {{one: {{text: A}}, two: {{text: B}}}}\n"
        "body:\n  - '10^9^ cells, x^2a^, a 19^th^ day, aged 50:[@one] and 7 [@one][@two].'\n  - references: all\n"
    )
    page = page_of(workshop, loaded_leaflet(workshop, workshop.add_text("raised", text)))
    assert page_faults(page) == []
    (paragraph,) = [one for one in parsed(page).xpath("//main/p") if "cells" in one.text_content()]
    assert paragraph.text_content() == "10⁹ cells, x²a, a 19th day, aged 50:\u202f¹ and 7\u00a0¹,²."
    assert [one.text for one in paragraph.xpath(".//sup")] == ["a", "th", ","]
    assert paragraph.xpath(".//a/@aria-label") == [f"Go to reference {number}" for number in (1, 1, 2)]
