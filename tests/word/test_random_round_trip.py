"""Leaflets that nobody would write go out as Word files and come back the same, but for the entry that was changed."""

import hashlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from leafletgen.errors import Report
from leafletgen.images import Dots
from leafletgen.library.workspace import LoadedLeaflet, Workspace
from leafletgen.source.yaml import parse_source
from leafletgen.word.exporting.word_file import word_file
from leafletgen.word.importing.whole import Imported, imported
from leafletgen.word.importing.wish import Wish
from tests.support.building import Workshop
from tests.support.png_files import png
from tests.support.random_leaflets import leaflets

_SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)
_EXAMPLES = 25 if settings().max_examples == 100 else settings().max_examples
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Drawn:
    """Pictures that cost nothing."""

    def for_mail(self, path: Path, *_: object, **__: object) -> Dots:
        return Dots(png((6, 4), 2, 8, lambda x, y: (x, y, len(path.name))), 6, 4)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(tmp_path_factory.mktemp("word"))


def _loaded(workshop: Workshop, text: str) -> LoadedLeaflet:
    name = "random-" + hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
    report = Report()
    loaded = Workspace(workshop.folder).load_leaflet(workshop.add_text(name, text), report)
    assert loaded is not None, report.diagnostics
    return loaded


def _exported(loaded: LoadedLeaflet) -> bytes:
    report = Report()
    data = word_file(loaded, Drawn(), report)
    assert data is not None, report.diagnostics
    return data


def _back(workshop: Workshop, data: bytes, stem: str) -> Imported:
    workspace = Workspace(workshop.folder)
    brand = workspace.load_brand("riverside", Report())
    assert brand is not None
    return imported(data, f"{stem}.docx", Wish(stem), brand, workspace=workspace)


@settings(
    max_examples=_EXAMPLES,
    suppress_health_check=_SLOW,
    phases=[Phase.generate],
    report_multiple_bugs=False,
    deadline=None,
)
@given(leaflet=leaflets())
def test_what_nobody_changed_comes_back_to_the_letter(workshop: Workshop, leaflet: tuple[str, list[str]]) -> None:
    text, _ = leaflet
    loaded = _loaded(workshop, text)
    try:
        data = _exported(loaded)
        assert _exported(loaded) == data
        made = _back(workshop, data, loaded.stem)
        assert made.yaml == text
        assert made.doubts == ()
    finally:
        loaded.path.unlink()


@settings(
    max_examples=_EXAMPLES,
    suppress_health_check=_SLOW,
    phases=[Phase.generate],
    report_multiple_bugs=False,
    deadline=None,
)
@given(leaflet=leaflets(), chosen=st.integers(0, 1000))
def test_a_change_changes_the_lines_of_its_entry_alone(
    workshop: Workshop, leaflet: tuple[str, list[str]], chosen: int
) -> None:
    text, _ = leaflet
    loaded = _loaded(workshop, text)
    try:
        document = Document(BytesIO(_exported(loaded)))
        runs = [one for one in document.element.body.iter(f"{_W}r") if _is_of_the_body(one)]
        if not runs:
            return
        words: Any = runs[chosen % len(runs)].find(f"{_W}t")
        words.text += " Changedword"
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        buffer = BytesIO()
        document.save(buffer)
        made = _back(workshop, buffer.getvalue(), loaded.stem)
        codes = [doubt.code for doubt in made.doubts]
        assert "word-words-lost" not in codes, [doubt.words for doubt in made.doubts]
        told = [doubt.message for doubt in made.doubts if doubt.code.startswith("word-own-")]
        assert told
        if "Changedword" in made.yaml:
            assert "Changedword" in told[0], told
            assert _changed_entries(text, made.yaml) <= 1
        else:
            assert any("Changedword" in f"{doubt.message} {doubt.words}" for doubt in made.doubts), told
    finally:
        loaded.path.unlink()


def _is_of_the_body(run: etree._Element) -> bool:
    """Whether a run has words of an entry, neither a page number nor what leafletgen prints at the end."""
    words = run.find(f"{_W}t")
    field = run.getprevious() is not None and run.getprevious().find(f"{_W}fldChar") is not None
    if words is None or field or not (words.text or "").strip():
        return False
    before = [one.get(f"{_W}name") or "" for one in run.xpath("preceding::*[local-name()='bookmarkStart']")]
    ours = [name for name in before if name.startswith("_leaflet_")]
    return bool(ours) and ours[-1] not in ("_leaflet_front", "_leaflet_contents", "_leaflet_back")


def _changed_entries(old: str, new: str) -> int:
    """How many entries of the body do not stand in the new text as they stood in the old one."""
    root = parse_source(old, "old", Report())
    assert root is not None
    entries = [old[entry.start : entry.end].rstrip() for entry in root.data["body"].data]
    return sum(entry not in new for entry in entries)
