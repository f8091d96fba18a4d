"""The YAML that a Word file of ours carries for its way back; it is read as what a stranger wrote."""

from __future__ import annotations

from typing import Final

from leafletgen.word import own_names
from leafletgen.word.reading.package import Package
from leafletgen.word.story import Source

_SOURCE: Final = f"{{{own_names.SOURCE_SPACE}}}source"


def source_of(package: Package) -> Source | None:
    """Return the source that a part beside the document holds; Word may have given that part another name."""
    for relation in package.relationships(package.document).values():
        if relation.kind != "customXml" or relation.external:
            continue
        root = package.xml(relation.target)
        if root is not None and root.tag == _SOURCE:
            return Source(root.get("file", ""), root.text or "", frozenset(root.get("pictures", "").split()))
    return None
