"""Build and release that are killed or interrupted at any moment: nothing half, nothing lost, the next run goes on."""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]
import pypdfium2
import pytest

from leafletgen.errors import ExitCode, Report
from leafletgen.library.workspace import Workspace
from leafletgen.release.catalogue import catalogue
from leafletgen.release.ledger import Ledger
from leafletgen.release.looks import Looks
from leafletgen.release.pending import PENDING
from leafletgen.release.state import State
from tests.support.commands import LEAFLET, ROOT, files_of, run, small_workspace, write
from tests.support.each_step import each_step
from tests.support.processes import BOUND, Child

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
LEAFLETS = 12
#: Beside these, a release is killed at each of its steps.
MOMENTS = 12
RELEASE = ("release", "--all", "--reason", "First issue", "--approved-by", "Clinical lead", "--issued", "2026-10")
#: Runs the command while a leaflet takes a moment, or ends the process that builds it.
SLOW_COMMAND = """\
import os, signal, sys, time
from pathlib import Path

from leafletgen.batch import run as running
from leafletgen.batch.work import do
from leafletgen.cli.main import run

MARKERS = Path({markers!r})


def slowly(job):
    time.sleep({seconds})
    always, once = MARKERS / f"always-{{job.path.stem}}", MARKERS / f"once-{{job.path.stem}}"
    results = None if always.exists() else do(job)
    if always.exists() or once.exists():
        once.unlink(missing_ok=True)
        os.kill(os.getpid(), signal.SIGKILL)
    return results


if __name__ == "__main__":
    running.do = slowly
    run()
"""
#: The steps on the disk at which a release is killed: before each, or with half of a line written.
STEPS = """\
os.replace = ending(os.replace)
os.fsync = ending(os.fsync)
os.unlink = ending(os.unlink)
os.write = ending(os.write, half=True)
"""


def make_workspace(root: Path, leaflets: int = LEAFLETS) -> Path:
    """Make a workspace of short leaflets."""
    small_workspace(root)
    (root / "leaflets" / "P1-good.yaml").unlink()
    for number in range(1, leaflets + 1):
        text = LEAFLET.replace("P1/", f"P{number}/").replace("A good leaflet", f"Leaflet {number}")
        write(root / "leaflets" / f"P{number}-leaflet.yaml", text)
    return root


class Case:
    """A workspace that is put back to its beginning, and what an undisturbed run makes of it."""

    def __init__(self, root: Path, arguments: Sequence[str], leaflets: int = LEAFLETS) -> None:
        self.root = make_workspace(root, leaflets)
        self.arguments = (*arguments, "--workspace", str(root))
        self.before = files_of(self.root / "leaflets")
        begun = time.monotonic()
        done = subprocess.run(
            self.command, capture_output=True, text=True, check=False, env=environment(), timeout=BOUND
        )
        self.seconds = time.monotonic() - begun
        assert (done.returncode, done.stderr) == (0, "")
        self.built = files_of(self.root / "build")
        self.after = sources(self.root)
        self.recorded = recorded(self.root)
        assert len(self.built) == leaflets
        self.put_back()

    @property
    def command(self) -> list[str]:
        """The command as a shell runs it."""
        return [sys.executable, "-m", "leafletgen", *self.arguments]

    def put_back(self) -> None:
        """Begin again."""
        shutil.rmtree(self.root / "build", ignore_errors=True)
        shutil.rmtree(self.root / "leaflets")
        for name, data in self.before.items():
            path = self.root / "leaflets" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    def check_what_is_there(self) -> None:
        """No file is half, and the ledger can be read."""
        for path in (self.root / "build").glob("*.pdf"):
            data = path.read_bytes()
            if not path.name.startswith("."):
                assert data == self.built[path.name], path.name
                assert len(pypdfium2.PdfDocument(data)) >= 1
        report = Report()
        assert Ledger.read(self.root, report) is not None
        assert not report.diagnostics
        assert recorded(self.root) in ([], self.recorded), "leaflets are released together or not at all"
        now = sources(self.root)
        assert now.keys() == self.after.keys()
        for name, text in now.items():
            assert text in (self.before[name], self.after[name]), name

    def check_the_end(self) -> None:
        """Everything is as after an undisturbed run."""
        assert files_of(self.root / "build").keys() - self.built.keys() == leftovers(self.root / "build")
        assert {name: data for name, data in files_of(self.root / "build").items() if name in self.built} == self.built
        assert sources(self.root) == self.after
        assert recorded(self.root) == self.recorded
        assert not (self.root / PENDING).exists()


def environment() -> dict[str, str]:
    """Make the command find the package when it is run from a script."""
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def leftovers(folder: Path) -> set[str]:
    """Unfinished files, which the next builds clear away when an hour is over."""
    return {path.name for path in folder.glob(".*.part")}


def sources(root: Path) -> dict[str, bytes]:
    """The leaflets' files."""
    return {path.name: path.read_bytes() for path in sorted((root / "leaflets").glob("*.yaml"))}


def recorded(root: Path) -> list[dict[str, Any]]:
    """What the ledger has, whatever the day is."""
    report = Report()
    ledger = Ledger.read(root, report)
    assert ledger is not None and not report.diagnostics
    return [{**line.entry._asdict(), "released": ""} for line in ledger.lines]


def in_step(root: Path) -> bool:
    """Whether each leaflet's file says what the ledger says."""
    ledger = Ledger.read(root, Report())
    assert ledger is not None
    workspace = Workspace(root)
    looks = Looks(workspace)
    facts = catalogue(workspace, workspace.leaflet_files(), Report())
    assert len(facts) == len(workspace.leaflet_files())
    return all(looks.standing(one, ledger).state in (State.RELEASED, State.NEVER) for one in facts)


def family(process: subprocess.Popen[Any]) -> list[Any]:
    """A process's children and theirs, as far as they are there."""
    try:
        children: list[Any] = psutil.Process(process.pid).children(recursive=True)
        return children
    except psutil.NoSuchProcess:
        return []


def moments(seconds: float) -> list[float]:
    """Moments from the beginning to behind the end, the same on every day."""
    chance = random.Random(4)
    return [seconds * (number + chance.random()) / (MOMENTS - 1) for number in range(MOMENTS)]


def disturb(process: subprocess.Popen[Any], number: int) -> list[Any]:
    """Kill the first process, or all of the group, or one worker; return the others that were there."""
    others = family(process)
    if number % 3 == 0:
        process.kill()
    elif number % 3 == 1:
        os.killpg(process.pid, signal.SIGKILL)
    elif others:
        others[number % len(others)].kill()
    else:
        process.kill()
    return others


@pytest.fixture(scope="module")
def build_case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return Case(tmp_path_factory.mktemp("killed") / "b", ("build", "--jobs", "2"))


@pytest.fixture(scope="module")
def release_case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return Case(tmp_path_factory.mktemp("killed") / "r", RELEASE)


@pytest.fixture(scope="module")
def step_case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    # Three leaflets are built in the first process, so that it is the one that is killed at each step.
    return Case(tmp_path_factory.mktemp("killed") / "s", RELEASE, leaflets=3)


def kill(case: Case, number: int) -> None:
    """Begin the command anew, and kill it, or a part of it, at one of the moments."""
    case.put_back()
    with Child(
        case.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, env=environment()
    ) as process:
        time.sleep(moments(case.seconds)[number])
        others = disturb(process, number)
        process.wait(BOUND)
    _, alive = psutil.wait_procs(others, timeout=BOUND)
    assert not alive
    case.check_what_is_there()


@pytest.mark.parametrize("number", range(MOMENTS))
def test_a_build_that_is_killed_is_finished_by_the_next(build_case: Case, number: int) -> None:
    case = build_case
    kill(case, number)
    result = run(*case.arguments)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    case.check_the_end()
    assert run(*case.arguments).stdout.startswith("0 files written, 12 up to date")


@pytest.mark.parametrize("number", range(MOMENTS))
def test_a_release_that_is_killed_was_not_begun_or_is_finished(release_case: Case, number: int) -> None:
    case = release_case
    kill(case, number)
    check_that_it_goes_on(case)


def check_that_it_goes_on(case: Case) -> None:
    """Whatever command comes next brings files and ledger into step; then the release is made, or was."""
    stands = (case.root / PENDING).exists() or bool(recorded(case.root))
    assert run("status", "--workspace", case.root).exit_code == ExitCode.OK
    assert in_step(case.root)
    assert not (case.root / PENDING).exists()
    assert recorded(case.root) == (case.recorded if stands else [])
    result = run(*case.arguments)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    assert ("there is nothing to release" in result.stdout) == stands
    result = run("build", "--workspace", case.root)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    case.check_the_end()


def test_a_release_may_be_killed_at_each_of_its_steps(step_case: Case, tmp_path: Path) -> None:
    case = step_case
    seen = set()
    case.put_back()
    for _, code, said in each_step(tmp_path, case.arguments, STEPS, 200):
        if code == 0:
            break
        assert (code, said) == (-signal.SIGKILL, "")
        changed = sum(text != case.before[name] for name, text in sources(case.root).items())
        seen.add(((case.root / PENDING).exists(), bool(recorded(case.root)), changed))
        case.check_what_is_there()
        check_that_it_goes_on(case)
        case.put_back()
    assert seen >= {(False, False, 0), (True, False, 0), (True, True, 0), (True, True, 2), (True, True, 3)}
    assert (False, True, 3) in seen
    case.check_the_end()


class Slow:
    """A build whose leaflets take a moment each, in a folder of its own."""

    def __init__(self, folder: Path, seconds: float) -> None:
        self.root = make_workspace(folder / "w")
        self.markers = folder
        self.script = write(folder / "slow.py", SLOW_COMMAND.format(markers=str(folder), seconds=seconds))

    def start(self, *options: str) -> subprocess.Popen[str]:
        """Start it, in a group of its own as a shell does."""
        command = [sys.executable, "-u", str(self.script), "build", "--workspace", str(self.root), *options]
        return Child(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            env=environment(),
        )

    def files(self) -> set[str]:
        """The PDFs that are there."""
        return {path.name for path in (self.root / "build").glob("*.pdf")}


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("whole_group", [False, True])
def test_ctrl_c_keeps_what_is_done_and_the_next_run_goes_on(tmp_path: Path, jobs: str, whole_group: bool) -> None:
    slow = Slow(tmp_path, 0.15)
    with slow.start("--jobs", jobs) as process:
        while not slow.files():
            assert process.poll() is None
            time.sleep(0.01)
        others = family(process)
        assert len(others) == (2 if jobs == "2" else 0)
        (os.killpg if whole_group else os.kill)(process.pid, signal.SIGINT)
        output, faults = process.communicate(timeout=BOUND)
    assert process.returncode == 130
    _, alive = psutil.wait_procs(others, timeout=BOUND)
    assert not alive
    done = slow.files()
    assert 1 <= len(done) < LEAFLETS
    assert faults == f"stopped: {LEAFLETS - len(done)} leaflets left; run it again to go on\n"
    assert len(output.splitlines()) == len(done) + 1, "each is told, and the count"
    result = run("build", "--workspace", slow.root)
    assert result.exit_code == ExitCode.OK
    assert f"{LEAFLETS - len(done)} files written, {len(done)} up to date" in result.stdout
    assert leftovers(slow.root / "build") == set()


def test_ctrl_c_before_the_first_leaflet_is_told_too(tmp_path: Path) -> None:
    root = make_workspace(tmp_path / "w")
    code = (
        "import os, signal\nfrom leafletgen.batch import plan\nfrom leafletgen.cli.main import run\nlook = plan._look\n"
        "def interrupted(*arguments):\n    os.kill(os.getpid(), signal.SIGINT)\n    plan._look = look\n"
        "    return look(*arguments)\nplan._look = interrupted\nrun()\n"
    )
    script = write(tmp_path / "interrupted.py", code)
    command = [sys.executable, str(script), "build", "--workspace", str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment(), timeout=BOUND)
    assert (done.returncode, done.stdout) == (130, "0 files written\n")
    assert done.stderr == "stopped: 12 leaflets left; run it again to go on\n"


def test_a_worker_that_is_killed_once_loses_no_leaflet(tmp_path: Path) -> None:
    slow = Slow(tmp_path, 0.02)
    for name in ("P2", "P9"):
        (tmp_path / f"once-{name}-leaflet").touch()
    with slow.start("--jobs", "2") as process:
        _, faults = process.communicate(timeout=BOUND)
    assert (process.returncode, faults) == (0, "")
    assert len(slow.files()) == LEAFLETS
    assert not list(tmp_path.glob("once-*"))


def test_a_leaflet_whose_workers_always_die_is_told_and_stops_no_other(tmp_path: Path) -> None:
    slow = Slow(tmp_path, 0.02)
    (tmp_path / "always-P5-leaflet").touch()
    with slow.start("--jobs", "2") as process:
        output, faults = process.communicate(timeout=BOUND)
    assert process.returncode == ExitCode.CONTENT
    assert faults.startswith("error: P5-leaflet is not built: each process that tried was killed\n")
    assert len(faults.splitlines()) == 2
    assert len(slow.files()) == LEAFLETS - 1
    # What a process had written when another one died is found up to date when its job is done again.
    said = re.match(
        r"(\d+) files? written(?:, (\d+) up to date)?, 11 leaflets marked .* 1 build failed", output.splitlines()[-1]
    )
    assert said is not None and int(said[1]) + int(said[2] or 0) == 11


#: Runs the command, and interrupts it once at a step: when a leaflet is composed, or when a file takes its place.
INTERRUPTED = """\
import os, signal, sys

from leafletgen.release import preparing
from leafletgen.cli.main import run


def interrupting(step, matches):
    waiting = True

    def wrapped(*arguments, **named):
        nonlocal waiting
        if waiting and matches(arguments):
            waiting = False
            os.kill(os.getpid(), signal.SIGINT)
        return step(*arguments, **named)

    return wrapped


if sys.argv.pop(1) == "composing":
    preparing.compose_leaflet = interrupting(preparing.compose_leaflet, lambda _: True)
else:
    os.replace = interrupting(os.replace, lambda given: str(given[1]).endswith("releases.jsonl"))
run()
"""


def test_ctrl_c_before_a_release_is_recorded_releases_nothing(step_case: Case, tmp_path: Path) -> None:
    step_case.put_back()
    script = write(tmp_path / "interrupted.py", INTERRUPTED)
    command = [sys.executable, str(script), "composing", *step_case.arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment(), timeout=BOUND)
    assert (done.returncode, done.stdout) == (130, "3 leaflets to release\n")
    assert done.stderr == "stopped: nothing was released\n"
    assert recorded(step_case.root) == []
    assert files_of(step_case.root / "leaflets").keys() - step_case.before.keys() == {".releasing.json.lock"}
    check_that_it_goes_on(step_case)


def test_ctrl_c_while_a_release_is_recorded_comes_too_late(step_case: Case, tmp_path: Path) -> None:
    step_case.put_back()
    script = write(tmp_path / "interrupted.py", INTERRUPTED)
    command = [sys.executable, str(script), "recording", *step_case.arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment(), timeout=BOUND)
    assert (done.returncode, done.stderr) == (0, "")
    step_case.check_the_end()
