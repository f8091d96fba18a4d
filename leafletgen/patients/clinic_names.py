"""Names as patient systems export them: ``EXAMPLE, Sam (Mr)`` is printed as ``Sam Example``, anything else as it is."""

from __future__ import annotations

import re

_TITLES = r"(?:Mr|Mrs|Ms|Miss|Mx|Master|Dr|Prof|Professor|Rev|Revd|Sir|Dame|Lady|Lord)"
_EXPORTED = re.compile(
    rf"(?P<surname>[^,()]+),[ ]*(?P<forename>[^,()]+?)(?:[ ]*\([ ]*{_TITLES}\.?[ ]*\))?", re.IGNORECASE
)
#: Where these stand in a surname, capitals do not tell how it is written: VAN DER BERG may be any of three.
_PARTICLES = frozenset(
    (
        *("van", "von", "de", "der", "den", "des", "du", "da", "do", "dos", "das", "di", "del", "della", "la", "le"),
        *("las", "les", "los", "el", "al", "bin", "ibn", "ben", "st", "ste", "ter", "ten", "te", "af", "av", "zu"),
        *("zur", "y", "e", "ap", "ab", "o", "fitz"),
    )
)
_APOSTROPHES = "'\u2019"
_WORD = rf"[^\W\d_]+(?:[-{_APOSTROPHES}][^\W\d_]+)*"


def printed_name(text: str) -> str:
    """Return a name as people say it, where it is clear: one comma, the surname alone in capitals."""
    exported = _EXPORTED.fullmatch(" ".join(text.split()))
    if exported is None:
        return text
    surname, forename = exported["surname"].strip(), exported["forename"].strip()
    words, given = surname.split(" "), forename.split(" ")
    if len(words) > 3 or len(given) > 4 or not all(map(_is_surname, words)) or not all(map(_is_forename, given)):
        return text
    if re.fullmatch(_TITLES + r"\.?", given[-1], re.IGNORECASE):
        return text  # a title alone is no forename
    return f"{forename} {' '.join(map(_capitalised, words))}"


def _is_surname(word: str) -> bool:
    if re.fullmatch(_WORD, word) is None or word.casefold() in _PARTICLES:
        return False
    letters = re.sub(rf"[-{_APOSTROPHES}]", "", word)
    capitals = letters[2:] if letters.startswith("Mc") else letters[3:] if letters.startswith("Mac") else letters
    return capitals.isupper() and len(capitals) >= 2


def _is_forename(word: str) -> bool:
    """Whether a word is written as forenames are: Sam, Mary-Ann, D'Arcy, J. or J."""
    if re.fullmatch(r"[^\W\d_]\.?", word):
        return word[0].isupper()
    return re.fullmatch(_WORD + r"\.?", word) is not None and word[0].isupper() and not word.isupper()


def _capitalised(word: str) -> str:
    """Return O'BRIEN-MCKAY as O'Brien-McKay."""
    return "".join(_part(part) for part in re.split(rf"([-{_APOSTROPHES}])", word))


def _part(part: str) -> str:
    if part.startswith(("Mc", "Mac")):
        start = 2 if part.startswith("Mc") else 3
        return part[:start] + part[start:].capitalize()
    if part.startswith("MC") and len(part) > 4:
        return f"Mc{part[2:].capitalize()}"
    return part.capitalize()
