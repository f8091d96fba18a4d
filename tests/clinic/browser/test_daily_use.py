"""What somebody meets who makes twenty sheets a day, and the day on which the server is gone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.clinic.browser.conftest import NewDesk
from tests.clinic.browser.desk import Desk
from tests.clinic.browser.keyboard import Keyboard


def test_each_search_begins_at_its_best_card(desk: Desk) -> None:
    keys = Keyboard(desk.page)
    desk.search("bridge")
    expect(desk.cards()).to_have_count(3)
    keys.press("Control+K", "ArrowDown", "ArrowRight", "Enter")
    expect(desk.rows()).to_have_count(1)
    desk.field("Patient").focus()
    keys.press("Control+K")
    assert keys.focused == "Search exercises and programmes"
    with desk.page.expect_response("**/search") as answer:
        desk.search("low back")
    expect(desk.cards().first).to_have_attribute("data-exercise", answer.value.json()["exercises"][0])
    keys.press("ArrowDown")
    assert desk.cards().first.evaluate("(card) => card.contains(document.activeElement)")


def test_the_next_appointment_in_weeks(desk: Desk) -> None:
    weeks = desk.page.get_by_role("combobox", name="Next appointment in weeks from today")
    weeks.select_option("2 weeks")
    day = desk.page.evaluate("new Date(new Date().setDate(new Date().getDate() + 14)).toLocaleDateString('sv')")
    expect(desk.field("Next appointment")).to_have_value(day)
    desk.field("Next appointment").fill("2031-01-01")
    expect(weeks).to_have_value("")
    desk.button("Undo: Change: Next appointment").click()
    expect(weeks).to_have_value("2")


def test_the_next_patient_meets_no_search_of_the_last(desk: Desk) -> None:
    desk.search("bridge")
    desk.card("Bridge").click()
    expect(desk.rows()).to_have_count(1)
    desk.button("New patient").click()
    desk.button("Clear it").click()
    expect(desk.page.get_by_role("textbox", name="Search exercises and programmes")).to_have_value("")
    expect(desk.cards()).not_to_have_count(3)


@pytest.mark.parametrize("language", ["Urdu (اردو)", "Polish (Polski)"])
def test_a_sheet_in_another_language_is_found_and_shown(desk: Desk, language: str) -> None:
    """The library says which exercises there are in it, and the pages are shown in it, also in joined letters."""
    desk.button("Language").click()
    desk.page.locator("#filter-language-values").get_by_role("button", name=language).click()
    expect(desk.cards()).to_have_count(6)
    desk.card("Chin tuck").click()
    expect(desk.pages()).to_have_count(1)
    english = desk.picture()
    desk.field("Language").select_option(language)
    desk.expect_other_picture(english)
    expect(desk.page.get_by_text("These are the pages as they were before the fault")).not_to_be_visible()


@pytest.mark.parametrize("button", ["Print", "Save PDF"])
def test_what_a_server_that_is_gone_did_not_give_is_not_printed(new_desk: NewDesk, button: str) -> None:
    desk = new_desk()
    desk.card("Ankle circles").click()
    expect(desk.pages()).to_have_count(1)
    desk.context.set_offline(True)
    desk.button(button).click()
    expect(desk.page.get_by_text("That was not done").first).to_be_visible()
    expect(desk.button("Copy the sheet as text")).to_be_visible()
    assert len(desk.context.pages) == 1
    desk.button("New patient").click()
    expect(desk.page.get_by_role("dialog", name="Begin with a new patient?")).to_be_visible()
    desk.watch.forgive("ERR_INTERNET_DISCONNECTED", "Failed to load resource")


def test_a_swap_from_a_row_leads_back_to_the_row(desk: Desk) -> None:
    desk.card("Heel slide").click()
    desk.button("More of Heel slide: dose in short, note").click()
    desk.row("Heel slide").get_by_role("button", name="Easier or harder…").click()
    desk.button("Swap for Knee bend in a chair").click()
    expect(desk.page.get_by_role("dialog")).to_have_count(0)
    assert desk.names() == ["Knee bend in a chair"]
    assert desk.rows().evaluate("(row) => row.contains(document.activeElement)")


def test_a_hold_that_was_typed_over_is_told_until_the_next_change(desk: Desk) -> None:
    desk.card("Heel slide").click()
    desk.button("More of Heel slide: dose in short, note").click()
    dose = desk.page.get_by_role("textbox", name="Dose of Heel slide, in short")
    expect(dose).to_have_attribute("placeholder", re.compile("hold=3s"))
    dose.click()
    dose.press("Control+a")
    dose.press_sequentially("3x10", delay=60)
    told = desk.row("Heel slide").get_by_text("The hold of 3 seconds is gone. Add hold=3s to keep it.")
    expect(told).to_be_visible()
    desk.button("More of Heel slide: dose in short, note").click()
    expect(told).to_be_visible()
    desk.field("Patient").fill("Sam Example")
    expect(told).to_have_count(0)


def test_a_new_patient_is_said_and_nothing_else(desk: Desk) -> None:
    desk.search("bridge")
    desk.card("Bridge").click()
    expect(desk.rows()).to_have_count(1)
    desk.page.evaluate(
        """() => { window.said = []; const region = document.getElementById("announcer");
        new MutationObserver(() => window.said.push(region.textContent)).observe(region, { childList: true }); }"""
    )
    desk.button("New patient").click()
    desk.button("Clear it").click()
    expect(desk.rows()).to_have_count(0)
    desk.search("heel slide")
    desk.page.wait_for_function("() => window.said.at(-1).includes(' exercise')")
    said = [text.strip() for text in desk.page.evaluate("window.said")]
    assert len(said[said.index("New patient. Everything is cleared.") :]) == 2


def test_a_programme_counts_a_dose_for_each_side(desk: Desk) -> None:
    desk.card("Heel slide").click()
    desk.card("Ankle circles").click()
    desk.button("More of Heel slide: dose in short, note").click()
    desk.row("Heel slide").get_by_role("button", name="A dose for each side").click()
    expect(desk.rows()).to_have_count(3)
    desk.more("Save as my programme…").click()
    dialog = desk.page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill("Both knees")
    dialog.get_by_role("button", name="Save", exact=True).click()
    expect(desk.page.get_by_text("“Both knees” is one of your programmes now.").first).to_be_visible()
    desk.button("New patient").click()
    desk.button("Clear it").click()
    desk.programmes().click()
    pack = desk.pack("Both knees")
    expect(pack).to_contain_text("Add 3")
    pack.click()
    expect(desk.rows()).to_have_count(3)
    desk.button("Forget Both knees").click()
    desk.button("Forget Both knees for good?").click()
    expect(desk.page.get_by_text("Both knees is forgotten").first).to_be_visible()
