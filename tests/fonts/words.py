"""Words of each script, and how they are set: `words.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import yaml

from leafletgen.fonts.loading import load_face, load_shaped
from leafletgen.fonts.own import FOLDER
from leafletgen.fonts.typeface import Typeface


class Script(NamedTuple):
    """How words of a language are set: the font of the package, the script for HarfBuzz, the direction."""

    language: str
    font: str
    script: str
    rtl: bool
    words: list[str]

    @property
    def is_shaped(self) -> bool:
        """Whether its words are shaped; those of others are not kerned."""
        return self.script not in ("Ethi", "Hans")

    def path(self, weight: str = "Regular") -> Path:
        """The font's file."""
        return FOLDER / f"{self.font}-{weight}.ttf"

    def face(self, weight: str = "Regular") -> Typeface:
        """The face that sets it."""
        path = self.path(weight)
        return load_shaped(path, self.language, self.script) if self.is_shaped else load_face(path)


def _read() -> list[Script]:
    entries = yaml.safe_load((Path(__file__).parent / "words.yaml").read_text(encoding="utf-8"))
    return [Script(**{**entry, "words": entry["words"].split()}) for entry in entries]


SCRIPTS = _read()
