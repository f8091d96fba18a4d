"""Faces read once a process, as long as their files do not change."""

from __future__ import annotations

import re
import struct
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from leafletgen.fonts.own import FOLDER
from leafletgen.fonts.typeface import Typeface, TypefaceError

if TYPE_CHECKING:
    from leafletgen.fonts.shaped import ShapedTypeface

#: Scripts whose letters join, stack, reorder or run from right to left: set letter by letter they are wrong.
#: Hebrew to Myanmar, Khmer, Mongolian, Tai Tham, Balinese to Lepcha, Phags-pa to Meetei Mayek, presentation forms;
#: between them lie Latin, Cyrillic, Georgian, Ethiopic and Cherokee letters and combining marks, which need none.
NEEDS_SHAPING = re.compile(
    "[\u0590-\u109f\u1700-\u18af\u1900-\u1aaf\u1b00-\u1c4f\u1cd0-\u1cff\ua840-\ua95f\ua980-\uaaff\uabc0-\uabff"
    "\ufb1d-\ufdff\ufe70-\ufefe]"
)


class UncoveredError(Exception):
    """A character that no family has."""

    def __init__(self, character: str) -> None:
        """Keep the character."""
        super().__init__(f"no font has {character!r}")
        self.character = character


def load_face(path: Path) -> Typeface:
    """A face whose letters stand side by side.

    Raises:
        TypefaceError: the file is missing or cannot be used.
    """
    return _face(path, *state_of(path))


def load_shaped(path: Path, language: str = "", script: str = "") -> ShapedTypeface:
    """A face whose words are shaped, in a language (BCP 47) and a script (ISO 15924), or the one of their letters.

    Raises:
        TypefaceError: the file is missing or cannot be used.
    """
    return _shaped(path, *state_of(path), language, script)


def state_of(path: Path) -> tuple[int, int]:
    """What changes with a file: when that was last, and its size.

    Raises:
        TypefaceError: the file is missing.
    """
    try:
        state = path.stat()
    except OSError as fault:
        raise TypefaceError(f"{path.name} cannot be read: {fault.strerror}") from fault
    return state.st_mtime_ns, state.st_size


@cache
def _face(path: Path, changed: int, size: int) -> Typeface:
    face = Typeface.load(path)
    if path.parent == FOLDER:
        from leafletgen.fonts.prepared import prepared_words

        face.prepared = prepared_words(path)
    return face


@cache
def _shaped(path: Path, changed: int, size: int, language: str, script: str) -> ShapedTypeface:
    from leafletgen.fonts.prepared import prepared_words
    from leafletgen.fonts.shaped import ShapedTypeface

    return ShapedTypeface.read(path, language, script, prepared_words(path))


#: OpenType's second tags of scripts whose first tag is not all ("Script Tags").
_NEWER_TAGS = {
    "Beng": "bng2", "Deva": "dev2", "Gujr": "gjr2", "Guru": "gur2", "Taml": "tml2", "Telu": "tel2", "Knda": "knd2",
    "Mlym": "mlm2", "Orya": "ory2", "Mymr": "mym2", "Laoo": "lao ",
}  # fmt: skip


@cache
def has_rules(face: Typeface, script: str) -> bool:
    """Whether a face says how the letters of a script (ISO 15924) join, stack or move; of any where none is named.

    A face may have letters without such rules, when it was trimmed: words would be set wrong.
    """
    tags: set[str] = set()
    for table in {"GSUB", "GPOS"} & face.tables.keys():
        start = face.tables[table][0]
        (scripts,) = struct.unpack_from(">H", face.data, start + 4)
        (count,) = struct.unpack_from(">H", face.data, start + scripts)
        for place in range(count):
            (tag,) = struct.unpack_from(">4s", face.data, start + scripts + 2 + 6 * place)
            tags.add(tag.decode("latin-1"))
    return not tags.isdisjoint((script.lower(), _NEWER_TAGS.get(script, ""))) if script else bool(tags)
