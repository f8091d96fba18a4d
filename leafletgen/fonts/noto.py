"""The faces of scripts that the package brings: Noto, trimmed to what leaflets need; see ``tests/fonts/trim.py``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, NamedTuple

from leafletgen.fonts.own import FOLDER


class ScriptFace(NamedTuple):
    """A face of one script: its files, and how far its lines must be apart."""

    script: str
    """ISO 15924."""
    stem: str
    """What its files are called, without the weight."""
    shaped: bool
    """Whether its letters join, stack or change places."""
    leading: float
    """The least distance from line to line, in sizes; 0 where that of Latin letters does."""
    reach: int | None = None
    """Ascent and descent by which its lines stand in their height, in thousandths, where not those of its files."""

    def path(self, bold: bool) -> Path:
        """The file of a weight; there are no italics of these scripts."""
        return FOLDER / f"{self.stem}-{'Bold' if bold else 'Regular'}.ttf"


ARABIC: Final = ScriptFace("Arab", "NotoSansArabic", True, 1.5)
#: Urdu's own hand, whose words slope down; lines at less than 2.3 sizes run into each other. Its files leave room above
#: for the highest of stacks, of which most words have none (half of those of a leaflet reach from -0.34 to 1.08 sizes,
#: 98 of 100 from -0.6 to 1.96): words in cells and boxes would lie on their lower edge, and some across it.
NASTALIQ: Final = ScriptFace("Aran", "NotoNastaliqUrdu", True, 2.3, 1100)

_FACES: Final = {
    face.script: face
    for face in (
        ARABIC,
        ScriptFace("Beng", "NotoSansBengali", True, 0.0),
        ScriptFace("Deva", "NotoSansDevanagari", True, 0.0),
        ScriptFace("Ethi", "NotoSansEthiopic", False, 0.0),
        ScriptFace("Gujr", "NotoSansGujarati", True, 0.0),
        ScriptFace("Guru", "NotoSansGurmukhi", True, 0.0),
        ScriptFace("Hans", "NotoSansSC", False, 0.0),
        ScriptFace("Taml", "NotoSansTamil", True, 0.0),
        ScriptFace("Thai", "NotoSansThai", True, 1.3),
    )
}
#: What the words of a script consist of, as in a set of a regular expression: its letters and digits, punctuation of
#: its own.
LETTERS: Final = {
    "Arab": "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "Deva": "\u0900-\u097f\ua8e0-\ua8ff",
    "Beng": "\u0980-\u09ff\u0964\u0965",
    "Guru": "\u0a00-\u0a7f\u0964\u0965",
    "Gujr": "\u0a80-\u0aff\u0964\u0965",
    "Taml": "\u0b80-\u0bff\u0964\u0965",
    "Thai": "\u0e00-\u0e7f",
    "Ethi": "\u1200-\u139f\u2d80-\u2ddf\uab00-\uab2f",
    "Hans": "\u2e80-\u303f\u3100-\u312f\u31c0-\u31ef\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef",
}

_RANGES: Final = [
    (script, [(first, last or first) for first, last in re.findall("(.)(?:-(.))?", letters)])
    for script, letters in LETTERS.items()
]


def script_of(letter: str) -> str:
    """The script of a letter that is in one of these sets (ISO 15924), the first such; or nothing."""
    found = (script for script, ranges in _RANGES if any(first <= letter <= last for first, last in ranges))
    return next(found, "")


#: Languages that are written in Nastaliq where nobody says otherwise (CLDR, "likely subtags": ks and pnb too).
_IN_NASTALIQ: Final = frozenset(("ur", "ks", "pnb", "skr"))


def faces_for(script: str, language: str) -> tuple[ScriptFace, ...]:
    """The package's faces for a script (ISO 15924) in a language (BCP 47), the first choice first."""
    if script == "Arab":
        tags = language.lower().split("-")
        if "aran" in tags or (tags[0] in _IN_NASTALIQ and "arab" not in tags):
            return NASTALIQ, ARABIC
    face = _FACES.get(script)
    return () if face is None else (face,)


#: The scripts of languages that are not written in Latin letters (CLDR, "likely subtags"), where a face says how far
#: lines must be apart.
_SCRIPT_OF: Final = {
    "ar": "Arab", "fa": "Arab", "ps": "Arab", "ckb": "Arab", "ur": "Arab", "ks": "Arab", "pnb": "Arab", "skr": "Arab",
    "sd": "Arab", "ug": "Arab", "bn": "Beng", "as": "Beng", "gu": "Gujr", "pa": "Guru", "hi": "Deva", "mr": "Deva",
    "ne": "Deva", "ta": "Taml", "am": "Ethi", "ti": "Ethi", "th": "Thai", "zh": "Hans",
}  # fmt: skip


def face_of(language: str) -> ScriptFace | None:
    """The package's face of the script that a language (BCP 47) is written in, where that is not Latin or the like."""
    faces = faces_for(_SCRIPT_OF.get(language.lower().partition("-")[0], ""), language)
    return faces[0] if faces else None


def leading(language: str) -> float:
    """The least distance from line to line in sizes that a language's face needs; 0 where any does."""
    face = face_of(language)
    return face.leading if face is not None else 0.0
