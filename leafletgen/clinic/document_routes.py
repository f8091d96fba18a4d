"""The finished PDF: to look at, to save, and to print."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template, request

from leafletgen.clinic.documents import Document
from leafletgen.clinic.parts import parts
from leafletgen.clinic.security import POLICY

pages = Blueprint("documents", __name__)

NAME = "exercise-sheet.pdf"


@pages.get("/documents/<identifier>/exercise-sheet.pdf")
def pdf(identifier: str) -> Response:
    """The file, in the browser's viewer or as a download."""
    data = _found(identifier).file.data
    kind = "attachment" if request.args.get("save") == "1" else "inline"
    response = Response(data, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'{kind}; filename="{NAME}"'
    response.headers["Content-Security-Policy"] = "frame-ancestors 'self'"
    return response


@pages.get("/documents/<identifier>/print")
def print_page(identifier: str) -> Response:
    """A page that shows the file with the print window open."""
    _found(identifier, printing=True)
    response = Response(render_template("print.html", address=f"/documents/{identifier}/{NAME}"))
    response.headers["Content-Security-Policy"] = POLICY.format(ancestors="'none'")
    return response


def _found(identifier: str, *, printing: bool = False) -> Document:
    document = parts().documents.find(identifier, printing=printing)
    if document is None:
        abort(404)
    return document
