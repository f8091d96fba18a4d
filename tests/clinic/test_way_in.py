"""The way in: a token is good once, and for who may have it; a refused request uses none up."""

import pytest

from leafletgen.clinic.tokens import LASTING, Tokens
from tests.support.clinic import Clinic

DOCUMENT = {"Sec_Fetch_Dest": "document", "Sec_Fetch_Mode": "navigate"}


def test_a_token_becomes_a_cookie_of_this_session(clinic: Clinic) -> None:
    browser, token = clinic.stranger(), clinic.parts.tokens.new()
    response = clinic.get(f"/start?token={token}", browser, Sec_Fetch_Site="cross-site", **DOCUMENT)
    assert response.status_code == 200
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith(f"leafletgen-clinic-{clinic.parts.port}=")
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    assert "Max-Age" not in cookie and "Expires" not in cookie
    assert '<meta http-equiv="refresh" content="0; url=/">' in response.text
    assert "<script" not in response.text and token not in response.text
    assert clinic.get("/", browser).status_code == 200


def test_a_token_twice_is_refused_with_what_to_do(clinic: Clinic) -> None:
    token = clinic.parts.tokens.new()
    assert clinic.get(f"/start?token={token}", clinic.stranger()).status_code == 200
    second = clinic.stranger()
    response = clinic.get(f"/start?token={token}", second)
    assert response.status_code == 403
    assert "start leafletgen again" in response.text and "Set-Cookie" not in response.headers
    assert clinic.get("/", second).status_code == 403


@pytest.mark.parametrize("token", ["", "x", "../../etc/passwd", "é", "%00", "a" * 20_000])
def test_no_token_is_refused(clinic: Clinic, token: str) -> None:
    assert clinic.get(f"/start?token={token}", clinic.stranger()).status_code == 403
    assert clinic.get("/start", clinic.stranger()).status_code == 403


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("GET", {"Host": "evil.example:4711"}),
        ("GET", {"Host": "localhost:4711"}),
        ("GET", {"Host": "127.0.0.1:4712"}),
        ("GET", {"Host": "127.0.0.1"}),
        ("GET", {"Sec-Purpose": "prefetch;prerender"}),
        ("GET", {"Purpose": "prefetch"}),
        ("GET", {"Sec-Fetch-Dest": "image"}),
        ("GET", {"Sec-Fetch-Dest": "iframe"}),
        ("HEAD", {}),
        ("OPTIONS", {}),
        ("PUT", {}),
        ("POST", {}),
    ],
)
def test_a_refused_request_uses_up_no_token(clinic: Clinic, method: str, headers: dict[str, str]) -> None:
    address = f"/start?token={clinic.parts.tokens.new()}"
    base = f"http://{headers.get('Host', clinic.parts.host)}"
    others = {name: value for name, value in headers.items() if name != "Host"}
    response = clinic.stranger().open(address, method=method, base_url=base, headers=others)
    assert response.status_code in (403, 405)
    assert "Set-Cookie" not in response.headers
    assert clinic.get(address, clinic.stranger()).status_code == 200


def test_tokens_expire() -> None:
    now = [0.0]
    tokens = Tokens(lambda: now[0])
    early, late = tokens.new(), tokens.new()
    assert tokens.use(early)
    now[0] = LASTING + 1
    assert not tokens.use(late)
    assert not tokens.waiting


def test_no_more_tokens_wait_than_are_needed() -> None:
    tokens = Tokens()
    first, *_, last = [tokens.new() for _ in range(100)]
    assert not tokens.use(first)
    assert tokens.use(last)


def test_another_browser_stays_outside(clinic: Clinic) -> None:
    for address in ("/", "/library", "/leaflets", "/own", "/nothing-here"):
        response = clinic.get(address, clinic.stranger())
        assert response.status_code == 403, address
    stranger = clinic.stranger()
    stranger.set_cookie(clinic.parts.cookie, "wrong", domain="127.0.0.1")
    assert clinic.get("/", stranger).status_code == 403
    assert clinic.post("/sheet", {}, stranger).get_json()["found"][0]["code"] == "clinic-session-over"
