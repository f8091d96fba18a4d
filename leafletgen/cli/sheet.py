"""``leafletgen sheet``: exercise sheets for patients, from a few names, from prescriptions or from a clinic's CSV."""

import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leafletgen.app.opening import signatures_of
from leafletgen.app.writing import check_form
from leafletgen.cli.wording import new_report, option
from leafletgen.cli.workspace import (
    complete_brands,
    complete_exercises,
    complete_people,
    complete_programmes,
    complete_sheet_layouts,
    fail,
    open_workspace,
    seen_from_here,
    show,
    workspace_option,
    written,
)
from leafletgen.errors import Diagnostic, ExitCode, Severity
from leafletgen.languages.numbers import count
from leafletgen.system.forms import COLUMNS, ENDINGS, FORMATS, STANDARDS

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from leafletgen.library.workspace import Workspace
    from leafletgen.patients.making import Result
    from leafletgen.patients.rows import Row

#: Starting a process costs as much as some sheets.
_SHEETS_A_PROCESS = 8


@click.command("sheet", short_help="Make exercise sheets for patients.")
@click.argument("prescriptions", nargs=-1, metavar="[FILE|FOLDER]...", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "source",
    metavar="FILE.csv",
    type=click.Path(path_type=Path, allow_dash=True),
    help="One sheet for each line of this file.",
)
@click.option(
    "--map",
    "maps",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Which column of the CSV is a field; without a column, the field is not read.",
)
@click.option(
    "--mapping",
    metavar="FILE.yaml",
    type=click.Path(path_type=Path, dir_okay=False),
    help='The same in a file, with lines "field: column".',
)
@click.option(
    "--dates",
    type=click.Choice(["dmy", "mdy", "ymd"]),
    help="The order of day, month and year in the CSV's dates; else a day over 12 in a column decides for it.",
)
@click.option(
    "--programme",
    "programmes",
    multiple=True,
    metavar="ID",
    help="All exercises of this programme.",
    shell_complete=complete_programmes,
)
@click.option(
    "--pick",
    "picks",
    multiple=True,
    metavar="EXERCISE[:DOSE]",
    help="This exercise, such as bridge or bridge:3x10,hold=5s.",
    shell_complete=complete_exercises,
)
@click.option(
    "--without",
    multiple=True,
    metavar="ID",
    help="Leave this exercise of a programme out.",
    shell_complete=complete_exercises,
)
@click.option("--for", "name", metavar="NAME", help="The patient's name; without one there is a line to write it on.")
@click.option("--clinician", metavar="NAME", help="Who prescribes.")
@click.option(
    "--date", metavar="DATE", help='The day it is given, such as 2026-11-21; else today. "none" leaves a line for it.'
)
@click.option("--review", metavar="DATE", help="The day of the next appointment.")
@click.option("--goal", metavar="TEXT", help="What the patient wants to reach.")
@click.option("--note", metavar="TEXT", help="A word to the patient.")
@click.option("--person", metavar="NAME", help="Who is drawn.", shell_complete=complete_people)
@click.option(
    "--layout",
    metavar="NAME",
    help='A layout of "leafletgen list sheets"; else sheet-3.',
    shell_complete=complete_sheet_layouts,
)
@click.option("--brand", metavar="NAME", help="Its brand; else the only one.", shell_complete=complete_brands)
@click.option(
    "--order",
    type=click.Choice(["position", "given"]),
    help="By position, from lying to standing (the default), or as given.",
)
@click.option("--diary", type=click.IntRange(0, 12), metavar="WEEKS", help="Add a diary to tick for 1 to 12 weeks.")
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="What to write: a .pdf, a web page as .html, or plain text as .txt.",
)
@click.option(
    "--format", "formats", multiple=True, type=click.Choice(FORMATS), help="PDF, a web page or plain text; else PDF."
)
@click.option(
    "--columns",
    type=click.IntRange(20, 200),
    default=COLUMNS,
    show_default=True,
    metavar="N",
    help="Of plain text: how many characters fit on a line; 40 for most braille printers.",
)
@click.option(
    "--standard",
    type=click.Choice(STANDARDS),
    help="What PDFs keep to, whatever the layout says: ua-1 is PDF/UA-1 and PDF/A-2a, ua-2 is PDF/UA-2 and PDF/A-4.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where to write; else build/ in the workspace.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    metavar="N",
    help="How many processes share the work; else as many as there are cores, and one for a few sheets.",
)
@click.option("--open", "open_it", is_flag=True, help="Open the sheet when it is written.")
@click.option("--summary", is_flag=True, help="Print a text for the patient's record, without names and numbers.")
@workspace_option
def command(
    prescriptions: tuple[Path, ...],
    source: Path | None,
    maps: tuple[str, ...],
    mapping: Path | None,
    dates: str | None,
    output: Path | None,
    formats: tuple[str, ...],
    out: Path | None,
    jobs: int | None,
    open_it: bool,
    summary: bool,
    folder: Path | None,
    **said: Any,
) -> None:
    """Make an exercise sheet as PDF: branded, with pictures, and a dose that can be read one way only.

    \b
      leafletgen sheet --pick bridge --pick bird-dog:2x8,side=each --for "Sam Example"
      leafletgen sheet --programme back-strength --without squat-with-weights
      leafletgen sheet prescription.yaml
      leafletgen sheet --from patients.csv --map "nhs_number=NHS No" --out sheets

    FILE is a prescription ("leafletgen new prescription" writes one); several, or a folder of them, make several
    sheets, numbered in the order given. What the options say comes before what a file says. Only you can read the
    files that are written, and no file's name has a patient's in it.

    A CSV file has a patient in each line, and in its first line the names of the columns: name, nhs_number,
    programme, exercises ("bridge:3x10,hold=5s; bird-dog"), without, date, review, goal, note, clinician,
    clinician_role, clinician_contact, person, layout, brand, order, diary. Titles do as well as ids, and dates may be
    21/11/2026. It is in UTF-8, UTF-16 or Windows-1252, with commas, semicolons or tabs. What is wrong is told with line
    and column, counted in characters, and never with what stands there. "-" reads the file from another program.

    Sheets are made on this computer alone, so that nothing of a patient leaves it. Ctrl-C stops after the sheet in
    hand; those that are made stay.
    """  # noqa: D301 - click reads the escape
    from leafletgen.patients.jobs import jobs_of, left_over, prescription_files
    from leafletgen.patients.making import Options, make_sheets
    from leafletgen.source.names import report_names
    from leafletgen.system.workers import Stop, cores
    from leafletgen.system.writing import WriteError

    workspace, report = open_workspace(folder), new_report()
    if source is None and (maps or mapping or dates):
        fail(
            "options-do-not-fit",
            "--map, --mapping and --dates say how to read a CSV file",
            "name the file with --from",
            ExitCode.USAGE,
        )
    options = Options(**said, wording=option)  # what holds for every sheet
    if source is None:
        sources: Sequence[Path | Row | None] = prescription_files(prescriptions, workspace, report)
    elif prescriptions:
        fail(
            "options-do-not-fit",
            "--from names a file of patients, and prescriptions are given as well",
            "make two runs",
            ExitCode.USAGE,
        )
    else:
        sources = _rows(source, maps, mapping, dates or "", workspace, bool(options.programmes or options.picks))
    several = len(sources) > 1
    if several:
        _refuse_for_several(options.name, output, open_it, len(sources), source is not None)
    where = out if out is not None else workspace.root / "build"
    work = jobs_of(sources, output, where, several or source is not None, formats)
    for job in work if output is not None or out is not None else ():
        for target in job.targets:
            check_form(target)
    endings = [target.suffix.lower() for target in work[0].targets]
    if options.columns != COLUMNS and ENDINGS["text"] not in endings:
        fail("options-do-not-fit", "--columns is for plain text", "give --format text too", ExitCode.USAGE)
    if options.standard and ENDINGS["pdf"] not in endings:
        fail("options-do-not-fit", "--standard is for PDF", "give --format pdf too", ExitCode.USAGE)
    several |= source is not None
    workers = jobs or min(cores(), max(1, len(work) // _SHEETS_A_PROCESS))
    report_names(workspace.root, report)
    signatures_of(workspace, report)
    show(report.diagnostics)
    if report.has_errors:
        sys.exit(ExitCode.CONTENT)
    told = _Told(several, summary)
    try:
        with Stop() as stop, _bar(len(work), summary) as bar:
            for result in make_sheets(workspace.root, work, options, workers, stop):
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
        _say_what_is_left(work[0].target.parent, left_over(work, told.targets))
        told.show_total()
    if stop.wished:
        click.echo(f"stopped: {told.made} of {count(len(work), 'sheet')} are made", err=True)
        sys.exit(ExitCode.INTERRUPTED)
    if told.failed:
        sys.exit(ExitCode.USAGE if told.usage == told.failed else ExitCode.CONTENT)
    if open_it:
        _open(work[0].target)


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
        errors, warnings, notes = (
            sum(diagnostic.severity is severity for diagnostic in self.found)
            for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)
        )
        parts = [count(self.made, "sheet") + " written"]
        parts += [f"{self.failed} failed"] if self.failed else []
        parts += [count(errors, "error")] if errors else []
        parts += [count(warnings, "warning")] if warnings else []
        parts += [count(notes, "note")] if notes else []
        click.echo(", ".join(parts), err=self.summary)


def _bar(number: int, summary: bool) -> "AbstractContextManager[ProgressBar[int] | None]":
    """A bar with the time left, for several sheets on a terminal; elsewhere there is a line for each."""
    if number < _SHEETS_A_PROCESS or summary or not (sys.stderr.isatty() and sys.stdout.isatty()):
        return nullcontext()
    return click.progressbar(length=number, label="sheets", show_pos=True, file=sys.stderr)


def _rows(
    source: Path, maps: Sequence[str], mapping: Path | None, dates: str, workspace: "Workspace", exercises_given: bool
) -> "list[Row]":
    """The rows of a CSV file; ends the command when there is nothing to rely on."""
    from leafletgen.patients.csv import MAXIMUM_BYTES
    from leafletgen.patients.rows import columns_of, rows_of

    report = new_report()
    columns = columns_of(maps, mapping, workspace, report)
    piped = str(source) == "-"
    try:
        # One byte more than allowed is enough to know, whatever the size of the file.
        with nullcontext(sys.stdin.buffer) if piped else source.open("rb") as file:
            content = file.read(MAXIMUM_BYTES + 1)
    except OSError as fault:
        fail(
            "file-not-readable",
            f"{source} cannot be read: {fault.strerror or fault}",
            "check its name, and the folder you are in",
            ExitCode.USAGE,
        )
    rows: list[Row] = []
    if not report.has_errors:
        shown = "standard input" if piped else workspace.shown(source)
        rows = rows_of(content, shown, columns, workspace, report, exercises_given=exercises_given, dates=dates)
    show(report.diagnostics)
    if report.has_errors:
        sys.exit(ExitCode.USAGE if all(fault.place is None for fault in report.errors) else ExitCode.CONTENT)
    return rows


def _refuse_for_several(name: str | None, output: Path | None, open_it: bool, number: int, rows: bool) -> None:
    """What is meant for one sheet cannot be done to several; the same name on all would be worst."""
    faults = {
        "--for names one patient": (bool(name), f"write each name into its {'line' if rows else 'prescription'}"),
        "-o names one file": (output is not None, "name a folder with --out"),
        "--open opens one file": (open_it, "leave it out"),
    }
    for message, (given, hint) in faults.items():
        if given:
            what = "patients" if rows else "prescriptions"
            fail("options-do-not-fit", f"{message}, and there are {number} {what}", hint, ExitCode.USAGE)


def _say_what_is_there(target: Path) -> None:
    """An older file of the same name may be another patient's sheet."""
    if target.exists():
        click.echo(f"{seen_from_here(target)} is still the sheet of an earlier run: take it away", err=True)


def _say_what_is_left(folder: Path, left: Sequence[str]) -> None:
    if left:
        which = left[0] if len(left) == 1 else f"{left[0]} to {left[-1]}"
        here = seen_from_here(folder)
        verb = "is" if len(left) == 1 else "are"
        click.echo(f"{count(len(left), 'sheet')} of an earlier run {verb} still in {here}: {which}", err=True)
        click.echo("  hint: take them away, so that nobody hands them out with these", err=True)


def _open(target: Path) -> None:
    if click.launch(str(target.absolute())) != 0:
        fail(
            "file-not-opened",
            f"{seen_from_here(target)} is written, but cannot be opened from here",
            "open it yourself",
            ExitCode.ENVIRONMENT,
        )
