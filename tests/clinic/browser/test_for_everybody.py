"""WCAG 2.2 AA in every state that the pages have: small, enlarged, dark, with forced colours, and without motion."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.clinic.browser import axe
from tests.clinic.browser.conftest import NewDesk, skip_without
from tests.clinic.browser.desk import Desk
from tests.clinic.browser.email_dialog import EmailDialog

SIZES: dict[str, ViewportSize] = {
    "laptop": {"width": 1366, "height": 768},
    "320 px": {"width": 320, "height": 640},
    # 1280 x 1024 pixels enlarged four times are 320 x 256 pixels of CSS (1.4.10).
    "400 %": {"width": 320, "height": 256},
}

COLOURS: list[tuple[Literal["light", "dark"], Literal["none", "active"]]] = [
    ("light", "none"), ("dark", "none"), ("light", "active"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def has_axe() -> None:
    """Skip without axe-core."""
    skip_without(axe.has_axe(), "axe-core (npm ci in tests/browser)")


def _empty(desk: Desk) -> None:
    expect(desk.cards().first).to_be_visible()


def _results(desk: Desk) -> None:
    desk.search("brige")
    expect(desk.cards()).to_have_count(3)


def _details(desk: Desk) -> None:
    desk.button("Details of Bridge").click()
    dialog = desk.page.get_by_role("dialog", name="Bridge")
    expect(dialog.get_by_role("img").first).to_be_visible()


def _programmes(desk: Desk) -> None:
    desk.search("knee osteoarthritis")
    desk.programmes().click()
    expect(desk.pack("Knee osteoarthritis")).to_be_visible()


def _nine(desk: Desk) -> None:
    desk.pack("Knee osteoarthritis").click()
    desk.search("heel pain")
    desk.pack("Heel pain").click()
    desk.show("Sheet")
    expect(desk.rows().nth(8)).to_be_attached()
    expect(desk.page.locator("#sheet-faults .warning")).to_be_attached()


def _fault(desk: Desk) -> None:
    desk.button("More of Heel slide: dose in short, note").click()
    desk.page.get_by_role("textbox", name="Dose of Heel slide, in short").fill("3x")
    expect(desk.faults("Heel slide")).not_to_have_count(0)
    for group in desk.page.locator("#sheet summary").all():
        group.click()


def _pages(desk: Desk) -> None:
    desk.page.get_by_role("textbox", name="Dose of Heel slide, in short").fill("3x10")
    desk.show("Pages")
    expect(desk.pages().first).to_be_visible()


def _question(desk: Desk) -> None:
    desk.button("New patient").click()
    expect(desk.page.get_by_role("dialog")).to_be_visible()


def _keys(desk: Desk) -> None:
    desk.page.keyboard.press("Control+/")
    expect(desk.page.get_by_role("dialog", name="Keys")).to_be_visible()


def _own_refused(desk: Desk) -> None:
    desk.more("Save as my programme…").click()
    dialog = desk.page.get_by_role("dialog", name="Save as my programme")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.locator(".fault")).to_be_visible()
    desk.watch.forgive("own-programme")


def _menu(desk: Desk) -> None:
    desk.button("More").click()
    expect(desk.button("Open a prescription…")).to_be_visible()


def _leaflets(desk: Desk) -> None:
    desk.show("Sheet")
    desk.button("Add a leaflet…").click()
    chooser = desk.page.get_by_role("dialog", name="Print a leaflet with the sheet")
    chooser.get_by_role("button", name="Add Persistent back pain").click()


def _run(desk: Desk) -> None:
    printing, _ = desk.printed(desk.button("Print"))
    printing.close()
    expect(desk.page.get_by_role("dialog", name="Print one after the other")).to_be_visible()


def _email(desk: Desk) -> None:
    dialog = EmailDialog(desk)
    dialog.window.get_by_text("What the message says").click()
    expect(dialog.window.get_by_text("Your exercises from Riverside")).to_be_visible()


def _email_refused(desk: Desk) -> None:
    dialog = EmailDialog(desk)
    dialog.protect("short", "other")
    dialog.button("Save as a draft").click()
    expect(dialog.faults()).to_have_count(3)
    desk.watch.forgive("email/draft")


def _email_drafted(desk: Desk) -> None:
    dialog = EmailDialog(desk)
    dialog.field("To").fill("sam@example.org")
    dialog.draft()
    expect(dialog.window.get_by_text("is in your downloads.")).to_be_visible()


STATES: list[Callable[[Desk], None]] = [
    _empty, _results, _details, _programmes, _nine, _fault, _pages,
    _question, _keys, _own_refused, _menu, _leaflets, _run, _email, _email_refused, _email_drafted,
]  # fmt: skip
NO_OTHER_COLOURS = {_results, _pages, _keys, _leaflets, _email}
"""States all whose colours are in others too."""


def _looked_at(page: Page, state: str) -> list[str]:
    """Return what is wrong with a page in both schemes of colours."""
    page.emulate_media(color_scheme="light")
    found = [f"{state}: {one}" for one in axe.faults(page)]
    page.emulate_media(color_scheme="dark")
    found += [f"{state}, dark: {one}" for one in axe.poor_contrast(page)]
    page.emulate_media(color_scheme="light")
    return found


@pytest.mark.parametrize("size", SIZES)
def test_every_state_of_the_sheet(new_desk: NewDesk, size: str) -> None:
    """Colours are those of the laptop in all sizes; what is enlarged has the parts of a narrow page, lower ones."""
    desk = new_desk(viewport=SIZES[size], reduced_motion="reduce")
    axe.prepare(desk.page)
    found = []
    for reach in STATES:
        desk.page.keyboard.press("Escape")
        reach(desk)
        if size == "laptop" and reach not in NO_OTHER_COLOURS:
            found += _looked_at(desk.page, reach.__name__)
        else:
            looked = axe.misfits if size == "400 %" else axe.faults
            found += [f"{reach.__name__}: {one}" for one in looked(desk.page)]
    assert found == []


def test_other_pages(new_desk: NewDesk) -> None:
    desk = new_desk(reduced_motion="reduce")
    desk.card("Ankle circles").click()
    printing, _ = desk.printed(desk.button("Print"))
    found = _looked_at_in_two_sizes(printing, "print")
    page = desk.open("/leaflets")
    found += _looked_at_in_two_sizes(page, "leaflets")
    for address in ("/leaflets/P4397-keep-moving", "/leaflets/P4397-keep-moving?show=html", "/no-such-page", "/start"):
        page.goto(desk.origin + address)
        found += _looked_at_in_two_sizes(page, address)
    desk.watch.forgive("/no-such-page", "/start")
    assert found == []


def _looked_at_in_two_sizes(page: Page, state: str) -> list[str]:
    axe.prepare(page)
    page.set_viewport_size(SIZES["laptop"])
    found = _looked_at(page, state)
    page.set_viewport_size(SIZES["320 px"])
    return found + [f"{state}, narrow: {one}" for one in axe.faults(page)]


def test_a_server_that_is_gone_is_told(new_desk: NewDesk) -> None:
    desk = new_desk(reduced_motion="reduce")
    desk.search("ankle circles")
    desk.card("Ankle circles").click()
    desk.context.set_offline(True)
    desk.field("Patient").fill("Sam Example")
    gone = desk.page.get_by_text("leafletgen has stopped.")
    expect(gone.first).to_be_visible()
    axe.prepare(desk.page)
    assert _looked_at(desk.page, "gone") == []
    desk.context.set_offline(False)
    expect(gone.first).to_be_hidden()
    expect(desk.pages()).to_have_count(1)
    desk.watch.forgive("ERR_INTERNET_DISCONNECTED", "Failed to load resource")


def test_the_focus_is_seen(new_desk: NewDesk) -> None:
    """A ring of 2 pixels all round (2.4.13), also where the machine's own colours are forced on the page."""
    desk = new_desk(reduced_motion="reduce")
    desk.card("Ankle circles").click()
    row = desk.row("Ankle circles")
    places = {
        "search": desk.page.get_by_role("textbox", name="Search exercises and programmes"),
        "tab": desk.page.get_by_role("tab", selected=True),
        "filter": desk.button("Area"),
        "card": desk.page.get_by_role("button", name="Details of Ankle circles"),
        "number": row.get_by_role("spinbutton").first,
        "row": desk.button("Remove Ankle circles"),
        "field": desk.field("Patient"),
        "choice": desk.page.get_by_role("combobox", name="Size of the pages on the screen"),
        "group": desk.page.locator("#sheet summary").first,
        "menu": desk.button("More"),
        "print": desk.button("Print"),
    }
    for scheme, forced in COLOURS:
        desk.page.emulate_media(color_scheme=scheme, forced_colors=forced)
        rings = {name: axe.ring(desk.page, place) for name, place in places.items()}
        assert {name: thick for name, thick in rings.items() if thick < 2} == {}, (scheme, forced)


def test_nothing_moves_for_those_who_asked(new_desk: NewDesk) -> None:
    desk = new_desk(reduced_motion="reduce")
    desk.programmes().click()
    desk.pack("Knee osteoarthritis").click()
    expect(desk.rows()).to_have_count(5)
    desk.button("Move Heel slide down").click()
    moving = "document.getAnimations().filter((one) => one.effect.getComputedTiming().duration > 50).length"
    assert desk.page.evaluate(moving) == 0
    assert desk.page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
