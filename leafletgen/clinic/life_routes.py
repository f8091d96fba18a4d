"""What pages tell of themselves: that they are there, and that they go."""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from werkzeug.exceptions import BadRequest

from leafletgen.clinic.bodies import beacon, body, identifier_of
from leafletgen.clinic.parts import parts
from leafletgen.clinic.proof import proof

pages = Blueprint("life", __name__)


@pages.post("/alive")
def alive() -> dict[str, Any]:
    """A page is open; it may be behind others.

    It is told what only its own server knows of the nonce that it sent. When this server has ended, another user's
    program may get the port, and must not get the sheet.
    """
    sent, ours = body(), parts()
    window, visible, nonce = identifier_of(sent, "window"), sent.get("visible"), identifier_of(sent, "nonce")
    if not isinstance(visible, bool):
        raise BadRequest
    ours.life.hear(window, visible=visible)
    return {"proof": proof(ours.page, "alive", nonce)}


@pages.post("/closed")
def closed() -> dict[str, Any]:
    """A page goes, and with it what is held for it."""
    window = identifier_of(beacon(), "window")
    parts().life.close(window)
    parts().workroom.documents.forget(window)
    return {}
