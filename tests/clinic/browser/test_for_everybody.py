"""WCAG 2.2 AA in every state that the pages have: small, enlarged, dark, with forced colours, and without motion."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.clinic.browser import axe
from tests.clinic.browser.conftest import NewDesk, skip_without
from tests.clinic.browser.desk import Desk

SIZES = {
    "laptop": {"width": 1366, "height": 768},
    "320 px": {"width": 320, "height": 640},
    # 1280 x 1024 pixels enlarged four times are 320 x 256 pixels of CSS (1.4.10).
    "400 %": {"width": 320, "height": 256},
}


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
    desk.search("")
    desk.programmes().click()
    expect(desk.pack("Knee osteoarthritis")).to_be_visible()


def _seven(desk: Desk) -> None:
    desk.pack("Knee osteoarthritis").click()
    desk.pack("Heel pain").click()
    desk.show("Sheet")
    expect(desk.rows().nth(6)).to_be_attached()
    expect(desk.page.locator("#sheet-faults .warning")).to_be_attached()


def _fault(desk: Desk) -> None:
    desk.button("More of Heel slide: dose in short, note").click()
    desk.page.get_by_role("textbox", name="Dose of Heel slide, in short").fill("3x")
    expect(desk.row("Heel slide").locator(".fault")).to_be_visible()
    for group in desk.page.locator("#sheet summary").all():
        group.click()


def _dialog(desk: Desk) -> None:
    desk.button("New patient").click()
    expect(desk.page.get_by_role("dialog")).to_be_visible()


def _keys(desk: Desk) -> None:
    desk.page.keyboard.press("Control+/")
    expect(desk.page.get_by_role("dialog", name="Keys")).to_be_visible()


def _menu(desk: Desk) -> None:
    desk.button("More").click()
    expect(desk.button("Open a prescription…")).to_be_visible()


STATES: list[Callable[[Desk], None]] = [
    _empty, _results, _details, _programmes, _seven, _fault, _dialog, _keys, _menu,
]  # fmt: skip


def _looked_at_in_light(page: Page, state: str) -> list[str]:
    page.emulate_media(color_scheme="light")
    return [f"{state}: {one}" for one in axe.faults(page)]


def _looked_at(page: Page, state: str) -> list[str]:
    """Return what is wrong with a page in both schemes of colours."""
    found = _looked_at_in_light(page, state)
    page.emulate_media(color_scheme="dark")
    return found + [f"{state}, dark: {one}" for one in axe.poor_contrast(page)]


@pytest.mark.parametrize("size", SIZES)
def test_every_state_of_the_sheet(new_desk: NewDesk, size: str) -> None:
    desk = new_desk(viewport=SIZES[size], reduced_motion="reduce")
    axe.prepare(desk.page)
    found = []
    for reach in STATES:
        desk.page.keyboard.press("Escape")
        reach(desk)
        look = _looked_at if size == "laptop" else _looked_at_in_light  # colours are the same in all sizes
        found += look(desk.page, reach.__name__)
    assert found == []


@pytest.mark.parametrize("size", ["laptop", "320 px"])
def test_other_pages(new_desk: NewDesk, size: str) -> None:
    desk = new_desk(viewport=SIZES[size], reduced_motion="reduce")
    found = []
    names = ["/leaflets", "/leaflets/P4397-keep-moving", "/leaflets/P4397-keep-moving?show=html", "/no-such-page"]
    for address in names:
        page = desk.open(address)
        axe.prepare(page)
        found += _looked_at(page, address)
        page.close()
    desk.watch.forgive("/no-such-page")
    assert found == []


def test_a_server_that_is_gone_is_told(new_desk: NewDesk) -> None:
    desk = new_desk(reduced_motion="reduce")
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
    """Also where the machine's own colours are forced on the page."""
    desk = new_desk(reduced_motion="reduce")
    desk.card("Ankle circles").click()
    row = desk.row("Ankle circles")
    places = {
        "search": desk.page.get_by_role("textbox", name="Search exercises and programmes"),
        "tab": desk.page.get_by_role("tab", selected=True),
        "card": desk.page.get_by_role("button", name="Details of Ankle circles"),
        "number": row.get_by_role("spinbutton").first,
        "row": desk.button("Remove Ankle circles"),
        "field": desk.field("Patient"),
        "choice": desk.page.get_by_role("combobox", name="Size of the pages on the screen"),
        "print": desk.button("Print"),
    }
    for forced in ("none", "active"):
        desk.page.emulate_media(forced_colors="active" if forced == "active" else "none")
        seen = {name: axe.changed_pixels(desk.page, place) for name, place in places.items()}
        weak = {name: count for name, count in seen.items() if count < 100}
        assert weak == {}, f"forced colours: {forced}"


def test_nothing_moves_for_those_who_asked(new_desk: NewDesk) -> None:
    desk = new_desk(reduced_motion="reduce")
    desk.programmes().click()
    desk.pack("Knee osteoarthritis").click()
    expect(desk.rows()).to_have_count(5)
    desk.button("Move Heel slide down").click()
    moving = "document.getAnimations().filter((one) => one.effect.getComputedTiming().duration > 50).length"
    assert desk.page.evaluate(moving) == 0
    assert desk.page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
