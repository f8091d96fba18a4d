"""What every answer says of itself: who may use it, for how long it may be kept, and what its page may do."""

import gzip

import pytest

from leafletgen.app.sheets.desk import Answer
from leafletgen.app.sheets.draft import Draft
from tests.support.clinic import NAME, NUMBER, ROOT, Clinic, a_draft

WANTED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ADDRESSES = ("/", "/start?token=x", "/library", "/own", "/nothing", "/brand.css", "/exercises/bridge")


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_has_the_headers(clinic: Clinic, address: str) -> None:
    headers = clinic.get(address).headers
    for name, value in WANTED.items():
        assert headers[name] == value, name
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")
    assert "unsafe" not in policy and "*" not in policy and "http" not in policy
    assert "Server" not in headers


def test_what_holds_a_patient_is_never_kept(clinic: Clinic) -> None:
    answer = clinic.sheet(a_draft(name=NAME, nhs_number=NUMBER))
    held = f"/documents/{answer['document']}"
    page = f"/pages/{answer['pages'][0]['key']}.jpg?scale=4/3"
    for address in (page, f"{held}/exercise-sheet.pdf", f"{held}/exercise-sheet.pdf?save=1", f"{held}/print",
                    "/", "/library", "/own"):  # fmt: skip
        response = clinic.get(address)
        assert response.status_code == 200, address
        assert response.headers["Cache-Control"] == "no-store", address
        assert "ETag" not in response.headers and "Last-Modified" not in response.headers
    assert clinic.post("/sheet", {"window": "w", "draft": a_draft()}).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["/figures/bridge.svg", "/figures/card/bridge.svg"])
def test_a_figure_is_kept_with_its_version_and_runs_nothing(clinic: Clinic, address: str) -> None:
    assert clinic.get(address).headers["Cache-Control"] == "no-store"
    response = clinic.get(f"{address}?v=1")
    assert response.headers["Cache-Control"].startswith("private, ")
    assert response.mimetype == "image/svg+xml" and b"<svg" in response.data
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ") and policy.endswith("; sandbox")
    assert clinic.get(address.replace("bridge", "nobody")).status_code == 404


def test_static_files_are_kept_and_their_address_has_their_version(clinic: Clinic) -> None:
    address = f"{clinic.app.static_url_path}/store.js"
    assert f'"{clinic.app.static_url_path}/' in clinic.get("/").text
    with clinic.get(address, clinic.stranger()) as response:
        assert response.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    packed = clinic.get(address, Accept_Encoding="gzip, br")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == (ROOT / "leafletgen" / "clinic" / "static" / "store.js").read_bytes()
    assert clinic.get("/static/000000000000/store.js").headers["Cache-Control"] == "no-store"


def test_pages_hold_nothing_inline(clinic: Clinic) -> None:
    answer = clinic.sheet(a_draft())
    for address in ("/", f"/documents/{answer['document']}/print", "/start?token=x"):
        text = clinic.get(address).text
        assert " style=" not in text and "<style" not in text and "javascript:" not in text, address
        assert text.count("<script") == text.count("<script src=") + text.count('<script type="module" src='), address
        assert " onclick" not in text and " onload" not in text


def test_a_patient_is_in_no_address_and_no_name(clinic: Clinic) -> None:
    answer = clinic.sheet(a_draft(name=NAME, nhs_number=NUMBER, goal="Walk to the shops"))
    saved = clinic.get(f"/documents/{answer['document']}/exercise-sheet.pdf?save=1")
    assert saved.headers["Content-Disposition"] == "attachment; filename=exercise-sheet.pdf"
    said = f"{saved.headers} {answer['document']} {answer['pages']} {answer['record']}"
    for word in (NAME, "Sam", NUMBER, "shops"):
        assert word not in said
    assert "<title>Exercise sheet</title>" in clinic.get(f"/documents/{answer['document']}/print").text


def test_the_same_page_keeps_its_key_and_an_old_one_is_forgotten(clinic: Clinic) -> None:
    first, again = (clinic.sheet(a_draft(name=NAME), "w-keys") for _ in range(2))
    assert [page["key"] for page in first["pages"]] == [page["key"] for page in again["pages"]]
    other = clinic.sheet(a_draft(name="Alex Example"), "w-keys")
    assert other["pages"][0]["key"] != first["pages"][0]["key"]
    clinic.post("/forget", {"window": "w-keys"})
    for answer in (first, other):
        assert clinic.get(f"/pages/{answer['pages'][0]['key']}.jpg?scale=1").status_code == 404


def test_what_is_made_while_its_window_is_forgotten_is_not_kept(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = clinic.parts.workroom.desk
    answer = desk.answer

    def forgotten_meanwhile(draft: Draft) -> Answer:
        assert clinic.post("/forget", {"window": "w-late"}).status_code == 200
        return answer(draft)

    monkeypatch.setattr(desk, "answer", forgotten_meanwhile)
    late = clinic.sheet(a_draft(name=NAME), "w-late")
    assert late["document"] is None and late["pages"] == []
    monkeypatch.undo()
    assert clinic.sheet(a_draft(), "w-late")["document"] is not None


@pytest.mark.parametrize("scale", ["", "0", "100", "1e9", "nan", "4/3/2", "-1"])
def test_a_picture_has_one_of_a_few_sizes(clinic: Clinic, scale: str) -> None:
    answer = clinic.sheet(a_draft(), "w-scale")
    assert clinic.get(f"/pages/{answer['pages'][0]['key']}.jpg?scale={scale}").status_code == 404


def test_a_prescription_says_the_same_as_the_draft(clinic: Clinic) -> None:
    text = clinic.post("/prescription", {"draft": a_draft("bridge", name=NAME)}).get_json()["text"]
    assert NAME in text and "bridge" in text


def test_a_prescription_is_opened_as_a_draft(clinic: Clinic) -> None:
    text = clinic.post("/prescription", {"draft": a_draft("bridge", "clamshell", name=NAME)}).get_json()["text"]
    answer = clinic.post("/open", {"text": text}).get_json()
    assert answer["draft"]["name"] == NAME
    assert [row["exercise"] for row in answer["draft"]["rows"]] == ["bridge", "clamshell"]
    damaged = clinic.post("/open", {"text": f"patient: {{name: {NAME}"}).get_json()
    assert damaged["draft"] is None and damaged["found"] and NAME not in str(damaged)


def test_what_the_user_keeps_is_told_again(clinic: Clinic) -> None:
    assert clinic.post("/favourite", {"exercise": "bridge", "on": True}).get_json()["favourites"] == ["bridge"]
    assert clinic.post("/used", {"exercises": ["clamshell"]}).get_json()["used"] == ["clamshell"]
    sent = {"name": "My hips", "rows": [{"exercise": "clamshell", "dose": "10,daily=1"}], "not": NAME}
    kept = clinic.post("/own-programme", sent).get_json()["programmes"]
    assert [one["name"] for one in kept] == ["My hips"]
    rows = clinic.post("/programme", {"own": kept[0]["id"]}).get_json()["rows"]
    assert [row["exercise"] for row in rows] == ["clamshell"]
    assert clinic.get("/own").get_json()["programmes"] == kept
    assert clinic.post("/own-programme/forget", {"id": kept[0]["id"]}).get_json()["programmes"] == []


def test_a_programme_is_not_kept_under_the_name_of_the_patient(clinic: Clinic) -> None:
    sent = {"name": f"Hips for {NAME}", "rows": [{"exercise": "clamshell", "dose": ""}], "not": NAME}
    response = clinic.post("/own-programme", sent)
    assert response.status_code == 400 and NAME not in response.text
    assert clinic.get("/own").get_json()["programmes"] == []


def test_a_programme_of_the_library_comes_with_whole_doses(clinic: Clinic) -> None:
    answer = clinic.post("/programme", {"id": "back-strength"}).get_json()
    assert answer["programme"] == "back-strength" and len(answer["rows"]) > 2
    assert all(row["dose"] for row in answer["rows"])
    assert clinic.post("/programme", {"id": "../x"}).status_code == 400


def test_the_clinician_is_remembered_and_nothing_else(clinic: Clinic) -> None:
    assert clinic.post("/remember", {"clinician": "A Physio", "layout": "sheet-2"}).get_json() == {"found": []}
    defaults = clinic.get("/library").get_json()["defaults"]
    assert defaults["clinician"] == "A Physio" and defaults["layout"] == "sheet-2"
    assert clinic.post("/remember", {"name": NAME}).status_code == 400
    assert clinic.post("/remember", {"layout": "nothing-like-it"}).status_code == 400


def test_a_dose_is_stepped(clinic: Clinic) -> None:
    sent = {"exercise": "bridge", "dose": "2x8,daily=1", "part": "sets", "by": 1}
    answer = clinic.post("/dose", sent).get_json()
    assert answer["dose"].startswith("3x8")
    assert answer["parts"]["sets"]["value"] == 3
