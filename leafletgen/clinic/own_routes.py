"""What the user keeps: favourites, programmes of their own, and what every sheet of theirs says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response
from werkzeug.exceptions import BadRequest

from leafletgen.clinic.bodies import body, list_of, text_of, texts_of
from leafletgen.clinic.parts import parts
from leafletgen.clinic.responses import found, refusal
from leafletgen.clinic.wording import new_report
from leafletgen.errors import ExitCode, RefusedError

if TYPE_CHECKING:
    from leafletgen.app.sheets.own import Own

pages = Blueprint("own", __name__)


def _own() -> Own:
    return parts().workroom.own


@pages.get("/own")
def own() -> dict[str, Any]:
    """What the user keeps: ids, names of programmes and doses."""
    return _own().told()


@pages.post("/favourite")
def favourite() -> dict[str, Any]:
    """Keep an exercise among the favourites, or take it out.

    Raises:
        RefusedError: it cannot be kept.
    """
    sent = body()
    on = sent.get("on")
    if not isinstance(on, bool):
        raise BadRequest
    _own().set_favourite(text_of(sent, "exercise"), on=on)
    return _own().told()


@pages.post("/used")
def used() -> dict[str, Any]:
    """Remember exercises as used lately.

    Raises:
        RefusedError: they cannot be kept.
    """
    _own().note_used(list_of(body(), "exercises", str))
    return _own().told()


@pages.post("/own-programme")
def own_programme() -> dict[str, Any]:
    """Keep a programme of one's own, whose name has nothing of the patient in it.

    Raises:
        RefusedError: it cannot be kept.
    """
    sent, library = body(), parts().workroom.library
    rows = [{key: text_of(row, key, "") for key in ("exercise", "dose")} for row in list_of(sent, "rows", dict)]
    with library.lock:
        _own().keep_programme(text_of(sent, "name"), rows, text_of(sent, "not", ""), library.library)
    return _own().told()


@pages.post("/own-programme/forget")
def forget() -> dict[str, Any]:
    """Delete a programme of one's own.

    Raises:
        RefusedError: it cannot be deleted.
    """
    _own().forget_programme(text_of(body(), "id"))
    return _own().told()


@pages.post("/programme")
def programme() -> dict[str, Any]:
    """The rows of a programme of the library, or of one's own.

    Raises:
        RefusedError: there is none, or it is faulty.
    """
    sent, library, report = body(), parts().workroom.library, new_report()
    if "own" in sent:
        with library.lock:
            rows = _own().programme(text_of(sent, "own"), library.library, report)
    else:
        rows = library.programme(text_of(sent, "id"), report)
    if rows is None:
        raise RefusedError(ExitCode.USAGE, *report.diagnostics)
    return {**rows, "found": [found(one) for one in report.diagnostics]}


@pages.post("/remember")
def remember() -> Response | dict[str, Any]:
    """Keep for every sheet who gives it, how it is set and who is drawn.

    Raises:
        RefusedError: it cannot be kept.
    """
    from leafletgen.app.sheets.preferences import defaults_of, remember

    report = new_report()
    changed = remember(defaults_of(texts_of(body())), parts().workroom.workspace, report)
    if changed is None:
        return refusal(400, report.diagnostics)
    return {"found": [found(one) for one in report.diagnostics]}
