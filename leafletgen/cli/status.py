"""``leafletgen status``: how every leaflet stands to its releases, and when its review is due."""

import sys
from collections import Counter
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
from leafletgen.cli.workspace import complete_brands, complete_leaflets, open_workspace, show, workspace_option
from leafletgen.errors import ExitCode, Report
from leafletgen.languages.numbers import count

if TYPE_CHECKING:
    import datetime

    from leafletgen.release.overview import Entry

_FORMATS = ("text", "csv", "json")
#: As in leafletgen.release.overview.STATES, which takes longer to load than a completion may; a test compares them.
_STATES = (
    "released",
    "restyled",
    "changed",
    "recoded",
    "divided",
    "withdrawn",
    "never-released",
    "stale",
    "unchecked",
    "faulty",
    "gone",
)


@click.command("status")
@click.argument("leaflets", nargs=-1, metavar="[LEAFLET]...", shell_complete=complete_leaflets)
@click.option(
    "--state", "states", multiple=True, type=click.Choice(_STATES), metavar="STATE", help="Only in this state."
)
@click.option("--brand", "brands", multiple=True, metavar="NAME", help="Only of this brand.",
              shell_complete=complete_brands)  # fmt: skip
@click.option("--department", "departments", multiple=True, metavar="NAME", help="Only of this department.")
@day_option
@click.option("--format", "given", type=click.Choice(_FORMATS), help="Else by the file's ending, or text.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@output_option
@workspace_option
def command(
    leaflets: tuple[str, ...],
    states: tuple[str, ...],
    brands: tuple[str, ...],
    departments: tuple[str, ...],
    day: "datetime.date | None",
    given: str | None,
    as_json: bool,
    output: Path | None,
    folder: Path | None,
) -> None:
    """Show every leaflet: its code, state and review.

    LEAFLET is a path, the name of a file without .yaml, a code or its number. Without any, all are shown, and those
    in the ledger whose file is gone. Of an example it says who has checked it ("leafletgen sign").

    \b
    STATE is one of these (give --state more than once for several):
      released        the file says what the release in force says
      restyled        the same words, but another look
      changed         the content changed since the last release
      recoded         the code in the file was edited by hand
      divided         two branches released different contents under one code
      withdrawn       the last release was withdrawn
      never-released  there is no release
      faulty          the file has errors
      gone            released, but the file is gone

    --brand and --department leave out what is faulty or gone. A review is due on the last day of its month.

    Exit code: 0, or 1 when a file or the ledger has faults.
    """  # noqa: D301 - the backslash is Click's mark for lines to be kept as they are
    from leafletgen.app.standing import csv_of, only_with, read_overview

    written_as = chosen_format("json" if as_json else given, output, _FORMATS)
    report = new_report()
    found = read_overview(open_workspace(folder), leaflets, day, report)
    if found is not None:
        entries, day = found
        entries = only_with(entries, brands, departments)
        wanted = {state.replace("-", " ") for state in states}
        entries = [entry for entry in entries if not wanted or entry.state in wanted]
        if written_as == "csv":
            hand_out(csv_of(entries, day), output)
        elif written_as == "text":
            hand_out("".join(f"{line}\n" for line in _lines(entries, day)).encode(), output)
        else:
            hand_out(_json(entries, day, report), output)
    elif written_as == "json":
        hand_out(_json([], None, report), output)
    if written_as != "json" or output is not None:
        show(report.diagnostics)
    sys.exit(ExitCode.CONTENT if report.has_errors else ExitCode.OK)


def _lines(entries: "list[Entry]", day: "datetime.date") -> list[str]:
    """The table, and how many there are in each state."""
    from leafletgen.release.due import days_left

    days = [days_left(entry, day) for entry in entries]
    heading = ["CODE", "STATE", "REVIEW", "DAYS LEFT", "CHECKED", "LEAFLET"]
    rows = [
        [entry.code, entry.meaning, entry.review or "", days_in_words(left), entry.checked, entry.leaflet]
        for entry, left in zip(entries, days, strict=True)
    ]
    if not any(entry.checked for entry in entries):  # nothing here is an example
        for row in (heading, *rows):
            del row[-2]
    lines = table(heading, rows)
    numbers = _counts(entries)
    sums = count(len(entries), "leaflet")
    sums += f": {', '.join(f'{number} {state}' for state, number in numbers.items())}" if numbers else ""
    overdue = sum(left is not None and left < 0 for left in days)
    return [*lines, f"{sums}; {count(overdue, 'review')} overdue" if overdue else sums]


def _counts(entries: "list[Entry]") -> dict[str, int]:
    """How many leaflets are in each state, in the order of the states."""
    numbers = Counter(entry.state for entry in entries)
    return {state: numbers[state] for state in (word.replace("-", " ") for word in _STATES) if numbers[state]}


def _json(entries: "list[Entry]", day: "datetime.date | None", report: Report) -> bytes:
    import json

    from leafletgen.app.standing import fields_of

    data = {
        "on": None if day is None else day.isoformat(),
        "leaflets": [fields_of(entry, day) for entry in entries if day is not None],
        "counts": _counts(entries),
        "diagnostics": [diagnostic.as_data() for diagnostic in report.diagnostics],
    }
    return f"{json.dumps(data, ensure_ascii=False, indent=2)}\n".encode()
