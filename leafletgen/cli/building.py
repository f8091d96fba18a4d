"""A build as its user sees it: lines or a bar while it runs, a count at the end, reports, and going on with --watch."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leafletgen.cli.workspace import fail, seen_from_here, show, written
from leafletgen.errors import Diagnostic, ExitCode, RefusedError
from leafletgen.languages.numbers import count
from leafletgen.system.writing import WriteError, clear_leftovers

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager

    from leafletgen.batch.job import Result, Settings
    from leafletgen.batch.plan import Plan
    from leafletgen.batch.tally import Tally
    from leafletgen.library.workspace import Workspace

#: Seconds between two looks at the workspace with --watch. They take 0.15 % of a core for the starter workspace, and
#: 1.5 % for 1,500 leaflets. Told by the system (watchfiles) it is 0.14 %, but then nobody hears of what is saved in a
#: folder that was away for a moment or was linked in later, or by another computer on a shared drive, and a file whose
#: name is not UTF-8 ends it; where watchfiles itself looks, it takes two saves within a second for one.
_LOOK = 0.4

#: With fewer leaflets than this a bar would be gone before it was seen.
_BAR = 12


class Building:
    """Builds leaflets, and says what became of them."""

    def __init__(
        self,
        workspace: "Workspace",
        settings: "Settings",
        workers: int | None,
        reports: Sequence[Path],
        as_json: bool,
        scheduler: str | None,
        told: Sequence[Diagnostic] = (),
    ) -> None:
        """Take what the command line says, and what the command told already, which is not told again."""
        self.workspace = workspace
        self.settings = settings
        self.workers = workers
        self.reports = reports
        self.as_json = as_json
        self.scheduler = scheduler
        # A line that was added to a leaflet moves the places, and nothing else.
        self.told = {(one.message, one.place and one.place.file) for one in told}

    def plan(self, paths: Sequence[Path]) -> "Plan":
        """Look at the leaflets anew."""
        import os

        from leafletgen.batch.plan import make_plan

        self.settings = self.settings._replace(run=os.urandom(8).hex())
        return make_plan(self.workspace, paths, self.settings, self.workspace.leaflet_files())

    def explain(self, paths: Sequence[Path]) -> ExitCode:
        """Say what would be built and why."""
        plan = self.plan(paths)
        if self.as_json:
            stale = [{"leaflet": step.path.stem, "why": step.why} for step in plan.steps]
            _print_json({"build": stale, "up_to_date": [result.as_data() for result in plan.fresh]})
            return ExitCode.OK
        for step in plan.steps:
            click.echo(f"{step.path.stem}: {step.why}")
        click.echo(f"{count(len(plan.steps), 'leaflet')} to build, {count(len(plan.fresh), 'file')} up to date")
        return ExitCode.OK

    def build(self, paths: Sequence[Path]) -> int:
        """Build what is not up to date; return the exit code."""
        from leafletgen.batch.run import Run
        from leafletgen.system.workers import Stop, cores

        began = time.monotonic()
        for folder in (self.settings.out, self.settings.out / ".cache"):
            clear_leftovers(folder)
        done: set[str] = set()
        with Stop() as stop:
            plan = self.plan(paths)
            results = list(plan.fresh)
            found: list[Diagnostic] = []
            if not self.as_json:
                found = list(dict.fromkeys(one for result in results for one in result.diagnostics))
                show(found)
            with self._executor() as executor:
                run = Run(plan.jobs, self.workers or cores(), stop, executor)
                for several in self._progress(run.results(), len(plan.jobs)):
                    done.update(result.leaflet for result in several)
                    results += several
                    found += self._say(several, found)
        found = list(dict.fromkeys(one for result in results for one in result.diagnostics))
        left = [step.path.stem for step in plan.steps if step.path.stem not in done]
        self._write_reports(results, left, time.monotonic() - began)
        return self._conclude(results, found, len(left), stop.wished and not run.gave_up)

    def watch(self, paths: Sequence[Path], choose: Callable[[], list[Path]]) -> None:
        """Build, and build again whenever something of the workspace is saved; Ctrl-C ends it."""
        from leafletgen.batch.watching import saved

        # Looked at before each build: what is saved while it runs is built after it.
        seen = saved(self.workspace.root)
        try:
            code = self.build(paths)
            click.echo("watching; press Ctrl-C to end", err=True)
            while code != ExitCode.INTERRUPTED:
                time.sleep(_LOOK)
                now = saved(self.workspace.root)
                if now == seen:
                    continue
                seen = now
                self.workspace = type(self.workspace)(self.workspace.root)
                try:
                    code = self.build(choose())
                except RefusedError as refusal:
                    show(refusal.diagnostics)
                except SystemExit:
                    continue  # what is wrong was said; the author saves again
        except KeyboardInterrupt:
            sys.exit(ExitCode.OK)
        sys.exit(ExitCode.OK)

    # --- what is said ------------------------------------------------------------------------------------------

    def _say(self, results: Sequence["Result"], known: Sequence[Diagnostic]) -> list[Diagnostic]:
        new = [one for result in results for one in result.diagnostics if one not in known]
        new = list(dict.fromkeys(new))
        if self.as_json:
            return new
        if self._quiet and new:
            click.echo("\r\x1b[K", nl=False, err=True)  # over a bar only faults are said, on a cleared line
        show(self._untold(new))
        if not self._quiet:
            for result in results:
                if result.made and result.path is not None:
                    click.echo(written(result.path, result.pages, result.size) + _marked(result))
                for path in result.copies:
                    click.echo(f"{seen_from_here(path)}  for printing")
        return new

    def _untold(self, found: Sequence[Diagnostic]) -> list[Diagnostic]:
        return [one for one in found if (one.message, one.place and one.place.file) not in self.told]

    _quiet = False

    def _progress(self, results: "Iterator[list[Result]]", length: int) -> "Iterator[list[Result]]":
        """Show a bar with the time left on a terminal, where there is much to do."""
        self._quiet = length >= _BAR and sys.stderr.isatty() and not self.as_json
        if not self._quiet:
            yield from results
            return
        with click.progressbar(
            length=length, label="Building", show_pos=True, show_eta=True, file=sys.stderr
        ) as progress:
            for several in results:
                yield several
                progress.update(1)

    def _conclude(self, results: Sequence["Result"], found: Sequence[Diagnostic], left: int, stopped: bool) -> int:
        from leafletgen.batch.tally import tally_of

        tally = tally_of(results, found, left, stopped)
        if self.as_json:
            _print_json(
                {
                    "files": [result.as_data() for result in results if result.path is not None],
                    "failed": tally.failed,
                    "not_done": left,
                    "diagnostics": [one.as_data() for one in found],
                }
            )
        else:
            click.echo(", ".join(_summary(tally)))
        if left and not stopped:
            click.echo(f"{count(left, 'leaflet')} not tried, because nothing can be written", err=True)
        if stopped:
            click.echo(f"stopped: {count(left, 'leaflet')} left; run it again to go on", err=True)
        return tally.status(self.settings.strict)

    def _write_reports(self, results: Sequence["Result"], left: Sequence[str], seconds: float) -> None:
        if not self.reports:
            return
        from leafletgen.batch.outcome import about, not_done, outcome_of
        from leafletgen.batch.report import write_report

        outcomes = [*map(outcome_of, results), *map(not_done, left)]
        run = about(self.workspace.root.name, outcomes, seconds)
        for report in self.reports:
            try:
                write_report(report, outcomes, self.settings.out / ".cache", run)
            except WriteError as fault:
                fail("file-not-written", str(fault), "check that the folder can be written to", ExitCode.ENVIRONMENT)
            click.echo(f"{seen_from_here(report)}  report", err=self.as_json)

    # --- where it runs -----------------------------------------------------------------------------------------

    def _executor(self) -> "AbstractContextManager[Executor | None]":
        from contextlib import nullcontext

        if self.scheduler is None:
            return nullcontext()
        from leafletgen.batch.cluster import ClusterError, cluster

        try:
            return cluster(self.scheduler)
        except ClusterError as fault:
            fail(fault.code, str(fault), fault.hint, ExitCode.ENVIRONMENT)


def _summary(tally: "Tally") -> Iterator[str]:
    """What became of the whole build, in parts of one line."""
    yield count(tally.made, "file") + " written"
    for number, said in (
        (tally.fresh, f"{tally.fresh} up to date"),
        (tally.marked, f"{count(tally.marked, 'leaflet')} marked DRAFT or WITHDRAWN"),
        (tally.restyled, f"{count(tally.restyled, 'leaflet')} in a look that was not issued"),
        (tally.failed, f"{count(tally.failed, 'build')} failed"),
        (tally.errors, count(tally.errors, "error")),
        (tally.warnings, count(tally.warnings, "warning")),
        (tally.notes, count(tally.notes, "note")),
    ):
        if number:
            yield said


def _marked(result: "Result") -> str:
    """What a line says of a file that is not as it was released, such as `(draft: never released)`."""
    from leafletgen.batch.work import NOT_RELEASED_SO
    from leafletgen.release.state import State

    if result.state == State.RESTYLED:
        return f"  ({result.why}: issue it with --reissue)"
    mark = result.mark
    if not mark:
        return f"  ({result.why})" if result.why.endswith(NOT_RELEASED_SO) else ""
    return f"  ({result.why})" if result.why.startswith(mark) else f"  ({mark}: {result.why})"


def _print_json(data: dict[str, Any]) -> None:
    import json

    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
