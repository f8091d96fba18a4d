"""The pages of the clinic and what they ask for."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, abort, render_template, request

from leafletgen.app.sheets.desk import SheetDesk
from leafletgen.app.sheets.draft import Draft
from leafletgen.app.sheets.page_pictures import Documents
from leafletgen.errors import RefusedError


def application(desk: SheetDesk) -> Flask:
    """Make the application of a desk."""
    app = Flask(__name__)
    documents = Documents()

    @app.get("/")
    def sheet_page() -> str:
        return render_template("sheet.html")

    @app.post("/sheet")
    def sheet() -> Any:
        try:
            answer = desk.answer(Draft.of(request.get_json()["draft"]))
        except RefusedError as refusal:
            return {"found": [one.as_data() for one in refusal.diagnostics]}, 400
        kept = documents.keep(request.get_json()["window"], answer.composed) if answer.composed is not None else None
        return {
            "rows": [{"id": one.row, "sentence": one.sentence, "dose": one.dose} for one in answer.said],
            "found": [{**one.diagnostic.as_data(), "field": one.field} for one in answer.found],
            "document": kept.identifier if kept else None,
            "pages": [page._asdict() for page in kept.pages] if kept else [],
            "paper": answer.paper,
            "record": answer.record,
        }

    @app.get("/pages/<key>.jpg")
    def page_picture(key: str) -> Response:
        picture = documents.picture(key, 96 / 72)
        if picture is None:
            abort(404)
        return Response(picture.data, mimetype="image/jpeg")

    return app
