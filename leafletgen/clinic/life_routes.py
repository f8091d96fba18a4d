"""What pages tell of themselves: that they are there, and that they go."""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from werkzeug.exceptions import BadRequest

from leafletgen.clinic.bodies import beacon, body, identifier_of, text_of
from leafletgen.clinic.parts import parts
from leafletgen.clinic.proof import proof

pages = Blueprint("life", __name__)


@pages.post("/alive")
def alive() -> dict[str, Any]:
    """A page is open; it may be behind others. It may ask for a proof that it still talks to its own server."""
    sent, ours = body(), parts()
    visible = sent.get("visible")
    if not isinstance(visible, bool):
        raise BadRequest
    ours.life.hear(identifier_of(sent, "window"), visible=visible)
    if "nonce" not in sent:
        return {}
    return {"proof": proof(ours.key_of(text_of(sent, "page")), text_of(sent, "nonce"))}


@pages.post("/closed")
def closed() -> dict[str, Any]:
    """A page goes, and with it what is held for it."""
    window = identifier_of(beacon(), "window")
    parts().life.close(window)
    parts().workroom.forget(window)
    return {}
