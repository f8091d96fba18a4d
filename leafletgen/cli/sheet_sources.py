"""What sheets are made from: prescriptions, the rows of a CSV file, or what is typed; and what fits one sheet alone."""

import sys
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from leafletgen.cli.wording import option
from leafletgen.cli.workspace import fail, show
from leafletgen.errors import ExitCode, Report, Setting

if TYPE_CHECKING:
    from leafletgen.library.workspace import Workspace
    from leafletgen.patients.making import Options
    from leafletgen.patients.rows import Row


#: Bytes that are read of a line with an NHS number; more is none.
_LONGEST_LINE = 200


class Table(NamedTuple):
    """A CSV file of patients, if one is named, and how it is to be read."""

    source: Path | None
    maps: Sequence[str]
    mapping: Path | None
    dates: str | None
    addressed: bool
    """Whether e-mail addresses are read as well."""


def sources_of(
    prescriptions: Sequence[Path], table: Table, options: "Options", workspace: "Workspace", report: Report
) -> "Sequence[Path | Row | None]":
    """The prescriptions, or the rows of a table, or one None for what is typed; ends the command for both at once."""
    from leafletgen.patients.jobs import prescription_files

    if table.source is None:
        if table.maps or table.mapping or table.dates:
            fail(
                "options-do-not-fit",
                "--map, --mapping and --dates say how to read a CSV file",
                "name the file with --from",
                ExitCode.USAGE,
            )
        said = (options.name, options.goal, options.note, options.notes_for, options.clinician)
        return prescription_files(prescriptions, workspace, report, texts_given=any(said))
    if prescriptions:
        fail(
            "options-do-not-fit",
            "--from names a file of patients, and prescriptions are given as well",
            "make two runs",
            ExitCode.USAGE,
        )
    return _rows(table.source, table, workspace, bool(options.programmes or options.picks), report)


def _rows(source: Path, table: Table, workspace: "Workspace", exercises_given: bool, report: Report) -> "list[Row]":
    """The rows of a CSV file, with a report on them; ends the command when there is nothing to rely on."""
    from leafletgen.patients.csv import MAXIMUM_BYTES
    from leafletgen.patients.rows import columns_of, rows_of

    columns = columns_of(table.maps, table.mapping, workspace, report)
    piped = str(source) == "-"
    if piped and sys.stdin is None:
        fail("file-not-readable", "standard input is closed", "let another program write to it", ExitCode.USAGE)
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
        dates = table.dates or ""
        rows = rows_of(
            content,
            shown,
            columns,
            workspace,
            report,
            exercises_given=exercises_given,
            dates=dates,
            addressed=table.addressed,
        )
    if report.has_errors:
        show(report.diagnostics)
        sys.exit(ExitCode.USAGE if all(fault.place is None for fault in report.errors) else ExitCode.CONTENT)
    return rows


def check_filled(said: Mapping[str, Any]) -> None:
    """End the command for a choice that is empty, as by a variable of a script."""
    for key, name, example in (
        ("picks", "--pick", "bridge"),
        ("without", "--without", "bridge"),
        ("programmes", "--programme", "hip"),
    ):
        if not all(text.partition(":")[0].strip() for text in said[key]):
            fail(
                "option-empty", f"{name} names nothing", f"give an id or a name, as in {name} {example}", ExitCode.USAGE
            )


def refuse_for_several(given: Mapping[str, object], number: int, rows: bool) -> None:
    """What is meant for one sheet cannot be done to several; the same name on all would be worst.

    Given is what was said of each of these options; number counts the patients, rows whether they are those of a table.
    """
    where = "line" if rows else "prescription"
    faults = {
        "--for names one patient": f"write each name into its {where}",
        "--nhs-number is that of one patient": f"write each number into its {where}",
        "--goal is that of one patient": f"write each goal into its {where}",
        "--note is a word to one patient": f"write each note into its {where}",
        "--note-for is a word to one patient": f"write each note into its {where}",
        "-o names one file": "name a folder with --out",
        "--open opens one file": "leave it out",
    }
    for message, hint in faults.items():
        if given[message.partition(" ")[0]]:
            what = "patients" if rows else "prescriptions"
            fail("options-do-not-fit", f"{message}, and there are {number} {what}", hint, ExitCode.USAGE)


def check_nhs_number(said: str | None) -> None:
    """End the command for an NHS number that stands on the command line, before anything else is said of it."""
    if said not in (None, "-"):
        fail(
            "nhs-number-in-command",
            f"{option(Setting.NHS_NUMBER)} takes no number: it would stay in your shell's history",
            f"write {option(Setting.NHS_NUMBER, '-')}, and type it when you are asked",
            ExitCode.USAGE,
        )


def ask_nhs_number(said: str | None) -> str | None:
    """The NHS number, typed unseen or from a pipe, for "-". It is given to nobody but the sheet."""
    if said is None:
        return None
    number = _number_read()
    if not number:
        fail(
            "nhs-number-not-valid",
            f"{option(Setting.NHS_NUMBER, '-')}: nothing was read",
            "the first line of what another program gives is the number",
            ExitCode.USAGE,
        )
    return number


def _number_read() -> str:
    """What is typed, or the first line of a pipe; nothing where there is no input at all."""
    if sys.stdin is None:
        return ""
    if sys.stdin.isatty():
        typed: str = click.prompt("NHS number (it is not shown)", hide_input=True, err=True)
        return typed.strip()
    try:
        return sys.stdin.buffer.readline(_LONGEST_LINE).decode("utf-8", "replace").strip()
    except OSError:  # it was closed, or cannot be read
        return ""
