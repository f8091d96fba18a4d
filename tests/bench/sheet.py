"""The exercise sheet: six and eight exercises with pictures, dose, steps and a diary, by leafletgen and its peers.

leafletgen's clock runs from the prescription's YAML file to the PDF bytes, in a process that stays open: exercises,
brand and layout are read once and figures drawn once, as ``leafletgen sheet`` does for many files. The others are
given more: their source is ready, words and doses included; pictures are SVG that leafletgen drew (for ReportLab
drawings that svglib made of it outside the clock). Nothing is written to disk inside the clock.
"""

import gc
import json
import pickle
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from leafletgen.errors import Report
from leafletgen.library.workspace import Workspace
from leafletgen.patients.making import Options, Prepared, SheetMaker
from tests.bench import prescriptions, reportlab_parts, typst_peer, weasyprint_peer
from tests.bench.document import words
from tests.bench.measuring import (
    CACHE,
    OURS,
    PEERS,
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
    timed,
    words_of_file,
)
from tests.bench.sheet_data import Sheet, SheetTranslator, sheet_texts
from tests.bench.sheet_reportlab import SheetWriter
from tests.bench.sheet_typst import sheet_markup
from tests.bench.sheet_weasyprint import sheet_html, sheet_style
from tests.bench.workspace import BenchWorkspace

BATCH = 200
COUNTS = (6, 8)
#: WeasyPrint makes one sheet of so many in the batch, which takes long enough.
_SPARE = 5
_BY_PICKS = f"{OURS}, by --pick"
_UNPREPARED = f"{OURS}, nothing prepared"


class SheetPrograms:
    """The four programs, ready in this process."""

    def __init__(self, bench: BenchWorkspace) -> None:
        """Read fonts; pictures are read when an exercise is first seen."""
        self.bench = bench
        self.maker = SheetMaker(Workspace(bench.root), Options())
        figures = bench.root / "figures"
        figures.mkdir()
        self.translator = SheetTranslator(figures)
        self.prescription = bench.root / "prescription.yaml"
        self.markup = bench.root / "sheet.typ"
        self.pictures: dict[str, Any] = {}
        self.sheet: Sheet = {}
        self.html = ""
        self.prescribe(0, prescriptions.CHOSEN)
        reportlab_parts.register(self.sheet)
        self.style = sheet_style(self.sheet)
        self.reportlab = SheetWriter(self.sheet, self.pictures)
        self.typst = typst_peer.compiler(self.markup, bench.root, bench.root / "assets" / "fonts")
        self.weasyprint = weasyprint_peer.Printer(self.style)

    def prescribe(self, number: int, exercises: Sequence[str]) -> None:
        """Prepare a sheet for one patient, outside the clock."""
        prescriptions.write_prescription(self.prescription, number, exercises)
        self.sheet = self.translator.sheet(self._prepared(Report()))
        unread = reportlab_parts.pictures_of(self.sheet) - self.pictures.keys()
        if unread:
            self.pictures.update(reportlab_parts.drawings({"pictures": sorted(unread)}))
        self.markup.write_text(sheet_markup(self.sheet, self.bench.root), "utf-8")
        self.html = sheet_html(self.sheet)

    def _prepared(self, report: Report) -> Prepared:
        prepared = self.maker.prepare(self.prescription, report)
        if prepared is None:
            raise UnsoundError("\n".join(map(str, report.diagnostics)))
        return prepared

    def build_ours(self) -> bytes:
        """From the prescription's file, read anew each time, to the bytes of the PDF."""
        report = Report()
        made = self.maker.compose(self._prepared(report), report)
        if made is None:
            raise UnsoundError("\n".join(map(str, report.diagnostics)))
        return made.data

    def jobs(self) -> Jobs:
        """What each program does for a sheet."""
        return {
            OURS: self.build_ours,
            REPORTLAB: lambda: self.reportlab.build(self.sheet),
            TYPST: lambda: typst_peer.compiled(self.typst),
            WEASYPRINT: lambda: self.weasyprint.pdf(self.html),
        }

    def inspect(self) -> dict[str, dict[str, int]]:
        """Pages and bytes of all files of the sheet that is prepared; the patient's name is in each.

        Raises:
            UnsoundError: the files do not say the same.
        """
        files = {name: job() for name, job in self.jobs().items()}
        extra = words_of_file(files[OURS]) - {word for text in sheet_texts(self.sheet) for word in words(text)}
        extra -= words(" ".join((*self.sheet["footer"], self.sheet["logo_alt"], self.sheet["author"])))
        if extra:
            raise UnsoundError(f"sheet_data.py does not give the peers {sorted(extra)[:8]}")
        certain = [self.sheet["entries"][0][1], self.sheet["entries"][1][1]]
        return inspect_files(files, sheet_texts(self.sheet), certain)

    def measure_batch(self, lists: Sequence[Sequence[str]]) -> Times:
        """Seconds of each sheet of a batch, every one for another patient; WeasyPrint makes some of them alone."""
        times: Times = {name: [] for name in PEERS}
        jobs = self.jobs()
        for some in {tuple(exercises) for exercises in lists}:
            self.prescribe(0, some)  # reads ReportLab's drawings
        gc.freeze()
        for number, exercises in enumerate(lists):
            self.prescribe(1000 + number, exercises)
            for name, job in jobs.items():
                if name != WEASYPRINT or number % _SPARE == 0:
                    times[name].append(timed(job))
        gc.unfreeze()
        self.inspect()
        return times


def _cold_commands(programs: SheetPrograms) -> dict[str, list[str]]:
    """A command for each program; what it reads is written here."""
    bench, python = programs.bench, sys.executable
    chosen = prescriptions.CHOSEN[:6]
    programs.prescribe(0, chosen)
    story, ready = bench.root / "sheet.json", bench.root / "sheet.pickle"
    story.write_text(json.dumps(programs.sheet), "utf-8")
    needed = reportlab_parts.pictures_of(programs.sheet)
    ready.write_bytes(pickle.dumps({file: programs.pictures[file] for file in sorted(needed)}))
    page, style = bench.root / "sheet.html", bench.root / "sheet.css"
    page.write_text(programs.html, "utf-8")
    style.write_text(programs.style, "utf-8")
    root, out, fonts = str(bench.root), str(bench.out), str(bench.root / "assets" / "fonts")
    begin, end = [*our_command(), "sheet"], ["--workspace", root, "--out", out]
    ours = [*begin, str(programs.prescription), *end]
    commands = {
        OURS: ours,
        _BY_PICKS: [*begin, *prescriptions.picks(chosen), *end],
        REPORTLAB: [python, "-m", "tests.bench.sheet_reportlab", str(story), str(ready), f"{out}/reportlab.pdf"],
        TYPST: [python, "-m", "tests.bench.typst_peer", str(programs.markup), root, fonts, f"{out}/typst.pdf"],
        WEASYPRINT: [python, "-m", "tests.bench.weasyprint_peer", str(page), str(style), f"{out}/weasyprint.pdf"],
    }
    if program := shutil.which("typst"):
        options = ["--root", root, "--font-path", fonts, "--ignore-system-fonts", "--pdf-standard", "ua-1"]
        commands["Typst program"] = [program, "compile", *options, str(programs.markup), f"{out}/typst-program.pdf"]
    return {**commands, _UNPREPARED: ours}


def measure(folder: Path, rounds: int, batch: int) -> dict[str, Any]:
    """Everything about the sheet, in an empty folder."""
    bench = BenchWorkspace(folder)
    programs = SheetPrograms(bench)
    facts: dict[str, Any] = {"files": {}, "warm": {}, "batch": {}}
    for count in COUNTS:
        chosen = prescriptions.CHOSEN[:count]
        programs.prescribe(0, chosen)
        facts["files"][str(count)] = programs.inspect()

        def prepare(number: int, chosen: Sequence[str] = chosen) -> None:
            programs.prescribe(100 * len(chosen) + number, chosen)

        facts["warm"][str(count)] = measure_warm(programs.jobs(), rounds, prepare)
        programs.inspect()
    known = prescriptions.all_exercises()
    same = [prescriptions.CHOSEN[:6]] * batch
    facts["batch"]["the same six exercises"] = programs.measure_batch(same)
    mixed = [prescriptions.mixed(number, known) for number in range(batch)]
    facts["batch"][f"six of {len(known)} for each"] = programs.measure_batch(mixed)
    commands = _cold_commands(programs)

    def forget() -> None:
        for folder in (bench.out / ".cache", bench.root / "build", bench.root / CACHE):
            shutil.rmtree(folder, ignore_errors=True)

    facts["cold"] = measure_cold(commands, max(3, rounds // 3), bench.root / "bytecode", {_UNPREPARED: forget})
    return facts


def report(facts: dict[str, Any]) -> list[str]:
    """Lines for people."""
    weeks = prescriptions.WEEKS
    lines = [f"EXERCISE SHEET: {prescriptions.LAYOUT}, with a diary of {weeks} weeks; only the patient changes", ""]
    for count, times in facts["warm"].items():
        lines += [table(f"warm, {count} exercises", times, (TYPST, REPORTLAB, WEASYPRINT))]
        lines += [*sizes(facts["files"][count]), ""]
    for kind, times in facts["batch"].items():
        number = len(times[OURS])
        lines += [table(f"{number} patients, {kind}", times, (TYPST, REPORTLAB, WEASYPRINT), mean=True)]
        lines += [f"  ({WEASYPRINT} made {len(times[WEASYPRINT])} of them)", ""]
    lines += [table("cold, whole process, 6 exercises", facts["cold"]), "", "goals:"]
    for count, times in facts["warm"].items():
        quicker = ratio(times, WEASYPRINT, OURS)
        lines += [
            goal(f"warm, {count} exercises, at most 2 x Typst (then 1)", ratio(times, OURS, TYPST), 2),
            goal(f"warm, {count} exercises, at least 10 times faster than WeasyPrint", quicker, 10, ".1f", least=True),
        ]
    for kind, times in facts["batch"].items():
        lines.append(goal(f"batch, {kind}, at most 2 x Typst (then 1)", ratio(times, OURS, TYPST, mean=True), 2))
    return [
        *lines,
        goal("cold, prepared, at most 0.5 of ReportLab", ratio(facts["cold"], OURS, REPORTLAB), 0.5),
        goal("cold, nothing prepared, at most 0.8 of ReportLab", ratio(facts["cold"], _UNPREPARED, REPORTLAB), 0.8),
        goal("8 exercises under 200 KB", facts["files"]["8"][OURS]["bytes"] / 1000, 200, ".1f"),
        "",
    ]
