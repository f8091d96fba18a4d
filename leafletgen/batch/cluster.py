"""A cluster of machines as an executor: dask.distributed, from the extra ``[cluster]``."""

from __future__ import annotations

import logging
import socket
import threading
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, InvalidStateError
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from functools import partial
from typing import Any, TypeVar
from urllib.parse import urlsplit

from leafletgen.batch.job import Job, Result
from leafletgen.errors import error

#: Where a scheduler of dask listens when nothing else is said.
_PORT = 8786

#: Seconds to wait for the scheduler to answer, then for a worker to be there, and at the end for their farewell.
_PATIENCE = 5.0

#: Seconds between two looks at whether there still are workers, and for how long there may be none.
_LOOK = 2.0
_ALONE = 60.0

#: A job that raised something is given to the cluster so many times more; one whose machine was lost, always.
_RETRIES = 2

#: What logs on the terminal in words that say nothing to who builds leaflets; what matters is told by the results.
_LOGGERS = ("distributed", "distributed.client", "tornado", "tornado.application", "asyncio")

R = TypeVar("R")


class ClusterError(Exception):
    """The cluster cannot be used."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        """Say what is wrong and what to do."""
        super().__init__(message)
        self.code = code
        self.hint = hint


class JobLostError(BrokenExecutor):
    """The cluster gave a job up: each machine that tried it was lost, or the scheduler was."""


def cluster(address: str) -> AbstractContextManager[Executor]:
    """Connect to a scheduler; leaving the context closes the connection and leaves the cluster running.

    All machines must see the workspace and the folder to write to under the same paths as this one.

    Args:
        address: such as ``dask://host:8786``; the port is 8786 when none is given.

    Raises:
        ClusterError: the address is none, the extra is not installed, nobody answers, or there is no worker.
    """
    host, port = _host_and_port(address)
    shown = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    try:
        import distributed
    except ImportError as fault:
        raise ClusterError(
            "package-missing", "dask.distributed is not installed", "pip install 'leafletgen[cluster]'"
        ) from fault
    with ExitStack() as stack:
        stack.enter_context(_silence())
        try:
            # A client goes on trying for all its time where nobody listens; here that is known at once.
            socket.create_connection((host, port), timeout=_PATIENCE).close()
            with warnings.catch_warnings():
                # Other versions of packages that leafletgen has no use for are no fault of a user's.
                warnings.simplefilter("ignore", distributed.versions.VersionMismatchWarning)
                client = _within(
                    2 * _PATIENCE,
                    lambda: distributed.Client(f"tcp://{shown}", timeout=_PATIENCE, set_as_default=False),  # type: ignore[no-untyped-call]
                )
        except (OSError, ValueError, ImportError) as fault:
            raise ClusterError(
                "scheduler-silent",
                f"no scheduler answers at {shown}",
                'start one with "dask scheduler", and workers with "dask worker"',
            ) from fault
        stack.callback(client.close, timeout=_PATIENCE)
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except OSError as fault:  # a time limit is one
            raise ClusterError(
                "scheduler-without-workers",
                f"the scheduler at {shown} has no workers",
                f'start some with "dask worker tcp://{shown}"',
            ) from fault
        return _connected(client, stack.pop_all())
    raise AssertionError("not reached")  # what is entered above holds no exception back


def _host_and_port(address: str) -> tuple[str, int]:
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
        parts = urlsplit("")
    if parts.scheme != "dask" or not host or parts.path.strip("/") or parts.query or parts.username:
        raise ClusterError("scheduler-address-not-valid", f"{address} is no scheduler", "write it as dask://host:8786")
    return host, port if port is not None else _PORT


def _within(seconds: float, connect: Callable[[], Any]) -> Any:
    """Connect, for so long at the most: a client waits for ever where something else than a scheduler listens.

    Raises:
        TimeoutError: the time is over.
        Exception: what connecting raised.
    """
    outcome: Future[Any] = Future()

    def try_it() -> None:
        try:
            outcome.set_result(connect())
        except Exception as fault:
            outcome.set_exception(fault)

    threading.Thread(target=try_it, daemon=True).start()
    return outcome.result(seconds)


@contextmanager
def _silence() -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


@contextmanager
def _connected(client: Any, closing: ExitStack) -> Iterator[Executor]:
    executor = _Cluster(client.get_executor(pure=False, retries=_RETRIES), failed)
    over = threading.Event()
    with closing:
        # A scheduler keeps jobs for ever when its last worker is gone.
        threading.Thread(target=_give_up_alone, args=(client, executor, over), daemon=True).start()
        try:
            yield executor
        finally:
            over.set()


def _give_up_alone(client: Any, executor: _Cluster, over: threading.Event) -> None:
    alone = 0.0
    while alone < _ALONE:
        if over.wait(_LOOK):
            return
        try:
            alone = 0.0 if client.nthreads() else alone + _LOOK
        except Exception:  # the scheduler does not answer, which the jobs themselves find out
            continue
    executor.give_up()


class _Cluster(Executor):
    """Gives jobs to a cluster; what goes wrong with a job there becomes its result, and ends no run."""

    def __init__(self, executor: Executor, failed: Callable[[Any, Exception], Any]) -> None:
        self._executor = executor
        self._failed = failed
        self._waiting: set[Future[Any]] = set()

    def submit(self, work: Callable[..., R], /, *arguments: Any, **named: Any) -> Future[R]:
        """Give the first argument, which is a job, to the cluster."""
        result: Future[R] = Future()
        self._waiting.add(result)
        result.add_done_callback(self._waiting.discard)
        inner = self._executor.submit(work, *arguments, **named)
        result.add_done_callback(lambda done: inner.cancel() if done.cancelled() else None)
        inner.add_done_callback(partial(self._hand_over, result, arguments[0]))
        return result

    def give_up(self) -> None:
        """Count the jobs that are not done as lost."""
        for result in list(self._waiting):
            with suppress(InvalidStateError):
                result.set_exception(JobLostError("no worker is left"))

    def _hand_over(self, result: Future[R], job: Any, inner: Future[R]) -> None:
        with suppress(InvalidStateError):  # cancelled meanwhile by who asked for it
            try:
                result.set_result(inner.result())
            except CancelledError:
                result.set_exception(JobLostError("the connection to the scheduler was lost"))
            except Exception as fault:
                if type(fault).__name__ in ("KilledWorker", "FutureCancelledError", "CommClosedError"):
                    result.set_exception(JobLostError(str(fault)))
                else:
                    result.set_result(self._failed(job, fault))


def failed(job: Job, fault: Exception) -> list[Result]:
    """Return the result of a leaflet whose work raised something on another machine."""
    said = error(
        "worker-failed",
        f"{job.path.stem} is not built: a worker of the cluster failed with {type(fault).__name__}: {fault}",
        "each worker needs the same leafletgen as this machine, and the workspace under the same path",
    )
    return [Result(job.path.stem, "", diagnostics=(said,))]
