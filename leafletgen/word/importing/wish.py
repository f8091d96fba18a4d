"""What is wished of a leaflet that comes from Word, beside what the Word file says."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple


class Wish(NamedTuple):
    """What whoever imports says of one leaflet."""

    name: str
    """The stem of its YAML file, and the name of the folder of its pictures."""
    code: str | None = None
    """Its code, for a Word file that has none; it wins where the two differ."""
    layouts: tuple[str, ...] = ("a4-leaflet",)
    language: str | None = None
    """A BCP 47 tag in place of the one that Word says."""


_MARK: Final = re.compile(r"\.(?:DRAFT|WITHDRAWN)$")


def slug(stem: str) -> str:
    """Return the stem of a Word file's name as one that is plain on every system: "Café (2)" is Cafe-2.

    A name without any plain letter becomes ``leaflet``, and one that Windows keeps for itself gets a word after it.
    What leafletgen puts after the name of a draft for reviewers is no part of it.
    """
    name = hyphened(_MARK.sub("", stem))[:_LONGEST].strip("-") or "leaflet"
    return f"{name}-leaflet" if re.fullmatch(_RESERVED, name, re.IGNORECASE) else name


def hyphened(words: str) -> str:
    """Return the plain letters and digits of words, with hyphens between them; an apostrophe parts no word."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().replace("'", "")
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")


#: Characters of a name: a path of Windows has 260 in all.
_LONGEST = 80
_RESERVED = r"con|prn|aux|nul|com[0-9]|lpt[0-9]"
