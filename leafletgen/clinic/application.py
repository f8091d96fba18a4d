"""The application: its rooms, its guard, and what is said when something goes wrong."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from leafletgen import __version__
from leafletgen.clinic import document_routes, library_routes, life_routes, sheet_routes, start_routes
from leafletgen.clinic.answers import refusal, refusal_of
from leafletgen.clinic.bodies import LARGEST
from leafletgen.clinic.parts import NAME, Parts
from leafletgen.clinic.security import refused_page, secure
from leafletgen.errors import RefusedError

_ROOMS = (start_routes, sheet_routes, library_routes, document_routes, life_routes)
_HERE = Path(__file__).parent


def application(parts: Parts) -> Flask:
    """Make the application of a server."""
    app = Flask(__name__, static_url_path=f"/static/{_static_version()}")
    app.config.update(MAX_CONTENT_LENGTH=LARGEST, PROPAGATE_EXCEPTIONS=False)
    app.logger.disabled = True
    app.extensions[NAME] = parts
    for room in _ROOMS:
        app.register_blueprint(room.pages)
    secure(app)
    app.register_error_handler(RefusedError, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _fault)
    return app


def _static_version() -> str:
    """Return a name for the static files as they are, so that a browser keeps each for good."""
    files = sorted(path for path in (_HERE / "static").rglob("*") if path.is_file())
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]


def _refused(fault: RefusedError) -> Response:
    return refusal(400, fault.diagnostics)


def _http(fault: HTTPException) -> Response:
    if request.method == "GET":
        return refused_page(fault.code or 500)
    said = _SAID.get(fault.code or 500, _SAID[400])
    return refusal_of(fault.code or 500, *said)


_SAID = {
    400: ("request-not-readable", "leafletgen cannot read what this page sent", "load the page again"),
    404: ("request-unknown", "this is not there, or not any more", "load the page again"),
    405: ("request-unknown", "this is not there, or not any more", "load the page again"),
    413: ("request-too-large", "this is too much for one sheet", "shorten the notes"),
    415: ("request-not-readable", "leafletgen cannot read what this page sent", "load the page again"),
}


def _fault(fault: Exception) -> Response:
    """Tell of a fault of our own by its type and place in the code; what it says may quote a patient."""
    where = fault.__traceback__
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    place = "" if where is None else f" at {Path(where.tb_frame.f_code.co_filename).name}:{where.tb_lineno}"
    print(f"error: leafletgen has a fault of its own: {type(fault).__name__}{place}", file=sys.stderr)  # noqa: T201
    hint = f"please report it: leafletgen {__version__}, {type(fault).__name__}{place}"
    return refusal_of(500, "fault-of-its-own", "leafletgen has a fault of its own", hint)
