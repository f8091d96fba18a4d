"""The application: its rooms, its guard, and what is said when something goes wrong."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from traceback import extract_tb

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from leafletgen import __version__
from leafletgen.clinic import (
    document_routes,
    email_routes,
    leaflet_routes,
    library_routes,
    life_routes,
    own_routes,
    sheet_routes,
    start_routes,
    word_routes,
)
from leafletgen.clinic.bodies import LARGEST
from leafletgen.clinic.modules import modules_of
from leafletgen.clinic.parts import NAME, Parts, parts
from leafletgen.clinic.responses import refusal
from leafletgen.clinic.security import secure, turned_away
from leafletgen.clinic.static_files import StaticFiles
from leafletgen.clinic.template_cache import TemplateCache
from leafletgen.errors import Diagnostic, RefusedError, error

_ROOMS = (
    *(start_routes, sheet_routes, library_routes, document_routes, email_routes),
    *(leaflet_routes, word_routes, own_routes, life_routes),
)


def application(ours: Parts) -> Flask:
    """Make the application of a server."""
    static = StaticFiles()
    app = Flask(__name__, static_url_path=static.address)
    app.config.update(MAX_CONTENT_LENGTH=LARGEST, PROPAGATE_EXCEPTIONS=False)
    app.logger.disabled = True  # it would quote requests
    app.json.sort_keys = False  # type: ignore[attr-defined]  # of the usual provider
    app.jinja_options = {"bytecode_cache": TemplateCache(), "auto_reload": False}
    app.jinja_env.globals["modules_of"] = modules_of
    app.extensions[NAME] = ours
    for room in _ROOMS:
        app.register_blueprint(room.pages)
    secure(app, static)
    app.register_error_handler(RefusedError, _not_done)
    app.register_error_handler(HTTPException, _not_understood)
    app.register_error_handler(Exception, _failed)
    return app


def _not_done(fault: RefusedError) -> Response:
    return refusal(400, fault.diagnostics)


def _not_understood(fault: HTTPException) -> Response:
    """Answer what no route takes, without a word of what was sent."""
    status = fault.code or 500
    if request.method == "GET":
        return turned_away(status)
    return refusal(status, [_said_of(status)])


def _said_of(status: int) -> Diagnostic:
    if status == 413:
        message, hint = "this is too much for one sheet", "shorten the notes; a page of them is no sheet any more"
        return error("request-too-large", message, hint)
    if status in (404, 405):
        message, hint = "what this page asks for is not there, or not any more", "load the page again"
        return error("request-unknown", message, hint)
    return error("request-not-readable", "the clinic cannot read what this page sent", "load the page again")


def _failed(fault: Exception) -> Response:
    """Tell of a fault of our own by its kind and its place in the code; its own words may quote a patient."""
    frames = extract_tb(fault.__traceback__, limit=-1)
    place = "".join(f" in {Path(frame.filename).name}, line {frame.lineno}" for frame in frames)
    said = f"{type(fault).__name__}{place}, leafletgen {__version__}"
    found = error("fault-of-its-own", "the clinic has a fault of its own", f"please report it: {said}")
    with suppress(OSError, ValueError):  # the terminal may be closed; the page is answered all the same
        parts().complain(str(found))
    return turned_away(500) if request.method == "GET" else refusal(500, [found])
