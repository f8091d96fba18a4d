"""Each rule at doubling sizes: its time must double too, and not more. Part of ``python -m tests.bench.check``."""

import json
import math
import shutil
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from leafletgen.errors import Report
from leafletgen.library.workspace import Workspace
from leafletgen.rules.checked import CheckedFile, read_file
from leafletgen.rules.data import load_rules
from leafletgen.rules.rule import Rule
from leafletgen.rules.running import check_file, compare, comparisons, file_checks, gather, looks_at
from tests.bench.many import write_workspace
from tests.bench.workspace import REPOSITORY, BenchWorkspace

#: How often the body of the long starter leaflet stands in a file; 16 of them are about half a megabyte.
COPIES = (2, 4, 8, 16)
#: How often the words of that leaflet stand in one paragraph, which no leaflet may have: rules see it all the same.
PARAGRAPHS = (2, 4, 8, 16)
#: How many files are compared.
FILES = (50, 100, 200, 400)
#: What a doubling may cost: 2 is linear, 4 is a square.
LIMIT = 2.8
#: Seconds below which a time says nothing.
_FLOOR = 0.004
#: What would be markup where it stands alone, and what stands for a merge field.
_PLAIN = str.maketrans("", "", "*[]{}^@\\\ufffc")


def measure() -> dict[str, Any]:
    """Seconds of each rule by size: over long files, over long paragraphs, and where it compares files."""
    with tempfile.TemporaryDirectory(prefix="leafletgen-bench-") as name:
        folder = Path(name)
        bench = BenchWorkspace(folder)
        workspace = Workspace(folder)
        rules = load_rules(REPOSITORY, Report())
        long = [_read(workspace, bench.lengthen(times), warm=False) for times in COPIES]
        words = " ".join(passage.text for passage in _read(workspace, bench.leaflet).passages).translate(_PLAIN)
        paragraphs = [_paragraph(workspace, bench.leaflet, words, times) for times in PARAGRAPHS]
        facts = {"long files": _files(long, rules), "long paragraphs": _files(paragraphs, rules)}
        many = folder / "many"
        files = _many(many, max(FILES))
        facts["many files"] = _compared(files, rules)
        shutil.rmtree(many)
        return facts


def report(facts: dict[str, Any]) -> list[str]:
    """Return the lines that are printed: each rule's worst doubling, the slowest rules first."""
    lines = []
    for title, times in facts.items():
        lines += [f"## {title}", ""]
        missed = [name for name, spent in times.items() if worst(spent) > LIMIT]
        for name, spent in sorted(times.items(), key=lambda each: -each[1][-1])[:12]:
            shown = "  ".join(f"{1000 * seconds:8.1f} ms" for seconds in spent)
            lines.append(f"  {name:28} {shown}   worst doubling {worst(spent):.2f}")
        lines += [
            f"  of {len(times)} rules {len(missed)} are not linear{': ' if missed else ''}{', '.join(missed)}",
            "",
        ]
    return lines


def worst(spent: list[float]) -> float:
    """Return the cost of a doubling over the whole range, where times are long enough to tell."""
    told = [seconds for seconds in spent if seconds >= _FLOOR]
    if len(told) < 2:
        return 0.0
    return float(math.pow(told[-1] / told[0], 1 / (len(told) - 1)))


def _read(workspace: Workspace, path: Path, text: str | None = None, warm: bool = True) -> CheckedFile:
    file = read_file(workspace, path, Report(), text if text is not None else path.read_text("utf-8"))
    assert file is not None
    if warm:
        _warm(file)
    return file


def _warm(file: CheckedFile) -> None:
    """Read once what all rules read: words, sentences, the leaflet with its includes."""
    for passage in file.passages:
        assert passage.words is not None
        assert passage.sentences is not None
    _ = file.loaded  # None for a paragraph that is longer than leaflets may have


def _paragraph(workspace: Workspace, leaflet: Path, words: str, times: int) -> CheckedFile:
    head = leaflet.read_text("utf-8").partition("\nbody:\n")[0]
    return _read(workspace, leaflet, f"{head}\nbody:\n  - {json.dumps(f'{words} ' * times, ensure_ascii=False)}\n")


def _files(files: list[CheckedFile], rules: dict[str, Rule]) -> dict[str, list[float]]:
    for file in files:
        _warm(file)
    return {
        name: [_seconds(partial(check_file, file, {name: rule})) for file in files]
        for name, rule in rules.items()
        if name in file_checks() and looks_at(rule, files[0])
    }


def _many(root: Path, number: int) -> list[CheckedFile]:
    paths = write_workspace(root, number)
    workspace = Workspace(root)
    return [_read(workspace, path) for path in paths]


def _compared(files: list[CheckedFile], rules: dict[str, Rule]) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {}
    for name, rule in rules.items():
        if name not in comparisons():
            continue
        which = {name: rule}
        known = {file.shown: gather(file, which) for file in files}
        some = [dict(list(known.items())[:number]) for number in FILES]
        times[name] = [_seconds(partial(compare, part, which)) for part in some]
    return times


def _seconds(job: Callable[[], object]) -> float:
    """Seconds of the processor, the least of two."""
    times = []
    for _ in range(2):
        begun = time.process_time()
        job()
        times.append(time.process_time() - begun)
    return min(times)
