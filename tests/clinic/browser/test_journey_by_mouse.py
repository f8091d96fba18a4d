"""The whole way by mouse: from the first look to paper, the file, the record and the next patient."""

import pytest
from playwright.sync_api import Locator, expect

from tests.clinic.browser.conftest import NewDesk
from tests.clinic.browser.desk import PATIENCE, Desk
from tests.clinic.browser.running import Running
from tests.support.sheet_workspace import text_of

KNEE = ["Heel slide", "Straight leg raise", "Sitting knee straightening", "Sit to stand", "Step-up"]


def test_search_add_and_take_away(desk: Desk) -> None:
    expect(desk.cards()).to_have_count(142)
    desk.search("brige")
    expect(desk.page.get_by_text("Nothing is called “brige”").first).to_be_visible()
    desk.card("Bridge").click()
    expect(desk.rows()).to_have_count(1)
    expect(desk.sentence("Bridge")).to_contain_text("Do 8 to 10")
    expect(desk.pages()).to_have_count(1)
    desk.button("Remove Bridge").click()
    expect(desk.rows()).to_have_count(0)
    desk.button("Undo: Remove Bridge").click()
    expect(desk.rows()).to_have_count(1)
    desk.button("Redo: Remove Bridge").click()
    expect(desk.rows()).to_have_count(0)


def test_order_dose_and_faults(desk: Desk) -> None:
    desk.programmes().click()
    desk.pack("Knee osteoarthritis").click()
    expect(desk.rows()).to_have_count(5)
    assert desk.names() == KNEE
    expect(desk.sentence("Step-up")).to_contain_text("Do ")  # the rows have their sizes
    expect(desk.pages().first).to_be_visible()
    _drag(desk, "Sitting knee straightening", onto="Heel slide")
    expect(desk.button("Order by position")).to_be_visible()
    assert desk.names()[0] == "Sitting knee straightening"
    desk.button("Order by position").click()
    assert desk.names() == KNEE
    desk.button("Move Heel slide down").click()
    assert desk.names()[:2] == ["Straight leg raise", "Heel slide"]
    before = desk.picture()
    slide = desk.row("Heel slide")
    slide.get_by_role("button", name="Times: more").click()
    expect(desk.sentence("Heel slide")).to_contain_text("Do 11")
    slide.get_by_role("combobox", name="Side of Heel slide").select_option("Left")
    expect(desk.sentence("Heel slide")).to_contain_text("left")
    desk.expect_other_picture(before)
    slide.get_by_role("button", name="More of Heel slide").click()
    short = slide.get_by_role("textbox", name="Dose of Heel slide, in short")
    short.fill("3x")
    expect(short).to_have_attribute("aria-invalid", "true")
    expect(slide.locator(".fault .hint")).to_be_visible()
    desk.button("Print").click()
    expect(short).to_be_focused()
    short.fill("3x12,hold=5s,daily=2")
    expect(short).not_to_have_attribute("aria-invalid", "true")
    expect(desk.sentence("Heel slide")).to_contain_text("Hold each for 5 seconds")
    before = desk.picture()
    slide.get_by_role("textbox", name="Note on Heel slide").fill("Wear a sock")
    desk.expect_other_picture(before)


def test_print_save_and_the_command_agree(desk: Desk, running: Running) -> None:
    _fill(desk)
    name, prescription = desk.saved(desk.more("Save the prescription"))
    assert name == "prescription.yaml"
    path = running.folder / "downloads" / name
    path.write_bytes(prescription)
    name, data = desk.saved(desk.button("Save PDF"))
    assert name == "exercise-sheet.pdf"
    assert data == running.made_by_the_command(path)
    printing, printed = desk.printed(desk.button("Print"))
    assert text_of(printed) == text_of(data)
    assert "Sam Example" in text_of(data) and "Wear a sock" in text_of(data)
    assert printing.title() == "Exercise sheet"
    assert "Sam" not in printing.url
    with printing.expect_event("close", timeout=PATIENCE):  # who comes next must not see it
        desk.button("New patient").click()


def test_summary_for_the_record(desk: Desk) -> None:
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    _fill(desk)
    desk.more("Copy the summary for the record").click()
    expect(desk.page.get_by_text("The summary for the record is copied").first).to_be_visible()
    copied = desk.page.evaluate("navigator.clipboard.readText()")
    assert "Heel slide" in copied and "Sam" not in copied and "sock" not in copied


def test_own_programme_and_the_next_patient(new_desk: NewDesk) -> None:
    desk = new_desk()
    _fill(desk)
    desk.more("Save as my programme…").click()
    dialog = desk.page.get_by_role("dialog", name="Save as my programme")
    dialog.get_by_label("Name of the programme").fill("For Sam Example")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.locator(".fault")).to_be_visible()
    desk.watch.forgive("own-programme")
    dialog.get_by_label("Name of the programme").fill("After the knee")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_be_hidden()
    desk.button("New patient").click()
    ask = desk.page.get_by_role("dialog", name="Begin with a new patient?")
    ask.get_by_role("button", name="Keep it").click()
    expect(desk.rows()).to_have_count(1)
    desk.button("New patient").click()
    ask.get_by_role("button", name="Clear it").click()
    expect(desk.rows()).to_have_count(0)
    expect(desk.field("Patient")).to_have_value("")
    assert not desk.page.evaluate("document.documentElement.outerHTML").count("Sam")
    other = new_desk()
    other.programmes().click()
    other.pack("After the knee").click()
    expect(other.sentence("Heel slide")).to_contain_text("Do 10")
    assert "sock" not in other.page.content()


def test_open_a_prescription_by_dropping_it(desk: Desk) -> None:
    text = "patient: {name: Sam Example}\nexercises:\n  - {exercise: bridge, note: Slowly}\n  - clamshell\n"
    desk.drop("prescription.yaml", text)
    expect(desk.rows()).to_have_count(2)
    expect(desk.field("Patient")).to_have_value("Sam Example")
    expect(desk.pages()).not_to_have_count(0)
    _, data = desk.saved(desk.button("Save PDF"))
    assert "Sam Example" in text_of(data) and "Slowly" in text_of(data)
    desk.drop("prescription.yaml", "exercises: [no-such-exercise\n")
    problems = desk.page.get_by_role("dialog", name="This file cannot be opened as a prescription")
    expect(problems.locator(".fault .hint").first).to_be_visible()
    problems.get_by_role("button", name="Close").click()
    expect(desk.rows()).to_have_count(2)


@pytest.mark.parametrize("is_saved", [False, True])
def test_leaving_asks_when_something_would_be_lost(desk: Desk, is_saved: bool) -> None:
    _fill(desk)
    if is_saved:
        desk.saved(desk.button("Save PDF"))
    with desk.page.expect_event("close"):
        desk.page.close(run_before_unload=True)
    assert desk.watch.dialogs == ([] if is_saved else ["beforeunload"])


def test_programme_two_doses_name_and_print_in_twelve_actions(desk: Desk) -> None:
    counted = Counted()
    counted.click(desk.programmes())
    counted.click(desk.pack("Knee osteoarthritis"))
    counted.click(desk.row("Heel slide").get_by_role("button", name="Times: more"))
    counted.click(desk.row("Sit to stand").get_by_role("button", name="Rounds: more"))
    counted.type(desk.field("Patient"), "Sam Example")
    _, printed = desk.printed(counted.pressed(desk.button("Print")))
    assert counted.actions <= 12
    assert "Sam Example" in text_of(printed)
    assert "Do 11" in text_of(printed)


class Counted:
    """Counts what a hand does: a click is one, to click into a field and to type are two."""

    def __init__(self) -> None:
        """Begin with none."""
        self.actions = 0

    def pressed(self, place: Locator) -> Locator:
        """Count a click that somebody else makes."""
        self.actions += 1
        return place

    def click(self, place: Locator) -> None:
        """Click."""
        self.pressed(place).click()

    def type(self, place: Locator, text: str) -> None:
        """Click into a field, and type."""
        self.click(place)
        self.actions += 1
        place.press_sequentially(text)


def _fill(desk: Desk) -> None:
    """Put one exercise with a note on the sheet of Sam Example."""
    desk.search("heel slide")
    desk.card("Heel slide").click()
    desk.button("More of Heel slide: dose in short, note").click()
    desk.page.get_by_role("textbox", name="Note on Heel slide").fill("Wear a sock")
    desk.field("Patient").fill("Sam Example")
    expect(desk.sentence("Heel slide")).to_contain_text("Do 10")


def _drag(desk: Desk, name: str, *, onto: str) -> None:
    """Drag an exercise by its grip to the place of another one."""
    start = desk.row(name).locator(".grip").bounding_box()
    end = desk.row(onto).locator(".grip").bounding_box()
    assert start is not None and end is not None
    mouse = desk.page.mouse
    mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    mouse.down()
    mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=8)
    mouse.move(end["x"] + end["width"] / 2, end["y"] + 2, steps=2)
    mouse.up()
