"""The core properties of a Word file (ECMA-376 2, 11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leafletgen.word.reading.names import CP, DC
from leafletgen.word.story import Properties

if TYPE_CHECKING:
    from leafletgen.word.reading.package import Package


def properties_of(package: Package) -> Properties:
    """Return the title and the keywords that the file has; who wrote it is nobody's matter."""
    root = package.main_xml("core-properties")
    if root is None:
        return Properties()

    def value(name: str) -> str:
        return " ".join((root.findtext(name) or "").split())

    return Properties(value(f"{DC}title"), value(f"{CP}keywords"))
