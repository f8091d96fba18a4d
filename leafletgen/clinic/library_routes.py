"""The library: cards, details, search, programmes, pictures, and how the brand looks."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, request

from leafletgen.clinic.bodies import body, text_of
from leafletgen.clinic.parts import parts
from leafletgen.clinic.security import KEPT
from leafletgen.clinic.wording import new_report

pages = Blueprint("library", __name__)

_CARD = 1.6
"""Width by height of the picture of a card."""
_DRAWN = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox"
"""What a picture may do when it is opened by itself; photographs are held inside of it."""


@pages.get("/library")
def library() -> dict[str, Any]:
    """All that the page begins with."""
    work = parts().workroom
    data = work.beginning.catalogue()
    work.first_page_is_there()
    return data


@pages.get("/exercises/<name>")
def exercise(name: str) -> dict[str, Any]:
    """One exercise in full."""
    found = parts().workroom.library.details(name, new_report())
    if found is None:
        abort(404)
    return found


@pages.get("/figures/<name>.svg")
def figure(name: str) -> Response:
    """The pictures of an exercise side by side."""
    found = parts().workroom.library.figure(name, request.args.get("person"))
    if found is None:
        abort(404)
    return _picture(found.data)


@pages.get("/figures/card/<name>.svg")
def card(name: str) -> Response:
    """The pictures of an exercise as they fill a card; side by side where one is an image file."""
    drawn = parts().workroom.beginning.card(name, _CARD)
    return figure(name) if drawn is None else _picture(drawn)


@pages.post("/search")
def search() -> dict[str, Any]:
    """What a search finds."""
    return parts().workroom.library.search(text_of(body(), "query"))


@pages.get("/brand.css")
def brand() -> Response:
    """The colours and the typeface of the brand."""
    work = parts().workroom

    def make() -> bytes:
        from leafletgen.app.sheets.screen_style import screen_style

        return screen_style(work.workspace).encode()

    return Response(work.beginning.kept("brand.css", make), mimetype="text/css")


@pages.get("/fonts/<name>.ttf")
def face(name: str) -> Response:
    """A face of the brand's typeface."""
    from leafletgen.app.sheets.screen_style import face_file

    data = face_file(parts().workroom.workspace, name)
    if data is None:
        abort(404)
    return Response(data, mimetype="font/ttf", headers={"Cache-Control": "private, max-age=86400"})


def _picture(data: bytes) -> Response:
    """Return a picture, which the browser may keep where its version is in its address."""
    kept = KEPT if request.args.get("v") else {}
    return Response(data, mimetype="image/svg+xml", headers={"Content-Security-Policy": _DRAWN, **kept})
