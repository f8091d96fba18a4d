"""The tests themselves: every child has a bound, Ctrl-C reaches it, and no verdict is a time."""

import ast
import os
import subprocess
import sys
import time
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest

from tests.support.commands import ROOT
from tests.support.marks import DATES, FIRST, LIBRARIES
from tests.support.processes import BOUND, Child, end_children

FILES = sorted(path for path in (ROOT / "tests").rglob("*.py") if path.parent.name != "bench")
#: Begins pytest as "pytest &" in a script does.
IGNORING = """\
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_IGN)
os.execv(sys.executable, [sys.executable, "-m", "pytest", *sys.argv[1:]])
"""


def calls(path: Path) -> list[tuple[str, ast.Call]]:
    """The calls in a file, by what is called."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return [(ast.unparse(node.func), node) for node in nodes if isinstance(node, ast.Call)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_child_has_a_bound(path: Path) -> None:
    for name, call in calls(path):
        where = f"{path.name}:{call.lineno}: {ast.unparse(call)}"
        bounds = {word.arg for word in call.keywords}
        runs = name in ("subprocess.run", "subprocess.check_output", "subprocess.check_call", "subprocess.call")
        waits = name.endswith((".communicate", ".wait", ".join")) and not call.args
        assert "timeout" in bounds or not (runs or waits), where
        assert name not in ("subprocess.Popen", "os.system", "os.fork"), f"{where}: use tests.support.processes.Child"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_verdict_is_a_time(path: Path) -> None:
    """Nothing is said to be quick or slow by a clock; to wait no longer than a bound is no verdict."""
    clocks = ("time.perf_counter", "time.process_time", "time.thread_time", "time.monotonic", "time.time")
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Assert):
            names = {ast.unparse(part.func) for part in ast.walk(node) if isinstance(part, ast.Call)}
            # "assert time.monotonic() < end" ends a wait.
            waits = ast.unparse(node.test).startswith("time.monotonic() < ")
            assert waits or not names & set(clocks), f"{path.name}:{node.lineno}"


def test_what_is_marked_is_there() -> None:
    assert {path.stem for path in FILES} >= DATES | LIBRARIES | set(FIRST)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
def test_ctrl_c_is_heeded_when_the_parent_ignores_it() -> None:
    named = (
        "tests/system/test_workers.py::test_ctrl_c_is_a_wish_and_the_second_interrupts",
        "tests/whole/test_killed.py::test_ctrl_c_before_the_first_leaflet_is_told_too",
    )
    done = subprocess.run(
        [sys.executable, "-c", IGNORING, "-q", "-n", "0", "-p", "no:cacheprovider", *named],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=BOUND,
    )  # fmt: skip
    assert (done.returncode, done.stdout.splitlines()[-1].split(" in ")[0]) == (0, "2 passed"), done.stdout


def test_a_child_ends_with_its_block_and_with_its_test() -> None:
    sleeping = [sys.executable, "-c", "import time; time.sleep(3600)"]
    with Child(sleeping) as first:
        pass
    second: Child[bytes] = Child(sleeping)
    begun = psutil.Process(second.pid)
    end_children()
    assert first.returncode is not None and second.returncode is not None
    end = time.monotonic() + BOUND
    while begun.is_running():
        assert time.monotonic() < end
