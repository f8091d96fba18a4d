"""Writes leaflets of a test's workspace as web pages and plain text."""

from pathlib import Path

from leafletgen.document.edition import leaflet_edition
from leafletgen.document.form import HTML, TEXT
from leafletgen.errors import Diagnostic, Report
from leafletgen.html import write as write_page
from leafletgen.library.workspace import LoadedLeaflet, Workspace
from leafletgen.text import write as write_text
from tests.building import Workshop


def loaded_leaflet(workshop: Workshop, path: Path) -> LoadedLeaflet:
    """Load a leaflet that has no faults."""
    report = Report()
    loaded = Workspace(workshop.folder).load_leaflet(path, report)
    assert loaded is not None, report.diagnostics
    return loaded


def page_of(workshop: Workshop, loaded: LoadedLeaflet, mark: str = "") -> str:
    """The web page of a leaflet."""
    page, diagnostics = try_page(workshop, loaded, mark)
    assert page is not None, diagnostics
    return page


def try_page(workshop: Workshop, loaded: LoadedLeaflet, mark: str = "") -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The web page of a leaflet, or none, and what was told."""
    report = Report()
    page = write_page(leaflet_edition(loaded, HTML, report, mark), workshop.pictures, report)
    return page, report.diagnostics


def text_of(loaded: LoadedLeaflet, columns: int = 72, mark: str = "") -> str:
    """A leaflet as plain text."""
    report = Report()
    text = write_text(leaflet_edition(loaded, TEXT, report, mark), columns)
    assert not report.has_errors, report.diagnostics
    return text
