"""The whole way by keyboard alone: no pointer is ever moved, and the focus is never lost."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import FilePayload, expect

from tests.clinic.browser.desk import Desk
from tests.clinic.browser.keyboard import Keyboard
from tests.support.sheet_workspace import text_of


@pytest.fixture
def keys(desk: Desk) -> Iterator[Keyboard]:
    """Return the keyboard of a desk; at the end no mouse, pen or finger was at work."""
    desk.page.evaluate("""() => {
      for (const kind of ["pointerdown", "mousedown", "touchstart"]) {
        window.addEventListener(kind, () => { document.documentElement.dataset.pointed = kind; }, true);
      }
    }""")
    yield Keyboard(desk.page)
    assert desk.page.get_attribute("html", "data-pointed") is None


def test_from_the_first_look_to_paper(desk: Desk, keys: Keyboard) -> None:
    keys.go_to("Skip to the library")
    keys.press("Enter")
    keys.go_to("Search exercises and programmes")
    keys.type("bridge")
    expect(desk.cards()).to_have_count(3)
    keys.go_to("Add Bridge")
    keys.press("Enter", "ArrowRight", "Enter")
    expect(desk.rows()).to_have_count(2)
    keys.press("/")
    assert keys.focused == "Search exercises and programmes"
    keys.press("Control+A")
    keys.type("heel slide")
    expect(desk.card("Heel slide")).to_be_visible()
    keys.go_to("Add Heel slide")
    keys.press("Enter")
    expect(desk.rows()).to_have_count(3)
    expect(desk.pages().first).to_be_visible()

    keys.go_to("Patient")
    keys.type("Sam Example")
    before = desk.names()
    keys.go_to(before[-1])
    keys.press("Alt+ArrowUp")
    assert desk.names() == [before[0], before[2], before[1]]
    assert keys.focused == before[-1]
    keys.press("Alt+ArrowDown")
    assert desk.names() == before

    _change_doses(desk, keys)
    _keep_a_programme(desk, keys)
    _save_and_print(desk, keys)
    _next_patient(desk, keys)


def _change_doses(desk: Desk, keys: Keyboard) -> None:
    """Change numbers by arrows and by typing, the side, the short form with a fault in it, and add a note."""
    page = desk.page
    slide = desk.row("Heel slide")
    keys.go_to("Heel slide", "Shift+Tab")
    keys.go_to("Times")
    keys.press("ArrowUp")
    expect(desk.sentence("Heel slide")).to_contain_text("Do 11")
    keys.press("Control+A")
    keys.type("7")
    keys.go_to("Hold")
    expect(desk.sentence("Heel slide")).to_contain_text("Do 7")
    keys.go_to("Side of Heel slide")
    keys.type("Right")
    expect(desk.sentence("Heel slide")).to_contain_text("right")
    keys.go_to("More of Heel slide…", "Shift+Tab")
    keys.press("Enter")
    keys.go_to("Dose of Heel slide, in short")
    keys.press("Control+A")
    keys.type("3x")
    expect(slide.locator(".fault .hint")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("3 rounds")
    keys.press("Control+P")
    assert keys.focused == "Dose of Heel slide, in short"
    keys.press("Control+A")
    keys.type("3x12,hold=5s,side=each,daily=2")
    expect(desk.sentence("Heel slide")).to_contain_text("3 rounds of 12 on each side")
    keys.go_to("Note on Heel slide")
    keys.type("Wear a sock")
    keys.press("Control+Z")
    expect(slide.get_by_role("textbox", name="Note on Heel slide")).not_to_have_value("Wear a sock")
    keys.press("Control+Y")
    expect(slide.get_by_role("textbox", name="Note on Heel slide")).to_have_value("Wear a sock")


def _keep_a_programme(desk: Desk, keys: Keyboard) -> None:
    keys.go_to("More", "Shift+Tab")
    keys.press("Enter")
    keys.go_to("Save as my programme…")
    keys.press("Enter")
    assert keys.focused == "Name of the programme"
    keys.type("After the knee")
    keys.press("Enter")
    expect(desk.page.get_by_role("dialog", name="Save as my programme")).to_be_hidden()


def _save_and_print(desk: Desk, keys: Keyboard) -> None:
    with desk.page.expect_download() as waiting:
        keys.press("Control+S")
    words = text_of(waiting.value.path().read_bytes())
    assert "Sam Example" in words and "3 rounds of 12 on each side" in words and "Wear a sock" in words
    with desk.page.expect_popup() as opening:
        keys.press("Control+P")
    opening.value.wait_for_selector("html[data-printed]")
    opening.value.close()


def _next_patient(desk: Desk, keys: Keyboard) -> None:
    """Saved and printed as it is, it goes without a question."""
    keys.press("Alt+n")
    expect(desk.rows()).to_have_count(0)
    assert keys.focused == "Patient"
    expect(desk.page.get_by_label("Patient", exact=True)).to_have_value("")


def test_open_a_prescription_and_copy_the_summary(desk: Desk, keys: Keyboard) -> None:
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    text = b"patient: {name: Sam Example}\nexercises: [bridge, clamshell]\n"
    file = FilePayload(name="prescription.yaml", mimeType="application/yaml", buffer=text)
    # A key is faster than Playwright's own waiting, which begins to keep the question only when it is begun.
    desk.page.on("filechooser", lambda chooser: chooser.set_files(file))
    keys.go_to("More")
    keys.press("Enter")
    keys.go_to("Open a prescription…")
    keys.press("Enter")
    expect(desk.rows()).to_have_count(2)
    assert keys.focused != ""
    keys.press("Escape")
    keys.go_to("More", "Shift+Tab")
    keys.press("Enter")
    keys.go_to("Copy the summary for the record")
    keys.press("Enter")
    expect(desk.page.get_by_text("The summary for the record is copied").first).to_be_visible()
    copied = desk.page.evaluate("navigator.clipboard.readText()")
    assert "Bridge" in copied and "Sam" not in copied


def test_who_stays_can_undo_and_who_leaves_leaves_nothing(desk: Desk, keys: Keyboard) -> None:
    keys.press("/")
    keys.type("heel slide")
    expect(desk.cards().first).to_contain_text("Heel slide")
    keys.go_to("Add Heel slide")
    keys.press("Enter")
    keys.go_to("Patient")
    keys.type("Sam Example")
    patient = desk.field("Patient")
    desk.watch.says_yes = False
    with desk.page.expect_event("dialog"):
        desk.page.evaluate("setTimeout(() => location.reload())")
    expect(patient).to_have_value("Sam Example")
    keys.press("Control+Z")
    expect(patient).to_have_value("")
    keys.press("Control+Z")
    expect(desk.rows()).to_have_count(0)
    keys.press("Control+Y", "Control+Y")
    expect(desk.rows()).to_have_count(1)
    expect(patient).to_have_value("Sam Example")
    desk.watch.says_yes = True
    desk.page.reload()
    expect(desk.cards().first).to_be_visible()
    expect(desk.rows()).to_have_count(0)
    assert desk.watch.dialogs == ["beforeunload"] * 2
    expect(desk.button("Undo")).to_have_attribute("aria-disabled", "true")
    assert "Sam" not in desk.page.content() and patient.input_value() == ""
