"""``leafletgen check``, measured: ``python -m tests.bench.check [--leaflets N] [--rounds N] [--rules] [--json FILE]``.

A workspace of many made-up leaflets, beside textlint with write-good, which reads the words of the same leaflets from
text files that were written before. In turns, by whole processes: wall time, and seconds of all processors besides.
Then the same again when nothing has changed, and in the starter workspace one leaflet with nothing kept beside
``leafletgen list leaflets``, with nothing kept and with what it keeps. ``--rules`` measures each rule at doubling sizes
instead (``check_rules.py``).

textlint is looked for in ``tests/bench/textlint`` (``npm ci`` there).
"""

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from leafletgen.app.scaffold import lay_out
from leafletgen.errors import Report
from leafletgen.library.workspace import Workspace
from leafletgen.rules.checked import read_file
from leafletgen.system import clock
from tests.bench import check_rules
from tests.bench.many import write_workspace
from tests.bench.measuring import UnsoundError, goal, machine, machine_lines, our_command, surroundings
from tests.bench.workspace import LEAFLET, REPOSITORY

PEER = Path(__file__).with_name("textlint")
OURS, TEXTLINT = "leafletgen check", "textlint with write-good"
AGAIN, ONE = "nothing changed", "one leaflet, nothing kept"
LIST, LIST_AGAIN = "list leaflets, nothing kept", "list leaflets"
#: Of textlint's time; seconds; of the time of `list`.
GOALS = {OURS: 0.5, AGAIN: 1.0, ONE: 2.0}
_DAY = "2026-11-30"
#: Nothing is found, or something is: both are what a check is for.
_FINE = (0, 1)


class Spent(NamedTuple):
    """What a process took, in seconds."""

    wall: float
    processors: float
    said: str
    """The last line that it printed."""


def run(command: Sequence[str], folder: Path, environment: dict[str, str]) -> Spent:
    """Run a command to its end.

    Raises:
        UnsoundError: it failed in another way than by finding something.
    """
    before, begun = os.times(), time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=3600)
    wall, after = time.perf_counter() - begun, os.times()
    if done.returncode not in _FINE or "Traceback" in done.stderr:
        raise UnsoundError(f"{command[0]} failed: {done.stderr[-2000:] or done.stdout[-2000:]}")
    processors = after.children_user + after.children_system - before.children_user - before.children_system
    lines = (done.stdout + done.stderr).strip().splitlines()
    return Spent(wall, processors, lines[-1] if lines else "")


def extract(root: Path, folder: Path) -> tuple[int, int]:
    """Write the words of each leaflet and shared block as a text file, a paragraph each; how many files and words."""
    workspace = Workspace(root)
    folder.mkdir()
    words = 0
    shared = sorted((root / "leaflets" / "shared").glob("*.yaml"))
    files = [*workspace.leaflet_files(), *(path for path in shared if path.stem.count(".") == 0)]
    for path in files:
        file = read_file(workspace, path, Report())
        if file is None:
            raise UnsoundError(f"{path} cannot be read")
        texts = [" ".join(passage.text.replace("\ufffc", "0").split()) for passage in file.passages]
        words += sum(len(text.split()) for text in texts)
        (folder / f"{path.parent.name}-{path.stem}.txt").write_text("\n\n".join(texts) + "\n", "utf-8")
    return len(files), words


class Bench:
    """The workspaces, and what each program is asked."""

    def __init__(self, folder: Path, leaflets: int) -> None:
        """Write both workspaces and the text files, and let bytecode be written as after any installation."""
        self.root, self.starter, self.texts = folder / "many", folder / "starter", folder / "texts"
        write_workspace(self.root, leaflets)
        lay_out(REPOSITORY, self.starter)
        self.files, self.words = extract(self.root, self.texts)
        self.environment = {**surroundings(folder / "bytecode"), clock.VARIABLE: _DAY}
        self.textlint = PEER / "node_modules" / "textlint" / "bin" / "textlint.js"
        self.found = folder / "textlint.json"
        for command in (["check", LEAFLET], ["list", "leaflets"]):
            run([*our_command(), *command], self.starter, self.environment)

    def forget(self, root: Path) -> None:
        """Take away what earlier checks kept."""
        shutil.rmtree(root / "build", ignore_errors=True)

    def ours(self) -> Spent:
        """All files, with nothing kept."""
        self.forget(self.root)
        return self.again()

    def again(self) -> Spent:
        """All files, with what the last check kept."""
        spent = run([*our_command(), "check", "--severity", "advice", "-o", "found.json"], self.root, self.environment)
        found = json.loads((self.root / "found.json").read_text("utf-8"))["diagnostics"]
        if not found or any(one["rule"] == "rule-failed" for one in found):
            raise UnsoundError("leafletgen found nothing, or a rule failed")
        return spent

    def peer(self) -> Spent:
        """The text files.

        Raises:
            UnsoundError: textlint did not look at each of them.
        """
        asked = ["--config", str(PEER / "textlintrc.json"), "--rules-base-directory", str(PEER / "node_modules")]
        command = ["node", str(self.textlint), *asked, "--format", "json", "-o", str(self.found), str(self.texts)]
        spent = run(command, PEER, self.environment)
        if len(json.loads(self.found.read_text("utf-8"))) != self.files:
            raise UnsoundError("textlint did not look at all files")
        return spent

    def one(self) -> Spent:
        """One leaflet of the starter, with nothing kept."""
        self.forget(self.starter)
        return run([*our_command(), "check", LEAFLET], self.starter, self.environment)

    def list(self) -> Spent:
        """The starter's leaflets as a list, with nothing kept."""
        self.forget(self.starter)
        return self.list_again()

    def list_again(self) -> Spent:
        """The same, with what the last list kept."""
        return run([*our_command(), "list", "leaflets"], self.starter, self.environment)


def measure(folder: Path, leaflets: int, rounds: int) -> dict[str, Any]:
    """Times of every round, by what was done."""
    bench = Bench(folder, leaflets)
    jobs: dict[str, Callable[[], Spent]] = {
        OURS: bench.ours,
        AGAIN: bench.again,
        TEXTLINT: bench.peer,
        ONE: bench.one,
        LIST: bench.list,
        LIST_AGAIN: bench.list_again,
    }
    if not bench.textlint.exists():
        print(f"textlint is not in {PEER.relative_to(REPOSITORY)}: run npm ci there")
        del jobs[TEXTLINT]
    times: dict[str, list[Spent]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            for _ in range(3 if name in (ONE, LIST, LIST_AGAIN) else 1):  # short ones, which a busy moment changes most
                times[name].append(job())
    version = ""
    if TEXTLINT in jobs:
        version = json.loads((bench.textlint.parents[1] / "package.json").read_text("utf-8"))["version"]
    return {"leaflets": leaflets, "files": bench.files, "words": bench.words, "textlint": version, "times": times}


def report(facts: dict[str, Any]) -> list[str]:
    """Return the lines that are printed."""
    times: dict[str, list[Spent]] = facts["times"]
    median = {name: statistics.median(spent.wall for spent in of_name) for name, of_name in times.items()}
    lines = [f"## {facts['leaflets']} leaflets, {facts['words']:,} words in {facts['files']} files", ""]
    for name, of_name in times.items():
        processors = statistics.median(spent.processors for spent in of_name)
        lines.append(f"{name:28} {median[name]:8.2f} s   {processors:8.2f} s of processors   {of_name[-1].said}")
    lines.append("")
    if TEXTLINT in times:
        both = f"{OURS} / textlint {facts['textlint']} with write-good"
        lines.append(goal(both, median[OURS] / median[TEXTLINT], GOALS[OURS]))
    lines.append(goal("seconds when nothing changed", median[AGAIN], GOALS[AGAIN]))
    for other in (LIST, LIST_AGAIN):
        lines.append(goal(f"{ONE} / {other}", median[ONE] / median[other], GOALS[ONE]))
    return lines


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.check", description="leafletgen check beside textlint."
    )
    parser.add_argument("--leaflets", type=int, default=1500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rules", action="store_true", help="each rule at doubling sizes")
    parser.add_argument("--json", type=Path, help="write all times to this file")
    options = parser.parse_args()
    before = machine()
    if options.rules:
        facts = check_rules.measure()
        lines = check_rules.report(facts)
    else:
        with tempfile.TemporaryDirectory(prefix="leafletgen-bench-") as folder:
            facts = measure(Path(folder), options.leaflets, options.rounds)
        lines = report(facts)
    print("\n".join([*machine_lines(before, machine()), *(re.sub(r"\x1b\[[0-9;]*m", "", line) for line in lines)]))
    if options.json:
        options.json.write_text(json.dumps({"before": before, **facts}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
