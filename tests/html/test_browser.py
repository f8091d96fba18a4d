"""Web pages in a browser: axe-core finds nothing, nothing is wider than the screen, nothing is asked for or told.

They need Chromium, Node, and ``npm ci`` in tests/browser, and are skipped without these; ``.ci/run`` skips none.
"""

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from leafletgen.app.checking.as_html import as_html
from leafletgen.app.checking.human import as_html as human_form
from leafletgen.app.checking.human import human_of
from leafletgen.app.checking.snippets import Texts
from leafletgen.content.email_fields import email_values
from leafletgen.document.edition import leaflet_edition
from leafletgen.document.email import email_element
from leafletgen.document.form import TEXT
from leafletgen.errors import Report
from leafletgen.images.web_picture import data_address
from leafletgen.library.workspace import Workspace
from leafletgen.mail.body import BodyMaker
from leafletgen.word.importing.report_page import page as report_page
from tests.app.checking.samples import results, write_file
from tests.support.building import ROOT, Workshop, case_names
from tests.support.forms import loaded_leaflet, page_of, page_of_sheet, sheet_edition_of, sheet_of, starters
from tests.support.processes import Child
from tests.support.sheet_samples import SheetShop
from tests.word.samples import COMMON, reported

FOLDER = Path(__file__).parents[1] / "browser"
#: Seconds for all pages, which take 40 on two quiet cores; less than the limit of a test.
BOUND = 280
#: Says that a browser has to be there, so that nothing is skipped.
REQUIRED = "LEAFLETGEN_BROWSER_TESTS"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_PLACES = ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",)

#: A page with one fault of each kind, so that a browser that sees none is seen.
BAD = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Bad</title><style>@media (prefers-color-scheme: dark) { p { background: #000; color: #222; } }</style></head>
<body><main><h1>Bad</h1><img src="data:,"><p style="width: 500px">Wide and dark.</p>
<table style="width: 500px"><caption>What to do</caption><tr><td>1</td></tr></table>
<script>document.title = "run";</script></main></body></html>"""

SHEETS = ("sheet-2", "sheet-3-ticks", "words")

#: The report of an import from Word, and of a check; the form for what only a person can check.
IMPORT = "import-report"
CHECK = "check-report"
HUMAN = "human-form"

#: What holds for a page of its own, and not for a message, which is an article in a page of webmail.
NOT_OF_MESSAGES = ("landmark-one-main", "page-has-heading-one", "region")

Faults = dict[str, list[str]]


def lacking() -> str:
    """What is missing on this machine; empty when nothing is."""
    if chromium() is None:
        return "there is no Chromium here"
    if shutil.which("node") is None:
        return "there is no Node here"
    return "" if (FOLDER / "node_modules" / "axe-core").is_dir() else "npm ci was not run in tests/browser"


def chromium() -> str | None:
    """The browser's program."""
    named = os.environ.get("LEAFLETGEN_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, _NAMES)), None)
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def pages(workshop: Workshop, folder: Path) -> list[Path]:
    """Write all pages that are looked at: those of every case, every starter and some sheets, two of them drafts."""
    made: list[Path] = []
    for path in [*starters(workshop), *map(workshop.add_case, case_names())]:
        name = path.parent.name if path.stem == "leaflet" else path.stem
        file = folder / f"{name}.html"
        mark = "DRAFT" if name in ("masthead", "language-of-leaflet") else ""
        file.write_text(page_of(workshop, loaded_leaflet(workshop, path), mark), "utf-8")
        made.append(file)
    shop = SheetShop(folder / "sheets")
    for layout in SHEETS:
        made.append(folder / f"{layout}.html")
        made[-1].write_text(page_of_sheet(shop, sheet_of(shop, layout, True, 2)), "utf-8")
    made += message_pages(shop, workshop, folder)
    made.append(folder / f"{IMPORT}.html")
    made[-1].write_bytes(report_page(reported(), COMMON))
    made.append(folder / f"{CHECK}.html")
    write_file(folder)
    made[-1].write_bytes(as_html(results(gone=("leaflets/P9.yaml: plain-words",)), Texts(folder)))
    made.append(folder / f"{HUMAN}.html")
    asked = human_of(Workspace(ROOT), ["P4398", "P4400-mid-back-pain", "P4400-mid-back-pain.ar"], Report())
    made[-1].write_bytes(human_form(asked))
    made.append(folder / "bad.html")
    made[-1].write_text(BAD, "utf-8")
    return made


def message_pages(shop: SheetShop, workshop: Workshop, folder: Path) -> list[Path]:
    """Write the HTML parts of messages with their pictures in them: a sheet with a diary, and every starter leaflet."""
    report = Report()
    maker = BodyMaker(shop.pictures)
    sheet = sheet_of(shop, "sheet-3-ticks", True, 2)
    twins = {"message-sheet": ("sheet", sheet_edition_of(sheet, TEXT, report))}
    for path in starters(workshop):
        twin = leaflet_edition(loaded_leaflet(workshop, path), TEXT, report)
        twins[f"message-{path.stem}"] = ("leaflet", twin)
    made: list[Path] = []
    for name, (kind, twin) in twins.items():
        template = shop.workspace.load_email_template(twin.brand, kind, report)
        assert template is not None
        values = email_values(twin.brand, patient_name="Sam Example", document_title=twin.title)
        body = maker.body(email_element(template, twin.brand, values, twin, report), report)
        assert body is not None, report.diagnostics
        page = body.html
        for picture in body.pictures:
            media = "jpeg" if picture.data.startswith(b"\xff\xd8") else "png"
            page = page.replace(f"cid:{picture.identifier}", data_address(f"image/{media}", picture.data))
        made.append(folder / f"{name}.html")
        made[-1].write_text(page, "utf-8")
    return made


@pytest.fixture(scope="module")
def faults(workshop: Workshop, tmp_path_factory: pytest.TempPathFactory) -> Faults:
    """What one browser finds in all pages, by page."""
    why = lacking()
    if why and os.environ.get(REQUIRED):
        pytest.fail(why)
    if why:
        pytest.skip(why)
    folder = tmp_path_factory.mktemp("pages")
    files = pages(workshop, folder)
    # Chromium runs as the administrator only without its sandbox.
    rooted = sys.platform == "linux" and os.geteuid() == 0
    task = {"chromium": chromium(), "args": ["--no-sandbox"] if rooted else [], "pages": [str(file) for file in files]}
    (folder / "task.json").write_text(json.dumps(task), "utf-8")
    command = ["node", str(FOLDER / "check.mjs"), str(folder / "task.json")]
    with Child(command, stdout=-1, stderr=-1, cwd=FOLDER) as child:
        out, errors = child.communicate(timeout=BOUND)
    assert child.returncode == 0, errors
    found: Faults = {file.stem: [] for file in files}
    for page, mode, fault in json.loads(out):
        found[Path(page).stem].append(f"{mode}: {fault}")
    return found


@pytest.mark.parametrize("name", case_names())
def test_page_of_a_case(faults: Faults, name: str) -> None:
    assert faults[name] == []


def test_report_of_an_import(faults: Faults) -> None:
    assert faults[IMPORT] == []


def test_report_of_a_check(faults: Faults) -> None:
    assert faults[CHECK] == []


def test_form_for_a_person(faults: Faults) -> None:
    assert faults[HUMAN] == []


def test_faults_are_found(faults: Faults) -> None:
    told = "\n".join(faults["bad"])
    assert "400 %, light: image-alt" in told and "320 px, light: 500 pixels wide" in told.replace("508", "500"), told
    assert "320 px, light: cut: What to do" in told
    assert "dark: color-contrast" in told and "light: color-contrast" not in told
    assert "console: " in told and "Content Security Policy" in told


def test_pages_of_starters_and_sheets(faults: Faults) -> None:
    found = {name: told for name, told in faults.items() if name not in (*case_names(), "bad") and not is_message(name)}
    assert len(found) >= 5 + len(SHEETS)
    assert {name: told for name, told in found.items() if told} == {}


def test_messages(faults: Faults) -> None:
    found = {name: told for name, told in faults.items() if is_message(name)}
    assert len(found) >= 5 + 1
    ours = {
        name: [one for one in told if not any(rule in one for rule in NOT_OF_MESSAGES)] for name, told in found.items()
    }
    assert {name: told for name, told in ours.items() if told} == {}


def is_message(name: str) -> bool:
    """Whether a page is the HTML part of a message."""
    return name.startswith("message-")
