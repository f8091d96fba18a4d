"""What all comparisons share: rounds, whole processes, a look into the files, and the report."""

import gc
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pypdfium2

from tests.bench import document as documents
from tests.bench.workspace import REPOSITORY

OURS, REPORTLAB, TYPST, WEASYPRINT = "leafletgen", "plain ReportLab", "Typst ua-1", "WeasyPrint ua-1"
PEERS = (OURS, REPORTLAB, TYPST, WEASYPRINT)
#: The folder beside the bytecode in which our cold processes keep what they prepared.
CACHE = "user-cache"
Times = dict[str, list[float]]
"""Seconds of every round, by program."""
Jobs = Mapping[str, Callable[[], bytes]]


class UnsoundError(Exception):
    """A peer's file does not hold the same document, so that its time means nothing."""


def timed(job: Callable[[], object]) -> float:
    """Seconds of one call, rubbish of earlier ones collected before."""
    gc.collect()
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def measure_warm(jobs: Jobs, rounds: int, prepare: Callable[[int], None]) -> Times:
    """Rounds in turns (A B C D A B C D), prepared outside the clock; one round before them is not counted."""
    times: Times = {name: [] for name in jobs}
    for number in range(rounds + 1):
        prepare(number)
        for name, job in jobs.items():
            spent = timed(job)
            if number:
                times[name].append(spent)
        if not number:
            gc.freeze()  # what programs keep from now on, such as ReportLab's drawings, is no work for the collector
    gc.unfreeze()
    return times


def surroundings(bytecode: Path) -> dict[str, str]:
    """The environment of a command that is measured: with bytecode as after any installation, and nobody's settings."""
    found = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    found["PYTHONPYCACHEPREFIX"] = str(bytecode)
    found["LEAFLETGEN_CACHE"] = str(bytecode.with_name(CACHE))  # not what this user has prepared already
    found["LEAFLETGEN_CONFIG"] = ""  # nor what this user's own sheets say
    return found


def measure_cold(
    commands: Mapping[str, list[str]], rounds: int, bytecode: Path, before: Mapping[str, Callable[[], None]]
) -> Times:
    """Seconds of whole processes, in turns; ``before`` has what is done ahead of a command, outside the clock."""
    times: Times = {name: [] for name in commands}
    environment = surroundings(bytecode)  # the round that is not counted fills it
    for number in range(rounds + 1):
        for name, command in commands.items():
            if name in before:
                before[name]()
            start = time.perf_counter()
            done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True)
            spent = time.perf_counter() - start
            if done.returncode:
                raise UnsoundError(f"{name} failed: {done.stderr or done.stdout}")
            if number:
                times[name].append(spent)
    return times


def our_command() -> list[str]:
    """How leafletgen is started on this machine."""
    script = Path(sys.executable).with_name("leafletgen.exe" if os.name == "nt" else "leafletgen")
    return [str(script)] if script.exists() else [sys.executable, "-m", "leafletgen"]


def text_of_file(data: bytes) -> str:
    """The text of all pages."""
    return " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


def words_of_file(data: bytes) -> set[str]:
    """The words of all pages."""
    return documents.words(text_of_file(data))


def inspect_files(
    files: Mapping[str, bytes], texts: Iterable[str], certain: Sequence[str] = ()
) -> dict[str, dict[str, int]]:
    """Pages and bytes of every file.

    Args:
        files: by program; one of them is ours.
        texts: what all must hold; one word in a hundred may be lost at an edge.
        certain: texts that must be there as they are, spaces apart, such as what was changed last.

    Raises:
        UnsoundError: a file lacks words, or its number of pages is far from ours.
    """
    wanted = {word for text in texts for word in documents.words(text)}
    found: dict[str, dict[str, int]] = {}
    for name, data in files.items():
        text = text_of_file(data)
        missing = sorted(wanted - documents.words(text))
        if len(missing) > 0.01 * len(wanted):
            raise UnsoundError(f"{name} lacks {len(missing)} of {len(wanted)} words, such as {missing[:5]}")
        flat = "".join(text.split())
        lost = [part for part in certain if "".join(part.split()) not in flat]
        if lost:
            raise UnsoundError(f"{name} lacks {lost[0]!r}")
        found[name] = {"pages": len(pypdfium2.PdfDocument(data)), "bytes": len(data), "missing words": len(missing)}
    ours = found[OURS]["pages"]
    for name, facts in found.items():
        if abs(facts["pages"] - ours) > max(1, 0.3 * ours):
            raise UnsoundError(f"{name} has {facts['pages']} pages and leafletgen {ours}")
    return found


# --- the report -----------------------------------------------------------------------------------------------------


def ratio(times: Times, one: str, other: str, mean: bool = False) -> float:
    """The ratio of two medians, or means."""
    average = statistics.fmean if mean else statistics.median
    return average(times[one]) / average(times[other])


def table(title: str, times: Times, others: Sequence[str] = (TYPST, REPORTLAB), mean: bool = False) -> str:
    """Medians, the quickest round, and ratios of medians; means in place of medians where the whole time counts."""
    average = statistics.fmean if mean else statistics.median
    head = ["mean" if mean else "median", "least", *(f"/ {other}" for other in others)]
    lines = [f"{title:<40}" + "".join(f"{cell:>18}" for cell in head)]
    for name, rounds in times.items():
        cells = [f"{1000 * average(rounds):.1f} ms", f"{1000 * min(rounds):.1f} ms"]
        cells += [f"{ratio(times, name, other, mean):.2f}" for other in others]
        lines.append(f"  {name:<38}" + "".join(f"{cell:>18}" for cell in cells))
    return "\n".join(lines)


def sizes(files: Mapping[str, Mapping[str, int]]) -> list[str]:
    """Pages and kilobytes of every file."""
    return [f"  {name:<32}{facts['pages']:>5} pages{facts['bytes'] / 1000:>10.1f} KB" for name, facts in files.items()]


def goal(words: str, value: float, limit: float, form: str = ".2f", least: bool = False) -> str:
    """A goal, what was measured, and whether it is met."""
    met = value >= limit if least else value <= limit
    return f"  {'met   ' if met else 'MISSED'}  {words}: {value:{form}}"


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


def machine_lines(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The machine, for people."""
    return [
        f"Python {before['python']}, {before['system']}, {before['processors']} processors",
        ", ".join(f"{name} {number}" for name, number in before["versions"].items()),
        f"load before {before['load']}, after {after['load']}: over about 0.3 a processor the times are too long and"
        " ratios are less sure",
        "",
    ]
