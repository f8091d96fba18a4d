"""Runs the jobs of a plan: in this process, in several, or on an executor of the caller's such as a cluster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from leafletgen.batch.job import Job, Result
from leafletgen.batch.work import do
from leafletgen.errors import error
from leafletgen.system.workers import Stop, run

if TYPE_CHECKING:
    from concurrent.futures import Executor

#: With fewer jobs than this, starting processes takes longer than doing the work.
_FEW = 4

#: After so many files that could not be written one after the other, the folder is at fault.
_UNWRITABLE = 3


class Run:
    """A run over jobs. Each is done once, its files are whole or not there, and one that fails stops no other."""

    def __init__(self, jobs: Sequence[Job], workers: int, stop: Stop, executor: Executor | None = None) -> None:
        """Take the jobs; an executor of the caller's is used as it is and not shut down."""
        self.jobs = jobs
        self.workers = min(workers, len(jobs)) if len(jobs) >= _FEW else 1
        self.stop = stop
        self.executor = executor
        self.gave_up = False
        """Whether the rest was left because nothing could be written."""

    def results(self) -> Iterator[list[Result]]:
        """Do the jobs in their order and return the results of each; after a wish to stop, those in hand are done."""
        unwritable = 0
        # A cluster has its own order of work: it is given all there is.
        workers = self.workers if self.executor is None else len(self.jobs)
        given_up = lost if self.executor is None else lost_elsewhere
        for results in run(do, self.jobs, workers, lost=given_up, stop=self.stop, executor=self.executor):
            for result in results:
                unwritable = unwritable + 1 if result.unwritable else 0
            if unwritable >= _UNWRITABLE and not self.stop.wished:
                self.gave_up = self.stop.wished = True
            yield results


def lost(job: Job) -> list[Result]:
    """Return the result of a leaflet whose processes were killed."""
    said = error(
        f"{job.path.stem} is not built: each process that tried was killed",
        "it may need more memory than there is: build it alone, with --jobs 1",
    )
    return [Result(job.path.stem, "", diagnostics=(said,))]


def lost_elsewhere(job: Job) -> list[Result]:
    """Return the result of a leaflet that an executor of the caller's gave up."""
    said = error(
        f"{job.path.stem} is not built: the cluster lost it",
        "its workers were killed, or the connection was: run it again, or build it alone on this machine",
    )
    return [Result(job.path.stem, "", diagnostics=(said,))]
