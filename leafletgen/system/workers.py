"""Runs jobs on processes: a killed one loses no job, Ctrl-C ends the run between two jobs."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Self, TypeVar

from leafletgen.system.rubbish import collect_rarely

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

J = TypeVar("J")
R = TypeVar("R")
#: Seconds that a process without work may take to end.
_PATIENCE = 10.0
#: Seconds after which a wish to stop is seen when no job ends before.
_GLANCE = 0.2


class Stop:
    """The wish to stop, made by Ctrl-C while this is entered; a second Ctrl-C interrupts at once."""

    def __init__(self) -> None:
        """Begin without the wish."""
        self.wished = False

    def __enter__(self) -> Self:
        """Take the signal over, where this may be done and nobody has turned it off."""
        self._before = None
        if threading.current_thread() is threading.main_thread():
            before = signal.getsignal(signal.SIGINT)
            if before is not signal.SIG_IGN:
                self._before = before
                signal.signal(signal.SIGINT, self._notice)
        return self

    def __exit__(self, *_: object) -> None:
        """Give the signal back."""
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def _notice(self, *_: object) -> None:
        if self.wished:
            raise KeyboardInterrupt
        self.wished = True


def cores() -> int:
    """Return how many processes can work at the same time here."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def run(
    work: Callable[[J], R],
    jobs: Sequence[J],
    workers: int,
    *,
    lost: Callable[[J], R],
    stop: Stop | None = None,
    executor: Executor | None = None,
    clear: Callable[[set[int]], None] | None = None,
) -> Iterator[R]:
    """Yield the result of every job, in the order of the jobs.

    When a process is killed, the jobs that were in hand are done again one by one; a job that ends a process
    twice is lost, and no other one. After a wish to stop no job is begun, and those in hand are finished.

    Args:
        work: does one job. In other processes it is pickled, and so are jobs and results; nothing is on the disk.
        jobs: what to do.
        workers: how many processes; with one, the work is done in this process.
        lost: gives the result of a job that was lost.
        stop: tells when to stop.
        executor: does the work in place of processes of this run, and is left open. It is not replaced when it breaks:
            what was not done then is lost.
        clear: is called with the ids of processes of this run that are gone, to remove what they may have left.

    Raises:
        Exception: what ``work`` raises; no further job is begun.
    """
    stop = stop or Stop()
    if executor is None and workers <= 1:
        for job in jobs:
            if stop.wished:
                return
            yield work(job)
        return
    batch = _Batch(work, jobs, stop)
    if executor is not None:
        broken = yield from batch.feed(executor, batch.left, max(2 * workers + 1, 4))
        yield from batch.lose([*broken, *(batch.left if broken else ())], lost)
    else:
        try:
            yield from _run_on_processes(batch, workers, lost)
        finally:
            if batch.forced and clear is not None:
                clear(batch.processes)
    yield from batch.rest()


def _run_on_processes(batch: _Batch[J, R], workers: int, lost: Callable[[J], R]) -> Iterator[R]:
    while batch.left and not batch.stop.wished:
        broken = yield from batch.feed_processes(batch.left, min(workers, len(batch.left)))
        # Any of these may have ended the process: each is done alone, to know which.
        alone = deque(sorted(broken))
        while alone and not batch.stop.wished:
            guilty = yield from batch.feed_processes(alone, 1)
            yield from batch.lose(guilty, lost)


class _Batch(Generic[J, R]):
    """The jobs of one run by their number, and the results that wait for an earlier one."""

    def __init__(self, work: Callable[[J], R], jobs: Sequence[J], stop: Stop) -> None:
        self.work = work
        self.jobs = jobs
        self.stop = stop
        self.left = deque(range(len(jobs)))
        self.results: dict[int, R] = {}
        self.next = 0
        self.processes: set[int] = set()
        self.forced = False
        """Whether a process was ended in the middle of a job."""

    def feed_processes(self, numbers: deque[int], workers: int) -> Generator[R, None, list[int]]:
        """Do jobs on processes of their own, until all are done or a process was killed; return those in hand then."""
        from concurrent.futures import ProcessPoolExecutor  # loads a lot that one sheet has no use for
        from multiprocessing import active_children

        others = set(active_children())
        pool = ProcessPoolExecutor(workers, mp_context=_way_to_start(), initializer=_start_worker)
        try:
            return (yield from self.feed(pool, numbers, 2 * workers + 1 if workers > 1 else 1, others))
        except KeyboardInterrupt:  # the second: whatever a process waits for, it ends now
            self.forced = True
            for child in set(active_children()) - others:
                child.kill()  # what this process has loaded may have taken SIGTERM over, as a Java machine does
            raise
        finally:
            children = set(active_children()) - others
            pool.shutdown(wait=False, cancel_futures=True)
            _let_end(children)

    def feed(
        self, pool: Executor, numbers: deque[int], window: int, others: set[BaseProcess] | None = None
    ) -> Generator[R, None, list[int]]:
        """Do jobs in a pool, so many at a time; return those that were in hand when it broke.

        ``others`` are the processes that were there before the pool; without them the pool has none of this run.
        """
        from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, wait
        from multiprocessing import active_children

        flying: dict[Future[R], int] = {}
        broken: list[int] = []
        try:
            while flying or (numbers and not broken and not self.stop.wished):
                while numbers and len(flying) < window and not broken and not self.stop.wished:
                    try:
                        flying[pool.submit(self.work, self.jobs[numbers[0]])] = numbers[0]
                    except BrokenExecutor:
                        broken.append(numbers[0])
                    numbers.popleft()
                if others is not None:
                    self.processes |= {child.pid or 0 for child in active_children() if child not in others}
                if self.stop.wished:
                    flying = {future: number for future, number in flying.items() if not future.cancel()}
                done, _ = wait(flying, _GLANCE, FIRST_COMPLETED)
                for future in done:
                    number = flying.pop(future)
                    try:
                        self.results[number] = future.result()
                    except BrokenExecutor:
                        broken.append(number)
                yield from self.in_order()
        finally:
            for future in flying:
                future.cancel()
            self.forced |= bool(broken)
        return broken

    def lose(self, numbers: Sequence[int], lost: Callable[[J], R]) -> Iterator[R]:
        for number in numbers:
            self.results[number] = lost(self.jobs[number])
        yield from self.in_order()

    def in_order(self) -> Iterator[R]:
        while self.next in self.results:
            self.next += 1
            yield self.results.pop(self.next - 1)

    def rest(self) -> Iterator[R]:
        """What was done after a job that was not, when the run was stopped."""
        for number in sorted(self.results):
            yield self.results.pop(number)


def _way_to_start() -> BaseContext:
    """Return how processes are begun: a process that has other threads is not forked.

    A lock that another thread holds at the moment of the fork stays locked in the copy for ever, since the thread
    that would unlock it is not there: the worker would wait, and the run with it.
    """
    from multiprocessing import get_context

    context = get_context()
    if context.get_start_method() == "fork" and _threads() > 1:
        return get_context("spawn")
    return context


def _threads() -> int:
    """Return how many threads this process has, with those that libraries began where the system tells."""
    try:
        return len(list(Path("/proc/self/task").iterdir()))
    except OSError:
        return threading.active_count()


def _let_end(children: set[BaseProcess]) -> None:
    """Wait until processes that have nothing left to do have ended.

    One that was killed while it held the lock of the results leaves the others waiting for that lock for ever.
    """
    from multiprocessing.connection import wait

    end = time.monotonic() + _PATIENCE
    left = {child.sentinel for child in children}
    while left and (seconds := end - time.monotonic()) > 0:
        left -= {one for one in wait(list(left), seconds) if isinstance(one, int)}
    for child in children:
        if child.is_alive():
            child.kill()
    # The pool's own thread waits for them too, and whichever is told of an end first has to tell the other.
    end = time.monotonic() + _PATIENCE
    while any([child.is_alive() for child in children]) and time.monotonic() < end:
        time.sleep(0.005)


def _start_worker() -> None:
    # Ctrl-C reaches every process of a terminal; only the first one decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_rarely()
    # A worker whose parent was killed ends too, instead of waiting for work for ever.
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()  # the one that began the pool, also where a server of Python's forks the workers
    if parent is not None:
        parent.join()
        os._exit(1)
