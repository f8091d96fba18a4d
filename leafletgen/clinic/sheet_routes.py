"""The sheet on the screen: what it says, what is wrong with it, and its pages."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Blueprint, Response, abort, render_template, request

from leafletgen.clinic.bodies import body, identifier_of, text_of
from leafletgen.clinic.parts import parts
from leafletgen.clinic.wording import new_report
from leafletgen.errors import ExitCode, RefusedError

pages = Blueprint("sheet", __name__)

_SCALES = {"1": 1.0, "4/3": 4 / 3, "2": 2.0, "8/3": 8 / 3, "4": 4.0}
"""Pixels a point, as an address has them."""


@pages.get("/")
def sheet_page() -> str:
    """The page on which a sheet is put together; by its key it knows this server again, see /alive."""
    parts().life.expect()
    page = secrets.token_urlsafe(16)
    return render_template("sheet.html", clinic_page=page, clinic_key=parts().key_of(page))


@pages.post("/sheet")
def sheet() -> dict[str, Any]:
    """Say what a draft comes to, and hold its PDF for the window.

    Raises:
        RefusedError: it is no draft.
    """
    from leafletgen.app.sheets.draft import Draft

    sent, work = body(), parts().workroom
    window = identifier_of(sent, "window")
    forgotten = work.times_forgotten(window)
    answer = work.desk.answer(Draft.of(sent.get("draft")))
    kept = None if answer.composed is None else work.keep(window, answer.composed, forgotten)
    return {
        "rows": [one.as_data() for one in answer.said],
        "found": [one.as_data() for one in answer.found],
        "document": None if kept is None else kept.identifier,
        "pages": [] if kept is None else [page._asdict() for page in kept.pages],
        "paper": answer.paper,
        "record": answer.record,
    }


@pages.get("/pages/<key>.jpg")
def page_picture(key: str) -> Response:
    """A page that is held, as a picture."""
    scale = _SCALES.get(request.args.get("scale", ""))
    picture = None if scale is None else parts().workroom.documents.picture(key, scale)
    if picture is None:
        abort(404)
    return Response(picture.data, mimetype="image/jpeg")


@pages.post("/forget")
def forget() -> dict[str, Any]:
    """Drop what is held for a window."""
    parts().workroom.forget(identifier_of(body(), "window"))
    return {}


@pages.post("/prescription")
def prescription() -> dict[str, Any]:
    """The prescription that says the same as a draft.

    Raises:
        RefusedError: it is no draft.
    """
    from leafletgen.app.sheets.draft import Draft
    from leafletgen.app.sheets.draft import prescription as written

    return {"text": written(Draft.of(body().get("draft"))).text}


@pages.post("/open")
def open_prescription() -> dict[str, Any]:
    """The draft that says the same as a prescription."""
    from leafletgen.app.sheets.screen_data import told

    opened = parts().workroom.desk.open(text_of(body(), "text"))
    draft = None if opened.draft is None else opened.draft.as_data()
    return {"draft": draft, "found": told(opened.found)}


@pages.post("/dose")
def dose() -> dict[str, Any]:
    """A dose after a step.

    Raises:
        RefusedError: it cannot be stepped so.
    """
    from leafletgen.app.sheets.doses import Change

    sent, report = body(), new_report()
    exercise, typed, change = text_of(sent, "exercise"), text_of(sent, "dose"), Change.of(sent)
    stepped = parts().workroom.desk.step(exercise, typed, change, report)
    if stepped is None:
        raise RefusedError(ExitCode.USAGE, *report.diagnostics)
    return stepped.as_data()
