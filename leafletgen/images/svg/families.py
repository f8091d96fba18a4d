"""Which face an SVG's words are set in: the brand's, or none."""

import re
from collections.abc import Collection

#: Names that stand for any plain face, which the brand's is (CSS Fonts 4, 2.1).
_ANY = frozenset(("sans-serif", "system-ui", "ui-sans-serif"))
_NAME = re.compile(r"\s*(?:\"([^\"]*)\"|'([^']*)'|([^,\"']*))\s*(?:,|$)")


def names_in(value: str) -> list[str]:
    """The names of a ``font-family``, as they are written but for their quotation marks."""
    names = []
    at = 0
    while at < len(value) and (match := _NAME.match(value, at)) is not None and match.end() > at:
        names.append(" ".join(next((part for part in match.groups() if part is not None), "").split()))
        at = match.end()
    return [name for name in names if name]


def face_for(value: str, families: Collection[str]) -> bool | str | None:
    """Whether words in these families are set in the brand's face.

    True when they are: nothing is named, or the first name is the brand's or stands for any plain face. The first name
    when a later one does. None when none does, or when the brand's families (in small letters) are not given.
    """
    names = names_in(value)
    if not families:
        return None
    for place, name in enumerate(names):
        if name.lower() in families or name.lower() in _ANY:
            return True if place == 0 else names[0]
    return None if names else True
