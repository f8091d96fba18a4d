"""The names by which a Word file of a leaflet is known again: bookmarks, styles, and a part with the leaflet's source.

Authors may use the styles in files of their own: a paragraph in one of them is what its name says.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Final

SEGMENT: Final = "_leaflet_"
"""Begins the name of the hidden bookmark before each entry of a leaflet's body; its number from 0 follows."""
FRONT: Final = "_leaflet_front"
CONTENTS: Final = "_leaflet_contents"
BACK: Final = "_leaflet_back"
"""Bookmarks before what leafletgen sets around the body."""

SOURCE_PART: Final = "customXml/item1.xml"
SOURCE_SPACE: Final = "urn:leafletgen:source"
"""The namespace (RFC 8141, informal use) of the part whose one element, `source`, holds the leaflet's YAML as text.

Its attribute `file` is the name of the leaflet's file, `pictures` has the `digest` of each picture of the Word file.
"""

STYLES: Final = "Leaflet "
"""Begins the name of each style of ours."""
STRAP: Final = "Leaflet strap"
KEY: Final = "Leaflet key"
QUOTE: Final = "Leaflet quote"
QUOTE_BY: Final = "Leaflet quote by"
BOX_TITLE: Final = "Leaflet box title"
CARDS: Final = {
    "Leaflet card non-urgent": "non-urgent",
    "Leaflet card urgent": "urgent",
    "Leaflet card emergency": "emergency",
}
"""The style of a card's title by its level."""
CONTACT: Final = "Leaflet contact"
RESOURCE: Final = "Leaflet resource"
WRITING: Final = "Leaflet line to write on"
BACK_HEADING: Final = "Leaflet back heading"
SMALL: Final = "Leaflet small print"
REMARK: Final = "Leaflet remark"
"""What leafletgen says to reviewers; it is no part of the leaflet."""


FOR_REVIEW: Final = "For review, not for patients"
"""What each page of such a Word file begins with, DRAFT or WITHDRAWN aside."""


def digest(data: bytes) -> str:
    """What a picture, or a long name, is known again by; no secret, only short."""
    return sha256(data).hexdigest()[:16]


def style_id(name: str) -> str:
    """The id of a style of ours: its name without spaces, each word with a capital."""
    return "".join([word[:1].upper() + word[1:] for word in name.replace("-", " ").split()])
