"""The booklet: a leaflet of 3,900 words on A5, by leafletgen and its peers.

leafletgen's clock runs from the YAML file to the PDF bytes: the leaflet is read and checked again every round, in a
workspace that stays open (its brand and layout are read again only when their files change), as Typst's compiler
stays open with its fonts. The others are given more than that: their source (story data, markup, HTML) is
ready in memory or in one file, ReportLab's pictures are drawings already and its page numbers are known from an
earlier build.
"""

import json
import pickle
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from leafletgen.errors import Report
from leafletgen.images import PictureStore
from leafletgen.library.workspace import Workspace
from leafletgen.pages.leaflet import compose_leaflet
from tests.bench import document as documents
from tests.bench import reportlab_peer, typst_peer, weasyprint_peer
from tests.bench.measuring import (
    CACHE,
    OURS,
    REPORTLAB,
    TYPST,
    WEASYPRINT,
    Jobs,
    Times,
    UnsoundError,
    goal,
    inspect_files,
    measure_cold,
    measure_warm,
    our_command,
    ratio,
    sizes,
    table,
)
from tests.bench.workspace import LAYOUT, LEAFLET, REPOSITORY, WORDINGS, BenchWorkspace

#: Goals of this benchmark, as ratios and sizes.
GOALS = "goals: warm at most 1.2 x Typst, then 1.0; under 400 KB; 200 pages under 150 MB"
_UNPREPARED = f"{OURS}, nothing prepared"


@cache
def _kept(root: Path, out: Path) -> tuple[Workspace, PictureStore]:
    """What a process that goes on running keeps: brand and layout, and prepared pictures."""
    return Workspace(root), PictureStore(out / ".cache")


def build_ours(bench: BenchWorkspace) -> bytes:
    """From the YAML file, read anew each time, to the bytes of the PDF, once a build knows that it has to be made."""
    report = Report()
    workspace, pictures = _kept(bench.root, bench.out)
    loaded = workspace.load_leaflet(bench.leaflet, report)
    layout = workspace.load_layout(LAYOUT, report)
    made = compose_leaflet(loaded, layout, pictures, report) if loaded and layout else None
    if made is None:
        raise UnsoundError("\n".join(map(str, report.diagnostics)))
    return made.data


class Warm:
    """The four programs, ready in this process."""

    def __init__(self, bench: BenchWorkspace) -> None:
        """Read fonts and pictures."""
        self.bench = bench
        self.document = self.read()
        reportlab_peer.register(self.document)
        self.reportlab = reportlab_peer.Writer(self.document, reportlab_peer.drawings(self.document))
        self.pages = self.reportlab.build(self.document, {})[1]
        self.markup = bench.root / "main.typ"
        self.markup.write_text(typst_peer.markup(self.document, bench.root), "utf-8")
        self.typst = typst_peer.compiler(self.markup, bench.root, bench.root / "assets" / "fonts")
        self.weasyprint = weasyprint_peer.Printer(weasyprint_peer.style(self.document))
        self.html = ""

    def read(self) -> documents.Document:
        """The leaflet as it stands now, for the peers."""
        return documents.load(self.bench.root, self.bench.leaflet, LAYOUT, self.bench.codes)

    def reword(self, wording: str, number: int) -> None:
        """Prepare a round, outside the clock."""
        self.bench.reword(wording, number)
        self.document = self.read()
        self.markup.write_text(typst_peer.markup(self.document, self.bench.root), "utf-8")
        self.html = weasyprint_peer.html(self.document)

    def jobs(self) -> Jobs:
        """What each program does in a round."""
        return {
            OURS: lambda: build_ours(self.bench),
            REPORTLAB: lambda: self.reportlab.build(self.document, self.pages)[0],
            TYPST: lambda: typst_peer.compiled(self.typst),
            WEASYPRINT: lambda: self.weasyprint.pdf(self.html),
        }

    def measure(self, wording: str, rounds: int) -> Times:
        """Seconds of every round; three digits, so that lines hardly move, and no number twice in one process."""
        first = 100 + 200 * WORDINGS.index(wording)
        return measure_warm(self.jobs(), rounds, lambda number: self.reword(wording, first + number))


def _cold_commands(warm: Warm) -> dict[str, list[str]]:
    """A command for each program; what it reads is written here."""
    bench, python = warm.bench, sys.executable
    warm.reword(WORDINGS[0], 0)
    story, ready = bench.root / "story.json", bench.root / "ready.pickle"
    story.write_text(json.dumps(warm.document), "utf-8")
    ready.write_bytes(pickle.dumps((warm.reportlab.pictures, warm.pages)))
    page, sheet = bench.root / "page.html", bench.root / "sheet.css"
    page.write_text(warm.html, "utf-8")
    sheet.write_text(weasyprint_peer.style(warm.document), "utf-8")
    root, out, fonts = str(bench.root), str(bench.out), str(bench.root / "assets" / "fonts")
    # Without --force the second build would find that there is nothing to do.
    ours = [*our_command(), "build", "P4396", "--layout", LAYOUT, "--force", "--workspace", root, "--out", out]
    commands = {
        OURS: ours,
        REPORTLAB: [python, "-m", "tests.bench.reportlab_peer", str(story), str(ready), f"{out}/reportlab.pdf"],
        TYPST: [python, "-m", "tests.bench.typst_peer", str(warm.markup), root, fonts, f"{out}/typst.pdf"],
        WEASYPRINT: [python, "-m", "tests.bench.weasyprint_peer", str(page), str(sheet), f"{out}/weasyprint.pdf"],
    }
    if program := shutil.which("typst"):
        options = ["--root", root, "--font-path", fonts, "--ignore-system-fonts", "--pdf-standard", "ua-1"]
        commands["Typst program"] = [program, "compile", *options, str(warm.markup), f"{out}/typst-program.pdf"]
    return {**commands, _UNPREPARED: ours}


def _measure_memory(bench: BenchWorkspace) -> dict[str, Any]:
    """Pages and peak memory of a leaflet of 200 pages or more."""
    path = bench.lengthen(9)
    command = [sys.executable, "-m", "tests.bench.memory", str(bench.root), str(path), LAYOUT, str(bench.out)]
    done = subprocess.run(command, check=True, cwd=REPOSITORY, capture_output=True, text=True)
    path.unlink()
    facts: dict[str, Any] = json.loads(done.stdout)
    if not facts["written"] or facts["pages"] < 200:
        raise UnsoundError(f"the long leaflet: {facts}")
    return facts


def measure(folder: Path, rounds: int) -> dict[str, Any]:
    """Everything about the booklet, in an empty folder."""
    bench = BenchWorkspace(folder)
    facts: dict[str, Any] = {"memory": _measure_memory(bench)}
    warm = Warm(bench)
    warm.reword(WORDINGS[0], 0)
    files = {name: job() for name, job in warm.jobs().items()}
    facts["files"] = inspect_files(files, documents.texts(warm.document))
    facts["warm"] = {wording: warm.measure(wording, rounds) for wording in WORDINGS}

    def forget() -> None:
        for folder in (bench.out / ".cache", bench.root / "build", bench.root / CACHE):
            shutil.rmtree(folder, ignore_errors=True)

    commands = _cold_commands(warm)
    facts["cold"] = measure_cold(commands, max(3, rounds // 3), bench.root / "bytecode", {_UNPREPARED: forget})
    return facts


def report(facts: dict[str, Any]) -> list[str]:
    """Lines for people."""
    memory = facts["memory"]
    lines = [f"BOOKLET: {LEAFLET} as {LAYOUT}", ""]
    for wording, times in facts["warm"].items():
        lines += [table(f"warm, {wording}", times), ""]
    return [
        *lines,
        table("cold, whole process", facts["cold"]),
        "",
        goal("cold, prepared, at most 0.5 of ReportLab", ratio(facts["cold"], OURS, REPORTLAB), 0.5),
        goal("cold, nothing prepared, at most 0.8 of ReportLab", ratio(facts["cold"], _UNPREPARED, REPORTLAB), 0.8),
        "",
        *sizes(facts["files"]),
        "",
        f"long leaflet by {OURS}: {memory['pages']} pages, {memory['bytes'] / 1000:.0f} KB,"
        f" {memory['megabytes']:.0f} MB at its peak, {memory['seconds']:.1f} s of processor time",
        GOALS,
        "",
    ]
