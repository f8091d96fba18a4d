"""How every leaflet stands to its releases and its review: read, chosen, and told as data."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from leafletgen.app.opening import ledger_of
from leafletgen.errors import ExitCode, RefusedError, Report, Setting, did_you_mean, refused
from leafletgen.library.workspace import Workspace
from leafletgen.release.due import days_left, due_day
from leafletgen.release.overview import Entry, choose, overview
from leafletgen.release.spreadsheet import csv_file
from leafletgen.system import clock


def read_overview(
    workspace: Workspace, leaflets: Sequence[str], day: datetime.date | None, report: Report
) -> tuple[list[Entry], datetime.date] | None:
    """Return every leaflet chosen, and the day to count from; None when the ledger is faulty, which the report says.

    Raises:
        RefusedError: a leaflet is named that does not exist.
    """
    ledger = ledger_of(workspace, report)
    if ledger is None:
        return None
    finding = Report(report.wording)
    chosen = choose(workspace, ledger, leaflets, finding)
    if leaflets and finding.has_errors:
        raise RefusedError(ExitCode.USAGE, *finding.diagnostics)
    report.add(finding.diagnostics)
    today = clock.today()
    if day is None and today.isoformat() < ledger.latest_day():
        report.warning(
            "clock-behind-ledger",
            f"this machine's clock says {today}, but the last entry in the ledger is of {ledger.latest_day()}",
            f"set the clock, or name the day with {report.called(Setting.DAY)}",
        )
    return overview(workspace, ledger, chosen, report), day or today


def only_with(entries: list[Entry], brands: Sequence[str], departments: Sequence[str]) -> list[Entry]:
    """Return the leaflets of these brands and departments; all of them where none is named.

    Raises:
        RefusedError: no leaflet has one of them.
    """
    for what, wanted, known in (
        ("brand", brands, [entry.brand for entry in entries if entry.brand]),
        ("department", departments, [entry.department for entry in entries if entry.department]),
    ):
        for name in wanted:
            if name not in known:
                raise refused(
                    "brand-unknown" if what == "brand" else "department-unknown",
                    f'no leaflet has the {what} "{name}"',
                    did_you_mean(name, known),
                    ExitCode.USAGE,
                )
    return [
        entry
        for entry in entries
        if (not brands or entry.brand in brands) and (not departments or entry.department in departments)
    ]


def fields_of(entry: Entry, day: datetime.date) -> dict[str, str | int | None]:
    """Return a leaflet as programs and spreadsheets have it, the days counted from this one."""
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


def csv_of(entries: Sequence[Entry], day: datetime.date) -> bytes:
    """Return leaflets as a spreadsheet: CSV that Excel opens."""
    nothing = Entry("", None, "", "", "", None, None, None, "", "", None, None)
    rows = [list(fields_of(entry, day).values()) for entry in entries]
    return csv_file(list(fields_of(nothing, day)), rows)
