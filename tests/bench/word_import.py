"""Word files brought in, beside pandoc: ``python -m tests.bench.compare --only word_import``.

The same files for both, in turns, by whole processes: one ``leafletgen import FOLDER``; one pandoc for each file to
Markdown with its pictures, as a user would run it; and pandoc's best case, processes that read and write
twenty of them by a script in its own Lua, pictures left out. leafletgen writes pictures and lists every doubt besides.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypandoc
import yaml

from leafletgen.app.scaffold import lay_out
from tests.bench.measuring import UnsoundError, our_command, surroundings
from tests.bench.word_documents import write_documents
from tests.bench.workspace import REPOSITORY

OURS, PANDOC, PANDOC_AT_ONCE = "leafletgen import", "pandoc, one process a file", "pandoc, 20 files a process"
DOCUMENTS = 200
_BOUND = 1800
#: Files that pandoc reads in one process of its Lua; it keeps what it made, and 200 take more memory than there is.
_AT_ONCE = 20
_SCRIPT = """
for _, name in ipairs(arg) do
  local file = io.open(name, "rb")
  local text = pandoc.write(pandoc.read(file:read("a"), "docx"), "markdown")
  file:close()
  local out = io.open(name:gsub("%.docx$", ".md"), "w")
  out:write(text)
  out:close()
end
"""


def measure(folder: Path, rounds: int, documents: int = DOCUMENTS) -> dict[str, Any]:
    """Seconds of each round, by program."""
    bench = _Bench(folder, documents)
    jobs: dict[str, Callable[[], None]] = {OURS: bench.ours, PANDOC: bench.pandoc, PANDOC_AT_ONCE: bench.pandoc_at_once}
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            bench.clean()
            begun = time.perf_counter()
            job()
            times[name].append(time.perf_counter() - begun)
            bench.check(name)
    return {"documents": documents, "seconds": times, "version": str(pypandoc.get_pandoc_version())}


def report(facts: dict[str, Any]) -> list[str]:
    """Return the lines that are printed."""
    ours = statistics.median(facts["seconds"][OURS])
    lines = ["", f"## {facts['documents']} Word files of ten pages (pandoc {facts['version']})", ""]
    for name, times in facts["seconds"].items():
        spent = statistics.median(times)
        a_file = 1000 * spent / facts["documents"]
        lines.append(f"{name:28} {spent:8.2f} s   {a_file:7.1f} ms a file   {ours / spent:5.2f} of it is ours")
    return lines


class _Bench:
    """The workspace, the files, and what each program is asked."""

    def __init__(self, folder: Path, documents: int) -> None:
        self.folder = folder
        self.files = write_documents(folder / "old", documents)
        self.root = folder / "workspace"
        lay_out(REPOSITORY, self.root)
        self.out = folder / "out"
        self.script = folder / "all.lua"
        self.script.write_text(_SCRIPT, "utf-8")
        self.environment = surroundings(folder / "bytecode")
        self.run([*our_command(), "import", "--help"])  # which writes the bytecode, as an installation does

    def clean(self) -> None:
        shutil.rmtree(self.out, ignore_errors=True)
        self.out.mkdir()
        for old in self.files[0].parent.glob("*.md"):
            old.unlink()

    def run(self, command: list[str]) -> None:
        done = subprocess.run(
            command, cwd=self.root, env=self.environment, capture_output=True, text=True, timeout=_BOUND
        )
        if done.returncode:
            raise UnsoundError(f"{command[0]} failed: {done.stderr[-2000:] or done.stdout[-2000:]}")

    def ours(self) -> None:
        asked = ["--brand", "riverside", "--layout", "a4-leaflet", "--out", str(self.out)]
        self.run(
            [*our_command(), "import", str(self.files[0].parent), *asked, "--report", str(self.out / "report.html")]
        )

    def pandoc(self) -> None:
        for file in self.files:
            to = self.out / f"{file.stem}.md"
            media = f"--extract-media={self.out / file.stem}"
            self.run([pypandoc.get_pandoc_path(), "-f", "docx", "-t", "markdown", str(file), "-o", str(to), media])

    def pandoc_at_once(self) -> None:
        for begin in range(0, len(self.files), _AT_ONCE):
            some = map(str, self.files[begin : begin + _AT_ONCE])
            self.run([pypandoc.get_pandoc_path(), "lua", str(self.script), *some])

    def check(self, name: str) -> None:
        """Make sure that every file was written, and that ours hold a leaflet.

        Raises:
            UnsoundError: one is missing or empty.
        """
        end = "yaml" if name == OURS else "md"
        where = self.files[0].parent if name == PANDOC_AT_ONCE else self.out
        made = sorted(where.glob(f"*.{end}"))
        if len(made) != len(self.files) or any([file.stat().st_size < 10_000 for file in made]):
            raise UnsoundError(f"{name} wrote {len(made)} of {len(self.files)} files")
        if name == OURS and not yaml.safe_load(made[0].read_text("utf-8")).get("body"):
            raise UnsoundError(f"{name} wrote a leaflet without a body")
