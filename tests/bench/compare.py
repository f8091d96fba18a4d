"""leafletgen beside plain ReportLab, Typst and WeasyPrint: ``python -m tests.bench.compare [--rounds N] [--json]``.

The same booklet for all: words, pictures, fonts, page, size and leading. Rounds are interleaved (A B C D A B C D), so
that a busy moment of the machine falls on all; medians and ratios are printed, and ratios are what to quote.

leafletgen's clock runs from the YAML file to the PDF bytes: the leaflet is read and checked again every round, in a
workspace that stays open (its brand and layout are read again only when their files change), as Typst's compiler
stays open with its fonts. The others are given more than that: their source (story data, markup, HTML) is
ready in memory or in one file, ReportLab's pictures are drawings already and its page numbers are known from an
earlier build. Warm means that fonts are read, pictures are prepared and caches of the process are filled.
"""

import argparse
import gc
import json
import os
import pickle
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pypdfium2

from leafletgen.compose.leaflet import compose_leaflet
from leafletgen.content.library import Workspace
from leafletgen.errors import Report
from leafletgen.images import PictureStore
from tests.bench import document as documents
from tests.bench import reportlab_peer, typst_peer, weasyprint_peer
from tests.bench.workspace import LAYOUT, LEAFLET, REPOSITORY, WORDINGS, BenchWorkspace

OURS, REPORTLAB, TYPST, WEASYPRINT = "leafletgen", "plain ReportLab", "Typst ua-1", "WeasyPrint ua-1"
PEERS = (OURS, REPORTLAB, TYPST, WEASYPRINT)
#: Goals of this benchmark, as ratios and sizes.
GOALS = "goals: warm at most 1.2 x Typst, then 1.0; cold at most 1.2 x ReportLab; under 400 KB; 200 pages under 150 MB"


class UnsoundError(Exception):
    """A peer's file is not the booklet, so that its time means nothing."""


@cache
def _kept(root: Path, out: Path) -> tuple[Workspace, PictureStore]:
    """What a process that goes on running keeps: brand and layout, and prepared pictures."""
    return Workspace(root), PictureStore(out / ".cache")


def build_ours(bench: BenchWorkspace) -> bytes:
    """From the YAML file, read anew each time, to the bytes of the PDF, as ``leafletgen build`` does it."""
    report = Report()
    workspace, pictures = _kept(bench.root, bench.out)
    loaded = workspace.load_leaflet(bench.leaflet, report)
    layout = workspace.load_layout(LAYOUT, report)
    made = compose_leaflet(loaded, layout, pictures, report, "bench") if loaded and layout else None
    if made is None:
        raise UnsoundError("\n".join(map(str, report.diagnostics)))
    return made.data


# --- in one process -------------------------------------------------------------------------------------------------


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

    def jobs(self) -> dict[str, Callable[[], bytes]]:
        """What each program does in a round."""
        return {
            OURS: lambda: build_ours(self.bench),
            REPORTLAB: lambda: self.reportlab.build(self.document, self.pages)[0],
            TYPST: lambda: typst_peer.compiled(self.typst),
            WEASYPRINT: lambda: self.weasyprint.pdf(self.html),
        }

    def measure(self, wording: str, rounds: int) -> dict[str, list[float]]:
        """Seconds of every round; one round before them is not counted."""
        times: dict[str, list[float]] = {name: [] for name in PEERS}
        for number in range(rounds + 1):
            # Three digits, so that lines hardly move, and no number twice in one process.
            self.reword(wording, 100 + 200 * WORDINGS.index(wording) + number)
            for name, job in self.jobs().items():
                gc.collect()
                start = time.perf_counter()
                job()
                spent = time.perf_counter() - start
                if number:
                    times[name].append(spent)
        return times


def inspect_files(files: dict[str, bytes], document: documents.Document) -> dict[str, dict[str, int]]:
    """Pages and bytes of every file.

    Raises:
        UnsoundError: a file lacks words, or its number of pages is far from ours.
    """
    wanted = {word for text in documents.texts(document) for word in documents.words(text)}
    found: dict[str, dict[str, int]] = {}
    for name, data in files.items():
        pdf = pypdfium2.PdfDocument(data)
        text = " ".join(page.get_textpage().get_text_range() for page in pdf)
        missing = sorted(wanted - documents.words(text))
        if len(missing) > 0.01 * len(wanted):
            raise UnsoundError(f"{name} lacks {len(missing)} of {len(wanted)} words, such as {missing[:5]}")
        found[name] = {"pages": len(pdf), "bytes": len(data), "missing words": len(missing)}
    ours = found[OURS]["pages"]
    for name, facts in found.items():
        if abs(facts["pages"] - ours) > 0.3 * ours:
            raise UnsoundError(f"{name} has {facts['pages']} pages and leafletgen {ours}")
    return found


# --- whole processes ------------------------------------------------------------------------------------------------


def cold_commands(warm: Warm) -> dict[str, list[str]]:
    """A command for each program; what it reads is written here."""
    bench, python = warm.bench, sys.executable
    bench.reword(WORDINGS[0], 0)
    warm.reword(WORDINGS[0], 0)
    story, ready = bench.root / "story.json", bench.root / "ready.pickle"
    story.write_text(json.dumps(warm.document), "utf-8")
    ready.write_bytes(pickle.dumps((warm.reportlab.pictures, warm.pages)))
    page, sheet = bench.root / "page.html", bench.root / "sheet.css"
    page.write_text(warm.html, "utf-8")
    sheet.write_text(weasyprint_peer.style(warm.document), "utf-8")
    root, out, fonts = str(bench.root), str(bench.out), str(bench.root / "assets" / "fonts")
    script = Path(python).with_name("leafletgen.exe" if os.name == "nt" else "leafletgen")
    command = [str(script)] if script.exists() else [python, "-m", "leafletgen"]
    commands = {
        OURS: [*command, "build", "P4396", "--layout", LAYOUT, "--workspace", root, "--out", out],
        REPORTLAB: [python, "-m", "tests.bench.reportlab_peer", str(story), str(ready), f"{out}/reportlab.pdf"],
        TYPST: [python, "-m", "tests.bench.typst_peer", str(warm.markup), root, fonts, f"{out}/typst.pdf"],
        WEASYPRINT: [python, "-m", "tests.bench.weasyprint_peer", str(page), str(sheet), f"{out}/weasyprint.pdf"],
    }
    if program := shutil.which("typst"):
        options = ["--root", root, "--font-path", fonts, "--ignore-system-fonts", "--pdf-standard", "ua-1"]
        commands["Typst program"] = [program, "compile", *options, str(warm.markup), f"{out}/typst-program.pdf"]
    return commands


def measure_cold(commands: dict[str, list[str]], bench: BenchWorkspace, rounds: int) -> dict[str, list[float]]:
    """Seconds of whole processes; and of leafletgen's first build, with no picture prepared."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    first = f"{OURS}, nothing prepared"
    times[first] = []
    # Bytecode as after any installation, whatever this machine's settings are; the round not counted fills it.
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    surroundings["PYTHONPYCACHEPREFIX"] = str(bench.root / "bytecode")
    for number in range(rounds + 1):
        for name, command in {**commands, first: commands[OURS]}.items():
            if name == first:
                shutil.rmtree(bench.out / ".cache", ignore_errors=True)
            start = time.perf_counter()
            subprocess.run(command, check=True, cwd=REPOSITORY, env=surroundings, stdout=subprocess.DEVNULL)
            spent = time.perf_counter() - start
            if number:
                times[name].append(spent)
    return times


def measure_memory(bench: BenchWorkspace) -> dict[str, Any]:
    """Pages and peak memory of a leaflet of 200 pages or more."""
    path = bench.lengthen(9)
    command = [sys.executable, "-m", "tests.bench.memory", str(bench.root), str(path), LAYOUT, str(bench.out)]
    done = subprocess.run(command, check=True, cwd=REPOSITORY, capture_output=True, text=True)
    path.unlink()
    facts: dict[str, Any] = json.loads(done.stdout)
    if not facts["written"] or facts["pages"] < 200:
        raise UnsoundError(f"the long leaflet: {facts}")
    return facts


# --- the report -----------------------------------------------------------------------------------------------------


def table(title: str, times: dict[str, list[float]], others: Sequence[str] = (TYPST, REPORTLAB)) -> str:
    """Medians, the quickest round, and ratios of medians."""
    medians = {name: statistics.median(rounds) for name, rounds in times.items()}
    head = ["median", "least", *(f"/ {other}" for other in others)]
    lines = [f"{title:<40}" + "".join(f"{cell:>18}" for cell in head)]
    for name, median in medians.items():
        cells = [f"{1000 * median:.1f} ms", f"{1000 * min(times[name]):.1f} ms"]
        cells += [f"{median / medians[other]:.2f}" for other in others]
        lines.append(f"  {name:<38}" + "".join(f"{cell:>18}" for cell in cells))
    return "\n".join(lines)


def machine() -> dict[str, Any]:
    """What the numbers depend on."""
    names = ("reportlab", "typst", "weasyprint", "svglib", "pypdfium2", "pyyaml", "click", "pillow")
    load = os.getloadavg() if hasattr(os, "getloadavg") else (float("nan"),) * 3
    return {
        "python": platform.python_version(),
        "system": platform.platform(),
        "processors": os.cpu_count(),
        "load": [round(value, 2) for value in load],
        "versions": {name: version(name) for name in names},
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.compare", description="leafletgen beside its peers.")
    parser.add_argument("--rounds", type=int, default=15, help="rounds in one process; a third of it for processes")
    parser.add_argument("--json", action="store_true", help="print all times as JSON")
    options = parser.parse_args()
    facts: dict[str, Any] = {"before": machine()}
    with tempfile.TemporaryDirectory(prefix="leafletgen-bench-") as folder:
        bench = BenchWorkspace(Path(folder))
        facts["memory"] = measure_memory(bench)
        warm = Warm(bench)
        warm.reword(WORDINGS[0], 0)
        files = {name: job() for name, job in warm.jobs().items()}
        facts["files"] = inspect_files(files, warm.document)
        facts["warm"] = {wording: warm.measure(wording, options.rounds) for wording in WORDINGS}
        commands = cold_commands(warm)
        facts["cold"] = measure_cold(commands, bench, max(3, options.rounds // 3))
    facts["after"] = machine()
    print(json.dumps(facts, indent=2) if options.json else report(facts))


def report(facts: dict[str, Any]) -> str:
    """Everything, for people."""
    before, after, memory = facts["before"], facts["after"], facts["memory"]
    versions = ", ".join(f"{name} {number}" for name, number in before["versions"].items())
    lines = [
        f"{LEAFLET} as {LAYOUT}; Python {before['python']}, {before['system']}, {before['processors']} processors",
        versions,
        f"load before {before['load']}, after {after['load']}: over about 0.3 a processor the times are too long and"
        " ratios are less sure",
        "",
    ]
    for wording, times in facts["warm"].items():
        lines += [table(f"warm, {wording}", times), ""]
    lines += [table("cold, whole process", facts["cold"]), ""]
    for name, found in facts["files"].items():
        lines.append(f"  {name:<32}{found['pages']:>5} pages{found['bytes'] / 1000:>10.0f} KB")
    lines += [
        "",
        f"long leaflet by {OURS}: {memory['pages']} pages, {memory['bytes'] / 1000:.0f} KB,"
        f" {memory['megabytes']:.0f} MB at its peak, {memory['seconds']:.1f} s of processor time",
        GOALS,
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
