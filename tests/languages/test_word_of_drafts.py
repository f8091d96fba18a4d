"""A translation that nobody has checked goes to its reviewer as a Word file, which says so before all else."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from leafletgen.errors import Report
from leafletgen.images import PictureStore
from leafletgen.library.workspace import Workspace
from leafletgen.word.exporting.word_file import word_file
from tests.support.building import ROOT

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAFTS = sorted(path.name for path in (ROOT / "leaflets").glob("P4400-*.*.yaml"))


@pytest.mark.parametrize("name", DRAFTS)
def test_notice_stands_before_the_first_block(name: str) -> None:
    """In English and in the language of the leaflet; each block keeps the bookmark of its own entry."""
    report = Report()
    loaded = Workspace(Path(ROOT)).load_leaflet(ROOT / "leaflets" / name, report)
    assert loaded is not None and loaded.is_draft_translation, report.diagnostics
    data = word_file(loaded, PictureStore(None), report, "DRAFT")
    assert data is not None, report.diagnostics
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    words = "".join(text.text or "" for text in root.iter(f"{_W}t"))
    first = next(block.text.plain() for block in loaded.body if hasattr(block, "text"))
    assert 0 < words.index("Draft translation. A native speaker must check it.") < words.index(first)
