"""Exercise sheets as web pages and plain text: their words, boxes to tick, and nothing of a patient elsewhere."""

import re

import pytest

from leafletgen.document.form import TEXT
from leafletgen.errors import Report
from leafletgen.text import write as write_text
from tests.support.expected_forms import without_lines
from tests.support.expected_text import words_of
from tests.support.forms import page_of_sheet, sheet_edition_of, sheet_of
from tests.support.sheet_samples import SheetShop
from tests.support.sheet_words import expected_diary, expected_lines
from tests.support.web_pages import page_faults, parsed, said_words

LAYOUTS = ("sheet-2", "sheet-3-ticks", "words", "sheet-1")
SECRETS = ("Wilhelmina", "Featherstonehaugh", "999 000 0018", "9990000018", "third floor", "feel well")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> SheetShop:
    return SheetShop(tmp_path_factory.mktemp("sheets"))


@pytest.mark.parametrize("full", [True, False], ids=["full", "bare"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_page_says_what_the_sheet_says(shop: SheetShop, layout: str, full: bool) -> None:
    weeks = 2 if full else 0
    sheet = sheet_of(shop, layout, full, weeks)
    page = page_of_sheet(shop, sheet)
    expected = expected_lines(sheet, web=True) + expected_diary(sheet, [range(1, len(sheet.request.prescribed) + 1)])
    assert said_words(page) == words_of("\n".join(expected))
    assert page_faults(page) == []


@pytest.mark.parametrize("full", [True, False], ids=["full", "bare"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_text_says_what_the_sheet_says(shop: SheetShop, layout: str, full: bool) -> None:
    sheet = sheet_of(shop, layout, full)
    edition = sheet_edition_of(sheet, TEXT, Report())
    lines = write_text(edition, 100_000).split("\n")
    logo = lines.index(sheet.brand.logo.alt)
    said = [line for line in lines[:logo] + lines[logo + 1 :] if not line.startswith("Picture: ")]
    assert sum(line.startswith("Picture: ") for line in lines) == (
        0 if layout == "words" else sum(len(one.exercise.figure.drawings) for one in sheet.request.prescribed)
    )
    expected = without_lines("\n".join([*expected_lines(sheet), edition.code]))
    assert without_lines("\n".join(said).replace("[ ]", "")) == expected


def test_a_diary_has_boxes_to_tick_named_by_day_and_exercise(shop: SheetShop) -> None:
    sheet = sheet_of(shop, "sheet-2", True, 2)
    count = len(sheet.request.prescribed)
    tree = parsed(page_of_sheet(shop, sheet))
    boxes = [box.get("aria-label") for box in tree.xpath("//table//input[@type='checkbox']")]
    assert len(boxes) == 2 * 7 * count
    assert boxes[:2] == ["Week 1, Monday, 1 Bridge, 2 days", "Week 1, Monday, 2 Bird dog, 2 days"]
    assert len({*boxes}) == len(boxes) and boxes[-1].startswith("Week 2, Sunday, ")
    fields = [field.get("aria-label") for field in tree.xpath("//table//input[@type='text']")]
    assert len(fields) == 2 * 7 and fields[0] == "Week 1, Monday, Pain"
    text = write_text(sheet_edition_of(sheet, TEXT, Report()), 40)
    assert "Week 1. Tick the box when you do it.\nWrite your pain from 0 to 10.\n" in text
    assert "Day: Monday 1 Bridge, 2 days: [ ] 2 Bird dog, 2 days: [ ]" in " ".join(text.split())
    assert re.search(r"Pain[^\n]*: ____", text)
    scrolled = tree.xpath("//div[@class='scroll']/@aria-label")
    assert scrolled == ["Week 1", "Week 2"]


def test_days_to_tick_have_boxes(shop: SheetShop) -> None:
    tree = parsed(page_of_sheet(shop, sheet_of(shop, "sheet-3-ticks", True)))
    labels = [" ".join(label.text_content().split()) for label in tree.xpath("//div[@class='ticks'][1]/label")]
    assert labels[:3] == ["Day 1", "Day 2", "Day 1"] and len(labels) % 2 == 0
    told = tree.xpath("//div[@class='ticks']/span[@class='label'][1]/text()")
    assert [*{*told}] == ["Tick each day you do this:"] and len(told) == len(labels) // 2
    groups = tree.xpath("//div[@role='group'][@class='ticks']")
    headings = tree.xpath("//section[@class='exercise']/h2")
    assert [group.get("aria-label") for group in groups] == [heading.text_content() for heading in headings]


def test_a_patient_is_in_the_words_of_the_page_and_nowhere_else(shop: SheetShop) -> None:
    page = page_of_sheet(shop, sheet_of(shop, "sheet-2", True, 1))
    tree = parsed(page)
    main = tree.find(".//main")
    words = " ".join(main.text_content().split())
    assert all(secret in words for secret in SECRETS if secret != "9990000018")
    for element in tree.iter():
        for name, value in element.attrib.items():
            assert not any(secret in value for secret in SECRETS), (element.tag, name)
    main.getparent().remove(main)
    rest = tree.text_content()
    assert not any(secret in rest for secret in SECRETS)
    assert tree.findtext("head/title") == "Your exercises"


def test_scripts_of_a_patient_are_text(shop: SheetShop) -> None:
    sheet = sheet_of(shop, "sheet-2", True)
    nasty = "<script>alert('x')</script> {{ 7*7 }}"
    request = sheet.request._replace(goal=nasty, note=nasty)
    page = page_of_sheet(shop, sheet._replace(request=request))
    assert list(parsed(page).iter("script")) == []
    assert " ".join(said_words(page)).count(nasty) == 2


def test_a_picture_shows_the_side_of_the_dose_and_is_drawn_once(shop: SheetShop) -> None:
    page = page_of_sheet(shop, sheet_of(shop, "sheet-2", True))
    pictures = [image for image in parsed(page).iter("img") if image.getparent().tag == "figure"]
    assert len(pictures) >= 8
    assert all(image.get("alt") for image in pictures)
    assert page == page_of_sheet(shop, sheet_of(shop, "sheet-2", True))


def test_what_is_not_given_is_a_field_of_its_own(shop: SheetShop) -> None:
    """A web page names the field and does not say where to write; plain text says it over a line."""
    sheet = sheet_of(shop, "sheet-2", False)
    tree = parsed(page_of_sheet(shop, sheet))
    fields = tree.xpath("//section[@class='panel']//input")
    assert [(field.get("type"), field.get("aria-label")) for field in fields] == [("text", "Name"), ("text", "Date")]
    assert "(write here)" not in tree.find(".//main").text_content()
    assert "Name (write here):\n____" in write_text(sheet_edition_of(sheet, TEXT, Report()), 72)
