"""What holds of every address there is, and of one that somebody adds."""

import re

import pytest
from flask import Flask

from leafletgen.clinic.word_reports import WordReport
from tests.support.clinic import Clinic, a_draft

PUBLIC = {"/start"}
"""What is answered without the cookie of a session; static files are answered before the application."""
KEPT = {"/fonts/<name>.ttf"}
"""What a browser may keep although its address has no version."""


def rules(app: Flask, method: str) -> list[str]:
    """Return the addresses that take a method, as they are written in the routes."""
    found = [rule.rule for rule in app.url_map.iter_rules() if method in (rule.methods or ())]
    return sorted(rule for rule in found if not rule.startswith("/static"))


def filled(clinic: Clinic, rule: str) -> str:
    """Return an address that is there."""
    if rule.startswith(("/documents", "/pages")):
        made = clinic.sheet(a_draft())
        values = {"identifier": made["document"], "key": made["pages"][0]["key"]}
    elif rule.startswith(("/leaflets", "/printable")):
        first = clinic.get("/printable").get_json()["leaflets"][0]
        values = {"name": first["id"], "layout": first["layouts"][0]["id"], "number": 1, "form": "text"}
    elif rule.startswith("/word"):
        values = {"identifier": clinic.parts.word_reports.keep(WordReport("old.docx", b"<!doctype html>"))}
    else:
        values = {"name": "regular" if rule.startswith("/fonts") else "bridge"}
    address = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values[found[1]]), rule)
    return f"{address}?scale=1" if address.endswith(".jpg") else address


def test_nothing_is_kept_by_a_browser_and_nobody_frames_it(clinic: Clinic) -> None:
    for rule in rules(clinic.app, "GET"):
        if rule in PUBLIC:
            continue
        answer = clinic.get(filled(clinic, rule))
        assert answer.status_code == 200, rule
        assert (answer.headers["Cache-Control"] == "no-store") == (rule not in KEPT), rule
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "script-src 'unsafe" not in policy, rule
        assert "frame-ancestors" in policy or "sandbox" in policy, rule
        assert answer.headers["X-Content-Type-Options"] == "nosniff", rule
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin", rule
    assert not clinic.complaints


def test_nothing_is_shown_to_a_stranger_or_to_another_page(clinic: Clinic) -> None:
    for rule in rules(clinic.app, "GET"):
        address = filled(clinic, rule)
        assert clinic.get(address, clinic.stranger()).status_code == 403, rule
        assert clinic.get(address, Sec_Fetch_Site="cross-site").status_code == 403, rule
        assert clinic.get(address, Host="evil.example").status_code == 403, rule


@pytest.mark.parametrize("headers", [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Host": "evil.example"}])
def test_nothing_is_done_for_another_page(clinic: Clinic, headers: dict[str, str]) -> None:
    for rule in rules(clinic.app, "POST"):
        assert clinic.post(rule, {"window": "w"}, **headers).status_code == 403, rule


def test_nothing_is_done_for_a_stranger_or_a_form(clinic: Clinic) -> None:
    for rule in rules(clinic.app, "POST"):
        assert clinic.post(rule, {"window": "w"}, clinic.stranger()).status_code == 403, rule
        if rule != "/closed":  # which a browser sends with no header of ours
            assert clinic.post(rule, {"window": "w"}, X_Clinic="").status_code == 403, rule
        form = clinic.post(rule, b"window=w", Content_Type="application/x-www-form-urlencoded")
        assert form.status_code in (403, 415), rule
