"""Jobs on processes: in order, all of them, whatever becomes of a process."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import active_children
from pathlib import Path

import pytest

from leafletgen.system import workers
from leafletgen.system.workers import Stop, run
from tests.support.commands import ROOT
from tests.support.processes import BOUND, Child

# From Python 3.12 on, a fork beside the threads of a test run is warned about.
pytestmark = [
    pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning"),
    pytest.mark.skipif(os.name == "nt", reason="Windows has other signals"),
]
LOST = -1


def _double(job: int) -> int:
    return job * 2


def _lost(_: int) -> int:
    return LOST


def _end_at(fatal: tuple[int, ...], job: int) -> int:
    if job in fatal:
        os.kill(os.getpid(), signal.SIGKILL)
    return job * 2


def _end_once(marker: Path, job: int) -> int:
    """End the process of job 5 the first time."""
    if job == 5 and not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.002)
    return job * 2


def _fail_at(job: int) -> int:
    if job == 7:
        raise OSError("no room")
    return job * 2


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_every_job_is_done_in_order(workers: int) -> None:
    assert list(run(_double, range(50), workers, lost=_lost)) == [n * 2 for n in range(50)]
    assert list(run(_double, [], workers, lost=_lost)) == []


def test_a_process_that_is_killed_once_loses_nothing(tmp_path: Path) -> None:
    gone: list[set[int]] = []
    made = run(partial(_end_once, tmp_path / "marker"), range(40), 2, lost=_lost, clear=gone.append)
    assert list(made) == [n * 2 for n in range(40)]
    assert len(gone) == 1 and len(gone[0]) >= 4, "the processes of both pools are named once"
    assert os.getpid() not in gone[0]


@pytest.mark.parametrize("fatal", [(0,), (3,), (19,), (3, 4, 5), tuple(range(20))])
def test_a_job_that_ends_its_process_is_lost_alone(fatal: tuple[int, ...]) -> None:
    expected = [LOST if n in fatal else n * 2 for n in range(20)]
    assert list(run(partial(_end_at, fatal), range(20), 2, lost=_lost)) == expected


def _double_slowly(number: int) -> int:
    time.sleep(0.001)
    return number * 2


@pytest.mark.parametrize("workers", [1, 2])
def test_what_a_job_raises_ends_the_run(workers: int) -> None:
    seen = []
    with pytest.raises(OSError, match="no room"):
        for result in run(_fail_at, range(500), workers, lost=_lost):
            seen.append(result)
    assert seen == [n * 2 for n in range(7)][: len(seen)]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_wish_to_stop_ends_the_run_between_two_jobs(workers: int) -> None:
    stop, seen = Stop(), []
    for result in run(_double_slowly, range(5000), workers, lost=_lost, stop=stop):
        seen.append(result)
        stop.wished = stop.wished or len(seen) == 10
    # Results come in order: while a process that was begun late has an early one, the other does many after it.
    assert 10 <= len(seen) < 4000
    assert seen == [n * 2 for n in range(len(seen))]


def test_ctrl_c_is_a_wish_and_the_second_interrupts() -> None:
    before = signal.getsignal(signal.SIGINT)
    with Stop() as stop:
        assert not stop.wished
        os.kill(os.getpid(), signal.SIGINT)
        assert stop.wished
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


TWO_SIGNALS = """
import os, pathlib, signal, sys, time
time.sleep(0.5)
os.kill(int(sys.argv[1]), signal.SIGINT)
while not pathlib.Path(sys.argv[2]).exists():  # two at once would be taken for one
    time.sleep(0.05)
time.sleep(0.5)
os.kill(int(sys.argv[1]), signal.SIGINT)
"""


class Telling(Stop):
    """Leaves a file when the first signal was seen."""

    def __init__(self, seen: Path) -> None:
        super().__init__()
        self.seen = seen

    def _notice(self, *arguments: object) -> None:
        super()._notice(*arguments)
        self.seen.touch()


def test_a_second_ctrl_c_ends_the_processes(tmp_path: Path) -> None:
    command = [sys.executable, "-c", TWO_SIGNALS, str(os.getpid()), str(tmp_path / "seen")]
    with Telling(tmp_path / "seen") as stop, Child(command), pytest.raises(KeyboardInterrupt):
        # Who waited for a job would reach the limit of a test.
        list(run(time.sleep, [3600, 3600, 3600], 2, lost=lambda _: None, stop=stop))
    assert active_children() == []


def test_any_executor_does_the_work() -> None:
    with ThreadPoolExecutor(3) as executor:
        assert list(run(_double, range(50), 3, lost=_lost, executor=executor)) == [n * 2 for n in range(50)]
        assert executor.submit(_double, 4).result() == 8, "it is left open"


class _Breaking(Executor):
    """An executor that breaks after ten jobs."""

    def __init__(self) -> None:
        self.number = 0

    def submit(self, work: Callable[..., int], /, *arguments: int, **_: object) -> Future[int]:  # type: ignore[override]
        self.number += 1
        if self.number > 12:
            raise BrokenProcessPool
        future: Future[int] = Future()
        if self.number > 10:
            future.set_exception(BrokenProcessPool())
        else:
            future.set_result(work(*arguments))
        return future


def test_what_an_executor_leaves_when_it_breaks_is_lost() -> None:
    made = list(run(_double, range(20), 2, lost=_lost, executor=_Breaking()))
    assert made == [n * 2 for n in range(10)] + [LOST] * 10


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_workers_begun_in_any_way_do_the_work(method: str) -> None:
    """Python 3.14 begins them by a server of its own on Linux, which is their parent for the system."""
    code = (
        "import multiprocessing, sys\nfrom leafletgen.system.workers import run\n"
        "multiprocessing.set_start_method(sys.argv[1])\n"
        "print(list(run(abs, range(-40, 0), 2, lost=str)))"
    )
    made = subprocess.run(
        [sys.executable, "-c", code, method], capture_output=True, text=True, check=True, cwd=ROOT, timeout=BOUND
    )
    assert made.stdout == f"{list(range(40, 0, -1))}\n"


def test_a_process_with_threads_is_not_forked() -> None:
    """A lock that a thread holds at the fork is never let go in the copy, which would wait for it for ever."""
    code = (
        "import multiprocessing, threading\nfrom leafletgen.system import workers\n"
        "multiprocessing.set_start_method('fork')\n"
        "print(workers._way_to_start().get_start_method())\n"
        "done = threading.Event()\nother = threading.Thread(target=done.wait)\nother.start()\n"
        "print(workers._way_to_start().get_start_method())\n"
        "print(list(workers.run(abs, range(-40, 0), 2, lost=str)) == list(range(40, 0, -1)))\n"
        "done.set()\nother.join()\n"
    )
    made = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT, timeout=BOUND
    )
    assert made.stdout.split() == ["fork", "spawn", "True"]


def test_a_process_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_PATIENCE", 0.2)
    waiting, done = (multiprocessing.Process(target=time.sleep, args=(seconds,)) for seconds in (3600, 0))
    waiting.start()
    done.start()
    workers._let_end({waiting, done})
    waiting.join(BOUND)
    done.join(BOUND)
    assert (waiting.exitcode, done.exitcode) == (-signal.SIGKILL, 0)
