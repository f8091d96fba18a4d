"""The sheet as an e-mail: the clinic's draft, and its way to a real mail server."""

import email
import email.policy
import threading
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from leafletgen.mail.outbox import Outbox
from tests.support.clinic import NAME, NUMBER, Clinic, a_draft
from tests.support.mail_servers import Box, scripted, serving, set_server
from tests.support.sheet_workspace import text_of

TO = "sam@example.org"
PASSWORD = "quartz lantern mulberry bicycle"


@pytest.fixture
def outbox(tmp_path: Path) -> Path:
    """Return the outbox of the test's own user, which is not there yet."""
    return tmp_path / "state" / "outbox"


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Box]:
    """Return what a mail server takes that is set for the clinic."""
    with serving(taking := Box()) as port:
        set_server(port, tmp_path, monkeypatch)
        yield taking


def wish(**fields: Any) -> dict[str, Any]:
    """Return what the page sends."""
    usual = {"draft": a_draft("bridge", name=NAME), "template": "", "protect": False, "leaflets": []}
    typed = {"to": TO, "subject": "", "password": "", "again": "", "earlier": []}
    return {**usual, **typed, **fields}


def sent(clinic: Clinic, identifier: str = "one", **fields: Any) -> tuple[str, list[str]]:
    """Send, and return the state and the codes of what was found."""
    answer = clinic.post("/email/send", {**wish(**fields), "window": "w1", "id": identifier})
    assert answer.status_code == 200
    assert TO not in answer.text and NAME not in answer.text
    data = answer.get_json()
    return data["state"], [one["code"] for one in data["found"]]


def read(eml: bytes) -> EmailMessage:
    message = email.message_from_bytes(eml, policy=email.policy.default)
    assert isinstance(message, EmailMessage) and not message.defects
    return message


def attachments(message: EmailMessage) -> dict[str, bytes]:
    return {part.get_filename() or "": part.get_content() for part in message.iter_attachments()}


def faults(answer: TestResponse) -> set[tuple[str, str]]:
    """Return the fields and codes of a refusal."""
    assert answer.status_code == 400
    return {(one["field"], one["code"]) for one in answer.get_json()["found"]}


def test_a_draft_has_the_sheet_that_is_shown(clinic: Clinic, outbox: Path) -> None:
    draft = a_draft("bridge", name=NAME)
    shown = clinic.sheet(draft)
    answer = clinic.post("/email/draft", wish(draft=draft, subject="Übungen für zu Hause")).get_json()
    message = read(answer["eml"].encode("ascii"))
    assert answer["found"] == []
    assert (message["To"], message["Subject"], message["X-Unsent"]) == (TO, "Übungen für zu Hause", "1")
    assert message["From"] is None
    pdf = clinic.get(f"/documents/{shown['document']}/exercise-sheet.pdf").data
    assert attachments(message) == {"exercise-sheet.pdf": pdf}
    text = message.get_body(("plain",))
    assert text is not None and "Bridge" in text.get_content() and f"Hello {NAME}," in text.get_content()
    assert not outbox.parent.exists()


def test_what_a_message_would_be_is_told_before_it_is_addressed(clinic: Clinic) -> None:
    leaflet = clinic.get("/printable").get_json()["leaflets"][0]
    chosen = {"id": leaflet["id"], "layout": leaflet["layouts"][0]["id"]}
    about = clinic.post("/email", wish(leaflets=[chosen])).get_json()
    assert about["subject"] == "Your exercise sheet from Riverside Community Health"
    assert (about["template"], about["templates"], about["can_send"]) == ("sheet", ["sheet"], False)
    assert "Bridge" in about["text"]
    assert about["size"].endswith("KB") and about["sizes"][leaflet["id"]].endswith("KB")
    closed = clinic.post("/email", wish(protect=True)).get_json()
    assert closed["template"] == "protected"
    assert "Bridge" not in closed["text"] and NAME not in closed["text"]


def test_a_subject_that_tells_the_patient_is_warned_about_before_it_is_sent(clinic: Clinic) -> None:
    draft = a_draft("bridge", name="Riverside Example", nhs_number=NUMBER)
    for subject in ("Exercises for R. Example", f"No. {NUMBER}"):
        for path in ("/email", "/email/draft"):
            found = clinic.post(path, wish(draft=draft, subject=subject)).get_json()["found"]
            assert [(one["field"], one["code"]) for one in found] == [("subject", "email-subject-tells-patient")]
            assert "Example" not in str(found) and NUMBER not in str(found)
    usual = clinic.post("/email", wish(draft=draft)).get_json()
    assert usual["found"] == []
    assert clinic.post("/email/draft", wish(draft=draft, subject=usual["subject"])).get_json()["found"] == []


def test_a_leaflet_goes_along(clinic: Clinic) -> None:
    leaflet = clinic.get("/printable").get_json()["leaflets"][0]
    chosen = {"id": leaflet["id"], "layout": leaflet["layouts"][0]["id"]}
    answer = clinic.post("/email/draft", wish(leaflets=[chosen])).get_json()
    names = [*attachments(read(answer["eml"].encode()))]
    assert names[0] == "exercise-sheet.pdf" and len(names) == 2
    gone = clinic.post("/email/draft", wish(leaflets=[{"id": "no-such-leaflet", "layout": "a5-booklet"}]))
    assert faults(gone) == {("leaflets", "leaflet-not-there")}


def test_all_faults_stand_at_their_fields_at_once(clinic: Clinic) -> None:
    wrong = {"to": "sam@@example.org", "subject": "A\r\nBcc: eve@example.org", "password": "short", "again": "shorter"}
    answer = clinic.post("/email/draft", wish(protect=True, **wrong))
    assert {field for field, _ in faults(answer)} == {"to", "subject", "password", "again"}
    assert "eve@" not in answer.text and "sam@@" not in answer.text and "shorter" not in answer.text
    assert faults(clinic.post("/email/draft", wish(to=" "))) == {("to", "email-address-missing")}
    assert faults(clinic.post("/email/draft", wish(template="no-such"))) == {("template", "email-template-unknown")}
    assert faults(clinic.post("/email/draft", wish(draft=a_draft("no-such")))) == {("", "sheet-with-faults")}


def test_a_password_closes_the_sheet_and_the_message_is_silent(clinic: Clinic) -> None:
    answer = clinic.post("/email/draft", wish(protect=True, password=PASSWORD, again=PASSWORD)).get_json()
    assert PASSWORD not in answer["eml"] and NAME not in answer["eml"] and "Bridge" not in answer["eml"]
    (data,) = attachments(read(answer["eml"].encode())).values()
    import pikepdf

    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(_file(data))
    with pikepdf.open(_file(data), password=PASSWORD) as pdf:
        assert pdf.encryption.R == 6


@pytest.mark.parametrize("guess", ["Sam Example Bridge", NUMBER])
def test_a_password_is_not_made_of_what_the_sheet_says(clinic: Clinic, guess: str) -> None:
    draft = a_draft("bridge", name=NAME, nhs_number=NUMBER)
    answer = clinic.post("/email/draft", wish(draft=draft, protect=True, password=guess, again=guess))
    assert {field for field, _ in faults(answer)} == {"password"}


def _file(data: bytes) -> Any:
    import io

    return io.BytesIO(data)


def test_a_sheet_is_sent_once(clinic: Clinic, box: Box, outbox: Path) -> None:
    assert clinic.post("/email", wish()).get_json()["can_send"] is True
    assert sent(clinic) == ("sent", [])
    assert sent(clinic) == ("sent", [])
    (received,) = box.received
    assert received.recipient == TO and received.sender == "physio@example.org"
    message = read(received.data)
    assert message["To"] == TO and message["X-Unsent"] is None and message["Message-ID"]
    (data,) = attachments(message).values()
    assert NAME in text_of(data)
    assert not [*outbox.glob("*.eml")]
    assert sent(clinic, "two") == ("sent", [])
    assert len(box.received) == 2


def test_many_clicks_at_once_send_one(clinic: Clinic, box: Box) -> None:
    found: list[str] = []
    clicks = [threading.Thread(target=lambda: found.append(sent(clinic)[0])) for _ in range(6)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join(60)
    assert found == ["sent"] * 6
    assert len(box.received) == 1


def test_a_refused_recipient_stands_at_the_field_and_nothing_is_kept(clinic: Clinic, box: Box, outbox: Path) -> None:
    box.answers["RCPT"] = [f"550 5.1.1 <{TO}> is unknown here"]
    assert sent(clinic) == ("refused", ["email-recipient-refused"])
    assert not [*outbox.glob("*.eml")]
    assert sent(clinic, "two") == ("sent", [])
    assert len(box.received) == 1


def test_what_is_put_off_waits_until_it_may_be_tried_again(
    clinic: Clinic, box: Box, outbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    box.answers["RCPT"] = ["451 4.3.0 not now"]
    assert sent(clinic) == ("waiting", ["email-waits"])
    assert len([*outbox.glob("*.eml")]) == 1
    assert sent(clinic) == ("waiting", ["email-not-yet"])
    (path,) = outbox.glob("*.eml")
    parts = path.name.split("_")
    path.rename(path.with_name("_".join([*parts[:4], "0", *parts[5:]])))  # the time has come
    assert sent(clinic) == ("sent", [])
    assert len(box.received) == 1 and not [*outbox.glob("*.eml")]


def test_what_is_put_right_takes_the_place_of_what_waits(clinic: Clinic, box: Box, outbox: Path) -> None:
    box.answers["RCPT"] = ["451 4.3.0 not now"]
    assert sent(clinic, to="wrong@example.org") == ("waiting", ["email-waits"])
    assert sent(clinic, "two", earlier=[{"id": "one", "to": " wrong@example.org"}]) == ("sent", [])
    assert [one.recipient for one in box.received] == [TO]
    assert not [*outbox.glob("*.eml")]


def test_what_went_as_it_was_is_told_and_no_other_goes(clinic: Clinic, box: Box) -> None:
    assert sent(clinic) == ("sent", [])
    changed = {"subject": "Another", "earlier": [{"id": "none", "to": TO}, {"id": "one", "to": TO}]}
    assert sent(clinic, "two", **changed) == ("sent", ["email-sent-as-it-was"])
    assert len(box.received) == 1


def test_nothing_is_sent_in_place_of_what_another_process_may_be_sending(
    clinic: Clinic, box: Box, outbox: Path
) -> None:
    box.answers["RCPT"] = ["451 4.3.0 not now"]
    assert sent(clinic)[0] == "waiting"
    changed = {"subject": "Another", "earlier": [{"id": "one", "to": TO}]}
    with Outbox(outbox).locked():
        answer = clinic.post("/email/send", {**wish(**changed), "window": "w1", "id": "two"})
    assert faults(answer) == {("", "outbox-in-use")}
    assert not box.received and len([*outbox.glob("*.eml")]) == 1


def test_a_server_that_is_not_there_leaves_it_waiting(
    clinic: Clinic, outbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_server(1, tmp_path, monkeypatch)
    assert sent(clinic) == ("waiting", ["mail-server-not-reached"])
    assert len([*outbox.glob("*.eml")]) == 1


def test_a_connection_that_breaks_at_the_end_is_told_and_never_sent_again(
    clinic: Clinic, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.support.mail_servers import Line, context_of

    context, taken = context_of(), []

    def script(line: Line) -> None:
        line.begin(context)
        line.take_until_data()
        taken.append(line.take_body())

    with scripted(script) as port:
        set_server(port, tmp_path, monkeypatch)
        state, codes = sent(clinic)
        assert state == "unknown" and "email-unknown" in codes
        assert sent(clinic) == ("unknown", ["email-unknown"])
    assert len(taken) == 1


def test_without_a_mail_server_nothing_is_sent(clinic: Clinic, outbox: Path) -> None:
    answer = clinic.post("/email/send", {**wish(), "window": "w1", "id": "one"})
    assert faults(answer) == {("", "mail-server-not-set")}
    assert not outbox.exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"leaflets": "all"},
        {"leaflets": [{}]},
        {"protect": "yes"},
        {"to": 7},
        {"id": "a b"},
        {"window": ""},
        {"earlier": ["one"]},
    ],
)
def test_what_no_page_of_ours_sends_is_refused(clinic: Clinic, changed: dict[str, Any]) -> None:
    answer = clinic.post("/email/send", {**wish(), "window": "w1", "id": "one", **changed})
    assert answer.status_code == 400
    assert not clinic.complaints
