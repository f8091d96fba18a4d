"""Writes leaflets and sheets of a test's workspace as web pages and plain text."""

from pathlib import Path

from leafletgen.document.edition import Edition, leaflet_edition
from leafletgen.document.form import HTML, TEXT, Form
from leafletgen.document.sheet_edition import sheet_edition
from leafletgen.errors import Diagnostic, Report
from leafletgen.html import write as write_page
from leafletgen.library.workspace import LoadedLeaflet, Workspace
from leafletgen.text import write as write_text
from tests.support.building import ROOT, Workshop
from tests.support.sheet_samples import BRAND, Sheet, SheetShop, bare_request, full_request


def loaded_leaflet(workshop: Workshop, path: Path) -> LoadedLeaflet:
    """Load a leaflet that has no faults."""
    report = Report()
    loaded = Workspace(workshop.folder).load_leaflet(path, report)
    assert loaded is not None, report.diagnostics
    return loaded


def starters(workshop: Workshop) -> list[Path]:
    """The files of the starter leaflets, whatever else other tests have put beside them."""
    names = {path.name for path in (ROOT / "leaflets").glob("*.yaml")}
    return [path for path in workshop.add_starters() if path.name in names]


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


def sheet_edition_of(sheet: Sheet, form: Form, report: Report) -> Edition:
    """A sheet of a test in a form."""
    assert sheet.layout.sheet is not None
    edition = sheet_edition(sheet.brand, sheet.layout.sheet, sheet.request, "en-GB", report, form)
    assert not report.has_errors, report.diagnostics
    return edition


def sheet_of(shop: SheetShop, layout_name: str, full: bool, weeks: int = 0) -> Sheet:
    """A sheet that is not set on pages."""
    report = Report()
    layout = shop.workspace.load_sheet_layout(layout_name, report)
    brand = shop.workspace.load_brand(BRAND, report)
    assert layout is not None and brand is not None, report.diagnostics
    prescribed, programme = shop.programme("back-strength")
    request = full_request(prescribed, weeks) if full else bare_request(prescribed)
    return Sheet(shop.folder, 0, layout, brand, request._replace(programmes=[programme]), ())


def page_of_sheet(shop: SheetShop, sheet: Sheet) -> str:
    """Its web page."""
    report = Report()
    page = write_page(sheet_edition_of(sheet, HTML, report), shop.pictures, report)
    assert page is not None, report.diagnostics
    return page
