"""Who is answered: this computer's own pages alone; and what their browser may do with an answer."""

from __future__ import annotations

import secrets

from flask import Flask, Response, render_template, request

from leafletgen.clinic.answers import refusal_of
from leafletgen.clinic.parts import Parts, parts

_OPEN = ("start.start", "start.again", "static")
"""What is answered without a cookie."""
_FROM_ELSEWHERE = ("start.start",)
"""What a link outside of our pages may lead to."""
_WITHOUT_HEADER = ("life.closed", "start.again")
"""What is posted without our header: a browser sends no header of ours while it closes a page."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def secure(app: Flask) -> None:
    """Guard every request of an application, and put the headers on every answer."""
    app.before_request(_guard)
    app.after_request(_with_headers)


def _guard() -> Response | None:
    """Refuse what does not come from a page of ours, before a route is asked."""
    ours = parts()
    if request.method not in ("GET", "POST"):
        return refused_page(405)
    if not _same(request.headers.get("Host", ""), ours.host):
        return refused_page(403)
    if request.endpoint is None:
        return None
    if not _is_from_us(ours):
        return refused_page(403)
    if request.endpoint not in _OPEN and not _same(request.cookies.get(ours.cookie, ""), ours.session):
        return refused_page(403)
    return None


def _is_from_us(ours: Parts) -> bool:
    """Whether a request was begun by a page of ours, or by the user."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if "prefetch" in request.headers.get("Sec-Purpose", "") or "prefetch" in request.headers.get("Purpose", ""):
        return False
    if request.method == "GET":
        return request.endpoint in _FROM_ELSEWHERE or site in (None, "same-origin", "none")
    if request.endpoint == "start.again":
        return site is None and origin is None
    if site not in (None, "same-origin"):
        return False
    is_ours = site == "same-origin" if origin is None else _same(origin, ours.origin)
    return is_ours and (request.endpoint in _WITHOUT_HEADER or request.headers.get("X-Clinic") == "1")


def refused_page(status: int) -> Response:
    """Return what is shown to whoever may not see a page: how to get one, in plain words."""
    if request.method == "POST":
        return refusal_of(
            status,
            "clinic-session-over",
            "this page is not known to leafletgen, or it comes from an earlier start",
            "save what you need from this page, then start leafletgen again",
        )
    return Response(render_template("refused.html"), status)


def _same(given: str, ours: str) -> bool:
    """Compare without telling by the time it takes how much is right."""
    return secrets.compare_digest(given.encode("utf-8", "replace"), ours.encode())


def _with_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", POLICY.format(ancestors="'none'"))
    is_static = request.endpoint == "static" and response.status_code in (200, 206, 304)
    response.headers["Cache-Control"] = (
        "private, max-age=31536000, immutable" if is_static else response.headers.get("Cache-Control", "no-store")
    )
    response.headers.pop("Server", None)
    return response
