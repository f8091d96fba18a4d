"""The way in: a one-time token becomes the cookie of this browser."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template, request

from leafletgen.clinic.bodies import body, text_of
from leafletgen.clinic.parts import parts
from leafletgen.clinic.proof import is_proof, proof
from leafletgen.clinic.security import turned_away

pages = Blueprint("start", __name__)


@pages.get("/start")
def start() -> Response:
    """Take the token, give the cookie, and go on to the sheet.

    The answer is a page, no redirect: a strict cookie is not sent on along a way that began outside, such as a link.
    """
    ours = parts()
    if not ours.tokens.use(request.args.get("token", "")):
        return turned_away(403)
    ours.life.expect()
    ours.workroom.first_page_is_coming()
    response = Response(render_template("start.html"))
    response.set_cookie(ours.cookie, ours.session, httponly=True, samesite="Strict", path="/")
    return response


@pages.post("/again")
def again() -> Response | dict[str, Any]:
    """Give a second start of the same workspace a token of its own; each proves to the other whose it is."""
    ours, sent = parts(), body()
    nonce = text_of(sent, "nonce")
    if not is_proof(text_of(sent, "proof"), ours.control, "again", nonce):
        return turned_away(403)
    ours.life.expect()
    token = ours.tokens.new()
    return {"token": token, "proof": proof(ours.control, "token", nonce, token)}
