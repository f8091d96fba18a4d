"""Several windows and several browsers at one server: none meets the patient of another, and words stay words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.clinic.browser.conftest import NewDesk
from tests.clinic.browser.desk import Desk
from tests.clinic.browser.running import Running
from tests.support.sheet_workspace import text_of

TABS = 50
SCRIPT = """"'><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}"""


def test_two_windows_and_two_browsers_keep_their_patients(new_desk: NewDesk) -> None:
    desks = [new_desk(), new_desk()]
    sheets: list[tuple[Desk, Any, str]] = []
    for desk, name in zip(desks, ("Sam Example", "Ann Sample"), strict=True):
        for page, of in ((desk.page, name), (desk.open(), f"{name} junior")):
            desk.page = page
            desk.card("Ankle circles").click()
            desk.field("Patient").fill(of)
            sheets.append((desk, page, of))
    for desk, page, name in sheets:
        desk.page = page
        _, data = desk.saved(desk.button("Save PDF"))
        words = text_of(data)
        assert f"Name: {name} Date:" in words
        expect(desk.field("Patient")).to_have_value(name)


def test_fifty_windows_at_once_get_a_sheet_each(desk: Desk) -> None:
    answers: list[str] = desk.page.evaluate(
        """async (tabs) => {
          const headers = { "Content-Type": "application/json", "X-Clinic": "1" };
          const ask = async (number) => {
            const rows = [{ id: "r1", exercise: "bridge", dose: "", note: `Note of ${number}` }];
            const body = JSON.stringify({ window: `window-${number}`, draft: { rows, name: `Patient ${number}` } });
            const answer = await (await fetch("/sheet", { method: "POST", headers, body })).json();
            const file = await fetch(`/documents/${answer.document}/exercise-sheet.pdf`);
            return Array.from(new Uint8Array(await file.arrayBuffer()), (byte) => String.fromCharCode(byte)).join("");
          };
          return Promise.all(Array.from({ length: tabs }, (_, number) => ask(number)));
        }""",
        TABS,
    )
    for number, data in enumerate(answers):
        words = text_of(data.encode("latin-1"))
        assert f"Name: Patient {number} Date:" in words and f"Note of {number}" in words


def test_script_in_every_field_is_text(desk: Desk) -> None:
    """What looks like markup stands on the page and in the PDF as it was typed, and nothing of it is run."""
    desk.card("Ankle circles").click()
    desk.button("More of Ankle circles: dose in short, note").click()
    row = desk.row("Ankle circles")
    row.get_by_role("textbox", name="Note on Ankle circles").fill(f"{SCRIPT} row")
    labels = {"Patient": "name", "Goal": "goal", "Note to the patient": "note", "Clinician": "clinician"}
    labels |= {"Role": "role", "Contact": "contact"}
    for label, mark in labels.items():
        desk.field(label).fill(f"{SCRIPT} {mark}")
    name, data = desk.saved(desk.button("Save PDF"))
    words = text_of(data).replace(" ", "")
    for mark in ("row", *labels.values()):
        assert f"{SCRIPT}{mark}".replace(" ", "") in words, mark
    row.get_by_role("textbox", name="Dose of Ankle circles, in short").fill(SCRIPT)
    expect(desk.faults("Ankle circles")).not_to_have_count(0)
    desk.field("NHS number").fill(SCRIPT)
    expect(desk.page.locator("#faults-nhs_number .fault")).to_be_visible()
    desk.search(SCRIPT)
    expect(desk.cards()).to_have_count(0)
    desk.drop("prescription.yaml", f"patient: {{name: {json.dumps(SCRIPT)}}}\nexercises: [{json.dumps(SCRIPT)}]\n")
    expect(desk.page.get_by_role("dialog").first).to_be_visible()
    assert name == "exercise-sheet.pdf"
    assert desk.watch.dialogs == []
    assert desk.page.locator("script:not([src]), img[src='x']").count() == 0


def test_a_second_start_opens_the_running_one(running: Running, browser: Browser, desk: Desk) -> None:
    """And its address works once: whoever reads it later from a history or a screen is not let in."""
    address = running.start()
    assert address.startswith(desk.origin)
    with browser.new_context() as first, browser.new_context() as second:
        page = first.new_page()
        page.goto(address)
        page.wait_for_url("**/")
        expect(page.get_by_role("region", name="Library")).to_be_visible()
        late = second.new_page()
        answer = late.goto(address)
        assert answer is not None and answer.status == 403
        assert late.goto(desk.origin + "/library") is not None
        assert "Ankle circles" not in late.content()


@pytest.mark.parametrize("address", ["http://localhost", "http://[::1]"])
def test_another_name_of_this_computer_is_refused(desk: Desk, address: str) -> None:
    response = desk.context.request.get(desk.origin + "/", headers={"Host": address.removeprefix("http://")})
    assert response.status in (400, 403)
