"""The way in: a one-time token becomes the cookie of this browser."""

from __future__ import annotations

import secrets

from flask import Blueprint, Response, render_template, request

from leafletgen.clinic.parts import parts
from leafletgen.clinic.security import refused_page

pages = Blueprint("start", __name__)


@pages.get("/start")
def start() -> Response:
    """Take the token, give the cookie, and go on to the sheet.

    The answer is a page, no redirect: a strict cookie is not sent on along a way that began outside, such as a link.
    """
    ours = parts()
    if not ours.tokens.use(request.args.get("token", "")):
        return refused_page(403)
    ours.life.expect()
    response = Response(render_template("start.html"))
    response.set_cookie(ours.cookie, ours.session, httponly=True, samesite="Strict", path="/")
    return response


@pages.post("/again")
def again() -> Response:
    """Give a second start of the same workspace an address of its own; it knows the secret of the server's file."""
    ours, given = parts(), request.headers.get("Authorization", "")
    if not secrets.compare_digest(given.encode("utf-8", "replace"), f"Bearer {ours.control}".encode()):
        return refused_page(403)
    ours.life.expect()
    return Response(ours.opening_address(), mimetype="text/plain")
