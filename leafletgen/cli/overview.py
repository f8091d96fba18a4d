"""What ``status`` and ``due`` share: reading every leaflet with its releases, choosing a day, tables and files."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leafletgen.cli.workspace import check_output, fail, ledger_of, open_workspace, seen_from_here, show
from leafletgen.errors import ExitCode, Report, did_you_mean

if TYPE_CHECKING:
    import datetime

    from leafletgen.release.overview import Entry

_KINDS = {"text": "TABLE", "csv": "SPREADSHEET", "json": "OVERVIEW", "ics": "CALENDAR"}
_ENDINGS = {"text": ".txt", "csv": ".csv", "json": ".json", "ics": ".ics"}


def read_day(_: click.Context, __: click.Parameter, given: str | None) -> "datetime.date | None":
    """Return the day that was given, when there is such a day."""
    import datetime

    from leafletgen.content.dates import is_date

    if given is None:
        return None
    if not is_date(given):
        raise click.BadParameter(f'"{given}" is not a day; write it as 2026-11-21')
    return datetime.date.fromisoformat(given)


day_option = click.option(
    "--on", "day", metavar="DATE", callback=read_day, help="Count the days from this day, not from today."
)

output_option = click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write to this file; its ending says the format.",
)


def chosen_format(given: str | None, output: Path | None, formats: Sequence[str]) -> str:
    """The format that was named, else the one of the file's ending, else text; ends the command when they differ."""
    if output is None:
        return given or "text"
    fitting = [name for name in formats if _ENDINGS[name] == output.suffix.lower()]
    if not fitting or given not in (None, fitting[0]):
        wanted = [given] if given else formats
        endings = " or ".join(_ENDINGS[name] for name in wanted)
        fail(f"{output} does not end as its format does", f"let it end in {endings}", ExitCode.USAGE)
    check_output(output, _KINDS[fitting[0]])
    return fitting[0]


def read_overview(
    folder: Path | None, leaflets: Sequence[str], day: "datetime.date | None", report: Report
) -> "tuple[list[Entry], datetime.date] | None":
    """Every leaflet chosen, and the day to count from; None when the ledger is faulty, which the report says.

    Ends the command when a leaflet is named that does not exist.
    """
    from leafletgen.release.overview import choose, overview
    from leafletgen.system import clock

    workspace = open_workspace(folder)
    ledger = ledger_of(workspace, report)
    if ledger is None:
        return None
    finding = Report()
    chosen = choose(workspace, ledger, leaflets, finding)
    if leaflets and finding.has_errors:
        show(finding.diagnostics)
        sys.exit(ExitCode.USAGE)
    report.add(finding.diagnostics)
    today = clock.today()
    if day is None and today.isoformat() < ledger.latest_day():
        report.warning(
            f"this machine's clock says {today}, but the last entry in the ledger is of {ledger.latest_day()}",
            "set the clock, or name the day with --on",
        )
    return overview(workspace, ledger, chosen, report), day or today


def only_with(entries: "list[Entry]", brands: Sequence[str], departments: Sequence[str]) -> "list[Entry]":
    """The leaflets of these brands and departments; ends the command when no leaflet has one of them."""
    for what, wanted, known in (
        ("brand", brands, [entry.brand for entry in entries if entry.brand]),
        ("department", departments, [entry.department for entry in entries if entry.department]),
    ):
        for name in wanted:
            if name not in known:
                fail(f'no leaflet has the {what} "{name}"', did_you_mean(name, known), ExitCode.USAGE)
    return [
        entry
        for entry in entries
        if (not brands or entry.brand in brands) and (not departments or entry.department in departments)
    ]


def days_in_words(days: int | None) -> str:
    """Days to a review for a table: a number below 0 says that it is overdue."""
    if days is None:
        return ""
    return f"{days} (overdue)" if days < 0 else "0 (today)" if days == 0 else str(days)


def fields_of(entry: "Entry", day: "datetime.date") -> dict[str, str | int | None]:
    """A leaflet for programs and spreadsheets."""
    from leafletgen.release.due import days_left, due_day

    return {
        "code": entry.code,
        "number": entry.number,
        "state": entry.state,
        "meaning": entry.meaning,
        "review": entry.review,
        "due": None if entry.review is None else due_day(entry.review).isoformat(),
        "days_left": days_left(entry, day),
        "title": entry.title,
        "leaflet": entry.leaflet,
        "file": entry.file,
        "brand": entry.brand,
        "department": entry.department,
        "checked": entry.checked or None,
    }


def csv_of(entries: "Sequence[Entry]", day: "datetime.date") -> bytes:
    """Leaflets as a spreadsheet."""
    from leafletgen.release.overview import Entry
    from leafletgen.release.spreadsheet import csv_file

    nothing = Entry("", None, "", "", "", None, None, None, "", "", None, None)
    rows = [list(fields_of(entry, day).values()) for entry in entries]
    return csv_file(list(fields_of(nothing, day)), rows)


def table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Lines of a table in columns as wide as they must be; none when there are no rows."""
    if not rows:
        return []
    lines = [heading, *rows]
    widths = [max(len(line[number]) for line in lines) for number in range(len(heading))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]


def hand_out(data: bytes, output: Path | None) -> None:
    """Write to a file, or to the standard output byte for byte; ends the command when it cannot be written."""
    if output is None:
        click.echo(data, nl=False)
        return
    from leafletgen.system.writing import WriteError, write_whole

    try:
        write_whole(output, data)
    except WriteError as fault:
        fail(str(fault), "check that the folder can be written to and the disk has room", ExitCode.ENVIRONMENT)
    click.echo(seen_from_here(output))
