"""Makes ``leafletgen/fonts/noto/prepared.json``, the names of languages as HarfBuzz shapes them.

python -m tests.fonts.prepare
"""

from __future__ import annotations

import json
import re

from leafletgen.fonts.noto import LETTERS, faces_for
from leafletgen.fonts.prepared import FILE
from leafletgen.fonts.shaped import ShapedTypeface
from leafletgen.languages.names import NAMES

Clusters = list[tuple[list[tuple[int, int, int]], int, str]]


def prepared() -> dict[str, dict[str, Clusters]]:
    """By the file of a face without its suffix, and by name: the clusters from left to right."""
    words: dict[str, dict[str, Clusters]] = {}
    for language, (name, _) in sorted(NAMES.items()):
        script = next((one for one, letters in LETTERS.items() if re.match(f"[{letters}]", name)), "")
        if not script:
            continue
        face = faces_for(script, language)[0]
        for bold in (False, True):
            path = face.path(bold)
            typeface = ShapedTypeface.read(path, language, script, {})
            clusters = typeface.shape(name, script == "Arab") if face.shaped else []
            words.setdefault(path.stem, {})[name] = [
                ([(part.glyph, part.x, part.y) for part in cluster.parts], cluster.advance, cluster.text)
                for cluster in clusters
            ]
    return words


def as_file(words: dict[str, dict[str, Clusters]]) -> str:
    """The words as the file has them, one a line."""
    faces = [
        f'"{face}": {{\n'
        + ",\n".join(
            f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(clusters, ensure_ascii=False, separators=(',', ':'))}"
            for name, clusters in names.items()
        )
        + "\n}"
        for face, names in sorted(words.items())
    ]
    return "{\n" + ",\n".join(faces) + "\n}\n"


if __name__ == "__main__":
    FILE.write_text(as_file(prepared()), encoding="utf-8", newline="\n")
