"""Resources that somebody changed: title, note and address, which Word has as paragraphs, as resources again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from leafletgen.document.manuscript import shown_address
from leafletgen.word.importing.made import Made, Value

_LINK: Final = re.compile(r"\[([^\]]+)\]\((https?://[^()\s]+)\)")
_BOLD: Final = re.compile(r"\*\*([^*]+)\*\*")


def resources_again(body: Sequence[Made]) -> list[Made] | None:
    """One block of resources; None where some paragraph is no part of one: title, perhaps a note, address.

    An address whose words were changed is no part either: a leaflet would print where it leads, and lose the words.
    """
    made: list[Value] = []
    group: list[str] = []
    for part in body:
        words = _words(part.value)
        if words is None:
            return None
        link = _LINK.fullmatch(words)
        if link is None:
            group.append(words)
            continue
        if not 1 <= len(group) <= 2 or link[1].rstrip("/") != shown_address(link[2]).rstrip("/"):
            return None
        note = {"note": group[1]} if len(group) == 2 else {}
        made.append(Made({"title": _BOLD.sub(r"\1", group[0]), "url": link[2], **note}, part.spot))
        group = []
    return [Made({"resources": made}, body[0].spot)] if made and not group else None


def _words(value: Value) -> str | None:
    if isinstance(value, Mapping) and "heading" in value:
        value = value["heading"]
    while isinstance(value, Made):
        value = value.value
    return value if isinstance(value, str) else None
