"""Leaflets built on any executor: threads, spawned processes, and a cluster of dask of which a worker is killed."""

import json
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from leafletgen.batch import cluster as clusters
from leafletgen.batch.job import Job, Result, Settings
from leafletgen.batch.plan import make_plan
from leafletgen.batch.run import Run
from leafletgen.batch.work import do
from leafletgen.errors import ExitCode
from leafletgen.library.workspace import Workspace
from leafletgen.system.workers import Stop
from tests.support.commands import ROOT, files_of, run, run_apart
from tests.support.processes import BOUND, Child
from tests.whole.test_killed import LEAFLETS, make_workspace

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="Windows has other signals"),
]
MANY = 40


class Cluster(NamedTuple):
    """A scheduler on this machine, for which workers can be started."""

    address: str
    folder: Path
    workers: list[subprocess.Popen[bytes]]

    @property
    def option(self) -> tuple[str, str]:
        """How the command is told of it."""
        return "--scheduler", self.address.replace("tcp://", "dask://")

    def start_worker(self) -> subprocess.Popen[bytes]:
        """Start a worker with one thread and no guardian, so that killing it kills the one that works."""
        options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(self.folder))
        worker = begin("worker", self.address, *options)
        self.workers.append(worker)
        return worker


def begin(program: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start one of dask's programs."""
    command = [sys.executable, "-m", f"distributed.cli.dask_{program}", *arguments]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}
    return Child(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=surroundings)


def until(holds: Callable[[], Any], seconds: float = 60) -> Any:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not (found := holds()):
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.02)
    return found


def start_cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    """Start a scheduler and workers, and end them all when the test is over."""
    file = folder / "scheduler.json"
    options = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
    scheduler = begin("scheduler", *options)
    started: list[subprocess.Popen[bytes]] = []
    try:
        until(lambda: file.exists() and file.read_text().endswith("}"))
        found = Cluster(json.loads(file.read_text())["address"], folder, started)
        for _ in range(workers):
            found.start_worker()
        yield found
    finally:
        for process in (*started, scheduler):
            process.kill()
            process.wait(BOUND)


@pytest.fixture
def two_workers(tmp_path: Path) -> Iterator[Cluster]:
    yield from start_cluster(tmp_path, 2)


@pytest.fixture
def no_workers(tmp_path: Path) -> Iterator[Cluster]:
    yield from start_cluster(tmp_path, 0)


def built(root: Path) -> list[str]:
    """The file that each line of the journal is about: a line for each time that one was written."""
    text = (root / "build" / ".cache" / "built.jsonl").read_text("utf-8")
    return sorted(json.loads(line)["name"] for line in text.splitlines() if line)


def expected(folder: Path, leaflets: int = LEAFLETS) -> dict[str, bytes]:
    """What an undisturbed build on this machine makes."""
    root = make_workspace(folder, leaflets)
    assert run("build", "--workspace", root, "--jobs", "1").exit_code == ExitCode.OK
    return files_of(root / "build")


@pytest.mark.parametrize(
    "executor",
    [
        pytest.param(lambda: ThreadPoolExecutor(3), id="threads"),
        pytest.param(lambda: ProcessPoolExecutor(2, multiprocessing.get_context("spawn")), id="spawned"),
    ],
)
def test_any_executor_builds_the_same_files(tmp_path: Path, executor: Callable[[], Executor]) -> None:
    root = make_workspace(tmp_path / "w")
    workspace = Workspace(root)
    settings = Settings(root, root / "build", run="one")
    plan = make_plan(workspace, workspace.leaflet_files(), settings, workspace.leaflet_files())
    with executor() as running:
        results = [one for several in Run(plan.jobs, 2, Stop(), running).results() for one in several]
        assert running.submit(len, "left open").result() == 9
    assert [result.leaflet for result in results] == [job.path.stem for job in plan.jobs]
    assert all(result.made for result in results)
    assert files_of(root / "build") == expected(tmp_path / "alone")
    assert built(root) == sorted(files_of(root / "build"))


def test_a_cluster_that_loses_a_worker_makes_every_file_once(tmp_path: Path, two_workers: Cluster) -> None:
    root = make_workspace(tmp_path / "w", MANY)
    command = [sys.executable, "-m", "leafletgen", "build", "--workspace", str(root), *two_workers.option]
    begun = Child(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with begun as process:
        until(lambda: len(list((root / "build").glob("*.pdf"))) >= 3 or process.poll() is not None)
        assert len(list((root / "build").glob("*.pdf"))) < MANY, "this is in the middle"
        two_workers.workers[0].kill()
        output, faults = process.communicate(timeout=BOUND)
    assert (process.returncode, faults) == (0, "")
    files = files_of(root / "build")
    assert {name: data for name, data in files.items() if not name.endswith(".part")} == expected(tmp_path / "a", MANY)
    assert built(root) == sorted(expected(tmp_path / "b", MANY)), "each was written once"
    assert f"{MANY} leaflets marked DRAFT or WITHDRAWN" in output
    again = run_apart("build", "--workspace", root, *two_workers.option)
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout.startswith(f"0 files written, {MANY} up to date")


def test_ctrl_c_leaves_the_cluster_and_keeps_what_is_done(tmp_path: Path, two_workers: Cluster) -> None:
    root = make_workspace(tmp_path / "w", MANY)
    command = [sys.executable, "-m", "leafletgen", "build", "--workspace", str(root), *two_workers.option]
    begun = Child(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    with begun as process:
        until(lambda: list((root / "build").glob("*.pdf")) or process.poll() is not None)
        os.killpg(process.pid, signal.SIGINT)
        _, faults = process.communicate(timeout=BOUND)
    assert process.returncode == 130
    assert faults.startswith("stopped: ") and faults.endswith(" left; run it again to go on\n")
    assert len(faults.splitlines()) == 1
    assert all(worker.poll() is None for worker in two_workers.workers), "the cluster is there for others"
    again = run_apart("build", "--workspace", root, *two_workers.option)
    assert (again.returncode, again.stderr) == (0, "")
    assert files_of(root / "build") == expected(tmp_path / "alone", MANY)


def test_a_scheduler_without_workers_is_told(tmp_path: Path, no_workers: Cluster, monkeypatch: Any) -> None:
    monkeypatch.setattr(clusters, "_PATIENCE", 1.0)
    root = make_workspace(tmp_path / "w", 2)
    result = run("build", "--workspace", root, *no_workers.option)
    assert result.exit_code == ExitCode.ENVIRONMENT
    assert result.stderr.splitlines()[0].endswith(" has no workers")
    assert "dask worker" in result.stderr
    assert not list(root.rglob("*.pdf"))


def test_a_cluster_that_loses_all_its_workers_ends_the_run(
    tmp_path: Path, two_workers: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clusters, "_LOOK", 0.1)
    monkeypatch.setattr(clusters, "_ALONE", 0.3)
    root = make_workspace(tmp_path / "w", MANY)

    def kill_all() -> None:
        until(lambda: list((root / "build").glob("*.pdf")))
        for worker in two_workers.workers:
            worker.kill()

    killer = threading.Thread(target=kill_all)
    killer.start()
    result = run("build", "--workspace", root, *two_workers.option)
    killer.join(BOUND)
    assert result.exit_code == ExitCode.CONTENT
    done = {path.name.partition(".")[0] for path in (root / "build").glob("*.pdf")}
    assert 1 <= len(done) < MANY
    told = {line.split()[1] for line in result.stderr.splitlines() if line.endswith("the cluster lost it")}
    assert told | done == {path.stem for path in (root / "leaflets").glob("*.yaml")}
    assert run("build", "--workspace", root, "--jobs", "1").exit_code == ExitCode.OK
    assert files_of(root / "build").keys() >= expected(tmp_path / "alone", MANY).keys()


def _closed_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("dask://127.0.0.1:{port}", "no scheduler answers at 127.0.0.1:{port}"),
        ("dask://no-such-machine.invalid:1", "no scheduler answers at no-such-machine.invalid:1"),
        ("tcp://127.0.0.1:{port}", "tcp://127.0.0.1:{port} is no scheduler"),
        ("dask://", "dask:// is no scheduler"),
        ("dask://host:port", "dask://host:port is no scheduler"),
        ("dask://host:99999", "dask://host:99999 is no scheduler"),
        ("127.0.0.1:{port}", "127.0.0.1:{port} is no scheduler"),
    ],
)
def test_a_wrong_address_is_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, message: str
) -> None:
    monkeypatch.setattr(clusters, "_PATIENCE", 3600)  # who waited for an answer would reach the limit of a test
    port = _closed_port()
    root = make_workspace(tmp_path / "w", 1)
    result = run("build", "--workspace", root, "--scheduler", address.format(port=port))
    assert result.exit_code == ExitCode.ENVIRONMENT
    assert result.stderr.splitlines()[0] == f"error: {message.format(port=port)}"
    assert "  hint: " in result.stderr


def test_what_is_no_scheduler_and_never_answers_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "_PATIENCE", 0.5)
    root = make_workspace(tmp_path / "w", 1)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        result = run("build", "--workspace", root, "--scheduler", f"dask://127.0.0.1:{port}")
    assert result.exit_code == ExitCode.ENVIRONMENT
    assert f"no scheduler answers at 127.0.0.1:{port}" in result.stderr


def test_the_extra_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    root = make_workspace(tmp_path / "w", 1)
    result = run("build", "--workspace", root, "--scheduler", "dask://127.0.0.1:8786")
    assert result.exit_code == ExitCode.ENVIRONMENT
    assert result.stderr == "error: dask.distributed is not installed\n  hint: pip install 'leafletgen[cluster]'\n"


class KilledWorker(Exception):  # noqa: N818 - dask's name
    """Called as the one that dask raises for a job whose workers died."""


class _Failing(Executor):
    """Fails in its jobs, as a cluster may: each leaflet in another way."""

    def __init__(self, faults: dict[str, Exception | None]) -> None:
        self.faults = faults

    def submit(self, work: Any, /, *arguments: Any, **_: Any) -> Future[Any]:
        future: Future[Any] = Future()
        stem = arguments[0].path.stem
        if stem not in self.faults:
            future.set_result(work(*arguments))
        elif (fault := self.faults[stem]) is None:
            future.cancel()
            future.set_running_or_notify_cancel()
        else:
            future.set_exception(fault)
        return future


def test_what_fails_on_a_cluster_is_told_and_stops_no_other(tmp_path: Path) -> None:
    root = make_workspace(tmp_path / "w", 6)
    settings = Settings(root, root / "build", run="one")
    jobs = [Job(settings, root / "leaflets" / f"P{number}-leaflet.yaml") for number in range(1, 7)]
    faults: dict[str, Exception | None] = {
        "P2-leaflet": KilledWorker("P2 was on four workers"),
        "P3-leaflet": ModuleNotFoundError("No module named 'leafletgen'"),
        "P4-leaflet": None,
    }
    executor = clusters._Cluster(_Failing(faults), clusters.failed)
    results: list[Result] = [one for several in Run(jobs, 2, Stop(), executor).results() for one in several]
    assert [result.leaflet for result in results] == [job.path.stem for job in jobs]
    assert [result.made for result in results] == [True, False, False, False, True, True]
    said = [result.diagnostics[0].message if result.diagnostics else "" for result in results]
    assert said[1] == "P2-leaflet is not built: the cluster lost it"
    assert said[2] == (
        "P3-leaflet is not built: a worker of the cluster failed with ModuleNotFoundError: No module named 'leafletgen'"
    )
    assert said[3] == "P4-leaflet is not built: the cluster lost it"
    assert do(jobs[1])[0].made
