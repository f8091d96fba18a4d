"""Which brand Word files have, where nobody named one and a workspace has several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from leafletgen.errors import RefusedError
from leafletgen.word.reading.own_source import source_of
from leafletgen.word.reading.package import Package
from leafletgen.word.reading.unpacking import LARGEST

if TYPE_CHECKING:
    from leafletgen.library.workspace import Workspace

_BRAND: Final = re.compile(r"^brand: *[\"']?([\w-]+)", re.MULTILINE)


def brand_of_ours(workspace: Workspace, files: Sequence[Path]) -> str | None:
    """Return the brand that Word files name which leafletgen wrote itself, if all of them are such and name one.

    What they name is a stranger's word: it chooses among the brands that there are, and None lets somebody be asked.
    """
    known = workspace.brand_names()
    if len(known) < 2:
        return None
    named: set[str] = set()
    for file in files:
        brand = _named_in(file)
        if brand not in known:
            return None
        named.add(brand)
    return named.pop() if len(named) == 1 else None


def _named_in(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            source = source_of(Package.open(opened.read(LARGEST), file.name))  # a device never ends
    except (OSError, RefusedError):
        return ""
    found = _BRAND.search(source.text) if source is not None else None
    return found[1] if found else ""
