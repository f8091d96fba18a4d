"""The finished PDF: to look at, to save, and to print."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template, request, url_for

from leafletgen.clinic.parts import parts
from leafletgen.clinic.responses import pdf_file

pages = Blueprint("documents", __name__)

NAME = "exercise-sheet.pdf"


@pages.get(f"/documents/<identifier>/{NAME}")
def pdf(identifier: str) -> Response:
    """The file, in the browser's viewer or as a download."""
    return pdf_file(_found(identifier), "attachment" if request.args.get("save") == "1" else "inline", NAME)


@pages.get("/documents/<identifier>/print")
def print_page(identifier: str) -> str:
    """A page that shows the file with the print window open."""
    _found(identifier, printing=True)
    paper = request.args.get("paper", "")
    return render_template(
        "print.html",
        what="Exercise sheet",
        paper=int(paper) if paper.isdecimal() and len(paper) < 3 else 0,
        file=url_for(".pdf", identifier=identifier),
        save=url_for(".pdf", identifier=identifier, save=1),
    )


def _found(identifier: str, *, printing: bool = False) -> bytes:
    data = parts().workroom.documents.data(identifier, printing=printing)
    if data is None:
        abort(404)
    return data
