"""Sheets as their user sees them: lines or a bar while they are made, what became of each, and a count at the end."""

import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leafletgen.cli.workspace import fail, seen_from_here, show, written
from leafletgen.errors import Diagnostic, ExitCode, RefusedError, Severity
from leafletgen.languages.numbers import count

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from leafletgen.library.workspace import Workspace
    from leafletgen.patients.making import Job, Options, Result

#: Starting a process costs as much as some sheets.
_SHEETS_A_PROCESS = 8


def make(
    workspace: "Workspace", work: "Sequence[Job]", options: "Options", jobs: int | None, several: bool, summary: bool
) -> None:
    """Make the sheets and say what became of each; ends the command when one of them is not made.

    Several says that there may be more of them, so that a count is told even of one.
    """
    from leafletgen.patients.jobs import left_over
    from leafletgen.patients.making import make_sheets
    from leafletgen.system.workers import Stop
    from leafletgen.system.writing import WriteError

    told = _Told(several, summary)
    try:
        with Stop() as stop, progress("sheets", len(work), is_wanted=not summary) as bar:
            for result in make_sheets(workspace.root, work, options, processes(jobs, len(work)), stop):
                told.add(result, bar)
    except WriteError as fault:
        told.show_kept()
        fail(
            "file-not-written",
            str(fault),
            "check that the folder can be written to and the disk has room",
            ExitCode.ENVIRONMENT,
        )
    told.show_kept()
    if several:
        say_what_is_left(work[0].target.parent, left_over(work, told.targets))
        told.show_total()
    if stop.wished:
        click.echo(f"stopped: {told.made} of {count(len(work), 'sheet')} are made", err=True)
        sys.exit(ExitCode.INTERRUPTED)
    if told.failed:
        sys.exit(ExitCode.USAGE if told.usage == told.failed else ExitCode.CONTENT)


class _Told:
    """Says what became of the sheets; while a bar shows how far the work is, faults wait for its end."""

    def __init__(self, several: bool, summary: bool) -> None:
        self.several = several
        self.summary = summary
        self.found: dict[Diagnostic, None] = {}
        self.kept: list[Callable[[], None]] = []
        self.targets: set[Path] = set()
        self.made = self.failed = self.usage = 0

    def add(self, result: "Result", bar: "ProgressBar[int] | None") -> None:
        new = [diagnostic for diagnostic in result.diagnostics if diagnostic not in self.found]
        self.found.update(dict.fromkeys(new))
        self.targets.update((result.target, *(file.path for file in result.files)))
        if result.written:
            self.made += 1
        else:
            self.failed += 1
            self.usage += result.usage
        if bar is None:
            self._show(result, new)
            return
        bar.update(1)
        if new or not result.written:
            self.kept.append(partial(self._show, result, new))

    def _show(self, result: "Result", new: list[Diagnostic]) -> None:
        show(new)
        if not result.written:
            _say_what_is_there(result.target)
            return
        # The summary is to be piped into the record, so it is alone on the output.
        for file in result.files:
            click.echo(written(*file), err=self.summary)
        if self.summary:
            click.echo(f"{result.target.name}\n{result.summary}" if self.several else result.summary, nl=self.several)

    def show_kept(self) -> None:
        """Say what waited for the end of the bar."""
        for say in self.kept:
            say()
        self.kept = []

    def show_total(self) -> None:
        parts = [count(self.made, "sheet") + " written"]
        parts += [f"{self.failed} failed"] if self.failed else []
        click.echo(", ".join([*parts, *counted(self.found)]), err=self.summary)


def counted(found: Collection[Diagnostic]) -> list[str]:
    """How many errors, warnings and notes there are, those that there are none of left out."""
    numbers = {severity: sum(one.severity is severity for one in found) for severity in Severity}
    return [count(number, severity.value) for severity, number in numbers.items() if number]


def processes(asked: int | None, work: int) -> int:
    """How many processes share so many sheets: as asked, else as there are cores, and one for a few."""
    from leafletgen.system.workers import cores

    return asked or min(cores(), max(1, work // _SHEETS_A_PROCESS))


def progress(label: str, number: int, *, is_wanted: bool = True) -> "AbstractContextManager[ProgressBar[int] | None]":
    """A bar with the time left, for several on a terminal; elsewhere there is a line for each."""
    if number < _SHEETS_A_PROCESS or not is_wanted or not (sys.stderr.isatty() and sys.stdout.isatty()):
        return nullcontext()
    return click.progressbar(length=number, label=label, show_pos=True, file=sys.stderr)


def _say_what_is_there(target: Path) -> None:
    """An older file of the same name may be another patient's sheet."""
    if target.exists():
        click.echo(f"{seen_from_here(target)} is still the sheet of an earlier run: take it away", err=True)


@contextmanager
def pointing_out_what_is_there(output: Path | None, out: Path | None) -> Iterator[None]:
    """Where a run ends before it makes a sheet, say that those of an earlier run are still there.

    Output is the file that was to be written, when it is named, and out the folder of the others; None when no sheet
    is written.
    """
    try:
        yield
    except RefusedError as refusal:
        show(refusal.diagnostics)
        _say_what_stays(output, out)
        sys.exit(refusal.status)
    except SystemExit:
        _say_what_stays(output, out)
        raise


def _say_what_stays(output: Path | None, out: Path | None) -> None:
    if out is None:
        return
    from leafletgen.patients.jobs import of_earlier_runs

    found = of_earlier_runs(output, out)
    if len(found) == 1:
        _say_what_is_there(found[0])
    else:
        say_what_is_left(out, [path.name for path in found])


def say_what_is_left(folder: Path, left: Sequence[str]) -> None:
    """Say which sheets of another run stand in a folder, if any do."""
    if left:
        which = left[0] if len(left) == 1 else f"{left[0]} to {left[-1]}"
        here = seen_from_here(folder)
        verb = "is" if len(left) == 1 else "are"
        click.echo(f"{count(len(left), 'sheet')} of an earlier run {verb} still in {here}: {which}", err=True)
        click.echo("  hint: take them away, so that nobody hands them out with these", err=True)


def open_sheet(target: Path) -> None:
    """Show a sheet in the viewer of this system; ends the command when there is none."""
    if click.launch(str(target.absolute())) != 0:
        fail(
            "file-not-opened",
            f"{seen_from_here(target)} is written, but cannot be opened from here",
            "open it yourself",
            ExitCode.ENVIRONMENT,
        )
