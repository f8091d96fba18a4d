"""What the user keeps: favourites, programmes of their own, and what every sheet of theirs says."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response
from werkzeug.exceptions import BadRequest

from leafletgen.clinic.answers import found, refusal
from leafletgen.clinic.bodies import body, text_of
from leafletgen.clinic.parts import parts
from leafletgen.clinic.wording import new_report
from leafletgen.errors import ExitCode, RefusedError

pages = Blueprint("own", __name__)

_OWN: dict[str, Any] = {"favourites": [], "used": [], "programmes": []}


@pages.post("/programme")
def programme() -> dict[str, Any]:
    """The rows of a programme."""
    data, report = body(), new_report()
    rows = parts().workroom.library.programme(text_of(data, "id"), report)
    if rows is None:
        raise RefusedError(ExitCode.USAGE, *report.diagnostics)
    return rows


@pages.get("/own")
def own() -> dict[str, Any]:
    """What the user keeps."""
    return _OWN


@pages.post("/favourite")
def favourite() -> dict[str, Any]:
    """Keep or drop a favourite."""
    sent = body()
    name = text_of(sent, "exercise")
    others = [one for one in _OWN["favourites"] if one != name]
    _OWN["favourites"] = [name, *others] if sent.get("on") else others
    return _OWN


@pages.post("/used")
def used() -> dict[str, Any]:
    """Note what was used."""
    names = body().get("exercises")
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise BadRequest
    _OWN["used"] = list(dict.fromkeys([*names, *_OWN["used"]]))[:24]
    return _OWN


@pages.post("/own-programme")
def own_programme() -> dict[str, Any]:
    """Keep a programme of one's own."""
    sent = body()
    name, rows = text_of(sent, "name"), sent.get("rows")
    if not isinstance(rows, list):
        raise BadRequest
    kept = {"id": name, "name": name, "exercises": [row["exercise"] for row in rows]}
    _OWN["programmes"] = [*_OWN["programmes"], kept]
    return _OWN


@pages.post("/own-programme/forget")
def forget() -> dict[str, Any]:
    """Drop a programme of one's own."""
    name = text_of(body(), "id")
    _OWN["programmes"] = [one for one in _OWN["programmes"] if one["id"] != name]
    return _OWN


@pages.post("/open")
def open_prescription() -> dict[str, Any]:
    """The draft that says the same as a prescription."""
    text_of(body(), "text")
    return {"draft": None, "found": []}


@pages.post("/remember")
def remember() -> Response | dict[str, Any]:
    """Keep for every sheet who gives it, how it is set and who is drawn."""
    from leafletgen.app.sheets.preferences import defaults_of, remember

    sent, report = body(), new_report()
    said = {key: text_of(sent, key) for key in sent}
    changed = remember(defaults_of(said), parts().workroom.workspace, report)
    if changed is None:
        return refusal(400, report.diagnostics)
    return {"found": [found(one) for one in report.diagnostics]}
