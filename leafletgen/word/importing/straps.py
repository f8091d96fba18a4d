"""The line over a title that says what kind of a leaflet it is."""

from __future__ import annotations

import re
from typing import Final

_READERS: Final = "patient|carer|parent|famil(?:y|ie)"
_STRAP: Final = re.compile(
    rf"(?:{_READERS})s?(?:['\u2019]s?)?(?:(?:,| and| &| or) (?:{_READERS})s?)*"
    r" (?:information|advice|education|guide)(?: (?:leaflet|sheet|booklet|guide|series))?"
    r"|information (?:for|about) (?:patients|parents|carers|you)[\w ,&]{0,40}"
    r"|(?:patient|information|advice|exercise) (?:leaflet|sheet)",
    re.IGNORECASE,
)


def is_strap(text: str) -> bool:
    """Whether a line says what kind of a leaflet this is: "Patient information"."""
    return _STRAP.fullmatch(" ".join(text.split()).rstrip(".:")) is not None
