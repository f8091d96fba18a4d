"""``leafletgen due``: the leaflets whose review is due, as a table, a spreadsheet or a calendar."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leafletgen.cli.overview import (
    chosen_format,
    day_option,
    days_in_words,
    hand_out,
    output_option,
)
from leafletgen.cli.table import table
from leafletgen.cli.wording import new_report
from leafletgen.cli.workspace import complete_brands, fail, open_workspace, show, workspace_option
from leafletgen.errors import ExitCode
from leafletgen.languages.numbers import count

if TYPE_CHECKING:
    import datetime

    from leafletgen.release.overview import Entry

_FORMATS = ("text", "csv", "ics")
_NAMED = 12


@click.command("due")
@click.option("--within", "length", default="90d", show_default=True, metavar="TIME",
              help="How far to look ahead: days, weeks, months or years, as 90d, 12w, 6m or 1y.")  # fmt: skip
@click.option("--brand", "brands", multiple=True, metavar="NAME", help="Only of this brand.",
              shell_complete=complete_brands)  # fmt: skip
@click.option("--department", "departments", multiple=True, metavar="NAME", help="Only of this department.")
@day_option
@click.option("--format", "given", type=click.Choice(_FORMATS), help="Else by the file's ending, or text.")
@output_option
@workspace_option
def command(
    length: str,
    brands: tuple[str, ...],
    departments: tuple[str, ...],
    day: "datetime.date | None",
    given: str | None,
    output: Path | None,
    folder: Path | None,
) -> None:
    """Show which leaflets are due for review, the overdue ones first.

    A review is due on the last day of its month. The date is that of the leaflet's file, or of its last release when
    the file is gone or faulty. Leaflets that were withdrawn are left out. --brand and --department leave out what is
    faulty or gone.

    "--format csv" is a spreadsheet that Excel opens, "--format ics" a calendar that Outlook opens: one day for each
    leaflet, with a reminder 30 days before. With -o reviews.ics the format need not be named.

    Exit code: 0, or 1 when a file or the ledger has faults.
    """
    from leafletgen.app.standing import csv_of, only_with, read_overview
    from leafletgen.release.due import day_within, due_until, undated

    written_as = chosen_format(given, output, _FORMATS)
    report = new_report()
    found = read_overview(open_workspace(folder), (), day, report)
    if found is None:
        show(report.diagnostics)
        sys.exit(ExitCode.CONTENT)
    entries, day = found
    try:
        last = day_within(length, day)
    except ValueError as fault:
        fail("time-span-not-valid", str(fault), "", ExitCode.USAGE)
    entries = only_with(entries, brands, departments)
    due = due_until(entries, last)
    sums = [_summary(due, day, last), *_without_date(undated(entries))]
    if written_as == "text":
        hand_out("".join(f"{line}\n" for line in [*_lines(due, day), *sums]).encode(), output)
    else:
        if written_as == "csv":
            hand_out(csv_of(due, day), output)
        else:
            from leafletgen.release.calendar import calendar_file

            hand_out(calendar_file(due), output)
        for line in sums:
            click.echo(line, err=True)
    show(report.diagnostics)
    sys.exit(ExitCode.CONTENT if report.has_errors else ExitCode.OK)


def _lines(due: "list[Entry]", day: "datetime.date") -> list[str]:
    from leafletgen.release.due import days_left, due_day
    from leafletgen.release.overview import FAULTY

    rows = []
    for entry in due:
        assert entry.review is not None
        file = entry.leaflet
        if entry.file is None:
            file += " (its file is gone)"
        elif entry.state == FAULTY:
            file += " (its file has errors)"
        last = due_day(entry.review).isoformat()
        rows.append([last, days_in_words(days_left(entry, day)), entry.code, entry.department or "", entry.title, file])
    return table(("DUE", "DAYS LEFT", "CODE", "DEPARTMENT", "TITLE", "LEAFLET"), rows)


def _summary(due: "list[Entry]", day: "datetime.date", last: "datetime.date") -> str:
    from leafletgen.release.due import days_left

    overdue = sum((days_left(entry, day) or 0) < 0 for entry in due)
    late = f", {overdue} of them overdue" if overdue else ""
    return f"{count(len(due), 'leaflet')} due for review by {last}{late}"


def _without_date(entries: "list[Entry]") -> list[str]:
    """A line about the leaflets that nobody will be reminded of."""
    if not entries:
        return []
    names = ", ".join(entry.leaflet for entry in entries[:_NAMED]) + (", …" if len(entries) > _NAMED else "")
    have = "has" if len(entries) == 1 else "have"
    return [f"{count(len(entries), 'leaflet')} {have} no review date: {names}"]
