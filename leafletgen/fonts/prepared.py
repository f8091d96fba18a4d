"""Words of the package's faces that were shaped beforehand: the names of languages in their own script.

A leaflet in English says in which languages else there is one. So that nothing has to be installed for that, the file
``noto/prepared.json`` says what HarfBuzz made of these names: for each file of a face, each name's clusters from left
to right, each with its glyphs and where they stand, its advance, and its text; a face whose letters stand side by side
needs none. ``tests/fonts/prepare.py`` makes it.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from leafletgen.fonts.own import FOLDER
from leafletgen.fonts.shaped import Cluster, Part

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

FILE: Final = FOLDER / "prepared.json"


def prepared_words(path: Path) -> Mapping[str, Sequence[Cluster]]:
    """The words that were shaped beforehand for a font file; none for those that the package did not bring."""
    if path.parent != FOLDER:
        return {}
    return {
        word: [Cluster(tuple(Part(*part) for part in parts), advance, text) for parts, advance, text in clusters]
        for word, clusters in _all().get(path.stem, {}).items()
    }


@cache
def _all() -> Any:
    return json.loads(FILE.read_text(encoding="utf-8"))
