"""What ``status`` and ``due`` share: options for the day and the file, formats, days in words."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leafletgen.app.writing import check_output
from leafletgen.cli.workspace import fail, seen_from_here
from leafletgen.errors import ExitCode

if TYPE_CHECKING:
    import datetime


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
        fail(
            "output-ending-wrong",
            f"{output} does not end as its format does",
            f"let it end in {endings}",
            ExitCode.USAGE,
        )
    check_output(output, _KINDS[fitting[0]])
    return fitting[0]


def days_in_words(days: int | None) -> str:
    """Days to a review for a table: a number below 0 says that it is overdue."""
    if days is None:
        return ""
    return f"{days} (overdue)" if days < 0 else "0 (today)" if days == 0 else str(days)


def hand_out(data: bytes, output: Path | None) -> None:
    """Write to a file, or to the standard output byte for byte; ends the command when it cannot be written."""
    if output is None:
        click.echo(data, nl=False)
        return
    from leafletgen.system.writing import WriteError, write_whole

    try:
        write_whole(output, data)
    except WriteError as fault:
        fail(
            "file-not-written",
            str(fault),
            "check that the folder can be written to and the disk has room",
            ExitCode.ENVIRONMENT,
        )
    click.echo(seen_from_here(output))
