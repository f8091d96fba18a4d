"""The batch, measured: ``python -m tests.bench.batch [--leaflets 1500] [--jobs N] [--json FILE]``.

A workspace of many made-up leaflets is built from nothing, then again after small changes, each time by the command
itself in a process of its own; wall time, and how many files were written. Ratios to plain ReportLab come from a
sample of the same leaflets in the same run. Options and commands that this leafletgen lacks are left out.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2

from leafletgen.system import clock
from tests.bench import batch_peer, many
from tests.bench.measuring import CACHE, REPORTLAB, UnsoundError, machine, machine_lines, our_command
from tests.bench.workspace import REPOSITORY

_SAMPLE = 60
_TOUCHED_BRAND = "hillside"
#: The day of every measurement, so that next year's finds the same reviews overdue.
_DAY = "2026-11-21"


class Step(NamedTuple):
    """A command: what it was for, its wall time, and what it did."""

    name: str
    seconds: float
    written: int
    """PDF files that are new or were written again."""
    expected: int | None
    """How many should have been, where that is known."""
    said: str
    """The last line of what it printed."""


class Batch:
    """The workspace, and the commands over it."""

    def __init__(self, folder: Path, leaflets: int, jobs: int | None) -> None:
        """Write the workspace, and let bytecode be written as after any installation."""
        self.root = folder / "workspace"
        self.folder, self.jobs = folder, jobs
        self.surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        self.surroundings[clock.VARIABLE] = _DAY
        self.surroundings["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
        begun = time.perf_counter()
        self.leaflets = many.write_workspace(self.root, leaflets)
        self.generated = time.perf_counter() - begun
        help_text = self.run("build", "--help").stdout
        self.options = ["--jobs", str(jobs)] if jobs and "--jobs" in help_text else []
        self.has_dry_run = "--dry-run" in help_text
        self.commands = set(re.findall(r"(?m)^  (\w+)", self.run("--help").stdout))
        self.surroundings["LEAFLETGEN_CACHE"] = str(folder / CACHE)
        self.surroundings["LEAFLETGEN_CONFIG"] = ""  # what this user's own sheets say is no part of it
        self.steps: list[Step] = []
        self.sizes: list[dict[str, float]] = []
        many.write_workspace(folder / "small", 6)
        self.run("build", "--workspace", str(folder / "small"), *self.options)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run leafletgen to its end."""
        command = [*our_command(), *arguments]
        return subprocess.run(command, cwd=REPOSITORY, env=self.surroundings, capture_output=True, text=True)

    def times(self) -> dict[Path, int]:
        """When each PDF was written."""
        return {path: path.stat().st_mtime_ns for path in (self.root / "build").rglob("*.pdf")}

    def step(self, name: str, *arguments: str, expected: int | None = None, watch: bool = False) -> Step:
        """Run a command over the workspace, and note what it did.

        Raises:
            UnsoundError: it failed.
        """
        before = self.times()
        command = [*our_command(), arguments[0], "--workspace", str(self.root), *arguments[1:]]
        begun = time.perf_counter()
        output = self.folder / "output.txt"
        with output.open("w", encoding="utf-8") as file:
            process = subprocess.Popen(command, cwd=REPOSITORY, env=self.surroundings, stdout=file, stderr=file)
            watcher = _Watcher(process.pid)
            if watch:
                watcher.start()
            code = process.wait()
        seconds = time.perf_counter() - begun
        watcher.ended = True
        text = output.read_text("utf-8").strip()
        # "due" ends with 1 when something is overdue, as a script wants to know it.
        if code and arguments[0] != "due":
            raise UnsoundError(f"{name}: exit code {code}\n{text[-2000:]}")
        if watch:
            watcher.join()
            self.sizes = watcher.result()
        after = self.times()
        written = sum(before.get(path) != when for path, when in after.items())
        made = Step(name, seconds, written, expected, text.splitlines()[-1] if text else "")
        self.steps.append(made)
        print(f"  {name}: {seconds:.2f} s, {written} files", file=sys.stderr)
        return made

    def files_of(self, condition: str) -> int:
        """How many PDFs belong to leaflets whose YAML has this text."""
        texts = (path.read_text("utf-8") for path in self.leaflets)
        return sum(layouts_of(text) for text in texts if condition in text)

    def _release(self, files: int, build: tuple[str, ...]) -> None:
        """Release everything, so that what is touched afterwards is a change of a released leaflet."""
        said = ("--reason", "First release", "--approved-by", "Communications", "--issued", _DAY[:7])
        self.step("leafletgen release --all", "release", "--all", *said, expected=files)
        self.step("nothing to do, all released", *build, expected=0)
        if "verify" in self.commands:
            self.step("leafletgen verify, every file", "verify", *map(str, sorted(self.times())), expected=0)

    def measure(self) -> dict[str, Any]:
        """All commands, in the order of a team's day."""
        files = sum(layouts_of(path.read_text("utf-8")) for path in self.leaflets)
        build = ("build", *self.options)
        shutil.rmtree(self.folder / CACHE, ignore_errors=True)
        first = self.step("all, from nothing", *build, expected=files, watch=True)
        pages = sum(len(pypdfium2.PdfDocument(path)) for path in self.times())
        size = sum(path.stat().st_size for path in self.times())
        for path in self.times():
            path.unlink()
        self.step("all, pictures prepared", *build, expected=files)
        for number in range(3):
            self.step(f"nothing to do, {number + 1}", *build, expected=0)
        if self.has_dry_run:
            self.step("nothing to do, --dry-run", *build, "--dry-run", expected=0)
        if "release" in self.commands:
            self._release(files, build)
        touched = self.leaflets[len(self.leaflets) // 2]
        text = touched.read_text("utf-8")
        head, mark, body = text.partition("\nbody:\n")
        changed = re.sub(r"(?<= )(the|to|and|is|of|your)(?= )", r"\g<1> very", body, count=1)
        touched.write_text(head + mark + changed, "utf-8")
        self.step("a word of one leaflet", *build, expected=layouts_of(text))
        for name in (many.RARE_BLOCK, many.COMMON_BLOCK):
            path = self.root / "leaflets" / "shared" / f"{name}.yaml"
            path.write_text(re.sub(r"(?<= )(or|you)(?= )", r"\g<1> ever", path.read_text("utf-8"), count=1), "utf-8")
            self.step(f'the shared block "{name}"', *build, expected=self.files_of(f"include: {name}\n"))
        path = self.root / "assets" / "brands" / _TOUCHED_BRAND / "brand.yaml"
        path.write_text(path.read_text("utf-8").replace("#2B5B2E", "#2B5B30"), "utf-8")
        self.step(
            f'a colour of the brand "{_TOUCHED_BRAND}"', *build, expected=self.files_of(f"brand: {_TOUCHED_BRAND}\n")
        )
        for command in ("status", "due"):
            if command in self.commands:
                self.step(f"leafletgen {command}", command, expected=0)
        return {
            "leaflets": len(self.leaflets),
            "files": files,
            "pages": pages,
            "megabytes": size / 1e6,
            "generated": self.generated,
            "leaflets a second": len(self.leaflets) / first.seconds,
            "files a second": files / first.seconds,
            "pages a second": pages / first.seconds,
            "jobs": self.jobs
            if self.options
            else (os.cpu_count() if "--jobs" in self.run("build", "--help").stdout else 1),
            "steps": [made._asdict() for made in self.steps],
            "processes": self.sizes,
        }


def layouts_of(text: str) -> int:
    """How many layouts a leaflet names, as the generator writes them."""
    found = re.search(r"(?m)^layouts:\n((?:- .*\n)+)", text)
    return found[1].count("\n") if found else 0


class _Watcher(threading.Thread):
    """Notes the size of a process and of those it started, where /proc tells it."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.process, self.ended = process, False
        self.seen: dict[int, list[float]] = {}

    def run(self) -> None:
        while not self.ended and Path("/proc").is_dir():
            for number in self._family():
                try:
                    status = Path(f"/proc/{number}/status").read_text()
                except OSError:
                    continue
                if found := re.search(r"VmRSS:\s+(\d+)", status):
                    self.seen.setdefault(number, []).append(int(found[1]) * 1024 / 1e6)
            time.sleep(0.25)

    def _family(self) -> list[int]:
        parents = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                parents[int(folder.name)] = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except (OSError, IndexError):
                continue
        family = [self.process]
        for number in family:
            family += [child for child, parent in parents.items() if parent == number]
        return family

    def result(self) -> list[dict[str, float]]:
        """Of each process that lived long: its size after a tenth of its life, at the end, and the most."""
        return [
            {"samples": len(sizes), "early": sizes[len(sizes) // 10], "last": sizes[-1], "most": max(sizes)}
            for sizes in self.seen.values()
            if len(sizes) > 8
        ]


def measure(folder: Path, leaflets: int, jobs: int | None, sample: int) -> dict[str, Any]:
    """Everything, in an empty folder."""
    batch = Batch(folder, leaflets, jobs)
    facts: dict[str, Any] = {"before": machine(), **batch.measure()}
    cache = folder / "cache"
    command = [sys.executable, "-m", "tests.bench.batch_peer", str(batch.root), str(cache)]
    done = subprocess.run(command, cwd=REPOSITORY, env=batch.surroundings, capture_output=True, text=True)
    if done.returncode:
        raise UnsoundError(done.stderr)
    facts["memory"] = json.loads(done.stdout)
    codes = folder / "codes"
    codes.mkdir()
    facts["peer"] = batch_peer.compare(batch.root, cache, codes, batch.leaflets, sample)
    facts["after"] = machine()
    return facts


def _line(step: dict[str, Any]) -> str:
    """A row of the table; what was not written as it should have been is marked."""
    expected = "" if step["expected"] is None else str(step["expected"])
    mark = "" if step["expected"] in (None, step["written"]) else "  NOT AS EXPECTED"
    return f"  {step['name']:<42}{step['seconds']:>10.2f}{step['written']:>8}{expected:>10}{mark}"


def report(facts: dict[str, Any]) -> list[str]:
    """Lines for people."""
    lines = [
        *machine_lines(facts["before"], facts["after"]),
        f"{facts['leaflets']} leaflets, {facts['files']} files, {facts['pages']} pages, {facts['megabytes']:.0f} MB;"
        f" {facts['jobs']} processes",
        "",
        f"{'':<44}{'seconds':>10}{'files':>8}{'expected':>10}",
    ]
    lines += [_line(step) for step in facts["steps"]]
    speeds = ", ".join(f"{facts[f'{name} a second']:.1f} {name}" for name in ("leaflets", "files", "pages"))
    lines += ["", f"from nothing, a second: {speeds}", ""]
    for name, entry in facts["peer"].items():
        ours, peer = entry["ours"], entry["peer"]
        lines.append(
            f"one process, warm, {entry['leaflets']} leaflets {name}: {ours / peer:.2f} of {REPORTLAB};"
            f" {1000 * ours / entry['our pages']:.1f} ms a page against {1000 * peer / entry['peer pages']:.1f} ms"
        )
    plain = facts["peer"].get("without photographs")
    if plain:
        whole = facts["pages"] * plain["peer"] / plain["peer pages"] / facts["jobs"]
        first, prepared = (facts["steps"][place]["seconds"] / whole for place in (0, 1))
        lines.append(
            f"all pages by {REPORTLAB} at that speed on {facts['jobs']} processes: {whole:.0f} s (worked out, not"
            f" measured); the whole build from nothing has {first:.2f} of it, with pictures prepared {prepared:.2f}"
        )
    sizes = ", ".join(f"{size['now']:.0f} MB after {size['leaflets']}" for size in facts["memory"]["sizes"])
    lines += ["", f"one process that builds all leaflets: {sizes}"]
    for entry in facts["processes"]:
        early, last, most = entry["early"], entry["last"], entry["most"]
        lines.append(f"a process of the build: {early:.0f} MB early, {last:.0f} MB at its end, {most:.0f} MB at most")
    return lines


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.batch", description="A batch of many leaflets.")
    parser.add_argument("--leaflets", type=int, default=1500, help="how many")
    parser.add_argument("--jobs", type=int, help="processes; else what the command chooses")
    parser.add_argument("--sample", type=int, default=_SAMPLE, help="leaflets that plain ReportLab sets as well")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there as well")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="work in this new folder, and leave it")
    options = parser.parse_args()
    folder = options.keep or Path(tempfile.mkdtemp(prefix="leafletgen-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        facts = measure(folder, options.leaflets, options.jobs, options.sample)
    finally:
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)
    if options.json:
        options.json.write_text(json.dumps(facts, indent=2) + "\n", "utf-8")
    print("\n".join(report(facts)))


if __name__ == "__main__":
    main()
