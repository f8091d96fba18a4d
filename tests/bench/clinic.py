"""The clinic: from a change of a dose to the picture of its page, beside Typst; and from a start to a usable page.

leafletgen's clock runs over what a browser asks for when a dose was changed, through the application itself: the whole
sheet is posted, read, set and written as a PDF, and each page that looks different is fetched as a JPEG at 96 dots an
inch. Typst is given more: its source with the changed dose is ready, and it sets the sheet anew in a compiler that
stays open and remembers what has not changed. It draws all pages as PNG at 96 dots an inch: its Python package cannot
draw one alone. Every round changes another of the exercises: by one repetition, as a press on a stepper does, or to a
dose that takes more or fewer lines, so that what follows moves.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from io import BytesIO
from pathlib import Path
from typing import Any

from leafletgen.app.sheets.draft import Draft, prescription
from leafletgen.clinic.application import application
from leafletgen.clinic.parts import Parts
from leafletgen.clinic.workroom import Workroom
from leafletgen.errors import Report
from leafletgen.patients.making import Typed
from leafletgen.system.rubbish import collect_rarely
from tests.bench import prescriptions, typst_peer
from tests.bench.measuring import (
    CACHE,
    TYPST,
    Times,
    UnsoundError,
    goal,
    measure_warm,
    our_command,
    ratio,
    table,
    timed,
)
from tests.bench.sheet_data import SheetTranslator
from tests.bench.sheet_typst import sheet_markup
from tests.bench.workspace import REPOSITORY, BenchWorkspace

CHOSEN = prescriptions.CHOSEN[:6]
CLINIC = "leafletgen, what looks different"
HELP, START = "leafletgen --help", "leafletgen clinic, a usable page"
_PORT = 4321
_DOTS = 96
_SCALE = "4/3"
_PAGE_BYTES = 300_000
_TOKEN = re.compile(r"http://127\.0\.0\.1:(\d+)(/start\?token=\S+)")
_LINKED = re.compile(r'(?:src|href)="(/[^"#]+\.(?:js|css|svg)[^"#]*)')
_IMPORTED = re.compile(r'(?:from|import) "\./([\w-]+\.js)"')


def dose(number: int) -> str:
    """Return a dose with one repetition more than the exercise had six rounds before, as a stepper makes it."""
    return f"sets=2,reps={number // len(CHOSEN) % 40 + 5}"


def other_lines(number: int) -> str:
    """Return a dose that takes more lines than the exercise had six rounds before, or fewer."""
    turn, reps = divmod(number // len(CHOSEN), 2)
    more = ",hold=20s,rest=90s,load=two bags of rice or sugar" if reps else ""
    return f"sets=2,reps={turn % 40 + 5}{more}"


class Window:
    """A window of the clinic with six exercises on its sheet, without a browser."""

    def __init__(self, root: Path, weeks: int = prescriptions.WEEKS) -> None:
        """Let it in, and load its sheet."""
        collect_rarely()  # as the command does
        self.parts = Parts(_PORT, Workroom(root), print)
        self.server = application(self.parts)
        self.draft = _draft(weeks)
        self.pages: list[str] = []
        self.changed: list[str] = []
        self.show()

    def change(self, number: int, doses: Callable[[int], str] = dose) -> None:
        """Put another dose on the sheet, outside the clock."""
        self.draft["rows"][number % len(CHOSEN)]["dose"] = doses(number)

    def show(self) -> list[bytes]:
        """Post the sheet, and fetch the pages that look different."""
        sent = json.dumps({"window": "bench", "draft": self.draft}).encode()
        answer = self._ask("POST", "/sheet", sent=sent)
        pages = [page["key"] for page in json.loads(answer)["pages"]]
        if not pages:
            raise UnsoundError(answer.decode())
        self.changed = [key for key in pages if key not in self.pages]
        self.pages = pages
        return [self.picture(key) for key in self.changed]

    def picture(self, key: str) -> bytes:
        """Fetch a page."""
        return self._ask("GET", f"/pages/{key}.jpg", f"scale={_SCALE}")

    def _ask(self, method: str, path: str, query: str = "", sent: bytes = b"") -> bytes:
        """Ask the application as a server does that was let in; a client for tests would take a millisecond itself."""
        ours = self.parts
        environ = {
            **{"REQUEST_METHOD": method, "SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": query},
            **{"SERVER_NAME": "127.0.0.1", "SERVER_PORT": str(_PORT), "SERVER_PROTOCOL": "HTTP/1.1"},
            **{"HTTP_HOST": ours.host, "HTTP_ORIGIN": ours.origin, "HTTP_X_CLINIC": "1"},
            **{"HTTP_COOKIE": f"{ours.cookie}={ours.session}", "CONTENT_TYPE": "application/json"},
            **{"CONTENT_LENGTH": str(len(sent)), "wsgi.input": BytesIO(sent), "wsgi.errors": sys.stderr},
            **{"wsgi.version": (1, 0), "wsgi.url_scheme": "http", "wsgi.multithread": True},
            **{"wsgi.multiprocess": False, "wsgi.run_once": False},
        }
        told: list[str] = []

        def start(status: str, _: object, __: object = None) -> Callable[[bytes], object]:
            told.append(status)
            return lambda _: None

        answer = b"".join(self.server(environ, start))
        if told != ["200 OK"]:
            raise UnsoundError(f"{path}: {told}")
        return answer


def _draft(weeks: int) -> dict[str, Any]:
    """Return the sheet that the other measurements of sheets have too."""
    return {
        "rows": [{"id": str(number), "exercise": name, "dose": "", "note": ""} for number, name in enumerate(CHOSEN)],
        **{"name": prescriptions.patient_name(0), "nhs_number": prescriptions.nhs_number(0)},
        **{"clinician": "A Physio", "clinician_role": "Physiotherapist", "clinician_contact": "01632 960 000"},
        **{"date": "2026-11-21", "review": "2026-12-05", "goal": "Walk to the shops", "layout": prescriptions.LAYOUT},
        "diary": weeks,
    }


class Peer:
    """Typst with the same sheet."""

    def __init__(self, bench: BenchWorkspace, window: Window) -> None:
        """Read fonts, and draw the figures."""
        figures = bench.root / "figures"
        figures.mkdir()
        self.bench, self.window = bench, window
        self.translator = SheetTranslator(figures)
        self.markup = bench.root / "sheet.typ"
        self.write()
        self.compiler = typst_peer.compiler(self.markup, bench.root, bench.root / "assets" / "fonts")

    def write(self) -> None:
        """Write the source of the window's sheet, outside the clock."""
        report = Report()
        typed = Typed(prescription(Draft.of(self.window.draft)).text, "the sheet")
        prepared = self.window.parts.workroom.desk.maker.prepare(typed, report)
        if prepared is None:
            raise UnsoundError("\n".join(map(str, report.diagnostics)))
        sheet = self.translator.sheet(prepared)
        self.markup.write_text(sheet_markup(sheet, self.bench.root), "utf-8")

    def draw(self) -> list[bytes]:
        """Set the sheet anew, and draw its pages."""
        made = self.compiler.compile(format="png", ppi=float(_DOTS))
        return made if isinstance(made, list) else [made]


def _measure_changes(window: Window, peer: Peer, rounds: int, doses: Callable[[int], str]) -> dict[str, Any]:
    """Times of changes, in turns, and what was drawn in each."""
    drawn: list[int] = []

    def prepare(number: int) -> None:
        window.change(number, doses)
        peer.write()

    def ours() -> bytes:
        pictures = window.show()
        drawn.append(len(pictures))
        return b"".join(pictures)

    times = measure_warm({CLINIC: ours, TYPST: lambda: b"".join(peer.draw())}, rounds, prepare)
    if min(drawn) < 1:
        raise UnsoundError("a dose changed no page")
    return {"times": times, "drawn": drawn, "pages": len(window.pages), "their pages": len(peer.draw())}


# --- from a start to a usable page ------------------------------------------------------------------------------------


def _measure_starts(root: Path, rounds: int) -> dict[str, Any]:
    """Times of whole processes, in turns, each with its caches filled by a round that is not counted."""
    times: Times = {HELP: [], START: []}
    sizes: dict[str, int] = {}
    with tempfile.TemporaryDirectory(prefix="leafletgen-bench-") as folder:
        surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        surroundings["PYTHONPYCACHEPREFIX"] = str(Path(folder, "bytecode"))
        surroundings["LEAFLETGEN_CACHE"] = str(Path(folder, CACHE))
        surroundings["LEAFLETGEN_CONFIG"] = ""

        def run_help() -> None:
            subprocess.run(
                [*our_command(), "--help"], env=surroundings, capture_output=True, check=True, cwd=REPOSITORY
            )

        for number in range(rounds + 1):
            spent = timed(run_help)
            begun = time.perf_counter()
            with started(root, surroundings) as address:
                sizes = _fetch_page(*address)
                taken = time.perf_counter() - begun
            if number:
                times[HELP].append(spent)
                times[START].append(taken)
    return {"times": times, "sizes": sizes}


@contextmanager
def started(root: Path, surroundings: dict[str, str]) -> Iterator[tuple[int, str]]:
    """Start the clinic, and give its port and where its first page is."""
    command = [*our_command(), "clinic", "--no-browser", "--workspace", str(root)]
    with subprocess.Popen(
        command, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=REPOSITORY
    ) as process:
        try:
            assert process.stdout is not None
            said = process.stdout.readline()
            found = _TOKEN.search(said)
            if found is None:
                raise UnsoundError(f"no address: {said}")
            yield int(found[1]), found[2]
        finally:
            process.terminate()
            process.communicate(timeout=30)


def _fetch_page(port: int, start: str) -> dict[str, int]:
    """Fetch what a browser does until the page can be used, its pictures apart; returns the bytes of each."""
    connection = HTTPConnection("127.0.0.1", port)
    cookie = ""
    fetched: dict[str, int] = {}

    def get(path: str) -> str:
        nonlocal cookie
        connection.request("GET", path, headers={"Cookie": cookie})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise UnsoundError(f"{path}: {answer.status}")
        cookie = (answer.getheader("Set-Cookie") or cookie).split(";")[0]
        fetched[path] = len(body)
        return body.decode("utf-8", "replace")

    get(start)
    del fetched[start]
    todo = _LINKED.findall(get("/"))
    while todo:
        path = todo.pop()
        if path not in fetched:
            folder = path.rsplit("/", 1)[0]
            todo += [f"{folder}/{name}" for name in _IMPORTED.findall(get(path))] if path.endswith(".js") else []
            if path not in fetched:
                get(path)
    for path in ("/library", "/own"):
        get(path)
    connection.close()
    return fetched


# --- all together -----------------------------------------------------------------------------------------------------


def measure(folder: Path, rounds: int) -> dict[str, Any]:
    """Everything about the clinic, in an empty folder."""
    bench = BenchWorkspace(folder)
    window = Window(bench.root)
    peer = Peer(bench, window)
    return {
        "change": _measure_changes(window, peer, 2 * rounds, dose),
        "moving": _measure_changes(window, peer, 2 * rounds, other_lines),
        "start": _measure_starts(bench.root, max(3, rounds // 2)),
    }


def _lines_of(title: str, change: dict[str, Any]) -> list[str]:
    drawn, pages, theirs = statistics.fmean(change["drawn"]), change["pages"], change["their pages"]
    told = f"  leafletgen drew {drawn:.1f} of {pages} pages each time, Typst {theirs} of {theirs}"
    return [table(title, change["times"], (TYPST,)), told]


def report(facts: dict[str, Any]) -> list[str]:
    """Lines for people."""
    change, moving, start = facts["change"], facts["moving"], facts["start"]
    total = sum(start["sizes"].values())
    return [
        f"THE CLINIC: {prescriptions.LAYOUT} with {len(CHOSEN)} exercises; a dose changes every time",
        "",
        *_lines_of("one repetition more: words change", change),
        *_lines_of("another dose: lines move", moving),
        "",
        table("from a start", start["times"], (HELP,)),
        *(
            f"  {size / 1000:8.1f} KB  {path}"
            for path, size in sorted(start["sizes"].items(), key=lambda one: -one[1])[:5]
        ),
        "",
        "goals:",
        goal("a repetition more, at most 0.3 x Typst", ratio(change["times"], CLINIC, TYPST), 0.3),
        goal("a dose that moves lines, at most 0.3 x Typst", ratio(moving["times"], CLINIC, TYPST), 0.3),
        goal("a usable page, at most 4 x --help", ratio(start["times"], START, HELP), 4),
        goal("page, scripts, styles and data under 300 KB", total / 1000, _PAGE_BYTES / 1000, ".0f"),
        "",
    ]
