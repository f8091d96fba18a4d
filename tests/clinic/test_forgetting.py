"""What the server still knows of a patient after "New patient": nothing."""

import gc
from pathlib import Path
from typing import Any

import pytest

from leafletgen.app.sheets.desk import Answer
from tests.support.clinic import NUMBER, Clinic, a_draft
from tests.support.mail_servers import Box, serving, set_server


def test_nothing_of_a_patient_is_held_after_new_patient(clinic: Clinic) -> None:
    name = "".join(("Zeb", "edee Qu", "uxington"))  # a literal would be found in this test
    catalogue = clinic.get("/library").get_json()
    chosen = {key: catalogue[several][0] for key, several in (("brand", "brands"), ("person", "people"))}
    chosen |= {"layout": catalogue["layouts"][0]["id"], "programmes": [catalogue["programmes"][0]["id"]]}
    draft = a_draft("bridge", "clamshell", name=name, nhs_number=NUMBER, goal=f"a walk with {name}", **chosen)
    draft["rows"][0]["note"] = f"as {name} likes it"
    answer = clinic.sheet(draft)
    assert answer["document"] is not None, answer["found"]
    for page in answer["pages"]:
        assert clinic.get(f"/pages/{page['key']}.jpg?scale=1").status_code == 200
    assert clinic.get(f"/documents/{answer['document']}/print").status_code == 200
    text = clinic.post("/prescription", {"draft": draft}).get_json()["text"]
    assert clinic.post("/open", {"text": text}).get_json()["draft"]["name"] == name
    clinic.post("/own-programme", {"name": "Knees", "rows": [{"exercise": "bridge"}], "not": name})
    clinic.post("/forget", {"window": "w1"})
    del draft, text
    assert {one for one in _held() if name in one} <= {name}


@pytest.mark.parametrize("is_sent", [False, True])
def test_nothing_of_a_message_is_held_after_it_left(
    clinic: Clinic, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_sent: bool
) -> None:
    """Neither the patient, nor the address, the subject or the password; what is sent is on no disk either."""
    name, address, subject = "".join(("Zeb", "edee Qu", "ux")), "".join(("zq", "@example.org")), "".join(("Qua", "gga"))
    password = "".join(("pelican thi", "mble gra", "vel son", "ata"))
    with serving(box := Box()) as port:
        set_server(port, tmp_path, monkeypatch)
        wish = {
            "draft": a_draft("bridge", name=name),
            "template": "",
            "leaflets": [],
            "to": address,
            "subject": subject,
        }
        closed = {"protect": True, "password": password, "again": password}
        way, more = ("/email/send", {"window": "w1", "id": "one", "earlier": []}) if is_sent else ("/email/draft", {})
        answer = clinic.post(way, {**wish, **closed, **more})
        assert answer.status_code == 200
        assert clinic.post("/email", {**wish, "protect": False}).status_code == 200
        assert len(box.received) == is_sent
    clinic.post("/forget", {"window": "w1"})
    said = (name, address, subject, password)
    box.received.clear()
    del wish, closed, answer
    gc.collect()
    assert {one for one in _held() if any(word in one for word in said)} <= {*said}
    for path in tmp_path.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        assert not any(word.encode() in data or word in path.name for word in said)


@pytest.mark.parametrize("address", ["/forget", "/closed"])
def test_a_sheet_that_is_made_while_its_window_is_forgotten_is_not_held(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    desk = clinic.parts.workroom.desk
    answer = desk.answer

    def interrupted(draft: Any) -> Answer:
        found = answer(draft)
        clinic.post(address, {"window": "w-late"})
        return found

    monkeypatch.setattr(desk, "answer", interrupted)
    made = clinic.sheet(a_draft(), "w-late")
    assert made["document"] is None and not made["pages"]
    monkeypatch.undo()
    made = clinic.sheet(a_draft(), "w-late")
    assert clinic.get(f"/documents/{made['document']}/exercise-sheet.pdf").status_code == 200


def _held() -> list[str]:
    """Return all texts of this process that something holds on to, each once."""
    gc.collect()
    found = {id(one): one for kept in gc.get_objects() for one in gc.get_referents(kept) if isinstance(one, str)}
    return list(found.values())
