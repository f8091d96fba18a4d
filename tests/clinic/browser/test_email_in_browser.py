"""The sheet goes to its patient by e-mail: as a draft that is saved, and to a real mail server, once."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pytest
from playwright.sync_api import Locator, Route, TimeoutError, expect

from tests.clinic.browser.conftest import NewDesk, skip_without
from tests.clinic.browser.desk import Desk
from tests.clinic.browser.email_dialog import PASSWORD, EmailDialog, files, read
from tests.clinic.browser.keyboard import Keyboard
from tests.clinic.browser.running import Running
from tests.html.test_browser import chromium
from tests.support.mail_servers import Box, serving, variables
from tests.support.sheet_workspace import text_of

TO = "sam@example.org"


@pytest.fixture(scope="module")
def mail() -> Iterator[tuple[Box, int]]:
    """Return what a mail server takes, and its port."""
    with serving(box := Box()) as port:
        yield box, port


@pytest.fixture(scope="module")
def running(mail: tuple[Box, int], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Return the folders of a clinic whose mail server is set."""
    skip_without(chromium(), "Chromium")
    server = Running(tmp_path_factory.mktemp("clinic"))
    server.mail_server = variables(mail[1], server.folder)
    try:
        yield server
    finally:
        server.close()


@pytest.fixture
def box(mail: tuple[Box, int]) -> Box:
    """Return what the mail server takes, empty."""
    mail[0].received.clear()
    mail[0].answers.clear()
    return mail[0]


@pytest.fixture
def ready(desk: Desk) -> Desk:
    """Return a desk with a sheet for Sam Example."""
    desk.card("Ankle circles").click()
    desk.field("Patient").fill("Sam Example")
    expect(desk.pages()).to_have_count(1)
    return desk


def test_a_subject_that_tells_the_patient_is_warned_about_before_anything_is_sent(ready: Desk, box: Box) -> None:
    window = EmailDialog(ready)
    window.field("Subject").fill("Exercises for Sam")
    window.field("To").fill(TO)
    expect(window.window.locator("#email-faults-subject")).to_contain_text("tells who the patient is")
    window.field("Subject").fill("Exercises for you")
    window.field("To").focus()
    expect(window.window.locator("#email-faults-subject")).not_to_contain_text("tells")
    assert not box.received


def test_a_draft_is_saved_with_the_pdf_that_is_shown(ready: Desk) -> None:
    _, shown = ready.saved(ready.button("Save PDF"))
    dialog = EmailDialog(ready)
    expect(dialog.field("Subject")).to_have_value("Your exercise sheet from Riverside Community Health")
    dialog.field("To").fill(TO)
    dialog.field("Subject").fill("Für zu Hause: exercises")
    message = dialog.draft()
    assert (message["To"], message["Subject"], message["X-Unsent"]) == (TO, "Für zu Hause: exercises", "1")
    assert files(message) == {"exercise-sheet.pdf": shown}
    expect(dialog.window).to_contain_text("is in your downloads. Open it there")
    dialog.button("Close").click()
    ready.button("New patient").click()
    expect(ready.rows()).to_have_count(0)


def test_a_leaflet_of_the_print_run_goes_along_and_can_be_left_out(ready: Desk) -> None:
    ready.page.locator("#print-run summary").click()
    ready.button("Add a leaflet…").click()
    chooser = ready.page.get_by_role("dialog", name="Print a leaflet with the sheet")
    chooser.get_by_role("button", name="Add Persistent back pain").click()
    chooser.get_by_role("button", name="Done").click()
    dialog = EmailDialog(ready)
    leaflet = dialog.window.get_by_role("checkbox", name="Persistent back pain")
    expect(leaflet).to_be_checked()
    dialog.field("To").fill(TO)
    assert len(files(dialog.draft())) == 2
    leaflet.uncheck()
    assert [*files(dialog.draft())] == ["exercise-sheet.pdf"]


def test_faults_stand_at_their_fields_and_the_first_has_the_focus(ready: Desk) -> None:
    dialog = EmailDialog(ready)
    dialog.field("To").fill("sam@@example.org")
    dialog.protect("short", "other")
    dialog.button("Save as a draft").click()
    expect(dialog.faults()).to_have_count(3)
    for label in ("To", "Password", "Password again"):
        expect(dialog.field(label)).to_have_attribute("aria-invalid", "true")
    expect(dialog.field("To")).to_be_focused()
    ready.watch.forgive("email/draft")


def test_a_password_closes_the_pdf_and_stays_nowhere(ready: Desk) -> None:
    dialog = EmailDialog(ready)
    dialog.field("To").fill(TO)
    dialog.protect(PASSWORD)
    expect(dialog.field("Subject")).to_have_value("A document from Riverside Community Health")
    (data,) = files(dialog.draft()).values()
    assert b"/Encrypt" in data
    dialog.button("Close").click()
    dialog = EmailDialog(ready)
    expect(dialog.field("To")).to_have_value(TO)
    expect(dialog.field("Password")).to_be_hidden()
    dialog.window.get_by_label("Protect with a password").check()
    expect(dialog.field("Password")).to_have_value("")


def test_it_is_sent_once_by_keys_alone(ready: Desk, box: Box) -> None:
    keys = Keyboard(ready.page)
    keys.press("Alt+m")
    expect(ready.page.get_by_role("dialog", name="Send the sheet by e-mail")).to_contain_text("The message is ")
    assert keys.focused == "To"
    keys.type(TO)
    keys.press("Enter")
    assert not box.received
    keys.go_to("Send")
    keys.press("Enter")
    expect(ready.page.get_by_role("dialog", name="Send it now?")).to_contain_text(f"To {TO}, with the sheet attached")
    assert keys.focused == "Not yet"
    keys.go_to("Send")
    keys.press("Enter")
    expect(ready.page.locator("#email-state")).to_contain_text("It is sent")
    expect(ready.page.locator("#email-state")).to_be_focused()
    (received,) = box.received
    (data,) = files(read(received.data)).values()
    assert (received.recipient, "Sam Example" in text_of(data)) == (TO, True)
    keys.press("Escape")
    assert keys.focused == "Patient"


def test_after_it_was_sent_the_button_sends_no_more(ready: Desk, box: Box) -> None:
    dialog = EmailDialog(ready)
    dialog.field("To").fill(TO)
    dialog.send()
    expect(dialog.window).to_contain_text("It is sent")
    expect(dialog.button("Send")).to_have_attribute("aria-disabled", "true")
    dialog.button("Send").click(force=True)
    expect(ready.page.get_by_role("dialog", name="Send it now?")).to_be_hidden()
    assert len(box.received) == 1


def test_who_sends_the_same_again_is_told_so_first(ready: Desk, box: Box) -> None:
    dialog = EmailDialog(ready)
    dialog.field("To").fill(TO)
    dialog.send()
    expect(dialog.window).to_contain_text("It is sent")
    dialog.button("Close").click()
    dialog = EmailDialog(ready)
    dialog.button("Send").click()
    question = ready.page.get_by_role("dialog", name="Send it once more?")
    expect(question).to_contain_text(f"The same was sent to {TO} already")
    question.get_by_role("button", name="Not yet").click()
    dialog.field("Subject").fill("Your other sheet")
    dialog.send()
    expect(dialog.window).to_contain_text("It is sent")
    assert len(box.received) == 2


def test_an_answer_that_is_lost_is_asked_for_again_and_nothing_is_sent_twice(ready: Desk, box: Box) -> None:
    dialog = EmailDialog(ready)
    dialog.field("To").fill(TO)
    ready.page.route("**/email/send", lambda route: (route.fetch(), route.abort()), times=1)
    dialog.send()
    expect(dialog.faults()).to_contain_text("Leafletgen does not answer")
    expect(dialog.button("Send")).to_have_attribute("aria-disabled", "false")
    ready.page.keyboard.press("Escape")
    for _ in range(60):  # the page has to know its server again, which it looks for by itself
        ready.button("E-mail").click()
        if _appears(dialog):
            break
    expect(dialog.window).to_contain_text("The message is ")
    dialog.send()
    expect(dialog.window).to_contain_text("It is sent")
    assert len(box.received) == 1
    ready.watch.forgive("ERR_FAILED")


def _appears(dialog: EmailDialog) -> bool:
    try:
        dialog.window.wait_for(timeout=1000)
    except TimeoutError:
        return False
    return True


def test_a_window_that_is_closed_while_it_sends_sends_once(ready: Desk, box: Box) -> None:
    held: list[Route] = []
    ready.page.route("**/email/send", lambda route: held.append(route), times=1)
    dialog = EmailDialog(ready)
    dialog.field("To").fill(TO)
    dialog.send()
    expect(dialog.window).to_contain_text("Sending…")
    ready.page.keyboard.press("Escape")
    dialog = EmailDialog(ready)
    expect(dialog.button("Send")).to_have_attribute("aria-disabled", "true")
    expect(dialog.window).to_contain_text("Sending…")
    held[0].continue_()
    expect(dialog.window).to_contain_text("It is sent")
    assert len(box.received) == 1


def test_a_refused_recipient_is_told_at_the_field(ready: Desk, box: Box) -> None:
    box.answers["RCPT"] = [f"550 5.1.1 <{TO}> unknown"]
    dialog = EmailDialog(ready)
    dialog.field("To").fill(TO)
    dialog.send()
    expect(dialog.window).to_contain_text("the mail server refused it")
    expect(dialog.faults()).to_contain_text("550 5.1.1")
    expect(dialog.field("To")).to_be_focused()
    dialog.send()
    expect(dialog.window).to_contain_text("It is sent")
    assert len(box.received) == 1


def test_what_is_put_off_is_told_with_what_to_do(ready: Desk, box: Box) -> None:
    box.answers["RCPT"] = ["451 4.3.0 not now"]
    dialog = EmailDialog(ready)
    dialog.field("To").fill(TO)
    dialog.send()
    expect(dialog.window).to_contain_text("It waits in the outbox on this computer")
    dialog.send("Try again")
    expect(dialog.window).to_contain_text("not before")
    assert not box.received


def test_with_another_password_it_is_another_message(ready: Desk, box: Box) -> None:
    box.answers["RCPT"] = ["451 4.3.0 not now"]
    dialog = EmailDialog(ready)
    dialog.field("To").fill(TO)
    dialog.protect(PASSWORD)
    dialog.send()
    expect(dialog.window).to_contain_text("It waits in the outbox on this computer")
    other = f"{PASSWORD} gravel"
    dialog.protect(other)
    dialog.send()
    expect(dialog.window).to_contain_text("It is sent")
    (received,) = box.received
    (data,) = files(read(received.data)).values()
    with pikepdf.open(io.BytesIO(data), password=other) as pdf:
        assert len(pdf.pages) == 1


def test_an_address_that_is_put_right_takes_the_place_of_the_wrong_one(ready: Desk, box: Box) -> None:
    box.answers["RCPT"] = ["451 4.3.0 not now"]
    dialog = EmailDialog(ready)
    dialog.field("To").fill("wrong@example.org")
    dialog.send()
    expect(dialog.window).to_contain_text("It waits in the outbox on this computer")
    dialog.field("To").fill(TO)
    expect(dialog.window).to_contain_text("deletes it there")
    dialog.send()
    expect(dialog.window).to_contain_text("It is sent")
    assert [one.recipient for one in box.received] == [TO]


def test_new_patient_clears_the_window(ready: Desk) -> None:
    dialog = EmailDialog(ready)
    dialog.field("To").fill(TO)
    dialog.field("Subject").fill("For Sam")
    dialog.protect(PASSWORD)
    dialog.button("Close").click()
    ready.button("New patient").click()
    ready.page.get_by_role("button", name="Clear it").click()
    held = ready.page.evaluate("[...document.querySelectorAll('input, textarea')].map((one) => one.value).join('|')")
    content = ready.page.content()
    for word in (TO, "For Sam", PASSWORD, "Sam Example"):
        assert word not in held and word not in content
    _, text = ready.saved(_prescription_of_another(ready))
    assert TO.encode() not in text
    dialog = EmailDialog(ready)
    expect(dialog.field("To")).to_have_value("")
    expect(dialog.field("Subject")).to_have_value("Your exercise sheet from Riverside Community Health")


def _prescription_of_another(desk: Desk) -> Locator:
    desk.card("Ankle circles").click()
    expect(desk.pages()).to_have_count(1)
    return desk.more("Save the prescription")


def test_a_server_that_is_gone_is_told(ready: Desk) -> None:
    dialog = EmailDialog(ready)
    dialog.field("To").fill(TO)
    ready.context.set_offline(True)
    dialog.button("Save as a draft").click()
    expect(dialog.window.locator("#email-faults-all")).to_contain_text("Leafletgen does not answer")
    ready.context.set_offline(False)
    ready.watch.forgive("ERR_INTERNET_DISCONNECTED", "Failed to load resource")


def test_a_sheet_with_a_fault_opens_no_window(new_desk: NewDesk) -> None:
    desk = new_desk()
    desk.button("E-mail").click()
    expect(desk.page.get_by_text("There is nothing to print yet").first).to_be_visible()
    expect(desk.page.get_by_role("dialog")).to_have_count(0)
