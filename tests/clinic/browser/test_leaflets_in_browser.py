"""The page of leaflets as those who see to them use it, and leaflets in the print run of a sheet."""

import re
from io import BytesIO

import pikepdf
import pytest
from playwright.sync_api import Page, expect

from tests.clinic.browser.conftest import NewDesk
from tests.clinic.browser.desk import Desk
from tests.support.building import ROOT

BACK_PAIN = "Persistent back pain"
FILES = [path.stem for path in (ROOT / "leaflets").glob("*.yaml")]
EVERY = len(FILES)
TRANSLATED = [stem for stem in FILES if stem.startswith("P4400") and "." in stem]


@pytest.fixture
def leaflets(new_desk: NewDesk) -> Page:
    return new_desk().open("/leaflets")


def titles(page: Page) -> list[str]:
    """Return the titles of the leaflets that are shown, from first to last."""
    return page.get_by_role("rowheader").get_by_role("link").all_inner_texts()


def test_search_filters_and_order(leaflets: Page) -> None:
    every = titles(leaflets)
    assert len(every) == EVERY
    said = leaflets.get_by_role("status")
    search = leaflets.get_by_role("searchbox", name="Search")
    search.fill("persist BACK")
    expect(said.filter(has_text=f"1 of {EVERY} leaflets")).to_be_attached()
    assert titles(leaflets) == [BACK_PAIN]
    search.fill("p4400")
    expect(leaflets.get_by_role("rowheader")).to_have_count(len(TRANSLATED) + 1)
    search.fill("")
    leaflets.get_by_role("combobox", name="Review").select_option("Overdue")
    expect(leaflets.get_by_text("No leaflet is like that.")).to_be_visible()
    leaflets.get_by_role("button", name="Show all").click()
    expect(leaflets.get_by_role("rowheader")).to_have_count(EVERY)
    heading = leaflets.get_by_role("columnheader", name="Title")
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    assert titles(leaflets) == sorted(every)
    heading.get_by_role("button").press("Enter")
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert titles(leaflets) == sorted(every, reverse=True)


def test_covers_come_when_they_are_seen(new_desk: NewDesk) -> None:
    page = new_desk(viewport={"width": 390, "height": 640}).open("/leaflets")
    covers = page.locator(".cover img")
    expect(covers.first).to_be_visible()
    assert covers.count() < 5
    page.get_by_role("rowheader").last.scroll_into_view_if_needed()
    expect(page.locator("tbody tr").last.locator(".cover img")).to_be_visible()


def test_a_leaflet_in_each_layout_and_form(leaflets: Page) -> None:
    leaflets.get_by_role("link", name=BACK_PAIN).click()
    pages = leaflets.get_by_role("list", name="Pages").get_by_role("img")
    expect(pages.first).to_be_visible()
    assert pages.count() == 24
    forms = leaflets.get_by_role("navigation", name="Layouts and forms")
    forms.get_by_role("link", name="A4 leaflet").click()
    expect(pages).not_to_have_count(24)
    forms.get_by_role("link", name="Web page").click()
    frame = leaflets.frame_locator("iframe")
    title = frame.get_by_role("heading", name=BACK_PAIN)
    expect(title).to_be_visible()
    assert title.evaluate("element => getComputedStyle(element).fontWeight") == "700", "its own styles are let in"
    forms.get_by_role("link", name="Plain text").click()
    expect(leaflets.get_by_role("region", name="Plain text")).to_contain_text(BACK_PAIN)
    expect(leaflets.get_by_role("heading", name=re.compile("^VERSION"))).not_to_have_count(0)


def test_a_booklet_goes_into_the_print_run(new_desk: NewDesk) -> None:
    desk = new_desk()
    desk.search("bridge")
    desk.card("Bridge").click()
    expect(desk.pages()).to_have_count(1)
    _add(desk, BACK_PAIN)
    with desk.page.expect_popup() as printing:
        desk.button("Print").click()
    printing.value.wait_for_selector("html[data-printed]")
    order = desk.page.get_by_role("dialog", name="Print one after the other")
    expect(order.get_by_role("listitem")).to_have_count(2)
    expect(order.get_by_role("listitem").first).to_contain_text("Print window opened")
    paper, file = desk.printed(order.get_by_role("button", name=f"Print {BACK_PAIN}"))
    expect(paper.get_by_text("flip on the short edge, then fold: 6 sheets of paper")).to_be_visible()
    with pikepdf.open(BytesIO(file)) as pdf:
        assert len(pdf.pages) == 12
    expect(order.get_by_role("listitem").last).to_contain_text("Print window opened")
    order.get_by_role("button", name="Close").click()


def test_leaflets_of_a_patient_go_with_the_patient(new_desk: NewDesk) -> None:
    desk = new_desk()
    _add(desk, BACK_PAIN)
    chosen = desk.page.get_by_role("list", name="Leaflets to print or send with the sheet").get_by_role("listitem")
    expect(chosen).to_have_count(1)
    desk.button("New patient").click()
    expect(chosen).to_have_count(0)


def _add(desk: Desk, title: str) -> None:
    """Add a leaflet to the print run."""
    desk.page.locator("#print-run summary").click()
    desk.button("Add a leaflet…").click()
    chooser = desk.page.get_by_role("dialog", name="Print a leaflet with the sheet")
    chooser.get_by_role("searchbox").fill(title)
    chooser.get_by_role("button", name=f"Add {title}").click()
    expect(chooser.get_by_role("button", name=f"Take out {title}")).to_be_visible()
    chooser.get_by_role("button", name="Done").click()
    expect(desk.button("Add a leaflet…")).to_be_focused()
