"""The pages of the clinic and what they ask for."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Flask, Response, abort, render_template, request

from leafletgen.app.sheets.desk import SheetDesk
from leafletgen.app.sheets.draft import Draft
from leafletgen.app.sheets.page_pictures import draw
from leafletgen.errors import RefusedError


def application(desk: SheetDesk) -> Flask:
    """Make the application of a desk."""
    app = Flask(__name__)
    files: dict[str, bytes] = {}

    @app.get("/")
    def sheet_page() -> str:
        return render_template("sheet.html")

    @app.post("/sheet")
    def sheet() -> Any:
        try:
            answer = desk.answer(Draft.of(request.get_json()))
        except RefusedError as refusal:
            return {"found": [one.as_data() for one in refusal.diagnostics]}, 400
        document = None
        if answer.composed is not None:
            document = secrets.token_urlsafe(12)
            files[document] = answer.composed.data
        return {
            "rows": [one.as_data() for one in answer.said],
            "found": [one.as_data() for one in answer.found],
            "document": document,
            "pages": answer.composed.pages if answer.composed else 0,
            "record": answer.record,
        }

    @app.get("/documents/<document>/<int:page>.jpg")
    def page_picture(document: str, page: int) -> Response:
        if document not in files:
            abort(404)
        return Response(draw(files[document], page - 1, 96 / 72).data, mimetype="image/jpeg")

    return app
