"""The sheet as an e-mail: what it would be, its draft, and its way to the mail server. All of it is posted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, jsonify
from werkzeug.exceptions import BadRequest

from leafletgen.clinic.bodies import body, identifier_of, list_of, text_of
from leafletgen.clinic.parts import parts
from leafletgen.clinic.responses import found
from leafletgen.clinic.wording import called

if TYPE_CHECKING:
    from leafletgen.app.emailing.from_desk import Choice
    from leafletgen.app.emailing.wish import Faults, Wish

pages = Blueprint("email", __name__)


@pages.post("/email")
def about() -> Any:
    """What the message would be that a sheet goes with; nobody is named yet."""
    from leafletgen.app.emailing.posting import can_send
    from leafletgen.app.emailing.wish import Faults

    faults = Faults(called)
    looked = parts().workroom.post.look(_choice(body()), faults)
    if looked is None:
        return _refused(faults)
    return {
        "subject": looked.about.subject,
        "template": looked.about.template,
        "templates": list(looked.about.templates),
        "text": looked.about.text,
        "size": looked.size,
        "limit": looked.limit,
        "sizes": looked.sizes,
        "can_send": can_send(faults),
        "found": _found(faults),
    }


@pages.post("/email/draft")
def draft() -> Any:
    """The message as a file that a mail program opens; it is in ASCII."""
    from leafletgen.app.emailing.composing import draft_file
    from leafletgen.app.emailing.wish import Faults

    sent, faults = body(), Faults(called)
    message = parts().workroom.post.message(_choice(sent), _wish(sent), faults)
    if message is None:
        return _refused(faults)
    return {"eml": draft_file(message).decode("ascii"), "found": _found(faults)}


@pages.post("/email/send")
def send() -> Any:
    """What became of the message; the page's own identifier of this sending keeps it from being sent twice."""
    from leafletgen.app.emailing.posting import Earlier, post
    from leafletgen.app.emailing.wish import Faults

    sent, faults = body(), Faults(called)
    earlier = [Earlier(text_of(one, "to"), _identity(sent, one)) for one in list_of(sent, "earlier", dict)]
    message = parts().workroom.post.message(_choice(sent), _wish(sent), faults)
    outcome = None if message is None else post(message, _identity(sent, sent), faults, earlier=earlier)
    if outcome is None:
        return _refused(faults)
    return {"state": outcome.state.value, "found": _found(faults)}


def _identity(window: dict[str, Any], sending: dict[str, Any]) -> bytes:
    return f"{identifier_of(window, 'window')} {identifier_of(sending, 'id')}".encode()


def _choice(sent: dict[str, Any]) -> Choice:
    from leafletgen.app.emailing.from_desk import Choice, Leaflet
    from leafletgen.app.sheets.draft import Draft

    leaflets = [Leaflet(text_of(one, "id"), text_of(one, "layout")) for one in list_of(sent, "leaflets", dict)]
    template, subject = text_of(sent, "template"), text_of(sent, "subject")
    return Choice(Draft.of(sent.get("draft")), leaflets, template, _is_protected(sent), subject)


def _wish(sent: dict[str, Any]) -> Wish:
    from leafletgen.app.emailing.wish import Wish

    to, subject, template = (text_of(sent, key) for key in ("to", "subject", "template"))
    password, again = text_of(sent, "password"), text_of(sent, "again")
    return Wish(to, subject if subject.strip() else None, template, *((password, again) if _is_protected(sent) else ()))


def _is_protected(sent: dict[str, Any]) -> bool:
    value = sent.get("protect")
    if not isinstance(value, bool):
        raise BadRequest
    return value


def _refused(faults: Faults) -> Response:
    response = jsonify(found=_found(faults))
    response.status_code = 400
    return response


def _found(faults: Faults) -> list[dict[str, Any]]:
    return [found(one, field.value) for field, one in faults.found()]
