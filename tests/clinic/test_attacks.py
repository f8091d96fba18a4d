"""What other pages and programs may try, each with harmless content, and each refused."""

import json
import threading
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest

from tests.support.clinic import NAME, NUMBER, Clinic, a_draft
from tests.support.processes import BOUND

SCRIPT = "<script>alert(1)</script>"
WAYS_OUT = (
    *("../../pyproject.toml", "..%2f..%2fpyproject.toml", "%2e%2e/%2e%2e/pyproject.toml", "..\\..\\pyproject.toml"),
    *("/etc/passwd", "bridge%00", "bridge/../bridge", "."),
)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost:4711", "127.0.0.1:4712", "[::1]:4711"])
def test_another_host_is_refused(clinic: Clinic, host: str) -> None:
    assert clinic.get("/", Host=host).status_code == 403
    assert clinic.post("/sheet", {"window": "w", "draft": a_draft()}, Host=host).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://127.0.0.1:4711"},
        {"Origin": "http://127.0.0.1:4712"},
        {"Origin": ""},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "none"},
        {"Origin": "", "Sec_Fetch_Site": "cross-site"},
        {"X_Clinic": ""},
    ],
)
def test_another_origin_is_refused(clinic: Clinic, headers: dict[str, str]) -> None:
    response = clinic.post("/sheet", {"window": "w", "draft": a_draft()}, **headers)
    assert response.status_code == 403
    assert response.get_json()["found"][0]["code"] == "clinic-session-over"


def test_our_own_page_without_an_origin_is_answered(clinic: Clinic) -> None:
    sent = {"window": "w", "draft": a_draft()}
    assert clinic.post("/sheet", sent, Origin="", Sec_Fetch_Site="same-origin").status_code == 200


def test_a_page_of_firefox_that_goes_is_heard_and_no_other_without_an_origin(clinic: Clinic) -> None:
    """Firefox 140 sends "null" with a beacon of a page whose policy is to send no referrer."""
    as_sent = {"Origin": "null", "Content_Type": "text/plain;charset=UTF-8", "X_Clinic": ""}
    assert clinic.post("/closed", b'{"window":"w"}', **as_sent, Sec_Fetch_Site="same-origin").status_code == 200
    for site in ("", "same-site", "cross-site"):
        assert clinic.post("/closed", b'{"window":"w"}', **as_sent, Sec_Fetch_Site=site).status_code == 403
    null = {"Origin": "null", "Sec_Fetch_Site": "same-origin"}
    assert clinic.post("/sheet", {"window": "w", "draft": a_draft()}, **null).status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("address", ["/", "/library", "/figures/bridge.svg", "/static/{}/store.js"])
def test_nothing_of_ours_stands_in_another_page(clinic: Clinic, site: str, address: str) -> None:
    version = str(clinic.app.static_url_path).rpartition("/")[2]
    assert clinic.get(address.format(version), Sec_Fetch_Site=site).status_code == 403


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE"])
def test_only_get_and_post_are_known(clinic: Clinic, method: str) -> None:
    response = clinic.browser.open("/", method=method, base_url=clinic.parts.origin)
    assert response.status_code == 405


@pytest.mark.parametrize("way", WAYS_OUT)
@pytest.mark.parametrize(
    "address",
    ["/figures/{}.svg", "/exercises/{}", "/pages/{}.jpg?scale=1", "/documents/{}/exercise-sheet.pdf",
     "/documents/{}/print", "/static/{}"],
)  # fmt: skip
def test_no_address_leads_out(clinic: Clinic, address: str, way: str) -> None:
    response = clinic.get(address.format(way))
    assert response.status_code in (308, 400, 404), response.text
    assert b"build-backend" not in response.data and b"root:" not in response.data


@pytest.mark.parametrize("field", ["layout", "brand", "person"])
@pytest.mark.parametrize("way", ["../../pyproject", "/etc/passwd", "..\\x"])
def test_no_field_leads_out(clinic: Clinic, field: str, way: str) -> None:
    answer = clinic.sheet(a_draft(**{field: way}))
    assert answer["document"] is None
    assert any(one["severity"] == "error" and one["field"] == field for one in answer["found"])


@pytest.mark.parametrize(
    "send",
    [
        lambda clinic: clinic.sheet(a_draft("../../pyproject")),
        lambda clinic: clinic.sheet({**a_draft(), "programmes": ["../../pyproject"]}),
    ],
)
def test_no_name_leads_out(clinic: Clinic, send: Callable[[Clinic], dict[str, Any]]) -> None:
    answer = send(clinic)
    assert answer["document"] is None
    assert "build-backend" not in json.dumps(answer)


def test_script_in_every_text_is_text_on_the_page(clinic: Clinic) -> None:
    fields = dict.fromkeys(("name", "clinician", "clinician_role", "clinician_contact", "goal", "note"), SCRIPT)
    draft = a_draft("bridge", "clamshell", **fields)
    for row in draft["rows"]:
        row["note"] = SCRIPT
    answer = clinic.sheet(draft)
    assert answer["document"] is not None, answer["found"]
    response = clinic.get(f"/documents/{answer['document']}/exercise-sheet.pdf")
    assert response.mimetype == "application/pdf"
    assert _words(response.data).count("<script>") > len(fields) + 1  # names are repeated at the foot of a page
    assert b"/JavaScript" not in response.data and b"/JS" not in response.data


@pytest.mark.parametrize("field", ["nhs_number", "date", "review", "person", "layout", "brand"])
def test_script_where_it_cannot_be_is_refused(clinic: Clinic, field: str) -> None:
    answer = clinic.sheet(a_draft(**{field: SCRIPT}))
    assert answer["document"] is None
    assert any(one["severity"] == "error" for one in answer["found"])


def test_ten_megabytes_of_notes_are_too_much(clinic: Clinic) -> None:
    response = clinic.post("/sheet", {"window": "w", "draft": a_draft(note="x" * 10_000_000)})
    assert response.status_code == 413
    assert response.get_json()["found"][0]["code"] == "request-too-large"


def test_five_hundred_exercises_are_too_many(clinic: Clinic) -> None:
    response = clinic.post("/sheet", {"window": "w", "draft": a_draft(*["bridge"] * 500)})
    assert response.status_code == 400
    assert response.get_json()["found"][0]["code"] == "draft-too-long"


@pytest.mark.parametrize(
    ("content_type", "sent", "status"),
    [
        ("multipart/form-data; boundary=x", b"--y\r\nContent-Disposition: form-data; name=draft\r\n\r\n{", 415),
        ("multipart/form-data", b"--", 415),
        ("application/x-www-form-urlencoded", b"window=w", 415),
        ("text/plain", b'{"window": "w"}', 415),
        ("", b'{"window": "w"}', 415),
        ("application/json", b"{", 400),
        ("application/json", b"", 400),
        ("application/json", b"[]", 400),
        ("application/json", b"null", 400),
        ("application/json", b"\xff\xfe", 400),
        ("application/json", b'{"window": NaN}', 400),
        ("application/json", b'{"a":' * 100_000, 400),
        ("application/json", b"[" * 900_000, 400),
        ("application/json", b'{"window":"w","draft":{"rows":[[[[[[[[[[]]]]]]]]]]}}', 400),
        ("application/json", b'{"window":"w","draft":{"rows":7}}', 400),
        ("application/json", b'{"window":"w","draft":{"rows":[{"id":1,"exercise":"bridge"}]}}', 400),
        ("application/json", b'{"window":"../x","draft":{"rows":[]}}', 400),
        ("application/json", b'{"window":7,"draft":{"rows":[]}}', 400),
        ("application/json", b'{"window":"w"}', 400),
    ],
)
def test_what_is_no_draft_is_refused(clinic: Clinic, content_type: str, sent: bytes, status: int) -> None:
    response = clinic.post("/sheet", sent, Content_Type=content_type)
    assert response.status_code == status, response.text
    assert response.get_json()["found"][0]["severity"] == "error"
    assert not clinic.complaints


@pytest.mark.parametrize("address", ["/sheet", "/prescription", "/open", "/dose", "/search", "/programme", "/favourite",
                                     "/used", "/own-programme", "/own-programme/forget", "/remember", "/alive",
                                     "/closed", "/forget"])  # fmt: skip
@pytest.mark.parametrize("sent", [b"{}", b'{"window": 1, "id": 2, "exercise": [], "query": {}, "text": 4, "draft": 5}'])
def test_no_route_falls_over_what_it_does_not_know(clinic: Clinic, address: str, sent: bytes) -> None:
    response = clinic.post(address, sent)
    is_nothing_to_remember = address == "/remember" and sent == b"{}"
    assert response.status_code == (200 if is_nothing_to_remember else 400), response.text
    assert not clinic.complaints


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("/open", {"text": "\ud800"}),
        ("/search", {"query": "knee \udfff"}),
        ("/remember", {"clinician": "\ud800"}),
        ("/dose", {"exercise": "bridge", "dose": "10", "part": "sets", "value": "\ud800"}),
        ("/used", {"exercises": ["\ud800"]}),
        ("/favourite", {"\ud800": "", "exercise": "bridge", "on": True}),
    ],
)
def test_half_a_character_is_refused(clinic: Clinic, address: str, sent: dict[str, Any]) -> None:
    assert clinic.post(address, sent).status_code == 400
    assert not clinic.complaints


def test_a_letter_that_is_pasted_into_the_search_is_soon_read(clinic: Clinic) -> None:
    """As a text of many words it would keep all windows waiting for hours."""
    assert clinic.post("/search", {"query": "knee " * 150_000}).get_json()["exercises"]
    step = {"exercise": "nowhere " * 100_000, "dose": "", "part": "sets", "by": 1}
    assert clinic.post("/dose", step).status_code == 400


def test_fifty_tabs_at_once_do_not_mix_patients(clinic: Clinic) -> None:
    found: dict[int, bytes] = {}

    def tab(number: int) -> None:
        browser = clinic.stranger()
        browser.set_cookie(clinic.parts.cookie, clinic.parts.session, domain="127.0.0.1")
        draft = a_draft(name=f"Sam Example {number:02}")
        answer = clinic.post("/sheet", {"window": f"w{number}", "draft": draft}, browser).get_json()
        found[number] = clinic.get(f"/documents/{answer['document']}/exercise-sheet.pdf", browser).data

    threads = [threading.Thread(target=tab, args=(number,)) for number in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(BOUND)
    assert sorted(found) == list(range(50))
    for number, pdf in found.items():
        words = _words(pdf)  # once the threads have ended, for PDFium works for one at a time
        assert f"Sam Example {number:02}" in words
        assert words.count("Sam Example") == 1


def test_a_fault_of_ours_tells_nothing_of_a_patient(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise ValueError(f"{NAME} {NUMBER}")

    monkeypatch.setattr(clinic.parts.workroom.desk, "answer", fail)
    response = clinic.post("/sheet", {"window": "w", "draft": a_draft(name=NAME, nhs_number=NUMBER)})
    assert response.status_code == 500
    told = response.get_json()["found"][0]
    assert told["message"] == "the clinic has a fault of its own"
    assert "ValueError in test_attacks.py, line " in told["hint"]
    out, err = capfd.readouterr()
    for text in (response.text, *clinic.complaints, out, err):
        assert NAME not in text and NUMBER not in text
    assert len(clinic.complaints) == 1


def test_a_fault_of_ours_is_answered_when_nobody_can_be_told(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(clinic.parts.workroom.desk, "answer", fail)
    monkeypatch.setattr(clinic.parts, "complain", fail)
    response = clinic.post("/sheet", {"window": "w", "draft": a_draft()})
    assert response.status_code == 500
    assert response.get_json()["found"][0]["code"] == "fault-of-its-own"


def _words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())
    finally:
        document.close()
