"""What an import would make of a Word file: it is sent, and a page opens with the report. Nothing is written."""

from __future__ import annotations

import threading

from flask import Blueprint, Response, abort, render_template, request, url_for

from leafletgen.clinic.bodies import file_sent
from leafletgen.clinic.parts import parts
from leafletgen.clinic.responses import SHOWN_AS_PAGE
from leafletgen.clinic.word_reports import WordReport
from leafletgen.clinic.wording import new_report

pages = Blueprint("word", __name__)

_READING = threading.Lock()
"""One file at a time: a large one takes a hundred times its size in memory."""


@pages.post("/word")
def read() -> dict[str, str]:
    """Read a Word file, and return the address of the page that tells what an import would make of it.

    Raises:
        RefusedError: it is no Word file that can be read, or too large.
    """
    name, data = file_sent()
    ours = parts()
    from leafletgen.app.word_import import report_of
    from leafletgen.app.word_plan import Asked

    asked = Asked(brand=request.args.get("brand") or None)
    with _READING:
        page = report_of(data, name, ours.workroom.workspace, asked, new_report())
    return {"page": url_for(".shown", identifier=ours.word_reports.keep(WordReport(name, page)))}


@pages.get("/word/<identifier>")
def shown(identifier: str) -> Response:
    """A page that frames the report, or says that it is gone."""
    report = parts().word_reports.get(identifier)
    page = render_template("word_report.html", report=report, identifier=identifier)
    return Response(page, 200 if report is not None else 404)


@pages.get("/word/<identifier>/report.html")
def framed(identifier: str) -> Response:
    """The report, to be shown in a frame without any rights."""
    report = parts().word_reports.get(identifier)
    response = Response(report.page if report is not None else abort(404), mimetype="text/html")
    response.headers["Content-Security-Policy"] = SHOWN_AS_PAGE
    return response
