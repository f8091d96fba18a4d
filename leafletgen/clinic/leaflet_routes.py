"""The second page: leaflets to look at, for those who see to them; and leaflets for the print run. It only reads."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, abort, render_template, request, url_for

from leafletgen.clinic.bodies import LARGEST_FILE
from leafletgen.clinic.parts import parts
from leafletgen.clinic.responses import SHOWN_AS_PAGE, disposed, found, pdf_file
from leafletgen.errors import Diagnostic, Report, Severity

if TYPE_CHECKING:
    from leafletgen.app.leaflets.files import LeafletFiles, Made

pages = Blueprint("leaflets", __name__)

_SCALES = {"1": 1.0, "1.33": 4 / 3, "2": 2.0, "2.67": 8 / 3}
"""Pixels a point, as an address has them."""
_LINK_OUT = re.compile(rb'<a (?=[^>]*\bhref="[^#])')
"""A link that leads out of the page: it is to ask for another window, which the frame may not open, so that it does
nothing. Else the frame would show the browser's own refusal in the place of the leaflet."""
_TYPES = {"pdf": "application/pdf", "html": "text/html; charset=utf-8", "txt": "text/plain; charset=utf-8"}


def _files() -> LeafletFiles:
    return parts().workroom.leaflets


@pages.get("/leaflets")
def leaflets() -> str:
    """All leaflets."""
    listed = _files().board.listed()
    states = [(state, state.capitalize()) for state in dict.fromkeys(card.entry.state for card in listed.cards)]
    page = secrets.token_urlsafe(16)
    brands = sorted({(card.entry.brand, card.entry.brand) for card in listed.cards if card.entry.brand})
    return render_template(
        "leaflets.html",
        listed=listed,
        states=states,
        brands=brands,
        all_brands=parts().workroom.workspace.brand_names(),
        largest_file=LARGEST_FILE,
        clinic_page=page,
        clinic_key=parts().key_of(page),
    )


@pages.get("/leaflets/<name>")
def leaflet(name: str) -> Response:
    """One leaflet: in a layout or a form, what changed since a release, and its history."""
    files = _files()
    since = request.args.get("since", "")
    page = files.board.leaflet(name, since)
    if page is None:
        return _not_there([one for one in files.board.listed().found if one.severity is Severity.ERROR])
    forms = [*(layout.name for layout in page.card.layouts), "html", "text"] if page.card.can_be_made else []
    show = request.args.get("show", "")
    shown = show if show in forms else (forms or [""])[0]
    report = Report(files.board.wording)
    made = files.made(name, shown, report) if shown else None
    text = made.data.decode() if made is not None and shown == "text" else ""
    faults = dict.fromkeys((*page.card.found, *page.found, *report.diagnostics, *(made.found if made else ())))
    return Response(
        render_template("leaflet.html", page=page, card=page.card, shown=shown, made=made, text=text, faults=[*faults])
    )


@pages.get("/leaflets/<name>/cover.jpg")
def cover(name: str) -> Response:
    """The small picture of a leaflet's first page."""
    data = _files().cover(name)
    return Response(data or abort(404), mimetype="image/jpeg")


@pages.get("/leaflets/<name>/<layout>/<int:number>.jpg")
def page_picture(name: str, layout: str, number: int) -> Response:
    """A page of a leaflet as a picture."""
    scale = _SCALES.get(request.args.get("scale", "1.33"))
    picture = None if scale is None else _files().page(name, layout, number, scale)
    return Response(picture.data if picture is not None else abort(404), mimetype="image/jpeg")


@pages.get("/leaflets/<name>/page.html")
def web_page(name: str) -> Response:
    """A leaflet's web page, to be shown in a frame without any rights."""
    response = Response(_LINK_OUT.sub(rb'<a target="_blank" ', _made(name, "html").data), mimetype="text/html")
    response.headers["Content-Security-Policy"] = SHOWN_AS_PAGE
    return response


@pages.get("/leaflets/<name>/files/<form>")
def file(name: str, form: str) -> Response:
    """A leaflet's file as it would be built, to be saved."""
    made = _made(name, form)
    response = Response(made.data, content_type=_TYPES[made.file.rpartition(".")[2]])
    response.headers["Content-Disposition"] = disposed("attachment", made.file)
    response.headers["Content-Security-Policy"] = SHOWN_AS_PAGE
    return response


@pages.get("/printable")
def printable() -> dict[str, Any]:
    """The leaflets that can go into a print run, and how each layout is printed; none withdrawn or stale."""
    listed = _files().board.listed()
    chosen = [card for card in listed.cards if card.can_be_given_out]
    return {
        "leaflets": [
            {
                "id": card.name,
                "title": card.title,
                "code": card.entry.code,
                "language": card.language,
                "state": card.entry.state,
                "mark": card.mark,
                "layouts": [{"id": one.name, "title": one.title, "printing": one.printing} for one in card.layouts],
            }
            for card in chosen
        ],
        "found": [found(one) for one in listed.found],
    }


@pages.get("/printable/<name>/<layout>.pdf")
def paper(name: str, layout: str) -> Response:
    """A leaflet as it goes to the printer, in the browser's viewer."""
    files = _files()
    report = Report(files.board.wording)
    made = files.for_paper(name, layout, report)
    if made is None:
        return _not_there(report.diagnostics)
    return pdf_file(made.data, "attachment" if request.args.get("save") == "1" else "inline", made.file)


@pages.get("/printable/<name>/<layout>/print")
def print_page(name: str, layout: str) -> Response:
    """A page that shows the file for the printer with the print window open."""
    files = _files()
    report = Report(files.board.wording)
    card = files.board.listed().card(name)
    made = None if card is None else files.for_paper(name, layout, report)
    if card is None or made is None:
        return _not_there(report.diagnostics)
    how = next(one.printing for one in card.layouts if one.name == layout)
    sheets = (len(made.pages) + 1) // 2
    page = render_template(
        "print.html",
        what=f"{made.mark}: {card.title}" if made.mark else card.title,
        how=f"{how}: {sheets} {'sheet' if sheets == 1 else 'sheets'} of paper",
        file=url_for(".paper", name=name, layout=layout),
        save=url_for(".paper", name=name, layout=layout, save=1),
    )
    return Response(page)


def _made(name: str, form: str) -> Made:
    made = _files().made(name, form, Report())
    return made if made is not None else abort(404)


def _not_there(faults: Sequence[Diagnostic]) -> Response:
    """Say why a leaflet cannot be had, or in plain words that it is not there."""
    return Response(render_template("leaflet_missing.html", faults=faults), 404)
