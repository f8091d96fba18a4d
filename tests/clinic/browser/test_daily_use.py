"""What somebody meets who makes twenty sheets a day, and the day on which the server is gone."""

from __future__ import annotations

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
