"""What a page looks like, told apart from what is said of it in tags.

Two pages that are painted alike have the same look, though they stand in different files: there their marks may have
other numbers, and their faces and pictures other names.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leafletgen.fonts.typeface import Typeface
    from leafletgen.pdf.canvas import TaggedCanvas

_MARKS = re.compile(r"^(?:/\w+ <<.*>> BDC|EMC)\n", re.MULTILINE)
_NAMES = re.compile(r"/(?:(T\d+)(?= [\d.]+ Tf)|(I\d+)(?= Do))")


class Look(NamedTuple):
    """How a page is painted; sides in points."""

    width: float
    height: float
    painted: bytes
    """The same for pages that are painted alike; texts of a patient are in it."""

    def __repr__(self) -> str:
        """Return the size alone; a trace may end in a log."""
        return f"Look({self.width:g} x {self.height:g})"


def looks(canvas: TaggedCanvas) -> list[Look]:
    """Return the look of each page of a file that was written; links and bookmarks are not seen."""
    faces = {used.resource: _program(used.face) for used in canvas.faces.values()}
    pictures = {f"I{number}": key for key, number in canvas.pictures.items()}
    names = {**faces, **pictures}
    width, height = canvas.size
    return [Look(width, height, _painted(page.operators, names)) for page in canvas.painted]


def _painted(operators: list[str], names: Mapping[str, str]) -> bytes:
    """Return what paints a page, its faces and pictures called by what they are; opacities are called so already."""
    bare = _MARKS.sub("", "\n".join([*operators, ""]))
    return _NAMES.sub(lambda found: f"/{names[found[1] or found[2]]}", bare).encode("latin-1")


@lru_cache(maxsize=64)
def _program(face: Typeface) -> str:
    """Return a name for the outlines of a face; two that were read from one file have the same."""
    return blake2b(face.data, digest_size=16).hexdigest()
