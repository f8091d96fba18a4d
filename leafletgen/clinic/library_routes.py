"""The library: cards, pictures, search, programmes, and what the user keeps."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort

from leafletgen.app.sheets import provisional
from leafletgen.clinic.bodies import body, text_of
from leafletgen.clinic.parts import parts

pages = Blueprint("library", __name__)


def _workspace() -> Any:
    with parts().workroom.desk() as desk:
        return desk.maker.workspace


@pages.get("/library")
def library() -> dict[str, Any]:
    """All that the page shows of the library."""
    return provisional.library(_workspace())


@pages.get("/exercises/<name>")
def exercise(name: str) -> dict[str, Any]:
    """One exercise in full."""
    found = provisional.exercise(_workspace(), name)
    if found is None:
        abort(404)
    return found


@pages.get("/figures/<name>.svg")
def figure(name: str) -> Response:
    """The pictures of an exercise."""
    drawn = provisional.figure(_workspace(), name)
    if drawn is None:
        abort(404)
    return Response(drawn, mimetype="image/svg+xml", headers={"Cache-Control": "private, max-age=3600"})


@pages.post("/search")
def search() -> dict[str, Any]:
    """What a search finds."""
    return provisional.search(_workspace(), text_of(body(), "query"))


@pages.post("/programme")
def programme() -> dict[str, Any]:
    """The rows of a programme."""
    return provisional.programme(_workspace(), text_of(body(), "id"))


_OWN: dict[str, Any] = {"favourites": [], "used": [], "programmes": []}


@pages.get("/own")
def own() -> dict[str, Any]:
    """What the user keeps."""
    return _OWN


@pages.post("/favourite")
def favourite() -> dict[str, Any]:
    """Keep or drop a favourite."""
    sent = body()
    others = [one for one in _OWN["favourites"] if one != sent["exercise"]]
    _OWN["favourites"] = [sent["exercise"], *others] if sent["on"] else others
    return _OWN


@pages.post("/used")
def used() -> dict[str, Any]:
    """Note what was used."""
    _OWN["used"] = list(dict.fromkeys([*body()["exercises"], *_OWN["used"]]))[:24]
    return _OWN


@pages.post("/own-programme")
def own_programme() -> dict[str, Any]:
    """Keep a programme of one's own."""
    sent = body()
    kept = {"id": sent["name"], "name": sent["name"], "exercises": [row["exercise"] for row in sent["rows"]]}
    _OWN["programmes"] = [*_OWN["programmes"], kept]
    return _OWN


@pages.post("/own-programme/forget")
def forget() -> dict[str, Any]:
    """Drop a programme of one's own."""
    sent = body()
    _OWN["programmes"] = [one for one in _OWN["programmes"] if one["id"] != sent["id"]]
    return _OWN


@pages.post("/remember")
def remember() -> dict[str, Any]:
    """Keep the clinician for the next sheet."""
    body()
    return {"found": []}
