"""Who is answered: this computer's own pages alone; and what their browser may do with an answer."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, render_template, request

from leafletgen.clinic.parts import NAME, Parts, parts
from leafletgen.clinic.responses import refusal
from leafletgen.errors import error

if TYPE_CHECKING:
    from leafletgen.clinic.static_files import StaticFiles

_WITHOUT_COOKIE = ("start.start", "start.again")
_WITHOUT_HEADER = ("life.closed", "start.again")
"""What is posted without our header: a browser sends none with what it sends while it closes a page."""

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "no-store",
}
KEPT = {"Cache-Control": "private, max-age=31536000, immutable"}
"""The header of what holds nothing of a patient and has its version in its address."""


def secure(app: Flask, static: StaticFiles) -> None:
    """Guard every request of an application, and put the headers on every answer."""
    app.before_request(_guard)
    app.after_request(_with_headers)
    ours: Parts = app.extensions[NAME]

    def may_have_static(environ: Mapping[str, Any]) -> bool:
        site = environ.get("HTTP_SEC_FETCH_SITE", "none")
        return _same(environ.get("HTTP_HOST", ""), ours.host) and site in ("same-origin", "none")

    headers = {**_HEADERS, **KEPT}.items()
    app.wsgi_app = static.before(app.wsgi_app, may_have_static, headers)  # type: ignore[assignment]


def turned_away(status: int) -> Response:
    """Return what is shown to whoever may not have what was asked for: how to come by it, in plain words."""
    if request.method == "GET":
        return Response(render_template("refused.html", status=status), status)
    message = "the clinic does not know this page: it is of an earlier start, or of another program"
    hint = 'save what you need from this page, then start leafletgen again ("leafletgen clinic")'
    return refusal(status, [error("clinic-session-over", message, hint)])


def _guard() -> Response | None:
    """Refuse what does not come from a page of ours, before a route is asked."""
    ours = parts()
    if not _same(request.headers.get("Host", ""), ours.host):
        return turned_away(403)
    if request.method not in ("GET", "POST"):
        return Response(status=405, headers={"Allow": "GET, POST"})
    if not (_is_of_user(ours) if request.method == "GET" else _is_of_page(ours)):
        return turned_away(403)
    if request.endpoint in _WITHOUT_COOKIE or _same(request.cookies.get(ours.cookie, ""), ours.session):
        return None
    return turned_away(403)


def _is_of_user(ours: Parts) -> bool:
    """Whether a request to see something was begun by a page of ours or by the user, who means to see it now.

    The way in alone may be a link of another program. What another port of this computer serves is the same site.
    """
    headers = request.headers
    if any("prefetch" in headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz")):
        return False
    if request.endpoint == "start.start":
        return headers.get("Sec-Fetch-Dest", "document") == "document"
    return headers.get("Sec-Fetch-Site", "none") in ("same-origin", "none")


def _is_of_page(ours: Parts) -> bool:
    """Whether a request to do something was begun by a page of ours, or for /again by no browser at all."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if request.endpoint == "start.again":
        return site is None and origin is None
    if site not in (None, "same-origin"):
        return False
    if origin == "null" and request.endpoint == "life.closed":
        origin = None  # so Firefox calls a page that tells nobody where it comes from, when it goes
    is_ours = site is not None if origin is None else _same(origin, ours.origin)
    return is_ours and (request.endpoint in _WITHOUT_HEADER or request.headers.get("X-Clinic") == "1")


def _same(given: str, ours: str) -> bool:
    """Compare without telling by the time it takes how much is right."""
    return secrets.compare_digest(given.encode("utf-8", "replace"), ours.encode())


def _with_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    return response
