"""Compile the shipped catalogues: ``python -m tests.languages.compile`` writes LANG.json beside each LANG.po."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from leafletgen.errors import Report
from leafletgen.languages.catalogue import FOLDER
from leafletgen.languages.po_reading import read_po


def compiled(path: Path) -> str:
    """Return what leafletgen loads of a PO file; a fault in it, or a missing word, ends the run."""
    report = Report()
    catalogue = read_po(path.read_text(encoding="utf-8"), path.stem, path.name, report)
    if catalogue is None or report.diagnostics:
        sys.exit("\n".join(map(str, report.diagnostics)))
    held = {"reviewed_by": catalogue.reviewed_by, "words": dict(catalogue.words)}
    return json.dumps(held, ensure_ascii=False, indent=0) + "\n"


if __name__ == "__main__":
    for path in sorted(FOLDER.glob("*.po")):
        path.with_suffix(".json").write_text(compiled(path), encoding="utf-8", newline="\n")
